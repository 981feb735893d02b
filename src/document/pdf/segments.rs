//! Pieces joined to segments: text on one baseline without a wide gap.

use super::{
    characters::{self, is_bullet, is_dash_bullet},
    page::Piece,
};

/// Text on one baseline that belongs together: a line, or a cell of one.
#[derive(Debug, Clone)]
pub(super) struct Segment {
    pub text: String,
    pub left: f32,
    pub right: f32,
    pub baseline: f32,
    pub size: f32,
    /// Letters in bold, and letters in all.
    pub bold_letters: usize,
    pub letters: usize,
    /// Place in the order of drawing.
    pub sequence: usize,
    pub bullet: bool,
    guessed_width: bool,
    space_after: bool,
}

impl Segment {
    pub(super) fn same_line(&self, other: &Segment) -> bool {
        (self.baseline - other.baseline).abs() <= LINE_TOLERANCE * self.size.max(other.size)
    }

    /// The right edge as far as the file states it.
    pub(super) fn sure_right(&self) -> f32 {
        if self.guessed_width {
            self.left + self.size
        } else {
            self.right
        }
    }

    pub(super) fn is_bold(&self) -> bool {
        self.bold_letters * 2 > self.letters
    }

    /// A short text with a year, as stands in a margin beside an entry.
    pub(super) fn is_date_like(&self) -> bool {
        is_date_like(&self.text)
    }
}

/// Baselines this close (in em) are one line; covers raised and lowered letters.
const LINE_TOLERANCE: f32 = 0.4;
/// Gaps (in em) above this are spaces, where the file does not say.
const SPACE_GAP: f32 = 0.13;
/// Gaps (in em) above this part two segments; justified lines stay below it.
const SEGMENT_GAP: f32 = 1.3;
/// Gaps (in em) above this part words even among spaced letters.
const WORD_GAP: f32 = 0.6;
/// Stands for a space that only the gap between two pieces tells.
const GAP: char = '\u{1}';
/// A bullet may stand this far (in em) before its text.
const BULLET_GAP: f32 = 4.0;
/// How far (in em) text may go back over the text before and still follow it.
const OVERLAP: f32 = 0.6;
/// Longest text in the margin that is still taken for a date, in characters.
const LONGEST_DATE: usize = 32;

/// Joins pieces that follow each other in the file, then those that touch on the page.
pub(super) fn join(pieces: &[Piece]) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::with_capacity(pieces.len());
    for (sequence, piece) in pieces.iter().enumerate() {
        match segments.last_mut() {
            Some(last) if follows(last, piece) => append(last, piece),
            _ => segments.push(start(piece, sequence)),
        }
    }
    join_touching(&mut segments);
    for segment in &mut segments {
        settle_spaces(&mut segment.text);
        segment.text.truncate(segment.text.trim_end().len());
        if let Some(joined) = characters::join_spaced_letters(&segment.text) {
            segment.text = joined;
        }
        if segment.text.contains("  ") {
            segment.text = segment
                .text
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
        }
    }
    segments
}

fn start(piece: &Piece, sequence: usize) -> Segment {
    let letters = piece
        .text
        .chars()
        .filter(|character| character.is_alphabetic())
        .count();
    let bullet = piece.sign || {
        let mut characters = piece.text.chars();
        characters.next().is_some_and(|first| {
            is_bullet(first) || (is_dash_bullet(first) && piece.text.len() < 4)
        }) && characters.next().is_none()
    };
    Segment {
        text: if piece.sign {
            "•".to_string()
        } else {
            piece.text.clone()
        },
        left: piece.left,
        right: piece.right,
        baseline: piece.baseline,
        size: piece.size,
        bold_letters: if piece.bold { letters } else { 0 },
        letters,
        sequence,
        bullet,
        guessed_width: piece.guessed_width,
        space_after: piece.space_after,
    }
}

