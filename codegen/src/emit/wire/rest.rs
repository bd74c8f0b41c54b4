//! Members without a field, which are kept.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::{Error, MapAccess};
use serde::ser::SerializeMap;

use super::Invalid;
use super::object::{Members, Object, Rest, Writer};
use super::slots::{ReadSlots, WriteSlots};
use super::{Decode, Trail};

impl<T: Decode> Rest for BTreeMap<String, T> {
    type Name = String;

    fn name(text: &str) -> String {
        text.to_owned()
    }

    fn read<'de, A: MapAccess<'de>>(
        &mut self,
        name: String,
        map: &mut A,
        trail: &mut Trail,
    ) -> Result<(), A::Error> {
        if self.contains_key(&name) {
            return Err(A::Error::custom(format_args!("duplicate key `{name}`")));
        }
        let value = map.next_value_seed(trail.seed());
        let value = value.inspect_err(|_| trail.member(name.clone()))?;
        self.insert(name, value);
        Ok(())
    }
}

impl<'de, O: Object, A: MapAccess<'de>> Members<'_, O, A> {
    /// Reads all members into slots, and those without a slot into a map.
    pub(crate) fn slots_and_rest<S: ReadSlots, T: Decode>(
        self,
    ) -> Result<(S, BTreeMap<String, T>), A::Error> {
        let mut rest = BTreeMap::new();
        let slots = self.slots_and(&mut rest)?;
        Ok((slots, rest))
    }
}

impl<O: Object, M: SerializeMap> Writer<O, M> {
    /// Writes all members that are present, then those without a slot.
    pub(crate) fn slots_and_rest<S: WriteSlots, T: Serialize>(
        mut self,
        slots: S,
        rest: &BTreeMap<String, T>,
    ) -> Result<M::Ok, M::Error> {
        const { assert!(O::FIELDS.names.len() == S::LEN, "one slot for each name") };
        slots.write(&mut O::FIELDS.names.iter(), &mut self.map)?;
        for (name, value) in rest {
            self.map.serialize_entry(name, value)?;
        }
        self.map.end()
    }
}

/// Adds a member to those without a field of their own.
pub(crate) fn insert_rest<O: Object, T>(
    rest: &mut BTreeMap<String, T>,
    name: String,
    value: T,
) -> Result<Option<T>, Invalid> {
    let fields = O::FIELDS;
    if fields.names.contains(&name.as_str()) || fields.refused.contains(&name.as_str()) {
        let object = fields.object;
        let rule = format!("`{object}` has a rule of its own for the member `{name}`");
        return Err(Invalid::new("the object", rule));
    }
    Ok(rest.insert(name, value))
}
