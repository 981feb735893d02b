//! What the office formats share: whether letters are seen, by their ink, ground, size and room.

use super::{HiddenReason, contrast};

/// Letters under so many points cannot be read.
const TINY: f64 = 4.0;

/// Letters under so many points may be read or not.
const SMALL: f64 = 4.5;

/// Letters of an average word are wider than this share of their height, so a line holds no more.
const NARROWEST: f64 = 0.35;

/// Boxes grow a little in other viewers, and their last line may hang over.
const SLACK: f64 = 1.25;

/// What letters or a surface are painted with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Paint {
    /// Letters: what stands out from the ground. A surface: none, what lies below is seen.
    #[default]
    Auto,
    Plain([u8; 3]),
    Unknown,
}

pub(super) const WHITE: Paint = Paint::Plain([255; 3]);
pub(super) const BLACK: Paint = Paint::Plain([0; 3]);

impl Paint {
    /// RRGGBB, all six digits.
    pub(super) fn of_hex(hex: &str) -> Self {
        let is_hex = hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
        match u32::from_str_radix(hex, 16) {
            Ok(rgb) if is_hex => Self::Plain([(rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8]),
            _ => Self::Unknown,
        }
    }

    /// This surface, or what lies below it where it paints nothing.
    pub(super) fn over(self, below: Self) -> Self {
        if self == Self::Auto { below } else { self }
    }

    /// This colour with a share of the other shining through.
    pub(super) fn mixed(self, share: f64, other: Self) -> Self {
        match (self, other) {
            (Self::Plain(own), Self::Plain(other)) => {
                let share = share.clamp(0.0, 1.0);
                let mut out = own;
                for (part, behind) in out.iter_mut().zip(other) {
                    let level = f64::from(*part) * (1.0 - share) + f64::from(behind) * share;
                    *part = level.round() as u8;
                }
                Self::Plain(out)
            }
            _ if share <= 0.0 => self,
            _ => Self::Unknown,
        }
    }

    fn is_near(self, other: Self) -> bool {
        match (self, other) {
            (Self::Plain(own), Self::Plain(other)) => ratio(own, other) < 1.2,
            _ => self == other,
        }
    }

    /// What two viewers make of one surface: unknown where they differ.
    pub(super) fn agreed(self, other: Self) -> Self {
        if self.is_near(other) {
            self
        } else {
            Self::Unknown
        }
    }
}

fn ratio(ink: [u8; 3], ground: [u8; 3]) -> f64 {
    let share = |colour: [u8; 3]| colour.map(|part| f64::from(part) / 255.0);
    contrast::ratio(share(ink), share(ground))
}

/// Whether ink is lost on a ground.
pub(super) fn lost(ink: Paint, ground: Paint) -> Option<HiddenReason> {
    match (ink, ground.over(WHITE)) {
        (Paint::Unknown, _) | (_, Paint::Unknown) => Some(HiddenReason::Doubtful),
        (Paint::Plain(ink), Paint::Plain(ground)) => {
            (ratio(ink, ground) < contrast::LEAST).then_some(HiddenReason::Colour)
        }
        _ => None,
    }
}

/// What several readings of the same letters come to: seen or hidden only where all agree.
pub(super) fn all_agree(
    readings: impl IntoIterator<Item = Option<HiddenReason>>,
) -> Option<HiddenReason> {
    let mut readings = readings.into_iter();
    let first = readings.next().flatten();
    let agree = readings.all(|reading| reading.is_some() == first.is_some());
    if agree {
        first
    } else {
        Some(HiddenReason::Doubtful)
    }
}

/// The stronger of two reasons: what is hidden for sure is not in doubt.
pub(super) fn worse(
    one: Option<HiddenReason>,
    other: Option<HiddenReason>,
) -> Option<HiddenReason> {
    match (one, other) {
        (Some(HiddenReason::Doubtful) | None, Some(_)) => other,
        _ => one,
    }
}

/// What becomes of a field's result that a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum FieldResult {
    /// Shown as it is written.
    #[default]
    Kept,
    /// Written anew by who shows it: a page, a date, a name, what a condition comes to.
    Renewed,
    /// Not shown.
    Silent,
}

/// Fields whose result is shown as it is written. All others are computed, or are not known.
const KEPT_FIELDS: [&str; 12] = [
    "HYPERLINK",
    "FORMTEXT",
    "MERGEFIELD",
    "TOC",
    "INDEX",
    "ADDIN",
    "CITATION",
    "BIBLIOGRAPHY",
    "INCLUDEPICTURE",
    "EMBED",
    "SHAPE",
    "CONTROL",
];

/// Fields whose result is not shown.
const SILENT_FIELDS: [&str; 8] = ["SET", "ASK", "XE", "TC", "TA", "RD", "PRIVATE", "DATA"];

