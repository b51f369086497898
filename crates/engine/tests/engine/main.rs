//! The engine's tests: one program, a file for each subject.

mod agreement;
mod support;
