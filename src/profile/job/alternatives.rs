//! Which of the things named in a sentence stand for one another.

use std::ops::{Range, RangeInclusive};
use std::sync::LazyLock;

use super::cues::{AND, ANY_OF, OR};
use super::phrases::{Listed, Words, listed, phrase_table};
use super::requirement::turns_away;
use crate::document::budget;
use crate::languages::key;
use crate::text::PhraseTable;

/// Things of which `at_least` must be met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// Indices into the items given.
    pub members: Vec<usize>,
    pub at_least: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    Slash,
    Comma,
    Or,
    And,
    /// Other words stand between.
    Apart,
    /// `databases such as PostgreSQL`, `databases (PostgreSQL, Oracle)`: what follows is an example.
    Example(u32),
    /// `databases: PostgreSQL or Oracle`: the same where what follows are alternatives.
    Colon,
}

/// Words between a thing and its examples: `a method you can explain, e.g. A`.
const EXAMPLE_WORDS: usize = 4;

/// Letters of a longest word that is shortened in `for example`: `z. B.`, `bijv.`.
const INITIALS: usize = 4;

/// Words that may stand inside a list without ending it.
static FILLERS: LazyLock<Listed> = LazyLock::new(|| listed(&[key::POST_CUES_LIST_FILLER]));

fn is_filler(word: &str) -> bool {
    FILLERS.contains(word)
}

/// `languages, including Java`: examples where `one or more` stands before the languages.
pub(super) static INCLUDING: LazyLock<PhraseTable<()>> =
    LazyLock::new(|| phrase_table(&[(key::POST_CUES_INCLUDING, ())]));

/// Groups `items` (token ranges in order, without overlaps). `language` tells apart
/// words such as `of`, which is Dutch for `or`.
pub(super) fn group(
    words: &Words,
    items: &[Range<usize>],
    sentence: &Range<usize>,
    language: &str,
) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut start = 0;
    while start < items.len() {
        let mut end = start + 1;
        let mut links = Vec::new();
        // Whether the last one stands in brackets behind the thing that they explain.
        let mut in_brackets = false;
        while let (Some(left), Some(right)) = (items.get(end - 1), items.get(end)) {
            match link(words, left.end..right.start, language) {
                Link::Apart => match announced_examples(words, left, right, sentence) {
                    Some(at_least) => links.push(Link::Example(at_least)),
                    // `Excel (pivot tables, charts, Power Query)`: whatever is unknown among them.
                    None if in_brackets && stays_in_brackets(words, left.end..=right.start) => {
                        links.push(Link::Comma)
                    }
                    None => break,
                },
                found => links.push(found),
            }
            let opens = words.gap_before(right.start).contains('(');
            in_brackets = opens && matches!(links.last(), Some(Link::Example(_)))
                || in_brackets && stays_in_brackets(words, left.end..=right.start);
            end += 1;
        }
        run(
            words,
            items,
            start..end,
            &links,
            sentence,
            language,
            &mut groups,
        );
        start = end;
    }
    groups
}

/// Whether no bracket closes and no sentence ends in these gaps.
fn stays_in_brackets(words: &Words, gaps: RangeInclusive<usize>) -> bool {
    let mut gaps = gaps.map(|at| words.gap_before(at));
    gaps.all(|gap| !gap.contains([')', '(', '.', ';', '!', '?', '•']))
}

