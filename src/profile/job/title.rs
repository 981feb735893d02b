//! The job's title without gender marks, place, praise, salary and numbers; place; mode of work.

use std::sync::LazyLock;

use super::WorkMode;
use super::headings::HEADINGS;
use super::phrases::{PhraseTable, Words};
use crate::document::{Document, Role, Span};
use crate::profile::roles::names_a_role;

/// What the head of a post says.
pub(super) struct Head {
    pub title: String,
    /// Where the title stands as written; absent when there is none.
    pub span: Option<Span>,
    pub place: Option<String>,
    pub mode: Option<WorkMode>,
}

/// A line with more words than this is no title.
const TITLE_WORDS: usize = 12;

pub(super) fn read(document: &Document, words: &Words) -> Head {
    let written = find(document, words);
    let mut place =
        labelled(document, words, PLACE_LABELS).map(|span| clean_place(span.of(words.text)));
    let mut title = String::new();
    if let Some(span) = written {
        let (cleaned, tail_place) = clean(span.of(words.text));
        title = cleaned;
        place = place.or(tail_place);
    }
    Head {
        title,
        span: written,
        place: place.filter(|place| !place.is_empty()),
        mode: mode(document, words),
    }
}

const TITLE_LABELS: &[&str] = &[
    "job title",
    "position title",
    "title",
    "position",
    "role",
    "job",
    "vacancy",
    "stelle",
    "stellenbezeichnung",
    "stellentitel",
    "poste",
    "intitulé du poste",
    "intitulé",
    "puesto",
    "cargo",
    "posizione",
    "posizione aperta",
    "ruolo",
    "vaga",
    "função",
    "functie",
    "vacature",
    "stanowisko",
    "post",
    "funcția",
    "poziție",
    "должность",
    "вакансия",
    "позиция",
];

const PLACE_LABELS: &[&str] = &[
    "location",
    "locations",
    "job location",
    "work location",
    "place of work",
    "place",
    "city",
    "office",
    "standort",
    "arbeitsort",
    "ort",
    "einsatzort",
    "lieu",
    "lieu de travail",
    "localisation",
    "ubicación",
    "lugar",
    "lugar de trabajo",
    "localidad",
    "sede",
    "sede di lavoro",
    "luogo di lavoro",
    "local",
    "local de trabalho",
    "localização",
    "standplaats",
    "locatie",
    "lokalizacja",
    "miejsce pracy",
    "locație",
    "locația",
    "locul de muncă",
    "город",
    "локация",
    "место работы",
    "местоположение",
];

/// `We are looking for a ...` in ten languages.
static SEEKING: LazyLock<PhraseTable<()>> = LazyLock::new(|| {
    PhraseTable::new(&[(
        (),
        &[
            "we are looking for",
            "we re looking for",
            "is looking for",
            "are looking for",
            "we are seeking",
            "is seeking",
            "we are hiring",
            "we re hiring",
            "is hiring",
            "in search of",
            "looking to hire",
            "join us as",
            "to join our team as",
            "as a",
            "as an",
            "we need",
            "wir suchen",
            "suchen wir",
            "sucht",
            "gesucht wird",
            "nous recherchons",
            "recherche",
            "nous cherchons",
            "recrute",
            "buscamos",
            "busca",
            "estamos buscando",
            "se busca",
            "seleccionamos",
            "cerchiamo",
            "ricerchiamo",
            "stiamo cercando",
            "è alla ricerca di",
            "siamo alla ricerca di",
            "procuramos",
            "estamos à procura de",
            "buscamos",
            "wij zoeken",
            "zijn wij op zoek naar",
            "we zoeken",
            "op zoek naar",
            "szukamy",
            "poszukujemy",
            "căutăm",
            "căutam",
            "мы ищем",
            "ищем",
            "требуется",
            "в поиске",
            "приглашаем",
            "нужен",
            "нужна",
        ],
    )])
});

