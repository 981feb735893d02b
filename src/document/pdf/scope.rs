//! What the names in a content stream stand for.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    rc::Rc,
};

use pdf_oxide::object::{Object, ObjectRef};

use super::{
    colours::{Blend, Space},
    file::File,
};

/// The named resources of a page or form.
pub(super) struct Scope<'page> {
    pub file: File<'page>,
    /// As the page or form has them, often a reference.
    pub resources: Option<Object>,
    dictionary: Option<Object>,
    /// Told apart from other scopes by it.
    pub number: usize,
    spaces: RefCell<HashMap<String, Rc<Space>>>,
    states: RefCell<HashMap<String, Option<Rc<Change>>>>,
}

/// What a named graphics state sets.
#[derive(Debug, Default)]
pub(super) struct Change {
    pub fill_opacity: Option<f64>,
    pub stroke_opacity: Option<f64>,
    pub blend: Option<Blend>,
    /// A mask is set, or taken away.
    pub mask: Option<bool>,
    pub line_width: Option<f32>,
    pub is_dashed: Option<bool>,
    /// Sets what is not followed.
    pub in_doubt: bool,
}

impl<'page> Scope<'page> {
    pub(super) fn new(file: File<'page>, resources: Option<&Object>, number: usize) -> Self {
        Self {
            file,
            resources: resources.cloned(),
            dictionary: resources.and_then(|resources| file.resolved(resources)),
            number,
            spaces: RefCell::default(),
            states: RefCell::default(),
        }
    }

    /// What a resource of this kind and name is, as its dictionary has it.
    pub(super) fn named(&self, kind: &str, name: &str) -> Option<Object> {
        let kind = self.file.entry(self.dictionary.as_ref()?, kind)?;
        kind.as_dict()?.get(name).cloned()
    }

    pub(super) fn space(&self, name: &str) -> Rc<Space> {
        if let Some(space) = self.spaces.borrow().get(name) {
            return Rc::clone(space);
        }
        let space = match self.named("ColorSpace", name) {
            Some(object) => Space::of(self.file, &object),
            None => Space::named(name).unwrap_or(Space::Unknown),
        };
        let space = Rc::new(space);
        self.spaces
            .borrow_mut()
            .insert(name.to_owned(), Rc::clone(&space));
        space
    }

    pub(super) fn state(&self, name: &str) -> Option<Rc<Change>> {
        if let Some(change) = self.states.borrow().get(name) {
            return change.clone();
        }
        let change = self
            .named("ExtGState", name)
            .and_then(|state| self.file.resolved(&state))
            .map(|state| Rc::new(Change::of(self.file, &state)));
        self.states
            .borrow_mut()
            .insert(name.to_owned(), change.clone());
        change
    }
}

impl Change {
    fn of(file: File, state: &Object) -> Self {
        let mut change = Self {
            fill_opacity: file.number(state, "ca"),
            stroke_opacity: file.number(state, "CA"),
            line_width: file.number(state, "LW").map(|width| width as f32),
            ..Self::default()
        };
        if let Some(mode) = file.entry(state, "BM") {
            // The first of a list that is known.
            let mode = match mode.as_array().and_then(|modes| modes.first()) {
                Some(first) => file.resolved(first),
                None => Some(mode),
            };
            let mode = mode.as_ref().and_then(Object::as_name);
            change.blend = Some(mode.map_or(Blend::Unknown, Blend::named));
        }
        if let Some(mask) = file.entry(state, "SMask") {
            change.mask = Some(mask.as_name() != Some("None"));
        }
        if let Some(dash) = file.entry(state, "D") {
            let dashes = dash.as_array().and_then(|dash| dash.first());
            let dashes = dashes.and_then(|dashes| file.resolved(dashes));
            let dashes = dashes.as_ref().and_then(Object::as_array);
            change.is_dashed = Some(dashes.is_none_or(|dashes| !dashes.is_empty()));
        }
        let transfers = ["TR", "TR2"].into_iter().any(|key| {
            let transfer = file.entry(state, key);
            transfer
                .is_some_and(|transfer| !matches!(transfer.as_name(), Some("Identity" | "Default")))
        });
        change.in_doubt = transfers || file.entry(state, "Font").is_some();
        change
    }
}

/// A form object, made ready to be followed.
pub(super) struct Form<'page> {
    pub object: Object,
    pub content: Vec<u8>,
    pub scope: Rc<Scope<'page>>,
    /// It is being painted: viewers do not paint a form within itself.
    pub is_open: Cell<bool>,
}

/// By its reference, so that a form that is painted often is read once.
pub(super) type Forms<'page> = HashMap<ObjectRef, Option<Rc<Form<'page>>>>;
