//! Sections of a CV, found by their headings in the words of all languages.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::lines::Lines;
use super::reading::LineLabels;
use crate::document::{Role, Span};
use crate::languages::{Key, Prepared, key};
use crate::reader::LineLabel;
use crate::text::tokenize::lower;
use crate::text::{TermKey, TermMap, TermSet, Token, find_byte, pair_key, words_of};

/// What a part of a CV is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionKind {
    /// Before the first heading.
    Head,
    Summary,
    /// What the person would like: wishes are no claims.
    Objective,
    Experience,
    Volunteering,
    Projects,
    Education,
    Certificates,
    Skills,
    Languages,
    Publications,
    Awards,
    /// Never matched: a proxy for who somebody is.
    Interests,
    References,
    Contact,
    /// Under a heading that is not known.
    Other,
}

/// Words of a longest heading.
const LONGEST: usize = 6;

/// The headings that open each kind of section.
const HEADINGS: &[(SectionKind, Key)] = &[
    (SectionKind::Summary, key::HEADINGS_SUMMARY),
    (SectionKind::Objective, key::HEADINGS_OBJECTIVE),
    (SectionKind::Experience, key::HEADINGS_EXPERIENCE),
    (SectionKind::Volunteering, key::HEADINGS_VOLUNTEERING),
    (SectionKind::Projects, key::HEADINGS_PROJECTS),
    (SectionKind::Education, key::HEADINGS_EDUCATION),
    (SectionKind::Certificates, key::HEADINGS_CERTIFICATES),
    (SectionKind::Skills, key::HEADINGS_SKILLS),
    (SectionKind::Languages, key::HEADINGS_LANGUAGES),
    (SectionKind::Publications, key::HEADINGS_PUBLICATIONS),
    (SectionKind::Awards, key::HEADINGS_AWARDS),
    (SectionKind::Interests, key::HEADINGS_INTERESTS),
    (SectionKind::References, key::HEADINGS_REFERENCES),
    (SectionKind::Contact, key::HEADINGS_CONTACT),
];

/// The words of each heading, with what it opens.
fn headings() -> impl Iterator<Item = (Prepared, SectionKind)> {
    HEADINGS
        .iter()
        .flat_map(|(kind, key)| key.prepared().map(move |heading| (heading, *kind)))
}

/// Folds the keys of a whole heading into one, joining words (`and`, `&`) left out.
fn heading_key(keys: impl Iterator<Item = TermKey>) -> Option<TermKey> {
    static JOINING: LazyLock<TermSet> = LazyLock::new(|| words_of(&[key::HEADINGS_JOINING]));
    keys.filter(|key| !JOINING.contains(key)).reduce(pair_key)
}

/// The section that a heading of exactly these words opens.
pub(crate) fn of_heading(tokens: &[Token]) -> Option<SectionKind> {
    static KINDS: LazyLock<TermMap<SectionKind>> = LazyLock::new(|| {
        let most = HEADINGS.iter().map(|(_, key)| key.sizes().0).sum();
        let mut kinds = TermMap::with_capacity_and_hasher(most, Default::default());
        kinds.extend(headings().filter_map(|(heading, kind)| {
            Some((heading_key(heading.keys.iter().copied())?, kind))
        }));
        kinds
    });
    if tokens.is_empty() || tokens.len() > LONGEST {
        return None;
    }
    let keys = tokens.iter().map(|token| token.key);
    KINDS.get(&heading_key(keys)?).copied()
}

/// The section that a heading opens, its letters apart or not.
pub(crate) fn heading_of(text: &str, tokens: &[Token]) -> Option<SectionKind> {
    of_heading(tokens).or_else(|| of_letters(text, tokens))
}

/// The section that a heading of single letters opens (`S K I L L S`).
fn of_letters(text: &str, tokens: &[Token]) -> Option<SectionKind> {
    static KINDS: LazyLock<TermMap<SectionKind>> = LazyLock::new(|| {
        headings()
            .map(|(heading, kind)| (letters(heading.phrase), kind))
            .collect()
    });
    let apart = |token: &Token| token.of(text).chars().nth(1).is_none();
    let (first, last) = (tokens.first()?, tokens.last()?);
    if tokens.len() < 4 || !tokens.iter().all(apart) {
        return None;
    }
    KINDS
        .get(&letters(first.span().join(last.span()).of(text)))
        .copied()
}

