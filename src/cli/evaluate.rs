//! `cvrank evaluate`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use rayon::prelude::*;

use super::Exit;
use super::arguments::EvaluateOptions;
use super::output::{progress, write};
use super::setting::Resolved;
use cvrank::document::{Status, Unreadable};
use cvrank::evaluate::baseline::{Bag, Collection, random_scores};
use cvrank::evaluate::benchmark::{Benchmark, LabelledJob};
use cvrank::evaluate::comparison::{JobMeasures, Metric, Row, judges};
use cvrank::evaluate::table::{LastColumn, render};
use cvrank::explain::explain;
use cvrank::features::{COUNT, REGISTRY, measure};
use cvrank::score::{Read, Setting};

pub fn evaluate(options: &EvaluateOptions) -> Result<Exit> {
    let resolved = Resolved::new(&options.common)?;
    let setting = resolved.setting();
    if let Some(folder) = &options.letor {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        write(
            Some(&folder.join("features.tsv")),
            features_tsv().as_bytes(),
        )?;
    }
    let mut exit = Exit::Done;
    for (index, folder) in options.benchmarks.iter().enumerate() {
        let benchmark = Benchmark::open(folder)?;
        let measured = Measured::new(&setting, &benchmark, options.common.quiet)?;
        if measured.failed() > 0 {
            exit = Exit::SomeFailed;
        }
        let mut text = if index > 0 {
            "\n".to_owned()
        } else {
            String::new()
        };
        text.push_str(&measured.summary(&benchmark, &resolved.as_of()));
        text.push_str(&measured.compare(&benchmark, &setting.ranker.name, options.per_feature));
        write(None, text.as_bytes())?;
        if let Some(folder) = &options.letor {
            write_letor(folder, &benchmark, &measured)?;
        }
    }
    Ok(exit)
}

/// A labelled pair whose CV could be read.
struct Pair {
    score: f64,
    vector: [f64; COUNT],
}

/// All that is known of a benchmark, by job and label.
struct Measured {
    pairs: Vec<Vec<Option<Pair>>>,
    jobs: Vec<Bag>,
    /// Of the CVs that could be read.
    cvs: BTreeMap<String, Bag>,
    unreadable: BTreeMap<String, Unreadable>,
}

impl Measured {
    fn new(setting: &Setting, benchmark: &Benchmark, quiet: bool) -> Result<Self> {
        let bar = progress(benchmark.cvs.len(), quiet);
        let read: Vec<_> = benchmark
            .cvs
            .par_iter()
            .map(|(id, source)| {
                let read = setting.read_cv(source);
                bar.inc(1);
                (id, read.map(|cv| (Bag::new(&cv.document.text), cv)))
            })
            .collect();
        bar.finish_and_clear();
        let mut known = BTreeMap::new();
        let mut cvs = BTreeMap::new();
        let mut unreadable = BTreeMap::new();
        for (id, read) in read {
            match read {
                Ok((bag, cv)) => {
                    known.insert(id.as_str(), cv);
                    cvs.insert(id.clone(), bag);
                }
                Err(error) => {
                    unreadable.insert(id.clone(), error);
                }
            }
        }
        let measured: Vec<(Bag, Vec<Option<Pair>>)> = benchmark
            .jobs
            .par_iter()
            .map(|job| measure_job(setting, job, &known))
            .collect::<Result<_>>()?;
        let (jobs, pairs) = measured.into_iter().unzip();
        Ok(Self {
            pairs,
            jobs,
            cvs,
            unreadable,
        })
    }

    fn failed(&self) -> usize {
        self.unreadable.len()
    }

    fn summary(&self, benchmark: &Benchmark, as_of: &str) -> String {
        let mut text = format!(
            "{}: {} jobs, {} pairs, {} CVs read, {} not; as of {as_of}\n",
            benchmark.name,
            benchmark.jobs.len(),
            benchmark.pairs(),
            self.cvs.len(),
            self.failed()
        );
        let mut reasons: BTreeMap<Status, Vec<(&str, &str)>> = BTreeMap::new();
        for (id, error) in &self.unreadable {
            reasons
                .entry(error.status)
                .or_default()
                .push((id, &error.reason));
        }
        for failed in reasons.values() {
            let count = failed.len();
            if let Some((id, reason)) = failed.first() {
                text.push_str(&format!("  not read: {count}, such as cv {id}: {reason}\n"));
            }
        }
        for (what, missing) in [
            ("job", &benchmark.missing_jobs),
            ("cv", &benchmark.missing_cvs),
        ] {
            if let Some(id) = missing.first() {
                let count = missing.len();
                text.push_str(&format!(
                    "  labels without a file: {count}, such as {what} {id}\n"
                ));
            }
        }
        text.push('\n');
        text
    }

