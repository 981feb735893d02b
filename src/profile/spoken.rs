//! Languages a person speaks, with level.

mod label;
mod tables;

use serde::{Deserialize, Serialize};

use super::cv::sections::SectionKind;
use super::education::HeadingReader;

/// Common European Framework of Reference; `Native` stands above `C2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SpokenLevel {
    A1,
    A2,
    B1,
    B2,
    C1,
    C2,
    #[serde(rename = "native")]
    Native,
}

use crate::document::Span;
use crate::text::{TermKey, Token, Tokens};
pub use label::english_name;
pub(crate) use label::{name_of, with_level};
use tables::Tables;

/// A spoken language named in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpokenMention {
    /// Language and level words.
    pub span: Span,
    /// ISO 639-1 code, lower case.
    pub code: &'static str,
    pub level: Option<SpokenLevel>,
}

/// Whether a word heads a list of languages: `Languages`, `Sprachen`.
pub(crate) fn is_label(word: TermKey) -> bool {
    Tables::get().labels.contains(&word)
}

/// Longest clause that is read as one, in tokens.
const LONGEST_CLAUSE: usize = 40;
/// How many words may stand between a language and its level.
const REACH: usize = 5;

/// Every spoken language named in `text`, in order.
pub fn find(text: &str, tokens: &[Token]) -> Vec<SpokenMention> {
    find_within(text, tokens, &[])
}

/// As [`find`], where the lines `told`, in order, are known to be about languages.
pub(crate) fn find_within(text: &str, tokens: &[Token], told: &[Span]) -> Vec<SpokenMention> {
    let tables = Tables::get();
    let mut headings = HeadingReader::new(text, tokens);
    let mut found = Vec::new();
    let mut clause = Clause {
        text,
        tokens,
        tables,
        names: Vec::new(),
        levels: Vec::new(),
        first: 0,
        end: 0,
    };
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let is_name =
            tables.name_filter.may_hold(token.key) && tables.names.contains_key(&token.key);
        if !is_name && clause.code_at(at).is_none() {
            at += 1;
            continue;
        }
        let floor = clause.end;
        clause.around(at, floor);
        let line = clause.line_start(at);
        let behind = told.partition_point(|line| line.end <= token.span().start);
        let is_told = told
            .get(behind)
            .is_some_and(|line| line.start <= token.span().start);
        let section = headings.section_before(line);
        let labelled =
            section == Some(SectionKind::Languages) || is_told || clause.is_labelled(line);
        clause.read(labelled, section == Some(SectionKind::Skills));
        found.extend(
            clause
                .names
                .iter()
                .filter(|name| name.claimed)
                .map(|name| name.mention),
        );
        at = clause.end.max(at + 1);
    }
    found
}

/// Languages whose names stand among `tokens` of `text`, whether or not it is said that anybody
/// speaks them: for a sentence that is known to ask.
pub(crate) fn named(text: &str, tokens: &[Token]) -> impl Iterator<Item = SpokenMention> {
    let mut clause = Clause {
        text,
        tokens,
        tables: Tables::get(),
        names: Vec::new(),
        levels: Vec::new(),
        first: 0,
        end: tokens.len().min(LONGEST_CLAUSE),
    };
    clause.collect(false);
    clause.names.into_iter().map(|name| name.mention)
}

#[derive(Debug, Clone, Copy)]
struct Name {
    at: usize,
    claimed: bool,
    mention: SpokenMention,
}

#[derive(Debug, Clone, Copy)]
struct Level {
    first: usize,
    end: usize,
    level: SpokenLevel,
}

/// The words between two full stops, bars or line breaks.
struct Clause<'a> {
    text: &'a str,
    tokens: &'a [Token],
    tables: &'static Tables,
    first: usize,
    end: usize,
    names: Vec<Name>,
    levels: Vec<Level>,
}

impl<'a> Clause<'a> {
    fn key(&self, at: usize) -> TermKey {
        self.tokens.get(at).map_or(0, |token| token.key)
    }

