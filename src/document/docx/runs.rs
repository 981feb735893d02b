//! Runs of letters: links, insertions, fields, formulas, and why a run is not seen.

use super::super::HiddenReason;
use super::super::visibility::{self, FieldResult, Paint, doubt, worse};
use super::super::xml::{Child, Element};
use super::properties::{Properties, value};
use super::words::{alternative, is_placeholder, push_words, symbol};
use super::{Paragraph, Reader, Surroundings};

/// A signs' font shows that many letters as signs at most: bullets, ticks, a telephone.
const MOST_SIGNS: usize = 2;

/// A field that is open: what stands before its separator is code.
#[derive(Default)]
pub(super) struct Field {
    in_result: bool,
    code: String,
}

impl Reader<'_> {
    /// Runs inside `parent`: a paragraph, a link, an insertion, a field.
    pub(super) fn runs<'t>(
        &mut self,
        parent: Element<'t>,
        base: Properties,
        around: Surroundings,
        out: &mut Paragraph<'t>,
    ) {
        for child in parent.children() {
            if child.name() == "AlternateContent" {
                if let Some((chosen, is_doubtful)) = alternative(child) {
                    self.doubted(is_doubtful, out, |reader, out| {
                        reader.runs(chosen, base, around, out);
                    });
                }
                continue;
            }
            // Formulas keep their text in `m:r/m:t`.
            if matches!(child.name(), "oMath" | "oMathPara") {
                self.formula(child, base, around, out);
                continue;
            }
            if child.prefix() != self.word {
                self.unknown_in(child, out);
                continue;
            }
            match child.name() {
                "r" => self.run(child, base, around, out),
                "pPr"
                | "del"
                | "moveFrom"
                | "rt"
                | "sdtPr"
                | "sdtEndPr"
                | "customXmlPr"
                | "smartTagPr"
                | "proofErr"
                | "bookmarkStart"
                | "bookmarkEnd"
                | "commentRangeStart"
                | "commentRangeEnd"
                | "permStart"
                | "permEnd"
                | "moveFromRangeStart"
                | "moveFromRangeEnd"
                | "moveToRangeStart"
                | "moveToRangeEnd"
                | "customXmlInsRangeStart"
                | "customXmlInsRangeEnd"
                | "customXmlDelRangeStart"
                | "customXmlDelRangeEnd"
                | "subDoc"
                | "fldData" => {}
                "sdt" if is_placeholder(child) => {}
                "sdt" => {
                    let is_other = self.is_bound_to_other(child);
                    self.doubted(is_other, out, |reader, out| {
                        reader.runs(child, base, around, out);
                    });
                }
                "fldSimple" => {
                    let result = FieldResult::of(&child.own("instr").unwrap_or_default());
                    let mut text = String::new();
                    push_words(child, &mut text);
                    self.doubted(result.replaces(&text), out, |reader, out| {
                        reader.runs(child, base, around, out);
                    });
                }
                "hyperlink" | "ins" | "moveTo" | "smartTag" | "sdtContent" | "customXml"
                | "bdo" | "dir" | "rubyBase" => self.runs(child, base, around, out),
                _ => self.unknown_in(child, out),
            }
        }
    }

    /// Reads something that is doubtful as a whole, or not.
    pub(super) fn doubted<'t>(
        &mut self,
        is_doubtful: bool,
        out: &mut Paragraph<'t>,
        read: impl FnOnce(&mut Self, &mut Paragraph<'t>),
    ) {
        let before = out.hidden;
        out.hidden = worse(before, doubt(is_doubtful));
        read(self, out);
        out.hidden = before;
    }

    pub(super) fn unknown_in(&mut self, element: Element<'_>, out: &mut Paragraph<'_>) {
        let mut text = String::new();
        push_words(element, &mut text);
        if !text.is_empty() {
            out.text.push(&text, Some(HiddenReason::Doubtful));
        }
    }

    pub(super) fn formula<'t>(
        &mut self,
        parent: Element<'t>,
        base: Properties,
        around: Surroundings,
        out: &mut Paragraph<'t>,
    ) {
        // Viewers draw formulas in black on any ground.
        let around = Surroundings {
            boxed: true,
            ..around
        };
        for child in parent.children() {
            match child.name() {
                "r" => self.run(child, base, around, out),
                // Takes room and shows nothing, if it says so.
                "phant" => self.unknown_in(child, out),
                "del" | "moveFrom" => {}
                _ => self.formula(child, base, around, out),
            }
        }
    }

    pub(super) fn run<'t>(
        &mut self,
        run: Element<'t>,
        base: Properties,
        around: Surroundings,
        out: &mut Paragraph<'t>,
    ) {
        let mut properties = base;
        let mut stated = run.children().filter(|child| child.name() == "rPr");
        // Formulas have properties of their own beside Word's.
        for stated in stated
            .by_ref()
            .filter(|stated| stated.prefix() == self.word)
        {
            let style = stated.child("rStyle").and_then(value);
            let of_style = style.map(|id| self.styles.of(&id)).unwrap_or_default();
            let direct = Properties::of_run(stated, self.theme);
            properties = direct.over(of_style.switched_over(properties));
        }
        let hidden = worse(out.hidden, self.hidden_reason(properties, around));
        self.run_content(run, hidden, &properties, out);
    }

    /// What becomes of what stands here, in all fields around: in the code of one nothing is shown.
    fn field_result(&self) -> FieldResult {
        let results = self.fields.iter().map(|field| match field.in_result {
            true => FieldResult::of(&field.code),
            false => FieldResult::Silent,
        });
        results.max().unwrap_or_default()
    }

    pub(super) fn run_content<'t>(
        &mut self,
        run: Element<'t>,
        hidden: Option<HiddenReason>,
        properties: &Properties,
        out: &mut Paragraph<'t>,
    ) {
        for child in run.children() {
            let hidden = match self.field_result() {
                FieldResult::Silent => Some(HiddenReason::Invisible),
                result if child.name() == "t" => {
                    worse(hidden, doubt(result.replaces(&child.text())))
                }
                _ => hidden,
            };
            match child.name() {
                "t" => {
                    for node in child.nodes() {
                        if let Child::Text(text) = node {
                            let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
                            let signs = properties.has_symbols() && letters > MOST_SIGNS;
                            // A line break in the XML is no line break on the page.
                            out.text.push(
                                &text.replace(['\n', '\r'], " "),
                                worse(hidden, doubt(signs)),
                            );
                        }
                    }
                }
                "tab" | "ptab" => out.text.push("\t", hidden),
                "br" | "cr" => out.text.push("\n", hidden),
                "noBreakHyphen" => out.text.push("-", hidden),
                "sym" => out.text.push(symbol(child), hidden),
                "fldChar" => self.field(child),
                "instrText" => {
                    if let Some(field) = self.fields.last_mut().filter(|field| !field.in_result) {
                        field.code.push_str(&child.text());
                    }
                }
                "footnoteReference" | "endnoteReference" if hidden.is_none() => {
                    let is_end = child.name() == "endnoteReference";
                    let id = child.own("id").unwrap_or_default().into_owned();
                    self.notes.insert((is_end, id));
                }
                "AlternateContent" => {
                    if let Some((chosen, is_doubtful)) = alternative(child) {
                        let hidden = worse(hidden, doubt(is_doubtful));
                        self.run_content(chosen, hidden, properties, out);
                    }
                }
                "drawing" | "pict" | "object" => {
                    // Hidden letters hide what is anchored to them; a colour or size does not.
                    let hidden = hidden.filter(|reason| *reason == HiddenReason::Invisible);
                    self.text_boxes(child, out.place, hidden, &mut out.boxes);
                }
                "ruby" => {
                    if let Some(base) = child.child("rubyBase") {
                        for run in base.children() {
                            self.run_content(run, hidden, properties, out);
                        }
                    }
                }
                // What has no letters, or other parts hold.
                "rPr"
                | "softHyphen"
                | "delText"
                | "delInstrText"
                | "lastRenderedPageBreak"
                | "footnoteReference"
                | "endnoteReference"
                | "footnoteRef"
                | "endnoteRef"
                | "commentReference"
                | "annotationRef"
                | "separator"
                | "continuationSeparator"
                | "pgNum"
                | "dayShort"
                | "dayLong"
                | "monthShort"
                | "monthLong"
                | "yearShort"
                | "yearLong"
                | "contentPart"
                | "control" => {}
                _ => self.unknown_in(child, out),
            }
        }
    }

    pub(super) fn field(&mut self, mark: Element<'_>) {
        match mark.own("fldCharType").as_deref() {
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.in_result = true;
                }
            }
            Some("end") => {
                self.fields.pop();
            }
            _ => {}
        }
    }

    pub(super) fn hidden_reason(
        &self,
        properties: Properties,
        around: Surroundings,
    ) -> Option<HiddenReason> {
        let below = around.ground.over(self.page_ground);
        let ground = properties.ground(below);
        let mut reason = properties.hidden(ground);
        let on_page = around.on_page && properties.ground(Paint::Auto) == Paint::Auto;
        if reason == Some(HiddenReason::Colour) && on_page && self.shapes.any() {
            // It may stand on something that is drawn.
            reason = Some(HiddenReason::Doubtful);
        }
        if around.boxed && properties.is_auto() {
            // Not every viewer looks at what fills a box before it chooses the ink.
            reason = worse(
                reason,
                doubt(visibility::lost(visibility::BLACK, ground).is_some()),
            );
        }
        reason
    }
}
