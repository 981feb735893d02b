//! What other programs read: LETOR lines (LightGBM, XGBoost, RankLib), TREC runs and qrels
//! (trec_eval), and measures by job as CSV.

use super::measured::Measured;
use crate::evaluate::benchmark::Benchmark;
use crate::evaluate::comparison::{Metric, Row};
use crate::features::REGISTRY;

/// `id  name  unit` of each column of LETOR lines, divided by tabs.
pub fn features_tsv() -> String {
    let mut text = "id\tname\tunit\n".to_owned();
    for (index, info) in REGISTRY.iter().enumerate() {
        text.push_str(&format!("{}\t{}\t{}\n", index + 1, info.name, info.unit));
    }
    text
}

/// `grade qid:N 1:value ... # job_id cv_id`; a pair whose CV could not be read has no line.
pub fn letor(benchmark: &Benchmark, measured: &Measured) -> String {
    let mut text = String::new();
    for (index, (job, known)) in benchmark.jobs.iter().zip(&measured.jobs).enumerate() {
        for (label, pair) in job.labels.iter().zip(&known.pairs) {
            let Some(pair) = pair else { continue };
            text.push_str(&format!("{} qid:{}", label.grade, index + 1));
            for (feature, value) in pair.vector.iter().enumerate() {
                text.push_str(&format!(" {}:{value:.6}", feature + 1));
            }
            text.push_str(&format!(" # {} {}\n", job.job_id, label.cv_id));
        }
    }
    text
}

/// `job_id Q0 cv_id rank score model`, best first.
///
/// trec_eval reads the score only and puts equal ones in falling order of id, we in rising
/// order: so what is written falls strictly, by the least step, where scores are equal. A CV
/// that could not be read is left out, which trec_eval counts as never found.
pub fn trec_run(benchmark: &Benchmark, measured: &Measured, model: &str) -> String {
    let mut text = String::new();
    for (job, known) in benchmark.jobs.iter().zip(&measured.jobs) {
        let scored = job.labels.iter().zip(&known.pairs);
        let mut ranked: Vec<(&str, f64)> = scored
            .filter_map(|(label, pair)| Some((label.cv_id.as_str(), pair.as_ref()?.score)))
            .collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        let mut last = f64::INFINITY;
        for (index, (cv_id, score)) in ranked.iter().enumerate() {
            last = score.min(last.next_down());
            text.push_str(&format!(
                "{} Q0 {} {} {last} {}\n",
                word(&job.job_id),
                word(cv_id),
                index + 1,
                word(model)
            ));
        }
    }
    text
}

/// `job_id 0 cv_id grade`. trec_eval takes whole grades only; others are written as they are.
pub fn qrels(benchmark: &Benchmark) -> String {
    let mut text = String::new();
    for job in &benchmark.jobs {
        for label in &job.labels {
            text.push_str(&format!(
                "{} 0 {} {}\n",
                word(&job.job_id),
                word(&label.cv_id),
                label.grade
            ));
        }
    }
    text
}

/// Spaces divide the fields of a run.
fn word(id: &str) -> String {
    id.split_whitespace().collect::<Vec<_>>().join("_")
}

/// One line a job and method: `benchmark,job_id,cvs,method` and every metric; an empty cell
/// where one is undefined.
///
/// # Errors
/// When a row cannot be written.
pub fn by_job(benchmark: &Benchmark, rows: &[Row], header: bool) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    if header {
        let head = ["benchmark", "job_id", "cvs", "method"];
        writer.write_record(head.into_iter().chain(Metric::ALL.map(Metric::name)))?;
    }
    for (index, job) in benchmark.jobs.iter().enumerate() {
        for row in rows {
            let value = |metric| {
                row.jobs[index]
                    .of(metric)
                    .map_or_else(String::new, |value| format!("{value:.6}"))
            };
            let named = [
                benchmark.name.clone(),
                job.job_id.clone(),
                job.labels.len().to_string(),
                row.name.clone(),
            ];
            writer.write_record(named.into_iter().chain(Metric::ALL.map(value)))?;
        }
    }
    writer
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))
}
