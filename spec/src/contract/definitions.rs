//! Which schemas stand under a name, and in which file: each in one only.

use std::collections::HashSet;

use super::json_schema::{Way, parts};
use super::{DEFINITIONS, Outline, Root};
use crate::model::{Model, SchemaId, Shape};

/// What is added to a name: nothing, or which of the two forms of a schema is meant where both are there.
const FORMS: [&str; 3] = ["", ":request", ":response"];

/// The file that a schema is written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Home {
    /// The one of the part with this number, which alone reaches the schema.
    Part(usize),
    /// The one that all parts refer to.
    Shared,
}

/// The schemas that parts reach, and where each is written.
///
/// What has `readOnly` or `writeOnly` members somewhere is one schema for requests and another for responses.
pub(super) struct Definitions<'m> {
    model: &'m Model,
    /// Of each schema whether requests and responses have it differently.
    is_directed: Vec<bool>,
    /// Of each [`view`](Self::view) its file; `None` where no part reaches it.
    homes: Vec<Option<Home>>,
    /// Of each view whether some schema, or a parameter, is made of it.
    is_referred_to: Vec<bool>,
    /// Of each schema its name, if it is not written in place.
    names: Vec<Option<String>>,
}

impl<'m> Definitions<'m> {
    /// Looks at every schema at most twice: when a part reaches it, and when another one does.
    pub(super) fn of(model: &'m Model, outlines: &[Outline<'m>]) -> Self {
        let count = model.schemas.len();
        let mut definitions = Self {
            model,
            is_directed: directed(model),
            homes: vec![None; 2 * count],
            is_referred_to: vec![false; 2 * count],
            names: Vec::new(),
        };
        for (part, outline) in outlines.iter().enumerate() {
            definitions.reach(part, outline);
        }
        definitions.names = definitions.named(outlines);
        definitions
    }

    /// The reference to a schema from a file; `None` if it is written in place.
    pub(super) fn reference(&self, id: SchemaId, way: Way, from: Home) -> Option<String> {
        let name = self.name(id, way)?;
        let file = match (self.homes[self.view(id, way)], from) {
            (Some(Home::Shared), Home::Part(_)) => DEFINITIONS,
            (Some(Home::Shared), Home::Shared) | (Some(Home::Part(_)) | None, _) => "",
        };
        Some(format!("{file}#/$defs/{name}"))
    }

    /// The reference to the schema of a body; `None` if it is written in place, as nothing else refers to it.
    pub(super) fn root(&self, id: SchemaId, way: Way, from: Home) -> Option<String> {
        match self.is_root_alone(self.view(id, way)) {
            true => None,
            false => self.reference(id, way, from),
        }
    }

    /// Whether a schema is the body of one part, and nothing else is made of it.
    fn is_root_alone(&self, view: usize) -> bool {
        matches!(self.homes[view], Some(Home::Part(_))) && !self.is_referred_to[view]
    }

    /// What is written under a name, and where, in declared order.
    pub(super) fn all(&self) -> impl Iterator<Item = (Home, String, SchemaId, Way)> {
        let ids = (0..self.model.schemas.len()).map(SchemaId);
        let views = ids.flat_map(|id| {
            // What is not directed has one view, whichever way its values travel.
            let ways = [Way::Request, Way::Response];
            let ways = ways
                .into_iter()
                .take(1 + usize::from(self.is_directed[id.0]));
            ways.map(move |way| (id, way))
        });
        views.filter_map(|(id, way)| {
            let view = self.view(id, way);
            let home = self.homes[view].filter(|_| !self.is_root_alone(view))?;
            Some((home, self.name(id, way)?, id, way))
        })
    }

    /// The name of a definition. Both forms of a schema may be in one file.
    fn name(&self, id: SchemaId, way: Way) -> Option<String> {
        let name = self.names[id.0].as_ref()?;
        let views = &self.homes[2 * id.0..2 * id.0 + 2];
        let [only, request, response] = FORMS;
        let form = match way {
            Way::Request if views.iter().all(Option::is_some) => request,
            Way::Response if views.iter().all(Option::is_some) => response,
            Way::Either | Way::Request | Way::Response => only,
        };
        Some(format!("{name}{form}"))
    }

    /// The number of a schema as values have it that travel this way.
    fn view(&self, id: SchemaId, way: Way) -> usize {
        2 * id.0 + usize::from(self.is_directed[id.0] && way == Way::Response)
    }

    /// Marks what a part reaches: as its own, or as shared if another part has reached it.
    fn reach(&mut self, part: usize, outline: &Outline<'m>) {
        let way = outline.way();
        let roots = outline.roots();
        if matches!(outline.root, Root::Parameters(_)) {
            for id in &roots {
                let view = self.view(*id, way);
                self.is_referred_to[view] = true;
            }
        }
        let mut open: Vec<_> = roots.into_iter().map(|id| (id, Home::Part(part))).collect();
        while let Some((id, home)) = open.pop() {
            let view = self.view(id, way);
            let home = match self.homes[view] {
                None => home,
                Some(known) if known == home || known == Home::Shared => continue,
                Some(_) => Home::Shared,
            };
            self.homes[view] = Some(home);
            for id in parts(self.model.schema(id), way) {
                let view = self.view(id, way);
                self.is_referred_to[view] = true;
                open.push((id, home));
            }
        }
    }

    /// The names of the reached schemas that `components` names, and of those that cannot be written in place: what is part
    /// of several schemas would be written again and again, and what is part of itself without end.
    fn named(&self, outlines: &[Outline<'m>]) -> Vec<Option<String>> {
        let mut uses = vec![0_u32; self.model.schemas.len()];
        // However many operations it is the body of, it can be written in place.
        for root in outlines.iter().flat_map(Outline::roots) {
            uses[root.0] = 1;
        }
        let is_reached = |id: usize| self.homes[2 * id..2 * id + 2].iter().any(Option::is_some);
        let reached = self.model.schemas.iter().enumerate();
        let reached = reached.filter(|(id, _)| is_reached(*id));
        for part in reached.clone().flat_map(|(_, schema)| schema.parts()) {
            uses[part.0] = uses[part.0].saturating_add(1);
        }
        let mut names = vec![None; uses.len()];
        let mut taken = HashSet::new();
        for (id, schema) in reached {
            let tokens = schema.pointer.tokens();
            let inside = match tokens {
                [components, schemas, inside @ ..]
                    if components == "components" && schemas == "schemas" =>
                {
                    inside
                }
                _ => tokens,
            };
            if inside.len() == 1 || uses[id] > 1 {
                names[id] = Some(free(&legal(&inside.join(":")), &mut taken));
            }
        }
        names
    }
}

