//! A block of the genome: its shape, and where its planes are.

/// Lanes of a word.
pub const LANES: usize = 128;

/// Bases of a lane's stripe: words of a plane.
pub const STRIPE_BASES: usize = 1024;

/// Bases of a block: 131,072.
pub const BLOCK_BASES: usize = LANES * STRIPE_BASES;

/// One bit of each lane: lane `l` is bit `l % 64` of item `l / 64`.
pub type Word = [u64; 2];

/// One bit of each base of a block, transposed: 16 KiB.
///
/// Lane `l` holds the stripe of [`STRIPE_BASES`] consecutive bases that starts at `l * STRIPE_BASES`, and word `i`
/// holds base `l * STRIPE_BASES + i` of every lane `l`:
///
/// ```text
///            lane 0    lane 1   ...  lane 127
/// word 0     base 0    1024          130048
/// word 1     base 1    1025          130049
/// ...
/// word 1023  base 1023 2047          131071
/// ```
///
/// One base further along the sequence is the same lane of the next word, so that a kernel which compares
/// neighbouring bases needs no shift; after word 1023 comes word 0 of the next lane.
#[derive(Debug, Clone, PartialEq, Eq)]
#[repr(align(16))]
pub struct Plane(pub [Word; STRIPE_BASES]);

impl Plane {
    pub(crate) const ZERO: Self = Self([[0; 2]; STRIPE_BASES]);

    /// The bit of the base at this position of the block.
    #[must_use]
    pub fn bit(&self, position: usize) -> bool {
        let (lane, word) = (position / STRIPE_BASES, position % STRIPE_BASES);
        self.0[word][lane / 64] >> (lane % 64) & 1 == 1
    }
}

/// The planes of a block that holds at least one base. A base's code is the bits (`high`, `low`): A=00, C=01,
/// G=10, T=11; where there is no base, both are 0.
#[derive(Debug, Clone, Copy)]
pub struct BlockPlanes<'genome> {
    /// The lower bit of each code.
    pub low: &'genome Plane,
    /// The upper bit of each code.
    pub high: &'genome Plane,
    /// Which positions are bases; none where all are.
    pub is_base: Option<&'genome Plane>,
}

impl BlockPlanes<'_> {
    /// The base at this position of the block, as a set of one: bit 0 is A, 1 C, 2 G, 3 T; 0 for none.
    #[must_use]
    pub fn mask(&self, position: usize) -> u8 {
        if self.is_base.is_some_and(|plane| !plane.bit(position)) {
            return 0;
        }
        1 << (u8::from(self.high.bit(position)) << 1 | u8::from(self.low.bit(position)))
    }
}

/// Which planes a block has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BlockKind {
    /// None: no position is a base.
    NoBase,
    /// Two: every position is a base.
    AllBases,
    /// Three.
    Mixed,
}

/// Where a block's planes and segments are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BlockEntry {
    pub(crate) kind: BlockKind,
    /// Index of the first of its planes: low, high, is-base.
    pub(crate) first_plane: u32,
    /// Index of the first of its segments.
    pub(crate) first_segment: u32,
}
