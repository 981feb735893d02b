//! Lines of all pages made into one [`Document`]: roles, bullets, words broken
//! at line ends.

use std::collections::BTreeMap;

use super::{
    characters::{is_bullet, is_dash_bullet, nfc},
    columns::Row,
    headings::{self, Style},
    hyphens::Hyphens,
    segments::Segment,
    shapes::Area,
};
use crate::document::{Document, Format, HiddenText, Line, Role, Span, Warning};

/// A line with what is needed to decide on its role.
#[derive(Debug)]
pub(super) struct Draft {
    pub text: String,
    pub page: u32,
    pub block: usize,
    pub role: Role,
    pub style: Style,
    /// Parts of the line with a wide gap between them.
    pub parts: usize,
    /// Distance of the baseline from the bottom, as a share of the page's height.
    height: f32,
}

impl Draft {
    /// Page and block, in which lines of one column share.
    pub(super) fn place(&self) -> (u32, usize) {
        (self.page, self.block)
    }
}

/// Part of the page's height where running headers and footers stand.
const MARGIN: f32 = 0.09;

pub(super) fn drafts(rows: Vec<Row>, area: &Area, page: u32, drafts: &mut Vec<Draft>) {
    for row in rows {
        let Some(longest) = row.segments.iter().max_by_key(|segment| segment.letters) else {
            continue;
        };
        let style = Style::of(longest);
        let baseline = longest.baseline;
        let height = (baseline - area.bottom) / area.height().max(1.0);
        let justified = is_justified(&row.segments);
        let mut text = String::new();
        for segment in &row.segments {
            if !text.is_empty() {
                // A tab marks a gap that the eye takes for a column or a margin.
                text.push(if justified { ' ' } else { '\t' });
            }
            text.push_str(segment.text.trim());
        }
        let mut text = nfc(text);
        let role = match strip_bullet(&text) {
            Some(item) => {
                text = item.to_string();
                Role::ListItem
            }
            None => Role::Body,
        };
        if !text.chars().any(char::is_alphanumeric) {
            continue;
        }
        let parts = row.segments.len();
        drafts.push(Draft {
            text,
            page,
            block: row.block,
            role,
            style,
            parts,
            height,
        });
    }
}

/// Words pushed apart to fill a line: many, with gaps all alike.
fn is_justified(segments: &[Segment]) -> bool {
    let gaps = segments.windows(2).map(|pair| pair[1].left - pair[0].right);
    let (least, most) = gaps.fold((f32::INFINITY, 0.0f32), |(least, most), gap| {
        (least.min(gap), most.max(gap))
    });
    segments.len() >= 4
        && segments
            .iter()
            .all(|segment| segment.text.split(' ').count() <= 2)
        && most < least * 1.1
        && segments.iter().all(|segment| most < 4.0 * segment.size)
}

/// The text behind a bullet, when `text` opens with one.
fn strip_bullet(text: &str) -> Option<&str> {
    let first = text.chars().next()?;
    let rest = text.get(first.len_utf8()..)?;
    let item = rest
        .trim_start_matches(|character: char| character.is_whitespace() || is_bullet(character));
    if is_bullet(first) {
        return Some(item);
    }
    let spaced = rest.starts_with([' ', '\t']);
    (is_dash_bullet(first) && spaced && item.chars().next().is_some_and(char::is_alphanumeric))
        .then_some(item)
}

pub(super) fn document(
    mut drafts: Vec<Draft>,
    pages: u32,
    mut hidden: Vec<HiddenText>,
    warnings: Vec<Warning>,
) -> Document {
    mark_running_lines(&mut drafts, pages);
    headings::mark(&mut drafts);
    join_broken_words(&mut drafts);

    let mut text = String::with_capacity(drafts.iter().map(|draft| draft.text.len() + 1).sum());
    let mut lines = Vec::with_capacity(drafts.len());
    for draft in &drafts {
        if !text.is_empty() {
            text.push('\n');
        }
        let start = text.len();
        text.push_str(&draft.text);
        lines.push(Line {
            span: Span::new(start, text.len()),
            page: draft.page,
            role: draft.role,
        });
    }
    // What a page hides comes behind what it shows.
    for piece in &mut hidden {
        piece.after = lines.partition_point(|line| line.page <= piece.page);
    }
    Document {
        format: Format::Pdf,
        text,
        lines,
        pages,
        hidden,
        warnings,
    }
}