/// Of each schema whether requests and responses have it differently: it has a member that is not in one of them, or is
/// made of such a schema.
fn directed(model: &Model) -> Vec<bool> {
    let mut users = vec![Vec::new(); model.schemas.len()];
    let mut open = Vec::new();
    for (id, schema) in model.schemas.iter().enumerate() {
        for part in schema.parts() {
            users[part.0].push(id);
        }
        if has_directed_member(&schema.shape) {
            open.push(id);
        }
    }
    let mut directed = vec![false; users.len()];
    while let Some(id) = open.pop() {
        if !std::mem::replace(&mut directed[id], true) {
            open.append(&mut users[id]);
        }
    }
    directed
}

fn has_directed_member(shape: &Shape) -> bool {
    match shape {
        Shape::Object(object) => {
            let mut properties = object.properties.iter();
            properties.any(|property| property.read_only.is_some() || property.write_only.is_some())
        }
        Shape::Mixed(shapes) => shapes.iter().any(has_directed_member),
        Shape::Any
        | Shape::Never
        | Shape::Null
        | Shape::Boolean
        | Shape::Integer(_)
        | Shape::Number(_)
        | Shape::String(_)
        | Shape::Enum(_)
        | Shape::Array(_)
        | Shape::Union(_) => false,
    }
}

/// A name that needs no escape in a reference. That of a component is one.
fn legal(name: &str) -> String {
    let is_legal = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':');
    let legal = name
        .chars()
        .map(|c| Some(c).filter(is_legal).unwrap_or('_'));
    legal.collect()
}

/// The name, or one made of it where another schema has it.
fn free(name: &str, taken: &mut HashSet<String>) -> String {
    let numbered = (2_u32..).map(|number| format!("{name}:{number}"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    let free = names.find(|name| {
        let forms = FORMS.map(|form| format!("{name}{form}"));
        forms.iter().all(|form| !taken.contains(form))
    });
    let name = free.unwrap_or_default();
    taken.extend(FORMS.map(|form| format!("{name}{form}")));
    name
}