impl FieldResult {
    /// By the code of the field.
    pub(super) fn of(code: &str) -> Self {
        let kind = code.split_whitespace().next().unwrap_or_default();
        let is = |kinds: &[&str]| kinds.iter().any(|one| kind.eq_ignore_ascii_case(one));
        if is(&SILENT_FIELDS) {
            Self::Silent
        } else if is(&KEPT_FIELDS) {
            Self::Kept
        } else {
            Self::Renewed
        }
    }

    /// Whether something else may stand where this text is written. Figures of pages and years
    /// earn nothing, so they are not doubted.
    pub(super) fn replaces(self, text: &str) -> bool {
        match self {
            Self::Kept => false,
            Self::Renewed => text.chars().any(char::is_alphabetic),
            Self::Silent => true,
        }
    }
}

/// Doubt, where there is any.
pub(super) fn doubt(is_doubtful: bool) -> Option<HiddenReason> {
    is_doubtful.then_some(HiddenReason::Doubtful)
}

/// Whether letters of so many points are too small; not a number is a size that is not understood.
pub(super) fn too_small(points: f64) -> Option<HiddenReason> {
    if points < TINY {
        Some(HiddenReason::Tiny)
    } else {
        doubt(points.is_nan() || points < SMALL)
    }
}

/// Letters of so many points in lines of a fixed height.
pub(super) fn cut_by_line(points: f64, height: f64) -> Option<HiddenReason> {
    if height < TINY.min(points * 0.35) {
        Some(HiddenReason::Covered)
    } else {
        doubt(height.is_nan() || height < points * 0.6)
    }
}

/// Letters drawn narrower, `share` of their width.
pub(super) fn narrowed(points: f64, share: f64) -> Option<HiddenReason> {
    if share < 0.5 && points * share < TINY {
        Some(HiddenReason::Tiny)
    } else {
        doubt(!(0.5..=6.0).contains(&share))
    }
}

/// Letters drawn closer together or further apart, by so many points.
pub(super) fn spaced(points: f64, by: f64) -> Option<HiddenReason> {
    doubt(by.is_nan() || by < -0.25 * points || by > 40.0)
}

/// Letters raised or lowered by so many points.
pub(super) fn lifted(points: f64, by: f64) -> Option<HiddenReason> {
    if by.abs() > 800.0 {
        Some(HiddenReason::OffPage)
    } else {
        doubt(by.is_nan() || by.abs() > 2.0 * points.max(10.0))
    }
}

/// Whether a font draws letters as signs.
pub(super) fn has_symbols(font: &str) -> bool {
    let font = font.to_ascii_lowercase();
    ["wingdings", "webdings", "zapfdingbats", "symbol"]
        .iter()
        .any(|name| font.starts_with(name))
}

/// A box of fixed size that cuts off what does not fit. Sizes in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    pub width: f64,
    pub height: f64,
    used: f64,
}

impl Room {
    pub(super) fn new(width: f64, height: f64) -> Self {
        Self {
            width,
            height,
            used: 0.0,
        }
    }

    /// [`Self::take`] of a paragraph that leaves so much free above and below itself.
    pub(super) fn take_apart(
        &mut self,
        [above, below]: [f64; 2],
        characters: usize,
        points: f64,
    ) -> Option<HiddenReason> {
        self.used += above.max(0.0);
        let taken = self.take(characters, points);
        self.used += below.max(0.0);
        taken
    }

    /// Takes the room of a paragraph, the least it may need, and says whether all of it is seen.
    pub(super) fn take(&mut self, characters: usize, points: f64) -> Option<HiddenReason> {
        if characters == 0 {
            // An empty paragraph may be as low as its maker likes.
            self.used += points.min(TINY);
            return None;
        }
        let lines = lines(characters, points, self.width);
        let start = self.used;
        self.used += lines * points;
        let height = self.height * SLACK;
        if self.height < TINY || self.width < TINY || start >= height {
            Some(HiddenReason::Covered)
        } else {
            doubt(self.used.is_nan() || self.used > height + points * 0.5)
        }
    }
}

/// The fewest lines that so many letters need.
fn lines(characters: usize, points: f64, width: f64) -> f64 {
    let in_line = (width / (points * NARROWEST)).max(1.0);
    (characters as f64 / in_line).ceil().max(1.0)
}

/// A length with its unit in points; a number alone in the unit of `bare` points.
pub(super) fn length(text: &str, bare: Option<f64>) -> Option<f64> {
    let text = text.trim();
    let split = text
        .rfind(|c: char| c.is_ascii_digit() || c == '.')
        .map(|at| at + 1)?;
    let (number, unit) = text.split_at(split);
    let is_plain = number
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+'));
    let number = number.parse::<f64>().ok().filter(|_| is_plain)?;
    let points = match unit.trim() {
        "" => bare?,
        "pt" => 1.0,
        "in" | "inch" => 72.0,
        "cm" => 72.0 / 2.54,
        "mm" => 7.2 / 2.54,
        "pc" | "pi" => 12.0,
        "px" => 0.75,
        _ => return None,
    };
    Some(number * points)
}

