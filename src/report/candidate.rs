//! One score explained to the person whose CV it is: what was read, what counted and how much,
//! what would change it, what is not known.

use super::outlook::entry_text;
use super::terminal::value;
use super::wording::{Reader, demand_text, fact_text};
use super::{Place, Run, years};
use crate::explain::{Count, Explanation, Reason, requirement_label};
use crate::features::potential::{Fact, by_words_alone};
use crate::features::{Feature, JobQuery, Outcome};
use crate::model::Points;
use crate::profile::job::Importance;
use crate::rank::Match;
use crate::what_if::{NEXT_MONTHS, changes};

/// Forms shown of what was searched.
const SEARCHED: usize = 8;

const METHOD: &str = "\
HOW THE SCORE IS MADE
A program looked in the text of your CV for what the job post asks. Each part below can earn at
most the points stated, which depend on the post alone, and earns the share of them that your CV
shows. The parts add up to the score. Other applicants change your place, never your score.
";

const NOT_FOUND: &str = "\
\"Not found\" means that the text does not say it in a form that the program knows. It does not
mean that you lack it.
";

const TRUE_FACTS: &str = "\
These are facts that count where they are true. Each figure is the least that the fact would add
by itself; together they may add less than their sum. A word without work behind it earns little.
";

const NOT_USED: &str = "\
WHAT WAS NOT USED
Name, address, e-mail, phone, links, date of birth, nationality, marital status and pronouns were
looked for and left out before anything was compared. Pictures are not read.
";

const NOT_KNOWN: &str = "\
WHAT IS NOT KNOWN
Whether what your CV says is true, whether it says all, and how well you would do the work. What
is said in words that the program does not know may have been missed.
";

const PERSON: &str = "\
If something was read wrongly, tell those who hold your application: they can show you what was
read (`cvrank parse`), and a person can look again. A person decides. The score is an order for
reading, not a decision.
";

/// The explanation of one match in plain words for the person concerned, with their place where a
/// pool is known. `origin` says how the model's weights came to be.
pub fn candidate_text(
    run: &Run,
    origin: &str,
    job: &JobQuery,
    known: &Match,
    place: Option<&Place>,
) -> String {
    let mut text = format!(
        "How your CV was read for: {}\nModel {} · as of {}\n\n",
        value(&run.job),
        value(&run.model),
        run.as_of
    );
    let Some(explained) = &known.explanation else {
        text.push_str(&format!(
            "Your CV has no score, because it could not be read: {}.\nThat says nothing about you. {PERSON}",
            value(&known.reason)
        ));
        return text;
    };
    text.push_str(&format!("Your score is {} of 100.\n", explained.score()));
    if let Some(place) = place {
        text.push_str(&place_text(known, place));
    }
    text.push('\n');
    text.push_str(METHOD);
    text.push_str(&format!(
        "How much each part counts was {}.\n",
        origin.trim_end_matches('.')
    ));
    text.push_str(&read(explained));
    text.push_str(&counted(job, explained));
    text.push_str(&not_found(job, explained));
    text.push_str(&would_change(job, explained, place));
    text.push('\n');
    text.push_str(NOT_USED);
    text.push('\n');
    text.push_str(NOT_KNOWN);
    text.push_str(&by_words(job));
    text.push('\n');
    text.push_str(PERSON);
    text
}

fn place_text(known: &Match, place: &Place) -> String {
    let mut text = format!(
        "Of {} CVs that were scored it stands at place {}.",
        place.ranking.scored(),
        known.rank.unwrap_or_default()
    );
    if let Some(range) = place.outlook.range(place.index) {
        text.push_str(&format!(
            " With slightly other weights the place would be between {} and {}.",
            range.rank_low, range.rank_high
        ));
    }
    text.push('\n');
    text
}

fn read(explained: &Explanation) -> String {
    let mut text = format!(
        "\nWHAT WAS READ\n{} years of work, {} of them in positions like this job.\nOf what the post requires: {}.\nOf what it would like: {}.\n",
        years(explained.total_months),
        years(explained.relevant_months),
        found(explained.must),
        found(explained.nice),
    );
    for flag in &explained.flags {
        text.push_str(&format!("To be looked at: {flag}.\n"));
    }
    text
}

/// How much of what was asked was found, without terms of the field.
fn found(count: Count) -> String {
    format!(
        "{} of {} found, {} found in part, {} not found, {} that your CV speaks against",
        count.met, count.total, count.partly, count.missing, count.contradicted
    )
}