fn find(document: &Document, words: &Words) -> Option<Span> {
    let text = words.text;
    let lines = || {
        document
            .lines
            .iter()
            .map(|line| (line, content(text, line.span)))
            .filter(|(_, span)| !span.is_empty())
    };
    if let Some((_, span)) = lines().find(|(line, _)| line.role == Role::PositionTitle) {
        return Some(span);
    }
    let fits = |span: Span| {
        let count = words.within(span).len();
        (1..=TITLE_WORDS).contains(&count) && !is_heading(words, span) && !is_address(span.of(text))
    };
    let head: Vec<Span> = lines().map(|(_, span)| span).take(4).collect();
    let heading = lines().take(6).find(|&(line, span)| {
        (line.role == Role::Heading
            || text[line.span.start as usize..]
                .trim_start()
                .starts_with('#'))
            && fits(span)
    });
    if let Some((_, span)) = heading {
        return Some(after_label(words, span));
    }
    if let Some(span) = labelled(document, words, TITLE_LABELS) {
        return Some(span);
    }
    if let Some(&span) = head
        .iter()
        .find(|&&span| fits(span) && names_role(words, span) && !ends_sentence(span.of(text)))
    {
        return Some(span);
    }
    if let Some(span) = sought(words) {
        return Some(span);
    }
    if let Some(&span) = head
        .first()
        .filter(|&&span| fits(span) && !ends_sentence(span.of(text)))
    {
        return Some(span);
    }
    // A bare list of phrases may name the job among them.
    lines()
        .map(|(_, span)| span)
        .find(|&span| words.within(span).len() <= 5 && names_role(words, span) && fits(span))
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '?', ':', ';', ','])
}

fn is_address(text: &str) -> bool {
    text.contains('@') || text.contains("://") || text.starts_with("www.")
}

/// The line without list and heading marks.
fn content(text: &str, line: Span) -> Span {
    let inside = line.of(text);
    let kept = inside.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '#' | '*' | '-' | '•' | '●' | '_' | '=')
    });
    let start = line.start as usize + inside.len() - kept.len();
    let kept =
        kept.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '#' | '='));
    Span::new(start, start + kept.len())
}

fn is_heading(words: &Words, span: Span) -> bool {
    let inside = words.within(span);
    let covered: usize = HEADINGS
        .find(words, inside.clone())
        .iter()
        .map(|hit| hit.range.len())
        .sum();
    covered * 2 > inside.len() || (covered > 0 && span.of(words.text).ends_with(':'))
}

/// The value of a line `Label: value`, or of the line after a label that stands alone.
fn labelled(document: &Document, words: &Words, labels: &[&str]) -> Option<Span> {
    let text = words.text;
    let spans: Vec<Span> = document
        .lines
        .iter()
        .map(|line| content(text, line.span))
        .filter(|span| !span.is_empty())
        .collect();
    spans.iter().enumerate().find_map(|(index, &span)| {
        let inside = span.of(text);
        let colon = inside.find(':')?;
        let label = inside[..colon].trim().trim_matches('*').to_lowercase();
        if !labels.contains(&label.as_str()) {
            return None;
        }
        let rest = content(
            text,
            Span {
                start: span.start + colon as u32 + 1,
                end: span.end,
            },
        );
        let value = if rest.is_empty() {
            *spans.get(index + 1)?
        } else {
            rest
        };
        (words.within(value).len() <= TITLE_WORDS && !words.within(value).is_empty())
            .then_some(value)
    })
}

fn after_label(words: &Words, span: Span) -> Span {
    let inside = span.of(words.text);
    match inside.split_once(':') {
        Some((label, rest))
            if TITLE_LABELS.contains(&label.trim().to_lowercase().as_str())
                && !rest.trim().is_empty() =>
        {
            content(
                words.text,
                Span {
                    start: span.start + label.len() as u32 + 1,
                    end: span.end,
                },
            )
        }
        _ => span,
    }
}

