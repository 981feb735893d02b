//! Tokens of RTF: groups, control words, control symbols, letters.

pub(super) enum Token<'a> {
    Open,
    Close,
    /// Control word with its number.
    Word(&'a [u8], Option<i32>),
    /// `\*`: the destination may be ignored by readers that do not know it.
    Star,
    /// A letter of the code page, written as such or as `\'hh`.
    Byte(u8),
    /// Any other control symbol.
    Symbol(u8),
}

pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Passes over binary data.
    pub(super) fn skip(&mut self, count: usize) {
        self.rest = self.rest.get(count..).unwrap_or_default();
    }

    pub(super) fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let (&first, rest) = self.rest.split_first()?;
            self.rest = rest;
            match first {
                b'{' => return Some(Token::Open),
                b'}' => return Some(Token::Close),
                b'\\' => return self.control(),
                // Line breaks and nulls between the words mean nothing.
                b'\r' | b'\n' | 0 => {}
                byte => return Some(Token::Byte(byte)),
            }
        }
    }

    fn control(&mut self) -> Option<Token<'a>> {
        let (&first, rest) = self.rest.split_first()?;
        if first.is_ascii_alphabetic() {
            return Some(self.word());
        }
        self.rest = rest;
        match first {
            b'*' => Some(Token::Star),
            b'\'' => {
                let byte = rest
                    .get(..2)
                    .and_then(|hex| std::str::from_utf8(hex).ok())
                    .and_then(|hex| u8::from_str_radix(hex, 16).ok());
                match byte {
                    Some(byte) => {
                        self.skip(2);
                        Some(Token::Byte(byte))
                    }
                    None => Some(Token::Symbol(b'\'')),
                }
            }
            symbol => Some(Token::Symbol(symbol)),
        }
    }

    fn word(&mut self) -> Token<'a> {
        let end = |bytes: &[u8], belongs: fn(&u8) -> bool| {
            bytes
                .iter()
                .position(|byte| !belongs(byte))
                .unwrap_or(bytes.len())
        };
        let (word, rest) = self.rest.split_at(end(self.rest, u8::is_ascii_alphabetic));
        let signed = rest.first() == Some(&b'-');
        let digits = rest.get(usize::from(signed)..).unwrap_or_default();
        let (digits, after) = digits.split_at(end(digits, u8::is_ascii_digit));
        let value = std::str::from_utf8(digits)
            .ok()
            .filter(|digits| !digits.is_empty())
            .map(|digits| digits.parse::<i32>().unwrap_or(i32::MAX))
            .map(|value| if signed { -value } else { value });
        let rest = if value.is_some() { after } else { rest };
        // One space ends the word and is no text.
        self.rest = rest.strip_prefix(b" ").unwrap_or(rest);
        Token::Word(word, value)
    }
}
