//! Colours and fonts of the page, for the charts.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;

/// The design tokens that charts use, as they are in the present colour scheme.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Tokens {
    /// Bars and lines.
    pub(crate) accent: String,
    /// Beside the accent, where it is not to be taken for it.
    pub(crate) accent_soft: String,
    /// Titles and values.
    pub(crate) text: String,
    /// Labels of axes.
    pub(crate) muted: String,
    /// Rules and grids.
    pub(crate) rule: String,
    /// Behind tool tips.
    pub(crate) surface: String,
    /// The font family.
    pub(crate) font: String,
}

impl Tokens {
    /// The tokens, kept up to date when the system changes between light and dark.
    pub(crate) fn signal() -> ReadSignal<Self> {
        let (tokens, set_tokens) = signal(Self::read());
        let query = web_sys::window().and_then(|window| {
            window
                .match_media("(prefers-color-scheme: dark)")
                .ok()
                .flatten()
        });
        if let Some(query) = query {
            let listener = Closure::<dyn Fn()>::new(move || set_tokens.set(Self::read()));
            // The page lives as long as its colour scheme.
            query.set_onchange(Some(listener.into_js_value().unchecked_ref()));
        }
        tokens
    }

    fn read() -> Self {
        let style = web_sys::window().and_then(|window| {
            let root = window.document()?.document_element()?;
            window.get_computed_style(&root).ok().flatten()
        });
        let token = |name: &str| {
            style
                .as_ref()
                .and_then(|style| style.get_property_value(name).ok())
                .unwrap_or_default()
                .trim()
                .to_owned()
        };
        Self {
            accent: token("--accent"),
            accent_soft: token("--accent-soft"),
            text: token("--text"),
            muted: token("--text-muted"),
            rule: token("--rule"),
            surface: token("--surface-raised"),
            font: token("--font"),
        }
    }
}
