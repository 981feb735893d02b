//! Follows what a page paints, in its order: its text, and what lies behind text, is laid over it
//! or cuts it off.

mod fields;
mod inks;
mod letters;
mod objects;

use std::{collections::HashMap, rc::Rc};

use pdf_oxide::{PdfDocument, object::Object};

use super::{
    colours::Ink,
    content::{self, Scanner},
    extract::Extractor,
    file::File,
    fonts::Font,
    graphics::Graphics,
    layers::{Layers, Shown},
    paints::Paint,
    pictures::Drawn,
    scope::{Forms, Scope},
    script::Script,
    shapes::{Area, Path, Shape, multiply, scales},
    shows::{Show, Text},
};

/// Bytes of content streams that are followed on one page.
const MOST_CONTENT: usize = 128 << 20;
/// Paints of one page; what is beyond them is in doubt.
const MOST_PAINTS: usize = 300_000;
const MOST_STATES: usize = 256;

/// What one page paints.
pub(super) struct Painting<'page> {
    file: File<'page>,
    layers: &'page Layers,
    pub extractor: Extractor<'page>,
    pub paints: Vec<Paint>,
    pub shows: Vec<Show>,
    pub pictures: Vec<Drawn>,
    pub fonts: Vec<Font<'page>>,
    pub script: Script,
    /// More is painted than is followed.
    pub is_cut_short: bool,
    tiles: HashMap<(usize, String), Option<Ink>>,
    fonts_by_name: HashMap<(usize, String), usize>,
    loaded: HashMap<usize, LoadedFonts>,
    forms: Forms<'page>,
    scopes: usize,
    forms_followed: usize,
    tiles_followed: usize,
    content_followed: usize,
    /// Within a tile or a drawn glyph.
    tile_depth: usize,
    /// Whether text counts: not that of most annotations.
    is_silent: bool,
    /// How many of the shows are of the page itself; those behind are of its annotations.
    pub of_page: usize,
    /// The resources of all fields of forms.
    of_fields: Option<Rc<Scope<'page>>>,
    /// Layers of the marks around, each with those around it.
    marks: Vec<Shown>,
}

type LoadedFonts = std::collections::BTreeMap<String, std::sync::Arc<pdf_oxide::fonts::FontInfo>>;

impl<'page> Painting<'page> {
    /// Follows the page's content and, over it, its annotations.
    pub(super) fn of(
        document: &'page PdfDocument,
        index: usize,
        page: &Object,
        content: &[u8],
        layers: &'page Layers,
    ) -> Self {
        let mut painting = Self {
            file: File(document),
            layers,
            extractor: Extractor::new(document, index),
            paints: Vec::new(),
            shows: Vec::new(),
            pictures: Vec::new(),
            fonts: Vec::new(),
            script: Script::default(),
            is_cut_short: false,
            tiles: HashMap::new(),
            fonts_by_name: HashMap::new(),
            loaded: HashMap::new(),
            forms: Forms::new(),
            scopes: 0,
            forms_followed: 0,
            tiles_followed: 0,
            content_followed: 0,
            tile_depth: 0,
            is_silent: false,
            of_page: 0,
            of_fields: None,
            marks: Vec::new(),
        };
        let resources = page.as_dict().and_then(|page| page.get("Resources"));
        let scope = Rc::new(painting.scope(resources));
        // What the page leaves moved does not move its annotations.
        painting.write(b"", b"q");
        painting.follow(content, &scope, Graphics::default(), 0);
        painting.write(b"", b"Q");
        painting.of_page = painting.shows.len();
        painting.is_silent = true;
        painting.annotations(page, &scope);
        painting
    }

