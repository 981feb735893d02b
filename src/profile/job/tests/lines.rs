//! Single lines: how many of what is named will do, how long, how much it is wished, and what asks
//! for nothing.

use super::*;

/// Lines under a heading that asks.
fn below(lines: &str) -> JobProfile {
    read_text(&format!("Baker\n\nRequirements\n{lines}\n"))
}

#[track_caller]
fn check(cases: &[(&str, &[&str])]) {
    for (lines, expected) in cases {
        assert_eq!(asked(&below(lines)), *expected, "{lines}");
    }
}

#[test]
fn names_that_are_joined_stand_for_one_another() {
    check(&[
        (
            "- Either Terraform or Pulumi, plus Ansible",
            &["must: 1 of Terraform|Pulumi, 0", "must: 1 of Ansible, 0"],
        ),
        (
            "- forklift licence, welding, Kafka, or Java",
            &["must: 1 of forklift licence|welding|Kafka|Java, 0"],
        ),
        (
            "- Kafka / Docker / Git",
            &["must: 1 of Kafka|Docker|Git, 0"],
        ),
        (
            "- Kafka (e.g. Docker, Git)",
            &["must: 1 of Kafka|Docker|Git, 0"],
        ),
        (
            "- Expertise in XML technologies (XSL, XSLT, XPath) and web skills like JavaScript and CSS.",
            &[
                "must: 1 of XML|XSL|XSLT|XPath, 0",
                "must: 1 of JavaScript|CSS, 0",
            ],
        ),
        // As many as the line says, each name counted once.
        (
            "- At least two of Illustrator, quay or SAP.",
            &["must: 2 of Illustrator|quay|SAP, 0"],
        ),
        (
            "- At least one of SQL, payroll and first aid",
            &["must: 1 of SQL|payroll|first aid, 0"],
        ),
    ]);
}

#[test]
fn a_word_of_four_letters_beside_or_is_a_name() {
    check(&[
        ("- quay or Git", &["must: 1 of quay|Git, 0"]),
        ("- rye or Git", &["must: 1 of Git, 0"]),
        (
            "- Excel, shift planning or quay",
            &["must: 1 of Excel|shift planning|quay, 0"],
        ),
        // What is counted is none.
        ("- 40 hours and Chemistry", &["must: 1 of Chemistry, 0"]),
        ("- You use rye and Git", &["must: 1 of Git, 0"]),
    ]);
}

#[test]
fn years_reach_up_to_what_is_wished_or_stands_apart() {
    check(&[
        (
            "- 3 years of experience in sales, preferably Git",
            &["must: 1 of sales, 36", "nice: 1 of Git, 0"],
        ),
        (
            "- 3 years of experience in sales; SAP",
            &["must: 1 of sales, 36", "must: 1 of SAP, 0"],
        ),
        (
            "- 5 years of experience, of which 2 years with Kafka",
            &["must: 60 months", "must: 1 of Kafka, 24"],
        ),
        ("- first aid, 18 months", &["must: 1 of first aid, 18"]),
        (
            "- PhD, Economics plus three or more years of Scrum",
            &["must: Doctorate", "must: 1 of Scrum, 36"],
        ),
        (
            "- PhD in Economics or Law and 3 years of experience",
            &["must: Doctorate", "must: 36 months"],
        ),
        ("- five (5) years of experience", &["must: 60 months"]),
        ("- 18months", &["must: 18 months"]),
        ("- 5 full years", &["must: 60 months"]),
    ]);
    let field = &below("- PhD, Economics plus three or more years of Scrum").requirements[0];
    let Demand::Education {
        fields,
        or_equivalent,
        ..
    } = &field.demand
    else {
        panic!("{field:?}");
    };
    assert_eq!(
        (fields.as_slice(), *or_equivalent),
        (&["economics".to_owned()][..], false)
    );
}

#[test]
fn of_two_lengths_the_lower_is_asked_and_a_range_has_an_upper() {
    for (line, lower, upper) in [
        ("- 2 years or 3 years", 24, None),
        ("- 2 to 3 years of experience", 24, Some(36)),
        ("- 3 to 2 years of experience", 24, Some(36)),
        ("- at most 5 years of experience", 0, Some(60)),
        ("- at least 5 years of experience", 60, None),
    ] {
        let profile = below(line);
        let months = match &profile.requirements[0].demand {
            Demand::Experience {
                minimum_months,
                maximum_months,
            } => (*minimum_months, *maximum_months),
            other => panic!("{line}: {other:?}"),
        };
        assert_eq!(months, (lower, upper), "{line}");
        assert_eq!(profile.requirements.len(), 1, "{line}");
    }
}

#[test]
fn of_two_languages_the_lower_level_will_do() {
    use crate::profile::spoken::SpokenLevel;
    for line in [
        "Deutsch (C1) oder Englisch (B2)",
        "Deutsch (B2) oder Englisch (C1)",
    ] {
        let profile = read_text(&format!("Baker\n\nAnforderungen\n- {line}\n"));
        let expected = Demand::Language {
            any_of: vec!["de".to_owned(), "en".to_owned()],
            level: Some(SpokenLevel::B2),
        };
        assert_eq!(profile.requirements[0].demand, expected, "{line}");
    }
}

