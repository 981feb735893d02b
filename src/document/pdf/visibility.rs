//! Which text of a page a reader sees, and why not the rest.

use pdf_oxide::{PdfDocument, layout::TextSpan, object::Object};

use super::{
    bands::Bands,
    content::number,
    fields, hidden,
    layers::{Layers, Shown},
    overlaps,
    painting::Painting,
    paints::{self, Brush, CLEAR, Look, Paint},
    pictures,
    shapes::{Area, Coverage},
    shows::Show,
};
use crate::document::{HiddenReason, Warning};

/// Longer side of the page at which 4 points are 4 points; smaller pages are shown larger.
const PAPER: f32 = 842.0;
/// Letters narrower than this share of the least height are not read.
const NARROWEST: f32 = 0.4;
/// Height of small letters in em: what lies in the body of a font that is no smaller than it says.
const SMALL_LETTER: f32 = 0.45;
/// A page with more visible letters than this is no scan with recognised text.
const MOST_LETTERS_ON_SCAN: usize = 200;
/// Share of the page that the picture of a scan takes at least.
const LEAST_SHARE_OF_SCAN: f32 = 0.5;
/// Share of what was looked at of a piece of text that hides it, and that leaves it in doubt.
const HIDDEN_SHARE: f32 = 0.9;
const DOUBTFUL_SHARE: f32 = 0.25;
/// Glyphs of one piece that are looked at, and where in each (em above the line).
const MOST_LOOKS: usize = 24;
const HEIGHTS: [f32; 3] = [0.1, 0.25, 0.4];
/// Lines around letters (em) up to which these stay readable, and below which they are not lost
/// in lines of the ground's colour.
const THICKEST_LINE: f32 = 0.2;
const THIN_LINE: f32 = 0.04;
const THINNEST_LINE: f32 = 0.01;
/// Steps of looking on one page; what is beyond them is in doubt.
const MOST_STEPS: usize = 60_000_000;

/// How much of what is hidden is believed to be so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    Stated,
    /// For a file that would have no text otherwise: letters in an unlikely scale and text
    /// recognised behind pictures count as visible.
    Nothing,
}

/// Pieces of one page in the order of drawing.
pub(super) struct SeenPieces {
    /// Each piece with the reason why it is not seen.
    pub spans: Vec<(TextSpan, Option<HiddenReason>)>,
    pub warnings: Vec<Warning>,
    /// The page shows a picture or drawing that could be a picture of text.
    pub has_picture: bool,
}

/// Why a piece of text is not seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Unseen {
    Reason(Reason),
    /// Rendering mode 3, as the text of a scan that was recognised has it.
    Unpainted,
    BelowPicture,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    OffPage,
    Tiny,
    Invisible,
    Covered,
    Colour,
    Doubtful,
}

impl Unseen {
    fn reason(self) -> HiddenReason {
        match self {
            Self::Unpainted => HiddenReason::Invisible,
            Self::BelowPicture => HiddenReason::Covered,
            Self::Reason(Reason::OffPage) => HiddenReason::OffPage,
            Self::Reason(Reason::Tiny) => HiddenReason::Tiny,
            Self::Reason(Reason::Invisible) => HiddenReason::Invisible,
            Self::Reason(Reason::Covered) => HiddenReason::Covered,
            Self::Reason(Reason::Colour) => HiddenReason::Colour,
            Self::Reason(Reason::Doubtful) => HiddenReason::Doubtful,
        }
    }
}

