//! The engine's tests: one program, a file for each subject.

mod agreement;
mod compare;
mod density;
mod fasta;
mod formats;
mod golden;
mod kept;
mod live;
mod motifs;
mod moving_mean;
mod passes;
mod reread;
mod specimens;
mod stats;
mod support;
mod threads;
mod traps;
mod ways;
