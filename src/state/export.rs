//! Files of the matches.

use leptos::prelude::*;
use protocol::{Event, Request};

use super::{Activity, AppState};
use crate::engine::Download;
use crate::model::files;
use crate::model::motifs::file_name;

impl AppState {
    /// Writes all matches that are shown to a BED file.
    pub(crate) fn download_bed(self) {
        let Some(results) = self.results.get_untracked() else {
            return;
        };
        if self.activity.get_untracked() != Activity::Idle {
            return;
        }
        let typed = &results.settings.motifs;
        let stem = files::stem(&self.genome_files());
        let name = file_name(&stem, &results.summary, typed, "bed");
        let download = Download::new(name);
        self.begin(Activity::Exporting);
        self.run(&Request::ExportBed, move |event| match event {
            Event::Progress(progress) => self.progress.set(Some(progress)),
            Event::ExportPart(bytes) => download.push(&bytes),
            Event::Exported => {
                self.end();
                download.save();
            }
            Event::Failed(failure) => self.fail(&failure, &self.genome_name()),
            _ => {}
        });
    }
}
