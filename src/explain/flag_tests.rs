//! What is flagged beside a score, and what stays when its reasons are let go.

use super::tests::{explained, reason};
use super::*;
use crate::document::{Format, HiddenReason};
use crate::features::tests::{BAKER, document, only, profile, query, skill};
use crate::profile::cv::{Impossibility, Impossible};
use crate::profile::kind::{Kind, judge};

#[test]
fn a_gain_is_noted_beside_the_text_that_would_earn_it() {
    let hidden = |gain| Flag::HiddenText {
        characters: 6,
        quote: "Docker".to_owned(),
        gain,
    };
    let doubtful = |gain| Flag::DoubtfulText {
        characters: 4,
        quote: "Java".to_owned(),
        gain,
    };
    let gain = Some(Points(5_000));
    for (kind, expected) in [
        (FlagKind::HiddenText, [hidden(gain), doubtful(None)]),
        (FlagKind::DoubtfulText, [hidden(None), doubtful(gain)]),
        (FlagKind::NoDates, [hidden(None), doubtful(None)]),
    ] {
        let mut one = explained(Vec::new());
        one.flags = vec![hidden(None), doubtful(None), Flag::NoDates];
        one.note_gain(kind, Points(5_000));
        assert_eq!(one.flags[..2], expected, "{kind:?}");
    }
}

#[test]
fn the_score_stays_when_the_reasons_are_let_go() {
    let mut one = explained(vec![
        reason(Feature::WordSimilarity, 0.5, 9_000, 4_500),
        reason(Feature::PairSimilarity, 0.5, 9_000, 700),
    ]);
    one.base = Points(30);
    one.missing = vec!["COBOL".to_owned()];
    one.must.total = 2;
    one.let_go_of_reasons(Some(Points(6_000)));
    assert_eq!((one.base, one.score()), (Points(5_230), Points(5_230)));
    assert_eq!((one.reasons.len(), one.missing.len()), (0, 0));
    assert_eq!((one.if_dated, one.must.total), (Some(Points(6_000)), 2));
}

#[test]
fn positions_that_cannot_be_are_counted_by_the_reason_of_the_first() {
    use Impossibility::{NotBegun, OneDay};
    let document = document(BAKER);
    let mut cv = profile(&document);
    let span = Span::new(11, 16);
    let of = |(why, quote): (Impossibility, &str)| Impossible {
        why,
        span,
        named: span,
        quote: quote.to_owned(),
    };
    let nothing = PairFeatures {
        parts: Vec::new(),
        copied: Vec::new(),
        relevant_months: 0,
        total_months: 0,
    };
    for (impossible, expected) in [
        (&[][..], None),
        (&[(NotBegun, "Baker")], Some((1, NotBegun, "Baker"))),
        (
            &[(NotBegun, "Baker"), (OneDay, "Cook"), (NotBegun, "Diver")],
            Some((2, NotBegun, "Baker")),
        ),
        (
            &[(OneDay, "Cook"), (NotBegun, "Baker"), (NotBegun, "Diver")],
            Some((1, OneDay, "Cook")),
        ),
    ] {
        cv.impossible = impossible.iter().copied().map(of).collect();
        let paper = Paper {
            document: &document,
            profile: &cv,
        };
        let expected = expected.map(|(positions, why, quote)| Flag::ImpossiblePositions {
            positions,
            why,
            quote: quote.to_owned(),
        });
        let found = flags(paper, &nothing, &[]);
        assert_eq!(found, Vec::from_iter(expected), "{impossible:?}");
    }
}

