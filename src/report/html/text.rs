//! A CV's own text with its quotes marked and its identity masked, cut to a budget.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::document::Span;

/// Stands for what says who the person is.
const MASK: &str = "[…]";
/// Longer lines are cut into pieces of about this many bytes, each shown or left out by itself.
const LONGEST_PIECE: usize = 240;

/// A run of text, or what was left out between two.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Segment {
    pub text: String,
    /// Number of the marked quote, from 1, on its first segment; 0 for plain text.
    pub mark: usize,
    /// Numbers of the parts of the score that quote it (`1, 4`).
    pub parts: String,
    /// Lines left out here; no text then.
    pub omitted: usize,
}

/// A marked place and the parts of the score that quote it, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quoted {
    pub span: Span,
    pub parts: BTreeSet<usize>,
}

/// The places of all quotes, joined where they overlap, in order.
pub(super) fn join(mut quotes: Vec<(Span, usize)>) -> Vec<Quoted> {
    quotes.sort_unstable();
    let mut joined: Vec<Quoted> = Vec::new();
    for (span, part) in quotes {
        match joined.last_mut() {
            Some(last) if last.span.overlaps(span) => {
                last.span = last.span.join(span);
                last.parts.insert(part);
            }
            _ => joined.push(Quoted {
                span,
                parts: BTreeSet::from([part]),
            }),
        }
    }
    joined
}

/// A CV's text and what of it may be shown; spans are in order and without overlaps.
pub(super) struct Blinded<'a> {
    pub text: &'a str,
    /// Parts that do not say who the person is.
    pub visible: &'a [Span],
    /// Lines that are matched; no other line is shown.
    pub matched: &'a [Span],
}

/// The text in segments: every quote, and as many other matched lines as fit into `budget` bytes.
///
/// `quotes` are in order and without overlaps.
pub(super) fn segments(blinded: &Blinded, quotes: &[Quoted], budget: usize) -> Vec<Segment> {
    let Blinded { text, visible, .. } = *blinded;
    let pieces = pieces(text);
    let kept = kept(blinded, &pieces, quotes, budget);
    let mut writer = Writer::default();
    let mut quotes = quotes.iter().enumerate().peekable();
    let mut visible = visible.iter().peekable();
    for ((piece, begins_line), kept) in pieces.iter().zip(kept) {
        if !kept {
            writer.omitted += usize::from(*begins_line && !piece.of(text).trim().is_empty());
            while quotes
                .next_if(|(_, quoted)| quoted.span.end <= piece.end)
                .is_some()
            {}
            continue;
        }
        writer.begin(*begins_line);
        let mut at = piece.start;
        while at < piece.end {
            while visible.next_if(|part| part.end <= at).is_some() {}
            while quotes
                .next_if(|(_, quoted)| quoted.span.end <= at)
                .is_some()
            {}
            let (masked, border) = match visible.peek() {
                Some(part) if part.start <= at => (false, part.end),
                Some(part) => (true, part.start),
                None => (true, piece.end),
            };
            let (quoted, mark_border) = match quotes.peek() {
                Some((index, quoted)) if quoted.span.start <= at => {
                    (Some((index + 1, *quoted)), quoted.span.end)
                }
                Some((_, quoted)) => (None, quoted.span.start),
                None => (None, piece.end),
            };
            let end = border.min(mark_border).min(piece.end);
            let run = text.get(at as usize..end as usize).unwrap_or_default();
            match (masked, quoted) {
                (true, _) => writer.mask(run),
                (false, Some((number, quoted))) => writer.quote(run, number, quoted),
                (false, None) => writer.plain(run),
            }
            at = end.max(at + 1);
        }
    }
    writer.finish()
}

/// Lines, and parts of long lines; with whether a line begins there.
fn pieces(text: &str) -> Vec<(Span, bool)> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let end = start + line.len();
        let mut from = start;
        while end - from > LONGEST_PIECE {
            let window = &text[from..border(text, from + LONGEST_PIECE)];
            let cut = window
                .rfind(char::is_whitespace)
                .filter(|&at| at > 0)
                .unwrap_or(window.len());
            pieces.push((Span::new(from, from + cut), from == start));
            from += cut;
        }
        pieces.push((Span::new(from, end), from == start));
        start = end + 1;
    }
    pieces
}