/// The letters of a heading, in lower case, as one key.
fn letters(written: &str) -> TermKey {
    let written = lower(written);
    let letters = written.chars().filter(|letter| letter.is_alphabetic());
    letters.fold(0, |before, letter| pair_key(before, u64::from(letter)))
}

/// The section of every line.
pub(crate) struct Sections {
    /// `kinds[i]` belongs to line i.
    pub kinds: Vec<SectionKind>,
    /// First line of the content of line i's section.
    pub first: Vec<usize>,
    /// Whether a heading opens an experience section.
    pub has_experience: bool,
}

/// The section of every line, by what the reader calls it.
///
/// A heading belongs to the section that it opens, and so does what stands behind it on the line
/// (`Skills: Python`). A line that is plainly of another section opens that.
pub(super) fn of_lines(lines: &Lines, read: &LineLabels) -> Sections {
    if lines.is_structured() {
        return of_structured(lines);
    }
    let mut opened: Vec<Option<(SectionKind, bool)>> = vec![None; lines.count()];
    let mut current = SectionKind::Head;
    // What an item that names a language or a personal detail stands in the midst of.
    let mut around: Option<(SectionKind, LineLabel)> = None;
    for (at, label) in read.labels() {
        let resumed = around
            .filter(|(_, midst)| *midst != label)
            .map(|(kind, _)| (kind, false));
        let kind = opens(lines, at, label, current).or(resumed);
        if let Some((kind, is_heading)) = kind {
            let is_midst = matches!(label, LineLabel::Language | LineLabel::Personal)
                && lines.role(at) == Role::ListItem;
            around = (is_midst && !is_heading).then_some((current, label));
            current = kind;
        }
        opened[at] = opened[at].or(kind);
    }
    let mut sections = Sections {
        kinds: Vec::with_capacity(lines.count()),
        first: Vec::with_capacity(lines.count()),
        has_experience: false,
    };
    let (mut current, mut first) = (SectionKind::Head, 0);
    for (at, opened) in opened.into_iter().enumerate() {
        if let Some((kind, is_heading)) = opened {
            current = kind;
            first = if is_heading { at + 1 } else { at };
            sections.has_experience |= is_heading && kind == SectionKind::Experience;
        }
        sections.kinds.push(current);
        sections.first.push(first);
    }
    sections
}

/// The section that a line opens, and whether it is no more than a heading.
fn opens(
    lines: &Lines,
    at: usize,
    label: LineLabel,
    current: SectionKind,
) -> Option<(SectionKind, bool)> {
    use LineLabel as L;
    let other = |kind: SectionKind| (kind != current).then_some((kind, false));
    let of_work = matches!(
        current,
        SectionKind::Experience | SectionKind::Volunteering | SectionKind::Projects
    );
    let heading = |kind: SectionKind| {
        let known = heading_of(lines.text(), lines.tokens(at));
        // The words may say more exactly what the reader's kinds hold together.
        let kind = match (kind, known) {
            (SectionKind::Summary, Some(SectionKind::Objective))
            | (SectionKind::Publications, Some(SectionKind::Awards)) => known,
            _ => None,
        }
        .unwrap_or(kind);
        Some((kind, true))
    };
    match label {
        L::HeadExperience => heading(SectionKind::Experience),
        L::HeadEducation => heading(SectionKind::Education),
        L::HeadSkills => heading(SectionKind::Skills),
        L::HeadLanguages => heading(SectionKind::Languages),
        L::HeadCertificates => heading(SectionKind::Certificates),
        L::HeadProjects => heading(SectionKind::Projects),
        L::HeadVolunteering => heading(SectionKind::Volunteering),
        L::HeadSummary => heading(SectionKind::Summary),
        L::HeadInterests => heading(SectionKind::Interests),
        L::HeadReferences => heading(SectionKind::References),
        L::HeadPersonal => heading(SectionKind::Contact),
        L::HeadPublications => heading(SectionKind::Publications),
        L::HeadOther => heading(SectionKind::Other),
        L::PositionStart if !of_work => other(SectionKind::Experience),
        L::EducationStart => other(SectionKind::Education),
        L::Skills if current != SectionKind::Experience => other(SectionKind::Skills),
        L::Language => other(SectionKind::Languages),
        L::Certificate if !of_work => other(SectionKind::Certificates),
        L::Personal if current != SectionKind::Head => other(SectionKind::Contact),
        _ => None,
    }
}

