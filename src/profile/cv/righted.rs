//! Title and employer, school and field that the reader took for each other.

use std::sync::LazyLock;

use super::lines::{Words, closed};
use crate::document::Span;
use crate::languages::key;
use crate::profile::roles::tokens_name_a_role;
use crate::reader::Piece;
use crate::reader::grouping::Position as Group;
use crate::text::tokenize;

/// A reader surer than this of both is believed.
const SURE: f32 = 0.85;

/// The spans of title and employer: the other way round where the reader is unsure, the employer
/// begins or ends with a role as titles do, and the title names none. A title alone that was taken
/// for an employer has that of `above`, where it stands over several titles.
pub(super) fn title_and_employer(
    text: &str,
    group: &Group,
    above: Option<&Group>,
) -> (Option<Span>, Option<Span>) {
    let span = |piece: Option<Piece>| piece.map(|piece| closed(text, piece.span));
    let (title, employer) = (span(group.title), span(group.employer));
    let are_unsure = [group.title, group.employer]
        .iter()
        .flatten()
        .any(|piece| piece.sure < SURE);
    match (title, employer) {
        (Some(first), Some(second))
            if are_unsure
                && !group.is_employer_of_above
                && is_titled(text, second)
                && !names_a_role(text, first) =>
        {
            (employer, title)
        }
        (None, Some(only)) if are_unsure && is_titled(text, only) => {
            let above = above
                .filter(|above| above.is_employer_of_above && above.lines.end == group.lines.start);
            (employer, span(above.and_then(|above| above.employer)))
        }
        _ => (title, employer),
    }
}

/// The other way round where only the field has a word of places of learning.
pub(super) fn school_and_field(
    text: &str,
    (school, field): (Option<Span>, Option<Span>),
) -> (Option<Span>, Option<Span>) {
    match (school, field) {
        (Some(first), Some(second))
            if names_a_school(text, second) && !names_a_school(text, first) =>
        {
            (field, school)
        }
        _ => (school, field),
    }
}

/// Whether a word of places of learning stands there.
pub(super) fn names_a_school(text: &str, span: Span) -> bool {
    static SCHOOLS: LazyLock<Words> = LazyLock::new(|| Words::of(key::POSITIONS_SCHOOLS));
    SCHOOLS.any(&tokenize(span.of(text)))
}

fn names_a_role(text: &str, span: Span) -> bool {
    let written = span.of(text);
    tokens_name_a_role(written, &tokenize(written))
}

/// Whether the words begin or end with a role and are no name of a firm.
fn is_titled(text: &str, span: Span) -> bool {
    static LEGAL: LazyLock<Words> = LazyLock::new(|| Words::of(key::POSITIONS_LEGAL_FORMS));
    let written = span.of(text);
    let tokens = tokenize(written);
    let ends = [tokens.first(), tokens.last()];
    let ends = ends.into_iter().flatten();
    ends.into_iter()
        .any(|token| tokens_name_a_role(written, std::slice::from_ref(token)))
        && !LEGAL.any(&tokens)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unsure_reader_is_set_right() {
        let text = "Orme Quays / Harbour Pilot";
        let [firm, role] = [Span::new(0, 10), Span::new(13, 26)];
        let group = |title: Span, employer: Span, sure: f32| {
            let mut group = Group::default();
            group.title = Some(Piece { span: title, sure });
            group.employer = Some(Piece {
                span: employer,
                sure,
            });
            group
        };
        let right = (Some(role), Some(firm));
        for (title, employer, sure, expected) in [
            (firm, role, 0.6, right),
            (role, firm, 0.6, right),
            (firm, role, 0.9, (Some(firm), Some(role))),
        ] {
            let found = title_and_employer(text, &group(title, employer, sure), None);
            assert_eq!(found, expected, "{sure}");
        }
        let text = "Botany / Orme College";
        let [field, school] = [Span::new(0, 6), Span::new(9, 21)].map(Some);
        for pair in [(field, school), (school, field)] {
            assert_eq!(school_and_field(text, pair), (school, field));
        }
    }
}
