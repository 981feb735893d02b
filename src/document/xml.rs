//! A small XML tree under limits: local names only, no entities but the built-in ones.

use std::borrow::Cow;

use encoding_rs::Encoding;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};

use super::budget;
use super::encoding;
use super::limits::{self, over, unreadable};
use super::{Status, Unreadable};

const NONE: u32 = u32::MAX;

enum Kind<'a> {
    Element(BytesStart<'a>),
    Text(Cow<'a, str>),
}

struct Node<'a> {
    kind: Kind<'a>,
    first_child: u32,
    next: u32,
}

pub(super) struct Xml<'a> {
    nodes: Vec<Node<'a>>,
}

/// Text of an XML part, by its byte-order mark or the encoding it declares.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let head = bytes.get(..200).unwrap_or(bytes);
    let declared = Encoding::for_bom(bytes)
        .is_none()
        .then(|| declared_encoding(head))
        .flatten();
    match declared {
        Some(encoding) if std::str::from_utf8(bytes).is_err() => {
            encoding.decode_without_bom_handling(bytes).0
        }
        _ => encoding::decode(bytes),
    }
}

fn declared_encoding(head: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(head);
    let declaration = head
        .trim_start()
        .strip_prefix("<?xml")?
        .split("?>")
        .next()?;
    let (_, value) = declaration.split_once("encoding")?;
    let label = value.split(['"', '\'']).nth(1)?;
    Encoding::for_label(label.as_bytes())
}

impl<'a> Xml<'a> {
    /// The tree of `text`.
    ///
    /// # Errors
    /// [`Status::Damaged`] for XML that is not well formed, [`Status::OverLimit`]
    /// for too many or too deeply nested elements.
    pub(super) fn parse(text: &'a str) -> Result<Self, Unreadable> {
        let mut reader = quick_xml::Reader::from_str(text);
        let mut tree = Self { nodes: Vec::new() };
        // Open elements with their last child so far.
        let mut open: Vec<(u32, u32)> = Vec::new();
        loop {
            let event = reader
                .read_event()
                .map_err(|error| damaged(&error.to_string(), reader.error_position()))?;
            match event {
                Event::Start(start) => {
                    let at = tree.add(Kind::Element(start), &mut open)?;
                    open.push((at, NONE));
                    if open.len() > limits::XML_DEPTH {
                        return Err(over(
                            "the file's XML is nested too deeply",
                            format_args!("{} levels", limits::XML_DEPTH),
                        ));
                    }
                }
                Event::Empty(start) => {
                    tree.add(Kind::Element(start), &mut open)?;
                }
                Event::End(_) => {
                    open.pop();
                }
                Event::Text(content) => {
                    tree.add_text(content.xml10_content(), &mut open)?;
                }
                Event::CData(content) => {
                    tree.add_text(content.xml10_content(), &mut open)?;
                }
                Event::GeneralRef(reference) => {
                    if let Ok(Some(c)) = reference.resolve_char_ref() {
                        tree.add_text(Cow::Owned(c.to_string()), &mut open)?;
                    } else if let Some(known) = resolve_predefined_entity(&reference) {
                        tree.add_text(Cow::Borrowed(known), &mut open)?;
                    }
                }
                Event::Eof => break,
                _ => {}
            }
        }
        if !open.is_empty()
            || !matches!(tree.nodes.first(), Some(node) if matches!(node.kind, Kind::Element(_)))
        {
            return Err(damaged("it breaks off", text.len() as u64));
        }
        Ok(tree)
    }

    fn add_text(&mut self, text: Cow<'a, str>, open: &mut [(u32, u32)]) -> Result<(), Unreadable> {
        if !open.is_empty() && !text.is_empty() {
            self.add(Kind::Text(text), open)?;
        }
        Ok(())
    }

    fn add(&mut self, kind: Kind<'a>, open: &mut [(u32, u32)]) -> Result<u32, Unreadable> {
        budget::spend(1);
        if self.nodes.len() >= limits::XML_NODES {
            return Err(over(
                "the file's XML has too many elements",
                limits::XML_NODES,
            ));
        }
        let at = self.nodes.len() as u32;
        self.nodes.push(Node {
            kind,
            first_child: NONE,
            next: NONE,
        });
        if let Some((parent, last)) = open.last_mut() {
            let link = if *last == NONE { *parent } else { *last };
            if let Some(node) = self.nodes.get_mut(link as usize) {
                if *last == NONE {
                    node.first_child = at;
                } else {
                    node.next = at;
                }
            }
            *last = at;
        }
        Ok(at)
    }

    pub(super) fn root(&self) -> Element<'_> {
        Element {
            nodes: &self.nodes,
            at: 0,
        }
    }
}

fn damaged(error: &str, at: u64) -> Unreadable {
    unreadable(
        Status::Damaged,
        format!("the XML is not well formed at byte {at} ({error}); export the file again"),
    )
}

/// One element of the tree.
#[derive(Clone, Copy)]
pub(super) struct Element<'t> {
    nodes: &'t [Node<'t>],
    at: u32,
}

