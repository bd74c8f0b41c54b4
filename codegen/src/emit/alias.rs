//! `pub type Tags = Vec<String>;`

use proc_macro2::TokenStream;
use quote::quote;

use super::{docs, ty};
use crate::ir::{Def, Ty};

pub(super) fn tokens(def: &Def, ty: &Ty, scope: &ty::Scope) -> TokenStream {
    let docs = docs::tokens(&def.docs);
    let name = ty::ident(&def.name);
    let ty = ty::tokens(ty, scope);

    quote! {
        #docs
        pub type #name = #ty;
    }
}
