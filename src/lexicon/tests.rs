//! What a lexicon finds, by tables of cases over a small lexicon of its own.

use super::format::{MAX_ALIAS_TOKENS, MAX_ANCESTORS, MAX_BYTES, MAX_LIST};
use super::*;

#[path = "../../tests/common/data.rs"]
mod data;

pub(super) use data::shared_data;

pub(super) const SMALL: &str = "\
# A comment, then a blank line.

label\tkind\taliases\tbroader\trelated\tambiguous
Programming Language\tgroup\t\t\t\t
Database\tgroup\tdatabases\t\t\t
SQL Database\tgroup\trelational database\tDatabase\t\t
PostgreSQL\ttool\tpostgres | psql\tSQL Database\tMySQL=0.6\t
MySQL\ttool\t\tSQL Database\tPostgreSQL=0.7\t
Go\tlanguage\tgolang | go lang\tProgramming Language\tRust=0.3\tgo=case+near
Rust\tlanguage\trust lang\tProgramming Language\t\trust=near+not_before:prevention,removal
R\tlanguage\tr language\tProgramming Language\t\tr=case+item
C++\tlanguage\tcpp\tProgramming Language\t\t
REST\tmethod\trest api | restful\t\t\trest=case
Unit Testing\tmethod\tunit test\t\t\t
API\tskill\tapplication programming interface\t\t\t
Machine Learning\tskill\t\t\t\t
Data Visualisation\tskill\t\t\t\t
Café Management\tskill\t\t\t\t
Spring\ttool\tspring boot\t\t\tspring=not_after:last,this+not_before:season
Lead Auditor\tcertificate\tlead\t\t\tlead=after:qualified+before:assessor,assessors
";

pub(super) fn small() -> Lexicon {
    Lexicon::parse("small.tsv", SMALL).expect("the small lexicon is right")
}

fn found<'a>(lexicon: &'a Lexicon, text: &'a str) -> Vec<(&'a str, &'a str)> {
    lexicon
        .find(text, &tokenize(text))
        .into_iter()
        .map(|hit| (lexicon.label(hit.concept), hit.span.of(text)))
        .collect()
}

#[test]
fn finds_in_any_case_and_the_longest() {
    let lexicon = small();
    for (text, expected) in [
        ("Used POSTGRES daily", vec![("PostgreSQL", "POSTGRES")]),
        (
            "a REST API in C++",
            vec![("REST", "REST API"), ("C++", "C++")],
        ),
        (
            "machine learning",
            vec![("Machine Learning", "machine learning")],
        ),
        (
            "machine\n   learning",
            vec![("Machine Learning", "machine\n   learning")],
        ),
        (
            "machine-learning",
            vec![("Machine Learning", "machine-learning")],
        ),
        ("unit tests", vec![("Unit Testing", "unit tests")]),
        ("APIs", vec![("API", "APIs")]),
        (
            "data visualization",
            vec![("Data Visualisation", "data visualization")],
        ),
        (
            "cafe management",
            vec![("Café Management", "cafe management")],
        ),
        (
            "CAFÉ MANAGEMENT",
            vec![("Café Management", "CAFÉ MANAGEMENT")],
        ),
        ("postgresqlx mysqls", vec![("MySQL", "mysqls")]),
    ] {
        assert_eq!(found(&lexicon, text), expected, "{text:?}");
    }
}

#[test]
fn a_phrase_stops_at_what_divides() {
    let lexicon = small();
    for text in [
        "machine\n\nlearning",
        "the machine. Learning",
        "machine, learning",
        "machine; learning",
        "machine | learning",
        "machine • learning",
        "machine\n- learning",
        "machine - learning",
        "machine\tlearning",
        "machine: learning",
        "machine (learning)",
    ] {
        assert_eq!(found(&lexicon, text), [], "{text:?}");
    }
}

#[test]
fn letters_of_an_acronym_are_no_short_name_in_capitals() {
    let lexicon = Lexicon::builtin();
    for (written, is_named) in [
        ("Ada", true),
        ("ada", true),
        ("ADA", false),
        ("Rust", true),
        ("RUST", true),
        ("SQL", true),
        ("no such name", false),
    ] {
        assert_eq!(lexicon.named(written).is_some(), is_named, "{written}");
    }
}

