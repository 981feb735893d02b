//! Which CVs of one run are the same file, nearly the same text, or of one address.
//!
//! A property of the run, not of a CV: it is set beside a score and never enters it. Addresses
//! are compared by their hashes within the run; none is kept, written or shown.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use crate::profile::cv::CvProfile;
use crate::text::sketch::{Joined, Sketch, groups};
use crate::text::{TermKey, term_key};

/// Shorter texts, in words, are not compared: what they share is a form.
const LEAST_WORDS: usize = 40;
/// Others that are named.
const NAMED: usize = 3;
/// Fewer digits are no telephone number that belongs to one person.
const LEAST_DIGITS: usize = 8;
/// Digits of a country's code.
const COUNTRY_DIGITS: std::ops::RangeInclusive<usize> = 1..=3;

/// In what two CVs are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sameness {
    /// Byte by byte.
    File,
    /// Most of its words, in their order.
    Text,
    /// An e-mail address or a telephone number.
    Address,
}

/// Other CVs of the run with which one is the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Duplicate {
    pub same: Sameness,
    /// How many others.
    pub others: usize,
    /// The first of them by id.
    pub cv_ids: Vec<String>,
}

impl Duplicate {
    /// As it is shown, where `name` says how a report names each CV.
    pub(crate) fn naming(&self, name: impl Fn(&str) -> String) -> String {
        let what = match self.same {
            Sameness::File => "the same file",
            Sameness::Text => "nearly the same text",
            Sameness::Address => "the same e-mail address or telephone number",
        };
        let more = match self.others.saturating_sub(self.cv_ids.len()) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let named: Vec<String> = self.cv_ids.iter().map(|id| name(id)).collect();
        format!("{what} as {}{more}", named.join(", "))
    }
}

impl fmt::Display for Duplicate {
    /// `the same file as c-7`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.naming(str::to_owned))
    }
}

/// What is kept of a CV to find the same one again.
#[derive(Debug, Clone)]
pub(crate) struct Trace {
    file: String,
    sketch: Option<Sketch>,
    /// Hashes of addresses.
    addresses: Vec<TermKey>,
}

impl Trace {
    /// Of the hash of a file, and what was read of it, if anything.
    pub(crate) fn new(file: String, read: Option<(&str, &CvProfile)>) -> Self {
        Self {
            file,
            sketch: read.and_then(|(_, profile)| sketch(profile)),
            addresses: read.map_or(Vec::new(), |(text, profile)| addresses(text, profile)),
        }
    }
}

/// What is kept of a CV's text to find nearly the same; `None` of one that is too short.
pub(crate) fn sketch(profile: &CvProfile) -> Option<Sketch> {
    let words = &profile.tokens;
    let is_long = words.len() >= LEAST_WORDS;
    is_long.then(|| Sketch::new(words.iter().map(|token| token.key)))
}

/// Hashes of the e-mail addresses and telephone numbers in a CV.
pub(crate) fn addresses(text: &str, profile: &CvProfile) -> Vec<TermKey> {
    let contact = profile.contact(text);
    let emails = contact.email.split("; ").filter_map(mailbox);
    let phones = contact.phone.split("; ").flat_map(numbers);
    emails
        .chain(phones)
        .map(|address| term_key(&address))
        .collect()
}

/// Those by which a person may be named: one e-mail address, or one telephone number.
pub(crate) fn address(written: &str) -> Vec<TermKey> {
    let email = mailbox(written).into_iter();
    email
        .chain(numbers(written))
        .map(|address| term_key(&address))
        .collect()
}

/// An e-mail address as its owner's: without the tag that some add before the `@`.
fn mailbox(written: &str) -> Option<String> {
    let lower = written.trim().to_lowercase();
    let (person, host) = lower.split_once('@')?;
    let person = person
        .split('+')
        .next()
        .filter(|person| !person.is_empty())?;
    Some(format!("{person}@{host}"))
}

/// The digits of a telephone number as it is dialled within its country.
///
/// With `+44` or `0044` before it, where the code ends is not known, so that all three lengths are
/// given.
fn numbers(written: &str) -> Vec<String> {
    // In `+44 (0) 20` the zero is not dialled.
    let plain = written.replace("(0)", "");
    let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
    let is_abroad = plain.trim_start().starts_with('+') || digits.starts_with("00");
    let digits = digits.trim_start_matches('0');
    let known: Vec<&str> = if is_abroad {
        COUNTRY_DIGITS
            .filter_map(|length| digits.get(length..))
            .collect()
    } else {
        vec![digits]
    };
    known
        .into_iter()
        .filter(|digits| digits.len() >= LEAST_DIGITS)
        .map(str::to_owned)
        .collect()
}

