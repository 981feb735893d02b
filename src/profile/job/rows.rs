//! Lines put together to rows: a line that goes on in the next is one row with it.

use super::phrases::Words;
use super::sentences::{BULLETS, INNER_BULLETS, trimmed};
use crate::document::{Document, Role, Span};

/// A stretch of the text without line breaks that divide it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub span: Span,
    pub bullet: bool,
    pub heading: bool,
    pub after_blank: bool,
    /// A menu or a button.
    pub navigation: bool,
    /// Part of a line that holds much of a post.
    pub running: bool,
}

/// Lines longer than this hold a whole post, or much of it, in one paragraph.
const RUNNING_LINE: usize = 400;

/// Text wrapped at a fixed width has no line longer than this.
const WRAPPED_WIDTH: usize = 130;

/// Lines put together to rows: a line that goes on in the next is one row with it.
pub(super) fn rows(document: &Document, words: &Words) -> Vec<Row> {
    let text = words.text;
    let width = document
        .lines
        .iter()
        .map(|line| line.span.len())
        .max()
        .unwrap_or(0);
    let wrapped = (50..=WRAPPED_WIDTH).contains(&width);
    let mut rows: Vec<Row> = Vec::new();
    let mut blank = true;
    let mut last_length = 0;
    let pictures = repeated_pictures(document);
    for line in &document.lines {
        if matches!(
            line.role,
            Role::PageHeader | Role::PageFooter | Role::Identity
        ) {
            continue;
        }
        for (index, piece) in inner_pieces(text, line.span).into_iter().enumerate() {
            let pictured = behind_picture(text, piece, &pictures);
            let (content, marked, hashed) = unmarked(text, pictured.unwrap_or(piece));
            let marked = marked || pictured.is_some();
            if content.is_empty() {
                blank = true;
                continue;
            }
            let bullet = marked || index > 0 || line.role == Role::ListItem;
            let heading = hashed || line.role == Role::Heading;
            let navigation = line.role == Role::Navigation;
            let goes_on = !blank
                && !bullet
                && !navigation
                && !heading
                && rows.last().is_some_and(|before| {
                    !before.heading
                        && !before.navigation
                        && continues(
                            text,
                            before.span,
                            content,
                            wrapped && last_length * 4 >= width * 3,
                        )
                });
            match rows.last_mut() {
                Some(before) if goes_on => before.span = before.span.join(content),
                _ => rows.push(Row {
                    span: content,
                    bullet,
                    heading,
                    after_blank: blank,
                    navigation,
                    running: line.span.len() > RUNNING_LINE,
                }),
            }
            last_length = line.span.len();
            blank = false;
        }
        blank |= text[line.span.end as usize..]
            .trim_start_matches(' ')
            .starts_with("\n\n");
    }
    rows
}

/// Pictures before which two lines or more begin: bullets, as in `✅ own tools`.
fn repeated_pictures(document: &Document) -> Vec<char> {
    let firsts = document
        .lines
        .iter()
        .filter_map(|line| picture(line.span.of(&document.text)));
    let mut firsts: Vec<char> = firsts.collect();
    firsts.sort_unstable();
    let runs = firsts.chunk_by(|one, next| one == next);
    runs.filter(|run| run.len() > 1).map(|run| run[0]).collect()
}

/// The picture that a line begins with, if one stands apart there.
fn picture(line: &str) -> Option<char> {
    let line = line.trim_start();
    let picture = line.chars().next().filter(|sign| {
        matches!(sign, '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
    })?;
    let rest = line[picture.len_utf8()..].trim_start_matches(VARIANT);
    rest.starts_with([' ', '\u{a0}']).then_some(picture)
}

/// Says behind a sign how it is drawn.
const VARIANT: char = '\u{fe0f}';

/// The piece behind a picture that is a bullet.
fn behind_picture(text: &str, piece: Span, pictures: &[char]) -> Option<Span> {
    let inside = piece.of(text);
    let picture = picture(inside).filter(|picture| pictures.contains(picture))?;
    let rest = inside.trim_start().trim_start_matches(picture);
    let rest = rest.trim_start_matches(VARIANT);
    Some(Span {
        start: piece.end - rest.len() as u32,
        end: piece.end,
    })
}

/// Whether `next` goes on with the sentence of `before`.
fn continues(text: &str, before: Span, next: Span, full_line: bool) -> bool {
    let ended = before.of(text).ends_with(['.', '!', '?', ':', ';']);
    let lower = next.of(text).chars().next().is_some_and(char::is_lowercase);
    !ended && (lower || full_line)
}

/// A line divided where bullets stand in its middle.
fn inner_pieces(text: &str, line: Span) -> Vec<Span> {
    let inside = line.of(text);
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, c) in inside.char_indices() {
        if at > start && INNER_BULLETS.contains(&c) {
            pieces.push(Span::new(
                line.start as usize + start,
                line.start as usize + at,
            ));
            start = at;
        }
    }
    pieces.push(Span::new(line.start as usize + start, line.end as usize));
    pieces
}

/// The piece without bullet, number and heading marks; whether it had a bullet, and
/// whether it had a heading mark.
fn unmarked(text: &str, piece: Span) -> (Span, bool, bool) {
    let mut span = trimmed(text, piece);
    let inside = span.of(text);
    let hashes = inside.len() - inside.trim_start_matches('#').len();
    let mut heading = hashes > 0 && inside[hashes..].starts_with(' ');
    if heading {
        span = trimmed(
            text,
            Span {
                start: span.start + hashes as u32,
                end: span.end,
            },
        );
    }
    let mut bullet = false;
    let inside = span.of(text);
    if let Some(mark) = inside.chars().next().filter(|c| BULLETS.contains(c)) {
        let rest = &inside[mark.len_utf8()..];
        if rest.starts_with([' ', '\t'])
            || (INNER_BULLETS.contains(&mark) && !rest.is_empty())
            || rest.is_empty()
        {
            bullet = true;
            span = trimmed(
                text,
                Span {
                    start: span.start + mark.len_utf8() as u32,
                    end: span.end,
                },
            );
        }
    } else if let Some(after) = numbered(inside) {
        bullet = true;
        span = trimmed(
            text,
            Span {
                start: span.start + after as u32,
                end: span.end,
            },
        );
    }
    let inside = span.of(text);
    let bold = ["**", "__"].into_iter().find(|mark| {
        inside.len() > 4
            && inside.starts_with(mark)
            && inside.trim_end_matches(':').ends_with(mark)
            && inside.matches(mark).count() == 2
    });
    if bold.is_some() {
        heading = true;
        bullet = false;
        span = Span {
            start: span.start + 2,
            end: span.end - if inside.ends_with(':') { 3 } else { 2 },
        };
    }
    (span, bullet, heading)
}

/// Where the text after `1. ` or `2) ` begins.
fn numbered(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..)?;
    ((1..=2).contains(&digits) && (rest.starts_with(". ") || rest.starts_with(") ")))
        .then_some(digits + 2)
}
