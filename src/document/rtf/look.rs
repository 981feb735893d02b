//! What control words say of the look of letters and paragraphs, with styles, and whether it shows.

use std::collections::HashMap;

use super::super::HiddenReason;
use super::super::budget;
use super::super::visibility::{self, BLACK, Paint, WHITE, worse};

const TWIP: f64 = 0.05;

/// The size of letters that nothing states, in points.
const USUAL_SIZE: f64 = 12.0;

/// Letters set above or below the line are drawn with this share of their size.
const RAISED: f64 = 0.65;

/// Styles that are based on each other further than this go round in circles.
const LONGEST_CHAIN: usize = 64;

/// What is stated of letters and their paragraph. Lengths as the file has them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub hidden: Option<bool>,
    ink: Option<i32>,
    /// In half points.
    size: Option<i32>,
    scale: Option<i32>,
    /// In half points, upwards.
    lift: Option<i32>,
    raised: Option<bool>,
    /// In twips.
    spacing: Option<i32>,
    highlight: Option<i32>,
    /// A ground that few viewers paint.
    older_ground: Option<i32>,
    shade: Shade,
    paragraph: Paragraph,
    doubt: bool,
}

/// A ground with a pattern over it: colours by their numbers, the pattern in hundredths of percent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Shade {
    pub back: Option<i32>,
    pub fore: Option<i32>,
    pub percent: Option<i32>,
    pub is_pattern: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Paragraph {
    shade: Shade,
    left: Option<i32>,
    right: Option<i32>,
    first: Option<i32>,
    line: Option<i32>,
    above: Option<i32>,
    below: Option<i32>,
    is_multiple: Option<bool>,
    frame_x: Option<i32>,
    frame_y: Option<i32>,
    frame_width: Option<i32>,
    frame_height: Option<i32>,
    from_page: [bool; 2],
}

impl Shade {
    fn over(self, base: Self) -> Self {
        Self {
            back: self.back.or(base.back),
            fore: self.fore.or(base.fore),
            percent: self.percent.or(base.percent),
            is_pattern: self.is_pattern || base.is_pattern,
        }
    }

    pub(super) fn paint(self, colours: &Colours) -> Paint {
        let back = self.back.map_or(Paint::Auto, |number| colours.get(number));
        let share = f64::from(self.percent.unwrap_or(0)) / 10_000.0;
        let fore = || {
            let fore = self.fore.map_or(Paint::Auto, |number| colours.get(number));
            fore.over(BLACK)
        };
        if self.is_pattern {
            back.over(WHITE).agreed(fore())
        } else if share <= 0.0 {
            back
        } else {
            let shaded = back.over(WHITE).mixed(share, fore());
            // A dark pattern of no colour is black for some viewers and nothing for others.
            if self.fore.is_some() || share <= 0.3 {
                shaded
            } else {
                shaded.agreed(back.over(WHITE))
            }
        }
    }
}

impl Look {
    pub(super) fn over(self, base: Self) -> Self {
        let (own, below) = (self.paragraph, base.paragraph);
        Self {
            hidden: self.hidden.or(base.hidden),
            ink: self.ink.or(base.ink),
            size: self.size.or(base.size),
            scale: self.scale.or(base.scale),
            lift: self.lift.or(base.lift),
            raised: self.raised.or(base.raised),
            spacing: self.spacing.or(base.spacing),
            highlight: self.highlight.or(base.highlight),
            older_ground: self.older_ground.or(base.older_ground),
            shade: self.shade.over(base.shade),
            doubt: self.doubt || base.doubt,
            paragraph: Paragraph {
                shade: own.shade.over(below.shade),
                left: own.left.or(below.left),
                right: own.right.or(below.right),
                first: own.first.or(below.first),
                line: own.line.or(below.line),
                above: own.above.or(below.above),
                below: own.below.or(below.below),
                is_multiple: own.is_multiple.or(below.is_multiple),
                frame_x: own.frame_x.or(below.frame_x),
                frame_y: own.frame_y.or(below.frame_y),
                frame_width: own.frame_width.or(below.frame_width),
                frame_height: own.frame_height.or(below.frame_height),
                from_page: [0, 1].map(|at: usize| own.from_page[at] || below.from_page[at]),
            },
        }
    }

    /// `\plain`.
    pub(super) fn reset_letters(&mut self) {
        *self = Self {
            paragraph: self.paragraph,
            doubt: self.doubt,
            ..Self::default()
        };
    }

    /// `\pard`.
    pub(super) fn reset_paragraph(&mut self) {
        self.paragraph = Paragraph::default();
    }

