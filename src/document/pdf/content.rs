//! The operators of a content stream, as far as text and what lies around it need them.

use pdf_oxide::object::Object;

/// A number, whole or not.
pub(super) fn number(object: &Object) -> Option<f32> {
    let whole = || object.as_integer().map(|number| number as f64);
    Some(object.as_real().or_else(whole)? as f32)
}

/// A number as an operand states it.
pub(super) fn parsed(operand: &[u8]) -> Option<f32> {
    if !operand.iter().all(|byte| b"+-.0123456789".contains(byte)) {
        return None;
    }
    let number: f32 = std::str::from_utf8(operand).ok()?.parse().ok()?;
    number.is_finite().then_some(number)
}

/// What a name operand (`/Name`) names, with its escapes (`#20`) read.
pub(super) fn name(operand: &[u8]) -> Option<String> {
    let raw = operand.strip_prefix(b"/")?;
    let mut name = Vec::with_capacity(raw.len());
    let mut at = 0;
    while let Some(&byte) = raw.get(at) {
        let code = raw.get(at + 1..at + 3).filter(|_| byte == b'#');
        let code =
            code.and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        at += if code.is_some() { 3 } else { 1 };
        name.push(code.unwrap_or(byte));
    }
    Some(String::from_utf8_lossy(&name).into_owned())
}

/// The bytes of a string operand, in brackets or in hex.
pub(super) fn string(operand: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(operand.len());
    if operand.first() == Some(&b'<') {
        let digits = operand
            .iter()
            .filter_map(|&byte| char::from(byte).to_digit(16));
        let mut high = None;
        for digit in digits {
            match high.take() {
                None => high = Some(digit),
                Some(high) => bytes.push((high << 4 | digit) as u8),
            }
        }
        bytes.extend(high.map(|high| (high << 4) as u8));
        return bytes;
    }
    let inner = operand.strip_prefix(b"(").unwrap_or(operand);
    let inner = inner.strip_suffix(b")").unwrap_or(inner);
    let mut at = 0;
    while let Some(&byte) = inner.get(at) {
        at += 1;
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        let Some(&escaped) = inner.get(at) else {
            break;
        };
        at += 1;
        match escaped {
            b'n' => bytes.push(b'\n'),
            b'r' => bytes.push(b'\r'),
            b't' => bytes.push(b'\t'),
            b'b' => bytes.push(8),
            b'f' => bytes.push(12),
            b'\r' => at += usize::from(inner.get(at) == Some(&b'\n')),
            b'\n' => {}
            b'0'..=b'7' => {
                let mut code = u32::from(escaped - b'0');
                for _ in 0..2 {
                    let Some(&digit @ b'0'..=b'7') = inner.get(at) else {
                        break;
                    };
                    code = code * 8 + u32::from(digit - b'0');
                    at += 1;
                }
                bytes.push(code as u8);
            }
            other => bytes.push(other),
        }
    }
    bytes
}

/// Walks a content stream operator by operator; never fails, whatever it holds.
pub(super) struct Scanner<'content> {
    content: &'content [u8],
    at: usize,
    operands: Vec<(usize, usize)>,
    /// The last picture in the stream may end in several places.
    pub is_ambiguous: bool,
}

impl<'content> Scanner<'content> {
    pub(super) fn new(content: &'content [u8]) -> Self {
        Self {
            content,
            at: 0,
            operands: Vec::new(),
            is_ambiguous: false,
        }
    }

