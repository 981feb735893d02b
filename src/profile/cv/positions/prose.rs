//! Positions told in sentences: `From 2015 to 2018 I worked as an accountant at Brill`.

use std::sync::LazyLock;

use super::super::lines::{Lines, SCHOOLS, Words};
use super::super::sections::Sections;
use super::anchors::Anchor;
use crate::document::{Role, Span, budget};
use crate::languages::key;
use crate::profile::roles::names_a_role;
use crate::text::{Token, stop_words};

/// How many lines before and after the dates a sentence may reach.
const REACH: usize = 2;
/// How many bytes before and after the dates; longer sentences are lists that nothing ends.
const REACH_BYTES: usize = 600;
/// Longest title, in words, on each side of the word that names the occupation.
const TITLE_REACH: usize = 3;
/// Words of a longest employer's name.
const LONGEST_NAME: usize = 6;

/// Words by which a sentence speaks of work.
static WORK: LazyLock<Words> = LazyLock::new(|| Words::of(key::POSITIONS_WORK));

/// Words before which a title begins.
static OPENING: LazyLock<Words> = LazyLock::new(|| Words::of(key::POSITIONS_BEFORE_TITLE));

/// Words before an employer.
static BEFORE_EMPLOYER: LazyLock<Words> =
    LazyLock::new(|| Words::of(key::POSITIONS_BEFORE_EMPLOYER));

static ARTICLES: LazyLock<Words> = LazyLock::new(|| Words::of(key::POSITIONS_ARTICLES));

/// The tokens of the sentence that holds the dates.
fn sentence<'a>(lines: &'a Lines, sections: &Sections, anchor: &Anchor) -> Vec<&'a Token> {
    let run = sections.first[anchor.line];
    // An item of a list begins a sentence of its own, and so does what an empty line parts.
    let begins = |line: usize| lines.role(line) == Role::ListItem || lines.is_parted(line);
    let least = anchor.line.saturating_sub(REACH).max(run).min(anchor.line);
    let mut first = anchor.line;
    while first > least && !begins(first) {
        first -= 1;
    }
    let mut last = anchor.line;
    while last < anchor.line + REACH
        && last + 1 < lines.count()
        && sections.first[last + 1] == run
        && !begins(last + 1)
    {
        last += 1;
    }
    let text = lines.text();
    let block = lines.span(first).join(lines.span(last));
    let ends = |at: usize| {
        let bytes = text.as_bytes();
        matches!(bytes[at], b'.' | b'!' | b'?')
            && bytes
                .get(at + 1)
                .is_none_or(|next| next.is_ascii_whitespace())
            && !is_short_word(text, at)
    };
    budget::spend(REACH_BYTES / 4);
    let dates = anchor.dates.range();
    let least = (block.start as usize).max(dates.start.saturating_sub(REACH_BYTES));
    let most = (block.end as usize).min(dates.end + REACH_BYTES);
    let start = (least..dates.start)
        .rev()
        .find(|&at| ends(at))
        .map_or(least, |at| at + 1);
    let end = (dates.end..most).find(|&at| ends(at)).unwrap_or(most);
    (first..=last)
        .flat_map(|line| {
            let tokens = lines.tokens(line);
            let from = tokens.partition_point(|token| (token.span.start as usize) < start);
            let to = tokens.partition_point(|token| token.span.end as usize <= end);
            &tokens[from..to.max(from)]
        })
        .collect()
}

/// `St.`, `Dr.`, `Nov.`: no end of a sentence.
fn is_short_word(text: &str, stop: usize) -> bool {
    let word = text[..stop].rsplit(|c: char| !c.is_alphabetic()).next();
    word.is_some_and(|word| word.chars().count() <= 3 && word.starts_with(char::is_uppercase))
}

/// Whether the sentence around the dates tells of work done then.
pub(super) fn speaks_of_work(lines: &Lines, sections: &Sections, anchor: &Anchor) -> bool {
    let tokens = sentence(lines, sections, anchor);
    let has_degree = || {
        let sentence = tokens.first().zip(tokens.last());
        let sentence = sentence.map(|(first, last)| first.span.join(last.span));
        let degrees = lines.degrees(anchor.line);
        sentence.is_some_and(|sentence| {
            let from = degrees.partition_point(|mention| mention.span.end <= sentence.start);
            degrees[from..]
                .iter()
                .take_while(|mention| mention.span.start < sentence.end)
                .any(|mention| tokens.iter().any(|token| mention.span.overlaps(token.span)))
        })
    };
    let schooling = tokens.iter().any(|token| SCHOOLS.has(token)) || has_degree();
    !schooling
        && tokens
            .iter()
            .any(|token| WORK.has(token) || names_a_role(lines.text(), token.span))
}

/// Title and employer as the sentence names them.
pub(super) fn read(
    lines: &Lines,
    sections: &Sections,
    anchor: &Anchor,
) -> (Option<Span>, Option<Span>) {
    let text = lines.text();
    let tokens = sentence(lines, sections, anchor);
    let title = title(text, &tokens, anchor.dates);
    let after = title.map_or(0, |title| {
        tokens.partition_point(|token| token.span.start < title.end)
    });
    let employer = employer(text, &tokens[after..], anchor.dates)
        .or_else(|| employer(text, &tokens[..after], anchor.dates));
    (title, employer)
}

/// Whether only a space or a hyphen stands between two tokens.
fn joins(text: &str, first: &Token, second: &Token) -> bool {
    matches!(
        &text[first.span.end as usize..second.span.start as usize],
        " " | "-" | " & " | "\n" | "/" | "'"
    )
}

fn title(text: &str, tokens: &[&Token], dates: Span) -> Option<Span> {
    let stops = stop_words("en");
    let outside = |token: &Token| {
        !token.span.overlaps(dates) && !OPENING.has(token) && !stops.contains(&token.key)
    };
    let at = tokens
        .iter()
        .position(|token| outside(token) && names_a_role(text, token.span))?;
    let mut first = at;
    while first > 0
        && at - first < TITLE_REACH
        && outside(tokens[first - 1])
        && joins(text, tokens[first - 1], tokens[first])
    {
        first -= 1;
    }
    let mut last = at;
    while last + 1 < tokens.len()
        && last - at < TITLE_REACH
        && outside(tokens[last + 1])
        && joins(text, tokens[last], tokens[last + 1])
    {
        last += 1;
    }
    Some(tokens[first].span.join(tokens[last].span))
}

fn employer(text: &str, tokens: &[&Token], dates: Span) -> Option<Span> {
    let named = |token: &Token| {
        token.of(text).starts_with(char::is_uppercase) && !token.span.overlaps(dates)
    };
    for (at, token) in tokens.iter().enumerate() {
        if !BEFORE_EMPLOYER.has(token) {
            continue;
        }
        let skip = tokens[at + 1..]
            .iter()
            .take(2)
            .take_while(|token| ARTICLES.has(token) && !named(token))
            .count();
        let first = at + 1 + skip;
        if !tokens.get(first).is_some_and(|token| named(token)) {
            continue;
        }
        let mut last = first;
        while last + 1 < tokens.len()
            && last - first < LONGEST_NAME
            && joins(text, tokens[last], tokens[last + 1])
            && named(tokens[last + 1])
        {
            last += 1;
        }
        return Some(tokens[first].span.join(tokens[last].span));
    }
    None
}
