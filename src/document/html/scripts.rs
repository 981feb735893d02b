//! What the scripts of a page may take from visibility. They are not run: what they name is doubtful
//! where they change how something looks.

use std::collections::HashSet;

use scraper::node::Element;

use super::super::budget;

/// What scripts change the look of the page with.
const CHANGES: &[&str] = &[
    "remove(",
    "removechild",
    "style",
    "hidden",
    "hide",
    "innerhtml",
    "outerhtml",
    "textcontent",
    "innertext",
    "replacewith",
    "replacechild",
    "csstext",
    "insertrule",
    "adoptedstylesheets",
    "animate",
    "display",
    "visibility",
    "opacity",
    "eval",
    "atob",
    "fromcharcode",
    "document.write",
    "insertadjacent",
    "appendchild",
    "append(",
    "prepend",
    "before(",
    "after(",
    "nodevalue",
    "deletecontents",
    "fadeout",
    ".data=",
    "replacedata",
    "movebefore",
    "sethtml",
    "attachshadow",
    "designmode",
    "showmodal",
    "showpopover",
];

/// What only sets the names by which sheets find elements: those are followed in the sheets.
const RENAMES: &[&str] = &[
    "classlist",
    "classname",
    "addclass",
    "removeclass",
    "toggleclass",
    "dataset",
    "setattribute",
    "toggleattribute",
    "removeattribute",
];

/// What looks like a change and is none, or none but of names.
const HARMLESS: &[&str] = &[
    "classlist.remove(",
    "removeeventlistener",
    "insertbefore(",
    "getcomputedstyle",
    "removeattribute(",
];

/// What reaches elements without their names, so that any may be meant.
const REACHES: &[&str] = &[
    "lastchild",
    "lastelementchild",
    "firstchild",
    "childnodes",
    ".children",
    "previouselementsibling",
    "previoussibling",
    "document.all",
    "createtreewalker",
    "createnodeiterator",
    "eval(",
    "atob(",
    "fromcharcode",
    "unescape(",
    "function(\"",
    "insertrule",
    "adoptedstylesheets",
    "document.open",
    "('*')",
    "(\"*\")",
    "(`*`)",
    "body.innerhtml",
    "body.innertext",
    "body.textcontent",
    "body.outerhtml",
    "body.style",
    "body.hidden",
    "body.remove",
    "body.replace",
    "documentelement.innerhtml",
    "documentelement.outerhtml",
    "documentelement.style",
    "documentelement.hidden",
    "documentelement.remove",
    "createelement('style",
    "createelement(\"style",
    "createelement(`style",
    "stylesheets[",
    "stylesheets.",
    "innerhtml='<style",
    "<style",
    "<link",
    "attachshadow",
    "window[",
    "self[",
    "globalthis[",
    "createrange",
    "getelementsbyname",
    "elementfrompoint",
    "caretposition",
    "document.title=",
    "(function*",
];

/// What scripts name, when they change the look of a page.
#[derive(Debug, Default)]
pub(super) struct Scripts {
    /// Ids, classes and attributes in scripts that rename or change.
    names: HashSet<String>,
    /// Elements in texts of them.
    tags: HashSet<String>,
    /// Those of scripts that change.
    changed_names: HashSet<String>,
    changed_tags: HashSet<String>,
    /// Any element may be meant.
    pub any: bool,
}

impl Scripts {
    /// Takes in one script, or what an attribute such as `onload` runs.
    pub(super) fn add(&mut self, script: &str) {
        budget::spend(1 + script.len());
        let mut folded: String = script
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| c.to_ascii_lowercase())
            .collect();
        for harmless in HARMLESS {
            if folded.contains(harmless) {
                folded = folded.replace(harmless, "classlist(");
            }
        }
        let changes = CHANGES.iter().any(|change| folded.contains(change));
        if !changes && !RENAMES.iter().any(|rename| folded.contains(rename)) {
            return;
        }
        self.any = self.any
            || (changes && REACHES.iter().any(|reach| folded.contains(reach)))
            || ((folded.contains("document.write(") || folded.contains("document.writeln("))
                && folded.contains('<'))
            // Letters written as numbers.
            || script.contains("\\x")
            || script.contains("\\u");
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '$');
        for word in script.split(|c: char| !is_name(c)) {
            if !word.is_empty() && word.len() <= 64 {
                self.names.insert(word.to_owned());
                if changes {
                    self.changed_names.insert(word.to_owned());
                }
            }
        }
        for text in quoted(script) {
            for word in text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')) {
                if !word.is_empty() && word.len() <= 16 {
                    self.tags.insert(word.to_ascii_lowercase());
                    if changes {
                        self.changed_tags.insert(word.to_ascii_lowercase());
                    }
                }
            }
        }
    }

    /// Whether a name stands in a script.
    pub(super) fn names(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Whether a script may change this element itself.
    pub(super) fn may_change(&self, element: &Element) -> bool {
        is_named(element, &self.changed_names, &self.changed_tags, false)
    }

    /// Whether a script may give this element other names.
    pub(super) fn may_rename(&self, element: &Element) -> bool {
        is_named(element, &self.names, &self.tags, true)
    }
}

fn is_named(
    element: &Element,
    names: &HashSet<String>,
    tags: &HashSet<String>,
    page: bool,
) -> bool {
    if names.is_empty() {
        return false;
    }
    let tag = element.name();
    if matches!(tag, "html" | "body") {
        return page;
    }
    element
        .attrs()
        .any(|(name, _)| name.contains('-') && names.contains(name))
        || element.attr("id").is_some_and(|id| names.contains(id))
        || tags.contains(tag)
        || element
            .attr("class")
            .unwrap_or_default()
            .split_ascii_whitespace()
            .any(|class| names.contains(class))
}

/// What stands in quotation marks.
fn quoted(script: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = script;
    while let Some(start) = rest.find(['"', '\'', '`']) {
        let mark = &rest[start..=start];
        let after = &rest[start + 1..];
        let Some(end) = after.find(mark) else { break };
        // Selectors are short; long texts would name every element.
        if end <= 200 {
            found.push(&after[..end]);
        }
        rest = &after[end + 1..];
    }
    found
}
