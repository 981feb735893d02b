//! What is seen of a word: classes, shape, signs, its part of the line, and the lines around.

use crate::reader::class::{Class, ClassSet};
use crate::reader::labels::LineLabel;
use crate::reader::line_features::{EMPLOYER, ROLE, SCHOOLING, feature, steps};
use crate::reader::lines::{FORMS, Page};
use crate::reader::words::{Gap, Word};

/// What is known of lines when their words are read.
#[derive(Debug)]
pub struct Told<'a> {
    pub page: &'a Page,
    /// What each line of the page is.
    pub labels: &'a [LineLabel],
    /// For each line the classes of the columns of its table; empty outside of tables.
    columns: Vec<Vec<ClassSet>>,
    /// For each of the first lines of heads of positions and each part of them, how often it names
    /// a role, in quarters.
    habits: [[u32; PARTS]; HEAD_LINES],
    /// For each line its place in its head, counted from the first.
    places: Vec<usize>,
}

/// Lines of a head, and parts of a line, whose habits are counted.
const HEAD_LINES: usize = 3;
const PARTS: usize = 4;
/// How many lines below its head row a table may reach.
const TABLE_REACH: usize = 40;

/// Classes by which a part of a line is told.
const TELLING: ClassSet = ClassSet(
    ROLE.0
        | EMPLOYER.0
        | SCHOOLING.0
        | FORMS.0
        | ClassSet::of(&[
            Class::Year,
            Class::Month,
            Class::Open,
            Class::Language,
            Class::LanguageLevel,
            Class::FieldOfStudy,
            Class::PlaceWord,
            Class::Department,
            Class::Masked,
            Class::Status,
            Class::GradeWord,
            Class::Seniority,
            Class::TitleWord,
        ])
        .0,
);

impl<'a> Told<'a> {
    pub fn new(page: &'a Page, labels: &'a [LineLabel]) -> Self {
        let places = places(labels);
        Self {
            columns: columns(page, labels),
            habits: habits(page, labels, &places),
            page,
            labels,
            places,
        }
    }

    fn habit(&self, line: usize, part: usize) -> u32 {
        let place = self.places[line];
        if place >= HEAD_LINES {
            9
        } else {
            self.habits[place][part.min(PARTS - 1)]
        }
    }
}

fn is_head(label: LineLabel) -> bool {
    matches!(
        label,
        LineLabel::PositionStart
            | LineLabel::PositionMore
            | LineLabel::ProjectStart
            | LineLabel::ProjectMore
    )
}

fn places(labels: &[LineLabel]) -> Vec<usize> {
    let mut place = 0;
    labels
        .iter()
        .map(|label| {
            place = match label {
                LineLabel::PositionStart | LineLabel::ProjectStart | LineLabel::EducationStart => 0,
                LineLabel::PositionMore | LineLabel::ProjectMore | LineLabel::EducationMore => {
                    place + 1
                }
                _ => 7,
            };
            place
        })
        .collect()
}

/// Classes of the columns for lines of tables.
fn columns(page: &Page, labels: &[LineLabel]) -> Vec<Vec<ClassSet>> {
    let mut heads: Vec<ClassSet> = Vec::new();
    let mut reach = 0;
    (0..page.lines.len())
        .map(|at| {
            if labels[at] == LineLabel::Columns {
                heads = Vec::new();
                for word in page.words_of(at) {
                    if heads.is_empty() || word.gap.is_cell() {
                        heads.push(ClassSet::NONE);
                    }
                    if let Some(head) = heads.last_mut() {
                        *head = head.with(word.classes.and(FORMS));
                    }
                }
                reach = TABLE_REACH;
                return Vec::new();
            }
            reach = if page.lines[at].cells < 2 {
                reach.min(3)
            } else {
                reach
            };
            reach = reach.saturating_sub(1);
            if reach == 0 || page.lines[at].cells < 2 {
                Vec::new()
            } else {
                heads.clone()
            }
        })
        .collect()
}

