//! `cargo check` of what the generators write, with everything that it depends on built before.

use std::fs;
use std::path::Path;

use super::peers::{self, Peer};
use super::{CodegenOptions, Contest};
use crate::bench::run::{self, Before, Program};

/// A check of our crate, and of each peer's where there is one.
pub(super) fn checks(options: &CodegenOptions, spec: &Path) -> Vec<Contest> {
    let folder = options.folder.join("checked");
    let out = folder.join("specwright");
    let own = write(options, peers::specwright(options, spec, &out), &out);
    let own = own.and_then(|()| check(options, &out));
    let mut contests = vec![Contest::new("specwright", own)];
    for peer in peers::ALL {
        let out = folder.join(peer.name());
        contests.push(Contest::new(
            peer.name(),
            of_peer(options, peer, spec, &out),
        ));
    }
    contests
}

fn of_peer(
    options: &CodegenOptions,
    peer: Peer,
    spec: &Path,
    out: &Path,
) -> Result<Program, String> {
    let generator = peer.program(&options.folder.join("checked"), spec, out)?;
    write(options, generator, out)?;
    peer.complete(out).map_err(|error| error.to_string())?;
    check(options, out)
}

fn write(options: &CodegenOptions, generator: Program, out: &Path) -> Result<(), String> {
    let generator = generator.before(Before::Empty(out.to_path_buf()));
    run::one(&options.xtask, &generator).map(|_| ())
}

/// The command that checks the crate.
fn check(options: &CodegenOptions, out: &Path) -> Result<Program, String> {
    let manifest = out.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).map_err(|_| "writes no crate".to_owned())?;
    // A crate of its own must not be taken for a member of the workspace around its folder.
    if !text.contains("[workspace]") {
        let text = format!("{text}\n[workspace]\n");
        fs::write(&manifest, text).map_err(|error| error.to_string())?;
    }
    let words = [
        "check",
        "--quiet",
        "--manifest-path",
        &manifest.display().to_string(),
        "--target-dir",
        &options.folder.join("target").display().to_string(),
    ];
    let words = words.iter().map(|word| (*word).to_owned()).collect();
    let program = Program::new("cargo check", env!("CARGO").into(), words);
    Ok(program.before(Before::Touch(out.join("src/lib.rs"))))
}
