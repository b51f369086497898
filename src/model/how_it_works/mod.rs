//! Small models of how the versions search, and their drawings, on the person's own motif.

pub(crate) mod automaton;
pub(crate) mod borders;
pub(crate) mod counting;
pub(crate) mod planes;
pub(crate) mod sample;
