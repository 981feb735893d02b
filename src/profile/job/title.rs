//! The job's title without gender marks, place, praise, salary and numbers; place; mode of work.

use std::ops::Range;
use std::sync::LazyLock;

use super::WorkMode;
use super::cues::NOT_NEEDED;
use super::headings::HEADINGS;
use super::phrases::{Found, Listed, Words, listed, phrase_table};
use super::place::{clean_place, mode};
use super::reading::PostLabel;
use super::reading::units::Unit;
use super::requirement::Findings;
use super::title_line::clean;
use crate::document::{Document, Role, Span};
use crate::languages::key;
use crate::profile::roles::names_a_role;
use crate::profile::seniority::Seniority;
use crate::text::{PhraseTable, Shape};

/// What the head of a post says.
pub(super) struct Head {
    pub title: String,
    /// Where the title stands as written; absent when there is none.
    pub span: Option<Span>,
    pub place: Option<String>,
    pub mode: Option<WorkMode>,
}

/// The same of a piece of a sentence.
const LONGEST_PIECE: usize = 8;

/// A line with more words than this is no title.
pub(super) const TITLE_WORDS: usize = 12;

pub(super) fn read(document: &Document, findings: &Findings, units: &[(Unit, PostLabel)]) -> Head {
    let words = &findings.words;
    let written = find(document, words, units);
    let mut place =
        labelled(document, words, &PLACE_LABELS).map(|span| clean_place(span.of(words.text)));
    let mut title = String::new();
    if let Some(span) = written {
        let (cleaned, tail_place) = clean(span.of(words.text), findings.lexicon);
        title = cleaned;
        place = place.or(tail_place);
    }
    Head {
        title,
        span: written,
        place: place.filter(|place| !place.is_empty()),
        mode: mode(words, units),
    }
}

static TITLE_LABELS: LazyLock<Listed> = LazyLock::new(|| listed(&[key::POST_TITLE_TITLE_LABEL]));

static PLACE_LABELS: LazyLock<Listed> = LazyLock::new(|| listed(&[key::POST_TITLE_PLACE_LABEL]));

/// `We are looking for a ...`, and whether it is that before a capitalised title only: `as a`.
static SEEKING: LazyLock<PhraseTable<bool>> = LazyLock::new(|| {
    phrase_table(&[
        (key::POST_TITLE_SEEKING, false),
        (key::POST_TITLE_SEEKING_AS, true),
    ])
});

pub(super) static BEFORE_TITLE: LazyLock<Listed> =
    LazyLock::new(|| listed(&[key::POST_TITLE_BEFORE_TITLE]));

pub(super) static AFTER_TITLE: LazyLock<Listed> =
    LazyLock::new(|| listed(&[key::POST_TITLE_AFTER_TITLE]));

fn find(document: &Document, words: &Words, units: &[(Unit, PostLabel)]) -> Option<Span> {
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
    let is_title = |unit: &Unit| {
        let written = unit.span.of(text);
        let parted = written.contains(['|', '·']) || written.contains(" - ");
        (parted || words.within(unit.span).len() <= TITLE_WORDS) && !ends_sentence(written)
    };
    let titles = || {
        let titles = units.iter().filter(|(_, label)| *label == PostLabel::Title);
        titles.map(|(unit, _)| unit)
    };
    let named = titles().find(|unit| is_title(unit) && names_role(words, unit.span));
    if let Some(unit) = named.or_else(|| titles().find(|unit| is_title(unit))) {
        return Some(after_label(words, content(text, unit.span)));
    }
    if let Some(span) = titles().find_map(|unit| sought(words, words.within(unit.span))) {
        return Some(span);
    }
    // What is known to be something else names no job.
    let is_any = |span: Span, is: &dyn Fn(&Unit, PostLabel) -> bool| {
        let first = units.partition_point(|(unit, _)| unit.span.end <= span.start);
        let within = units[first..].iter();
        let mut within = within.take_while(|(unit, _)| unit.span.start < span.end);
        within.any(|(unit, label)| is(unit, *label))
    };
    let is_other = |span: Span| {
        is_any(span, &|_, label| {
            label.is_heading() || label == PostLabel::Noise
        })
    };
    let lines = || lines().filter(|(_, span)| !is_other(*span));
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
    if let Some(span) = labelled(document, words, &TITLE_LABELS) {
        return Some(span);
    }
    if let Some(&span) = head
        .iter()
        .find(|&&span| fits(span) && names_role(words, span) && !ends_sentence(span.of(text)))
    {
        return Some(span);
    }
    if let Some(span) = sought(words, 0..words.tokens.len()) {
        return Some(span);
    }
    let is_item = |span: Span| {
        is_any(span, &|unit, label| {
            unit.bullet && label != PostLabel::Title
        })
    };
    if let Some(&span) = head
        .first()
        .filter(|&&span| fits(span) && !is_item(span) && !ends_sentence(span.of(text)))
    {
        return Some(span);
    }
    // A bare list of phrases may name the job among them.
    let listed = lines()
        .map(|(_, span)| span)
        .find(|&span| words.within(span).len() <= 5 && names_role(words, span) && fits(span));
    // `Locum Anaesthetist, Inverness, 3 months from June`
    listed.or_else(|| {
        let told = units.iter().filter(|(_, label)| {
            matches!(label, PostLabel::Title | PostLabel::Ask | PostLabel::Fact)
        });
        told.map(|(unit, _)| unit.span)
            .take(3)
            .find_map(|span| first_piece(words, span))
    })
}

