//! `cvrank score --out`, `replay`, `verify` and `override`.

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result, ensure};

use super::Exit;
use super::arguments::{
    CommonOptions, OverrideOptions, PoolArguments, ReplayOptions, ScoreOptions, VerifyOptions,
};
use super::choosing::Leaving;
use super::output::{say, show};
use super::resolved::{Resolved, pool};
use super::score::{Finished, Keep, Scored, piped};
use cvrank::report::html::DETAILS;
use cvrank::run::decisions::{self, Said, Wanted};
use cvrank::run::folder::{self, Contents, FolderError};
use cvrank::run::manifest::{
    Artifact, Command, JobInput, Manifest, Ocr, Question, Tool, content, relative,
};
use cvrank::run::replay::{self, Comparison};
use cvrank::run::verify::verify as recompute;
use cvrank::run::{Fault, Folder, outputs};

/// What is piped in cannot be read a second time.
pub(crate) fn check_replayable(options: &ScoreOptions) -> Result<()> {
    ensure!(
        !piped(options.job()) && !options.pool.cvs.iter().any(|cv| piped(cv)),
        "--out keeps no copy of standard input, so `-` could not be read again; give the job and the CVs as files"
    );
    ensure!(
        !options.leaves_out(),
        "--out keeps all who applied, so that the run can be made again and audited; leave out --only-musts, --since and what chooses from a pool"
    );
    Ok(())
}

/// Writes the run of `scored` for the job at `job` to `place`, whole or not at all.
pub(crate) fn write_folder(
    place: &Path,
    job: &Path,
    options: &ScoreOptions,
    resolved: &Resolved,
    scored: Finished,
) -> Result<()> {
    let working = env::current_dir().and_then(fs::canonicalize);
    let working = working.context("cannot find the working folder")?;
    let pool = &options.pool;
    let common = &options.common;
    let target = folder::absolute(place)?;
    let command = Command {
        folder: relative(Path::new(&text(&target)?), Path::new(&text(&working)?)),
        job: text(job)?,
        cvs: match options.jobs {
            // Without a job of its own, what stands in its place is the first CV.
            Some(_) => {
                let cvs = options.first.iter().chain(&pool.cvs).chain(&pool.pools);
                cvs.map(|path| text(path)).collect::<Result<_>>()?
            }
            None => texts(&pool.paths())?,
        },
        id_column: pool.id_column.clone(),
        text_column: pool.text_column.clone(),
        accept_doubtful: pool.accept_doubtful.clone(),
        ocr: ocr_of(resolved),
        model: resolved.model_file().map(text).transpose()?,
        background: common.background.as_deref().map(text).transpose()?,
        lexicons: texts(&common.lexicon)?,
        top: options.top,
        details: (options.details != DETAILS).then_some(options.details),
        excel: options.excel,
    };
    let manifest = manifest(command, resolved, scored)?;
    let run_id = manifest.run_id.clone();
    let mut folder = Folder::begin(place, options.force)?;
    outputs::<FolderError>(
        &contents(scored, options.top, options.details, options.excel),
        &mut |path, make| folder.add(path, make),
    )?;
    folder.finish(manifest, options.force)?;
    if !common.quiet {
        say(&format!("note: wrote run {run_id} to {}", place.display()));
    }
    Ok(())
}

fn ocr_of(resolved: &Resolved) -> Option<Ocr> {
    let recogniser = resolved.recogniser()?;
    Some(Ocr {
        program: recogniser.version().to_owned(),
        languages: recogniser.languages().to_owned(),
    })
}

fn contents(scored: Finished, top: Option<usize>, details: usize, excel: bool) -> Contents {
    Contents {
        run: scored.run,
        job: scored.query,
        ranking: scored.ranking,
        outlook: scored.outlook,
        facts: scored.facts(),
        top,
        details,
        excel,
    }
}

fn text(path: &Path) -> Result<String> {
    let text = path.to_str().map(str::to_owned);
    text.with_context(|| {
        format!(
            "{}: the path is not UTF-8, so a manifest cannot hold it; rename it",
            path.display()
        )
    })
}

fn texts(paths: &[PathBuf]) -> Result<Vec<String>> {
    paths.iter().map(|path| text(path)).collect()
}

/// The manifest of what was scored, without outputs.
fn manifest(command: Command, resolved: &Resolved, scored: Finished) -> Result<Manifest> {
    let executable = env::current_exe().and_then(fs::read);
    let executable = executable.context("cannot read this program to hash it")?;
    let (sha256, bytes) = content(scored.job).context("the job can no longer be read")?;
    let file = |path: &Option<String>| resolved.file(Path::new(path.as_ref()?));
    let model = file(&command.model).map_or_else(Artifact::builtin_model, |file| Artifact {
        name: scored.run.model.clone(),
        ..file
    });
    let background = file(&command.background).unwrap_or_else(Artifact::builtin_background);
    let mut lexicons = vec![Artifact::builtin_lexicon()];
    lexicons.extend(
        command
            .lexicons
            .iter()
            .filter_map(|path| resolved.file(Path::new(path))),
    );
    let question = Question {
        tool: Tool::new(&executable),
        as_of: scored.run.as_of.clone(),
        job: JobInput {
            title: scored.run.job.clone(),
            path: command.job.clone(),
            sha256,
            bytes,
        },
        command,
        model,
        background,
        lexicons,
    };
    let contents: Vec<_> = scored
        .kept
        .iter()
        .map(|kept| kept.content.clone())
        .collect();
    Ok(Manifest::new(
        question,
        scored.sources,
        &contents,
        scored.ranking,
    ))
}

