//! Job posts read against what an expert reads in them.

use cvrank::document::{Format, plain};
use cvrank::lexicon::Lexicon;
use cvrank::profile::job::{self, Demand, Importance, Requirement};

/// Share of the sentences that must be read right.
const WANTED_SHARE: f64 = 0.95;

const TABLE: &str = include_str!("../fixtures/requirement_sentences.tsv");

/// What one row of the table says, or what was read, in one line.
fn shown(importance: &str, months: u32, of: &str) -> String {
    format!("{importance} {months} {of}")
}

fn importance(requirements: &[Requirement]) -> &'static str {
    let has = |wanted| requirements.iter().any(|one| one.importance == wanted);
    match (has(Importance::Must), has(Importance::Nice)) {
        (true, true) => "must+nice",
        (true, false) => "must",
        (false, true) => "nice",
        (false, false) => "none",
    }
}

/// The longest time asked for, and of what.
fn length(requirements: &[Requirement]) -> (u32, String) {
    requirements
        .iter()
        .filter_map(|one| match &one.demand {
            Demand::Experience { minimum_months, .. } => {
                Some((*minimum_months, "total".to_owned()))
            }
            Demand::Skill {
                any_of,
                minimum_months: Some(months),
                ..
            } => Some((*months, any_of.first()?.label.clone())),
            _ => None,
        })
        .max_by_key(|(months, _)| *months)
        .unwrap_or((0, "any".to_owned()))
}

#[test]
fn sentences_are_read_as_an_expert_reads_them() {
    let mut rows = 0;
    let mut wrong = Vec::new();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [heading, sentence, expected, months, of] = columns[..] else {
            panic!("five columns: {line}");
        };
        let post = format!("Harbour Worker\n\n{heading}\n\n{sentence}\n");
        let document = plain::from_text(&post, Format::PlainText).unwrap();
        let profile = job::read(&document, Lexicon::builtin());
        let asked: Vec<Requirement> = profile
            .requirements
            .into_iter()
            .filter(|one| sentence.contains(&one.quote))
            .collect();
        let (found_months, found_of) = length(&asked);
        let of_read = if of == "any" { "any" } else { &found_of };
        let read = shown(importance(&asked), found_months, of_read);
        let months: u32 = months.parse().unwrap();
        let mut expected = shown(expected, months, of);
        if months == 0 && found_months == 0 {
            // Nothing has a length: there is nothing that it could be of.
            expected = shown(columns[2], 0, of_read);
        }
        rows += 1;
        if read != expected {
            wrong.push(format!(
                "[{heading}] {sentence}\n    expected {expected}, read {read}"
            ));
        }
    }
    let share = 1.0 - wrong.len() as f64 / f64::from(rows);
    eprintln!("{rows} sentences, {:.1} % read right", share * 100.0);
    for one in &wrong {
        eprintln!("  {one}");
    }
    assert!(share >= WANTED_SHARE, "{:.1} % of {rows}", share * 100.0);
}
