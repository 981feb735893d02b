//! What a recruiter should mend in a job post: vague, contradictory and unlawful asks.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::phrases::{Words, phrase_table};
use super::protected::{self, Ground};
use super::{Demand, Importance, JobProfile, Requirement, SetAsideReason, Wanted, boilerplate};
use crate::document::{Document, Format, Span, Unreadable, plain};
use crate::languages::key;
use crate::profile::seniority::Seniority;
use crate::text::PhraseTable;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// No CV can show it, or every CV claims it.
    Vague,
    /// Two asks of the post cannot both be meant.
    Contradictory,
    /// May not be asked in many places; it is never scored.
    Unlawful,
    /// A must that no CV of a pool meets.
    Unmet,
    /// There is no title or no must that can be checked.
    TooLittle,
}

/// Something to mend in a job post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub kind: FindingKind,
    /// Where `quote` stands in the post's text; absent when it is the post as a whole.
    pub span: Option<Span>,
    pub quote: String,
    pub message: String,
    pub better_wording: String,
}

/// More years than this do not go with a junior or trainee title.
const JUNIOR_MONTHS: u32 = 36;

/// Vague words, each with what the recruiter should do instead.
static VAGUE: LazyLock<PhraseTable<&str>> = LazyLock::new(|| {
    phrase_table(&[
        (
            key::POST_LINT_HERO,
            "name the work and the level, such as \"has run three product launches\"",
        ),
        (
            key::POST_LINT_COMMUNICATION,
            "say with whom and in what form, such as \"writes reports for the board\" or \"explains results to customers\"",
        ),
        (
            key::POST_LINT_CHANGE,
            "say what changes and how often, such as \"two releases a week\" or \"shifts change monthly\"",
        ),
        (
            key::POST_LINT_CHARACTER,
            "leave it out, or name what the person decides alone",
        ),
        (key::POST_LINT_LENGTH, "give a number, such as \"3 years\""),
    ])
});

/// Whether `text` touches what may not be asked in many places: age, sex, family, origin, health,
/// religion, looks. A language as a native speaks it is none of these here.
pub(crate) fn touches_protected_ground(text: &str) -> bool {
    protected::not_for_scoring(&Words::new(text), Span::new(0, text.len()))
}

/// Everything to mend in the post, in the order of the text; findings without a place come last.
///
/// `document` is the one that `job` was read from.
pub fn lint(job: &JobProfile, document: &Document) -> Vec<Finding> {
    let words = Words::new(&document.text);
    let whole = Span::new(0, document.text.len());
    let mut found: Vec<Finding> = Vec::new();
    for hit in words.find(&VAGUE, words.within(whole)) {
        let span = words.span_of(&hit.range);
        found.push(Finding {
            kind: FindingKind::Vague,
            span: Some(span),
            quote: span.of(&document.text).to_owned(),
            message: "vague: no CV can be checked against it".to_owned(),
            better_wording: hit.value.to_owned(),
        });
    }
    for hit in protected::find(&words, whole) {
        let span = words.span_of(&hit.range);
        // A statement that nobody is turned away names the same grounds.
        let line = document.lines.iter().find(|line| line.span.contains(span));
        let aside = line.is_some_and(|line| {
            boilerplate::strong(&words, line.span) == Some(SetAsideReason::EqualOpportunity)
        });
        if !aside {
            let (message, better) = unlawful(hit.value);
            found.push(Finding {
                kind: FindingKind::Unlawful,
                span: Some(span),
                quote: span.of(&document.text).to_owned(),
                message: message.to_owned(),
                better_wording: better.to_owned(),
            });
        }
    }
    found.extend(contradictions(job));
    if let Some(lacks) = job.lacks() {
        found.push(Finding {
            kind: FindingKind::TooLittle,
            span: None,
            quote: String::new(),
            message: format!("says too little to rank by: {lacks} was found"),
            better_wording:
                "name the job in a line of its own, and what a person must have, each in a line"
                    .to_owned(),
        });
    }
    found.sort_by_key(|finding| {
        (
            finding.span.is_none(),
            finding.span.map(|span| span.start),
            finding.kind,
        )
    });
    found
}

