//! A motif short enough to be drawn, and a text to search.

use super::super::motif_parts::{MotifPart, base_letters, bases, motif_parts};

/// What is shown as long as there is no motif.
const EXAMPLE: &str = "GAN(1,3)TC";
/// More letters than this are too many for a drawing.
const MOST_LETTERS: usize = 16;
/// Letters of a spacer that are drawn, and how many of them may be there or not.
const SPACER_LETTERS: usize = 2;

/// What the drawings are of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sample {
    /// The parts that are drawn.
    pub(crate) parts: Vec<MotifPart>,
    /// The motif that is drawn, in the motif language.
    pub(crate) motif: String,
    /// Whether that is a shorter one than the person's.
    pub(crate) is_shortened: bool,
    /// A text that holds a match, upper-case.
    pub(crate) text: String,
}

impl Sample {
    /// A sample for a motif as the engine writes it; of an example if there is none.
    pub(crate) fn of(motif: Option<&str>) -> Self {
        let parts = motif.and_then(motif_parts);
        let parts = parts.or_else(|| motif_parts(EXAMPLE)).unwrap_or_default();
        let mut drawn: Vec<MotifPart> = parts.iter().map(|part| shortened(*part)).collect();
        let mut letters = 0;
        drawn.retain(|part| {
            letters += part.most;
            letters <= MOST_LETTERS
        });
        // A spacer at the end would stand for nothing.
        while drawn.len() > 1 && drawn.last().is_some_and(|part| part.least < part.most) {
            drawn.pop();
        }
        if drawn.is_empty() {
            drawn = parts
                .first()
                .map(|part| MotifPart {
                    least: part.least.clamp(1, MOST_LETTERS),
                    most: part.most.clamp(1, MOST_LETTERS),
                    ..*part
                })
                .into_iter()
                .collect();
        }
        Self {
            motif: drawn.iter().map(|part| part.to_string()).collect(),
            is_shortened: drawn != parts,
            text: text(&drawn),
            parts: drawn,
        }
    }

    /// The motif with all repeats at their least: a letter for each position.
    pub(crate) fn shortest(&self) -> Vec<char> {
        let repeat = |part: &MotifPart| std::iter::repeat_n(part.letter, part.least);
        self.parts.iter().flat_map(repeat).collect()
    }

    /// Letters of the longest match.
    pub(crate) fn most(&self) -> usize {
        self.parts.iter().map(|part| part.most).sum()
    }
}

fn shortened(part: MotifPart) -> MotifPart {
    if part.letter != 'N' && part.most <= MOST_LETTERS / 2 {
        return part;
    }
    let least = part.least.min(SPACER_LETTERS);
    MotifPart {
        least,
        most: least + (part.most - part.least).min(SPACER_LETTERS),
        ..part
    }
}

/// The beginning of a match that comes to nothing, then one, and some letters around.
fn text(parts: &[MotifPart]) -> String {
    let mut spacer = "CAGT".chars().cycle();
    let mut letter_of = |part: &MotifPart| {
        let letters = base_letters(part.letter);
        if part.letter == 'N' {
            spacer.next().unwrap_or('A')
        } else {
            letters.chars().next().unwrap_or('A')
        }
    };
    let mut found = String::new();
    for part in parts {
        for _ in 0..part.least.max(1).min(part.most) {
            found.push(letter_of(part));
        }
    }
    let begun: String = found.chars().take(2).collect();
    // A letter that cannot go on with what was begun, if there is one.
    let third = found.chars().nth(2).map_or(15, bases);
    let other = "ACGT".chars().find(|letter| bases(*letter) & third == 0);
    format!("C{begun}{}{found}TG", other.unwrap_or('A'))
}

#[cfg(test)]
pub(crate) mod tests {
    use std::sync::Arc;

    use engine::{
        Genome, GenomeBuilder, NamedMotif, Query, Scope, Search, Sequential, Sharing, Stepwise,
        StrandChoice, Version,
    };

    use super::*;

    pub(crate) const MOTIFS: [&str; 8] = [
        "GAATTC",
        "RTGASTCAY",
        "GAN(1,3)TC",
        "CCN(7)GG",
        "TTGACAN(15,19)TATAAT",
        "A(5,8)C",
        "AN(0,2)CN(0,1)G",
        "ACGTACGTACGTACGTACGTACGT",
    ];

    /// Starts and ends of the matches on the forward strand, by the engine, 0-based and half-open.
    pub(crate) fn matches(motif: &str, text: &str) -> Vec<(usize, usize)> {
        let mut builder = GenomeBuilder::new("text");
        builder
            .push(format!(">a\n{text}\n").as_bytes())
            .expect("FASTA");
        let genome: Arc<Genome> = Arc::new(builder.finish().expect("a genome"));
        let query = Query {
            motifs: NamedMotif::parse_list(motif).expect("a motif"),
            mismatches: 0,
            strands: StrandChoice::Forward,
            scope: Scope::default(),
            version: Version::Naive,
            sharing: Sharing::OneThread,
            threads: 1,
        };
        let mut search = Search::new(genome, query).expect("memory");
        search.step(&Sequential, &|| false);
        let rows = search.into_hits().rows(0, usize::MAX);
        rows.iter()
            .map(|row| (row.start as usize, row.end as usize))
            .collect()
    }

    #[test]
    fn the_text_holds_a_match_of_what_is_drawn() {
        for motif in MOTIFS {
            let sample = Sample::of(Some(motif));
            assert!(
                !matches(&sample.motif, &sample.text).is_empty(),
                "{sample:?}"
            );
            assert!(sample.most() <= MOST_LETTERS, "{sample:?}");
        }
        assert_eq!(Sample::of(None).motif, EXAMPLE);
        assert_eq!(Sample::of(Some("?")).motif, EXAMPLE);
    }

    #[test]
    fn what_is_too_long_is_shortened_and_said() {
        let sample = Sample::of(Some("TTGACAN(15,19)TATAAT"));
        assert_eq!(sample.motif, "TTGACAN(2,4)TATAAT");
        assert!(sample.is_shortened);
        assert!(!Sample::of(Some("GAATTC")).is_shortened);
    }
}
