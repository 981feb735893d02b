//! Why a CV scored as it did: contributions with quotes that can be checked.

use std::sync::Arc;

use serde::Serialize;

use crate::document::{Document, HiddenText, Span, budget};
use crate::features::{COUNT, Feature, JobQuery, Outcome, PairFeatures};
use crate::flag::{Flag, FlagKind};
use crate::model::{Contribution, Points, Ranker};
use crate::profile::cv::{CvProfile, Position};
use crate::profile::job::{Demand, Importance, Requirement, Wanted};
use crate::profile::kind::Judgement;
use crate::profile::machine;
use crate::profile::spoken::{name_of, with_level};
use crate::text::tokenize;

/// Longest quote, in bytes, before it is cut to the words around the match.
const LONGEST_QUOTE: usize = 140;
/// Longest quote of hidden text, in characters.
const HIDDEN_QUOTE: usize = 60;
/// Quotes of text addressed to a machine.
const ADDRESSED_QUOTES: usize = 3;

/// A true quote: `text[start..end] == quote`, and nothing of identity in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    pub start: u32,
    pub end: u32,
    /// Page, from 1.
    pub page: u32,
    /// Line of the document's text, from 1.
    pub line: u32,
    pub quote: String,
}

/// One part of the score, ready to print.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    pub contribution: Contribution,
    pub evidence: Vec<Evidence>,
    /// Written forms that were searched, where nothing was found.
    pub searched: Arc<[String]>,
}

/// How the requirements of one importance came out; the first four sum to `total`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Count {
    pub met: u32,
    pub partly: u32,
    /// Not found in the CV.
    pub missing: u32,
    pub contradicted: u32,
    pub total: u32,
}

impl Count {
    fn of(outcomes: impl Iterator<Item = Outcome>) -> Self {
        let mut count = Self::default();
        for outcome in outcomes {
            count.total += 1;
            *match outcome {
                Outcome::Met => &mut count.met,
                Outcome::Partly => &mut count.partly,
                Outcome::NotFound => &mut count.missing,
                Outcome::Contradicted => &mut count.contradicted,
            } += 1;
        }
        count
    }
}

/// All reasons of one score.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// Points that every CV starts with.
    pub base: Points,
    pub reasons: Vec<Reason>,
    /// One number a feature, each in [0, 1], also of features that weigh nothing.
    pub vector: [f64; COUNT],
    pub must: Count,
    pub nice: Count,
    /// What was required and is met in part, in the job's words.
    pub partly: Vec<String>,
    /// What was required and not found.
    pub missing: Vec<String>,
    /// What was required and the CV says the opposite of.
    pub contradicted: Vec<String>,
    pub relevant_months: u32,
    pub total_months: u32,
    /// What a person should look at: copied text, hidden text, contradictions.
    pub flags: Vec<Flag>,
    /// Only where the reasons were let go: what it could earn if its positions had dates, which
    /// they tell.
    pub(crate) if_dated: Option<Points>,
}

impl Explanation {
    /// The score is the sum of what is printed; it is computed in no other way.
    pub fn score(&self) -> Points {
        Points(
            self.base.0
                + self
                    .reasons
                    .iter()
                    .map(|reason| reason.contribution.points)
                    .sum::<Points>()
                    .0,
        )
    }

    /// Lets go of the reasons of a CV that is only counted; the score stays. `if_dated` is what it
    /// could earn if its positions had dates.
    pub(crate) fn let_go_of_reasons(&mut self, if_dated: Option<Points>) {
        self.base = self.score();
        self.if_dated = if_dated;
        self.reasons = Vec::new();
        self.partly = Vec::new();
        self.missing = Vec::new();
        self.contradicted = Vec::new();
    }

    /// Adds to the flag of this kind, on text that is not counted, what the text would earn.
    pub(crate) fn note_gain(&mut self, kind: FlagKind, gained: Points) {
        for flag in self.flags.iter_mut().filter(|flag| flag.kind() == kind) {
            if let Flag::HiddenText { gain, .. } | Flag::DoubtfulText { gain, .. } = flag {
                *gain = Some(gained);
            }
        }
    }

