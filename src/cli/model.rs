//! `cvrank model`: look at models, compare them, hand them to other programs.

use std::collections::BTreeMap;

use anyhow::Result;

use super::Exit;
use super::arguments::{
    ExportOptions, ExportTarget, ModelCardOptions, ModelCommand, ModelDiffOptions,
    ModelShowOptions, ShelfOptions,
};
use super::labelled::measure;
use super::output::{check, show, write};
use super::protect::protect;
use super::resolved::Resolved;
use cvrank::evaluate::benchmark::Benchmark;
use cvrank::evaluate::comparison::Metric;
use cvrank::evaluate::table::{LastColumn, render};
use cvrank::features::REGISTRY;
use cvrank::loaded::load_model;
use cvrank::model::Ranker;
use cvrank::report::{elasticsearch, model_card, model_text, shelf_text, solr};
use cvrank::shelf::Shelf;
use cvrank::train::measured::Measured;
use cvrank::train::methods::Methods;
use cvrank::train::moves::{Move, moves};
use cvrank::train::recipe::weight_changes;

pub(crate) fn model(command: &ModelCommand) -> Result<Exit> {
    match command {
        ModelCommand::List(shelf) => list(shelf),
        ModelCommand::Promote { name, shelf } => promote(name, shelf),
        ModelCommand::Rollback(shelf) => roll_back(shelf),
        ModelCommand::Show(options) => show_model(options),
        ModelCommand::Card(options) => card(options),
        ModelCommand::Diff(options) => diff(options),
        ModelCommand::Export(options) => export(options),
    }
}

fn with_model<T>(path: Option<&std::path::Path>, use_it: impl FnOnce(&Ranker) -> T) -> Result<T> {
    Ok(match path {
        Some(path) => use_it(&load_model(path)?),
        None => use_it(Ranker::builtin()),
    })
}

fn list(options: &ShelfOptions) -> Result<Exit> {
    let shelf = Shelf::open(&options.models)?;
    show(None, &shelf_text(&shelf.models()?, &shelf.promotions()?))?;
    Ok(Exit::Done)
}

fn promote(name: &str, options: &ShelfOptions) -> Result<Exit> {
    let before = Shelf::open(&options.models)?.promote(name, &today())?;
    let before = before.unwrap_or_else(|| "the one compiled in".to_owned());
    show(None, &format!("{name} is in use now; before, {before}\n"))?;
    Ok(Exit::Done)
}

fn roll_back(options: &ShelfOptions) -> Result<Exit> {
    let (from, to) = Shelf::open(&options.models)?.roll_back(&today())?;
    show(None, &format!("{to} is in use again, in place of {from}\n"))?;
    Ok(Exit::Done)
}

fn today() -> String {
    jiff::Zoned::now().date().to_string()
}

fn show_model(options: &ModelShowOptions) -> Result<Exit> {
    let shelf = options.models.as_deref().map(Shelf::open).transpose()?;
    let path = match (&options.model, shelf) {
        (Some(path), Some(shelf)) if !path.exists() => Some(shelf.path(&path.to_string_lossy())?),
        (Some(path), _) => Some(path.clone()),
        (None, Some(shelf)) => shelf.promoted()?,
        (None, None) => None,
    };
    let text = with_model(path.as_deref(), model_text)?;
    show(None, &text)?;
    Ok(Exit::Done)
}

fn card(options: &ModelCardOptions) -> Result<Exit> {
    check(options.output.as_deref())?;
    protect(options.output.as_deref(), options.model.as_deref())?;
    let text = with_model(options.model.as_deref(), model_card)?;
    show(options.output.as_deref(), &text)?;
    Ok(Exit::Done)
}

fn export(options: &ExportOptions) -> Result<Exit> {
    check(options.output.as_deref())?;
    protect(options.output.as_deref(), options.model.as_deref())?;
    let text = with_model(options.model.as_deref(), |ranker| match options.to {
        ExportTarget::Solr => solr(ranker),
        ExportTarget::Elasticsearch => elasticsearch(ranker),
    })?;
    write(options.output.as_deref(), text.as_bytes())?;
    Ok(Exit::Done)
}

fn diff(options: &ModelDiffOptions) -> Result<Exit> {
    let (old, new) = (load_model(&options.old)?, load_model(&options.new)?);
    let mut text = format!(
        "{} -> {}\n\n  share before   now   feature\n",
        old.name, new.name
    );
    for (name, before, now) in weight_changes(&old, &new) {
        text.push_str(&format!(
            "  {:>12.1}  {:>4.1}   {name}\n",
            100.0 * before,
            100.0 * now
        ));
    }
    let mut exit = Exit::Done;
    if let Some(folder) = &options.benchmark {
        let resolved = Resolved::new(&options.common)?;
        let scorer = resolved.scorer();
        let benchmark = Benchmark::open(folder, None)?;
        let measured = measure(&scorer, &benchmark, 0, options.common.quiet)?;
        if !measured.unreadable.is_empty() {
            exit = Exit::SomeFailed;
        }
        text.push_str(&on_benchmark(
            &benchmark,
            &measured,
            &old,
            &new,
            options.top,
        ));
    }
    show(None, &text)?;
    Ok(exit)
}

fn on_benchmark(
    benchmark: &Benchmark,
    measured: &Measured,
    old: &Ranker,
    new: &Ranker,
    top: usize,
) -> String {
    let methods = Methods::new(benchmark, measured);
    let all = methods.all();
    let rows = [
        methods.weights(&new.name, new.weights(), &all),
        methods.weights(&old.name, old.weights(), &all),
    ];
    let mut text = format!("\n{}\n", benchmark.name);
    text.push_str(&render(
        "model",
        &rows,
        &Metric::SHOWN,
        LastColumn::P(&rows[0]),
    ));
    let mut by_job: BTreeMap<String, Vec<Move>> = BTreeMap::new();
    for found in moves(benchmark, measured, old.weights(), new.weights()) {
        by_job.entry(found.job_id.clone()).or_default().push(found);
    }
    for (job, moved) in by_job {
        text.push_str(&format!(
            "\n{job}: {} of {} CVs change their rank\n",
            moved.len(),
            moved[0].of
        ));
        for found in moved.iter().take(top) {
            let because: Vec<String> = found
                .because
                .iter()
                .map(|(feature, points)| format!("{} {points:+.1}", REGISTRY[*feature].name))
                .collect();
            text.push_str(&format!(
                "  {:<24} {:>4} -> {:<4} {}\n",
                found.cv_id,
                found.before,
                found.now,
                because.join(", ")
            ));
        }
    }
    text
}
