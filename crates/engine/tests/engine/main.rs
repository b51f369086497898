//! The engine's tests: one program, a file for each subject.

mod agreement;
mod golden;
mod specimens;
mod support;
