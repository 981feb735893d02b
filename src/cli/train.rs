//! `cvrank train`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::Exit;
use super::arguments::TrainOptions;
use super::export::matched;
use super::labelled::{benchmarks, measure_all};
use super::output::{check, progress_line, show, write};
use super::protect::protect;
use super::resolved::Resolved;
use cvrank::audit::GroupsFile;
use cvrank::evaluate::benchmark::Benchmark;
use cvrank::loaded::load_model;
use cvrank::model::Ranker;
use cvrank::report::model_card;
use cvrank::shelf::Shelf;
use cvrank::train::gate::{Gate, Present, Verdict};
use cvrank::train::impact::Impact;
use cvrank::train::measured::Measured;
use cvrank::train::recipe::{Recipe, Trained};
use cvrank::train::report::training_text;
use cvrank::train::strangers::STRANGERS;

pub(crate) fn train(options: &TrainOptions) -> Result<Exit> {
    let to_shelf = options
        .common
        .models
        .iter()
        .filter(|_| options.output.is_none());
    let shelf = to_shelf
        .map(|folder| Shelf::make(folder))
        .next()
        .transpose()?;
    let resolved = Resolved::new(&options.common)?;
    if let (true, Some(export)) = (options.dry_run, &options.labelled.export) {
        let read = matched(&resolved, &options.labelled, export, options.common.quiet)?;
        show(None, &read.to_string())?;
        return Ok(Exit::Done);
    }
    let place = Place::new(options, shelf)?;
    place.check(options)?;
    let scorer = resolved.scorer();
    let own_prior = match options.prior.as_deref() {
        None | Some("none") => None,
        Some(path) => Some(load_model(Path::new(path))?),
    };
    let prior = match options.prior.as_deref() {
        Some("none") => None,
        _ => Some(own_prior.as_ref().unwrap_or_else(|| Ranker::prior())),
    };
    let benchmarks = benchmarks(&resolved, &options.labelled, options.common.quiet)?;
    let strangers = options.strangers.unwrap_or(STRANGERS);
    let measured = measure_all(&resolved, &benchmarks, strangers, options.common.quiet)?;
    let as_of = benchmarks
        .iter()
        .map(|dated| dated.as_of(&resolved))
        .collect();
    let all: Vec<(&Benchmark, &Measured)> = benchmarks
        .iter()
        .map(|dated| &dated.benchmark)
        .zip(&measured)
        .collect();
    let first = benchmarks.first();
    let default = first.map(|dated| (&*dated.benchmark.name, dated.as_of(&resolved)));
    let (name, output) = place.name(options, default)?;
    let recipe = Recipe {
        name: name.clone(),
        prior,
        strength: options.strength,
        strangers: options.strangers.map(|count| count > 0),
        folds: options.folds,
        shortlist_from: options.shortlist_from,
        as_of,
        background: resolved.background_sha256().map(str::to_owned),
    };
    let waiting = progress_line("training", options.common.quiet);
    let trained = recipe.train(&all, scorer.ranker);
    waiting.finish_and_clear();
    let mut trained = trained?;
    let mut text = training_text(&all, &trained, scorer.ranker);
    let stands = Gate::Stands(Box::new(trained.standing.clone()));
    if told(
        &stands.judge(&mut trained, options.anyway.as_deref()),
        &mut text,
    )? {
        return Ok(Exit::Found);
    }
    if let Some(present) = present(&output, &trained)? {
        let verdict = Gate::Replaces(present).judge(&mut trained, options.anyway.as_deref());
        if told(&verdict, &mut text)? {
            return Ok(Exit::Found);
        }
    }
    if let Some(path) = &options.groups {
        let groups = GroupsFile::open(path)?;
        let impact = Impact::new(&trained, scorer.ranker, &groups)?;
        text.push_str(&format!("\n{impact}\n"));
        let verdict =
            Gate::Impact(Box::new(impact)).judge(&mut trained, options.accept_impact.as_deref());
        if told(&verdict, &mut text)? {
            return Ok(Exit::Found);
        }
    }
    let (json, card) = (trained.ranker.to_json(), model_card(&trained.ranker));
    text.push_str(&place.put(&name, &output, &json, &card)?);
    show(None, &text)?;
    Ok(Exit::Done)
}