/// The first piece of a sentence, up to a comma or the like, where it names an occupation.
fn first_piece(words: &Words, span: Span) -> Option<Span> {
    let range = words.within(span);
    let end = (range.start + 1..range.end)
        .find(|&at| {
            words
                .gap_before(at)
                .contains([',', ';', ':', '|', '–', '—', '(', '.'])
        })
        .unwrap_or(range.end);
    let fits = (1..=LONGEST_PIECE).contains(&(end - range.start.min(end)));
    let piece = words.span_of(&(range.start..end));
    (fits && names_role(words, piece)).then_some(piece)
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
fn labelled(document: &Document, words: &Words, labels: &Listed) -> Option<Span> {
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
        if !labels.contains(label.as_str()) {
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
            if TITLE_LABELS.contains(label.trim().to_lowercase().as_str())
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
fn sought(words: &Words, range: Range<usize>) -> Option<Span> {
    words
        .find(&SEEKING, range.clone())
        .into_iter()
        .take(5)
        .find_map(|hit| {
            let mut start = hit.range.end;
            // `need 3 forklift drivers`
            let is_number = |at: usize| {
                words
                    .tokens
                    .get(at)
                    .is_some_and(|token| token.shape() == Shape::Number)
            };
            while BEFORE_TITLE.contains(words.word(start)) || is_number(start) && start < range.end
            {
                start += 1;
            }
            let mut end = start;
            while end < range.end && end - start < 6 {
                let gap = words.gap_before(end);
                let breaks =
                    end > start && gap.contains(['.', ',', ';', ':', '!', '\n', '–', '—', '(']);
                let stops = AFTER_TITLE.contains(words.word(end));
                if breaks || stops {
                    break;
                }
                end += 1;
            }
            let span = (end > start).then(|| words.span_of(&(start..end)))?;
            // `as a leader` is no title.
            let named = !hit.value || words.starts_upper(start);
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
            (key::POST_TITLE_TRAINEE_LEVEL, Seniority::Trainee),
            (key::POST_TITLE_JUNIOR_LEVEL, Seniority::Junior),
            (key::POST_TITLE_MIDDLE_LEVEL, Seniority::Middle),
            (key::POST_TITLE_SENIOR_LEVEL, Seniority::Senior),
        ])
    });
    let whole = 0..words.tokens.len();
    let mut found = words.find(&LEVELS, whole.clone()).into_iter().peekable();
    found.peek()?;
    // `This is not an entry-level position`
    let denied = words.find(&NOT_NEEDED, whole);
    let is_denied = |level: &Range<usize>| {
        let covers = |cue: &Found<()>| cue.range.start < level.end && level.start < cue.range.end;
        denied.iter().any(covers)
    };
    found
        .find(|hit| !is_denied(&hit.range))
        .map(|hit| hit.value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, plain};

    #[test]
    fn the_first_piece_of_a_sentence_names_a_job_in_eight_words() {
        let eight = "Accountant of rye and wheat and oats there";
        for (text, expected) in [
            (format!("{eight}, Leeds"), Some(eight)),
            (format!("{eight}; from June"), Some(eight)),
            (format!("{eight} again, Leeds"), None),
            (eight.to_owned(), Some(eight)),
            ("Leeds, Accountant".to_owned(), None),
        ] {
            let words = Words::new(&text);
            let found = first_piece(&words, Span::new(0, text.len()));
            assert_eq!(found.map(|span| span.of(&text)), expected, "{text}");
        }
    }

    #[test]
    fn a_level_that_is_denied_is_not_stated() {
        for (text, expected) in [
            ("An entry-level position", Some(Seniority::Junior)),
            ("This is not an entry-level position", None),
            (
                "This is not an entry-level position. A senior level post.",
                Some(Seniority::Senior),
            ),
        ] {
            assert_eq!(stated_seniority(&Words::new(text)), expected, "{text}");
        }
    }

    #[test]
    fn addresses_and_sentences_are_told_from_titles() {
        for (text, expected) in [
            ("jobs@brill", true),
            ("ftp://brill", true),
            ("www.brill", true),
            ("Baker at www.brill", false),
            ("Baker", false),
        ] {
            assert_eq!(is_address(text), expected, "{text}");
        }
        for sign in [".", "!", "?", ":", ";", ","] {
            assert!(ends_sentence(&format!("Baker{sign}")), "{sign}");
        }
        assert!(!ends_sentence("Baker, Leeds"));
    }

    #[test]
    fn marks_of_lists_and_headings_are_no_part_of_a_title() {
        for (line, expected) in [
            ("# Baker", "Baker"),
            ("** Baker **", "Baker"),
            ("- Baker -", "Baker -"),
            ("__Baker__", "Baker"),
            ("== Baker ==", "Baker"),
            ("• Baker", "Baker"),
            ("  Baker #", "Baker"),
        ] {
            let span = content(line, Span::new(0, line.len()));
            assert_eq!(span.of(line), expected, "{line}");
        }
    }

    #[test]
    fn a_title_is_sought_in_the_first_five_places_that_may_name_it() {
        let rye = |count: usize| format!("{}We need a baker", "We need rye. ".repeat(count));
        for (text, expected) in [
            ("We need 3 bakers".to_owned(), Some("bakers")),
            ("We need a baker who sings".to_owned(), Some("baker")),
            ("We need: baker".to_owned(), Some("baker")),
            ("We need rye, baker".to_owned(), None),
            // Behind `as a` only with a capital.
            ("as a Leader".to_owned(), Some("Leader")),
            ("as a leader".to_owned(), None),
            (rye(4), Some("baker")),
            (rye(5), None),
        ] {
            let words = Words::new(&text);
            let found = sought(&words, 0..words.tokens.len());
            assert_eq!(found.map(|span| span.of(&text)), expected, "{text}");
        }
    }

    #[test]
    fn a_title_that_is_sought_ends_at_a_sign_or_a_word_behind_it() {
        for end in [
            ". ", ", ", "; ", ": ", "! ", "\n", " – ", " — ", " (", " who ", " at ",
        ] {
            let text = format!("We need the 2 new night bakers{end}mill");
            let words = Words::new(&text);
            let found = sought(&words, 0..words.tokens.len());
            assert_eq!(found.map(|span| span.of(&text)), Some("night bakers"));
        }
    }

    #[test]
    fn a_title_stands_in_the_first_four_lines_or_is_short() {
        let behind = |count: usize, line: &str| format!("{}{line}", "We mill.\n\n".repeat(count));
        let six = "Night Baker of bread in Leeds";
        let five = "Night Baker of bread there";
        for (text, expected) in [
            (behind(3, six), Some(six)),
            (behind(4, six), None),
            (behind(4, five), Some(five)),
            (format!("{}.", behind(3, six)), None),
        ] {
            let document = plain::from_text(&text, Format::PlainText).unwrap();
            let words = Words::new(&document.text);
            let found = find(&document, &words, &[]);
            assert_eq!(found.map(|span| span.of(&text)), expected, "{text}");
        }
    }

    #[test]
    fn more_than_half_of_a_heading_says_so_unless_a_colon_does() {
        for (text, expected) in [
            ("Benefits", true),
            ("Benefits rye", false),
            ("Benefits rye:", true),
            ("rye oats:", false),
        ] {
            let words = Words::new(text);
            let found = is_heading(&words, Span::new(0, text.len()));
            assert_eq!(found, expected, "{text}");
        }
        for (text, expected) in [
            ("Job title: Baker", "Baker"),
            ("Job title:", "Job title:"),
            ("Rye: Baker", "Rye: Baker"),
            ("Baker", "Baker"),
        ] {
            let words = Words::new(text);
            let found = after_label(&words, Span::new(0, text.len()));
            assert_eq!(found.of(text), expected, "{text}");
        }
    }
    #[test]
    fn a_label_names_what_stands_behind_it_or_on_the_line_below() {
        let long = |words: usize| format!("Job title: Baker{}", " rye".repeat(words - 1));
        let (twelve, thirteen) = (long(12), long(13));
        for (text, expected) in [
            ("Rye\nJob title: Baker", Some("Baker")),
            ("**Job title**: Baker", Some("Baker")),
            ("Job title:\nBaker\nMiller", Some("Baker")),
            ("Job title:\n\n- Baker", Some("Baker")),
            ("Job title:", None),
            ("Rye: Baker", None),
            ("Job title Baker", None),
            (twelve.as_str(), twelve.strip_prefix("Job title: ")),
            (thirteen.as_str(), None),
        ] {
            let document = plain::from_text(text, Format::PlainText).unwrap();
            let words = Words::new(&document.text);
            let found = labelled(&document, &words, &TITLE_LABELS);
            assert_eq!(found.map(|span| span.of(words.text)), expected, "{text}");
        }
    }
}
