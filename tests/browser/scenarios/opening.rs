//! What the page says while it opens a genome.

use crate::made::large_genome;
use crate::page::{Page, number, strings};

const LARGE_BYTES: usize = 500_000_000;

/// Looks on until the genome is there; gives what was said, and how often the button Cancel was at another place.
const LOOK_ON: &str = r"
    const done = arguments[arguments.length - 1];
    const said = new Set();
    const places = new Set();
    const began = performance.now();
    const look = () => {
      if (performance.now() - began > 50000) return done([['it takes too long'], 0]);
      const panel = document.querySelector('.progress');
      if (!panel && said.size > 0) return done([[...said], places.size]);
      if (panel) {
        const notes = [...panel.querySelectorAll('p')].map((note) => note.textContent);
        if (notes[0]) said.add(`${panel.querySelector('label').textContent}: ${notes.join('; ')}`);
        places.add(panel.querySelector('button').getBoundingClientRect().top);
      }
      setTimeout(look, 5);
    };
    look();
";

/// Size, rate, time and records are told as they are found, and nothing moves.
pub(crate) fn opening_tells_its_pace(page: &Page) {
    let first = large_genome(page.session.folder(), LARGE_BYTES);
    let second = first.with_file_name("more.fa");
    std::fs::hard_link(&first, &second).unwrap();
    page.choose_files(&[&second, &first]);
    let answer = page.session.script_with_answer(LOOK_ON, &[]);
    page.wait_for_genome("large.fa and 1 more");
    std::fs::remove_file(first).unwrap();
    std::fs::remove_file(second).unwrap();

    let said = strings(&answer[0]);
    assert!(said.len() > 5, "{said:#?}");
    for said in &said {
        assert!(
            said.starts_with("Reading large.fa and 1 more: ") && said.contains(" of 1.0"),
            "{said}"
        );
        assert!(said.contains(" found so far"), "{said}");
    }
    // What comes first tells no rate.
    let with_rate = |said: &String| said.contains(" GB · ") && said.contains("B/s");
    let without = said.iter().take_while(|said| !with_rate(said)).count();
    assert!(without < said.len(), "{said:#?}");
    assert!(said[without..].iter().all(with_rate), "{said:#?}");
    assert_eq!(answer[1], 1, "places of the button Cancel");
    let left = said
        .iter()
        .filter(|said| said.ends_with(" left") || said.contains(" left;"));
    // Who reads a gigabyte within a second need not be told what is left.
    let opened_in = page.figure("Opened in").unwrap();
    let is_slow = opened_in.ends_with(" s") && !opened_in.starts_with('1');
    assert!(
        left.count() > 0 || !is_slow,
        "opened in {opened_in}: {said:#?}"
    );
    let records: Vec<f64> = said.iter().filter_map(|said| records(said)).collect();
    assert_eq!(records.len(), said.len(), "{said:#?}");
    let growing = records.windows(2).filter(|two| two[0] < two[1]);
    assert!(growing.count() > 3, "{records:?}");
    assert!(records.is_sorted(), "{records:?}");
    let all = page.figure("Records").and_then(|all| number(&all));
    assert!(records.last().copied() <= all, "{records:?} of {all:?}");
}

/// How many records were found by then.
fn records(said: &str) -> Option<f64> {
    let (before, _) = said.split_once(" found so far")?;
    let (before, _) = before.rsplit_once(" record")?;
    number(before.rsplit(' ').next()?)
}
