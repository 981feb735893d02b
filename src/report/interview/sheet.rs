//! What stands on the sheet, as a list of blocks that each format writes in its own way.

use serde::Serialize;

use super::InterviewOptions;
use crate::explain::{Evidence, Reason, skill_names};
use crate::features::{Feature, JobQuery, Outcome};
use crate::flag::Flag;
use crate::profile::dates::Month;
use crate::profile::job::{Demand, Importance, Requirement, lint};
use crate::profile::spoken::{SpokenLevel, name_of};
use crate::report::Run;
use crate::report::html::{Candidate, Facts, name_of_candidate};
use crate::report::wording::demand_text;

/// Quotes shown of what meets a requirement.
const QUOTES: usize = 2;
/// Questions of one kind that a CV itself raises.
const OF_A_KIND: usize = 3;
/// Older gaps say little of the work, and tell the age.
const OLDEST_GAP_MONTHS: i32 = 120;
/// Lines of room for notes below a question.
const ROOM: usize = 3;

/// A part of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Block {
    Title {
        text: String,
    },
    Heading {
        text: String,
    },
    /// Begins on a page of its own.
    Candidate {
        text: String,
    },
    Paragraph {
        text: String,
    },
    /// For whoever asks; in smaller letters.
    Remark {
        text: String,
    },
    Question {
        number: usize,
        text: String,
    },
    /// A question in the list of all.
    Listed {
        number: usize,
        text: String,
    },
    /// What the CV says about it: a word, more about it, quotes, and what to ask then.
    Shown {
        word: &'static str,
        note: String,
        quotes: Vec<String>,
        ask: String,
    },
    /// Room for notes.
    Room {
        lines: usize,
    },
}

/// The whole sheet.
#[derive(Debug, Serialize)]
pub(super) struct Sheet {
    pub title: String,
    /// `YYYY-MM-DD`.
    pub as_of: String,
    pub blocks: Vec<Block>,
}

impl Sheet {
    pub(super) fn new(
        run: &Run,
        job: &JobQuery,
        candidates: &[Candidate],
        options: &InterviewOptions,
    ) -> Self {
        let asked = asked(job);
        let scored = candidates.iter().zip(1..);
        let scored: Vec<(&Candidate, usize)> = scored
            .filter(|(candidate, _)| candidate.known.explanation.is_some())
            .filter(|(candidate, _)| {
                options.only.is_empty() || options.only.contains(&candidate.known.cv_id)
            })
            .take(options.candidates)
            .collect();
        let title = match run.job.as_str() {
            "" => "Interview sheet".to_owned(),
            job => format!("Interview sheet: {job}"),
        };
        let mut blocks = vec![
            Block::Title {
                text: title.clone(),
            },
            Block::Remark {
                text: format!(
                    "{} of {} CVs · model {} · as of {} · made by cvrank",
                    scored.len(),
                    candidates.len(),
                    run.model,
                    run.as_of
                ),
            },
        ];
        blocks.extend(INTRODUCTION.map(|text| Block::Paragraph {
            text: text.to_owned(),
        }));
        if options.with_contact {
            blocks.push(Block::Paragraph {
                text: "This copy names the people. Pass it on only to those who may know who they are.".to_owned(),
            });
        }
        blocks.push(Block::Heading {
            text: "Questions for everybody".to_owned(),
        });
        for (number, (_, question)) in (1..).zip(&asked.questions) {
            blocks.push(Block::Listed {
                number,
                text: question.clone(),
            });
        }
        if asked.questions.is_empty() {
            blocks.push(Block::Paragraph {
                text: "The post asks for nothing that could be asked one by one.".to_owned(),
            });
        }
        if asked.left_out > 0 {
            blocks.push(Block::Remark {
                text: format!(
                    "{} of the post's asks touch what may not be asked in many places and are left out; cvrank lint names them.",
                    asked.left_out
                ),
            });
        }
        for (candidate, row) in scored {
            candidate_blocks(&mut blocks, &asked, candidate, row, options);
        }
        Self {
            title,
            as_of: run.as_of.clone(),
            blocks,
        }
    }

    /// Changes every text that may hold a stranger's words.
    pub(super) fn clean(&mut self, change: &dyn Fn(&str) -> String) {
        self.title = change(&self.title);
        for block in &mut self.blocks {
            match block {
                Block::Title { text }
                | Block::Heading { text }
                | Block::Candidate { text }
                | Block::Paragraph { text }
                | Block::Remark { text }
                | Block::Listed { text, .. }
                | Block::Question { text, .. } => *text = change(text),
                Block::Shown {
                    note, quotes, ask, ..
                } => {
                    *note = change(note);
                    *ask = change(ask);
                    quotes.iter_mut().for_each(|quote| *quote = change(quote));
                }
                Block::Room { .. } => {}
            }
        }
    }
}

