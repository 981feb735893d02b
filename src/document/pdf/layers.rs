//! Layers (optional content) that a viewer shows or leaves out when it opens the file.

use std::{
    cell::Cell,
    collections::{HashMap, HashSet},
};

use pdf_oxide::{
    PdfDocument,
    object::{Object, ObjectRef},
};

use super::file::File;

/// Conditions within conditions that are followed.
const DEEPEST: usize = 16;
/// Conditions that are looked at in one file.
const MOST: usize = 100_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Shown {
    #[default]
    Yes,
    Maybe,
    No,
}

/// The layers of a file as its own settings have them.
#[derive(Debug, Default)]
pub(super) struct Layers {
    is_off_by_default: bool,
    on: HashSet<ObjectRef>,
    off: HashSet<ObjectRef>,
    /// Switched by what the file is opened for.
    switched: HashMap<ObjectRef, Shown>,
    /// The settings could not be read.
    is_unknown: bool,
    asked: Cell<usize>,
}

impl Layers {
    pub(super) fn of(document: &PdfDocument) -> Self {
        let file = File(document);
        let settings = document
            .catalog()
            .ok()
            .and_then(|catalog| file.entry(&catalog, "OCProperties"));
        let Some(settings) = settings else {
            return Self::default();
        };
        let Some(chosen) = file.entry(&settings, "D") else {
            return Self {
                is_unknown: true,
                ..Self::default()
            };
        };
        let all = |object: &Object, key: &str| -> Vec<ObjectRef> {
            let listed = file.entry(object, key);
            let listed = listed.as_ref().and_then(Object::as_array);
            let listed = listed.into_iter().flatten();
            listed.filter_map(Object::as_reference).collect()
        };
        let base = file.name(&chosen, "BaseState");
        let mut layers = Self {
            is_off_by_default: base.as_deref() == Some("OFF"),
            on: all(&chosen, "ON").into_iter().collect(),
            off: all(&chosen, "OFF").into_iter().collect(),
            switched: HashMap::new(),
            is_unknown: !matches!(base.as_deref(), None | Some("ON" | "OFF")),
            asked: Cell::new(0),
        };
        let rules = file.entry(&chosen, "AS");
        for rule in rules.iter().filter_map(Object::as_array).flatten() {
            let Some(rule) = file.resolved(rule) else {
                continue;
            };
            if file.name(&rule, "Event").as_deref() != Some("View") {
                continue;
            }
            let categories = file.entry(&rule, "Category");
            let categories = categories.as_ref().and_then(Object::as_array);
            let is_view = categories
                .is_some_and(|names| names.iter().all(|name| name.as_name() == Some("View")));
            for group in all(&rule, "OCGs") {
                let state = if is_view {
                    layers.stated_use(file, group)
                } else {
                    Some(Shown::Maybe)
                };
                if let Some(state) = state {
                    layers.switched.insert(group, state);
                }
            }
        }
        layers
    }

    fn stated_use(&self, file: File, group: ObjectRef) -> Option<Shown> {
        let group = file.resolved(&Object::Reference(group))?;
        let view = file.entry(&file.entry(&group, "Usage")?, "View")?;
        match file.name(&view, "ViewState")?.as_str() {
            // Not every viewer switches by use.
            "OFF" => Some(Shown::Maybe),
            _ => None,
        }
    }

    /// Whether what belongs to this layer, or to this condition of layers, is shown.
    pub(super) fn shown(&self, file: File, object: &Object) -> Shown {
        self.within(file, object, 0)
    }

    fn within(&self, file: File, object: &Object, depth: usize) -> Shown {
        self.asked.set(self.asked.get() + 1);
        if depth > DEEPEST || self.asked.get() > MOST {
            return Shown::Maybe;
        }
        let reference = object.as_reference();
        let Some(object) = file.resolved(object) else {
            return Shown::Maybe;
        };
        match file.name(&object, "Type").as_deref() {
            Some("OCG") => reference.map_or(Shown::Maybe, |group| self.group(group)),
            Some("OCMD") => self.condition(file, &object, depth),
            _ => Shown::Maybe,
        }
    }

    fn group(&self, group: ObjectRef) -> Shown {
        let both = self.on.contains(&group) && self.off.contains(&group);
        let is_off =
            self.off.contains(&group) || (self.is_off_by_default && !self.on.contains(&group));
        if self.is_unknown || both {
            Shown::Maybe
        } else if is_off {
            Shown::No
        } else {
            self.switched.get(&group).copied().unwrap_or_default()
        }
    }

    fn condition(&self, file: File, object: &Object, depth: usize) -> Shown {
        // Not every viewer reads expressions; those that do not take the policy.
        let by_policy = self.policy(file, object, depth);
        match file.entry(object, "VE") {
            None => by_policy,
            Some(expression) => match self.expression(file, &expression, depth + 1) {
                shown if shown == by_policy => shown,
                Shown::No => Shown::No,
                _ => Shown::Maybe,
            },
        }
    }

    fn policy(&self, file: File, object: &Object, depth: usize) -> Shown {
        let Some(groups) = object.as_dict().and_then(|keys| keys.get("OCGs")) else {
            return Shown::Yes;
        };
        let listed = file.resolved(groups);
        let groups: Vec<Object> = match listed.as_ref().and_then(Object::as_array) {
            Some(groups) => groups.clone(),
            None => vec![groups.clone()],
        };
        let states: Vec<Shown> = groups
            .iter()
            .take(256)
            .map(|group| self.within(file, group, depth + 1))
            .collect();
        if states.is_empty() {
            return Shown::Yes;
        }
        let policy = file.name(object, "P");
        let any = |state: Shown| states.contains(&state);
        let decided = match policy.as_deref().unwrap_or("AnyOn") {
            _ if any(Shown::Maybe) => return Shown::Maybe,
            "AllOn" => !any(Shown::No),
            "AnyOn" => any(Shown::Yes),
            "AnyOff" => any(Shown::No),
            "AllOff" => !any(Shown::Yes),
            _ => return Shown::Maybe,
        };
        if decided { Shown::Yes } else { Shown::No }
    }

    fn expression(&self, file: File, expression: &Object, depth: usize) -> Shown {
        let Some(parts) = expression.as_array() else {
            return self.within(file, expression, depth);
        };
        self.asked.set(self.asked.get() + 1);
        if depth > DEEPEST || self.asked.get() > MOST {
            return Shown::Maybe;
        }
        let operands = || {
            let operands = parts.iter().skip(1).take(64);
            operands.map(|part| {
                let listed = file.resolved(part).filter(|part| part.as_array().is_some());
                self.expression(file, listed.as_ref().unwrap_or(part), depth + 1)
            })
        };
        let operator = parts.first().and_then(|part| file.resolved(part));
        match operator.as_ref().and_then(Object::as_name) {
            Some("And") => operands().max().unwrap_or(Shown::Maybe),
            Some("Or") => operands().min().unwrap_or(Shown::Maybe),
            Some("Not") => match operands().next() {
                Some(Shown::Yes) => Shown::No,
                Some(Shown::No) => Shown::Yes,
                _ => Shown::Maybe,
            },
            _ => Shown::Maybe,
        }
    }
}
