//! Files of the matches.

use std::rc::Rc;

use leptos::prelude::*;
use protocol::{Event, ExportFormat, ExportSettings, MatchList, Request};
use wasm_bindgen_futures::spawn_local;

use super::{Activity, AppState};
use crate::engine::{DiskFile, Download, Outcome, can_write_to_disk};
use crate::model::export::{Format, LARGE_BYTES, estimated_bytes};
use crate::model::files;
use crate::model::motifs::file_name;
use crate::model::sentences::not_written;

impl AppState {
    /// Writes matches that are shown, or their counts, to a file: those that are listed, or all.
    pub(crate) fn download(self, format: Format, flanking_bases: u32, only_listed: bool) {
        let settings = ExportSettings {
            format: format.with_flanks(flanking_bases),
            list: self.exported_list(only_listed),
        };
        let Some(name) = self.export_name(format, settings.list) else {
            return;
        };
        if self.activity.get_untracked() != Activity::Idle {
            return;
        }
        let bytes = untrack(|| self.export_bytes(settings));
        if bytes < LARGE_BYTES || !can_write_to_disk() {
            let download = Download::named(name, move |outcome| self.export_went(outcome));
            self.begin_export(settings, download);
            return;
        }
        spawn_local(async move {
            match DiskFile::pick(&name).await {
                Ok(Some(file)) if self.activity.get_untracked() == Activity::Idle => {
                    let download =
                        Download::to_disk(file, move |outcome| self.export_went(outcome));
                    self.begin_export(settings, download);
                }
                Ok(_) => {}
                Err(reason) => self.tell(not_written(&reason)),
            }
        });
    }

    /// The matches that go to a file.
    pub(crate) fn exported_list(&self, only_listed: bool) -> MatchList {
        let listed = self.listed.get_untracked().list;
        MatchList {
            order: listed.order,
            ..if only_listed {
                listed
            } else {
                MatchList::default()
            }
        }
    }

    /// Matches in a file.
    pub(crate) fn export_row_count(&self, list: MatchList) -> u64 {
        let listed = self.listed.get();
        let results = self.results.get();
        match results {
            Some(results) if !list.is_filtered() => results.summary.match_count,
            _ => listed.row_count,
        }
    }

    /// About how large a file will be, in bytes.
    pub(crate) fn export_bytes(&self, settings: ExportSettings) -> u64 {
        let (Some(genome), Some(results)) = (self.genome.get(), self.results.get()) else {
            return 0;
        };
        let rows = match settings.format {
            ExportFormat::CountsCsv => genome.record_count,
            _ => self.export_row_count(settings.list),
        };
        let records = self.fullest_records.get();
        estimated_bytes(settings.format, rows, &genome, &results.summary, &records)
    }

    fn export_name(&self, format: Format, list: MatchList) -> Option<String> {
        let results = self.results.get_untracked()?;
        let stem = files::stem(&self.genome_files());
        let part = match format {
            Format::Csv => "counts.",
            _ if list.is_filtered() => "listed.",
            _ => "",
        };
        let ending = format!("{part}{}", format.ending());
        let typed = &results.settings.motifs;
        Some(file_name(&stem, &results.summary, typed, &ending))
    }

    /// The file is broken off when nobody has it any more.
    fn begin_export(self, settings: ExportSettings, download: Download) {
        let download = Rc::new(download);
        self.begin(Activity::Exporting);
        self.download.set_value(Some(Rc::clone(&download)));
        self.run(&Request::Export(settings), move |event| match event {
            Event::Progress(progress) => self.progress.set(Some(progress)),
            Event::ExportPart(bytes) => download.push(bytes),
            Event::Exported => download.finish(),
            Event::Failed(failure) => {
                self.download.set_value(None);
                self.fail(&failure, &self.genome_name());
            }
            _ => {}
        });
    }

    fn export_went(self, outcome: Outcome) {
        if self.activity.get_untracked() != Activity::Exporting {
            return;
        }
        match outcome {
            Outcome::PartTaken => self.engines.with_value(|engines| {
                if let (Some(engine), Some(export)) = (&engines.current, engines.running) {
                    engine.tell(&Request::PartTaken(export));
                }
            }),
            Outcome::Saved => {
                self.forget_request();
                self.download.set_value(None);
                self.end();
            }
            Outcome::Failed(reason) => {
                // The download that calls is dropped with its request, so it must have returned before.
                spawn_local(async move {
                    self.cancel_request();
                    self.end();
                    self.tell(not_written(&reason));
                });
            }
        }
    }
}
