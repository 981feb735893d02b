//! Sections of a CV, found by their headings in the words of all languages.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::lines::Lines;
use crate::document::{Role, Span};
use crate::languages::{Key, Prepared, key};
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
/// How many lines under an unknown heading may tell what it opens.
const LOOK_AHEAD: usize = 3;
/// How many lines on another position is looked for before a heading closes the experience.
const POSITIONS_AHEAD: usize = 80;

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
pub fn of_heading(tokens: &[Token]) -> Option<SectionKind> {
    static KINDS: LazyLock<TermMap<SectionKind>> = LazyLock::new(|| {
        headings()
            .filter_map(|(heading, kind)| Some((heading_key(heading.keys.iter().copied())?, kind)))
            .collect()
    });
    if tokens.is_empty() || tokens.len() > LONGEST {
        return None;
    }
    let keys = tokens.iter().map(|token| token.key);
    KINDS.get(&heading_key(keys)?).copied()
}

/// The section that a heading opens, its letters apart or not.
pub fn heading_of(text: &str, tokens: &[Token]) -> Option<SectionKind> {
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
        .get(&letters(first.span.join(last.span).of(text)))
        .copied()
}

/// The letters of a heading, in lower case, as one key.
fn letters(written: &str) -> TermKey {
    let written = lower(written);
    let letters = written.chars().filter(|letter| letter.is_alphabetic());
    letters.fold(0, |before, letter| pair_key(before, u64::from(letter)))
}

/// The section of every line.
pub struct Sections {
    /// `kinds[i]` belongs to line i.
    pub kinds: Vec<SectionKind>,
    /// First line of the content of line i's section.
    pub first: Vec<usize>,
    /// Whether a heading opens an experience section.
    pub has_experience: bool,
}

/// The section of every line.
///
/// A line that only holds a heading, and the rest of a line after `Heading:`,
/// belong to the section that they open. What an unknown heading opens is told
/// by what stands under it.
pub fn of_lines(lines: &Lines) -> Sections {
    if lines.is_structured() {
        return of_structured(lines);
    }
    let mut current = SectionKind::Head;
    let mut first = 0;
    let mut sections = Sections {
        kinds: Vec::with_capacity(lines.count()),
        first: Vec::with_capacity(lines.count()),
        has_experience: false,
    };
    for at in 0..lines.count() {
        match opened_by(lines, at) {
            Some(opening) if !is_within(lines, at, current, &opening) => {
                current = opening.kind_above(lines, at);
                first = if opening.is_inline { at } else { at + 1 };
                sections.has_experience |= current == SectionKind::Experience;
            }
            Some(_) => {}
            None => {
                if let Some(kind) = unknown(lines, at, current) {
                    current = kind;
                    // An employer may head its positions as a section's heading would.
                    let is_section = lines.role(at + 1) == Role::Heading;
                    first = if is_section { at + 1 } else { at };
                    sections.has_experience |= kind == SectionKind::Experience;
                }
            }
        }
        sections.kinds.push(current);
        sections.first.push(first);
    }
    sections
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
    is_within: bool,
}

impl Opening {
    /// The kind by the words, unless positions stand right under it (`Software` above a job).
    fn kind_above(&self, lines: &Lines, at: usize) -> SectionKind {
        if self.kind == SectionKind::Skills
            && !self.is_inline
            && under(lines, at) == Some(SectionKind::Experience)
        {
            return SectionKind::Experience;
        }
        self.kind
    }
}

fn opened_by(lines: &Lines, at: usize) -> Option<Opening> {
    let tokens = lines.tokens(at);
    if tokens.is_empty() || matches!(lines.role(at), Role::ListItem | Role::Identity) {
        return None;
    }
    let written = lines.written(at);
    let capital = written.starts_with(|first: char| first.is_uppercase() || !first.is_alphabetic());
    let opening = |tokens: &[Token], kind, is_inline| Opening {
        kind,
        is_inline,
        is_within: names_a_part(tokens),
    };
    if let Some(kind) = heading_of(lines.text(), tokens) {
        // `experience` alone in lower case is a word of a broken line, not a heading.
        return (capital || lines.role(at) == Role::Heading).then(|| opening(tokens, kind, false));
    }
    // `Skills: Python, SQL`
    // Behind more words than a heading has, a colon tells nothing.
    let line = lines.span(at);
    let end = tokens
        .get(LONGEST)
        .map_or(line.end, |beyond| beyond.span.start.max(line.start));
    let opening_words = Span { end, ..line }.of(lines.text()).as_bytes();
    let colon = line.start as usize + find_byte(opening_words, |byte| byte == b':')?;
    let head = tokens
        .iter()
        .take_while(|token| (token.span.start as usize) < colon)
        .count();
    let kind = of_heading(&tokens[..head]).filter(|kind| {
        capital && !matches!(kind, SectionKind::Volunteering | SectionKind::Projects)
    })?;
    Some(opening(&tokens[..head], kind, true))
}

