use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::fmt;

use crate::{
    CompareEvent, CompareRequest, Density, DensityRequest, Failure, GenomeSummary, Holding,
    KeptGenome, Library, MatchRow, Measured, Measurement,
};
use crate::{ExportSettings, MatchList, PlaceProblem, SoughtPlace};
use crate::{MatchedSequences, RecordChart, RecordRanking, RecordRow};
use crate::{MotifProblem, MotifSummary, SearchSettings, SearchSummary, StrandChoice};
use crate::{RegionsId, RegionsProblem, RegionsRead, SearchScope};

/// Names a request; events carry the id of the request that they answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RequestId(pub u32);

/// A request or an event together with the id of the request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Envelope<T> {
    /// The request that this is, or that this answers.
    pub id: RequestId,
    /// The message itself.
    pub body: T,
}

/// What the page asks of the engine.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Reads the files that travel beside the message and keeps what they hold together as one genome, in their order.
    /// Answered by [`Event::Progress`] … [`Event::Opened`].
    Open {
        /// The name of each; names a sequence that has no header of its own.
        file_names: Vec<String>,
        /// Whether the genome is to stay in memory.
        holding: Holding,
    },
    /// Writes the opened genome to the library, unless it is there already. Goes on beside other requests. Answered by
    /// [`Event::Progress`] … [`Event::Kept`].
    Keep,
    /// What is kept in this browser; removes what could never be opened. Answered by [`Event::Library`].
    Library,
    /// Opens a genome of the library. Answered by [`Event::Progress`] … [`Event::Opened`].
    OpenKept {
        /// As [`KeptGenome::id`] names it.
        id: String,
    },
    /// Removes a genome from the library, if it is there. Answered by [`Event::Library`], with what is left.
    RemoveKept {
        /// As [`KeptGenome::id`] names it.
        id: String,
    },
    /// What the motifs say, for the person who is typing them. Answered by [`Event::Described`].
    Describe {
        /// The motifs as typed.
        motifs: String,
        /// Substitutions that a match may have.
        mismatches: u32,
        /// On which strands it would be searched.
        strands: StrandChoice,
        /// Where.
        scope: SearchScope,
    },
    /// Reads regions from the file that travels beside the message, which takes the place of those that were there, unless
    /// something is wrong with them. Answered by [`Event::Regions`].
    SetRegions(RegionsId),
    /// Searches the opened genome. Answered by [`Event::Progress`] … [`Event::Searched`].
    Search(SearchSettings),
    /// Narrows what is shown of the last search to one of its motifs, or widens it to all again: rows and exports are of
    /// what is shown. Answered by [`Event::Progress`] … [`Event::Searched`], with counts of what is shown.
    Show {
        /// Ordinal of the motif in the list, from 0; none for all together.
        motif: Option<u32>,
    },
    /// Tries on a part of the opened genome how long a search for one motif takes. Answered by [`Event::Tried`].
    Try,
    /// Measures the engine on the opened genome. Answered by [`Event::Measured`].
    Measure(Measurement),
    /// What a comparison of ways to search needs besides. Answered by [`Event::Compare`].
    Compare(CompareRequest),
    /// Rows of a list of the matches that are shown. Answered by [`Event::MatchRows`].
    MatchRows {
        /// The list.
        list: MatchList,
        /// Ordinal of the first row, from 0.
        from: u64,
        /// Number of rows; fewer come at the end of the list.
        count: u32,
    },
    /// What the matches that are shown look like, which must be of one motif. Answered by [`Event::Progress`] …
    /// [`Event::MatchedSequences`].
    MatchedSequences,
    /// The records as bars. Answered by [`Event::RecordChart`].
    RecordChart(RecordRanking),
    /// Rows of the table of records. Answered by [`Event::RecordRows`].
    RecordRows {
        /// Which rows come first.
        ranking: RecordRanking,
        /// Ordinal of the first row, from 0.
        from: u32,
        /// Number of rows; fewer come at the end of the list.
        count: u32,
    },
    /// How densely the matches lie that are shown. Answered by [`Event::Density`].
    Density(DensityRequest),
    /// Lists some of the matches that are shown, or in another order. Answered by [`Event::Progress`] … [`Event::Listed`].
    List(MatchList),
    /// The row of the first match of a list that begins at a place or after it. Answered by [`Event::FoundRow`].
    FindRow {
        /// The list.
        list: MatchList,
        /// The place.
        place: SoughtPlace,
    },
    /// Writes matches that are shown, or their counts. Answered by [`Event::Progress`], [`Event::ExportPart`] … [`Event::Exported`].
    Export(ExportSettings),
    /// One more part of the named export is out of the page's memory. Not answered: the engine waits when several are not.
    PartTaken(RequestId),
    /// Ends the named request early; it is then answered by [`Event::Cancelled`].
    Cancel(RequestId),
    /// Answered by [`Event::Pong`] as long as the engine lives.
    Ping,
}

