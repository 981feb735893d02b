//! One CV as the template shows it.

use serde::Serialize;

use super::facts::Facts;
use super::family::{Family, Share, shares};
use super::text::{self, Segment};
use super::timeline::{self, Timeline};
use super::{Candidate, blind, chart};
use crate::document::Span;
use crate::explain::{Explanation, Reason};
use crate::features::{JobQuery, Outcome};
use crate::lexicon::ConceptId;
use crate::profile::cv::Stance;
use crate::profile::job::{Demand, Importance};
use crate::report::{explanation, table, years};

/// Requirements named in the list as strongest evidence.
const STRONGEST: usize = 3;
/// Skills shown in full; the others only by name.
const SKILLS: usize = 14;
/// Names of further skills.
const MORE_SKILLS: usize = 40;
/// Quotes shown in full beside a part of the score; the others as links into the text.
const QUOTES: usize = 1;

/// How an outcome is written: a sign and a word, so that neither colour nor sign stands alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) struct Verdict {
    pub class: &'static str,
    pub sign: &'static str,
    pub word: &'static str,
}

impl Verdict {
    pub fn of(outcome: Outcome) -> Self {
        let (class, sign, word) = match outcome {
            Outcome::Met => ("met", "✓", "met"),
            Outcome::Partly => ("partly", "◐", "partly"),
            Outcome::NotFound => ("absent", "–", "not found"),
            Outcome::Contradicted => ("denied", "✗", "contradicted"),
        };
        Self { class, sign, word }
    }
}

#[derive(Debug, Serialize)]
pub(super) struct Quote {
    /// Empty where only the place is shown.
    pub text: String,
    /// `line 9`, or `page 2, line 40`.
    pub place: String,
    /// Number of the mark in the CV's text, from 1; 0 without a text.
    pub mark: usize,
}

/// One part of the score.
#[derive(Debug, Serialize)]
pub(super) struct Part {
    pub number: usize,
    pub points: String,
    /// Points it could have earned.
    pub most: String,
    pub class: &'static str,
    pub family: &'static str,
    pub label: String,
    pub verdict: Verdict,
    pub note: String,
    pub quotes: Vec<Quote>,
}

#[derive(Debug, Serialize)]
pub(super) struct Skill {
    pub name: String,
    /// `3 y 2 m`; empty outside of dated positions.
    pub length: String,
    /// `2024-06`; empty outside of dated positions.
    pub last_used: String,
    pub places: u32,
    /// `must`, `nice` or empty.
    pub asked: &'static str,
    pub basic: bool,
}

/// A scored CV.
#[derive(Debug, Serialize)]
pub(super) struct CandidateView {
    /// Place in the whole ranking, from 1.
    pub row: usize,
    pub rank: u32,
    /// `3 to 7`; empty where no range is known.
    pub range: String,
    pub id: String,
    pub person: Option<Person>,
    /// One decimal.
    pub score: String,
    /// Three decimals.
    pub points: String,
    pub bar_svg: String,
    pub shares: Vec<Share>,
    pub must_met: u32,
    pub must_total: u32,
    pub nice_met: u32,
    pub nice_total: u32,
    pub relevant_years: String,
    pub total_years: String,
    pub strongest: String,
    pub missing: Vec<String>,
    pub flags: Vec<String>,
    /// Points before any part; empty when there are none.
    pub base: String,
    pub parts: Vec<Part>,
    pub timeline: Option<Timeline>,
    pub skills: Vec<Skill>,
    pub more_skills: String,
    pub denied_skills: String,
    pub segments: Vec<Segment>,
    /// For each column of the matrix.
    pub verdicts: Vec<Option<Verdict>>,
}

/// Who it is: only where the recruiter asked for it.
#[derive(Debug, Serialize)]
pub(super) struct Person {
    pub name: String,
    pub email: String,
    pub phone: String,
    pub source: String,
}

