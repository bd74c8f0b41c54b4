//! The generators: our own, and those that it is compared with where they are installed.

use std::fs;
use std::io;
use std::path::Path;

use super::CodegenOptions;
use crate::bench::run::{Program, installed};

/// A generator of somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Peer {
    Progenitor,
    OpenapiToRust,
    Ploidy,
}

pub(super) const ALL: [Peer; 3] = [Peer::Progenitor, Peer::OpenapiToRust, Peer::Ploidy];

impl Peer {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Progenitor => "cargo-progenitor",
            Self::OpenapiToRust => "openapi-to-rust",
            Self::Ploidy => "ploidy",
        }
    }

    /// The command that writes its crate into a folder.
    pub(super) fn program(self, work: &Path, spec: &Path, out: &Path) -> Result<Program, String> {
        let path = installed(self.name()).ok_or("not installed")?;
        let (spec, out) = (spec.display().to_string(), out.display().to_string());
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let arguments: Vec<String> = match self {
            Self::Progenitor => words(&[
                "progenitor",
                "--input",
                &spec,
                "--output",
                &out,
                "--name",
                "peer-output",
                "--version",
                "0.1.0",
            ]),
            Self::OpenapiToRust => {
                let config = work.join("openapi-to-rust.toml");
                let text = format!(
                    "[generator]\nspec_path = {spec:?}\noutput_dir = \"{out}/src\"\nmodule_name = \"api\"\n\n\
                     [features]\nenable_async_client = true\n\n[http_client]\nbase_url = \"https://example.com\"\n"
                );
                fs::write(&config, text).map_err(|error| error.to_string())?;
                words(&["generate", "--config", &config.display().to_string()])
            }
            Self::Ploidy => words(&["generate", "rust", &spec, "--output", &out]),
        };
        Ok(Program::new(self.name(), path, arguments))
    }

    /// Makes a crate of what was written, where it is none yet.
    pub(super) fn complete(self, out: &Path) -> io::Result<()> {
        match self {
            Self::Progenitor | Self::Ploidy => Ok(()),
            Self::OpenapiToRust => {
                let dependencies = fs::read_to_string(out.join("src/REQUIRED_DEPS.toml"))?;
                let package = "[package]\nname = \"peer-output\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n";
                fs::write(out.join("Cargo.toml"), format!("{package}{dependencies}"))?;
                fs::rename(out.join("src/mod.rs"), out.join("src/lib.rs"))
            }
        }
    }
}

/// Our own command.
pub(super) fn specwright(options: &CodegenOptions, spec: &Path, out: &Path) -> Program {
    let mut words = vec![
        "codegen".to_owned(),
        "--spec".to_owned(),
        spec.display().to_string(),
        "--out".to_owned(),
        out.display().to_string(),
        "--package".to_owned(),
        "bench-output".to_owned(),
    ];
    for code in &options.allow {
        words.extend(["--allow".to_owned(), code.clone()]);
    }
    Program::new("specwright", options.xtask.clone(), words)
}