    fn compare(&self, benchmark: &Benchmark, model: &str, per_feature: bool) -> String {
        let judges = judges(benchmark);
        let row = |name: &str, score: &dyn Fn(usize, usize) -> Option<f64>| {
            let jobs = judges.iter().enumerate().map(|(job, judge)| {
                let count = benchmark.jobs[job].labels.len();
                judge.measure(
                    &(0..count)
                        .map(|label| score(job, label))
                        .collect::<Vec<_>>(),
                )
            });
            Row {
                name: name.to_owned(),
                jobs: jobs.collect(),
            }
        };
        let of_pair = |value: &dyn Fn(&Pair) -> f64, job: usize, label: usize| {
            self.pairs[job][label].as_ref().map(value)
        };
        let of_text = |value: &dyn Fn(&Bag, &Bag) -> f64, job: usize, label: usize| {
            let cv = self.cvs.get(&benchmark.jobs[job].labels[label].cv_id)?;
            Some(value(&self.jobs[job], cv))
        };
        let random = judges.iter().enumerate().map(|(job, judge)| {
            let orders: Vec<JobMeasures> =
                random_scores(benchmark.jobs[job].labels.len(), job as u64)
                    .into_iter()
                    .map(|scores| judge.measure(&scores.into_iter().map(Some).collect::<Vec<_>>()))
                    .collect();
            JobMeasures::mean(&orders)
        });
        let collection = Collection::fit(self.cvs.values());
        let cosine = |job: &Bag, cv: &Bag| collection.tfidf_cosine(job, cv);
        let bm25 = |job: &Bag, cv: &Bag| collection.bm25(job, cv);
        let bm25 = row("bm25", &|job, label| of_text(&bm25, job, label));
        let rows = [
            row(model, &|job, label| of_pair(&|pair| pair.score, job, label)),
            Row {
                name: "random".to_owned(),
                jobs: random.collect(),
            },
            row("cv_length", &|job, label| {
                of_text(&|_, cv| cv.length as f64, job, label)
            }),
            row("tfidf_cosine", &|job, label| of_text(&cosine, job, label)),
            bm25.clone(),
        ];
        let mut text = render("model", &rows, &Metric::ALL, LastColumn::P(&bm25));
        if per_feature {
            let features: Vec<Row> = REGISTRY
                .iter()
                .map(|info| {
                    let value = |pair: &Pair| pair.vector[info.feature.index()];
                    row(info.name, &|job, label| of_pair(&value, job, label))
                })
                .collect();
            text.push('\n');
            text.push_str(&render(
                "feature alone",
                &features,
                &[Metric::TauB, Metric::Auc],
                LastColumn::Varies,
            ));
        }
        text
    }
}

fn measure_job(
    setting: &Setting,
    job: &LabelledJob,
    cvs: &BTreeMap<&str, Read>,
) -> Result<(Bag, Vec<Option<Pair>>)> {
    let named = || job.source.path.clone();
    let document = job
        .source
        .read_with(&|bytes| (setting.pdf)(bytes))
        .with_context(named)?;
    let query = setting.query(setting.read_job(&job.source).with_context(named)?);
    let pairs = job
        .labels
        .par_iter()
        .map(|label| {
            let cv = cvs.get(label.cv_id.as_str())?;
            let pair = measure(&query, &cv.profile, &cv.document.text, setting.lexicon);
            let vector = pair.vector();
            let explanation = explain(&query, &cv.profile, &cv.document, &pair, setting.ranker);
            Some(Pair {
                score: explanation.score().as_f64(),
                vector,
            })
        })
        .collect();
    Ok((Bag::new(&document.text), pairs))
}

fn features_tsv() -> String {
    let mut text = "id\tname\tunit\n".to_owned();
    for (index, info) in REGISTRY.iter().enumerate() {
        text.push_str(&format!("{}\t{}\t{}\n", index + 1, info.name, info.unit));
    }
    text
}

/// LETOR lines; a pair whose CV could not be read has no values and no line.
fn write_letor(folder: &Path, benchmark: &Benchmark, measured: &Measured) -> Result<()> {
    let mut text = String::new();
    for (index, (job, pairs)) in benchmark.jobs.iter().zip(&measured.pairs).enumerate() {
        for (label, pair) in job.labels.iter().zip(pairs) {
            let Some(pair) = pair else { continue };
            text.push_str(&format!("{} qid:{}", label.grade, index + 1));
            for (feature, value) in pair.vector.iter().enumerate() {
                text.push_str(&format!(" {}:{value:.6}", feature + 1));
            }
            text.push_str(&format!(" # {} {}\n", job.job_id, label.cv_id));
        }
    }
    write(
        Some(&folder.join(format!("{}.letor", benchmark.name))),
        text.as_bytes(),
    )
}