/// Sections of a format that tells them: only a parted heading opens one.
///
/// Before the first of them, free text may hold headings of its own; within an
/// entry a heading is a part of that entry.
fn of_structured(lines: &Lines) -> Sections {
    let mut current = SectionKind::Head;
    let mut first = 0;
    let mut is_told = false;
    let mut sections = Sections {
        kinds: Vec::with_capacity(lines.count()),
        first: Vec::with_capacity(lines.count()),
        has_experience: false,
    };
    for at in 0..lines.count() {
        if lines.role(at) == Role::Heading && lines.is_parted(at) {
            is_told = true;
            current = of_heading(lines.tokens(at)).unwrap_or(SectionKind::Other);
            first = at + 1;
            sections.has_experience |= current == SectionKind::Experience;
        } else if !is_told && let Some(opening) = opened_by(lines, at) {
            current = opening.kind;
            first = if opening.is_inline { at } else { at + 1 };
        }
        sections.kinds.push(current);
        sections.first.push(first);
    }
    sections
}

/// A known heading.
struct Opening {
    kind: SectionKind,
    /// Content follows on the line: `Skills: Python, SQL`.
    is_inline: bool,
}

fn opened_by(lines: &Lines, at: usize) -> Option<Opening> {
    let tokens = lines.tokens(at);
    if tokens.is_empty() || matches!(lines.role(at), Role::ListItem | Role::Identity) {
        return None;
    }
    let written = lines.written(at);
    let capital = written.starts_with(|first: char| first.is_uppercase() || !first.is_alphabetic());
    let opening = |kind, is_inline| Opening { kind, is_inline };
    if let Some(kind) = heading_of(lines.text(), tokens) {
        // `experience` alone in lower case is a word of a broken line, not a heading.
        return (capital || lines.role(at) == Role::Heading).then(|| opening(kind, false));
    }
    // `Skills: Python, SQL`
    // Behind more words than a heading has, a colon tells nothing.
    let line = lines.span(at);
    let end = tokens
        .get(LONGEST)
        .map_or(line.end, |beyond| beyond.span().start.max(line.start));
    let opening_words = Span { end, ..line }.of(lines.text()).as_bytes();
    let colon = line.start as usize + find_byte(opening_words, |byte| byte == b':')?;
    let head = tokens
        .iter()
        .take_while(|token| (token.span().start as usize) < colon)
        .count();
    let kind = of_heading(&tokens[..head]).filter(|kind| {
        capital && !matches!(kind, SectionKind::Volunteering | SectionKind::Projects)
    })?;
    Some(opening(kind, true))
}

/// Whether the words head a part of one position (`Responsibilities`).
pub(crate) fn names_a_part(tokens: &[Token]) -> bool {
    static KEYS: LazyLock<TermSet> = LazyLock::new(|| {
        key::HEADINGS_WITHIN
            .prepared()
            .filter_map(|heading| heading_key(heading.keys.iter().copied()))
            .collect()
    });
    let keys = tokens.iter().map(|token| token.key);
    tokens.len() <= LONGEST && heading_key(keys).is_some_and(|key| KEYS.contains(&key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    fn kind(heading: &str) -> Option<SectionKind> {
        of_heading(&tokenize(heading))
    }

    #[test]
    fn headings_of_several_languages() {
        assert_eq!(kind("WORK EXPERIENCE"), Some(SectionKind::Experience));
        assert_eq!(
            kind("Licenses & Certifications"),
            Some(SectionKind::Certificates)
        );
        assert_eq!(
            kind("Doświadczenie zawodowe"),
            Some(SectionKind::Experience)
        );
        assert_eq!(kind("Опыт работы"), Some(SectionKind::Experience));
        assert_eq!(kind("Centres d'intérêt"), Some(SectionKind::Interests));
        assert_eq!(kind("experience with Python"), None);
    }

    #[test]
    fn no_heading_stands_for_two_sections() {
        let mut seen: TermMap<(SectionKind, &str)> = TermMap::default();
        for (heading, kind) in headings() {
            let key = heading_key(heading.keys.iter().copied()).unwrap();
            if let Some((other, first)) = seen.insert(key, (kind, heading.phrase)) {
                assert_eq!(other, kind, "{first} and {}", heading.phrase);
            }
        }
    }
}
