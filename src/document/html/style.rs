//! What one element looks like, computed from what is declared for it.

mod boxes;
mod effects;
mod moves;
mod text;
mod variables;

pub(super) use effects::between;
pub(super) use variables::substitute;

use std::collections::HashMap;
use std::rc::Rc;

use super::colours::{BLACK, CLEAR, Colour};
use super::lengths::{Length, Said, Scale};
use super::properties::{DOUBTFUL, is_inherited};
use super::values::{Value, calls, keyword, words};

/// What custom properties (`--name`) stand for; `None` where that is not known.
pub(super) type Variables = HashMap<String, Option<Rc<Vec<Value>>>>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Display {
    None,
    /// No box of its own, though its content is shown.
    Contents,
    Inline,
    Block,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    Static,
    Relative,
    Absolute,
    Fixed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Overflow {
    Shown,
    Cut,
    /// What is beyond can be scrolled to.
    Scrolled,
}

/// What is painted behind an element's content beside its colour.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Picture {
    Gradient(Vec<Colour>),
    Unknown,
    /// A sign beside the text, or a file that does not come with the page.
    Aside,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum LineHeight {
    Normal,
    /// Times the size of the letters.
    Times(f64),
    Pixels(f64),
}

/// How an element is moved and stretched.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Moved {
    pub across: Length,
    pub down: Length,
    pub scale: f64,
}

impl Default for Moved {
    fn default() -> Self {
        Self {
            across: Length::default(),
            down: Length::default(),
            scale: 1.0,
        }
    }
}

