//! How all JSON is written: pretty-printed, and with nothing in it that commands a terminal.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{Formatter, PrettyFormatter};

use super::terminal::is_command;

/// `value` as JSON, ending in a line break.
pub(crate) fn text(value: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    // Fails only on what is never made here: a map whose keys are no text.
    let _ = write(&mut bytes, value);
    String::from_utf8(bytes).unwrap_or_default()
}

/// The same, written as it is made.
///
/// # Errors
/// Those of `out`.
pub(super) fn write(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(&mut *out, Escaping::default());
    value.serialize(&mut serializer)?;
    out.write_all(b"\n")
}

/// `value` in one line, ending in a line break.
///
/// # Errors
/// Those of `out`.
pub(crate) fn write_line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(&mut *out, EscapingLine);
    value.serialize(&mut serializer)?;
    out.write_all(b"\n")
}

/// Writes a part of a text, with what JSON allows in one and a terminal obeys escaped.
fn write_fragment<W: ?Sized + Write>(out: &mut W, fragment: &str) -> io::Result<()> {
    let mut rest = fragment;
    while let Some((at, c)) = rest.char_indices().find(|(_, c)| is_command(*c)) {
        let (before, after) = rest.split_at(at);
        out.write_all(before.as_bytes())?;
        // All of them lie below U+FFFF: one escape each.
        write!(out, "\\u{:04x}", u32::from(c))?;
        rest = &after[c.len_utf8()..];
    }
    out.write_all(rest.as_bytes())
}

/// Without a space or a line break that means nothing.
struct EscapingLine;

impl Formatter for EscapingLine {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        write_fragment(out, fragment)
    }
}

/// [`PrettyFormatter`] with the same care.
#[derive(Default)]
struct Escaping(PrettyFormatter<'static>);

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        write_fragment(out, fragment)
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_array(out)
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array(out)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(out, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array_value(out)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object(out)
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object(out)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object_value(out)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object_value(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn only_commands_differ_from_what_the_library_writes() {
        let plain = json!({ "a": [1, 2.5, null, true, {}, []], "b": { "c": "“é\n\t\"\\/" } });
        let expected = serde_json::to_string_pretty(&plain).unwrap() + "\n";
        assert_eq!(text(&plain), expected);
        let hostile = json!("x\u{1B}\u{7F}\u{9B}\u{202E}é\u{2069}");
        assert_eq!(
            text(&hostile),
            "\"x\\u001b\\u007f\\u009b\\u202eé\\u2069\"\n"
        );
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_is_read_again_as_it_was(data in ".*", controls in "[\\x00-\\x1f\\x7f-\\u{9f}\\u{2020}-\\u{2070}]*") {
            let value = json!({ data.clone() + &controls: [controls, data] });
            let written = text(&value);
            proptest::prop_assert!(!written.contains(|c| c != '\n' && is_command(c)));
            proptest::prop_assert_eq!(&serde_json::from_str::<Value>(&written).unwrap(), &value);
            let mut line = Vec::new();
            write_line(&mut line, &value).unwrap();
            let line = String::from_utf8(line).unwrap();
            proptest::prop_assert!(!line.trim_end_matches('\n').contains(is_command));
            proptest::prop_assert_eq!(serde_json::from_str::<Value>(&line).unwrap(), value);
        }
    }
}
