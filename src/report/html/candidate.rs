//! One CV as the template shows it.

mod views;

use std::collections::BTreeMap;

use super::facts::Facts;
use super::family::{Family, shares};
use super::text::{self, Blinded};
use super::timeline;
use super::{Candidate, blind, chart};
use crate::document::Span;
use crate::explain::{Explanation, Reason, requirement_label};
use crate::features::{Feature, JobQuery, Outcome};
use crate::flag::Flag;
use crate::lexicon::ConceptId;
use crate::profile::cv::Stance;
use crate::profile::job::{Demand, Importance};
use crate::rank::Match;
use crate::report::{Reader, explanation, step_text, table, years};
use crate::stability::RankRange;

pub(super) use views::{CandidateView, Line, Part, Person, Quote, Row, Skill, Verdict};

/// Requirements named in the list as strongest evidence.
const STRONGEST: usize = 3;
/// Skills shown in full; the others only by name.
const SKILLS: usize = 8;
/// Names of further skills.
const MORE_SKILLS: usize = 20;
/// Quotes shown in full beside a part of the score; the others as links into the text.
const QUOTES: usize = 1;
/// CVs at the top that get most of the room for text.
const FIRST: usize = 50;
/// Bytes of text of all of them, and of one of them at most.
const FIRST_TEXT: usize = 160_000;
const MOST_TEXT: usize = 24_000;
/// Bytes of text of a CV further down, beyond which only quotes are shown.
const LATER_TEXT: usize = 400;
/// Places shown of what one part rests on.
const PLACES: usize = 4;

/// What all candidates of a report share.
pub(super) struct Shared<'a> {
    pub job: &'a JobQuery,
    /// Requirements that are columns of the matrix.
    pub columns: Vec<u32>,
    /// CVs that are shown.
    pub shown: usize,
    /// The first so many of them open.
    pub opened: usize,
    pub with_contact: bool,
    /// Show all of a CV's text, however long, and not only the lines that are matched.
    pub whole_text: bool,
    /// How each CV is named here, by cv id.
    pub names: BTreeMap<&'a str, String>,
}

