//! What viewers of text show otherwise than it is written: control characters that move, conceal
//! or end, and text far from where one looks.

use std::borrow::Cow;

use super::super::budget;
use super::super::encoding::is_unclear;
use crate::bytes::any_byte;

/// Pages turned, lines left blank and spaces in a row beyond which nobody looks for more.
const MOST_PAGES: usize = 10;
const MOST_BLANK: usize = 200;
const MOST_SPACES: usize = 300;

/// A text without what may not be seen, and that apart.
pub(in super::super) struct Seen<'t> {
    pub text: Cow<'t, str>,
    /// Each with the lines that hold something before it.
    pub doubtful: Vec<(usize, String)>,
}

/// Characters at which viewers differ: some end, conceal or overwrite what others show.
fn is_odd(byte: u8) -> bool {
    matches!(byte, 0 | 0x08 | 0x0B..=0x0F | 0x1A | 0x1B)
}

/// First bytes of the signs that turn the order and of the marks over letters.
fn may_be_odd(byte: u8) -> bool {
    is_odd(byte) || matches!(byte, 0xCC | 0xCD)
}

impl<'t> Seen<'t> {
    pub(in super::super) fn of(source: &'t str) -> Self {
        let plain = !any_byte(source.as_bytes(), may_be_odd)
            && !source.contains(['\u{9B}', '\u{202D}', '\u{202E}'])
            && !source.contains(BLANK)
            && !source.contains('\u{2028}')
            && !is_wide(source);
        if plain {
            return Self {
                text: Cow::Borrowed(source),
                doubtful: Vec::new(),
            };
        }
        budget::spend(source.len() / 8);
        let mut reading = Reading {
            old: is_old(source),
            ..Reading::default()
        };
        for line in source.split_inclusive('\n') {
            reading.line(line);
        }
        Self {
            text: Cow::Owned(reading.text),
            doubtful: reading.doubtful,
        }
    }
}

/// `MOST_BLANK` line breaks and `MOST_SPACES` spaces: what is beyond is looked at line by line.
const BLANK: &str = "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n";
const SPACES: &str =
    "                                                                                ";

/// Whether long runs of white space may stand in a line.
fn is_wide(text: &str) -> bool {
    [
        SPACES,
        TABS,
        "\u{A0}\u{A0}\u{A0}\u{A0}\u{A0}\u{A0}\u{A0}\u{A0}",
        "\u{3000}\u{3000}\u{3000}\u{3000}\u{3000}\u{3000}\u{3000}\u{3000}",
    ]
    .iter()
    .any(|run| text.contains(run))
}

const TABS: &str = "\t\t\t\t\t\t\t\t";

/// Columns that white space fills.
fn columns(c: char) -> usize {
    match c {
        '\t' => 8,
        '\u{3000}' => 2,
        _ => 1,
    }
}

/// Lines end with carriage returns alone, as on the computers of old.
fn is_old(source: &str) -> bool {
    let mut breaks = 0;
    let mut returns = 0;
    let mut bytes = source.bytes().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'\n' => breaks += 1,
            b'\r' if bytes.peek() != Some(&b'\n') => returns += 1,
            _ => {}
        }
    }
    returns > breaks
}

#[derive(Default)]
struct Reading {
    old: bool,
    text: String,
    doubtful: Vec<(usize, String)>,
    lines: usize,
    blank: usize,
    pages: usize,
    /// Nobody looks so far, or the viewer has ended.
    beyond: bool,
    /// Since a sequence that conceals.
    concealed: bool,
}

impl Reading {
    fn line(&mut self, line: &str) {
        let (body, end) = match line.strip_suffix('\n') {
            Some(body) => (body, "\n"),
            None => (line, ""),
        };
        let (body, end) = match body.strip_suffix('\r') {
            Some(body) if !end.is_empty() => (body.trim_end_matches('\r'), "\r\n"),
            _ => (body, end),
        };
        let is_blank = body.trim().is_empty();
        if is_blank {
            self.blank += 1;
            self.pages += body.matches(['\u{C}', '\u{B}']).count();
            self.beyond |= self.pages >= MOST_PAGES;
            self.beyond |= self.blank > MOST_BLANK;
            self.text.push_str(body);
            self.text.push_str(end);
            return;
        }
        self.blank = 0;
        self.pages = 0;
        self.beyond |= body.matches('\u{2028}').count() > MOST_BLANK;
        let odd = any_byte(body.as_bytes(), may_be_odd)
            || body.contains(['\u{9B}', '\u{202D}', '\u{202E}'])
            || is_wide(body);
        if !odd && !self.beyond && !self.concealed {
            self.keep(body);
            self.text.push_str(end);
            return;
        }
        self.parts(body);
        self.text.push_str(end);
    }

    fn keep(&mut self, text: &str) {
        self.text.push_str(text);
        self.lines += usize::from(!text.trim().is_empty());
    }

    fn doubt(&mut self, text: &str) {
        let text: String = text.chars().filter(|c| !c.is_control()).collect();
        if text.trim().is_empty() {
            return;
        }
        match self.doubtful.last_mut() {
            Some((lines, so_far)) if *lines == self.lines => {
                so_far.push('\n');
                so_far.push_str(&text);
            }
            _ => self.doubtful.push((self.lines, text)),
        }
    }