    /// Reasons that earned points, most first.
    pub fn strongest(&self) -> Vec<&Reason> {
        let mut earned: Vec<&Reason> = self
            .reasons
            .iter()
            .filter(|reason| reason.contribution.points.0 > 0)
            .collect();
        earned.sort_by_key(|reason| std::cmp::Reverse(reason.contribution.points));
        earned
    }
}

/// A CV's text, which is quoted, with what it was read as, which says what may not be.
#[derive(Clone, Copy)]
pub struct Paper<'a> {
    pub document: &'a Document,
    pub profile: &'a CvProfile,
}

/// Scores one pair by explaining it.
pub(crate) fn explain(
    job: &JobQuery,
    paper: Paper,
    pair: &PairFeatures,
    ranker: &Ranker,
) -> Explanation {
    let reasons: Vec<Reason> = ranker
        .contributions(job, pair)
        .into_iter()
        .map(|contribution| Reason {
            evidence: quotes(paper, &contribution.evidence),
            searched: searched(job, &contribution),
            contribution,
        })
        .collect();
    let of_feature = |feature| {
        let contributions = reasons.iter().map(|reason| &reason.contribution);
        contributions.filter(move |contribution| contribution.feature == feature)
    };
    let count = |feature| Count::of(of_feature(feature).map(|contribution| contribution.outcome));
    let musts = |outcome| {
        of_feature(Feature::MustCoverage)
            .filter(|contribution| contribution.outcome == outcome)
            .filter_map(|contribution| requirement_label(job, contribution.requirement?))
            .collect()
    };
    Explanation {
        base: Points(0),
        vector: pair.vector(),
        must: count(Feature::MustCoverage),
        nice: count(Feature::NiceCoverage),
        partly: musts(Outcome::Partly),
        missing: musts(Outcome::NotFound),
        contradicted: musts(Outcome::Contradicted),
        relevant_months: pair.relevant_months,
        total_months: pair.total_months,
        flags: flags(paper, pair, &reasons),
        if_dated: None,
        reasons,
    }
}

fn flags(paper: Paper, pair: &PairFeatures, reasons: &[Reason]) -> Vec<Flag> {
    let mut flags = Vec::new();
    let characters: usize = pair.copied.iter().map(|span| span.len()).sum();
    if characters > 0 {
        flags.push(Flag::CopiedText { characters });
    }
    flags.extend(unseen_flags(paper));
    flags.extend(addressed(paper));
    let impossible = &paper.profile.impossible;
    if let Some(first) = impossible.first() {
        flags.push(Flag::ImpossiblePositions {
            positions: impossible
                .iter()
                .filter(|known| known.why == first.why)
                .count(),
            why: first.why,
            quote: shorten(&first.quote, HIDDEN_QUOTE),
        });
    }
    let requirements = reasons
        .iter()
        .filter(|reason| {
            reason.contribution.requirement.is_some()
                && reason.contribution.outcome == Outcome::Contradicted
        })
        .count();
    if requirements > 0 {
        flags.push(Flag::Contradicted { requirements });
    }
    flags.extend(paper.document.warnings.iter().cloned().map(Flag::Reading));
    flags
}

/// That what was given as a CV is none, or that the job is one.
///
/// Of the job and this CV alone, as all that an explanation holds.
pub(crate) fn note_kinds(
    explained: &mut Explanation,
    job: &JobQuery,
    cv: &CvProfile,
    judged: &Judgement,
) {
    if let Some(kind) = judged.plainly_no_cv() {
        let why = judged.why(kind);
        explained.flags.push(Flag::NoCv { kind, why });
    } else if cv.total_months == 0 && !cv.positions.iter().any(Position::is_dated) {
        explained.flags.push(Flag::NoDates);
    }
    let unsure = cv.positions.iter().filter(|position| position.is_unsure());
    let unsure = unsure.count();
    if unsure > 0 {
        let of = cv.positions.len();
        explained.flags.push(Flag::UnsurePositions { unsure, of });
    }
    if let Some(language) = cv.unread_language {
        explained.flags.push(Flag::UnreadLanguage { language });
    }
    if let Some(language) = job.profile.unread_language.clone() {
        explained.flags.push(Flag::JobInUnreadLanguage { language });
    }
    if let Some(lacks) = job.profile.lacks() {
        explained.flags.push(Flag::JobSaysTooLittle { lacks });
    }
    if let Some(why) = job.profile.reads_like_a_cv.clone() {
        explained.flags.push(Flag::JobIsACv { why });
    }
}

