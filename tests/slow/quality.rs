//! Ranking quality on the measuring data, as `cvrank evaluate` prints it; nothing is trained on it.

use crate::common::{run, shared_data};

/// What the default model must reach on a set, and how far below the better of BM25 and cosine it
/// may stand: both have the pool's own document frequencies, which a score that is the same alone
/// or among a million cannot have.
struct Floor {
    set: &'static str,
    /// Heading of the column.
    figure: &'static str,
    least: f64,
    below_baselines: f64,
}

/// A few hundredths below what is reached (`models/README.md`); a set of few jobs says little.
const FLOORS: [Floor; 8] = [
    floor("ferr", "tau_b", 0.29, -0.05),
    floor("hackerearth", "tau_b", 0.38, -0.03),
    floor("ashoub_gold", "tau_b", 0.73, 0.02),
    floor("neirouz_fr", "tau_b", 0.51, 0.07),
    floor("yc4640_llm", "tau_b", 0.54, 0.0),
    floor("jobresqa_en", "map", 0.34, 0.02),
    floor("talentclef_ro_en", "map", 0.84, 0.02),
    floor("talent_ru@2024-02-01", "auc", 0.48, 0.0),
];

const fn floor(set: &'static str, figure: &'static str, least: f64, below_baselines: f64) -> Floor {
    Floor {
        set,
        figure,
        least,
        below_baselines,
    }
}

/// The mean of a figure, of the model and of a row by its name.
fn figures(set: &str, figure: &str) -> Option<impl Fn(Option<&str>) -> f64> {
    let (folder, date) = set.split_once('@').unwrap_or((set, "2026-06-01"));
    let folder = shared_data(folder)?;
    let answer = run(&["evaluate", folder.to_str()?, "--as-of", date]);
    assert!([0, 4].contains(&answer.code), "{}", answer.stderr);
    eprintln!("{}", answer.stdout);
    // Cells stand two blanks apart or more.
    let cells = |line: &str| -> Vec<String> {
        let cells = line.split("  ").map(str::trim);
        cells
            .filter(|cell| !cell.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let table: Vec<Vec<String>> = answer
        .stdout
        .lines()
        .map(cells)
        .skip_while(|cells| cells.first().is_none_or(|first| first != "model"))
        .collect();
    let column = table
        .first()
        .and_then(|heading| heading.iter().position(|cell| cell == figure));
    let column = column.unwrap_or_else(|| panic!("no {figure} in\n{}", answer.stdout));
    Some(move |row: Option<&str>| {
        // Below the heading stands the model, whatever its name.
        let row = match row {
            None => table.get(1),
            Some(name) => table
                .iter()
                .find(|cells| cells.first().is_some_and(|cell| cell == name)),
        };
        row.and_then(|cells| cells.get(column)?.split_whitespace().next()?.parse().ok())
            .unwrap_or_else(|| panic!("no such row in\n{table:?}"))
    })
}

/// A mean over all sets, each with one voice.
#[test]
fn every_set_is_ranked_as_well_as_it_was_and_their_mean_better_than_by_any_baseline() {
    let baselines = ["random", "cv_length", "tfidf_cosine", "bm25"];
    let mut sums = [0.0; 5];
    for floor in &FLOORS {
        let Some(figure) = figures(floor.set, floor.figure) else {
            return;
        };
        let (set, model) = (floor.set, figure(None));
        assert!(
            model >= floor.least,
            "{set}: {model} against {}",
            floor.least
        );
        let of_baselines = baselines.map(|name| figure(Some(name)));
        let best = of_baselines[2].max(of_baselines[3]);
        assert!(
            model >= best - floor.below_baselines,
            "{set}: {model} against {best}"
        );
        sums[0] += model;
        for (sum, of) in sums[1..].iter_mut().zip(of_baselines) {
            *sum += of;
        }
    }
    let [model, baselines @ ..] = sums.map(|sum| sum / FLOORS.len() as f64);
    eprintln!("mean over the sets: {model:.3}, baselines {baselines:.3?}");
    assert!(
        baselines.iter().all(|of| model >= of + 0.02),
        "{model} against {baselines:?}"
    );
}