/// How the items on both sides of the tokens `between` are joined.
fn link(words: &Words, between: Range<usize>, language: &str) -> Link {
    budget::spend(1 + between.len());
    let gaps: Vec<&str> = (between.start..=between.end)
        .map(|at| words.gap_before(at))
        .collect();
    let has = |signs: &[char]| gaps.iter().any(|gap| gap.contains(signs));
    let any_of = words.first(&ANY_OF, between.clone());
    // The stops of `e.g.` and `z. B.` end no sentence.
    let is_inner = |at: usize| {
        let hit = any_of
            .as_ref()
            .map(|hit| hit.range.start + 1..hit.range.end + 1);
        hit.is_some_and(|hit| hit.contains(&at)) && words.word(at - 1).chars().count() <= INITIALS
    };
    let is_stop = |at: usize| {
        let gap = words.gap_before(at);
        gap.contains([';', '!', '?', '•']) || gap.contains('.') && !is_inner(at)
    };
    if (between.start..=between.end).any(is_stop) {
        return Link::Apart;
    }
    if between.is_empty() {
        return match gaps.first() {
            Some(gap) if gap.contains(['/', '|', '\\']) => Link::Slash,
            Some(gap) if gap.trim() == "(" => Link::Example(1),
            Some(gap) if gap.contains('(') || gap.contains(')') => Link::Apart,
            Some(gap) if gap.trim() == ":" => Link::Colon,
            Some(gap) if gap.contains(',') => Link::Comma,
            Some(gap) if gap.contains(['&', '+']) => Link::And,
            _ => Link::Apart,
        };
    }
    if let Some(hit) = any_of {
        let others = between
            .clone()
            .filter(|at| !hit.range.contains(at))
            .filter(|&at| !is_filler(words.word(at)))
            .count();
        return if others <= EXAMPLE_WORDS && !has(&[')']) {
            Link::Example(hit.value)
        } else {
            Link::Apart
        };
    }
    let digits = |at: usize| words.word(at).bytes().all(|byte| byte.is_ascii_digit());
    let last = gaps.last().map_or("", |gap| gap.trim());
    let few = between.len() <= 2;
    match gaps.first() {
        // `WCAG / accessibility audits`
        Some(gap) if few && gap.contains('/') && !has(&[',', '(', ')', ':']) => return Link::Slash,
        // `a food safety certificate (HACCP level 2)`
        _ if few && last == "(" && !has(&[',', ')']) => return Link::Example(1),
        // `infrastructure as code is a given: Terraform or Pulumi`
        _ if between.len() <= 4 && last == ":" && !has(&[',', '(', ')']) => return Link::Colon,
        _ => {}
    }
    // What stood in brackets is done.
    if between.len() > 4 || has(&[')']) && !has(&['(']) {
        return Link::Apart;
    }
    // `Revit or AutoCAD, plus Excel`.
    let turns = |at: usize| words.gap_before(at).contains(',') && turns_away(words, at);
    if words.first(&INCLUDING, between.clone()).is_none() && between.clone().any(turns) {
        return Link::Apart;
    }
    let mut found = Link::Comma;
    // `Revit or good BIM`: one word may say what kind of it.
    let is_said_of_it = |at: usize| {
        let word = words
            .tokens
            .get(at)
            .map_or("", |token| token.of(words.text));
        at + 1 == between.end && word.chars().all(char::is_lowercase)
    };
    for at in between.clone() {
        if is_or(words, at, language) {
            found = Link::Or;
        } else if is_and(words, at, language) && found != Link::Or {
            found = Link::And;
        } else {
            let is_and = is_and(words, at, language);
            let is_said = found == Link::Or && is_said_of_it(at);
            if !(is_and || is_said || is_filler(words.word(at)) || digits(at)) {
                return Link::Apart;
            }
        }
    }
    if found == Link::Comma && !has(&[',']) {
        return Link::Apart;
    }
    found
}

fn is_or(words: &Words, at: usize, language: &str) -> bool {
    words.joins_in(&OR, at, language)
}

fn is_and(words: &Words, at: usize, language: &str) -> bool {
    words.joins_in(&AND, at, language)
}

