//! Objects of a file, looked up.

use pdf_oxide::{PdfDocument, object::Object};

use super::content;

/// The objects behind references.
#[derive(Clone, Copy)]
pub(super) struct File<'page>(pub &'page PdfDocument);

impl File<'_> {
    pub(super) fn resolved(self, object: &Object) -> Option<Object> {
        match object {
            Object::Reference(_) => {
                // A reference to a reference is followed once more.
                let first = self.0.resolve_object(object).ok()?;
                self.0.resolve_object(&first).ok()
            }
            _ => Some(object.clone()),
        }
        .filter(|object| !object.is_null())
    }

    /// An entry of a dictionary or of a stream's.
    pub(super) fn entry(self, object: &Object, key: &str) -> Option<Object> {
        self.resolved(object.as_dict()?.get(key)?)
    }

    pub(super) fn number(self, object: &Object, key: &str) -> Option<f64> {
        content::number(&self.entry(object, key)?).map(f64::from)
    }

    pub(super) fn name(self, object: &Object, key: &str) -> Option<String> {
        Some(self.entry(object, key)?.as_name()?.to_owned())
    }

    pub(super) fn numbers(self, object: &Object, key: &str) -> Option<Vec<f64>> {
        self.all_numbers(&self.entry(object, key)?)
    }

    pub(super) fn all_numbers(self, object: &Object) -> Option<Vec<f64>> {
        let items = object.as_array()?.iter();
        items
            .map(|item| {
                let number = f64::from(content::number(&self.resolved(item)?)?);
                number.is_finite().then_some(number)
            })
            .collect()
    }

    pub(super) fn some_numbers<const N: usize>(
        self,
        object: &Object,
        key: &str,
    ) -> Option<[f32; N]> {
        let numbers = self.numbers(object, key)?;
        let numbers: [f64; N] = numbers.try_into().ok()?;
        Some(numbers.map(|number| number as f32))
    }

    pub(super) fn data(self, object: &Object) -> Option<Vec<u8>> {
        object.decode_stream_data().ok()
    }
}
