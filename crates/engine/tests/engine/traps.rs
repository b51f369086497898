//! One file with everything that has ever broken a reader of FASTA, cut at every byte.

use engine::conformance::files::{ZipWay, bgzf, fasta, gzip, two_bit, zip, zstd};
use engine::conformance::{PlainRecord, Random, read_plainly};
use engine::{Compression, Genome, OpenError};

use crate::support::{letters, open, open_on};

/// Thirty letters: lines so long are taken many at once while they are as long as the one before.
const LINE: &str = "ACGTTGCANNacgtnnGATTACAGATTACA";

/// A record as it stands in the file, and what it must give.
struct Trap {
    text: String,
    name: &'static str,
    description: &'static str,
    letters: String,
}

fn traps() -> Vec<Trap> {
    let trap = |text: &str, name, description, letters: &str| Trap {
        text: text.to_owned(),
        name,
        description,
        letters: letters.to_owned(),
    };
    let line = |times: usize| LINE.repeat(times);
    let other = LINE.replace("GATTACA", "GATRACA");
    let shorter = &LINE[1..];
    let long = "ACGT".repeat(60);
    vec![
        // Before the first header.
        trap(";a comment\nACGTacgt\r\nNN\n", "raw", "", "ACGTacgtNN"),
        trap(">crlf\r\nACGT\r\n\r\nAC\r\n", "crlf", "", "ACGTAC"),
        trap(">cr\rACGT\r\rAC\r", "cr", "", "ACGTAC"),
        trap(">blank\nACGT\n\n \t\nAC\n\n", "blank", "", "ACGTAC"),
        trap(">ragged\nACGTACGT\nA\nCGT\n", "ragged", "", "ACGTACGTACGT"),
        trap("> spaced some words \nAC\n", "spaced", "some words", "AC"),
        trap(">tab\tone\ttwo\nAC\n", "tab", "one\ttwo", "AC"),
        trap(">twice first\nAC\n", "twice", "first", "AC"),
        trap(">twice second\nGT\n", "twice", "second", "GT"),
        trap(">empty\n", "empty", "", ""),
        trap(">empty\r\n\r\n", "empty", "", ""),
        trap(">\nAC\n", "unnamed_12", "", "AC"),
        trap(
            ">letters\nRYSWKMBDHVNXryswkmbdhvnx-*.\nUuTt\n",
            "letters",
            "",
            "RYSWKMBDHVNXryswkmbdhvnx-*.TtTt",
        ),
        trap(">blanks\n ACGT ACGT\t\n", "blanks", "", "ACGTACGT"),
        trap("  >indented\n\tAC\n", "indented", "", "AC"),
        trap(">comment\nAC\n;AC > no header\nGT\n", "comment", "", "ACGT"),
        // Lines of one width, the last of them shorter.
        trap(
            &format!(">lines\n{LINE}\n{LINE}\n{LINE}\n{LINE}\nACGT\n"),
            "lines",
            "",
            &format!("{}ACGT", line(4)),
        ),
        // The same width in another record, with whatever ends a run of such lines.
        trap(
            &format!(
                ">odd lines\n{LINE}\n{other}\n{LINE}\n\n{LINE}\n{shorter}\n{LINE}A\n{LINE} \n{LINE}\r\n{LINE}\n{LINE}\n"
            ),
            "odd",
            "lines",
            &format!("{LINE}{other}{}{shorter}{LINE}A{}", line(2), line(4)),
        ),
        // A header as long as the lines.
        trap(
            &format!(">thirty_bytes_of_header_before\n{LINE}\n"),
            "thirty_bytes_of_header_before",
            "",
            LINE,
        ),
        trap(
            &format!(">long\n{long}\nA\n{long}\n"),
            "long",
            "",
            &format!("{long}A{long}"),
        ),
        // No line end at the end of the file.
        trap(">last\nACGTA", "last", "", "ACGTA"),
    ]
}

/// The file: a byte order mark, and all of it.
fn text() -> Vec<u8> {
    let texts = traps().into_iter().map(|trap| trap.text);
    format!("\u{feff}{}", texts.collect::<String>()).into_bytes()
}

#[test]
fn a_file_with_every_trap_is_read() {
    let genome = open([text().as_slice()]).expect("FASTA");
    let expected = traps().into_iter().map(|trap| PlainRecord {
        name: trap.name.to_owned(),
        description: trap.description.to_owned(),
        letters: trap.letters.into_bytes(),
    });
    let expected: Vec<PlainRecord> = expected.collect();
    assert_eq!(plain_records(&genome), expected);
    assert_eq!(read_plainly(&text(), "raw"), Ok(expected));
    assert_eq!(genome.duplicate_name_count(), 2, "twice and empty");
}

#[test]
fn it_may_be_cut_at_every_byte_in_every_format() {
    let text = text();
    let expected = open([text.as_slice()]);
    let half = text.len() / 2;
    let check = |what: &str, file: &[u8]| check_cuts(what, file, &expected);
    check("plain", &text);
    check("one member", &gzip(&[&text], 6));
    check("stored", &gzip(&[&text], 0));
    check("two members", &gzip(&[&text[..half], &text[half..]], 6));
    check("BGZF", &bgzf(&text, 500));
    check("zstd", &zstd(&[&text]));
    check("two frames", &zstd(&[&text[..half], &text[half..]]));
    for way in [
        ZipWay::Stored,
        ZipWay::Deflated,
        ZipWay::DeflatedSizesBehind,
    ] {
        check(&format!("{way:?} in ZIP"), &zip(&[&text], way));
    }
}

