//! What stands beside positions and schooling, and is told from them by its dates or names: a time
//! off, a business of one's own over its contracts, papers of travel, pupils.

use super::compose::Composer;
use super::person::{Held, employer, stem, title};
use super::sheet::Fields;
use cvrank::reader::labels::{LineLabel, WordLabel};

impl Composer<'_> {
    /// A time that was no work, dated as a position is.
    pub(super) fn time_off(&mut self, number: usize) {
        let named = self.list("invention.breaks");
        if named.is_empty() {
            return;
        }
        let year = 2024 - number.min(20);
        let (from, to) = ((year - 1, 1 + self.random.below(12)), (year, 5));
        let dates = self
            .style
            .range(self.language, from, Some(to), &mut self.random);
        let fields = Fields::from([
            ("title", vec![(named, Some(WordLabel::Title))]),
            ("dates", vec![(dates, Some(WordLabel::Date))]),
        ]);
        let layouts: [&[&str]; 5] = [
            &["{title}", "{dates}"],
            &["{title}\t{dates}"],
            &["{dates}\t{title}"],
            &["{title} ({dates})"],
            &["{dates}: {title}"],
        ];
        self.gap(self.blank_between);
        let lines = layouts[self.random.below(layouts.len())];
        for (at, line) in lines.iter().enumerate() {
            let label = [LineLabel::PositionStart, LineLabel::PositionMore][at.min(1)];
            self.sheet.pattern(label, line, &fields);
        }
        if self.random.percent(50) {
            let more = self.list("invention.interests");
            self.sheet.plain(LineLabel::Description, &more);
        }
    }

    /// A business of one's own, as long as all its contracts, which follow.
    pub(super) fn umbrella(&mut self, held: &[Held], lines: &[&str]) {
        let own = self.list("invention.own_account");
        let (Some(first), Some(last)) = (held.first(), held.last()) else {
            return;
        };
        if own.is_empty() {
            return;
        }
        let whole = Held {
            employer: own,
            from: last.from,
            place: None,
            remark: None,
            duties: first.duties.iter().take(1).cloned().collect(),
            ..first.clone()
        };
        let fields = self.fields_of(&whole, 1);
        let mut is_first = true;
        for line in lines {
            let label = if is_first {
                LineLabel::PositionStart
            } else {
                LineLabel::PositionMore
            };
            is_first &= !self.line_of(label, line, &fields, &whole, false);
        }
    }

    /// Papers of travel: dated, and nothing that anybody did.
    pub(super) fn papers(&mut self) {
        let labels = self.language.list("invention.papers").to_vec();
        if labels.is_empty() {
            return;
        }
        self.heading(LineLabel::HeadPersonal);
        let sign = [": ", "\t", " : ", "\t: ", "     : "][self.random.below(5)];
        let in_one = self.random.percent(35);
        let mut line = String::new();
        for label in &labels {
            let value = if self.random.percent(70) {
                let sign = [".", "/", "-"][self.random.below(3)];
                format!(
                    "{:02}{sign}{:02}{sign}{}",
                    self.random.between(1, 28),
                    self.random.between(1, 12),
                    self.random.between(2012, 2032)
                )
            } else {
                format!("Z{}", self.random.between(100_000, 9_999_999))
            };
            if !in_one {
                let text = format!("{label}{sign}{value}");
                self.sheet.plain(LineLabel::Personal, &text);
                continue;
            }
            if !line.is_empty() {
                line.push_str("   ");
            }
            line.push_str(&format!("{label}: {value}"));
        }
        if in_one {
            self.sheet.plain(LineLabel::Personal, &line);
        }
    }

    /// Those whom somebody taught, with degrees and work of their own.
    pub(super) fn pupils(&mut self) {
        let heading = self.list("invention.headings_of_pupils");
        if heading.is_empty() {
            return;
        }
        self.headed(LineLabel::HeadOther, heading);
        for _ in 0..self.random.between(1, 3) {
            let name = stem(self.language, &mut self.random);
            let degree = self.list("invention.master");
            let year = self.random.between(2008, 2025);
            let text = if self.random.percent(50) {
                let title = title(self.language, &mut self.random);
                let employer = employer(self.language, &mut self.random);
                format!("{name}, {degree} {year} ({title}, {employer})")
            } else {
                format!("{name}, {degree}, {year}")
            };
            self.sheet.plain(LineLabel::Other, &text);
        }
    }
}

/// A sentence in capitals.
pub(super) fn shouted(pattern: &str, fields: &Fields) -> (String, Fields) {
    let mut is_name = false;
    let upper = pattern
        .chars()
        .flat_map(|letter| {
            is_name = letter == '{' || is_name && letter != '}';
            let upper: Vec<char> = if is_name {
                vec![letter]
            } else {
                letter.to_uppercase().collect()
            };
            upper
        })
        .collect();
    let mut fields = fields.clone();
    for piece in fields.values_mut().flatten() {
        piece.0 = piece.0.to_uppercase();
    }
    (upper, fields)
}
