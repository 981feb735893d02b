//! CVs that are held between rankings: what was remembered of one job is never said of another.

use std::sync::Arc;

use cvrank::document::source::Source;
use cvrank::explain::Explanation;
use cvrank::features::JobQuery;
use cvrank::profile::job::job_file::JobEdit;
use cvrank::score::{HeldCv, Lean, Scorer};

use crate::common::{sample_cvs, scorer};

fn job(scorer: &Scorer, text: &str) -> JobQuery {
    let source = Source::document("job".into(), "job.toml".into(), text.to_owned());
    scorer.query(scorer.read_job(&source).unwrap())
}

/// Job files in the order in which somebody might make them out of the post at `path`.
fn edits(scorer: &Scorer, path: &str) -> Vec<String> {
    let source = Source::file(&crate::common::root().join(path));
    let profile = scorer.read_job(&source).unwrap();
    let mut edit = JobEdit::new(&profile).unwrap();
    let mut all = vec![edit.to_toml().unwrap()];
    let mut next = |change: &dyn Fn(&mut JobEdit)| {
        change(&mut edit);
        all.push(edit.to_toml().unwrap());
    };
    next(&|edit| edit.set(0, "years", Some(toml::Value::Integer(1))).unwrap());
    next(&|edit| edit.set(1, "importance", Some("nice".into())).unwrap());
    next(&|edit| {
        edit.set(1, "weight", Some(toml::Value::Float(3.0)))
            .unwrap()
    });
    next(&|edit| edit.remove(2).unwrap());
    next(&|edit| edit.move_to(0, 1).unwrap());
    next(&|edit| {
        let asked = "importance = \"must\"\nany_of = [\"wound care\", \"forklift\", \"Excel\"]";
        edit.add(asked.parse().unwrap());
    });
    next(&|edit| {
        let asked = "importance = \"nice\"\ntext = \"keeps calm beside a conveyor belt\"";
        edit.add(asked.parse().unwrap());
    });
    next(&|edit| edit.set_title("Ward nurse"));
    next(&|edit| edit.set_title(&profile.title));
    all
}

#[test]
fn a_held_cv_is_scored_as_a_new_one_whatever_was_asked_before() {
    let scorer = scorer();
    let sources = sample_cvs();
    let lean = Lean {
        top: usize::MAX,
        let_go: &|_: &JobQuery, _: &mut Explanation| unreachable!("all are among the first"),
    };
    // Some are read anew each time.
    let named: Vec<&Source> = sources.iter().collect();
    let held = scorer
        .hold(&named, sources.len() - 9)
        .into_iter()
        .map(Arc::new);
    let held: Vec<Arc<HeldCv>> = held.collect();
    let mut jobs = Vec::new();
    for post in [
        "backend_engineer.md",
        "ward_nurse.md",
        "warehouse_shift_lead.txt",
    ] {
        jobs.extend(edits(&scorer, &format!("data/jobs/{post}")));
    }
    // Each beside its neighbour, and all once more from the end.
    for text in jobs.iter().chain(jobs.iter().rev()) {
        let query = job(&scorer, text);
        let ranked = scorer.rank_held(&query, &held, lean);
        let anew = scorer.rank(&query, &sources, &|| ());
        assert!(ranked == anew, "{text}");
    }
}

#[test]
fn only_the_first_explanations_stay_and_scores_do_not_change() {
    let scorer = scorer();
    let sources = sample_cvs();
    let query = scorer.query(
        scorer
            .read_job(&Source::file(
                &crate::common::root().join("data/jobs/ward_nurse.md"),
            ))
            .unwrap(),
    );
    let named: Vec<&Source> = sources.iter().collect();
    let held = scorer.hold(&named, usize::MAX).into_iter().map(Arc::new);
    let held: Vec<Arc<HeldCv>> = held.collect();
    let lean = Lean {
        top: 5,
        let_go: &cvrank::stability::let_go,
    };
    let short = scorer.rank_held(&query, &held, lean);
    let whole = scorer.rank(&query, &sources, &|| ());
    for (place, (one, other)) in short.matches.iter().zip(&whole.matches).enumerate() {
        assert_eq!(
            (&one.cv_id, one.rank, one.score()),
            (&other.cv_id, other.rank, other.score())
        );
        let is_whole = one
            .explanation
            .as_ref()
            .is_some_and(|one| !one.reasons.is_empty());
        assert_eq!(is_whole, place < 5, "{place}");
        let cv = held.iter().find(|cv| cv.source().id == one.cv_id).unwrap();
        assert_eq!(scorer.score_held(&query, cv).explanation, other.explanation);
    }
}
