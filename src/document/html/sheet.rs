//! All style sheets of a page, and which of their rules an element has.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use ego_tree::NodeRef;
use scraper::Node;

use super::super::budget;
use super::conditions::{media, supports};
use super::declarations::{declarations, declarations_with, takes};
use super::selectors::{self, Fits, Page, Selector, Simple, Weight};
use super::style::Style;
use super::values::{Tokens, Value, trimmed, words};

/// What is said of one property.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Declaration {
    pub name: String,
    pub value: Rc<Vec<Value>>,
    pub important: bool,
}

/// The declarations of one rule with one selector.
struct Rule {
    selector: Selector,
    declarations: Rc<Vec<Declaration>>,
    condition: Fits,
    /// Rules outside of layers come last.
    layer: usize,
}

/// One frame of an animation: whether it is the last, and what it says.
type Frame = (bool, Rc<Vec<Declaration>>);

#[derive(Default)]
pub(super) struct Sheet {
    rules: Vec<Rule>,
    ids: HashMap<String, Vec<usize>>,
    classes: HashMap<String, Vec<usize>>,
    tags: HashMap<String, Vec<usize>>,
    others: Vec<usize>,
    layers: HashMap<String, usize>,
    frames: HashMap<String, Vec<Frame>>,
    /// Custom properties with a type and an initial value of their own.
    pub registered: Vec<String>,
    /// A sheet within the file that could not be read: nothing is sure.
    pub unread: bool,
    pub tokens: Tokens,
    /// The page has no document type, and older rules hold.
    pub quirks: bool,
}

/// Where a rule stands.
#[derive(Clone)]
struct Context {
    condition: Fits,
    layer: Option<String>,
    parent: Option<Rc<Vec<Selector>>>,
    depth: usize,
}

/// Blocks within one another.
const DEPTH: usize = 24;

/// A rule that an element has, or may have.
pub(super) type Fitting = (usize, Fits);

impl Sheet {
    pub(super) fn add(&mut self, css: &str, condition: Fits) {
        if condition == Fits::No {
            return;
        }
        let tree = self.tokens.tree(css);
        let context = Context {
            condition,
            layer: None,
            parent: None,
            depth: 0,
        };
        self.rules_of(&tree, &context);
    }

    /// Makes the rules ready to be found.
    pub(super) fn index(&mut self, page: &Page) {
        for (at, rule) in self.rules.iter().enumerate() {
            let set = |name: &String| page.scripts.names(name);
            let place = match selectors::key(&rule.selector) {
                Some(Simple::Id(name)) if !set(name) => &mut self.ids,
                Some(Simple::Class(name)) if !set(name) => &mut self.classes,
                Some(Simple::Tag(_)) => &mut self.tags,
                _ => {
                    self.others.push(at);
                    continue;
                }
            };
            if let Some(Simple::Id(name) | Simple::Class(name) | Simple::Tag(name)) =
                selectors::key(&rule.selector)
            {
                place.entry(name.to_ascii_lowercase()).or_default().push(at);
            }
        }
    }

    fn rules_of(&mut self, values: &[Value], context: &Context) {
        let mut rest = values;
        while !rest.is_empty() {
            let is_at = matches!(trimmed(rest).first(), Some(Value::At(_)));
            let Some(end) = rest.iter().position(|value| match value {
                Value::Block('{', _) => true,
                Value::Sign(';') => is_at,
                _ => false,
            }) else {
                if is_at {
                    self.at_rule(trimmed(rest), None, context);
                }
                return;
            };
            let (prelude, after) = rest.split_at(end);
            let block = match after.first() {
                Some(Value::Block(_, inner)) => Some(inner.as_slice()),
                _ => None,
            };
            rest = after.get(1..).unwrap_or_default();
            self.rule(trimmed(prelude), block, context);
        }
    }

    fn rule(&mut self, prelude: &[Value], block: Option<&[Value]>, context: &Context) {
        if context.depth > DEPTH {
            self.unread = true;
            return;
        }
        if matches!(prelude.first(), Some(Value::At(_))) {
            self.at_rule(prelude, block, context);
            return;
        }
        let Some(block) = block else { return };
        let list = selectors::list(prelude, context.parent.as_ref());
        if list.is_empty() {
            return;
        }
        let within = Context {
            parent: Some(Rc::new(list)),
            depth: context.depth + 1,
            ..context.clone()
        };
        self.block(block, &within);
    }