/// The words after `We are looking for a`, up to where the title ends.
fn sought(words: &Words) -> Option<Span> {
    let range = 0..words.tokens.len();
    SEEKING
        .find(words, range.clone())
        .into_iter()
        .take(5)
        .find_map(|hit| {
            let mut start = hit.range.end;
            while matches!(
                words.word(start),
                "a" | "an"
                    | "the"
                    | "ein"
                    | "eine"
                    | "einen"
                    | "einer"
                    | "un"
                    | "une"
                    | "una"
                    | "uno"
                    | "um"
                    | "uma"
                    | "een"
                    | "an "
                    | "our"
                    | "to"
                    | "as"
                    | "experienced"
                    | "talented"
                    | "passionate"
                    | "motivated"
                    | "highly"
                    | "skilled"
                    | "dynamic"
                    | "enthusiastic"
                    | "new"
                    | "erfahrenen"
                    | "erfahrene"
                    | "engagierten"
                    | "опытного"
                    | "нашу"
                    | "в"
                    | "команду"
            ) {
                start += 1;
            }
            let mut end = start;
            while end < range.end && end - start < 6 {
                let gap = words.gap_before(end);
                let breaks =
                    end > start && gap.contains(['.', ',', ';', ':', '!', '\n', '–', '—', '(']);
                let stops = matches!(
                    words.word(end),
                    "who"
                        | "with"
                        | "to"
                        | "for"
                        | "in"
                        | "at"
                        | "that"
                        | "on"
                        | "and"
                        | "mit"
                        | "für"
                        | "zur"
                        | "zum"
                        | "der"
                        | "die"
                        | "in der"
                        | "im"
                        | "pour"
                        | "qui"
                        | "avec"
                        | "à"
                        | "para"
                        | "con"
                        | "que"
                        | "en"
                        | "per"
                        | "da"
                        | "che"
                        | "com"
                        | "em"
                        | "met"
                        | "voor"
                        | "die "
                        | "do"
                        | "z"
                        | "w"
                        | "care"
                        | "pentru"
                        | "cu"
                        | "în"
                        | "с"
                        | "в"
                        | "для"
                        | "на"
                        | "который"
                        | "который "
                        | "которая"
                        | "чтобы"
                );
                if breaks || stops {
                    break;
                }
                end += 1;
            }
            let span = (end > start).then(|| words.span_of(&(start..end)))?;
            // `as a leader` is no title.
            let named = words.word(hit.range.start) != "as" || words.starts_upper(start);
            (named && names_role(words, span)).then_some(span)
        })
}

fn names_role(words: &Words, span: Span) -> bool {
    names_a_role(words.text, span)
}

