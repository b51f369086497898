//! Cases to check, drawn from random numbers.

use super::{Case, Random};
use crate::scan::MOST_MISMATCHES;
use crate::store::{BLOCK_BASES, STRIPE_BASES};
use crate::{Motif, NamedMotif, StrandChoice};

/// Texts of few different letters, in which motifs match often, and of many.
const ALPHABETS: [&[u8]; 5] = [
    b"ACGT",
    b"AACCGGTTacgtN",
    b"AT",
    b"ACa",
    b"ACGTUacgtunNRYKMSWBDHVX-*.",
];

/// A few short records and any motif.
pub(super) fn small_genome(random: &mut Random) -> Case {
    let alphabet = random.pick(&ALPHABETS);
    let longest = random.pick(&[5, 40, 300]);
    let count = 1 + random.below(5);
    let mut records: Vec<Vec<u8>> = Vec::new();
    for _ in 0..count {
        let length = random.below(longest);
        records.push(text(random, length, alphabet));
    }
    // A genome has at least one letter.
    records.push(text(random, 1, alphabet));
    let motifs = several_now_and_then(random, motif);
    Case {
        records,
        motifs,
        mismatches: mismatches(random, MOST_MISMATCHES),
        strands: strands(random),
    }
}

/// Records that end a few letters before or after the border of a lane or block, with matches planted across each.
pub(super) fn borders(random: &mut Random) -> Case {
    let motifs = several_now_and_then(random, long_now_and_then);
    let mut records = Vec::new();
    let mut position = 0;
    for _ in 0..1 + random.below(3) {
        let borders = [
            1,
            STRIPE_BASES,
            64 * STRIPE_BASES,
            BLOCK_BASES,
            BLOCK_BASES + 3 * STRIPE_BASES / 2,
        ];
        let border = (position / BLOCK_BASES) * BLOCK_BASES + random.pick(&borders);
        let end = (border + random.below(5)).saturating_sub(2);
        let length = match end.checked_sub(position) {
            Some(length) if length > 0 => length,
            _ => 1 + random.below(2 * STRIPE_BASES),
        };
        let mut letters = vec![random.pick(b"ACGTN"); length];
        let planted = &motifs[random.below(motifs.len())].motif;
        plant_across_borders(random, &mut letters, position, planted);
        position += length + 1;
        records.push(letters);
    }
    Case {
        records,
        mismatches: mismatches(random, shortest(&motifs) / 3),
        motifs,
        strands: strands(random),
    }
}

/// Thousands of records of at most a few letters.
pub(super) fn tiny_contigs(random: &mut Random) -> Case {
    let longest = random.pick(&[2, 4, 60]);
    contigs(random, 3000, longest)
}

/// Many thousands of records of at most a few letters.
pub(super) fn many_contigs(random: &mut Random) -> Case {
    contigs(random, 100_000, 6)
}

/// One record or several in which a short motif matches often, or nearly everywhere.
pub(super) fn dense(random: &mut Random) -> Case {
    let alphabet = random.pick(&[b"A".as_slice(), b"AAAAAAAAAT", b"AG", b"ACGTUacgtu"]);
    let records = match random.below(3) {
        0 => vec![text(random, BLOCK_BASES + 1000, alphabet)],
        _ => (0..3).map(|_| text(random, 30_000, alphabet)).collect(),
    };
    let motifs = several_now_and_then(random, |random| {
        parsed(random.pick(&["A", "N", "AA", "R(1,4)", "AN(0,2)A", "AAAAAAAA"]))
    });
    Case {
        records,
        mismatches: mismatches(random, 2),
        motifs,
        strands: strands(random),
    }
}

/// A motif with a spacer of this width, or of variable width up to it, and a genome of some stripes.
pub(super) fn spacer(random: &mut Random, width: usize) -> Case {
    let width = 1 + (width - 1) % (Motif::LONGEST - 4);
    let motif = if random.one_in(2) {
        parsed(&format!("GAN({width})TC"))
    } else {
        let least = random.below(width + 1);
        parsed(&format!("GAN({least},{width})TC"))
    };
    let mut letters = text(random, 4 * STRIPE_BASES, b"ACGTacgt");
    plant_across_borders(random, &mut letters, 0, &motif);
    Case {
        records: vec![letters],
        mismatches: mismatches(random, 1),
        motifs: vec![motif.into()],
        strands: strands(random),
    }
}

fn contigs(random: &mut Random, count: usize, longest: usize) -> Case {
    let mut records: Vec<Vec<u8>> = Vec::new();
    for _ in 0..count {
        let length = random.below(longest);
        records.push(text(random, length, b"ACGTacgtN"));
    }
    records.push(b"A".to_vec());
    let motifs = several_now_and_then(random, short_motif);
    Case {
        records,
        mismatches: mismatches(random, shortest(&motifs)),
        motifs,
        strands: strands(random),
    }
}

