//! What a run or a paragraph states of its look, read from a closed list of properties.

use super::super::HiddenReason;
use super::super::visibility::{self, Paint, length, worse};
use super::super::xml::Element;
use super::colours::{Theme, highlight};

/// A size that no style states, in points.
const USUAL_SIZE: f64 = 10.0;

/// Letters set above or below the line are drawn with this share of their size.
const RAISED: f64 = 0.65;

/// Twentieths of a point, in points.
pub(super) const TWIP: f64 = 0.05;

/// Half a point.
const HALF_POINT: f64 = 0.5;

/// The height of lines.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Line {
    /// In points.
    Exact(f64),
    /// In lines of the letters' own height.
    Times(f64),
}

/// Properties of a run or paragraph, as far as they are stated. Lengths in points.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Properties {
    pub vanish: Option<bool>,
    web_hidden: bool,
    /// What two ways of naming the colour say.
    ink: Option<[Paint; 2]>,
    /// What fills the letters, and how much of it shows; overrules the ink in newer viewers.
    fill: Option<(Paint, f64)>,
    size: Option<f64>,
    size_complex: Option<f64>,
    complex: Option<bool>,
    right_to_left: Option<bool>,
    /// Width of the letters as a share.
    scale: Option<f64>,
    spacing: Option<f64>,
    position: Option<f64>,
    highlight: Option<Paint>,
    shade: Option<Paint>,
    symbols: Option<bool>,
    /// Set small above or below the line.
    raised: Option<bool>,
    /// Something is stated that may hide and is not understood.
    doubt: bool,
    pub heading: Option<bool>,
    pub item: Option<bool>,
    pub level: Option<u32>,
    paragraph_shade: Option<Paint>,
    line: Option<Line>,
    /// Left free above and below the paragraph, in points.
    pub above: Option<f64>,
    pub below: Option<f64>,
    pub left: Option<f64>,
    pub right: Option<f64>,
    pub first: Option<f64>,
    /// Number and level of the list.
    pub list: Option<u32>,
    pub list_level: Option<u32>,
    pub is_collapsed: Option<bool>,
    /// The furthest tab stop.
    pub tab: Option<f64>,
}

impl Properties {
    /// What is stated here, else what `base` states.
    pub(super) fn over(self, base: Self) -> Self {
        Self {
            vanish: self.vanish.or(base.vanish),
            web_hidden: self.web_hidden || base.web_hidden,
            ink: self.ink.or(base.ink),
            fill: self.fill.or(base.fill),
            size: self.size.or(base.size),
            size_complex: self.size_complex.or(base.size_complex),
            complex: self.complex.or(base.complex),
            right_to_left: self.right_to_left.or(base.right_to_left),
            scale: self.scale.or(base.scale),
            spacing: self.spacing.or(base.spacing),
            position: self.position.or(base.position),
            highlight: self.highlight.or(base.highlight),
            shade: self.shade.or(base.shade),
            symbols: self.symbols.or(base.symbols),
            raised: self.raised.or(base.raised),
            doubt: self.doubt || base.doubt,
            heading: self.heading.or(base.heading),
            item: self.item.or(base.item),
            level: self.level.or(base.level),
            paragraph_shade: self.paragraph_shade.or(base.paragraph_shade),
            line: self.line.or(base.line),
            above: self.above.or(base.above),
            below: self.below.or(base.below),
            left: self.left.or(base.left),
            right: self.right.or(base.right),
            first: self.first.or(base.first),
            list: self.list.or(base.list),
            list_level: self.list_level.or(base.list_level),
            is_collapsed: self.is_collapsed.or(base.is_collapsed),
            tab: self.tab.or(base.tab),
        }
    }

    /// This level of styles over another kind of style: whether text is hidden is a switch that
    /// two kinds of style turn on and off again, and not every viewer follows that.
    pub(super) fn switched_over(self, base: Self) -> Self {
        let mut out = self.over(base);
        if self.vanish == Some(true) && base.vanish == Some(true) {
            out.vanish = None;
            out.doubt = true;
        } else if base.vanish == Some(true) {
            out.vanish = Some(true);
        }
        out
    }

    pub(super) fn doubtful() -> Self {
        Self {
            doubt: true,
            ..Self::default()
        }
    }

