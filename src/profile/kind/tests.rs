use super::*;
use crate::document::{json_resume, plain};
use crate::lexicon::Lexicon;
use crate::profile::cv;
use crate::profile::dates::Month;

fn judged(document: &Document) -> Judgement {
    let profile = cv::read(document, Lexicon::builtin(), Month::new(2026, 6));
    judge(document, &profile)
}

fn of(text: &str) -> Judgement {
    judged(&plain::from_text(text, Format::PlainText).unwrap())
}

/// The parts of the samples that the weights are fitted to.
fn samples() -> impl Iterator<Item = (Kind, &'static str)> {
    let file = include_str!("../../../data/kinds/samples.txt");
    file.split("=== ").skip(1).map(|sample| {
        let (head, text) = sample.split_once('\n').unwrap();
        let kind = match head.split(' ').next() {
            Some("cv") => Kind::Cv,
            Some("post") => Kind::Post,
            _ => Kind::Other,
        };
        (kind, text)
    })
}

#[test]
fn the_weights_are_for_these_measures() {
    let weights = Weights::builtin();
    assert_eq!(weights.measures, names());
    for of_kind in [&weights.cv, &weights.post, &weights.other] {
        assert_eq!(of_kind.len(), COUNT);
        assert!(of_kind.iter().any(|weight| *weight != 0.0));
    }
}

#[test]
fn what_the_weights_were_fitted_to_is_told_apart() {
    let (mut right, mut all) = (0, 0);
    for (kind, text) in samples() {
        let judged = of(text);
        all += 1;
        right += usize::from(judged.kind == kind);
        if kind == Kind::Cv {
            assert_eq!(judged.plainly_no_cv(), None, "{text}");
        }
    }
    assert!(right * 100 >= all * 95, "{right} of {all}");
}

#[test]
fn a_structured_cv_is_no_job_whatever_its_words() {
    let words = "Условия и требования: мы предлагаем, обязанности, your offer, we apply";
    let json = format!(r#"{{"work": [{{"name": "Brill Ltd", "summary": "{words}"}}]}}"#);
    let structured = judged(&json_resume::read(json.as_bytes()).unwrap());
    assert!(structured.is_plainly_a_cv() && !structured.is_rather_a_post());
    assert!(of(words).is_rather_a_post());
}

#[test]
fn a_name_changes_nothing() {
    let cv = |name: &str| {
        format!(
            "{name}\nExperience\nNurse, Brill Hospital, 2015 - 2018\nCared for patients on two wards\n\
             Education\nBSc Nursing, 2014\nSkills\nTriage, venepuncture"
        )
    };
    let anna = of(&cv("Anna Nowak"));
    assert_eq!(anna.kind, Kind::Cv);
    for name in ["Will Price", "May Benefits", "Ida Total"] {
        assert_eq!(of(&cv(name)), anna, "{name}");
    }
}

#[test]
fn the_reasons_are_words_and_come_strongest_first() {
    let post =
        of("We are looking for a welder. You must have two years. We offer good pay. Apply now.");
    assert_eq!(post.kind, Kind::Post);
    let why = post.why(Kind::Post);
    assert!(
        why.starts_with("it ") && why.matches(", ").count() < REASONS,
        "{why}"
    );
    assert!(why.contains("looks for somebody"), "{why}");
}

#[test]
fn a_page_of_the_web_is_told_only_where_nothing_of_a_cv_stands_in_it() {
    let page = "<html><title>Sign in</title><body><h1>Sign in</h1><p>Your session has expired. \
        Enter your user name and password. Forgot your password? We use cookies; see the privacy policy.</p>";
    let read = |html: &str| {
        let document = crate::document::html::read(html.as_bytes()).unwrap();
        let profile = cv::read(&document, Lexicon::builtin(), Month::new(2026, 6));
        is_page_of_the_web(&document, &profile)
    };
    assert!(read(page));
    assert!(!read(&format!(
        "{page}<h2>Experience</h2><p>Web developer, Brill Ltd, 2015 - 2018</p><p>Built the sign in page</p>"
    )));
    assert!(!read(
        "<p>We are looking for a web developer. Apply now.</p>"
    ));
}
