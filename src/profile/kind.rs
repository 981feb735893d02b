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
///
/// A structured CV is one whatever its words.
pub fn looks_like_a_job(document: &Document) -> bool {
    if document.format.is_structured_cv() {
        return false;
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, json_resume, plain};

    #[test]
    fn a_structured_cv_is_no_job_whatever_its_words() {
        let words = "Условия и требования: мы предлагаем, обязанности, your offer, we apply";
        let json = format!(r#"{{"work": [{{"name": "Brill Ltd", "summary": "{words}"}}]}}"#);
        assert!(!looks_like_a_job(
            &json_resume::read(json.as_bytes()).unwrap()
        ));
        assert!(looks_like_a_job(
            &plain::from_text(words, Format::PlainText).unwrap()
        ));
    }
}
