//! `cvrank train`.

use std::path::Path;

use anyhow::{Context, Result, bail};

use super::Exit;
use super::arguments::TrainOptions;
use super::labelled::{benchmarks, measure_all};
use super::output::{check, progress_line, show, write};
use super::protect::protect;
use super::setting::{Resolved, load_model};
use cvrank::audit::{GroupsFile, LeastRatio};
use cvrank::evaluate::benchmark::Benchmark;
use cvrank::evaluate::comparison::Metric;
use cvrank::evaluate::table::{LastColumn, render};
use cvrank::model::Ranker;
use cvrank::report::model_card;
use cvrank::train::hygiene::leaks;
use cvrank::train::impact::Impact;
use cvrank::train::measured::Measured;
use cvrank::train::recipe::{Recipe, Trained, mean_auc, mean_held_out_auc, weight_changes};

/// How the model compares with the one it would replace.
struct Before {
    auc: f64,
    /// Whether that figure, too, is of jobs held out.
    held_out: bool,
}

pub fn train(options: &TrainOptions) -> Result<Exit> {
    check(Some(&options.output))?;
    let card = options.output.with_extension("md");
    if card == options.output {
        bail!("the model is JSON; name it with another ending than .md, which its card gets");
    }
    let labelled: Vec<_> = options.labelled.inputs().collect();
    let inputs = labelled.iter().chain(&options.groups).map(|path| &**path);
    let prior = options.prior.iter().map(Path::new);
    protect(
        [&*options.output, &*card],
        inputs.chain(prior).chain(options.common.inputs()),
    )?;
    let resolved = Resolved::new(&options.common)?;
    let setting = resolved.setting();
    let own_prior = match options.prior.as_deref() {
        None | Some("none") => None,
        Some(path) => Some(load_model(Path::new(path))?),
    };
    let prior = match options.prior.as_deref() {
        Some("none") => None,
        _ => Some(own_prior.as_ref().unwrap_or_else(|| Ranker::prior())),
    };
    let benchmarks = benchmarks(&options.labelled)?;
    let measured = measure_all(&resolved, &benchmarks, options.common.quiet)?;
    let as_of = benchmarks
        .iter()
        .map(|dated| dated.as_of(&resolved))
        .collect();
    let all: Vec<(&Benchmark, &Measured)> = benchmarks
        .iter()
        .map(|dated| &dated.benchmark)
        .zip(&measured)
        .collect();
    let stem = options
        .output
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned());
    let recipe = Recipe {
        name: options.name.clone().or(stem).unwrap_or_default(),
        prior,
        strength: options.strength,
        folds: options.folds,
        shortlist_from: options.shortlist_from,
        as_of,
        background: resolved.background_sha256().map(str::to_owned),
    };
    let waiting = progress_line("training", options.common.quiet);
    let trained = recipe.train(&all, setting.ranker);
    waiting.finish_and_clear();
    let mut trained = trained?;
    let mut text = labels_text(&all, &trained);
    text.push_str(&figures_text(&all, &trained, setting.ranker));

    let auc = mean_held_out_auc(&trained.examples, &trained.units);
    if let Some(before) = before(&options.output, &trained)?
        && before.auc > auc
    {
        let old = options.output.display();
        let kind = if before.held_out {
            "on jobs held out, too"
        } else {
            "on the same jobs, some of which it may have seen"
        };
        let worse = format!(
            "auc {auc:.3} on jobs held out; the model in {old} has {:.3} ({kind})",
            before.auc
        );
        let Some(reason) = &options.accept else {
            text.push_str(&format!(
                    "\nnot written: {worse}. Give another -o, or --accept REASON to replace it all the same; \
                     the reason is kept in the model.\n"
                ));
            show(None, &text)?;
            return Ok(Exit::Found);
        };
        text.push_str(&format!("\naccepted: {worse}\n"));
        if let Some(training) = &mut trained.ranker.training {
            training.accepted = Some(format!("{reason} ({worse})"));
        }
    }
    if let Some(path) = &options.groups {
        let groups = GroupsFile::open(path)?;
        let impact = Impact::new(&trained, setting.ranker, &groups)?;
        let found = impact_text(&impact, &setting.ranker.name);
        text.push_str(&format!("\n{found}\n"));
        if impact.worsens() {
            let Some(reason) = &options.accept_impact else {
                text.push_str(
                    "\nnot written: the least impact ratio falls below four fifths. Look at the labels and the features, \
                     or give --accept-impact REASON; the reason is kept in the model.\n",
                );
                show(None, &text)?;
                return Ok(Exit::Found);
            };
            if let Some(training) = &mut trained.ranker.training {
                training.accepted_impact = Some(format!("{reason} ({found})"));
            }
        }
    }
    write(Some(&options.output), trained.ranker.to_json().as_bytes())?;
    show(Some(&card), &model_card(&trained.ranker))?;
    text.push_str(&format!(
        "\nwrote {} and its card {}\nuse it: cvrank score JOB CVS --model {}\n",
        options.output.display(),
        card.display(),
        options.output.display()
    ));
    show(None, &text)?;
    Ok(Exit::Done)
}