    fn scope(&mut self, resources: Option<&Object>) -> Scope<'page> {
        self.scopes += 1;
        Scope::new(self.file, resources, self.scopes - 1)
    }

    fn layer(&self) -> Shown {
        self.marks.last().copied().unwrap_or_default()
    }

    fn follow(&mut self, content: &[u8], scope: &Rc<Scope<'page>>, start: Graphics, depth: usize) {
        self.content_followed = self.content_followed.saturating_add(content.len() + 64);
        if self.content_followed > MOST_CONTENT {
            self.is_cut_short = true;
            return;
        }
        let base = start.matrix;
        let marks_before = self.marks.len();
        let mut state = start;
        let mut stack: Vec<Graphics> = Vec::new();
        let mut beyond_stack = 0usize;
        let mut path = Path::default();
        let mut text = Text::default();
        let mut inline_is_mask = false;
        let mut scanner = Scanner::new(content);
        while let Some(operator) = scanner.next_operator() {
            if self.is_cut_short {
                break;
            }
            let range = scanner.operands();
            let last = range
                .last()
                .and_then(|&(start, end)| content.get(start..end));
            let all = || {
                let start = range.first().map_or(0, |&(start, _)| start);
                let end = range.last().map_or(0, |&(_, end)| end);
                content.get(start..end).unwrap_or_default()
            };
            match operator {
                b"q" if stack.len() < MOST_STATES => {
                    stack.push(state.clone());
                    self.write(b"", operator);
                }
                b"q" => beyond_stack += 1,
                b"Q" if beyond_stack > 0 => {
                    // What was set within is not taken back: nobody knows what holds.
                    beyond_stack -= 1;
                    state.in_doubt = true;
                }
                b"Q" => {
                    if let Some(before) = stack.pop() {
                        state = before;
                        self.write(b"", operator);
                    }
                }
                b"cm" => match scanner.numbers::<6>() {
                    Some(matrix) => {
                        state.matrix = multiply(matrix, state.matrix);
                        self.write(all(), operator);
                    }
                    None => state.in_doubt = true,
                },
                b"g" | b"rg" | b"k" | b"G" | b"RG" | b"K" | b"cs" | b"CS" | b"sc" | b"scn"
                | b"SC" | b"SCN" => {
                    self.colour(operator, &scanner, scope, &mut state, base);
                    if operator.first().is_some_and(u8::is_ascii_lowercase) {
                        self.part();
                    }
                }
                b"gs" => {
                    let change = last.and_then(content::name);
                    // Viewers pass over a state that is not there.
                    if let Some(change) = change.and_then(|name| scope.state(&name)) {
                        state.fill_opacity = change.fill_opacity.unwrap_or(state.fill_opacity);
                        state.stroke_opacity =
                            change.stroke_opacity.unwrap_or(state.stroke_opacity);
                        state.blend = change.blend.unwrap_or(state.blend);
                        state.line_width = change.line_width.unwrap_or(state.line_width);
                        state.is_dashed = change.is_dashed.unwrap_or(state.is_dashed);
                        state.is_masked = change.mask.unwrap_or(state.is_masked);
                        state.in_doubt |= change.in_doubt;
                    }
                    self.part();
                }
                b"w" => match scanner.numbers() {
                    Some([width]) => state.line_width = width,
                    None => state.in_doubt = true,
                },
                b"d" => {
                    let dashes = range.len().saturating_sub(1);
                    let is_gap = |&&(start, end): &&(usize, usize)| {
                        !matches!(content.get(start..end), Some(b"[" | b"]" | b"0"))
                    };
                    state.is_dashed = range.iter().take(dashes).filter(is_gap).count() > 0;
                }
                b"re" => {
                    if let Some([x, y, width, height]) = scanner.numbers::<4>() {
                        path.rectangle(state.matrix, x, y, width, height);
                    }
                }
                b"m" | b"l" => {
                    if let Some([x, y]) = scanner.numbers::<2>() {
                        let place = state.place(x, y);
                        if operator == b"m" {
                            path.begin(place);
                        } else {
                            path.line(place);
                        }
                    }
                }
                b"c" => {
                    if let Some([a, b, c, d, e, f]) = scanner.numbers::<6>() {
                        path.curve(state.place(a, b), state.place(c, d), state.place(e, f));
                    }
                }
                b"v" | b"y" => {
                    if let Some([a, b, c, d]) = scanner.numbers::<4>() {
                        let (one, end) = (state.place(a, b), state.place(c, d));
                        if operator == b"y" {
                            path.curve(one, end, end);
                        } else {
                            let start = path.last().unwrap_or(one);
                            path.curve(start, one, end);
                        }
                    }
                }
                b"h" => path.close(),
                b"W" | b"W*" => path.clips = Some(operator == b"W*"),
                b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"S" | b"s" | b"n" => {
                    if matches!(operator, b"b" | b"b*" | b"s") {
                        path.close();
                    }
                    if !matches!(operator, b"S" | b"s" | b"n") {
                        let shape = path.inside(operator.ends_with(b"*"));
                        let area = path.bounds;
                        self.paint(&state, area, shape, false);
                    }
                    if !matches!(operator, b"f" | b"F" | b"f*" | b"n") {
                        self.stroke(&path, &state);
                    }
                    path = state.finish(path);
                    if !matches!(operator, b"S" | b"s") {
                        self.part();
                    }
                }
                b"sh" => {
                    let name = last.and_then(content::name);
                    let shading = name.and_then(|name| scope.named("Shading", &name));
                    if let Some(shading) = shading.and_then(|shading| self.file.resolved(&shading))
                    {
                        let ink = self.shaded(&shading, state.matrix, scope);
                        let mut shaded = state.clone();
                        shaded.fill = ink;
                        self.paint(&shaded, Area::EVERYWHERE, Shape::Whole, false);
                    }
                }
                b"true" => inline_is_mask |= matches!(last, Some(b"/IM" | b"/ImageMask")),
                b"BI" => {
                    inline_is_mask = false;
                    self.part();
                }
                b"ID" => {
                    // What some viewers take for the picture others take for text.
                    self.is_cut_short |= scanner.is_ambiguous;
                    self.picture(&state, Drawn::inline(state.matrix, inline_is_mask));
                }
                b"Do" => {
                    self.part();
                    if let Some(name) = last.and_then(content::name) {
                        self.object(&name, scope, &state, depth);
                    }
                }
                b"BDC" | b"BMC" => {
                    let shown = self.layer().max(self.mark(range, content, scope, operator));
                    self.marks.push(shown);
                    // What a mark says of its text is no part of it.
                    let tag = range.first();
                    let tag = tag.and_then(|&(start, end)| content.get(start..end));
                    self.write(tag.unwrap_or(b"/Span"), b"BMC");
                }
                // One that ends nothing of this stream is left out.
                b"EMC" if self.marks.len() <= marks_before => {}
                b"EMC" => {
                    self.marks.pop();
                    self.write(b"", operator);
                }
                b"BT" => {
                    text.begin();
                    self.write(b"", operator);
                }
                b"ET" => {
                    if text.clips {
                        // Only within the letters what follows is painted.
                        state.clip.is_vague = true;
                    }
                    text.clips = false;
                    self.write(b"", operator);
                }
                b"Tf" => {
                    self.part();
                    self.font(&scanner, content, scope, &mut state);
                }
                b"Tr" => {
                    self.part();
                    match scanner.numbers() {
                        Some([mode]) if (0.0..8.0).contains(&mode) => state.text.mode = mode as u8,
                        _ => state.in_doubt = true,
                    }
                }
                b"Tc" | b"Tw" | b"Tz" | b"TL" | b"Ts" => match scanner.numbers::<1>() {
                    Some([value]) => {
                        state.text.set(operator, value);
                        self.write(all(), operator);
                    }
                    None => state.in_doubt = true,
                },
                b"Tm" => match scanner.numbers::<6>() {
                    Some(matrix) => {
                        text.set(matrix);
                        self.write(all(), operator);
                    }
                    None => state.in_doubt = true,
                },
                b"Td" | b"TD" => match scanner.numbers::<2>() {
                    Some([x, y]) => {
                        if operator == b"TD" {
                            state.text.leading = -y;
                        }
                        text.next_line(x, y);
                        self.write(all(), operator);
                    }
                    None => state.in_doubt = true,
                },
                b"T*" => {
                    text.next_line(0.0, -state.text.leading);
                    self.write(b"", operator);
                }
                b"Tj" | b"TJ" | b"'" | b"\"" => {
                    let mut shown = all();
                    if operator == b"\"" {
                        if let Some([words, letters]) = scanner.numbers_at::<2>(0) {
                            state.text.word_spacing = words;
                            state.text.letter_spacing = letters;
                            self.write(format!("{words}").as_bytes(), b"Tw");
                            self.write(format!("{letters}").as_bytes(), b"Tc");
                        }
                        shown = last.unwrap_or_default();
                    }
                    if matches!(operator, b"'" | b"\"") {
                        text.next_line(0.0, -state.text.leading);
                        self.write(b"", b"T*");
                    }
                    self.show(content, &scanner, shown, operator, &state, &mut text);
                }
                // How lines are drawn and pictures are made; marks without an end; values.
                b"J" | b"j" | b"M" | b"ri" | b"i" | b"MP" | b"DP" | b"EI" | b"BX" | b"EX"
                | b"d0" | b"d1" | b"false" | b"null" => {}
                // Each viewer makes of it what it likes, and of what stands before it.
                _ => state.in_doubt = true,
            }
        }
        while self.marks.len() > marks_before {
            self.marks.pop();
            self.write(b"", b"EMC");
        }
        for _ in 0..stack.len() {
            self.write(b"", b"Q");
        }
    }

    fn write(&mut self, operands: &[u8], operator: &[u8]) {
        if !self.is_silent && self.tile_depth == 0 {
            self.script.operator(operands, operator);
            self.is_cut_short |= self.script.is_full;
        }
    }

    fn part(&mut self) {
        if !self.is_silent && self.tile_depth == 0 {
            self.script.part();
        }
    }

    fn paint(&mut self, state: &Graphics, bounds: Area, shape: Shape, is_stroke: bool) {
        let layer = self.layer();
        let area = bounds.and(state.clip.area);
        let (ink, opacity) = if is_stroke {
            (&state.stroke, state.stroke_opacity)
        } else {
            (&state.fill, state.fill_opacity)
        };
        if layer == Shown::No || area.left > area.right || area.bottom > area.top {
            return;
        }
        self.add(Paint {
            area,
            shape,
            clip: state.clip.clone(),
            ink: ink.clone(),
            picture: None,
            opacity: opacity * state.group_opacity,
            blend: state.whole_blend(),
            mixes_apart: state.mixes_apart(),
            is_vague: layer == Shown::Maybe || state.in_doubt || state.is_masked,
            shows: self.shows.len(),
        });
    }

    fn add(&mut self, paint: Paint) {
        if self.paints.len() >= MOST_PAINTS {
            self.is_cut_short = true;
        } else {
            self.paints.push(paint);
        }
    }

    fn stroke(&mut self, path: &Path, state: &Graphics) {
        if path.is_empty() {
            return;
        }
        let shape = path.lines(state.line_width, state.matrix, state.is_dashed);
        let (_, most) = scales(state.matrix);
        let area = path.bounds.wider(state.line_width.abs() * most / 2.0);
        self.paint(state, area, shape, true);
    }

    fn picture(&mut self, state: &Graphics, drawn: Drawn) {
        let layer = self.layer();
        let area = Area::of_box([0.0, 0.0, 1.0, 1.0], drawn.matrix).and(state.clip.area);
        if layer == Shown::No || area.is_empty() {
            return;
        }
        self.pictures.push(drawn);
        self.add(Paint {
            area,
            shape: Shape::Whole,
            clip: state.clip.clone(),
            ink: state.fill.clone(),
            picture: Some(self.pictures.len() - 1),
            opacity: state.fill_opacity * state.group_opacity,
            blend: state.whole_blend(),
            mixes_apart: state.mixes_apart(),
            is_vague: layer == Shown::Maybe || state.in_doubt || state.is_masked,
            shows: self.shows.len(),
        });
    }
}
