//! What a job post asks for.

use serde::{Deserialize, Serialize};

use super::education::EducationLevel;
use super::seniority::Seniority;
use super::spoken::SpokenLevel;
use crate::document::Span;
use crate::lexicon::ConceptId;

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
    /// A spoken language: ISO 639-1 code.
    Language {
        code: String,
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
}

use crate::document::Document;
use crate::lexicon::Lexicon;

/// Reads the job post in `document`.
pub fn read(document: &Document, _lexicon: &Lexicon) -> JobProfile {
    JobProfile {
        title: String::new(),
        language: "en".into(),
        seniority: None,
        place: None,
        mode: None,
        requirements: Vec::new(),
        text: document.text.clone(),
        described: Vec::new(),
        set_aside: Vec::new(),
    }
}
