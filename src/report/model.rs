//! A model for people (text, Markdown card) and for other programs (Solr, Elasticsearch).

use serde_json::json;

use super::json_text;
use crate::features::REGISTRY;
use crate::model::{Curve, Ranker, Training, registry_hash};
use crate::shelf::{Promotion, Shelved};

/// Weights as shares of 100, most first, and what is known of the training.
pub fn model_text(ranker: &Ranker) -> String {
    let mut text = format!("{}\n{}\n", ranker.name, ranker.origin);
    text.push_str(&format!("registry {}\n", registry_hash()));
    text.push_str("\n  share   feature\n");
    for (share, index) in ranker.shares() {
        let info = &REGISTRY[index];
        text.push_str(&format!(
            "  {share:>5.1}   {} — {}\n",
            info.name, info.measures
        ));
    }
    if let Some(training) = &ranker.training {
        text.push_str("\ntrained on\n");
        for set in &training.sets {
            text.push_str(&format!(
                "  {} as of {}: {} labels in {} jobs,{} {} pairs (labels SHA-256 {}…)\n",
                set.name,
                set.as_of,
                set.labels,
                set.jobs,
                match set.strangers {
                    0 => String::new(),
                    count => format!(" {count} CVs of other jobs as the lowest grade,"),
                },
                set.pairs,
                set.labels_sha256.chars().take(12).collect::<String>()
            ));
        }
        text.push_str(&format!("  {}\n", drawn_to(training)));
        if let Some(standing) = &training.standing {
            text.push_str(&format!("  {standing}\n"));
        }
        if let Some(reason) = &training.accepted {
            text.push_str(&format!("  written all the same: {reason}\n"));
        }
        text.push_str("\non jobs held out, mean over jobs [95 % interval]\n");
        for figure in &training.figures {
            text.push_str(&format!(
                "  {:<12} {:<16} {:<12} {}\n",
                figure.set,
                figure.method,
                figure.metric,
                interval(figure.mean, figure.interval)
            ));
        }
    }
    text.push_str(&format!("\n{}\n", calibration(ranker)));
    text
}

fn drawn_to(training: &Training) -> String {
    format!(
        "weights drawn to {} with strength {}",
        training.prior.as_deref().unwrap_or("zero"),
        training.strength
    )
}

fn interval(mean: f64, interval: Option<(f64, f64)>) -> String {
    match interval {
        Some((low, high)) => format!("{mean:.3} [{low:.3}, {high:.3}]"),
        None => format!("{mean:.3}"),
    }
}

fn calibration(ranker: &Ranker) -> String {
    match (&ranker.calibration, &ranker.training) {
        (Some(known), _) => {
            let curve = match &known.curve {
                Curve::Platt { .. } => "Platt's curve",
                Curve::Isotonic { .. } => "a rising curve of points",
            };
            format!(
                "probability of a shortlist (grade {} or more): {curve} on {} held-out labels, {} shortlisted; \
                 Brier score {:.3} ({:.3} for the plain share), expected calibration error {:.3}",
                known.shortlist_from,
                known.labels,
                known.shortlisted,
                known.brier,
                known.brier_of_share(),
                known.expected_calibration_error
            )
        }
        (
            None,
            Some(Training {
                uncalibrated: Some(reason),
                ..
            }),
        ) => {
            format!("no probability is stated: {reason}")
        }
        (None, _) => "no probability is stated: the model was not trained on labels".to_owned(),
    }
}

/// The model card, as Markdown.
pub fn model_card(ranker: &Ranker) -> String {
    let mut text = format!(
        "# Model card: {}\n\n{}.\n\n",
        ranker.name,
        capital(&ranker.origin)
    );
    text.push_str(
        "## What it is for\n\n\
         A reading order of CVs for one job post, with the reasons of each score. A linear model: the score is the \
         sum of features in [0, 1] times the weights below, scaled for each job to 100 points over the features that \
         the job asks for. It must not decide by itself who is invited or rejected: a person decides. It knows \
         nothing of what a CV does not say, and not whether what it says is true.\n\n\
         ## Weights\n\n\
         | feature | share | measures | when missing | known bias |\n|---|---|---|---|---|\n",
    );
    for (share, index) in ranker.shares() {
        let info = &REGISTRY[index];
        text.push_str(&format!(
            "| `{}` | {share:.1} % | {} | {} | {} |\n",
            info.name, info.measures, info.when_missing, info.known_bias
        ));
    }
    text.push_str(&format!(
        "\nRegistry of features `{}`. No weight is negative.\n",
        registry_hash()
    ));
    match &ranker.training {
        None => text.push_str("\n## Training\n\nNone: the weights were set by hand.\n"),
        Some(training) => push_training(&mut text, training, ranker),
    }
    text.push_str(
        "\n## Limits\n\n\
         - Labels are opinions: a model that agrees with them repeats what was fair and what was unfair in them. \
         Look at the groups you must treat alike (`cvrank audit`).\n\
         - Figures hold for jobs like those trained on. For another field, country or language, measure again \
         (`cvrank evaluate`).\n\
         - Features that go with age, career breaks or origin are named above under known bias.\n",
    );
    text
}

