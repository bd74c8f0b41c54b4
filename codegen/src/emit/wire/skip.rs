//! Members without a field, which are not kept.

use serde::de::{IgnoredAny, MapAccess};
use serde::ser::SerializeMap;

use super::Trail;
use super::object::{Members, Object, Rest, Writer};
use super::slots::{ReadSlots, WriteSlots};

/// They are not kept.
struct Skipped;

impl Rest for Skipped {
    type Name = ();

    fn name(_: &str) {}

    fn read<'de, A: MapAccess<'de>>(
        &mut self,
        (): (),
        map: &mut A,
        _: &mut Trail,
    ) -> Result<(), A::Error> {
        map.next_value::<IgnoredAny>().map(|_| ())
    }
}

impl<'de, O: Object, A: MapAccess<'de>> Members<'_, O, A> {
    /// Reads all members into slots, one for each name of [`Object::FIELDS`], and skips the others.
    pub(crate) fn slots<S: ReadSlots>(self) -> Result<S, A::Error> {
        self.slots_and(&mut Skipped)
    }
}

impl<O: Object, M: SerializeMap> Writer<O, M> {
    /// Writes all members that are present, one slot for each name of [`Object::FIELDS`].
    pub(crate) fn slots<S: WriteSlots>(mut self, slots: S) -> Result<M::Ok, M::Error> {
        const { assert!(O::FIELDS.names.len() == S::LEN, "one slot for each name") };
        slots.write(&mut O::FIELDS.names.iter(), &mut self.map)?;
        self.map.end()
    }
}
