//! The folder of a generated crate: what the generator reads, writes and removes there.
//!
//! The generator owns `Cargo.toml`, `src`, `schemas`, and `.specwright` while it runs; it looks at nothing else. It replaces and
//! removes files that it wrote, which the digest in their header proves. Anything else in its way is an [`Obstacle`], and stops
//! the run before a file is changed. No symbolic link in the folder is followed; the folder itself may be one.

mod lock;
mod obstacle;
mod scan;
mod staging;

pub(crate) use lock::{exclusive, shared};
pub(crate) use obstacle::find as obstacles;
pub use obstacle::{Obstacle, Reason};
pub(crate) use scan::{Contents, scan};
pub(crate) use staging::{apply, clear};

/// The file of the package's manifest.
const MANIFEST: &str = "Cargo.toml";
/// The folders of a crate that the generator owns as a whole.
const OWNED: [&str; 2] = ["src", "schemas"];
