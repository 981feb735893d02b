//! Which elements a rule of a style sheet is for: surely, perhaps or not.

mod matching;

use std::rc::Rc;

use super::super::budget;
use super::values::{Value, by_comma};
pub(super) use matching::Page;

/// Whether a rule is for an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Fits {
    No,
    /// Depends on what is not understood or not known.
    Perhaps,
    Yes,
}

impl Fits {
    fn and(self, other: Self) -> Self {
        self.min(other)
    }

    fn or(self, other: Self) -> Self {
        self.max(other)
    }

    fn not(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Perhaps => Self::Perhaps,
            Self::Yes => Self::No,
        }
    }

    pub(super) fn of(fits: bool) -> Self {
        if fits { Self::Yes } else { Self::No }
    }
}

/// Ids, classes and elements; how rules of one origin are ordered.
pub(super) type Weight = [u32; 3];

/// One selector: its last compound first, each with how it stands to the one before.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Selector {
    pub compounds: Vec<(Compound, Relation)>,
    pub weight: Weight,
    /// Of a part of the element only, as its first line.
    pub part: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Relation {
    /// Nothing stands before.
    First,
    Within,
    Child,
    Next,
    After,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Compound {
    pub simple: Vec<Simple>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Simple {
    Any,
    Tag(String),
    Class(String),
    Id(String),
    Attribute {
        name: String,
        compare: Option<(char, String)>,
        folded: bool,
    },
    Root,
    Link,
    Empty,
    Checked,
    /// `nth-child(an+b)`, of a type or not, from the end or not.
    Nth {
        step: i32,
        offset: i32,
        of_type: bool,
        from_end: bool,
    },
    Among(Rc<Vec<Selector>>),
    Not(Rc<Vec<Selector>>),
    Never,
    Unknown,
}

/// What a selector may not cost more than: how deep lists lie within one another.
const DEPTH: usize = 8;

/// All selectors of a list; `parent` is the list of the rule around.
pub(super) fn list(values: &[Value], parent: Option<&Rc<Vec<Selector>>>) -> Vec<Selector> {
    list_at(values, parent, 0)
}

fn list_at(values: &[Value], parent: Option<&Rc<Vec<Selector>>>, depth: usize) -> Vec<Selector> {
    by_comma(values)
        .filter(|part| !part.is_empty())
        .filter_map(|part| selector(part, parent, depth))
        .collect()
}

/// `None` for parts of the page that hold none of its text.
fn selector(
    values: &[Value],
    parent: Option<&Rc<Vec<Selector>>>,
    depth: usize,
) -> Option<Selector> {
    let mut compounds: Vec<(Compound, Relation)> = Vec::new();
    let mut compound = Compound::default();
    let mut relation = Relation::First;
    let mut weight = [0; 3];
    let mut part = false;
    let mut nests = false;
    let mut at = 0;
    while let Some(value) = values.get(at) {
        at += 1;
        let next = values.get(at);
        let combines = match value {
            Value::Space => Some(Relation::Within),
            Value::Sign('>') => Some(Relation::Child),
            Value::Sign('+') => Some(Relation::Next),
            Value::Sign('~') => Some(Relation::After),
            _ => None,
        };
        if let Some(combines) = combines {
            if !compound.simple.is_empty() {
                compounds.push((std::mem::take(&mut compound), relation));
                relation = combines;
            } else if combines != Relation::Within {
                relation = combines;
            }
            continue;
        }
        let simple = match value {
            Value::Sign('*') => Simple::Any,
            Value::Word(name) => {
                weight[2] += 1;
                Simple::Tag(name.to_ascii_lowercase())
            }
            Value::Hash(name) => {
                weight[0] += 1;
                Simple::Id(name.clone())
            }
            Value::Sign('&') => {
                nests = true;
                match parent {
                    Some(parent) => {
                        add(&mut weight, heaviest(parent));
                        Simple::Among(Rc::clone(parent))
                    }
                    None => Simple::Root,
                }
            }
            Value::Sign('.') => {
                at += 1;
                weight[1] += 1;
                match next {
                    Some(Value::Word(name)) => Simple::Class(name.clone()),
                    _ => Simple::Unknown,
                }
            }
            Value::Block('[', inner) => {
                weight[1] += 1;
                attribute(inner)
            }
            // A namespace.
            Value::Sign('|') => continue,
            Value::Sign(':') => {
                at += 1;
                let mut name = next;
                let mut double = false;
                if name == Some(&Value::Sign(':')) {
                    double = true;
                    name = values.get(at);
                    at += 1;
                }
                match name {
                    Some(Value::Word(name)) => {
                        let name = name.to_ascii_lowercase();
                        match pseudo_element(&name, double) {
                            Some(PartOf::Text) => {
                                part = true;
                                Simple::Any
                            }
                            Some(PartOf::Nothing) => return None,
                            None => {
                                weight[1] += 1;
                                pseudo_class(&name)
                            }
                        }
                    }
                    Some(Value::Function(name, inner)) if !double => {
                        functional(name, inner, parent, &mut weight, depth)
                    }
                    Some(Value::Function(..)) => return None,
                    _ => Simple::Unknown,
                }
            }
            _ => Simple::Unknown,
        };
        compound.simple.push(simple);
        budget::spend(1);
    }
    if compound.simple.is_empty() {
        compound.simple.push(Simple::Unknown);
    }
    compounds.push((compound, relation));
    if let Some(parent) = parent
        && !nests
    {
        let before = Compound {
            simple: vec![Simple::Among(Rc::clone(parent))],
        };
        add(&mut weight, heaviest(parent));
        if let Some((_, first)) = compounds.first_mut()
            && *first == Relation::First
        {
            *first = Relation::Within;
        }
        compounds.insert(0, (before, Relation::First));
    }
    compounds.reverse();
    Some(Selector {
        compounds,
        weight,
        part,
    })
}

fn add(weight: &mut Weight, more: Weight) {
    for (sum, more) in weight.iter_mut().zip(more) {
        *sum += more;
    }
}

fn heaviest(list: &[Selector]) -> Weight {
    list.iter()
        .map(|selector| selector.weight)
        .max()
        .unwrap_or_default()
}

enum PartOf {
    /// A part of the element's own text.
    Text,
    /// What the sheet itself puts in, or what is no text of the page.
    Nothing,
}

fn pseudo_element(name: &str, double: bool) -> Option<PartOf> {
    match name {
        "first-line" | "first-letter" => Some(PartOf::Text),
        "details-content" if double => Some(PartOf::Text),
        "before" | "after" => Some(PartOf::Nothing),
        _ if double => Some(PartOf::Nothing),
        _ => None,
    }
}

fn pseudo_class(name: &str) -> Simple {
    let nth = |step, offset, of_type, from_end| Simple::Nth {
        step,
        offset,
        of_type,
        from_end,
    };
    match name {
        "root" => Simple::Root,
        "link" | "any-link" | "-webkit-any-link" | "-moz-any-link" => Simple::Link,
        "empty" => Simple::Empty,
        "checked" => Simple::Checked,
        "first-child" => nth(0, 1, false, false),
        "last-child" => nth(0, 1, false, true),
        "first-of-type" => nth(0, 1, true, false),
        "last-of-type" => nth(0, 1, true, true),
        "hover"
        | "active"
        | "focus"
        | "focus-visible"
        | "focus-within"
        | "target"
        | "target-within"
        | "fullscreen"
        | "-webkit-full-screen"
        | "picture-in-picture"
        | "modal"
        | "popover-open"
        | "playing"
        | "autofill"
        | "-webkit-autofill"
        | "user-valid"
        | "user-invalid"
        | "current"
        | "past"
        | "future"
        | "host"
        | "left"
        | "right"
        | "first"
        | "blank"
        | "-moz-focusring" => Simple::Never,
        _ => Simple::Unknown,
    }
}

fn functional(
    name: &str,
    inner: &[Value],
    parent: Option<&Rc<Vec<Selector>>>,
    weight: &mut Weight,
    depth: usize,
) -> Simple {
    if depth >= DEPTH {
        return Simple::Unknown;
    }
    let among = |simple: fn(Rc<Vec<Selector>>) -> Simple, weight: &mut Weight, counts: bool| {
        let list = list_at(inner, parent.filter(|_| calls_parent(inner)), depth + 1);
        if counts {
            add(weight, heaviest(&list));
        }
        simple(Rc::new(list))
    };
    match name {
        "is" | "-webkit-any" | "-moz-any" | "matches" => among(Simple::Among, weight, true),
        "where" => among(Simple::Among, weight, false),
        "not" => among(Simple::Not, weight, true),
        "nth-child" | "nth-last-child" | "nth-of-type" | "nth-last-of-type" => {
            weight[1] += 1;
            match nth(inner) {
                Some((step, offset)) => Simple::Nth {
                    step,
                    offset,
                    of_type: name.ends_with("of-type"),
                    from_end: name.contains("last"),
                },
                None => Simple::Unknown,
            }
        }
        "host" | "host-context" | "state" | "current" => Simple::Never,
        _ => {
            weight[1] += 1;
            Simple::Unknown
        }
    }
}

fn calls_parent(values: &[Value]) -> bool {
    values.contains(&Value::Sign('&'))
}

/// `2n+1`, `odd`, `-n+3`, `4`; `None` for what is written otherwise.
fn nth(values: &[Value]) -> Option<(i32, i32)> {
    let mut text = String::new();
    for value in values {
        match value {
            Value::Word(word) => text.push_str(&word.to_ascii_lowercase()),
            Value::Number(number) if text.ends_with('n') && *number >= 0.0 => {
                text.push_str(&format!("+{number}"));
            }
            Value::Number(number) => text.push_str(&number.to_string()),
            Value::Dimension(number, unit) => text.push_str(&format!("{number}{unit}")),
            Value::Sign(sign @ ('+' | '-')) => text.push(*sign),
            Value::Space => {}
            _ => return None,
        }
    }
    let text = text.replace("++", "+");
    match text.as_str() {
        "odd" => return Some((2, 1)),
        "even" => return Some((2, 0)),
        _ => {}
    }
    match text.split_once('n') {
        Some((step, offset)) => {
            let step = match step {
                "" | "+" => 1,
                "-" => -1,
                step => step.parse().ok()?,
            };
            let offset = if offset.is_empty() {
                0
            } else {
                offset.strip_prefix('+').unwrap_or(offset).parse().ok()?
            };
            Some((step, offset))
        }
        None => Some((0, text.parse().ok()?)),
    }
}

fn attribute(inner: &[Value]) -> Simple {
    let values: Vec<&Value> = super::values::words(inner);
    let (Some(Value::Word(name)), rest) = (values.first(), values.get(1..).unwrap_or_default())
    else {
        return Simple::Unknown;
    };
    let (compare, rest) = match rest {
        [] => (None, rest),
        [Value::Sign('='), rest @ ..] => (Some('='), rest),
        [Value::Compare(sign), rest @ ..] => (Some(*sign), rest),
        _ => return Simple::Unknown,
    };
    let name = name.to_ascii_lowercase();
    let Some(compare) = compare else {
        return Simple::Attribute {
            name,
            compare: None,
            folded: false,
        };
    };
    let (Some(Value::Word(text) | Value::Quoted(text)), flags) =
        (rest.first(), rest.get(1..).unwrap_or_default())
    else {
        return Simple::Unknown;
    };
    let folded = match flags {
        [] => ["type", "dir", "lang", "align", "rel", "media", "method"].contains(&name.as_str()),
        [Value::Word(flag)] if flag.eq_ignore_ascii_case("i") => true,
        [Value::Word(flag)] if flag.eq_ignore_ascii_case("s") => false,
        _ => return Simple::Unknown,
    };
    Simple::Attribute {
        name,
        compare: Some((compare, text.clone())),
        folded,
    }
}

/// The names that the last compound asks for, to find rules by.
pub(super) fn key(selector: &Selector) -> Option<&Simple> {
    let (last, _) = selector.compounds.first()?;
    let rank = |simple: &Simple| match simple {
        Simple::Id(_) => 3,
        Simple::Class(_) => 2,
        Simple::Tag(_) => 1,
        _ => 0,
    };
    last.simple
        .iter()
        .max_by_key(|simple| rank(simple))
        .filter(|simple| rank(simple) > 0)
}
