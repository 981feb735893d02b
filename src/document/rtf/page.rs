//! Letters and paragraphs as they come to the page, seen, hidden or in doubt.

use super::super::HiddenReason;
use super::super::plain;
use super::super::visibility::{self, Paint, WHITE, doubt, worse};
use super::look::Look;
use super::rows::Waiting;
use super::{Capture, Reader, Role};

/// A signs' font shows that many letters as signs at most.
const MOST_SIGNS: usize = 2;

impl Reader {
    /// What cells, shapes or the page paint below the paragraph.
    pub(super) fn below(&self) -> Paint {
        self.ground().over(self.page_ground)
    }

    /// What cells or shapes paint there.
    fn ground(&self) -> Paint {
        let shape = self.state.shape.and_then(|at| self.shapes.get(at));
        match shape {
            Some(shape) => shape.ground(),
            None if self.state.in_table => self.row.current().shade.paint(&self.colors),
            None => Paint::Auto,
        }
    }

    /// Adds text where the state says: to the page, to the hidden text, nowhere.
    pub(super) fn text(&mut self, text: &str) {
        let state = self.state;
        match state.capture {
            Capture::Name | Capture::Value => {
                self.captured.push_str(text);
                return;
            }
            Capture::Code => {
                self.field_code.push_str(text);
                return;
            }
            Capture::None => {}
        }
        if state.skipped || state.deleted {
            return;
        }
        let below = self.below();
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        let signs = letters > MOST_SIGNS && self.symbols.contains(&state.font);
        // Not every viewer lets the style of a paragraph reach letters that do not repeat it.
        let styled = state.look.over(state.letters_style).over(state.style);
        let mut reason = visibility::all_agree(
            [state.look, styled].map(|look| look.letters(&self.colors, below)),
        );
        reason = worse(reason, self.placed(styled));
        reason = worse(
            reason,
            doubt(signs || state.field.replaces(text) || state.unshown),
        );
        if self.page_ground != Paint::Auto {
            // Not every viewer paints the page.
            let on_white = self.ground().over(WHITE);
            let unpainted = [state.look, styled].map(|look| look.letters(&self.colors, on_white));
            reason = worse(reason, doubt(visibility::all_agree(unpainted).is_some()));
        }
        if reason == Some(HiddenReason::Colour) && state.nested {
            // Cells within cells are described behind their text.
            reason = Some(HiddenReason::Doubtful);
        }
        let may_stand_on = !self.shapes.is_empty() && state.shape.is_none();
        if reason == Some(HiddenReason::Colour)
            && may_stand_on
            && styled.ground(&self.colors) == Paint::Auto
        {
            reason = Some(HiddenReason::Doubtful);
        }
        if !text.trim().is_empty() {
            self.largest = self.largest.max(styled.points());
            if styled.has_ink(&self.colors) && !styled.paints_letters(&self.colors) {
                self.relied = Some(styled.paragraph_ground(&self.colors));
            }
        }
        self.line.push(text, reason);
    }

    /// Whether the paragraph stands where it is seen.
    pub(super) fn placed(&self, look: Look) -> Option<HiddenReason> {
        let shape = self.state.shape.and_then(|at| self.shapes.get(at));
        let (on_page, width) = match shape {
            Some(shape) => (false, shape.width()),
            None if self.state.in_table => (false, self.row.current().width),
            None => (true, f64::INFINITY),
        };
        look.place(&self.page, on_page, width)
    }

    pub(super) fn paragraph(&mut self) {
        self.flush_bytes();
        if self.state.skipped {
            return;
        }
        let mut line = std::mem::take(&mut self.line);
        let styled = self
            .state
            .look
            .over(self.state.letters_style)
            .over(self.state.style);
        // What is said of a paragraph at its end holds for all of it.
        let mut reason = self.placed(styled);
        let relied = self.relied.is_some();
        if let Some(ground) = self.relied.take() {
            reason = worse(
                reason,
                doubt(ground != styled.paragraph_ground(&self.colors)),
            );
        }
        let letters = line.visible.trim().chars().count();
        let largest = std::mem::replace(&mut self.largest, 0.0).max(4.0);
        if let Some(shape) = self.state.shape.and_then(|at| self.shapes.get_mut(at)) {
            reason = worse(reason, shape.hidden(&self.page));
            let taken = shape
                .room()
                .and_then(|room| room.take_apart(styled.free(), letters, largest));
            reason = worse(reason, taken);
        }
        line.hide(reason);
        let own = if self.is_heading {
            Role::Heading
        } else if self.is_item || plain::is_list_item(&line.visible) {
            Role::ListItem
        } else {
            Role::Body
        };
        let role = self.state.role.unwrap_or(own);
        if self.state.in_table && self.state.shape.is_none() {
            self.row.push(Waiting {
                text: line,
                role,
                letters,
                points: largest,
                free: styled.free(),
                relied,
            });
            return;
        }
        if self.state.shape.is_none() && !line.visible.trim().is_empty() {
            self.row_end();
        }
        self.builder.paragraph(&line, role);
    }

    pub(super) fn cell(&mut self, is_nested: bool) {
        if self.state.skipped {
            return;
        }
        self.state.in_table = true;
        self.paragraph();
        self.row.end_cell(is_nested);
    }

    pub(super) fn row(&mut self, is_outer: bool) {
        if self.state.skipped {
            return;
        }
        if is_outer {
            self.row_end();
        } else {
            self.row.end_nested();
        }
    }

    /// Writes the row, by what is said of its cells last.
    pub(super) fn row_end(&mut self) {
        let page = self.page;
        self.row.write(&mut self.builder, &page);
    }
}
