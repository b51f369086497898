//! Charts as files.

use leptos::prelude::*;

use super::AppState;
use crate::model::files;
use crate::model::motifs::file_name;

impl AppState {
    /// The name of a file of a chart of what is shown: genome, motif, chart.
    pub(crate) fn chart_file_name(&self, chart: &str, ending: &str) -> String {
        let stem = files::stem(&self.genome_files());
        let ending = format!("{}.{ending}", chart.to_lowercase().replace(' ', "_"));
        self.results.with_untracked(|results| match results {
            Some(results) => file_name(&stem, &results.summary, &results.settings.motifs, &ending),
            None => format!("{stem}.{ending}"),
        })
    }

    /// Says that a chart could not be made a file.
    pub(crate) fn chart_failed(&self, chart: &str) {
        self.tell(format!(
            "This browser could not make a picture of “{chart}”: save it as SVG, or use the table."
        ));
    }
}
