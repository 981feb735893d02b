//! Whether a document is a job post or a CV.

use super::cv::sections::{SectionKind, of_heading};
use crate::document::Document;
use crate::text::{term_key, tokenize};

/// Words that job posts address to a reader, and CVs do not.
const JOB_WORDS: &[&str] = &[
    "you",
    "your",
    "we",
    "our",
    "candidate",
    "apply",
    "applicants",
    "requirements",
    "responsibilities",
    "benefits",
    "offer",
    "wir",
    "sie",
    "ihr",
    "unser",
    "nous",
    "vous",
    "notre",
    "votre",
    "profil",
    "recherché",
    "buscamos",
    "ofrecemos",
    "requisitos",
    "cerchiamo",
    "offriamo",
    "szukamy",
    "oferujemy",
    "wymagania",
    "требования",
    "обязанности",
    "условия",
    "предлагаем",
    "zoeken",
    "bieden",
    "căutăm",
    "oferim",
];

/// True when the words are those of a post rather than of a CV's sections.
pub fn looks_like_a_job(document: &Document) -> bool {
    let tokens = tokenize(&document.text);
    let keys: Vec<_> = JOB_WORDS.iter().map(|word| term_key(word)).collect();
    let addressed = tokens
        .iter()
        .filter(|token| keys.contains(&token.key))
        .count();
    let sections = document
        .lines
        .iter()
        .filter(|line| {
            let written = line.span.of(&document.text);
            matches!(
                of_heading(&tokenize(written)),
                Some(SectionKind::Experience | SectionKind::Education | SectionKind::References)
            )
        })
        .count();
    let per_hundred = addressed as f64 * 100.0 / tokens.len().max(1) as f64;
    sections < 2 && per_hundred >= 1.5
}
