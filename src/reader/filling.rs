//! Which lists of the languages' files make up which class of words.

use super::class::Class;
use super::labels::LineLabel;

pub const MONTHS: [&str; 12] = [
    "dates.january",
    "dates.february",
    "dates.march",
    "dates.april",
    "dates.may",
    "dates.june",
    "dates.july",
    "dates.august",
    "dates.september",
    "dates.october",
    "dates.november",
    "dates.december",
];

/// Which keys fill which class: `section.key`.
pub const FILLING: &[(Class, &[&str])] = &[
    (Class::Open, &["dates.open", "dates.open_phrase"]),
    (Class::Until, &["dates.to", "dates.to_abbreviated"]),
    (
        Class::Since,
        &["dates.since", "dates.between", "positions.date_leads"],
    ),
    (Class::Length, &["dates.year", "dates.month", "dates.week"]),
    (
        Class::Season,
        &[
            "dates.spring",
            "dates.summer",
            "dates.autumn",
            "dates.winter",
            "dates.first_quarter",
            "dates.second_quarter",
            "dates.third_quarter",
            "dates.fourth_quarter",
            "dates.first_half_year",
            "dates.second_half_year",
            "dates.era_1912",
            "dates.era_1926",
            "dates.era_1989",
            "dates.era_2019",
            "dates.year_mark",
        ],
    ),
    (Class::Role, &["roles.role"]),
    (
        Class::Seniority,
        &[
            "seniority.junior",
            "seniority.middle",
            "seniority.senior",
            "seniority.lead",
            "seniority.lead_beside",
            "seniority.head",
            "seniority.head_beside",
            "seniority.manager",
            "seniority.deputy",
            "seniority.associate",
            "seniority.principal",
        ],
    ),
    (Class::Trainee, &["seniority.trainee", "positions.learners"]),
    (Class::LegalForm, &["positions.legal_forms"]),
    (Class::EmployerWord, &["positions.employers"]),
    (Class::School, &["positions.schools"]),
    (
        Class::Degree,
        &[
            "education.vocational",
            "education.bachelor",
            "education.master",
            "education.doctorate",
            "education.vocational_schooling",
            "education.bachelor_schooling",
            "education.master_schooling",
            "education.doctorate_schooling",
        ],
    ),
    (
        Class::DegreeCapitalised,
        &[
            "education.vocational_capitalised",
            "education.bachelor_capitalised",
            "education.master_capital",
            "education.master_capitalised",
        ],
    ),
    (
        Class::DegreeInitials,
        &[
            "education.vocational_initials",
            "education.bachelor_initials",
            "education.master_initials",
            "education.doctorate_initials",
            "education.secondary_initials",
        ],
    ),
    (
        Class::Secondary,
        &["education.secondary", "education.secondary_schooling"],
    ),
    (Class::FieldOfStudy, &["education.fields"]),
    (Class::DegreeLead, &["education.leads"]),
    (
        Class::LanguageLevel,
        &[
            "spoken.level_a1",
            "spoken.level_a2",
            "spoken.level_b1",
            "spoken.level_b2",
            "spoken.level_c1",
            "spoken.level_c2",
            "spoken.level_native",
        ],
    ),
    (Class::LanguageCue, &["spoken.cue", "spoken.label"]),
    (
        Class::Small,
        &[
            "common.and",
            "common.or",
            "headings.joining",
            "dates.inside_a_date",
            "spoken.between",
            "positions.articles",
            "positions.before_title",
        ],
    ),
    (Class::Did, &["kinds.did"]),
    (Class::Work, &["positions.work"]),
    (Class::Oneself, &["positions.self", "kinds.myself"]),
    (Class::BeforeTitle, &["positions.before_title"]),
    (
        Class::BeforeEmployer,
        &[
            "positions.before_employer",
            "positions.employer_follows",
            "post_title.at_company",
        ],
    ),
    (
        Class::PlaceWord,
        &[
            "post_title.place",
            "identity.place",
            "identity.street",
            "post_title.remote_word",
        ],
    ),
    (
        Class::Department,
        &["positions.departments", "form.department"],
    ),
    (Class::FormTitle, &["form.title"]),
    (Class::FormEmployer, &["form.employer"]),
    (Class::FormDate, &["form.date"]),
    (Class::FormPlace, &["form.place"]),
    (Class::FormDuties, &["form.duties", "headings.within"]),
    (Class::FormClient, &["form.client"]),
    (Class::FormSchool, &["form.school"]),
    (Class::FormDegree, &["form.degree"]),
    (Class::FormField, &["form.field"]),
    (Class::FormGrade, &["form.grade"]),
    (Class::FormLanguage, &["form.language"]),
    (
        Class::FormDetail,
        &[
            "labels.name",
            "labels.name_before_a_sign",
            "labels.detail",
            "labels.detail_before_a_sign",
            "labels.signed",
        ],
    ),
    (Class::Break, &["positions.breaks"]),
    (Class::Status, &["form.status"]),
    (Class::GradeWord, &["form.grade_words"]),
    (
        Class::Kind,
        &[
            "positions.internship_begins",
            "positions.volunteering_begins",
        ],
    ),
    (Class::Certificate, &["form.certificate"]),
];

/// Which keys are headings of which kind.
pub const HEADINGS: &[(&str, LineLabel)] = &[
    ("headings.experience", LineLabel::HeadExperience),
    ("headings.education", LineLabel::HeadEducation),
    ("headings.skills", LineLabel::HeadSkills),
    ("headings.languages", LineLabel::HeadLanguages),
    ("headings.certificates", LineLabel::HeadCertificates),
    ("headings.projects", LineLabel::HeadProjects),
    ("headings.volunteering", LineLabel::HeadVolunteering),
    ("headings.summary", LineLabel::HeadSummary),
    ("headings.objective", LineLabel::HeadSummary),
    ("headings.interests", LineLabel::HeadInterests),
    ("headings.references", LineLabel::HeadReferences),
    ("headings.contact", LineLabel::HeadPersonal),
    ("headings.publications", LineLabel::HeadPublications),
    ("headings.awards", LineLabel::HeadPublications),
];

/// Languages of which words are found inside of unspaced runs.
pub const UNSPACED: &[&str] = &["zh", "ja", "ko", "th"];