    /// With another ink, where none is stated.
    pub(super) fn with_ink(self, ink: Option<Paint>) -> Self {
        Self {
            ink: self.ink.or(ink.map(|ink| [ink; 2])),
            ..self
        }
    }

    /// Reads `w:rPr`.
    pub(super) fn of_run(properties: Element<'_>, theme: &Theme) -> Self {
        let mut out = Self::default();
        let word = properties.prefix();
        for property in properties.children() {
            if property.prefix() != word {
                out.newer(property, theme);
                continue;
            }
            match property.name() {
                "vanish" | "specVanish" => {
                    out.vanish = Some(out.vanish == Some(true) || is_on(property));
                }
                "webHidden" => out.web_hidden |= is_on(property),
                "color" => out.set(|out| &mut out.ink, theme.ink(property)),
                "sz" => {
                    let size = measure(property, "val", HALF_POINT);
                    out.set(|out| &mut out.size, size);
                }
                "szCs" => {
                    let size = measure(property, "val", HALF_POINT);
                    out.set(|out| &mut out.size_complex, size);
                }
                "cs" => out.complex = Some(is_on(property)),
                "rtl" => out.right_to_left = Some(is_on(property)),
                "w" => {
                    let share = value(property).map_or(f64::NAN, |text| {
                        let text = text.trim_end_matches('%');
                        text.parse()
                            .map_or(f64::NAN, |percent: f64| percent / 100.0)
                    });
                    out.set(|out| &mut out.scale, share);
                }
                "spacing" => {
                    let by = measure(property, "val", TWIP);
                    out.set(|out| &mut out.spacing, by);
                }
                "position" => {
                    let by = measure(property, "val", HALF_POINT);
                    out.set(|out| &mut out.position, by);
                }
                "highlight" => {
                    let paint = value(property).map_or(Paint::Unknown, |name| highlight(&name));
                    out.set(|out| &mut out.highlight, paint);
                }
                "shd" => out.set(|out| &mut out.shade, theme.shade(property)),
                "rFonts" => {
                    let font = property.own("ascii");
                    out.symbols = font
                        .map(|font| visibility::has_symbols(&font))
                        .or(out.symbols);
                }
                "vertAlign" => out.raised = Some(value(property).as_deref() != Some("baseline")),
                "eastAsianLayout" => {
                    out.doubt |= ["combine", "vert"]
                        .iter()
                        .any(|name| property.own(name).is_some());
                }
                // What draws letters otherwise and leaves them to be seen; what was before a
                // change; who made it.
                "rStyle" | "b" | "bCs" | "i" | "iCs" | "caps" | "smallCaps" | "strike"
                | "dstrike" | "outline" | "shadow" | "emboss" | "imprint" | "noProof"
                | "snapToGrid" | "kern" | "u" | "effect" | "bdr" | "em" | "lang" | "oMath"
                | "rPrChange" | "ins" | "moveTo" => {}
                _ => out.doubt = true,
            }
        }
        out
    }

    /// Properties of later versions, in namespaces of their own.
    fn newer(&mut self, property: Element<'_>, theme: &Theme) {
        match property.name() {
            "textFill" => {
                let fill = theme.fill(property).unwrap_or((Paint::Unknown, 1.0));
                self.set(|out| &mut out.fill, fill);
            }
            // A thick line around letters may cover them.
            "textOutline" => {
                let thick = property
                    .own("w")
                    .is_some_and(|width| width.parse::<f64>().is_ok_and(|width| width > 12_700.0));
                let painted = theme.fill(property);
                let is_plain = matches!(painted, None | Some((Paint::Auto, _)));
                self.doubt |= thick && !is_plain;
            }
            "glow" | "shadow" | "reflection" | "ligatures" | "numForm" | "numSpacing"
            | "stylisticSets" | "cntxtAlts" | "AlternateContent" => {
                self.doubt |= property.name() == "AlternateContent";
            }
            // As LibreOffice and Word write them for plain letters.
            "props3d" | "scene3d" => {}
            _ => self.doubt = true,
        }
    }

    /// What is stated twice is read otherwise by others.
    fn set<T>(&mut self, field: impl Fn(&mut Self) -> &mut Option<T>, value: T) {
        let is_second = field(self).replace(value).is_some();
        self.doubt |= is_second;
    }

