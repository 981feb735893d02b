//! One tree for Europass in XML and in JSON, with lenient access.

use serde_json::Value;

use super::super::xml::{Child, Element};

/// An element, an attribute, or a JSON field; names are in lower case.
#[derive(Debug, Default)]
pub(super) struct Field {
    pub name: String,
    text: String,
    pub fields: Vec<Field>,
}

impl Field {
    pub(super) fn of_xml(element: Element<'_>) -> Self {
        let mut field = Self {
            name: element.name().to_ascii_lowercase(),
            ..Self::default()
        };
        for (name, value) in element.attributes() {
            field.fields.push(Self {
                name: name.to_ascii_lowercase(),
                text: value,
                fields: Vec::new(),
            });
        }
        for child in element.nodes() {
            match child {
                Child::Text(text) => field.text.push_str(text),
                Child::Element(element) => field.fields.push(Self::of_xml(element)),
            }
        }
        field
    }

    pub(super) fn of_json(name: &str, value: &Value) -> Self {
        let mut field = Self {
            name: name.to_ascii_lowercase(),
            ..Self::default()
        };
        match value {
            Value::Object(object) => {
                for (name, value) in object {
                    match value {
                        Value::Array(items) => field
                            .fields
                            .extend(items.iter().map(|item| Self::of_json(name, item))),
                        single => field.fields.push(Self::of_json(name, single)),
                    }
                }
            }
            Value::Bool(flag) => field.text = flag.to_string(),
            Value::String(text) => field.text.clone_from(text),
            Value::Number(number) => field.text = number.to_string(),
            Value::Array(_) | Value::Null => {}
        }
        field
    }

    /// All fields of this name, also those wrapped in a `...List`.
    pub(super) fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f Field> {
        self.fields.iter().flat_map(move |field| {
            let wraps = field.name.strip_suffix("list") == Some(name);
            let inner = if wraps { field.fields.as_slice() } else { &[] };
            inner
                .iter()
                .filter(move |inner| inner.name == name)
                .chain((field.name == name).then_some(field))
        })
    }

    /// The field at the end of a path of names.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Field> {
        let mut field = self;
        for name in path {
            field = field.fields.iter().find(|child| child.name == *name)?;
        }
        Some(field)
    }

    /// The field's own text, or that of its label.
    pub(super) fn text(&self) -> &str {
        let own = self.text.trim();
        if !own.is_empty() {
            return own;
        }
        self.fields
            .iter()
            .find(|field| field.name == "label")
            .map_or("", |label| label.text.trim())
    }

    /// Text at a path; empty when there is none.
    pub(super) fn text_at(&self, path: &[&str]) -> &str {
        self.at(path).map_or("", Field::text)
    }

    /// The first text among direct fields of these names.
    pub(super) fn first_text(&self, names: &[&str]) -> &str {
        names
            .iter()
            .map(|name| self.text_at(&[name]))
            .find(|text| !text.is_empty())
            .unwrap_or_default()
    }
}