/// What all candidates of a report share.
pub(super) struct Shared<'a> {
    pub job: &'a JobQuery,
    /// Requirements that are columns of the matrix.
    pub columns: &'a [u32],
    /// Bytes of text shown of one CV.
    pub text_budget: usize,
    pub with_contact: bool,
}

impl Shared<'_> {
    /// The id, or the row where the id may say who the person is.
    pub fn id(&self, candidate: &Candidate, row: usize) -> String {
        if self.with_contact || blind::may_show(&candidate.known.cv_id, candidate.facts) {
            candidate.known.cv_id.clone()
        } else {
            format!("cv {row}")
        }
    }

    pub fn person(&self, candidate: &Candidate) -> Option<Person> {
        self.with_contact.then(|| {
            let contact = candidate
                .facts
                .map(|facts| facts.contact.clone())
                .unwrap_or_default();
            Person {
                name: contact.name,
                email: contact.email,
                phone: contact.phone,
                source: candidate.known.source.clone(),
            }
        })
    }

    /// The view of a scored CV; nothing for one without a score.
    pub fn view(&self, candidate: &Candidate, row: usize) -> Option<CandidateView> {
        let known = candidate.known;
        let explained = known.explanation.as_ref()?;
        let shares = shares(explained);
        let reasons = sorted(explained);
        let quoted = text::join(quotes(&reasons));
        let (skills, more_skills, denied_skills) = candidate
            .facts
            .map(|facts| self.skills(facts))
            .unwrap_or_default();
        Some(CandidateView {
            row,
            rank: known.rank?,
            range: range(candidate.range),
            id: self.id(candidate, row),
            person: self.person(candidate),
            score: format!("{:.1}", explained.score().as_f64()),
            points: explained.score().to_string(),
            bar_svg: chart::bar(&shares),
            shares,
            must_met: explained.must.met,
            must_total: explained.must.total,
            nice_met: explained.nice.met,
            nice_total: explained.nice.total,
            relevant_years: years(explained.relevant_months),
            total_years: years(explained.total_months),
            strongest: table::top_evidence(explained, STRONGEST),
            missing: explained.missing.clone(),
            flags: explained.flags.clone(),
            base: match explained.base.0 {
                0 => String::new(),
                _ => explained.base.to_string(),
            },
            parts: reasons
                .iter()
                .enumerate()
                .map(|(index, reason)| {
                    let has_text = candidate.facts.is_some();
                    self.part(index + 1, reason, has_text.then_some(&quoted))
                })
                .collect(),
            timeline: candidate.facts.map(timeline::timeline),
            skills,
            more_skills,
            denied_skills,
            segments: candidate.facts.map_or_else(Vec::new, |facts| {
                text::segments(&facts.text, &facts.visible, &quoted, self.text_budget)
            }),
            verdicts: self
                .columns
                .iter()
                .map(|column| verdict(explained, *column))
                .collect(),
        })
    }

    fn part(&self, number: usize, reason: &Reason, quoted: Option<&Vec<text::Quoted>>) -> Part {
        let contribution = &reason.contribution;
        let family = Family::of(contribution.feature);
        let quotes = reason.evidence.iter().enumerate().map(|(index, evidence)| {
            let mark = quoted.map_or(0, |quoted| {
                quoted.partition_point(|mark| mark.span.end <= evidence.start) + 1
            });
            Quote {
                text: if index < QUOTES {
                    evidence.quote.clone()
                } else {
                    String::new()
                },
                place: match evidence.page {
                    1 => format!("line {}", evidence.line),
                    page => format!("page {page}, line {}", evidence.line),
                },
                mark,
            }
        });
        let mut quotes: Vec<Quote> = quotes.collect();
        let mut seen: Vec<usize> = Vec::new();
        // A second link to the same mark leads nowhere new.
        quotes.retain(|quote| {
            let is_new = quote.mark == 0 || !seen.contains(&quote.mark);
            seen.push(quote.mark);
            is_new
        });
        Part {
            number,
            points: contribution.points.to_string(),
            most: format!("{:.1}", contribution.weight),
            class: family.class(),
            family: family.label(),
            label: explanation::label(self.job, reason),
            verdict: Verdict::of(contribution.outcome),
            note: contribution.note.clone(),
            quotes,
        }
    }

    /// Skills in full, the names of further ones, and the names of those denied.
    fn skills(&self, facts: &Facts) -> (Vec<Skill>, String, String) {
        let mut claims: Vec<(&'static str, &super::facts::Claim)> = facts
            .skills
            .iter()
            .filter(|claim| claim.stance >= Stance::Basic)
            .map(|claim| (self.asked(claim.concept), claim))
            .collect();
        claims.sort_by(|(a_asked, a), (b_asked, b)| {
            let place = |asked: &str| match asked {
                "must" => 0,
                "nice" => 1,
                _ => 2,
            };
            let key = |claim: &super::facts::Claim| {
                std::cmp::Reverse((claim.months, claim.last_used, claim.places))
            };
            (place(a_asked), key(a), &a.name).cmp(&(place(b_asked), key(b), &b.name))
        });
        let shown = claims.iter().take(SKILLS).map(|(asked, claim)| Skill {
            name: claim.name.clone(),
            length: match claim.months {
                0 => String::new(),
                months => timeline::length(months),
            },
            last_used: claim.last_used.map(timeline::month).unwrap_or_default(),
            places: claim.places,
            asked,
            basic: claim.stance == Stance::Basic,
        });
        let names = |claims: Vec<&str>| {
            let mut names = claims
                .iter()
                .take(MORE_SKILLS)
                .copied()
                .collect::<Vec<_>>()
                .join(", ");
            if claims.len() > MORE_SKILLS {
                names.push_str(&format!(" and {} more", claims.len() - MORE_SKILLS));
            }
            names
        };
        let more = claims.iter().skip(SKILLS).map(|(_, claim)| &*claim.name);
        let denied = facts
            .skills
            .iter()
            .filter(|claim| claim.stance == Stance::Denied)
            .map(|claim| &*claim.name);
        (
            shown.collect(),
            names(more.collect()),
            names(denied.collect()),
        )
    }

    /// Whether the job names the skill.
    fn asked(&self, concept: ConceptId) -> &'static str {
        let asking = self.job.profile.requirements.iter().filter(|requirement| {
            matches!(&requirement.demand, Demand::Skill { any_of, .. }
                if any_of.iter().any(|wanted| wanted.concept == Some(concept)))
        });
        match asking.map(|requirement| requirement.importance).min() {
            Some(Importance::Must) => "must",
            Some(Importance::Nice) => "nice",
            None => "",
        }
    }
}