/// What is hidden, and what may be.
fn unseen_flags(paper: Paper) -> Vec<Flag> {
    let hidden = unseen(paper, false).map(|(characters, quote)| Flag::HiddenText {
        characters,
        quote,
        gain: None,
    });
    let doubtful = unseen(paper, true).map(|(characters, quote)| Flag::DoubtfulText {
        characters,
        quote,
        gain: None,
    });
    hidden.into_iter().chain(doubtful).collect()
}

/// How much is hidden or doubtful, and how it begins, without what may say who the person is.
fn unseen(paper: Paper, is_doubtful: bool) -> Option<(usize, String)> {
    let (document, cv) = (paper.document, paper.profile);
    let chars = |hidden: &HiddenText| hidden.text.chars().count();
    let numbered = document.hidden.iter().enumerate();
    let numbered = numbered.filter(|(_, hidden)| hidden.is_doubtful() == is_doubtful);
    let characters = numbered.clone().map(|(_, hidden)| chars(hidden)).sum();
    let (index, longest) = numbered.max_by_key(|(_, hidden)| chars(hidden))?;
    let whole = Span::new(0, longest.text.len());
    let quote = cv.blind_hidden(index, &longest.text, whole);
    Some((characters, shorten(&quote, HIDDEN_QUOTE)))
}

/// Visible and hidden text that speaks to a machine.
fn addressed(paper: Paper) -> Vec<Flag> {
    let (document, cv) = (paper.document, paper.profile);
    let visible = machine::find(&document.text, &cv.tokens);
    let mut quotes: Vec<String> = visible
        .iter()
        .map(|span| cv.blind(&document.text, *span))
        .collect();
    for (index, hidden) in document.hidden.iter().enumerate() {
        let spans = machine::find(&hidden.text, &tokenize(&hidden.text));
        let blind = |span: &Span| cv.blind_hidden(index, &hidden.text, *span);
        quotes.extend(spans.iter().map(blind));
    }
    quotes.dedup();
    quotes
        .iter()
        .take(ADDRESSED_QUOTES)
        .map(|quote| Flag::AddressedToMachine {
            quote: shorten(quote, HIDDEN_QUOTE),
        })
        .collect()
}

/// The requirement of that index in few words.
pub fn requirement_label(job: &JobQuery, requirement: u32) -> Option<String> {
    let requirement = job.profile.requirements.get(requirement as usize)?;
    Some(requirement_text(requirement))
}

/// A requirement in few words.
pub fn requirement_text(requirement: &Requirement) -> String {
    match &requirement.demand {
        Demand::Skill {
            any_of,
            at_least,
            minimum_months,
        } => {
            let mut label = skill_names(any_of, *at_least);
            if let Some(months) = minimum_months.filter(|months| *months > 0) {
                label.push_str(&format!(" ({}+ years)", f64::from(months) / 12.0));
            }
            label
        }
        Demand::Experience { minimum_months, .. } => {
            format!("{} years of experience", f64::from(*minimum_months) / 12.0)
        }
        Demand::Education { level, .. } => format!("education: {}", level.name()),
        Demand::Language { any_of, level } => {
            let names: Vec<String> = any_of.iter().map(|code| name_of(code)).collect();
            format!("language: {}", with_level(&names.join(" or "), *level))
        }
        Demand::Text => shorten(&requirement.quote, 60),
    }
}