const INTRODUCTION: [&str; 3] = [
    "Ask everybody the numbered questions, in this order and in these words. Below each stands what was found in the CV. A program read it, which can miss or misread; the answer counts, not the CV. Behind them stand questions that the CV itself raises.",
    "Ask nothing about age, family, pregnancy, health, disability, origin, belief or looks, and note nothing of it when somebody speaks of it. Nobody must answer what is marked as free, and nothing follows from not answering.",
    "A person decides. The order of the CVs is an order for reading; no score stands here, so that nobody is met with a number in mind.",
];

/// The questions for everybody.
struct Asked {
    /// Index of the requirement, and its question.
    questions: Vec<(u32, String)>,
    /// Asks that touch what may not be asked.
    left_out: usize,
}

/// Musts first, else in the order of the post.
fn asked(job: &JobQuery) -> Asked {
    let mut requirements: Vec<(u32, &Requirement)> = (0..).zip(&job.profile.requirements).collect();
    requirements.sort_by_key(|(index, requirement)| (requirement.importance, *index));
    let before = requirements.len();
    requirements.retain(|(_, requirement)| !lint::touches_protected_ground(&requirement.quote));
    Asked {
        left_out: before - requirements.len(),
        questions: requirements
            .into_iter()
            .map(|(index, requirement)| (index, question(job, index, requirement)))
            .collect(),
    }
}

fn question(job: &JobQuery, index: u32, requirement: &Requirement) -> String {
    let asks = match requirement.importance {
        Importance::Must => "The post asks for",
        Importance::Nice => "The post would like",
    };
    let show =
        "Tell us about work of yours that shows it: what was your own part, and what came of it?";
    match &requirement.demand {
        Demand::Skill {
            any_of,
            at_least,
            minimum_months,
        } => {
            let names = skill_names(any_of, *at_least);
            match minimum_months.filter(|months| *months > 0) {
                Some(months) => format!(
                    "{asks} {names}, for {}. Where and for how long did you do this, what was your own part, and what came of it?",
                    length(months)
                ),
                None => format!("{asks} {names}. {show}"),
            }
        }
        Demand::Experience { minimum_months, .. } => format!(
            "{asks} {} of experience. Which of your work prepared you for this work, and what did you do there?",
            length(*minimum_months)
        ),
        Demand::Education { fields, .. } => {
            let fields = match fields.as_slice() {
                [] => String::new(),
                fields => format!(" ({})", fields.join(", ")),
            };
            format!(
                "{asks} {}{fields}. What have you learnt for this work, there or elsewhere?",
                demand_text(job, index)
            )
        }
        Demand::Language { any_of, level } => {
            let names: Vec<String> = any_of.iter().map(|code| name_of(code)).collect();
            // Of whom a language is the first says where somebody comes from.
            let level = level
                .filter(|level| *level != SpokenLevel::Native)
                .map(|level| format!(" at level {}", level.name()));
            format!(
                "{asks} {}{}. What would you use it for in this work, and what have you used it for?",
                names.join(" or "),
                level.unwrap_or_default()
            )
        }
        Demand::Text => format!("The post says “{}”. {show}", requirement.quote),
    }
}

/// `5 years`, `18 months`.
fn length(months: u32) -> String {
    match (months / 12, months % 12) {
        (1, 0) => "1 year".to_owned(),
        (years, 0) => format!("{years} years"),
        _ => format!("{months} months"),
    }
}

