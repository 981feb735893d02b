//! Several jobs at once: each job's ranking, and for each CV the jobs it fits best.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Value, json};

use super::csv::{COLUMNS, rows, text_cell, written};
use super::json::{Each, RankingJson};
use super::terminal::value;
use super::wording::count_text;
use super::{Ranked, Run, columns, json_text, number, ranking_table};
use crate::features::JobQuery;
use crate::model::Points;
use crate::outlook::Outlook;
use crate::rank::{self, Fit, Ranking};

pub use super::html::write_jobs as write_jobs_html;
pub use super::xlsx::jobs_xlsx;

/// Jobs shown for each CV in the table.
const BEST: usize = 3;

/// One job with its ranking.
pub struct JobRanking {
    /// The file's stem.
    pub job_id: String,
    pub run: Run,
    pub query: JobQuery,
    pub ranking: Ranking,
    pub outlook: Outlook,
}

impl JobRanking {
    pub(super) fn ranked(&self, top: Option<usize>) -> Ranked<'_> {
        Ranked {
            run: &self.run,
            job: &self.query,
            ranking: &self.ranking,
            outlook: &self.outlook,
            top,
        }
    }

    fn json(&self, top: Option<usize>) -> RankingJson<'_> {
        RankingJson {
            ranked: self.ranked(top),
            job_id: Some(&self.job_id),
        }
    }
}

/// For each CV, by its id, the jobs that it fits, best first.
fn fits(jobs: &[JobRanking]) -> BTreeMap<&str, Vec<Fit<'_>>> {
    rank::fits(jobs.iter().map(|job| (job.job_id.as_str(), &job.ranking)))
}

/// Every job's ranking in the columns of `ranking_csv`, with `job_id` behind them.
///
/// # Errors
/// When a row cannot be written.
pub fn jobs_csv(
    jobs: &[JobRanking],
    top: Option<usize>,
    excel: bool,
) -> Result<Vec<u8>, ::csv::Error> {
    let columns: Vec<&str> = COLUMNS.into_iter().chain(["job_id"]).collect();
    let rows = jobs.iter().flat_map(|job| {
        rows(job.ranked(top)).map(|row| row.into_iter().chain([text_cell(&job.job_id)]))
    });
    written(&columns, rows, excel)
}

/// One CV with its score for each job.
pub(super) struct MatrixRow<'a> {
    pub cv_id: &'a str,
    pub status: String,
    /// The jobs that it fits, best first.
    pub fits: Vec<Fit<'a>>,
    /// In the order of the jobs.
    pub scores: Vec<Option<Points>>,
}

impl MatrixRow<'_> {
    /// Empty without a score.
    pub(super) fn best_job(&self) -> &str {
        self.fits.first().map_or("", |fit| fit.job_id)
    }
}

/// Every CV by id; with `top`, those among the first `top` of some job, and those without a score.
pub(super) fn matrix(
    jobs: &[JobRanking],
    top: Option<usize>,
) -> impl Iterator<Item = MatrixRow<'_>> {
    let shown: BTreeSet<&str> = jobs
        .iter()
        .flat_map(|job| job.ranking.top(top))
        .map(|known| known.cv_id.as_str())
        .collect();
    let statuses: BTreeMap<&str, String> = jobs
        .iter()
        .flat_map(|job| &job.ranking.matches)
        .map(|known| (known.cv_id.as_str(), super::status_word(known.status)))
        .collect();
    let fits = fits(jobs).into_iter();
    fits.filter(move |(cv_id, _)| shown.contains(cv_id))
        .map(move |(cv_id, fits)| MatrixRow {
            cv_id,
            status: statuses.get(cv_id).cloned().unwrap_or_default(),
            scores: jobs
                .iter()
                .map(|job| {
                    let fit = fits.iter().find(|fit| fit.job_id == job.job_id);
                    fit.map(|fit| fit.score)
                })
                .collect(),
            fits,
        })
}

/// One row a CV, by id: `cv_id,status,best_job`, then the score for each job; with `top`, the CVs
/// among the first `top` of some job, and those without a score.
///
/// # Errors
/// When a row cannot be written.
pub fn jobs_matrix(
    jobs: &[JobRanking],
    top: Option<usize>,
    excel: bool,
) -> Result<Vec<u8>, ::csv::Error> {
    let mut columns: Vec<String> = ["cv_id", "status", "best_job"].map(str::to_owned).to_vec();
    columns.extend(jobs.iter().map(|job| text_cell(&job.job_id)));
    let rows = matrix(jobs, top).map(|row| {
        let mut cells = vec![
            text_cell(row.cv_id),
            row.status.clone(),
            text_cell(row.best_job()),
        ];
        cells.extend(row.scores.iter().map(|score| {
            let score = score.as_ref();
            score.map(ToString::to_string).unwrap_or_default()
        }));
        cells
    });
    written(&columns, rows, excel)
}

/// Each job's ranking as in `write_ranking_json` with its `job_id`, and `cvs` with their jobs, best
/// first; written as it is made.
///
/// # Errors
/// Those of `out`.
pub fn write_jobs_json(
    out: &mut dyn Write,
    jobs: &[JobRanking],
    top: Option<usize>,
) -> io::Result<()> {
    json_text::write(out, &Jobs { jobs, top })
}

struct Jobs<'a> {
    jobs: &'a [JobRanking],
    top: Option<usize>,
}

impl Serialize for Jobs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        let cv = |(cv_id, fits): (&str, Vec<Fit>)| {
            let jobs: Vec<Value> = fits
                .iter()
                .map(|fit| {
                    json!({ "job_id": fit.job_id, "score": number(fit.score), "rank": fit.known.rank })
                })
                .collect();
            json!({ "cv_id": cv_id, "jobs": jobs })
        };
        object.serialize_entry("cvs", &Each(|| fits(self.jobs).into_iter().map(cv)))?;
        object.serialize_entry(
            "jobs",
            &Each(|| self.jobs.iter().map(|job| job.json(self.top))),
        )?;
        object.end()
    }
}

/// Each job's ranking as people read it, then the best jobs of each CV.
pub fn jobs_table(jobs: &[JobRanking], top: Option<usize>, width: u16) -> String {
    let mut shown = String::new();
    for job in jobs {
        shown.push_str(&format!("== {}: ", value(&job.job_id)));
        let table = ranking_table(job.ranked(top), width);
        shown.push_str(&table);
        shown.push('\n');
    }
    let mut table = columns::table(
        width,
        &["cv", "best job", "score", "rank", "must", "next"],
        &[2, 3],
    );
    for (cv_id, fits) in fits(jobs) {
        let Some(best) = fits.first() else { continue };
        let next: Vec<String> = fits
            .iter()
            .take(BEST)
            .skip(1)
            .map(|fit| format!("{} {:.1}", fit.job_id, fit.score.as_f64()))
            .collect();
        let must = best
            .known
            .explanation
            .as_ref()
            .map(|explained| explained.must);
        let cells = [
            cv_id.to_owned(),
            best.job_id.to_owned(),
            format!("{:.1}", best.score.as_f64()),
            best.known
                .rank
                .map(|rank| rank.to_string())
                .unwrap_or_default(),
            must.map(count_text).unwrap_or_default(),
            next.join(", "),
        ];
        table.add_row(cells.map(|cell| value(&cell).into_owned()));
    }
    shown.push_str("== The jobs that each CV fits best\n\n");
    shown.push_str(&table.to_string());
    shown.push_str(
        "\n\nA score says how much of what one job asks was found; jobs that ask for other things compare only roughly.\n",
    );
    shown
}
