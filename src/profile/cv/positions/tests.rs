use super::*;
use crate::document::{Format, plain};
use crate::lexicon::Lexicon;
use crate::profile::cv::{self, CvProfile};

const AS_OF: Month = Month(2024 * 12);

fn read(text: &str) -> (CvProfile, String) {
    let document = plain::read(text.as_bytes(), Format::PlainText).unwrap();
    (
        cv::read(&document, Lexicon::builtin(), AS_OF),
        document.text,
    )
}

/// Title, employer and years of every position, a line each.
fn listed(text: &str) -> Vec<String> {
    let (profile, text) = read(text);
    profile
        .positions
        .iter()
        .map(|position| {
            let quote = |span: Option<Span>| span.map_or("-", |span| span.of(&text));
            let years = position.months.map_or("-".to_owned(), |(start, end)| {
                format!("{}..{}", start.year(), end.year())
            });
            format!(
                "{} | {} | {years}",
                quote(position.title),
                quote(position.employer)
            )
        })
        .collect()
}

/// A CV and the positions that an expert reads in it.
const LAYOUTS: &[(&str, &[&str])] = &[
    (
        "Experience\nAccountant at Brill Ltd, 2015 - 2018\n- Closed the books",
        &["Accountant | Brill Ltd | 2015..2018"],
    ),
    (
        "Experience\nBrill Ltd, Accountant\t2015 - 2018",
        &["Accountant | Brill Ltd | 2015..2018"],
    ),
    (
        "Experience\nBrill Ltd | Accountant | 2015 - 2018",
        &["Accountant | Brill Ltd | 2015..2018"],
    ),
    (
        "Experience\n2015 - 2018\nAccountant\nBrill Ltd - Leeds, UK\n- Closed the books",
        &["Accountant | Brill Ltd | 2015..2018"],
    ),
    (
        "Experience\nAccountant\nBrill Ltd\n2015 - 2018\n- Closed the books\n\nClerk\nOrme & Sons\n2012 - 2014\n- Filed",
        &[
            "Accountant | Brill Ltd | 2015..2018",
            "Clerk | Orme & Sons | 2012..2014",
        ],
    ),
    (
        "Experience\nBrill Ltd\nSenior Accountant\t2018 - 2020\n- Led the close\nAccountant\t2015 - 2018\n- Closed the books",
        &[
            "Senior Accountant | Brill Ltd | 2018..2020",
            "Accountant | Brill Ltd | 2015..2018",
        ],
    ),
    (
        "Ada Example\n\nFrom 2015 to 2018 I worked as a junior accountant at Brill Ltd.",
        &["junior accountant | Brill Ltd | 2015..2018"],
    ),
    (
        "Experience\nAccountant, Brill Ltd, 2015 - 2018\n\nCareer break\n2018 - 2019\n\nMy Schooling\nBSc Economics, University of Orme, 2011 - 2014",
        &["Accountant | Brill Ltd | 2015..2018"],
    ),
    (
        "E X P E R I E N C E\nAccountant, Brill Ltd, 2015 - 2018",
        &["Accountant | Brill Ltd | 2015..2018"],
    ),
    (
        "Where I've been\nAccountant, Brill Ltd, 2015 - 2018",
        &["Accountant | Brill Ltd | 2015..2018"],
    ),
    (
        "Experience\nAccountant, Brill Ltd, 2015 - 2018\nTechnologies: SAP, Excel\nClerk, Orme & Sons, 2012 - 2014",
        &[
            "Accountant | Brill Ltd | 2015..2018",
            "Clerk | Orme & Sons | 2012..2014",
        ],
    ),
    (
        "Experience\nAccountant, Brill Ltd, 2015 - 2018\nOn Ledgers\nBrill Journal of Accounts, vol. 3, Jan - Feb 2017",
        &["Accountant | Brill Ltd | 2015..2018"],
    ),
    (
        "Projects\nLedger tool, 2019 - 2020\nA toy.\n\nEducation\nOrme University, 2011 - 2014",
        &[],
    ),
];

