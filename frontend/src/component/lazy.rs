//! Pages that most visitors never open: their code is downloaded when one is opened.
//!
//! `chunk!` marks a page, and `xtask` takes it out of the main module, with all that nothing else
//! needs, into a file of its own. leptos's `#[lazy]` marks in the same way, but panics when the file
//! does not arrive, and a page that has panicked answers to nothing any more; `fallible` tells us.

use std::future::Future;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;

use super::load::{Asked, Outcome, Show, load};
use super::page;

/// What a chunk gives: the page, to be made where it is shown. Made here, between question and answer,
/// it would belong to no part of the document, and its signals to nobody.
pub type Chunk = Result<Show, SplitLoaderError>;

/// `chunk!(survey::survey(area, path))`: a page in the chunk `survey`, as what [`lazy`] asks. Pages of
/// one module share a chunk; what they are given is text.
macro_rules! chunk {
    ($file:ident::$page:ident($($part:ident),*)) => {{
        #[leptos::wasm_split::wasm_split($file, wasm_split_path = leptos::wasm_split, fallible)]
        fn chunk($($part: String),*) -> crate::component::lazy::Chunk {
            Ok(std::rc::Rc::new(move || $file::$page($(&$part),*)))
        }
        $(let $part = (*$part).to_owned();)*
        move || chunk($($part.clone()),*)
    }};
}
pub(crate) use chunk;

/// A page whose code is downloaded first. `what` completes "Loading …".
pub fn lazy<F>(what: &'static str, chunk: impl Fn() -> F + 'static) -> AnyView
where
    F: Future<Output = Chunk> + 'static,
{
    later(what, true, chunk)
}

/// A part of a page, as [`lazy`] makes a whole one.
pub fn lazy_part<F>(what: &'static str, chunk: impl Fn() -> F + 'static) -> AnyView
where
    F: Future<Output = Chunk> + 'static,
{
    later(what, false, chunk)
}

fn later<F>(what: &'static str, whole: bool, chunk: impl Fn() -> F + 'static) -> AnyView
where
    F: Future<Output = Chunk> + 'static,
{
    let ask = move || -> Asked {
        let asked = chunk();
        Box::pin(async move {
            let failed = move |_| -> Show { Rc::new(move || page::unloaded(whole)) };
            Outcome::Shown(asked.await.unwrap_or_else(failed))
        })
    };
    load(what, whole, Box::new(ask))
}