    /// The next operator; its operands are in [`Scanner::operands`].
    pub(super) fn next_operator(&mut self) -> Option<&'content [u8]> {
        self.operands.clear();
        loop {
            let (start, end) = self.next_item()?;
            let word = self.content.get(start..end)?;
            let opens = word.first().copied()?;
            if b"(<>[]{}/+-.".contains(&opens) || opens.is_ascii_digit() {
                self.operands.push((start, end));
                continue;
            }
            if word == b"ID" {
                self.skip_inline_image();
            }
            return Some(word);
        }
    }

    /// Places of the operands of the last operator; brackets count as operands.
    pub(super) fn operands(&self) -> &[(usize, usize)] {
        &self.operands
    }

    /// The last `N` operands as numbers.
    pub(super) fn numbers<const N: usize>(&self) -> Option<[f32; N]> {
        self.numbers_at(self.operands.len().checked_sub(N)?)
    }

    /// `N` operands from the one with this place on.
    pub(super) fn numbers_at<const N: usize>(&self, first: usize) -> Option<[f32; N]> {
        let operands = self.operands.get(first..first + N)?;
        let mut numbers = [0.0; N];
        for (number, &(start, end)) in numbers.iter_mut().zip(operands) {
            *number = parsed(self.content.get(start..end)?)?;
        }
        Some(numbers)
    }

    /// All operands that are numbers.
    pub(super) fn all_numbers(&self) -> Vec<f64> {
        let operands = self.operands.iter();
        operands
            .filter_map(|&(start, end)| parsed(self.content.get(start..end)?).map(f64::from))
            .collect()
    }

    pub(super) fn last_operand(&self) -> Option<&'content [u8]> {
        let &(start, end) = self.operands.last()?;
        self.content.get(start..end)
    }

    fn next_item(&mut self) -> Option<(usize, usize)> {
        loop {
            let byte = *self.content.get(self.at)?;
            if byte == b'%' {
                while self
                    .content
                    .get(self.at)
                    .is_some_and(|byte| !matches!(byte, b'\n' | b'\r'))
                {
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

    /// Goes to the end of a picture in the stream, which its size tells where it is not packed,
    /// and else the word `EI` with text after it.
    fn skip_inline_image(&mut self) {
        self.is_ambiguous = false;
        let rest = self.content.get(self.at..).unwrap_or_default();
        if let Some(length) = self.inline_length() {
            let after = rest.get(length.saturating_add(1)..).unwrap_or_default();
            let word = after.trim_ascii_start();
            if word.starts_with(b"EI") {
                self.at += rest.len() - word.len() + 2;
                return;
            }
        }
        let is_end = |window: &[u8]| {
            matches!(window, [blank, b'E', b'I', after, ..]
                if blank.is_ascii_whitespace() && after.is_ascii_whitespace())
        };
        let is_text = |at: usize| {
            let after = rest.get(at + 3..).unwrap_or_default();
            let after = after.get(..12).unwrap_or(after);
            after
                .iter()
                .all(|byte| matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~'))
        };
        let mut ends = rest
            .windows(4)
            .enumerate()
            .filter(|(at, window)| is_end(window) && is_text(*at))
            .map(|(at, _)| at);
        let Some(first) = ends.next() else {
            let end = rest.windows(3).rposition(
                |window| matches!(window, [blank, b'E', b'I'] if blank.is_ascii_whitespace()),
            );
            self.at += end.map_or(rest.len(), |end| end + 3);
            return;
        };
        let next = rest.get(first + 3..).unwrap_or_default();
        let next = next
            .windows(4)
            .position(|window| {
                matches!(window, [before, b'B', b'I', after]
                    if before.is_ascii_whitespace() && after.is_ascii_whitespace())
            })
            .map_or(rest.len(), |begin| first + 3 + begin);
        self.is_ambiguous = ends.next().is_some_and(|second| second < next);
        self.at += first + 3;
    }

    /// Bytes of a picture that is not packed.
    fn inline_length(&self) -> Option<usize> {
        let (mut width, mut height, mut bits, mut channels) = (None, None, 8usize, Some(1usize));
        for pair in self.operands.windows(2) {
            let word = |(start, end): (usize, usize)| self.content.get(start..end);
            let value = word(pair[1])?;
            let number = || parsed(value).filter(|number| (0.0..65_536.0).contains(number));
            match word(pair[0])? {
                b"/W" | b"/Width" => width = number().map(|number| number as usize),
                b"/H" | b"/Height" => height = number().map(|number| number as usize),
                b"/BPC" | b"/BitsPerComponent" => bits = number()? as usize,
                b"/F" | b"/Filter" => return None,
                b"/CS" | b"/ColorSpace" => {
                    channels = match value {
                        b"/G" | b"/DeviceGray" => Some(1),
                        b"/RGB" | b"/DeviceRGB" => Some(3),
                        b"/CMYK" | b"/DeviceCMYK" => Some(4),
                        _ => None,
                    }
                }
                _ => {}
            }
        }
        let row = width?.checked_mul(bits)?.checked_mul(channels?)?;
        row.div_ceil(8).checked_mul(height?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_come_with_their_operands() {
        let mut scanner =
            Scanner::new(b"q 1 0 0 1 72 -7.5 cm % rest\n(a (b) \\) c) Tj BI ID \x00Q EI f*");
        let mut words = Vec::new();
        while let Some(word) = scanner.next_operator() {
            words.push((
                String::from_utf8_lossy(word).into_owned(),
                scanner.operands().len(),
            ));
            if word == b"cm" {
                assert_eq!(scanner.numbers::<2>(), Some([72.0, -7.5]));
                assert_eq!(scanner.numbers::<7>(), None);
            }
        }
        let expected = [
            ("q", 0),
            ("cm", 6),
            ("Tj", 1),
            ("BI", 0),
            ("ID", 0),
            ("f*", 0),
        ];
        assert_eq!(
            words,
            expected.map(|(word, count)| (word.to_string(), count))
        );
    }
}
