//! Jobs and CVs made by hand, so that what a measure says of them can be worked out.

use super::*;
use crate::document::{Document, Format, plain};
use crate::profile::cv::{self, Strength};
use crate::profile::dates::Month;
use crate::profile::job::{JobProfile, Requirement, Wanted};

/// A CV with one dated position, in which the two lines name what they name.
pub(crate) const BAKER: &str =
    "Experience\nBaker, Brill Ltd, 2015 - 2018\n- Kneaded gloamrye by hand\n";

/// An English job of this title that is described by `text` and asks for nothing yet.
pub(crate) fn job(title: &str, text: &str) -> JobProfile {
    JobProfile {
        title: title.to_owned(),
        language: "en".to_owned(),
        seniority: None,
        place: None,
        mode: None,
        requirements: Vec::new(),
        text: text.to_owned(),
        described: vec![Span::new(0, text.len())],
        set_aside: Vec::new(),
        reads_like_a_cv: None,
        unread_language: None,
    }
}

/// The same job that also asks for `demand`.
pub(crate) fn asking(mut job: JobProfile, importance: Importance, demand: Demand) -> JobProfile {
    job.requirements.push(Requirement {
        id: format!("r{}", job.requirements.len() + 1),
        importance,
        demand,
        quote: String::new(),
        span: None,
        weight: 1.0,
    });
    job
}

/// A job that asks for `demand` and says nothing else.
pub(crate) fn only(demand: Demand) -> JobProfile {
    asking(job("", ""), Importance::Must, demand)
}

/// As the lexicon knows it, if it does.
pub(crate) fn wanted(label: &str) -> Wanted {
    Wanted {
        label: label.to_owned(),
        concept: Lexicon::builtin().lookup(label),
    }
}

/// One of `labels`, for so many months.
pub(crate) fn skill(labels: &[&str], at_least: u32, minimum_months: Option<u32>) -> Demand {
    Demand::Skill {
        any_of: labels.iter().map(|label| wanted(label)).collect(),
        at_least,
        minimum_months,
    }
}

/// Without a table of frequencies a word weighs by its length alone.
pub(crate) fn query(job: JobProfile) -> JobQuery {
    JobQuery::new(job, Lexicon::builtin(), &Background::default())
}

pub(crate) fn document(text: &str) -> Document {
    plain::from_text(text, Format::PlainText).unwrap()
}

/// As seen from January 2020.
pub(crate) fn profile(document: &Document) -> CvProfile {
    cv::read(document, Lexicon::builtin(), Month::new(2020, 1))
}

/// The same CV, with every line and every mention of that strength.
pub(crate) fn with_strength(mut cv: CvProfile, strength: Strength) -> CvProfile {
    for passage in &mut cv.passages {
        passage.strength = strength;
    }
    for mention in cv.skills.iter_mut().flat_map(|claim| &mut claim.mentions) {
        mention.strength = strength;
    }
    cv
}

/// The parts of a feature.
pub(crate) fn parts(job: JobProfile, cv: &CvProfile, text: &str, feature: Feature) -> Vec<Part> {
    let mut parts = measure(&query(job), cv, text, Lexicon::builtin()).parts;
    parts.retain(|part| part.feature == feature);
    parts
}

/// The only part of a feature.
pub(crate) fn part(job: JobProfile, cv: &CvProfile, text: &str, feature: Feature) -> Part {
    let mut parts = parts(job, cv, text, feature);
    assert_eq!(parts.len(), 1, "{parts:?}");
    parts.remove(0)
}

/// Values are sums of fractions.
#[track_caller]
pub(crate) fn assert_near(value: f64, expected: f64, what: &str) {
    assert!(
        (value - expected).abs() < 1e-12,
        "{what}: {value}, expected {expected}"
    );
}

#[test]
fn half_is_met_and_any_more_than_nothing_is_partly() {
    for (value, outcome) in [
        (1.0, Outcome::Met),
        (0.5, Outcome::Met),
        (0.5f64.next_down(), Outcome::Partly),
        (f64::MIN_POSITIVE, Outcome::Partly),
        (0.0, Outcome::NotFound),
    ] {
        assert_eq!(Outcome::of_value(value), outcome, "{value}");
    }
    for (share, outcome) in [
        (1.0, Outcome::Met),
        (1.0f64.next_down(), Outcome::Partly),
        (f64::MIN_POSITIVE, Outcome::Partly),
        (0.0, Outcome::NotFound),
    ] {
        assert_eq!(Outcome::of_share(share), outcome, "{share}");
    }
}

#[test]
fn a_vector_sums_share_times_value() {
    let part = |feature, share, value| Part {
        feature,
        requirement: None,
        share,
        value,
        outcome: Outcome::Met,
        note: String::new(),
        evidence: Vec::new(),
    };
    let pair = PairFeatures {
        parts: vec![
            part(Feature::MustCoverage, 0.75, 1.0),
            part(Feature::MustCoverage, 0.25, 0.5),
            part(Feature::Languages, 1.0, 0.25),
        ],
        copied: Vec::new(),
        relevant_months: 0,
        total_months: 0,
    };
    let mut expected = [0.0; COUNT];
    expected[Feature::MustCoverage.index()] = 0.875;
    expected[Feature::Languages.index()] = 0.25;
    assert_eq!(pair.vector(), expected);
}