/// A well-known place; others are known by their label only. Lower case.
const PLACES: &[&str] = &[
    "amsterdam",
    "athens",
    "atlanta",
    "austin",
    "barcelona",
    "bengaluru",
    "bangalore",
    "berlin",
    "bordeaux",
    "boston",
    "brussels",
    "bruxelles",
    "bucharest",
    "bucurești",
    "budapest",
    "chicago",
    "cluj",
    "cluj-napoca",
    "cologne",
    "köln",
    "copenhagen",
    "dallas",
    "delhi",
    "denver",
    "dresden",
    "dublin",
    "düsseldorf",
    "edinburgh",
    "eindhoven",
    "frankfurt",
    "gdańsk",
    "geneva",
    "genève",
    "hamburg",
    "hannover",
    "helsinki",
    "houston",
    "hyderabad",
    "iași",
    "istanbul",
    "katowice",
    "kraków",
    "leipzig",
    "lille",
    "lisbon",
    "lisboa",
    "liverpool",
    "london",
    "los angeles",
    "łódź",
    "lyon",
    "madrid",
    "manchester",
    "marseille",
    "miami",
    "milan",
    "milano",
    "montreal",
    "moscow",
    "mumbai",
    "munich",
    "münchen",
    "nantes",
    "napoli",
    "new york",
    "new york city",
    "nuremberg",
    "nürnberg",
    "oslo",
    "paris",
    "philadelphia",
    "porto",
    "poznań",
    "prague",
    "roma",
    "rome",
    "rotterdam",
    "san diego",
    "san francisco",
    "são paulo",
    "seattle",
    "sevilla",
    "singapore",
    "sofia",
    "stockholm",
    "stuttgart",
    "sydney",
    "tallinn",
    "timișoara",
    "torino",
    "toronto",
    "toulouse",
    "utrecht",
    "valencia",
    "vancouver",
    "vienna",
    "wien",
    "vilnius",
    "warsaw",
    "warszawa",
    "washington",
    "wrocław",
    "zürich",
    "zurich",
    "germany",
    "deutschland",
    "france",
    "spain",
    "españa",
    "italy",
    "italia",
    "portugal",
    "poland",
    "polska",
    "romania",
    "românia",
    "netherlands",
    "nederland",
    "switzerland",
    "austria",
    "uk",
    "united kingdom",
    "usa",
    "united states",
    "ireland",
    "canada",
    "india",
    "europe",
    "emea",
    "eu",
    "москва",
    "санкт-петербург",
    "казань",
    "новосибирск",
    "екатеринбург",
    "самара",
    "россия",
    "нижний новгород",
    "минск",
    "алматы",
];

/// Pieces of a title line that are no title: gender marks, contract, praise, mode.
const NOT_TITLE: &[&str] = &[
    "m/f/d",
    "m/w/d",
    "w/m/d",
    "f/m/d",
    "d/m/w",
    "m/f",
    "f/m",
    "h/f",
    "f/h",
    "m/w",
    "w/m",
    "m/w/x",
    "m/f/x",
    "m/v",
    "m/v/x",
    "v/m",
    "k/m",
    "m/k",
    "m/h",
    "h/m",
    "gn",
    "all genders",
    "all gender",
    "x/f/m",
    "f/m/x",
    "d/f/m",
    "m/f/diverse",
    "m/w/divers",
    "hombre/mujer",
    "uomo/donna",
    "full time",
    "full-time",
    "part time",
    "part-time",
    "fulltime",
    "contract",
    "permanent",
    "temporary",
    "vollzeit",
    "teilzeit",
    "befristet",
    "unbefristet",
    "cdi",
    "cdd",
    "temps plein",
    "temps partiel",
    "tiempo completo",
    "jornada completa",
    "tempo pieno",
    "tempo indeterminato",
    "tempo integral",
    "fulltime/parttime",
    "pełny etat",
    "remote",
    "fully remote",
    "100% remote",
    "hybrid",
    "on-site",
    "onsite",
    "home office",
    "homeoffice",
    "télétravail",
    "remoto",
    "teletrabajo",
    "híbrido",
    "hybride",
    "ibrido",
    "zdalnie",
    "praca zdalna",
    "hybrydowo",
    "удаленно",
    "удалённо",
    "гибрид",
    "офис",
    "urgent",
    "urgently",
    "hot",
    "new",
    "immediate start",
    "dringend",
    "ab sofort",
    "срочно",
    "polna etat",
    "remote/hybrid",
    "m/f/d/x",
    "freelance",
    "b2b",
    "h-f",
    "f-h",
];

