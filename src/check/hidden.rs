//! Text that nobody sees, written into a file in every way a format knows.

use super::attacks::skill_list;
use super::forgery::{FORGERIES, Forgery};
use super::{Promise, Trial};
use crate::document::read::read_with;
use crate::features::JobQuery;
use crate::model::Points;
use crate::score::{ParsedCv, Scorer};

/// Hidden text is worth nothing at all.
pub(crate) const MOST_BY_HIDING: Points = Points(0);

/// Hides the job post and all skills asked for in files made of the CV's text.
pub(crate) fn all(scorer: &Scorer, job: &JobQuery, cv: &ParsedCv, trials: &mut Vec<Trial>) {
    let secret = format!("{}\n{}", skill_list(job), job.profile.text);
    for forgery in &FORGERIES {
        let score = |ways: &[usize]| -> Option<Points> {
            let bytes = (forgery.write)(&cv.document.text, &secret, ways)?;
            let read = read_with(&bytes, Some(forgery.file_name), &|bytes| {
                (scorer.pdf)(bytes)
            });
            let cv = scorer.profile_cv(read.ok()?).ok()?;
            Some(scorer.explain(job, &cv).score())
        };
        let Some(honest) = score(&[]) else { continue };
        let every: Vec<usize> = (0..forgery.ways.len()).collect();
        // All at once; one by one only to say which.
        let failed = score(&every) != Some(honest);
        let ways = every.iter().filter(|_| failed);
        let found: Vec<(usize, Option<Points>)> = ways.map(|&way| (way, score(&[way]))).collect();
        trials.extend(tried(forgery, honest, failed, &found));
    }
}

/// A trial for each way.
fn tried(
    forgery: &Forgery,
    honest: Points,
    failed: bool,
    found: &[(usize, Option<Points>)],
) -> Vec<Trial> {
    let mut trials: Vec<Trial> = Vec::new();
    for (number, how) in forgery.ways.iter().enumerate() {
        let after = match found.iter().find(|(way, _)| *way == number) {
            Some((_, after)) => *after,
            None => Some(honest),
        };
        let gain = after.map_or(0, |after| (after.0 - honest.0).abs());
        let same = after == Some(honest);
        trials.push(Trial {
            promise: Promise::HiddenText,
            figure: Points(gain),
            broken: (!same).then(|| {
                let file = forgery.file_name;
                let after = after.map_or("no score".to_owned(), |after| after.to_string());
                format!("{file}, {how}: {honest} became {after}")
            }),
        });
    }
    if failed && trials.iter().all(|trial| trial.broken.is_none()) {
        trials.push(Trial {
            promise: Promise::HiddenText,
            figure: Points(0),
            broken: Some(format!("{}, all ways at once", forgery.file_name)),
        });
    }
    trials
}