fn habits(page: &Page, labels: &[LineLabel], places: &[usize]) -> [[u32; PARTS]; HEAD_LINES] {
    let mut counts = [[(0_u32, 0_u32); PARTS]; HEAD_LINES];
    for at in (0..labels.len()).filter(|at| is_head(labels[*at]) && places[*at] < HEAD_LINES) {
        let counts = &mut counts[places[at]];
        for (number, part) in parts(page.words_of(at)).iter().enumerate().take(PARTS) {
            counts[number].0 += 1;
            counts[number].1 += u32::from(part.all.any(ROLE));
        }
    }
    counts.map(|line| line.map(|(all, with)| (with * 4u32).checked_div(all).unwrap_or(8)))
}

/// Words between two signs that part.
struct Part {
    first: usize,
    end: usize,
    all: ClassSet,
    /// Number of its cell.
    cell: usize,
}

fn parts(words: &[Word]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut cell = 0;
    for (at, word) in words.iter().enumerate() {
        cell += usize::from(at > 0 && word.gap.is_cell());
        if at == 0 || word.gap.is_part() {
            parts.push(Part {
                first: at,
                end: at,
                all: ClassSet::NONE,
                cell,
            });
        }
        if let Some(part) = parts.last_mut() {
            part.end = at + 1;
            part.all = part.all.with(word.classes);
        }
    }
    parts
}

/// What kind of word it is, in one number, the most telling of its classes first.
fn code(word: &Word) -> u32 {
    const ORDER: &[Class] = &[
        Class::Masked,
        Class::Year,
        Class::Open,
        Class::Month,
        Class::Number,
        Class::Figure,
        Class::LegalForm,
        Class::School,
        Class::Degree,
        Class::Secondary,
        Class::FormTitle,
        Class::FormEmployer,
        Class::FormDate,
        Class::FormClient,
        Class::FormPlace,
        Class::FormSchool,
        Class::FormDegree,
        Class::Role,
        Class::RoleEnding,
        Class::TitleHead,
        Class::Seniority,
        Class::EmployerWord,
        Class::Language,
        Class::LanguageLevel,
        Class::FieldOfStudy,
        Class::Status,
        Class::GradeWord,
        Class::Length,
        Class::Until,
        Class::BeforeEmployer,
        Class::BeforeTitle,
        Class::Small,
        Class::PlaceWord,
        Class::TitleWord,
    ];
    let found = ORDER.iter().position(|class| word.classes.has(*class));
    found.map_or(40 + word.shape as u32, |at| at as u32)
}

/// The kinds of things a part of a line has, in few bits.
fn part_profile(all: ClassSet) -> u32 {
    const KINDS: &[ClassSet] = &[
        ROLE,
        EMPLOYER,
        SCHOOLING,
        ClassSet::of(&[Class::Year, Class::Month, Class::Open]),
        ClassSet::of(&[Class::Language]),
        FORMS,
        ClassSet::of(&[Class::TitleWord]),
    ];
    KINDS
        .iter()
        .enumerate()
        .map(|(bit, kind)| u32::from(all.any(*kind)) << bit)
        .sum()
}

/// One line whose words are looked at.
pub struct Seen<'a> {
    told: &'a Told<'a>,
    at: usize,
    words: &'a [Word],
    parts: Vec<Part>,
    /// For each word the number of its part.
    part_of: Vec<usize>,
    codes: Vec<u32>,
    /// Number of the first word behind the label of a form.
    behind_label: usize,
}

impl<'a> Seen<'a> {
    pub fn new(told: &'a Told<'a>, at: usize) -> Self {
        let words = told.page.words_of(at);
        let parts = parts(words);
        let part_of = (parts.iter().enumerate())
            .flat_map(|(number, part)| std::iter::repeat_n(number, part.end - part.first))
            .collect();
        let behind = |word: &Word| word.gap.is_cell() || word.gap == Gap::Colon;
        let behind_label = words.iter().skip(1).position(behind).map_or(0, |at| at + 1);
        let codes = words.iter().map(code).collect();
        Self {
            told,
            at,
            words,
            parts,
            part_of,
            codes,
            behind_label,
        }
    }

