//! In every format what a job requires is what is met, partly met, missing and contradicted.

use std::path::{Path, PathBuf};
use std::slice;

use cvrank::compare::compare;
use cvrank::document::source::{PoolOptions, Source, collect};
use cvrank::explain::Explanation;
use cvrank::features::{Feature, JobQuery, Outcome};
use cvrank::outlook::Outlook;
use cvrank::rank::{Match, Ranking};
use cvrank::report::html::{self, Facts};
use cvrank::report::{
    JobRanking, Ranked, Run, candidate_text, comparison_json, comparison_text, explanation_json,
    explanation_text, jobs_csv, jobs_table, ranking_csv, ranking_table, ranking_xlsx,
    write_jobs_json, write_ranking_json,
};
use scraper::{Html, Selector};
use serde_json::Value;

use crate::common::workbook::{Cell, sheet};
use crate::common::{query, root, scorer, shared_data, source_of};

/// CVs of a benchmark that are tried, and its jobs.
const CVS: usize = 60;
const JOBS: usize = 3;

/// Met, partly, missing, contradicted and all.
type Counts = [u64; 5];

fn of(explained: &Explanation, feature: Feature) -> Counts {
    let of_feature = explained.reasons.iter().map(|reason| &reason.contribution);
    let mut counts = [0; 5];
    for contribution in of_feature.filter(|part| part.feature == feature) {
        counts[4] += 1;
        counts[match contribution.outcome {
            Outcome::Met => 0,
            Outcome::Partly => 1,
            Outcome::NotFound => 2,
            Outcome::Contradicted => 3,
        }] += 1;
    }
    assert_eq!(counts[..4].iter().sum::<u64>(), counts[4]);
    counts
}

/// `3/6 (1 partly, 2 missing, 0 contradicted)` behind `before`.
fn said(text: &str, before: &str) -> Counts {
    let rest = text.split_once(before).expect(before).1;
    let rest = rest.split(')').next().unwrap();
    let numbers: Vec<u64> = rest
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|number| number.parse().ok())
        .collect();
    let [met, all, partly, missing, contradicted] = numbers[..] else {
        panic!("{before}{rest}");
    };
    [met, partly, missing, contradicted, all]
}

fn value(count: &Value) -> Counts {
    ["met", "partly", "missing", "contradicted", "total"]
        .map(|key| count[key].as_u64().expect("each count is stated"))
}

/// The numbers of a sentence, in their order.
fn numbers(text: &str) -> Vec<u64> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter_map(|number| number.parse().ok())
        .collect()
}

struct Pool {
    query: JobQuery,
    run: Run,
    ranking: Ranking,
    outlook: Outlook,
    facts: Vec<(String, Facts)>,
}

impl Pool {
    fn new(job: &Path, sources: &[Source]) -> Self {
        let scorer = scorer();
        let query = query(job);
        let (mut rankings, facts) =
            scorer.rank_jobs(slice::from_ref(&query), sources, None, &|source, read| {
                let facts = Facts::of(&read?.document, &read?.profile, scorer.lexicon);
                Some((source.id.clone(), facts))
            });
        let ranking = rankings.remove(0);
        Self {
            outlook: Outlook::new(&query, scorer.ranker, &ranking, None),
            run: Run {
                job: query.profile.title.clone(),
                model: scorer.ranker.name.clone(),
                as_of: "2026-09-30".to_owned(),
            },
            query,
            ranking,
            facts: facts.into_iter().flatten().collect(),
        }
    }

