//! Payloads by a seeded generator: the same on every machine.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Where everything is.
pub(super) struct Data {
    pub(super) schema: PathBuf,
    /// A document with the same contract and no advice.
    pub(super) plain: PathBuf,
    pub(super) small: PathBuf,
    pub(super) valid: PathBuf,
    pub(super) mixed: PathBuf,
    pub(super) large: PathBuf,
    pub(super) yaml: PathBuf,
    pub(super) lines: PathBuf,
}

const FILES: usize = 10_000;
const YAML_FILES: usize = 2_000;
const RECORDS: usize = 1_000_000;
const LARGE: usize = 100_000_000;

const PLAIN: &str = "\
openapi: 3.0.3
info: {title: Plain, version: '1'}
paths:
  /resize:
    post:
      operationId: Resize
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [desktops, product_id, mode]
              properties:
                desktops:
                  type: array
                  items:
                    type: object
                    properties:
                      desktop_id: {type: string}
                product_id: {type: string}
                mode: {type: string, enum: [STOP_DESKTOP]}
                auto_placement: {type: string, enum: ['on', 'off']}
                desktop_pool_id: {type: string}
      responses:
        '200': {description: Done}
";

/// Makes what is not there yet; `schema` is what the peers check with.
pub(super) fn make(folder: &Path, schema: &Path) -> io::Result<Data> {
    let data = Data {
        schema: folder.join("request.schema.json"),
        plain: folder.join("plain.openapi.yaml"),
        small: folder.join("small.json"),
        valid: folder.join("valid"),
        mixed: folder.join("mixed"),
        large: folder.join("large.json"),
        yaml: folder.join("yaml"),
        lines: folder.join("lines.ndjson"),
    };
    let done = folder.join("done");
    if done.exists() {
        return Ok(data);
    }
    let mut random = Random(0x5EED);
    fs::create_dir_all(folder)?;
    fs::copy(schema, &data.schema)?;
    fs::write(&data.plain, PLAIN)?;
    fs::write(&data.small, json(&mut random, 1, true))?;
    for (folder, bad) in [(&data.valid, 0), (&data.mixed, 10)] {
        fs::create_dir_all(folder)?;
        for index in 0..FILES {
            let good = bad == 0 || index % bad != 0;
            let text = json(&mut random, 3, good);
            fs::write(folder.join(format!("{index:05}.json")), text)?;
        }
    }
    fs::create_dir_all(&data.yaml)?;
    for index in 0..YAML_FILES {
        let text = yaml(&mut random, 5);
        fs::write(data.yaml.join(format!("{index:05}.yaml")), text)?;
    }
    large(&data.large, &mut random)?;
    let mut lines = BufWriter::new(File::create(&data.lines)?);
    for _ in 0..RECORDS {
        writeln!(lines, "{}", json(&mut random, 3, true))?;
    }
    lines.flush()?;
    fs::write(done, "")?;
    Ok(data)
}

fn large(path: &Path, random: &mut Random) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    write!(
        out,
        "{{\"product_id\": \"p\", \"mode\": \"STOP_DESKTOP\", \"desktops\": ["
    )?;
    let mut written = 0;
    while written < LARGE {
        let separator = if written == 0 { "" } else { ", " };
        let desktop = format!("{separator}{{\"desktop_id\": \"{}\"}}", random.uuid());
        written += desktop.len();
        out.write_all(desktop.as_bytes())?;
    }
    writeln!(out, "]}}")?;
    out.flush()
}

fn json(random: &mut Random, desktops: usize, good: bool) -> String {
    let desktops: Vec<String> = (0..desktops)
        .map(|_| format!("{{\"desktop_id\": \"{}\"}}", random.uuid()))
        .collect();
    let mode = if good { "STOP_DESKTOP" } else { "stop_desktop" };
    format!(
        "{{\"desktops\": [{}], \"product_id\": \"workspace.k.xlarge.{}.linux\", \"mode\": \"{mode}\"}}",
        desktops.join(", "),
        random.next() % 16,
    )
}

fn yaml(random: &mut Random, desktops: usize) -> String {
    let desktops: String = (0..desktops)
        .map(|_| format!("  - desktop_id: {}\n", random.uuid()))
        .collect();
    format!(
        "# A change of {} desktops.\ndesktops:\n{desktops}product_id: workspace.k.xlarge.2.linux\nmode: STOP_DESKTOP\nauto_placement: 'on'\n",
        desktops.lines().count()
    )
}

/// SplitMix64.
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A UUID with letters, so that YAML does not take it for a number.
    fn uuid(&mut self) -> String {
        let (high, low) = (self.next(), self.next());
        format!(
            "a{:07x}-{:04x}-4{:03x}-8{:03x}-{:012x}",
            high >> 36,
            (high >> 20) & 0xFFFF,
            (high >> 8) & 0xFFF,
            low >> 52,
            low & 0xFFFF_FFFF_FFFF
        )
    }
}
