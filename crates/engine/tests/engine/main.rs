//! The engine's tests: one program, a file for each subject.

mod agreement;
mod compare;
mod density;
mod exports;
mod fasta;
mod formats;
mod golden;
mod kept;
mod listing;
mod live;
mod matched;
mod motifs;
mod moving_mean;
mod passes;
mod ranking;
mod regions;
mod reread;
mod specimens;
mod stats;
mod support;
mod threads;
mod traps;
mod variance;
mod ways;