    /// One line in which something is odd, or which stands where nobody looks.
    fn parts(&mut self, body: &str) {
        if self.beyond || is_unclear(body) || body.contains(['\u{8}', '\u{E}', '\u{F}']) {
            self.beyond |= body.contains('\u{1A}');
            self.doubt(body);
            return;
        }
        let mut rest = body;
        // Only what stands behind the last return is left on the screen.
        if !self.old
            && let Some((before, after)) = rest.rsplit_once('\r')
        {
            self.doubt(before);
            rest = after;
        }
        while let Some(at) = rest.find([
            '\0', '\u{1A}', '\u{1B}', '\u{9B}', '\u{C}', '\u{B}', ' ', '\t', '\u{A0}', '\u{3000}',
        ]) {
            let (before, sign_on) = rest.split_at(at);
            let run = sign_on.len()
                - sign_on
                    .trim_start_matches(sign_on.chars().next().unwrap_or(' '))
                    .len();
            let after = sign_on.get(run..).unwrap_or_default();
            self.put(before);
            match sign_on.chars().next() {
                Some(c @ (' ' | '\t' | '\u{A0}' | '\u{3000}'))
                    if run / c.len_utf8() * columns(c) >= MOST_SPACES =>
                {
                    self.doubt(after);
                    return;
                }
                Some(' ' | '\t' | '\u{A0}' | '\u{3000}') => {
                    self.put(sign_on.get(..run).unwrap_or_default())
                }
                Some('\u{C}' | '\u{B}') => {
                    self.beyond |= run >= MOST_PAGES;
                    if self.beyond {
                        self.doubt(after);
                        return;
                    }
                    self.put(sign_on.get(..run).unwrap_or_default());
                }
                Some('\u{1B}' | '\u{9B}') => {
                    rest = self.sequence(sign_on);
                    continue;
                }
                Some('\u{1A}') if !after.trim().is_empty() => {
                    self.beyond = true;
                    self.doubt(after);
                    return;
                }
                Some('\0') if !after.trim().is_empty() => {
                    self.doubt(after);
                    return;
                }
                _ => {}
            }
            rest = after;
        }
        self.put(rest);
    }

    fn put(&mut self, text: &str) {
        if self.concealed {
            self.doubt(text);
        } else {
            self.keep(text);
        }
    }

    /// Takes one sequence for terminals off the front.
    fn sequence<'t>(&mut self, text: &'t str) -> &'t str {
        let body = text.trim_start_matches(['\u{1B}', '\u{9B}']);
        let body = if text.starts_with('\u{1B}') {
            body.strip_prefix('[').unwrap_or_default()
        } else {
            body
        };
        let end = body.find(|c: char| !matches!(c, '0'..=';' | '?'));
        let Some(end) = end else {
            self.concealed = true;
            return "";
        };
        let (numbers, after) = body.split_at(end);
        match after.chars().next() {
            // Plain again, or bold, underlined and the like: nothing that hides.
            Some('m') => {
                self.concealed = numbers
                    .split(';')
                    .fold(self.concealed, |concealed, number| match number {
                        "" | "0" | "28" => false,
                        "1" | "3" | "4" | "22" | "23" | "24" => concealed,
                        _ => true,
                    });
            }
            // The cursor moves, or the screen is cleared: what stood before may be gone.
            _ => {
                let before = std::mem::take(&mut self.text);
                self.lines = 0;
                self.doubtful.insert(0, (0, before));
                self.concealed = true;
            }
        }
        let width = after.chars().next().map_or(0, char::len_utf8);
        after.get(width..).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_viewers_show_otherwise_is_apart() {
        let long = " ".repeat(MOST_SPACES);
        let cases = [
            ("plain\ttext\r\nmore\n", "plain\ttext\r\nmore\n", ""),
            ("a\rb\rc", "a\rb\rc", ""),
            ("a\r\r\nb\n", "a\r\nb\n", ""),
            ("secret\rshown\n", "shown\n", "secret"),
            ("a\n\0secret\n", "a\n\n", "secret"),
            ("a \u{1B}[8msecret\u{1B}[0m b\n", "a  b\n", "secret"),
            ("a \u{1B}[1mb\u{1B}[0m c\n", "a b c\n", ""),
            ("a\u{1B}[8m\nsecret\n", "a\n\n", "secret"),
            ("secret\n\u{1B}[2Jb\n", "\n", "secret\n\nb"),
            ("a\u{C}b\n", "a\u{C}b\n", ""),
            ("a\n\u{1A}secret\n", "a\n\n", "secret"),
            ("a\u{1A}\n", "a\n", ""),
            (
                "a\n\u{202E}secret\u{202C}\n",
                "a\n\n",
                "\u{202E}secret\u{202C}",
            ),
        ];
        for (given, text, doubtful) in cases {
            let seen = Seen::of(given);
            let found: Vec<String> = seen.doubtful.into_iter().map(|(_, text)| text).collect();
            assert_eq!(found.join("\n").trim(), doubtful.trim(), "{given:?}");
            if !given.contains("[2J") {
                assert_eq!(seen.text, text, "{given:?}");
            }
        }
        for (far, near) in [
            (
                format!("a{long}secret\n"),
                format!("a{}secret\n", " ".repeat(MOST_SPACES - 1)),
            ),
            (
                format!("a{}secret\n", "\u{C}".repeat(MOST_PAGES)),
                format!("a{}secret\n", "\u{C}".repeat(MOST_PAGES - 1)),
            ),
            (
                format!("a\n{}secret\n", "\n".repeat(MOST_BLANK + 1)),
                format!("a\n{}secret\n", "\n".repeat(MOST_BLANK)),
            ),
        ] {
            assert_eq!(Seen::of(&far).doubtful.len(), 1);
            assert_eq!(Seen::of(&near).doubtful.len(), 0);
        }
    }
}
