//! The categories of the law's tables, and how people write them.

use super::unknown::is_unknown;

/// What a table divides the sample by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dimension {
    Sex,
    RaceEthnicity,
    /// Sex and race/ethnicity together.
    Intersectional,
    /// Not a table of Local Law 144; shown when the groups file has ages.
    AgeBand,
}

impl Dimension {
    pub const ALL: [Self; 4] = [
        Self::Sex,
        Self::RaceEthnicity,
        Self::Intersectional,
        Self::AgeBand,
    ];

    /// Those that Local Law 144 asks for.
    pub const LAW: [Self; 3] = [Self::Sex, Self::RaceEthnicity, Self::Intersectional];

    pub(super) fn index(self) -> usize {
        self as usize
    }

    /// As files name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sex => "sex",
            Self::RaceEthnicity => "race_ethnicity",
            Self::Intersectional => "intersectional",
            Self::AgeBand => "age_band",
        }
    }

    /// As published audits head the table.
    pub fn title(self) -> &'static str {
        match self {
            Self::Sex => "Sex Categories",
            Self::RaceEthnicity => "Race/Ethnicity Categories",
            Self::Intersectional => "Intersectional Categories",
            Self::AgeBand => "Age bands",
        }
    }
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Category {
    /// Places in the order of published tables, then by the words.
    order: (usize, usize),
    /// `Female`, `Asian`, `Female, Asian` or `40-49`.
    pub label: String,
    /// Of an intersectional category.
    pub sex: Option<String>,
    /// Of an intersectional category.
    pub race_ethnicity: Option<String>,
}

const SEXES: [&str; 2] = ["Male", "Female"];

const HISPANIC: &str = "Hispanic or Latino";

const RACES: [&str; 7] = [
    HISPANIC,
    "White",
    "Black or African American",
    "Native Hawaiian or Pacific Islander",
    "Asian",
    "Native American or Alaska Native",
    "Two or More Races",
];

/// Other ways to write a category, in lower case.
const WRITTEN: [(&str, &str); 17] = [
    ("m", "Male"),
    ("man", "Male"),
    ("f", "Female"),
    ("w", "Female"),
    ("woman", "Female"),
    ("hispanic", HISPANIC),
    ("latino", HISPANIC),
    ("hispanic or latinx", HISPANIC),
    ("hispanic/latino", HISPANIC),
    ("black", "Black or African American"),
    ("african american", "Black or African American"),
    ("black/african american", "Black or African American"),
    (
        "native hawaiian or other pacific islander",
        "Native Hawaiian or Pacific Islander",
    ),
    ("pacific islander", "Native Hawaiian or Pacific Islander"),
    (
        "american indian or alaska native",
        "Native American or Alaska Native",
    ),
    ("native american", "Native American or Alaska Native"),
    ("multiracial", "Two or More Races"),
];

/// The category that is meant, or `None` for unknown; other words stand as they are.
pub(super) fn sex(written: &str) -> Option<String> {
    among(&SEXES, written)
}

/// As [`sex`], for race/ethnicity.
pub(super) fn race_ethnicity(written: &str) -> Option<String> {
    among(&RACES, written)
}

/// As [`sex`], for an age band.
pub(super) fn age_band(written: &str) -> Option<String> {
    among(&[], written)
}

fn among(known: &[&str], written: &str) -> Option<String> {
    let words = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = words.to_lowercase();
    if is_unknown(written) {
        return None;
    }
    let known_as = |name: &str| {
        let found = known.iter().find(|known| known.eq_ignore_ascii_case(name));
        found.map(|found| (*found).to_owned())
    };
    let other = WRITTEN.iter().find(|(form, _)| *form == lower);
    known_as(&lower)
        .or_else(|| known_as(other?.1))
        .or(Some(words))
}

fn place(known: &[&str], label: &str) -> usize {
    let found = known.iter().position(|known| *known == label);
    found.unwrap_or(known.len())
}

