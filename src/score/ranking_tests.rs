//! Several CVs ranked at once, and what text that is not scored would have gained.

use super::tests::scorer;
use super::*;
use crate::document::{HiddenReason, HiddenText};
use crate::duplicates::{Duplicate, Sameness};
use crate::features::tests::{document, only, query, skill};
use crate::features::{COUNT, Feature};

/// A model that weighs nothing but musts.
fn musts() -> Ranker {
    let mut weights = [0.0; COUNT];
    weights[Feature::MustCoverage.index()] = 1.0;
    Ranker::new("x".to_owned(), String::new(), weights).unwrap()
}

/// A CV that does this in a dated position.
fn cv(does: &str) -> String {
    format!(
        "Experience\nBaker, Brill Ltd, 2015 - 2018\n- {does}\n- Kneaded rye bread by hand and sold it in the town\n"
    )
}

/// Three CVs of which the second shows Kafka in a position, the first in a list, the last nowhere.
fn sources() -> Vec<Source> {
    let listed = format!("{}\nSkills\nKafka\n", cv("Swept the mill"));
    let texts = [listed, cv("Wrote Kafka"), cv("Swept the mill at night")];
    let sources = texts.into_iter().zip(["a", "b", "c"]);
    sources
        .map(|(text, id)| Source::text(id.to_owned(), String::new(), text))
        .collect()
}

/// The CVs of a ranking with their points, and whether their reasons are kept.
fn told(ranking: &Ranking) -> Vec<(&str, i64, bool)> {
    let matches = ranking.matches.iter();
    matches
        .map(|known| {
            let explained = known.explanation.as_ref().unwrap();
            let has_reasons = !explained.reasons.is_empty();
            (known.cv_id.as_str(), explained.score().0, has_reasons)
        })
        .collect()
}

#[test]
fn of_so_many_first_the_reasons_are_kept_and_of_all_the_scores() {
    let ranker = musts();
    let scorer = Scorer {
        ranker: &ranker,
        ..scorer()
    };
    let job = query(only(skill(&["Kafka"], 1, None)));
    let sources = sources();
    let let_go = |_: &JobQuery, explained: &mut Explanation| explained.let_go_of_reasons(None);
    // Once in a dated position, and once in a bare list.
    let (used, listed) = (67_187, 30_244);
    for (top, kept) in [
        (None, [true, true, true]),
        (Some(0), [false, false, false]),
        (Some(1), [true, false, false]),
        (Some(2), [true, true, false]),
    ] {
        let lean = top.map(|top| Lean {
            top,
            let_go: &let_go,
        });
        let jobs = std::slice::from_ref(&job);
        let (rankings, read) = scorer.rank_jobs(jobs, &sources, lean, &|_, read| read.is_some());
        assert_eq!(read, [true, true, true]);
        let expected = [
            ("b", used, kept[0]),
            ("a", listed, kept[1]),
            ("c", 0, kept[2]),
        ];
        assert_eq!(told(&rankings[0]), expected, "{top:?}");
    }
}

#[test]
fn who_is_stopped_ranks_nothing() {
    let job = query(only(skill(&["Kafka"], 1, None)));
    let jobs = std::slice::from_ref(&job);
    for is_stopped in [true, false] {
        let ranked = scorer().rank_jobs_until(jobs, &sources(), None, &|_, _| (), &|| is_stopped);
        assert_eq!(ranked.is_none(), is_stopped);
    }
}

#[test]
fn two_that_are_the_same_file_name_each_other_and_one_alone_names_nobody() {
    let job = query(only(skill(&["Kafka"], 1, None)));
    let source = |id: &str| Source::text(id.to_owned(), String::new(), cv("Wrote Kafka"));
    let same = |other: &str| Duplicate {
        same: Sameness::File,
        others: 1,
        cv_ids: vec![other.to_owned()],
    };
    let of = |ranking: &Ranking| -> Vec<Vec<Duplicate>> {
        let matches = ranking.matches.iter();
        matches.map(|known| known.duplicates.clone()).collect()
    };
    let both = [source("a"), source("b")];
    let expected = [vec![same("b")], vec![same("a")]];
    assert_eq!(of(&scorer().rank(&job, &both, &|| ())), expected);
    let alone = scorer().rank(&job, &both[..1], &|| ());
    assert!(alone.matches[0].duplicates.is_empty());
    // The same of CVs that are weighed one by one.
    let weighed = both.iter().zip(0..);
    let weighed = weighed.map(|(source, number)| scorer().weigh(&job, source, &|_, _| number));
    let (ranking, kept) = ranked(weighed.collect());
    assert_eq!((of(&ranking), kept), (expected.to_vec(), vec![0, 1]));
}

