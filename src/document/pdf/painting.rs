//! What a page paints besides letters, in its order: areas behind text, and what is laid over text
//! or cuts it off.

use pdf_oxide::{PdfDocument, geometry::Rect, layout::Color, object::Object};

use super::content::{self, Scanner, States};
use super::shapes::{Area, IDENTITY, Matrix, Path, multiply, transformed};

/// Paths thinner than this (points) are lines, not backgrounds.
const THINNEST_BACKGROUND: f32 = 3.0;
/// Form objects that are followed on one page, and how deep.
const MOST_FORMS: usize = 64;
const DEEPEST_FORM: usize = 4;
/// Clips of less than this (points) may show no more than parts of letters.
const NARROW_CLIP: f32 = 40.0;
const LOW_CLIP: f32 = 4.0;
/// Share of a piece of text that must be covered, or cut off, for it to count as unseen.
const MOST: f32 = 0.9;

/// A filled area; without a colour where that is not followed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Filled {
    pub area: Area,
    pub colour: Option<Color>,
}

/// An opaque rectangle or picture.
#[derive(Debug, Clone, Copy)]
struct Cover {
    area: Area,
    /// Text operators before it: what they show lies below.
    shows: usize,
    is_picture: bool,
}

/// An operator that shows text.
#[derive(Debug, Clone, Copy)]
struct Show {
    /// Where its operands begin in the content.
    at: usize,
    /// Where its line of text begins on the page.
    place: (f32, f32),
    /// What it is cut off by; never smaller than the true clip.
    clip: Area,
}

/// Why a piece of text is not seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unseen {
    BelowPicture,
    BelowArea,
    CutOff,
}

/// What one page paints.
#[derive(Debug, Default)]
pub(super) struct Painting {
    /// Filled areas, in the order of painting.
    pub areas: Vec<Filled>,
    pub has_shading: bool,
    covers: Vec<Cover>,
    shows: Vec<Show>,
    forms: usize,
}

impl Painting {
    /// Follows matrices, colours, paths, clips, pictures and forms through `content`.
    pub(super) fn of(
        document: &PdfDocument,
        resources: Option<&Object>,
        content: &[u8],
        states: &States,
    ) -> Self {
        let mut painting = Self::default();
        let objects = Objects {
            document: Some(document),
            resources,
        };
        painting.follow(content, states, &objects, Graphics::default(), 0);
        painting
    }

    #[cfg(test)]
    pub(super) fn of_content(content: &[u8], states: &States) -> Self {
        let mut painting = Self::default();
        let objects = Objects {
            document: None,
            resources: None,
        };
        painting.follow(content, states, &objects, Graphics::default(), 0);
        painting
    }

