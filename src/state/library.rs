//! What is kept in this browser, kept up to date with what this tab and others do.

use std::sync::Arc;

use js_sys::Reflect;
use leptos::prelude::*;
use protocol::{Event, Failure, KeptGenome, Library, Request};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::BroadcastChannel;

use super::AppState;
use crate::model::{files, library};

/// On which tabs tell each other that the library has changed.
const CHANNEL: &str = "motif-matcher-library";
/// Where the browser remembers whether genomes are to be kept.
const SETTING: &str = "motif-matcher-keep";

/// How often the library is asked for.
const MOST_TRIES: usize = 3;

/// What is known of the library.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shelf {
    /// Nothing yet.
    Unknown,
    /// There is none here, for this reason.
    Unavailable(String),
    /// What is kept.
    Known(Arc<Library>),
}

impl AppState {
    /// Lists the library now, and whenever another tab has changed it.
    pub(super) fn follow_the_library(self) {
        let changed = Closure::<dyn Fn()>::new(move || self.list_library());
        self.library_channel.with_value(|channel| {
            if let Some(channel) = channel {
                // As long as there is a page.
                channel.set_onmessage(Some(changed.into_js_value().unchecked_ref()));
            }
        });
        self.list_library();
    }

    /// Asks what is kept.
    pub(crate) fn list_library(self) {
        spawn_local(async move {
            // An engine that is replaced meanwhile does not answer; the next one does.
            for _ in 0..MOST_TRIES {
                if let Some(event) = self.ask(&Request::Library).await {
                    return self.hear_of_library(event, "");
                }
            }
        });
    }

    /// Removes a genome from the library.
    pub(crate) fn remove_kept(self, kept: KeptGenome) {
        spawn_local(async move {
            let subject = files::subject(&files::shown(&kept.file_names));
            let request = Request::RemoveKept { id: kept.id };
            if let Some(event) = self.ask(&request).await {
                self.hear_of_library(event, &subject);
                self.tell_other_tabs();
            }
        });
    }

    pub(super) fn tell_other_tabs(&self) {
        self.library_channel.with_value(|channel| {
            if let Some(channel) = channel {
                // If it cannot be told, they learn it when they are loaded again.
                let _ = channel.post_message(&JsValue::NULL);
            }
        });
    }

    fn hear_of_library(&self, event: Event, subject: &str) {
        match event {
            Event::Library(library) => {
                if let Some(sentence) = library::removed(&library.removed) {
                    self.notice.set(Some(sentence));
                }
                self.shelf.set(Shelf::Known(Arc::new(library)));
            }
            Event::Failed(Failure::LibraryUnavailable { reason }) => {
                self.shelf.set(Shelf::Unavailable(reason));
            }
            Event::Failed(failure) => {
                self.tell(crate::model::sentences::sentence(&failure, subject));
            }
            _ => {}
        }
    }
}

/// The channel between tabs; none if the browser gives none.
pub(super) fn channel() -> Option<BroadcastChannel> {
    BroadcastChannel::new(CHANNEL).ok()
}

/// Whether the person wanted genomes to be kept when they were here last.
pub(super) fn was_keeping() -> bool {
    let storage = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
    storage.is_some_and(|storage| storage.get_item(SETTING).ok().flatten().is_some())
}

/// Remembers whether genomes are to be kept, where the browser remembers anything.
pub(super) fn remember(keeps: bool) {
    let storage = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
    if let Some(storage) = storage {
        let _ = if keeps {
            storage.set_item(SETTING, "yes")
        } else {
            storage.remove_item(SETTING)
        };
    }
}

/// Asks the browser not to clear away by itself what is kept. It may ask the person, or decide alone; nothing depends on
/// its answer.
pub(super) fn ask_to_persist() {
    let Some(window) = web_sys::window() else {
        return;
    };
    let navigator = window.navigator();
    let has_storage =
        Reflect::get(&navigator, &"storage".into()).is_ok_and(|storage| storage.is_truthy());
    if has_storage && let Ok(asked) = navigator.storage().persist() {
        spawn_local(async move {
            let _ = wasm_bindgen_futures::JsFuture::from(asked).await;
        });
    }
}