#[test]
fn layouts_are_read_as_an_expert_would() {
    let mut wrong = Vec::new();
    for (text, expected) in LAYOUTS {
        let found = listed(text);
        if found != *expected {
            wrong.push(format!("{text}\n  gives {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn kinds_and_stated_lengths() {
    let (profile, _) = read(
        "Experience\nAccountant, 3 years\nMarketing Intern, May 2019\nInternal Auditor, Brill Ltd, 2012 - 2013",
    );
    let kinds: Vec<PositionKind> = profile
        .positions
        .iter()
        .map(|position| position.kind)
        .collect();
    assert_eq!(
        kinds,
        [
            PositionKind::Work,
            PositionKind::Internship,
            PositionKind::Work
        ]
    );
    assert_eq!(profile.positions[0].stated_months, Some(36));
    // The internship is no month of work.
    assert_eq!(profile.total_months, 36 + 24);
}

#[test]
fn internal_medicine_is_no_internship() {
    for title in [
        "Infirmière en médecine interne",
        "Infermiera di medicina interna",
    ] {
        let (profile, _) = read(&format!("Experience\n{title}, Brill Ltd, 2012 - 2013"));
        assert_eq!(profile.positions[0].kind, PositionKind::Work, "{title}");
    }
}

#[test]
fn education_entries_hold_school_field_and_months() {
    let (profile, text) = read(
        "Education\nBSc Economics, University of Orme, 2011 - 2014\nMSc in Statistics\nBrill Institute\n2014 - 2016",
    );
    let entries: Vec<String> = profile
        .education_entries
        .iter()
        .map(|entry| {
            let quote = |span: Option<Span>| span.map_or("-", |span| span.of(&text)).to_owned();
            format!("{} | {}", quote(entry.institution), quote(entry.area))
        })
        .collect();
    assert_eq!(
        entries,
        [
            "University of Orme | Economics",
            "Brill Institute | Statistics"
        ]
    );
}

/// Promise: a line more, wherever it stands, never takes another position's months.
#[test]
fn a_line_more_takes_no_months() {
    let lines = [
        "Ada Example",
        "Profile",
        "Careful with numbers.",
        "Experience",
        "Accountant, Brill Ltd, 2015 - 2018",
        "- Closed the books",
        "Clerk",
        "Orme & Sons",
        "2012 - 2014",
        "- Filed invoices",
        "Education",
        "BSc Economics, University of Orme, 2009 - 2012",
        "Skills",
        "Excel, SAP",
    ];
    let before = read(&lines.join("\n")).0.total_months;
    for more in [
        "- Python and SQL",
        "Auditor, Tarn Ltd, 2019 - 2020",
        "Skilled in Excel.",
    ] {
        for at in 4..=lines.len() {
            let mut longer = lines.to_vec();
            longer.insert(at, more);
            let after = read(&longer.join("\n")).0.total_months;
            assert!(
                after >= before,
                "`{more}` as line {at} took {before} months to {after}"
            );
        }
    }
}

/// Two positions grown equally long are two all the same.
#[test]
fn the_same_line_counts_in_each_of_two_positions_of_equal_months() {
    for start in ["02/2017", "01/2017"] {
        let cv = format!(
            "Experience\nBrill Ltd - Designer\nLeeds, UK {start} - 01/2019\n- Cut the patterns\n\
             Orme Ltd - Cutter\nLeeds, UK 01/2017 - 01/2019\n- Cut the patterns\n"
        );
        let (profile, _) = read(&cv);
        assert_eq!(profile.passages.len(), 6 + 1, "{start}");
    }
}

/// A line added below dates is no part of the sentence that holds them.
#[test]
fn a_sentence_ends_before_an_item_and_before_an_empty_line() {
    let prizes = "Experience\nI wrote a bot for a game of cards and a synthesizer, 2012-2014";
    for below in [
        "",
        "\n- Worked daily with Kafka\n",
        "\n\nWorked daily with Kafka\n",
    ] {
        let (profile, _) = read(&format!("{prizes}{below}"));
        assert_eq!(profile.positions.len(), 0, "{below:?}");
    }
}

#[test]
fn a_position_ends_where_a_section_of_the_same_kind_begins() {
    let cv = "Technical Skills\nTools: Access and Oracle\nStudent Union, Leeds - Treasurer, 09/2010 - \
              05/2014\nPlanned the events of two years\n\nSkills\nTally, Taxation\n";
    let (profile, text) = read(cv);
    let held: Vec<&str> = profile
        .positions
        .iter()
        .map(|position| position.span.of(&text))
        .collect();
    assert_eq!(held.len(), 1, "{held:?}");
    assert!(!held[0].contains("Tally"), "{held:?}");
}
