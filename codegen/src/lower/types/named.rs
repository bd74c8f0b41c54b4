//! The types of schemas that stand for themselves.

use std::collections::HashSet;

use super::{Types, is_enum, is_option};
use crate::files::TypeName;
use crate::lower::views::View;

impl Types<'_> {
    /// The types of the components, in declared order, and those of bodies that are none.
    pub(in crate::lower) fn take_names(&mut self) -> Vec<TypeName> {
        let mut named = std::mem::take(&mut self.named);
        let mut known: HashSet<String> = named.iter().map(|named| named.name.clone()).collect();
        for operation in &self.model.operations {
            let requests = operation.request_body.iter().flat_map(|body| &body.content);
            let responses = operation
                .responses
                .iter()
                .flat_map(|response| &response.content);
            let bodies = requests
                .map(|content| (content.schema, View::Closed))
                .chain(responses.map(|content| (content.schema, View::Open)));
            for (id, view) in bodies {
                let (view, schema) = (self.view(id, view), self.model.schema(id));
                // The definition of an option is that of its value.
                let name = self.definitions.get(&(id, view));
                let name = name.filter(|_| !is_option(schema, view));
                if let Some(name) = name.filter(|name| known.insert((*name).clone())) {
                    named.push(TypeName {
                        schema: schema.pointer.clone(),
                        is_open: view == View::Open && !is_enum(schema),
                        name: name.clone(),
                    });
                }
            }
        }
        named
    }
}