pub(super) fn look(
    document: &PdfDocument,
    index: usize,
    page: &Object,
    area: &Area,
    layers: &Layers,
    trust: Trust,
) -> pdf_oxide::Result<SeenPieces> {
    let content = document.get_page_content_data(index).unwrap_or_default();
    let mut painting = Painting::of(document, index, page, &content, layers);
    let stated_smallest = smallest_visible(page, area);
    let smallest = match trust {
        Trust::Stated => stated_smallest,
        // No honest file makes its own points smaller.
        Trust::Nothing if user_unit(page) < 1.0 => stated_smallest,
        Trust::Nothing => 0.0,
    };
    let mut looking = Looking {
        area,
        smallest,
        steps: MOST_STEPS,
    };
    let mut unseen = looking.judge_all(document, index, &painting);
    let mut warnings = Vec::new();
    let letters_that = |unseen: &[Option<Unseen>], holds: &dyn Fn(Option<Unseen>) -> bool| {
        let shows = painting.shows.iter().zip(unseen);
        let shows = shows.filter(|(_, why)| holds(**why));
        shows.map(|(show, _)| show.codes.len()).sum::<usize>()
    };
    // What was recognised in a picture of the page stands below the picture or is not painted.
    let is_recognised =
        |why: Option<Unseen>| matches!(why, Some(Unseen::Unpainted | Unseen::BelowPicture));
    let recognised = letters_that(&unseen, &is_recognised);
    let seen = letters_that(&unseen, &|why| why.is_none());
    let is_scan = recognised > 0
        && match trust {
            Trust::Stated => {
                seen < MOST_LETTERS_ON_SCAN
                    && seen * 4 < recognised
                    && hidden::picture_share(document, index, area) >= LEAST_SHARE_OF_SCAN
            }
            Trust::Nothing => hidden::has_picture(document, index, &content),
        };
    if is_scan {
        warnings.push(Warning::RecognisedText);
        for (why, show) in unseen.iter_mut().zip(&painting.shows) {
            if is_recognised(*why) {
                *why = looking.place_and_size(show).map(Unseen::Reason);
            }
        }
    }
    let mut spans = Vec::new();
    let kind_of =
        |show: usize, why: &Option<Unseen>| (why.map(Unseen::reason), show >= painting.of_page);
    let mut chosen: Vec<(Option<HiddenReason>, bool)> = Vec::new();
    let kinds = unseen.iter().enumerate();
    for kind in [(None, false)]
        .into_iter()
        .chain(kinds.map(|(show, why)| kind_of(show, why)))
    {
        if !chosen.contains(&kind) {
            chosen.push(kind);
        }
    }
    for kind in chosen {
        let is_chosen = |show: usize| {
            let why = unseen.get(show);
            why.is_some_and(|why| kind_of(show, why) == kind)
        };
        let script = painting.script.chosen(is_chosen);
        let read = painting.extractor.spans(&script)?;
        let (reason, is_field) = kind;
        if is_field && reason.is_none() {
            fields::insert(&mut spans, read);
        } else {
            spans.extend(read.into_iter().map(|span| (span, reason)));
        }
    }
    let letters: usize = spans
        .iter()
        .filter(|(_, reason)| reason.is_none())
        .map(|(span, _)| span.text.trim().len())
        .sum();
    let has_picture =
        letters < super::FEWEST_LETTERS && hidden::has_picture(document, index, &content);
    let is_tiny =
        |(show, why): (&Show, &Option<Unseen>)| why.is_none() && show.em().0 < stated_smallest;
    if trust == Trust::Nothing && painting.shows.iter().zip(&unseen).any(is_tiny) {
        warnings.push(Warning::ScaleNotTrusted);
    }
    Ok(SeenPieces {
        spans,
        warnings,
        has_picture,
    })
}

/// Letters below this size are not read by people.
fn smallest_visible(page: &Object, area: &Area) -> f32 {
    let unit = user_unit(page);
    let longer = area.height().max(area.width()) * unit;
    // A page may be shown as large as paper, but one that calls its own points small is small.
    let shown = (longer / PAPER).clamp(0.1, 1.0);
    let shown = if unit < 1.0 { 1.0 } else { shown };
    hidden::SMALLEST_VISIBLE_SIZE / unit * shown
}

/// Points in one unit of the page.
fn user_unit(page: &Object) -> f32 {
    let unit = page
        .as_dict()
        .and_then(|page| number(page.get("UserUnit")?));
    unit.filter(|unit| *unit > 0.0).unwrap_or(1.0)
}

struct Looking<'page> {
    area: &'page Area,
    smallest: f32,
    /// Steps that are left.
    steps: usize,
}