    /// Declarations and nested rules of one block.
    fn block(&mut self, block: &[Value], context: &Context) {
        let (declarations, nested) = declarations(block, self.quirks);
        if let Some(parents) = &context.parent
            && !declarations.is_empty()
        {
            let declarations = Rc::new(declarations);
            let layer = self.layer(context.layer.as_deref());
            // A selector that stands twice in a list says nothing more.
            let mut known = HashSet::new();
            for selector in parents.iter().filter(|selector| known.insert(*selector)) {
                let condition = if selector.part {
                    context.condition.min(Fits::Perhaps)
                } else {
                    context.condition
                };
                // Neither does a rule right behind itself.
                let is_same = self.rules.last().is_some_and(|last| {
                    last.condition == condition
                        && last.layer == layer
                        && last.selector == *selector
                        && last.declarations == declarations
                });
                if is_same {
                    continue;
                }
                self.rules.push(Rule {
                    selector: selector.clone(),
                    declarations: Rc::clone(&declarations),
                    condition,
                    layer,
                });
            }
        }
        for (prelude, block) in nested {
            self.rule(prelude, Some(block), context);
        }
    }

    fn layer(&mut self, name: Option<&str>) -> usize {
        let Some(name) = name else { return usize::MAX };
        let next = self.layers.len();
        *self.layers.entry(name.to_owned()).or_insert(next)
    }