/// Where the model goes.
enum Place {
    File(PathBuf),
    Shelf(Shelf),
}

impl Place {
    fn new(options: &TrainOptions, shelf: Option<Shelf>) -> Result<Self> {
        match (&options.output, shelf) {
            (Some(path), _) => Ok(Self::File(path.clone())),
            (None, Some(shelf)) => Ok(Self::Shelf(shelf)),
            (None, None) => {
                bail!("name the model's file with -o, or a folder of models with --models")
            }
        }
    }

    /// Refuses what cannot be written before anything is read.
    fn check(&self, options: &TrainOptions) -> Result<()> {
        let output = match self {
            Self::File(path) => path.clone(),
            Self::Shelf(shelf) => match &options.name {
                Some(name) if shelf.path(name)?.exists() => {
                    bail!(
                        "{name}: there is such a model already, and none is overwritten; give another --name"
                    )
                }
                Some(name) => shelf.path(name)?,
                None => return Ok(()),
            },
        };
        check(Some(&output))?;
        let card = output.with_extension("md");
        if card == output {
            bail!("the model is JSON; name it with another ending than .md, which its card gets");
        }
        let labelled: Vec<_> = options.labelled.inputs().collect();
        let inputs = labelled.iter().chain(&options.groups).map(|path| &**path);
        let prior = options.prior.iter().map(Path::new);
        protect(
            [&*output, &*card],
            inputs.chain(prior).chain(options.common.inputs()),
        )
    }

    /// Name and file of the model; `default` is the first benchmark's name and date.
    fn name(
        &self,
        options: &TrainOptions,
        default: Option<(&str, String)>,
    ) -> Result<(String, PathBuf)> {
        match self {
            Self::File(path) => {
                let stem = path.file_stem().unwrap_or_default().to_string_lossy();
                let name = options.name.clone();
                Ok((name.unwrap_or_else(|| stem.into_owned()), path.clone()))
            }
            Self::Shelf(shelf) => {
                let name = match &options.name {
                    Some(name) => name.clone(),
                    None => {
                        let (set, date) = default.unwrap_or(("model", String::new()));
                        let letter = |letter: char| {
                            if letter.is_alphanumeric() {
                                letter
                            } else {
                                '-'
                            }
                        };
                        let set: String = set.chars().map(letter).collect();
                        shelf.free_name(&format!("{set}-{date}"))?
                    }
                };
                let path = shelf.path(&name)?;
                Ok((name, path))
            }
        }
    }

    /// Writes model and card, and says where.
    fn put(&self, name: &str, path: &Path, json: &str, card: &str) -> Result<String> {
        let card_path = path.with_extension("md");
        let wrote = format!(
            "\nwrote {} and its card {}\n",
            path.display(),
            card_path.display()
        );
        Ok(match self {
            Self::File(_) => {
                write(Some(path), json.as_bytes())?;
                show(Some(&card_path), card)?;
                format!(
                    "{wrote}use it: cvrank score JOB CVS --model {}\n",
                    path.display()
                )
            }
            Self::Shelf(shelf) => {
                shelf.add(name, json, card)?;
                format!("{wrote}use it: cvrank model promote {name}\n")
            }
        })
    }
}

/// The model that stands at `path`, if one does.
fn present(path: &Path, trained: &Trained) -> Result<Option<Present>> {
    if !path.exists() {
        return Ok(None);
    }
    let old = load_model(path)
        .context("what stands there is no model of this program; name another file with -o")?;
    let place = path.display().to_string();
    Ok(Some(Present::of(&old, trained, place)))
}

/// Appends what a gate says, and shows it all where it refuses.
fn told(verdict: &Verdict, text: &mut String) -> Result<bool> {
    let said = verdict.to_string();
    if !said.is_empty() {
        text.push_str(&format!("\n{said}\n"));
    }
    if verdict.is_refused() {
        show(None, text)?;
    }
    Ok(verdict.is_refused())
}