/// Whether `file` is a job file that holds its post: the places of `job`, which was read from it,
/// lie in the text of that post.
pub fn holds_post(job: &JobProfile, file: &Document) -> bool {
    file.format == Format::JobToml && !job.text.trim().is_empty()
}

/// [`lint`] of a file that may be a job file; see [`place_in_file`] for the places found then.
///
/// # Errors
/// When the text of the post in a job file is over a limit.
pub fn lint_file(job: &JobProfile, file: &Document) -> Result<Vec<Finding>, Unreadable> {
    if !holds_post(job, file) {
        return Ok(lint(job, file));
    }
    let post = plain::from_text(&job.text, Format::JobToml)?;
    Ok(lint(job, &post))
}

/// Points each finding at its quote in the job file.
pub fn place_in_file(found: &mut [Finding], file: &Document) {
    for finding in found {
        let start = file.text.find(&finding.quote);
        finding.span = start.map(|start| Span::new(start, start + finding.quote.len()));
    }
}

/// A must that none of `cvs` CVs meets, and `partly` of them in part.
pub(crate) fn unmet(requirement: &Requirement, cvs: usize, partly: usize) -> Finding {
    let in_part = match partly {
        0 => String::new(),
        count => format!(" ({count} in part)"),
    };
    Finding {
        kind: FindingKind::Unmet,
        span: requirement.span,
        quote: requirement.quote.clone(),
        message: format!("a must that none of the {cvs} CVs meets{in_part}"),
        better_wording: "name what else would do, make it nice to have, or say it in the words \
                         that CVs use"
            .to_owned(),
    }
}

fn unlawful(ground: Ground) -> (&'static str, &'static str) {
    match ground {
        Ground::Age => (
            "asks for an age: not lawful in many places, and never scored",
            "ask for the experience that is meant, such as \"3 years in the trade\"",
        ),
        Ground::Gender => (
            "asks for a sex: not lawful in many places, and never scored",
            "leave it out, and name the job for everyone",
        ),
        Ground::Family => (
            "asks for family status: not lawful in many places, and never scored",
            "name the working hours or the travel instead",
        ),
        Ground::Origin => (
            "asks for nationality or origin: not lawful in many places, and never scored",
            "ask for the right to work, after the choice",
        ),
        Ground::Health => (
            "asks for health: not lawful in many places, and never scored",
            "name the task itself, such as \"lifts boxes of 15 kg\"",
        ),
        Ground::Religion => (
            "asks for a religion: not lawful in many places, and never scored",
            "leave it out",
        ),
        Ground::Photo => (
            "asks for a photo or for looks: not lawful in many places, and never scored",
            "leave it out",
        ),
        Ground::NativeSpeaker => (
            "asks for a birth language: stands for origin in many places",
            "name a level, such as \"C1\" or \"C2\"",
        ),
    }
}

fn contradictions(job: &JobProfile) -> Vec<Finding> {
    let mut found = Vec::new();
    let junior = job.seniority.filter(|&level| level <= Seniority::Junior);
    for requirement in &job.requirements {
        let (minimum, maximum) = match requirement.demand {
            Demand::Experience {
                minimum_months,
                maximum_months,
            } => (Some(minimum_months), maximum_months),
            Demand::Skill { minimum_months, .. } => (minimum_months, None),
            _ => (None, None),
        };
        if let (Some(minimum), Some(maximum)) = (minimum, maximum)
            && minimum > maximum
        {
            found.push(contradiction(
                requirement,
                format!("asks for at least {minimum} and at most {maximum} months"),
                "give the smaller number first",
            ));
        }
        if let Some(minimum) = minimum.filter(|&months| months > JUNIOR_MONTHS)
            && junior.is_some()
            && requirement.importance == Importance::Must
        {
            found.push(contradiction(
                requirement,
                format!("asks for {} years under a junior title", minimum / 12),
                "ask for at most 3 years, or change the title",
            ));
        }
    }
    for (index, requirement) in job.requirements.iter().enumerate() {
        let twice = job.requirements[..index].iter().find(|other| {
            other.importance != requirement.importance && share_a_skill(other, requirement)
        });
        if let Some(other) = twice {
            found.push(contradiction(
                requirement,
                format!(
                    "asked as must and as nice to have; the other is \"{}\"",
                    other.quote
                ),
                "keep one of the two",
            ));
        }
    }
    found
}