#[test]
fn a_flag_says_what_text_that_is_not_seen_would_have_gained() {
    let ranker = musts();
    let scorer = Scorer {
        ranker: &ranker,
        ..scorer()
    };
    let job = query(only(skill(&["Kafka"], 1, None)));
    let explained =
        |document: Document| scorer.explain(&job, &scorer.profile_cv(document).unwrap());
    let hiding = |reason| {
        let mut hiding = document(&cv("Swept the mill"));
        hiding.hidden = vec![HiddenText {
            text: "Wrote Kafka".to_owned(),
            page: 1,
            reason,
            after: 3,
        }];
        hiding
    };
    let gains = |explained: &Explanation| -> Vec<(FlagKind, Option<Points>)> {
        let flags = explained.flags.iter();
        flags
            .filter_map(|flag| match flag {
                Flag::HiddenText { gain, .. } | Flag::DoubtfulText { gain, .. } => {
                    Some((flag.kind(), *gain))
                }
                _ => None,
            })
            .collect()
    };
    let hidden = hiding(HiddenReason::Tiny);
    let open = forged::shown(&hidden).unwrap().0;
    let found = explained(hidden);
    let gain = explained(open).score();
    assert_eq!((found.score(), gain > Points(0)), (Points(0), true));
    assert_eq!(gains(&found), [(FlagKind::HiddenText, Some(gain))]);
    let doubtful = hiding(HiddenReason::Doubtful);
    let open = doubtful.with_doubtful().unwrap();
    let found = explained(doubtful);
    let gain = explained(open).score();
    assert_eq!((found.score(), gain > Points(0)), (Points(0), true));
    assert_eq!(gains(&found), [(FlagKind::DoubtfulText, Some(gain))]);
}

#[test]
fn words_in_letters_of_another_alphabet_are_flagged_where_they_would_gain() {
    let ranker = musts();
    let scorer = Scorer {
        ranker: &ranker,
        ..scorer()
    };
    let job = query(only(skill(&["Kafka"], 1, None)));
    // With the Cyrillic letter that looks like an `a`.
    for (does, expected) in [
        ("Wrote K\u{430}fka", Some(("K\u{430}fka", 67_187))),
        ("Wrote glo\u{430}mrye", None),
        ("Wrote gloamrye", None),
    ] {
        let read = scorer.profile_cv(document(&cv(does))).unwrap();
        let explained = scorer.explain(&job, &read);
        assert_eq!(explained.score(), Points(0), "{does}");
        let flags = explained.flags.iter();
        let forged: Vec<(Vec<String>, i64)> = flags
            .filter_map(|flag| match flag {
                Flag::OtherAlphabet { words, gain } => Some((words.clone(), gain.0)),
                _ => None,
            })
            .collect();
        let expected = expected.map(|(word, gain)| (vec![word.to_owned()], gain));
        assert_eq!(forged, Vec::from_iter(expected), "{does}");
    }
}

#[test]
fn a_post_does_not_read_like_a_cv() {
    let post = "Baker\n\nWe are looking for a baker who kneads rye bread.\n\nRequirements\n- Three years of experience\n";
    let read = scorer().profile_job(&document(post)).unwrap();
    assert_eq!(read.reads_like_a_cv, None);
}

#[test]
fn sources_are_handed_over_in_their_order() {
    let job = query(only(skill(&["Kafka"], 1, None)));
    let ids: Vec<String> = (0..12).map(|at| format!("c{at}")).collect();
    let source = |id: &String| Source::text(id.clone(), String::new(), cv("Wrote Kafka"));
    let sources: Vec<Source> = ids.iter().map(source).collect();
    let mut found = Vec::new();
    scorer().stream(&job, &sources, &mut |known| {
        found.push(known.cv_id);
        ControlFlow::Continue(())
    });
    assert_eq!(found, ids);
}