#[test]
fn ambiguous_aliases_need_their_rules() {
    let lexicon = small();
    for (text, expected) in [
        // case
        ("time to rest", vec![]),
        ("REST over HTTP", vec![("REST", "REST")]),
        // case and near
        ("Go to market", vec![]),
        ("we go with C++", vec![("C++", "C++")]),
        ("Go and C++", vec![("Go", "Go"), ("C++", "C++")]),
        // two that are akin give each other company where both are written as names
        ("Go and Rust", vec![("Go", "Go"), ("Rust", "Rust")]),
        ("go and rust", vec![]),
        ("go and Rust", vec![]),
        // company within twelve tokens on another line, and too far
        (
            "Go\n1 2 3 4 5 6 7 8 9 10 11\nC++",
            vec![("Go", "Go"), ("C++", "C++")],
        ),
        ("Go\n1 2 3 4 5 6 7 8 9 10 11 12\nC++", vec![("C++", "C++")]),
        (
            "Go 1 2 3 4 5 6 7 8 9 10 11 12 13 14 C++",
            vec![("Go", "Go"), ("C++", "C++")],
        ),
        // the same concept is no company
        ("golang, Go", vec![("Go", "golang")]),
        // neighbours
        ("rust prevention by C++", vec![("C++", "C++")]),
        ("last spring", vec![]),
        ("spring season", vec![]),
        ("Spring", vec![("Spring", "Spring")]),
        ("last spring boot", vec![("Spring", "spring boot")]),
        ("qualified lead assessors", vec![("Lead Auditor", "lead")]),
        ("lead assessors", vec![]),
        // item
        ("Python, R, SAS", vec![("R", "R")]),
        ("R", vec![("R", "R")]),
        ("  - R\n", vec![("R", "R")]),
        ("languages: Python, R.\n", vec![("R", "R")]),
        ("Python / R (advanced)", vec![("R", "R")]),
        ("vitamin R", vec![]),
        ("J. R. Miller", vec![]),
        ("r, s", vec![]),
    ] {
        assert_eq!(found(&lexicon, text), expected, "{text:?}");
    }
}

#[test]
fn fields_of_one_family_give_each_other_company() {
    let lexicon = Lexicon::builtin();
    for (text, label, expected) in [
        ("Docker, Kubernetes, Go", "Go", true),
        ("Python, Terraform, Packer", "Packer", true),
        ("packer, forklift driver", "Packer", false),
        ("we go to the nurse", "Go", false),
    ] {
        let hits = found(lexicon, text);
        assert_eq!(
            hits.iter().any(|hit| hit.0 == label),
            expected,
            "{text:?} {hits:?}"
        );
    }
}

#[test]
fn a_users_lexicon_stands_beside_the_built_in_one() {
    let text = "\
Zephyrine\ttool\tzeph\tGolang\tPostgreSQL=0.4\tzeph=near
Postgres\tgroup\telephantbase\tZephyrine\t\t
Quillwork\tskill\tdatabases | python\t\t\t
";
    let (lexicon, clashes) = Lexicon::builtin_with(&[("own.tsv", text)]).expect("right");
    assert_eq!(lexicon.len(), Lexicon::builtin().len() + 2);
    assert_eq!(clashes, 3, "Postgres, databases, python");
    let id = |alias: &str| lexicon.lookup(alias).expect(alias);
    let label = |alias: &str| lexicon.label(id(alias));
    assert_eq!(label("elephantbase"), "PostgreSQL");
    assert_eq!(label("databases"), "Database");
    assert_eq!(label("python"), "Python");
    assert_eq!(lexicon.broader(id("Zephyrine")), [id("Go")]);
    assert_eq!(
        lexicon.broader(id("Postgres")),
        builtin_broader("PostgreSQL")
    );
    assert_eq!(
        lexicon.relation(id("PostgreSQL"), id("Zephyrine")),
        Some(Relation::Related(0.4))
    );
    let hits = found(&lexicon, "payroll, zeph");
    assert_eq!(hits, [("Payroll", "payroll"), ("Zephyrine", "zeph")]);
    assert_eq!(found(&lexicon, "a zeph"), []);

    let error = Lexicon::builtin_with(&[("own.tsv", "Zephyrine\ttool\t\tNowhere\n")])
        .expect_err("no such concept");
    assert_eq!(
        error.to_string(),
        "own.tsv:1: found broader `Nowhere`, expected the label of a concept in the lexicon"
    );
}

fn builtin_broader(label: &str) -> Vec<ConceptId> {
    let lexicon = Lexicon::builtin();
    let id = lexicon.lookup(label).expect(label);
    lexicon.broader(id).to_vec()
}

