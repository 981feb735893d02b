//! Ranges without an end: `2018 - present`, `since 2015`, `Present - June 2018`, `2012 -`.

use super::point::{Strength, Written};
use super::range::{AROUND_DASH, Parsed, dashed};
use super::scan::{Piece, Scan, sign};
use super::words::role;
use super::{Mention, Precision, RangeEnd};

/// Characters looked back for the head of a line.
const LONGEST_INDENT: usize = 80;

impl Scan<'_> {
    /// The end of an open end (`present`, `настоящее время`) that begins at `at`.
    pub(super) fn open(&mut self, at: usize) -> Option<usize> {
        let first = self.get(at)?;
        if first.entry.is(role::OPEN_PHRASE) {
            let words = self.words;
            for phrase in &words.open_phrases {
                if phrase.keys.first() != Some(&first.key) {
                    continue;
                }
                let matches = phrase.keys.iter().enumerate().skip(1).all(|(nth, key)| {
                    self.get(at + nth).is_some_and(|piece| {
                        piece.key == *key
                            && piece.gap.only(sign::DOT | sign::APOSTROPHE | sign::SLASH)
                    })
                });
                if matches {
                    return Some(at + phrase.keys.len());
                }
            }
        }
        first.entry.is(role::OPEN).then_some(at + 1)
    }

    /// An open end follows on the same line, behind spaces or a bracket.
    pub(super) fn near(&mut self, at: usize) -> bool {
        self.get(at).is_some_and(|piece| {
            piece.gap.breaks == 0
                && piece.gap.spaces <= 8
                && !piece.gap.has(sign::DOT | sign::COMMA)
        })
    }

    pub(super) fn finish_open(&mut self, from: Written, next: usize) -> Option<Parsed> {
        let last = self.get(next.checked_sub(1)?)?;
        Some(Parsed {
            mention: Mention::Range {
                start: from.as_start()?,
                end: RangeEnd::Open,
            },
            start: from.start,
            end: last.end,
            next,
            bare_years: false,
        })
    }

    /// `since 2015`, `seit 03/2019`; with an end, the range to that end.
    pub(super) fn since(&mut self, at: usize, first: Piece) -> Option<Parsed> {
        let mut next = at + 1;
        for _ in 0..2 {
            let piece = self.get(next)?;
            if !piece.entry.is(role::FILLER) || !piece.gap.only(sign::APOSTROPHE) {
                break;
            }
            next += 1;
        }
        let piece = self.get(next)?;
        // `since mid-2018`
        let behind_filler = next > at + 1 && piece.gap.tight(sign::HYPHEN);
        if !(piece.gap.only(sign::APOSTROPHE) || behind_filler) {
            return None;
        }
        let from = self.date(next)?;
        if let Some(found) = self.range_from(next, from) {
            return Some(Parsed {
                start: first.start,
                ..found
            });
        }
        if from.strength == Strength::Decimal {
            return None;
        }
        open_from(first, from)
    }

    /// `2018 alkaen`, `2018年3月から`, `2018'den beri` with no end behind it.
    pub(super) fn since_behind(&mut self, from: Written) -> Option<Parsed> {
        let mut next = from.next;
        let mut piece = self.get(next)?;
        let joined = |piece: &Piece| {
            let signs = piece.gap.only(sign::HYPHEN | sign::APOSTROPHE);
            signs && piece.gap.breaks == 0 && piece.gap.spaces <= 1
        };
        if piece.entry.is(role::TO) && !piece.entry.is(role::SINCE_BEHIND) && joined(&piece) {
            next += 1;
            piece = self.get(next)?;
        }
        if !piece.entry.is(role::SINCE_BEHIND) || !joined(&piece) {
            return None;
        }
        let goes_on = self.get(next + 1).is_some_and(|behind| {
            let near = behind.gap.breaks <= 1;
            near && (behind.is_number()
                || behind.entry.month != 0
                || behind.entry.is(role::OPEN | role::OPEN_PHRASE | role::TO))
        });
        (!goes_on && from.year.is_some() && from.strength != Strength::Decimal)
            .then(|| self.finish_open(from, next + 1))
            .flatten()
    }

    /// `Present - June 2018`.
    pub(super) fn reversed(&mut self, at: usize, first: Piece) -> Option<Parsed> {
        if first.is_number() || first.entry.month != 0 {
            return None;
        }
        let mut next = self.open(at)?;
        let mut piece = self.get(next)?;
        let mut divided = dashed(piece.gap);
        if piece.entry.is(role::TO) && piece.gap.is_space() {
            divided = true;
            next += 1;
            piece = self.get(next)?;
        }
        if !divided || !piece.gap.only(AROUND_DASH) || piece.gap.breaks > 0 {
            return None;
        }
        let from = self.date(next)?;
        // `Present - 2018 - 2020`: the date belongs to what follows.
        if self.range_from(next, from).is_some() || from.strength == Strength::Weak {
            return None;
        }
        open_from(first, from)
    }

    /// `2012 -` with nothing behind it on its line: still open.
    ///
    /// A bare year only at the head of a line, behind a comma or in brackets; none where a date
    /// follows on the next line.
    pub(super) fn dangling(&mut self, from: Written) -> Option<Parsed> {
        let after = self.text.get(from.end..)?;
        let trimmed = after.trim_start_matches(' ');
        let dash = trimmed.chars().next()?;
        // `(Mar 2018 +)`
        let is_open = match dash {
            '+' => from.precision != Precision::Year,
            dash => matches!(dash, '-' | '\u{2012}'..='\u{2015}'),
        };
        if !is_open || from.strength == Strength::Weak {
            return None;
        }
        let rest = trimmed
            .get(dash.len_utf8()..)?
            .trim_start_matches([' ', '\t', '\r', '.', '?', '…']);
        let bracket = rest.starts_with(')') && self.text.get(..from.start)?.ends_with('(');
        let is_listed = || {
            let before = self.text.get(..from.start).unwrap_or_default();
            before
                .trim_end_matches(' ')
                .ends_with([',', '|', '·', '\t'])
        };
        let placed =
            from.precision != Precision::Year || self.heads_line(from.start) || is_listed();
        let ends_line = placed && (rest.is_empty() || rest.starts_with('\n'));
        if !bracket && !ends_line {
            return None;
        }
        let below = rest
            .strip_prefix('\n')
            .and_then(|below| below.chars().next());
        let continued = below.is_some_and(|c| c.is_ascii_digit())
            || self.get(from.next).is_some_and(|piece| {
                piece.entry.month != 0 || piece.entry.is(role::OPEN | role::OPEN_PHRASE)
            });
        if continued && !bracket {
            return None;
        }
        Some(Parsed {
            mention: Mention::Range {
                start: from.as_start()?,
                end: RangeEnd::Open,
            },
            start: from.start,
            end: from.end + (after.len() - trimmed.len()) + dash.len_utf8(),
            next: from.next,
            bare_years: from.is_bare_year(),
        })
    }

    /// Nothing but bullets and spaces stands before byte `at` on its line.
    pub(super) fn heads_line(&self, at: usize) -> bool {
        self.text
            .get(..at)
            .unwrap_or("")
            .chars()
            .rev()
            .take(LONGEST_INDENT)
            .take_while(|c| *c != '\n')
            .all(|c| !c.is_alphanumeric())
    }
}

/// The open range that `first` leads and whose only date is `from`.
fn open_from(first: Piece, from: Written) -> Option<Parsed> {
    Some(Parsed {
        mention: Mention::Range {
            start: from.as_start()?,
            end: RangeEnd::Open,
        },
        start: first.start,
        end: from.end,
        next: from.next,
        bare_years: false,
    })
}