/// Groups one list without other words inside.
fn run(
    words: &Words,
    items: &[Range<usize>],
    members: Range<usize>,
    links: &[Link],
    sentence: &Range<usize>,
    language: &str,
    groups: &mut Vec<Group>,
) {
    let all: Vec<usize> = members.clone().collect();
    let (Some(first), Some(last)) = (items.get(members.start), items.get(members.end - 1)) else {
        return;
    };
    if all.len() > 1 {
        let floor = members
            .start
            .checked_sub(1)
            .and_then(|before| items.get(before))
            .map_or(sentence.start, |before| before.end);
        let is_last = members.end == items.len();
        let behind = || is_last && is_said_behind(words, last.end..sentence.end);
        if let Some(at_least) =
            announced(words, floor, first.start).or_else(|| behind().then_some(1))
        {
            groups.push(Group {
                at_least: at_least.min(all.len() as u32),
                members: all,
            });
            return;
        }
        // `an orchestrator (A, B, C)`
        let in_brackets = words.gap_before(first.start).trim_end().ends_with('(')
            && words.gap_before(last.end).trim_start().starts_with(')')
            && first.start > floor
            && links
                .iter()
                .all(|link| matches!(link, Link::Comma | Link::Slash | Link::Or));
        // `A, B, C or similar`
        let open_end = is_or(words, last.end, language)
            && last.end < sentence.end
            && !links.contains(&Link::And);
        if open_end || in_brackets {
            groups.push(Group {
                members: all,
                at_least: 1,
            });
            return;
        }
    }
    // Slashes bind closest, then `or`, then commas.
    let mut pending: Vec<usize> = vec![members.start];
    let mut alternatives = false;
    // How many of `pending`, from its end, the last slash holds together.
    let flush = |pending: &mut Vec<usize>,
                 alternatives: bool,
                 slashed: &mut Vec<Range<usize>>,
                 groups: &mut Vec<Group>| {
        if alternatives {
            groups.push(Group {
                members: std::mem::take(pending),
                at_least: 1,
            });
        } else {
            let mut at = 0;
            // Both are in order.
            let mut ranges = slashed.iter().peekable();
            while at < pending.len() {
                while ranges.next_if(|range| range.end <= pending[at]).is_some() {}
                let held = ranges.peek().filter(|range| range.contains(&pending[at]));
                let taken: Vec<usize> = match held {
                    Some(range) => pending[at..]
                        .iter()
                        .copied()
                        .take_while(|index| range.contains(index))
                        .collect(),
                    None => vec![pending[at]],
                };
                at += taken.len();
                groups.push(Group {
                    members: taken,
                    at_least: 1,
                });
            }
            pending.clear();
        }
        slashed.clear();
    };
    let mut slashed: Vec<Range<usize>> = Vec::new();
    let last_or = links.iter().rposition(|link| *link == Link::Or);
    for (offset, link) in links.iter().enumerate() {
        let right = members.start + offset + 1;
        match link {
            Link::Slash => {
                match slashed.last_mut() {
                    Some(range) if range.end == right => range.end = right + 1,
                    _ => slashed.push(right - 1..right + 1),
                }
                pending.push(right);
            }
            Link::Colon
                if !links[offset + 1..]
                    .iter()
                    .any(|next| matches!(next, Link::Or | Link::Slash)) =>
            {
                flush(&mut pending, alternatives, &mut slashed, groups);
                alternatives = false;
                pending.push(right);
            }
            Link::Example(_) | Link::Colon => {
                let at_least = &match link {
                    Link::Example(at_least) => *at_least,
                    _ => 1,
                };
                // Head and examples are one ask, with all that follows in the list.
                let head = pending.pop();
                flush(&mut pending, alternatives, &mut slashed, groups);
                let mut rest: Vec<usize> = head.into_iter().collect();
                rest.extend(right..members.end);
                groups.push(Group {
                    at_least: (*at_least).min(rest.len() as u32),
                    members: rest,
                });
                return;
            }
            Link::Or => {
                pending.push(right);
                alternatives = true;
            }
            Link::Comma => {
                if alternatives && last_or.is_none_or(|last| last < offset) {
                    flush(&mut pending, alternatives, &mut slashed, groups);
                    alternatives = false;
                }
                pending.push(right);
            }
            Link::And => {
                flush(&mut pending, alternatives, &mut slashed, groups);
                alternatives = false;
                pending.push(right);
            }
            Link::Apart => {}
        }
    }
    flush(&mut pending, alternatives, &mut slashed, groups);
}

/// `one or more languages, including A`: how many of what comes after `left` will do.
fn announced_examples(
    words: &Words,
    left: &Range<usize>,
    right: &Range<usize>,
    sentence: &Range<usize>,
) -> Option<u32> {
    let including = words.at(&INCLUDING, left.end, right.start)?;
    if including.range.end != right.start {
        return None;
    }
    announced(words, sentence.start, left.start)
}

/// `one of the following:` and the like between `floor` and the first item.
fn announced(words: &Words, floor: usize, first: usize) -> Option<u32> {
    let from = floor.max(first.saturating_sub(7));
    let hit = words.find(&ANY_OF, from..first).pop()?;
    let broken =
        (hit.range.end..=first).any(|at| words.gap_before(at).contains([';', '!', '?', ')']));
    (!broken).then_some(hit.value)
}

/// Whether `one of` stands behind a list, as in `A, B dillerinden en az biri`, with a word between at
/// most.
fn is_said_behind(words: &Words, rest: Range<usize>) -> bool {
    static BEHIND: LazyLock<PhraseTable<()>> =
        LazyLock::new(|| phrase_table(&[(key::POST_CUES_ONE_OF_BEHIND, ())]));
    /// Words between the last thing and what is said of all.
    const BETWEEN: usize = 1;
    let hit = words.first(&BEHIND, rest.clone());
    hit.is_some_and(|hit| {
        let is_open = |at: usize| {
            !words
                .gap_before(at)
                .contains([',', ';', '.', '!', '?', ':'])
        };
        hit.range.start <= rest.start + BETWEEN && (rest.start..=hit.range.start).all(is_open)
    })
}

#[cfg(test)]
mod tests;
