//! What a style states of letters, paragraphs, frames, cells, from closed lists of attributes, and
//! whether letters of that look are seen.

use super::super::HiddenReason;
use super::super::visibility::{self, Paint, length, worse};

/// The size of letters that no style states, in points.
const USUAL_SIZE: f64 = 12.0;

/// Letters above or below the line, where no size is stated, as a share.
const RAISED: f64 = 0.58;

#[derive(Debug, Clone, Copy)]
enum Size {
    Points(f64),
    /// Of the size below.
    Share(f64),
}

#[derive(Debug, Clone, Copy)]
enum Line {
    Points(f64),
    Share(f64),
}

/// What a style states, as far as it does. Lengths in points.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Stated {
    invisible: Option<bool>,
    ink: Option<Paint>,
    /// How much of the ink shows.
    shown: Option<f64>,
    letters_ground: Option<Paint>,
    size: Option<Size>,
    /// How far raised and how large, as shares.
    position: Option<(f64, f64)>,
    scale: Option<f64>,
    spacing: Option<f64>,
    symbols: Option<bool>,
    line: Option<Line>,
    /// Left free above and below, in points.
    pub above: Option<f64>,
    pub below: Option<f64>,
    pub left: Option<f64>,
    pub right: Option<f64>,
    pub first: Option<f64>,
    /// What a paragraph, cell, row, table, section or frame paints.
    pub ground: Option<Paint>,
    /// How much of a frame's fill shows.
    fill: Option<Paint>,
    fill_shown: Option<f64>,
    fill_colour: Option<Paint>,
    pub row_height: Option<f64>,
    pub width: Option<f64>,
    pub from_page: [Option<bool>; 2],
    pub runs_through: Option<bool>,
    pub in_background: Option<bool>,
    pub heading: Option<bool>,
    pub wild_list: Option<bool>,
    pub doubt: bool,
}

impl Stated {
    pub(super) fn over(self, base: Self) -> Self {
        let size = match (self.size, base.size) {
            (Some(Size::Share(share)), Some(Size::Points(points))) => {
                Some(Size::Points(points * share))
            }
            (Some(Size::Share(share)), Some(Size::Share(below))) => {
                Some(Size::Share(share * below))
            }
            (own, below) => own.or(below),
        };
        Self {
            invisible: self.invisible.or(base.invisible),
            ink: self.ink.or(base.ink),
            // A colour that is stated anew shows as a whole, unless it says how much.
            shown: match self.ink {
                Some(_) => self.shown,
                None => self.shown.or(base.shown),
            },
            letters_ground: self.letters_ground.or(base.letters_ground),
            size,
            position: self.position.or(base.position),
            scale: self.scale.or(base.scale),
            spacing: self.spacing.or(base.spacing),
            symbols: self.symbols.or(base.symbols),
            line: self.line.or(base.line),
            above: self.above.or(base.above),
            below: self.below.or(base.below),
            left: self.left.or(base.left),
            right: self.right.or(base.right),
            first: self.first.or(base.first),
            ground: self.ground.or(base.ground),
            fill: self.fill.or(base.fill),
            fill_shown: self.fill_shown.or(base.fill_shown),
            fill_colour: self.fill_colour.or(base.fill_colour),
            row_height: self.row_height.or(base.row_height),
            width: self.width.or(base.width),
            from_page: [0, 1].map(|at: usize| self.from_page[at].or(base.from_page[at])),
            runs_through: self.runs_through.or(base.runs_through),
            in_background: self.in_background.or(base.in_background),
            heading: self.heading.or(base.heading),
            wild_list: self.wild_list.or(base.wild_list),
            doubt: self.doubt || base.doubt,
        }
    }

    pub(super) fn doubtful() -> Self {
        Self {
            doubt: true,
            ..Self::default()
        }
    }

    pub(super) fn is_invisible(&self) -> bool {
        self.invisible == Some(true)
    }

    pub(super) fn points(&self) -> f64 {
        match self.size {
            Some(Size::Points(points)) => points,
            Some(Size::Share(share)) => share * USUAL_SIZE,
            None => USUAL_SIZE,
        }
    }