    pub(super) fn doubt(&mut self) {
        self.doubt = true;
    }

    /// Takes up a control word, if it bears on the look.
    pub(super) fn word(&mut self, word: &[u8], value: Option<i32>) {
        let on = value != Some(0);
        let number = value.unwrap_or(0);
        let paragraph = &mut self.paragraph;
        match word {
            b"v" => self.hidden = Some(on),
            // Who switches this one off leaves the other.
            b"webhidden" if on => self.hidden = Some(true),
            // Sizes of other scripts, which some viewers take for all.
            b"afs" => self.doubt |= value.unwrap_or(24) < 12,
            b"cf" => self.ink = Some(number),
            b"fs" => self.size = Some(value.unwrap_or(24)),
            b"charscalex" => self.scale = Some(value.unwrap_or(100)),
            b"up" => self.lift = Some(value.unwrap_or(6)),
            b"dn" => self.lift = Some(-value.unwrap_or(6)),
            b"super" | b"sub" => self.raised = Some(on),
            b"nosupersub" => self.raised = Some(false),
            b"expnd" => self.spacing = Some(number.saturating_mul(5)),
            b"expndtw" => self.spacing = Some(number),
            b"highlight" => self.highlight = Some(number),
            b"cb" => self.older_ground = Some(number),
            b"chcbpat" => self.shade.back = Some(number),
            b"chcfpat" => self.shade.fore = Some(number),
            b"chshdng" => self.shade.percent = Some(number),
            b"cbpat" => paragraph.shade.back = Some(number),
            b"cfpat" => paragraph.shade.fore = Some(number),
            b"shading" => paragraph.shade.percent = Some(number),
            b"bghoriz" | b"bgvert" | b"bgfdiag" | b"bgbdiag" | b"bgcross" | b"bgdcross"
            | b"bgdkhoriz" | b"bgdkvert" | b"bgdkfdiag" | b"bgdkbdiag" | b"bgdkcross"
            | b"bgdkdcross" => paragraph.shade.is_pattern = true,
            b"chbghoriz" | b"chbgvert" | b"chbgfdiag" | b"chbgbdiag" | b"chbgcross"
            | b"chbgdcross" | b"chbgdkhoriz" | b"chbgdkvert" | b"chbgdkfdiag" | b"chbgdkbdiag"
            | b"chbgdkcross" | b"chbgdkdcross" => self.shade.is_pattern = true,
            b"li" | b"lin" => paragraph.left = Some(number),
            b"ri" | b"rin" => paragraph.right = Some(number),
            b"fi" => paragraph.first = Some(number),
            b"sl" => paragraph.line = Some(number),
            // Room of less than nothing draws a paragraph over others, or off its page.
            b"sb" => {
                paragraph.above = Some(number);
                self.doubt |= number < 0;
            }
            b"sa" => {
                paragraph.below = Some(number);
                self.doubt |= number < 0;
            }
            b"slmult" => paragraph.is_multiple = Some(value == Some(1)),
            b"posx" => paragraph.frame_x = Some(number),
            b"posnegx" => paragraph.frame_x = Some(-number.abs()),
            b"posy" => paragraph.frame_y = Some(number),
            b"posnegy" => paragraph.frame_y = Some(-number.abs()),
            b"absw" => paragraph.frame_width = Some(number),
            b"absh" => paragraph.frame_height = Some(number),
            b"phpg" => paragraph.from_page[0] = true,
            b"pvpg" => paragraph.from_page[1] = true,
            b"fittext" | b"horzvert" | b"twoinone" => self.doubt |= on,
            _ => {}
        }
    }

    pub(super) fn points(&self) -> f64 {
        self.size.map_or(USUAL_SIZE, |size| f64::from(size) / 2.0)
    }

    /// Whether the ink is of the writer's choice, so that the ground matters.
    pub(super) fn has_ink(&self, colours: &Colours) -> bool {
        self.ink.is_some_and(|ink| colours.get(ink) != Paint::Auto)
    }

    /// What the letters themselves stand on, before their paragraph.
    fn own_ground(&self, colours: &Colours) -> Paint {
        let highlight = match self.highlight {
            Some(0) | None => Paint::Auto,
            Some(number) => match colours.get(number) {
                Paint::Auto => Paint::Unknown,
                paint => paint,
            },
        };
        highlight.over(self.shade.paint(colours))
    }

    /// What the paragraph leaves free above and below itself, in points.
    pub(super) fn free(&self) -> [f64; 2] {
        let points = |value: Option<i32>| f64::from(value.unwrap_or(0)) * TWIP;
        [points(self.paragraph.above), points(self.paragraph.below)]
    }

