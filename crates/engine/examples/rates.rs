//! Rates of the engine on this machine, one thread: inflate, parse and pack, search.
//!
//! `cargo run --release --example rates -- FILE [MOTIF…]`

use std::error::Error;
use std::sync::Arc;
use std::time::Instant;

use engine::{
    Decoder, GenomeBuilder, Motif, OpenError, Query, Scope, Search, Sequential, Sharing, Stepwise,
    StrandChoice, Version,
};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("expected a FASTA file")?;
    let mut motifs: Vec<String> = arguments.collect();
    if motifs.is_empty() {
        motifs = ["GAATTC", "RCTGTGYRN(17,23)CYTCTCTG"]
            .map(String::from)
            .into();
    }
    let bytes = std::fs::read(path)?;

    let began = Instant::now();
    let mut text = Vec::new();
    let mut decoder = Decoder::new();
    let mut keep = |piece: &[u8]| -> Result<(), OpenError> {
        text.extend_from_slice(piece);
        Ok(())
    };
    for slice in bytes.chunks(16 << 20) {
        decoder.push(slice, &mut keep)?;
    }
    decoder.finish(&mut keep)?;
    report("inflate (text)", text.len(), began);

    let began = Instant::now();
    let mut builder = GenomeBuilder::new("raw");
    for slice in text.chunks(16 << 20) {
        builder.push(slice)?;
    }
    let genome = Arc::new(builder.finish()?);
    report("parse and pack (text)", text.len(), began);
    let length = genome.length_bases() as usize;
    println!(
        "{} records, {length} bases, {:.3} bytes a base",
        genome.record_count(),
        genome.store_bytes() as f64 / length as f64
    );

    for motif in &motifs {
        for version in Version::ALL {
            let query = Query {
                motifs: vec![Motif::parse(motif)?.into()],
                mismatches: 0,
                strands: StrandChoice::Both,
                scope: Scope::default(),
                version,
                sharing: Sharing::OneThread,
                threads: 1,
            };
            let began = Instant::now();
            let mut search = Search::new(Arc::clone(&genome), query)?;
            search.step(&Sequential, &|| false);
            let hits = search.into_hits();
            report(
                &format!("{version:?} {motif}: {}", hits.total()),
                length,
                began,
            );
        }
    }
    Ok(())
}

fn report(what: &str, count: usize, began: Instant) {
    let seconds = began.elapsed().as_secs_f64();
    let rate = count as f64 / seconds / 1e9;
    println!("{what:50} {:9.2} ms {rate:7.3} G/s", seconds * 1e3);
}
