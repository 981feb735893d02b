//! Text shown in an invisible rendering mode (3, 7) or with no opacity.
//!
//! pdf_oxide returns such text like any other, so the content stream is split
//! here into what is painted and what is not, before it is read.

use std::collections::BTreeSet;

use pdf_oxide::{PdfDocument, object::Object};

/// One content stream made into two, of the same length.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Split {
    pub visible: Vec<u8>,
    pub invisible: Vec<u8>,
}

/// Names of the graphics states of `resources` that paint with no opacity, and
/// of those that set opacity back.
#[derive(Debug, Default)]
pub(super) struct ClearStates {
    clear: BTreeSet<String>,
    opaque: BTreeSet<String>,
}

pub(super) fn clear_states(document: &PdfDocument, resources: Option<&Object>) -> ClearStates {
    let mut states = ClearStates::default();
    let resolve = |object: &Object| document.resolve_references(object, 1).ok();
    let Some(resources) = resources.and_then(resolve) else { return states };
    let Some(graphics) =
        resources.as_dict().and_then(|dict| dict.get("ExtGState")).and_then(resolve)
    else {
        return states;
    };
    for (name, state) in graphics.as_dict().into_iter().flatten() {
        let Some(state) = resolve(state) else { continue };
        let opacity = state.as_dict().and_then(|dict| dict.get("ca")).and_then(|opacity| {
            opacity.as_real().or_else(|| opacity.as_integer().map(|number| number as f64))
        });
        match opacity {
            Some(opacity) if opacity <= 0.01 => states.clear.insert(name.clone()),
            Some(_) => states.opaque.insert(name.clone()),
            None => false,
        };
    }
    states
}

/// The two halves of `content`, or `None` when all of its text is painted.
pub(super) fn split(content: &[u8], states: &ClearStates) -> Option<Split> {
    if states.clear.is_empty() && !sets_invisible_mode(content) {
        return None;
    }
    let mut visible = content.to_vec();
    let mut invisible = content.to_vec();
    let mut found = false;
    let mut state = State::default();
    let mut stack = Vec::new();
    let mut operands: Vec<(usize, usize)> = Vec::new();
    let mut scanner = Scanner { content, at: 0 };
    while let Some((start, end)) = scanner.next_item() {
        let word = content.get(start..end).unwrap_or_default();
        let opens = word.first().copied().unwrap_or_default();
        let is_operand = matches!(opens, b'(' | b'<' | b'>' | b'[' | b']' | b'/' | b'+' | b'-' | b'.')
            || opens.is_ascii_digit();
        if is_operand {
            operands.push((start, end));
            continue;
        }
        let last = operands.last().and_then(|&(start, end)| content.get(start..end));
        match word {
            b"q" if stack.len() < 256 => stack.push(state),
            b"Q" => state = stack.pop().unwrap_or(state),
            b"Tr" => state.unpainted = matches!(last, Some(b"3" | b"7")),
            b"gs" => {
                let name = last.and_then(|name| std::str::from_utf8(name.get(1..)?).ok());
                if let Some(name) = name {
                    if states.clear.contains(name) {
                        state.clear = true;
                    } else if states.opaque.contains(name) {
                        state.clear = false;
                    }
                }
            }
            b"Tj" | b"TJ" | b"'" | b"\"" => {
                let unseen = state.unpainted || state.clear;
                found |= unseen;
                let target = if unseen { &mut visible } else { &mut invisible };
                for &(start, end) in &operands {
                    blank_string(target, start, end);
                }
            }
            b"ID" => scanner.skip_inline_image(),
            _ => {}
        }
        operands.clear();
    }
    found.then_some(Split { visible, invisible })
}

#[derive(Debug, Clone, Copy, Default)]
struct State {
    unpainted: bool,
    clear: bool,
}

fn sets_invisible_mode(content: &[u8]) -> bool {
    content.windows(4).any(|window| {
        matches!(window, [b'3' | b'7', blank, b'T', b'r'] if blank.is_ascii_whitespace())
    })
}