#[test]
fn a_hit_without_company_leaves_its_place_to_a_shorter_alias() {
    let text = format!(
        "{HEADER}\nFlow\ttool\t\t\t\t\nFlow Control\ttool\t\t\t\tFlow Control=near\nValve\ttool\t\t\t\t\n"
    );
    let lexicon = Lexicon::parse("flow.tsv", &text).expect("right");
    assert_eq!(found(&lexicon, "flow control"), [("Flow", "flow")]);
    assert_eq!(
        found(&lexicon, "valve, flow control"),
        [("Valve", "valve"), ("Flow Control", "flow control")]
    );
}

#[test]
fn a_shorter_alias_in_such_a_place_still_sees_the_words_around_it() {
    let source = format!(
        "{HEADER}\nFlow\ttool\t\t\t\tFlow=not_before:chart\nFlow Flow\ttool\t\t\t\tFlow Flow=near\n"
    );
    let lexicon = Lexicon::parse("x.tsv", &source).unwrap();
    assert_eq!(found(&lexicon, "flow flow chart"), [("Flow", "flow")]);
}

#[test]
fn concepts_answer_by_any_alias() {
    let lexicon = small();
    let postgres = lexicon.lookup("Psql").expect("an alias");
    assert_eq!(lexicon.label(postgres), "PostgreSQL");
    assert_eq!(
        lexicon.aliases(postgres),
        ["PostgreSQL", "postgres", "psql"]
    );
    assert_eq!(lexicon.kind(postgres), Some(Kind::Tool));
    assert_eq!(lexicon.source(postgres), "small.tsv");
    assert!(lexicon.lookup("go").is_some(), "rules are for texts");
    assert_eq!(lexicon.lookup("go to"), None);
    assert_eq!(lexicon.lookup(" ,"), None);
    let parents: Vec<&str> = lexicon
        .ancestors(postgres)
        .iter()
        .map(|&id| lexicon.label(id))
        .collect();
    assert_eq!(parents, ["SQL Database", "Database"]);
    assert_eq!(lexicon.label(ConceptId(9999)), "");
}

#[test]
fn relations_have_a_direction() {
    let lexicon = small();
    let id = |label: &str| lexicon.lookup(label).expect("a label");
    for (asked, has, expected) in [
        ("PostgreSQL", "psql", Some(Relation::Same)),
        ("Database", "PostgreSQL", Some(Relation::Narrower)),
        ("SQL Database", "PostgreSQL", Some(Relation::Narrower)),
        ("PostgreSQL", "Database", Some(Relation::Broader)),
        // Stated from both sides, the stronger stands.
        ("PostgreSQL", "MySQL", Some(Relation::Related(0.7))),
        ("MySQL", "PostgreSQL", Some(Relation::Related(0.7))),
        ("Rust", "Go", Some(Relation::Related(0.3))),
        ("Rust", "MySQL", None),
    ] {
        assert_eq!(
            lexicon.relation(id(asked), id(has)),
            expected,
            "{asked} {has}"
        );
    }
}