/// The nearest place up to `at` where a character begins.
fn border(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

/// Which pieces are shown: those with quotes, then their neighbours, then from the top.
fn kept(blinded: &Blinded, pieces: &[(Span, bool)], quotes: &[Quoted], budget: usize) -> Vec<bool> {
    let Blinded { text, matched, .. } = *blinded;
    let is_matched = |piece: Span| {
        let after = matched.partition_point(|line| line.end <= piece.start);
        matched.get(after).is_some_and(|line| line.overlaps(piece))
    };
    let holds = |piece: Span| {
        let after = quotes.partition_point(|quoted| quoted.span.end <= piece.start);
        quotes
            .get(after)
            .is_some_and(|quoted| quoted.span.overlaps(piece))
    };
    let quoting: Vec<bool> = pieces.iter().map(|(piece, _)| holds(*piece)).collect();
    let mut kept = quoting.clone();
    let cost = |index: usize| {
        pieces
            .get(index)
            .map_or(0, |(piece, _)| piece.of(text).trim().len() + 1)
    };
    let mut spent: usize = (0..pieces.len())
        .filter(|&index| quoting[index])
        .map(cost)
        .sum();
    let beside = |index: usize| {
        index > 0 && quoting[index - 1] || quoting.get(index + 1).copied().unwrap_or(false)
    };
    let wanted = (0..pieces.len())
        .filter(|&index| beside(index))
        .chain(0..pieces.len());
    for index in wanted {
        let is_open = pieces
            .get(index)
            .is_some_and(|(piece, _)| is_matched(*piece));
        if kept[index] || !is_open {
            continue;
        }
        if spent + cost(index) > budget {
            break;
        }
        spent += cost(index);
        kept[index] = true;
    }
    kept
}

#[derive(Default)]
struct Writer {
    segments: Vec<Segment>,
    plain: String,
    omitted: usize,
    last_mark: usize,
}

impl Writer {
    fn begin(&mut self, begins_line: bool) {
        if self.omitted > 0 {
            self.flush();
            self.segments.push(Segment {
                omitted: std::mem::take(&mut self.omitted),
                ..Segment::default()
            });
        } else if begins_line && !(self.segments.is_empty() && self.plain.is_empty()) {
            // One empty line says as much as many.
            let empty = self.plain.ends_with("\n\n") || self.plain.ends_with("[…]\n");
            if !empty {
                self.plain.push('\n');
            }
        }
    }

    fn plain(&mut self, run: &str) {
        for character in run.chars() {
            let space = character == ' ' || character == '\t';
            if space && self.plain.ends_with("  ") {
                continue;
            }
            self.plain.push(if space { ' ' } else { character });
        }
    }

    fn mask(&mut self, run: &str) {
        let trimmed = self.plain.trim_end_matches(['\n', ' ']).len();
        if run.trim().is_empty() {
            self.plain(run);
        } else if self.plain[..trimmed].ends_with(MASK) {
            // Masked parts side by side are one.
            self.plain.truncate(trimmed);
        } else {
            self.plain.push_str(MASK);
        }
    }

    fn quote(&mut self, run: &str, number: usize, quoted: &Quoted) {
        self.flush();
        let first = self.last_mark != number;
        self.last_mark = number;
        let parts: Vec<String> = quoted.parts.iter().map(usize::to_string).collect();
        self.segments.push(Segment {
            text: run.to_owned(),
            mark: number,
            parts: if first {
                parts.join(",")
            } else {
                String::new()
            },
            omitted: 0,
        });
    }

    fn flush(&mut self) {
        if !self.plain.is_empty() {
            let text = std::mem::take(&mut self.plain);
            self.segments.push(Segment {
                text,
                ..Segment::default()
            });
        }
    }

    fn finish(mut self) -> Vec<Segment> {
        self.begin(false);
        self.flush();
        self.segments
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(segments: &[Segment]) -> String {
        let mut shown = String::new();
        for segment in segments {
            match segment {
                Segment { omitted: 1.., .. } => shown.push_str(&format!("<{}>", segment.omitted)),
                Segment { mark: 1.., .. } => {
                    shown.push_str(&format!("«{}»{}", segment.text, segment.parts));
                }
                _ => shown.push_str(&segment.text),
            }
        }
        shown
    }

    fn span(text: &str, part: &str) -> Span {
        let start = text.find(part).expect("the part stands in the text");
        Span::new(start, start + part.len())
    }

    const TEXT: &str = "Anna Nowak\n+48 601\n\n\n\nNurse\nRan the   ward\nCooked\nSlept\nEnd";

    fn whole(text: &str) -> Vec<Span> {
        vec![Span::new(0, text.len())]
    }

    fn quotes() -> Vec<Quoted> {
        join(vec![
            (span(TEXT, "ward"), 4),
            (span(TEXT, "Nurse"), 2),
            (span(TEXT, "the   ward"), 1),
        ])
    }

    fn shown_within(matched: &[Span], budget: usize) -> String {
        let blinded = Blinded {
            text: TEXT,
            visible: &[Span::new(19, TEXT.len())],
            matched,
        };
        shown(&segments(&blinded, &quotes(), budget))
    }

    #[test]
    fn quotes_are_marked_and_identity_is_masked() {
        assert_eq!(
            shown_within(&whole(TEXT), 1000),
            "[…]\n«Nurse»2\nRan «the   ward»1,4\nCooked\nSlept\nEnd"
        );
    }

    #[test]
    fn quotes_are_kept_when_the_budget_is_spent() {
        let least = shown_within(&whole(TEXT), 0);
        assert_eq!(least, "<2>«Nurse»2\nRan «the   ward»1,4<3>");
        let neighbours = shown_within(&whole(TEXT), 35);
        assert!(neighbours.contains("Cooked<2>"), "{neighbours}");
    }

    #[test]
    fn lines_that_are_not_matched_are_left_out() {
        assert_eq!(
            shown_within(&[span(TEXT, "Nurse"), span(TEXT, "Slept")], 1000),
            "<2>«Nurse»2\nRan «the   ward»1,4<1>Slept<1>"
        );
    }

    #[test]
    fn a_line_without_an_end_is_cut() {
        let text = format!("{} ward {}", "é".repeat(3000), "word ".repeat(3000));
        let quotes = join(vec![(span(&text, "ward"), 1)]);
        let whole = whole(&text);
        let blinded = Blinded {
            text: &text,
            visible: &whole,
            matched: &whole,
        };
        let shown = shown(&segments(&blinded, &quotes, 1000));
        assert!(shown.contains("«ward»1") && shown.len() < 2000);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

        #[test]
        fn nothing_masked_is_shown(
            text in "[a-zé \n]{0,400}",
            cuts in proptest::collection::vec(0..400usize, 0..8),
            budget in 0..500usize,
        ) {
            // What is masked is written in capitals; nothing of it may come out.
            let mut borders: Vec<usize> =
                cuts.iter().map(|&cut| border(&text, cut)).collect();
            borders.sort_unstable();
            borders.dedup();
            let mut written = text.to_lowercase();
            let visible: Vec<Span> =
                borders.chunks_exact(2).map(|pair| Span::new(pair[0], pair[1])).collect();
            let mut at = 0;
            let mut capitals = String::new();
            for part in &visible {
                capitals.push_str(&written[at..part.start as usize].replace(char::is_alphabetic, "X").to_string());
                capitals.push_str(part.of(&written));
                at = part.end as usize;
            }
            capitals.push_str(&written[at..].replace(char::is_alphabetic, "X"));
            if capitals.len() == written.len() {
                written = capitals;
                let quotes = join(visible.iter().filter(|span| !span.is_empty()).map(|span| (*span, 1)).collect());
                let blinded = Blinded { text: &written, visible: &visible, matched: &whole(&written) };
                let shown = shown(&segments(&blinded, &quotes, budget));
                prop_assert!(!shown.contains('X'), "{shown}");
                for quoted in &quotes {
                    for line in quoted.span.of(&written).split('\n') {
                        prop_assert!(shown.contains(line.trim()), "{line:?} in {shown:?}");
                    }
                }
            }
        }
    }
}
