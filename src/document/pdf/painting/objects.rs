//! Forms, pictures, layers and annotations of a page.

use std::{cell::Cell, rc::Rc};

use pdf_oxide::object::Object;

use super::super::{
    colours::{Blend, Space},
    content,
    graphics::Graphics,
    layers::Shown,
    pictures::Drawn,
    scope::{Form, Scope},
    shapes::{Area, IDENTITY, Matrix, Path, Shape, multiply, transformed},
};
use super::Painting;

/// Form objects that are followed on one page, and how deep.
const MOST_FORMS: usize = 2000;
const DEEPEST_FORM: usize = 12;

impl<'page> Painting<'page> {
    pub(super) fn mark(
        &self,
        operands: &[(usize, usize)],
        content: &[u8],
        scope: &Rc<Scope<'page>>,
        operator: &[u8],
    ) -> Shown {
        let mut operands = operands
            .iter()
            .filter_map(|&(start, end)| content.get(start..end));
        let is_layer = operands.next().and_then(content::name).as_deref() == Some("OC");
        if !is_layer || operator == b"BMC" {
            return Shown::Yes;
        }
        let property = operands.next().and_then(content::name);
        match property.and_then(|name| scope.named("Properties", &name)) {
            Some(layer) => self.layers.shown(self.file, &layer),
            None => Shown::Maybe,
        }
    }

    pub(super) fn object(
        &mut self,
        name: &str,
        scope: &Rc<Scope<'page>>,
        state: &Graphics,
        depth: usize,
    ) {
        let Some(named) = scope.named("XObject", name) else {
            return;
        };
        if let Some(reference) = named.as_reference()
            && let Some(form) = self.forms.get(&reference)
        {
            if let Some(form) = form.clone() {
                self.form(&form, state, depth);
            }
            return;
        }
        let file = self.file;
        let Some(object) = file.resolved(&named) else {
            return;
        };
        match file.name(&object, "Subtype").as_deref() {
            Some("Form") => {
                let form = self.ready(object, scope).map(Rc::new);
                if let Some(reference) = named.as_reference() {
                    self.forms.insert(reference, form.clone());
                }
                if let Some(form) = form {
                    self.form(&form, state, depth);
                }
            }
            Some("Image") => {
                let layer = object.as_dict().and_then(|keys| keys.get("OC"));
                let shown = layer.map_or(Shown::Yes, |layer| self.layers.shown(file, layer));
                if shown != Shown::No {
                    let drawn = Drawn::of(file, &object, state.matrix);
                    self.marks.push(self.layer().max(shown));
                    self.picture(state, drawn);
                    self.marks.pop();
                }
            }
            _ => {}
        }
    }

