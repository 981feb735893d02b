//! Several jobs on one page: which CV fits which, and each job's ranking in lines.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use minijinja::value::Serde;
use minijinja::{Value, context};
use serde::Serialize;

use super::candidate::range;
use super::{Candidate, Facts, JOBS, JOBS_CV, JOBS_ONE, JOBS_REST, JOBS_ROW, Options, Page, STYLE};
use super::{candidates, name_of_candidate};
use crate::explain::Count;
use crate::flag::Flag;
use crate::profile::job::Importance;
use crate::report::csv::status_word;
use crate::report::jobs::{JobRanking, matrix};
use crate::report::table;

/// Requirements named as strongest evidence.
const STRONGEST: usize = 3;

/// What the page says of all jobs.
#[derive(Serialize)]
struct JobsView<'a> {
    model: &'a str,
    as_of: &'a str,
    cvs: usize,
    jobs: Vec<JobHead<'a>>,
    hides_ids: bool,
}

/// One job in the list of jobs.
#[derive(Serialize)]
struct JobHead<'a> {
    number: usize,
    id: &'a str,
    title: &'a str,
    musts: usize,
    nices: usize,
    scored: usize,
    /// The CV on top with its score; empty without one.
    first: String,
    /// Where its own report lies; empty where there is none.
    link: String,
}

/// One CV in the table of CVs by jobs.
#[derive(Serialize)]
struct RowView {
    id: String,
    status: String,
    /// One decimal, and whether it is the CV's best.
    scores: Vec<Option<(String, bool)>>,
}

/// One CV in a job's ranking.
#[derive(Serialize)]
struct LineView {
    rank: u32,
    range: String,
    id: String,
    score: String,
    must: Count,
    strongest: String,
    partly: Vec<String>,
    missing: Vec<String>,
    contradicted: Vec<String>,
    flags: Vec<String>,
}

/// The page on `jobs`, each with the first `options.details` of its ranking; `folders` says where
/// the report of a job lies by its id, seen from the page.
///
/// # Errors
/// Those of `out`, and when a template cannot be filled, which is a fault of ours.
pub fn write_jobs(
    out: &mut dyn Write,
    jobs: &[JobRanking],
    facts: &HashMap<&str, &Facts>,
    options: &Options,
    folders: &BTreeMap<&str, String>,
) -> io::Result<()> {
    let page = Page::new().map_err(io::Error::other)?;
    let names = names(jobs, facts);
    let named = |id: &str| names.get(id).cloned().unwrap_or_default();
    let first = jobs.first();
    let view = JobsView {
        model: first.map_or("", |job| &job.run.model),
        as_of: first.map_or("", |job| &job.run.as_of),
        cvs: names.len(),
        hides_ids: names.iter().any(|(id, name)| id != name),
        jobs: (1..)
            .zip(jobs)
            .map(|(number, job)| head(number, job, folders, &named))
            .collect(),
    };
    let view = Value::from(Serde(view));
    let style = Value::from_safe_string(STYLE.to_owned());
    page.part(out, JOBS, context! { view => &view, style => style })?;
    for row in matrix(jobs, options.top) {
        let best = row.scores.iter().flatten().max().copied();
        let row = RowView {
            id: named(row.cv_id),
            status: row.status.replace('_', " "),
            scores: row
                .scores
                .iter()
                .map(|score| {
                    let score = (*score)?;
                    Some((format!("{:.1}", score.as_f64()), Some(score) == best))
                })
                .collect(),
        };
        page.part(out, JOBS_ROW, context! { row => Value::from(Serde(row)) })?;
    }
    let most = options.top.unwrap_or(usize::MAX).min(options.details);
    for (number, job) in (1..).zip(jobs) {
        let shown = most.min(job.ranking.scored());
        let head = Value::from(Serde(head(number, job, folders, &named)));
        let below = job.ranking.scored() - shown;
        let scored = |part| context! { job => &head, below => below, part => part };
        page.part(out, JOBS_ONE, scored("begin"))?;
        let all = candidates(&job.ranking, Some(&job.outlook), []);
        for candidate in all.iter().take(shown) {
            if let Some(cv) = line(candidate, &named) {
                page.part(out, JOBS_CV, context! { cv => Value::from(Serde(cv)) })?;
            }
        }
        page.part(out, JOBS_ONE, scored("end"))?;
    }
    let unscored: Vec<[String; 3]> = first
        .into_iter()
        .flat_map(|job| &job.ranking.matches)
        .filter(|known| known.rank.is_none())
        .map(|known| {
            let status = status_word(known.status).replace('_', " ");
            [named(&known.cv_id), status, known.reason.clone()]
        })
        .collect();
    page.part(
        out,
        JOBS_REST,
        context! { view => view, unscored => unscored },
    )
}

/// How each CV is named, by its id: one that may say who the person is becomes the CV's row in the
/// table, which is that of the matrix.
fn names<'a>(jobs: &'a [JobRanking], facts: &HashMap<&str, &Facts>) -> BTreeMap<&'a str, String> {
    let matches = jobs.iter().flat_map(|job| &job.ranking.matches);
    let by_id: BTreeMap<&str, _> = matches.map(|known| (known.cv_id.as_str(), known)).collect();
    let named = by_id.into_iter().zip(1..).map(|((id, known), row)| {
        let candidate = Candidate {
            known,
            facts: facts.get(id).copied(),
            range: None,
            next: None,
            unread: None,
        };
        (id, name_of_candidate(&candidate, row, false))
    });
    named.collect()
}

fn head<'a>(
    number: usize,
    job: &'a JobRanking,
    folders: &BTreeMap<&str, String>,
    named: &dyn Fn(&str) -> String,
) -> JobHead<'a> {
    let requirements = &job.query.profile.requirements;
    let count = |wanted: Importance| {
        let asked = requirements.iter();
        asked.filter(|asked| asked.importance == wanted).count()
    };
    let first = job.ranking.matches.first();
    let first = first.and_then(|known| Some((known, known.score()?)));
    JobHead {
        number,
        id: &job.job_id,
        title: &job.run.job,
        musts: count(Importance::Must),
        nices: count(Importance::Nice),
        scored: job.ranking.scored(),
        first: first.map_or_else(String::new, |(known, score)| {
            format!("{} ({:.1})", named(&known.cv_id), score.as_f64())
        }),
        link: folders
            .get(job.job_id.as_str())
            .map(|folder| format!("{folder}/report.html"))
            .unwrap_or_default(),
    }
}

fn line(candidate: &Candidate, named: &dyn Fn(&str) -> String) -> Option<LineView> {
    let known = candidate.known;
    let explained = known.explanation.as_ref()?;
    let duplicates = known.duplicates.iter();
    let duplicates = duplicates.map(|duplicate| duplicate.naming(named));
    let flags = explained.flags.iter().map(Flag::to_string);
    Some(LineView {
        rank: known.rank?,
        range: candidate.range.map(range).unwrap_or_default(),
        id: named(&known.cv_id),
        score: format!("{:.1}", explained.score().as_f64()),
        must: explained.must,
        strongest: table::top_evidence(explained, STRONGEST),
        partly: explained.partly.clone(),
        missing: explained.missing.clone(),
        contradicted: explained.contradicted.clone(),
        flags: flags.chain(duplicates).collect(),
    })
}