fn follows(segment: &Segment, piece: &Piece) -> bool {
    let size = segment.size.max(piece.size);
    if (segment.baseline - piece.baseline).abs() > LINE_TOLERANCE * size {
        return false;
    }
    let gap = piece.left - segment.right;
    if segment.bullet {
        return gap > -size && gap < BULLET_GAP * size;
    }
    if segment.guessed_width {
        return piece.left >= segment.left && gap < SEGMENT_GAP * size;
    }
    // Small letters beside large ones: the gap is measured in the letters of the line.
    gap > -OVERLAP * size && gap < SEGMENT_GAP * segment.size.min(piece.size).max(size * 0.6)
}

fn append(segment: &mut Segment, piece: &Piece) {
    let other = start(piece, segment.sequence);
    let space = segment.space_after || piece.space_before;
    append_segment(segment, other, space);
}

fn append_segment(segment: &mut Segment, other: Segment, stated_space: bool) {
    let gap = other.left - segment.right;
    let size = segment.size.min(other.size);
    let space = segment.bullet || stated_space || segment.guessed_width || gap > SPACE_GAP * size;
    // Marks that close a sentence stand off their word in some fonts.
    let closes = other
        .text
        .starts_with([',', '.', ';', ':', ')', '!', '?', '%', '’'])
        && gap < 0.6 * size;
    if space && (stated_space || !closes) && !segment.text.ends_with(' ') {
        let sure = stated_space || segment.bullet || gap > WORD_GAP * size;
        segment.text.push(if sure { ' ' } else { GAP });
    }
    segment.text.push_str(&other.text);
    // The baseline and size are those of the longest part.
    if other.letters > segment.letters || segment.bullet {
        segment.baseline = other.baseline;
        segment.size = other.size;
    }
    segment.right = if segment.guessed_width {
        other.right
    } else {
        segment.right.max(other.right)
    };
    segment.letters += other.letters;
    segment.bold_letters += other.bold_letters;
    segment.bullet = false;
    segment.guessed_width = other.guessed_width;
    segment.space_after = other.space_after;
}

/// Joins what stands side by side on the page but apart in the file.
fn join_touching(segments: &mut Vec<Segment>) {
    let mut order: Vec<usize> = (0..segments.len()).collect();
    order.sort_by(|&one, &two| {
        let (one, two) = (&segments[one], &segments[two]);
        (two.baseline.total_cmp(&one.baseline)).then(one.left.total_cmp(&two.left))
    });
    let mut joined_to: Vec<Option<usize>> = vec![None; segments.len()];
    for (place, &index) in order.iter().enumerate() {
        let segment = &segments[index];
        // Those on the same line stand near in the order of baselines.
        let near = order[place.saturating_sub(12)..(place + 12).min(order.len())].iter();
        let next = near
            .copied()
            .filter(|&other| other != index && segments[other].same_line(segment))
            .filter(|&other| {
                let gap = segments[other].left - segment.right;
                let size = segment.size.min(segments[other].size);
                let reach = if segment.bullet { BULLET_GAP } else { 0.35 };
                segments[other].left > segment.left && gap > -0.3 * size && gap < reach * size
            })
            .min_by(|&one, &two| segments[one].left.total_cmp(&segments[two].left));
        if let Some(next) = next {
            joined_to[next].get_or_insert(index);
        }
    }
    if joined_to.iter().all(Option::is_none) {
        return;
    }
    // From right to left, so that chains collapse into their first segment.
    let mut by_left: Vec<usize> = (0..segments.len()).collect();
    by_left.sort_by(|&one, &two| segments[two].left.total_cmp(&segments[one].left));
    let mut gone = vec![false; segments.len()];
    for index in by_left {
        if let Some(target) = joined_to[index] {
            let other = segments[index].clone();
            let space = segments[target].space_after;
            append_segment(&mut segments[target], other, space);
            gone[index] = true;
        }
    }
    let mut index = 0;
    segments.retain(|_| {
        index += 1;
        !gone[index - 1]
    });
}