#[cfg(test)]
mod tests {
    use super::*;
    use HiddenReason::{Colour, Covered, Doubtful, OffPage, Tiny};

    #[test]
    fn ink_on_ground() {
        let paint = Paint::of_hex;
        for (ink, ground, expected) in [
            (paint("FFFFFF"), Paint::Auto, Some(Colour)),
            (paint("FFFFFF"), paint("1F3864"), None),
            (paint("ffff00"), paint("FFFF00"), Some(Colour)),
            (paint("FFFFFF"), paint("F4F4F4"), Some(Colour)),
            (paint("000000"), paint("000000"), Some(Colour)),
            // Either side of the least contrast, and what designers use for dates.
            (paint("D4D4D4"), Paint::Auto, Some(Colour)),
            (paint("CCCCCC"), Paint::Auto, None),
            (paint("999999"), Paint::Auto, None),
            (paint("white"), Paint::Auto, Some(Doubtful)),
            (paint("FFF"), Paint::Auto, Some(Doubtful)),
            (paint("+FFFFF"), Paint::Auto, Some(Doubtful)),
            (paint("000000"), Paint::Unknown, Some(Doubtful)),
            (Paint::Auto, paint("000000"), None),
        ] {
            assert_eq!(lost(ink, ground), expected, "{ink:?} {ground:?}");
        }
        assert_eq!(BLACK.mixed(0.5, WHITE), paint("808080"));
        assert_eq!(BLACK.mixed(0.5, Paint::Unknown), Paint::Unknown);
        assert_eq!(BLACK.agreed(WHITE), Paint::Unknown);
        assert_eq!(WHITE.agreed(paint("FEFEFE")), WHITE);
    }

    #[test]
    fn sizes_and_places() {
        assert_eq!(too_small(3.9), Some(Tiny));
        assert_eq!(too_small(4.0), Some(Doubtful));
        assert_eq!(too_small(4.5), None);
        assert_eq!(too_small(f64::NAN), Some(Doubtful));
        assert_eq!(cut_by_line(11.0, 0.05), Some(Covered));
        assert_eq!(cut_by_line(11.0, 6.0), Some(Doubtful));
        assert_eq!(cut_by_line(11.0, 8.0), None);
        assert_eq!(narrowed(11.0, 0.01), Some(Tiny));
        assert_eq!(narrowed(11.0, 0.49), Some(Doubtful));
        assert_eq!(narrowed(11.0, 0.5), None);
        assert_eq!(spaced(11.0, -3.0), Some(Doubtful));
        assert_eq!(spaced(11.0, -1.0), None);
        assert_eq!(spaced(11.0, 41.0), Some(Doubtful));
        assert_eq!(lifted(11.0, -1000.0), Some(OffPage));
        assert_eq!(lifted(11.0, 23.0), Some(Doubtful));
        assert_eq!(lifted(11.0, -6.0), None);
    }

    #[test]
    fn a_room_is_full_at_last() {
        let mut room = Room::new(200.0, 24.0);
        assert_eq!(room.take(40, 11.0), None);
        assert_eq!(room.take(40, 11.0), None);
        assert_eq!(room.take(40, 11.0), None);
        assert_eq!(room.take(40, 11.0), Some(Covered));
        assert_eq!(Room::new(200.0, 1.0).take(4, 11.0), Some(Covered));
        assert_eq!(Room::new(200.0, 12.0).take(2000, 11.0), Some(Doubtful));
        assert_eq!(Room::new(200.0, 12.0).take(40, 11.0), None);
        for (above, expected) in [(5.0, None), (33.0, Some(Doubtful)), (60.0, Some(Covered))] {
            let mut room = Room::new(200.0, 30.0);
            let taken = room.take_apart([above, 0.0], 40, 11.0);
            assert_eq!(taken, expected, "{above} above");
        }
    }

    #[test]
    fn lengths_have_units() {
        let near = |text: &str, expected: f64| {
            let found = length(text, Some(0.05)).unwrap();
            assert!((found - expected).abs() < 1e-9, "{text}: {found}");
        };
        near("240", 12.0);
        near("-30000", -1500.0);
        near("1in", 72.0);
        near("2.54cm", 72.0);
        near("25.4 mm", 72.0);
        near("6pt", 6.0);
        for wrong in ["", "pt", "1e9pt", "1em", "12 pt 3", "nan", "--1"] {
            assert_eq!(length(wrong, Some(1.0)), None, "{wrong}");
        }
        assert_eq!(length("12", None), None);
    }
}