/// The figure of the model that stands at `path`, if one does.
fn before(path: &Path, trained: &Trained) -> Result<Option<Before>> {
    if !path.exists() {
        return Ok(None);
    }
    let old = load_model(path)
        .context("what stands there is no model of this program; name another file with -o")?;
    let sets = |ranker: &Ranker| {
        let training = ranker.training.as_ref()?;
        Some(
            training
                .sets
                .iter()
                .map(|set| set.labels_sha256.clone())
                .collect::<Vec<_>>(),
        )
    };
    let same_labels = sets(&old).is_some() && sets(&old) == sets(&trained.ranker);
    let held_out = old
        .training
        .as_ref()
        .filter(|_| same_labels)
        .and_then(|training| training.held_out_auc);
    Ok(Some(Before {
        auc: held_out.unwrap_or_else(|| mean_auc(&trained.examples, old.weights())),
        held_out: held_out.is_some(),
    }))
}

/// `least impact ratio: 0.720 (Female to Male), 0.810 with prior-v1`.
fn impact_text(impact: &Impact, current: &str) -> String {
    let shown = |least: &Option<LeastRatio>| match least {
        Some(least) => format!(
            "{} ({} to {})",
            least.ratio, least.category.label, least.highest.label
        ),
        None => "none, no two categories can be compared".to_owned(),
    };
    format!(
        "least impact ratio of scores above the median, on jobs held out: {}; with {current}: {}",
        shown(&impact.after),
        shown(&impact.before)
    )
}

fn labels_text(all: &[(&Benchmark, &Measured)], trained: &Trained) -> String {
    let mut text = String::new();
    let sets = trained
        .ranker
        .training
        .iter()
        .flat_map(|training| &training.sets);
    for (set, (benchmark, measured)) in sets.zip(all) {
        text.push_str(&format!(
            "{}: {} labels in {} jobs, {} pairs of a better and a worse CV\n",
            set.name, set.labels, set.jobs, set.pairs
        ));
        for (count, what) in [
            (
                set.without_order,
                "jobs left out: their CVs all have one grade",
            ),
            (
                set.unreadable,
                "labels left out: their CV could not be read",
            ),
            (benchmark.missing_jobs.len(), "labelled jobs have no file"),
            (benchmark.missing_cvs.len(), "labelled CVs have no file"),
        ] {
            if count > 0 {
                text.push_str(&format!("  {count} {what}\n"));
            }
        }
        if let Some(raters) = benchmark.raters {
            let tau = raters
                .tau_b
                .map_or_else(String::new, |tau| format!(", Kendall's tau-b {tau:.3}"));
            text.push_str(&format!(
                "  raters agree on {:.0} % of {} CVs that several judged{tau}; their mean is used\n",
                100.0 * raters.equal,
                raters.pairs
            ));
        }
        for leak in leaks(benchmark, measured) {
            text.push_str(&format!(
                "  possible leak: {} alone orders {:.0} % of pairs as the labels do (p {:.1e}); no feature reads it, \
                 but find out why\n",
                leak.what,
                100.0 * leak.auc,
                leak.p
            ));
        }
    }
    if trained.examples.duplicates > 0 {
        text.push_str(&format!(
            "{} CVs are nearly the same as another; they are kept on one side of every fold\n",
            trained.examples.duplicates
        ));
    }
    text
}

fn figures_text(all: &[(&Benchmark, &Measured)], trained: &Trained, current: &Ranker) -> String {
    let mut text = String::new();
    for ((benchmark, _), rows) in all.iter().zip(&trained.rows) {
        text.push_str(&format!(
            "\n{}, each job ranked by a model that never saw it\n",
            benchmark.name
        ));
        text.push_str(&render(
            "model",
            rows,
            &Metric::SHOWN,
            LastColumn::P(&rows[0]),
        ));
    }
    if let Some(training) = &trained.ranker.training {
        text.push_str(&format!(
            "\nstrength of the pull to {}: {}",
            training.prior.as_deref().unwrap_or("zero"),
            training.strength
        ));
        let tried: Vec<String> = training
            .tried
            .iter()
            .map(|(strength, auc)| format!("{strength}: {auc:.3}"))
            .collect();
        if !tried.is_empty() {
            text.push_str(&format!(
                " (auc held out by strength: {})",
                tried.join(", ")
            ));
        }
        text.push('\n');
    }
    text.push_str(&format!(
        "\n  share of {:<12} now   feature\n",
        current.name
    ));
    for (name, before, now) in weight_changes(current, &trained.ranker) {
        text.push_str(&format!(
            "  {:>20.1}  {:>4.1}   {name}\n",
            100.0 * before,
            100.0 * now
        ));
    }
    match (&trained.ranker.calibration, &trained.ranker.training) {
        (Some(known), _) => text.push_str(&format!(
            "\nprobability of a shortlist: Brier score {:.3}, expected calibration error {:.3}, on {} held-out labels\n",
            known.brier, known.expected_calibration_error, known.labels
        )),
        (None, Some(training)) => {
            if let Some(reason) = &training.uncalibrated {
                text.push_str(&format!("\nno probability is stated: {reason}\n"));
            }
        }
        (None, None) => {}
    }
    text
}
