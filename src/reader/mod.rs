//! What each line and word of a CV is: small linear chains trained on labelled documents.
//!
//! A cascade: a chain over lines says which head a section, a position, a course of study; a chain
//! over words says what stands in those. Features are of layout, shape and classes of words, so
//! that one model serves all languages. The weights are data, made by `models/reader`.

pub mod cascade;
pub mod chain;
pub mod class;
pub mod classes;
pub mod filling;
pub mod grouping;
pub mod labels;
pub mod line_features;
pub mod lines;
pub mod word_features;
pub mod words;

pub(crate) use cascade::{Reader, Reading};
pub(crate) use grouping::{Groups, Piece, groups};
pub(crate) use labels::{LineLabel, WordLabel};
pub(crate) use lines::Source;
