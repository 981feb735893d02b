//! `cvrank parse`.

use anyhow::{Context, Result, ensure};

use super::Exit;
use super::arguments::{ParseKind, ParseOptions};
use super::output::{check, say, write};
use super::protect::protect;
use super::setting::{Resolved, one};
use cvrank::document::{Document, Format, mail};
use cvrank::profile::cv::{self, CvProfile};
use cvrank::profile::job::job_file::to_toml;
use cvrank::profile::kind::{self, Kind};
use cvrank::report::json_resume;
use cvrank::score::Setting;

pub fn parse(options: &ParseOptions) -> Result<Exit> {
    check(options.output.as_deref())?;
    protect(
        options.output.as_deref(),
        options.common.inputs().chain([&*options.file]),
    )?;
    let resolved = Resolved::new(&options.common)?;
    let setting = resolved.setting();
    let source = one(&options.file)?;
    let named = || format!("{}", options.file.display());
    let document = setting.read_document(&source).with_context(named)?;
    let as_cv = |setting: &Setting| cv::read(&document, setting.lexicon, setting.as_of);
    let text = match options.kind {
        ParseKind::Text => document.text,
        ParseKind::Job => to_toml(&setting.profile_job(&document).with_context(named)?),
        ParseKind::Cv => {
            check_no_mail(&document).with_context(named)?;
            json_resume(&document, &as_cv(&setting), setting.lexicon)
        }
        ParseKind::Auto => {
            let profile = as_cv(&setting);
            let (is_job, note) = guess(&document, &profile);
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

/// Whether the file is a job post, and what to say of it.
fn guess(document: &Document, profile: &CvProfile) -> (bool, String) {
    let judged = kind::judge(document, profile);
    // A CV is never read of a message.
    let is_mail = document.format == Format::Mail;
    let is_job = is_mail || judged.is_rather_a_post();
    let (taken_for, kind, other) = if is_job {
        ("a job post", Kind::Post, "--as cv reads it as a CV")
    } else {
        ("a CV", Kind::Cv, "--as job reads it as a job post")
    };
    let why = match judged.plainly_no_cv() {
        _ if is_mail => "since it is a saved message, which holds no CV of its own".to_owned(),
        Some(Kind::Other) => format!(
            "though it is no CV and no job post: {}",
            judged.why(Kind::Other)
        ),
        _ => format!("since {}", judged.why(kind)),
    };
    (is_job, format!("taken for {taken_for}, {why}; {other}"))
}

/// A CV in a message is an attachment, or stands below what the person writes to the reader.
fn check_no_mail(document: &Document) -> Result<()> {
    ensure!(document.format != Format::Mail, mail::refused());
    Ok(())
}
