//! Who a candidate is and how to write to them, read from what the profile masks.
//!
//! Nothing but an export that asks for names may use this; scores never see it.

use crate::document::{Document, Span};
use crate::profile::cv::CvProfile;

/// Words of a longest name.
const LONGEST_NAME: usize = 6;
/// Digits of the shortest and the longest phone number.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

/// Particles that belong to the family name after them.
const PARTICLES: &[&str] = &[
    "al", "ap", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn",
    "la", "le", "st", "ten", "ter", "van", "von", "zu",
];
/// Titles and words that stand before a name and are none.
const BEFORE_NAME: &[&str] = &[
    "cv",
    "curriculum",
    "dipl",
    "dr",
    "eng",
    "frau",
    "herr",
    "ing",
    "lebenslauf",
    "mag",
    "mgr",
    "miss",
    "mr",
    "mrs",
    "ms",
    "mx",
    "of",
    "phd",
    "prof",
    "resume",
    "résumé",
    "sir",
    "vitae",
];

/// Contact data of one CV; a field is empty when it was not found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    pub given_name: String,
    pub family_name: String,
    pub email: String,
    pub phone: String,
    /// A profile at a network, such as `linkedin.com/in/...`.
    pub profile: String,
    pub website: String,
}

impl Contact {
    /// Reads the masked parts of `document` from its top; the first of each kind is taken.
    pub fn of(document: &Document, profile: &CvProfile) -> Self {
        let mut contact = Self::default();
        let mut above = None;
        for line in &document.lines {
            let mut word = None;
            for masked in masked_parts(profile, line.span) {
                let masked = masked.of(&document.text);
                contact.read(masked);
                word = Some(masked.trim()).filter(|word| is_plain(word));
            }
            // A name in large letters may take two lines.
            if let Some((given, family)) = above.zip(word)
                && contact.family_name.is_empty()
            {
                contact.given_name = str::to_owned(given);
                contact.family_name = family.to_owned();
            }
            above = word;
        }
        contact
    }

    /// `Anna de Vries`; empty when no name was found.
    pub fn full_name(&self) -> String {
        let parts = [self.given_name.as_str(), self.family_name.as_str()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" ")
    }

    fn read(&mut self, masked: &str) {
        for word in masked.split(|c: char| c.is_whitespace() || ",;|<>()[]".contains(c)) {
            self.read_word(word.trim_end_matches(['.', ':']));
        }
        for part in masked.split(['|', '•', '·', '\t', '—', ';', '(', ')']) {
            let value = part.rsplit(": ").next().unwrap_or(part).trim();
            if self.phone.is_empty()
                && let Some(phone) = phone(value)
            {
                self.phone = phone.to_owned();
            }
            if self.family_name.is_empty()
                && let Some((given, family)) = name(value)
            {
                self.given_name = given;
                self.family_name = family;
            }
        }
    }

    fn read_word(&mut self, word: &str) {
        let address = word.strip_prefix("mailto:").unwrap_or(word);
        let is_email = address
            .split_once('@')
            .is_some_and(|(local, host)| !local.is_empty() && host.contains('.'));
        let lower = word.to_ascii_lowercase();
        let is_profile = lower.contains("linkedin.com/") || lower.contains("xing.com/");
        let is_link = lower.contains("://") || lower.starts_with("www.");
        let field = if is_email {
            &mut self.email
        } else if is_profile {
            &mut self.profile
        } else if is_link || (lower.contains(".com/") || lower.contains(".io/")) {
            &mut self.website
        } else {
            return;
        };
        if field.is_empty() {
            let value = if is_email { address } else { word };
            value.clone_into(field);
        }
    }
}

/// What of `span` the profile masks, in order.
fn masked_parts(profile: &CvProfile, span: Span) -> Vec<Span> {
    if !profile.is_identity(span) {
        return Vec::new();
    }
    let mut masked = Vec::new();
    let mut at = span.start;
    for visible in profile.visible_parts(span) {
        if visible.start > at {
            let end = visible.start;
            masked.push(Span { start: at, end });
        }
        at = visible.end;
    }
    if at < span.end {
        let end = span.end;
        masked.push(Span { start: at, end });
    }
    masked
}

/// A run of digits and the signs between them; a date is none.
fn phone(value: &str) -> Option<&str> {
    let start = value.find(|c: char| c == '+' || c.is_ascii_digit())?;
    let rest = value.get(start..)?;
    let is_sign = |c: char| c.is_ascii_digit() || " +-./".contains(c);
    let run = rest
        .split(|c| !is_sign(c))
        .next()?
        .trim_end_matches([' ', '-', '.', '/', '+']);
    let groups: Vec<usize> = run
        .split(|c: char| !c.is_ascii_digit())
        .map(str::len)
        .filter(|length| *length > 0)
        .collect();
    let is_date = matches!(groups[..], [1..=2, 1..=2, 4] | [4, 1..=2, 1..=2] | [4, 4]);
    let follows = rest.get(run.len()..).unwrap_or_default();
    let is_part = follows.starts_with(|c: char| c.is_alphanumeric() || c == '@')
        || value.get(..start).is_some_and(|before| {
            before.ends_with(|c: char| c.is_alphanumeric() || "@/.-_".contains(c))
        });
    let fits = PHONE_DIGITS.contains(&groups.iter().sum());
    (fits && !is_part && (!is_date || run.starts_with('+'))).then_some(run)
}