/// Whether the words head a part of one position (`Responsibilities`).
pub fn names_a_part(tokens: &[Token]) -> bool {
    static KEYS: LazyLock<TermSet> = LazyLock::new(|| {
        key::HEADINGS_WITHIN
            .prepared()
            .filter_map(|heading| heading_key(heading.keys.iter().copied()))
            .collect()
    });
    let keys = tokens.iter().map(|token| token.key);
    tokens.len() <= LONGEST && heading_key(keys).is_some_and(|key| KEYS.contains(&key))
}

/// Whether a known heading stands inside a position rather than after the last.
fn is_within(lines: &Lines, at: usize, current: SectionKind, opening: &Opening) -> bool {
    current == SectionKind::Experience
        && opening.kind != SectionKind::Experience
        && ((opening.is_within
            && (opening.is_inline
                || (!(opening.kind == SectionKind::Projects && lines.role(at) == Role::Heading)
                    && positions_follow(lines, at))))
            || (opening.is_inline
                && opening.kind == SectionKind::Skills
                && positions_follow(lines, at)))
}

/// Whether another position follows before the next section.
fn positions_follow(lines: &Lines, at: usize) -> bool {
    for next in at + 1..lines.count().min(at + POSITIONS_AHEAD) {
        if opened_by(lines, next).is_some_and(|opening| !opening.is_within) {
            return false;
        }
        if lines.has_range(next) && lines.role(next) != Role::ListItem {
            let names = |near: usize| {
                near > at
                    && near < lines.count()
                    && lines.is_label(near)
                    && lines.names_a_role(near)
            };
            return names(next) || names(next - 1) || names(next + 1);
        }
    }
    false
}

/// What a heading of unknown words opens, where it is clearly one.
fn unknown(lines: &Lines, at: usize, current: SectionKind) -> Option<SectionKind> {
    let tokens = lines.tokens(at);
    // The first lines are the name and the trade.
    if !(1..=LONGEST).contains(&tokens.len()) || at < 2 || at + 1 >= lines.count() {
        return None;
    }
    let written = lines.written(at);
    let heads = match lines.role(at) {
        Role::Heading => true,
        Role::Body => is_shouted(written) && lines.is_parted(at),
        _ => false,
    };
    if !heads
        || written.contains([',', '@', '|', '\t', '(', '–', '—'])
        || !lines.mentions(at).is_empty()
        || lines.is_schooling(at)
        || lines.names_a_role(at)
        || names_a_part(tokens)
    {
        return None;
    }
    match under(lines, at) {
        Some(kind) if kind == current => None,
        Some(SectionKind::Experience) if current == SectionKind::Volunteering => None,
        Some(kind) => Some(kind),
        None if current == SectionKind::Experience && positions_follow(lines, at) => None,
        None if lines.role(at) == Role::Heading => Some(SectionKind::Other),
        None => matches!(current, SectionKind::Experience | SectionKind::Interests)
            .then_some(SectionKind::Other),
    }
}

/// Experience or education, by the first range of dates under a heading.
fn under(lines: &Lines, at: usize) -> Option<SectionKind> {
    let end = lines.count().min(at + 1 + LOOK_AHEAD);
    for next in at + 1..end {
        if opened_by(lines, next).is_some() {
            return None;
        }
        if lines.has_range(next) && lines.role(next) != Role::ListItem {
            let last = (next + 2).min(end);
            let schooling = (at + 1..=next).any(|near| lines.is_schooling(near));
            let role = (at + 1..last).any(|near| lines.is_label(near) && lines.names_a_role(near));
            return match (role, schooling) {
                (true, _) => Some(SectionKind::Experience),
                (false, true) => Some(SectionKind::Education),
                (false, false) => None,
            };
        }
    }
    None
}

fn is_shouted(written: &str) -> bool {
    let letters = || written.chars().filter(|letter| letter.is_alphabetic());
    letters().count() >= 4 && letters().all(char::is_uppercase)
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
