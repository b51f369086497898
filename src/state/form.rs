use leptos::prelude::*;
use protocol::{SearchScope, SearchSettings, Sharing, StrandChoice, Version};

use super::regions::ScopeChoice;
use crate::model::settings::is_live_by_default;

/// The choices in the form.
#[derive(Clone, Copy)]
pub(crate) struct Form {
    /// The motifs as typed.
    pub(crate) motifs: RwSignal<String>,
    /// Substitutions that a match may have.
    pub(crate) mismatches: RwSignal<u32>,
    /// On which strands to search.
    pub(crate) strands: RwSignal<StrandChoice>,
    /// In which part of the genome.
    pub(crate) scope: ScopeChoice,
    /// How the search is programmed.
    pub(crate) version: RwSignal<Version>,
    /// How the work is shared.
    pub(crate) sharing: RwSignal<Sharing>,
    /// How many threads may work at once.
    pub(crate) threads: RwSignal<u32>,
    /// Whether to search while the motif is typed, once the person has said so.
    pub(crate) live_choice: RwSignal<Option<bool>>,
}

/// What decides which matches there are; the rest of the settings decides how they are found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sought {
    /// The motifs as typed.
    pub(crate) motifs: String,
    /// Substitutions that a match may have.
    pub(crate) mismatches: u32,
    /// On which strands to search.
    pub(crate) strands: StrandChoice,
    /// In which part of the genome.
    pub(crate) scope: SearchScope,
}

impl From<&SearchSettings> for Sought {
    fn from(settings: &SearchSettings) -> Self {
        Self {
            motifs: settings.motifs.clone(),
            mismatches: settings.mismatches,
            strands: settings.strands,
            scope: settings.scope,
        }
    }
}

impl Form {
    pub(super) fn new(threads: u32) -> Self {
        Self {
            motifs: RwSignal::default(),
            mismatches: RwSignal::default(),
            strands: RwSignal::default(),
            scope: ScopeChoice::new(),
            version: RwSignal::default(),
            sharing: RwSignal::default(),
            threads: RwSignal::new(threads),
            live_choice: RwSignal::default(),
        }
    }

    /// What is sought now.
    pub(crate) fn sought(&self) -> Sought {
        Sought {
            motifs: self.motifs.get(),
            mismatches: self.mismatches.get(),
            strands: self.strands.get(),
            scope: self.scope.scope(),
        }
    }

    /// Whether a search can follow the typing at all.
    pub(crate) fn can_be_live(&self) -> bool {
        self.version.get() == Version::BitPlanes
    }

    /// Whether a search follows the typing, in a genome of which a search takes about so long.
    pub(crate) fn is_live(&self, typical_search_ms: Option<f64>) -> bool {
        let choice = self.live_choice.get();
        self.can_be_live() && choice.unwrap_or_else(|| is_live_by_default(typical_search_ms))
    }

    /// The settings of a search that is started now.
    pub(crate) fn settings(&self) -> SearchSettings {
        SearchSettings {
            motifs: self.motifs.get_untracked(),
            mismatches: self.mismatches.get_untracked(),
            strands: self.strands.get_untracked(),
            scope: untrack(|| self.scope.scope()),
            version: self.version.get_untracked(),
            sharing: self.sharing.get_untracked(),
            threads: self.threads.get_untracked(),
        }
    }
}
