//! One whole document: its head, its sections in some order, its noise.

use super::Random;
use super::asides::shouted;
use super::dates::{Style, capitalised};
use super::layouts::{MADE_UP, POSITIONS, SCHOOLING};
use super::made_up;
use super::person::{
    Case, Held, Person, Pieces, Schooling, dates_of, duty, employer, filled, stem, title,
};
use super::sheet::{Fields, Sheet};
use crate::sample::Sample;
use crate::vocabulary::Language;
use cvrank::reader::filling::HEADINGS;
use cvrank::reader::labels::{LineLabel, WordLabel};

/// Writes one document after another.
pub(crate) struct Composer<'a> {
    pub(super) language: &'a Language,
    pub(super) random: Random,
    pub(super) sheet: Sheet,
    pub(super) style: Style,
    case: Case,
    employer_case: Case,
    heading_form: usize,
    pub(super) blank_between: bool,
    blank_before_headings: bool,
    is_masked: bool,
    /// Whether sentences are written in capitals.
    is_shouted: bool,
    width: usize,
}

/// The document of number `seed`, of one of the layouts in `positions` and in `schooling`, or in
/// `made_up` of a hundred cases of one made up.
pub(crate) fn document(
    languages: &[&Language],
    seed: u64,
    positions: &[usize],
    schooling: &[usize],
    made_up: usize,
) -> Sample {
    let mut random = Random::new(seed);
    // Half of what people send is English.
    let language = if random.percent(34) {
        languages[0]
    } else {
        languages[random.below(languages.len())]
    };
    let layouts = [positions, schooling].map(|from| from[random.below(from.len())]);
    let layouts = layouts.map(|layout| {
        if random.percent(made_up) {
            MADE_UP
        } else {
            layout
        }
    });
    let person = Person::new(language, &mut random);
    let style = Style::new(language, &mut random);
    let forgotten = [0, 0, 0, 10, 25, 50][random.below(6)];
    let cases = [
        Case::Written,
        Case::First,
        Case::Titled,
        Case::Titled,
        Case::Upper,
    ];
    let mut composer = Composer {
        language,
        sheet: Sheet {
            bullet: ["• ", "- ", "* ", "· ", "", "", "➢ ", "  • ", "– ", "● "][random.below(10)],
            spread: random.percent(7),
            ..Sheet::default()
        },
        style,
        case: cases[random.below(cases.len())],
        employer_case: if random.percent(12) {
            Case::Upper
        } else {
            Case::Written
        },
        heading_form: random.below(12),
        blank_between: random.percent(60),
        blank_before_headings: random.percent(75),
        is_masked: random.percent(88),
        is_shouted: random.percent(20),
        width: [70, 90, 110, 140, 400][random.below(5)],
        random,
    };
    composer.forms();
    composer.write(&person, layouts);
    composer.sheet.finish(forgotten)
}

/// Labels of forms that patterns may name, with the key of their words.
const FORMS: &[(&str, &str)] = &[
    ("title", "form.title"),
    ("employer", "form.employer"),
    ("date", "form.date"),
    ("from", "dates.since"),
    ("to", "dates.to"),
    ("place", "form.place"),
    ("duties", "form.duties"),
    ("client", "form.client"),
    ("tools", "form.client"),
    ("hours", "form.department"),
    ("department", "form.department"),
    ("school", "form.school"),
    ("degree", "form.degree"),
    ("field", "form.field"),
    ("grade", "form.grade"),
    ("number", "form.degree"),
];