/// For each CV the others that are the same; `traces` holds none for what was not opened.
///
/// The order of the CVs changes nothing. The time is that of sorting, times a constant.
pub(crate) fn find(cv_ids: &[&str], traces: &[Option<Arc<Trace>>]) -> Vec<Vec<Duplicate>> {
    // By id, so that the first of a group is the first by id.
    let mut order: Vec<usize> = (0..cv_ids.len()).collect();
    order.sort_unstable_by_key(|&index| cv_ids[index]);
    let kept: Vec<(usize, &Trace)> = order
        .iter()
        .filter_map(|&index| Some((index, traces.get(index)?.as_deref()?)))
        .collect();
    let mut levels: Vec<(Sameness, Vec<usize>)> = Vec::new();
    let mut joined = Joined::new(kept.len());
    let mut level = |same, pairs: Vec<(usize, usize)>| {
        for (one, other) in pairs {
            joined.join(one, other);
        }
        levels.push((same, (0..kept.len()).map(|at| joined.first(at)).collect()));
    };
    let files = kept.iter().enumerate();
    level(
        Sameness::File,
        equal(files.map(|(at, (_, trace))| (trace.file.as_str(), at))),
    );
    let (sketched, sketches): (Vec<usize>, Vec<&Sketch>) = kept
        .iter()
        .enumerate()
        .filter_map(|(at, (_, trace))| Some((at, trace.sketch.as_ref()?)))
        .unzip();
    let alike = groups(&sketches).into_iter().enumerate();
    level(
        Sameness::Text,
        alike
            .map(|(at, first)| (sketched[at], sketched[first]))
            .collect(),
    );
    let addresses = kept.iter().enumerate().flat_map(|(at, (_, trace))| {
        let addresses = trace.addresses.iter();
        addresses.map(move |address| (*address, at))
    });
    level(Sameness::Address, equal(addresses));
    let mut found = vec![Vec::new(); cv_ids.len()];
    // Groups of the level before: whom a closer sameness names already.
    let mut closer: Vec<usize> = (0..kept.len()).collect();
    for (same, firsts) in levels {
        // The first of each closer group, by the group they make together.
        let mut groups: BTreeMap<usize, (Vec<usize>, usize)> = BTreeMap::new();
        let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
        for (at, &first) in firsts.iter().enumerate() {
            let (members, size) = groups.entry(first).or_default();
            *size += 1;
            *sizes.entry(closer[at]).or_default() += 1;
            if closer[at] == at {
                members.push(at);
            }
        }
        for (at, &first) in firsts.iter().enumerate() {
            let (Some((members, size)), Some(own)) = (groups.get(&first), sizes.get(&closer[at]))
            else {
                continue;
            };
            let others = size - own;
            if others > 0 {
                let named = members.iter().filter(|&&other| other != closer[at]);
                found[kept[at].0].push(Duplicate {
                    same,
                    others,
                    cv_ids: named
                        .take(NAMED)
                        .map(|&other| cv_ids[kept[other].0].to_owned())
                        .collect(),
                });
            }
        }
        closer = firsts;
    }
    found
}

