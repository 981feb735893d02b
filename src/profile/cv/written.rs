//! Skills in the CV's own words: items of its lists of skills, and of lists in what was done and
//! among certificates, that the lexicon does not hold.
//!
//! They are shown, and count for nothing: what a word means that no lexicon knows, nobody can say.

use super::sections::{SectionKind, Sections, of_heading};
use super::{CvProfile, LineLabels, Stance};
use crate::document::{Document, Span};
use crate::reader::LineLabel;
use crate::text::{TermSet, Token, Tokens, pair_key};

/// Words of a longest item: more are a sentence.
const LONGEST: usize = 4;
/// Marginal from which a line is taken for what its label says.
const SURE: f32 = 0.5;
/// Items of a shortest list outside of those of skills.
const LEAST: usize = 3;
/// Items that are kept at most.
const MOST: usize = 80;

/// The items, in order, each once.
pub(super) fn find(
    document: &Document,
    read: &LineLabels,
    sections: &Sections,
    profile: &CvProfile,
) -> Vec<Span> {
    let text = &document.text;
    let view = Tokens::new(text, &profile.tokens);
    let mut known: Vec<Span> = (profile.skills.iter())
        .flat_map(|claim| claim.mentions.iter().map(|mention| mention.span))
        .chain(profile.spoken.iter().map(|mention| mention.span))
        .collect();
    known.sort_unstable();
    let is_known = |item: Span| {
        let behind = known.partition_point(|span| span.end <= item.start);
        known.get(behind).is_some_and(|span| span.overlaps(item))
    };
    let mut seen = TermSet::default();
    let mut found = Vec::new();
    let mut last = None;
    for (at, label, sure) in read.sure_labels() {
        if last.replace(at) == Some(at) || sure < SURE {
            continue;
        }
        let is_list = is_list(label, sections.kinds[at]);
        let of_duties = label == LineLabel::Description;
        if !is_list && !of_duties && label != LineLabel::Certificate {
            continue;
        }
        let mut items = items(text, document.lines[at].span);
        let tokens_of = |item: Span| &profile.tokens[view.within(item)];
        if !is_list {
            let short = |item: &Span| tokens_of(*item).len() <= LONGEST;
            if items.len() < LEAST
                || items.iter().filter(|item| short(item)).count() * 3 < items.len() * 2
            {
                continue;
            }
            let mut is_first = true;
            items.retain(|item| {
                std::mem::take(&mut is_first) || !of_duties || is_no_name(item.of(text))
            });
        }
        for item in items {
            let tokens = tokens_of(item);
            if found.len() < MOST
                && is_named(text, tokens)
                && !is_known(item)
                && !profile.is_identity(item)
                && is_claimed(profile, text, item, tokens)
                && seen.insert(tokens.iter().map(|token| token.key).fold(0, pair_key))
            {
                found.push(item);
            }
        }
    }
    found
}

/// Whether neither the words around the item nor its own first one (`no welding`) deny it.
fn is_claimed(profile: &CvProfile, text: &str, item: Span, tokens: &[Token]) -> bool {
    let is_said_of = |span: Span| profile.stance_at(text, span) >= Stance::Basic;
    let rest = match tokens {
        [_, second, .., last] => Some(second.span().join(last.span())),
        [_, second] => Some(second.span()),
        _ => None,
    };
    is_said_of(item) && rest.is_none_or(is_said_of)
}

/// Whether the line lists what somebody can do.
fn is_list(label: LineLabel, section: SectionKind) -> bool {
    label == LineLabel::Skills
        || section == SectionKind::Skills
            && matches!(label, LineLabel::Description | LineLabel::Other)
}

/// Whether a part of a sentence begins as no name does: small, or in capitals.
fn is_no_name(item: &str) -> bool {
    let word = item.split(' ').next().unwrap_or_default();
    let mut letters = word.chars().filter(|letter| letter.is_alphabetic());
    !letters.next().is_some_and(char::is_uppercase) || !letters.any(char::is_lowercase)
}

