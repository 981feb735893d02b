//! What the words around a skill make of it: denied, wished, somebody else's, basic. Cues of the
//! language files say it by rule; what is learnt of whole sentences hears them and has the last word.

mod learned;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::LazyLock;

use super::Stance::{self, Basic, Claimed, Denied, Distant, Wished};
use crate::languages::key;
use crate::text::{PhraseTable, TermSet, Token, Tokens, ends_clause, words_of};
use Reach::{Bare, List, Word};
pub use learned::{STANCES, by, features, to_bytes};

/// How many tokens away a word may stand that says that it is no longer so.
const LAPSED_WITHIN: usize = 12;

/// How many tokens before a skill a cue may end, over all items of a list.
const LOOK_BACK: usize = 24;
/// Longest item, in tokens, of a list that a cue governs.
const LONGEST_ITEM: usize = 4;
/// Longest item of a list behind a bare `no` or `without`.
const LONGEST_BARE_ITEM: usize = 2;
/// Longest cue in tokens.
const LONGEST_CUE: usize = 6;

/// How far a cue governs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// All items of the list that follows (`no experience with Docker, Helm`).
    List,
    /// The same, but only short items: the cue is a common word (`no`).
    Bare,
    /// The next word (`basic Python`); behind a skill: only as a remark set apart.
    Word,
}

/// What a cue makes of a skill, and how far it governs.
type Cues = PhraseTable<(Stance, Reach)>;

struct Tables {
    before: Cues,
    after: Cues,
    /// Groups of other people: `the Java team`.
    others: PhraseTable<()>,
    /// It was so once: `expired`.
    lapsed: PhraseTable<()>,
    turns: TermSet,
    links: TermSet,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables {
    before: Cues::of_keys(&[
        (key::STANCE_BEFORE_CLAIMED, (Claimed, List)),
        (key::STANCE_BEFORE_DENIED, (Denied, List)),
        (key::STANCE_BEFORE_DENIED_BARE, (Denied, Bare)),
        (key::STANCE_BEFORE_WISHED, (Wished, List)),
        (key::STANCE_BEFORE_DISTANT, (Distant, List)),
        (key::STANCE_BEFORE_BASIC, (Basic, List)),
        (key::STANCE_BEFORE_BASIC_WORD, (Basic, Word)),
    ]),
    after: Cues::of_keys(&[
        (key::STANCE_AFTER_DENIED_WORD, (Denied, Word)),
        (key::STANCE_AFTER_DENIED, (Denied, List)),
        (key::STANCE_AFTER_WISHED, (Wished, List)),
        (key::STANCE_AFTER_WISHED_WORD, (Wished, Word)),
        (key::STANCE_AFTER_BASIC_WORD, (Basic, Word)),
    ]),
    others: PhraseTable::of_keys(&[(key::STANCE_AFTER_DISTANT, ())]),
    lapsed: PhraseTable::of_keys(&[(key::STANCE_LAPSED, ())]),
    turns: words_of(&[key::STANCE_TURNS]),
    links: words_of(&[key::STANCE_LINKS]),
});

/// The stance towards the skill at `skill`. `first` is where its passage begins.
pub(super) fn of_skill(text: &str, tokens: &[Token], first: usize, skill: Range<usize>) -> Stance {
    let cue = cue(text, tokens, first, skill.clone());
    by(learned::builtin(), text, tokens, first, skill, cue)
}

/// What a cue says of a skill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    pub stance: Stance,
    /// Where it stands.
    pub place: Place,
    /// How many tokens stand between, and whether items of a list do.
    pub apart: usize,
    pub over_items: bool,
}

/// Where a cue stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Before,
    Behind,
    /// Behind, as a group of people: `the Java team`.
    Group,
    /// Anywhere in the sentence: it is no longer so.
    Lapsed,
}

impl Said {
    /// Whether the cue stands right before the skill.
    fn is_beside(&self) -> bool {
        self.place == Place::Before && self.apart == 0 && !self.over_items
    }

    fn at_once(stance: Stance, place: Place) -> Self {
        Self {
            stance,
            place,
            apart: 0,
            over_items: false,
        }
    }
}

