//! The weights of the signs of relevance, by pairs of positions of one job.

use std::path::Path;

use cvrank::evaluate::metrics::PairCounts;
use cvrank::judge::relevance::{SIGNS, Scale, Weights, Words, Work, signs};
use cvrank::model::solver::Problem;
use cvrank::text::{Token, tokenize};
use ndarray::Array2;

use crate::{Failure, tables};

const RIDGE: f64 = 1.0;
const FOLDS: usize = 5;
/// Positions of other jobs that each job is compared with: the labels of one job are of positions
/// that look alike.
const STRANGERS: usize = 4;
/// Voice of a pair with a stranger.
const NATURAL: f64 = 0.3;
/// Share of the positions of other work that count less than a sixth, and of those of the very work
/// that count in full.
const OTHER_WITHIN: f64 = 0.85;
const SAME_FROM: f64 = 0.4;

#[derive(Clone)]
struct Row {
    job: [String; 2],
    position: [String; 2],
    grade: usize,
    languages: String,
}

fn rows(folder: &Path) -> Result<Vec<Row>, Failure> {
    let row = |cells: [String; 6]| {
        let [title, summary, position, done, verdict, languages] = cells;
        let grades = ["none", "far", "close", "same"];
        Some(Row {
            job: [title, summary],
            position: [position, done],
            grade: grades.iter().position(|grade| *grade == verdict)?,
            languages,
        })
    };
    tables::read(folder, "relevance_", row)
}

/// The job and the position of a row, or the position of another.
fn works(row: &Row, other: &Row) -> (Work, Work) {
    let of = |texts: &[String; 2], make: &dyn Fn(Words, Words) -> Work| {
        let [title, done] = texts;
        let (of_title, of_done) = (tokenize(title), tokenize(done));
        let of_title: Vec<&Token> = of_title.iter().collect();
        let of_done: Vec<&Token> = of_done.iter().collect();
        make((title, &of_title), (done, &of_done))
    };
    let (asked_in, _) = row.languages();
    let job = of(&row.job, &|title, text| Work::of_job(asked_in, title, text));
    let (_, told_in) = other.languages();
    let position = of(&other.position, &|title, text| {
        Work::of_position(told_in, title, text, &job)
    });
    (job, position)
}

fn compared(row: &Row, other: &Row) -> [f64; SIGNS.len()] {
    let (job, position) = works(row, other);
    signs(&job, &position)
}

/// A better position less a worse one, with its voice.
type Pair = ([f64; SIGNS.len()], f64);

fn pairs(rows: &[Row]) -> Vec<Pair> {
    let measured: Vec<_> = rows.iter().map(|row| compared(row, row)).collect();
    let mut pairs = Vec::new();
    let less = |better: &[f64; SIGNS.len()], worse: &[f64; SIGNS.len()]| {
        std::array::from_fn(|at| better[at] - worse[at])
    };
    for (at, row) in rows.iter().enumerate() {
        let others = rows.iter().zip(&measured);
        let worse = others.filter(|(other, _)| other.job == row.job && other.grade < row.grade);
        pairs.extend(worse.map(|(_, worse)| (less(&measured[at], worse), 1.0)));
        if row.grade < 2 {
            continue;
        }
        // Positions of other jobs are other work.
        let strangers = (1..=STRANGERS).map(|step| &rows[(at + step * 97) % rows.len()]);
        for stranger in strangers.filter(|stranger| stranger.job != row.job) {
            let stranger = compared(row, stranger);
            pairs.push((less(&measured[at], &stranger), NATURAL));
        }
    }
    pairs
}

/// A sixth of the ramp lies below most positions of other work, all of it below most of the very
/// work.
fn scale(rows: &[Row], is_of: impl Fn(&Row) -> bool) -> Scale {
    let rows: Vec<Row> = rows.iter().filter(|row| is_of(row)).cloned().collect();
    let pairs = pairs(&rows);
    let matrix = Array2::from_shape_fn((pairs.len(), SIGNS.len()), |(row, column)| {
        pairs[row].0[column]
    });
    let voices: Vec<f64> = pairs.iter().map(|(_, voice)| *voice).collect();
    let zeros = [0.0; SIGNS.len()];
    let solution = Problem {
        rows: matrix.view(),
        weights: &voices,
        alpha: RIDGE,
        centre: &zeros,
        lower: &zeros,
        tolerance: 1e-9,
    }
    .solve();
    let thousandths = solution.weights.iter().map(|weight| weight * 1000.0);
    let mut scale = Scale {
        weights: thousandths.map(|weight| weight.round() as u32).collect(),
        none: 0,
        full: 1,
    };
    let quantile = |grade: usize, share: f64| {
        let of_grade = rows.iter().filter(|row| row.grade == grade);
        let mut sums: Vec<f64> = of_grade.map(|row| scale.sum(&compared(row, row))).collect();
        sums.sort_by(f64::total_cmp);
        let at = (sums.len().saturating_sub(1) as f64 * share) as usize;
        sums.get(at).map_or(0, |sum| sum.round() as i32)
    };
    let (other, same) = (quantile(0, OTHER_WITHIN), quantile(3, SAME_FROM));
    let same = same.max(other + other.abs() / 4 + 1);
    scale.none = other - (same - other) / 5;
    scale.full = same;
    scale
}

