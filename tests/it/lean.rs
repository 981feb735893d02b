//! With `--top` only the first explanations are kept, and nothing that is written tells.

use std::slice;

use cvrank::explain::Explanation;
use cvrank::outlook::Outlook;
use cvrank::report::{Ranked, Run, ranking_csv, ranking_table, ranking_xlsx, write_ranking_json};
use cvrank::score::Lean;
use cvrank::stability::let_go;

use crate::common::{sample_cvs, sample_jobs, scorer};

#[test]
fn reports_of_the_first_are_the_same_whatever_is_kept_of_the_others() {
    let scorer = scorer();
    let sources = sample_cvs();
    for (name, job) in sample_jobs() {
        let run = Run {
            job: job.profile.title.clone(),
            model: scorer.ranker.name.clone(),
            as_of: "2026-09-30".to_owned(),
        };
        for top in [1, 7, 44] {
            let written = |lean: Option<Lean>| {
                let jobs = slice::from_ref(&job);
                let (mut rankings, _) = scorer.rank_jobs(jobs, &sources, lean, &|_, _| ());
                let ranking = rankings.pop().unwrap();
                let outlook = Outlook::new(&job, scorer.ranker, &ranking, Some(top));
                let ranked = Ranked {
                    run: &run,
                    job: &job,
                    ranking: &ranking,
                    outlook: &outlook,
                    top: Some(top),
                };
                let mut json = Vec::new();
                write_ranking_json(&mut json, ranked).unwrap();
                let whole = ranking.matches.iter();
                let has_reasons = |explained: &&Explanation| !explained.reasons.is_empty();
                let whole = whole.filter_map(|known| known.explanation.as_ref());
                let kept = whole.filter(has_reasons).count();
                let others = (
                    ranking_csv(ranked, false).unwrap(),
                    ranking_xlsx(ranked).unwrap(),
                );
                (kept, (json, ranking_table(ranked, 120), others))
            };
            let lean = Lean {
                top,
                let_go: &let_go,
            };
            let (all, whole) = written(None);
            let (kept, of_first) = written(Some(lean));
            assert_eq!((all, kept), (44, top), "{name}");
            assert!(whole == of_first, "{name}, {top}");
        }
    }
}