/// Writes what the motif accepts across lane and block borders, and at both ends.
fn plant_across_borders(
    random: &mut Random,
    letters: &mut [u8],
    global_start: usize,
    motif: &Motif,
) {
    let length = letters.len();
    let mut plant = |random: &mut Random, at: usize| {
        let motif = if random.one_in(2) {
            motif.reverse_complement()
        } else {
            motif.clone()
        };
        let accepted = accepted_text(random, &motif);
        let start = at.saturating_sub(random.below(accepted.len() + 1));
        for (letter, planted) in letters.iter_mut().skip(start).zip(accepted) {
            *letter = planted;
        }
    };
    let lanes = (global_start + length) / STRIPE_BASES;
    for _ in 0..6 {
        let border = random.below(lanes + 1) * STRIPE_BASES;
        plant(random, border.saturating_sub(global_start));
    }
    for block in 1..=(global_start + length) / BLOCK_BASES {
        plant(random, (block * BLOCK_BASES).saturating_sub(global_start));
    }
    plant(random, 0);
    plant(random, length);
    // What is no base, right before and after a border.
    if random.one_in(2) {
        let border = random.below(lanes + 1) * STRIPE_BASES + random.below(2);
        if let Some(letter) = letters.get_mut(border.saturating_sub(global_start + 1)) {
            *letter = random.pick(b"NRn-");
        }
    }
}

/// A text that the motif accepts.
fn accepted_text(random: &mut Random, motif: &Motif) -> Vec<u8> {
    let mut text = Vec::new();
    for part in motif.parts() {
        let spread = usize::from(part.max - part.min);
        let repeats = usize::from(part.min) + random.below(spread + 1);
        for _ in 0..repeats {
            let accepted: Vec<u8> = (0..4)
                .filter(|code| part.bases.bits() >> code & 1 == 1)
                .map(|code| crate::alphabet::BASES[code])
                .collect();
            text.push(random.pick(&accepted));
        }
    }
    text
}

fn text(random: &mut Random, length: usize, alphabet: &[u8]) -> Vec<u8> {
    let mut text: Vec<u8> = (0..length).map(|_| random.pick(alphabet)).collect();
    if length > 10 && random.one_in(3) {
        let start = random.below(length);
        let end = start + random.below(length - start);
        text[start..end].fill(b'N');
    }
    text
}

fn strands(random: &mut Random) -> StrandChoice {
    random.pick(&[
        StrandChoice::Both,
        StrandChoice::Both,
        StrandChoice::Forward,
        StrandChoice::Reverse,
    ])
}

/// In half of the cases none, else up to `most`.
fn mismatches(random: &mut Random, most: usize) -> usize {
    if random.one_in(2) {
        return 0;
    }
    random.below(most.min(MOST_MISMATCHES) + 1)
}

/// Letters of the shortest match.
fn shortest(motifs: &[NamedMotif]) -> usize {
    let lengths = motifs.iter().map(|named| named.motif.min_length());
    lengths.min().unwrap_or(0)
}

/// One motif, or a few.
fn several_now_and_then(
    random: &mut Random,
    draw: impl Fn(&mut Random) -> Motif,
) -> Vec<NamedMotif> {
    let count = if random.one_in(3) {
        1 + random.below(5)
    } else {
        1
    };
    (0..count).map(|_| draw(random).into()).collect()
}

/// Any motif, in one of two cases so long that it reaches far into the next block.
fn long_now_and_then(random: &mut Random) -> Motif {
    let motif = motif(random);
    let room = Motif::LONGEST - motif.max_length();
    if room > 2 && random.one_in(2) {
        let spacer = 1 + random.below(room - 2);
        return parsed(&format!("{motif}N({spacer})C"));
    }
    motif
}

fn short_motif(random: &mut Random) -> Motif {
    let texts = ["A", "AC", "RY", "GN", "AN(0,1)C", "T(1,3)", "NN", "CWG"];
    parsed(random.pick(&texts))
}

/// Any motif that has not too many expansions for the brute force.
fn motif(random: &mut Random) -> Motif {
    loop {
        let mut text = String::new();
        for _ in 0..1 + random.below(6) {
            text.push_str(&part(random));
        }
        if random.one_in(8) {
            text.push_str(&format!("N({})A", 50 + random.below(150)));
        }
        if let Ok(motif) = Motif::parse(&text) {
            let ways = |part: &crate::motif::Part| usize::from(part.max - part.min) + 1;
            if motif.parts().iter().map(ways).product::<usize>() <= 64 {
                return symmetric_now_and_then(random, motif);
            }
        }
    }
}

fn part(random: &mut Random) -> String {
    let mut part = match random.below(4) {
        0 => "N".to_owned(),
        1 => char::from(random.pick(b"RYSWKMBDHVryk")).to_string(),
        2 => format!(
            "[{}{}]",
            random.pick(&["A", "C", "aG"]),
            random.pick(&["T", "u", "GT"])
        ),
        _ => char::from(random.pick(b"ACGTUacgtu")).to_string(),
    };
    let min = random.below(3);
    match random.below(6) {
        0 => part.push_str(&format!("({})", min + 1)),
        1 => part.push_str(&format!("{{{},{}}}", min, min + 1 + random.below(6))),
        _ => {}
    }
    part
}

/// The motif followed by its own reverse complement reads the same on both strands.
fn symmetric_now_and_then(random: &mut Random, motif: Motif) -> Motif {
    if random.one_in(5) && motif.is_fixed_length() && motif.max_length() <= 20 {
        return parsed(&format!("{motif}{}", motif.reverse_complement()));
    }
    motif
}

fn parsed(text: &str) -> Motif {
    Motif::parse(text).expect("a motif of the checks")
}
