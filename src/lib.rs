//! Rank CVs against a job post, and defend every number printed.
//!
//! The data goes one way: `bytes -> document -> text -> profile -> features ->
//! model -> explain -> rank -> report -> bytes`. A module uses only what stands
//! to its left; `evaluate` knows only ranked ids and labels, `audit` only scores
//! and who belongs to which category.

pub mod audit;
mod bytes;
pub mod check;
pub mod compare;
mod csv_rows;
pub mod document;
pub mod duplicates;
pub mod evaluate;
pub mod explain;
pub mod features;
pub mod flag;
pub mod hash;
pub mod judge;
pub mod languages;
pub mod lexicon;
pub mod loaded;
pub mod model;
pub mod occupations;
pub mod outlook;
pub mod profile;
#[cfg(feature = "python")]
mod python;
pub mod random;
pub mod rank;
pub mod reader;
pub mod report;
pub mod run;
pub mod score;
mod sheet;
pub mod shelf;
mod span;
pub mod stability;
pub mod text;
pub mod train;
pub mod what_if;
pub mod whole_file;
