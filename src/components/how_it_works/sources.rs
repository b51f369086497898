use leptos::prelude::*;

/// What was written down by others before.
const SOURCES: [&str; 7] = [
    "R. Baeza-Yates, G. H. Gonnet: A new approach to text searching. Communications of the ACM 35(10), 1992. Shift-And’s bits.",
    "S. Wu, U. Manber: Fast text searching allowing errors. Communications of the ACM 35(10), 1992. A row of bits for each number of \
     mismatches.",
    "G. Navarro, M. Raffinot: Fast and simple character classes and bounded gaps pattern matching, with applications to protein \
     searching. Journal of Computational Biology 10(6), 2003. Positions that may be skipped, and the subtraction.",
    "L. Lamport: Multiple byte processing with full-word instructions. Communications of the ACM 18(8), 1975. Many small values in one \
     word.",
    "E. Biham: A fast new DES implementation in software. Fast Software Encryption, 1997. Bit slicing: bit i of every word belongs to \
     instance i.",
    "G. M. Amdahl: Validity of the single processor approach to achieving large scale computing capabilities. AFIPS, 1967.",
    "A. Cornish-Bowden: Nomenclature for incompletely specified bases in nucleic acid sequences. Nucleic Acids Research 13(9), 1985. \
     The letters of motifs.",
];

/// Where the ideas come from.
#[component]
pub(super) fn Sources() -> impl IntoView {
    view! {
        <h3>"Sources"</h3>
        <ul class="sources">
            {SOURCES.map(|source| view! { <li>{source}</li> }).into_iter().collect_view()}
        </ul>
        <p class="note">
            "How the engine differs from these papers stands in its source, with each algorithm."
        </p>
    }
}
