//! Who the person is: found in order to be left out.
//!
//! Name, e-mail, phone, links, address, birth, nationality, marital status,
//! pronouns and titles of address are masked before anything is matched. What is
//! masked here is never scored, never quoted and never printed.

use std::sync::LazyLock;

use hashbrown::HashSet;

use crate::document::{Document, Role, Span};
use crate::text::{Shape, TermKey, Token, term_key, tokenize};

use super::cv::sections::of_heading;

/// Lines at the head of a CV in which the name is sought.
const HEAD_LINES: usize = 6;
/// Words of a longest name.
const LONGEST_NAME: usize = 5;

/// Labels whose value says who somebody is, up to the end of the line.
const LABELS: &[&str] = &[
    "name",
    "full name",
    "first name",
    "last name",
    "surname",
    "given name",
    "family name",
    "date of birth",
    "dob",
    "birth date",
    "born",
    "place of birth",
    "age",
    "gender",
    "sex",
    "nationality",
    "citizenship",
    "marital status",
    "civil status",
    "religion",
    "address",
    "home address",
    "phone",
    "telephone",
    "tel",
    "mobile",
    "cell",
    "fax",
    "email",
    "e mail",
    "mail",
    "linkedin",
    "github",
    "website",
    "web",
    "skype",
    "father's name",
    "mother's name",
    "passport",
    "passport no",
    "pronouns",
    "children",
    "photo",
    "portfolio",
    "twitter",
    "whatsapp",
    "telegram",
    "vorname",
    "nachname",
    "geburtsdatum",
    "geboren",
    "geboren am",
    "geburtsort",
    "geschlecht",
    "staatsangehörigkeit",
    "nationalität",
    "familienstand",
    "anschrift",
    "adresse",
    "telefon",
    "mobil",
    "handy",
    "konfession",
    "kinder",
    "wohnort",
    "nom",
    "prénom",
    "date de naissance",
    "né le",
    "née le",
    "sexe",
    "nationalité",
    "situation familiale",
    "état civil",
    "téléphone",
    "courriel",
    "adresse électronique",
    "nombre",
    "apellidos",
    "fecha de nacimiento",
    "lugar de nacimiento",
    "sexo",
    "nacionalidad",
    "estado civil",
    "dirección",
    "teléfono",
    "móvil",
    "correo",
    "correo electrónico",
    "dni",
    "nome",
    "cognome",
    "data di nascita",
    "luogo di nascita",
    "sesso",
    "nazionalità",
    "stato civile",
    "indirizzo",
    "telefono",
    "cellulare",
    "data de nascimento",
    "nacionalidade",
    "endereço",
    "morada",
    "telemóvel",
    "telefone",
    "naam",
    "voornaam",
    "achternaam",
    "geboortedatum",
    "geboorteplaats",
    "geslacht",
    "nationaliteit",
    "burgerlijke staat",
    "adres",
    "telefoon",
    "gsm",
    "imię",
    "nazwisko",
    "imię i nazwisko",
    "data urodzenia",
    "miejsce urodzenia",
    "płeć",
    "narodowość",
    "obywatelstwo",
    "stan cywilny",
    "numer telefonu",
    "nume",
    "prenume",
    "data nașterii",
    "data nasterii",
    "sex",
    "naționalitate",
    "nationalitate",
    "stare civilă",
    "adresă",
    "adresa",
    "имя",
    "фамилия",
    "отчество",
    "фио",
    "дата рождения",
    "возраст",
    "пол",
    "гражданство",
    "семейное положение",
    "адрес",
    "телефон",
    "почта",
    "эл почта",
    "город проживания",
];

/// Pronouns and titles of address.
const ADDRESS_WORDS: &[&str] = &[
    "he",
    "she",
    "him",
    "her",
    "his",
    "hers",
    "himself",
    "herself",
    "they",
    "them",
    "their",
    "theirs",
    "themself",
    "themselves",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "sir",
    "madam",
    "herr",
    "frau",
    "monsieur",
    "madame",
    "mme",
    "mlle",
    "señor",
    "señora",
    "signor",
    "signora",
    "pan",
    "pani",
    "он",
    "она",
    "его",
    "ее",
    "господин",
    "госпожа",
];