/// What the engine tells the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// The engine has started, with this many threads.
    Ready {
        /// Threads of the pool; 1 in the build without shared memory.
        threads: u32,
    },
    /// How far the request has come.
    Progress(Progress),
    /// The genome is there, whole.
    Opened(Box<GenomeSummary>),
    /// The genome is kept, or was before.
    Kept(KeptGenome),
    /// What is kept.
    Library(Library),
    /// What each motif says, or what is wrong with the first that is wrong.
    Described(Result<Vec<MotifSummary>, MotifProblem>),
    /// The regions, or what is wrong with the first line that is wrong.
    Regions(Result<RegionsRead, RegionsProblem>),
    /// The search is done.
    Searched(Box<SearchSummary>),
    /// About how long a search for one motif takes with all threads, in ms.
    Tried(f64),
    /// What was measured.
    Measured(Measured),
    /// What a comparison wanted to know.
    Compare(CompareEvent),
    /// Rows of the table of matches.
    MatchRows(Vec<MatchRow>),
    /// Number of rows of the list.
    Listed(u64),
    /// The row of a place, from 0.
    FoundRow(Result<u64, PlaceProblem>),
    /// What the matches look like.
    MatchedSequences(Box<MatchedSequences>),
    /// The records as bars.
    RecordChart(Box<RecordChart>),
    /// Rows of the table of records.
    RecordRows(Vec<RecordRow>),
    /// How densely the matches lie.
    Density(Density),
    /// The next part of the file that is being exported.
    ExportPart(Vec<u8>),
    /// The export is complete.
    Exported,
    /// The request was cancelled; nothing of it remains.
    Cancelled,
    /// The request failed; nothing of it remains, and what was there before still is.
    Failed(Failure),
    /// Answer to [`Request::Ping`].
    Pong,
}

/// The step that is being worked on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// Reading, decompressing, parsing and packing the file; in bytes of the file, also of a kept one.
    Open,
    /// Writing the genome to the library; in bytes of the kept file.
    Keep,
    /// Searching; in bases of the genome.
    Search,
    /// Sorting out which matches are listed; in bases of the genome.
    List,
    /// Writing the matches out; in matches.
    Export,
}

/// How far a request has come.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// What is being done.
    pub step: Step,
    /// Done so far, in the unit of the step.
    pub done: u64,
    /// All there is to do, in the unit of the step.
    pub total: u64,
    /// Records found so far (while opening).
    pub records: u64,
}

/// A message could not be read: page and engine are of different versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WireError;

impl fmt::Display for WireError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("the message is none of this version")
    }
}

impl std::error::Error for WireError {}

impl<T: Serialize + DeserializeOwned> Envelope<T> {
    /// The message as bytes.
    ///
    /// # Errors
    /// Never for the messages of this crate; the encoder's own signature has it.
    pub fn to_bytes(&self) -> Result<Vec<u8>, WireError> {
        postcard::to_allocvec(self).map_err(|_| WireError)
    }

    /// Reads a message back.
    ///
    /// # Errors
    /// When the bytes are not a message of this version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, WireError> {
        postcard::from_bytes(bytes).map_err(|_| WireError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Compression, MatchOrder};

    fn check<T>(body: T)
    where
        T: Serialize + DeserializeOwned + PartialEq + fmt::Debug + Clone,
    {
        let sent = Envelope {
            id: RequestId(7),
            body,
        };
        let bytes = sent.to_bytes().expect("encodes");
        assert_eq!(Envelope::from_bytes(&bytes), Ok(sent.clone()));
        assert_eq!(
            Envelope::<T>::from_bytes(&bytes[..bytes.len() - 1]),
            Err(WireError)
        );
    }

    #[test]
    fn messages_come_back_as_they_were_sent() {
        check(Request::Open {
            file_names: vec!["genome.fa".into()],
            holding: Holding::ReadAgain,
        });
        check(Request::MatchRows {
            list: MatchList {
                mismatches: Some(2),
                order: MatchOrder::MostMismatches,
                ..MatchList::default()
            },
            from: u64::MAX,
            count: 50,
        });
        check(Event::Progress(Progress {
            step: Step::Search,
            done: 3,
            total: 3_100_000_000,
            records: 24,
        }));
        check(Event::Failed(Failure::Truncated {
            compression: Compression::Zstd,
            offset_bytes: 5_000_000_000,
        }));
    }
}