/// Marks what stands at the top or bottom of several pages, and page numbers.
fn mark_running_lines(drafts: &mut [Draft], pages: u32) {
    let mut places: BTreeMap<(bool, String), Vec<u32>> = BTreeMap::new();
    let margin = |draft: &Draft| {
        if draft.height > 1.0 - MARGIN {
            Some(true)
        } else if draft.height < MARGIN {
            Some(false)
        } else {
            None
        }
    };
    for draft in drafts.iter() {
        if let Some(top) = margin(draft) {
            let pages = places
                .entry((top, without_numbers(&draft.text)))
                .or_default();
            if pages.last() != Some(&draft.page) {
                pages.push(draft.page);
            }
        }
    }
    for draft in drafts.iter_mut() {
        let Some(top) = margin(draft) else { continue };
        let key = without_numbers(&draft.text);
        let repeated = pages > 1
            && places
                .get(&(top, key))
                .is_some_and(|found| found.len() >= 2 && found.len() * 2 >= pages as usize);
        if repeated || is_page_number(&draft.text, draft.page, pages) {
            draft.role = if top {
                Role::PageHeader
            } else {
                Role::PageFooter
            };
        }
    }
}

fn without_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if !character.is_ascii_digit() {
            out.extend(character.to_lowercase());
        } else if !out.ends_with('#') {
            out.push('#');
        }
    }
    out
}

/// `2`, `- 2 -`, `2/3`, `Page 2 of 3`, with this page's number and count.
fn is_page_number(text: &str, page: u32, pages: u32) -> bool {
    let numbers: Vec<u32> = text
        .split(|character: char| !character.is_ascii_digit())
        .filter_map(|number| number.parse().ok())
        .collect();
    let letters = text
        .chars()
        .filter(|character| character.is_alphabetic())
        .count();
    let words = text.split_whitespace().count();
    match numbers[..] {
        [number] => number == page && words <= 3 && letters <= 6,
        [number, count] => number == page && count == pages && words <= 5 && letters <= 12,
        _ => false,
    }
}

fn join_broken_words(drafts: &mut Vec<Draft>) {
    let hyphens = Hyphens::new(drafts.iter().map(|draft| draft.text.as_str()));
    let mut index = 0;
    while index + 1 < drafts.len() {
        let (before, after) = drafts.split_at_mut(index + 1);
        let (Some(line), Some(next)) = (before.last_mut(), after.first_mut()) else {
            break;
        };
        let flows = next.role == Role::Body
            && matches!(line.role, Role::Body | Role::ListItem)
            && (line.page != next.page || line.block == next.block);
        if flows && hyphens.join(&mut line.text, &mut next.text) && next.text.is_empty() {
            drafts.remove(index + 1);
            continue;
        }
        index += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets_are_stripped() {
        for (text, item) in [
            ("• Wrote tests", Some("Wrote tests")),
            ("•\tWrote tests", Some("Wrote tests")),
            ("- wrote tests", Some("wrote tests")),
            ("– Wrote", Some("Wrote")),
            ("-5 degrees", None),
            ("– ", None),
            ("C++", None),
            ("•", Some("")),
        ] {
            assert_eq!(strip_bullet(text), item, "{text:?}");
        }
    }

    #[test]
    fn page_numbers_are_those_of_the_page() {
        assert!(is_page_number("2", 2, 3));
        assert!(is_page_number("- 2 -", 2, 3));
        assert!(is_page_number("Page 2 of 3", 2, 3));
        assert!(is_page_number("Seite 2/3", 2, 3));
        assert!(!is_page_number("2019", 2, 3));
        assert!(!is_page_number("3 years of Java", 3, 3));
    }
}
