//! The operators of a content stream, as far as text and backgrounds need them.

use std::collections::BTreeMap;

use pdf_oxide::{PdfDocument, object::Object};

/// Opacity for filling of the graphics states named in a page's resources.
#[derive(Debug, Default)]
pub(super) struct States {
    /// By name; `None` where masks or blending make it unclear.
    opacities: BTreeMap<String, Option<f32>>,
}

impl States {
    pub(super) fn of(document: &PdfDocument, resources: Option<&Object>) -> Self {
        let resolve = |object: &Object| document.resolve_references(object, 1).ok();
        let mut opacities = BTreeMap::new();
        let graphics = resources
            .and_then(resolve)
            .and_then(|resources| resources.as_dict()?.get("ExtGState").and_then(resolve));
        for (name, state) in graphics.iter().filter_map(Object::as_dict).flatten() {
            let Some(state) = resolve(state) else {
                continue;
            };
            let Some(state) = state.as_dict() else {
                continue;
            };
            let named = |key: &str| state.get(key).and_then(resolve);
            let mixed = named("SMask").is_some_and(|mask| mask.as_name() != Some("None"))
                || named("BM")
                    .is_some_and(|mode| !matches!(mode.as_name(), Some("Normal" | "Compatible")));
            let opacity = named("ca").as_ref().and_then(number);
            if mixed || opacity.is_some() {
                let opacity = opacity.unwrap_or(1.0);
                opacities.insert(name.clone(), (!mixed).then_some(opacity));
            }
        }
        Self { opacities }
    }

    #[cfg(test)]
    pub(super) fn of_opacities(opacities: &[(&str, f32)]) -> Self {
        let opacities = opacities
            .iter()
            .map(|(name, opacity)| (name.to_string(), Some(*opacity)))
            .collect();
        Self { opacities }
    }

    pub(super) fn any_clear(&self) -> bool {
        self.opacities
            .values()
            .flatten()
            .any(|opacity| *opacity <= super::invisible::CLEAR)
    }

    /// The opacity that the state with this operand (`/Name`) sets, if it does.
    pub(super) fn opacity(&self, operand: &[u8]) -> Option<f32> {
        *self.state(operand)?
    }

    /// True when the state lets what lies below shine through.
    pub(super) fn is_translucent(&self, operand: &[u8]) -> Option<bool> {
        self.state(operand)
            .map(|opacity| opacity.is_none_or(|opacity| opacity < 0.98))
    }

    fn state(&self, operand: &[u8]) -> Option<&Option<f32>> {
        self.opacities
            .get(std::str::from_utf8(operand.get(1..)?).ok()?)
    }
}

/// A number, whole or not.
pub(super) fn number(object: &Object) -> Option<f32> {
    let whole = || object.as_integer().map(|number| number as f64);
    Some(object.as_real().or_else(whole)? as f32)
}

/// Walks a content stream operator by operator; never fails, whatever it holds.
pub(super) struct Scanner<'content> {
    content: &'content [u8],
    at: usize,
    operands: Vec<(usize, usize)>,
}

impl<'content> Scanner<'content> {
    pub(super) fn new(content: &'content [u8]) -> Self {
        Self {
            content,
            at: 0,
            operands: Vec::new(),
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
        let first = self.operands.len().checked_sub(N)?;
        let mut numbers = [0.0; N];
        for (number, &(start, end)) in numbers.iter_mut().zip(&self.operands[first..]) {
            *number = std::str::from_utf8(self.content.get(start..end)?)
                .ok()?
                .parse()
                .ok()?;
        }
        Some(numbers)
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

    fn skip_inline_image(&mut self) {
        let rest = self.content.get(self.at..).unwrap_or_default();
        let end = rest.windows(3).position(
            |window| matches!(window, [blank, b'E', b'I'] if blank.is_ascii_whitespace()),
        );
        self.at += end.map_or(rest.len(), |end| end + 3);
    }
}

/// `content` with an empty pair `q Q` wherever a colour, a state or a painting stands between two
/// operators that show text on one line, or nothing where that never happens.
///
/// pdf_oxide joins such text to one piece with the first one's colour.
pub(super) fn parted(content: &[u8]) -> Option<Vec<u8>> {
    let mut parted: Option<Vec<u8>> = None;
    let mut copied = 0;
    let mut showing = false;
    let mut scanner = Scanner::new(content);
    while let Some(operator) = scanner.next_operator() {
        match operator {
            b"Tj" | b"TJ" | b"'" | b"\"" => showing = true,
            b"BT" | b"ET" | b"Td" | b"TD" | b"Tm" | b"T*" | b"q" | b"Q" => showing = false,
            b"g" | b"rg" | b"k" | b"cs" | b"sc" | b"scn" | b"gs" | b"Tr" | b"f" | b"F" | b"f*"
            | b"B" | b"B*" | b"b" | b"b*" | b"n" | b"Do" | b"BI" | b"Tf"
                if showing =>
            {
                let end = scanner.at;
                let start = scanner
                    .operands()
                    .first()
                    .map_or(end - operator.len(), |&(start, _)| start);
                let parted = parted.get_or_insert_with(|| Vec::with_capacity(content.len() + 64));
                parted.extend_from_slice(content.get(copied..start).unwrap_or_default());
                parted.extend_from_slice(b" q Q ");
                copied = start;
                showing = false;
            }
            _ => {}
        }
    }
    let mut parted = parted?;
    parted.extend_from_slice(content.get(copied..).unwrap_or_default());
    Some(parted)
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
