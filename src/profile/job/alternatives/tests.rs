//! Which things in a sentence stand for one another.

use super::*;

/// Groups the capitalised words of `text` and writes them down.
fn grouped(text: &str, language: &str) -> String {
    let words = Words::new(text);
    let items: Vec<Range<usize>> = (1..words.tokens.len())
        .filter(|&at| words.starts_upper(at))
        .map(|at| at..at + 1)
        .collect();
    group(&words, &items, &(0..words.tokens.len()), language)
        .into_iter()
        .map(|group| {
            let names: Vec<&str> = group
                .members
                .iter()
                .map(|&i| words.tokens[items[i].start].of(text))
                .collect();
            if group.at_least > 1 {
                format!("{}:{}", group.at_least, names.join("|"))
            } else {
                names.join("|")
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn alternatives_count_once() {
    let cases = [
        ("knows Kafka or RabbitMQ", "Kafka|RabbitMQ"),
        ("knows Java / Kotlin, Spring", "Java|Kotlin Spring"),
        ("one of: Ada, Basic, Cobol", "Ada|Basic|Cobol"),
        (
            "at least three of Ada, Basic, Cobol, Delphi",
            "3:Ada|Basic|Cobol|Delphi",
        ),
        ("tools such as Ada, Basic, or Cobol", "Ada|Basic|Cobol"),
        ("with Ada, Basic and Cobol", "Ada Basic Cobol"),
        (
            "with Ada, Basic and Cobol or Delphi",
            "Ada Basic Cobol|Delphi",
        ),
        ("with Ada or Basic, Cobol", "Ada|Basic Cobol"),
        ("with Ada, Basic, Cobol or similar", "Ada|Basic|Cobol"),
        ("uses Ada and/or Basic", "Ada|Basic"),
        ("uses Ada for Basic", "Ada Basic"),
        ("uses Ada or good Basic", "Ada|Basic"),
        ("uses Ada or works with Basic", "Ada Basic"),
        (
            "a Method they explain, e.g. Ada or Basic",
            "Method|Ada|Basic",
        ),
        (
            "ein Umrichter, z. b. von Ada oder Basic",
            "Umrichter|Ada|Basic",
        ),
        ("an Umrichter. from Ada or Basic", "Umrichter Ada|Basic"),
        (
            "a Table (Ada, lookups, Basic) and Cobol",
            "Table|Ada|Basic Cobol",
        ),
        ("a Table, lookups, Basic", "Table Basic"),
        ("a Method. good at Ada or Basic", "Method Ada|Basic"),
        (
            "one or more Languages, including Ada, Basic",
            "Languages|Ada|Basic",
        ),
        (
            "uses Languages, including Ada, Basic",
            "Languages Ada Basic",
        ),
        ("with Databases such as Ada, Basic", "Databases|Ada|Basic"),
        ("with Databases (e.g. Ada, Basic)", "Databases|Ada|Basic"),
        // Four words before the example, and five.
        (
            "a Method bakers often enjoy explaining, e.g. Ada or Basic",
            "Method|Ada|Basic",
        ),
        (
            "a Method bakers very often enjoy explaining, e.g. Ada or Basic",
            "Method Ada|Basic",
        ),
        // Seven words from what announces them to the first, and eight.
        (
            "one of our many old brick kilns Ada, Basic, Cobol",
            "Ada|Basic|Cobol",
        ),
        (
            "one of our many very old brick kilns Ada, Basic, Cobol",
            "Ada Basic Cobol",
        ),
        ("Ada/Basic, Cobol/Delphi", "Basic Cobol|Delphi"),
        ("with Ada/Basic, Cobol/Delphi", "Ada|Basic Cobol|Delphi"),
        // Each sign that joins, and those that part.
        ("uses (Ada) Basic", "Ada Basic"),
        ("uses Ada Basic", "Ada Basic"),
        (
            "with Ada, Broker: Kafka or Rabbit",
            "Ada Broker|Kafka|Rabbit",
        ),
        ("one of Ada & Basic", "Ada|Basic"),
        // What stands for one another ends where the list goes on.
        ("with Ada or Basic, Cobol, Delphi", "Ada|Basic Cobol Delphi"),
        ("with Ada: Basic, Cobol", "Ada Basic Cobol"),
        (
            "with Ada or Basic and Cobol, Delphi",
            "Ada|Basic Cobol Delphi",
        ),
        ("an Oven. (Ada, Basic)", "Oven Ada Basic"),
        ("an orchestrator (Ada, Basic, Cobol)", "Ada|Basic|Cobol"),
        ("about Ada / white rye Basic", "Ada|Basic"),
        ("about Ada / old white rye Basic", "Ada Basic"),
        ("uses Ada as a given rye: Basic or Cobol", "Ada|Basic|Cobol"),
        (
            "uses Ada as a very given rye: Basic or Cobol",
            "Ada Basic|Cobol",
        ),
        // Four small words within a list, and five.
        ("with Ada or even the other Basic", "Ada|Basic"),
        ("with Ada or even also the other Basic", "Ada Basic"),
        ("with Ada 3 or Basic", "Ada|Basic"),
        // Small words alone make no list.
        ("uses Ada the Basic or Cobol", "Ada Basic|Cobol"),
        // Two words before a bracket, and three.
        ("an Oven with rye (Ada)", "Oven|Ada"),
        ("an Oven with old rye (Ada)", "Oven Ada"),
        // No more will do than are named.
        ("at least three of Ada, Basic", "2:Ada|Basic"),
        // What `and` joins is all asked, and a semicolon ends what is announced.
        ("with Ada and Basic or similar", "Ada Basic"),
        ("one of rye; Ada, Basic", "Ada Basic"),
        (
            "one or more Languages, including rye Ada, Basic",
            "Languages Ada Basic",
        ),
        // The end of a sentence parts what `or` would join.
        ("with Ada; or Basic", "Ada Basic"),
        ("with Ada. or Basic", "Ada Basic"),
        ("with Ada! or Basic", "Ada Basic"),
        ("with Ada? or Basic", "Ada Basic"),
        ("with Ada • or Basic", "Ada Basic"),
        ("with Ada, or Basic", "Ada|Basic"),
        // One word may say what kind it is, and two are something else.
        ("uses Ada or good old Basic", "Ada Basic"),
        // Of brackets both are there, and no `and` stands in them.
        ("an orchestrator (Ada, Basic, Cobol", "Ada Basic Cobol"),
        ("an orchestrator Ada, Basic, Cobol)", "Ada Basic Cobol"),
        ("an orchestrator (Ada, Basic and Cobol)", "Ada Basic Cobol"),
        ("a Table (Ada, lookups; Basic)", "Table|Ada Basic"),
        ("a Table (Ada, lookups) Basic", "Table|Ada Basic"),
        // A word behind a comma turns away from what is announced.
        ("one of Ada or Basic, plus Cobol", "Ada|Basic Cobol"),
        ("one of Ada or Basic plus Cobol", "Ada|Basic|Cobol"),
        ("mit Ada oder Basic", "Ada|Basic"),
        (
            "одним из брокеров: Kafka, Rabbit или Active",
            "Kafka|Rabbit|Active",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(grouped(text, "en"), expected, "{text}");
    }
    // Four letters before a stop may be shortened.
    assert_eq!(
        grouped("een Methode, bijv. Ada of Basic", "nl"),
        "Methode|Ada|Basic"
    );
    assert_eq!(grouped("kennis van Ada of Basic", "nl"), "Ada|Basic");
    assert_eq!(grouped("design of Ada of Basic", "en"), "Ada Basic");
}

#[test]
fn an_or_behind_the_end_of_a_sentence_is_of_another() {
    let words = Words::new("with Ada, Basic or rye");
    let items = [1..2, 2..3];
    for (end, sizes) in [(3, &[1, 1][..]), (4, &[2]), (5, &[2])] {
        let groups = group(&words, &items, &(0..end), "en").into_iter();
        let found: Vec<usize> = groups.map(|group| group.members.len()).collect();
        assert_eq!(found, sizes, "{end}");
    }
}
