//! What the words around a skill make of it: denied, wished, somebody else's, basic.

mod cues;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::LazyLock;

use super::Stance;
use crate::text::{TermFilter, TermKey, TermMap, TermSet, Token, tokenize};
use cues::{AFTER, BEFORE, LINKS, Reach, TURNS};

/// How many tokens before a skill a cue may end, over all items of a list.
const LOOK_BACK: usize = 24;
/// Longest item, in tokens, of a list that a cue governs.
const LONGEST_ITEM: usize = 4;
/// Longest item of a list behind a bare `no` or `without`.
const LONGEST_BARE_ITEM: usize = 2;
/// Longest cue in tokens.
const LONGEST_CUE: usize = 6;

struct Cue {
    keys: Vec<TermKey>,
    stance: Stance,
    reach: Reach,
}

struct Tables {
    /// By the key of their last token.
    before: TermMap<Vec<Cue>>,
    /// By the key of their first token.
    after: TermMap<Vec<Cue>>,
    turns: TermSet,
    links: TermSet,
    /// All words that say anything before a skill.
    speaking: TermFilter,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let keys = |phrase: &str| -> Vec<TermKey> {
        tokenize(phrase)
            .into_iter()
            .map(|token| token.key)
            .collect()
    };
    let set = |lists: &[&str]| lists.iter().flat_map(|list| keys(list)).collect();
    let mut tables = Tables {
        before: TermMap::default(),
        after: TermMap::default(),
        turns: set(TURNS),
        links: set(LINKS),
        speaking: TermFilter::from_iter([]),
    };
    for (stance, reach, phrases) in BEFORE {
        for phrase in phrases.split(',') {
            let keys = keys(phrase);
            if let Some(&last) = keys.last() {
                let cue = Cue {
                    keys,
                    stance: *stance,
                    reach: *reach,
                };
                tables.before.entry(last).or_default().push(cue);
            }
        }
    }
    for (stance, reach, phrases) in AFTER {
        for phrase in phrases.split(',') {
            let keys = keys(phrase);
            if let Some(&first) = keys.first() {
                let cue = Cue {
                    keys,
                    stance: *stance,
                    reach: *reach,
                };
                tables.after.entry(first).or_default().push(cue);
            }
        }
    }
    let last_words = tables.before.keys();
    tables.speaking = last_words
        .chain(&tables.turns)
        .chain(&tables.links)
        .copied()
        .collect();
    tables
});

/// The stance towards the skill at `skill`, by the nearest cue before it in its
/// clause, else by one right behind it. `first` is where its passage begins.
pub(super) fn of_skill(text: &str, tokens: &[Token], first: usize, skill: Range<usize>) -> Stance {
    before(text, tokens, first, skill.start)
        .or_else(|| after(text, tokens, skill.end))
        .unwrap_or(Stance::Claimed)
}

fn between<'a>(text: &'a str, tokens: &[Token], left: usize) -> &'a str {
    match tokens.get(left + 1) {
        Some(right) => &text[tokens[left].span.end as usize..right.span.start as usize],
        None => "",
    }
}

/// Whether the sentence ends in the gap between two tokens.
fn ends_clause(gap: &str) -> bool {
    // Most gaps, and what parts the items of most lists.
    if matches!(gap, " " | ", ") {
        return false;
    }
    if gap.contains(['.', ';', '!', '?', '|', '•', '\t', ':', '–', '—', '(', ')'])
        || gap.contains(" - ")
    {
        return true;
    }
    // A broken line goes on where nothing says that it ends.
    gap.matches('\n').count() > 1
}

fn before(text: &str, tokens: &[Token], first: usize, skill: usize) -> Option<Stance> {
    let tables = &*TABLES;
    let first = first.max(skill.saturating_sub(LOOK_BACK));
    // Tokens of the list item being walked, the skill's own not counted.
    let (mut item, mut longest, mut commas) = (0, 0, 0);
    for end in (first..skill).rev() {
        let gap = between(text, tokens, end);
        if ends_clause(gap) {
            return None;
        }
        if gap != " " && gap.contains([',', '/']) {
            commas += 1;
            longest = longest.max(item);
            item = 0;
        }
        let here = tokens[end].key;
        let speaks = tables.speaking.may_hold(here);
        if speaks && let Some(cues) = tables.before.get(&here) {
            let fits = |cue: &&Cue| {
                let size = cue.keys.len();
                let start = (end + 1).checked_sub(size).filter(|&start| start >= first);
                let within = match cue.reach {
                    Reach::List => longest.max(item) <= LONGEST_ITEM,
                    Reach::Bare => longest.max(item) <= LONGEST_BARE_ITEM,
                    Reach::Word => commas == 0 && item <= 1,
                };
                within
                    && start.is_some_and(|start| {
                        tokens[start..=end]
                            .iter()
                            .map(|token| token.key)
                            .eq(cue.keys.iter().copied())
                    })
            };
            if let Some(cue) = cues.iter().filter(fits).max_by_key(|cue| cue.keys.len()) {
                return Some(cue.stance);
            }
        }
        if speaks && tables.turns.contains(&here) {
            return None;
        }
        if speaks && tables.links.contains(&here) {
            longest = longest.max(item);
            item = 0;
        } else {
            item += 1;
        }
        if longest.max(item) > LONGEST_ITEM + LONGEST_CUE {
            return None;
        }
    }
    None
}

/// A remark right behind the skill: `Java (basic)`, `SAP: none`.
fn after(text: &str, tokens: &[Token], end: usize) -> Option<Stance> {
    let next = tokens.get(end)?;
    let cues = TABLES.after.get(&next.key)?;
    let gap = between(text, tokens, end.checked_sub(1)?);
    let remark =
        gap.contains(['(', ':', '–', '—', '\t', '=']) || gap.contains(" - ") || gap.contains("  ");
    if gap.contains(['\n', '.', ';', '!', '?', '|', '•']) {
        return None;
    }
    cues.iter()
        .filter(|cue| match cue.reach {
            Reach::Word => remark,
            Reach::List | Reach::Bare => !gap.contains(',') || remark,
        })
        .filter(|cue| {
            tokens.get(end..end + cue.keys.len()).is_some_and(|words| {
                words
                    .iter()
                    .map(|token| token.key)
                    .eq(cue.keys.iter().copied())
            })
        })
        .max_by_key(|cue| cue.keys.len())
        .map(|cue| cue.stance)
}
