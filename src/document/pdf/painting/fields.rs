//! Fields of forms: what they stand on, and values that no appearance shows.

use std::rc::Rc;

use pdf_oxide::object::Object;

use super::super::{
    graphics::Graphics,
    scope::Scope,
    shapes::{Area, IDENTITY},
};
use super::Painting;

/// Fields within fields that are followed.
const DEEPEST: usize = 16;

/// Bytes of a value that are taken.
const LONGEST: usize = 20_000;

/// Size of letters where the field leaves it to the viewer, in points.
const USUAL_SIZE: f32 = 10.0;

impl<'page> Painting<'page> {
    /// The resources that all fields share.
    pub(super) fn fields_scope(&mut self) -> Option<Rc<Scope<'page>>> {
        if self.of_fields.is_none() {
            let catalog = self.file.0.catalog().ok()?;
            let form = self.file.entry(&catalog, "AcroForm")?;
            let resources = form.as_dict()?.get("DR")?.clone();
            self.of_fields = Some(Rc::new(self.scope(Some(&resources))));
        }
        self.of_fields.clone()
    }

    /// An entry of a field, or of the one that it is part of.
    fn inherited(&self, field: &Object, key: &str) -> Option<Object> {
        let mut field = field.clone();
        for _ in 0..DEEPEST {
            if let Some(found) = self.file.entry(&field, key) {
                return Some(found);
            }
            field = self.file.entry(&field, "Parent")?;
        }
        None
    }

    /// A value without an appearance: some viewers draw it and others do not, so it is in doubt.
    pub(super) fn filled_in(&mut self, field: &Object, area: Area) -> Option<()> {
        let kind = self.inherited(field, "FT")?;
        if !matches!(kind.as_name()?, "Tx" | "Ch") {
            return None;
        }
        let value = self.inherited(field, "V")?;
        let value = text(value.as_string()?);
        let scope = self.fields_scope()?;
        let font = self.font_of(field, &scope)?;
        let lines: Vec<String> = value
            .lines()
            .map(|line| format!("<{}> Tj 0 -{} Td", hexadecimal(line), USUAL_SIZE * 1.2))
            .collect();
        let (x, y) = (area.left + 2.0, area.top - USUAL_SIZE);
        let content = format!(
            "BT /{font} {USUAL_SIZE} Tf {x} {y} Td {} ET",
            lines.join(" ")
        );
        let state = Graphics {
            in_doubt: true,
            matrix: IDENTITY,
            ..Graphics::default()
        };
        self.write(b"", b"q");
        self.follow(content.as_bytes(), &scope, state, 1);
        self.write(b"", b"Q");
        None
    }

    /// The name of the font that the field asks for, where the fields' resources have it.
    fn font_of(&self, field: &Object, scope: &Scope<'page>) -> Option<String> {
        let look = self.inherited(field, "DA").or_else(|| {
            let catalog = self.file.0.catalog().ok()?;
            let form = self.file.entry(&catalog, "AcroForm")?;
            self.file.entry(&form, "DA")
        })?;
        let look = String::from_utf8_lossy(look.as_string()?).into_owned();
        let words: Vec<&str> = look.split_whitespace().collect();
        let at = words.iter().position(|word| *word == "Tf")?;
        let name = words.get(at.checked_sub(2)?)?.strip_prefix('/')?;
        let is_plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        scope.named("Font", name).filter(|_| is_plain)?;
        Some(name.to_owned())
    }
}

/// The text of a string, in UTF-16 or in letters of a byte.
fn text(bytes: &[u8]) -> String {
    let bytes = bytes.get(..LONGEST).unwrap_or(bytes);
    match bytes.strip_prefix(b"\xFE\xFF") {
        Some(wide) => {
            let units = wide.chunks_exact(2);
            let units: Vec<u16> = units
                .map(|unit| u16::from_be_bytes([unit[0], unit[1]]))
                .collect();
            String::from_utf16_lossy(&units)
        }
        None => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// A line as a string of its letters' bytes; what a byte cannot hold is a question mark.
fn hexadecimal(line: &str) -> String {
    line.chars()
        .map(|letter| format!("{:02x}", u8::try_from(letter).unwrap_or(b'?')))
        .collect()
}
