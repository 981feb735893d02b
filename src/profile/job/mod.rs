//! What a job post asks for.
//!
//! A post is cut into sentences, list items and headings, and a trained chain says what each is
//! (`reading`): asked, wished for, described, or set aside with a reason; what is asked becomes
//! requirements (`requirement`).

mod alternatives;
mod another_way;
mod boilerplate;
mod cues;
mod degrees;
mod duties;
mod headings;
mod items;
pub mod job_file;
mod lasting;
pub mod lint;
mod listed;
mod numbered;
mod phrases;
mod place;
mod protected;
pub mod reading;
mod requirement;
mod rows;
mod scopes;
mod sentences;
mod stack;
/// `Rust or Go; we use both`: words after a semicolon that ask for nothing known say more
/// about what was just asked, and are no requirement of their own.
fn is_remark(text: &str, asked: &[Asked], here: &[Asked]) -> bool {
    let (Some(before), [only]) = (asked.last(), here) else {
        return false;
    };
    matches!(only.demand, Demand::Text)
        && !matches!(before.demand, Demand::Text)
        && before.span.end <= only.span.start
        && {
            let between = &text[before.span.start as usize..only.span.start as usize];
            between.trim_end().ends_with(';') && !between.contains('\n')
        }
}

#[cfg(test)]
mod tests;
mod title;
mod title_line;
mod uses;
mod very_job;
mod years;

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

pub(super) use self::headings::is_heading;
use self::phrases::{Words, phrase_table};
use self::reading::units::Unit;
use self::requirement::{Asked, Findings};
use self::uses::{Use, use_of};
use self::very_job::{asks_for_the_title, is_named_in, named_in};
use super::education::EducationLevel;
use super::seniority::Seniority;
use super::spoken::SpokenLevel;
use crate::document::{Document, Span};
use crate::languages::key;
use crate::lexicon::{ConceptId, Lexicon};
use crate::profile::seniority;
use crate::text::{PhraseTable, tokenize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Importance {
    Must,
    Nice,
}

/// One thing that would do: a skill concept of the lexicon, or a phrase that
/// the lexicon does not know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// As the job writes it.
    pub label: String,
    pub concept: Option<ConceptId>,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Demand {
    /// Skills, tools, certificates, licences: at least `at_least` of `any_of`,
    /// for at least `minimum_months` where years are asked.
    Skill {
        any_of: Vec<Wanted>,
        at_least: u32,
        minimum_months: Option<u32>,
    },
    /// Work experience in all, in months.
    Experience {
        minimum_months: u32,
        maximum_months: Option<u32>,
    },
    Education {
        level: EducationLevel,
        /// Fields of study as written, lower case; empty when any will do.
        fields: Vec<String>,
        or_equivalent: bool,
    },
    /// A spoken language, or one of several.
    Language {
        /// ISO 639-1 codes, in order of the text; never empty.
        any_of: Vec<String>,
        /// The lowest that is asked of any of them.
        level: Option<SpokenLevel>,
    },
    /// A sentence without anything the lexicon knows: matched by its words.
    Text,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Requirement {
    /// `r1`, `r2`, ... in the order of the post.
    pub id: String,
    pub importance: Importance,
    pub demand: Demand,
    /// The words of the post that ask for it.
    pub quote: String,
    /// Where `quote` stands in the job's text; absent when a recruiter wrote it.
    pub span: Option<Span>,
    /// How many times what it would by itself it weighs; other than 1 where a recruiter says so.
    #[serde(default = "plain_weight", skip_serializing_if = "is_plain_weight")]
    pub weight: f64,
}

fn plain_weight() -> f64 {
    1.0
}

fn is_plain_weight(weight: &f64) -> bool {
    *weight == 1.0
}

/// Why a part of the post is not matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SetAsideReason {
    AboutCompany,
    Benefits,
    EqualOpportunity,
    HowToApply,
    Salary,
    Legal,
    /// Shifts, travel, lifting, permits: for people to talk about, and never scored.
    Condition,
    /// What the post says is not needed.
    NotAsked,
    /// Place, hours, contract, reference number.
    Facts,
    /// Menus, forms, greetings, signatures.
    Navigation,
    Heading,
}

impl SetAsideReason {
    /// As an explanation names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::AboutCompany => "about the company",
            Self::Benefits => "benefits",
            Self::EqualOpportunity => "equal opportunity",
            Self::HowToApply => "how to apply",
            Self::Salary => "pay",
            Self::Legal => "law",
            Self::Condition => "a condition",
            Self::NotAsked => "not asked",
            Self::Facts => "facts",
            Self::Navigation => "navigation",
            Self::Heading => "a heading",
        }
    }
}