#[test]
fn a_feature_applies_where_the_job_asks_for_it() {
    let education = Demand::Education {
        level: crate::profile::education::EducationLevel::Bachelor,
        fields: Vec::new(),
        or_equivalent: false,
    };
    let language = Demand::Language {
        any_of: vec!["de".to_owned()],
        level: None,
    };
    let experience = |minimum_months| Demand::Experience {
        minimum_months,
        maximum_months: None,
    };
    let years = [
        Feature::RelevantYears,
        Feature::TotalYears,
        Feature::Recency,
    ];
    let of_title = [
        Feature::WordSimilarity,
        Feature::ExperienceSimilarity,
        Feature::PassageSimilarity,
        Feature::TitleSimilarity,
        Feature::TitleWords,
    ];
    let nice = asking(job("", ""), Importance::Nice, language.clone());
    let senior = JobProfile {
        seniority: Some(crate::profile::seniority::Seniority::Senior),
        ..job("", "")
    };
    let with = |further: &[Feature]| [&years[..], further].concat();
    for (what, asked, expected) in [
        ("nothing", job("", ""), with(&[])),
        ("a title", job("Baker", ""), with(&of_title)),
        (
            "two words",
            job("", "gloamrye kneading"),
            with(&[
                Feature::WordSimilarity,
                Feature::PairSimilarity,
                Feature::ExperienceSimilarity,
                Feature::PassageSimilarity,
            ]),
        ),
        ("a level", senior, with(&[Feature::Seniority])),
        (
            "a degree",
            only(education),
            with(&[Feature::MustCoverage, Feature::Education]),
        ),
        (
            "a language, if possible",
            nice,
            with(&[Feature::NiceCoverage, Feature::Languages]),
        ),
        (
            "a month",
            only(experience(1)),
            with(&[Feature::MustCoverage]),
        ),
        ("no year", only(experience(0)), vec![Feature::MustCoverage]),
    ] {
        let query = query(asked);
        for info in REGISTRY {
            let is_expected = expected.contains(&info.feature);
            assert_eq!(
                query.applies(info.feature),
                is_expected,
                "{what}: {}",
                info.name
            );
        }
    }
}

#[test]
fn the_shares_of_each_feature_sum_to_one() {
    let german = Demand::Language {
        any_of: vec!["de".to_owned()],
        level: None,
    };
    let degree = Demand::Education {
        level: crate::profile::education::EducationLevel::Bachelor,
        fields: Vec::new(),
        or_equivalent: false,
    };
    let years = Demand::Experience {
        minimum_months: 24,
        maximum_months: None,
    };
    let mut asked = job("Senior Baker", "Senior Baker\nKneads gloamrye and zorblang");
    asked.seniority = Some(crate::profile::seniority::Seniority::Senior);
    let demands = [
        (Importance::Must, skill(&["Kafka"], 1, None)),
        (Importance::Must, german),
        (Importance::Must, degree),
        (Importance::Must, years),
        (Importance::Nice, skill(&["Docker"], 1, None)),
        (Importance::Nice, skill(&["Python"], 1, None)),
    ];
    for (importance, demand) in demands {
        asked = asking(asked, importance, demand);
    }
    let query = query(asked);
    let cv = profile(&document(BAKER));
    let parts = measure(&query, &cv, BAKER, Lexicon::builtin()).parts;
    for info in REGISTRY {
        let own = parts.iter().filter(|part| part.feature == info.feature);
        let sum: f64 = own.map(|part| part.share).sum();
        let whole = if query.applies(info.feature) {
            1.0
        } else {
            sum
        };
        assert_near(sum, whole, info.name);
    }
}

#[test]
fn what_is_remembered_of_a_cv_is_no_measure_of_one_that_copies() {
    let run = "gloamrye zorblang quibscript fennix tidework ropelay saltern wharfing";
    let text = format!("{BAKER}- {run}\n");
    let cv = profile(&document(&text));
    // One word describes the work; what stands below it is looked at for copies alone.
    let asked = |post: &str| {
        let mut asked = job("", post);
        asked.described = vec![Span::new(0, "quibscript".len())];
        query(asked)
    };
    let (alone, pasted) = (asked("quibscript"), asked(&format!("quibscript\n{run}")));
    let remembered = Remembered::default();
    let of = |query: &JobQuery| {
        let copied = copied::find(query, &cv, &text);
        let pair = measure_without(&copied, &remembered, query, &cv, &text, Lexicon::builtin());
        pair.vector()[Feature::WordSimilarity.index()]
    };
    let once = of(&alone);
    assert!(once > 0.0);
    assert_eq!(of(&pasted), 0.0);
    assert_eq!(of(&alone), once);
}
