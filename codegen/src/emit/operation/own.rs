//! The variants that an error enum has by itself, whatever the document describes.

use proc_macro2::TokenStream;
use quote::quote;

use super::{boxed, has_fallback, reads_a_body, shown};
use crate::emit::ty;
use crate::ir::{ErrorBody, Operation};

/// A variant that keeps the status as a field.
pub(super) struct Own {
    pub(super) declaration: TokenStream,
    /// The variant, with its field `status` bound.
    pub(super) status: TokenStream,
    /// The arm that completes the sentence "`X` failed with status 400".
    pub(super) display: TokenStream,
}

/// Those that an operation can give.
pub(super) fn variants(operation: &Operation, scope: &ty::Scope) -> Vec<Own> {
    let failure = operation.error.not_a_success.as_ref();
    let not_a_success = failure.map(|failure| not_a_success(failure, scope));
    let unexpected = has_fallback(operation).then(|| unexpected(scope));
    let undecodable = reads_a_body(operation).then(|| undecodable(scope));
    let own = [not_a_success, unexpected, undecodable];
    own.into_iter().flatten().collect()
}

fn not_a_success(failure: &ErrorBody, scope: &ty::Scope) -> Own {
    let shown = shown(", but its body is no success: ", failure, scope);
    let (vec, failure) = (scope.vec(), boxed(failure, scope));
    Own {
        declaration: quote! {
            /// A status of success with a body that is none.
            NotASuccess {
                /// The status.
                status: u16,
                /// The body, read as a failure.
                failure: #failure,
                /// The whole body.
                body: #vec<u8>,
            },
        },
        status: quote! { Self::NotASuccess { status, .. } },
        display: quote! {
            Self::NotASuccess { failure, .. } => { #shown }
        },
    }
}

fn unexpected(scope: &ty::Scope) -> Own {
    let vec = scope.vec();
    Own {
        declaration: quote! {
            /// A status that the document does not name.
            Unexpected {
                /// The status.
                status: u16,
                /// The whole body.
                body: #vec<u8>,
            },
        },
        status: quote! { Self::Unexpected { status, .. } },
        display: quote! {
            Self::Unexpected { body, .. } => {
                write!(f, ", which is not documented; its body has {} bytes", body.len())
            }
        },
    }
}

fn undecodable(scope: &ty::Scope) -> Own {
    let vec = scope.vec();
    Own {
        declaration: quote! {
            /// A body that is not what the document promises for its status.
            Undecodable {
                /// The status.
                status: u16,
                /// What could not be read, and where in the body.
                error: wire::Undecodable,
                /// The whole body.
                body: #vec<u8>,
            },
        },
        status: quote! { Self::Undecodable { status, .. } },
        display: quote! {
            Self::Undecodable { error, .. } => {
                write!(f, " and a body that cannot be read: {error}")
            }
        },
    }
}
