use leptos::prelude::*;
use protocol::{SearchSettings, Sharing, StrandChoice, Version};

/// The choices in the form.
#[derive(Clone, Copy)]
pub(crate) struct Form {
    /// The motif as typed.
    pub(crate) motif: RwSignal<String>,
    /// On which strands to search.
    pub(crate) strands: RwSignal<StrandChoice>,
    /// How the search is programmed.
    pub(crate) version: RwSignal<Version>,
    /// How the work is shared.
    pub(crate) sharing: RwSignal<Sharing>,
    /// How many threads may work at once.
    pub(crate) threads: RwSignal<u32>,
}

impl Form {
    pub(super) fn new(threads: u32) -> Self {
        Self {
            motif: RwSignal::default(),
            strands: RwSignal::default(),
            version: RwSignal::default(),
            sharing: RwSignal::default(),
            threads: RwSignal::new(threads),
        }
    }

    /// The settings of a search that is started now.
    pub(crate) fn settings(&self) -> SearchSettings {
        SearchSettings {
            motif: self.motif.get_untracked(),
            strands: self.strands.get_untracked(),
            version: self.version.get_untracked(),
            sharing: self.sharing.get_untracked(),
            threads: self.threads.get_untracked(),
        }
    }
}
