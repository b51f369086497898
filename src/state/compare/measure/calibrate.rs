//! On how much of the genome each version can be run in the time that a run may take.

use protocol::measure::Calibration;
use protocol::{GenomeSummary, SearchSettings, Sharing, Version};

use super::super::text::TextTool;
use super::super::{Run, Stop};
use super::{Calibrated, Subject};
use crate::model::compare::report::Report;
use crate::model::compare::ways::Tool;
use crate::model::settings::Choice;

impl Run {
    /// Finds out for each version on how much of the genome it can be run.
    pub(super) async fn calibrate(
        &self,
        subject: &mut Subject,
        genome: &GenomeSummary,
        report: &mut Report,
    ) -> Result<(), Stop> {
        let sought = subject.sought.clone();
        for way in subject.ways.clone() {
            let is_known = subject
                .calibrated
                .iter()
                .any(|known| known.tool == way.tool);
            let is_text = way.tool == Tool::RegularExpression;
            if is_known || (is_text && subject.text.is_none()) {
                continue;
            }
            self.tell(format!("Warming up: {}", way.tool.label()));
            let most_bases = if is_text {
                TextTool::MOST_BASES
            } else {
                u64::MAX
            };
            let mut calibration = Calibration::new(genome.length_bases, report.most_ms, most_bases);
            let mut trials_ms = 0.0;
            while let Some(one_in) = calibration.trial() {
                let measured = match (way.tool, subject.text.as_mut()) {
                    (Tool::Engine(version), _) => {
                        let settings = on_one_thread(&sought, version);
                        let trial = || self.search(&settings, one_in, 0.0);
                        self.while_seen(&mut report.pauses, trial).await?
                    }
                    (Tool::RegularExpression, Some(text)) => {
                        text.load(self, &sought, one_in).await?;
                        let trial = || text.search(self, 0.0);
                        self.while_seen(&mut report.pauses, trial).await?
                    }
                    (Tool::RegularExpression, None) => return Err(Stop::Ended),
                };
                trials_ms += measured.total_ms;
                calibration.tried(measured.ms());
            }
            let one_in = calibration.one_in().unwrap_or(1);
            if let (true, Some(text)) = (is_text, subject.text.as_mut()) {
                text.load(self, &sought, one_in).await?;
            }
            subject.calibrated.push(Calibrated {
                tool: way.tool,
                one_in,
                trials_ms,
            });
        }
        Ok(())
    }
}

fn on_one_thread(sought: &SearchSettings, version: Version) -> SearchSettings {
    SearchSettings {
        version,
        sharing: Sharing::OneThread,
        threads: 1,
        ..sought.clone()
    }
}