/// The models of a folder: which is in use, and of each what it learned from and its verdict.
pub fn shelf_text(models: &[Shelved], promotions: &[Promotion]) -> String {
    let mut text = String::new();
    if models.is_empty() {
        return "no models; `cvrank train --models DIR` puts one here\n".to_owned();
    }
    for model in models {
        let mark = if model.is_promoted { '*' } else { ' ' };
        let hash: String = model.sha256.chars().take(12).collect();
        text.push_str(&format!("{mark} {:<24} {hash}  ", model.name));
        match &model.ranker {
            Err(reason) => text.push_str(&format!("cannot be used: {reason}\n")),
            Ok(ranker) => {
                let Some(training) = &ranker.training else {
                    text.push_str("not trained on labels\n");
                    continue;
                };
                let labels: usize = training.sets.iter().map(|set| set.labels).sum();
                let date = training.sets.iter().map(|set| set.as_of.as_str()).max();
                text.push_str(&format!(
                    "{labels} labels as of {}\n",
                    date.unwrap_or_default()
                ));
                if let Some(standing) = &training.standing {
                    text.push_str(&format!("    {standing}\n"));
                }
                if let Some(reason) = &training.accepted {
                    text.push_str(&format!("    written all the same: {reason}\n"));
                }
            }
        }
    }
    match promotions.last() {
        None => text.push_str("\nnone is in use; `cvrank model promote NAME`\n"),
        Some(last) => text.push_str(&format!("\n* in use since {}\n", last.on)),
    }
    text
}

fn push_training(text: &mut String, training: &Training, ranker: &Ranker) {
    text.push_str(
        "\n## Training\n\n| set | as of | labels | jobs | pairs | left out | SHA-256 of the labels |\n|---|---|---|---|---|---|---|\n",
    );
    for set in &training.sets {
        text.push_str(&format!(
            "| {} | {} | {} | {} | {} jobs with one grade, {} unreadable CVs | `{}` |\n",
            set.name,
            set.labels,
            set.jobs,
            set.pairs,
            set.without_order,
            set.unreadable,
            set.labels_sha256
        ));
    }
    match training.sets.iter().map(|set| set.strangers).sum::<usize>() {
        0 => {}
        count => text.push_str(&format!(
            "\nBeside each job's own, CVs that were judged for other jobs only stood as the lowest grade, {count} in all.\n"
        )),
    }
    text.push_str(&format!(
        "\nPairwise logistic loss with an L2 penalty, no negative weights; {}; cvrank {}.\n",
        drawn_to(training),
        training.program
    ));
    if let Some(standing) = &training.standing {
        text.push_str(&format!("\nVerdict: {standing}.\n"));
    }
    if let Some(reason) = &training.accepted {
        text.push_str(&format!("\nWritten all the same: {reason}\n"));
    }
    if let Some(reason) = &training.accepted_impact {
        text.push_str(&format!(
            "\nAccepted with a lower least impact ratio: {reason}\n"
        ));
    }
    text.push_str(
        "\n## Figures\n\nOn jobs that each model never saw (`cross-validated`), beside other methods on the same \
         jobs; mean over jobs with its 95 % bootstrap interval.\n\n| set | method | metric | mean |\n|---|---|---|---|\n",
    );
    for figure in &training.figures {
        text.push_str(&format!(
            "| {} | {} | {} | {} |\n",
            figure.set,
            figure.method,
            figure.metric,
            interval(figure.mean, figure.interval)
        ));
    }
    text.push_str(&format!("\n{}.\n", capital(&calibration(ranker))));
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// Apache Solr's `LinearModel`.
pub fn solr(ranker: &Ranker) -> String {
    let features: Vec<_> = REGISTRY
        .iter()
        .map(|info| json!({ "name": info.name }))
        .collect();
    let value = json!({
        "class": "org.apache.solr.ltr.model.LinearModel",
        "name": ranker.name,
        "features": features,
        "params": { "weights": weights(ranker) },
    });
    pretty(&value)
}

/// The body that creates a `model/linear` in the learning-to-rank plugin of Elasticsearch.
pub fn elasticsearch(ranker: &Ranker) -> String {
    let value = json!({
        "model": {
            "name": ranker.name,
            "model": { "type": "model/linear", "definition": weights(ranker).to_string() },
        },
    });
    pretty(&value)
}

fn weights(ranker: &Ranker) -> serde_json::Value {
    let weights = REGISTRY.iter().zip(ranker.weights());
    weights
        .map(|(info, weight)| (info.name.to_owned(), json!(weight)))
        .collect()
}

fn pretty(value: &serde_json::Value) -> String {
    json_text::text(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exports_hold_every_weight_by_name() {
        let ranker = Ranker::builtin();
        let of_solr: serde_json::Value = serde_json::from_str(&solr(ranker)).unwrap();
        let of_elastic: serde_json::Value = serde_json::from_str(&elasticsearch(ranker)).unwrap();
        let definition = of_elastic["model"]["model"]["definition"].as_str().unwrap();
        let definition: serde_json::Value = serde_json::from_str(definition).unwrap();
        for (info, weight) in REGISTRY.iter().zip(ranker.weights()) {
            assert_eq!(of_solr["params"]["weights"][info.name], json!(weight));
            assert_eq!(definition[info.name], json!(weight));
        }
        assert_eq!(
            of_solr["features"].as_array().unwrap().len(),
            REGISTRY.len()
        );
    }

    #[test]
    fn the_card_names_every_feature_and_its_bias() {
        let card = model_card(Ranker::builtin());
        for info in REGISTRY {
            assert!(
                card.contains(&format!("| `{}` |", info.name)) && card.contains(info.known_bias)
            );
        }
    }
}
