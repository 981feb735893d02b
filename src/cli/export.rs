//! The export of an applicant tracking system, with its posts and CVs, as arguments name them.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rayon::prelude::*;

use super::arguments::LabelledArguments;
use super::output::progress;
use super::resolved::Resolved;
use cvrank::document::limits::{SETUP_BYTES, read_text_bounded};
use cvrank::document::source::{PoolOptions, Source, collect};
use cvrank::train::applications::{
    Applications, Files, Grading, Mapping, Matched, Person, layout_names,
};

/// Reads the export, and finds its posts and CVs.
pub(crate) fn matched(
    resolved: &Resolved,
    arguments: &LabelledArguments,
    export: &Path,
    quiet: bool,
) -> Result<Matched> {
    let Some(jobs) = &arguments.jobs else {
        bail!("--export needs --jobs, the folder of the posts");
    };
    let mapping = mapping(&arguments.map)?;
    let grading = match &arguments.grades {
        None => Grading::default(),
        Some(path) => Grading::from_toml(&text(path)?).with_context(|| {
            format!(
                "{}: expected a table [grades] with lines such as `\"Phone screen\" = 1`, or \"no label\", \"counts\" or \
                 \"rejected\" in place of the number",
                path.display()
            )
        })?,
    };
    let applications = Applications::open(export, &mapping, &grading)?;
    let scorer = resolved.scorer();
    let posts = all(jobs)?;
    let titled = posts.into_par_iter().map(|post| {
        let title = scorer.read_job(&post).map(|job| job.title);
        (post, title.unwrap_or_default())
    });
    let jobs: Vec<(Source, String)> = titled.collect();
    let cvs = match &arguments.cvs {
        Some(folder) => all(folder)?,
        None => Vec::new(),
    };
    let people = || {
        let bar = progress(cvs.len(), quiet);
        let person = |source: &Source| {
            let read = scorer.read_cv(source).ok();
            bar.inc(1);
            let read = read?;
            let contact = read.profile.contact(&read.document.text);
            Some(Person {
                name: contact.name,
                emails: contact.email.split("; ").map(str::to_lowercase).collect(),
            })
        };
        let people = cvs.par_iter().map(person).collect();
        bar.finish_and_clear();
        people
    };
    let files = Files {
        jobs: &jobs,
        cvs: &cvs,
    };
    Ok(applications.matched(&files, &mapping, &people))
}

fn all(folder: &Path) -> Result<Vec<Source>> {
    Ok(collect(&[PathBuf::from(folder)], &PoolOptions::default())?)
}

fn text(path: &Path) -> Result<String> {
    read_text_bounded(path, SETUP_BYTES)
        .with_context(|| format!("cannot read {}; check the path", path.display()))
}

/// The first file among the arguments is what the others add to.
fn mapping(written: &[String]) -> Result<Mapping> {
    let mut mapping = Mapping::default();
    for part in written.iter().filter(|part| Path::new(part).is_file()) {
        mapping = Mapping::from_toml(&text(Path::new(part))?).with_context(|| {
            format!(
                "{part}: expected [columns] with lines such as `job = \"Vacancy\"`, and [jobs] with lines such as \
                 `\"Name in the export\" = \"file of the post\"`"
            )
        })?;
    }
    for part in written.iter().filter(|part| !Path::new(part).is_file()) {
        if mapping.add(part).is_none() {
            let known: Vec<&str> = layout_names().collect();
            bail!(
                "--map {part}: no file, no pair such as job=Vacancy, and none of {}",
                known.join(", ")
            );
        }
    }
    Ok(mapping)
}
