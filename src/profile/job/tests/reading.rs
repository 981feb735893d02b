//! What each line of a post is taken for.

use super::*;

#[test]
fn every_line_of_a_post_is_described_or_set_aside() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["tests/fixtures/languages", "data/jobs"];
    let files = folders.map(|folder| std::fs::read_dir(root.join(folder)).unwrap());
    let mut read = 0;
    for file in files.into_iter().flatten() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !name.ends_with(".post.txt") && !name.ends_with(".md") {
            continue;
        }
        let profile = read_text(&std::fs::read_to_string(&path).unwrap());
        let aside = profile.set_aside.iter().map(|aside| aside.span);
        let mut told: Vec<Span> = profile.described.iter().copied().chain(aside).collect();
        told.sort_unstable();
        let is_told = |at: usize| {
            let at = at as u32;
            told.iter().any(|span| (span.start..span.end).contains(&at))
        };
        for (at, letter) in profile.text.char_indices() {
            // Bullets and numbers before list items are no words.
            let is_lost = letter.is_alphabetic() && !is_told(at);
            assert!(!is_lost, "{name}: {:?}", &profile.text[at..].lines().next());
        }
        read += 1;
    }
    assert!(read > 38, "{read} posts");
}

#[test]
fn what_is_said_not_to_be_needed_is_not_asked() {
    for (line, is_asked) in [
        ("Experience with Kafka is not needed", false),
        ("You do not need to know Kafka", false),
        ("Kafka preferred but not required", true),
        ("Kafka is required, Excel is not needed", true),
        ("Kafka", true),
    ] {
        let profile = read_text(&format!("Baker\n\nRequirements\n- {line}\n- SQL\n"));
        let found = asked(&profile).iter().any(|one| one.contains("Kafka"));
        assert_eq!(found, is_asked, "{line}: {:?}", asked(&profile));
    }
}

#[test]
fn a_degree_of_something_is_none() {
    for (line, is_asked) in [
        ("A high degree of accuracy", false),
        ("Degree in Economics", true),
        ("Master's degree of any field", true),
    ] {
        let profile = read_text(&format!("Baker\n\nRequirements\n- {line}\n- Kafka\n"));
        let mut demands = profile.requirements.iter().map(|one| &one.demand);
        let found = demands.any(|demand| matches!(demand, Demand::Education { .. }));
        assert_eq!(found, is_asked, "{line}");
    }
}

#[test]
fn ages_and_lengths_in_names_are_no_experience() {
    for (line, is_asked) in [
        ("18 years of experience", true),
        ("Must be 18 years or older", false),
        ("Aged over 21 years", false),
        ("20 years in the trade", true),
        ("4-year vesting", false),
        ("4-year experience", true),
    ] {
        let profile = read_text(&format!("Baker\n\nRequirements\n- {line}\n- Kafka\n"));
        let found = asked(&profile).iter().any(|one| one.ends_with("months"));
        assert_eq!(found, is_asked, "{line}: {:?}", asked(&profile));
    }
}

#[test]
fn fields_of_a_degree_are_no_requirements_of_their_own() {
    for (line, fields) in [
        ("Degree in Economics, Statistics or Mathematics", 3),
        ("Degree in Nursing", 1),
        ("BSc in Physics, Chemistry or Kafka Streams", 3),
        ("Degree in Economics and experience with Kafka", 1),
        // Four words are a field, and five are none.
        (
            "Degree in Economics, Statistics of Rye Bread or Mathematics",
            3,
        ),
        (
            "Degree in Economics, Statistics of White Rye Bread or Mathematics",
            2,
        ),
    ] {
        let profile = read_text(&format!("Baker\n\nRequirements\n- {line}\n"));
        let mut demands = profile.requirements.iter().map(|one| &one.demand);
        let found = demands.find_map(|demand| match demand {
            Demand::Education { fields, .. } => Some(fields.len()),
            _ => None,
        });
        assert_eq!(found, Some(fields), "{line}: {:?}", profile.requirements);
        let others = profile.requirements.len() - 1;
        assert_eq!(others, usize::from(line.contains("experience")), "{line}");
    }
}

#[test]
fn a_post_that_says_too_little_says_so() {
    for (text, lacks) in [
        ("Baker\n\nRequirements\n- Kafka\n", None),
        (
            "Need a React developer, 3+ years, good JavaScript. Remote.",
            None,
        ),
        ("Baker\n\nWe bake.\n", Some("no must that can be checked")),
        (
            "We bake bread.\nCall us.\n",
            Some("neither a title nor a must that can be checked"),
        ),
        ("Requirements\n- 3 years of Kafka\n", Some("no title")),
    ] {
        assert_eq!(read_text(text).lacks(), lacks, "{text}");
    }
}

#[test]
fn what_is_not_needed_and_conditions_are_no_requirements() {
    let profile = read_text(
        "Line Cook\n\nRequirements\n- Two years in a busy kitchen\n- No degree required\n- Able to work weekends\n",
    );
    let reason = |text: &str| {
        let mut aside = profile.set_aside.iter();
        let found = aside.find(|aside| aside.span.of(&profile.text) == text);
        found.map(|aside| aside.reason)
    };
    assert_eq!(reason("No degree required"), Some(SetAsideReason::NotAsked));
    assert_eq!(
        reason("Able to work weekends"),
        Some(SetAsideReason::Condition)
    );
}
