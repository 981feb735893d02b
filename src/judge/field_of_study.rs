//! Whether a degree is in a field that is asked.

use std::sync::LazyLock;

use super::inflection::Inflection;
use crate::lexicon::{ConceptId, Kind, Lexicon, Relation};
use crate::text::tokenize;
use crate::text::tokenize::lower;

/// How the field of a degree is akin to those asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FieldKinship {
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
    Lexicon::ready(include_bytes!(concat!(
        env!("OUT_DIR"),
        "/fields_of_study.bin"
    )))
});

/// How the words of a field that the table does not know change their endings.
static INFLECTION: LazyLock<Inflection> =
    LazyLock::new(|| Inflection::of(&["en", "de", "fr", "es", "it", "pl", "ru"]));

/// Letters of a shortest word by which unknown fields are compared.
const LETTERS: usize = 5;

fn fields_in(text: &str) -> Vec<ConceptId> {
    let hits = FIELDS.find(text, &tokenize(text));
    hits.into_iter().map(|hit| hit.concept).collect()
}

/// The one field that the words of a degree name by themselves: commerce for `B.Com`.
pub(crate) fn of_degree(degree: &str) -> Option<&'static str> {
    match fields_in(degree)[..] {
        [field] => Some(FIELDS.label(field)),
        _ => None,
    }
}

/// Fields that are asked, found once a job.
#[derive(Debug, Clone, Default)]
pub(crate) struct AskedFields(Vec<Asked>);

#[derive(Debug, Clone)]
enum Asked {
    Known(Vec<ConceptId>),
    /// A field that the table does not know, by its longer words: `zoology of reptiles`.
    Words(Vec<String>),
}

fn words_in(text: &str) -> Vec<String> {
    tokenize(text)
        .iter()
        .map(|token| lower(token.of(text)))
        .collect()
}

impl AskedFields {
    pub(crate) fn new(fields: &[String]) -> Self {
        let asked = fields.iter().map(|field| {
            let known = fields_in(field);
            if known.is_empty() {
                let mut words = words_in(field);
                words.retain(|word| word.chars().count() >= LETTERS);
                Asked::Words(words)
            } else {
                Asked::Known(known)
            }
        });
        Self(asked.collect())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The nearest of what `written` says of a field to any that is asked; `names_one` where a field
    /// stands there, known or not.
    pub(crate) fn compare(&self, written: &str, names_one: bool) -> FieldKinship {
        let has = fields_in(written);
        let words = words_in(written);
        // One that nobody knows is none of those that are known.
        let unknown = if names_one {
            FieldKinship::Other
        } else {
            FieldKinship::Unknown
        };
        let one = |asked: &Asked| match asked {
            Asked::Known(wanted) => {
                let pairs = wanted
                    .iter()
                    .flat_map(|&wanted| has.iter().map(move |&has| kinship(wanted, has)));
                pairs.max().unwrap_or(unknown)
            }
            Asked::Words(wanted) => {
                let is_there =
                    |word: &String| words.iter().any(|other| INFLECTION.is_same(word, other));
                if wanted.iter().any(is_there) {
                    FieldKinship::Same
                } else {
                    unknown
                }
            }
        };
        let nearest = self.0.iter().map(one).max();
        nearest.unwrap_or(FieldKinship::Unknown)
    }
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
            // One word of several is enough, and the nearest of two fields counts.
            (&["quaxle glassblowing"], "Glassblowing", Same),
            (
                &["mechanical engineering"],
                "Marketing and Mechanical Engineering",
                Same,
            ),
            (&["mechanical engineering", "marketing"], "Marketing", Same),
            // A job that asks for none.
            (&[], "Marketing", Unknown),
        ] {
            let asked: Vec<String> = asked.iter().map(ToString::to_string).collect();
            let asked = AskedFields::new(&asked);
            assert_eq!(
                asked.compare(written, false),
                kinship,
                "{asked:?}, {written}"
            );
            // A field that is named and unknown is another, but for one that is unknown itself.
            let is_named = !written.is_empty() && kinship != Unknown;
            if is_named {
                assert_eq!(
                    asked.compare(written, true),
                    kinship,
                    "{asked:?}, {written}"
                );
            }
        }
    }

    #[test]
    fn fields_are_asked_where_one_is_named() {
        assert!(AskedFields::new(&[]).is_empty());
        assert!(!AskedFields::new(&["glassblowing".to_owned()]).is_empty());
        assert!(!AskedFields::new(&["marketing".to_owned()]).is_empty());
    }

    #[test]
    fn some_degrees_are_of_a_field() {
        for (degree, field) in [
            ("B.Com", Some("Commerce")),
            ("ADN", Some("Nursing")),
            ("Diplôme d'État d'infirmier", Some("Nursing")),
            ("Bachelor's degree", None),
            ("Law and Nursing", None),
            ("", None),
        ] {
            assert_eq!(of_degree(degree), field, "{degree}");
        }
    }

    #[test]
    fn a_field_that_is_named_and_unknown_is_another() {
        let asked = AskedFields::new(&["accounting".to_owned()]);
        assert_eq!(asked.compare("Zymurgy", true), FieldKinship::Other);
        assert_eq!(asked.compare("Zymurgy", false), FieldKinship::Unknown);
        let unknown = AskedFields::new(&["glassblowing".to_owned()]);
        assert_eq!(unknown.compare("Marketing", true), FieldKinship::Other);
        assert_eq!(unknown.compare("Marketing", false), FieldKinship::Unknown);
    }

    #[test]
    fn unknown_fields_are_compared_by_words_of_five_letters() {
        for (field, kinship) in [
            ("zymer", FieldKinship::Same),
            ("zyme", FieldKinship::Unknown),
        ] {
            let asked = AskedFields::new(&[field.to_owned()]);
            assert_eq!(asked.compare(field, false), kinship, "{field}");
        }
    }
}
