//! Letters over other letters.

use super::{painting::Painting, shows::Show};

/// Share of the smaller of two pieces that lies on the other.
const OVERLAP: f32 = 0.6;
/// So few letters may be set into others, so much higher or lower (share of their height).
const FEW: usize = 2;
const APART: f32 = 0.1;
/// Letters this many times as large as others hide them.
const LARGER: f32 = 2.5;
/// Pairs of pieces of one page that are compared.
const MOST_PAIRS: usize = 20_000_000;
/// Opacity up to which letters leave readable what is below.
const SHEER: f64 = 0.5;

/// Numbers of the shows that other letters make unreadable; only those that are painted count.
pub(super) fn unreadable(painting: &Painting, is_painted: impl Fn(usize) -> bool) -> Vec<usize> {
    let shows = &painting.shows;
    let mut order: Vec<usize> = (0..shows.len())
        .filter(|&number| is_painted(number) && stands_somewhere(&shows[number]))
        .collect();
    order.sort_by(|&one, &other| {
        let bottom = |number: usize| shows[number].area.bottom;
        bottom(one).total_cmp(&bottom(other))
    });
    let mut unreadable = Vec::new();
    let mut pairs = 0usize;
    let mut active: Vec<usize> = Vec::new();
    for &number in &order {
        let area = shows[number].area;
        active.retain(|&other| shows[other].area.top > area.bottom);
        pairs += active.len();
        if pairs > MOST_PAIRS {
            return order;
        }
        for &other in &active {
            let (first, second) = (number.min(other), number.max(other));
            if !lie_together(&shows[first], &shows[second]) {
                continue;
            }
            let heights = (shows[first].area.height(), shows[second].area.height());
            if heights.1 > LARGER * heights.0 {
                let is_sheer = shows[second]
                    .fill
                    .as_ref()
                    .is_some_and(|brush| brush.opacity < SHEER);
                if !is_sheer {
                    unreadable.push(first);
                }
            } else if heights.0 <= LARGER * heights.1 && differ(painting, first, second, &mut pairs)
            {
                unreadable.extend([first, second]);
            }
        }
        active.push(number);
    }
    unreadable
}

fn stands_somewhere(show: &Show) -> bool {
    let area = show.area;
    let finite = [area.left, area.right, area.bottom, area.top];
    !show.codes.is_empty() && finite.iter().all(|side| side.is_finite())
}

/// True when one lies on the other, by its length and by its height.
fn lie_together(first: &Show, second: &Show) -> bool {
    let common = first.area.and(second.area);
    if common.is_empty() {
        return false;
    }
    let length = first.area.width().min(second.area.width());
    let height = first.area.height().min(second.area.height());
    // Letters set into each other as in a logo, or an accent and its letter.
    let few = first.codes.len().min(second.codes.len()) <= FEW;
    let apart = (first.area.bottom - second.area.bottom).abs() > APART * height;
    common.width() >= OVERLAP * length && common.height() >= OVERLAP * height && !(few && apart)
}

/// True when both are letters and stand on others than themselves.
fn differ(painting: &Painting, first: usize, second: usize, pairs: &mut usize) -> bool {
    let (Some(below), Some(above)) = (letters(painting, first), letters(painting, second)) else {
        return true;
    };
    let (few, many) = if below.len() < above.len() {
        (below, above)
    } else {
        (above, below)
    };
    *pairs = pairs.saturating_add(few.len() * many.len() / 8);
    let (mut same, mut other) = (0usize, 0usize);
    for (sign, (x, y), width) in &few {
        let distance = |place: (f32, f32)| (place.0 - x).hypot(place.1 - y);
        let nearest = many
            .iter()
            .min_by(|one, other| distance(one.1).total_cmp(&distance(other.1)));
        if let Some((nearest, place, wide)) = nearest
            && distance(*place) <= width.max(*wide) * 0.75
        {
            if nearest == sign {
                same += 1;
            } else {
                other += 1;
            }
        }
    }
    other > same
}

/// A sign with its middle and width.
type Sign = (String, (f32, f32), f32);

/// The signs of a show that leave little of what is below.
fn letters(painting: &Painting, show: usize) -> Option<Vec<Sign>> {
    let show = painting.shows.get(show)?;
    let font = painting.fonts.get(show.font?)?;
    let mut letters = Vec::new();
    for (glyph, &code) in show.codes.iter().enumerate() {
        let text = font.text(code).unwrap_or_else(|| "\u{fffd}".into());
        let is_dense =
            |sign: char| sign.is_alphanumeric() || !sign.is_ascii() && !sign.is_whitespace();
        if !text.chars().any(is_dense) {
            continue;
        }
        let middle = show.place(glyph, 0.5, 0.3)?;
        let (left, right) = (show.place(glyph, 0.0, 0.3)?, show.place(glyph, 1.0, 0.3)?);
        let width = (left.0 - right.0).hypot(left.1 - right.1);
        letters.push((text, middle, width));
    }
    Some(letters)
}
