//! How often each letter occurs.

/// How often each letter occurs, case apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Composition {
    /// A, C, G, T (with U).
    pub bases: [u64; 4],
    /// Letters that are no base, upper-case, by letter; those that occur.
    pub others: Vec<(u8, u64)>,
}

impl Composition {
    /// Number of bases.
    #[must_use]
    pub fn base_count(&self) -> u64 {
        self.bases.iter().sum()
    }

    /// Number of letters that are no base.
    #[must_use]
    pub fn other_count(&self) -> u64 {
        self.others.iter().map(|&(_, count)| count).sum()
    }

    /// Share of G and C among the bases, 0 to 1; none when there is no base.
    #[must_use]
    pub fn gc_share(&self) -> Option<f64> {
        let [_, c, g, _] = self.bases;
        let bases = self.base_count();
        (bases > 0).then(|| (c + g) as f64 / bases as f64)
    }
}