/// Most points first; among equals the order of the job.
fn sorted(explained: &Explanation) -> Vec<&Reason> {
    let mut reasons: Vec<&Reason> = explained.reasons.iter().collect();
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.contribution.points));
    reasons
}

/// Every quote with the number of the part that it belongs to.
fn quotes(reasons: &[&Reason]) -> Vec<(Span, usize)> {
    reasons
        .iter()
        .enumerate()
        .flat_map(|(index, reason)| {
            reason.evidence.iter().map(move |evidence| {
                let span = Span {
                    start: evidence.start,
                    end: evidence.end,
                };
                (span, index + 1)
            })
        })
        .collect()
}

/// How the CV meets the requirement; nothing where the model does not weigh it.
fn verdict(explained: &Explanation, requirement: u32) -> Option<Verdict> {
    explained
        .reasons
        .iter()
        .find(|reason| {
            reason.contribution.requirement == Some(requirement)
                && Family::of(reason.contribution.feature) <= Family::Nice
        })
        .map(|reason| Verdict::of(reason.contribution.outcome))
}

fn range(range: Option<(u32, u32)>) -> String {
    match range {
        Some((low, high)) if low == high => low.to_string(),
        Some((low, high)) => format!("{low} to {high}"),
        None => String::new(),
    }
}
