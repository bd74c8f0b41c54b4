//! Following `$ref` to the reusable objects of `components`.

use openapiv3::{Components, Example, Parameter, ReferenceOr, RequestBody, Response};

use super::Context;
use crate::pointer::Pointer;

/// An object that `components` can hold under a name.
pub(super) trait Reusable: Sized {
    /// The object's place in `components`.
    const SECTION: &'static str;

    /// The object of that name.
    fn named<'d>(components: &'d Components, name: &str) -> Option<&'d ReferenceOr<Self>>;
}

macro_rules! reusable {
    ($($object:ident in $section:literal as $field:ident,)+) => {$(
        impl Reusable for $object {
            const SECTION: &'static str = $section;

            fn named<'d>(components: &'d Components, name: &str) -> Option<&'d ReferenceOr<Self>> {
                components.$field.get(name)
            }
        }
    )+};
}

reusable! {
    Example in "examples" as examples,
    Parameter in "parameters" as parameters,
    RequestBody in "requestBodies" as request_bodies,
    Response in "responses" as responses,
}

/// The object that `found` is or refers to, with its own place. What cannot be followed is refused.
pub(super) fn follow<'d, T: Reusable>(
    context: &mut Context<'d>,
    found: &'d ReferenceOr<T>,
    pointer: Pointer,
) -> Option<(&'d T, Pointer)> {
    let mut found = found;
    let mut at = pointer.clone();
    // Loading has refused circles; the bound only makes this loop finite by itself.
    for _ in 0..64 {
        let reference = match found {
            ReferenceOr::Item(item) => return Some((item, at)),
            ReferenceOr::Reference { reference } => reference,
        };
        let Some((name, target)) = component(reference, T::SECTION) else {
            break;
        };
        let components = context.document.openapi.components.as_ref();
        let Some(next) = components.and_then(|components| T::named(components, &name)) else {
            break;
        };
        (found, at) = (next, target);
    }
    context.unsupported(
        &pointer,
        format_args!(
            "a reference to anything but an object of `#/components/{}`",
            T::SECTION
        ),
    );
    None
}

/// Name and place of the object that `#/components/<section>/<name>` refers to.
pub(super) fn component(reference: &str, section: &str) -> Option<(String, Pointer)> {
    let pointer = Pointer::parse(&decoded(reference.strip_prefix('#')?)?)?;
    match pointer.tokens() {
        [components, found, name] if components == "components" && found == section => {
            Some((name.clone(), pointer.clone()))
        }
        _ => None,
    }
}

/// A URI fragment without its percent escapes.
fn decoded(fragment: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let [first, tail @ ..] = rest {
        if *first == b'%' {
            let digits = std::str::from_utf8(tail.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).ok()
}
