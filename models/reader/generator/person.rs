//! People that nobody is: positions, schooling, languages, all made up.

use super::Random;
use super::dates::{Style, YearMonth, capitalised, titled};
use crate::vocabulary::Language;
use cvrank::reader::labels::WordLabel;

/// A text of pieces, each with its label.
pub(crate) type Pieces = Vec<(String, Option<WordLabel>)>;

#[derive(Debug, Clone)]
pub(crate) struct Held {
    pub(crate) title: String,
    /// Behind the title in brackets: a kind of contract, a rank.
    pub(crate) remark: Option<String>,
    pub(crate) employer: String,
    pub(crate) place: Option<String>,
    pub(crate) department: Option<String>,
    pub(crate) client: Option<String>,
    pub(crate) from: YearMonth,
    pub(crate) to: Option<YearMonth>,
    pub(crate) duties: Vec<String>,
}

#[derive(Debug, Clone)]
pub(crate) struct Schooling {
    /// Degree and field with what stands between.
    pub(crate) degree: Pieces,
    pub(crate) level: String,
    pub(crate) field: Option<String>,
    pub(crate) school: String,
    pub(crate) place: Option<String>,
    pub(crate) from: YearMonth,
    pub(crate) to: YearMonth,
    pub(crate) grade: Option<String>,
    pub(crate) status: Option<String>,
}

#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) name: String,
    pub(crate) held: Vec<Held>,
    pub(crate) schooling: Vec<Schooling>,
    /// Languages with levels.
    pub(crate) spoken: Vec<(String, Option<String>)>,
}

/// How the words of one document are cased.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Case {
    Written,
    Titled,
    Upper,
    First,
}

impl Case {
    pub(crate) fn of(self, text: &str) -> String {
        match self {
            Self::Written => text.to_owned(),
            Self::Titled => titled(text),
            Self::Upper => text.to_uppercase(),
            Self::First => capitalised(text),
        }
    }
}

/// Makes up words of the letters of a language.
pub(crate) fn stem(language: &Language, random: &mut Random) -> String {
    const LATIN: &[&str] = &[
        "bra", "ven", "tor", "mi", "ka", "lo", "ren", "sil", "do", "ner", "va", "lin", "qua",
        "zen", "ha", "rik", "mer", "to", "ban", "fel", "gor", "nu", "pex", "sta", "wil", "ora",
        "dyn", "cor", "lum", "tra", "ex", "al", "bel", "cas", "mon", "ost", "per", "rho", "san",
        "vi",
    ];
    const CYRILLIC: &[&str] = &[
        "ва", "ре", "мон", "то", "лин", "ста", "гор", "ми", "ра", "вер", "до", "сил", "тех", "бел",
        "кор", "зен", "ори", "нов", "пал", "аль",
    ];
    const ARABIC: &[&str] = &[
        "نور", "سما", "ريا", "بدر", "فار", "هدا", "لين", "واح", "زهر", "مرا", "جود", "سلا",
    ];
    const HEBREW: &[&str] = &[
        "נור", "טל", "גל", "רמ", "אור", "שח", "דן", "לב", "מגד", "עדן", "כרמ",
    ];
    const HAN: &[&str] = &[
        "青", "空", "星", "海", "林", "东", "华", "明", "光", "新", "山", "泰", "和", "天", "安",
    ];
    const HANGUL: &[&str] = &[
        "한", "빛", "누", "리", "서", "진", "대", "우", "청", "솔", "가", "온",
    ];
    const GREEK: &[&str] = &["νε", "λο", "μα", "ρι", "το", "κα", "σε", "πα", "δι", "ου"];
    let (syllables, least, most) = match language.code.as_str() {
        "ru" | "uk" | "bg" | "sr" => (CYRILLIC, 2, 3),
        "ar" | "fa" => (ARABIC, 1, 2),
        "he" => (HEBREW, 1, 2),
        "zh" | "ja" => (HAN, 2, 2),
        "ko" => (HANGUL, 2, 3),
        "el" => (GREEK, 2, 3),
        _ => (LATIN, 2, 3),
    };
    let count = random.between(least, most);
    let made: String = (0..count)
        .filter_map(|_| random.pick(syllables))
        .copied()
        .collect();
    capitalised(&made)
}