    /// Reads `w:pPr`, without the run properties of its paragraph mark.
    pub(super) fn of_paragraph(properties: Element<'_>, theme: &Theme) -> Self {
        let mut out = Self::default();
        let word = properties.prefix();
        for property in properties.children() {
            if property.prefix() != word {
                match property.name() {
                    "collapsed" => out.is_collapsed = Some(is_on(property)),
                    _ => out.doubt = true,
                }
                continue;
            }
            match property.name() {
                "outlineLvl" => {
                    // Level 9 is body text.
                    out.level = value(property).and_then(|level| level.parse().ok());
                    out.heading = out.level.map(|level| level < 9);
                }
                "numPr" => {
                    let number = property.child("numId").and_then(value);
                    out.item = Some(number.as_deref().is_some_and(|number| number != "0"));
                    out.list = number.and_then(|number| number.parse().ok());
                    let level = property.child("ilvl").and_then(value);
                    out.list_level = level.and_then(|level| level.parse().ok());
                }
                "shd" => out.set(|out| &mut out.paragraph_shade, theme.shade(property)),
                "spacing" => {
                    let stated = |name| property.own(name).map(|_| measure(property, name, TWIP));
                    out.line = line(property).or(out.line);
                    out.above = stated("before").or(out.above);
                    out.below = stated("after").or(out.below);
                }
                "ind" => out.indents(property),
                "tabs" => {
                    let stops = property.children();
                    let stops = stops.filter(|tab| value(*tab).as_deref() != Some("clear"));
                    let furthest = stops.map(|tab| measure(tab, "pos", TWIP));
                    out.tab = furthest.reduce(|one, other| {
                        if one.is_nan() || one > other {
                            one
                        } else {
                            other
                        }
                    });
                }
                // `framePr` is read where the paragraph is placed.
                "framePr"
                | "pStyle"
                | "keepNext"
                | "keepLines"
                | "pageBreakBefore"
                | "widowControl"
                | "suppressLineNumbers"
                | "pBdr"
                | "suppressAutoHyphens"
                | "kinsoku"
                | "wordWrap"
                | "overflowPunct"
                | "topLinePunct"
                | "autoSpaceDE"
                | "autoSpaceDN"
                | "bidi"
                | "adjustRightInd"
                | "snapToGrid"
                | "contextualSpacing"
                | "mirrorIndents"
                | "suppressOverlap"
                | "jc"
                | "textDirection"
                | "textAlignment"
                | "textboxTightWrap"
                | "divId"
                | "cnfStyle"
                | "rPr"
                | "sectPr"
                | "pPrChange" => {}
                _ => out.doubt = true,
            }
        }
        out
    }

    fn indents(&mut self, property: Element<'_>) {
        let of = |name: &str| {
            property
                .own(name)
                .map(|text| length(&text, Some(TWIP)).unwrap_or(f64::NAN))
        };
        // In hundredths of a letter, which is taken as wide as a usual one.
        let letters = |name: &str| of(name).map(|twips| twips / TWIP / 100.0 * USUAL_SIZE);
        let either = |one: &str, other: &str, in_letters: &str, also: &str| {
            let stated = [of(one), of(other), letters(in_letters), letters(also)];
            stated.into_iter().flatten().reduce(furthest)
        };
        self.left = either("left", "start", "leftChars", "startChars").or(self.left);
        self.right = either("right", "end", "rightChars", "endChars").or(self.right);
        let hanging = either("hanging", "hanging", "hangingChars", "hangingChars");
        let first = either("firstLine", "firstLine", "firstLineChars", "firstLineChars");
        self.first = hanging.map(|by| -by).or(first).or(self.first);
    }

    /// Points of the letters: of both sizes the one that a viewer may take.
    pub(super) fn points(&self) -> f64 {
        let plain = self.size.unwrap_or(USUAL_SIZE);
        let is_complex = self.complex == Some(true) || self.right_to_left == Some(true);
        let complex = self.size_complex.unwrap_or(USUAL_SIZE);
        // Which of the two sizes holds is a matter of the letters and of the viewer.
        if is_complex && complex < plain {
            complex
        } else {
            plain
        }
    }

    /// Letters that a font of signs draws as signs.
    pub(super) fn has_symbols(&self) -> bool {
        self.symbols == Some(true)
    }