fn counted(job: &JobQuery, explained: &Explanation) -> String {
    let mut text = "\nWHAT COUNTED, MOST FIRST\n".to_owned();
    for reason in explained.strongest() {
        let contribution = &reason.contribution;
        text.push_str(&format!(
            "{} of {:.3} points: {}",
            contribution.points,
            contribution.weight,
            plain(job, reason)
        ));
        if !contribution.note.is_empty() {
            text.push_str(&format!(" ({})", contribution.note));
        }
        if contribution.requirement.is_some() && contribution.outcome == Outcome::Partly {
            text.push_str(", found in part");
        }
        text.push('\n');
        if let Some(evidence) = reason.evidence.first() {
            text.push_str(&format!("    “{}”\n", evidence.quote));
        }
    }
    text
}

fn not_found(job: &JobQuery, explained: &Explanation) -> String {
    let missed: Vec<&Reason> = explained
        .reasons
        .iter()
        .filter(|reason| reason.contribution.points == Points(0))
        .collect();
    if missed.is_empty() {
        return String::new();
    }
    let mut text = "\nWHAT WAS ASKED AND NOT FOUND\n".to_owned();
    for reason in missed {
        let contribution = &reason.contribution;
        text.push_str(&format!(
            "0 of {:.3} points: {}",
            contribution.weight,
            plain(job, reason)
        ));
        if contribution.outcome == Outcome::Contradicted {
            text.push_str(" (your CV says otherwise)");
        }
        text.push('\n');
        for evidence in reason.evidence.iter().take(1) {
            text.push_str(&format!("    “{}”\n", evidence.quote));
        }
        if !reason.searched.is_empty() {
            let forms: Vec<&str> = reason
                .searched
                .iter()
                .take(SEARCHED)
                .map(String::as_str)
                .collect();
            text.push_str(&format!("    looked for: {}\n", forms.join(", ")));
        }
    }
    text.push_str(NOT_FOUND);
    text
}

fn would_change(job: &JobQuery, explained: &Explanation, place: Option<&Place>) -> String {
    let changes: Vec<(Fact, Points)> = changes(job, explained, NEXT_MONTHS);
    let mut text = "\nWHAT WOULD CHANGE THE RESULT, AND BY HOW MUCH\n".to_owned();
    if changes.is_empty() {
        text.push_str("Nothing that can be computed: all that the post asks was found.\n");
    }
    for (fact, gain) in &changes {
        let what = fact_text(job, *fact, Reader::Candidate);
        text.push_str(&format!(
            "  at least about +{:<7} {what}\n",
            gain.to_string()
        ));
    }
    if let Some((place, entry)) = place.and_then(|place| Some((place, place.entry.as_ref()?))) {
        text.push_str(&entry_text(job, place.top, entry, Reader::Candidate));
    }
    text.push_str(TRUE_FACTS);
    text
}

/// Requirements whose gain cannot be said beforehand.
fn by_words(job: &JobQuery) -> String {
    let quotes: Vec<String> = by_words_alone(job)
        .filter_map(|index| requirement_label(job, index))
        .map(|label| format!("“{label}”"))
        .collect();
    if quotes.is_empty() {
        return String::new();
    }
    format!(
        "These were compared by their words alone, so what other words for them would earn cannot be\nsaid beforehand: {}.\n",
        quotes.join(", ")
    )
}

/// What a part measures, without terms of the field.
fn plain(job: &JobQuery, reason: &Reason) -> String {
    let contribution = &reason.contribution;
    let asked = || {
        contribution
            .requirement
            .map(|index| demand_text(job, index))
            .unwrap_or_default()
    };
    let importance = contribution
        .requirement
        .and_then(|index| crate::explain::importance(job, index));
    match contribution.feature {
        Feature::MustCoverage | Feature::NiceCoverage => match importance {
            Some(Importance::Nice) => format!("the post would like: {}", asked()),
            Some(Importance::Must) | None => format!("the post requires: {}", asked()),
        },
        Feature::Education => format!("education, counted once more: {}", asked()),
        Feature::Languages => format!("languages, counted once more: {}", asked()),
        Feature::SkillSimilarity => "skills that post and CV share".to_owned(),
        Feature::WordSimilarity => "words that post and CV share, rare ones more".to_owned(),
        Feature::PairSimilarity => "pairs of words that post and CV share".to_owned(),
        Feature::ExperienceSimilarity => "words of the post in your dated positions".to_owned(),
        Feature::PassageSimilarity => "passages that are nearest to the post".to_owned(),
        Feature::TitleSimilarity => "parts of words in your titles and the job's".to_owned(),
        Feature::TitleWords => "words of the job's title in your CV".to_owned(),
        Feature::RelevantYears => "time in positions like this job".to_owned(),
        Feature::TotalYears => "time of work in all".to_owned(),
        Feature::Recency => "how recent your work like this job is".to_owned(),
        Feature::Seniority => "level of your titles".to_owned(),
    }
}