impl Shared<'_> {
    /// How the CV is named in this report.
    pub(super) fn id(&self, candidate: &Candidate, row: usize) -> String {
        let own = self.names.get(candidate.known.cv_id.as_str());
        own.cloned().unwrap_or_else(|| format!("cv {row}"))
    }

    /// The id, or the row where the id may say who the person is.
    pub(super) fn name(candidate: &Candidate, row: usize, with_contact: bool) -> String {
        if with_contact || blind::may_show(&candidate.known.cv_id, candidate.facts) {
            candidate.known.cv_id.clone()
        } else {
            format!("cv {row}")
        }
    }

    pub(super) fn person(&self, candidate: &Candidate) -> Option<Person> {
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

    /// Bytes of text to show of the CV in `row`, from 1: the page stays small however many there
    /// are, and is fullest where it is read.
    fn text_budget(&self, row: usize) -> usize {
        if row > FIRST {
            return LATER_TEXT;
        }
        (FIRST_TEXT / self.shown.clamp(1, FIRST)).min(MOST_TEXT)
    }

    /// The view of a scored CV; nothing for one without a score.
    pub(super) fn view(&self, candidate: &Candidate, row: usize) -> Option<CandidateView> {
        let known = candidate.known;
        let explained = known.explanation.as_ref()?;
        let shares = shares(explained);
        let (absent, reasons): (Vec<&Reason>, Vec<&Reason>) =
            sorted(explained).into_iter().partition(|reason| {
                let contribution = &reason.contribution;
                contribution.points.0 == 0
                    && contribution.outcome == Outcome::NotFound
                    && reason.evidence.is_empty()
            });
        let quoted = text::join(quotes(&reasons));
        let (skills, more_skills, denied_skills) = candidate
            .facts
            .map(|facts| self.skills(facts))
            .unwrap_or_default();
        Some(CandidateView {
            row,
            rank: known.rank?,
            range: candidate.range.map(range).unwrap_or_default(),
            id: self.id(candidate, row),
            person: self.person(candidate),
            score: format!("{:.1}", explained.score().as_f64()),
            points: explained.score().to_string(),
            bar_svg: chart::bar(&shares),
            shares,
            relevant_years: years(explained.relevant_months),
            total_years: years(explained.total_months),
            strongest: table::top_evidence(explained, STRONGEST),
            must: explained.must,
            nice: explained.nice,
            partly: explained.partly.clone(),
            missing: explained.missing.clone(),
            contradicted: explained.contradicted.clone(),
            flags: self.flags(known, explained),
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
            absent: self.absent(&absent),
            absent_most: format!(
                "{:.1}",
                absent
                    .iter()
                    .map(|reason| reason.contribution.weight)
                    .sum::<f64>()
            ),
            next: candidate
                .next
                .map(|step| step_text(self.job, step, Reader::Recruiter))
                .unwrap_or_default(),
            timeline: candidate.facts.map(timeline::timeline),
            skills,
            more_skills,
            denied_skills,
            segments: candidate
                .facts
                .map_or_else(Vec::new, |facts| self.segments(facts, &quoted, row)),
        })
    }

    fn segments(&self, facts: &Facts, quoted: &[text::Quoted], row: usize) -> Vec<text::Segment> {
        let all = [Span::new(0, facts.text.len())];
        let is_named = self.whole_text && self.with_contact;
        let blinded = Blinded {
            text: &facts.text,
            visible: if is_named { &all } else { &facts.visible },
            matched: if self.whole_text {
                &all
            } else {
                &facts.matched
            },
        };
        let budget = match self.whole_text {
            true => usize::MAX,
            false => self.text_budget(row),
        };
        text::segments(&blinded, quoted, budget)
    }

    /// A scored CV that does not open; nothing for one without a score.
    pub(super) fn line(&self, candidate: &Candidate, row: usize) -> Option<Line> {
        let known = candidate.known;
        let explained = known.explanation.as_ref()?;
        Some(Line {
            row,
            rank: known.rank?,
            range: candidate.range.map(range).unwrap_or_default(),
            id: self.id(candidate, row),
            person: self.person(candidate),
            score: format!("{:.1}", explained.score().as_f64()),
            points: explained.score().to_string(),
            must: explained.must,
            relevant_years: years(explained.relevant_months),
            flags: self.flags(known, explained),
        })
    }

    /// The row of a scored CV in the matrix; nothing for one without a score.
    pub(super) fn row(&self, candidate: &Candidate, row: usize) -> Option<Row> {
        let explained = candidate.known.explanation.as_ref()?;
        Some(Row {
            row,
            rank: candidate.known.rank?,
            id: self.id(candidate, row),
            verdicts: self
                .columns
                .iter()
                .map(|column| verdict(explained, *column))
                .collect(),
        })
    }

    fn flags(&self, known: &Match, explained: &Explanation) -> Vec<String> {
        let own = explained.flags.iter().map(Flag::to_string);
        own.chain(self.duplicates(known)).collect()
    }

    /// Which CVs of the run are the same, in words.
    pub(super) fn duplicates(&self, known: &Match) -> Vec<String> {
        let name = |id: &str| self.names.get(id).cloned().unwrap_or_default();
        let duplicates = known.duplicates.iter();
        duplicates.map(|duplicate| duplicate.naming(name)).collect()
    }

    /// What earned nothing, in few words: the musts among them stand in the list already.
    fn absent(&self, reasons: &[&Reason]) -> Vec<String> {
        let most =
            |of: &[&&Reason]| -> f64 { of.iter().map(|reason| reason.contribution.weight).sum() };
        let of = |wanted: Option<Feature>| -> Vec<&&Reason> {
            let coverage = [Feature::MustCoverage, Feature::NiceCoverage];
            let is_wanted = |reason: &&&Reason| match wanted {
                Some(feature) => reason.contribution.feature == feature,
                None => !coverage.contains(&reason.contribution.feature),
            };
            reasons.iter().filter(is_wanted).collect()
        };
        let musts = of(Some(Feature::MustCoverage));
        let nice = of(Some(Feature::NiceCoverage));
        let mut words = Vec::new();
        if !musts.is_empty() {
            let word = if musts.len() == 1 { "must" } else { "musts" };
            words.push(format!("{} {word} ({:.1})", musts.len(), most(&musts)));
        }
        if !nice.is_empty() {
            let labels: Vec<String> = nice
                .iter()
                .filter_map(|reason| requirement_label(self.job, reason.contribution.requirement?))
                .collect();
            words.push(format!("nice: {} ({:.1})", labels.join(", "), most(&nice)));
        }
        for reason in of(None) {
            let label = explanation::label(self.job, reason);
            words.push(format!("{label} ({:.1})", reason.contribution.weight));
        }
        words
    }

    fn part(&self, number: usize, reason: &Reason, quoted: Option<&Vec<text::Quoted>>) -> Part {
        let contribution = &reason.contribution;
        // What is alike in many places has no one place that shows it.
        let in_full = match Family::of(contribution.feature) {
            Family::Wording | Family::Time => 0,
            _ => QUOTES,
        };
        let mut quotes: Vec<Quote> = Vec::new();
        let mut last_page = None;
        for evidence in &reason.evidence {
            let mark = quoted.map_or(0, |quoted| {
                quoted.partition_point(|mark| mark.span.end <= evidence.start) + 1
            });
            // A second link to the same mark leads nowhere new.
            if quotes.len() == PLACES || quotes.iter().any(|quote| mark > 0 && quote.mark == mark) {
                continue;
            }
            let shown = quotes.len() < in_full;
            quotes.push(Quote {
                text: if shown {
                    evidence.quote.clone()
                } else {
                    String::new()
                },
                place: match (evidence.page, last_page) {
                    (page, Some(last)) if page == last => evidence.line.to_string(),
                    (1, _) => format!("line {}", evidence.line),
                    (page, _) => format!("page {page}, line {}", evidence.line),
                },
                page: Some(evidence.page).filter(|page| *page > 1 && last_page != Some(*page)),
                line: evidence.line,
                mark,
            });
            last_page = Some(evidence.page);
        }
        Part {
            number,
            points: contribution.points.to_string(),
            most: format!("{:.1}", contribution.weight),
            label: explanation::label(self.job, reason),
            feature: contribution.feature.name(),
            asked: contribution
                .requirement
                .and_then(|index| requirement_label(self.job, index))
                .unwrap_or_default(),
            verdict: contribution
                .requirement
                .map(|_| Verdict::of(contribution.outcome)),
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

pub(super) fn range(range: &RankRange) -> String {
    let (low, high) = (range.rank_low, range.rank_high);
    if low == high {
        format!("{low} {}", range.tie_group)
    } else {
        format!("{low} to {high} {}", range.tie_group)
    }
}