    fn follow(
        &mut self,
        content: &[u8],
        states: &States,
        objects: &Objects,
        start: Graphics,
        depth: usize,
    ) {
        let mut state = start;
        let mut stack = Vec::new();
        let mut path = Path::default();
        let mut inline_is_mask = false;
        let mut scanner = Scanner::new(content);
        while let Some(operator) = scanner.next_operator() {
            let last = scanner.operands().last();
            let last = last.and_then(|&(start, end)| content.get(start..end));
            match operator {
                b"q" if stack.len() < 256 => stack.push(state),
                b"Q" => state = stack.pop().unwrap_or(state),
                b"cm" => {
                    if let Some(matrix) = scanner.numbers::<6>() {
                        state.matrix = multiply(matrix, state.matrix);
                    }
                }
                b"g" | b"rg" | b"k" => {
                    state.pattern = false;
                    state.colour = match operator {
                        b"g" => scanner.numbers().map(|[grey]| rgb(grey, grey, grey)),
                        b"rg" => scanner.numbers().map(|[r, g, b]| rgb(r, g, b)),
                        _ => scanner.numbers().map(of_inks),
                    };
                }
                // Other colour spaces are not followed; their fills may still be opaque.
                b"cs" | b"sc" | b"scn" => {
                    state.colour = None;
                    state.pattern = operator != b"sc" && last.is_some_and(is_name);
                }
                b"gs" => {
                    if let Some(shines) = last.and_then(|name| states.is_translucent(name)) {
                        state.translucent = shines;
                    }
                }
                b"re" => {
                    if let Some([x, y, width, height]) = scanner.numbers::<4>() {
                        path.rectangle(state.matrix, x, y, width, height);
                    }
                }
                b"m" | b"l" | b"c" | b"v" | b"y" => {
                    if let Some([x, y]) = scanner.numbers::<2>() {
                        path.point(operator, state.place(x, y));
                    }
                }
                b"W" | b"W*" => path.clips = true,
                b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" => {
                    path.close();
                    self.fill(&path, &state);
                    path = state.finish(path);
                }
                b"S" | b"s" | b"n" => path = state.finish(path),
                b"sh" => self.has_shading = true,
                b"true" => inline_is_mask |= matches!(last, Some(b"/IM" | b"/ImageMask")),
                b"BI" => inline_is_mask = false,
                b"ID" if !inline_is_mask => self.picture(&state),
                b"Do" => match last.and_then(|name| objects.named(name)) {
                    Some(Named::Picture) => self.picture(&state),
                    Some(Named::Form(form)) if depth < DEEPEST_FORM && self.forms < MOST_FORMS => {
                        self.forms += 1;
                        self.form(&form, objects, state, depth);
                    }
                    _ => {}
                },
                b"Tj" | b"TJ" | b"'" | b"\"" => {
                    if matches!(operator, b"'" | b"\"") {
                        state.next_line(0.0, -state.leading);
                    }
                    // What forms show cannot be told apart later.
                    if depth == 0
                        && let Some(&(at, _)) = scanner.operands().first()
                    {
                        let [_, _, _, _, x, y] = state.line;
                        self.shows.push(Show {
                            at,
                            place: state.place(x, y),
                            clip: state.clip,
                        });
                    }
                }
                b"BT" => state.line = IDENTITY,
                b"Tm" => {
                    if let Some(matrix) = scanner.numbers::<6>() {
                        state.line = matrix;
                    }
                }
                b"Td" | b"TD" => {
                    if let Some([x, y]) = scanner.numbers::<2>() {
                        state.next_line(x, y);
                        if operator == b"TD" {
                            state.leading = -y;
                        }
                    }
                }
                b"TL" => {
                    if let Some([leading]) = scanner.numbers::<1>() {
                        state.leading = leading;
                    }
                }
                b"T*" => state.next_line(0.0, -state.leading),
                _ => {}
            }
        }
    }

    fn form(&mut self, form: &Object, objects: &Objects, mut state: Graphics, depth: usize) {
        let (Some(document), Some(keys)) = (objects.document, form.as_dict()) else {
            return;
        };
        let Ok(content) = form.decode_stream_data() else {
            return;
        };
        if let Some(matrix) = keys.get("Matrix").and_then(numbers_of::<6>) {
            state.matrix = multiply(matrix, state.matrix);
        }
        if let Some([left, bottom, right, top]) = keys.get("BBox").and_then(numbers_of::<4>) {
            let mut path = Path::default();
            path.rectangle(state.matrix, left, bottom, right - left, top - bottom);
            path.clips = true;
            state.finish(path);
        }
        state.in_translucent |= state.translucent;
        let own = keys.get("Resources").or(objects.resources);
        let within = Objects {
            document: Some(document),
            resources: own,
        };
        self.follow(
            &content,
            &States::of(document, own),
            &within,
            state,
            depth + 1,
        );
    }

    fn fill(&mut self, path: &Path, state: &Graphics) {
        let bounds = path.bounds;
        let thin = bounds.width().min(bounds.height());
        if thin >= THINNEST_BACKGROUND {
            let colour = state
                .colour
                .filter(|_| !state.shines_through() && path.has_no_hole());
            self.areas.push(Filled {
                area: bounds,
                colour,
            });
        }
        if state.is_opaque() && !state.pattern && path.is_rectangles() {
            for &area in &path.rectangles {
                self.cover(area, state, false);
            }
        }
    }

    fn picture(&mut self, state: &Graphics) {
        let mut path = Path::default();
        path.rectangle(state.matrix, 0.0, 0.0, 1.0, 1.0);
        if state.is_opaque() && path.is_rectangles() {
            self.cover(path.bounds, state, true);
        }
    }

    fn cover(&mut self, area: Area, state: &Graphics, is_picture: bool) {
        let area = area.and(state.clip);
        let shows = self.shows.len();
        // Lines through or below words leave them readable.
        let thick = area.height() >= THINNEST_BACKGROUND;
        if shows > 0 && thick && !area.is_empty() {
            self.covers.push(Cover {
                area,
                shows,
                is_picture,
            });
        }
    }

    /// True when some text may lie below something or be cut off: the places of lines say so, the
    /// lengths of words are not known here.
    pub(super) fn may_cover(&self) -> bool {
        self.covers.iter().any(|cover| {
            let mut before = self.shows.iter().take(cover.shows);
            before.any(|show| {
                let (x, y) = show.place;
                x <= cover.area.right
                    && y >= cover.area.bottom - THINNEST_BACKGROUND
                    && y <= cover.area.top
            })
        }) || self.shows.iter().any(|show| {
            let ((x, y), clip) = (show.place, show.clip);
            clip.width() < NARROW_CLIP
                || clip.height() < LOW_CLIP
                || x > clip.right
                || y > clip.top
                || y < clip.bottom - 2.0
                || clip.left - x > 2.0
        })
    }

    /// `content`, of the same layout as what was followed, with a colour of its own for each
    /// operator that shows text, so that pieces of text can tell which of them drew them.
    pub(super) fn numbered(&self, content: &[u8]) -> Vec<u8> {
        let mut numbered = Vec::with_capacity(content.len() + self.shows.len() * 24);
        let mut at = 0;
        for (number, show) in self.shows.iter().enumerate() {
            numbered.extend_from_slice(content.get(at..show.at).unwrap_or_default());
            at = show.at;
            let [_, red, green, blue] = (number as u32 + 1).to_be_bytes();
            let channel = |byte: u8| f32::from(byte) / 255.0;
            let colour = format!(
                " {:.5} {:.5} {:.5} rg ",
                channel(red),
                channel(green),
                channel(blue)
            );
            numbered.extend_from_slice(colour.as_bytes());
        }
        numbered.extend_from_slice(content.get(at..).unwrap_or_default());
        numbered
    }

    /// Why the text with these bounds and the colour that [`numbered`](Self::numbered) gave it is
    /// not seen; absent where it is, and in doubt.
    pub(super) fn unseen(&self, colour: Color, bounds: &Rect) -> Option<Unseen> {
        let byte = |channel: f32| (channel * 255.0).round() as u32;
        let number = byte(colour.r) << 16 | byte(colour.g) << 8 | byte(colour.b);
        let index = (number as usize).checked_sub(1)?;
        let show = self.shows.get(index)?;
        // The body of the letters, without what rises or hangs.
        let (low, high) = (
            bounds.y + bounds.height * 0.2,
            bounds.y + bounds.height * 0.5,
        );
        let (left, width) = (bounds.x, bounds.width.max(0.5));
        let within = show.clip.and(Area {
            left,
            bottom: low,
            right: left + width,
            top: high,
        });
        if within.is_empty() || within.width() < (1.0 - MOST) * width {
            return Some(Unseen::CutOff);
        }
        let mut parts: Vec<(f32, f32)> = Vec::new();
        let mut is_picture = false;
        for cover in &self.covers {
            let area = cover.area;
            let over = cover.shows > index && area.bottom <= low && area.top >= high;
            let part = (area.left.max(left), area.right.min(left + width));
            if over && part.0 < part.1 {
                parts.push(part);
                is_picture |= cover.is_picture;
            }
        }
        parts.sort_by(|one, other| one.0.total_cmp(&other.0));
        let (mut covered, mut reached) = (0.0, left);
        for (start, end) in parts {
            covered += (end - start.max(reached)).max(0.0);
            reached = reached.max(end);
        }
        (covered >= MOST * width).then_some(if is_picture {
            Unseen::BelowPicture
        } else {
            Unseen::BelowArea
        })
    }
}

