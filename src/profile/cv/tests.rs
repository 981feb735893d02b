//! A CV read as a whole.

use super::*;

#[test]
fn only_tokens_outside_the_masked_parts_are_kept() {
    let text = "Anna Nowak, nurse in Leeds";
    let all = tokenize(text);
    for (masked, kept) in [
        (vec![], vec!["Anna", "Nowak", "nurse", "in", "Leeds"]),
        (vec![(0, 10)], vec!["nurse", "in", "Leeds"]),
        (vec![(2, 3), (21, 26)], vec!["Nowak", "nurse", "in"]),
        (
            vec![(4, 5), (10, 12)],
            vec!["Anna", "Nowak", "nurse", "in", "Leeds"],
        ),
        (vec![(0, 26)], vec![]),
    ] {
        let spans: Vec<Span> = masked
            .iter()
            .map(|&(from, to)| Span::new(from, to))
            .collect();
        let left = unmasked(&all, &spans);
        let words: Vec<&str> = left.iter().map(|token| token.of(text)).collect();
        assert_eq!(words, kept, "{masked:?}");
        assert!(left.iter().eq(apart(&all, spans.iter().copied())));
    }
}

#[test]
fn lines_left_out_are_as_if_they_were_never_there() {
    let line = "Led a team of twelve in Leeds";
    let cv =
        |lines: &str| format!("Anna Nowak\nExperience\nNurse, Brill Ltd, 2015 - 2018\n{lines}");
    let read_text = |text: &str| {
        let document = crate::document::plain::from_text(text, crate::document::Format::PlainText);
        let document = document.unwrap();
        let profile = read(&document, Lexicon::builtin(), Month::new(2024, 1));
        (document, profile)
    };
    let (document, _) = read_text(&cv(&format!("{line}\nPrepared wards for winter")));
    let left = read_without(
        &document,
        std::slice::from_ref(&(3..4)),
        Lexicon::builtin(),
        Month::new(2024, 1),
    );
    let (_, other) = read_text(&cv("Prepared wards for winter"));
    let keys = |profile: &CvProfile| -> Vec<u64> {
        profile.tokens.iter().map(|token| token.key).collect()
    };
    assert_eq!(keys(&left), keys(&other));
    assert_eq!(left.passages.len(), other.passages.len());
    assert_eq!(left.total_months, other.total_months);
    assert!(left.is_identity(Span::new(0, 4)));
}

#[test]
fn a_bracket_that_closes_one_within_belongs_to_it() {
    for (text, end, expected) in [
        ("Operator (CNC), nights", 13, 14),
        ("Operator (CNC), nights", 8, 8),
        ("Operator (CNC, nights", 13, 13),
        ("Operator [CNC], nights", 13, 14),
        ("Operator [CNC), nights", 13, 13),
        // As many close as open.
        ("Operator (CNC))", 14, 14),
    ] {
        let found = lines::closed(text, Span::new(0, end));
        assert_eq!(found, Span::new(0, expected), "{text}, {end}");
    }
}
