//! `cvrank parse`.

use anyhow::{Context, Result};

use super::Exit;
use super::arguments::{ParseKind, ParseOptions};
use super::output::{check, say, write};
use super::protect::protect;
use super::setting::{Resolved, one};
use cvrank::profile::cv;
use cvrank::profile::job::job_file::to_toml;
use cvrank::profile::kind::{self, TakenFor};
use cvrank::report::json_resume;
use cvrank::score::Setting;

pub(crate) fn parse(options: &ParseOptions) -> Result<Exit> {
    check(options.output.as_deref())?;
    protect(
        options.output.as_deref(),
        options.common.inputs().chain([&*options.file]),
    )?;
    let resolved = Resolved::new(&options.common)?;
    let setting = resolved.setting();
    let source = one(&options.file)?;
    let named = || format!("{}", options.file.display());
    let document = match options.kind {
        ParseKind::Job => setting.read_document(&source),
        ParseKind::Cv => setting.read_cv_document(&source),
        // A message with a document attached is an application.
        ParseKind::Text | ParseKind::Auto => setting.read_document(&source).or_else(|error| {
            let is_message = source.message().is_some();
            if is_message {
                setting.read_cv_document(&source)
            } else {
                Err(error)
            }
        }),
    };
    let document = document.with_context(named)?;
    let as_cv = |setting: &Setting| cv::read(&document, setting.lexicon, setting.as_of);
    let text = match options.kind {
        ParseKind::Text => document.text,
        ParseKind::Job => to_toml(&setting.profile_job(&document).with_context(named)?),
        ParseKind::Cv => json_resume(&document, &as_cv(&setting), setting.lexicon),
        ParseKind::Auto => {
            let profile = as_cv(&setting);
            let TakenFor { is_job, note } = kind::taken_for(&document, &profile);
            if !options.common.quiet {
                say(&format!("note: {}: {note}", options.file.display()));
            }
            if is_job {
                to_toml(&setting.profile_job(&document).with_context(named)?)
            } else {
                json_resume(&document, &profile, setting.lexicon)
            }
        }
    };
    write(options.output.as_deref(), text.as_bytes())?;
    Ok(Exit::Done)
}