    /// What the letters and their paragraph paint.
    pub(super) fn ground(&self, colours: &Colours) -> Paint {
        self.own_ground(colours)
            .over(self.paragraph.shade.paint(colours))
    }

    pub(super) fn paints_letters(&self, colours: &Colours) -> bool {
        self.own_ground(colours) != Paint::Auto
    }

    pub(super) fn paragraph_ground(&self, colours: &Colours) -> Paint {
        self.paragraph.shade.paint(colours)
    }

    /// Why the letters are not seen on what lies below their paragraph.
    pub(super) fn letters(&self, colours: &Colours, below: Paint) -> Option<HiddenReason> {
        if self.hidden == Some(true) {
            return Some(HiddenReason::Invisible);
        }
        let points = self.points();
        let drawn = if self.raised == Some(true) {
            points * RAISED
        } else {
            points
        };
        let mut out = worse(visibility::too_small(drawn), visibility::doubt(self.doubt));
        if let Some(scale) = self.scale {
            out = worse(out, visibility::narrowed(points, f64::from(scale) / 100.0));
        }
        if let Some(by) = self.spacing {
            out = worse(out, visibility::spaced(points, f64::from(by) * TWIP));
        }
        if let Some(by) = self.lift {
            out = worse(out, visibility::lifted(points, f64::from(by) / 2.0));
        }
        let mut ink = self.ink.map_or(Paint::Auto, |number| colours.get(number));
        if !matches!(self.highlight, None | Some(0)) {
            // The viewer chooses its ink by shades, and not by a highlight.
            ink = ink.over(BLACK);
        }
        let ground = self.ground(colours).over(below);
        let lost = visibility::lost(ink, ground);
        let older = self.older_ground.map_or(lost, |number| {
            visibility::lost(ink, colours.get(number).over(ground))
        });
        worse(out, visibility::all_agree([lost, older]))
    }

    /// Why the paragraph is not seen, wherever its letters are. `edge` says whether it stands on
    /// the page itself, `width` what there is for it, in points.
    pub(super) fn place(&self, page: &Page, on_page: bool, width: f64) -> Option<HiddenReason> {
        let paragraph = &self.paragraph;
        let twips = |value: Option<i32>| f64::from(value.unwrap_or(0)) * TWIP;
        let (left, right, first) = (
            twips(paragraph.left),
            twips(paragraph.right),
            twips(paragraph.first),
        );
        let mut out = match (paragraph.line, paragraph.is_multiple) {
            (Some(line), Some(true)) => {
                visibility::doubt(line != 0 && !(0.5..=1000.0).contains(&(f64::from(line) / 240.0)))
            }
            (Some(line), _) if line < 0 => {
                visibility::cut_by_line(self.points(), -f64::from(line) * TWIP)
            }
            _ => None,
        };
        let is_framed = paragraph.frame_x.is_some() || paragraph.frame_y.is_some();
        if is_framed {
            let base = if paragraph.from_page[0] {
                0.0
            } else {
                page.left
            };
            let x = base + twips(paragraph.frame_x);
            let y = twips(paragraph.frame_y);
            let framed = if x >= page.width - 4.0 || y >= page.height - 4.0 || x < -page.width {
                Some(HiddenReason::OffPage)
            } else {
                let above = if paragraph.from_page[1] {
                    -36.0
                } else {
                    -page.height
                };
                visibility::doubt(x < -36.0 || y < above)
            };
            out = worse(out, framed);
        }
        let narrow_frame = paragraph
            .frame_width
            .is_some_and(|width| width != 0 && f64::from(width) * TWIP < 8.0);
        // Negative: exactly so high.
        let low_frame = paragraph
            .frame_height
            .is_some_and(|height| height < 0 && -f64::from(height) * TWIP < self.points() * 0.8);
        out = worse(out, visibility::doubt(narrow_frame || low_frame));

        let (start, furthest) = (left + first.min(0.0), left + first.max(0.0));
        let on_page = on_page && !is_framed;
        let width = if on_page { page.text_width() } else { width };
        out = worse(
            out,
            visibility::doubt(width - furthest - right.max(0.0) < 8.0),
        );
        if !on_page {
            return worse(out, visibility::doubt(start < -36.0 || right < -36.0));
        }
        let off = if page.left + start < -36.0 || page.left + furthest > page.width {
            Some(HiddenReason::OffPage)
        } else {
            visibility::doubt(
                page.left + start < -5.0 || page.right + right < -5.0 || !page.is_sound(),
            )
        };
        worse(out, off)
    }
}