/// Whether both ask for one and the same skill alone.
fn share_a_skill(one: &Requirement, other: &Requirement) -> bool {
    let only = |requirement: &Requirement| -> Option<Wanted> {
        match &requirement.demand {
            Demand::Skill { any_of, .. } => match any_of.as_slice() {
                [wanted] => Some(wanted.clone()),
                _ => None,
            },
            _ => None,
        }
    };
    match (only(one), only(other)) {
        (Some(one), Some(other)) => {
            one.label.to_lowercase() == other.label.to_lowercase()
                || (one.concept.is_some() && one.concept == other.concept)
        }
        _ => false,
    }
}

fn contradiction(requirement: &Requirement, message: String, better: &str) -> Finding {
    Finding {
        kind: FindingKind::Contradictory,
        span: requirement.span,
        quote: requirement.quote.clone(),
        message,
        better_wording: better.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, plain};
    use crate::lexicon::{ConceptId, Lexicon};
    use crate::profile::job;

    fn found(post: &str) -> Vec<(FindingKind, String)> {
        let document = plain::from_text(post, Format::PlainText).unwrap();
        let job = job::read(&document, Lexicon::builtin());
        lint(&job, &document)
            .into_iter()
            .inspect(|finding| {
                if let Some(span) = finding.span {
                    assert_eq!(span.of(post), finding.quote);
                }
            })
            .filter(|finding| finding.kind != FindingKind::TooLittle)
            .map(|finding| (finding.kind, finding.quote))
            .collect()
    }

    #[test]
    fn a_post_to_rank_by_has_a_title_and_a_must() {
        for (post, says) in [
            ("Baker\n\nRequirements:\n- 2 years of experience\n", None),
            (
                "Baker\n\nWe bake rye bread.\n",
                Some("says too little to rank by: no must that can be checked was found"),
            ),
        ] {
            let document = plain::from_text(post, Format::PlainText).unwrap();
            let job = job::read(&document, Lexicon::builtin());
            let found = lint(&job, &document);
            let told = found.iter().find(|one| one.kind == FindingKind::TooLittle);
            assert_eq!(told.map(|one| one.message.as_str()), says, "{post}");
        }
        // What has no place in the post comes last.
        let post = "Rockstar baker\n\nWe bake rye bread.\n";
        let document = plain::from_text(post, Format::PlainText).unwrap();
        let found = lint(&job::read(&document, Lexicon::builtin()), &document);
        let places: Vec<bool> = found.iter().map(|one| one.span.is_some()).collect();
        assert_eq!(places, [true, false]);
    }

    #[test]
    fn posts_are_mended() {
        use FindingKind::*;
        let cases = [
            ("Rockstar baker", vec![(Vague, "Rockstar")]),
            (
                "Junior Baker\n\nRequirements:\n- 8 years of experience\n",
                vec![(Contradictory, "8 years of experience")],
            ),
            (
                "Baker\n\nRequirements:\n- not older than 35, age between 20 and 35\n- with photo\n",
                vec![(Unlawful, "age between"), (Unlawful, "with photo")],
            ),
            (
                "Baker\n\nRequirements:\n- native speaker of Dutch\n",
                vec![(Unlawful, "native speaker")],
            ),
            (
                "Baker\n\nEqual opportunity\n\nWe hire regardless of nationality and marital status.\n",
                vec![],
            ),
            ("Baker\n\nRequirements:\n- 2 years of experience\n", vec![]),
        ];
        for (post, expected) in cases {
            let expected: Vec<_> = expected
                .into_iter()
                .map(|(kind, quote)| (kind, quote.to_owned()))
                .collect();
            assert_eq!(found(post), expected, "{post}");
        }
    }

    #[test]
    fn three_years_go_with_a_junior_title_and_no_month_more() {
        let post = |title: &str, heading: &str, length: &str| {
            format!("{title} Baker\n\n{heading}:\n- {length} of experience\n")
        };
        for (title, heading, length, is_contradiction) in [
            ("Junior", "Requirements", "3 years", false),
            ("Junior", "Requirements", "36 months", false),
            ("Junior", "Requirements", "37 months", true),
            ("Trainee", "Requirements", "4 years", true),
            ("Senior", "Requirements", "4 years", false),
            ("", "Requirements", "4 years", false),
            ("Junior", "Nice to have", "4 years", false),
        ] {
            let contradictions = found(&post(title, heading, length));
            assert_eq!(
                !contradictions.is_empty(),
                is_contradiction,
                "{title}, {length}"
            );
        }
    }

    #[test]
    fn the_least_is_not_more_than_the_most() {
        for (least, most, is_contradiction) in [(24, 24, false), (25, 24, true), (24, 36, false)] {
            let document = plain::from_text("Baker", Format::PlainText).unwrap();
            let mut job = job::read(&document, Lexicon::builtin());
            job.requirements = vec![Requirement {
                id: "r1".into(),
                importance: Importance::Must,
                demand: Demand::Experience {
                    minimum_months: least,
                    maximum_months: Some(most),
                },
                quote: "years".into(),
                span: None,
                weight: 1.0,
            }];
            let messages: Vec<String> = lint(&job, &document)
                .into_iter()
                .map(|finding| finding.message)
                .collect();
            let expected = format!("asks for at least {least} and at most {most} months");
            assert_eq!(messages == [expected], is_contradiction, "{messages:?}");
        }
    }

    #[test]
    fn a_skill_is_not_both_must_and_nice() {
        let asks = |label: &str, importance| Requirement {
            id: "r1".into(),
            importance,
            demand: Demand::Skill {
                any_of: vec![Wanted {
                    label: label.into(),
                    concept: None,
                }],
                at_least: 1,
                minimum_months: None,
            },
            quote: "Zorbling".into(),
            span: None,
            weight: 1.0,
        };
        let document = plain::from_text("Baker", Format::PlainText).unwrap();
        let mut job = job::read(&document, Lexicon::builtin());
        job.requirements = vec![
            asks("Zorbling", Importance::Must),
            asks("Zorbling", Importance::Must),
            asks("Quibbling", Importance::Nice),
        ];
        assert!(lint(&job, &document).is_empty());
        job.requirements.push(asks("Zorbling", Importance::Nice));
        let found = lint(&job, &document);
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].message,
            "asked as must and as nice to have; the other is \"Zorbling\""
        );
    }

    #[test]
    fn one_skill_has_one_name_or_one_concept() {
        let kafka = Lexicon::builtin().named("Kafka");
        let asks = |wanted: &[(&str, Option<ConceptId>)]| Requirement {
            id: "r1".into(),
            importance: Importance::Must,
            demand: Demand::Skill {
                any_of: wanted
                    .iter()
                    .map(|(label, concept)| Wanted {
                        label: (*label).into(),
                        concept: *concept,
                    })
                    .collect(),
                at_least: 1,
                minimum_months: None,
            },
            quote: "Zorbling".into(),
            span: None,
            weight: 1.0,
        };
        let zorbling = ("Zorbling", None);
        for (one, other, expected) in [
            (&[zorbling][..], &[("zorbling", None)][..], true),
            (&[zorbling], &[("Quibbling", None)], false),
            (&[("Kafka", kafka)], &[("Other Kafka", kafka)], true),
            (&[zorbling], &[zorbling, ("Quibbling", None)], false),
        ] {
            assert_eq!(share_a_skill(&asks(one), &asks(other)), expected);
        }
        for (partly, expected) in [
            (0, "a must that none of the 3 CVs meets"),
            (1, "a must that none of the 3 CVs meets (1 in part)"),
        ] {
            assert_eq!(unmet(&asks(&[zorbling]), 3, partly).message, expected);
        }
    }
}