    /// Why letters of these properties are not seen on `ground`, as far as they themselves say.
    pub(super) fn hidden(&self, ground: Paint) -> Option<HiddenReason> {
        if self.vanish == Some(true) || self.web_hidden {
            return Some(HiddenReason::Invisible);
        }
        let points = self.points();
        let drawn = match self.raised {
            Some(true) => points * RAISED,
            _ => points,
        };
        let mut out = worse(visibility::too_small(drawn), visibility::doubt(self.doubt));
        if let Some(share) = self.scale {
            out = worse(out, visibility::narrowed(points, share));
        }
        if let Some(by) = self.spacing {
            out = worse(out, visibility::spaced(points, by));
        }
        if let Some(by) = self.position {
            out = worse(out, visibility::lifted(points, by));
        }
        out = worse(
            out,
            match self.line {
                Some(Line::Exact(height)) => visibility::cut_by_line(points, height),
                Some(Line::Times(times)) => visibility::doubt(!(0.5..=1000.0).contains(&times)),
                None => None,
            },
        );
        worse(out, self.lost(ground))
    }

    /// The ground that the run and its paragraph paint over what lies below.
    pub(super) fn ground(&self, below: Paint) -> Paint {
        let run = self.highlight.unwrap_or_default();
        let run = run.over(self.shade.unwrap_or_default());
        run.over(self.paragraph_shade.unwrap_or_default())
            .over(below)
    }

    /// As the defaults of a document, where viewers do not agree on what is painted behind letters.
    pub(super) fn without_highlight(self) -> Self {
        Self {
            doubt: self.doubt || self.highlight.is_some_and(|paint| paint != Paint::Auto),
            ..self
        }
    }

    /// Whether the viewer chooses the ink.
    pub(super) fn is_auto(&self) -> bool {
        self.fill.is_none() && self.ink.unwrap_or_default() == [Paint::Auto; 2]
    }

    fn lost(&self, ground: Paint) -> Option<HiddenReason> {
        let inks = self.ink.unwrap_or_default();
        // The viewer chooses its ink by shades, and not by a highlight.
        let inks = match self.highlight {
            None | Some(Paint::Auto) => inks,
            Some(_) => inks.map(|ink| ink.over(visibility::BLACK)),
        };
        let of_inks = inks.map(|ink| visibility::lost(ink, ground));
        let Some((fill, shown)) = self.fill else {
            return visibility::all_agree(of_inks);
        };
        let of_fill = match fill {
            Paint::Auto => Some(HiddenReason::Invisible),
            _ => visibility::lost(
                fill.mixed(1.0 - shown, ground.over(visibility::WHITE)),
                ground,
            ),
        };
        match of_fill {
            Some(_) => of_fill,
            // Older viewers take the colour.
            None => visibility::doubt(of_inks.iter().any(Option::is_some)),
        }
    }
}

/// The one that lies further from where text would stand.
fn furthest(one: f64, other: f64) -> f64 {
    if one.is_nan() || one.abs() > other.abs() {
        one
    } else {
        other
    }
}

/// Value of `w:val`, and of no attribute of another namespace.
pub(super) fn value<'t>(element: Element<'t>) -> Option<std::borrow::Cow<'t, str>> {
    element.own("val")
}

/// A length in points; not a number where it is not understood.
pub(super) fn measure(element: Element<'_>, name: &str, bare: f64) -> f64 {
    element
        .own(name)
        .and_then(|text| length(&text, Some(bare)))
        .unwrap_or(f64::NAN)
}

/// Whether a switch is on; what is not understood is on.
pub(super) fn is_on(element: Element<'_>) -> bool {
    !value(element).is_some_and(|value| matches!(&*value, "0" | "false" | "off"))
}

fn line(spacing: Element<'_>) -> Option<Line> {
    let height = spacing.own("line")?;
    let points = length(&height, Some(TWIP)).unwrap_or(f64::NAN);
    match spacing.own("lineRule").as_deref() {
        Some("exact") => Some(Line::Exact(points)),
        Some("auto") | None => Some(Line::Times(points / 12.0)),
        Some("atLeast") => Some(Line::Times(1.0)),
        Some(_) => Some(Line::Times(f64::NAN)),
    }
}
