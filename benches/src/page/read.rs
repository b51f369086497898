//! Reading a file in the browser, and nothing more, by every way that browsers have.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::{INPUT, Page};

/// A way to read a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// `slice().arrayBuffer()`, of so many MiB, so many under way at once.
    Slices {
        /// Size of each, in MiB.
        mib: u32,
        /// How many are under way at once.
        in_flight: u32,
    },
    /// A stream as the browser cuts it.
    Stream,
    /// The same, as the body of a response.
    Response,
    /// A stream that fills a buffer of 1 MiB, again and again.
    StreamIntoBuffer,
    /// The same of parts of the file, so many streams under way at once.
    Streams {
        /// Size of each part, in MiB.
        mib: u32,
        /// How many are under way at once.
        in_flight: u32,
        /// Whether they are read in turns, as the engine reads, and not whatever comes first.
        in_turns: bool,
        /// Whether what was read is then copied into shared memory, where an engine of threads has its data: what opening in
        /// such an engine takes at least.
        copied: bool,
    },
    /// `FileReaderSync`, of slices of 16 MiB, in so many workers.
    Synchronously {
        /// Workers, each with its share of the slices.
        workers: u32,
    },
}

/// In the order of the table.
pub(crate) const WAYS: [Way; 13] = [
    slices(16, 1),
    slices(16, 3),
    slices(16, 6),
    slices(8, 6),
    slices(4, 6),
    Way::Stream,
    Way::Response,
    Way::StreamIntoBuffer,
    streams(32, 3, false, false),
    streams(32, 4, true, false),
    streams(32, 4, true, true),
    Way::Synchronously { workers: 1 },
    Way::Synchronously { workers: 4 },
];

const fn slices(mib: u32, in_flight: u32) -> Way {
    Way::Slices { mib, in_flight }
}

const fn streams(mib: u32, in_flight: u32, in_turns: bool, copied: bool) -> Way {
    Way::Streams {
        mib,
        in_flight,
        in_turns,
        copied,
    }
}

impl Way {
    /// Whether it is something that browsers offer, side by side at most, and not put together of streams of parts.
    pub(crate) const fn is_simple(self) -> bool {
        !matches!(self, Self::Streams { .. })
    }

    /// What stands in tables for it.
    pub(crate) fn name(self) -> String {
        match self {
            Self::Slices { mib, in_flight: 1 } => format!("slices of {mib} MiB, one at a time"),
            Self::Slices { mib, in_flight } => {
                format!("slices of {mib} MiB, {in_flight} in flight")
            }
            Self::Stream => "stream".into(),
            Self::Response => "stream of a response".into(),
            Self::StreamIntoBuffer => "stream into 1 MiB".into(),
            Self::Streams {
                mib,
                in_flight,
                in_turns,
                copied,
            } => {
                let order = if in_turns { "turns" } else { "flight" };
                let and = if copied { ", and copied" } else { "" };
                format!("streams of {mib} MiB, {in_flight} in {order}{and}")
            }
            Self::Synchronously { workers: 1 } => "synchronously, in a worker".into(),
            Self::Synchronously { workers } => format!("synchronously, in {workers} workers"),
        }
    }

    fn json(self) -> Value {
        const MIB: u32 = 1 << 20;
        match self {
            Self::Slices { mib, in_flight } => json!({
                "kind": "slices", "workers": 1, "sliceBytes": mib * MIB, "inFlight": in_flight,
            }),
            Self::Stream => json!({ "kind": "stream", "workers": 1 }),
            Self::Response => json!({ "kind": "response", "workers": 1 }),
            Self::StreamIntoBuffer => json!({
                "kind": "intoBuffer", "workers": 1, "bufferBytes": MIB,
            }),
            Self::Streams {
                mib,
                in_flight,
                in_turns,
                copied,
            } => json!({
                "kind": "streams", "workers": 1, "sliceBytes": mib * MIB, "inFlight": in_flight,
                "isInTurns": in_turns, "bufferBytes": MIB, "isCopied": copied,
            }),
            Self::Synchronously { workers } => json!({
                "kind": "synchronously", "workers": workers, "sliceBytes": 16 * MIB,
            }),
        }
    }
}

/// Reads the file that was chosen last; gives the time, in ms, unless the browser does not have this way.
///
/// # Errors
/// If the file cannot be read, or not whole.
pub(crate) fn read(page: &Page, way: Way) -> Result<Option<f64>> {
    let read = page.script_with_answer(include_str!("read.js"), &[INPUT.into(), way.json()])?;
    if let Some(fault) = read["fault"].as_str() {
        bail!("reading by {} failed: {fault}", way.name());
    }
    if read["isMissing"] == true {
        return Ok(None);
    }
    let ms = read["ms"].as_f64();
    ms.map(Some).context("the browser gave no time")
}
