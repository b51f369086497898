//! The view `How it works`: what the versions do, drawn on the person's own motif.

mod automaton;
mod counting;
mod sources;

use leptos::prelude::*;

use super::drawing::Drawing;
use crate::model::how_it_works::sample::Sample;
use crate::model::how_it_works::{borders, planes};
use crate::state::{AppState, MotifNote};
use automaton::AutomatonSteps;
use counting::CountFirst;
use sources::Sources;

/// A text without a match, for the early end.
const OTHER_TEXT: &str = "CTCTAGCCATTGTCAGCTTC";

/// How the search works.
#[component]
pub(crate) fn HowItWorks() -> impl IntoView {
    let state = expect_context::<AppState>();
    let sample = Memo::new(move |_| {
        state.motif_note.with(|note| match note {
            MotifNote::Described { motifs, .. } => {
                Sample::of(motifs.first().map(|motif| motif.motif.as_str()))
            }
            _ => Sample::of(None),
        })
    });
    let of_what = move || {
        let Sample {
            motif,
            is_shortened,
            ..
        } = sample.get();
        let has_own = state
            .motif_note
            .with(|note| matches!(note, MotifNote::Described { .. }));
        match (has_own, is_shortened) {
            (false, _) => format!(
                "The drawings show {motif}. Type a motif on the tab Search, and they show yours."
            ),
            (true, false) => format!("The drawings show your motif, {motif}."),
            (true, true) => {
                format!(
                    "The drawings show {motif}: your motif with shorter spacers, or as much of it as there is room for."
                )
            }
        }
    };
    view! {
        <main class="article compare">
            <h2>"How it works"</h2>
            <p>
                "A genome of three thousand million letters is searched in about a second, on both strands. Nothing of that is \
                 magic: it is four ideas, each of which can be drawn."
            </p>
            <p class="note">{of_what}</p>

            <h3>"1. Naive: the definition"</h3>
            <p>
                "Lay the motif on every place of the text and compare letter by letter until one differs. In a random text that is \
                 about 1⅓ comparisons a place: three of four places end at the first letter. It is slow because each place is looked \
                 at alone, and because the processor cannot guess when a comparison ends. It is right by definition, so every other \
                 version is tested against it."
            </p>

            <h3>"2. Shift-And: all partial matches at once"</h3>
            <p>
                "Number the places between the letters of the motif: these are the states of an automaton, and each is one bit of a \
                 word. Bit "<i>"i"</i>" is set if the text so far ends with the first "<i>"i"</i>" letters of the motif. With the next \
                 letter "<i>"c"</i>" every partial match goes one state on, if its next letter is "<i>"c"</i>": "
                <code>"D = ((D << 1) | 1) & B[c]"</code>
                ", where "<code>"B[c]"</code>" has a bit for each position that accepts "<i>"c"</i>". Three instructions a letter, \
                 however many partial matches there are. When the last bit is set, a match ends here."
            </p>
            <p>
                "A spacer of variable length is a row of positions of which some may be skipped (the arcs). Whoever stands before the \
                 row stands, by skipping, also on every place in it; a subtraction spreads the bit, as a borrow runs through zeros: "
                <code>"D |= A & (~((D | F) - I) ^ (D | F))"</code>
                ", with "<code>"A"</code>" the states that skipping reaches, "<code>"I"</code>" the one before each row, and "
                <code>"F"</code>" its last."
            </p>
            <AutomatonSteps sample/>

            <h3>"3. Bit planes: 128 places at once"</h3>
            <p>
                "The genome is packed when it is opened: of each base (A 00, C 01, G 10, T 11) the low bit goes into one plane, the high \
                 bit into another. A block of 131,072 letters is laid out in 128 stripes of 1,024, one stripe for each bit of a 128-bit \
                 word. So one word holds 128 letters that are far apart, and the next word the next letter of each. That is the point: \
                 one step along the text, for 128 places, is the next word. There is nothing to shift."
            </p>
            <p>
                "Which of 128 places have the letter G is one operation on two words (high and not low), and R, that is A or G, costs \
                 nothing: not low. A motif is the "<code>"and"</code>" of the words for its letters. After four or five letters of a \
                 random text no place of 128 is left, and the rest of the motif is not looked at: the early end. Below are some places \
                 of a text with a match, and of one without; coloured is a bit that is set."
            </p>
            <Drawing draw=move |width| {
                let sample = sample.get();
                planes::draw(&sample.shortest(), &sample.text, width)
            }/>
            <p class="drawn">{move || sample.with(|sample| planes::outcome(&sample.shortest(), &sample.text))}</p>
            <Drawing draw=move |width| planes::draw(&sample.get().shortest(), OTHER_TEXT, width)/>
            <p class="drawn">{move || sample.with(|sample| planes::outcome(&sample.shortest(), OTHER_TEXT))}</p>
            <p>
                "Letters that are no base (N) have no bits of their own: a third plane, or a short list, says where they are. The other \
                 strand is the reverse complement of the motif on the same words, while they are in the nearest cache. A spacer skips \
                 words; its lengths share what stands before it. Mismatches are counted for 128 places at once, in counters whose bits \
                 lie in words of their own, and the search ends early where every counter has overflowed."
            </p>

            <h3>"4. Blocks: sharing the work"</h3>
            <p>
                "Threads take blocks one after another, whoever is free takes the next. A task per chromosome, as one would do it first, \
                 leaves threads idle: the longest chromosome is done last, by one. But a block must not lose the match that crosses its \
                 end. So it reads on into the next block as far as the longest match may reach, less one letter; and a match belongs to \
                 the block that it starts in, so that nothing is found twice."
            </p>
            <Drawing draw=move |width| borders::draw(sample.get().most(), width)/>

            <h3>"5. Count first"</h3>
            <p>
                "A search stores no positions, only how many matches each block has. Twenty-five million matches cost no memory, and \
                 none is dropped. When the table shows some rows, the running sum tells which block they lie in, and that block alone is \
                 scanned once more: some millionths of a second. Charts and files are made in the same way."
            </p>
            <CountFirst/>

            <h3>"What remains: reading"</h3>
            <p>
                "With a search this fast the time goes into reading, inflating and parsing the file. That is Amdahl’s law: if the search \
                 is a twentieth of the run, no faster search can save more than a twentieth. Reading happens once, though. The packed \
                 genome stays, and every further search takes the search alone. The tab Compare measures all of this on your machine."
            </p>
            <Sources/>
        </main>
    }
}
