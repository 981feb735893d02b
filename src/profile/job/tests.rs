//! Whole posts, composed.

mod bounds;
mod described;
mod lines;
mod parts;
mod reading;
mod rows_and_sentences;
mod titles;
mod wordings;

use super::*;
use crate::document::{Format, html, plain};

fn read_text(text: &str) -> JobProfile {
    let document = plain::from_text(text, Format::PlainText).unwrap();
    read(&document, Lexicon::builtin())
}

/// Every requirement in short: importance and what is asked.
fn asked(profile: &JobProfile) -> Vec<String> {
    profile
        .requirements
        .iter()
        .map(|one| {
            let importance = match one.importance {
                Importance::Must => "must",
                Importance::Nice => "nice",
            };
            let demand = match &one.demand {
                Demand::Skill {
                    any_of,
                    at_least,
                    minimum_months,
                } => {
                    let labels: Vec<&str> = any_of.iter().map(|w| w.label.as_str()).collect();
                    format!(
                        "{at_least} of {}, {}",
                        labels.join("|"),
                        minimum_months.unwrap_or(0)
                    )
                }
                Demand::Experience { minimum_months, .. } => format!("{minimum_months} months"),
                Demand::Education { level, .. } => format!("{level:?}"),
                Demand::Language { any_of, .. } => any_of.join("|"),
                Demand::Text => format!("\"{}\"", one.quote),
            };
            format!("{importance}: {demand}")
        })
        .collect()
}

fn quotes_are_true(profile: &JobProfile) {
    for requirement in &profile.requirements {
        let span = requirement.span.unwrap();
        assert_eq!(span.of(&profile.text), requirement.quote);
    }
}

#[test]
fn menus_of_a_page_are_set_aside() {
    let page = "<nav><ul><li><a href='#'>Kafka</a></li><li>Companies</li></ul></nav>\
        <h1>Baker</h1><h3>Requirements</h3><ul><li>Docker</li></ul>";
    let document = html::read(page.as_bytes()).unwrap();
    let profile = read(&document, Lexicon::builtin());
    assert_eq!(asked(&profile), ["must: 1 of Docker, 0"]);
    let of = |text: &str| {
        let mut aside = profile.set_aside.iter();
        let found = aside.find(|aside| aside.span.of(&profile.text).contains(text));
        found.map(|aside| aside.reason)
    };
    assert_eq!(of("Kafka"), Some(SetAsideReason::Navigation));
    assert_eq!(profile.title, "Baker");
}

#[test]
fn pay_hours_and_labels_are_not_asked() {
    let of = |line: &str| {
        let text = format!("Chef\n\nRequirements\n- Java\n- Docker\n{line}\n");
        let profile = read_text(&text);
        let is_asked = asked(&profile).len() > 2;
        let mut aside = profile.set_aside.iter();
        let aside = aside.find(|aside| line.contains(aside.span.of(&profile.text)));
        (is_asked, aside.map(|aside| aside.reason))
    };
    for (line, reason) in [
        (
            "- 36k plus tips and a staff meal",
            Some(SetAsideReason::Salary),
        ),
        ("- £24.50/h LTD, digs paid", Some(SetAsideReason::Salary)),
        ("- Held budgets of more than £24 a head", None),
        ("- Works from 10pm to 6am", Some(SetAsideReason::Facts)),
        ("- Works from 8:00 till 16:30", Some(SetAsideReason::Facts)),
        ("- Calls back by 10pm", None),
        ("- Keeps two of the 16:9 screens clean", None),
        ("Work location: on the road", Some(SetAsideReason::Facts)),
    ] {
        assert_eq!(of(line), (reason.is_none(), reason), "{line}");
    }
}

