//! The job's title without gender marks, place, praise, salary and numbers; place; mode of work.

use std::sync::LazyLock;

use super::WorkMode;

use super::headings::HEADINGS;
use super::place::{clean_place, mode};
use super::title_line::clean;

use super::phrases::{Words, is_listed, phrase_table};
use crate::text::PhraseTable;

use crate::document::{Document, Role, Span};

use crate::profile::roles::names_a_role;
use crate::profile::seniority::Seniority;

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

const TITLE_LABELS: &str = "job title | position title | title | position | role | job | vacancy | stelle | stellenbezeichnung | \
    stellentitel | poste | intitulé du poste | intitulé | puesto | cargo | posizione | \
    posizione aperta | ruolo | vaga | função | functie | vacature | stanowisko | post | funcția | \
    poziție | должность | вакансия | позиция";

const PLACE_LABELS: &str = "location | locations | job location | work location | place of work | place | city | office | \
    standort | arbeitsort | ort | einsatzort | lieu | lieu de travail | localisation | ubicación | \
    lugar | lugar de trabajo | localidad | sede | sede di lavoro | luogo di lavoro | local | \
    local de trabalho | localização | standplaats | locatie | lokalizacja | miejsce pracy | locație | \
    locația | locul de muncă | город | локация | место работы | местоположение";

/// `We are looking for a ...` in ten languages.
static SEEKING: LazyLock<PhraseTable<()>> = LazyLock::new(|| {
    phrase_table(&[(
        (),
        "we are looking for | we re looking for | is looking for | are looking for | we are seeking | \
        is seeking | we are hiring | we re hiring | is hiring | in search of | looking to hire | \
        join us as | to join our team as | as a | as an | we need | wir suchen | suchen wir | sucht | \
        gesucht wird | nous recherchons | recherche | nous cherchons | recrute | buscamos | busca | \
        estamos buscando | se busca | seleccionamos | cerchiamo | ricerchiamo | stiamo cercando | \
        è alla ricerca di | siamo alla ricerca di | procuramos | estamos à procura de | wij zoeken | \
        zijn wij op zoek naar | we zoeken | op zoek naar | szukamy | poszukujemy | căutăm | căutam | \
        мы ищем | ищем | требуется | в поиске | приглашаем | нужен | нужна",
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
    let covered: usize = words
        .find(&HEADINGS, inside.clone())
        .iter()
        .map(|hit| hit.range.len())
        .sum();
    covered * 2 > inside.len() || (covered > 0 && span.of(words.text).ends_with(':'))
}

/// The value of a line `Label: value`, or of the line after a label that stands alone.
fn labelled(document: &Document, words: &Words, labels: &str) -> Option<Span> {
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
        if !is_listed(labels, &label) {
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
            if is_listed(TITLE_LABELS, &label.trim().to_lowercase()) && !rest.trim().is_empty() =>
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
    words
        .find(&SEEKING, range.clone())
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

/// Seniority that the text states by name (`senior level position`).
pub(super) fn stated_seniority(words: &Words) -> Option<Seniority> {
    static LEVELS: LazyLock<PhraseTable<Seniority>> = LazyLock::new(|| {
        phrase_table(&[
            (
                Seniority::Trainee,
                "internship | intern position | trainee program* | apprenticeship | praktikum | ausbildungsplatz | \
        stage de | стажировка | стажер*",
            ),
            (
                Seniority::Junior,
                "entry level | junior level | junior position | no experience required | berufseinsteiger* | \
        débutant accepté | без опыта | уровень junior | уровень джун*",
            ),
            (
                Seniority::Middle,
                "mid level | middle level | intermediate level | уровень middle | уровень миддл",
            ),
            (
                Seniority::Senior,
                "senior level | senior position | senior role | уровень senior | уровень сеньор",
            ),
        ])
    });
    words
        .first(&LEVELS, 0..words.tokens.len())
        .map(|hit| hit.value)
}
