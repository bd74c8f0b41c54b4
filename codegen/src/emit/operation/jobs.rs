//! Operations that begin jobs, and those that tell how jobs stand.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::link::{allow_deprecated, returned};
use crate::emit::ty;
use crate::ir::{Api, LinkFrom, Operation, Success};

/// What makes an operation one that begins jobs, if a link leads to what tells how they stand.
pub(super) fn starts(api: &Api, operation: &Operation, scope: &ty::Scope) -> Option<TokenStream> {
    let Success::One(_) = &operation.success else {
        return None;
    };
    let link = operation.links.iter().find(|link| {
        let is_success = matches!(link.from, LinkFrom::Success(Some(_)));
        is_success && is_polled(&api.operations[link.target])
    })?;
    let target = &api.operations[link.target];
    let allow = allow_deprecated(operation).or_else(|| allow_deprecated(target));
    let (name, target) = (ty::ident(&operation.name), ty::ident(&target.name));
    let (function, returned) = (ty::ident(&link.function), returned(api, link, scope));
    let call = link.uses_call().then(|| quote! { call, });
    let answer = link.uses_body().then(|| quote! { answer });
    let unused = (call.is_none() || answer.is_none()).then(|| quote! { let _ = (call, answer); });

    Some(quote! {
        #[cfg(feature = "http")]
        #allow
        impl wire::Starts for #name {
            type Jobs = super::#target;

            fn jobs(call: &wire::Call<Self>, answer: &Self::Success) -> #returned {
                #unused
                Self::#function(#call #answer)
            }
        }
    })
}

/// Whether its answers tell how jobs stand.
pub(in crate::emit) fn is_polled(operation: &Operation) -> bool {
    operation.progress.is_some() && matches!(operation.success, Success::One(_))
}

/// What makes an operation one that is asked how jobs stand.
pub(super) fn polled(operation: &Operation) -> Option<TokenStream> {
    let progress = operation
        .progress
        .as_ref()
        .filter(|_| is_polled(operation))?;
    let (allow, name) = (allow_deprecated(operation), ty::ident(&operation.name));
    let (items, state) = (&progress.items, &progress.state);
    let (pending, succeeded, failed) = (&progress.pending, &progress.succeeded, &progress.failed);
    let [first_delay, interval, timeout] =
        [progress.first_delay, progress.interval, progress.timeout].map(Literal::u64_unsuffixed);

    Some(quote! {
        #[cfg(feature = "http")]
        #allow
        impl wire::Polled for #name {
            const PROGRESS: wire::ProgressRule = wire::ProgressRule {
                items: #items,
                state: #state,
                pending: &[#(#pending),*],
                succeeded: &[#(#succeeded),*],
                failed: &[#(#failed),*],
            };

            const PACE: wire::Pace = wire::Pace::of_seconds(#first_delay, #interval, #timeout);
        }
    })
}
