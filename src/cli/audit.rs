//! `cvrank audit`.

use std::fs;

use anyhow::{Context, Result, ensure};

use super::Exit;
use super::arguments::AuditOptions;
use super::output::{show, write};
use super::protect::protect;
use cvrank::audit::{Cut, GroupsFile, Options, ScoredRun, audit as measure, files, markdown};
use cvrank::model::Points;

pub(crate) fn audit(options: &AuditOptions) -> Result<Exit> {
    let run = ScoredRun::open(&options.run)?;
    let groups = GroupsFile::open(&options.groups)?;
    let cut = match (options.cut, options.at) {
        (Some(count), _) => Cut::Best(count),
        (None, Some(least)) => Cut::At(least),
        (None, None) => Cut::Column,
    };
    let asked = Options {
        cut,
        job_id: options.job.clone(),
    };
    let figures = measure(&run, &groups, &asked)?;
    match &options.out {
        None => show(None, &markdown(&figures)?)?,
        Some(folder) => {
            ensure!(
                !folder.is_file(),
                "cannot write to {}: it is a file; name a folder",
                folder.display()
            );
            let files = files(&figures)?;
            fs::create_dir_all(folder)
                .with_context(|| format!("cannot make {}", folder.display()))?;
            let paths: Vec<_> = files.iter().map(|(name, _)| folder.join(name)).collect();
            let outputs = paths.iter().map(|path| &**path);
            let rankings = ScoredRun::places(&options.run);
            let read = rankings.iter().chain([&options.groups]);
            protect(outputs, read.map(|path| &**path))?;
            for (path, (_, bytes)) in paths.iter().zip(&files) {
                write(Some(path), bytes)?;
            }
        }
    }
    Ok(if figures.is_below_four_fifths() {
        Exit::Found
    } else {
        Exit::Done
    })
}

/// A score as the ranking prints it: at most three decimals.
pub(crate) fn score(written: &str) -> Result<Points, String> {
    Points::from_decimal(written)
        .ok_or_else(|| "expected a score with at most three decimals, such as 62.5".to_owned())
}
