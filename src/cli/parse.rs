//! `cvrank parse`.

use anyhow::{Context, Result};

use super::Exit;
use super::arguments::{ParseKind, ParseOptions};
use super::output::{check, write};
use super::protect::protect;
use super::setting::{Resolved, one};
use cvrank::document::Format;
use cvrank::profile::job::job_file::to_toml;
use cvrank::profile::{cv, kind::looks_like_a_job};
use cvrank::report::json_resume;

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
    let is_job = match options.kind {
        ParseKind::Job => true,
        ParseKind::Auto => {
            matches!(document.format, Format::JobPosting | Format::JobToml)
                || looks_like_a_job(&document)
        }
        ParseKind::Cv | ParseKind::Text => false,
    };
    let text = if options.kind == ParseKind::Text {
        document.text
    } else if is_job {
        to_toml(&setting.profile_job(&document).with_context(named)?)
    } else {
        json_resume(
            &document,
            &cv::read(&document, setting.lexicon, setting.as_of),
            setting.lexicon,
        )
    };
    write(options.output.as_deref(), text.as_bytes())?;
    Ok(Exit::Done)
}
