//! What a comparison depends on, written down before it begins.

use js_sys::{Date, Reflect};
use leptos::prelude::*;
use protocol::{GenomeSummary, SearchSettings};

use super::super::Run;
use crate::engine::engine_folder;
use crate::model::compare::report::{Agreement, FORMAT, GenomeFacts, Report, SoughtFacts};
use crate::model::compare::ways::Choices;
use crate::model::files;
use crate::model::settings::Choice;

impl Run {
    /// A report without numbers.
    pub(super) fn begin_report(
        &self,
        genome: &GenomeSummary,
        sought: &SearchSettings,
        choices: &Choices,
    ) -> Report {
        let window = web_sys::window();
        let browser = window.and_then(|window| window.navigator().user_agent().ok());
        let is_isolated = Reflect::get(&js_sys::global(), &"crossOriginIsolated".into());
        Report {
            format: FORMAT.into(),
            date: Date::new_0().to_iso_string().into(),
            browser: browser.unwrap_or_default(),
            engine: engine_folder(),
            threads: self.state.available_threads.get_untracked(),
            is_isolated: is_isolated.is_ok_and(|value| value.is_truthy()),
            clock_resolution_ms: 0.0,
            least_ms: 0.0,
            most_ms: choices.most_ms,
            rounds: choices.rounds,
            pauses: 0,
            genome: GenomeFacts {
                name: files::label(&genome.file_names),
                bases: genome.length_bases,
                records: genome.record_count,
                file_bytes: genome.file_bytes,
                is_kept: genome.kept_bytes.is_some(),
                read_ms: genome.times.read_ms,
                decompress_ms: genome.times.decompress_ms,
                parse_ms: genome.times.parse_ms,
                open_ms: genome.times.total_ms,
            },
            sought: SoughtFacts {
                motifs: sought.motifs.clone(),
                mismatches: sought.mismatches,
                strands: sought.strands.label().into(),
            },
            lines: Vec::new(),
            means: Vec::new(),
            opening: None,
            timelines: Vec::new(),
            agreement: Agreement::default(),
            notes: Vec::new(),
        }
    }
}
