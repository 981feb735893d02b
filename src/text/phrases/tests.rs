use super::*;

fn found(table: &PhraseTable<u8>, text: &str) -> Vec<(String, u8)> {
    let tokens = tokenize(text);
    let view = Tokens::new(text, &tokens);
    table
        .find(view, 0..tokens.len())
        .map(|(range, value)| {
            let span = view.span(range).expect("phrases have words");
            (span.of(text).to_owned(), *value)
        })
        .collect()
}

fn named(found: &[(&str, u8)]) -> Vec<(String, u8)> {
    found
        .iter()
        .map(|(phrase, value)| ((*phrase).to_owned(), *value))
        .collect()
}

#[test]
fn the_longest_phrase_wins_and_signs_do_not_matter() {
    let table = PhraseTable::new([("nice", 1), ("nice to have", 2), ("желательн*", 3)]);
    assert_eq!(
        found(&table, "Nice-to-have: a. Nice. Желательно"),
        named(&[("Nice-to-have", 2), ("Nice", 1), ("Желательно", 3)])
    );
}

#[test]
fn of_equal_length_the_first_given_wins_open_or_not() {
    let open_first = PhraseTable::new([("lead*", 1), ("leader", 2)]);
    assert_eq!(found(&open_first, "leader"), named(&[("leader", 1)]));
    let exact_first = PhraseTable::new([("leader", 2), ("lead*", 1)]);
    assert_eq!(
        found(&exact_first, "Leader leading lea"),
        named(&[("Leader", 2), ("leading", 1)])
    );
}

#[test]
fn any_word_and_open_words_within() {
    let table = PhraseTable::new([("bachelor of _ studies", 1), ("good know*", 2)]);
    assert_eq!(
        found(&table, "Bachelor of Jewish Studies, good knowledge, good"),
        named(&[("Bachelor of Jewish Studies", 1), ("good knowledge", 2)])
    );
    assert!(found(&table, "Bachelor of studies").is_empty());
}

#[test]
fn what_may_stand_between_can_be_said() {
    let table = PhraseTable::new([("nice to have", 1)]).joined_by(|gap| !gap.contains('.'));
    assert!(found(&table, "Nice. To have").is_empty());
    assert_eq!(found(&table, "nice to - have").len(), 1);
}

#[test]
fn a_phrase_that_is_all_and_one_that_ends_here() {
    let table = PhraseTable::new([("kind regards", 1), ("regards", 2), ("in fede", 3)]);
    for (text, whole, before) in [
        ("Kind regards", Some(1), Some(1)),
        ("regards", Some(2), Some(2)),
        ("kind", None, None),
        ("my kind regards", None, Some(1)),
        ("regards to", None, None),
        ("", None, None),
    ] {
        let tokens = tokenize(text);
        let view = Tokens::new(text, &tokens);
        assert_eq!(table.whole(view).copied(), whole, "{text}");
        let last = table.all_before(view, tokens.len()).next();
        assert_eq!(last.map(|found| *found.value), before, "{text}");
    }
}

#[test]
fn phrases_of_signs_alone_are_none() {
    let table = PhraseTable::new([("—", 1), ("", 2)]);
    assert_eq!(table.longest, 0);
    assert!(found(&table, "— a").is_empty());
}

#[test]
fn a_phrase_ends_within_the_range() {
    let table = PhraseTable::new([("nice to have", 1), ("nice", 2)]);
    let text = "nice to have";
    let tokens = tokenize(text);
    let found: Vec<_> = table.find(Tokens::new(text, &tokens), 0..2).collect();
    assert_eq!(found, [(0..1, &2)]);
}
