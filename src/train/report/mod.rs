//! What trainings and evaluations say in words and tables.

mod evaluation;
mod training;

pub use evaluation::{Tables, benchmark_text, compared};
pub use training::training_text;
