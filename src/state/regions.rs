//! Where to search: in regions, which the engine reads, and not in soft-masked letters.

use std::time::Duration;

use js_sys::{Array, JsString};
use leptos::prelude::*;
use protocol::{Event, Failure, RegionsId, RegionsRead, Request, SearchScope};
use web_sys::File;

use super::AppState;
use crate::engine::error_text;
use crate::model::{regions, sentences};

/// What is typed is read when nothing was typed for so long: half a line is mostly wrong.
const TYPING_PAUSE: Duration = Duration::from_millis(300);
/// What regions are called that come from the box.
const TYPED: &str = "The text";

/// The part of the genome that the form asks for.
#[derive(Clone, Copy)]
pub(crate) struct ScopeChoice {
    /// The regions as typed.
    pub(crate) text: RwSignal<String>,
    /// A file of regions, in place of what is typed.
    pub(crate) file: RwSignal<Option<File>, LocalStorage>,
    /// What is known of them.
    pub(crate) note: RwSignal<RegionsNote>,
    /// Tells regions from those before.
    version: RwSignal<u32>,
    /// Whether to leave out matches with soft-masked letters.
    pub(crate) skips_soft_masked: RwSignal<bool>,
    /// Soft-masked letters of the opened genome.
    pub(crate) soft_masked_bases: RwSignal<u64>,
    /// Whether a search begins as soon as they are read.
    is_awaited: RwSignal<bool>,
}

/// What is known of the regions.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum RegionsNote {
    /// There are none: all of the genome is searched.
    None,
    /// There is no genome yet that they could be regions of.
    NoGenome,
    /// The engine reads them.
    Reading,
    /// They are read.
    Read(RegionsRead),
    /// What is wrong with them.
    Wrong(String),
}

impl ScopeChoice {
    pub(super) fn new() -> Self {
        Self {
            text: RwSignal::default(),
            file: RwSignal::new_local(None),
            note: RwSignal::new(RegionsNote::None),
            version: RwSignal::new(0),
            skips_soft_masked: RwSignal::new(false),
            soft_masked_bases: RwSignal::new(0),
            is_awaited: RwSignal::new(false),
        }
    }

    /// The scope as the engine knows it.
    pub(crate) fn scope(&self) -> SearchScope {
        let has_regions = self.note.with(|note| *note != RegionsNote::None);
        SearchScope {
            regions: has_regions.then(|| RegionsId(self.version.get())),
            skips_soft_masked: self.skips_soft_masked.get() && self.soft_masked_bases.get() > 0,
        }
    }

    /// Whether it can be searched.
    pub(crate) fn is_settled(&self) -> bool {
        self.note
            .with(|note| matches!(note, RegionsNote::None | RegionsNote::Read(_)))
    }

    /// Whether something is wrong with the regions.
    pub(crate) fn is_wrong(&self) -> bool {
        self.note.with(|note| matches!(note, RegionsNote::Wrong(_)))
    }

    /// No regions any more.
    pub(crate) fn clear(&self) {
        self.file.set(None);
        self.text.set(String::new());
    }
}

impl AppState {
    /// Has the engine read the regions whenever they, or the genome, are other ones.
    pub(super) fn read_regions_while_typing(self) {
        let scope = self.form.scope;
        let timer = StoredValue::new(None::<TimeoutHandle>);
        Effect::new(move |before: Option<String>| {
            if let Some(timer) = timer.get_value() {
                timer.clear();
            }
            let text = scope.text.get();
            let file = scope.file.get();
            let has_genome = self.genome.with(Option::is_some);
            let version = scope.version.get_untracked().wrapping_add(1);
            scope.is_awaited.set(false);
            if file.is_none() && text.trim().is_empty() {
                scope.note.set(RegionsNote::None);
                return text;
            }
            scope.version.set(version);
            if !has_genome {
                scope.note.set(RegionsNote::NoGenome);
                return text;
            }
            scope.note.set(RegionsNote::Reading);
            let is_typed = file.is_none() && before.is_some_and(|before| before != text);
            let typed = text.clone();
            let read = move || match file.clone().map_or_else(|| typed_file(&typed), Ok) {
                Ok(file) => self.read_regions(version, &file),
                Err(failure) => self.regions_failed(&failure, TYPED),
            };
            if is_typed {
                timer.set_value(set_timeout_with_handle(read, TYPING_PAUSE).ok());
            } else {
                read();
            }
            text
        });
    }

    fn read_regions(self, version: u32, file: &File) {
        let scope = self.form.scope;
        let name = match scope.file.get_untracked() {
            Some(file) => file.name(),
            None => TYPED.to_owned(),
        };
        let hear = move |event| {
            if scope.version.get_untracked() != version {
                return;
            }
            match event {
                Event::Regions(Ok(read)) => {
                    scope.note.set(RegionsNote::Read(read));
                    if scope.is_awaited.get_untracked() {
                        self.search();
                    }
                }
                Event::Regions(Err(problem)) => {
                    self.regions_are_wrong(regions::sentence(&problem));
                }
                Event::Failed(failure) => self.regions_failed(&failure, &name),
                _ => {}
            }
        };
        let request = Request::SetRegions(RegionsId(version));
        self.engines.with_value(|engines| {
            if let Some(engine) = &engines.current {
                engine.send(&request, std::slice::from_ref(file), hear);
            }
        });
    }

    fn regions_failed(&self, failure: &Failure, name: &str) {
        self.regions_are_wrong(sentences::sentence(failure, name));
    }

    fn regions_are_wrong(&self, sentence: String) {
        let scope = self.form.scope;
        scope.note.set(RegionsNote::Wrong(sentence.clone()));
        if scope.is_awaited.get_untracked() {
            self.tell_wrong_regions(&sentence);
        }
    }

    /// Whether a search may begin as far as regions go. If not, it begins as soon as they are read, or the page says what is
    /// wrong with them.
    pub(super) fn has_regions(&self) -> bool {
        let scope = self.form.scope;
        match scope.note.get_untracked() {
            RegionsNote::None | RegionsNote::Read(_) | RegionsNote::NoGenome => true,
            RegionsNote::Reading => {
                scope.is_awaited.set(true);
                false
            }
            RegionsNote::Wrong(sentence) => {
                self.tell_wrong_regions(&sentence);
                false
            }
        }
    }

    fn tell_wrong_regions(&self, sentence: &str) {
        self.form.scope.is_awaited.set(false);
        self.tell(format!(
            "Nothing was searched, since something is wrong with the regions. {sentence}"
        ));
    }
}

fn typed_file(text: &str) -> Result<File, Failure> {
    File::new_with_str_sequence(&Array::of1(&JsString::from(text)), TYPED).map_err(|error| {
        Failure::Unreadable {
            offset_bytes: 0,
            reason: error_text(&error),
        }
    })
}