/// Fills what invented phrases leave open: `{s}` a made-up word, `{n}` a family name, `{c}` a place.
pub(crate) fn filled(pattern: &str, language: &Language, random: &mut Random) -> String {
    let mut text = pattern.to_owned();
    for _ in 0..8 {
        let Some(at) = text.find('{') else { break };
        let Some(end) = text[at..].find('}').map(|end| at + end + 1) else {
            break;
        };
        let value = match &text[at + 1..end - 1] {
            "s" | "x" => stem(language, random),
            "n" => stem(language, random),
            "c" | "place" => {
                let place = random.phrase(language.list("invention.places"));
                place
                    .split([',', '('])
                    .next()
                    .unwrap_or_default()
                    .trim()
                    .to_owned()
            }
            "i" => random.phrase(language.list("invention.industry")),
            "t" => random
                .phrase(language.list("invention.industry"))
                .to_lowercase(),
            "L" => random.phrase(language.list("invention.legal_before")),
            "k" => random.between(2, 99).to_string(),
            "y" | "year" => random.between(2001, 2024).to_string(),
            "date" => format!(
                "{:02}.{:02}.{}",
                random.between(1, 28),
                random.between(1, 12),
                random.between(2015, 2025)
            ),
            "field" => random.phrase(language.list("invention.fields")),
            "title" => title(language, random),
            "employer" => employer(language, random),
            _ => String::new(),
        };
        text.replace_range(at..end, &value);
    }
    text
}

pub(crate) fn title(language: &Language, random: &mut Random) -> String {
    let own = language.list("invention.titles");
    let mut title = if !language.occupations.is_empty() && random.percent(45) {
        let name = random.phrase(&language.occupations);
        name.split('/').next().unwrap_or_default().trim().to_owned()
    } else {
        random.phrase(own)
    };
    if title.chars().count() > 60 {
        title = random.phrase(own);
    }
    let seniority = language.list("invention.seniority");
    if random.percent(20) && !seniority.is_empty() {
        title = format!("{} {title}", random.phrase(seniority));
    }
    capitalised(title.trim())
}

pub(crate) fn employer(language: &Language, random: &mut Random) -> String {
    let mut name = filled(
        &random.phrase(language.list("invention.firms")),
        language,
        random,
    );
    let legal = language.list("invention.legal");
    if !legal.is_empty() && random.percent(40) {
        let comma = if random.percent(15) { "," } else { "" };
        name = format!("{name}{comma} {}", random.phrase(legal));
    }
    name.trim().to_owned()
}

fn place(language: &Language, random: &mut Random) -> Option<String> {
    random
        .percent(65)
        .then(|| random.phrase(language.list("invention.places")))
}

fn held(language: &Language, from: YearMonth, to: Option<YearMonth>, random: &mut Random) -> Held {
    let count = random.below(6);
    let own = language.list("invention.own_account");
    let employer = if random.percent(4) && !own.is_empty() {
        random.phrase(own)
    } else {
        employer(language, random)
    };
    Held {
        title: title(language, random),
        remark: random.percent(10).then(|| remark(language, random)),
        employer,
        place: place(language, random),
        department: random
            .percent(12)
            .then(|| random.phrase(language.list("invention.departments"))),
        client: random.percent(15).then(|| self::employer(language, random)),
        from,
        to,
        duties: (0..count).map(|_| duty(language, random)).collect(),
    }
}

/// What stands in brackets behind a title.
fn remark(language: &Language, random: &mut Random) -> String {
    let key = ["kinds", "kinds", "kinds", "departments", "titles", "skills"][random.below(6)];
    let remark = random.phrase(language.list(&format!("invention.{key}")));
    if random.percent(65) {
        remark.to_lowercase()
    } else {
        remark
    }
}

/// A line of what somebody did.
pub(crate) fn duty(language: &Language, random: &mut Random) -> String {
    let mut text = filled(
        &random.phrase(language.list("invention.duties")),
        language,
        random,
    );
    if random.percent(15) {
        let more = filled(
            &random.phrase(language.list("invention.duties")),
            language,
            random,
        );
        text = format!("{text}, {}", more.to_lowercase());
    }
    if random.percent(35) {
        text.push('.');
    }
    text
}