/// A page and its margins, in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page {
    pub width: f64,
    pub height: f64,
    pub left: f64,
    pub right: f64,
}

impl Default for Page {
    fn default() -> Self {
        Self {
            width: 612.0,
            height: 792.0,
            left: 90.0,
            right: 90.0,
        }
    }
}

impl Page {
    pub(super) fn word(&mut self, word: &[u8], value: Option<i32>) {
        let Some(points) = value.map(|twips| f64::from(twips) * TWIP) else {
            return;
        };
        match word {
            b"paperw" | b"pgwsxn" => self.width = points,
            b"paperh" | b"pghsxn" => self.height = points,
            b"margl" | b"marglsxn" => self.left = points,
            b"margr" | b"margrsxn" => self.right = points,
            _ => {}
        }
    }

    fn text_width(&self) -> f64 {
        self.width - self.left - self.right
    }

    fn is_sound(&self) -> bool {
        self.text_width() >= 20.0
            && (60.0..=5_000.0).contains(&self.height)
            && self.width <= 5_000.0
            && self.left >= -5.0
            && self.right >= -5.0
    }
}

/// The colour table. Colour 0, or one left empty, is the viewer's choice.
#[derive(Default)]
pub(super) struct Colours {
    all: Vec<Paint>,
    parts: [Option<i32>; 3],
    theme: Option<Paint>,
    tint: Option<i32>,
    shade: Option<i32>,
}

impl Colours {
    pub(super) fn get(&self, number: i32) -> Paint {
        match usize::try_from(number).ok().and_then(|at| self.all.get(at)) {
            Some(paint) => *paint,
            None if number == 0 => Paint::Auto,
            None => Paint::Unknown,
        }
    }

    pub(super) fn word(&mut self, word: &[u8], value: Option<i32>) {
        match word {
            b"red" => self.parts[0] = value,
            b"green" => self.parts[1] = value,
            b"blue" => self.parts[2] = value,
            b"ctint" => self.tint = value,
            b"cshade" => self.shade = value,
            b"ctextone" | b"cmaindarkone" => self.theme = Some(BLACK),
            b"cbackgroundone" | b"cmainlightone" => self.theme = Some(WHITE),
            _ => {}
        }
    }

    /// `;` ends a colour.
    pub(super) fn end(&mut self) {
        let stated = match self.parts {
            [None, None, None] => Paint::Auto,
            parts => Paint::Plain(parts.map(|part| part.unwrap_or(0).clamp(0, 255) as u8)),
        };
        let share = |part: Option<i32>| f64::from(part.unwrap_or(255).clamp(0, 255)) / 255.0;
        let (tint, shade) = (share(self.tint), share(self.shade));
        let paint = match self.theme {
            Some(theme) => {
                let named = theme.mixed(1.0 - tint, WHITE).mixed(1.0 - shade, BLACK);
                if stated == Paint::Auto {
                    named
                } else {
                    stated.agreed(named)
                }
            }
            // Of the theme's other colours only the outermost shades are sure.
            None if tint < 0.1 || shade < 0.1 => Paint::Unknown,
            None => stated,
        };
        *self = Self {
            all: std::mem::take(&mut self.all),
            ..Self::default()
        };
        self.all.push(paint);
    }
}

/// A style of the style sheet, while it is read.
#[derive(Debug, Clone, Copy, Default)]
struct Style {
    look: Look,
    base: Option<i32>,
}

/// The style sheet: styles of paragraphs, and of letters.
#[derive(Default)]
pub(super) struct Styles {
    all: HashMap<(bool, i32), Style>,
}

impl Styles {
    pub(super) fn insert(&mut self, of_letters: bool, number: i32, base: Option<i32>, look: Look) {
        let style = Style { look, base };
        if self.all.insert((of_letters, number), style).is_some()
            && let Some(style) = self.all.get_mut(&(of_letters, number))
        {
            // Of two styles of one number each viewer takes another.
            style.look.doubt();
        }
    }

    /// What a style and those it is based on state.
    pub(super) fn get(&self, of_letters: bool, number: i32) -> Look {
        let mut out = Look::default();
        let mut next = Some(number);
        for _ in 0..LONGEST_CHAIN {
            budget::spend(1);
            let Some(style) = next.and_then(|number| self.all.get(&(of_letters, number))) else {
                return out;
            };
            out = out.over(style.look);
            next = style.base.filter(|base| Some(*base) != next);
        }
        out.doubt();
        out
    }
}
