//! What measures time, in a program of its own, so that nothing runs beside it.

#[path = "../common/mod.rs"]
mod common;

mod growth;
mod speed;