/// Text of the post that says nothing about whom is sought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAside {
    pub span: Span,
    pub reason: SetAsideReason,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkMode {
    OnSite,
    Hybrid,
    Remote,
}

/// What a job post asks for, and the text that describes the work.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct JobProfile {
    /// The job's title without place, gender marks and praise.
    pub title: String,
    /// ISO 639-1 code of the post's language.
    pub language: String,
    pub seniority: Option<Seniority>,
    pub place: Option<String>,
    pub mode: Option<WorkMode>,
    pub requirements: Vec<Requirement>,
    /// The post's own text: spans of requirements, duties and what is set aside point into it.
    pub text: String,
    /// Parts that describe the work and whom is sought (the text that is matched as a whole).
    pub described: Vec<Span>,
    pub set_aside: Vec<SetAside>,
    /// What speaks for it, where the text is a CV rather than a post.
    #[serde(default)]
    pub reads_like_a_cv: Option<String>,
    /// The language in English, where no file of words covers it.
    #[serde(default)]
    pub unread_language: Option<String>,
}

impl JobProfile {
    /// What the post does not say, and a ranking would need: a title, a must that can be checked.
    pub fn lacks(&self) -> Option<&'static str> {
        let is_must = |asked: &&Requirement| {
            asked.importance == Importance::Must && asked.demand != Demand::Text
        };
        let must = self.requirements.iter().find(is_must);
        match (self.title.is_empty(), must) {
            (true, None) => Some("neither a title nor a must that can be checked"),
            (true, Some(_)) => Some("no title"),
            (false, None) => Some("no must that can be checked"),
            (false, Some(_)) => None,
        }
    }

    /// Whether nothing is asked that is known by itself: a skill of the lexicon, years, education
    /// or a language. Sentences and phrases are compared by their words.
    pub fn asks_for_words_alone(&self) -> bool {
        let mut demands = self.requirements.iter().map(|asked| &asked.demand);
        demands.all(|demand| {
            let asks_for_years = matches!(
                demand,
                Demand::Skill {
                    minimum_months: Some(_),
                    ..
                }
            );
            demand.is_of_words() && !asks_for_years
        })
    }
}

impl Demand {
    /// Whether all that it names is in the post's own words: nothing of the lexicon, no degree,
    /// language or length.
    pub(crate) fn is_of_words(&self) -> bool {
        match self {
            Self::Text => true,
            Self::Skill { any_of, .. } => any_of.iter().all(|wanted| wanted.concept.is_none()),
            Self::Experience { .. } | Self::Education { .. } | Self::Language { .. } => false,
        }
    }
}

/// A line with no more words than this may be a list item.
const SHORT_LINE_WORDS: usize = 8;

/// A post whose list items are all this short or shorter is a bare list of phrases.
const LISTED_PHRASE_WORDS: usize = 6;