    pub(super) fn has_symbols(&self) -> bool {
        self.symbols == Some(true)
    }

    /// Fill of a frame or shape; nothing where none is stated.
    pub(super) fn fill(&self) -> (Option<Paint>, f64) {
        let fill = match (self.fill, self.fill_colour) {
            // Solid, of the colour that is stated beside.
            (Some(Paint::Auto), _) => Some(Paint::Auto),
            (Some(Paint::Plain(_)), colour) => Some(colour.unwrap_or(Paint::Unknown)),
            (Some(Paint::Unknown), _) => Some(Paint::Unknown),
            (None, _) => self.ground,
        };
        (fill, self.fill_shown.unwrap_or(1.0))
    }

    /// Why letters are not seen on `ground`.
    pub(super) fn hidden(&self, ground: Paint) -> Option<HiddenReason> {
        if self.invisible == Some(true) {
            return Some(HiddenReason::Invisible);
        }
        let points = self.points();
        let (raise, share) = self.position.unwrap_or((0.0, 1.0));
        let mut out = worse(
            visibility::too_small(points * share.min(1.0)),
            visibility::doubt(self.doubt),
        );
        out = worse(out, visibility::lifted(points, points * raise));
        if let Some(share) = self.scale {
            out = worse(out, visibility::narrowed(points, share));
        }
        if let Some(by) = self.spacing {
            out = worse(out, visibility::spaced(points, by));
        }
        out = worse(
            out,
            match self.line {
                Some(Line::Points(height)) => visibility::cut_by_line(points, height),
                Some(Line::Share(share)) => visibility::doubt(!(0.5..=1000.0).contains(&share)),
                None => None,
            },
        );
        let ground = self.letters_ground.unwrap_or_default().over(ground);
        // Only who states it lets the viewer choose an ink that is seen.
        let ink = self.ink.unwrap_or(visibility::BLACK);
        let ink = match (self.shown, ink) {
            // The viewer's own colour is written as one of which nothing shows.
            (None | Some(0.0 | 1.0), ink @ Paint::Auto) | (None, ink) => ink,
            (Some(_), Paint::Auto) => Paint::Unknown,
            (Some(shown), ink) => ink.mixed(1.0 - shown, ground.over(visibility::WHITE)),
        };
        worse(out, visibility::lost(ink, ground))
    }

    /// Whether the letters have a ground of their own.
    pub(super) fn paints_letters(&self) -> bool {
        self.letters_ground.unwrap_or_default() != Paint::Auto
    }
}

impl Stated {
    pub(super) fn paragraph(&mut self, name: &str, value: &str) {
        let place = || match share(value) {
            // A share of what the style below states.
            Some(share) if share.abs() <= 2.0 => 0.0,
            Some(_) => f64::NAN,
            None => length(value, Some(1.0)).unwrap_or(f64::NAN),
        };
        match name {
            "fo:background-color" => self.ground = Some(colour(value)),
            "fo:line-height" if value == "normal" => self.line = Some(Line::Share(1.0)),
            "fo:line-height" => {
                self.line = Some(match share(value) {
                    Some(share) => Line::Share(share),
                    None => Line::Points(length(value, None).unwrap_or(f64::NAN)),
                });
            }
            "fo:margin-left" | "fo:margin-start" => self.left = Some(place()),
            "fo:margin-right" | "fo:margin-end" => self.right = Some(place()),
            "fo:margin" => {
                let place = place();
                self.left = self.left.or(Some(place));
                self.right = self.right.or(Some(place));
                self.above = self.above.or(Some(place));
                self.below = self.below.or(Some(place));
                self.doubt |= place.is_nan() || place < 0.0;
            }
            "fo:margin-top" | "fo:margin-bottom" => {
                let place = place();
                match name {
                    "fo:margin-top" => self.above = Some(place),
                    _ => self.below = Some(place),
                }
                self.doubt |= place.is_nan() || place < 0.0;
            }
            "fo:text-indent" => self.first = Some(place()),
            "style:line-spacing" => {
                let place = place();
                self.doubt |= place.is_nan() || place < 0.0;
            }
            "draw:fill" | "draw:fill-color" | "draw:opacity" => self.graphic(name, value, false),
            "fo:text-align"
            | "fo:text-align-last"
            | "style:justify-single-word"
            | "fo:keep-together"
            | "fo:keep-with-next"
            | "fo:break-before"
            | "fo:break-after"
            | "fo:orphans"
            | "fo:widows"
            | "style:tab-stop-distance"
            | "style:text-autospace"
            | "style:punctuation-wrap"
            | "style:line-break"
            | "style:vertical-align"
            | "style:snap-to-layout-grid"
            | "style:register-true"
            | "style:auto-text-indent"
            | "style:page-number"
            | "text:number-lines"
            | "text:line-number"
            | "style:contextual-spacing"
            | "style:join-border"
            | "style:shadow"
            | "style:font-independent-line-spacing"
            | "style:line-height-at-least"
            | "fo:padding"
            | "fo:border" => {}
            _ => {
                const PREFIXES: [&str; 11] = [
                    "fo:padding-",
                    "fo:border-",
                    "style:border-line-width",
                    "fo:hyphenation",
                    "style:writing-mode",
                    "officeooo:",
                    "loext:",
                    "draw:gradient",
                    "draw:fill-",
                    "style:hyphenation",
                    "xmlns:",
                ];
                self.doubt |= !PREFIXES.iter().any(|known| name.starts_with(known));
            }
        }
    }