#[test]
fn a_wish_is_said_before_the_names_or_by_a_pronoun_behind_them() {
    check(&[
        (
            "- You ideally know rye bread",
            &["nice: 1 of You ideally know rye bread, 0"],
        ),
        (
            "- Preferred: Kafka, Docker",
            &["nice: 1 of Kafka, 0", "nice: 1 of Docker, 0"],
        ),
        (
            "- Kafka (preferred), Git",
            &["nice: 1 of Kafka, 0", "must: 1 of Git, 0"],
        ),
        (
            "- Java\n\nThis would be a plus: Kafka",
            &["must: 1 of Java, 0", "nice: 1 of Kafka, 0"],
        ),
        ("- minimum", &["must: \"minimum\""]),
    ]);
    let pronoun = read_text("Baker\n\nKafka but it would be a plus\n");
    assert_eq!(asked(&pronoun), ["nice: 1 of Kafka, 0"]);
}

#[test]
fn what_is_not_required_and_what_is_offered_is_not_asked() {
    for post in [
        "Requirements\n- English not required",
        "Requirements\n- 36k plus tips and a staff meal",
        "Requirements\n- - 36k plus tips and a staff meal",
        "Sponsorship of events",
        "Location:",
        // One picture alone is no bullet.
        "✅ own tools",
    ] {
        let profile = read_text(&format!("Baker\n\n{post}\n"));
        assert_eq!(asked(&profile), [""; 0], "{post}");
        assert_eq!(
            (profile.title.as_str(), profile.place),
            ("Baker", None),
            "{post}"
        );
    }
    let bullets = read_text("Baker\n\n✅ own tools\n✅ Kafka\n");
    let expected = ["must: 1 of own tools, 0", "must: 1 of Kafka, 0"];
    assert_eq!(asked(&bullets), expected);
    let quotes: Vec<&str> = bullets
        .requirements
        .iter()
        .map(|one| one.quote.as_str())
        .collect();
    assert_eq!(quotes, ["own tools", "Kafka"]);
}

#[test]
fn each_name_has_the_years_behind_it_and_the_job_itself_those_behind_its_name() {
    check(&[
        (
            "- Java, 3 years; Kafka, 2 years",
            &["must: 1 of Java, 36", "must: 1 of Kafka, 24"],
        ),
        (
            "- Java (3 years), Kafka (2 years)",
            &["must: 1 of Java, 36", "must: 1 of Kafka, 24"],
        ),
        (
            "- Welding: 10 years of experience",
            &["must: 1 of Welding, 120"],
        ),
        (
            "- The baker uses Illustrator and SAP",
            &["must: 1 of Illustrator, 0", "must: 1 of SAP, 0"],
        ),
    ]);
    let post = "Illustrator\n\nRequirements\n- Illustrator: 10 years of experience\n";
    assert_eq!(asked(&read_text(post)), ["must: 120 months"]);
}

#[test]
fn a_degree_or_something_comparable_will_do() {
    for (line, is_open) in [
        ("Bachelor in Chemie oder vergleichbar", true),
        ("Bachelor in Chemie", false),
    ] {
        let profile = read_text(&format!("Baker\n\nAnforderungen\n- {line}\n"));
        let Demand::Education {
            fields,
            or_equivalent,
            ..
        } = &profile.requirements[0].demand
        else {
            panic!("{line}");
        };
        assert_eq!(
            (fields.join("|"), *or_equivalent),
            ("chemie".to_owned(), is_open),
            "{line}"
        );
    }
}

#[test]
fn a_heading_is_no_title_and_what_it_leads_is_wished_or_asked() {
    for (post, title, expected, aside) in [
        (
            "Essential\nPython (nice to have)",
            "",
            vec!["nice: 1 of Python, 0"],
            "Essential",
        ),
        (
            "Baker\n\nBonus points\n- Kafka\n- Department: Bread\n\nMust have\n- Spanish C1",
            "Baker",
            vec!["nice: 1 of Kafka, 0", "must: es"],
            "Bonus points|Department: Bread|Must have",
        ),
        (
            "Baker\n\nWhat you bring\n\n**Benefits**\n- bicycle",
            "Baker",
            vec![],
            "",
        ),
        (
            "Baker\n\nRemote-friendly positions in Oxley.",
            "Baker",
            vec![],
            "",
        ),
    ] {
        let profile = read_text(&format!("{post}\n"));
        assert_eq!(profile.title, title, "{post}");
        assert_eq!(asked(&profile), expected, "{post}");
        assert_eq!(profile.mode, None, "{post}");
        let set_aside = profile.set_aside.iter();
        let set_aside: Vec<&str> = set_aside.map(|one| one.span.of(&profile.text)).collect();
        assert_eq!(set_aside.join("|"), aside, "{post}");
    }
}
