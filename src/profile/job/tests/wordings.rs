//! What the words of a line ask for, and how much.

use super::*;

#[test]
fn what_a_bracket_denies_is_not_asked_and_what_or_joins_is() {
    for (line, expected) in [
        (
            "Docker (Kubernetes alone is not enough)",
            "must: 1 of Docker, 0",
        ),
        (
            "Docker (Kubernetes is as good)",
            "must: 1 of Docker|Kubernetes, 0",
        ),
        (
            "Experience as a charge nurse or preceptor preferred",
            "nice: 1 of charge nurse|preceptor, 0",
        ),
        (
            "Experience as a charge nurse or preceptor of students",
            "must: 1 of charge nurse, 0",
        ),
    ] {
        let profile = read_text(&format!("Nurse\n\nRequirements\n- {line}\n- Java\n"));
        assert_eq!(asked(&profile)[0], expected, "{line}");
    }
}

#[test]
fn names_of_one_thing_and_examples_are_one_ask() {
    for (line, expected) in [
        // Both names of one thing, since the post says both.
        (
            "Elasticsearch/OpenSearch in production",
            "must: 1 of Elasticsearch|OpenSearch, 0",
        ),
        ("Front-end or frontend work", "must: 1 of Front-end, 0"),
        // An unknown name beside letters that are one.
        (
            "have examined for AQA or Edexcel",
            "must: 1 of AQA|Edexcel, 0",
        ),
        (
            "Excel (pivot tables, lookups, Power Query)",
            "must: 1 of Excel|pivot tables|lookups|Power Query, 0",
        ),
        // What is listed behind `a subject such as` are fields of the degree.
        (
            "Degree in a numerate subject such as mathematics, physics or computer science",
            "must: Bachelor",
        ),
    ] {
        let profile = read_text(&format!("Baker\n\nRequirements\n- {line}\n- Java\n"));
        assert_eq!(asked(&profile), [expected, "must: 1 of Java, 0"], "{line}");
    }
}

#[test]
fn languages_of_which_one_will_do_are_one_requirement() {
    for (line, expected) in [
        ("English or French required", &["must: en|fr"][..]),
        ("Fluent English, French or German", &["must: en|fr|de"]),
        ("Deutsch (C1) oder Englisch (B2)", &["must: de|en"]),
        (
            "English, French and German",
            &["must: en", "must: fr", "must: de"],
        ),
        ("English and French or German", &["must: en", "must: fr|de"]),
    ] {
        let profile = read_text(&format!("Quay Keeper\n\nRequirements\n- {line}\n"));
        assert_eq!(asked(&profile), expected, "{line}");
    }
}

#[test]
fn degrees_with_their_own_years_are_one_ladder() {
    let rung = |level, months: u32, start| {
        let span = Span::new(start, start + 10);
        let importance = Importance::Must;
        let education = Demand::Education {
            level,
            fields: Vec::new(),
            or_equivalent: false,
        };
        let experience = Demand::Experience {
            minimum_months: months,
            maximum_months: None,
        };
        [education, experience].map(|demand| Asked {
            importance,
            demand,
            span,
        })
    };
    let mut asked: Vec<Asked> = rung(EducationLevel::Doctorate, 24, 0).into();
    asked.extend(rung(EducationLevel::Bachelor, 96, 20));
    numbered::lowest_rung(&mut asked);
    assert_eq!(asked, rung(EducationLevel::Bachelor, 96, 20));
}

#[test]
fn a_bare_list_is_three_phrases_of_at_most_six_words() {
    let six = "quabb fennx zorbl drusk plimm vexel";
    for (items, expected) in [
        (
            &[six, "morbu", "tiddy"][..],
            vec![
                format!("must: 1 of {six}, 0"),
                "must: 1 of morbu, 0".into(),
                "must: 1 of tiddy, 0".into(),
            ],
        ),
        (
            &[six, "morbu"],
            vec![format!("must: \"{six}\""), "must: 1 of morbu, 0".into()],
        ),
        (
            &[
                "quabb fennx zorbl drusk plimm vexel skarn",
                "morbu",
                "tiddy",
            ],
            vec![
                format!("must: \"{six} skarn\""),
                "must: 1 of morbu, 0".into(),
                "must: 1 of tiddy, 0".into(),
            ],
        ),
    ] {
        let profile = read_text(&format!("Skills sought:\n- {}\n", items.join("\n- ")));
        assert_eq!(asked(&profile), expected, "{items:?}");
    }
}

