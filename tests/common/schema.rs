//! JSON checked against the schemas of `data/schemas`: the keywords that they use, and no other.
//!
//! A crate would do it too, at the price of some fifty others that nothing else here needs.

use serde_json::Value;

use super::root;

/// The schema in `data/schemas/NAME.json`.
pub(crate) fn schema(name: &str) -> Value {
    let path = root().join(format!("data/schemas/{name}.json"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path:?}: {error}"))
}

/// Where and why `value` is not what `schema` says.
pub(crate) fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    check(schema, schema, value, "", &mut faults);
    faults
}

/// What may stand in a schema and says nothing about a value.
const SILENT: [&str; 5] = ["$schema", "$id", "$defs", "title", "description"];

fn check(whole: &Value, schema: &Value, value: &Value, place: &str, faults: &mut Vec<String>) {
    let keywords = schema.as_object().expect("a schema is an object");
    for (keyword, wanted) in keywords {
        let holds = match keyword.as_str() {
            silent if SILENT.contains(&silent) => true,
            "$ref" => {
                let name = wanted
                    .as_str()
                    .and_then(|name| name.strip_prefix("#/$defs/"));
                let inner = &whole["$defs"][name.expect("a definition of this schema")];
                assert!(inner.is_object(), "no definition {wanted}");
                check(whole, inner, value, place, faults);
                true
            }
            "type" => match wanted {
                Value::Array(any) => any.iter().any(|one| is_of(value, one)),
                one => is_of(value, one),
            },
            "enum" => wanted.as_array().expect("a list").contains(value),
            "const" => wanted == value,
            "anyOf" => {
                let any = wanted.as_array().expect("a list").iter();
                let nearest = any.map(|one| {
                    let mut inner = Vec::new();
                    check(whole, one, value, place, &mut inner);
                    inner
                });
                // What fits best says most of what is wrong; `null` fits nothing but itself.
                let nearest = nearest.filter(|inner| {
                    !inner
                        .iter()
                        .all(|fault| fault.contains("breaks type \"null\""))
                        || inner.is_empty()
                });
                faults.extend(nearest.min_by_key(Vec::len).unwrap_or_default());
                true
            }
            "minimum" => value
                .as_f64()
                .is_none_or(|number| number >= wanted.as_f64().unwrap()),
            "maximum" => value
                .as_f64()
                .is_none_or(|number| number <= wanted.as_f64().unwrap()),
            "pattern" => value.as_str().is_none_or(|text| matches(wanted, text)),
            "required" => value.as_object().is_none_or(|object| {
                let mut keys = wanted.as_array().expect("a list").iter();
                keys.all(|key| object.contains_key(key.as_str().unwrap()))
            }),
            "properties" | "additionalProperties" => {
                let known = schema["properties"].as_object();
                for (key, inner) in value.as_object().into_iter().flatten() {
                    let place = format!("{place}/{key}");
                    let listed = known.and_then(|known| known.get(key));
                    match (keyword.as_str(), listed) {
                        ("properties", Some(listed)) => check(whole, listed, inner, &place, faults),
                        ("additionalProperties", None) if wanted == &Value::Bool(false) => {
                            faults.push(format!("{place}: a key that the schema does not know"));
                        }
                        ("additionalProperties", None) => {
                            check(whole, wanted, inner, &place, faults);
                        }
                        _ => {}
                    }
                }
                true
            }
            "items" => {
                for (index, inner) in value.as_array().into_iter().flatten().enumerate() {
                    check(whole, wanted, inner, &format!("{place}/{index}"), faults);
                }
                true
            }
            other => panic!("{place}: this test knows no keyword {other}"),
        };
        if !holds {
            let shown: String = value.to_string().chars().take(80).collect();
            faults.push(format!("{place}: {shown} breaks {keyword} {wanted}"));
        }
    }
}

fn is_of(value: &Value, kind: &Value) -> bool {
    match kind.as_str().expect("the name of a type") {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("no type {other}"),
    }
}

/// The patterns of the schemas.
fn matches(pattern: &Value, text: &str) -> bool {
    let is_hex = |c: char| matches!(c, '0'..='9' | 'a'..='f');
    match pattern.as_str().expect("a pattern") {
        "^[0-9a-f]{64}$" => text.len() == 64 && text.chars().all(is_hex),
        "^[0-9a-f]{16}$" => text.len() == 16 && text.chars().all(is_hex),
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" => {
            text.len() == 10
                && text.char_indices().all(|(at, c)| match at {
                    4 | 7 => c == '-',
                    _ => c.is_ascii_digit(),
                })
        }
        other => panic!("this test knows no pattern {other}"),
    }
}
