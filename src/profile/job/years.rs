//! Spans of time that are asked for: `5+ years`, `two to four years`, `от 3 лет`.

use std::ops::Range;
use std::sync::LazyLock;

use super::phrases::{Listed, Words, listed, phrase_table};
use crate::languages::key;
use crate::text::{PhraseTable, Shape};

/// A length of time asked for, in months.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct YearsAsked {
    /// Number, unit and the words that bound them.
    pub range: Range<usize>,
    pub minimum_months: u32,
    pub maximum_months: Option<u32>,
}

/// Longer spans are ages, years of a founding or slips of the pen.
const LONGEST_ASKED_YEARS: u32 = 40;

/// Digits behind a point or comma: `2.25 years`; `1,000` is a thousand.
const DECIMALS: usize = 2;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    AtLeast,
    AtMost,
    /// Not a length of work: `within the last 2 years`, `18 years old`.
    Foreign,
}

static NUMBERS: LazyLock<PhraseTable<u32>> = LazyLock::new(|| {
    phrase_table(&[
        (key::POST_YEARS_ONE, 1),
        (key::POST_YEARS_TWO, 2),
        (key::POST_YEARS_THREE, 3),
        (key::POST_YEARS_FOUR, 4),
        (key::POST_YEARS_FIVE, 5),
        (key::POST_YEARS_SIX, 6),
        (key::POST_YEARS_SEVEN, 7),
        (key::POST_YEARS_EIGHT, 8),
        (key::POST_YEARS_NINE, 9),
        (key::POST_YEARS_TEN, 10),
        (key::POST_YEARS_TWELVE, 12),
        (key::POST_YEARS_FIFTEEN, 15),
        (key::POST_YEARS_EIGHTEEN, 18),
        (key::POST_YEARS_TWENTY, 20),
    ])
});

/// Months in one unit.
static UNITS: LazyLock<PhraseTable<u32>> =
    LazyLock::new(|| phrase_table(&[(key::POST_YEARS_YEAR, 12), (key::POST_YEARS_MONTH, 1)]));

/// The same behind the number one: `1 an`, and not `30 an`.
static UNITS_OF_ONE: LazyLock<PhraseTable<u32>> =
    LazyLock::new(|| phrase_table(&[(key::POST_YEARS_YEAR_OF_ONE, 12)]));

static BEFORE: LazyLock<PhraseTable<Bound>> = LazyLock::new(|| {
    phrase_table(&[
        (key::POST_YEARS_AT_LEAST_BEFORE, Bound::AtLeast),
        (key::POST_YEARS_AT_MOST_BEFORE, Bound::AtMost),
        (key::POST_YEARS_OTHER_TIME_BEFORE, Bound::Foreign),
    ])
});

static AFTER: LazyLock<PhraseTable<Bound>> = LazyLock::new(|| {
    phrase_table(&[
        (key::POST_YEARS_AT_LEAST_AFTER, Bound::AtLeast),
        (key::POST_YEARS_AT_MOST_AFTER, Bound::AtMost),
        (key::POST_YEARS_OTHER_TIME_AFTER, Bound::Foreign),
    ])
});

/// Between the least and the most, and whether it is that behind a unit too: `2 years or 3 years`
/// are two lengths.
static TO: LazyLock<PhraseTable<bool>> = LazyLock::new(|| {
    phrase_table(&[
        (key::POST_YEARS_TO, true),
        (key::POST_YEARS_TO_BETWEEN_NUMBERS, false),
    ])
});

static OF_WHICH: LazyLock<PhraseTable<()>> =
    LazyLock::new(|| phrase_table(&[(key::POST_YEARS_OF_WHICH, ())]));

static NUMBER_ENDINGS: LazyLock<Listed> =
    LazyLock::new(|| listed(&[key::POST_YEARS_NUMBER_ENDING]));

static JOINED_NUMBER_ENDINGS: LazyLock<Listed> =
    LazyLock::new(|| listed(&[key::POST_YEARS_NUMBER_ENDING_JOINED]));

static JOINED_YEARS: LazyLock<Listed> = LazyLock::new(|| listed(&[key::POST_YEARS_YEAR_JOINED]));

static JOINED_MONTHS: LazyLock<Listed> = LazyLock::new(|| listed(&[key::POST_YEARS_MONTH_JOINED]));

static BEFORE_UNIT: LazyLock<Listed> = LazyLock::new(|| listed(&[key::POST_YEARS_BEFORE_UNIT]));