/// Turns gaps into spaces, or into nothing where they part the letters of words
/// (`S K I L L S`).
fn settle_spaces(text: &mut String) {
    if !text.contains(GAP) {
        return;
    }
    let (mut parts, mut letters) = (0, 0);
    for part in text.split([GAP, ' ']) {
        parts += 1;
        letters += usize::from(part.chars().nth(1).is_none());
    }
    let gaps = text.matches(GAP).count();
    let spaced = gaps >= 3 && letters * 10 >= parts * 8;
    *text = text.replace(GAP, if spaced { "" } else { " " });
}

fn is_date_like(text: &str) -> bool {
    if text.len() > LONGEST_DATE * 2 || text.chars().count() > LONGEST_DATE {
        return false;
    }
    let bytes = text.as_bytes();
    let has_year = bytes.windows(4).enumerate().any(|(at, window)| {
        let bounded = |byte: Option<&u8>| byte.is_none_or(|byte| !byte.is_ascii_digit());
        matches!(window, [b'1', b'8' | b'9', ..] | [b'2', b'0', ..])
            && window[2..]
                .iter()
                .all(|byte| byte.is_ascii_digit() || *byte == b'X')
            && bounded(at.checked_sub(1).and_then(|before| bytes.get(before)))
            && bounded(bytes.get(at + 4))
    });
    let words = text
        .split_whitespace()
        .filter(|word| word.len() > 1)
        .count();
    has_year && words <= 6
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(crate) fn piece(text: &str, left: f32, right: f32, baseline: f32) -> Piece {
        Piece {
            text: text.to_string(),
            left,
            right,
            baseline,
            size: 10.0,
            bold: false,
            rotation: 0,
            space_before: false,
            space_after: false,
            sign: false,
            guessed_width: false,
        }
    }

    fn texts(pieces: &[Piece]) -> Vec<String> {
        join(pieces)
            .into_iter()
            .map(|segment| segment.text)
            .collect()
    }

    #[test]
    fn gaps_decide_words_and_segments() {
        let pieces = [
            piece("Bo\u{11f}", 10.0, 25.0, 100.0),
            piece("aziçi", 25.1, 45.0, 100.0),
            piece("University", 48.0, 90.0, 100.0),
            piece("2014 – 2018", 300.0, 350.0, 100.0),
        ];
        assert_eq!(texts(&pieces), ["Boğaziçi University", "2014 – 2018"]);
    }

    #[test]
    fn spaced_letters_are_words() {
        let mut pieces: Vec<Piece> = "DAY OF"
            .chars()
            .zip(0u8..)
            .map(|(letter, at)| {
                let left = f32::from(at) * 9.0;
                piece(letter.encode_utf8(&mut [0; 4]), left, left + 6.0, 100.0)
            })
            .collect();
        pieces.retain(|piece| piece.text != " ");
        assert_eq!(texts(&pieces), ["DAY OF"]);
    }

    #[test]
    fn a_bullet_joins_its_text_over_a_wide_gap() {
        let pieces = [
            piece("•", 10.0, 14.0, 100.0),
            piece("Wrote tests", 32.0, 90.0, 100.2),
        ];
        assert_eq!(texts(&pieces), ["• Wrote tests"]);
    }

    #[test]
    fn text_drawn_out_of_order_is_joined_where_it_touches() {
        let pieces = [
            piece("review", 40.0, 70.0, 100.0),
            piece("Other line", 10.0, 60.0, 80.0),
            piece(".", 70.2, 72.0, 100.0),
        ];
        assert_eq!(texts(&pieces), ["review.", "Other line"]);
    }

    #[test]
    fn dates_of_the_margin() {
        for text in [
            "2019",
            "Sept 2018 – May 2023",
            "01.2014 – heute",
            "Month 20XX – Ongoing",
        ] {
            assert!(is_date_like(text), "{text}");
        }
        for text in [
            "Princeton, NJ",
            "Managed 12000 users",
            "In 2019 the team of five grew to nine",
        ] {
            assert!(!is_date_like(text), "{text}");
        }
    }
}