    fn at_rule(&mut self, prelude: &[Value], block: Option<&[Value]>, context: &Context) {
        let Some((Value::At(name), condition)) = prelude.split_first() else {
            return;
        };
        let name = name.strip_prefix("-webkit-").unwrap_or(name);
        let condition = trimmed(condition);
        let holds = |fits: Fits| Context {
            condition: context.condition.min(fits),
            depth: context.depth + 1,
            ..context.clone()
        };
        match (name, block) {
            ("media", Some(block)) => self.under(block, &holds(media(condition))),
            ("supports", Some(block)) => {
                self.under(block, &holds(supports(condition, &takes)));
            }
            ("layer", block) => {
                let names: Vec<String> = super::values::by_comma(condition)
                    .map(|name| {
                        let own: Vec<String> = words(name)
                            .iter()
                            .filter_map(|part| match part {
                                Value::Word(word) => Some(word.clone()),
                                _ => None,
                            })
                            .collect();
                        let own = if own.is_empty() {
                            format!("#{}", self.rules.len())
                        } else {
                            own.join(".")
                        };
                        match &context.layer {
                            Some(around) => format!("{around}.{own}"),
                            None => own,
                        }
                    })
                    .collect();
                for name in &names {
                    self.layer(Some(name));
                }
                if let Some(block) = block {
                    let mut within = holds(Fits::Yes);
                    within.layer = names.into_iter().next();
                    self.under(block, &within);
                }
            }
            ("container" | "scope" | "starting-style" | "when" | "else", Some(block)) => {
                self.under(block, &holds(Fits::Perhaps));
            }
            ("keyframes", Some(block)) => self.keyframes(condition, block),
            ("font-face", Some(block)) => {
                let (declarations, _) = declarations_with(block, |name| Some(name.to_owned()));
                let odd = declarations.iter().any(|declaration| {
                    declaration.name == "size-adjust"
                        && !matches!(words(&declaration.value).as_slice(),
                            [Value::Percent(share)] if *share >= 0.5)
                });
                self.unread |= odd;
            }
            ("property", _) => {
                if let Some(Value::Word(name)) = condition.first() {
                    self.registered.push(name.clone());
                }
            }
            ("import", _) => {
                let within = words(condition).iter().any(|part| {
                    matches!(part, Value::Address(address) | Value::Quoted(address)
                        if address.trim_start().get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:")))
                });
                self.unread |= within;
            }
            // Print, characters of lists, fonts' features: nothing of these is text on the screen.
            // What no browser knows, it leaves out.
            _ => {}
        }
    }

    /// Rules under a condition; within a rule, declarations too.
    fn under(&mut self, block: &[Value], context: &Context) {
        if context.condition == Fits::No || context.depth > DEPTH {
            return;
        }
        if context.parent.is_some() {
            self.block(block, context);
        } else {
            self.rules_of(block, context);
        }
    }

    fn keyframes(&mut self, name: &[Value], block: &[Value]) {
        let Some(Value::Word(name) | Value::Quoted(name)) = name.first() else {
            return;
        };
        let mut frames = Vec::new();
        let mut rest = block;
        while let Some(end) = rest
            .iter()
            .position(|value| matches!(value, Value::Block('{', _)))
        {
            let (places, after) = rest.split_at(end);
            if let Some(Value::Block(_, inner)) = after.first() {
                let is_last = words(places).iter().any(|place| match place {
                    Value::Word(word) => word.eq_ignore_ascii_case("to"),
                    Value::Percent(share) => *share == 1.0,
                    _ => false,
                });
                let (declarations, _) = declarations(inner, self.quirks);
                frames.push((is_last, Rc::new(declarations)));
            }
            rest = after.get(1..).unwrap_or_default();
        }
        self.frames.insert(name.clone(), frames);
    }

    /// What the animations of a style declare, and whether surely.
    pub(super) fn animated(&self, style: &Style) -> Vec<(Fits, Rc<Vec<Declaration>>)> {
        let animation = &style.animation;
        let settles = animation.stays && !animation.unsettled;
        let mut found = Vec::new();
        for name in &animation.names {
            for (is_last, declarations) in self.frames.get(name).into_iter().flatten() {
                match (settles, is_last, animation.unsettled) {
                    (true, true, _) => found.push((Fits::Yes, Rc::clone(declarations))),
                    // What comes to its end and leaves no trace.
                    (true, false, _) | (false, _, false) => {}
                    (false, _, true) => found.push((Fits::Perhaps, Rc::clone(declarations))),
                }
            }
        }
        found
    }

    /// The rules for an element in the order in which they take effect.
    pub(super) fn fitting(&self, node: NodeRef<'_, Node>, page: &Page) -> Vec<Fitting> {
        let mut found = Vec::new();
        let Some(element) = node.value().as_element() else {
            return found;
        };
        if self.rules.is_empty() {
            return found;
        }
        let folded = |name: &str| name.to_ascii_lowercase();
        let id = element.attr("id").map(folded);
        let classes = element.attr("class").unwrap_or_default();
        budget::spend(1 + classes.len() / 8);
        let mut names: Vec<String> = classes.split_ascii_whitespace().map(folded).collect();
        names.sort_unstable();
        names.dedup();
        let candidates = id
            .iter()
            .filter_map(|id| self.ids.get(id))
            .chain(names.iter().filter_map(|name| self.classes.get(name)))
            .chain(self.tags.get(&folded(element.name())))
            .flatten()
            .chain(&self.others);
        for &at in candidates {
            let Some(rule) = self.rules.get(at) else {
                continue;
            };
            let fits = rule.selector.fits(node, page).min(rule.condition);
            if fits != Fits::No {
                found.push((at, fits));
            }
        }
        found.sort_by_key(|(at, _)| self.order(*at));
        found
    }

    fn order(&self, at: usize) -> (usize, Weight, usize) {
        self.rules.get(at).map_or((0, [0; 3], at), |rule| {
            (rule.layer, rule.selector.weight, at)
        })
    }

    /// What the rules declare, least first: what is not important, then what is.
    ///
    /// What is surely declared again later is left out, so that an element costs as much as it
    /// has properties, however many rules it has.
    pub(super) fn merged(&self, fitting: &[Fitting]) -> Merged {
        let mut merged = Merged::default();
        let mut seen: [Vec<&str>; 2] = [Vec::new(), Vec::new()];
        for (at, fits) in fitting.iter().rev() {
            let Some(rule) = self.rules.get(*at) else {
                continue;
            };
            for declaration in rule.declarations.iter().rev() {
                budget::spend(4);
                let group = usize::from(declaration.important);
                if seen[group].contains(&declaration.name.as_str()) {
                    continue;
                }
                // A variable may stand for nothing valid, which takes effect too.
                if *fits == Fits::Yes && declaration.name != "all" {
                    seen[group].push(&declaration.name);
                }
                merged.groups[group].push((*at, *fits, declaration.clone()));
            }
        }
        for group in &mut merged.groups {
            group.reverse();
        }
        if fitting.iter().any(|(at, _)| {
            self.rules
                .get(*at)
                .is_some_and(|rule| rule.layer != usize::MAX)
        }) {
            // What is important in an earlier layer comes last.
            merged.groups[1].sort_by_key(|(at, _, _)| {
                let (layer, weight, order) = self.order(*at);
                (usize::MAX - layer, weight, order)
            });
        }
        merged
    }
}

/// Declarations with the rule that they stand in.
#[derive(Debug, Default)]
pub(super) struct Merged {
    pub groups: [Vec<(usize, Fits, Declaration)>; 2],
}