#[test]
fn a_cv_without_dates_and_a_paper_that_is_none_are_flagged() {
    let job = query(only(skill(&["Kafka"], 1, None)));
    let post = "it is of the form JobPosting of schema.org";
    let no_cv = || Flag::NoCv {
        kind: Kind::Post,
        why: post.to_owned(),
    };
    for (format, months, is_dated, expected) in [
        (Format::JsonResume, 0, false, vec![Flag::NoDates]),
        (Format::JsonResume, 1, false, vec![]),
        (Format::JsonResume, 0, true, vec![]),
        (Format::JobPosting, 0, false, vec![no_cv()]),
        (Format::JobPosting, 1, true, vec![no_cv()]),
    ] {
        let plain = document(BAKER);
        let mut cv = profile(&plain);
        let document = Document { format, ..plain };
        cv.total_months = months;
        let position = &mut cv.positions[0];
        (position.certainty, position.stated_months) = (100, None);
        if !is_dated {
            position.months = None;
        }
        let mut one = explained(Vec::new());
        note_kinds(&mut one, &job, &cv, &judge(&document, &cv));
        one.flags.retain(|flag| {
            let kind = flag.kind();
            kind == FlagKind::NoCv || kind == FlagKind::NoDates
        });
        assert_eq!(one.flags, expected, "{format:?} {months} {is_dated}");
    }
}

#[test]
fn a_position_is_unsure_below_half_and_languages_without_words_are_told() {
    let plain = document(BAKER);
    let mut cv = profile(&plain);
    let document = Document {
        format: Format::JsonResume,
        ..plain
    };
    let mut asked = only(skill(&["Kafka"], 1, None));
    for (certainty, language, expected) in [
        (50, None, vec![]),
        (49, None, vec![Flag::UnsurePositions { unsure: 1, of: 1 }]),
        (
            50,
            Some("Faroese"),
            vec![
                Flag::UnreadLanguage {
                    language: "Faroese",
                },
                Flag::JobInUnreadLanguage {
                    language: "Faroese".to_owned(),
                },
            ],
        ),
    ] {
        cv.positions[0].certainty = certainty;
        cv.unread_language = language;
        asked.title = "Baker".to_owned();
        asked.unread_language = language.map(str::to_owned);
        let mut one = explained(Vec::new());
        let job = query(asked.clone());
        note_kinds(&mut one, &job, &cv, &judge(&document, &cv));
        assert_eq!(one.flags, expected, "{certainty} {language:?}");
    }
    // A post without a title, and one that is a CV.
    asked.title = String::new();
    asked.unread_language = None;
    asked.reads_like_a_cv = Some("it lists positions".to_owned());
    cv.unread_language = None;
    let mut one = explained(Vec::new());
    note_kinds(&mut one, &query(asked), &cv, &judge(&document, &cv));
    let expected = [
        Flag::JobSaysTooLittle { lacks: "no title" },
        Flag::JobIsACv {
            why: "it lists positions".to_owned(),
        },
    ];
    assert_eq!(one.flags, expected);
}

#[test]
fn what_is_hidden_and_what_may_be_are_flagged_apart() {
    let mut document = document(BAKER);
    for (text, reason) in [
        ("Docker", HiddenReason::Tiny),
        ("SQL, Java", HiddenReason::Doubtful),
        ("Perl", HiddenReason::Doubtful),
    ] {
        document.hidden.push(HiddenText {
            text: text.to_owned(),
            page: 1,
            reason,
            after: 0,
        });
    }
    let cv = profile(&document);
    let paper = Paper {
        document: &document,
        profile: &cv,
    };
    let expected = [
        Flag::HiddenText {
            characters: 6,
            quote: "Docker".to_owned(),
            gain: None,
        },
        Flag::DoubtfulText {
            characters: 13,
            quote: "SQL, Java".to_owned(),
            gain: None,
        },
    ];
    assert_eq!(unseen_flags(paper), expected);
}

#[test]
fn a_place_on_two_lines_is_quoted_alone() {
    let text = "Experience\n- baked rye bread\n- sold it\n";
    let document = document(text);
    let cv = profile(&document);
    let paper = Paper {
        document: &document,
        profile: &cv,
    };
    for (sought, expected) in [
        ("rye bread", "- baked rye bread"),
        ("bread\n- sold", "bread\n- sold"),
        ("sold it", "- sold it"),
    ] {
        let start = text.find(sought).unwrap();
        let found = evidence(paper, Span::new(start, start + sought.len())).unwrap();
        assert_eq!(found.quote, expected);
        assert_eq!(&text[found.start as usize..found.end as usize], expected);
    }
}