    /// Gives all features of word `index` to `emit`; those of single words only where `lexical`.
    pub fn word(&self, index: usize, lexical: bool, emit: &mut impl FnMut(u32)) {
        self.shared(self.part_of[index], emit);
        self.own(index, lexical, emit);
    }

    /// Number of the part of each word.
    pub(crate) fn part_of(&self) -> &[usize] {
        &self.part_of
    }

    /// The features that all words of a part have.
    pub(crate) fn shared(&self, part: usize, emit: &mut impl FnMut(u32)) {
        let mut put = |what: u32, seen: u32| emit(feature(1000 + what, seen));
        put(0, 0);
        self.part(part, &mut put);
        self.around(part, &mut put);
    }

    /// The features of word `index` alone.
    pub(crate) fn own(&self, index: usize, lexical: bool, emit: &mut impl FnMut(u32)) {
        let mut put = |what: u32, seen: u32| emit(feature(1000 + what, seen));
        self.itself(index, &mut put);
        self.within(index, &mut put);
        if lexical {
            self.lexical(index, &mut put);
        }
    }

    fn code_at(&self, index: usize, offset: isize) -> u32 {
        let other = index.checked_add_signed(offset);
        other
            .and_then(|at| self.codes.get(at))
            .copied()
            .unwrap_or(if offset < 0 { 60 } else { 61 })
    }

    fn gap_at(&self, index: usize) -> u32 {
        self.words.get(index).map_or(31, |word| word.gap as u32)
    }

    fn itself(&self, index: usize, put: &mut impl FnMut(u32, u32)) {
        let word = &self.words[index];
        let (gap, after) = (word.gap as u32, self.gap_at(index + 1));
        word.classes.numbers().for_each(|class| {
            put(1, class);
            put(2, class << 8 | gap);
            put(3, class << 8 | after);
        });
        let shape = word.shape as u32;
        put(4, shape);
        put(5, gap << 8 | after);
        put(6, shape << 8 | gap);
        let code = self.codes[index];
        put(7, self.code_at(index, -1) << 16 | gap << 8 | code);
        put(8, code << 16 | after << 8 | self.code_at(index, 1));
        put(
            9,
            self.code_at(index, -2) << 16 | self.code_at(index, -1) << 8 | code,
        );
        put(
            10,
            code << 16 | self.code_at(index, 1) << 8 | self.code_at(index, 2),
        );
        for (what, offset) in [(11, -1_isize), (12, 1), (13, -2), (14, 2)] {
            let Some(other) = index
                .checked_add_signed(offset)
                .and_then(|at| self.words.get(at))
            else {
                put(15, what);
                continue;
            };
            other.classes.numbers().for_each(|class| put(what, class));
            put(what + 5, (other.shape as u32) << 8 | other.gap as u32);
        }
    }

    /// Where in its part the word stands.
    fn within(&self, index: usize, put: &mut impl FnMut(u32, u32)) {
        let part = &self.parts[self.part_of[index]];
        let label = self.told.labels[self.at] as u32;
        let own = part_profile(part.all);
        let is_first = index == part.first;
        let is_last = index + 1 == part.end;
        let ends = u32::from(is_first) << 1 | u32::from(is_last);
        put(23, own << 8 | ends);
        put(30, ends << 4 | steps(part.end - part.first));
        let shape = self.words[index].shape as u32;
        put(33, shape << 16 | own << 8 | label);
        put(79, (self.words[index].gap as u32) << 8 | label);
    }

