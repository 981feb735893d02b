//! The classes of words that features are made of.

macro_rules! classes {
    ($($(#[$say:meta])* $name:ident,)+) => {
        /// A class of words.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Class { $($(#[$say])* $name,)+ }

        impl Class {
            pub const ALL: &[Self] = &[$(Self::$name),+];
        }
    };
}

classes! {
    Month,
    /// An open end: `present`.
    Open,
    /// Between two dates: `to`.
    Until,
    /// Before a date: `since`.
    Since,
    /// A unit of a length of time: `years`.
    Length,
    /// A season or an era.
    Season,
    /// A head noun of job titles.
    Role,
    /// Ends as titles do that are written as one word.
    RoleEnding,
    /// Alone, first or last in names of occupations.
    TitleHead,
    /// In names of occupations.
    TitleWord,
    Seniority,
    Trainee,
    LegalForm,
    /// In names of employers: `hospital`.
    EmployerWord,
    School,
    Degree,
    /// A degree of a school for the young.
    Secondary,
    FieldOfStudy,
    /// Leads from a degree to its field: `in`.
    DegreeLead,
    Language,
    LanguageLevel,
    /// Beside a language: `spoken`.
    LanguageCue,
    /// A small word of any text.
    Small,
    /// Tells what was done: `managed`.
    Did,
    /// Speaks of work: `worked`.
    Work,
    /// The person: `I`.
    Oneself,
    /// Before a title: `as`.
    BeforeTitle,
    /// Before an employer: `at`.
    BeforeEmployer,
    PlaceWord,
    Department,
    FormTitle,
    FormEmployer,
    FormDate,
    FormPlace,
    /// Over what was done: `Responsibilities`.
    FormDuties,
    FormClient,
    FormSchool,
    FormDegree,
    FormField,
    FormGrade,
    FormLanguage,
    /// Label of a personal detail.
    FormDetail,
    /// A time that was no work.
    Break,
    /// Whether something was finished.
    Status,
    /// Beside a mark: `GPA`.
    GradeWord,
    /// Voluntary or internship, by its beginning.
    Kind,
    /// In headings of any section.
    HeadingWord,
    Certificate,
    /// A degree where it begins with a capital.
    DegreeCapitalised,
    /// A degree where it is of capitals only.
    DegreeInitials,
    // From here on by form, not by lists.
    Year,
    /// One or two digits.
    Number,
    Figure,
    Masked,
}

/// A set of classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct ClassSet(pub u64);

impl ClassSet {
    pub(crate) const NONE: Self = Self(0);

    pub const fn of(classes: &[Class]) -> Self {
        let mut bits = 0;
        let mut at = 0;
        while at < classes.len() {
            bits |= 1 << classes[at] as u64;
            at += 1;
        }
        Self(bits)
    }

    pub fn has(self, class: Class) -> bool {
        self.0 >> class as u64 & 1 == 1
    }

    pub fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(crate) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(crate) fn add(&mut self, class: Class) {
        self.0 |= 1 << class as u64;
    }

    /// The numbers of its classes.
    pub(crate) fn numbers(self) -> impl Iterator<Item = u32> {
        let mut bits = self.0;
        std::iter::from_fn(move || {
            let number = bits.trailing_zeros();
            bits &= bits.wrapping_sub(1);
            (number < 64).then_some(number)
        })
    }
}