/// Sides in the order of style sheets: top, right, bottom, left.
pub(super) const TOP: usize = 0;
pub(super) const RIGHT: usize = 1;
pub(super) const BOTTOM: usize = 2;
pub(super) const LEFT: usize = 3;

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Style {
    // What text takes from the element around it.
    pub ink: Colour,
    pub fill: Option<Colour>,
    pub unseen: bool,
    /// In pixels.
    pub size: f64,
    pub line: LineHeight,
    pub indent: Length,
    pub letter_spacing: f64,
    pub word_spacing: f64,
    pub one_line: bool,
    /// A shadow or an outline may show letters that their ink does not.
    pub shadowed: bool,
    pub stroked: bool,
    pub dark: bool,
    // What holds for the element alone.
    pub display: Display,
    pub position: Position,
    pub floats: bool,
    pub inset: [Option<Length>; 4],
    pub margin: [Option<Length>; 4],
    pub padding: [Length; 4],
    pub width: Option<Length>,
    pub height: Option<Length>,
    pub most_width: Option<Length>,
    pub most_height: Option<Length>,
    pub least_width: Option<Length>,
    pub least_height: Option<Length>,
    /// Along lines and down.
    pub overflow: [Overflow; 2],
    pub opacity: f64,
    pub filter_opacity: f64,
    pub ground: Colour,
    pub pictures: Vec<Picture>,
    pub cut_to_text: bool,
    /// Pictures of its ground may fill a part of it; so may the whole ground.
    pub places_pictures: bool,
    pub clips_ground: bool,
    /// Not on the ground of the box around, as the caption of a table.
    pub is_beside: bool,
    /// A table whose columns do not grow with their text.
    pub is_rigid: bool,
    pub inner_shadow: Option<Colour>,
    pub moved: [Moved; 4],
    pub zoom: f64,
    pub layer: Option<f64>,
    pub no_room: bool,
    pub animation: Animation,
    /// Properties that are not understood to their end.
    pub doubts: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Animation {
    pub names: Vec<String>,
    /// Stays at its end.
    pub stays: bool,
    /// Does not come to an end, or not soon, or runs in other ways than forwards.
    pub unsettled: bool,
}

/// Where the four means of moving an element are kept.
pub(super) const MOVES: [&str; 4] = ["transform", "translate", "scale", "rotate"];

impl Style {
    pub(super) fn initial() -> Self {
        Self {
            ink: BLACK,
            fill: None,
            unseen: false,
            size: ROOT_SIZE,
            line: LineHeight::Normal,
            indent: Length::default(),
            letter_spacing: 0.0,
            word_spacing: 0.0,
            one_line: false,
            shadowed: false,
            stroked: false,
            dark: false,
            display: Display::Inline,
            position: Position::Static,
            floats: false,
            inset: [None; 4],
            margin: [Some(Length::pixels(0.0)); 4],
            padding: [Length::pixels(0.0); 4],
            width: None,
            height: None,
            most_width: None,
            most_height: None,
            least_width: None,
            least_height: None,
            overflow: [Overflow::Shown; 2],
            opacity: 1.0,
            filter_opacity: 1.0,
            ground: CLEAR,
            pictures: Vec::new(),
            cut_to_text: false,
            places_pictures: false,
            clips_ground: false,
            is_beside: false,
            is_rigid: false,
            inner_shadow: None,
            moved: [Moved::default(); 4],
            zoom: 1.0,
            layer: None,
            no_room: false,
            animation: Animation::default(),
            doubts: Vec::new(),
        }
    }

    /// That of an element within `self`, before anything is declared for it.
    pub(super) fn inherited(&self) -> Self {
        Self {
            ink: self.ink,
            fill: self.fill,
            unseen: self.unseen,
            size: self.size,
            line: self.line,
            indent: self.indent,
            letter_spacing: self.letter_spacing,
            word_spacing: self.word_spacing,
            one_line: self.one_line,
            shadowed: self.shadowed,
            stroked: self.stroked,
            dark: self.dark,
            ..Self::initial()
        }
    }

    fn scale(&self, around: &Around<'_>) -> Scale {
        Scale {
            em: self.size,
            root: around.root_size,
            quirks: around.quirks,
        }
    }

    /// Height of a line in pixels.
    pub(super) fn line_pixels(&self) -> f64 {
        match self.line {
            LineHeight::Normal => self.size * 1.15,
            LineHeight::Times(times) => self.size * times,
            LineHeight::Pixels(pixels) => pixels,
        }
    }

    /// Takes what `name` says from another style.
    fn take(&mut self, name: &str, from: &Self) {
        match name {
            "color" => self.ink = from.ink,
            "text-fill-color" => self.fill = from.fill,
            "visibility" => self.unseen = from.unseen,
            "font" => (self.size, self.line) = (from.size, from.line),
            "font-size" => self.size = from.size,
            "line-height" => self.line = from.line,
            "text-indent" => self.indent = from.indent,
            "letter-spacing" => self.letter_spacing = from.letter_spacing,
            "word-spacing" => self.word_spacing = from.word_spacing,
            "white-space" | "text-wrap" | "text-wrap-mode" => self.one_line = from.one_line,
            "text-shadow" => self.shadowed = from.shadowed,
            "text-stroke" | "text-stroke-width" => self.stroked = from.stroked,
            "color-scheme" => self.dark = from.dark,
            "display" => (self.display, self.is_beside) = (from.display, from.is_beside),
            "position" => self.position = from.position,
            "float" => self.floats = from.floats,
            "inset" | "inset-inline" | "inset-block" => self.inset = from.inset,
            "margin" | "margin-inline" | "margin-block" => self.margin = from.margin,
            "padding" | "padding-inline" | "padding-block" => self.padding = from.padding,
            "width" => self.width = from.width,
            "height" => self.height = from.height,
            "max-width" => self.most_width = from.most_width,
            "max-height" => self.most_height = from.most_height,
            "min-width" => self.least_width = from.least_width,
            "min-height" => self.least_height = from.least_height,
            "overflow" => self.overflow = from.overflow,
            "overflow-x" => self.overflow[0] = from.overflow[0],
            "overflow-y" => self.overflow[1] = from.overflow[1],
            "opacity" => self.opacity = from.opacity,
            "filter" => self.filter_opacity = from.filter_opacity,
            "background-color" => self.ground = from.ground,
            "background-image" => self.pictures.clone_from(&from.pictures),
            "background-clip" => {
                self.cut_to_text = from.cut_to_text;
                self.clips_ground = from.clips_ground;
            }
            "background-size" | "background-position" | "background-repeat" => {
                self.places_pictures |= from.places_pictures;
            }
            "background" => {
                self.ground = from.ground;
                self.pictures.clone_from(&from.pictures);
                self.cut_to_text = from.cut_to_text;
                self.places_pictures = from.places_pictures;
                self.clips_ground = from.clips_ground;
            }
            "box-shadow" => self.inner_shadow = from.inner_shadow,
            "zoom" => self.zoom = from.zoom,
            "z-index" => self.layer = from.layer,
            "flex"
            | "flex-basis"
            | "grid-template-rows"
            | "grid-template-columns"
            | "grid-template"
            | "grid" => self.no_room = from.no_room,
            "animation" | "animation-name" => self.animation.clone_from(&from.animation),
            _ => {
                if let Some(at) = MOVES.iter().position(|means| *means == name) {
                    self.moved[at] = from.moved[at];
                }
                for (side, ending) in ["top", "right", "bottom", "left"].iter().enumerate() {
                    if name == *ending {
                        self.inset[side] = from.inset[side];
                    } else if name.strip_prefix("margin-") == Some(ending) {
                        self.margin[side] = from.margin[side];
                    } else if name.strip_prefix("padding-") == Some(ending) {
                        self.padding[side] = from.padding[side];
                    }
                }
            }
        }
    }

    /// Lets one declaration take effect; what is invalid changes nothing.
    pub(super) fn declare(&mut self, name: &str, value: &[Value], around: &Around<'_>) -> Said<()> {
        let substituted;
        let mut value = value;
        if calls(value, &["var"]) {
            match substitute(value, around.variables, 0) {
                Said::Is(found) => {
                    substituted = found;
                    value = &substituted;
                }
                Said::Doubtful => {
                    self.doubt(name);
                    return Said::Doubtful;
                }
                // As if nothing had been declared, and not what was before.
                Said::Invalid => {
                    self.keyword("unset", name, around);
                    return Said::Is(());
                }
            }
        }
        if let Some(word) = keyword(value)
            && matches!(
                word.as_str(),
                "inherit" | "initial" | "unset" | "revert" | "revert-layer"
            )
        {
            self.keyword(&word, name, around);
            return Said::Is(());
        }
        let said = if calls(
            value,
            &[
                "env",
                "attr",
                "if",
                "sibling-index",
                "sibling-count",
                "random",
                "anchor",
                "anchor-size",
                "toggle",
                "first-valid",
                "inherit",
            ],
        ) {
            Said::Doubtful
        } else {
            self.apply(name, value, around)
        };
        match said {
            Said::Is(()) => self.trust(name),
            Said::Doubtful => self.doubt(name),
            Said::Invalid => {}
        }
        said
    }

    fn keyword(&mut self, word: &str, name: &str, around: &Around<'_>) {
        let initial = Self::initial();
        let from = match word {
            "inherit" => around.parent,
            "initial" => &initial,
            "unset" if is_inherited(name) => around.parent,
            "unset" => &initial,
            // What the browser itself says, or a lower layer: the first is the likely one.
            _ => around.own,
        };
        if name == "all" {
            let from = if word == "initial" || word == "inherit" {
                from.clone()
            } else if word == "unset" {
                around.parent.inherited()
            } else {
                from.clone()
            };
            let doubts = if word == "revert-layer" {
                vec!["all".to_owned()]
            } else {
                from.doubts.clone()
            };
            *self = from;
            self.doubts = doubts;
            return;
        }
        self.take(name, from);
        self.trust(name);
        if word == "revert-layer" {
            self.doubt(name);
        }
        if word == "inherit" && around.parent.doubts.iter().any(|doubt| doubt == name) {
            self.doubt(name);
        }
    }

    fn trust(&mut self, name: &str) {
        if !self.doubts.is_empty() {
            self.doubts.retain(|doubt| {
                doubt != name
                    && !doubt
                        .strip_prefix(name)
                        .is_some_and(|rest| rest.starts_with('-'))
            });
        }
    }

    fn doubt(&mut self, name: &str) {
        if !self.doubts.iter().any(|doubt| doubt == name) {
            self.doubts.push(name.to_owned());
        }
    }

    fn apply(&mut self, name: &str, value: &[Value], around: &Around<'_>) -> Said<()> {
        if let Some(said) = self.apply_text(name, value, around) {
            return said;
        }
        if let Some(said) = self.apply_box(name, value, around) {
            return said;
        }
        if let Some(said) = self.apply_effect(name, value, around) {
            return said;
        }
        let Some((_, harmless)) = DOUBTFUL.iter().find(|(doubtful, _)| *doubtful == name) else {
            return Said::Is(());
        };
        let is_harmless = |value: &Value| {
            let text = match value {
                Value::Word(word) => word.to_ascii_lowercase(),
                Value::Number(number) => number.to_string(),
                Value::Percent(share) => format!("{}%", share * 100.0),
                _ => return false,
            };
            harmless.contains(&text.as_str())
        };
        if words(value).into_iter().all(is_harmless) {
            Said::Is(())
        } else {
            Said::Doubtful
        }
    }

    /// Whether anything here may keep letters from being seen, colours aside.
    pub(super) fn threatens(&self) -> bool {
        let far = |length: Option<Length>| {
            length.is_some_and(|length| length.least() < -40.0 || length.pixels > 300.0)
        };
        self.display == Display::None
            || self.unseen
            || self.size < 8.0
            || !self.doubts.is_empty()
            || self.opacity * self.filter_opacity < 0.6
            || self.ink[3] < 0.6
            || self.fill.is_some_and(|fill| fill[3] < 0.6)
            || self.no_room
            || self.moved != [Moved::default(); 4]
            || self.inset.iter().copied().any(far)
            || self.margin.iter().copied().any(far)
            || self.indent.pixels.abs() > 40.0
            || self.overflow.contains(&Overflow::Cut)
            || self
                .height
                .is_some_and(|height| height.pixels < 20.0 && height.share < 0.1)
            || self.zoom < 0.6
            || !self.animation.names.is_empty()
            || !matches!(self.position, Position::Static | Position::Relative)
    }
}

/// Size of the root's letters where nothing states it, in pixels.
pub(super) const ROOT_SIZE: f64 = 16.0;

/// What an element's style is computed from beside its declarations.
pub(super) struct Around<'s> {
    pub parent: &'s Style,
    /// What the browser itself says of the element.
    pub own: &'s Style,
    pub root_size: f64,
    pub quirks: bool,
    pub variables: &'s Variables,
}

impl<'s> Around<'s> {
    /// Of declarations that stand by themselves.
    pub(super) fn nothing(initial: &'s Style, variables: &'s Variables, quirks: bool) -> Self {
        Self {
            parent: initial,
            own: initial,
            root_size: ROOT_SIZE,
            quirks,
            variables,
        }
    }
}
