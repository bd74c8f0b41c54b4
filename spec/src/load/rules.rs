//! What the grammar alone cannot see: keywords and objects that must agree with each other.

mod bounds;
mod discriminator;
mod document;
mod odd;
mod operation;
mod parameter;
mod path;
mod pattern;
mod schema;
mod security;
mod server;

use super::grammar::{Object, Outline};
use super::references::Targets;
use super::suggest::Suggestions;
use crate::error::Error;
use crate::source::Source;
use crate::tree::Node;

/// Every disagreement of a document.
pub(super) fn check<'t>(
    source: &Source,
    tree: &'t Node,
    outline: &Outline<'t>,
    targets: &Targets<'t>,
    suggestions: &Suggestions,
) -> Vec<Error> {
    let mut errors = Vec::new();
    operation::check_ids(outline, &mut errors);
    schema::check(source, outline, targets, suggestions, &mut errors);
    discriminator::check_properties(outline, targets, suggestions, &mut errors);
    server::check(outline, &mut errors);
    operation::check_links(tree, outline, suggestions, &mut errors);
    odd::check(outline, &mut errors);
    for place in &outline.places {
        match place.object {
            Object::Document => {
                document::check_tags(place.node, &mut errors);
                security::check_requirements(tree, place.node, suggestions, &mut errors);
            }
            Object::Components => document::check_components(place.node, &mut errors),
            Object::Paths => path::check(place.node, targets, &mut errors),
            Object::PathItem => parameter::check_list(place.node, targets, &mut errors),
            Object::Operation => {
                parameter::check_list(place.node, targets, &mut errors);
                security::check_requirements(tree, place.node, suggestions, &mut errors);
            }
            Object::Responses => operation::check_responses(place.node, &mut errors),
            Object::Discriminator => {
                discriminator::check(tree, outline, place.node, suggestions, &mut errors);
            }
            Object::Parameter => parameter::check(place.node, &mut errors),
            Object::Header => parameter::check_header(place.node, &mut errors),
            Object::SecurityScheme => security::check(place.node, &mut errors),
            Object::Info
            | Object::Contact
            | Object::License
            | Object::Server
            | Object::ServerVariable
            | Object::ExternalDocs
            | Object::RequestBody
            | Object::MediaType
            | Object::Encoding
            | Object::Response
            | Object::Callback
            | Object::Link
            | Object::Example
            | Object::Tag
            | Object::Schema
            | Object::Xml
            | Object::OAuthFlows
            | Object::ImplicitFlow
            | Object::TokenFlow
            | Object::AuthorizationCodeFlow => {}
        }
    }
    errors
}