    pub(super) fn ready(
        &mut self,
        object: Object,
        around: &Rc<Scope<'page>>,
    ) -> Option<Form<'page>> {
        let content = self.file.data(&object)?;
        let own = object.as_dict()?.get("Resources").cloned();
        let scope = match own {
            Some(own)
                if around.resources.as_ref() != Some(&own) || own.as_reference().is_none() =>
            {
                Rc::new(self.scope(Some(&own)))
            }
            _ => Rc::clone(around),
        };
        Some(Form {
            object,
            content,
            scope,
            is_open: Cell::new(false),
        })
    }

    pub(super) fn form(&mut self, form: &Rc<Form<'page>>, state: &Graphics, depth: usize) {
        let own = self.file.some_numbers(&form.object, "Matrix");
        self.form_at(form, state, own.unwrap_or(IDENTITY), depth);
    }

    pub(super) fn form_at(
        &mut self,
        form: &Rc<Form<'page>>,
        around: &Graphics,
        own: Matrix,
        depth: usize,
    ) {
        if form.is_open.get() {
            return;
        }
        self.forms_followed += 1;
        if depth >= DEEPEST_FORM || self.forms_followed > MOST_FORMS {
            // Something may lie over the text that is not known.
            self.is_cut_short = true;
            return;
        }
        let file = self.file;
        let mut state = around.clone();
        let matrix = multiply(own, around.matrix);
        state.matrix = matrix;
        self.write(b"", b"q");
        if own != IDENTITY {
            let [a, b, c, d, e, f] = own;
            self.write(format!("{a} {b} {c} {d} {e} {f}").as_bytes(), b"cm");
        }
        match file.some_numbers::<4>(&form.object, "BBox") {
            Some([left, bottom, right, top]) => {
                let mut path = Path::default();
                path.rectangle(matrix, left, bottom, right - left, top - bottom);
                path.clips = Some(false);
                state.finish(path);
            }
            None => state.in_doubt = true,
        }
        if file.entry(&form.object, "Group").is_some() {
            state.group_opacity *= state.fill_opacity;
            state.fill_opacity = 1.0;
            state.stroke_opacity = 1.0;
            state.outer_blend = state.whole_blend();
            state.blend = Blend::Normal;
            state.is_in_group = true;
            state.in_doubt |= state.is_masked;
        }
        let layer = form.object.as_dict().and_then(|keys| keys.get("OC"));
        let shown = layer.map_or(Shown::Yes, |layer| self.layers.shown(file, layer));
        self.marks.push(self.layer().max(shown));
        form.is_open.set(true);
        self.follow(&form.content, &form.scope, state, depth + 1);
        form.is_open.set(false);
        self.marks.pop();
        self.write(b"", b"Q");
    }

    /// What viewers draw over the page where a note, a field or a stamp stands.
    pub(super) fn annotations(&mut self, page: &Object, scope: &Rc<Scope<'page>>) {
        let file = self.file;
        let listed = file.entry(page, "Annots");
        for annotation in listed.iter().filter_map(Object::as_array).flatten() {
            let Some(annotation) = file.resolved(annotation) else {
                continue;
            };
            let marks = self.marks.len();
            self.annotation(&annotation, scope);
            self.marks.truncate(marks);
            self.is_silent = true;
        }
    }

    fn annotation(&mut self, annotation: &Object, scope: &Rc<Scope<'page>>) -> Option<()> {
        const HIDDEN: i64 = 2 | 32;
        let file = self.file;
        let flags = file.number(annotation, "F").unwrap_or(0.0) as i64;
        let subtype = file.name(annotation, "Subtype")?;
        // What a person filled in or typed onto the page is text of the page, also where it is
        // hidden.
        let is_text = matches!(subtype.as_str(), "Widget" | "FreeText");
        let is_hidden = flags & HIDDEN != 0;
        if (is_hidden && !is_text) || subtype == "Popup" {
            return None;
        }
        let layer = annotation.as_dict()?.get("OC");
        let shown = match layer {
            _ if is_hidden => Shown::No,
            Some(layer) => self.layers.shown(file, layer),
            None => Shown::Yes,
        };
        if shown == Shown::No && !is_text {
            return None;
        }
        let bounds: [f32; 4] = file.some_numbers(annotation, "Rect")?;
        let area = Area::of_box(bounds, IDENTITY);
        self.is_silent = !is_text;
        self.marks.push(shown);
        let normal = file
            .entry(annotation, "AP")
            .and_then(|shapes| file.entry(&shapes, "N"));
        let normal = match normal {
            Some(states @ Object::Dictionary(_)) => {
                let state = file.name(annotation, "AS").unwrap_or_else(|| "Off".into());
                file.entry(&states, &state)
            }
            normal => normal,
        };
        let Some(object) = normal else {
            match subtype.as_str() {
                "Widget" => return self.filled_in(annotation, area),
                "Link" | "Text" | "Highlight" | "Underline" | "StrikeOut" | "Squiggly" | "Ink"
                | "Line" | "PolyLine" | "Caret" | "FileAttachment" | "Sound" | "Movie" => {}
                _ => self.plain_annotation(annotation, &subtype, area),
            }
            return None;
        };
        let of_fields = match is_text {
            true => self.fields_scope(),
            false => None,
        };
        let form = Rc::new(self.ready(object, of_fields.as_ref().unwrap_or(scope))?);
        let matrix = file
            .some_numbers(&form.object, "Matrix")
            .unwrap_or(IDENTITY);
        let own: [f32; 4] = file.some_numbers(&form.object, "BBox").unwrap_or(bounds);
        let own = Area::of_box(own, matrix);
        let (x, y) = (area.width() / own.width(), area.height() / own.height());
        let scale = [x, 0.0, 0.0, y, 0.0, 0.0];
        let (left, bottom) = transformed(scale, own.left, own.bottom);
        let moved = [x, 0.0, 0.0, y, area.left - left, area.bottom - bottom];
        if moved.iter().all(|number| number.is_finite()) {
            let state = Graphics::default();
            self.form_at(&form, &state, multiply(matrix, moved), 0);
        }
        None
    }

    /// Without an appearance some viewers draw what its keys say, and others nothing.
    pub(super) fn plain_annotation(&mut self, annotation: &Object, subtype: &str, area: Area) {
        let file = self.file;
        let key = if subtype == "FreeText" { "C" } else { "IC" };
        let Some(values) = file.numbers(annotation, key) else {
            return;
        };
        let space = match values.len() {
            1 => Space::Grey,
            3 => Space::Rgb,
            4 => Space::Cmyk,
            _ => return,
        };
        let state = Graphics {
            fill: space.ink(&values),
            fill_opacity: file.number(annotation, "CA").unwrap_or(1.0),
            in_doubt: true,
            ..Graphics::default()
        };
        self.paint(&state, area, Shape::Vague, false);
    }
}
