//! Writes the matches of a motif as BED6: `cargo run --example dump -- FILE MOTIF [MISMATCHES]`.

use std::error::Error;
use std::io::Write;
use std::ops::ControlFlow;
use std::sync::Arc;

use engine::export::bed;
use engine::{
    Decoder, GenomeBuilder, Motif, Query, Scope, Search, Sequential, Sharing, Stepwise,
    StrandChoice, Version,
};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("expected a FASTA file")?;
    let motif = Motif::parse(&arguments.next().ok_or("expected a motif")?)?;
    let mismatches = arguments.next().map_or(Ok(0), |number| number.parse())?;

    let mut decoder = Decoder::new();
    let mut builder = GenomeBuilder::new("raw");
    decoder.push(&std::fs::read(path)?, &mut |text| builder.push(text))?;
    decoder.finish(&mut |text| builder.push(text))?;
    let genome = Arc::new(builder.finish()?);

    let query = Query {
        motifs: vec![motif.clone().into()],
        mismatches,
        strands: StrandChoice::Both,
        scope: Scope::default(),
        version: Version::default(),
        sharing: Sharing::OneThread,
        threads: 1,
    };
    let mut search = Search::new(Arc::clone(&genome), query)?;
    search.step(&Sequential, &|| false);

    let name = motif.to_string();
    let mut lines = Vec::new();
    let _ = search.into_hits().for_each_from(0, &mut |found| {
        bed::push_line(&mut lines, genome.record(found.record).name, &found, &name);
        ControlFlow::Continue(())
    });
    std::io::stdout().lock().write_all(&lines)?;
    Ok(())
}
