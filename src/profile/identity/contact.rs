//! Name and addresses of a person, for a report that a recruiter asks to hold them.

use serde::{Deserialize, Serialize};

use super::addresses;
use crate::document::Span;
use crate::languages::{Key, key};
use crate::text::TermKey;

/// Hosts on which people keep a profile of their work life.
const NETWORKS: [&str; 2] = ["linkedin.com/", "xing.com/"];

/// Where a document says who the person is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Sorted, without overlaps.
    pub spans: Vec<Span>,
    /// The name where it is written first; absent where none was found.
    pub name: Option<Span>,
    /// The words of the name, and of what may be one.
    pub words: Vec<TermKey>,
}

/// Who a person is and how to reach them; empty where the CV does not say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    pub name: String,
    /// E-mail addresses, `; ` between them.
    pub email: String,
    /// Telephone numbers as written, `; ` between them.
    pub phone: String,
    /// The first profile at a network, such as `linkedin.com/in/...`.
    pub profile: String,
    /// The first other link.
    pub website: String,
}

impl Contact {
    pub(crate) fn of(text: &str, identity: &Identity) -> Self {
        let mut contact = Self {
            name: identity
                .name
                .map(|name| one_line(name.of(text)))
                .unwrap_or_default(),
            ..Self::default()
        };
        for masked in &identity.spans {
            let written = masked.of(text);
            let mut found: Vec<Span> = Vec::new();
            addresses(written, &mut found);
            for span in found {
                let address = span.of(written);
                if let Some(email) = email(address) {
                    add(&mut contact.email, email);
                } else if !address.contains(['/', '@']) && !address.contains(char::is_alphabetic) {
                    add(&mut contact.phone, &one_line(address));
                } else if !address.contains('@') {
                    contact.add_link(address);
                }
            }
        }
        for line in lines_of(text, &identity.spans) {
            for address in spelt_out(line) {
                add(&mut contact.email, &address);
            }
        }
        contact
    }

    fn add_link(&mut self, written: &str) {
        let link = written.trim_end_matches(['.', ':']);
        let lower = link.to_ascii_lowercase();
        let is_profile = NETWORKS.iter().any(|network| lower.contains(network));
        let field = if is_profile {
            &mut self.profile
        } else {
            &mut self.website
        };
        if field.is_empty() {
            link.clone_into(field);
        }
    }
}

/// The lines that `spans`, which are sorted, touch, each once.
fn lines_of<'a>(text: &'a str, spans: &[Span]) -> Vec<&'a str> {
    let mut read = 0;
    let mut lines = Vec::new();
    for span in spans {
        let (from, to) = (span.start as usize, span.end as usize);
        if to <= read {
            continue;
        }
        let before = text.get(read..from.max(read)).unwrap_or_default();
        let start = before.rfind('\n').map_or(read, |at| read + at + 1);
        let behind = text.get(to..).unwrap_or_default().find('\n');
        let end = behind.map_or(text.len(), |at| to + at);
        lines.extend(text.get(start..end).unwrap_or_default().split('\n'));
        read = end;
    }
    lines
}

/// `anna(at)example.com`, `anna[at]example[dot]com`: addresses kept from machines, as they are
/// meant.
fn spelt_out(written: &str) -> Vec<String> {
    let mut meant = String::with_capacity(written.len());
    let mut rest = written;
    let mut has_at = false;
    while let Some(open) = rest.find(['(', '[', '{']) {
        let (before, bracketed) = rest.split_at(open);
        let close = bracketed.find([')', ']', '}']);
        let word = close.and_then(|close| bracketed.get(1..close));
        let sign = word.and_then(|word| sign(word.trim()));
        let (Some(sign), Some(close)) = (sign, close) else {
            meant.push_str(before);
            meant.push_str(&bracketed[..1]);
            rest = &bracketed[1..];
            continue;
        };
        has_at |= sign == '@';
        meant.push_str(before.trim_end());
        meant.push(sign);
        rest = bracketed[close + 1..].trim_start();
    }
    if !has_at {
        return Vec::new();
    }
    meant.push_str(rest);
    let mut found: Vec<Span> = Vec::new();
    addresses(&meant, &mut found);
    let addresses = found.iter().filter_map(|span| email(span.of(&meant)));
    addresses.map(str::to_owned).collect()
}

/// What a word in brackets stands for in an address.
fn sign(word: &str) -> Option<char> {
    let is = |key: Key| key.phrases().any(|known| known == word.to_lowercase());
    match () {
        () if is(key::IDENTITY_AT_SIGN) => Some('@'),
        () if is(key::IDENTITY_DOT_SIGN) => Some('.'),
        () => None,
    }
}

/// The address in `mailto:anna@example.com.`
fn email(written: &str) -> Option<&str> {
    let bare = written.rsplit(':').next().unwrap_or(written);
    let bare = bare.trim_matches(|sign: char| !sign.is_alphanumeric());
    let (_, host) = bare.split_once('@')?;
    (host.contains('.') && !written.contains('/')).then_some(bare)
}

fn one_line(written: &str) -> String {
    written.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Bytes of addresses that are listed; nobody has more, and each is compared with all.
const MOST_LISTED: usize = 1_000;

fn add(list: &mut String, address: &str) {
    if list.len() > MOST_LISTED || list.split("; ").any(|known| known == address) {
        return;
    }
    if !list.is_empty() {
        list.push_str("; ");
    }
    list.push_str(address);
}

#[cfg(test)]
mod tests {
    use crate::document::{Format, plain};
    use crate::lexicon::Lexicon;
    use crate::profile::cv;
    use crate::profile::dates::Month;

    fn contact(text: &str) -> [String; 5] {
        let document = plain::read(text.as_bytes(), Format::PlainText).expect("plain text reads");
        let profile = cv::read(&document, Lexicon::builtin(), Month::new(2026, 6));
        let contact = profile.contact(&document.text);
        [
            contact.name,
            contact.email,
            contact.phone,
            contact.profile,
            contact.website,
        ]
    }

    #[test]
    fn name_and_addresses_as_written() {
        let table = [
            (
                "Anna Nowak\nNurse\nanna.nowak@example.com | +48 601 000 111\n\nExperience\nNurse, 2019 - 2022\n",
                [
                    "Anna Nowak",
                    "anna.nowak@example.com",
                    "+48 601 000 111",
                    "",
                    "",
                ],
            ),
            (
                "Name: Béla Példa\nMail: mailto:bela@example.org, bela@example.org\nwww.example.org/bela\nExperience\nCook, 2019 - 2022\n",
                [
                    "Béla Példa",
                    "bela@example.org",
                    "",
                    "",
                    "www.example.org/bela",
                ],
            ),
            (
                "Name: Anna de Vries | E-mail: <anna@example.org>, +31 6 1234 5678\nlinkedin.com/in/anna-d · https://anna.example\nExperience\nCook, 2019 - 2022\n",
                [
                    "Anna de Vries",
                    "anna@example.org",
                    "+31 6 1234 5678",
                    "linkedin.com/in/anna-d",
                    "https://anna.example",
                ],
            ),
            (
                "Anna Nowak\nanna(at)example.org\nExperience\nCook, 2019 - 2022\n",
                ["Anna Nowak", "anna@example.org", "", "", ""],
            ),
            ("Experience\nCook, 2019 - 2022\n", ["", "", "", "", ""]),
        ];
        for (text, expected) in table {
            assert_eq!(contact(text), expected.map(str::to_owned), "{text}");
        }
    }
}
