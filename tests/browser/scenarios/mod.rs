//! What a person does, each thing written once; the top of the crate says in which browsers.

mod example;

pub(crate) use example::example_is_searched;
