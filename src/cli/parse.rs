//! `cvrank parse`.

use std::path::Path;

use anyhow::{Context, Result};

use super::Exit;
use super::arguments::{ParseKind, ParseOptions};
use super::output::{check, say, write};
use super::protect::protect;
use super::resolved::{Resolved, one};
use cvrank::profile::cv;
use cvrank::profile::job::job_file::to_toml;
use cvrank::profile::kind::{self, TakenFor};
use cvrank::report::json_resume;
use cvrank::score::Scorer;

pub(crate) fn parse(options: &ParseOptions) -> Result<Exit> {
    check(options.output.as_deref())?;
    protect(
        options.output.as_deref(),
        options.common.inputs().chain([&*options.file]),
    )?;
    let resolved = Resolved::new(&options.common)?;
    let scorer = resolved.scorer();
    let source = one(&options.file)?;
    let named = || format!("{}", options.file.display());
    let document = match options.kind {
        ParseKind::Job => scorer.read_document(&source),
        ParseKind::Cv => scorer.read_cv_document(&source),
        // A message with a document attached is an application.
        ParseKind::Text | ParseKind::Auto => scorer.read_document(&source).or_else(|error| {
            let is_message = source.message().is_some();
            if is_message {
                scorer.read_cv_document(&source)
            } else {
                Err(error)
            }
        }),
    };
    let document = document.with_context(named)?;
    let as_cv = |scorer: &Scorer| cv::read(&document, scorer.lexicon, scorer.as_of);
    let text = match options.kind {
        ParseKind::Text => document.text,
        ParseKind::Job => to_toml(&scorer.profile_job(&document).with_context(named)?),
        ParseKind::Cv => json_resume(&document, &as_cv(&scorer), scorer.lexicon),
        ParseKind::Auto => {
            let profile = as_cv(&scorer);
            let TakenFor {
                mut is_job,
                mut note,
            } = kind::taken_for(&document, &profile);
            // A job file is all that is written as TOML, and no short post shall become a CV there.
            if !is_job && ends_in(options.output.as_deref(), "toml") {
                is_job = true;
                note =
                    "taken for a job post, since the output is a .toml; --as cv decides otherwise"
                        .to_owned();
            }
            if !options.common.quiet {
                say(&format!("note: {}: {note}", options.file.display()));
            }
            if is_job {
                to_toml(&scorer.profile_job(&document).with_context(named)?)
            } else {
                json_resume(&document, &profile, scorer.lexicon)
            }
        }
    };
    write(options.output.as_deref(), text.as_bytes())?;
    Ok(Exit::Done)
}

fn ends_in(path: Option<&Path>, ending: &str) -> bool {
    let written = path.and_then(Path::extension);
    written.is_some_and(|written| written.eq_ignore_ascii_case(ending))
}
