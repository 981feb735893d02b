//! What a page writes: the operators of its text and of its forms' text, in one content stream
//! that pdf_oxide reads instead of the page's own, all of it or what is chosen.

/// Bytes of one page's script.
const MOST: usize = 32 << 20;

#[derive(Debug, Default)]
pub(super) struct Script {
    content: Vec<u8>,
    shows: Vec<Written>,
    /// Text was shown and nothing has moved or parted it since.
    is_showing: bool,
    pub is_full: bool,
}

/// An operator that shows text, with its operands.
#[derive(Debug, Clone)]
struct Written {
    start: usize,
    end: usize,
    /// How far it moves what follows, as an operand of `TJ`.
    moves: f32,
}

impl Script {
    pub(super) fn operator(&mut self, operands: &[u8], operator: &[u8]) {
        if self.content.len() + operands.len() > MOST {
            self.is_full = true;
            return;
        }
        self.content.extend_from_slice(operands);
        self.content.push(b' ');
        self.content.extend_from_slice(operator);
        self.content.push(b'\n');
        if matches!(
            operator,
            b"BT" | b"ET" | b"Td" | b"TD" | b"Tm" | b"T*" | b"q" | b"Q"
        ) {
            self.is_showing = false;
        }
    }

    pub(super) fn show(&mut self, operands: &[u8], operator: &[u8], moves: f32) {
        let start = self.content.len();
        self.operator(operands, operator);
        self.shows.push(Written {
            start,
            end: self.content.len(),
            moves,
        });
        self.is_showing = true;
    }

    /// pdf_oxide joins text on one line, also where a colour, a state or a painting stands
    /// between.
    pub(super) fn part(&mut self) {
        if self.is_showing {
            self.operator(b"q", b"Q");
        }
    }

    /// The script with the chosen shows; the others move what follows them, and no more.
    pub(super) fn chosen(&self, is_chosen: impl Fn(usize) -> bool) -> Vec<u8> {
        let mut chosen = Vec::with_capacity(self.content.len());
        let mut at = 0;
        for (number, show) in self.shows.iter().enumerate() {
            if is_chosen(number) {
                continue;
            }
            chosen.extend_from_slice(self.content.get(at..show.start).unwrap_or_default());
            if show.moves.is_finite() && show.moves.abs() < 1e9 {
                chosen.extend_from_slice(format!("[{:.3}] TJ\n", show.moves).as_bytes());
            }
            at = show.end;
        }
        chosen.extend_from_slice(self.content.get(at..).unwrap_or_default());
        chosen
    }
}