#[test]
fn a_phrase_has_five_words_and_one_of_a_list_three() {
    for (item, expected) in [
        (
            "quabb fennx zorbl drusk plimm",
            &["must: 1 of quabb fennx zorbl drusk plimm, 0"][..],
        ),
        (
            "quabb fennx zorbl drusk plimm vexel",
            &["must: \"quabb fennx zorbl drusk plimm vexel\""],
        ),
        (
            "Quabb Fennx Zorbl, Drusk, Plimm",
            &[
                "must: 1 of Quabb Fennx Zorbl, 0",
                "must: 1 of Drusk, 0",
                "must: 1 of Plimm, 0",
            ],
        ),
        (
            "Quabb Fennx Zorbl Vexel, Drusk, Plimm",
            &["must: \"Quabb Fennx Zorbl Vexel, Drusk, Plimm\""],
        ),
        // Half sentences between commas are no names.
        ("Quabb, fennx, zorbl", &["must: \"Quabb, fennx, zorbl\""]),
        (
            "Quabb, fennx",
            &["must: 1 of Quabb, 0", "must: 1 of fennx, 0"],
        ),
    ] {
        let profile = read_text(&format!("Baker\n\nRequirements\n- {item}\n"));
        assert_eq!(asked(&profile), expected, "{item}");
    }
}

#[test]
fn what_is_wanted_less_is_nice_within_its_scope() {
    for (item, expected) in [
        (
            "Kafka; RabbitMQ is a plus",
            &["must: 1 of Kafka, 0", "nice: 1 of RabbitMQ, 0"][..],
        ),
        (
            "Kafka (preferred), RabbitMQ",
            &["nice: 1 of Kafka, 0", "must: 1 of RabbitMQ, 0"],
        ),
        // A bracket speaks of the thing before it alone.
        (
            "RabbitMQ, Kafka (preferred)\n- SQL",
            &[
                "must: 1 of RabbitMQ, 0",
                "nice: 1 of Kafka, 0",
                "must: 1 of SQL, 0",
            ],
        ),
        // At the very end of the post.
        (
            "SQL\n- RabbitMQ, Kafka (preferred)",
            &[
                "must: 1 of SQL, 0",
                "must: 1 of RabbitMQ, 0",
                "nice: 1 of Kafka, 0",
            ],
        ),
        ("Preferably Kafka", &["nice: 1 of Kafka, 0"]),
        ("You ideally know Kafka", &["nice: 1 of Kafka, 0"]),
        ("Kafka, ideally", &["nice: 1 of Kafka, 0"]),
        (
            "Kafka, ideally RabbitMQ",
            &["must: 1 of Kafka, 0", "nice: 1 of RabbitMQ, 0"],
        ),
        ("Kafka is a plus", &["nice: 1 of Kafka, 0"]),
        ("Kafka is required", &["must: 1 of Kafka, 0"]),
        (
            "Apache Kafka, ideally RabbitMQ; SQL",
            &[
                "must: 1 of Apache Kafka, 0",
                "nice: 1 of RabbitMQ, 0",
                "must: 1 of SQL, 0",
            ],
        ),
        ("Kafka but it would be a plus", &["nice: 1 of Kafka, 0"]),
        (
            "Kafka is required, RabbitMQ is a plus",
            &["must: 1 of Kafka, 0", "nice: 1 of RabbitMQ, 0"],
        ),
    ] {
        let profile = read_text(&format!("Baker\n\nRequirements\n- {item}\n"));
        assert_eq!(asked(&profile), expected, "{item}");
    }
}

#[test]
fn what_is_asked_twice_counts_once_and_by_the_stricter() {
    for (lines, expected) in [
        (
            "Requirements\n- 2 years of Fennix\n- 4 years of Fennix",
            &["must: 1 of Fennix, 48"][..],
        ),
        (
            "Requirements\n- 4 years of Fennix\n- 2 years of Fennix",
            &["must: 1 of Fennix, 48"],
        ),
        (
            "Nice to have\n- Fennix\n\nRequirements\n- Fennix",
            &["must: 1 of Fennix, 0"],
        ),
        (
            "Requirements\n- Fennix\n\nNice to have\n- Fennix\n- Quibscript",
            &["must: 1 of Fennix, 0", "nice: 1 of Quibscript, 0"],
        ),
    ] {
        assert_eq!(
            asked(&read_text(&format!("Baker\n\n{lines}\n"))),
            expected,
            "{lines}"
        );
    }
}