    pub(super) fn table(&mut self, name: &str, value: &str) {
        let points = || length(value, None).unwrap_or(f64::NAN);
        match name {
            "fo:background-color" => self.ground = Some(colour(value)),
            "style:row-height" => self.row_height = Some(points()),
            "style:column-width" | "style:width" => self.width = Some(points()),
            "fo:margin-left" => self.left = Some(points()),
            "table:display" => self.invisible = Some(value == "false"),
            "text:display" => self.invisible = Some(value != "true"),
            "draw:fill" | "draw:fill-color" | "draw:opacity" => self.graphic(name, value, false),
            // Borders, paddings, breaks, alignment.
            _ => {}
        }
    }

    pub(super) fn graphic(&mut self, name: &str, value: &str, is_frame: bool) {
        match name {
            "fo:background-color" => self.ground = Some(colour(value)),
            "draw:fill" => {
                self.fill = Some(match value {
                    "none" => Paint::Auto,
                    "solid" => visibility::WHITE,
                    _ => Paint::Unknown,
                });
            }
            "draw:fill-color" => self.fill_colour = Some(colour(value)),
            "draw:opacity" => self.fill_shown = Some(share(value).unwrap_or(f64::NAN)),
            "style:background-transparency" => {
                self.fill_shown = Some(1.0 - share(value).unwrap_or(f64::NAN));
            }
            "draw:visible" | "draw:display" | "style:display" => {
                self.invisible = Some(!matches!(value, "true" | "always"));
            }
            "style:horizontal-rel" => self.from_page[0] = Some(value == "page"),
            "style:vertical-rel" => self.from_page[1] = Some(value == "page"),
            "style:wrap" => self.runs_through = Some(value == "run-through"),
            "style:run-through" => self.in_background = Some(value == "background"),
            "fo:clip" if is_frame => self.doubt |= value != "auto" && !value.starts_with("rect(0"),
            _ => {}
        }
        if !is_frame && self.ground.is_none() {
            self.ground = match (self.fill, self.fill_colour) {
                (Some(Paint::Plain(_)), Some(colour)) => Some(colour),
                (Some(Paint::Unknown), _) => Some(Paint::Unknown),
                _ => None,
            };
        }
    }
}

/// `#RRGGBB`; names are no colours of the format.
pub(super) fn colour(text: &str) -> Paint {
    match text {
        "transparent" => Paint::Auto,
        _ => text.strip_prefix('#').map_or(Paint::Unknown, Paint::of_hex),
    }
}

