//! What is seen of a line: layout, shape, classes of its words, and the same of its neighbours.

use crate::reader::class::{Class, ClassSet};
use crate::reader::lines::{Line, Page};
use crate::reader::words::{Gap, Shape, Word};

/// A feature from the number of what is looked at and what was seen.
#[inline]
pub(crate) fn feature(what: u32, seen: u32) -> u32 {
    let mixed = (u64::from(what) << 32 | u64::from(seen)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    (mixed >> 32) as u32
}

pub(crate) const ROLE: ClassSet = ClassSet::of(&[Class::Role, Class::RoleEnding, Class::TitleHead]);
pub(crate) const EMPLOYER: ClassSet = ClassSet::of(&[Class::LegalForm, Class::EmployerWord]);
pub(crate) const SCHOOLING: ClassSet =
    ClassSet::of(&[Class::School, Class::Degree, Class::Secondary]);
const TELLS: ClassSet = ClassSet::of(&[Class::Did, Class::Oneself, Class::Work]);

/// How many words a line has, in steps.
pub(crate) fn steps(count: usize) -> u32 {
    match count {
        0..=4 => count as u32,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=24 => 8,
        _ => 9,
    }
}

/// What the dates of a line are: how many, and where in it.
pub(crate) fn dates(line: &Line, words: &[Word]) -> u32 {
    if !line.has_date {
        return u32::from(line.all.has(Class::Open) && line.size() < 4);
    }
    let of_date = ClassSet::of(&[Class::Year, Class::Month, Class::Open]);
    let near = |from: &[Word]| from.iter().any(|word| word.classes.any(of_date));
    let first = near(&words[..words.len().min(2)]);
    let last = near(&words[words.len().saturating_sub(2)..]);
    2 + u32::from(line.has_range)
        + 2 * match (line.only_date, first, last) {
            (true, ..) => 0,
            (_, true, _) => 1,
            (_, _, true) => 2,
            _ => 3,
        }
}

/// The kinds of things a line has, in few bits.
pub(crate) fn profile(line: &Line) -> u32 {
    let all = line.all;
    [
        all.any(ROLE),
        all.any(EMPLOYER),
        all.any(SCHOOLING),
        line.has_date,
        all.has(Class::Language),
        all.any(TELLS),
        line.lead != ClassSet::NONE,
    ]
    .iter()
    .enumerate()
    .map(|(bit, is)| u32::from(*is) << bit)
    .sum()
}

fn opening(page: &Page, at: usize) -> (Gap, Shape) {
    let first = &page.words[page.lines[at].first];
    (first.gap, first.shape)
}

fn is_listed(page: &Page, at: usize) -> bool {
    opening(page, at).0 == Gap::Bullet
}

/// Gives all features of line `at` to `emit`; those of single words only where `lexical`.
pub fn of_line(page: &Page, at: usize, lexical: bool, emit: &mut impl FnMut(u32)) {
    let line = &page.lines[at];
    let words = page.words_of(at);
    let (section, distance) = page.sections[at];
    let section = section.map_or(0, |kind| kind as u32 + 1);
    let heading = line.heading.map_or(0, |kind| kind as u32 + 1);
    let size = steps(line.size());
    let date = line.dates;
    let seen = line.profile;
    let (gap, shape) = opening(page, at);
    let after = page
        .lines
        .get(at + 1)
        .map_or(4, |next| u32::from(next.blanks));
    let before = if at == 0 { 4 } else { u32::from(line.blanks) };
    let listed = u32::from(gap == Gap::Bullet);
    let ends = line.ends as u32;
    let commas = words
        .iter()
        .filter(|word| word.gap == Gap::Comma)
        .count()
        .min(4) as u32;
    let titled = u32::from(line.titled) / 3;

    let mut put = |what: u32, seen: u32| emit(feature(what, seen));
    put(1, 0);
    put(2, heading);
    put(3, heading << 3 | before);
    put(
        4,
        heading << 8 | size << 4 | u32::from(line.is_upper) << 3 | ends,
    );
    put(5, line.lead_heading.map_or(0, |kind| kind as u32 + 1));
    line.lead.numbers().for_each(|class| put(6, class));
    line.lead
        .numbers()
        .for_each(|class| put(7, class << 8 | section));
    put(8, date);
    put(9, date << 8 | size);
    put(10, size);
    put(11, size << 4 | ends);
    put(12, (gap as u32) << 4 | shape as u32);
    put(13, before << 3 | after);
    put(14, u32::from(line.indent) << 1 | listed);
    put(15, ends << 4 | titled << 1 | listed);
    put(16, u32::from(line.cells) << 4 | date);
    put(17, u32::from(line.is_upper) << 8 | size << 3 | before);
    put(
        18,
        titled << 8 | u32::from(line.small) << 4 | (u32::from(line.capitals) / 3),
    );
    line.all.numbers().for_each(|class| put(19, class));
    let [first, last] = [words[0].classes, words[words.len() - 1].classes];
    first.numbers().for_each(|class| put(20, class));
    last.numbers().for_each(|class| put(21, class));
    put(22, seen);
    put(23, seen << 8 | size);
    put(24, seen << 8 | section);
    put(25, section << 8 | date);
    put(26, section << 8 | size << 1 | listed);
    put(27, section << 4 | distance.min(6) as u32);
    put(28, section << 12 | seen << 4 | distance.min(3) as u32);
    put(29, commas << 8 | size);
    put(30, commas << 8 | section);
    put(31, at.min(12) as u32);
    put(32, (page.lines.len() - at).min(5) as u32);
    put(33, (at.min(4) as u32) << 8 | seen);
    put(34, u32::from(line.all.has(Class::Masked)) << 8 | size);
    put(
        35,
        u32::from(line.all.has(Class::Masked)) << 8 | at.min(8) as u32,
    );
    put(36, u32::from(line.all.has(Class::Figure)) << 8 | size);
    put(37, u32::from(line.all.has(Class::Masked)) << 8 | section);
    let languages = words
        .iter()
        .filter(|word| word.classes.has(Class::Language))
        .count()
        .min(3);
    put(38, (languages as u32) << 4 | size);

    for (number, offset) in [(0_u32, -1_isize), (1, 1), (2, -2), (3, 2), (4, 3)] {
        let Some(other) = at
            .checked_add_signed(offset)
            .filter(|at| *at < page.lines.len())
        else {
            put(40, number);
            continue;
        };
        let beside = &page.lines[other];
        let base = 50 + number * 20;
        let other_date = page.lines[other].dates;
        let other_heading = beside.heading.map_or(0, |kind| kind as u32 + 1);
        put(base, other_date << 4 | date);
        put(base + 1, other_heading);
        put(base + 2, beside.profile);
        put(base + 3, u32::from(is_listed(page, other)) << 1 | listed);
        if number > 2 {
            continue;
        }
        put(base + 4, beside.profile << 8 | seen);
        put(base + 5, steps(beside.size()) << 4 | size);
        put(base + 6, (beside.ends as u32) << 4 | size);
        put(
            base + 7,
            u32::from(beside.cells) << 4 | u32::from(line.cells),
        );
        beside.lead.numbers().for_each(|class| put(base + 8, class));
        put(
            base + 9,
            u32::from(beside.indent) << 2 | u32::from(line.indent),
        );
        put(base + 10, other_date << 12 | before << 8 | seen);
        put(
            base + 11,
            u32::from(beside.is_upper) << 4 | u32::from(line.is_upper) << 3 | before,
        );
    }
    let date_at = |offset: isize| {
        let other = at
            .checked_add_signed(offset)
            .filter(|at| *at < page.lines.len());
        other.map_or(15, |other| page.lines[other].dates)
    };
    put(160, date_at(-1) << 8 | date << 4 | date_at(1));
    put(161, date << 8 | date_at(1) << 4 | date_at(2));
    put(162, date_at(-2) << 8 | date_at(-1) << 4 | date);
    let profile_at = |offset: isize| {
        let other = at
            .checked_add_signed(offset)
            .filter(|at| *at < page.lines.len());
        other.map_or(127, |other| page.lines[other].profile)
    };
    put(163, profile_at(-1) << 16 | seen << 8 | profile_at(1));
    put(164, before << 16 | seen << 8 | profile_at(1));

    if lexical {
        for word in words.iter().take(12).filter(|word| word.is_lexical()) {
            put(170, word.key as u32);
        }
        if words[0].is_lexical() {
            put(171, words[0].key as u32);
        }
    }
}