fn fit(rows: &[Row]) -> Weights {
    Weights {
        signs: SIGNS.iter().map(ToString::to_string).collect(),
        english: scale(rows, |row| row.languages == "en>en"),
        other: scale(rows, Row::is_in_one_other),
        across: scale(rows, Row::is_across),
    }
}

impl Row {
    /// Of the job and of the position.
    fn languages(&self) -> (&str, &str) {
        self.languages.split_once('>').unwrap_or_default()
    }

    fn is_in_one_other(&self) -> bool {
        self.languages != "en>en" && !self.is_across()
    }

    fn is_across(&self) -> bool {
        let (job, position) = self.languages();
        job != position
    }
}

pub(crate) fn write(folder: &Path, out: &Path) -> Result<(), Failure> {
    let weights = fit(&rows(folder)?);
    Ok(std::fs::write(
        out,
        serde_json::to_string_pretty(&weights)? + "\n",
    )?)
}

/// The signs of every labelled position.
pub(crate) fn tell(folder: &Path) -> Result<(), Failure> {
    for row in rows(folder)? {
        let signs = compared(&row, &row).map(|sign| format!("{sign:.2}"));
        let [title, _] = &row.job;
        let [held, _] = &row.position;
        let (grade, languages) = (row.grade, &row.languages);
        println!(
            "{grade}\t{languages}\t{}\t{title}\t{held}",
            signs.join("\t")
        );
    }
    Ok(())
}

pub(crate) fn folds(folder: &Path) -> Result<(), Failure> {
    let rows = rows(folder)?;
    let mut jobs: Vec<&[String; 2]> = rows.iter().map(|row| &row.job).collect();
    jobs.sort_unstable();
    jobs.dedup();
    let fold = |row: &Row| jobs.binary_search(&&row.job).unwrap_or_else(|at| at) % FOLDS;
    let mut told: Vec<(f64, &Row)> = Vec::new();
    for held in 0..FOLDS {
        let (own, rest): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| fold(row) == held);
        let weights = fit(&rest.into_iter().cloned().collect::<Vec<Row>>());
        told.extend(own.into_iter().map(|row| {
            let (job, position) = works(row, row);
            (weights.relevance(&job, &position), row)
        }));
    }
    type Kept = fn(&Row) -> bool;
    let kinds: [(&str, Kept); 4] = [
        ("all", |_| true),
        ("English", |row| row.languages == "en>en"),
        ("one other language", Row::is_in_one_other),
        ("two languages", Row::is_across),
    ];
    for (name, keep) in kinds {
        let of: Vec<_> = told.iter().filter(|(_, row)| keep(row)).collect();
        let relevance: Vec<f64> = of.iter().map(|(relevance, _)| *relevance).collect();
        let grades: Vec<f64> = of.iter().map(|(_, row)| row.grade as f64).collect();
        let share = |grade: usize, is: &dyn Fn(f64) -> bool| {
            let of_grade: Vec<_> = of.iter().filter(|(_, row)| row.grade == grade).collect();
            of_grade
                .iter()
                .filter(|(relevance, _)| is(*relevance))
                .count() as f64
                / of_grade.len() as f64
        };
        println!(
            "{name:>18}: tau-b {:.3}; of other work {:.2} counts more than a sixth, of the very work {:.2} less than two thirds",
            PairCounts::new(&relevance, &grades)
                .tau_b()
                .unwrap_or_default(),
            share(0, &|relevance| relevance > 1.0 / 6.0),
            share(3, &|relevance| relevance < 2.0 / 3.0),
        );
    }
    println!("{:?}", fit(&rows));
    Ok(())
}