fn schooling(language: &Language, level: usize, year: usize, random: &mut Random) -> Schooling {
    let list = |key: &str| language.list(key);
    let (levels, has_field, length) = match level {
        0 => ("invention.secondary", random.percent(15), 2),
        1 => ("invention.vocational", random.percent(50), 2),
        2 => ("invention.bachelor", random.percent(88), 4),
        _ => ("invention.master", random.percent(85), 2),
    };
    let degree = random.phrase(list(levels));
    let is_of_a_trade = level == 1 && !list("invention.trades").is_empty();
    let (fields, patterns) = if is_of_a_trade && random.percent(60) {
        ("invention.trades", "invention.trade_field")
    } else {
        ("invention.fields", "invention.degree_field")
    };
    let field = random.phrase(list(fields));
    let mut pieces: Pieces = Vec::new();
    let has_field = has_field && !field.is_empty();
    if has_field {
        let pattern = random.phrase(list(patterns));
        let mut rest = pattern.as_str();
        while let Some(at) = rest.find('{') {
            pieces.push((rest[..at].to_owned(), None));
            let is_degree = rest[at..].starts_with("{d}");
            pieces.push(if is_degree {
                (degree.clone(), Some(WordLabel::Degree))
            } else {
                (field.clone(), Some(WordLabel::Field))
            });
            rest = &rest[at + 3..];
        }
        pieces.push((rest.to_owned(), None));
    } else {
        pieces.push((degree.clone(), Some(WordLabel::Degree)));
    }
    let grade = filled(&random.phrase(list("invention.grades")), language, random);
    let status = random.phrase(list("form.status"));
    Schooling {
        degree: pieces,
        level: degree,
        field: has_field.then_some(field),
        school: filled(&random.phrase(list("invention.schools")), language, random),
        place: random
            .percent(40)
            .then(|| random.phrase(list("invention.places"))),
        from: (year - length, [9, 8, 10, 6][random.below(4)]),
        to: (year, [6, 5, 7, 9][random.below(4)]),
        grade: (random.percent(35) && !grade.is_empty()).then_some(grade),
        status: (random.percent(12) && !status.is_empty()).then_some(status),
    }
}

impl Person {
    /// Somebody who speaks `language`.
    pub(crate) fn new(language: &Language, random: &mut Random) -> Self {
        let count = [1, 2, 2, 3, 3, 3, 4, 4, 5, 7][random.below(10)];
        let mut at = random.between(2015, 2025) * 12 + random.below(12);
        let mut positions = Vec::new();
        for number in 0..count {
            let months = random.between(3, 60);
            let from = at.saturating_sub(months);
            let to = (number > 0 || random.percent(35)).then_some((at / 12, at % 12 + 1));
            positions.push(held(language, (from / 12, from % 12 + 1), to, random));
            at = from.saturating_sub(random.below(8));
        }
        let mut schooling_list = Vec::new();
        let mut year = at / 12;
        for level in [3, 2, 1, 0] {
            if random.percent([60, 35, 65, 35][level]) {
                schooling_list.push(schooling(language, level, year, random));
                year -= random.between(1, 4);
            }
        }
        let names: Vec<String> = language
            .lists
            .iter()
            .filter(|(key, words)| key.starts_with("spoken.name_of_") && !words.is_empty())
            .map(|(_, words)| capitalised(&words[0]))
            .collect();
        let levels = ["a2", "b1", "b2", "c1", "c2", "native"];
        let spoken = (0..random.between(1, 4))
            .map(|_| {
                let level = if random.percent(25) {
                    ["A1", "A2", "B1", "B2", "C1", "C2"][random.below(6)].to_owned()
                } else {
                    let key = format!("spoken.level_{}", levels[random.below(6)]);
                    random.phrase(language.list(&key))
                };
                let level = (random.percent(75) && !level.is_empty()).then_some(level);
                (random.phrase(&names), level)
            })
            .collect();
        let name = format!("{} {}", stem(language, random), stem(language, random));
        Self {
            name,
            held: positions,
            schooling: schooling_list,
            spoken,
        }
    }
}

/// A range of a style, and its ends.
pub(crate) fn dates_of(
    held: &Held,
    style: &Style,
    language: &Language,
    random: &mut Random,
) -> [String; 3] {
    let from = style.point(language, held.from, random);
    let to = match held.to {
        Some(to) => style.point(language, to, random),
        None => style.open().to_owned(),
    };
    [style.range(language, held.from, held.to, random), from, to]
}