fn share(text: &str) -> Option<f64> {
    let percent = text.trim().strip_suffix('%')?;
    percent.parse::<f64>().ok().map(|share| share / 100.0)
}

fn size(text: &str) -> Size {
    match share(text) {
        Some(share) => Size::Share(share),
        None => Size::Points(length(text, None).unwrap_or(f64::NAN)),
    }
}

/// `super 58%`, `-33% 58%`.
fn position(text: &str) -> (f64, f64) {
    let mut parts = text.split_whitespace();
    let raise = match parts.next() {
        Some("super") => 0.33,
        Some("sub") => -0.33,
        Some(other) => share(other).unwrap_or(f64::NAN),
        None => f64::NAN,
    };
    let usual = if raise == 0.0 { 1.0 } else { RAISED };
    (
        raise,
        parts
            .next()
            .map_or(usual, |text| share(text).unwrap_or(f64::NAN)),
    )
}

impl Stated {
    /// Takes up an attribute of letters; `has_symbols` says it of the name of a font.
    pub(super) fn letters(&mut self, name: &str, value: &str, has_symbols: impl Fn(&str) -> bool) {
        let out = self;
        match name {
            "text:display" => out.invisible = Some(value != "true"),
            "fo:color" => out.ink = out.ink.or(Some(colour(value))),
            "style:use-window-font-color" if value == "true" => out.ink = Some(Paint::Auto),
            "fo:background-color" => out.letters_ground = Some(colour(value)),
            "fo:font-size" => out.size = Some(size(value)),
            "style:font-size-rel" => out.doubt = true,
            "style:text-position" => out.position = Some(position(value)),
            "style:text-scale" => out.scale = Some(share(value).unwrap_or(f64::NAN)),
            "fo:letter-spacing" if value == "normal" => out.spacing = Some(0.0),
            "fo:letter-spacing" => {
                out.spacing = Some(length(value, None).unwrap_or(f64::NAN));
            }
            "loext:opacity" => out.shown = Some(share(value).unwrap_or(f64::NAN)),
            "style:font-name" => out.symbols = Some(has_symbols(value)),
            "fo:font-family" => {
                out.symbols = Some(visibility::has_symbols(value.trim_matches('\'')))
            }
            "style:text-combine" => out.doubt |= value != "none",
            "text:condition" => out.doubt = true,
            "style:use-window-font-color"
            | "fo:text-align"
            | "fo:font-variant"
            | "fo:text-transform"
            | "style:text-outline"
            | "fo:language"
            | "fo:country"
            | "fo:script"
            | "style:rfc-language-tag"
            | "fo:font-style"
            | "fo:font-weight"
            | "fo:text-shadow"
            | "style:letter-kerning"
            | "style:text-blinking"
            | "fo:padding"
            | "fo:border"
            | "style:shadow"
            | "style:font-relief"
            | "style:text-emphasize" => {}
            "style:text-rotation-angle" => out.doubt |= value != "0",
            _ => {
                const PREFIXES: [&str; 24] = [
                    "style:text-line-through",
                    "style:text-underline",
                    "style:text-overline",
                    "style:text-rotation",
                    "style:text-combine-",
                    "style:font-name-",
                    "style:font-family",
                    "style:font-style-name",
                    "style:font-pitch",
                    "style:font-charset",
                    "style:font-size-asian",
                    "style:font-size-complex",
                    "style:font-weight-",
                    "style:font-style-",
                    "style:language-",
                    "style:country-",
                    "style:script-",
                    "style:rfc-language-tag-",
                    "fo:hyphen",
                    "fo:border-",
                    "fo:padding-",
                    "officeooo:",
                    "loext:hyphenation-",
                    "style:border-line-width",
                ];
                const NEWER: [&str; 7] = [
                    "loext:padding",
                    "loext:border",
                    "loext:shadow",
                    "loext:char-shading",
                    "loext:theme-color",
                    "loext:color-lum",
                    "xmlns:",
                ];
                let starts = |known: &&str| name.starts_with(*known);
                out.doubt |= !PREFIXES.iter().any(&starts) && !NEWER.iter().any(starts);
            }
        }
    }
}