/// Endings and words by which a capitalised line is a title, a place or a firm, not a name.
const NOT_A_NAME: &[&str] = &[
    "curriculum",
    "vitae",
    "resume",
    "cv",
    "lebenslauf",
    "résumé",
    "profile",
    "page",
    "engineer",
    "developer",
    "manager",
    "nurse",
    "accountant",
    "analyst",
    "designer",
    "consultant",
    "teacher",
    "driver",
    "chef",
    "assistant",
    "director",
    "specialist",
    "coordinator",
    "administrator",
    "officer",
    "technician",
    "scientist",
    "architect",
    "lead",
    "senior",
    "junior",
    "sales",
    "representative",
    "associate",
    "executive",
    "supervisor",
    "operator",
    "clerk",
    "advisor",
    "advocate",
    "banking",
    "finance",
    "the",
    "and",
    "of",
    "in",
    "for",
    "with",
    "to",
    "at",
    "company",
    "university",
    "street",
    "road",
    "city",
    "state",
    "fresher",
    "intern",
    "student",
    "professional",
    "europass",
    "registered",
    "software",
    "machine",
    "learning",
    "data",
    "product",
    "project",
    "hr",
    "information",
    "technology",
    "customer",
    "service",
    "business",
    "development",
    "public",
    "relations",
    "construction",
    "healthcare",
    "fitness",
    "aviation",
    "digital",
    "media",
    "agriculture",
    "automobile",
    "apparel",
    "arts",
    "kaufmann",
    "kauffrau",
    "entwickler",
    "leiter",
    "ingénieur",
    "ingeniero",
    "programista",
    "księgowa",
    "księgowy",
    "kierowca",
    "разработчик",
    "инженер",
    "менеджер",
    "бухгалтер",
    "аналитик",
];

fn keys(words: &[&str]) -> HashSet<TermKey> {
    words.iter().map(|word| term_key(word)).collect()
}

/// Spans of `document` that say who the person is, sorted, without overlaps.
pub fn find(document: &Document, tokens: &[Token], line_tokens: &[&[Token]]) -> Vec<Span> {
    let text = &document.text;
    let mut spans = Vec::new();
    let mut name: Vec<TermKey> = Vec::new();
    for (line, tokens) in document.lines.iter().zip(line_tokens) {
        if line.role == Role::Identity {
            spans.push(line.span);
            if name.is_empty() && is_name(text, tokens) {
                name = tokens.iter().map(|token| token.key).collect();
            }
        } else if let Some(span) = labelled(text, line.span, tokens) {
            spans.push(span);
        }
    }
    if name.is_empty() {
        name = head_name(document, line_tokens, &mut spans);
    }
    addresses(text, &mut spans);
    name_again(text, tokens, &name, &mut spans);
    address_words(tokens, &mut spans);
    merge(spans)
}

/// `Date of birth: 1 May 1990` -> the whole line from the label on.
fn labelled(text: &str, line: Span, tokens: &[Token]) -> Option<Span> {
    static KNOWN: LazyLock<HashSet<Vec<TermKey>>> = LazyLock::new(|| {
        LABELS
            .iter()
            .map(|label| tokenize(label).into_iter().map(|token| token.key).collect())
            .collect()
    });
    let colon = line.start as usize + line.of(text).find(':')?;
    let label: Vec<TermKey> = tokens
        .iter()
        .take(4)
        .take_while(|token| (token.span.start as usize) < colon)
        .map(|token| token.key)
        .collect();
    KNOWN.contains(&label).then_some(line)
}

/// Two to five capitalised words and nothing else.
fn is_name(text: &str, tokens: &[Token]) -> bool {
    static OTHER: LazyLock<HashSet<TermKey>> = LazyLock::new(|| keys(NOT_A_NAME));
    (2..=LONGEST_NAME).contains(&tokens.len())
        && tokens.iter().all(|token| {
            token.shape == Shape::Word
                && token.of(text).starts_with(char::is_uppercase)
                && token.of(text).chars().all(char::is_alphabetic)
                && !OTHER.contains(&token.key)
        })
}

/// The name on one of the first lines, whole or before a separator.
fn head_name(document: &Document, line_tokens: &[&[Token]], spans: &mut Vec<Span>) -> Vec<TermKey> {
    let text = &document.text;
    let head = document
        .lines
        .iter()
        .zip(line_tokens)
        .filter(|(_, tokens)| !tokens.is_empty());
    for (line, tokens) in head.take(HEAD_LINES) {
        if line.role == Role::Identity || of_heading(tokens).is_some() {
            continue;
        }
        let written = line.span.of(text);
        let stop = written
            .find(['|', ',', ';', '(', '\t', '•', '·'])
            .or_else(|| written.find(" - "))
            .or_else(|| written.find(" – "))
            .map_or(line.span.end as usize, |at| line.span.start as usize + at);
        let count = tokens
            .iter()
            .take_while(|token| (token.span.end as usize) <= stop)
            .count();
        let candidate = &tokens[..count];
        if is_name(text, candidate) {
            if let (Some(first), Some(last)) = (candidate.first(), candidate.last()) {
                spans.push(first.span.join(last.span));
            }
            return candidate.iter().map(|token| token.key).collect();
        }
    }
    Vec::new()
}