/// The named objects of a page or form.
struct Objects<'page> {
    document: Option<&'page PdfDocument>,
    resources: Option<&'page Object>,
}

enum Named {
    /// A picture through which nothing shines.
    Picture,
    Form(Object),
}

impl Objects<'_> {
    fn named(&self, operand: &[u8]) -> Option<Named> {
        let name = std::str::from_utf8(operand.get(1..)?).ok()?;
        let document = self.document?;
        let resolve = |object: &Object| document.resolve_references(object, 1).ok();
        let entry = |object: &Object, key: &str| object.as_dict()?.get(key).and_then(resolve);
        let resources = resolve(self.resources?)?;
        let object = entry(&entry(&resources, "XObject")?, name)?;
        match entry(&object, "Subtype")?.as_name()? {
            "Form" => Some(Named::Form(object)),
            "Image" => {
                let is_stencil = matches!(entry(&object, "ImageMask"), Some(Object::Boolean(true)));
                let has_mask = entry(&object, "Mask").is_some();
                let shines = match entry(&object, "SMask") {
                    None => false,
                    Some(mask) => !is_full(&mask),
                };
                (!is_stencil && !has_mask && !shines).then_some(Named::Picture)
            }
            _ => None,
        }
    }
}

/// True for a mask of opacities that are all full.
fn is_full(mask: &Object) -> bool {
    let samples = mask.decode_stream_data();
    samples.is_ok_and(|samples| !samples.is_empty() && samples.iter().all(|&sample| sample == 255))
}