/// Leaves the delimiters of a string and puts spaces (or nothing, in hex) inside.
fn blank_string(content: &mut [u8], start: usize, end: usize) {
    let Some(string) = content.get_mut(start..end) else { return };
    if matches!(string.first(), Some(b'(' | b'<')) && string.len() >= 2 {
        let (first, last) = (string[0], string[string.len() - 1]);
        string.fill(b' ');
        // The emptied string comes first, blanks fill the old place.
        string[0] = first;
        string[1] = if first == b'(' { b')' } else { last };
    }
}

/// Words, strings and brackets of a content stream.
struct Scanner<'content> {
    content: &'content [u8],
    at: usize,
}

impl Scanner<'_> {
    fn next_item(&mut self) -> Option<(usize, usize)> {
        loop {
            let byte = *self.content.get(self.at)?;
            if byte == b'%' {
                while self.content.get(self.at).is_some_and(|byte| !matches!(byte, b'\n' | b'\r')) {
                    self.at += 1;
                }
            } else if byte.is_ascii_whitespace() || byte == 0 {
                self.at += 1;
            } else {
                break;
            }
        }
        let start = self.at;
        match self.content.get(start)? {
            b'(' => self.skip_string(),
            b'<' if self.content.get(start + 1) != Some(&b'<') => {
                while self.content.get(self.at).is_some_and(|byte| *byte != b'>') {
                    self.at += 1;
                }
                self.at += 1;
            }
            b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b')' => self.at += 1,
            _ => {
                self.at += 1;
                while self.content.get(self.at).is_some_and(|byte| {
                    !byte.is_ascii_whitespace() && *byte != 0 && !b"()<>[]{}/%".contains(byte)
                }) {
                    self.at += 1;
                }
            }
        }
        Some((start, self.at.min(self.content.len())))
    }

    fn skip_string(&mut self) {
        let mut depth = 0usize;
        while let Some(byte) = self.content.get(self.at) {
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        return;
                    }
                }
                _ => {}
            }
        }
    }

    fn skip_inline_image(&mut self) {
        let rest = self.content.get(self.at..).unwrap_or_default();
        let end = rest.windows(3).position(|window| {
            matches!(window, [blank, b'E', b'I'] if blank.is_ascii_whitespace())
        });
        self.at += end.map_or(rest.len(), |end| end + 3);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn halves(content: &str, states: &ClearStates) -> Option<(String, String)> {
        let split = split(content.as_bytes(), states)?;
        let text = |bytes: Vec<u8>| {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        Some((text(split.visible), text(split.invisible)))
    }

    #[test]
    fn rendering_mode_three_is_split_off() {
        let states = ClearStates::default();
        assert_eq!(
            halves("BT (seen) Tj q 3 Tr [(un) -20 <41>] TJ Q (a\\)b) Tj ET", &states),
            Some((
                "BT (seen) Tj q 3 Tr [() -20 <> ] TJ Q (a\\)b) Tj ET".into(),
                "BT () Tj q 3 Tr [(un) -20 <41>] TJ Q () Tj ET".into()
            ))
        );
        assert_eq!(halves("BT 0 Tr (3 Tr) Tj ET", &states), None);
    }

    #[test]
    fn clear_graphics_states_are_split_off() {
        let states = ClearStates {
            clear: ["G0".to_string()].into(),
            opaque: ["G1".to_string()].into(),
        };
        assert_eq!(
            halves("/G0 gs (no) Tj /G1 gs (yes) Tj", &states),
            Some(("/G0 gs () Tj /G1 gs (yes) Tj".into(), "/G0 gs (no) Tj /G1 gs () Tj".into()))
        );
    }

    #[test]
    fn broken_streams_do_not_panic() {
        for content in ["3 Tr (open", "3 Tr <41", "3 Tr ) Tj", "3 Tr (\\", "3 Tr ID x", "3 Tr ()Tj"] {
            split(content.as_bytes(), &ClearStates::default());
        }
    }
}
