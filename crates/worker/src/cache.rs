//! The last searches and what they found.

use std::collections::VecDeque;
use std::rc::Rc;

use engine::{Hits, Query};

/// Most memory that kept results may take, in bytes; the last one is kept whatever it takes.
const MAX_BYTES: u64 = 32 << 20;
/// Most results that are kept.
const MAX_RESULTS: usize = 32;

/// The last searches of the opened genome, with the time that each took, in ms; the latest first.
#[derive(Default)]
pub(crate) struct Cache {
    results: VecDeque<(Rc<Hits>, f64)>,
}

impl Cache {
    /// What the same query gave, and how long that took.
    pub(crate) fn get(&mut self, query: &Query) -> Option<(Rc<Hits>, f64)> {
        let is_same = |(hits, _): &(Rc<Hits>, f64)| hits.query() == query;
        let index = self.results.iter().position(is_same)?;
        let result = self.results.remove(index)?;
        self.results.push_front(result.clone());
        Some(result)
    }

    /// Keeps a result, and as many of the others as there is room for.
    pub(crate) fn put(&mut self, hits: &Rc<Hits>, search_ms: f64) {
        self.results.push_front((Rc::clone(hits), search_ms));
        self.results.truncate(MAX_RESULTS);
        let bytes = |results: &VecDeque<(Rc<Hits>, f64)>| {
            results.iter().map(|(hits, _)| hits.bytes()).sum::<u64>()
        };
        while self.results.len() > 1 && bytes(&self.results) > MAX_BYTES {
            self.results.pop_back();
        }
    }

    /// Forgets everything: there is another genome.
    pub(crate) fn clear(&mut self) {
        self.results.clear();
    }
}