#[derive(Debug, Clone, Copy)]
struct Graphics {
    matrix: Matrix,
    colour: Option<Color>,
    /// Filled with a pattern, which may have gaps.
    pattern: bool,
    translucent: bool,
    /// Within a form that is painted as a whole with less than full opacity.
    in_translucent: bool,
    clip: Area,
    /// The clip is that rectangle and nothing smaller.
    clip_is_exact: bool,
    /// Where the line of text begins.
    line: Matrix,
    leading: f32,
}

impl Default for Graphics {
    fn default() -> Self {
        Self {
            matrix: IDENTITY,
            colour: Some(rgb(0.0, 0.0, 0.0)),
            pattern: false,
            translucent: false,
            in_translucent: false,
            clip: Area::EVERYWHERE,
            clip_is_exact: true,
            line: IDENTITY,
            leading: 0.0,
        }
    }
}

impl Graphics {
    fn place(&self, x: f32, y: f32) -> (f32, f32) {
        transformed(self.matrix, x, y)
    }

    fn shines_through(&self) -> bool {
        self.translucent || self.in_translucent
    }

    fn is_opaque(&self) -> bool {
        !self.shines_through() && self.clip_is_exact
    }

    fn next_line(&mut self, x: f32, y: f32) {
        self.line = multiply([1.0, 0.0, 0.0, 1.0, x, y], self.line);
    }

    /// Ends a path, which clips what follows if it was said to; a new one begins.
    fn finish(&mut self, mut path: Path) -> Path {
        path.close();
        if path.clips && path.bounds.left <= path.bounds.right {
            self.clip = self.clip.and(path.bounds);
            self.clip_is_exact &= path.rectangles.len() == 1 && path.is_rectangles();
        }
        Path::default()
    }
}

fn is_name(operand: &[u8]) -> bool {
    operand.first() == Some(&b'/')
}

fn numbers_of<const N: usize>(object: &Object) -> Option<[f32; N]> {
    let items = object.as_array()?;
    let mut numbers = [0.0; N];
    if items.len() != N {
        return None;
    }
    for (number, item) in numbers.iter_mut().zip(items) {
        *number = content::number(item)?;
    }
    Some(numbers)
}

pub(super) fn rgb(r: f32, g: f32, b: f32) -> Color {
    Color { r, g, b }
}

fn of_inks([cyan, magenta, yellow, black]: [f32; 4]) -> Color {
    let light = |ink: f32| (1.0 - ink) * (1.0 - black);
    rgb(light(cyan), light(magenta), light(yellow))
}