    fn gap(&self, at: usize) -> &'a str {
        Tokens::new(self.text, self.tokens).gap(at)
    }

    fn parts(&self, at: usize) -> bool {
        self.gap(at).contains(['\n', '.', ';', '|', '•', '!', '?'])
    }

    fn around(&mut self, at: usize, floor: usize) {
        self.first = at;
        while self.first > floor && at - self.first < LONGEST_CLAUSE && !self.parts(self.first) {
            self.first -= 1;
        }
        self.end = at + 1;
        while self.end < self.tokens.len()
            && self.end - at < LONGEST_CLAUSE
            && !self.parts(self.end)
        {
            self.end += 1;
        }
    }

    /// First token of the line, looking no further than two clauses back.
    fn line_start(&self, at: usize) -> usize {
        let mut start = at;
        while start > 0 && at - start < 2 * LONGEST_CLAUSE && !self.gap(start).contains('\n') {
            start -= 1;
        }
        start
    }

    /// Whether the line opens with `Languages:`, `Languages known:` or the like.
    fn is_labelled(&self, line: usize) -> bool {
        /// Words that may stand between the label and its sign.
        const QUALIFYING: usize = 2;
        let divides = |at: usize| {
            let gap = self.gap(at);
            gap.contains([':', '：', '–', '\t']) || gap.contains(" - ") || gap.contains("  ")
        };
        let words = |from: usize, count: usize| {
            let end = self.tokens.len().min(from + count);
            let first = Some(from).filter(|&at| at < end);
            let others = (from + 1..end).take_while(|&at| !self.gap(at).contains('\n'));
            first.into_iter().chain(others)
        };
        let is_label = |at: &usize| self.tables.labels.contains(&self.key(*at));
        let Some(label) = words(line, 3).find(is_label) else {
            return false;
        };
        words(label, 1 + QUALIFYING)
            .take_while(|&at| !self.tables.names.contains_key(&self.key(at)))
            .any(|at| divides(at + 1))
    }

    /// `of_skills`: the clause stands among skills, where a language is a skill if it is a whole item.
    fn read(&mut self, labelled: bool, of_skills: bool) {
        self.collect(labelled);
        let taught = (self.first..self.end).any(|at| self.tables.taught.contains(&self.key(at)));
        if taught && !labelled {
            self.names.clear();
            return;
        }
        let only_names = self.names.len() > 1 && self.is_list_of_names();
        self.assign_levels();
        for index in 0..self.names.len() {
            let at = self.names[index].at;
            let claimed = labelled
                || only_names
                || of_skills && self.is_item(at)
                || self.tables.claimed_names.contains(&self.key(at))
                || self.has_cue(at);
            self.names[index].claimed |= claimed;
        }
        self.spread_claims();
    }

    /// `labelled`: the line is about languages, so that their codes name them, too.
    fn collect(&mut self, labelled: bool) {
        self.names.clear();
        self.levels.clear();
        let tables = self.tables;
        let mut at = self.first;
        while at < self.end {
            let token = self.tokens[at];
            // A level ends within the clause.
            let clause = Tokens::new(self.text, &self.tokens[..self.end]);
            if let Some(found) = tables.levels.at(clause, at) {
                let (end, level) = (at + found.count, found.value);
                let joined = joined_levels(self.gap(at));
                match self.levels.last_mut() {
                    // `C1/C2`, `fluent (C1)`: one level, the lower of two.
                    Some(last) if last.end == at && joined => {
                        last.level = last.level.min(*level);
                        last.end = end;
                    }
                    _ => self.levels.push(Level {
                        first: at + usize::from(tables.names.contains_key(&token.key)),
                        end,
                        level: *level,
                    }),
                }
                // A level may be that of a test, which names its language: `JLPT`, `IELTS 7`.
                if let Some(code) = tables.names.get(&token.key) {
                    self.add_name(at, code);
                }
                at = end;
                continue;
            }
            if let Some(code) = self.code_at(at).filter(|_| labelled) {
                self.add_name(at, code);
            }
            if let Some(code) = tables.names.get(&token.key).filter(|_| self.is_name(at)) {
                self.add_name(at, code);
            }
            at += 1;
        }
    }

    fn add_name(&mut self, at: usize, code: &'static str) {
        let mention = SpokenMention {
            span: self.tokens[at].span(),
            code,
            level: None,
        };
        self.names.push(Name {
            at,
            claimed: false,
            mention,
        });
    }

    /// The language whose code stands there in capitals, with a level behind it: `DE (B2)`.
    fn code_at(&self, at: usize) -> Option<&'static str> {
        let written = self.tokens.get(at)?.of(self.text);
        let is_code = written.len() == 2 && written.bytes().all(|b| b.is_ascii_uppercase());
        let code = is_code.then(|| self.tables.codes.get(&self.key(at)))??;
        let level = self
            .tables
            .levels
            .at(Tokens::new(self.text, self.tokens), at + 1);
        level.is_some().then_some(*code)
    }

    fn is_name(&self, at: usize) -> bool {
        let written = self.tokens[at].of(self.text);
        if self.tables.capital_names.contains(&self.tokens[at].key)
            && !written.starts_with(char::is_uppercase)
        {
            return false;
        }
        let adjective = at + 1 < self.tokens.len()
            && matches!(self.gap(at + 1), " " | "-" | " - ")
            && self.tables.nouns_after.contains(&self.key(at + 1));
        // `deutsche Firma`: the inflected forms need the word for language.
        let inflected = self.tables.inflected_names.contains(&self.tokens[at].key);
        !adjective
            && (!inflected || at + 1 < self.end && self.tables.cues.contains(&self.key(at + 1)))
    }

    /// Whether the word at `at` joins the names of a list.
    fn is_conjunction(&self, at: usize) -> bool {
        self.tables.is_conjunction(self.tokens[at].of(self.text))
    }

    /// Whether the name stands between commas or the edges of the clause.
    fn is_item(&self, at: usize) -> bool {
        let parts = |at: usize| {
            at >= self.tokens.len() || self.parts(at) || self.gap(at).contains([',', '\t'])
        };
        parts(at) && parts(at + 1)
    }

    /// Whether nothing but names, levels and words between stands in the clause.
    fn is_list_of_names(&self) -> bool {
        (self.first..self.end).all(|at| {
            self.tables.names.contains_key(&self.key(at))
                || self.is_conjunction(at)
                || self
                    .levels
                    .iter()
                    .any(|level| (level.first..level.end).contains(&at))
        })
    }

    /// Whether words between `from` and `to` may link a name to what is said of it.
    fn linked(&self, from: usize, to: usize) -> bool {
        to >= from
            && to - from <= REACH
            && (from..to).all(|at| self.tables.fillers.contains(&self.key(at)))
    }

    /// A comma or an `and` between the tokens before `from` and at `to`.
    fn barred(&self, from: usize, to: usize) -> bool {
        (from..=to).any(|at| {
            let word = self.tokens[at].of(self.text);
            self.gap(at).contains(',') || at < to && self.tables.parts_names(word)
        })
    }

    fn assign_levels(&mut self) {
        for index in 0..self.levels.len() {
            let Level { first, end, level } = self.levels[index];
            let before = self.names.iter().rposition(|name| name.at < first);
            let after = self.names.iter().position(|name| name.at >= end);
            let other_between = |from: usize, to: usize| {
                self.levels
                    .iter()
                    .any(|other| other.first >= from && other.end <= to)
            };
            let back = before.filter(|&name| {
                let at = self.names[name].at;
                self.linked(at + 1, first) && !other_between(at + 1, first)
            });
            let ahead = after.filter(|&name| {
                self.linked(end, self.names[name].at) && !other_between(end, self.names[name].at)
            });
            let unassigned = |name: &usize| self.names[*name].mention.level.is_none();
            let back_near = back
                .filter(|&name| !self.barred(self.names[name].at + 1, first))
                .filter(unassigned);
            let ahead_near = ahead
                .filter(|&name| (end..=self.names[name].at).all(|at| !self.gap(at).contains(',')));
            if let Some(name) = back_near {
                self.give(name, index);
                // `English and German: fluent`
                self.share(name, level, false);
            } else if let Some(name) = ahead_near {
                self.give(name, index);
                let leads = end < self.names[name].at;
                self.share(name, level, true);
                if leads {
                    self.share_through_commas(name, level);
                }
            } else if let Some(name) = back.filter(unassigned) {
                self.give(name, index);
            } else if let Some(name) = before.filter(|_| ahead.is_none()) {
                // `English: reading C1, speaking B2`: the lowest counts.
                let near = first - self.names[name].at <= 2 * REACH;
                let known = &mut self.names[name].mention.level;
                if near && is_grade(self.tokens, self.text, first) {
                    *known = known.map(|known| known.min(level));
                }
            }
        }
    }

    fn give(&mut self, name: usize, level: usize) {
        let Level { first, end, level } = self.levels[level];
        let span = self.tokens[first].span().join(self.tokens[end - 1].span());
        let name = &mut self.names[name];
        name.claimed = true;
        name.mention.level = Some(level);
        name.mention.span = name.mention.span.join(span);
    }

    /// Gives the level to names joined by `and` or a slash.
    fn share(&mut self, name: usize, level: SpokenLevel, ahead: bool) {
        let mut at = name;
        loop {
            let next = if ahead { at + 1 } else { at.wrapping_sub(1) };
            let (Some(here), Some(other)) = (self.names.get(at), self.names.get(next)) else {
                return;
            };
            let (from, to) = if ahead {
                (here.at, other.at)
            } else {
                (other.at, here.at)
            };
            let joined = to == from + 1 && matches!(self.gap(to).trim(), "/" | "&")
                || to == from + 2 && self.is_conjunction(from + 1);
            if !joined || other.mention.level.is_some() {
                return;
            }
            // `German and English B2`: a level of its own follows.
            if ahead
                && self.levels.iter().any(|own| {
                    own.first > to
                        && self.linked(to + 1, own.first)
                        && !self.barred(to + 1, own.first)
                })
            {
                return;
            }
            let other = &mut self.names[next];
            other.claimed = true;
            other.mention.level = Some(level);
            at = next;
        }
    }

    /// `Fluent in English, German and French`.
    fn share_through_commas(&mut self, name: usize, level: SpokenLevel) {
        for next in name + 1..self.names.len() {
            let (from, to) = (self.names[next - 1].at, self.names[next].at);
            let joined = to == from + 1 && self.gap(to).trim() == ","
                || to == from + 2 && self.is_conjunction(from + 1);
            if !joined || self.names[next].mention.level.is_some() {
                return;
            }
            let own = self.levels.iter().any(|own| {
                own.first > to && self.linked(to + 1, own.first) && !self.barred(to + 1, own.first)
            });
            if own {
                return;
            }
            self.names[next].claimed = true;
            self.names[next].mention.level = Some(level);
        }
    }

    /// Whether `speak`, `language`, `required` and the like stand near, other names between or not.
    fn has_cue(&self, at: usize) -> bool {
        let passable = |at: usize| {
            self.tables.fillers.contains(&self.key(at))
                || self.tables.names.contains_key(&self.key(at))
                || self.is_conjunction(at)
        };
        let mut ahead = at + 1..self.end.min(at + 1 + REACH);
        let mut behind = (self.first.max(at.saturating_sub(REACH))..at).rev();
        // A cue is looked for up to the first word that links nothing.
        let cue = |near: usize| self.tables.cues.contains(&self.key(near));
        ahead
            .find(|&near| cue(near) || !passable(near))
            .is_some_and(cue)
            || behind
                .find(|&near| cue(near) || !passable(near))
                .is_some_and(cue)
    }

    /// Names in one list are claimed together.
    fn spread_claims(&mut self) {
        let joined = |clause: &Self, left: usize| {
            let (from, to) = (clause.names[left].at, clause.names[left + 1].at);
            (from + 1..to).all(|at| clause.is_conjunction(at))
                && (from + 1..=to).all(|at| matches!(clause.gap(at).trim(), "" | "," | "/" | "&"))
        };
        for left in 1..self.names.len() {
            if self.names[left - 1].claimed && joined(self, left - 1) {
                self.names[left].claimed = true;
            }
        }
        for left in (1..self.names.len()).rev() {
            if self.names[left].claimed && joined(self, left - 1) {
                self.names[left - 1].claimed = true;
            }
        }
    }
}

fn joined_levels(gap: &str) -> bool {
    matches!(gap.trim(), "" | "/" | "-" | "–" | "(" | "," | ", ") && !gap.contains(',')
}

/// A level of two signs such as `B2`.
fn is_grade(tokens: &[Token], text: &str, at: usize) -> bool {
    tokens.get(at).is_some_and(|token| {
        token.span().len() == 2 && token.of(text).ends_with(|c: char| c.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests;