#[test]
fn errors_name_file_line_found_and_expected() {
    for (rows, expected) in [
        (
            "A\ttool\nB\ttool\ta\n",
            "x.tsv:3: found alias `a` for `B`, expected an alias of one concept only: it stands for `A` at x.tsv:2",
        ),
        (
            "A\tthing\n",
            "x.tsv:2: found kind `thing`, expected one of skill, tool, language, method, certificate, soft, domain, group",
        ),
        (
            "A\ttool\t\tB\n",
            "x.tsv:2: found broader `B`, expected the label of a concept in the lexicon",
        ),
        (
            "A\ttool\t\tBee\nB\ttool\tbee\n",
            "x.tsv:2: found broader `Bee`, expected the label of a concept in the lexicon",
        ),
        (
            "A\ttool\t\t\tB=0.5\n",
            "x.tsv:2: found related `B`, expected the label of a concept in the lexicon",
        ),
        (
            "A\ttool\t\t\ta=0.5\n",
            "x.tsv:2: found related `a` that is the concept itself, expected another concept",
        ),
        (
            "A\ttool\nB\ttool\t\t\tA=1\n",
            "x.tsv:3: found related `A=1`, expected `label=strength`, strength above 0 and below 1",
        ),
        (
            "A\ttool\nB\ttool\t\t\tA\n",
            "x.tsv:3: found related `A`, expected `label=strength`, strength above 0 and below 1",
        ),
        (
            "A\ttool\t\t\t\ta=loud\n",
            "x.tsv:2: found rule `loud`, expected case, near, item, or before:, after:, not_before:, not_after: with words divided by commas",
        ),
        (
            "A\ttool\t\t\t\ta=before:\n",
            "x.tsv:2: found rule `before:`, expected case, near, item, or before:, after:, not_before:, not_after: with words divided by commas",
        ),
        (
            "A\ttool\t\t\t\tb=case\n",
            "x.tsv:2: found ambiguous alias `b`, expected the label or one of the aliases of its line",
        ),
        (
            "A\ttool\t\t\t\ta\n",
            "x.tsv:2: found ambiguous `a`, expected `alias=rule`",
        ),
        (
            "A\ttool\t\tB\nB\ttool\t\tC\nC\ttool\t\tA\n",
            "x.tsv:2: found broader concepts that run in a circle: A > B > C > A",
        ),
        (
            "\ttool\n",
            "x.tsv:2: found an empty label, expected the name of a concept",
        ),
        (
            "+\ttool\n",
            "x.tsv:2: found alias `+` without a letter or digit, expected at least one",
        ),
        (
            "A\ttool\t\t\t\t\tmore\n",
            "x.tsv:2: found 7 column(s), expected 2 to 6 divided by tabs",
        ),
    ] {
        let text = format!("{HEADER}\n{rows}");
        let error = Lexicon::parse("x.tsv", &text).expect_err(rows);
        assert_eq!(error.to_string(), expected);
    }
    for (text, expected) in [
        (
            "label\tkind\n",
            "x.tsv:1: found `label kind`, expected the header `label, kind, aliases, broader, related, ambiguous` divided by tabs",
        ),
        (
            "# comment\nname,kind\n",
            "x.tsv:2: found 1 column(s), expected 2 to 6 divided by tabs",
        ),
    ] {
        let error = Lexicon::parse("x.tsv", text).expect_err(text);
        assert_eq!(error.to_string(), expected);
    }
    assert!(
        Lexicon::parse("x.tsv", "A\ttool\n").is_ok(),
        "the header may be left out"
    );
}

#[test]
fn a_wrong_row_leaves_the_others_usable() {
    let text = format!("{HEADER}\nA\ttool\t\tB\nB\ttool\tbee | a\tA\nB\ttool\nC\tnone\n");
    let (parts, problems) = assemble::assemble(&[("x.tsv", &text)]);
    assert_eq!(problems.len(), 4, "{problems:?}");
    let lexicon = Lexicon::of(parts, String::new());
    assert_eq!(lexicon.len(), 2);
    assert!(lexicon.lookup("bee").is_some());
}

#[test]
fn hostile_sizes_are_turned_down() {
    let many = vec!["a b"; MAX_LIST + 1].join(" | ");
    let chain: String = (1..=MAX_ANCESTORS + 2)
        .map(|at| format!("level {at}\tgroup\t\tlevel {}\n", at - 1))
        .collect();
    for (text, expected) in [
        (
            format!("A\ttool\t{many}\n"),
            "x.tsv:1: found 2001 aliases, expected at most 2000",
        ),
        (
            format!("A\ttool\t{}\n", "long ".repeat(MAX_ALIAS_TOKENS + 1)),
            "x.tsv:1: found alias `long long long long long long long long long long long long …` of 25 words, expected at most 24",
        ),
        (
            format!("level 0\tgroup\n{chain}"),
            "x.tsv:66: found more than 64 concepts above `level 65`, expected at most that many",
        ),
        (
            format!("A\ttool\n{}", "#".repeat(MAX_BYTES)),
            "x.tsv:1: found 67108871 bytes, expected at most 67108864",
        ),
    ] {
        let error = Lexicon::parse("x.tsv", &text).expect_err(expected);
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn one_endless_line_takes_no_longer_than_its_length() {
    let lexicon = small();
    // Every word asks for company; only the last gives some.
    let text = format!("{}cpp", "Go Rust go lang, ".repeat(50_000));
    let start = std::time::Instant::now();
    let hits = lexicon.find(&text, &tokenize(&text));
    assert_eq!(hits.len(), 150_001);
    assert!(start.elapsed().as_secs() < 5);
}

/// What can be used of some sources.
pub(super) fn assembled(sources: &[(&str, &str)]) -> Lexicon {
    Lexicon::of(assemble::assemble(sources).0, String::new())
}

#[test]
fn what_the_build_made_is_what_would_be_made_now() {
    assert_eq!(
        Lexicon::builtin().parts,
        assemble::beside_builtin(&[]).parts
    );
    let bytes = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));
    assert!(Parts::ready(&bytes[..bytes.len() / 2]).is_none());
}