/// Pairs of neighbours under equal keys.
fn equal<K: Ord>(keyed: impl Iterator<Item = (K, usize)>) -> Vec<(usize, usize)> {
    let mut keyed: Vec<(K, usize)> = keyed.collect();
    keyed.sort_unstable();
    let pairs = keyed.windows(2).filter(|pair| pair[0].0 == pair[1].0);
    pairs.map(|pair| (pair[0].1, pair[1].1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, plain};
    use crate::hash::sha256;
    use crate::lexicon::Lexicon;
    use crate::profile::cv;
    use crate::profile::dates::Month;

    fn trace(text: &str) -> Option<Arc<Trace>> {
        let document = plain::from_text(text, Format::PlainText).unwrap();
        let profile = cv::read(&document, Lexicon::builtin(), Month::new(2026, 6));
        let file = sha256(text.as_bytes());
        Some(Arc::new(Trace::new(file, Some((&document.text, &profile)))))
    }

    fn cv(contact: &str, word: &str) -> String {
        let words: Vec<String> = (0..60).map(|index| format!("{word}{index}")).collect();
        format!(
            "Anna Nowak\n{contact}\nExperience\nNurse, Brill Ltd, 2015 - 2018\n{}",
            words.join(" ")
        )
    }

    fn flags(cvs: &[(&str, String)]) -> Vec<Vec<String>> {
        let ids: Vec<&str> = cvs.iter().map(|(id, _)| *id).collect();
        let traces: Vec<Option<Arc<Trace>>> = cvs.iter().map(|(_, text)| trace(text)).collect();
        let found = find(&ids, &traces);
        found
            .iter()
            .map(|of_one| of_one.iter().map(Duplicate::to_string).collect())
            .collect()
    }

    #[test]
    fn the_closest_sameness_names_the_others() {
        let found = flags(&[
            ("d", cv("anna@example.com", "ward")),
            ("a", cv("anna@example.com", "ward")),
            ("b", cv("anna@example.com", "ward") + "\nand one line more"),
            ("c", cv("Anna+jobs@Example.com", "shop")),
            ("e", cv("béla@example.com", "farm")),
        ]);
        assert_eq!(
            found[0],
            [
                "the same file as a",
                "nearly the same text as b",
                "the same e-mail address or telephone number as c"
            ]
        );
        assert_eq!(found[1][0], "the same file as d");
        assert_eq!(
            found[2],
            [
                "nearly the same text as a and 1 more",
                "the same e-mail address or telephone number as c"
            ]
        );
        assert_eq!(
            found[3],
            ["the same e-mail address or telephone number as a and 2 more"]
        );
        assert_eq!(found[4], [""; 0]);
    }

    #[test]
    fn a_number_is_the_same_with_the_code_of_its_country() {
        for (one, other, same) in [
            ("+44 7700 900461", "07700 900461", true),
            ("+44 (0) 7700 900461", "0044 7700 900461", true),
            ("+48 601 000 111", "601000111", true),
            ("07700 900461", "07700 900462", false),
            ("555-0142", "555-0142", false),
        ] {
            let (one, other) = (numbers(one), numbers(other));
            assert_eq!(
                one.iter().any(|digits| other.contains(digits)),
                same,
                "{one:?} {other:?}"
            );
        }
    }

    #[test]
    fn three_others_are_named_and_the_rest_counted() {
        let text = || cv("", "ward");
        for (ids, expected) in [
            (&["a", "b", "c", "d"][..], "the same file as b, c, d"),
            (
                &["a", "b", "c", "d", "e"],
                "the same file as b, c, d and 1 more",
            ),
        ] {
            let cvs: Vec<(&str, String)> = ids.iter().map(|id| (*id, text())).collect();
            assert_eq!(flags(&cvs)[0], [expected]);
        }
    }

    #[test]
    fn eight_digits_are_a_number_and_a_code_has_one_to_three() {
        for (written, expected) in [
            ("1234567", &[][..]),
            ("12345678", &["12345678"]),
            ("0012345678901", &["2345678901", "345678901", "45678901"]),
            ("+12345678901", &["2345678901", "345678901", "45678901"]),
            ("+1234567890", &["234567890", "34567890"]),
            ("+12345678", &[]),
            ("012345678", &["12345678"]),
        ] {
            assert_eq!(numbers(written), expected, "{written}");
        }
    }

    #[test]
    fn forty_words_are_compared() {
        for (words, is_compared) in [(39, false), (40, true)] {
            let text = "Experience\n- baked rye bread\n";
            let document = plain::from_text(text, Format::PlainText).unwrap();
            let mut profile = cv::read(&document, Lexicon::builtin(), Month::new(2026, 6));
            let token = profile.tokens[0];
            profile.tokens = vec![token; words];
            let trace = Trace::new(String::new(), Some((text, &profile)));
            assert_eq!(trace.sketch.is_some(), is_compared, "{words}");
        }
    }

    #[test]
    fn what_was_not_opened_and_what_is_alone_has_none() {
        assert_eq!(find(&["a", "b"], &[None, None]), [vec![], vec![]]);
        let one = find(&["a", "b"], &[trace(&cv("", "ward")), None]);
        assert_eq!(one, [vec![], vec![]]);
    }
}
