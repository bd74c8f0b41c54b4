//! How values are read from and written to the wire.
//!
//! Types are read by [`Decode`] rather than by serde's derive: errors name the way to the value, and an object is an object.
#![allow(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "the parts are the same in every crate, and no crate uses all that is in them"
)]

mod answer;
mod decode;
mod fields;
mod list;
mod names;
mod newtype;
mod object;
mod open;
mod operation;
mod range;
mod segment;
mod slots;
mod text;
mod values;

pub(crate) use answer::{json, members_present};
pub use decode::Undecodable;
pub(crate) use decode::{Decode, Trail, from_slice, read};
pub(crate) use fields::Fields;
pub(crate) use list::{Items, list};
pub use names::UnknownValue;
pub(crate) use names::{Names, decode_name, from_name, names};
pub use newtype::Invalid;
pub(crate) use newtype::{Newtype, decode_newtype, newtype};
pub(crate) use object::{Members, Object, Writer, decode_object, encode_object, object};
pub use open::Open;
pub use operation::{Authorization, DocumentedStatus, ResourceType};
pub(crate) use range::{Bounds, range};
pub(crate) use segment::push_segment;
pub use segment::{InvalidPathSegment, PathSegment};
pub(crate) use slots::{Opt, Req};
pub(crate) use text::{Length, text};
