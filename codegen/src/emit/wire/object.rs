//! Objects: which members they have, and how those are read into and written from the fields of a struct.
//!
//! A struct says only which of its fields is which member, as a tuple of *slots*:
//!
//! ```text
//! let (Req(name), Opt(tag)) = members.slots()?;
//! ```
//!
//! The loop over the keys, the look-up of names and every error are here.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};

use super::Trail;
use super::fields::{Fields, Index};
use super::slots::{Entry, ReadSlots};

/// A struct that is an object on the wire; [`object!`] makes it known to serde.
pub(crate) trait Object: Sized {
    /// The members, in the order of the slots.
    const FIELDS: Fields;

    /// Takes the fields out of the members of an object.
    fn read<'de, A: MapAccess<'de>>(members: Members<'_, Self, A>) -> Result<Self, A::Error>;

    /// Writes the fields as members of an object.
    fn write<M: SerializeMap>(&self, members: Writer<Self, M>) -> Result<M::Ok, M::Error>;
}

/// Implements serde's traits and `Decode` for an [`Object`].
macro_rules! object {
    ($object:ty) => {
        impl $crate::wire::Decode for $object {
            fn decode<'de, D: ::serde::Deserializer<'de>>(
                deserializer: D,
                trail: &mut $crate::wire::Trail,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::wire::decode_object(deserializer, trail)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $object {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::wire::read(deserializer)
            }
        }

        impl ::serde::Serialize for $object {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::wire::encode_object(self, serializer)
            }
        }
    };
}
pub(crate) use object;

/// Reads an object. An array in its place is refused.
pub(crate) fn decode_object<'de, O: Object, D: Deserializer<'de>>(
    deserializer: D,
    trail: &mut Trail,
) -> Result<O, D::Error> {
    deserializer.deserialize_map(ObjectVisitor(trail, PhantomData))
}

/// Writes an object.
pub(crate) fn encode_object<O: Object, S: Serializer>(
    object: &O,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    object.write(Writer {
        map: serializer.serialize_map(None)?,
        object: PhantomData,
    })
}

struct ObjectVisitor<'t, O>(&'t mut Trail, PhantomData<O>);

impl<'de, O: Object> Visitor<'de> for ObjectVisitor<'_, O> {
    type Value = O;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "object `{}`", O::FIELDS.object)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<O, A::Error> {
        O::read(Members {
            map,
            trail: self.0,
            object: PhantomData,
        })
    }
}

/// The members of an object that is being read as an `O`.
pub(crate) struct Members<'t, O, A> {
    map: A,
    trail: &'t mut Trail,
    object: PhantomData<O>,
}

impl<'de, O: Object, A: MapAccess<'de>> Members<'_, O, A> {
    /// Reads all members into slots, and those without a slot into `rest`.
    pub(super) fn slots_and<S: ReadSlots, R: Rest>(mut self, rest: &mut R) -> Result<S, A::Error> {
        const { assert!(O::FIELDS.names.len() == S::LEN, "one slot for each name") };
        let fields = O::FIELDS;
        let mut pending = S::empty();
        let mut next = 0;
        loop {
            let seed = KeySeed {
                fields: &fields,
                index: const { index_of::<O>() },
                next,
                rest: PhantomData::<R>,
            };
            match self.map.next_key_seed(seed)? {
                Some(Key::Known(place)) => {
                    let entry = Entry::new(&mut self.map, self.trail, fields.names[place]);
                    S::fill(&mut pending, place, entry)?;
                    next = place + 1;
                }
                Some(Key::Other(name)) => rest.read(name, &mut self.map, self.trail)?,
                None => break,
            }
        }
        S::finish(pending, &mut 0)
            .map_err(|missing| A::Error::missing_field(fields.names[missing.0]))
    }
}

/// What becomes of members that an object does not name.
pub(super) trait Rest {
    /// What is to be known of a member's name.
    type Name;

    /// Takes from the name what is to be known.
    fn name(text: &str) -> Self::Name;

    /// Takes the value of the member.
    fn read<'de, A: MapAccess<'de>>(
        &mut self,
        name: Self::Name,
        map: &mut A,
        trail: &mut Trail,
    ) -> Result<(), A::Error>;
}

/// The index of an object's names, if it has so many that one is useful.
const fn index_of<O: Object>() -> Option<&'static Index> {
    if Index::is_useful(O::FIELDS.names.len()) {
        Some(const { &Index::new(O::FIELDS.names) })
    } else {
        None
    }
}

/// An object of type `O` that is being written.
pub(crate) struct Writer<O, M> {
    pub(super) map: M,
    object: PhantomData<O>,
}

enum Key<N> {
    /// The name at that place of [`Fields::names`].
    Known(usize),
    /// A name that the object does not have.
    Other(N),
}

/// Reads a key.
struct KeySeed<'f, R> {
    fields: &'f Fields,
    index: Option<&'static Index>,
    /// The place that is likely next.
    next: usize,
    rest: PhantomData<R>,
}

impl<'de, R: Rest> DeserializeSeed<'de> for KeySeed<'_, R> {
    type Value = Key<R::Name>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<R: Rest> Visitor<'_> for KeySeed<'_, R> {
    type Value = Key<R::Name>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        let fields = self.fields;
        match fields.find(name, self.next, self.index) {
            Some(place) => Ok(Key::Known(place)),
            None if fields.closed || fields.refused.contains(&name) => {
                Err(E::unknown_field(name, fields.names))
            }
            None => Ok(Key::Other(R::name(name))),
        }
    }
}
