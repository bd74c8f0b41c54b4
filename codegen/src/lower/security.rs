//! Ways to authenticate as constants.

use specwright_spec::Model;

use super::{docs, names};
use crate::ir::SecurityScheme;
use crate::text::{code, doc_text};

pub(super) fn schemes(model: &Model) -> Vec<SecurityScheme> {
    let mut scope = names::Scope::default();
    let schemes = model.security_schemes.iter().map(|scheme| {
        let says = doc_text!("The way to authenticate {}.", code(&scheme.name));
        SecurityScheme {
            ident: scope.claim(&names::constant(&scheme.name)),
            docs: docs::Builder::new(model)
                .written(&scheme.docs, says, scheme.span)
                .source(scheme.span),
            name: scheme.name.clone(),
            kind: scheme.kind.clone(),
        }
    });
    schemes.collect()
}

/// The constants of sets of schemes. A set with a scheme that is not declared, which was let through, is none.
pub(super) fn ways(schemes: &[SecurityScheme], sets: &[Vec<String>]) -> Vec<Vec<String>> {
    let constant = |name: &String| {
        let scheme = schemes.iter().find(|scheme| scheme.name == *name);
        scheme.map(|scheme| scheme.ident.clone())
    };
    let sets = sets.iter();
    sets.filter_map(|set| set.iter().map(constant).collect())
        .collect()
}