impl Looking<'_> {
    fn judge_all(
        &mut self,
        document: &PdfDocument,
        index: usize,
        painting: &Painting,
    ) -> Vec<Option<Unseen>> {
        let bands = Bands::of(&painting.paints, *self.area);
        let mut near: Vec<Vec<usize>> = Vec::with_capacity(painting.shows.len());
        let mut wanted = std::collections::BTreeSet::new();
        for (number, show) in painting.shows.iter().enumerate() {
            let paints = bands.near(&painting.paints, &show.area, &mut self.steps);
            // The colours of what hides all that lies below do not matter.
            let is_painted = show.fill.is_some() || show.stroke.is_some();
            let pictured = paints.iter().filter_map(|&number| {
                let paint = painting.paints.get(number)?;
                Some((paint, paint.picture?))
            });
            wanted.extend(pictured.filter_map(|(paint, picture)| {
                let shines = paint.opacity < 1.0 || painting.pictures.get(picture)?.shines();
                (is_painted && (shines || paint.shows <= number)).then_some(picture)
            }));
            near.push(paints);
        }
        pictures::decode(document, index, &painting.pictures, wanted.into_iter());
        let mut unseen: Vec<Option<Unseen>> = painting
            .shows
            .iter()
            .zip(&near)
            .enumerate()
            .map(|(number, (show, near))| self.judge(number, show, near, painting))
            .collect();
        // Letters of the ground's colour hide those below them too.
        let is_painted = |show: usize| match unseen.get(show) {
            Some(Some(Unseen::Reason(reason))) => {
                !matches!(reason, Reason::OffPage | Reason::Tiny | Reason::Invisible)
            }
            Some(why) => *why != Some(Unseen::Unpainted),
            None => false,
        };
        for number in overlaps::unreadable(painting, is_painted) {
            if let Some(why @ None) = unseen.get_mut(number) {
                *why = Some(Unseen::Reason(Reason::Doubtful));
            }
        }
        unseen
    }

    fn judge(
        &mut self,
        number: usize,
        show: &Show,
        near: &[usize],
        painting: &Painting,
    ) -> Option<Unseen> {
        if show.layer == Shown::No {
            return Some(Unseen::Reason(Reason::Invisible));
        }
        if let Some(reason) = self.place_and_size(show) {
            return Some(Unseen::Reason(reason));
        }
        let is_clear =
            |brush: &Option<Brush>| brush.as_ref().is_none_or(|brush| brush.opacity <= CLEAR);
        if show.fill.is_none() && show.stroke.is_none() {
            return Some(Unseen::Unpainted);
        }
        if is_clear(&show.fill) && is_clear(&show.stroke) || show.is_empty() {
            return Some(Unseen::Reason(Reason::Invisible));
        }
        let by_place = self.by_places(number, show, near, painting);
        if by_place.is_some() {
            return by_place;
        }
        let is_doubtful = show.is_doubtful
            || show.empty > 0
            || show.layer == Shown::Maybe
            || painting.is_cut_short
            || show.stroke.is_some() && show.line > THICKEST_LINE
            || show.is_heaped();
        is_doubtful.then_some(Unseen::Reason(Reason::Doubtful))
    }

    /// What place and size alone say.
    fn place_and_size(&self, show: &Show) -> Option<Reason> {
        const TOLERANCE: f32 = 1.0;
        let area = show.area;
        if show.codes.is_empty() {
            return None;
        }
        let finite = [area.left, area.right, area.bottom, area.top];
        if !finite.iter().all(|side| side.is_finite()) || !self.area.wider(TOLERANCE).meets(&area) {
            return Some(Reason::OffPage);
        }
        let (high, wide) = show.em();
        // Letters of a font may be lower than its size says.
        let body = match show.tallest() {
            Some(tallest) if show.tall != 1.0 => tallest / SMALL_LETTER,
            Some(tallest) => (tallest / SMALL_LETTER).min(1.0),
            None => 1.0,
        };
        let is_tiny = high * body < self.smallest || wide * body < self.smallest * NARROWEST;
        is_tiny.then_some(Reason::Tiny)
    }

    fn by_places(
        &mut self,
        number: usize,
        show: &Show,
        near: &[usize],
        painting: &Painting,
    ) -> Option<Unseen> {
        let paints: Vec<&Paint> = near.iter().map(|&paint| &painting.paints[paint]).collect();
        let before = paints.partition_point(|paint| paint.shows <= number);
        let work: usize = paints.iter().map(|paint| paint.work()).sum::<usize>() + show.clip.work();
        let glyphs = show.places.len();
        let (looks, heights) = if self.is_even(show, &paints) {
            (1, &HEIGHTS[..1])
        } else {
            (glyphs.min(MOST_LOOKS), &HEIGHTS[..])
        };
        let mut all = Counted::default();
        for step in 0..looks {
            let glyph = (2 * step + 1) * glyphs / (2 * looks);
            let mut counted = Counted::default();
            for &up in heights {
                let Some(place) = show.place(glyph, 0.5, up) else {
                    continue;
                };
                let Some(left) = self.steps.checked_sub(work) else {
                    return Some(Unseen::Reason(Reason::Doubtful));
                };
                self.steps = left;
                if !self.area.holds(place) {
                    counted.off_page += 1;
                    continue;
                }
                match show.clip.leaves(place) {
                    Coverage::No => {
                        counted.cut_off += 1;
                        continue;
                    }
                    Coverage::Maybe => {
                        counted.doubtful += 1;
                        continue;
                    }
                    Coverage::Yes => {}
                }
                counted.add(Self::letters(show, |brush| {
                    paints::look(brush, place, &paints, before, &painting.pictures)
                }));
            }
            all.add_all(&counted);
        }
        all.judged()
    }

    /// True when one place of it looks as all others do.
    fn is_even(&self, show: &Show, paints: &[&Paint]) -> bool {
        paints.is_empty()
            && self.area.holds_all(&show.area)
            && show.clip.is_exact()
            && show.clip.area.holds_all(&show.area)
            && [&show.fill, &show.stroke]
                .into_iter()
                .flatten()
                .all(|brush| !matches!(brush.ink, super::colours::Ink::Shaded(_)))
    }

    /// How letters look that are filled, drawn as lines, or both.
    fn letters(show: &Show, look: impl Fn(&Brush) -> Look) -> Look {
        match (&show.fill, &show.stroke) {
            (Some(fill), None) => look(fill),
            (None, Some(stroke)) => look(stroke),
            (None, None) => Look::Doubtful,
            (Some(fill), Some(stroke)) => match (look(fill), look(stroke)) {
                (one, other) if one == other => one,
                (Look::Seen, _) if show.line <= THIN_LINE => Look::Seen,
                (_, Look::Seen) if show.line >= THINNEST_LINE => Look::Seen,
                _ => Look::Doubtful,
            },
        }
    }
}

