use super::*;
use crate::document::{Format, plain};
use crate::lexicon::Lexicon;
use crate::profile::cv::{self, CvProfile};
use crate::profile::education::EducationLevel;

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
        "Experience\nWarehouse Clerk\nOrme Harbour Depots - Leeds, UK\nMay 2019 to March 2021\n- Stacked crates\n\nShop Assistant\nTarn Bakers - Leeds, UK\nMay 2017 to April 2019\n- Sold bread",
        &[
            "Warehouse Clerk | Orme Harbour Depots | 2019..2021",
            "Shop Assistant | Tarn Bakers | 2017..2019",
        ],
    ),
    (
        "Experience\nGraphic Designer (contract), Tarn Ferries\tMay 2019 - March 2021\n- Drew posters\nArt Director (contract), Borough of Quay\tMay 2017 - April 2019\n- Planned a campaign",
        &[
            "Graphic Designer | Tarn Ferries | 2019..2021",
            "Art Director | Borough of Quay | 2017..2019",
        ],
    ),
    (
        "Experience\nTARN & QUAY - furniture, 12 shops          May 2014 - March 2021\n\n   Shop Manager, Orme Gate          May 2019 - March 2021\n   - Led nine people\n\n   Shop Assistant, Leeds          May 2014 - April 2019\n   - Sold chairs",
        &[
            "Shop Manager | TARN & QUAY | 2019..2021",
            "Shop Assistant | TARN & QUAY | 2014..2019",
        ],
    ),
    (
        "Experience\nOrme Insurance\n6 years 11 months\nSenior Underwriter\nMay 2019 - March 2021 (1 year 11 months)\n- Priced the fleets of forty brokers in the north.\nUnderwriter\nMay 2014 - April 2019 (5 years)\n- Priced homes.",
        &[
            "Senior Underwriter | Orme Insurance | 2019..2021",
            "Underwriter | Orme Insurance | 2014..2019",
        ],
    ),
    (
        "Experience\nTarn Analytics\nAnalyst\nMay 2019 - March 2021\n- Counted\n\nCareer break\nMay 2018 - April 2019\n\nOrme Housing Trust\nBookkeeper\nMay 2014 - April 2018\n- Kept ledgers",
        &[
            "Analyst | Tarn Analytics | 2019..2021",
            "Bookkeeper | Orme Housing Trust | 2014..2018",
        ],
    ),
    (
        "Experience\nWelder, Brill Ltd, 2015 - 2018\n\nPassport Details\nNo: Z0001234   Issue: 09.08.2017   Expiry: 08.08.2022",
        &["Welder | Brill Ltd | 2015..2018"],
    ),
    (
        "Berufserfahrung\nZeitraum\tArbeitgeber\tTätigkeit\n02/2018 – 05/2021\tBrill KG, Aubach\tElektroniker: Schaltschränke, Antriebe, Prüfungen\n08/2014 – 01/2018\tOrme Werke, Aubach\tMonteur: Kabel, Motoren",
        &[
            "Elektroniker | Brill KG | 2018..2021",
            "Monteur | Orme Werke | 2014..2018",
        ],
    ),
    (
        "DOŚWIADCZENIE ZAWODOWE\n\n04.2017 – 05.2021      Fabryka Okien Dąbek Sp. z o.o.\n                       Stanowisko: Magazynier\n                       Obowiązki: wydawanie towaru\n\n09.2012 – 03.2017      Hurtownia Jarzębina\n                       Stanowisko: Sprzedawca\n                       Obowiązki: kasa",
        &[
            "Magazynier | Fabryka Okien Dąbek Sp. z o.o | 2017..2021",
            "Sprzedawca | Hurtownia Jarzębina | 2012..2017",
        ],
    ),
    (
        "Work history\nApril 2017 - May 2021     Self-employed\n                         Joiner\n                         Fitted stairs.\n\nSept 2013 - March 2017   Tarn Builders Ltd, Leeds\n                         Joiner\n                         Roofs.",
        &[
            "Joiner | Self-employed | 2017..2021",
            "Joiner | Tarn Builders Ltd | 2013..2017",
        ],
    ),
    (
        "EXPÉRIENCE PROFESSIONNELLE\nMai 2017 – juin 2021\tKinésithérapeute – Clinique du Lac, Vaubrun\n\tRééducation\nMai 2014 – avril 2017\tAide à domicile – Association Orme, Vaubrun\n\tVisites",
        &[
            "Kinésithérapeute | Clinique du Lac | 2017..2021",
            "Aide à domicile | Association Orme | 2014..2017",
        ],
    ),
    (
        "Experiencia\nMayo 2018 – Marzo 2021: Bodegas Tarno S.L.\nResponsable de compras\n- Pedidos y proveedores\nMarzo 2013 – Abril 2018: Ferretería Ormo\nDependiente\n- Caja",
        &[
            "Responsable de compras | Bodegas Tarno S.L | 2018..2021",
            "Dependiente | Ferretería Ormo | 2013..2018",
        ],
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
fn words_to_be_found_by_are_no_position() {
    let keywords = "Keywords\nSenior Backend Engineer, Rust Developer, Go Developer, Engineer, ";
    let stated = |lengths: &str| {
        let (profile, _) = read(&format!("{keywords}{lengths}\n"));
        let held = profile.positions.iter();
        held.filter_map(|position| position.stated_months).count()
    };
    assert_eq!(stated("5 years, 6 years, 7 years"), 0);
    let (profile, _) = read("Experience\nBaker, Brill Ltd, 5 years, 3 months\n");
    assert_eq!(profile.positions.len(), 1);
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

#[test]
fn schooling_is_read_with_its_level_and_whether_it_is_held() {
    let (profile, text) = read(
        "Education\nB.Sc. Botany, University of Orme, 2011 - 2014\nMBA (pursuing), Tarn Institute\n\
         Diploma, Quay High School, 2010",
    );
    let entries: Vec<(Option<&str>, Option<EducationLevel>, bool)> = profile
        .education_entries
        .iter()
        .map(|entry| {
            let school = entry.institution.map(|span| span.of(&text));
            (school, entry.level, entry.held)
        })
        .collect();
    assert_eq!(
        entries,
        [
            (
                Some("University of Orme"),
                Some(EducationLevel::Bachelor),
                true
            ),
            (Some("Tarn Institute"), Some(EducationLevel::Master), false),
            (
                Some("Quay High School"),
                Some(EducationLevel::Secondary),
                true
            ),
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

#[test]
fn a_time_without_work_is_told_from_the_work_of_others_with_it() {
    for (title, expected, note) in [
        ("Gap year", true, "two words"),
        ("Full-time parent", true, "signs between do not matter"),
        ("Sabbatical in Chile", true, "a long word"),
        ("Maternity leave adviser", false, "an occupation"),
        ("Furlough at home", true, "a word of eight letters"),
        ("Przerwa obiadowa", false, "one of seven"),
        ("Break", true, "a short word alone"),
        ("Break dance", false, "a short word with another"),
        ("Warehouse clerk", false, "none"),
    ] {
        assert_eq!(
            names_a_break(title, &tokenize(title)),
            expected,
            "{note}: {title}"
        );
    }
}
