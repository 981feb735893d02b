//! What describes the work or gives another way, and asks for nothing of its own.

use super::*;

fn asked_in(post: &str) -> Vec<String> {
    let profile = read_text(post);
    quotes_are_true(&profile);
    asked(&profile)
}

#[test]
fn tools_in_use_are_described_where_skills_are_asked_elsewhere() {
    let described: &[&str] = &["must: 1 of Java, 0", "nice: 1 of Docker, 0"];
    for (post, expected) in [
        (
            "Requirements\n- Java\n\nOur tech stack\nJava, Docker",
            described,
        ),
        ("Requirements\n- Java\n\nStack: Java, Docker", described),
        ("Требования\n- Java\n\nНаш стек: Java, Docker", described),
        // Nothing else asks.
        (
            "Tech stack:\n- Java\n- Docker",
            &["must: 1 of Java, 0", "must: 1 of Docker, 0"],
        ),
        // It says for how long.
        (
            "Requirements\n- Java\n\nStack: 3 years of Docker",
            &["must: 1 of Java, 0", "must: 1 of Docker, 36"],
        ),
    ] {
        assert_eq!(asked_in(&format!("Baker\n\n{post}\n")), expected, "{post}");
    }
}

#[test]
fn another_way_is_not_asked_beside_the_first() {
    for (lines, level, or_equivalent) in [
        (
            "Bachelor's degree in Chemistry",
            EducationLevel::Bachelor,
            false,
        ),
        (
            "Bachelor's degree in Chemistry\n- Four more years of experience may be substituted for the degree",
            EducationLevel::Bachelor,
            true,
        ),
        (
            "Bachelor's degree in Chemistry\n- OR a combination of education and experience",
            EducationLevel::Bachelor,
            true,
        ),
        // In one item, and of the degree that it names again.
        (
            "Bachelor's degree in Chemistry or a related field; an additional 4 years of experience may be substituted for the degree",
            EducationLevel::Bachelor,
            true,
        ),
        (
            "Bachelor's degree in Chemistry\nOR\nAssociate degree and four years in a laboratory",
            EducationLevel::Vocational,
            true,
        ),
        // The lower of two is enough.
        (
            "Bachelor's degree in Chemistry\n- or high school diploma and three years in a laboratory",
            EducationLevel::Secondary,
            true,
        ),
    ] {
        let post = format!("Chemist\n\nRequirements\n- {lines}\n");
        let profile = read_text(&post);
        let [only] = &profile.requirements[..] else {
            panic!("{lines}: {:?}", asked(&profile));
        };
        let found = match &only.demand {
            Demand::Education {
                level,
                or_equivalent,
                ..
            } => Some((*level, *or_equivalent)),
            _ => None,
        };
        assert_eq!(found, Some((level, or_equivalent)), "{lines}");
    }
}

#[test]
fn the_trades_of_others_are_not_asked_and_the_tools_are() {
    for (duty, expected) in [
        ("Coordinate with purchasing and audit", &[][..]),
        ("Audit the branches", &["nice: 1 of Audit, 0"]),
        (
            "Coordinate with purchasing to audit the branches",
            &["nice: 1 of audit, 0"],
        ),
        (
            "Work closely with the team on Docker",
            &["nice: 1 of Docker, 0"],
        ),
    ] {
        let post = format!("Baker\n\nResponsibilities\n- {duty}\n\nRequirements\n- Java\n");
        let mut found = asked_in(&post);
        found.retain(|one| !one.contains("Java"));
        assert_eq!(found, expected, "{duty}");
    }
}

#[test]
fn wishes_stand_under_a_heading_that_says_so_whatever_else_it_says() {
    for (heading, expected) in [
        ("Handy, not essential", "nice: 1 of Docker, 0"),
        ("What you need", "must: 1 of Docker, 0"),
    ] {
        let post = format!("Baker\n\nRequirements\n- Java\n\n{heading}\n- Docker\n");
        assert_eq!(asked_in(&post)[1], expected, "{heading}");
    }
}