    fn ranked(&self) -> Ranked<'_> {
        Ranked {
            run: &self.run,
            job: &self.query,
            ranking: &self.ranking,
            outlook: &self.outlook,
            top: None,
        }
    }

    fn scored(&self) -> Vec<(&Match, &Explanation)> {
        let matches = self.ranking.matches.iter();
        matches
            .filter_map(|known| Some((known, known.explanation.as_ref()?)))
            .collect()
    }

    fn check(self) -> JobRanking {
        self.csv(&ranking_csv(self.ranked(), false).unwrap());
        let bytes = ranking_xlsx(self.ranked());
        self.xlsx(&bytes.unwrap());
        self.json();
        self.html();
        self.texts();
        self.comparisons();
        JobRanking {
            job_id: "job".to_owned(),
            run: self.run,
            query: self.query,
            ranking: self.ranking,
            outlook: self.outlook,
        }
    }

    fn csv(&self, bytes: &[u8]) {
        let mut reader = csv::Reader::from_reader(bytes);
        let header = reader.headers().unwrap().clone();
        let at = |name: &str| header.iter().position(|column| column == name).unwrap();
        let columns = [
            "must_met",
            "must_partly",
            "must_missing",
            "must_contradicted",
            "must_total",
        ]
        .map(at);
        let names = ["partly", "missing", "contradicted"].map(at);
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        for (row, (known, explained)) in rows.iter().zip(self.scored()) {
            assert_eq!(&row[1], known.cv_id);
            let counts: Counts = columns.map(|column| row[column].parse().unwrap());
            assert_eq!(
                counts,
                of(explained, Feature::MustCoverage),
                "{}",
                known.cv_id
            );
            for (column, count) in names.into_iter().zip(&counts[1..4]) {
                assert_eq!(
                    row[column].is_empty(),
                    *count == 0,
                    "{}: {row:?}",
                    known.cv_id
                );
            }
            evidence(&row[at("top_evidence")]);
        }
    }

    fn xlsx(&self, bytes: &[u8]) {
        let rows = sheet(bytes, 1);
        let column = |name: &str| {
            let cell = |(_, cell): &(&String, &Cell)| **cell == Cell::Text(name.to_owned());
            rows[0].iter().find(cell).unwrap().0.clone()
        };
        let columns = [
            "must_met",
            "must_partly",
            "must_missing",
            "must_contradicted",
            "must_total",
        ]
        .map(column);
        for (row, (known, explained)) in rows[1..].iter().zip(self.scored()) {
            let counts = columns.clone().map(|column| match row[&column] {
                Cell::Number(number) => number as u64,
                ref other => panic!("{other:?}"),
            });
            assert_eq!(
                counts,
                of(explained, Feature::MustCoverage),
                "{}",
                known.cv_id
            );
        }
        let rows = sheet(bytes, 2);
        for (row, (known, explained)) in rows[1..].iter().zip(self.scored()) {
            let word = |word: &str| {
                let is_word = |(column, cell): &(&String, &Cell)| {
                    let title = &rows[0][*column];
                    let is_must = matches!(title, Cell::Text(title) if title.starts_with("must: "));
                    is_must && **cell == Cell::Text(word.to_owned())
                };
                row.iter().filter(is_word).count() as u64
            };
            let words = ["met", "partly", "not found", "contradicted"].map(word);
            assert_eq!(
                words,
                of(explained, Feature::MustCoverage)[..4],
                "{}",
                known.cv_id
            );
        }
    }

    fn json(&self) {
        let mut text = Vec::new();
        write_ranking_json(&mut text, self.ranked()).unwrap();
        let report: Value = serde_json::from_slice(&text).unwrap();
        let matches = report["matches"].as_array().unwrap().iter();
        for (found, (known, explained)) in matches.zip(self.scored()) {
            let alone: Value =
                serde_json::from_str(&explanation_json(&self.run, &self.query, known, None))
                    .unwrap();
            for found in [&found["explanation"], &alone["explanation"]] {
                let counts = value(&found["must"]);
                assert_eq!(
                    counts,
                    of(explained, Feature::MustCoverage),
                    "{}",
                    known.cv_id
                );
                assert_eq!(value(&found["nice"]), of(explained, Feature::NiceCoverage));
                for (list, count) in ["partly", "missing", "contradicted"]
                    .iter()
                    .zip(&counts[1..4])
                {
                    assert_eq!(found[list].as_array().unwrap().len() as u64, *count);
                }
            }
        }
    }

    fn html(&self) {
        let facts = self.facts.iter().map(|(id, facts)| (id.as_str(), facts));
        let candidates = html::candidates(&self.ranking, Some(&self.outlook), facts);
        let page = html::report(
            &self.run,
            &self.query,
            &candidates,
            Some(&self.outlook.stability),
            &html::Options::default(),
        )
        .unwrap();
        let page = Html::parse_document(&page);
        let counts = Selector::parse(".counts").unwrap();
        let lines: Vec<String> = page
            .select(&counts)
            .map(|line| line.text().collect())
            .collect();
        assert_eq!(lines.len(), self.scored().len());
        for (line, (known, explained)) in lines.iter().zip(self.scored()) {
            for (part, feature) in line
                .split(';')
                .zip([Feature::MustCoverage, Feature::NiceCoverage])
            {
                let [met, all, partly, missing, contradicted] = numbers(part)[..] else {
                    panic!("{line}");
                };
                let counts = [met, partly, missing, contradicted, all];
                assert_eq!(counts, of(explained, feature), "{}: {line}", known.cv_id);
            }
        }
    }

    /// The table for people, and each explanation for both readers.
    fn texts(&self) {
        let table = ranking_table(self.ranked(), 4000);
        let rows: Vec<Vec<&str>> = table
            .lines()
            .filter(|line| {
                line.starts_with(' ') && line.trim_start().starts_with(|c: char| c.is_ascii_digit())
            })
            .map(|line| {
                line.split("  ")
                    .map(str::trim)
                    .filter(|cell| !cell.is_empty())
                    .collect()
            })
            .collect();
        assert_eq!(rows.len(), self.scored().len());
        for (row, (known, explained)) in rows.iter().zip(self.scored()) {
            let [met, partly, missing, contradicted, all] = of(explained, Feature::MustCoverage);
            let shown = format!("{met}/{all}");
            assert!(row.contains(&&*shown), "{shown}: {row:?}");
            let watch = row.last().unwrap();
            for (count, word) in [
                (partly, "partly"),
                (missing, "missing"),
                (contradicted, "contradicted"),
            ] {
                let is_said = watch.contains(&format!("{count} {word}: "));
                assert_eq!(is_said, count > 0, "{}: {watch}", known.cv_id);
            }
            let text = explanation_text(&self.run, &self.query, known);
            assert_eq!(
                said(&text, "\nmust "),
                of(explained, Feature::MustCoverage),
                "{text}"
            );
            assert_eq!(
                said(&text, "   nice "),
                of(explained, Feature::NiceCoverage),
                "{text}"
            );
            let text = candidate_text(&self.run, "", &self.query, known, None);
            for (start, feature) in [
                ("\nOf what the post requires: ", Feature::MustCoverage),
                ("\nOf what it would like: ", Feature::NiceCoverage),
            ] {
                let line = text.split(start).nth(1).unwrap().lines().next().unwrap();
                let [met, all, partly, missing, contradicted] = numbers(line)[..] else {
                    panic!("{line}");
                };
                assert_eq!(
                    [met, partly, missing, contradicted, all],
                    of(explained, feature)
                );
            }
        }
    }

    fn comparisons(&self) {
        let scorer = scorer();
        for pair in self.scored().windows(2).take(5) {
            let both = [pair[0].0, pair[1].0];
            let compared = compare(&self.query, scorer.ranker, pair[0].1, pair[1].1);
            let text = comparison_text(&self.run, &self.query, both, Some(&compared));
            let json = comparison_json(&self.run, &self.query, both, Some(&compared));
            let json: Value = serde_json::from_str(&json).unwrap();
            for ((name, key), (_, explained)) in
                [("\nA must ", "a"), ("\nB must ", "b")].iter().zip(pair)
            {
                let counts = of(explained, Feature::MustCoverage);
                assert_eq!(said(&text, name), counts, "{text}");
                assert_eq!(value(&json[key]["must"]), counts);
                assert_eq!(
                    value(&json[key]["nice"]),
                    of(explained, Feature::NiceCoverage)
                );
            }
        }
    }
}

