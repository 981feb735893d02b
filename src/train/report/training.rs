//! What a training says in words.

use crate::evaluate::benchmark::Benchmark;
use crate::evaluate::comparison::Metric;
use crate::evaluate::table::{LastColumn, render};
use crate::model::Ranker;
use crate::train::hygiene::leaks;
use crate::train::measured::Measured;
use crate::train::recipe::{Trained, weight_changes};

/// Labels used and left out, figures on held-out jobs, weights before and after, the verdict.
pub fn training_text(
    all: &[(&Benchmark, &Measured)],
    trained: &Trained,
    current: &Ranker,
) -> String {
    let mut text = labels_text(all, trained);
    text.push_str(&figures_text(all, trained, current));
    text.push_str(&format!("\nverdict: {}\n", trained.standing));
    text
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
            (
                benchmark.open,
                "rows left out: they have no grade or outcome yet",
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
    match trained.examples.strangers() {
        0 => {}
        count => text.push_str(&format!(
            "{count} CVs of other jobs drawn as the lowest grade\n"
        )),
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
    if let Some(worth) = &trained.worth {
        text.push_str(&format!("\n{worth}\n"));
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
