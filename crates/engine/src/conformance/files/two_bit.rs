//! UCSC's packed genome.

/// The 2bit file of records, each a name of at most 255 bytes and its letters: A, C, G, T and N in either case.
#[must_use]
pub fn two_bit(records: &[(String, Vec<u8>)]) -> Vec<u8> {
    let bodies: Vec<Vec<u8>> = records.iter().map(|(_, letters)| record(letters)).collect();
    let index_bytes: usize = records.iter().map(|(name, _)| 1 + name.len() + 4).sum();
    let mut at = 16 + index_bytes as u32;
    let mut out = Vec::new();
    for number in [0x1a41_2743, 0, records.len() as u32, 0] {
        out.extend(number.to_le_bytes());
    }
    for ((name, _), body) in records.iter().zip(&bodies) {
        out.push(name.len() as u8);
        out.extend(name.as_bytes());
        out.extend(at.to_le_bytes());
        at += body.len() as u32;
    }
    out.extend(bodies.concat());
    out
}

fn record(letters: &[u8]) -> Vec<u8> {
    let mut numbers = vec![letters.len() as u32];
    let is_in: [fn(&u8) -> bool; 2] = [
        |letter| matches!(letter, b'N' | b'n'),
        u8::is_ascii_lowercase,
    ];
    for is_in in is_in {
        let runs = letters.chunk_by(|one, other| is_in(one) == is_in(other));
        let mut at = 0;
        let (mut starts, mut lengths) = (Vec::new(), Vec::new());
        for run in runs {
            if is_in(&run[0]) {
                starts.push(at);
                lengths.push(run.len() as u32);
            }
            at += run.len() as u32;
        }
        numbers.push(starts.len() as u32);
        numbers.append(&mut starts);
        numbers.append(&mut lengths);
    }
    numbers.push(0);
    let mut out: Vec<u8> = numbers
        .iter()
        .flat_map(|number| number.to_le_bytes())
        .collect();
    let code = |letter: &u8| match letter.to_ascii_uppercase() {
        b'C' => 1,
        b'A' => 2,
        b'G' => 3,
        _ => 0,
    };
    out.extend(letters.chunks(4).map(|four| {
        let codes = four.iter().map(code).chain([0; 3]).take(4);
        codes.fold(0, |byte, code: u8| byte << 2 | code)
    }));
    out
}
