//! What is painted with: colours, shadings and tiles.

use std::rc::Rc;

use pdf_oxide::object::Object;

use super::super::{
    colours::{Ink, Space},
    content::{self, Scanner},
    graphics::Graphics,
    paints::{self, Paint},
    pictures::Drawn,
    scope::Scope,
    shading::Shade,
    shapes::{Area, IDENTITY, Matrix, multiply},
};
use super::Painting;

/// Tiles of patterns and drawn glyphs that are followed on one page, and how deep.
const MOST_TILES: usize = 500;
const DEEPEST_TILE: usize = 3;

impl<'page> Painting<'page> {
    pub(super) fn colour(
        &mut self,
        operator: &[u8],
        scanner: &Scanner,
        scope: &Rc<Scope<'page>>,
        state: &mut Graphics,
        base: Matrix,
    ) {
        let is_stroke = operator.first().is_some_and(u8::is_ascii_uppercase);
        let lower = operator.to_ascii_lowercase();
        let values = scanner.all_numbers();
        let last = scanner.last_operand();
        let (space, ink) = match lower.as_slice() {
            b"g" => (Some(Space::Grey), None),
            b"rg" => (Some(Space::Rgb), None),
            b"k" => (Some(Space::Cmyk), None),
            b"cs" => {
                let space = last
                    .and_then(content::name)
                    .map_or_else(|| Rc::new(Space::Unknown), |name| scope.space(&name));
                let ink = space.initial();
                if is_stroke {
                    (state.stroke_space, state.stroke) = (space, ink);
                } else {
                    (state.fill_space, state.fill) = (space, ink);
                }
                return;
            }
            _ => {
                let space = if is_stroke {
                    Rc::clone(&state.stroke_space)
                } else {
                    Rc::clone(&state.fill_space)
                };
                let pattern = last.and_then(content::name);
                let ink = match (&*space, pattern) {
                    (Space::Pattern(below), Some(name)) => {
                        let own = below.as_ref().map(|below| below.ink(&values));
                        self.pattern(&name, scope, own, base)
                    }
                    (space, None) => space.ink(&values),
                    _ => Ink::Unknown,
                };
                (None, Some(ink))
            }
        };
        let ink = ink.unwrap_or_else(|| {
            space
                .as_ref()
                .map_or(Ink::Unknown, |space| space.ink(&values))
        });
        let space = space.map(Rc::new);
        if is_stroke {
            state.stroke = ink;
            state.stroke_space = space.unwrap_or_else(|| Rc::clone(&state.stroke_space));
        } else {
            state.fill = ink;
            state.fill_space = space.unwrap_or_else(|| Rc::clone(&state.fill_space));
        }
    }

    pub(super) fn shaded(&self, shading: &Object, matrix: Matrix, scope: &Rc<Scope<'page>>) -> Ink {
        let spaces = |name: &str| Some((*scope.space(name)).clone());
        Ink::Shaded(Rc::new(Shade::of(self.file, shading, matrix, spaces)))
    }

    pub(super) fn pattern(
        &mut self,
        name: &str,
        scope: &Rc<Scope<'page>>,
        own: Option<Ink>,
        base: Matrix,
    ) -> Ink {
        let key = (scope.number, name.to_owned());
        if let (Some(known), None) = (self.tiles.get(&key), &own) {
            return known.clone().unwrap_or(Ink::Unknown);
        }
        let has_own = own.is_some();
        let ink = self.known_pattern(name, scope, own, base);
        // A shading stands elsewhere in another form.
        if !has_own && !matches!(ink, Some(Ink::Shaded(_))) {
            self.tiles.insert(key, ink.clone());
        }
        ink.unwrap_or(Ink::Unknown)
    }

    pub(super) fn known_pattern(
        &mut self,
        name: &str,
        scope: &Rc<Scope<'page>>,
        own: Option<Ink>,
        base: Matrix,
    ) -> Option<Ink> {
        let file = self.file;
        let pattern = file.resolved(&scope.named("Pattern", name)?)?;
        let matrix = file.some_numbers(&pattern, "Matrix").unwrap_or(IDENTITY);
        if file.number(&pattern, "PatternType")? == 2.0 {
            let shading = file.entry(&pattern, "Shading")?;
            return Some(self.shaded(&shading, multiply(matrix, base), scope));
        }
        let bounds: [f32; 4] = file.some_numbers(&pattern, "BBox")?;
        let area = Area::of_box(bounds, IDENTITY);
        let steps = (
            file.number(&pattern, "XStep")?.abs() as f32,
            file.number(&pattern, "YStep")?.abs() as f32,
        );
        // Tiles with gaps between them.
        let close = steps.0 <= area.width() * 1.01 && steps.1 <= area.height() * 1.01;
        let mut start = Graphics::default();
        if file.number(&pattern, "PaintType")? == 2.0 {
            start.fill = own.unwrap_or(Ink::Unknown);
            start.stroke = start.fill.clone();
        }
        let content = file.data(&pattern)?;
        let resources = pattern.as_dict()?.get("Resources").cloned();
        let colours = self.tile(&content, resources.as_ref(), start, |paints, pictures| {
            paints::tile(paints, area, pictures)
        })??;
        Some(match colours[..] {
            [] => Ink::Nothing,
            _ if !close => return None,
            [colour] => Ink::Plain(colour),
            _ => Ink::AnyOf(colours.into()),
        })
    }

    /// Follows a tile or a drawn glyph by itself; absent where it is not followed to its end.
    pub(super) fn tile<T>(
        &mut self,
        content: &[u8],
        resources: Option<&Object>,
        start: Graphics,
        look: impl FnOnce(&[Paint], &[Drawn]) -> T,
    ) -> Option<T> {
        self.tiles_followed += 1;
        if self.tile_depth >= DEEPEST_TILE || self.tiles_followed > MOST_TILES {
            return None;
        }
        let scope = Rc::new(self.scope(resources));
        let paints = std::mem::take(&mut self.paints);
        let shows = std::mem::take(&mut self.shows);
        let pictures = std::mem::take(&mut self.pictures);
        let marks = std::mem::take(&mut self.marks);
        self.tile_depth += 1;
        let was_cut_short = self.is_cut_short;
        self.follow(content, &scope, start, 0);
        self.tile_depth -= 1;
        let is_whole = self.shows.is_empty() && self.is_cut_short == was_cut_short;
        let looked = is_whole.then(|| look(&self.paints, &self.pictures));
        self.paints = paints;
        self.shows = shows;
        self.pictures = pictures;
        self.marks = marks;
        looked
    }
}
