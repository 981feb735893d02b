//! The program and the library from outside: one test program, so that one change links once.

#[path = "../common/mod.rs"]
mod common;

mod audit;
mod audit_command;
mod blind_heads;
mod cli;
mod counts;
mod date_forms;
mod dates_truth;
mod doubtful;
mod evaluate_small;
mod exit_codes;
mod files;
mod formats_truth;
mod hidden;
mod identity;
mod inboxes;
mod job_truth;
mod jobs;
mod language_samples;
mod languages;
mod layers;
mod links;
mod manifest_fields;
mod mending;
mod office;
mod promises;
mod readme;
mod rendercv_truth;
mod report;
mod run_checks;
mod run_decided;
mod run_folder;
mod said;
mod skills_truth;
mod spreadsheet;
mod stability;
mod structured_truth;
mod terminal;
mod train;
mod what_if;
mod who;
mod words;
mod worker;
