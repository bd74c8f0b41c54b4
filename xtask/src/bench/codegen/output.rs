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
    let own = Ok(peers::specwright(options, spec, &out));
    let mut contests = vec![Contest::new("specwright", check(options, own, &out))];
    for peer in peers::ALL {
        let out = folder.join(peer.name());
        let generator = peer.program(&folder, spec, &out);
        let program = check(options, generator, &out);
        contests.push(Contest::new(Peer::name(peer), program));
    }
    contests
}

/// Writes the crate, and returns the command that checks it.
fn check(
    options: &CodegenOptions,
    generator: Result<Program, String>,
    out: &Path,
) -> Result<Program, String> {
    let generator = generator?.before(Before::Empty(out.to_path_buf()));
    run::one(&options.xtask, &generator)?;
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