/// The title as a person would say it, and the place its tail named.
fn clean(written: &str) -> (String, Option<String>) {
    let mut place = None;
    let mut kept = String::new();
    // Brackets first: most of what stands in them is no part of the title.
    let mut rest = written;
    while let Some(open) = rest.find(['(', '[', '{']) {
        let Some(length) = rest[open..].find([')', ']', '}']) else {
            break;
        };
        let inside = &rest[open + 1..open + length];
        kept.push_str(&rest[..open]);
        if is_place(inside) {
            place = place.or(Some(clean_place(inside)));
        } else if !drops(inside) {
            kept.push_str(&rest[open..=open + length]);
        }
        rest = &rest[open + length + 1..];
    }
    kept.push_str(rest);
    // Then the tail, piece by piece.
    let mut pieces: Vec<(&str, &str)> = Vec::new();
    let mut start = 0;
    let mut sign = "";
    for (at, found) in separators(&kept) {
        pieces.push((sign, kept[start..at].trim()));
        sign = found;
        start = at + found.len();
    }
    pieces.push((sign, kept[start..].trim()));
    let mut title = String::new();
    for (sign, piece) in pieces {
        let piece = without_marks(piece);
        if piece.is_empty() || drops(&piece) {
            continue;
        }
        if !title.is_empty() && is_place(&piece) {
            place = place.or(Some(clean_place(&piece)));
            continue;
        }
        if !title.is_empty() {
            title.push_str(if sign.trim() == "," { ", " } else { sign });
        }
        title.push_str(&piece);
    }
    for marker in [" at ", " bei ", " chez ", " @ "] {
        if let Some(at) = title.find(marker) {
            let company = title[at + marker.len()..]
                .chars()
                .next()
                .is_some_and(char::is_uppercase);
            if company {
                title.truncate(at);
            }
        }
    }
    for marker in [" in ", " à ", " en ", " a ", " w ", " в ", " em "] {
        if let Some(at) = title.rfind(marker) {
            let named = title[at + marker.len()..].to_owned();
            if is_place(&named) {
                place = place.or(Some(clean_place(&named)));
                title.truncate(at);
            }
        }
    }
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    (
        title
            .trim_matches(|c: char| {
                matches!(c, '-' | '–' | '—' | '|' | ',' | ':' | ';' | '*' | '/' | '•')
                    || c.is_whitespace()
            })
            .to_owned(),
        place,
    )
}

fn separators(text: &str) -> Vec<(usize, &'static str)> {
    let mut found = Vec::new();
    for sign in [
        " - ", " – ", " — ", " | ", " // ", " · ", " • ", ", ", "; ", "|",
    ] {
        for (at, _) in text.match_indices(sign) {
            let inside = found.iter().any(|&(start, other): &(usize, &str)| {
                at < start + other.len() && start < at + sign.len()
            });
            if !inside {
                found.push((at, sign));
            }
        }
    }
    found.sort_unstable();
    found
}

/// The piece without a gender mark or an employment word at its end (`Koch m/w/d`).
fn without_marks(piece: &str) -> String {
    let mut words: Vec<&str> = piece.split_whitespace().collect();
    while let Some(last) = words.last() {
        let lower = last.to_lowercase();
        let lower = lower.trim_matches(|c: char| matches!(c, '*' | ',' | '!' | '.'));
        let marks = lower.contains('/') && NOT_TITLE.contains(&lower);
        let number = lower.starts_with('#')
            || (lower.len() >= 5
                && lower.bytes().any(|b| b.is_ascii_digit())
                && lower.bytes().filter(u8::is_ascii_digit).count() * 2 >= lower.len());
        if words.len() > 1 && (marks || number) {
            words.pop();
        } else {
            break;
        }
    }
    words
        .join(" ")
        .trim_end_matches(['!', '.', '*'])
        .replace("*in", "")
        .replace(":in", "")
}

/// Whether a piece of the title line is no part of the title.
fn drops(piece: &str) -> bool {
    let lower = piece.trim().to_lowercase();
    let plain = lower.replace([' ', '.'], "").replace(['|', ','], "/");
    let letters = lower.chars().filter(|c| c.is_alphabetic()).count();
    let digits = lower.chars().filter(char::is_ascii_digit).count();
    let money = lower.contains(['$', '€', '£', '₽', '%'])
        || lower.contains(" eur")
        || lower.contains(" usd")
        || lower.ends_with('k') && digits > 0;
    let number = digits >= 4 && digits >= letters;
    let labelled = [
        "req",
        "ref",
        "id",
        "job id",
        "job no",
        "r-",
        "kennziffer",
        "salary",
        "up to",
        "bis zu",
        "зарплата",
        "от ",
    ]
    .iter()
    .any(|label| lower.starts_with(label) && digits > 0);
    NOT_TITLE.contains(&lower.as_str())
        || NOT_TITLE.contains(&plain.as_str())
        || (money && digits > 0)
        || number
        || labelled
        || lower.starts_with("leading ")
        || lower.contains("great place")
        || lower.contains("top employer")
        || lower.contains("join our")
}

