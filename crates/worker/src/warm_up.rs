//! Running the code that opening and searching need before there is a file: browsers run new code slowly, and make fast code of
//! what runs often. The figures are in `benches/RESULTS.md`.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use js_sys::{Array, Uint8Array};
use protocol::Holding;
use web_sys::File;

use crate::clock::{now_ms, pause};
use crate::coordinator::{Coordinator, Stop};
use crate::results::Shown;
use crate::{clock, open, search};

/// Text of the file, of which it has so many.
const PIECE_BYTES: usize = 128 << 10;
const PIECES: u32 = 64;
/// Letters of a line.
const LINE_BASES: usize = 70;
/// Of so many letters of the text, some are of lower case, and a few are N.
const STRETCH_BASES: usize = 16 << 10;
/// How often the file is opened, and how often it is searched each time: whoever is cut short has done some of both.
const OPENINGS: usize = 24;
const SEARCHES: usize = 4;
/// A file that the engine was started for comes within this time, in ms.
const FIRST_MS: i32 = 50;
/// How long this goes on at most, in ms: while a person may be reading the page, and while a person chooses a large file.
const MOST_MS: f64 = 1000.0;
const MOST_MS_IF_COMING: f64 = 2500.0;

/// Opens a made-up file and searches it, as if the page had asked for it. Ends for good as soon as the engine has something else to do; goes
/// on for longer if a large genome is about to come.
pub(crate) async fn run(coordinator: &Coordinator, is_coming: bool) {
    clock::wait(FIRST_MS).await;
    let began_ms = now_ms();
    let most_ms = if is_coming {
        MOST_MS_IF_COMING
    } else {
        MOST_MS
    };
    let goes_on = || coordinator.is_idle() && now_ms() - began_ms < most_ms;
    let mut work = pin!(open_and_search());
    poll_fn(|context| match goes_on() {
        // If anything is wrong, whoever opens a file will hear of it.
        true => work.as_mut().poll(context).map(drop),
        false => Poll::Ready(()),
    })
    .await;
}

async fn open_and_search() -> Result<(), Stop> {
    let Ok(file) = file() else {
        return Ok(());
    };
    let (coordinator, id) = Coordinator::silent();
    for _ in 0..OPENINGS {
        let opened = open::open(
            &coordinator,
            id,
            vec![file.name()],
            vec![file.clone()],
            Holding::InMemory,
        );
        let opened = opened.await?;
        coordinator.opened(opened.genome, opened.summary)?;
        for _ in 0..SEARCHES {
            coordinator.cache.borrow_mut().clear();
            let all = search::search(&coordinator, id, search::trial()?).await?;
            coordinator.show(Shown { id, all, one: None });
            pause().await;
        }
    }
    Ok(())
}

/// A long record, and short ones that share blocks of the store.
fn file() -> Result<File, wasm_bindgen::JsValue> {
    let piece = Uint8Array::from(text().as_slice());
    let header = Uint8Array::from(b"\n>made-up\n".as_slice());
    let pieces = Array::new();
    for index in 0..PIECES {
        if index >= PIECES / 2 {
            pieces.push(&header);
        }
        pieces.push(&piece);
    }
    File::new_with_u8_array_sequence(&pieces, "made-up.fa")
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