/// E-mail addresses, links and phone numbers, wherever they stand.
fn addresses(text: &str, spans: &mut Vec<Span>) {
    let bytes = text.as_bytes();
    let word = |byte: u8| !byte.is_ascii_whitespace() && !b"<>()[]{}|\",;".contains(&byte);
    let around = |at: usize| {
        let start = bytes[..at]
            .iter()
            .rposition(|&b| !word(b))
            .map_or(0, |found| found + 1);
        let end = bytes[at..]
            .iter()
            .position(|&b| !word(b))
            .map_or(bytes.len(), |found| at + found);
        Span::new(start, end)
    };
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'@' if at > 0
                && word(bytes[at - 1])
                && bytes.get(at + 1).is_some_and(|b| b.is_ascii_alphanumeric()) =>
            {
                let span = around(at);
                spans.push(span);
                at = span.end as usize;
            }
            b':' if bytes[at..].starts_with(b"://") => {
                let span = around(at);
                spans.push(span);
                at = span.end as usize;
            }
            b'w' | b'W'
                if bytes[at..].len() > 4 && bytes[at..at + 4].eq_ignore_ascii_case(b"www.") =>
            {
                let span = around(at);
                spans.push(span);
                at = span.end as usize;
            }
            b'.' if host_slug(bytes, at) => {
                let span = around(at);
                spans.push(span);
                at = span.end as usize;
            }
            b'+' | b'0'..=b'9' | b'(' => at = phone(bytes, at, spans),
            _ => at += 1,
        }
    }
}

/// `linkedin.com/in/...`, `github.com/...` without a scheme.
fn host_slug(bytes: &[u8], dot: usize) -> bool {
    bytes[dot..].len() > 5 && bytes[dot..dot + 5].eq_ignore_ascii_case(b".com/")
        || bytes[dot..].starts_with(b".io/")
        || bytes[dot..].starts_with(b".org/")
}

/// Takes a run of at least nine digits with the signs of a phone number; returns where to go on.
fn phone(bytes: &[u8], start: usize, spans: &mut Vec<Span>) -> usize {
    let plus = bytes[start] == b'+';
    let mut digits = 0;
    let mut end = start;
    let mut last = start;
    while end < bytes.len() {
        match bytes[end] {
            b'0'..=b'9' => {
                digits += 1;
                last = end + 1;
            }
            b'+' if end == start => {}
            b' ' | b'-' | b'(' | b')' | b'.' => {
                // Two signs may meet, `) `; more is no phone number.
                if end >= last + 2 {
                    break;
                }
            }
            _ => break,
        }
        end += 1;
    }
    let years = !plus && is_years(&bytes[start..last]);
    if digits >= 9 && digits <= 15 && !years || plus && digits >= 7 {
        spans.push(Span::new(start, last));
    }
    last.max(start + 1)
}

/// `2015 - 2018 2019`: years in a row are no phone number.
fn is_years(run: &[u8]) -> bool {
    run.split(|byte| !byte.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .all(|part| {
            part.len() == 4 && (part.starts_with(b"19") || part.starts_with(b"20"))
                || part.len() <= 2
        })
}

/// The name elsewhere: the whole in any order, and its rarer parts alone where capitalised.
fn name_again(text: &str, tokens: &[Token], name: &[TermKey], spans: &mut Vec<Span>) {
    if name.is_empty() {
        return;
    }
    for token in tokens {
        let written = token.of(text);
        if name.contains(&token.key) && written.starts_with(char::is_uppercase) {
            spans.push(token.span);
        }
    }
}

fn address_words(tokens: &[Token], spans: &mut Vec<Span>) {
    static WORDS: LazyLock<HashSet<TermKey>> = LazyLock::new(|| keys(ADDRESS_WORDS));
    spans.extend(
        tokens
            .iter()
            .filter(|token| WORDS.contains(&token.key))
            .map(|token| token.span),
    );
}

fn merge(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => *last = last.join(span),
            _ => merged.push(span),
        }
    }
    merged
}
