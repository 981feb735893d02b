//! Which lines are headings, by size, weight and capitals.
//!
//! Section headings of one document share one style. Smaller bold lines below
//! them are titles of positions, and are left to the profile.

use std::collections::BTreeMap;

use super::{assemble::Draft, segments::Segment};
use crate::document::Role;

/// How a line looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Style {
    /// Size of the letters in quarter points.
    quarters: u32,
    bold: bool,
    capitals: bool,
}

/// Longest heading, in characters and in words.
const LONGEST: (usize, usize) = (60, 7);
/// Letters this much larger than the body's make headings of their own in a block.
const OWN_HEADINGS: f32 = 1.4;
/// Letters this much larger than the body's are headings.
const LARGER: f32 = 1.12;

impl Style {
    pub(super) fn of(segment: &Segment) -> Self {
        Self {
            quarters: (segment.size * 4.0).round().clamp(0.0, 4000.0) as u32,
            bold: segment.is_bold(),
            capitals: is_capitals(&segment.text),
        }
    }

    fn prominence(self, body: Style) -> u32 {
        let larger = self.quarters as f32 > body.quarters as f32 * LARGER;
        let mut points = 0;
        if larger {
            points += 2 * self.quarters;
        }
        if self.bold && !body.bold {
            points += body.quarters / 2;
        }
        if self.capitals && !body.capitals {
            points += body.quarters;
        }
        points
    }
}

fn is_capitals(text: &str) -> bool {
    let mut letters = 0;
    for character in text.chars() {
        if character.is_lowercase() {
            return false;
        }
        letters += usize::from(character.is_uppercase());
    }
    letters >= 4
}

/// Sets [`Role::Heading`] on headings among the body lines.
pub(super) fn mark(drafts: &mut [Draft]) {
    let Some(body) = body_style(drafts) else {
        return;
    };
    let Some(section) = section_prominence(drafts.iter(), body, 0.0).or_else(|| {
        drafts
            .iter()
            .filter_map(|draft| prominence(draft, body))
            .min()
    }) else {
        return;
    };
    // A sidebar may have headings of its own size.
    let mut blocks: BTreeMap<(u32, usize), u32> = BTreeMap::new();
    for group in drafts.chunk_by(|one, two| one.place() == two.place()) {
        let own = section_prominence(group.iter(), body, OWN_HEADINGS);
        if let (Some(own), Some(first)) = (own, group.first()) {
            blocks.insert(first.place(), own);
        }
    }
    for draft in drafts.iter_mut().filter(|draft| could_be(draft)) {
        let capitals =
            draft.style.capitals && !body.capitals && draft.parts == 1 && !has_digit(&draft.text);
        let section = blocks
            .get(&draft.place())
            .map_or(section, |own| section.min(*own));
        if draft.style.prominence(body) >= section || capitals {
            draft.role = Role::Heading;
        }
    }
}

fn prominence(draft: &Draft, body: Style) -> Option<u32> {
    let prominence = draft.style.prominence(body);
    (prominence > 0 && could_be(draft)).then_some(prominence)
}

/// The most prominent style in use more than once, among letters at least
/// `larger` times the body's.
fn section_prominence<'drafts>(
    drafts: impl Iterator<Item = &'drafts Draft>,
    body: Style,
    larger: f32,
) -> Option<u32> {
    let mut seen = BTreeMap::new();
    for draft in drafts {
        if draft.style.quarters as f32 >= body.quarters as f32 * larger
            && let Some(prominence) = prominence(draft, body)
        {
            *seen.entry(prominence).or_insert(0usize) += 1;
        }
    }
    seen.into_iter()
        .rev()
        .find(|(_, count)| *count >= 2)
        .map(|(prominence, _)| prominence)
}

fn could_be(draft: &Draft) -> bool {
    let text = &draft.text;
    draft.role == Role::Body
        && draft.parts == 1
        && text.chars().count() <= LONGEST.0
        && text.split_whitespace().count() <= LONGEST.1
        && text.chars().any(char::is_alphabetic)
        && !text.ends_with(['.', ',', ';'])
        && !text.contains('@')
}

fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// The style of most letters.
fn body_style(drafts: &[Draft]) -> Option<Style> {
    let mut styles: Vec<(Style, usize)> = Vec::new();
    for draft in drafts {
        let style = Style {
            capitals: false,
            ..draft.style
        };
        match styles.iter_mut().find(|(known, _)| *known == style) {
            Some((_, count)) => *count += draft.text.len(),
            None => styles.push((style, draft.text.len())),
        }
    }
    styles
        .into_iter()
        .max_by_key(|(style, count)| (*count, *style))
        .map(|(style, _)| style)
}
