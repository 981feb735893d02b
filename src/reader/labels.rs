//! What a line, and a word of a telling line, can be.

macro_rules! labels {
    ($(#[$doc:meta])* $name:ident { $($(#[$say:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum $name { $($(#[$say])* $variant,)+ }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant),+];
            pub const NAMES: &[&str] = &[$($text),+];

            /// As files and reports call it.
            pub fn name(self) -> &'static str {
                Self::NAMES[self as usize]
            }

            /// A bit for sets of labels.
            pub const fn bit(self) -> u32 {
                1 << self as u32
            }

            /// The label of a number that a chain gave.
            pub(crate) fn of(number: u8) -> Option<Self> {
                Self::ALL.get(usize::from(number)).copied()
            }
        }
    };
}

labels! {
    /// What a line is.
    LineLabel {
        HeadExperience = "head_experience",
        HeadEducation = "head_education",
        HeadSkills = "head_skills",
        HeadLanguages = "head_languages",
        HeadCertificates = "head_certificates",
        HeadProjects = "head_projects",
        HeadVolunteering = "head_volunteering",
        /// Over what a person says of themselves, or would like.
        HeadSummary = "head_summary",
        HeadInterests = "head_interests",
        HeadReferences = "head_references",
        HeadPersonal = "head_personal",
        /// Over publications, talks, prizes.
        HeadPublications = "head_publications",
        HeadOther = "head_other",
        /// The first line that belongs to the head of a position.
        PositionStart = "position_start",
        /// A further line of it.
        PositionMore = "position_more",
        /// What was done in a position or project, and the labels over that.
        Description = "description",
        /// The same of a project, a client, an assignment.
        ProjectStart = "project_start",
        ProjectMore = "project_more",
        EducationStart = "education_start",
        EducationMore = "education_more",
        Skills = "skills",
        Language = "language",
        Certificate = "certificate",
        /// Name, contact, birth and the like.
        Personal = "personal",
        /// What the person calls themselves at the head of the document.
        Headline = "headline",
        Summary = "summary",
        /// The head row of a table.
        Columns = "columns",
        Other = "other",
    }
}

labels! {
    /// What a run of words is.
    WordLabel {
        Title = "title",
        Employer = "employer",
        Place = "place",
        Date = "date",
        Department = "department",
        Client = "client",
        /// The label of a form: `Designation:`.
        Form = "form",
        Degree = "degree",
        Field = "field",
        Institution = "institution",
        Grade = "grade",
        /// Whether it was finished: `in progress`, `expected`.
        Status = "status",
        Language = "language",
        Level = "level",
    }
}

/// Names of the labels of the word chain: nothing, then the beginning and the inside of each.
pub const WORD_CHAIN: &[&str] = &[
    "O",
    "B-title",
    "I-title",
    "B-employer",
    "I-employer",
    "B-place",
    "I-place",
    "B-date",
    "I-date",
    "B-department",
    "I-department",
    "B-client",
    "I-client",
    "B-form",
    "I-form",
    "B-degree",
    "I-degree",
    "B-field",
    "I-field",
    "B-institution",
    "I-institution",
    "B-grade",
    "I-grade",
    "B-status",
    "I-status",
    "B-language",
    "I-language",
    "B-level",
    "I-level",
];

/// No label, as the word chain numbers it.
pub const OUTSIDE: u8 = 0;

impl WordLabel {
    /// Number of its first word in the word chain.
    pub const fn begin(self) -> u8 {
        self as u8 * 2 + 1
    }

    /// Number of its further words.
    pub const fn inside(self) -> u8 {
        self as u8 * 2 + 2
    }

    /// What a number of the word chain says, and whether it begins a run.
    pub fn of_chain(number: u8) -> Option<(Self, bool)> {
        let label = Self::of(number.checked_sub(1)? / 2)?;
        Some((label, number % 2 == 1))
    }

    /// Bits of both.
    pub const fn both(self) -> u32 {
        1 << self.begin() | 1 << self.inside()
    }
}

/// Whether in the word chain `to` may never follow `from`.
pub fn never_follows(from: usize, to: usize) -> bool {
    to > 0 && to.is_multiple_of(2) && from != to && from + 1 != to
}

impl LineLabel {
    pub(crate) fn is_heading(self) -> bool {
        (self as u8) < Self::PositionStart as u8
    }

    /// Whether its words are read one by one.
    pub fn is_telling(self) -> bool {
        matches!(
            self,
            Self::PositionStart
                | Self::PositionMore
                | Self::ProjectStart
                | Self::ProjectMore
                | Self::EducationStart
                | Self::EducationMore
                | Self::Language
                | Self::Certificate
                | Self::Headline
                | Self::Columns
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_chain_has_two_numbers_for_each_label() {
        assert_eq!(WORD_CHAIN.len(), 1 + 2 * WordLabel::ALL.len());
        for label in WordLabel::ALL {
            assert_eq!(
                WORD_CHAIN[label.begin() as usize],
                format!("B-{}", label.name())
            );
            assert_eq!(
                WORD_CHAIN[label.inside() as usize],
                format!("I-{}", label.name())
            );
            assert_eq!(WordLabel::of_chain(label.begin()), Some((*label, true)));
            assert_eq!(WordLabel::of_chain(label.inside()), Some((*label, false)));
        }
        assert_eq!(WordLabel::of_chain(OUTSIDE), None);
        assert!(LineLabel::ALL.len() <= crate::reader::chain::LANES);
    }

    #[test]
    fn a_run_goes_on_only_behind_its_own() {
        let title = WordLabel::Title;
        let [begin, inside] = [title.begin(), title.inside()].map(usize::from);
        assert!(!never_follows(begin, inside) && !never_follows(inside, inside));
        assert!(never_follows(0, inside) && never_follows(WordLabel::Place.begin().into(), inside));
        assert!(
            !never_follows(0, begin) && !never_follows(inside, 0) && !never_follows(begin, begin)
        );
    }
}