impl Composer<'_> {
    fn forms(&mut self) {
        let upper = self.random.percent(15);
        for (name, key) in FORMS {
            let mut words = self.language.list(key).to_vec();
            if *name == "date" {
                words.truncate(8);
            }
            if words.is_empty() {
                words = self.language.list("form.date").to_vec();
            }
            let word = self.random.phrase(&words);
            let word = if upper {
                word.to_uppercase()
            } else {
                capitalised(&word)
            };
            self.sheet.forms.insert((*name).to_owned(), word);
        }
        self.sheet.forms.insert("number".to_owned(), "#".to_owned());
    }

    pub(super) fn list(&mut self, key: &str) -> String {
        let phrase = self.random.phrase(self.language.list(key));
        filled(&phrase, self.language, &mut self.random)
    }

    fn write(&mut self, person: &Person, layouts: [usize; 2]) {
        let mut sections = vec![0, 1, 2, 3];
        if self.random.percent(35) {
            sections.swap(1, 2);
        }
        if self.random.percent(25) {
            sections.swap(0, 3);
        }
        for (section, share) in [
            (11, 6),
            (12, 4),
            (4, 45),
            (5, 35),
            (6, 25),
            (7, 20),
            (8, 20),
            (9, 12),
            (10, 10),
        ] {
            if self.random.percent(share) {
                let at = 1 + self.random.below(sections.len());
                sections.insert(at, section);
            }
        }
        if self.random.percent(12) {
            // A column at the side comes first in the text.
            self.section(person, layouts, 2);
            self.section(person, layouts, 4);
            sections.retain(|section| !matches!(section, 2 | 4));
        }
        self.head(person);
        for section in sections {
            self.section(person, layouts, section);
            if self.random.percent(5) {
                self.footer(person);
            }
        }
        if self.random.percent(20) {
            self.gap(true);
            let closing = self.list("invention.closing");
            self.sheet.plain(LineLabel::Other, &closing);
        }
    }

    fn footer(&mut self, person: &Person) {
        let page = self.random.between(1, 4);
        match self.random.below(3) {
            0 => self.sheet.masked(
                LineLabel::Other,
                "",
                &person.name,
                &format!("      {page}"),
                self.is_masked,
            ),
            1 => self.sheet.plain(LineLabel::Other, &format!("{page} / 4")),
            _ => self.sheet.plain(LineLabel::Other, &format!("- {page} -")),
        }
    }

    pub(super) fn gap(&mut self, wanted: bool) {
        if wanted {
            self.sheet.blank();
        }
    }

    fn head(&mut self, person: &Person) {
        if self.random.percent(15) {
            let words = self.language.list("check.title").to_vec();
            let word = self.random.phrase(&words);
            self.sheet.plain(LineLabel::Other, &word.to_uppercase());
        }
        let name = if self.random.percent(30) {
            person.name.to_uppercase()
        } else {
            person.name.clone()
        };
        self.sheet
            .masked(LineLabel::Personal, "", &name, "", self.is_masked);
        if self.random.percent(40) {
            let mut pieces: Pieces = vec![(
                title(self.language, &mut self.random),
                Some(WordLabel::Title),
            )];
            if self.random.percent(25) {
                pieces.push((" | ".to_owned(), None));
                pieces.push((
                    title(self.language, &mut self.random),
                    Some(WordLabel::Title),
                ));
            } else if self.random.percent(15) {
                pieces.push((" - ".to_owned(), None));
                pieces.push((
                    employer(self.language, &mut self.random),
                    Some(WordLabel::Employer),
                ));
            }
            let fields = Fields::from([("line", pieces)]);
            self.sheet.pattern(LineLabel::Headline, "{line}", &fields);
        }
        let phone = format!(
            "+{} 555 {:04}",
            self.random.between(1, 99),
            self.random.below(9999)
        );
        let mail = format!(
            "{}@example.com",
            stem(self.language, &mut self.random).to_lowercase()
        );
        let place = self.list("invention.places");
        match self.random.below(4) {
            0 => {
                self.sheet.masked(
                    LineLabel::Personal,
                    "",
                    &format!("{place} | {phone} | {mail}"),
                    "",
                    self.is_masked,
                );
            }
            1 => {
                self.sheet
                    .masked(LineLabel::Personal, "", &place, "", self.is_masked);
                self.sheet
                    .masked(LineLabel::Personal, "", &phone, "", self.is_masked);
                self.sheet
                    .masked(LineLabel::Personal, "", &mail, "", self.is_masked);
            }
            2 => self.details(4),
            _ => self
                .sheet
                .masked(LineLabel::Personal, "E-mail: ", &mail, "", self.is_masked),
        }
    }

    fn details(&mut self, most: usize) {
        let labels = [
            self.language.list("labels.detail"),
            self.language.list("labels.name"),
        ]
        .concat();
        for _ in 0..self.random.between(1, most) {
            let label = capitalised(&self.random.phrase(&labels));
            let value = match self.random.below(3) {
                0 => format!(
                    "{:02}.{:02}.19{}",
                    self.random.between(1, 28),
                    self.random.between(1, 12),
                    self.random.between(60, 99)
                ),
                1 => stem(self.language, &mut self.random),
                _ => self.list("invention.places"),
            };
            let sign = [": ", "\t", " : ", "\t: "][self.random.below(4)];
            self.sheet.masked(
                LineLabel::Personal,
                &format!("{label}{sign}"),
                &value,
                "",
                self.is_masked,
            );
        }
    }

    pub(super) fn heading(&mut self, label: LineLabel) {
        let keys: Vec<&str> = HEADINGS
            .iter()
            .filter(|(_, kind)| *kind == label)
            .map(|(key, _)| *key)
            .collect();
        let key = self
            .random
            .pick(&keys)
            .copied()
            .unwrap_or("headings.experience");
        let mut words = self.language.list(key).to_vec();
        if words.is_empty() {
            words = self
                .language
                .list(keys.first().copied().unwrap_or(key))
                .to_vec();
        }
        let text = capitalised(&self.random.phrase(&words));
        self.headed(label, text);
    }

    /// A heading of these words, as this document writes them.
    pub(super) fn headed(&mut self, label: LineLabel, mut text: String) {
        self.gap(self.blank_before_headings);
        if self.random.percent(12) {
            let number = self.random.between(2, 20);
            let more = self.list("invention.places");
            text = match self.random.below(5) {
                0 => format!("{text} ({number})"),
                1 => format!("{text} - {more}"),
                4 => format!("{more} {text}"),
                2 => format!("{text} & {}", stem(self.language, &mut self.random)),
                _ => format!("{} {text}", stem(self.language, &mut self.random)),
            };
        }
        let text = match self.heading_form {
            0..=3 => text.to_uppercase(),
            4 | 5 => text,
            6 => format!("{text}:"),
            7 => format!("{}:", text.to_uppercase()),
            8 => format!("## {text}"),
            9 => format!("{}. {text}", self.random.between(1, 9)),
            10 => format!("--- {text} ---"),
            _ => text
                .chars()
                .flat_map(|letter| [letter, ' '])
                .collect::<String>()
                .trim()
                .to_uppercase(),
        };
        self.sheet.plain(label, &text);
        if self.random.percent(8) {
            self.sheet.blank();
        }
    }

    /// Running text, cut at the width of the page.
    fn prose(&mut self, label: LineLabel, text: &str, before: &str) {
        let mut line = before.to_owned();
        for (count, word) in text.split(' ').enumerate() {
            if line.chars().count() + word.chars().count() > self.width && count > 0 {
                self.sheet.plain(label, &line);
                line = String::new();
            }
            if !line.is_empty() && !line.ends_with([' ', '\t']) {
                line.push(' ');
            }
            line.push_str(word);
        }
        self.sheet.plain(label, &line);
    }

    fn section(&mut self, person: &Person, layouts: [usize; 2], section: usize) {
        match section {
            0 => {
                if self.random.percent(92) {
                    self.heading(LineLabel::HeadExperience);
                }
                self.positions(&person.held, layouts[0], false);
            }
            1 if !person.schooling.is_empty() => {
                self.heading(LineLabel::HeadEducation);
                self.schooling(&person.schooling, layouts[1]);
            }
            2 => self.skills(),
            3 => self.summary(person),
            4 => self.spoken(person),
            5 => {
                self.heading(LineLabel::HeadCertificates);
                for _ in 0..self.random.between(1, 4) {
                    let name = self.list("invention.certificates");
                    let year = self.random.between(2008, 2025).to_string();
                    let fields = Fields::from([
                        ("name", vec![(name, None)]),
                        ("year", vec![(year, Some(WordLabel::Date))]),
                        (
                            "by",
                            vec![(employer(self.language, &mut self.random), None)],
                        ),
                    ]);
                    let patterns = [
                        "{name}",
                        "{name}, {year}",
                        "{name} ({year})",
                        "{year}\t{name}",
                        "{name} - {by}",
                        "{name} – {by}, {year}",
                        "{year}: {name}",
                    ];
                    let pattern = format!(
                        "{}{}",
                        self.sheet.bullet,
                        patterns[self.random.below(patterns.len())]
                    );
                    self.sheet
                        .pattern(LineLabel::Certificate, &pattern, &fields);
                }
            }
            6 => {
                self.heading(LineLabel::HeadInterests);
                let items: Vec<String> = (0..self.random.between(1, 4))
                    .map(|_| self.list("invention.interests"))
                    .collect();
                self.sheet.plain(LineLabel::Other, &items.join(", "));
            }
            7 => {
                self.heading(LineLabel::HeadPersonal);
                self.details(4);
                if self.random.percent(60) {
                    self.known_languages(person);
                }
                self.details(4);
            }
            8 => {
                self.heading(LineLabel::HeadProjects);
                let layout = [12, 13, 15, 3, 7, 34, 10, MADE_UP, MADE_UP][self.random.below(9)];
                let few = self.random.between(1, 2);
                self.positions(&person.held[..few.min(person.held.len())], layout, true);
            }
            9 => {
                self.heading(LineLabel::HeadReferences);
                let name = format!(
                    "{} {}",
                    stem(self.language, &mut self.random),
                    stem(self.language, &mut self.random)
                );
                self.sheet
                    .masked(LineLabel::Other, "", &name, "", self.is_masked);
                let line = format!(
                    "{}, {}",
                    title(self.language, &mut self.random),
                    employer(self.language, &mut self.random)
                );
                self.sheet.plain(LineLabel::Other, &line);
                self.sheet
                    .masked(LineLabel::Other, "", "+44 555 0199", "", self.is_masked);
            }
            10 => {
                self.heading(LineLabel::HeadVolunteering);
                let few = person.held.len().min(1);
                let layout = [0, 3, 10, 35, MADE_UP, MADE_UP, MADE_UP][self.random.below(7)];
                self.positions(&person.held[..few], layout, false);
            }
            11 => self.papers(),
            12 => self.pupils(),
            _ => {}
        }
    }

    fn skills(&mut self) {
        self.heading(LineLabel::HeadSkills);
        let mut skills: Vec<String> = (0..self.random.between(3, 12))
            .map(|_| self.list("invention.skills"))
            .collect();
        skills.dedup();
        let bullet = self.sheet.bullet;
        match self.random.below(4) {
            0 => {
                for skill in &skills {
                    let years = if self.random.percent(15) {
                        format!(
                            " ({} {})",
                            self.random.between(1, 15),
                            self.language
                                .list("dates.year")
                                .first()
                                .cloned()
                                .unwrap_or_default()
                        )
                    } else {
                        String::new()
                    };
                    self.sheet
                        .plain(LineLabel::Skills, &format!("{bullet}{skill}{years}"));
                }
            }
            1 => {
                for few in skills.chunks(3) {
                    let group = self.list("invention.skill_groups");
                    let sign = [": ", "\t", " : ", " - "][self.random.below(4)];
                    self.sheet.plain(
                        LineLabel::Skills,
                        &format!("{bullet}{group}{sign}{}", few.join(", ")),
                    );
                }
            }
            2 => {
                for few in skills.chunks(4) {
                    self.sheet.plain(LineLabel::Skills, &few.join("\t"));
                }
            }
            _ => {
                let joint = [", ", " | ", " · ", "; ", " / "][self.random.below(5)];
                let text = skills.join(joint);
                self.prose(LineLabel::Skills, &text, "");
            }
        }
    }

    fn summary(&mut self, person: &Person) {
        if self.random.percent(30) {
            return;
        }
        self.heading(LineLabel::HeadSummary);
        let count = self.random.between(1, 3);
        let is_listed = self.random.percent(35);
        let mut texts = Vec::new();
        for _ in 0..count {
            let pattern = self
                .random
                .phrase(self.language.list("invention.summaries"));
            // Whoever is named there is held already, and is no further position.
            let text = match person.held.first() {
                Some(held) => pattern
                    .replace("{title}", &held.title)
                    .replace("{employer}", &held.employer),
                None => pattern,
            };
            texts.push(filled(&text, self.language, &mut self.random));
        }
        if is_listed {
            let bullet = self.sheet.bullet;
            texts
                .iter()
                .for_each(|text| self.prose(LineLabel::Summary, text, bullet));
        } else {
            self.prose(LineLabel::Summary, &texts.join(" "), "");
        }
    }

    fn spoken(&mut self, person: &Person) {
        self.heading(LineLabel::HeadLanguages);
        let patterns = [
            "{name}: {level}",
            "{name} ({level})",
            "{name} - {level}",
            "{name}\t{level}",
            "{name} – {level}",
            "{name}, {level}",
            "{level}: {name}",
            "{name} {level}",
        ];
        let pattern = patterns[self.random.below(patterns.len())];
        let in_one = self.random.percent(40);
        let is_bare = self.random.percent(35);
        let mut line: Pieces = Vec::new();
        for (name, level) in &person.spoken {
            let level = level.as_ref().filter(|_| !is_bare);
            let mut fields =
                Fields::from([("name", vec![(name.clone(), Some(WordLabel::Language))])]);
            if let Some(level) = level {
                fields.insert("level", vec![(level.clone(), Some(WordLabel::Level))]);
            }
            let pattern = if level.is_some() { pattern } else { "{name}" };
            if in_one {
                if !line.is_empty() {
                    let joint = if is_bare {
                        [", ", ", ", " & ", " / ", " - "][self.random.below(5)]
                    } else {
                        ", "
                    };
                    line.push((joint.to_owned(), None));
                }
                line.push((name.clone(), Some(WordLabel::Language)));
                if let Some(level) = level {
                    line.push((" (".to_owned(), None));
                    line.push((level.clone(), Some(WordLabel::Level)));
                    line.push((")".to_owned(), None));
                }
            } else {
                let pattern = format!("{}{pattern}", self.sheet.bullet);
                self.sheet.pattern(LineLabel::Language, &pattern, &fields);
            }
        }
        if in_one {
            self.sheet.pattern(
                LineLabel::Language,
                "{line}",
                &Fields::from([("line", line)]),
            );
        }
    }

    /// Languages in one line of personal details.
    fn known_languages(&mut self, person: &Person) {
        let mut words = self.language.list("headings.languages").to_vec();
        words.extend(self.language.list("spoken.label").iter().cloned());
        let label = capitalised(&self.random.phrase(&words));
        let sign = [": ", "\t", " : ", "\t: ", "   :  "][self.random.below(5)];
        let mut line: Pieces = vec![(label, Some(WordLabel::Form)), (sign.to_owned(), None)];
        let joint = [", ", " / ", ", ", " & "][self.random.below(4)];
        for (number, (name, level)) in person.spoken.iter().enumerate() {
            if number > 0 {
                line.push((joint.to_owned(), None));
            }
            line.push((name.clone(), Some(WordLabel::Language)));
            if let Some(level) = level.as_ref().filter(|_| number % 2 == 1) {
                line.extend([
                    (" (".to_owned(), None),
                    (level.clone(), Some(WordLabel::Level)),
                    (")".to_owned(), None),
                ]);
            }
        }
        self.sheet.pattern(
            LineLabel::Language,
            "{line}",
            &Fields::from([("line", line)]),
        );
    }

    pub(super) fn fields_of(&mut self, held: &Held, number: usize) -> Fields {
        let [range, from, to] = dates_of(held, &self.style, self.language, &mut self.random);
        let mut fields = Fields::new();
        let mut add = |name: &'static str, text: &str, label: Option<WordLabel>| {
            if !text.is_empty() {
                fields.insert(name, vec![(text.to_owned(), label)]);
            }
        };
        add(
            "employer",
            &self.employer_case.of(&held.employer),
            Some(WordLabel::Employer),
        );
        add(
            "place",
            held.place.as_deref().unwrap_or_default(),
            Some(WordLabel::Place),
        );
        add(
            "department",
            held.department.as_deref().unwrap_or_default(),
            Some(WordLabel::Department),
        );
        add(
            "client",
            held.client.as_deref().unwrap_or_default(),
            Some(WordLabel::Client),
        );
        add("dates", &range, Some(WordLabel::Date));
        add("from", &from, Some(WordLabel::Date));
        add("to", &to, Some(WordLabel::Date));
        add("number", &number.to_string(), None);
        let language = self.language;
        let months = self.random.between(1, 11);
        let years = self.random.between(1, 9);
        let unit = |key: &str| {
            language
                .list(key)
                .get(1)
                .or(language.list(key).first())
                .cloned()
                .unwrap_or_default()
        };
        add(
            "duration",
            &format!(
                "{years} {} {months} {}",
                unit("dates.year"),
                unit("dates.month")
            ),
            Some(WordLabel::Date),
        );
        add(
            "kind",
            &self.random.phrase(language.list("invention.kinds")),
            None,
        );
        add(
            "note",
            &filled(
                &self.random.phrase(language.list("invention.employer_note")),
                language,
                &mut self.random,
            ),
            None,
        );
        add("duty", &duty(language, &mut self.random), None);
        let skills: Vec<String> = (0..4)
            .map(|_| self.random.phrase(language.list("invention.skills")))
            .collect();
        add("skills", &skills.join(", "), None);
        let at = self
            .random
            .phrase(language.list("positions.employer_follows"));
        add("at", if at.is_empty() { "-" } else { &at }, None);
        let mut title: Pieces = vec![(self.case.of(&held.title), Some(WordLabel::Title))];
        if let Some(remark) = held.remark.as_ref().filter(|remark| !remark.is_empty()) {
            title.push((format!(" ({remark})"), None));
        }
        fields.insert("title", title);
        let mut add = |name: &'static str, text: &str, label: Option<WordLabel>| {
            if !text.is_empty() {
                fields.insert(name, vec![(text.to_owned(), label)]);
            }
        };
        let as_word = if language.code == "en" {
            "as".to_owned()
        } else {
            language
                .list("positions.before_title")
                .first()
                .cloned()
                .unwrap_or_default()
        };
        add("as", if as_word.is_empty() { "-" } else { &as_word }, None);
        fields
    }

    fn positions(&mut self, held: &[Held], layout: usize, is_project: bool) {
        let made_up;
        let parts;
        let mut each: Vec<&str> = Vec::new();
        let (head, lines, further): (_, Vec<&str>, Option<&[&str]>) = match POSITIONS.get(layout) {
            Some(layout) => (layout.head, layout.lines.to_vec(), layout.further),
            None if self.random.percent(18) => {
                parts = made_up::shared(&mut self.random);
                each.extend(parts.1.iter().map(String::as_str));
                let all = parts.0.iter().chain(&parts.1).map(String::as_str).collect();
                (None, all, Some(each.as_slice()))
            }
            None if self.random.percent(12) => (None, vec!["P"], None),
            None => {
                made_up = made_up::positions(&mut self.random);
                (None, made_up.iter().map(String::as_str).collect(), None)
            }
        };
        let (start, more) = if is_project {
            (LineLabel::ProjectStart, LineLabel::ProjectMore)
        } else {
            (LineLabel::PositionStart, LineLabel::PositionMore)
        };
        if let Some(head) = head {
            self.sheet
                .pattern(LineLabel::Columns, head, &Fields::from([("", Vec::new())]));
        }
        let mut shared: Option<String> = None;
        if !is_project && self.random.percent(4) {
            self.umbrella(held, &lines);
        }
        for (number, held) in held.iter().enumerate() {
            let mut held = held.clone();
            let lines = match (further, &shared) {
                (Some(further), Some(employer)) if self.random.percent(50) => {
                    held.employer = employer.clone();
                    further
                }
                _ => lines.as_slice(),
            };
            shared = Some(held.employer.clone());
            let fields = self.fields_of(&held, number + 1);
            if !is_project && self.random.percent(4) {
                self.time_off(number);
            }
            self.gap(self.blank_between);
            let mut is_first = true;
            for line in lines {
                let label = if is_first { start } else { more };
                is_first &= !self.line_of(label, line, &fields, &held, is_project);
            }
        }
    }

    /// One line of a layout; whether anything was written that opens the entry.
    pub(super) fn line_of(
        &mut self,
        label: LineLabel,
        line: &str,
        fields: &Fields,
        held: &Held,
        is_project: bool,
    ) -> bool {
        let indent: String = line
            .chars()
            .take_while(|letter| letter.is_whitespace())
            .collect();
        match line.trim_start() {
            "-" => {
                self.sheet.blank();
                false
            }
            "D" => {
                self.duties(held, &indent);
                false
            }
            "P" => {
                let pattern = self.random.phrase(self.language.list("invention.prose"));
                let pattern = if held.place.is_none() {
                    without_place(&pattern)
                } else {
                    pattern
                };
                let bullet = match self.random.below(10) {
                    0..=3 => self.sheet.bullet,
                    4 => "{number}. ",
                    _ => "",
                };
                // What was done may follow in the same line.
                let told = if self.random.percent(35) && !held.duties.is_empty() {
                    format!(
                        " {}",
                        held.duties.join(". ").replace(['{', '}', '[', ']'], "")
                    )
                } else {
                    String::new()
                };
                let pattern = format!("{bullet}{pattern}{told}");
                if self.is_shouted {
                    let (pattern, fields) = shouted(&pattern, fields);
                    self.sheet.pattern(label, &pattern, &fields)
                } else {
                    self.sheet.pattern(label, &pattern, fields)
                }
            }
            other => match other.strip_prefix('~').or_else(|| other.strip_prefix("[~")) {
                Some(rest) => {
                    let rest = rest.trim_end_matches(']');
                    let wanted = !rest.contains("{client}") || fields.contains_key("client");
                    let label = if rest.contains("client}") && !is_project {
                        LineLabel::PositionMore
                    } else {
                        LineLabel::Description
                    };
                    if wanted {
                        self.sheet
                            .pattern(label, &format!("{indent}{rest}"), fields);
                    }
                    false
                }
                None => self.sheet.pattern(label, line, fields),
            },
        }
    }

    fn duties(&mut self, held: &Held, indent: &str) {
        if held.duties.is_empty() {
            return;
        }
        if self.random.percent(12) {
            let within = self.list("invention.within");
            self.sheet
                .plain(LineLabel::Description, &format!("{indent}{within}:"));
        }
        let bullet = format!("{indent}{}", self.sheet.bullet);
        if self.random.percent(20) {
            let text: Vec<String> = held
                .duties
                .iter()
                .map(|duty| {
                    if duty.ends_with('.') {
                        duty.clone()
                    } else {
                        format!("{duty}.")
                    }
                })
                .collect();
            self.prose(LineLabel::Description, &text.join(" "), indent);
        } else {
            for duty in &held.duties {
                self.prose(LineLabel::Description, duty, &bullet);
            }
        }
    }

    fn schooling(&mut self, entries: &[Schooling], layout: usize) {
        let made_up;
        let (head, lines): (_, Vec<&str>) = match SCHOOLING.get(layout) {
            Some(layout) => (layout.head, layout.lines.to_vec()),
            None if self.random.percent(10) => (None, vec!["P"]),
            None => {
                made_up = made_up::schooling(&mut self.random);
                (None, made_up.iter().map(String::as_str).collect())
            }
        };
        if let Some(head) = head {
            self.sheet
                .pattern(LineLabel::Columns, head, &Fields::from([("", Vec::new())]));
        }
        let is_by_year = self.random.percent(40);
        let dated = self.random.percent(85);
        for entry in entries {
            let mut fields = Fields::new();
            let language = self.language;
            let mut degree = entry.degree.clone();
            if self.random.percent(8) {
                degree
                    .iter_mut()
                    .for_each(|piece| piece.0 = piece.0.to_uppercase());
            }
            fields.insert("degree", degree);
            let mut add = |name: &'static str, text: Option<String>, label: Option<WordLabel>| {
                if let Some(text) = text.filter(|text| !text.is_empty()) {
                    fields.insert(name, vec![(text, label)]);
                }
            };
            add(
                "school",
                Some(self.employer_case.of(&entry.school)),
                Some(WordLabel::Institution),
            );
            add("place", entry.place.clone(), Some(WordLabel::Place));
            add("grade", entry.grade.clone(), Some(WordLabel::Grade));
            add("status", entry.status.clone(), Some(WordLabel::Status));
            add("level", Some(entry.level.clone()), Some(WordLabel::Degree));
            add("field", entry.field.clone(), Some(WordLabel::Field));
            let board = self.random.phrase(language.list("invention.schools"));
            let board = filled(&board, language, &mut self.random);
            add("board", Some(board), Some(WordLabel::Institution));
            if dated {
                let range = if is_by_year {
                    let joint = [" - ", "–", "-", " – "][self.random.below(4)];
                    format!("{}{joint}{}", entry.from.0, entry.to.0)
                } else {
                    self.style
                        .range(language, entry.from, Some(entry.to), &mut self.random)
                };
                let year = if is_by_year {
                    entry.to.0.to_string()
                } else {
                    self.style.point(language, entry.to, &mut self.random)
                };
                add(
                    "dates",
                    Some(if self.random.percent(20) {
                        year.clone()
                    } else {
                        range
                    }),
                    Some(WordLabel::Date),
                );
                add("year", Some(year), Some(WordLabel::Date));
                add(
                    "from",
                    Some(entry.from.0.to_string()),
                    Some(WordLabel::Date),
                );
                add("to", Some(entry.to.0.to_string()), Some(WordLabel::Date));
            }
            let from = self.random.phrase(language.list("positions.before_school"));
            add(
                "from_school",
                Some(if from.is_empty() {
                    "-".to_owned()
                } else {
                    from
                }),
                None,
            );
            self.gap(self.blank_between && lines.len() > 1);
            let mut is_first = true;
            for line in &lines {
                let label = if is_first {
                    LineLabel::EducationStart
                } else {
                    LineLabel::EducationMore
                };
                let line = match *line {
                    "-" => {
                        self.sheet.blank();
                        continue;
                    }
                    "P" => self
                        .random
                        .phrase(self.language.list("invention.prose_school")),
                    other => other.to_owned(),
                };
                let is_sentence = line.contains("{degree}") && self.is_shouted;
                is_first &= if is_sentence {
                    let (line, fields) = shouted(&line, &fields);
                    !self.sheet.pattern(label, &line, &fields)
                } else {
                    !self.sheet.pattern(label, &line, &fields)
                };
            }
            if self.random.percent(8) {
                let more = self.list("invention.fields");
                self.sheet.plain(
                    LineLabel::EducationMore,
                    &format!("{}{more}", self.sheet.bullet),
                );
            }
        }
    }
}

/// A sentence without its place and what leads to it.
fn without_place(pattern: &str) -> String {
    let Some(at) = pattern.find("{place}") else {
        return pattern.to_owned();
    };
    let before = &pattern[..at];
    let cut = before.rfind('}').map_or(at, |end| end + 1);
    format!("{}{}", &pattern[..cut], &pattern[at + "{place}".len()..])
}
