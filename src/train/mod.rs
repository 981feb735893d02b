//! From labels to a model: measure a benchmark, look at its labels, fit, and say how good the
//! fit is on jobs it never saw.

pub mod applications;
pub mod background;
pub mod calibrate;
pub mod chosen;
pub mod examples;
pub mod export;
pub mod gate;
pub mod hygiene;
pub mod impact;
pub mod learn;
pub mod measured;
pub mod methods;
pub mod moves;
pub mod recipe;
pub mod report;
pub mod standing;
pub mod strangers;
pub mod validate;