fn candidate_blocks(
    blocks: &mut Vec<Block>,
    asked: &Asked,
    candidate: &Candidate,
    row: usize,
    options: &InterviewOptions,
) {
    let id = name_of_candidate(candidate, row, options.with_contact);
    let name = candidate
        .facts
        .filter(|_| options.with_contact)
        .map(|facts| facts.contact().name.as_str())
        .filter(|name| !name.is_empty());
    blocks.push(Block::Candidate {
        text: match name {
            Some(name) => format!("{name} ({id})"),
            None => id,
        },
    });
    blocks.push(Block::Paragraph {
        text: "Date, place, asked by:".to_owned(),
    });
    blocks.push(Block::Room { lines: 1 });
    for (number, (requirement, question)) in (1..).zip(&asked.questions) {
        blocks.push(Block::Question {
            number,
            text: question.clone(),
        });
        blocks.push(shown(candidate, *requirement));
        blocks.push(Block::Room { lines: ROOM });
    }
    let raised = raised(candidate);
    if !raised.is_empty() {
        blocks.push(Block::Heading {
            text: "Questions of this CV".to_owned(),
        });
    }
    for (number, (text, remark)) in (asked.questions.len() + 1..).zip(raised) {
        blocks.push(Block::Question { number, text });
        if !remark.is_empty() {
            blocks.push(Block::Remark {
                text: remark.to_owned(),
            });
        }
        blocks.push(Block::Room { lines: ROOM });
    }
    blocks.push(Block::Heading {
        text: "What they asked, and what was agreed".to_owned(),
    });
    blocks.push(Block::Room { lines: ROOM });
}

/// How the CV meets one requirement.
fn shown(candidate: &Candidate, requirement: u32) -> Block {
    let explained = candidate.known.explanation.as_ref();
    let mut reasons = explained.into_iter().flat_map(|known| &known.reasons);
    let reason = reasons.find(|reason| {
        let contribution = &reason.contribution;
        contribution.requirement == Some(requirement)
            && matches!(
                contribution.feature,
                Feature::MustCoverage | Feature::NiceCoverage
            )
    });
    let (word, ask) = match reason.map(|reason| reason.contribution.outcome) {
        Some(Outcome::Met) => ("Shown", ""),
        Some(Outcome::Partly) => (
            "Unclear",
            "What else have you done with it or with something near to it, and for how long?",
        ),
        Some(Outcome::NotFound) => (
            "Not shown",
            "The CV does not speak of it. What have you done with it, or with something like it?",
        ),
        Some(Outcome::Contradicted) => (
            "Says otherwise",
            "The CV says so. How is it today, and how would you go about it?",
        ),
        None => ("Not compared", ""),
    };
    Block::Shown {
        word,
        note: reason
            .map_or("", |reason| &reason.contribution.note)
            .to_owned(),
        quotes: reason.map(quotes).unwrap_or_default(),
        ask: ask.to_owned(),
    }
}

fn quotes(reason: &Reason) -> Vec<String> {
    let shown = reason.evidence.iter().take(QUOTES);
    shown
        .map(
            |Evidence {
                 quote, page, line, ..
             }| format!("“{quote}” (page {page}, line {line})"),
        )
        .collect()
}

const FREE: &str =
    "Free to answer. Ask no further about what is private; nothing follows from not answering.";

/// What the CV itself raises, each with a remark for whoever asks.
fn raised(candidate: &Candidate) -> Vec<(String, &'static str)> {
    let mut raised = Vec::new();
    if let Some(facts) = candidate.facts {
        raised.extend(undated(facts));
        let overlaps = facts.overlaps().iter().rev().take(OF_A_KIND);
        raised.extend(overlaps.map(|(start, end)| {
            let between = between(*start, *end);
            (
                format!("The CV names two positions at once {between}. How did you divide your work between them?"),
                "",
            )
        }));
        let oldest = facts.as_of().0 - OLDEST_GAP_MONTHS;
        let gaps = facts.gaps().iter().rev();
        let gaps = gaps.filter(|(_, end)| end.0 >= oldest).take(OF_A_KIND);
        raised.extend(gaps.map(|(start, end)| {
            let between = between(*start, *end);
            (
                format!("If you would like to say: what did you do {between}?"),
                FREE,
            )
        }));
    }
    let explained = candidate.known.explanation.iter();
    for flag in explained.flat_map(|known| &known.flags) {
        if let Flag::ImpossiblePositions { quote, .. } = flag {
            let text = format!("The CV says “{quote}”, and its dates do not fit. What is right?");
            raised.push((text, "A slip of the pen is more likely than anything else."));
        }
    }
    raised
}

fn undated(facts: &Facts) -> impl Iterator<Item = (String, &'static str)> {
    let named = facts.undated().filter(|place| !place.is_empty());
    named.take(OF_A_KIND).map(|place| {
        (
            format!("The CV does not say for how long: “{place}”. How long did you do this, and what did you do?"),
            "",
        )
    })
}

/// `in 03/2019`, `between 03/2019 and 01/2020`.
fn between(start: Month, end: Month) -> String {
    let month = |month: Month| format!("{:02}/{:04}", month.month(), month.year());
    match start == end {
        true => format!("in {}", month(start)),
        false => format!("between {} and {}", month(start), month(end)),
    }
}
