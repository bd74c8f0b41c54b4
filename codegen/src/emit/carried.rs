//! The helper modules as a crate carries them, for tests to run them.

#![allow(dead_code, unreachable_pub, reason = "in a crate it is used")]

#[path = "wire/bounded_string.rs"]
mod bounded_string;
#[path = "wire/bounded_vec.rs"]
mod bounded_vec;
#[path = "wire/bounds.rs"]
mod bounds;
#[path = "wire/count.rs"]
mod count;
#[path = "wire/decode.rs"]
mod decode;
#[path = "wire/file.rs"]
mod file;
#[path = "wire/form.rs"]
mod form;
#[path = "wire/integer.rs"]
mod integer;
#[path = "wire/invalid.rs"]
mod invalid;
#[path = "wire/length.rs"]
mod length;
#[path = "wire/media.rs"]
mod media;
#[path = "wire/multipart.rs"]
mod multipart;
#[path = "wire/ordered.rs"]
mod ordered;
#[path = "wire/pairs.rs"]
mod pairs;
#[path = "wire/percent.rs"]
mod percent;
#[path = "wire/plain.rs"]
mod plain;
#[path = "wire/ranged.rs"]
mod ranged;
#[path = "wire/ranged_i64.rs"]
mod ranged_i64;
#[path = "wire/ranged_u64.rs"]
mod ranged_u64;
#[path = "wire/read.rs"]
mod read;
#[path = "wire/received.rs"]
mod received;
#[path = "wire/simple.rs"]
mod simple;
#[path = "wire/style.rs"]
mod style;
#[path = "wire/unsigned.rs"]
mod unsigned;
#[path = "wire/values.rs"]
mod values;

pub(super) use bounded_string::BoundedString;
pub(super) use bounded_vec::BoundedVec;
use bounds::Bounds;
use count::Count;
pub(super) use decode::{Decode, Trail};
pub(super) use file::File;
pub(super) use form::write_form;
use invalid::Invalid;
use length::Length;
pub(super) use media::Media;
pub(super) use multipart::Parts;
use pairs::Pairs;
pub(super) use ranged_i64::RangedI64;
pub(super) use ranged_u64::RangedU64;
use read::read;
pub(super) use received::Received;
pub(super) use simple::Simple;
pub(super) use style::Style;