fn is_place(piece: &str) -> bool {
    let lower = piece.trim().to_lowercase();
    let state = piece.trim().len() == 2
        && piece.trim().bytes().all(|b| b.is_ascii_uppercase())
        && !matches!(
            piece.trim(),
            "IT" | "HR"
                | "QA"
                | "BI"
                | "AI"
                | "UX"
                | "UI"
                | "ML"
                | "PR"
                | "ER"
                | "OR"
                | "PM"
                | "BA"
        );
    let head = lower.split([',', '/', '(']).next().unwrap_or("").trim();
    PLACES.contains(&lower.as_str()) || PLACES.contains(&head) || state
}

/// A place without the words on the mode of work beside it.
fn clean_place(text: &str) -> String {
    let kept: Vec<&str> = text
        .split([';', '|', '(', ')'])
        .flat_map(|piece| piece.split(" - "))
        .flat_map(|piece| piece.split(" or "))
        .map(|piece| piece.trim().trim_end_matches(['.', ',']))
        .filter(|piece| !piece.is_empty() && !NOT_TITLE.contains(&piece.to_lowercase().as_str()))
        .collect();
    kept.join("; ")
}

static MODES: LazyLock<PhraseTable<WorkMode>> = LazyLock::new(|| {
    PhraseTable::new(&[
        (
            WorkMode::Remote,
            &[
                "fully remote",
                "100 remote",
                "remote work",
                "remote position",
                "remote role",
                "remote job",
                "remote first",
                "work remotely",
                "working remotely",
                "work from home",
                "work from anywhere",
                "remote eligible",
                "remote ok",
                "remote only",
                "telecommute",
                "telecommuting",
                "remote option",
                "remote possible",
                "vollständig remote",
                "mobiles arbeiten",
                "homeoffice",
                "home office",
                "télétravail",
                "full remote",
                "à distance",
                "teletrabajo",
                "trabajo remoto",
                "en remoto",
                "100 remoto",
                "lavoro da remoto",
                "da remoto",
                "smart working",
                "telelavoro",
                "trabalho remoto",
                "teletrabalho",
                "remotamente",
                "thuiswerken",
                "vanuit huis",
                "praca zdalna",
                "pracy zdalnej",
                "zdalnie",
                "lucru de acasă",
                "muncă la distanță",
                "lucru remote",
                "удаленно",
                "удаленка",
                "удаленку",
                "удаленная работа",
                "удаленной работы",
                "удаленный формат",
                "дистанционно",
                "дистанционный",
                "дистанционная работа",
                "из дома",
            ],
        ),
        (
            WorkMode::Hybrid,
            &[
                "hybrid work",
                "hybrid working",
                "hybrid role",
                "hybrid position",
                "hybrid model",
                "hybrid schedule",
                "hybrid remote",
                "hybrid setup",
                "hybrid environment",
                "hybrides arbeiten",
                "hybrides arbeitsmodell",
                "hybridmodell",
                "hybrid arbeiten",
                "télétravail partiel",
                "mode hybride",
                "travail hybride",
                "modalidad híbrida",
                "modelo híbrido",
                "trabajo híbrido",
                "formato híbrido",
                "lavoro ibrido",
                "modalità ibrida",
                "regime híbrido",
                "trabalho híbrido",
                "hybride werken",
                "praca hybrydowa",
                "pracy hybrydowej",
                "hybrydowo",
                "tryb hybrydowy",
                "hybrydow*",
                "sistem hibrid",
                "program hibrid",
                "munca hibridă",
                "regim hibrid",
                "гибрид",
                "гибридный",
                "гибридного",
                "гибридном",
                "гибридная",
                "комбинированный",
            ],
        ),
        (
            WorkMode::OnSite,
            &[
                "on site position",
                "on site role",
                "on site work",
                "work on site",
                "onsite",
                "on site only",
                "in office",
                "in the office",
                "in person",
                "office based",
                "this is an on site",
                "vor ort",
                "präsenz",
                "sur site",
                "en présentiel",
                "présentiel",
                "presencial",
                "in sede",
                "in presenza",
                "op locatie",
                "op kantoor",
                "stacjonarn*",
                "w biurze",
                "la birou",
                "la sediu",
                "в офисе",
                "офис",
                "на территории работодателя",
            ],
        ),
    ])
});

