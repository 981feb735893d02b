//! Whether a degree is in a field that is asked.

use std::sync::LazyLock;

use super::inflection::Inflection;
use crate::lexicon::{ConceptId, Kind, Lexicon, Relation};
use crate::text::tokenize;
use crate::text::tokenize::lower;

/// How the field of a degree is akin to those asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FieldKinship {
    /// A field that is known, and none of those asked.
    Other,
    /// Nothing is said of the field, or nothing is known of it.
    Unknown,
    /// A neighbour: mechatronics for mechanical engineering.
    Near,
    Same,
}

/// Fields of study with their names in many languages.
static FIELDS: LazyLock<Lexicon> = LazyLock::new(|| {
    let table = include_str!("../../data/fields_of_study.tsv");
    Lexicon::parse("fields_of_study", table).expect("the table is tested to load")
});

/// Letters of a shortest word by which unknown fields are compared.
const LETTERS: usize = 5;

fn fields_in(text: &str) -> Vec<ConceptId> {
    let hits = FIELDS.find(text, &tokenize(text));
    hits.into_iter().map(|hit| hit.concept).collect()
}

/// The nearest of what `written` says of a field to any that is asked.
pub fn compare(asked: &[String], written: &str) -> FieldKinship {
    let has = fields_in(written);
    let inflection = Inflection::of(&["en", "de", "fr", "es", "it", "pl", "ru"]);
    let one = |asked: &String| {
        let wanted = fields_in(asked);
        if wanted.is_empty() {
            // `zoology of reptiles`: by its words.
            let words: Vec<String> = tokenize(written)
                .iter()
                .map(|token| lower(token.of(written)))
                .collect();
            let is_shared = |word: &str| {
                word.chars().count() >= LETTERS
                    && words.iter().any(|other| inflection.is_same(word, other))
            };
            let is_same = tokenize(asked)
                .iter()
                .any(|token| is_shared(&lower(token.of(asked))));
            return if is_same {
                FieldKinship::Same
            } else {
                FieldKinship::Unknown
            };
        }
        let nearest = wanted
            .iter()
            .flat_map(|&wanted| has.iter().map(move |&has| kinship(wanted, has)))
            .max();
        nearest.unwrap_or(FieldKinship::Unknown)
    };
    asked.iter().map(one).max().unwrap_or(FieldKinship::Unknown)
}

fn kinship(asked: ConceptId, has: ConceptId) -> FieldKinship {
    match FIELDS.relation(asked, has) {
        Some(Relation::Same | Relation::Narrower) => FieldKinship::Same,
        Some(Relation::Related(_) | Relation::Broader) => FieldKinship::Near,
        None => {
            let is_field = |concept: &&ConceptId| FIELDS.kind(**concept) != Some(Kind::Group);
            let shared = FIELDS.broader(asked).iter().filter(is_field);
            let mut shared = shared.filter(|concept| FIELDS.broader(has).contains(concept));
            if shared.next().is_some() || FIELDS.relation(has, asked).is_some() {
                FieldKinship::Near
            } else {
                FieldKinship::Other
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_compared_by_what_they_are() {
        use FieldKinship::{Near, Other, Same, Unknown};
        for (asked, written, kinship) in [
            (
                &["mechanical engineering"][..],
                "Mechanical Engineering",
                Same,
            ),
            (&["mechanical engineering"], "Maschinenbau", Same),
            (&["mechanical engineering"], "Mechatronics", Near),
            (&["mechanical engineering"], "Marketing", Other),
            (&["mechanical engineering"], "English Literature", Other),
            (&["mechanical engineering"], "", Unknown),
            (&["engineering"], "Civil Engineering", Same),
            (&["marketing", "mechanical engineering"], "Marketing", Same),
            (&["glassblowing"], "Glassblowing", Same),
            (&["glassblowing"], "Zymurgy", Unknown),
        ] {
            let asked: Vec<String> = asked.iter().map(ToString::to_string).collect();
            assert_eq!(compare(&asked, written), kinship, "{asked:?}, {written}");
        }
    }
}
