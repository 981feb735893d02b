//! Refuses HTML whose parsing would take minutes or gigabytes, as soon as it does.

use std::borrow::Cow;
use std::cell::Cell;

use html5ever::driver::{self, ParseOpts};
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, QualName, local_name, ns};
use scraper::{Html, HtmlTreeSink};

use super::super::limits::{self, caught, over, refuse};
use super::super::{Unreadable, budget};

/// The tree of a page.
pub(super) fn parse_page(text: &str) -> Result<Html, Unreadable> {
    check_attributes(text)?;
    let sink = Bounded::new(Html::new_document());
    caught(|| driver::parse_document(sink, ParseOpts::default()).one(text))
}

/// The tree of a fragment.
pub(super) fn parse_fragment(text: &str) -> Result<Html, Unreadable> {
    check_attributes(text)?;
    let sink = Bounded::new(Html::new_fragment());
    let context = QualName::new(None, ns!(html), local_name!("body"));
    caught(|| {
        driver::parse_fragment(sink, ParseOpts::default(), context, Vec::new(), false).one(text)
    })
}

/// Takes the parser's nodes and counts them, and how often it looks at one: it searches
/// the open elements at most tags, and opens formatting ones again in every block.
struct Bounded {
    sink: HtmlTreeSink,
    nodes: Cell<usize>,
    attributes: Cell<usize>,
    looks: Cell<usize>,
    errors: Cell<usize>,
}

type Handle = <HtmlTreeSink as TreeSink>::Handle;

impl Bounded {
    fn new(html: Html) -> Self {
        Self {
            sink: HtmlTreeSink::new(html),
            nodes: Cell::new(0),
            attributes: Cell::new(0),
            looks: Cell::new(0),
            errors: Cell::new(0),
        }
    }

    fn count_node(&self) {
        count(
            &self.nodes,
            1,
            limits::HTML_NODES,
            "the HTML has too many tags",
        );
    }

    fn count_attributes(&self, attributes: &[Attribute]) {
        count(
            &self.attributes,
            attributes.len(),
            limits::HTML_ALL_ATTRIBUTES,
            "the HTML has too many attributes",
        );
    }

    /// Whether `parent` may hold one more.
    fn check_depth(&self, parent: Handle) {
        let page = self.sink.0.borrow();
        let depth = page
            .tree
            .get(parent)
            .map_or(0, |node| 1 + node.ancestors().count());
        if depth >= limits::HTML_DEPTH {
            refuse(over(
                "the HTML has too many tags within one another",
                limits::HTML_DEPTH,
            ));
        }
    }

    fn count_look(&self) {
        count(
            &self.looks,
            1,
            limits::HTML_LOOKS,
            "the HTML has too many tags within others that stay open",
        );
    }
}

/// Counts what is allowed so often, and the work of it.
fn count(counted: &Cell<usize>, more: usize, limit: usize, what: &str) {
    budget::spend(more);
    counted.set(counted.get() + more);
    if counted.get() > limit {
        refuse(over(what, limit));
    }
}

impl TreeSink for Bounded {
    type Output = Html;
    type Handle = Handle;
    type ElemName<'a> = <HtmlTreeSink as TreeSink>::ElemName<'a>;

    fn finish(self) -> Html {
        self.sink.finish()
    }

    fn parse_error(&self, _: Cow<'static, str>) {
        count(
            &self.errors,
            1,
            limits::HTML_ERRORS,
            "the HTML breaks the rules of HTML too often",
        );
    }

    fn get_document(&self) -> Handle {
        self.sink.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> Self::ElemName<'a> {
        self.count_look();
        self.sink.elem_name(target)
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        flags: ElementFlags,
    ) -> Handle {
        self.count_node();
        self.count_attributes(&attributes);
        self.sink.create_element(name, attributes, flags)
    }