/// Of 2bit, all that it can hold.
#[test]
fn two_bit_may_be_cut_at_every_byte() {
    let is_two_bit = |letter: &u8| b"ACGTNacgtn".contains(letter);
    let records: Vec<(String, Vec<u8>)> = traps()
        .into_iter()
        .map(|trap| {
            let letters = trap.letters.into_bytes().into_iter().filter(is_two_bit);
            (trap.name.to_owned(), letters.collect())
        })
        .collect();
    let expected = open([fasta(&records, 60, b"\n").as_slice()]);
    assert!(expected.is_ok());
    check_cuts("2bit", &two_bit(&records), &expected);
}

/// In two pieces, whatever the first; and byte by byte; and on two threads.
fn check_cuts(what: &str, file: &[u8], expected: &Result<Genome, OpenError>) {
    assert!(expected.is_ok());
    for cut in 0..=file.len() {
        let (first, second) = file.split_at(cut);
        assert!(
            open([first, second]) == *expected,
            "{what} cut at byte {cut} of {}",
            file.len()
        );
    }
    assert!(open(file.chunks(1)) == *expected, "{what} byte by byte");
    assert!(open_on(2, [file]) == *expected, "{what} on two threads");
}

/// A file that ends too early gives an error, and never a short genome; but a plain gzip file may end after any member.
#[test]
fn a_part_of_gzip_is_an_error() {
    let text = text();
    let half = text.len() / 2;
    let members = [&text[..half], &text[half..]];
    let first_member_bytes = gzip(&members[..1], 6).len();
    let check = |file: &[u8], may_end_at: Option<usize>| {
        for cut in 2..file.len() {
            let result = open([&file[..cut]]);
            if may_end_at == Some(cut) {
                assert_eq!(result, open(members[..1].iter().copied()), "byte {cut}");
                continue;
            }
            let expected = Err(OpenError::Truncated {
                compression: Compression::Gzip,
                offset: cut as u64,
            });
            assert_eq!(result, expected, "byte {cut}");
            assert_eq!(open_on(2, [&file[..cut]]), expected, "byte {cut}");
        }
    };
    check(&gzip(&[&text], 6), None);
    check(&gzip(&[&text], 0), None);
    check(&gzip(&members, 6), Some(first_member_bytes));
    check(&bgzf(&text, 100), None);
}

/// Any text gives what the plainest reader makes of it.
#[test]
fn any_text_is_read_as_it_is_read_plainly() {
    let (mut genomes, mut errors) = (0, 0);
    for seed in 0..30_000 {
        let random = &mut Random::new(seed);
        let text = scrap(random);
        let expected = read_plainly(&text, "raw");
        let piece = 1 + random.below(text.len() + 1);
        let got = open(text.chunks(piece));
        if matches!(got, Err(OpenError::Unsupported { .. })) {
            continue;
        }
        match &expected {
            Ok(_) => genomes += 1,
            Err(_) => errors += 1,
        }
        assert_eq!(
            got.map(|genome| plain_records(&genome)),
            expected.clone(),
            "seed {seed}, pieces of {piece}: {:?}",
            String::from_utf8_lossy(&text)
        );
    }
    assert!(genomes > 5_000 && errors > 5_000, "{genomes}, {errors}");
}

fn plain_records(genome: &Genome) -> Vec<PlainRecord> {
    let records = genome.records();
    records
        .map(|record| PlainRecord {
            name: record.name.to_owned(),
            description: record.description.to_owned(),
            letters: letters(genome, record.id).into_bytes(),
        })
        .collect()
}

/// Scraps of what files are made of, one after another.
fn scrap(random: &mut Random) -> Vec<u8> {
    const SCRAPS: [&str; 24] = [
        ">",
        ">a",
        ">a b",
        "> a\tb",
        "\n",
        "\r",
        "\r\n",
        "\n\n",
        "\n",
        "ACGT",
        "acgtn",
        "NNNN",
        "U",
        "RYK-*.",
        " ",
        "\t",
        ";",
        "ACGTTGCAACGTTGCAA\n",
        "ACGTTGCAACGTTGCAA\n",
        "ACGTTGCAACGTTGCAA\nACGTTGCAACGTTGCAA\nACGTTGCAACGTTGCAA\n",
        "ACGTTGCAACGTTGCAAC\r\n",
        "\n>x\n",
        "AC\n",
        "\u{feff}",
    ];
    const OFFENCES: [&str; 6] = ["L", "e", "7", "!", "\u{e9}", "\0"];
    let mut text = Vec::new();
    for _ in 0..1 + random.below(30) {
        text.extend_from_slice(random.pick(&SCRAPS).as_bytes());
        if random.one_in(60) {
            text.extend_from_slice(random.pick(&OFFENCES).as_bytes());
        }
    }
    text
}