/// What the strongest evidence never shows.
fn evidence(shown: &str) {
    let notes: Vec<&str> = shown.split("; ").collect();
    assert!(
        !notes.iter().any(|note| note.starts_with("0 months of")),
        "{shown}"
    );
    let guessed = notes
        .iter()
        .position(|note| note.contains("the CV is written in"));
    let last = notes.len().saturating_sub(1);
    assert!(
        guessed.is_none_or(|at| notes[at..=last]
            .iter()
            .all(|note| note.contains(" written in ") || note.contains(" of work instead"))),
        "{shown}"
    );
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

#[test]
fn the_sum_holds_in_every_row_of_every_format() {
    let options = PoolOptions::default();
    let cvs = collect(
        &[root().join("data/cvs"), root().join("data/unreadable")],
        &options,
    )
    .unwrap();
    for job in files(&root().join("data/jobs")) {
        let job = [Pool::new(&job, &cvs).check()];
        let table = jobs_table(&job, None, 4000);
        let last = table.split("fits best").nth(1).unwrap();
        for (known, explained) in job[0]
            .ranking
            .matches
            .iter()
            .filter_map(|known| Some((known, known.explanation.as_ref()?)))
        {
            let line = last
                .lines()
                .find(|line| line.trim_start().starts_with(&known.cv_id));
            let line = line.unwrap();
            assert_eq!(
                said(line, &format!(" {} ", known.rank.unwrap())),
                of(explained, Feature::MustCoverage),
                "{line}"
            );
        }
        let whole = String::from_utf8(jobs_csv(&job, None, false).unwrap()).unwrap();
        assert!(
            whole.lines().next().unwrap().ends_with(
                ",must_partly,partly,must_missing,must_contradicted,contradicted,job_id"
            )
        );
        let mut written = Vec::new();
        write_jobs_json(&mut written, &job, None).unwrap();
        let value: Value = serde_json::from_slice(&written).unwrap();
        assert!(value["jobs"][0]["matches"][0]["explanation"]["must"]["partly"].is_u64());
    }
}

#[test]
fn the_sum_holds_on_benchmarks() {
    for name in [
        "ferr",
        "hackerearth",
        "talent_ru",
        "neirouz_fr",
        "talentclef_ro_en",
    ] {
        let Some(folder) = shared_data(name) else {
            continue;
        };
        let mut cvs = collect(&[folder.join("cvs")], &PoolOptions::default()).unwrap();
        cvs.truncate(CVS);
        for job in files(&folder.join("jobs")).iter().take(JOBS) {
            Pool::new(job, &cvs).check();
        }
    }
}

/// The CV's must counts, its strongest evidence, and the points of all.
fn scored(post: &str, cv: &str) -> (Counts, String) {
    let scorer = scorer();
    let folder = tempfile::tempdir().unwrap();
    let job = folder.path().join("job.md");
    std::fs::write(&job, post).unwrap();
    let pool = Pool::new(&job, &[source_of(cv)]);
    let rows = ranking_csv(pool.ranked(), false);
    let rows = rows.unwrap();
    let mut reader = csv::Reader::from_reader(&*rows);
    let row = reader.records().next().unwrap().unwrap();
    let counts = of(pool.scored()[0].1, Feature::MustCoverage);
    assert_eq!(scorer.ranker.name, pool.run.model);
    (counts, row[10].to_owned())
}

const POST: &str = "Engineer\n\nRequirements\n- At least 2 years of experience with Kafka\n";

fn worked(months: &str) -> String {
    format!(
        "Experience\n\nEngineer, Brill Ltd, {months}\n- Ran Kafka for all orders\n- Mended Kafka at night\n- Moved Kafka to new machines\n"
    )
}

#[test]
fn a_requirement_met_in_years_by_a_part_is_partly_met() {
    // Both sides of the 24 months that are asked.
    for (months, counts, evidence) in [
        (
            "Jan 2020 - Oct 2020",
            [0, 1, 0, 0, 1],
            "Apache Kafka, 10 months, 10 months of 2 years asked (partly)",
        ),
        (
            "Jan 2020 - Nov 2021",
            [0, 1, 0, 0, 1],
            "Apache Kafka, 1.9 years, 1.9 years of 2 years asked (partly)",
        ),
        (
            "Jan 2020 - Dec 2021",
            [1, 0, 0, 0, 1],
            "Apache Kafka, 2 years, 2 years of 2 years asked",
        ),
    ] {
        assert_eq!(
            scored(POST, &worked(months)),
            (counts, evidence.to_owned()),
            "{months}"
        );
    }
    let listed = "Skills\nKafka, Python, Excel, Linux, Docker, Helm, Terraform, Ansible, Jenkins, Git, Bash, Perl\n";
    let expected = "Apache Kafka, the 2 years asked not shown (partly)";
    assert_eq!(scored(POST, listed), ([0, 1, 0, 0, 1], expected.to_owned()));
}

#[test]
fn what_is_contradicted_is_neither_missing_nor_met() {
    let post = "Engineer\n\nRequirements\n- Kafka\n- Docker\n- Excel\n- Terraform\n";
    let cv = format!(
        "{}\n\nSkills\nExcel\n\nI have no experience with Docker.\n",
        worked("Jan 2020 - Dec 2021")
    );
    let (counts, evidence) = scored(post, &cv);
    assert_eq!(counts, [2, 0, 1, 1, 4]);
    assert_eq!(evidence, "Apache Kafka, 2 years; Microsoft Excel");
}

#[test]
fn the_language_of_the_cv_stands_behind_what_can_be_quoted() {
    let post =
        "Engineer\n\nRequirements\n- Fluent English, written and spoken\n- Kafka\n- Docker\n";
    let cv = "Summary\nI have worked for many years with teams that run large services, and I like it there. What we did was seen by them and by others, who then asked us what they should do about theirs.\n\nSkills\nKafka, Docker\n";
    let (counts, evidence) = scored(post, cv);
    assert_eq!(counts, [2, 1, 0, 0, 3]);
    let mut notes: Vec<&str> = evidence.split("; ").collect();
    assert_eq!(
        notes.pop(),
        Some("the CV is written in English, level not stated (partly)")
    );
    notes.sort_unstable();
    assert_eq!(notes, ["Apache Kafka", "Docker"]);
}