pub(super) enum Child<'t> {
    Element(Element<'t>),
    Text(&'t str),
}

fn value(attribute: &Attribute<'_>) -> Option<String> {
    let value = attribute.normalized_value(XmlVersion::Implicit1_0);
    value.ok().map(Cow::into_owned)
}

impl<'t> Element<'t> {
    fn start(self) -> Option<&'t BytesStart<'t>> {
        match self.nodes.get(self.at as usize).map(|node| &node.kind) {
            Some(Kind::Element(start)) => Some(start),
            _ => None,
        }
    }

    /// Local name, without its prefix.
    pub(super) fn name(self) -> &'t str {
        self.start()
            .map_or("", |start| start.local_name().into_inner())
    }

    /// Value of the attribute with this local name.
    pub(super) fn attribute(self, name: &str) -> Option<Cow<'t, str>> {
        self.named(|_, local| local == name)
    }

    /// Prefix of the name, without the colon; empty where there is none.
    pub(super) fn prefix(self) -> &'t str {
        self.start()
            .and_then(|start| start.name().prefix())
            .map_or("", |prefix| prefix.into_inner())
    }

    /// Value of the attribute whose name stands under the same prefix as the element's.
    pub(super) fn own(self, name: &str) -> Option<Cow<'t, str>> {
        let prefix = self.prefix();
        self.named(|found, local| found == prefix && local == name)
    }

    /// Value of the first attribute that `is_meant` by its prefix and its local name.
    fn named(self, is_meant: impl Fn(&str, &str) -> bool) -> Option<Cow<'t, str>> {
        self.spend();
        self.stated()
            .find(|attribute| {
                let prefix = attribute.key.prefix();
                let prefix = prefix.map_or("", |prefix| prefix.into_inner());
                is_meant(prefix, attribute.key.local_name().into_inner())
            })
            .and_then(|attribute| value(&attribute))
            .map(Cow::Owned)
    }

    /// All attributes: name with its prefix, and value.
    pub(super) fn whole_attributes(self) -> impl Iterator<Item = (&'t str, String)> {
        self.spend();
        self.stated()
            .filter_map(|attribute| Some((attribute.key.into_inner(), value(&attribute)?)))
    }

    /// The attributes as they stand.
    fn stated(self) -> impl Iterator<Item = Attribute<'t>> {
        self.start().into_iter().flat_map(|start| {
            let mut attributes = start.attributes();
            attributes.with_checks(false);
            attributes.flatten()
        })
    }

    fn spend(self) {
        budget::spend(1 + self.start().map_or(0, |start| start.len() / 16));
    }

    /// Where the element stands in its part: each has another number.
    pub(super) fn place(self) -> u32 {
        self.at
    }

    /// All attributes: local name and value.
    pub(super) fn attributes(self) -> impl Iterator<Item = (&'t str, String)> {
        self.stated().filter_map(|attribute| {
            let name = attribute.key.local_name().into_inner();
            Some((name, value(&attribute)?))
        })
    }

    pub(super) fn nodes(self) -> impl Iterator<Item = Child<'t>> {
        let mut next = self
            .nodes
            .get(self.at as usize)
            .map_or(NONE, |node| node.first_child);
        std::iter::from_fn(move || {
            let at = next;
            let node = self.nodes.get(at as usize)?;
            next = node.next;
            Some(match &node.kind {
                Kind::Element(_) => Child::Element(Element {
                    nodes: self.nodes,
                    at,
                }),
                Kind::Text(text) => Child::Text(text),
            })
        })
    }

    pub(super) fn children(self) -> impl Iterator<Item = Element<'t>> {
        self.nodes().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    pub(super) fn child(self, name: &str) -> Option<Element<'t>> {
        self.children().find(|child| child.name() == name)
    }

    /// The element at the end of a path of child names.
    pub(super) fn at(self, path: &[&str]) -> Option<Element<'t>> {
        path.iter()
            .try_fold(self, |element, name| element.child(name))
    }

    /// The first element of this name below this one, in document order.
    pub(super) fn find(self, name: &str) -> Option<Element<'t>> {
        self.children().find_map(|child| {
            if child.name() == name {
                Some(child)
            } else {
                child.find(name)
            }
        })
    }

    /// All text inside, in order.
    pub(super) fn text(self) -> String {
        let mut out = String::new();
        self.push_text(&mut out);
        out
    }

    fn push_text(self, out: &mut String) {
        for child in self.nodes() {
            match child {
                Child::Text(text) => out.push_str(text),
                Child::Element(element) => element.push_text(out),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tree_and_references() {
        let text = "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY x \"boom\">]>\
                    <w:r a:k=\"v &amp; w\"><t>a&lt;b&#x41;&x;</t><!-- c --><t/><![CDATA[<d>]]></w:r>";
        let xml = Xml::parse(text).unwrap();
        let root = xml.root();
        assert_eq!(root.name(), "r");
        assert_eq!(root.attribute("k").as_deref(), Some("v & w"));
        assert_eq!(root.text(), "a<bA<d>");
        assert_eq!(root.children().count(), 2);
    }

    #[test]
    fn hostile_xml_is_refused() {
        let status = |text: &str| Xml::parse(text).err().map(|error| error.status);
        assert_eq!(status(&"<a>".repeat(300)), Some(Status::OverLimit));
        assert_eq!(status("<a><b></a>"), Some(Status::Damaged));
        assert_eq!(status("<a><b>"), Some(Status::Damaged));
        assert_eq!(status(""), Some(Status::Damaged));
        let many = format!("<a>{}</a>", "<b/>".repeat(limits::XML_NODES));
        assert_eq!(status(&many), Some(Status::OverLimit));
    }

    #[test]
    fn declared_encodings_are_followed() {
        let text = "<?xml version='1.0' encoding='ISO-8859-2'?><a>Łódź</a>";
        let bytes = encoding_rs::ISO_8859_2.encode(text).0;
        assert_eq!(decode(&bytes), text);
    }
}