#[test]
fn a_post_with_headings() {
    let profile = read_text(
        "Senior Lighthouse Keeper (m/w/d) - Hamburg\n\nAbout us\nPinecrest was founded in 1950.\n\n\
         Your tasks\n- Keep the lamp clean\n\nRequirements\n- Zorblang or Quibscript\n- 4+ years of Fennix\n\
         - Knows tides, birds and the moods of the sea by heart\n\nNice to have\n- Ropework\n\nBenefits\n- Free fish\n",
    );
    assert_eq!(profile.title, "Senior Lighthouse Keeper");
    assert_eq!(profile.place.as_deref(), Some("Hamburg"));
    assert_eq!(
        asked(&profile),
        [
            "must: 1 of Zorblang|Quibscript, 0",
            "must: 1 of Fennix, 48",
            "must: \"Knows tides, birds and the moods of the sea by heart\"",
            "nice: 1 of Ropework, 0",
        ]
    );
    let aside: Vec<_> = profile
        .set_aside
        .iter()
        .map(|aside| (aside.reason, aside.span.of(&profile.text)))
        .collect();
    assert_eq!(
        aside,
        [
            (SetAsideReason::Heading, "About us"),
            (
                SetAsideReason::AboutCompany,
                "Pinecrest was founded in 1950."
            ),
            (SetAsideReason::Heading, "Your tasks"),
            (SetAsideReason::Heading, "Requirements"),
            (SetAsideReason::Heading, "Nice to have"),
            (SetAsideReason::Heading, "Benefits"),
            (SetAsideReason::Benefits, "Free fish"),
        ]
    );
    quotes_are_true(&profile);
}

#[test]
fn a_post_in_one_line_is_cut_at_its_cue_words() {
    let filler =
        "Мы строим маяки на севере и ухаживаем за ними круглый год вместе с соседями. ".repeat(3);
    let profile = read_text(&format!(
        "{filler}Требования Опыт ухода за лампами от 3 лет Умение грести на лодке при сильном ветре \
         Будет плюсом Опыт работы на острове зимой Условия Жилье и питание на берегу моря"
    ));
    assert_eq!(
        asked(&profile)
            .iter()
            .map(|one| one.split(':').next().unwrap_or_default())
            .collect::<Vec<_>>(),
        ["must", "must", "must", "nice"]
    );
    assert!(asked(&profile).contains(&"must: 36 months".to_owned()));
    assert!(profile.set_aside.iter().any(|aside| {
        aside.span.of(&profile.text) == "Жилье и питание на берегу моря"
    }));
    quotes_are_true(&profile);
}

#[test]
fn an_invitation_to_apply_may_announce_requirements() {
    let profile = read_text("Quay Keeper\n\nYou should apply if you:\n- Have 5+ years of Fennix\n");
    assert_eq!(asked(&profile), ["must: 1 of Fennix, 60"]);
}

#[test]
fn a_bare_list_gives_one_requirement_an_item() {
    let profile =
        read_text("Skills and titles sought:\n- Gloamwork\n- Quay Manager\n- Tide Tables\n");
    assert_eq!(profile.title, "Quay Manager");
    assert_eq!(
        asked(&profile),
        [
            "must: 1 of Gloamwork, 0",
            "must: 1 of Quay Manager, 0",
            "must: 1 of Tide Tables, 0",
        ]
    );
}

#[test]
fn something_is_always_left_to_match() {
    let profile = read_text("Benefits\n\nFree fish every Friday.\n\nA dry room.\n");
    assert!(!profile.described.is_empty());
    assert!(profile.set_aside.is_empty());
}

#[test]
fn what_may_not_be_asked_gives_no_requirement() {
    let profile = read_text("Keeper\n\nRequirements:\n- Age between 20 and 30\n- With photo\n");
    assert_eq!(asked(&profile), Vec::<String>::new());
}