/// How the places of a piece of text look that were looked at.
#[derive(Debug, Default)]
struct Counted {
    seen: usize,
    off_page: usize,
    cut_off: usize,
    alike: usize,
    below: usize,
    below_picture: usize,
    doubtful: usize,
}

impl Counted {
    fn add(&mut self, look: Look) {
        *match look {
            Look::Seen => &mut self.seen,
            Look::Alike => &mut self.alike,
            Look::Below => &mut self.below,
            Look::BelowPicture => &mut self.below_picture,
            Look::Doubtful => &mut self.doubtful,
        } += 1;
    }

    /// Adds a glyph, which is read where most of it is seen: a line may go through it.
    fn add_all(&mut self, glyph: &Self) {
        let unseen = glyph.off_page
            + glyph.cut_off
            + glyph.alike
            + glyph.below
            + glyph.below_picture
            + glyph.doubtful;
        if glyph.seen > unseen {
            self.seen += glyph.seen + unseen;
            return;
        }
        self.seen += glyph.seen;
        self.off_page += glyph.off_page;
        self.cut_off += glyph.cut_off;
        self.alike += glyph.alike;
        self.below += glyph.below;
        self.below_picture += glyph.below_picture;
        self.doubtful += glyph.doubtful;
    }

    fn judged(&self) -> Option<Unseen> {
        let covered = self.cut_off + self.below;
        let hidden = self.off_page + covered + self.alike + self.below_picture;
        let all = (hidden + self.doubtful + self.seen) as f32;
        let most = [
            (self.off_page, Unseen::Reason(Reason::OffPage)),
            (self.alike, Unseen::Reason(Reason::Colour)),
            (covered, Unseen::Reason(Reason::Covered)),
            (self.below_picture, Unseen::BelowPicture),
        ];
        if hidden as f32 >= HIDDEN_SHARE * all && hidden > 0 {
            return most
                .into_iter()
                .max_by_key(|(count, _)| *count)
                .map(|(_, why)| why);
        }
        ((hidden + self.doubtful) as f32 > DOUBTFUL_SHARE * all)
            .then_some(Unseen::Reason(Reason::Doubtful))
    }
}
