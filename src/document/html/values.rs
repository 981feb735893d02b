//! The values of style sheets as trees of tokens.

use cssparser::{ParseError, Parser, Token};

use super::super::limits::{self, over, refuse};
use super::super::{Unreadable, budget};

/// One token, or a function or block with what it holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// In small letters where it has no meaning of its own.
    Word(String),
    Number(f64),
    /// 1 for 100 %.
    Percent(f64),
    Dimension(f64, String),
    Hash(String),
    Quoted(String),
    /// The beginning of the address alone.
    Address(String),
    At(String),
    Sign(char),
    /// `~=`, `|=`, `^=`, `$=`, `*=` by their first character.
    Compare(char),
    Space,
    /// Its name in small letters.
    Function(String, Vec<Value>),
    /// By the bracket that opens it.
    Block(char, Vec<Value>),
}

/// Characters of an address that are kept: enough to see its scheme.
const ADDRESS: usize = 24;

/// Tokens of all sheets and styles of one page.
const MOST_TOKENS: usize = 2_000_000;

/// Counts the tokens of a page.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    count: usize,
}

impl Tokens {
    /// The tree of `css`; what is nested too deep is left out by the parser.
    pub(super) fn tree(&mut self, css: &str) -> Vec<Value> {
        self.level(&mut Parser::new(css))
    }

    fn level(&mut self, parser: &mut Parser<'_>) -> Vec<Value> {
        let mut found = Vec::new();
        loop {
            let Ok(token) = parser.next_including_whitespace() else {
                return found;
            };
            let token = token.clone();
            budget::spend(4);
            self.count += 1;
            if self.count > MOST_TOKENS {
                refuse(too_many());
            }
            let mut nested = |tokens: &mut Self| {
                parser
                    .parse_nested_block(|inner| Ok::<_, ParseError<()>>(tokens.level(inner)))
                    .unwrap_or_default()
            };
            found.push(match token {
                Token::Ident(name) => Value::Word(name.to_string()),
                Token::AtKeyword(name) => Value::At(name.to_ascii_lowercase()),
                Token::Hash(name) | Token::IDHash(name) => Value::Hash(name.to_string()),
                Token::QuotedString(text) => Value::Quoted(text.to_string()),
                Token::UnquotedUrl(address) => {
                    Value::Address(address.chars().take(ADDRESS).collect())
                }
                Token::Delim(sign) => Value::Sign(sign),
                Token::Number { value, .. } => Value::Number(f64::from(value)),
                Token::Percentage { unit_value, .. } => Value::Percent(f64::from(unit_value)),
                Token::Dimension { value, unit, .. } => {
                    Value::Dimension(f64::from(value), unit.to_ascii_lowercase())
                }
                Token::WhiteSpace(_) => Value::Space,
                Token::Colon => Value::Sign(':'),
                Token::Semicolon => Value::Sign(';'),
                Token::Comma => Value::Sign(','),
                Token::IncludeMatch => Value::Compare('~'),
                Token::DashMatch => Value::Compare('|'),
                Token::PrefixMatch => Value::Compare('^'),
                Token::SuffixMatch => Value::Compare('$'),
                Token::SubstringMatch => Value::Compare('*'),
                Token::Function(name) => {
                    let name = name.to_ascii_lowercase();
                    let inner = nested(self);
                    match (name.as_str(), inner.as_slice()) {
                        (
                            "url" | "src",
                            [.., Value::Quoted(address)] | [Value::Quoted(address), ..],
                        ) => Value::Address(address.chars().take(ADDRESS).collect()),
                        _ => Value::Function(name, inner),
                    }
                }
                Token::ParenthesisBlock => Value::Block('(', nested(self)),
                Token::SquareBracketBlock => Value::Block('[', nested(self)),
                Token::CurlyBracketBlock => Value::Block('{', nested(self)),
                Token::BadUrl(_) | Token::BadString(_) => Value::Sign('\u{FFFD}'),
                Token::CloseParenthesis => Value::Sign(')'),
                Token::CloseSquareBracket => Value::Sign(']'),
                Token::CloseCurlyBracket => Value::Sign('}'),
                Token::Comment(_) | Token::CDO | Token::CDC => continue,
            });
        }
    }
}

fn too_many() -> Unreadable {
    over(
        "the HTML has too much style",
        format_args!("{MOST_TOKENS} words of it, {} levels", limits::HTML_DEPTH),
    )
}

/// Without white space at both ends.
pub(super) fn trimmed(mut values: &[Value]) -> &[Value] {
    while let [Value::Space, rest @ ..] = values {
        values = rest;
    }
    while let [rest @ .., Value::Space] = values {
        values = rest;
    }
    values
}

/// The parts between commas, trimmed.
pub(super) fn by_comma(values: &[Value]) -> impl Iterator<Item = &[Value]> {
    values
        .split(|value| *value == Value::Sign(','))
        .map(trimmed)
}

/// The words of a value in order, without spaces.
pub(super) fn words(values: &[Value]) -> Vec<&Value> {
    values
        .iter()
        .filter(|value| **value != Value::Space)
        .collect()
}

/// A keyword that stands alone, in small letters.
pub(super) fn keyword(values: &[Value]) -> Option<String> {
    match trimmed(values) {
        [Value::Word(word)] => Some(word.to_ascii_lowercase()),
        _ => None,
    }
}

/// Whether a function of one of the names is used anywhere.
pub(super) fn calls(values: &[Value], names: &[&str]) -> bool {
    values.iter().any(|value| match value {
        Value::Function(name, inner) => names.contains(&name.as_str()) || calls(inner, names),
        Value::Block(_, inner) => calls(inner, names),
        _ => false,
    })
}