#[test]
fn years_are_of_what_they_stand_beside() {
    for (line, expected) in [
        (
            "Min. 3 years in a cold store, Docker, Java",
            &[
                "must: 36 months",
                "must: 1 of Docker, 0",
                "must: 1 of Java, 0",
            ][..],
        ),
        (
            "Docker, min. 3 years in a cold store",
            &["must: 1 of Docker, 0", "must: 36 months"],
        ),
        ("3 years of experience, Docker", &["must: 1 of Docker, 36"]),
        (
            "No less than 10 years of Java, of which at least 5 of Docker",
            &["must: 1 of Java, 120", "must: 1 of Docker, 60"],
        ),
        // How long the work lasts.
        ("Docker, 3 months from 1 June", &["must: 1 of Docker, 0"]),
        ("3 months of Docker", &["must: 1 of Docker, 3"]),
        ("Docker: 3 months", &["must: 1 of Docker, 3"]),
        (
            "Java - 3 years, Docker - 2 years",
            &["must: 1 of Java, 36", "must: 1 of Docker, 24"],
        ),
        (
            "Java: 3 years, Docker: 2 years experience",
            &["must: 1 of Java, 36", "must: 1 of Docker, 24"],
        ),
        (
            "Java 3 years, Docker",
            &["must: 1 of Java, 36", "must: 1 of Docker, 0"],
        ),
    ] {
        let profile = read_text(&format!("Baker\n\nRequirements\n- {line}\n"));
        assert_eq!(asked(&profile), expected, "{line}");
    }
}

#[test]
fn what_is_listed_with_something_known_is_asked_too() {
    for (line, expected) in [
        (
            "Docker and gloamwork",
            &["must: 1 of Docker, 0", "must: 1 of gloamwork, 0"][..],
        ),
        (
            "Strong gloamwork and Docker skills",
            &["must: 1 of gloamwork, 0", "must: 1 of Docker, 0"],
        ),
        (
            "Knowledge of Docker, gloam-yard fennery.",
            &["must: 1 of Docker, 0", "must: 1 of gloam-yard fennery, 0"],
        ),
        // More words than a name has.
        (
            "Docker and gloamwork zorbl drusk plimm",
            &["must: 1 of Docker, 0"],
        ),
        // Twelve words, and one more.
        (
            "You have seen it all, and know your way round Docker and gloamwork",
            &["must: 1 of Docker, 0"],
        ),
        (
            "You saw it all, and know your way round Docker and gloamwork",
            &["must: 1 of Docker, 0", "must: 1 of gloamwork, 0"],
        ),
        // Half a sentence.
        ("Docker and gloamwork with us", &["must: 1 of Docker, 0"]),
        // People.
        ("Docker and qualified nurses", &["must: 1 of Docker, 0"]),
        // Beside a trait stand traits.
        ("Teamwork and gloamwork", &["must: 1 of Teamwork, 0"]),
    ] {
        let profile = read_text(&format!("Baker\n\nRequirements\n- {line}\n"));
        assert_eq!(asked(&profile), expected, "{line}");
    }
}

#[test]
fn a_language_that_opens_the_sentence_is_one() {
    for (line, expected) in [
        ("Se valorará inglés", Some("en")),
        ("L'anglais serait un plus", Some("en")),
        ("Connaissance du marché français", None),
    ] {
        let profile = read_text(&format!("Baker\n\nRequirements\n- Docker\n- {line}\n"));
        let found = profile
            .requirements
            .iter()
            .find_map(|one| match &one.demand {
                Demand::Language { any_of, .. } => any_of.first().map(String::as_str),
                _ => None,
            });
        assert_eq!(found, expected, "{line}");
    }
}

#[test]
fn both_of_two_degrees_with_a_slash_are_seen() {
    let profile = read_text("Baker\n\nRequirements\n- BS/MS in Physics\n");
    assert_eq!(asked(&profile), ["must: Bachelor"]);
}

#[test]
fn the_name_of_the_job_and_facts_up_to_a_colon_are_not_asked() {
    let profile = read_text(
        "Relief Gloamer, Whitby, £13/h: Docker certificate, Java essential.\nGerman desirable.\n",
    );
    let labels = asked(&profile).join("; ");
    assert!(
        !labels.contains("Whitby") && labels.contains("Java"),
        "{labels}"
    );
}

#[test]
fn what_is_listed_has_a_name() {
    for item in ["Gloam work, or rye mills", "Gloam work, and, or rye mills"] {
        let profile = read_text(&format!("Baker\n\nRequirements\n- {item}\n"));
        let demands = profile.requirements.iter().map(|one| &one.demand);
        for demand in demands {
            if let Demand::Skill { any_of, .. } = demand {
                let has_name = any_of.iter().all(|wanted| !wanted.label.is_empty());
                assert!(has_name && !any_of.is_empty(), "{item}: {demand:?}");
            }
        }
    }
}
