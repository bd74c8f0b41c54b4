//! The names of an object's members, and how one is found among them.

/// What is known about the members of an object.
#[derive(Clone, Copy)]
pub(crate) struct Fields {
    /// The struct's name, for messages.
    pub(crate) object: &'static str,
    /// Whether members of other names are refused rather than skipped.
    pub(crate) closed: bool,
    /// The names, as declared.
    pub(crate) names: &'static [&'static str],
    /// Other names that are refused, whether or not others are.
    pub(crate) refused: &'static [&'static str],
}

impl Fields {
    /// The place of a name. Most texts keep the declared order, so the place that is likely next is tried first.
    #[inline]
    pub(crate) fn find(
        &self,
        name: &str,
        next: usize,
        index: Option<&'static Index>,
    ) -> Option<usize> {
        if self.names.get(next).is_some_and(|likely| *likely == name) {
            return Some(next);
        }
        self.search(name, index)
    }

    fn search(&self, name: &str, index: Option<&'static Index>) -> Option<usize> {
        match index {
            Some(index) => index.find(self.names, name),
            None => self.names.iter().position(|other| *other == name),
        }
    }
}

/// A hash table of names, made by the compiler for objects so wide that looking at each name would take long.
///
/// Names are hashed to a slot and stand there or in one of those that follow, up to the first free one.
pub(crate) struct Index {
    /// Places in [`Fields::names`], or [`FREE`].
    slots: [u16; SLOTS],
}

const SLOTS: usize = 1024;
const FREE: u16 = u16::MAX;

/// Up to that many names, looking at each is as fast.
const NARROW: usize = 12;

/// From that many names on, too few slots would be free. No such object is known.
const CROWDED: usize = SLOTS / 4 * 3;

impl Index {
    /// Whether an object of that many members should have an index.
    pub(crate) const fn is_useful(names: usize) -> bool {
        NARROW < names && names < CROWDED
    }

    /// The index of some names; an empty one, if they are too many.
    pub(crate) const fn new(names: &[&str]) -> Self {
        let count = if names.len() < CROWDED {
            names.len()
        } else {
            0
        };
        let mut slots = [FREE; SLOTS];
        let mut place = 0;
        while (place as usize) < count {
            let mut slot = hash(names[place as usize].as_bytes());
            while slots[slot] != FREE {
                slot = (slot + 1) % SLOTS;
            }
            slots[slot] = place;
            place += 1;
        }
        Self { slots }
    }

    fn find(&self, names: &[&str], name: &str) -> Option<usize> {
        // This ends because at least a quarter of the slots are free.
        let mut slot = hash(name.as_bytes());
        while self.slots[slot] != FREE {
            let place = usize::from(self.slots[slot]);
            if names[place] == name {
                return Some(place);
            }
            slot = (slot + 1) % SLOTS;
        }
        None
    }
}

/// The first slot to look at for a name: FNV-1a, which is short and good enough for names that no attacker chooses.
const fn hash(name: &[u8]) -> usize {
    let mut hash: u32 = 0x811c_9dc5;
    let mut at = 0;
    while at < name.len() {
        hash = (hash ^ name[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    (hash ^ (hash >> 16)) as usize % SLOTS
}