/// Whether the words may name a skill: few, one of letters, and no heading.
fn is_named(text: &str, tokens: &[Token]) -> bool {
    let is_word = |token: &Token| {
        let mut letters = token.of(text).chars();
        letters.clone().count() > 1 && letters.any(char::is_alphabetic)
    };
    (1..=LONGEST).contains(&tokens.len())
        && tokens.iter().any(is_word)
        && of_heading(tokens).is_none()
}

/// What stands between the signs that part the items of a list, without its heading before a
/// colon and without remarks in brackets.
fn items(text: &str, line: Span) -> Vec<Span> {
    let mut items = Vec::new();
    let mut start = line.start;
    let mut depth = 0_usize;
    let mut spaces = 0;
    let letters: Vec<(usize, char)> = line.of(text).char_indices().collect();
    for (number, &(at, letter)) in letters.iter().enumerate() {
        let at = line.start + at as u32;
        let next = letters.get(number + 1).map(|(_, letter)| *letter);
        let is_apart = next.is_none_or(char::is_whitespace);
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let parts = match letter {
            ',' | ';' | '|' | '\t' | '•' | '·' | '●' | '▪' | '、' | '،' | '；' | '，' => {
                depth == 0
            }
            '.' | '/' => depth == 0 && is_apart,
            ' ' => depth == 0 && spaces == 2,
            _ => false,
        };
        spaces = if letter == ' ' { spaces + 1 } else { 0 };
        let end = at + letter.len_utf8() as u32;
        if matches!(letter, ':' | '：') && depth == 0 && is_apart {
            start = end;
        } else if parts {
            items.push(Span { start, end: at });
            start = end;
        }
    }
    items.push(Span {
        start,
        end: line.end,
    });
    let trimmed = items.into_iter().map(|item| trimmed(text, item));
    trimmed.filter(|item| !item.is_empty()).collect()
}

/// Without bullets, spaces and a remark in brackets.
fn trimmed(text: &str, item: Span) -> Span {
    let written = item.of(text);
    let written = written.split(['(', '[']).next().unwrap_or_default();
    let begins = |letter: char| letter.is_alphanumeric() || letter == '.';
    let ends = |letter: char| letter.is_alphanumeric() || matches!(letter, '+' | '#');
    let from = written.find(begins).unwrap_or(written.len());
    let to = written
        .char_indices()
        .rev()
        .find(|(_, letter)| ends(*letter))
        .map_or(from, |(at, letter)| at + letter.len_utf8());
    let start = item.start as usize;
    Span::new(start + from, start + to.max(from))
}

#[cfg(test)]
mod tests {
    use crate::document::{Format, plain};
    use crate::lexicon::Lexicon;
    use crate::profile::cv;
    use crate::profile::dates::Month;

    fn written(text: &str) -> Vec<String> {
        let document = plain::read(text.as_bytes(), Format::PlainText).unwrap();
        let cv = cv::read(&document, Lexicon::builtin(), Month::new(2026, 6));
        let shown = cv.written_skills.iter();
        shown.map(|span| cv.blind(&document.text, *span)).collect()
    }

    #[test]
    fn items_that_no_lexicon_holds_are_shown_as_written() {
        let text = "\
Experience
Rigger, Orme Cranes Ltd, 03/2015 - 04/2018
- Slinging, anchor setting, Leeds, MEWP, work at night
- Lifted beams and sang

Skills
Rigging tools: Tirfor hoist, shackle sizing (3 years), Python
Languages: English
Thimble splicing; no Grommet lashing
I know how to work with many people at once
";
        let found = written(text);
        let of_duties = ["Slinging", "anchor setting", "MEWP", "work at night"];
        assert_eq!(found[..4], of_duties);
        let listed = ["Tirfor hoist", "shackle sizing", "Thimble splicing"];
        assert_eq!(found[4..], listed);
    }
}