/// Reads the job post in `document`.
///
/// Every `span` lies in `document.text`, and every `quote` is what stands there.
pub fn read(document: &Document, lexicon: &Lexicon) -> JobProfile {
    let text = document.text.as_str();
    let findings = Findings::of(document, lexicon);
    let units = reading::read(document, &findings);
    let head = title::read(document, &findings, &units);
    let mut units: Vec<(Unit, Use)> = units
        .into_iter()
        .map(|(unit, label)| (unit, use_of(&findings, &unit, label)))
        .collect();
    stack::describe(&findings, &mut units);

    let phrases_only = is_list_of_phrases(&findings, &units);
    let mut asked: Vec<Asked> = Vec::new();
    let mut under_wishes = false;
    let mut under_soft = false;
    let mut follows_an_ask = false;
    let mut below_or = false;
    for (unit, used) in &units {
        if another_way::is_lone_or(&findings, unit) {
            below_or = follows_an_ask;
            continue;
        }
        let below_or = std::mem::take(&mut below_or);
        let follows = std::mem::replace(&mut follows_an_ask, matches!(used, Use::Asks(_)));
        if let Use::SetAside(SetAsideReason::Heading) = used {
            under_wishes = false;
            under_soft = uses::says_not_essential(&findings.words, unit.span);
        }
        match used {
            Use::WishesBelow => (under_wishes, under_soft) = (true, true),
            Use::SetAside(_) => {}
            _ if phrases_only && unit.bullet => asked.push(Asked {
                importance: match used {
                    Use::Asks(importance) => *importance,
                    _ => Importance::Must,
                },
                demand: findings.listed_phrase(unit.content),
                span: unit.content,
            }),
            Use::Title => {}
            Use::Asks(_) if below_or || follows && another_way::is_another_way(&findings, unit) => {
                another_way::loosen(&findings, unit, &mut asked);
            }
            Use::Asks(importance) => {
                // `Kafka; RabbitMQ is a plus`: the sentence says itself what is wished.
                let importance = if *importance == Importance::Nice
                    && !under_wishes
                    && unit.lead.is_none()
                    && findings.wishes_for_a_part(unit.content)
                {
                    Importance::Must
                } else if under_soft
                    && unit.bullet
                    && !uses::says_must(&findings.words, unit.content)
                {
                    Importance::Nice
                } else {
                    *importance
                };
                let short = findings.words.within(unit.content).len() <= SHORT_LINE_WORDS
                    && unit.whole
                    && !unit.span.of(text).ends_with('.');
                let mut here = findings.asked(unit.content, importance, unit.bullet || short);
                if let Some(named) = head
                    .span
                    .and_then(|title| named_in(&findings.words, unit, title))
                {
                    here.retain(|one| !is_named_in(one, named, &findings.words, lexicon));
                }
                if !is_remark(text, &asked, &here) {
                    asked.extend(here);
                }
            }
            Use::Duty => {}
        }
    }
    if !phrases_only {
        asked.retain(|one| !asks_for_the_title(&one.demand, &head.title, lexicon));
    }
    numbered::lowest_rung(&mut asked);
    duties::add_from_duties(&findings, &units, &mut asked);
    if !asked
        .iter()
        .any(|one| matches!(one.demand, Demand::Skill { .. }))
    {
        // The title is the last place that may name what is needed.
        if let Some(span) = head.span {
            asked.extend(findings.skills(span).into_iter().map(|demand| Asked {
                importance: Importance::Must,
                demand,
                span,
            }));
        }
    }

    let mut described: Vec<Span> = head.span.into_iter().collect();
    let mut set_aside = Vec::new();
    for (unit, used) in &units {
        match *used {
            Use::WishesBelow => set_aside.push(SetAside {
                span: unit.span,
                reason: SetAsideReason::Heading,
            }),
            Use::SetAside(reason) => set_aside.push(SetAside {
                span: unit.span,
                reason,
            }),
            Use::Asks(_) | Use::Duty | Use::Title => described.push(unit.span),
        }
    }
    if described.iter().all(|&span| Some(span) == head.span) {
        // Set aside everything and there is nothing to match: keep the text.
        described.extend(units.iter().map(|(unit, _)| unit.span));
        set_aside.clear();
    }
    described.sort_unstable();
    let title_tokens = tokenize(&head.title);
    JobProfile {
        seniority: seniority::of_title(&head.title, &title_tokens)
            .or_else(|| title::stated_seniority(&findings.words)),
        title: head.title,
        language: findings.language,
        place: head.place,
        mode: head.mode,
        requirements: numbered::numbered(text, asked),
        text: document.text.clone(),
        described: joined(text, described),
        set_aside,
        reads_like_a_cv: None,
        unread_language: findings.unread_language,
    }
}

/// Whether the sentence names the person sought, and not only the company.
fn speaks_of_candidate(words: &Words, span: Span) -> bool {
    static CANDIDATES: LazyLock<PhraseTable<()>> =
        LazyLock::new(|| phrase_table(&[(key::POST_CUES_CANDIDATE, ())]));
    words.first(&CANDIDATES, words.within(span)).is_some()
}

/// Whether the post is nothing but short phrases under one heading.
fn is_list_of_phrases(findings: &Findings, units: &[(Unit, Use)]) -> bool {
    let words = &findings.words;
    let mut count = 0;
    for (unit, used) in units {
        let aside = matches!(used, Use::SetAside(_) | Use::WishesBelow | Use::Title);
        if aside && !(unit.bullet && *used == Use::Title) {
            continue;
        }
        let short = words.within(unit.span).len() <= LISTED_PHRASE_WORDS;
        let plain = !unit.span.of(words.text).contains([',', ':', ';']);
        let lasting = !years::find(words, words.within(unit.span)).is_empty();
        if !(short && plain && !lasting && unit.bullet) {
            return false;
        }
        count += 1;
    }
    count > 2
}

/// Spans with nothing but white space and list marks between them become one.
fn joined(text: &str, spans: Vec<Span>) -> Vec<Span> {
    let mut kept: Vec<Span> = Vec::new();
    for span in spans {
        match kept.last_mut() {
            Some(before) if span.start <= before.end => *before = before.join(span),
            Some(before)
                if !text[before.end as usize..span.start as usize]
                    .chars()
                    .any(char::is_alphanumeric) =>
            {
                *before = before.join(span);
            }
            _ => kept.push(span),
        }
    }
    kept
}
