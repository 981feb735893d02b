//! Text shown in an invisible rendering mode (3, 7) or with no opacity.
//!
//! pdf_oxide returns such text like any other, so the content stream is split
//! here into what is painted and what is not, before it is read.

use super::content::{Scanner, States};

/// Opacity up to this cannot be seen.
pub(super) const CLEAR: f32 = 0.02;

/// One content stream made into two, of the same length.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Split {
    pub visible: Vec<u8>,
    pub invisible: Vec<u8>,
}

/// The two halves of `content`, or `None` when all of its text is painted.
pub(super) fn split(content: &[u8], states: &States) -> Option<Split> {
    if !states.any_clear() && !sets_invisible_mode(content) {
        return None;
    }
    let mut visible = content.to_vec();
    let mut invisible = content.to_vec();
    let mut found = false;
    let mut state = State::default();
    let mut stack = Vec::new();
    let mut scanner = Scanner::new(content);
    while let Some(operator) = scanner.next_operator() {
        let operands = scanner.operands();
        let last = operands
            .last()
            .and_then(|&(start, end)| content.get(start..end));
        match operator {
            b"q" if stack.len() < 256 => stack.push(state),
            b"Q" => state = stack.pop().unwrap_or(state),
            b"Tr" => state.unpainted = matches!(last, Some(b"3" | b"7")),
            b"gs" => {
                if let Some(opacity) = last.and_then(|name| states.opacity(name)) {
                    state.clear = opacity <= CLEAR;
                }
            }
            b"Tj" | b"TJ" | b"'" | b"\"" => {
                let unseen = state.unpainted || state.clear;
                found |= unseen;
                let target = if unseen { &mut visible } else { &mut invisible };
                for &(start, end) in operands {
                    blank_string(target, start, end);
                }
            }
            _ => {}
        }
    }
    found.then_some(Split { visible, invisible })
}

#[derive(Debug, Clone, Copy, Default)]
struct State {
    unpainted: bool,
    clear: bool,
}

fn sets_invisible_mode(content: &[u8]) -> bool {
    content.windows(4).any(
        |window| matches!(window, [b'3' | b'7', blank, b'T', b'r'] if blank.is_ascii_whitespace()),
    )
}

/// Leaves the delimiters of a string and puts spaces (or nothing, in hex) inside.
fn blank_string(content: &mut [u8], start: usize, end: usize) {
    let Some(string) = content.get_mut(start..end) else {
        return;
    };
    if matches!(string.first(), Some(b'(' | b'<')) && string.len() >= 2 {
        let (first, last) = (string[0], string[string.len() - 1]);
        string.fill(b' ');
        // The emptied string comes first, blanks fill the old place.
        string[0] = first;
        string[1] = if first == b'(' { b')' } else { last };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn halves(content: &str, states: &States) -> Option<(String, String)> {
        let split = split(content.as_bytes(), states)?;
        let text = |bytes: Vec<u8>| {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        Some((text(split.visible), text(split.invisible)))
    }

    #[test]
    fn rendering_mode_three_is_split_off() {
        let states = States::default();
        assert_eq!(
            halves(
                "BT (seen) Tj q 3 Tr [(un) -20 <41>] TJ Q (a\\)b) Tj ET",
                &states
            ),
            Some((
                "BT (seen) Tj q 3 Tr [() -20 <> ] TJ Q (a\\)b) Tj ET".into(),
                "BT () Tj q 3 Tr [(un) -20 <41>] TJ Q () Tj ET".into()
            ))
        );
        assert_eq!(halves("BT 0 Tr (3 Tr) Tj ET", &states), None);
    }

    #[test]
    fn clear_graphics_states_are_split_off() {
        let states = States::of_opacities(&[("G0", 0.0), ("G1", 1.0)]);
        assert_eq!(
            halves("/G0 gs (no) Tj /G1 gs (yes) Tj", &states),
            Some((
                "/G0 gs () Tj /G1 gs (yes) Tj".into(),
                "/G0 gs (no) Tj /G1 gs () Tj".into()
            ))
        );
    }

    #[test]
    fn broken_streams_do_not_panic() {
        for content in [
            "3 Tr (open",
            "3 Tr <41",
            "3 Tr ) Tj",
            "3 Tr (\\",
            "3 Tr ID x",
            "3 Tr ()Tj",
        ] {
            split(content.as_bytes(), &States::default());
        }
    }
}