static AND: LazyLock<Listed> = LazyLock::new(|| listed(&[key::POST_YEARS_AND]));

/// Every length of work asked for in the tokens of `range`, in order.
pub(super) fn find(words: &Words, range: Range<usize>) -> Vec<YearsAsked> {
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let part = || part(words, at, &range, found.last()?);
        match read(words, at, &range).or_else(part) {
            Some((asked, end)) => {
                found.extend(asked);
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// `ten years in finance, of which five as head`: a part of the years before it, without a unit.
fn part(
    words: &Words,
    at: usize,
    range: &Range<usize>,
    whole: &YearsAsked,
) -> Option<(Option<YearsAsked>, usize)> {
    let opened = words.at(&OF_WHICH, at, range.end)?.range.end;
    let bound = words
        .at(&BEFORE, opened, range.end)
        .filter(|hit| hit.value == Bound::AtLeast);
    let from = bound.map_or(opened, |hit| hit.range.end);
    let (months, end) = number(words, from, range.end)?;
    // With a unit it is read by itself.
    let is_part = words.at(&UNITS, end, range.end).is_none()
        && joined(words, from).is_none()
        && (12..=whole.minimum_months).contains(&months);
    let asked = is_part.then_some(YearsAsked {
        range: at..end,
        minimum_months: months,
        maximum_months: None,
    })?;
    Some((Some(asked), end))
}

/// A number in twelfths, so that `1.5 years` stays whole, with the token after it.
fn number(words: &Words, at: usize, end: usize) -> Option<(u32, usize)> {
    let token = words.tokens.get(at)?;
    if at >= end {
        return None;
    }
    if token.shape() == Shape::Number {
        let whole: u32 = words.word(at).parse().ok().filter(|&n| n <= 600)?;
        let decimals = matches!(words.gap_before(at + 1), "." | ",")
            && words
                .tokens
                .get(at + 1)
                .is_some_and(|t| t.shape() == Shape::Number && t.span().len() <= DECIMALS);
        if decimals && at + 1 < end {
            let written = words.word(at + 1);
            let decimals: u32 = written.parse().ok()?;
            let scale = 10_u32.pow(written.len() as u32);
            return Some((whole * 12 + decimals * 12 / scale, at + 2));
        }
        let mut next = at + 1;
        // `3-х лет`, `5-ти лет`
        if NUMBER_ENDINGS.contains(words.word(next))
            && matches!(words.gap_before(next), "-" | "–")
            && next < end
        {
            next += 1;
        }
        return Some((whole * 12, next));
    }
    let digits: String = words
        .word(at)
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    if !digits.is_empty() {
        let tail = &words.word(at)[digits.len()..];
        let whole: u32 = digits.parse().ok().filter(|&n| n <= 600)?;
        // `3х лет`; `5yrs` is read with its unit.
        return JOINED_NUMBER_ENDINGS
            .contains(tail)
            .then_some((whole * 12, at + 1));
    }
    let hit = words.at(&NUMBERS, at, end)?;
    let mut next = hit.range.end;
    // `three (3) years`
    if words.gap_before(next).contains('(') && next < end {
        let repeated = words
            .tokens
            .get(next)
            .is_some_and(|t| t.shape() == Shape::Number);
        if repeated {
            next += 1;
        }
    }
    Some((hit.value * 12, next))
}

/// `5yrs`, `18months`: number and unit in one token.
fn joined(words: &Words, at: usize) -> Option<(u32, u32)> {
    let word = words.word(at);
    let digits = word.chars().take_while(char::is_ascii_digit).count();
    if digits == 0 || digits > 2 {
        return None;
    }
    let unit = &word[digits..];
    let months = if JOINED_YEARS.contains(unit) {
        12
    } else if JOINED_MONTHS.contains(unit) {
        1
    } else {
        return None;
    };
    Some((word[..digits].parse().ok()?, months))
}

/// Reads at `at`; the answer is `None` where no number with a unit stands, and holds
/// the next token to look at otherwise.
fn read(words: &Words, at: usize, range: &Range<usize>) -> Option<(Option<YearsAsked>, usize)> {
    let end = range.end;
    if let Some((count, unit)) = joined(words, at) {
        let asked = bounded(words, at..at + 1, (count * unit, None), range);
        return Some((asked, at + 1));
    }
    let (low, mut next) = number(words, at, end)?;
    let mut high = None;
    let mut open_ended = words.gap_before(next).contains('+');
    // `5 or more years`
    if !open_ended
        && let Some(hit) = words.at(&AFTER, next, end)
        && hit.value == Bound::AtLeast
        && words.at(&UNITS, hit.range.end, end).is_some()
    {
        next = hit.range.end;
        open_ended = true;
    }
    if !open_ended {
        let after_to = words.at(&TO, next, end).map(|hit| hit.range.end);
        let dashed = words
            .gap_before(next)
            .trim()
            .chars()
            .any(|c| matches!(c, '-' | '–' | '—' | '/'));
        let second = if dashed { Some(next) } else { after_to };
        if let Some((value, after)) = second.and_then(|from| number(words, from, end)) {
            let is_parted = || BEFORE_UNIT.contains(words.word(after));
            if words.at(&UNITS, after, end).is_some()
                || words.gap_before(after).contains('+')
                || is_parted() && words.at(&UNITS, after + 1, end).is_some()
            {
                high = Some(value);
                next = after;
            }
        } else if let Some((count, 12)) = second.and_then(|from| joined(words, from)) {
            let unit_end = second.map_or(next, |from| from + 1);
            let asked = bounded(words, at..unit_end, (low, Some(count * 12)), range);
            return Some((asked, unit_end));
        } else if words.at(&UNITS, next, end).is_some_and(|u| u.value == 12) {
            // `3 years to 5 years`
            let unit_end = next + 1;
            let to = words.at(&TO, unit_end, end);
            let from = to.as_ref().map(|hit| hit.range.end);
            if let Some((value, after)) = from.and_then(|from| number(words, from, end)) {
                let is_range = words.at(&UNITS, after, end).is_some_and(|u| u.value == 12)
                    && to.is_some_and(|hit| hit.value);
                if is_range && value > low {
                    high = Some(value);
                    next = after;
                }
            }
        }
    }
    // `5 full years`, `2 solid years`: one word between.
    let of_one = || {
        let is_one = low == 12 && high.is_none();
        is_one.then(|| words.at(&UNITS_OF_ONE, next, end)).flatten()
    };
    let unit = words.at(&UNITS, next, end).or_else(of_one).or_else(|| {
        BEFORE_UNIT
            .contains(words.word(next))
            .then(|| words.at(&UNITS, next + 1, end))
            .flatten()
    })?;
    let scale = |twelfths: u32| twelfths * unit.value / 12;
    let mut low = scale(low);
    let mut unit_end = unit.range.end;
    // `3 years 6 months`
    if unit.value == 12 && high.is_none() {
        let from = if AND.contains(words.word(unit_end)) {
            unit_end + 1
        } else {
            unit_end
        };
        if let Some((months, after)) = number(words, from, end)
            && words.at(&UNITS, after, end).is_some_and(|u| u.value == 1)
        {
            low += months / 12;
            unit_end = after + 1;
        }
    }
    let asked = bounded(words, at..unit_end, (low, high.map(scale)), range);
    Some((asked, unit_end))
}

/// Words of a longest phrase before a length that bounds it: `stay for a minimum of`.
const LONGEST_BOUND: usize = 6;

/// Takes in the words that bound the length, and drops what is no length of work.
fn bounded(
    words: &Words,
    core: Range<usize>,
    (low, high): (u32, Option<u32>),
    range: &Range<usize>,
) -> Option<YearsAsked> {
    let before = (1..=LONGEST_BOUND)
        .rev()
        .filter_map(|back| core.start.checked_sub(back))
        .filter(|&from| from >= range.start)
        .find_map(|from| {
            words
                .at(&BEFORE, from, core.start)
                .filter(|hit| hit.range.end == core.start)
        });
    let after = words.at(&AFTER, core.end, range.end);
    let bound = |wanted: Bound| {
        before.as_ref().is_some_and(|hit| hit.value == wanted)
            || after.as_ref().is_some_and(|hit| hit.value == wanted)
    };
    if bound(Bound::Foreign) || low.max(high.unwrap_or(0)) > LONGEST_ASKED_YEARS * 12 {
        return None;
    }
    let start = before.as_ref().map_or(core.start, |hit| hit.range.start);
    let end = after.as_ref().map_or(core.end, |hit| hit.range.end);
    let (minimum_months, maximum_months) = match high {
        Some(high) if high >= low => (low, Some(high)),
        Some(high) => (high, Some(low)),
        None if bound(Bound::AtMost) => (0, Some(low)),
        None => (low, None),
    };
    Some(YearsAsked {
        range: start..end,
        minimum_months,
        maximum_months,
    })
}

#[cfg(test)]
mod tests;