    fn part(&self, number: usize, put: &mut impl FnMut(u32, u32)) {
        let part = &self.parts[number];
        let label = self.told.labels[self.at] as u32;
        let kinds = |at: Option<usize>| {
            at.and_then(|at| self.parts.get(at))
                .map_or(255, |part| part_profile(part.all))
        };
        let (own, before, after) = (
            part_profile(part.all),
            kinds(number.checked_sub(1)),
            kinds(Some(number + 1)),
        );
        let (rank, count) = (number.min(5) as u32, self.parts.len().min(6) as u32);
        let size = steps(part.end - part.first);
        let opens = self.words[part.first].gap as u32;
        let closes = self.gap_at(part.end);
        part.all.and(TELLING).numbers().for_each(|class| {
            put(20, class);
            put(21, class << 8 | label);
        });
        put(22, rank << 4 | count);
        put(24, own << 8 | label);
        put(25, before << 16 | own << 8 | after);
        put(26, label << 8 | rank << 4 | count);
        put(27, own << 16 | opens << 8 | closes);
        put(28, own << 12 | rank << 8 | label);
        put(29, size << 8 | own);
        put(31, before << 16 | own << 8 | label);
        put(32, own << 16 | after << 8 | label);
        put(34, own << 8 | part.cell.min(5) as u32);
        let habit = self.told.habit(self.at, number);
        put(35, habit << 8 | own);
        put(
            36,
            habit << 12 | (self.told.places[self.at].min(7) as u32) << 8 | own,
        );
        let first = &self.told.habits;
        put(
            37,
            first[0][0] << 16
                | first[0][1] << 12
                | first[1][0] << 8
                | (self.told.places[self.at].min(3) as u32) << 4
                | rank,
        );
        let columns = self.told.columns[self.at]
            .get(part.cell)
            .copied()
            .unwrap_or_default();
        columns.numbers().for_each(|class| {
            put(38, class);
            put(39, class << 8 | own);
        });
    }

    fn around(&self, part: usize, put: &mut impl FnMut(u32, u32)) {
        let (page, labels) = (self.told.page, self.told.labels);
        let label = labels[self.at] as u32;
        let own = part_profile(self.parts[part].all);
        let place = self.told.places[self.at].min(7) as u32;
        let section = page.sections[self.at].0.map_or(0, |kind| kind as u32 + 1);
        let line = &page.lines[self.at];
        put(50, label);
        put(51, label << 8 | place);
        put(52, section << 8 | own);
        put(53, label << 16 | place << 8 | own);
        let beside = |offset: isize| {
            self.at
                .checked_add_signed(offset)
                .filter(|at| *at < labels.len())
        };
        for (what, offset) in [(54, -1_isize), (58, 1), (62, 2)] {
            let Some(other) = beside(offset) else {
                continue;
            };
            let theirs = labels[other] as u32;
            put(what, theirs << 8 | label);
            put(
                what + 1,
                theirs << 16 | page.lines[other].profile << 8 | own,
            );
            put(what + 2, page.lines[other].dates << 8 | label);
            put(what + 3, theirs << 16 | label << 8 | own);
        }
        put(70, line.dates << 8 | label);
        put(71, line.dates << 8 | own);
        put(72, line.profile << 8 | own);
        put(73, steps(line.size()) << 8 | own);
        if self.behind_label > 0 && self.parts[part].first >= self.behind_label {
            line.lead.numbers().for_each(|class| {
                put(74, class);
                put(75, class << 8 | own);
                put(76, class << 8 | part.min(4) as u32);
            });
        } else if let Some(other) = beside(-1) {
            let above = &page.lines[other];
            if above.lead != ClassSet::NONE && above.cells < 2 && above.size() <= 4 {
                above.lead.numbers().for_each(|class| put(77, class));
            }
        }
        put(78, u32::from(line.is_upper) << 8 | own);
    }

    fn lexical(&self, index: usize, put: &mut impl FnMut(u32, u32)) {
        let word = &self.words[index];
        if !word.is_lexical() {
            return;
        }
        put(90, word.key as u32);
        put(91, word.ending);
        put(
            92,
            word.ending ^ (word.shape as u32) << 8 ^ (word.gap as u32),
        );
        for (what, offset) in [(93, -1_isize), (94, 1)] {
            let other = index
                .checked_add_signed(offset)
                .and_then(|at| self.words.get(at));
            if let Some(other) = other.filter(|other| other.is_lexical()) {
                put(what, other.key as u32);
            }
        }
    }
}