#[test]
fn the_mode_of_work() {
    let cases = [
        ("Location: Hamburg (remote)", Some(WorkMode::Remote)),
        ("Keeper - remote", Some(WorkMode::Remote)),
        ("Remote sensing analyst", None),
        ("Praca zdalna", Some(WorkMode::Remote)),
        ("Baker, Evesham (2 days from home)", Some(WorkMode::Hybrid)),
        (
            "Poste basé à Quimper avec deux jours de télétravail par semaine",
            Some(WorkMode::Hybrid),
        ),
        ("Deliveries on two days of the week", None),
        ("Работа в офисе или удаленно", Some(WorkMode::Hybrid)),
        ("Travail hybride", Some(WorkMode::Hybrid)),
        ("The work is done vor Ort", Some(WorkMode::OnSite)),
        ("We run a hybrid cloud", None),
    ];
    for (text, expected) in cases {
        assert_eq!(read_text(text).mode, expected, "{text}");
    }
}

mod any_text {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_text_is_read_and_its_quotes_are_true(
            text in "([A-Za-zа-яё0-9+:;,.()/•\\- \n]|Requirements|Будет плюсом|years|or|не менее ){0,300}"
        ) {
            if let Ok(document) = plain::from_text(&text, Format::PlainText) {
                let profile = read(&document, Lexicon::builtin());
                quotes_are_true(&profile);
                for aside in &profile.set_aside {
                    prop_assert!(!aside.span.of(&profile.text).is_empty());
                }
            }
        }
    }
}

#[test]
fn a_post_on_one_line_keeps_what_each_heading_announces() {
    let profile = read_text(
        "Смотритель маяка\n\nМы ищем смотрителя. Требования: опыт работы с Java; знание SQL - это основа; \
         - наличие опыта работы с Hadoop - ОБЯЗАТЕЛЬНО; - опыт работы с Docker; - знание Linux. \
         Основные задачи, которые предстоит решать сотруднику) - развитие окружения на Jenkins; - настройка Grafana. \
         Мы предлагаем: бесплатную рыбу и вид на море. Вместе с нами ты будешь: настраивать сети Kubernetes и мачты;",
    );
    quotes_are_true(&profile);
    let named = |label: &str| {
        let found = asked(&profile).into_iter().find(|one| one.contains(label));
        found.unwrap_or_else(|| format!("no {label}"))
    };
    for label in ["Java", "SQL", "Hadoop", "Docker"] {
        assert!(named(label).starts_with("must: 1 of"), "{}", named(label));
    }
    assert!(named("Linux").contains(": 1 of"), "{}", named("Linux"));
    for label in ["Jenkins", "Grafana", "Kubernetes"] {
        assert!(named(label).starts_with("nice: 1 of"), "{}", named(label));
    }
    let hadoop = profile
        .requirements
        .iter()
        .find(|one| one.quote.contains("Hadoop"))
        .unwrap();
    assert!(hadoop.quote.contains("ОБЯЗАТЕЛЬНО"), "{}", hadoop.quote);
}

#[test]
fn a_title_has_at_most_twelve_words() {
    let twelve = "Accountant of rye and wheat and oats in an old quay mill";
    for (title, is_title) in [
        (twelve.to_owned(), true),
        (format!("{twelve} there"), false),
    ] {
        let profile = read_text(&format!("{title}\n\nWe bake bread for the town.\n"));
        assert_eq!(!profile.title.is_empty(), is_title, "{title}");
        let labelled = read_text(&format!("We bake.\n\nWe sell.\n\nJob title: {title}\n"));
        assert_eq!(!labelled.title.is_empty(), is_title, "{title}");
    }
}

#[test]
fn a_heading_within_a_long_line_stands_before_what_it_announces() {
    let filler = "We bake rye bread in the old mill by the quay every night. ".repeat(8);
    for (tail, expected) in [
        ("Benefits: free fish", &[][..]),
        ("Requirements: Kafka", &["must: 1 of Kafka, 0"]),
    ] {
        let profile = read_text(&format!("Baker\n\n{filler}{tail}\n"));
        assert_eq!(asked(&profile), expected, "{tail}");
    }
}