    fn create_comment(&self, text: StrTendril) -> Handle {
        self.count_node();
        self.sink.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> Handle {
        self.count_node();
        self.sink.create_pi(target, data)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        if matches!(child, NodeOrText::AppendNode(_)) {
            self.check_depth(*parent);
        }
        self.sink.append(parent, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        before: &Handle,
        child: NodeOrText<Handle>,
    ) {
        self.sink
            .append_based_on_parent_node(element, before, child);
    }

    fn append_doctype_to_document(
        &self,
        name: StrTendril,
        public_id: StrTendril,
        system_id: StrTendril,
    ) {
        self.count_node();
        self.sink
            .append_doctype_to_document(name, public_id, system_id);
    }

    fn get_template_contents(&self, target: &Handle) -> Handle {
        self.sink.get_template_contents(target)
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        self.count_look();
        one == other
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.sink.set_quirks_mode(mode);
    }

    fn append_before_sibling(&self, sibling: &Handle, node: NodeOrText<Handle>) {
        self.sink.append_before_sibling(sibling, node);
    }

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        self.count_attributes(&attributes);
        self.sink.add_attrs_if_missing(target, attributes);
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.sink.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &Handle, parent: &Handle) {
        self.sink.reparent_children(node, parent);
    }
}

/// Where within a tag the parser may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Name,
    BeforeAttribute,
    Attribute,
    AfterAttribute,
    BeforeValue,
    DoubleQuoted,
    SingleQuoted,
    Unquoted,
}

const WITHIN: [Within; 8] = [
    Within::Name,
    Within::BeforeAttribute,
    Within::Attribute,
    Within::AfterAttribute,
    Within::BeforeValue,
    Within::DoubleQuoted,
    Within::SingleQuoted,
    Within::Unquoted,
];

impl Within {
    /// Behind `byte`, by the standard's rules of tokens; `None` behind the tag.
    fn behind(self, byte: u8) -> Option<Self> {
        let is_space = byte.is_ascii_whitespace();
        Some(match (self, byte) {
            (Self::DoubleQuoted, b'"') | (Self::SingleQuoted, b'\'') => Self::BeforeAttribute,
            (Self::DoubleQuoted | Self::SingleQuoted, _) => self,
            (_, b'>') => return None,
            (Self::BeforeValue, b'"') => Self::DoubleQuoted,
            (Self::BeforeValue, b'\'') => Self::SingleQuoted,
            (Self::BeforeValue, _) if is_space => self,
            (Self::BeforeValue, _) => Self::Unquoted,
            (Self::Unquoted, _) if is_space => Self::BeforeAttribute,
            (Self::Unquoted, _) => self,
            (_, b'/') => Self::BeforeAttribute,
            (Self::Name | Self::BeforeAttribute, _) if is_space => Self::BeforeAttribute,
            (Self::Name, _) => self,
            (Self::Attribute | Self::AfterAttribute, b'=') => Self::BeforeValue,
            (Self::Attribute | Self::AfterAttribute, _) if is_space => Self::AfterAttribute,
            (Self::BeforeAttribute | Self::Attribute | Self::AfterAttribute, _) => Self::Attribute,
        })
    }
}

/// The parser compares every attribute of a tag with all before it.
///
/// A tag may begin at every `<` before a letter: which ones do depends on comments and
/// scripts around them. All are followed at once, as what is within a tag depends on
/// nothing else; so this never counts too little.
fn check_attributes(text: &str) -> Result<(), Unreadable> {
    let bytes = text.as_bytes();
    // Most attributes of a tag that may be open here, by where the parser is in it.
    let mut open: [Option<usize>; WITHIN.len()] = [None; WITHIN.len()];
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let is_open = open.iter().any(Option::is_some);
        if !is_open && byte != b'<' {
            let next = bytes[at..].iter().position(|byte| *byte == b'<');
            at = next.map_or(bytes.len(), |next| at + next);
            continue;
        }
        let mut behind = [None; WITHIN.len()];
        for (within, count) in WITHIN.iter().zip(open) {
            let (Some(count), Some(next)) = (count, within.behind(byte)) else {
                continue;
            };
            let begins = next == Within::Attribute && *within != Within::Attribute;
            let count = count + usize::from(begins);
            if count > limits::HTML_ATTRIBUTES {
                return Err(over(
                    "a tag of the HTML has too many attributes",
                    limits::HTML_ATTRIBUTES,
                ));
            }
            let kept = &mut behind[next as usize];
            *kept = Some(kept.map_or(count, |kept: usize| kept.max(count)));
        }
        open = behind;
        if byte == b'<' {
            let name = bytes.get(at + 1);
            let name = if name == Some(&b'/') {
                bytes.get(at + 2)
            } else {
                name
            };
            if name.is_some_and(u8::is_ascii_alphabetic) {
                let kept = &mut open[Within::Name as usize];
                *kept = Some(kept.unwrap_or(0));
            }
        }
        at += 1;
    }
    Ok(())
}
