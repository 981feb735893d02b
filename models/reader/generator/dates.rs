//! Dates in the forms that people write.

use super::Random;
use crate::vocabulary::Language;
use cvrank::reader::filling::MONTHS;

/// How one document writes its dates.
#[derive(Debug, Clone)]
pub(crate) struct Style {
    form: usize,
    joint: String,
    open: String,
    since: Option<String>,
    upper: bool,
    /// How many letters of a month are kept.
    short: Option<usize>,
}

pub(crate) type YearMonth = (usize, usize);

impl Style {
    pub(crate) fn new(language: &Language, random: &mut Random) -> Self {
        let joints = [" - ", " – ", "–", "-", " — ", " to ", " to ", " ~ "];
        let mut joint = joints[random.below(joints.len())].to_owned();
        if joint == " to " {
            let word = random.phrase(language.list("dates.to"));
            joint = if word.is_empty() {
                " - ".to_owned()
            } else {
                format!(" {word} ")
            };
        }
        if joint == " ~ " && !matches!(language.code.as_str(), "ja" | "ko" | "zh") {
            joint = " - ".to_owned();
        }
        // The usual words mostly, the others now and then.
        let (words, phrases) = if random.percent(70) { (6, 3) } else { (40, 40) };
        let mut open = language.list("dates.open").to_vec();
        open.truncate(words);
        open.extend(
            language
                .list("dates.open_phrase")
                .iter()
                .take(phrases)
                .cloned(),
        );
        let mut open = random.phrase(&open);
        if random.percent(60) {
            open = capitalised(&open);
        }
        if random.percent(8) {
            open = open.to_uppercase();
        }
        let since = random.phrase(language.list("dates.since"));
        let since = (random.percent(25) && !since.is_empty()).then(|| capitalised(&since));
        Self {
            form: random.below(18),
            joint,
            open,
            since,
            upper: random.percent(8),
            short: random.percent(6).then_some(4),
        }
    }

    /// A month of a year, or the year alone.
    pub(crate) fn point(
        &self,
        language: &Language,
        (year, month): YearMonth,
        random: &mut Random,
    ) -> String {
        let names = language.list(&format!("dates.{}", MONTHS[month - 1]));
        let full = names.first().cloned().unwrap_or_else(|| month.to_string());
        let cut = names
            .iter()
            .skip(1)
            .min_by_key(|name| name.len())
            .unwrap_or(&full)
            .clone();
        let shaped = |name: &str| {
            let name: String = match self.short {
                Some(letters) => name.chars().take(letters).collect(),
                None => name.to_owned(),
            };
            if self.upper {
                name.to_uppercase()
            } else {
                capitalised(&name)
            }
        };
        let (full, cut) = (shaped(&full), shaped(&cut));
        let is_lower = matches!(
            language.code.as_str(),
            "fr" | "es" | "it" | "pt" | "nl" | "pl" | "ru" | "sv"
        );
        let full = if is_lower && !self.upper && self.form.is_multiple_of(2) {
            full.to_lowercase()
        } else {
            full
        };
        let day = 1 + (year * 7 + month * 5) % 28;
        let short = year % 100;
        match (language.code.as_str(), self.form) {
            ("zh" | "ja", 0..=6) => format!("{year}年{month}月"),
            ("ko", 0..=4) => format!("{year}년 {month}월"),
            ("zh" | "ja" | "ko", 7..=9) => format!("{year}.{month:02}"),
            ("zh" | "ja" | "ko", 10..=12) => format!("{year}/{month:02}"),
            (_, 0 | 1) => format!("{full} {year}"),
            (_, 2 | 3) => format!("{cut} {year}"),
            (_, 4) => format!("{month:02}/{year}"),
            (_, 5 | 6) => year.to_string(),
            (_, 7) => format!("{year}-{month:02}"),
            (_, 8) => format!("{day:02}.{month:02}.{year}"),
            (_, 9) => format!("{cut}'{short:02}"),
            (_, 10) => format!("{month:02}.{year}"),
            (_, 11) => format!("{full}, {year}"),
            (_, 12) => format!("{cut}. {year}"),
            (_, 13) => format!("{day} {full} {year}"),
            (_, 14) => format!("{cut}-{year}"),
            (_, 15) => format!("{month}/{year}"),
            (_, 16) => format!("{day:02}/{month:02}/{year}"),
            _ if random.percent(50) => format!("{cut} {short:02}"),
            _ => format!("{cut}-{short:02}"),
        }
    }

    /// The word of an open end.
    pub(crate) fn open(&self) -> &str {
        &self.open
    }

    /// A whole range.
    pub(crate) fn range(
        &self,
        language: &Language,
        from: YearMonth,
        to: Option<YearMonth>,
        random: &mut Random,
    ) -> String {
        let start = self.point(language, from, random);
        match (to, &self.since) {
            (None, Some(since)) => format!("{since} {start}"),
            (None, None) => format!("{start}{}{}", self.joint, self.open),
            (Some(to), _) => format!("{start}{}{}", self.joint, self.point(language, to, random)),
        }
    }
}

/// With its first letter as a capital.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// Each word with a capital.
pub(crate) fn titled(text: &str) -> String {
    text.split(' ')
        .map(|word| {
            if word.chars().count() > 3 || text.len() < 12 {
                capitalised(word)
            } else {
                word.to_owned()
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}
