//! Whether the versions found the same, match by match.

use protocol::{
    CompareEvent, CompareRequest, GenomeSummary, MatchDifference, SearchSettings, Version,
};

use super::measure::Calibrated;
use super::text::TextTool;
use super::{Run, Stop};
use crate::model::compare::agreement::{self, Compared, first_difference};
use crate::model::compare::report::Agreement;
use crate::model::compare::ways::Tool;
use crate::model::settings::Choice;

/// Matches that are compared together.
const TOGETHER: u32 = 4_096;
/// What bit planes are compared on if nothing else was chosen, in bases.
const BIT_PLANES_BASES: u64 = 1 << 26;

/// How many matches both found, or the first that only one did.
type Outcome = Result<u64, MatchDifference>;

impl Run {
    /// Compares each version with the bit planes, and the bit planes with another if they were chosen alone.
    pub(super) async fn agree_match_by_match(
        &self,
        way_count: usize,
        sought: &SearchSettings,
        calibrated: &[Calibrated],
        text: Option<&TextTool>,
        genome: &GenomeSummary,
    ) -> Result<Agreement, Stop> {
        let mut compared = Vec::new();
        let is_alone = calibrated.len() == 1;
        for known in calibrated {
            let label = known.tool.label();
            let (other, one_in) = match known.tool {
                Tool::Engine(Version::BitPlanes) if !is_alone => continue,
                Tool::Engine(Version::BitPlanes) => {
                    let parts = genome.length_bases.div_ceil(BIT_PLANES_BASES);
                    (Version::ShiftAnd, known.one_in.max(parts as u32))
                }
                _ => (Version::BitPlanes, known.one_in),
            };
            self.tell(format!("Comparing the matches of {label}"));
            let outcome = match (known.tool, text) {
                (Tool::Engine(version), _) => {
                    self.engine_agrees(sought, version, other, one_in).await?
                }
                (Tool::RegularExpression, Some(text)) => {
                    self.text_agrees(sought, text, one_in).await?
                }
                (Tool::RegularExpression, None) => continue,
            };
            match outcome {
                Ok(matches) => compared.push(Compared {
                    version: label.into(),
                    with: other.label().into(),
                    matches,
                    part: (one_in > 1).then(|| 1.0 / f64::from(one_in)),
                }),
                Err(difference) => {
                    return Ok(agreement::other_match(label, other.label(), &difference));
                }
            }
        }
        Ok(agreement::same(way_count, &compared))
    }

    async fn engine_agrees(
        &self,
        sought: &SearchSettings,
        version: Version,
        other: Version,
        one_in: u32,
    ) -> Result<Outcome, Stop> {
        let settings = SearchSettings {
            version,
            ..sought.clone()
        };
        let request = CompareRequest::Agreement {
            settings,
            other,
            one_in,
        };
        match self.compare(request).await? {
            CompareEvent::Agreement(outcome) => Ok(outcome),
            _ => Err(Stop::Ended),
        }
    }

    /// Compares the sums of each piece, and the matches themselves where these differ.
    async fn text_agrees(
        &self,
        sought: &SearchSettings,
        text: &TextTool,
        one_in: u32,
    ) -> Result<Outcome, Stop> {
        let Some(piece) = text.differing_piece(self).await? else {
            return Ok(Ok(text.search(self, 0.0).await?.match_count));
        };
        let mut from = 0;
        loop {
            let found = text.matches(self, piece, from, TOGETHER).await?;
            let request = CompareRequest::PieceMatches {
                settings: sought.clone(),
                one_in,
                piece,
                from: from.into(),
                count: TOGETHER,
            };
            let CompareEvent::PieceRows {
                record,
                first,
                rows,
            } = self.compare(request).await?
            else {
                return Err(Stop::Ended);
            };
            if let Some(difference) = first_difference(&found, &rows, &record, first) {
                return Ok(Err(difference));
            }
            if rows.is_empty() {
                return Err(Stop::Failed(
                    "The sums of the regular expression’s matches are wrong, and its matches are not. Please report this."
                        .into(),
                ));
            }
            from += TOGETHER;
        }
    }
}
