//! What takes long: whole sets of data, training, damaged files, a browser. Part of `cargo test --release`.

#[path = "../common/mod.rs"]
mod common;

mod by_chance;
mod check;
mod desk;
mod desk_browser;
mod documents_all;
mod fuzz_short;
mod hostile;
mod hostile_inboxes;
mod pdf_truth;
mod pool;
mod quality;
mod render;
mod report_browser;
mod reproduce;
mod same_bytes;
mod standing;
mod train_solver;
