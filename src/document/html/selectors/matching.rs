//! Whether a selector is for an element.

use std::cell::Cell;

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

use super::super::super::budget;
use super::super::scripts::Scripts;
use super::{Compound, Fits, Relation, Selector, Simple};

/// What selectors are matched against beside the element.
pub(in super::super) struct Page {
    /// Names differ in capitals only.
    pub folded: bool,
    pub scripts: Scripts,
    /// Looks at elements that are left for one selector and for all.
    pub looks: Cell<usize>,
    pub all_looks: Cell<usize>,
}

/// Looks at elements that one selector may take for one element, and all may on a page. What
/// takes more is not resolved.
const LOOKS: usize = 20_000;
const ALL_LOOKS: usize = 50_000_000;

impl Page {
    pub(in super::super) fn new(folded: bool, scripts: Scripts) -> Self {
        Self {
            folded,
            scripts,
            looks: Cell::new(0),
            all_looks: Cell::new(ALL_LOOKS),
        }
    }

    /// Counts a look; false where there is none left.
    fn may_look(&self) -> bool {
        budget::spend(1);
        match self.looks.get().checked_sub(1) {
            Some(left) => {
                self.looks.set(left);
                true
            }
            None => false,
        }
    }
}

type Place<'t> = NodeRef<'t, Node>;

fn element<'t>(node: &Place<'t>) -> Option<&'t Element> {
    node.value().as_element()
}

impl Selector {
    pub(in super::super) fn fits(&self, node: Place<'_>, page: &Page) -> Fits {
        let looks = LOOKS.min(page.all_looks.get());
        page.looks.set(looks);
        let found = self.from(0, node, page);
        let left = page.looks.get();
        page.all_looks.set(page.all_looks.get() - (looks - left));
        if left == 0 { Fits::Perhaps } else { found }
    }

    /// Whether the compounds from `at` on fit `node` and what stands before it.
    fn from(&self, at: usize, node: Place<'_>, page: &Page) -> Fits {
        let Some((compound, relation)) = self.compounds.get(at) else {
            return Fits::Yes;
        };
        let here = compound.fits(node, page);
        if here == Fits::No || *relation == Relation::First {
            return here;
        }
        let mut best = Fits::No;
        let mut other = Some(node);
        while page.may_look() {
            other = other.and_then(|node| match relation {
                Relation::Within | Relation::Child => node.parent(),
                _ => node.prev_sibling(),
            });
            let Some(node) = other else { break };
            if element(&node).is_none() {
                continue;
            }
            best = best.or(self.from(at + 1, node, page));
            let once = matches!(relation, Relation::Child | Relation::Next);
            if best == Fits::Yes || once {
                break;
            }
        }
        here.and(best)
    }
}

impl Compound {
    fn fits(&self, node: Place<'_>, page: &Page) -> Fits {
        let Some(element) = element(&node) else {
            return Fits::No;
        };
        let mut fits = Fits::Yes;
        for simple in &self.simple {
            if !page.may_look() {
                return Fits::Perhaps;
            }
            fits = fits.and(simple.fits(node, element, page));
            if fits == Fits::No {
                break;
            }
        }
        fits
    }
}

fn same(one: &str, other: &str, folded: bool) -> bool {
    one == other || (folded && one.eq_ignore_ascii_case(other))
}

impl Simple {
    fn fits(&self, node: Place<'_>, element: &Element, page: &Page) -> Fits {
        // A script may give the element this name, or take it away.
        let named = |found: bool, name: &str| {
            if page.scripts.names(name) && page.scripts.may_rename(element) {
                Fits::Perhaps
            } else {
                Fits::of(found)
            }
        };
        match self {
            Self::Any => Fits::Yes,
            Self::Tag(tag) => Fits::of(element.name().eq_ignore_ascii_case(tag)),
            Self::Class(name) => {
                let mut classes = element
                    .attr("class")
                    .unwrap_or_default()
                    .split_ascii_whitespace();
                named(classes.any(|class| same(class, name, page.folded)), name)
            }
            Self::Id(name) => named(
                element
                    .attr("id")
                    .is_some_and(|id| same(id, name, page.folded)),
                name,
            ),
            Self::Attribute {
                name,
                compare,
                folded,
            } => {
                let found = element.attr(name).is_some_and(|value| match compare {
                    None => true,
                    Some((compare, text)) => compared(value, *compare, text, *folded),
                });
                named(found, name)
            }
            Self::Root => Fits::of(element.name() == "html"),
            Self::Link => {
                Fits::of(matches!(element.name(), "a" | "area") && element.attr("href").is_some())
            }
            Self::Empty => Fits::of(!node.children().any(|child| match child.value() {
                Node::Text(text) => !text.is_empty(),
                Node::Element(_) => true,
                _ => false,
            })),
            Self::Checked => {
                Fits::of(element.attr("checked").is_some() || element.attr("selected").is_some())
            }
            Self::Nth {
                step,
                offset,
                of_type,
                from_end,
            } => {
                let place = place(node, element, *of_type, *from_end, page);
                let beyond = place - offset;
                Fits::of(if *step == 0 {
                    beyond == 0
                } else {
                    beyond % step == 0 && beyond / step >= 0
                })
            }
            Self::Among(list) => any(list, node, page),
            Self::Not(list) => any(list, node, page).not(),
            Self::Never => Fits::No,
            Self::Unknown => Fits::Perhaps,
        }
    }
}

fn any(list: &[Selector], node: Place<'_>, page: &Page) -> Fits {
    let mut best = Fits::No;
    for selector in list {
        best = best.or(selector.fits(node, page));
        if best == Fits::Yes {
            break;
        }
    }
    best
}

fn compared(value: &str, compare: char, text: &str, folded: bool) -> bool {
    let (value, text) = if folded {
        (value.to_ascii_lowercase(), text.to_ascii_lowercase())
    } else {
        (value.to_owned(), text.to_owned())
    };
    budget::spend(1 + value.len() / 16);
    match compare {
        '=' => value == text,
        '~' => value.split_ascii_whitespace().any(|word| word == text),
        '|' => {
            value == text
                || value
                    .strip_prefix(&text)
                    .is_some_and(|rest| rest.starts_with('-'))
        }
        '^' => !text.is_empty() && value.starts_with(&text),
        '$' => !text.is_empty() && value.ends_with(&text),
        _ => !text.is_empty() && value.contains(&text),
    }
}

/// The element's place among those beside it, from 1.
fn place(node: Place<'_>, element: &Element, of_type: bool, from_end: bool, page: &Page) -> i32 {
    let mut place = 1;
    let mut other = node;
    while page.may_look() {
        let next = if from_end {
            other.next_sibling()
        } else {
            other.prev_sibling()
        };
        let Some(next) = next else { return place };
        other = next;
        if let Some(beside) = self::element(&other)
            && (!of_type || beside.name() == element.name())
        {
            place += 1;
        }
    }
    place
}
