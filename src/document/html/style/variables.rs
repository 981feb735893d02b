//! Custom properties put in where `var()` names them.

use super::super::super::budget;
use super::super::lengths::Said;
use super::super::values::{Value, calls};
use super::Variables;

/// Tokens that a value may have after its variables are put in.
const LONGEST: usize = 2_000;

/// `values` with what its variables stand for.
pub(in super::super) fn substitute(
    values: &[Value],
    variables: &Variables,
    depth: usize,
) -> Said<Vec<Value>> {
    if depth > 16 {
        return Said::Doubtful;
    }
    let mut found = Vec::new();
    for value in values {
        budget::spend(1);
        let more = match value {
            Value::Function(name, inner) if name == "var" => {
                let name = inner.iter().find_map(|value| match value {
                    Value::Word(name) => Some(name),
                    _ => None,
                });
                let Some(name) = name else {
                    return Said::Invalid;
                };
                let fallback = inner
                    .iter()
                    .position(|value| *value == Value::Sign(','))
                    .map(|at| inner.get(at + 1..).unwrap_or_default());
                match (variables.get(name), fallback) {
                    (Some(Some(known)), _) => Said::Is(known.as_ref().clone()),
                    (Some(None), _) => return Said::Doubtful,
                    (None, Some(fallback)) => substitute(fallback, variables, depth + 1),
                    (None, None) => return Said::Invalid,
                }
            }
            Value::Function(name, inner) if calls(inner, &["var"]) => {
                substitute(inner, variables, depth + 1)
                    .map(|inner| vec![Value::Function(name.clone(), inner)])
            }
            Value::Block(bracket, inner) if calls(inner, &["var"]) => {
                substitute(inner, variables, depth + 1)
                    .map(|inner| vec![Value::Block(*bracket, inner)])
            }
            other => Said::Is(vec![other.clone()]),
        };
        match more {
            Said::Is(more) => found.extend(more),
            other => return other,
        }
        if found.len() > LONGEST {
            return Said::Doubtful;
        }
    }
    Said::Is(found)
}