/// Given and family name, when `value` is a name and nothing else.
fn name(value: &str) -> Option<(String, String)> {
    let is_before = |word: &&str| {
        let bare = word.trim_end_matches(['.', ':']).to_lowercase();
        bare.split(['.', '-'])
            .all(|part| BEFORE_NAME.contains(&part))
    };
    let value = value.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let mut words: Vec<&str> = value.split_whitespace().skip_while(is_before).collect();
    // `Anna Kowalska, MSc`: a degree behind the name is no part of it.
    let comma = words.iter().position(|word| word.ends_with(','));
    // `de la Cruz, Inés`, but not `Anna Kowalska, Berlin`.
    let family_first = comma.is_some_and(|at| {
        let before = words.get(..at).unwrap_or_default();
        before.iter().all(|word| is_particle(word))
            && words.get(at + 1).is_some_and(|next| is_plain(next))
    });
    if let Some(at) = comma.filter(|_| !family_first) {
        words.truncate(at + 1);
    }
    let bare: Vec<&str> = words
        .iter()
        .map(|word| word.trim_end_matches(','))
        .collect();
    let fits = (2..=LONGEST_NAME).contains(&bare.len())
        && bare.iter().any(|word| word.starts_with(char::is_uppercase))
        && bare.iter().all(|word| is_name_word(word));
    if !fits {
        return None;
    }
    if let Some(at) = comma.filter(|_| family_first) {
        let (family, given) = bare.split_at_checked(at + 1)?;
        return (!given.is_empty()).then(|| (given.join(" "), family.join(" ")));
    }
    if let Some((family, given)) = bare.split_first()
        && bare.len() == 3
        && bare.last().is_some_and(|last| is_patronymic(last))
    {
        return Some((given.join(" "), (*family).to_owned()));
    }
    let mut family = bare.len() - 1;
    while family > 1 && bare.get(family - 1).is_some_and(|word| is_particle(word)) {
        family -= 1;
    }
    let (given, family) = bare.split_at_checked(family)?;
    Some((given.join(" "), family.join(" ")))
}

fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word.trim_end_matches('.').to_lowercase().as_str())
}

/// `Игоревна`: names that end so are written family name first.
fn is_patronymic(word: &str) -> bool {
    let word = word.to_lowercase();
    [
        "ович", "евич", "овна", "евна", "ична", "ivna", "ovna", "evna", "ovych", "ovich", "evich",
    ]
    .iter()
    .any(|ending| word.ends_with(ending))
}

/// A capital and small letters: a name rather than letters for a degree.
fn is_plain(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.clone().count() > 0
        && letters.all(|c| c.is_alphabetic() || c == '-' || c == '\'' || c == '’')
        && word.chars().any(char::is_lowercase)
}

fn is_name_word(word: &str) -> bool {
    let is_letter =
        |c: char| c.is_alphabetic() || "-'’.".contains(c) || ('\u{300}'..='\u{36f}').contains(&c);
    word.chars().all(is_letter)
        && word.chars().any(char::is_alphabetic)
        && (!word.starts_with(char::is_lowercase) || is_particle(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_part_into_given_and_family() {
        for (written, expected) in [
            ("Anna Kowalska", Some(("Anna", "Kowalska"))),
            ("Dr. Jan van der Meer", Some(("Jan", "van der Meer"))),
            ("Kowalska, Anna Maria", Some(("Anna Maria", "Kowalska"))),
            ("de la Cruz, Inés", Some(("Inés", "de la Cruz"))),
            ("Anna Kowalska, MSc", Some(("Anna", "Kowalska"))),
            ("Curriculum Vitae Anna Kowalska", Some(("Anna", "Kowalska"))),
            ("Mary-Jane O’Neill", Some(("Mary-Jane", "O’Neill"))),
            ("Anna Kowalska, Berlin", Some(("Anna", "Kowalska"))),
            ("Jaxon St. Claire", Some(("Jaxon", "St. Claire"))),
            (
                "Туманова Вера Игоревна",
                Some(("Вера Игоревна", "Туманова")),
            ),
            ("12 Mill Lane", None),
            ("Kowalska", None),
            ("born in Leeds", None),
        ] {
            let found = name(written);
            let found = found
                .as_ref()
                .map(|(given, family)| (given.as_str(), family.as_str()));
            assert_eq!(found, expected, "{written}");
        }
    }

    #[test]
    fn phone_numbers_are_not_dates() {
        for (written, expected) in [
            ("+49 30 901820-11", Some("+49 30 901820-11")),
            ("tel 020 7946 0018, London", Some("020 7946 0018")),
            ("12.05.1990", None),
            ("2015 - 2018", None),
            ("x2015201820", None),
            ("anna1990123@example.org", None),
        ] {
            assert_eq!(phone(written), expected, "{written}");
        }
    }

    #[test]
    fn the_first_of_each_kind_is_taken() {
        let mut contact = Contact::default();
        contact.read("Name: Anna de Vries | E-mail: <anna@example.org>, +31 6 1234 5678");
        contact.read(
            "Ben Other · mailto:ben@example.org · linkedin.com/in/anna-d · https://anna.example",
        );
        assert_eq!(contact.full_name(), "Anna de Vries");
        assert_eq!(contact.email, "anna@example.org");
        assert_eq!(contact.phone, "+31 6 1234 5678");
        assert_eq!(contact.profile, "linkedin.com/in/anna-d");
        assert_eq!(contact.website, "https://anna.example");
    }
}