pub(crate) fn replay(options: &ReplayOptions) -> Result<Exit> {
    let known = Manifest::read(&options.run)?;
    let run = folder::absolute(&options.run)?;
    let start = options
        .from
        .clone()
        .unwrap_or_else(|| replay::start(&run, &known));
    let start = folder::absolute(&start)?;
    let lost = replay::missing(&start, &known);
    if !lost.is_empty() {
        return differs(&options.run, "an input is missing", &lost);
    }
    // Reports name paths as they were given, so they must be read from where they were given.
    env::set_current_dir(&start).with_context(|| format!("cannot enter {}", start.display()))?;
    let command = known.command.clone();
    let as_of = known.as_of.parse().ok();
    let common = CommonOptions {
        as_of: Some(
            as_of.with_context(|| format!("the manifest's as_of, {}, is no day", known.as_of))?,
        ),
        models: None,
        model: command.model.as_ref().map(PathBuf::from),
        background: command.background.as_ref().map(PathBuf::from),
        lexicon: command.lexicons.iter().map(PathBuf::from).collect(),
        ocr: command.ocr.as_ref().map(|ocr| ocr.languages.clone()),
        threads: options.threads,
        quiet: true,
    };
    let cvs = PoolArguments {
        cvs: command.cvs.iter().map(PathBuf::from).collect(),
        pools: Vec::new(),
        id_column: command.id_column.clone(),
        text_column: command.text_column.clone(),
        accept_doubtful: command.accept_doubtful.clone(),
    };
    let resolved = Resolved::new(&common)?;
    let keep = Keep {
        facts: true,
        content: true,
    };
    let scored = Scored::new(
        &resolved,
        Path::new(&command.job),
        pool(&cvs)?,
        &Leaving::default(),
        command.top,
        options.quiet,
        keep,
    )?;
    let (top, excel) = (command.top, command.excel);
    let details = command.details.unwrap_or(DETAILS);
    // Another version of the recogniser is another run.
    let command = Command {
        ocr: ocr_of(&resolved),
        ..command
    };
    let again = manifest(command, &resolved, scored.finished())?;
    let changed = replay::changed(&known, &again);
    if !changed.is_empty() {
        return differs(&options.run, "an input is not what it was", &changed);
    }
    if let Some(note) = replay::other_program(&known, &again).filter(|_| !options.quiet) {
        say(&format!("note: {note}"));
    }
    let decisions = decisions::taken(&run)?;
    let matches = scored.ranking.matches.iter();
    let ids: Vec<&str> = matches.map(|known| known.cv_id.as_str()).collect();
    let mut comparison = Comparison::new(&run, &known, &decisions, &ids);
    let contents = contents(scored.finished(), top, details, excel);
    outputs::<FolderError>(&contents, &mut |path, make| Ok(comparison.add(path, make)?))?;
    comparison.finish();
    let (files, differing) = (comparison.files, comparison.differing);
    let first = comparison.first.take();
    let fields = comparison.fields(&known, again);
    match first {
        Some(first) => {
            let what = format!("{differing} of {files} files differ");
            differs(&options.run, &what, &[first])
        }
        None if !fields.is_empty() => {
            differs(&options.run, "the manifest is not that of the run", &fields)
        }
        None => {
            let text = format!(
                "{}: the same bytes in all {files} files (run {}, as of {})\n",
                options.run.display(),
                known.run_id,
                known.as_of
            );
            show(None, &text)?;
            Ok(Exit::Done)
        }
    }
}

fn differs(run: &Path, what: &str, faults: &[Fault]) -> Result<Exit> {
    let mut text = format!("{}: {what}\n", run.display());
    for fault in faults {
        text.push_str(&format!("{fault}\n"));
    }
    show(None, &text)?;
    Ok(Exit::Found)
}

pub(crate) fn verify(options: &VerifyOptions) -> Result<Exit> {
    let checked = recompute(&options.report)?;
    let mut text: String = checked
        .faults
        .iter()
        .map(|fault| format!("{fault}\n"))
        .collect();
    text.push_str(&format!(
        "{}: {} in {} files, {} scores, {} contributions, {} decisions\n",
        options.report.display(),
        match checked.faults.len() {
            0 => "no fault".to_owned(),
            1 => "1 fault".to_owned(),
            count => format!("{count} faults"),
        },
        checked.files,
        checked.scores,
        checked.contributions,
        checked.decisions
    ));
    show(None, &text)?;
    Ok(if checked.faults.is_empty() {
        Exit::Done
    } else {
        Exit::Found
    })
}

pub(crate) fn decide(options: &OverrideOptions) -> Result<Exit> {
    let Some((cv_id, rank, reason)) = options.decision() else {
        let count = decisions::show_again(&options.run)?;
        let text = format!(
            "{}: {count} decision{} shown in its files\n",
            options.run.display(),
            if count == 1 { "" } else { "s" }
        );
        show(None, &text)?;
        return Ok(Exit::Done);
    };
    let on = options
        .on
        .unwrap_or_else(|| jiff::Zoned::now().date())
        .to_string();
    let wanted = Wanted {
        cv_id,
        decided: Said::Rank(rank),
        reason,
        by: options.by.as_deref(),
        on: &on,
    };
    let (decision, hash) = decisions::append(&options.run, &wanted)?;
    let computed = match (decision.computed_rank, &decision.computed_score) {
        (Some(rank), Some(score)) => format!("rank {rank}, score {score}"),
        _ => "no score".to_owned(),
    };
    let text = format!(
        "decision {}: {} to rank {} (computed: {computed}, which stays)\nchain: {hash}\n",
        decision.number, decision.cv_id, rank
    );
    show(None, &text)?;
    Ok(Exit::Done)
}