/// `Kafka or RabbitMQ`, `2 of Go, Rust, C`.
pub(crate) fn skill_names(any_of: &[Wanted], at_least: u32) -> String {
    let names: Vec<&str> = any_of.iter().map(|wanted| wanted.label.as_str()).collect();
    if at_least > 1 {
        format!("{at_least} of {}", names.join(", "))
    } else {
        names.join(" or ")
    }
}

/// Importance of a requirement by its index.
pub fn importance(job: &JobQuery, requirement: u32) -> Option<Importance> {
    job.profile
        .requirements
        .get(requirement as usize)
        .map(|requirement| requirement.importance)
}

fn shorten(text: &str, longest: usize) -> String {
    let mut words = String::new();
    for word in text.split_whitespace() {
        if words.chars().count() + word.chars().count() >= longest {
            words.push('…');
            break;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}

fn searched(job: &JobQuery, contribution: &Contribution) -> Arc<[String]> {
    contribution
        .requirement
        .filter(|_| contribution.outcome == Outcome::NotFound)
        .map(|requirement| job.searched(requirement))
        .unwrap_or_default()
}

/// The quotes of `spans`, each place once.
fn quotes(paper: Paper, spans: &[Span]) -> Vec<Evidence> {
    let mut quotes: Vec<Evidence> = Vec::new();
    for quoted in spans.iter().filter_map(|span| evidence(paper, *span)) {
        if !quotes.contains(&quoted) {
            quotes.push(quoted);
        }
    }
    quotes
}

/// The line around `span`, or the words around it where the line is long or says who somebody is.
fn evidence(paper: Paper, span: Span) -> Option<Evidence> {
    let (document, cv) = (paper.document, paper.profile);
    let index = document
        .lines
        .partition_point(|line| line.span.end <= span.start);
    let line = document.lines.get(index)?;
    let text = &document.text;
    budget::spend(1 + line.span.len().min(2 * LONGEST_WORD) / 8);
    let mut quoted = if span.end <= line.span.end {
        trimmed(text, line.span)
    } else {
        span
    };
    if quoted.len() > LONGEST_QUOTE {
        quoted = around(text, quoted, span);
    }
    let quoted = [quoted, span]
        .into_iter()
        .find(|span| !cv.is_identity(*span))
        .or_else(|| {
            // A title that shares its line with a name: what stands beside the name.
            let parts = cv.visible_parts(span).into_iter();
            parts
                .map(|part| trimmed(text, part))
                .max_by_key(|part| part.len())
        })
        .filter(|quoted| !quoted.is_empty())?;
    Some(Evidence {
        start: quoted.start,
        end: quoted.end,
        page: line.page,
        line: index as u32 + 1,
        quote: quoted.of(text).to_owned(),
    })
}

fn trimmed(text: &str, span: Span) -> Span {
    let written = span.of(text);
    let start = span.start as usize + written.len() - written.trim_start().len();
    Span::new(
        start,
        start.max(span.start as usize + written.trim_end().len()),
    )
}

/// Bytes by which a quote goes on to the end of a word; scripts without spaces have none.
const LONGEST_WORD: usize = 400;

/// Whole words on both sides of `span`, about [`LONGEST_QUOTE`] bytes in all.
fn around(text: &str, line: Span, span: Span) -> Span {
    let room = LONGEST_QUOTE.saturating_sub(span.len()) / 2;
    let mut start = (span.start as usize)
        .saturating_sub(room)
        .max(line.start as usize);
    let mut end = (span.end as usize + room).min(line.end as usize);
    let (least, most) = (start.saturating_sub(LONGEST_WORD), end + LONGEST_WORD);
    while start > line.start as usize
        && !(text.is_char_boundary(start)
            && (start <= least || text[..start].ends_with(char::is_whitespace)))
    {
        start -= 1;
    }
    while end < line.end as usize
        && !(text.is_char_boundary(end)
            && (end >= most || text[end..].starts_with(char::is_whitespace)))
    {
        end += 1;
    }
    trimmed(text, Span::new(start, end))
}

#[cfg(test)]
mod flag_tests;
#[cfg(test)]
pub(crate) mod tests;
