//! Running the code that opening and searching need before there is a file: browsers run new code slowly, and make fast code of
//! what runs often. The figures are in `benches/RESULTS.md`.

use std::sync::Arc;

use engine::{Decoder, GenomeBuilder};

use crate::clock::{now_ms, pause};
use crate::coordinator::Coordinator;
use crate::{pool, search};

/// Text that is parsed at once.
const PIECE_BYTES: usize = 128 << 10;
/// Letters of a line.
const LINE_BASES: usize = 70;
/// Of so many letters of the text, some are of lower case, and a few are N.
const STRETCH_BASES: usize = 16 << 10;
/// Pieces that are opened.
const PIECES: usize = 64;
/// How often they are searched.
const SEARCHES: usize = 128;
/// How long this goes on at most, in ms.
const MOST_MS: f64 = 1000.0;

/// Opens and searches a made-up genome. Ends for good as soon as the engine is found with something else to do.
pub(crate) async fn run(coordinator: &Coordinator) {
    let began_ms = now_ms();
    let goes_on = || coordinator.is_idle() && now_ms() - began_ms < MOST_MS;
    let text = text();
    let mut decoder = Decoder::new().on(Box::new(pool::pool()));
    let mut builder = GenomeBuilder::new("");
    for _ in 0..PIECES {
        // Nothing is wrong with the text.
        let _ = decoder.push(&text, &mut |text| builder.push(text));
        pause().await;
        if !goes_on() {
            return;
        }
    }
    let Ok(genome) = builder.finish() else { return };
    let genome = Arc::new(genome);
    for _ in 0..SEARCHES {
        search::try_search(&genome);
        pause().await;
        if !goes_on() {
            return;
        }
    }
}

/// FASTA without a header, in lines, with stretches of lower case and N.
fn text() -> Vec<u8> {
    let mut random = 1_u32;
    (0..PIECE_BYTES)
        .map(|index| {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let base = b"ACGT"[(random >> 30) as usize];
            match (index % (LINE_BASES + 1), index % STRETCH_BASES) {
                (LINE_BASES, _) => b'\n',
                (_, 0..512) => b'N',
                (_, 512..4096) => base.to_ascii_lowercase(),
                _ => base,
            }
        })
        .collect()
}
