//! Whether a skill of several that would do is met, and what is quoted for it.

use super::*;
use crate::features::tests::{self, assert_near};
use crate::features::{Feature, Part};
use crate::profile::job::Demand;

/// A line of a dated position, said once.
const USED: f64 = 0.671_875;

/// A CV whose dated position has these lines.
fn text(lines: &str) -> String {
    format!("Experience\nBaker, Brill Ltd, 2015 - 2018\n- {lines}\n")
}

/// What is said of `demand` by that CV, changed after it was read.
fn answered(demand: Demand, lines: &str, change: impl Fn(&mut CvProfile)) -> Part {
    let text = text(lines);
    let mut cv = tests::profile(&tests::document(&text));
    change(&mut cv);
    tests::part(tests::only(demand), &cv, &text, Feature::MustCoverage)
}

#[test]
fn as_many_as_are_asked_are_met_or_it_is_met_in_part() {
    use Outcome::{Met, NotFound, Partly};
    let three = &["gloamrye", "Kafka", "COBOL"][..];
    for (labels, at_least, lines, outcome) in [
        (&["Kafka"][..], 0, "Wrote Kafka", Met),
        (&["COBOL"], 1, "Wrote Kafka", NotFound),
        (three, 1, "Wrote Kafka", Met),
        (three, 2, "Wrote Kafka", Partly),
        (three, 3, "Wrote Kafka", Partly),
        (three, 4, "Wrote Kafka", Partly),
        (three, 2, "Wrote Kafka\n- Wrote gloamrye", Met),
        (three, 3, "Wrote Kafka\n- Wrote gloamrye", Partly),
        // No more are asked than are named.
        (
            &["Kafka", "gloamrye"],
            3,
            "Wrote Kafka\n- Wrote gloamrye",
            Met,
        ),
    ] {
        let part = answered(tests::skill(labels, at_least, None), lines, |_| ());
        assert_eq!(part.outcome, outcome, "{at_least} of {labels:?}: {lines}");
    }
}

#[test]
fn who_denies_one_of_two_that_would_do_may_show_the_other() {
    use Outcome::{Contradicted, Met, Partly};
    let otherwise = "the CV says otherwise";
    for (labels, at_least, value, outcome, note, quoted) in [
        (&["Kafka"][..], 1, 0.0, Contradicted, otherwise, 1),
        (&["Kafka", "COBOL"], 1, 0.0, Contradicted, otherwise, 1),
        (&["Kafka", "gloamrye"], 1, USED, Met, "gloamrye, 4 years", 2),
        (
            &["Kafka", "gloamrye"],
            2,
            USED / 2.0,
            Partly,
            "gloamrye, 4 years",
            2,
        ),
    ] {
        let asked = tests::skill(labels, at_least, None);
        let lines = "Wrote gloamrye\n- No experience with Kafka";
        let part = answered(asked, lines, |_| ());
        assert_near(part.value, value, &format!("{at_least} of {labels:?}"));
        let said = (part.outcome, part.note.as_str(), part.evidence.len());
        assert_eq!(said, (outcome, note, quoted), "{at_least} of {labels:?}");
    }
}

#[test]
fn who_denies_a_neighbour_says_nothing_of_the_thing() {
    let asked = tests::skill(&["RabbitMQ"], 1, None);
    let part = answered(asked, "No experience with Kafka", |_| ());
    let said = (part.value, part.outcome, part.note.as_str());
    assert_eq!(said, (0.0, Outcome::NotFound, ""));
    assert!(part.evidence.is_empty());
}

#[test]
fn the_strongest_line_is_quoted_first() {
    let lines = "Wrote gloamrye\n- Ran gloamrye";
    let whole = text(lines);
    let [wrote, ran] = ["Wrote gloamrye", "Ran gloamrye"].map(|said| {
        let start = whole.find(said).unwrap() + said.find("gloamrye").unwrap();
        Span::new(start, start + "gloamrye".len())
    });
    for (weak, expected) in [("Wrote", [ran, wrote]), ("Ran", [wrote, ran])] {
        let asked = tests::skill(&["gloamrye"], 1, None);
        let part = answered(asked, lines, |cv| {
            for passage in &mut cv.passages {
                if passage.span.of(&whole).contains(weak) {
                    passage.strength = Strength::Listed;
                }
            }
        });
        assert_near(part.value, USED, weak);
        assert_eq!(part.evidence, expected, "{weak}");
    }
}

#[test]
fn fewer_years_than_the_positions_show_take_nothing_away() {
    let asked = tests::skill(&["Kafka"], 1, Some(48));
    let part = answered(asked, "3 years of Kafka", |_| ());
    let said = (part.outcome, part.note.as_str());
    let note = "Apache Kafka, 4 years, 4 years of 4 years asked";
    assert_eq!(said, (Outcome::Met, note));
}
