//! What a block of a style sheet or a style attribute declares.

use std::rc::Rc;

use super::super::budget;
use super::lengths::Said;
use super::properties::canonical;
use super::selectors::Fits;
use super::sheet::Declaration;
use super::style::{Around, Style, Variables};
use super::values::{Value, calls, keyword, trimmed};

/// Declarations and nested blocks with what stands before them.
type Block<'v> = (Vec<Declaration>, Vec<(&'v [Value], &'v [Value])>);

/// What a block or a style attribute declares; what no browser takes is left out.
pub(super) fn declarations(values: &[Value], quirks: bool) -> Block<'_> {
    let (mut all, nested) = declarations_with(values, canonical);
    let mut seen: Vec<(String, bool)> = Vec::new();
    let initial = Style::initial();
    let variables = Variables::new();
    let around = Around::nothing(&initial, &variables, quirks);
    all.reverse();
    all.retain(|declaration| {
        if declaration.name.starts_with("--") {
            return true;
        }
        let key = (declaration.name.clone(), declaration.important);
        if seen.contains(&key) {
            return false;
        }
        if calls(&declaration.value, &["var"]) {
            return true;
        }
        let mut style = initial.clone();
        let said = style.declare(&declaration.name, &declaration.value, &around);
        if said == Said::Is(()) && declaration.name != "all" {
            seen.push(key);
        }
        said != Said::Invalid
    });
    all.reverse();
    (all, nested)
}

pub(super) fn declarations_with(
    values: &[Value],
    named: impl Fn(&str) -> Option<String>,
) -> Block<'_> {
    let mut found = Vec::new();
    let mut nested = Vec::new();
    let mut rest = values;
    while !rest.is_empty() {
        let is_custom = matches!(
            trimmed(rest).first(),
            Some(Value::Word(word)) if word.starts_with("--")
        );
        let end = rest.iter().position(|value| match value {
            Value::Sign(';') => true,
            Value::Block('{', _) => !is_custom,
            _ => false,
        });
        let (piece, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after.get(1..).unwrap_or_default();
        if let Some(Value::Block('{', inner)) = after.first() {
            nested.push((trimmed(piece), inner.as_slice()));
            continue;
        }
        let piece = trimmed(piece);
        let Some((Value::Word(name), value)) = piece.split_first() else {
            continue;
        };
        let Some((Value::Sign(':'), value)) = trimmed(value).split_first() else {
            continue;
        };
        let mut value = trimmed(value);
        let mut important = false;
        if let [before @ .., Value::Word(word)] = value
            && word.eq_ignore_ascii_case("important")
            && let [before @ .., Value::Sign('!')] = trimmed(before)
        {
            important = true;
            value = trimmed(before);
        }
        budget::spend(4);
        let name = if name.starts_with("--") {
            name.clone()
        } else {
            match named(name) {
                Some(name) => name,
                None => continue,
            }
        };
        found.push(Declaration {
            name,
            value: Rc::new(value.to_vec()),
            important,
        });
    }
    (found, nested)
}

/// Whether browsers take a property with a value.
pub(super) fn takes(name: &str, value: &[Value]) -> Fits {
    const COMMON: &[&str] = &[
        "display",
        "position",
        "color",
        "opacity",
        "overflow",
        "transform",
        "gap",
        "float",
        "background-color",
        "visibility",
        "object-fit",
        "aspect-ratio",
        "backdrop-filter",
    ];
    if name.starts_with("--") {
        return Fits::Yes;
    }
    let Some(known) = canonical(name) else {
        return Fits::No;
    };
    let initial = Style::initial();
    let variables = Variables::new();
    let around = Around::nothing(&initial, &variables, false);
    let is_common = COMMON.contains(&name) && keyword(value).is_some();
    match initial.clone().declare(&known, value, &around) {
        Said::Is(()) if is_common => Fits::Yes,
        _ => Fits::Perhaps,
    }
}
