//! Rank CVs against a job post, and defend every number printed.
//!
//! Read a job, rank a folder, print why:
//!
//! ```
//! use cvrank::document::source::{PoolOptions, Source, collect};
//! use cvrank::{profile::dates::Month, score::Scorer};
//!
//! let scorer = Scorer::builtin(Month::new(2026, 6));
//! let post = Source::file("data/jobs/backend_engineer.md".as_ref());
//! let job = scorer.query(scorer.read_job(&post)?);
//! let cvs = collect(&["data/cvs".into()], &PoolOptions::default())?;
//! let ranking = scorer.rank(&job, &cvs, &|| ());
//! for (place, cv) in (1..=3).zip(&ranking.matches) {
//!     let Some(why) = &cv.explanation else { break };
//!     println!("{place}. {} {}", cv.cv_id, why.score());
//!     for reason in why.strongest().into_iter().take(3) {
//!         let part = &reason.contribution;
//!         println!("   {} {}", part.points, part.feature.name());
//!         reason.evidence.iter().for_each(|found| println!("      “{}”", found.quote));
//!     }
//!     assert_eq!(why.score(), why.reasons.iter().map(|one| one.contribution.points).sum());
//! }
//! # assert_eq!(ranking.matches[0].cv_id, "c-0044");
//! # assert_eq!(ranking.scored(), 44);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The way the data goes
//!
//! One way: `bytes -> document -> text -> profile -> features -> model -> explain -> rank ->
//! report -> bytes`. A module uses only what stands to its left; `evaluate` knows only ranked
//! ids and labels, `audit` only scores and who belongs to which category.
//!
//! [`document`] makes visible text of a file, [`profile`] says what it claims, [`features`]
//! compares a CV with a job, [`model`] weighs that, and [`explain`] puts quotes beside each
//! part. [`score::Scorer`] does all of it for one CV or for many: a score depends on the job,
//! the CV, the month and the tables of the [`Scorer`](score::Scorer) alone, never on other CVs,
//! their order or the number of threads. Nothing here prints, asks a clock which day it is, or
//! opens a connection.
//!
//! # Where things are
//!
//! | to | see |
//! |---|---|
//! | collect CVs from files, folders, archives, mailboxes, tables | [`document::source`] |
//! | read a job or a CV, score one, rank many | [`score`] |
//! | take a score apart | [`explain::Explanation`], [`flag::Flag`] |
//! | order, cut and question a ranking | [`rank`], [`compare`], [`what_if`], [`stability`] |
//! | write a ranking or an explanation | [`report`], [`run`] |
//! | correct what was read from a post | [`profile::job::job_file`], [`profile::job::lint`] |
//! | train on one's own labels, measure, audit | [`train`], [`evaluate`], [`audit`] |
//! | give one's own terms, frequencies and weights | [`lexicon`], [`features::Background`], [`model::Ranker`], [`shelf`] |
//!
//! # PDFs
//!
//! A damaged PDF or `.doc` can keep its reader busy, eat the memory or overflow the stack. The
//! example reads them in its own process ([`document::isolate::read`]), which is right for files
//! that one trusts. For files of strangers, set [`score::Scorer::pdf`] to
//! [`document::isolate::Workers::read`] of a program that calls [`document::isolate::serve`].
//!
//! # Features of the crate
//!
//! None is needed: all of the above is always there.

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
pub mod pool;
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
