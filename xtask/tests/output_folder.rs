//! What `cargo xtask codegen` reads, writes and removes in the folder of a crate, as the program itself does it.

mod crate_folder;
mod foreign;
mod killed;
mod ownership;
mod several;
mod space;