impl Category {
    fn simple(known: &[&str], label: String) -> Self {
        Self {
            order: (place(known, &label), 0),
            label,
            sex: None,
            race_ethnicity: None,
        }
    }

    pub(super) fn sex(label: String) -> Self {
        Self::simple(&SEXES, label)
    }

    pub(super) fn race_ethnicity(label: String) -> Self {
        Self::simple(&RACES, label)
    }

    /// Ordered by the first number; words before it, as in `under 30`, stand before it.
    pub(super) fn age_band(label: String) -> Self {
        let digits = label
            .trim_start_matches(|sign: char| !sign.is_ascii_digit())
            .split(|sign: char| !sign.is_ascii_digit())
            .next();
        let age = digits.and_then(|digits| digits.parse().ok());
        let has_words_before = !label.starts_with(|sign: char| sign.is_ascii_digit());
        Self {
            order: (age.unwrap_or(usize::MAX), usize::from(!has_words_before)),
            label,
            sex: None,
            race_ethnicity: None,
        }
    }

    /// Ordered as published: Hispanic or Latino by sex first, then each sex by race.
    pub(super) fn intersectional(sex: String, race_ethnicity: String) -> Self {
        let by_sex = place(&SEXES, &sex);
        let hispanic = usize::from(race_ethnicity != HISPANIC);
        Self {
            order: (
                hispanic * (SEXES.len() + 1) + by_sex,
                place(&RACES, &race_ethnicity),
            ),
            label: format!("{sex}, {race_ethnicity}"),
            sex: Some(sex),
            race_ethnicity: Some(race_ethnicity),
        }
    }

    /// First column of the published intersectional table; empty for categories of other lands.
    pub(crate) fn ethnicity(&self) -> &'static str {
        match self.race_ethnicity.as_deref() {
            Some(HISPANIC) => HISPANIC,
            Some(race) if RACES.contains(&race) => "Non-Hispanic or Latino",
            _ => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_forms_meet_in_one_category() {
        for (written, meant) in [
            ("female", Some("Female")),
            (" F ", Some("Female")),
            ("MALE", Some("Male")),
            ("non-binary", Some("non-binary")),
            ("Prefer not  to say", None),
            ("", None),
        ] {
            assert_eq!(sex(written).as_deref(), meant, "{written}");
        }
        for (written, meant) in [
            ("black", Some("Black or African American")),
            ("two or more races", Some("Two or More Races")),
            ("Hispanic", Some("Hispanic or Latino")),
            ("Sorbian", Some("Sorbian")),
            // A form of another column is no form of this one.
            ("m", Some("m")),
            ("Unknown", None),
        ] {
            assert_eq!(race_ethnicity(written).as_deref(), meant, "{written}");
        }
    }

    #[test]
    fn age_bands_stand_by_age() {
        let written = ["50 and over", "30-39", "old", "under 30", "40-49", "100+"];
        let mut bands = written.map(|band| Category::age_band(band.to_owned()));
        bands.sort();
        let labels = bands.map(|band| band.label);
        assert_eq!(
            labels,
            ["under 30", "30-39", "40-49", "50 and over", "100+", "old"]
        );
    }

    #[test]
    fn intersections_stand_in_the_published_order() {
        let of = |sex: &str, race: &str| Category::intersectional(sex.into(), race.into());
        let mut categories = [
            of("Female", "White"),
            of("Male", "Sorbian"),
            of("Male", "Asian"),
            of("Female", "Hispanic or Latino"),
            of("Male", "White"),
            of("Male", "Hispanic or Latino"),
        ];
        categories.sort();
        let labels = categories.map(|category| category.label);
        assert_eq!(
            labels,
            [
                "Male, Hispanic or Latino",
                "Female, Hispanic or Latino",
                "Male, White",
                "Male, Asian",
                "Male, Sorbian",
                "Female, White",
            ]
        );
    }
}