/// Words that make `remote` and `hybrid` a technical term.
const TECHNICAL: &[&str] = &[
    "cloud",
    "sensing",
    "control",
    "access",
    "mobile",
    "app",
    "apps",
    "vehicles",
    "teams",
    "team",
    "systems",
    "desktop",
    "monitoring",
    "sites",
    "infrastructure",
    "procedure",
    "method",
];

fn mode(document: &Document, words: &Words) -> Option<WorkMode> {
    let range = 0..words.tokens.len();
    let mut seen: Vec<WorkMode> = MODES
        .find(words, range)
        .into_iter()
        .map(|hit| hit.value)
        .collect();
    // A short line, a bracket or a label may say it in one word.
    for line in document.lines.iter().take(40) {
        let inside = words.within(line.span);
        let labelled = line.span.of(words.text).contains([':', '(', '|', '-', '–']);
        if inside.len() > 12 || (inside.len() > 5 && !labelled) {
            continue;
        }
        for at in inside.clone() {
            let technical = TECHNICAL.contains(&words.word(at + 1));
            match words.word(at) {
                "remote" | "remoto" | "telecommute" if !technical => seen.push(WorkMode::Remote),
                "hybrid" | "hybride" | "híbrido" | "ibrido" | "hibrid" | "híbrida"
                    if !technical =>
                {
                    seen.push(WorkMode::Hybrid)
                }
                _ => {}
            }
        }
    }
    let has = |mode| seen.contains(&mode);
    match (
        has(WorkMode::Hybrid),
        has(WorkMode::Remote),
        has(WorkMode::OnSite),
    ) {
        (true, ..) | (_, true, true) => Some(WorkMode::Hybrid),
        (_, true, _) => Some(WorkMode::Remote),
        (_, _, true) => Some(WorkMode::OnSite),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_lose_what_is_no_title() {
        let cases = [
            ("Backend Developer (m/w/d)", "Backend Developer", None),
            ("Ingénieur données H/F", "Ingénieur données", None),
            ("Senior Nurse - Berlin", "Senior Nurse", Some("Berlin")),
            (
                "Senior Nurse – Night Shift",
                "Senior Nurse – Night Shift",
                None,
            ),
            ("Data Engineer | Remote | $120k", "Data Engineer", None),
            ("Accountant, Payroll", "Accountant, Payroll", None),
            ("Welder (Hamburg)", "Welder", Some("Hamburg")),
            (
                "Software Engineer (Python)",
                "Software Engineer (Python)",
                None,
            ),
            ("Sales Manager at Bluebird", "Sales Manager", None),
            ("Cook in Paris", "Cook", Some("Paris")),
            ("Tester REQ-20931", "Tester", None),
            ("Data Analyst, Austin, TX", "Data Analyst", Some("Austin")),
        ];
        for (written, title, place) in cases {
            let (cleaned, found) = clean(written);
            assert_eq!(
                (cleaned.as_str(), found.as_deref()),
                (title, place),
                "{written}"
            );
        }
    }
}
