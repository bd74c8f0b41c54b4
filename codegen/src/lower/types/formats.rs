//! What formats of texts give.

use specwright_spec::model::{SchemaId, Shape, StringShape};

use super::Types;
use crate::ir::{Field, Format, Presence, Reading, Ty};
use crate::lower::names::Scope;
use crate::lower::views::View;

/// Whether the text must not be shown.
pub(in crate::lower) fn is_password(string: &StringShape) -> bool {
    string.format.as_deref() == Some("password")
}

/// What else the text can be read as.
pub(super) fn format(string: &StringShape) -> Option<Format> {
    match string.format.as_deref()? {
        "uuid" => Some(Format::Uuid),
        "date-time" => Some(Format::DateTime),
        "date" => Some(Format::Date),
        "uri" => Some(Format::Uri),
        "byte" => Some(Format::Byte),
        _ => None,
    }
}

impl Types<'_> {
    /// How the text of a field is read as another type; that of a newtype is read by the newtype itself.
    pub(super) fn reading(
        &self,
        id: SchemaId,
        view: View,
        ident: &str,
        ty: &Ty,
        presence: Presence,
    ) -> Option<Reading> {
        let schema = self.model.schema(id);
        let Shape::String(string) = &schema.shape else {
            return None;
        };
        let format = format(string)?;
        let key = (id, self.view(id, view));
        let presence = match ty {
            Ty::String | Ty::BoundedString { .. } => presence,
            Ty::Named(_) if self.definitions.contains_key(&key) => return None,
            // The alias of a text, or of an `Option` of one.
            Ty::Named(_) => match (schema.nullable, presence) {
                (true, Presence::Required) => Presence::Nullable,
                (true, Presence::Optional) => Presence::OptionalNullable,
                (_, presence) => presence,
            },
            _ => return None,
        };
        let function = format!("{}_{}", ident.trim_start_matches("r#"), format.name());
        Some(Reading {
            format,
            function,
            presence,
        })
    }
}

/// Gives the functions that read texts names which no field and no other function has.
pub(super) fn name_readings(fields: &mut [Field], scope: &mut Scope) {
    for field in &*fields {
        scope.claim(&format!("with_{}", field.ident.trim_start_matches("r#")));
    }
    for reading in fields.iter_mut().filter_map(|field| field.reading.as_mut()) {
        reading.function = scope.claim(&reading.function);
    }
}