/// What the nearest cue before the skill in its clause says of it, else one right behind it.
pub fn cue(text: &str, tokens: &[Token], first: usize, skill: Range<usize>) -> Option<Said> {
    if is_lapsed(text, tokens, first, &skill) {
        return Some(Said::at_once(Denied, Place::Lapsed));
    }
    before(text, tokens, first, skill.start)
        .or_else(|| {
            let stance = others(text, tokens, first, &skill)?;
            Some(Said::at_once(stance, Place::Group))
        })
        .or_else(|| {
            let stance = after(text, tokens, skill.end)?;
            Some(Said::at_once(stance, Place::Behind))
        })
}

/// `Passed plans to the Java team`: others have it. Who worked in the team or led it has it too.
fn others(text: &str, tokens: &[Token], first: usize, skill: &Range<usize>) -> Option<Stance> {
    /// Words before the skill among which a verb may say that it is one's own.
    const REACH: usize = 5;
    let view = Tokens::new(text, tokens);
    if view.between(skill.end) != Some(" ") {
        return None;
    }
    TABLES.others.at(view, skill.end)?;
    let before = &tokens[first.max(skill.start.saturating_sub(REACH))..skill.start];
    let is_own = before.is_empty() || before.iter().any(|token| TABLES.turns.contains(&token.key));
    (!is_own).then_some(Distant)
}

/// Whether the sentence says that it is no longer so: `forklift licence, expired 2019`.
fn is_lapsed(text: &str, tokens: &[Token], first: usize, skill: &Range<usize>) -> bool {
    let view = Tokens::new(text, tokens);
    let ends = |gap: &str| {
        gap.contains(['.', ';', '!', '?', '|', '•', '\t']) || gap.matches('\n').count() > 1
    };
    let is_cue = |at: usize| TABLES.lapsed.at(view, at).is_some();
    let mut at = skill.start;
    while at > first && skill.start - at < LAPSED_WITHIN {
        if view
            .between(at)
            .is_none_or(|gap| ends(gap) || gap.contains(','))
        {
            break;
        }
        at -= 1;
        if is_cue(at) {
            return true;
        }
    }
    // Behind a comma only where the words follow at once: another item may be what has lapsed.
    let mut at = skill.end;
    while at < skill.end + LAPSED_WITHIN
        && let Some(gap) = view.between(at).filter(|gap| !ends(gap))
    {
        let cue = is_cue(at);
        if cue || gap.contains([',', '\n']) {
            return cue;
        }
        at += 1;
    }
    false
}

fn before(text: &str, tokens: &[Token], first: usize, skill: usize) -> Option<Said> {
    let tables = &*TABLES;
    let first = first.max(skill.saturating_sub(LOOK_BACK));
    // Tokens of the list item being walked, the skill's own not counted.
    let (mut item, mut longest, mut commas) = (0, 0, 0);
    let view = Tokens::new(text, tokens);
    for end in (first..skill).rev() {
        // The last of the list stands right before the skill.
        let gap = view.between(end + 1).unwrap_or_default();
        if ends_clause(gap) {
            return None;
        }
        if gap != " " && gap.contains([',', '/']) {
            commas += 1;
            longest = longest.max(item);
            item = 0;
        }
        let within = |reach: Reach| match reach {
            List => longest.max(item) <= LONGEST_ITEM,
            Bare => longest.max(item) <= LONGEST_BARE_ITEM,
            Word => commas == 0 && item <= 1,
        };
        let cue = tables
            .before
            .all_before(Tokens::new(text, &tokens[first..]), end + 1 - first)
            .map(|found| *found.value)
            .find(|(_, reach)| within(*reach));
        if let Some((stance, _)) = cue {
            return Some(Said {
                stance,
                place: Place::Before,
                apart: skill - end - 1,
                over_items: commas > 0,
            });
        }
        let here = tokens[end].key;
        if tables.turns.contains(&here) {
            return None;
        }
        if tables.links.contains(&here) {
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
    let view = Tokens::new(text, tokens);
    let gap = view.between(end)?;
    let remark =
        gap.contains(['(', ':', '–', '—', '\t', '=']) || gap.contains(" - ") || gap.contains("  ");
    if gap.contains(['\n', '.', ';', '!', '?', '|', '•']) {
        return None;
    }
    TABLES
        .after
        .all_at(view, end)
        .map(|found| *found.value)
        .find(|(_, reach)| match reach {
            Word => remark,
            List | Bare => !gap.contains(',') || remark,
        })
        .map(|(stance, _)| stance)
}
