//! What a page paints besides letters, and what can be seen through it at one place.

use super::{
    colours::{Blend, Ink, Rgb, WHITE},
    graphics::Clip,
    pictures::{Drawn, Point},
    shading::Shaded,
    shapes::{Area, Coverage, Shape},
};
use crate::document::contrast;

/// Opacities this near to none and to full count as such.
pub(super) const CLEAR: f64 = 0.02;
const FULL: f64 = 0.98;
/// Ways in which one place may look that are told apart.
const MOST_VIEWS: usize = 24;

#[derive(Debug)]
pub(super) struct Paint {
    /// Its bounds, cut off by the clip's.
    pub area: Area,
    pub shape: Shape,
    pub clip: Clip,
    pub ink: Ink,
    /// A picture instead of ink, by its number.
    pub picture: Option<usize>,
    pub opacity: f64,
    pub blend: Blend,
    /// Mixes in a form with what that holds.
    pub mixes_apart: bool,
    /// Under a mask or in a layer of which nobody knows whether it is shown.
    pub is_vague: bool,
    /// Text operators before it: what they show lies below.
    pub shows: usize,
}

/// What a paint puts at one place.
enum Laid {
    Nothing,
    /// These colours, or nothing if it is not sure.
    Colours {
        colours: Vec<Option<Rgb>>,
        opacity: f64,
        is_sure: bool,
    },
}

impl Paint {
    /// Steps that asking takes.
    pub(super) fn work(&self) -> usize {
        self.shape.work() + self.clip.work()
    }

    fn at(&self, place: (f32, f32), pictures: &[Drawn]) -> Laid {
        if !self.area.holds(place) {
            return Laid::Nothing;
        }
        let mut coverage = match (self.shape.covers(place), self.clip.leaves(place)) {
            (Coverage::No, _) | (_, Coverage::No) => return Laid::Nothing,
            (Coverage::Yes, Coverage::Yes) if !self.is_vague => Coverage::Yes,
            _ => Coverage::Maybe,
        };
        let mut opacity = self.opacity;
        let colours = match (
            self.picture.and_then(|number| pictures.get(number)),
            &self.ink,
        ) {
            (Some(picture), ink) => match picture.at(place) {
                Point::Nothing => return Laid::Nothing,
                Point::Ink => match ink {
                    Ink::Plain(colour) => vec![Some(*colour)],
                    _ => vec![None],
                },
                Point::Colour(colour, share) => {
                    opacity *= share;
                    vec![colour]
                }
                Point::Unknown => {
                    coverage = Coverage::Maybe;
                    vec![None]
                }
            },
            (None, Ink::Plain(colour)) => vec![Some(*colour)],
            (None, Ink::AnyOf(colours)) => colours.iter().copied().map(Some).collect(),
            (None, Ink::Shaded(shade)) => match shade.at(place) {
                Shaded::Colour(colour) => vec![Some(colour)],
                Shaded::Nothing => return Laid::Nothing,
                Shaded::Unknown => {
                    coverage = Coverage::Maybe;
                    vec![None]
                }
            },
            (None, Ink::Nothing) => return Laid::Nothing,
            (None, Ink::Unknown) => vec![None],
        };
        if opacity <= CLEAR {
            return Laid::Nothing;
        }
        Laid::Colours {
            colours,
            opacity,
            is_sure: coverage == Coverage::Yes,
        }
    }

    /// True when nothing below it is seen at this place, whatever its colour.
    fn hides(laid: &Laid, blend: Blend) -> bool {
        matches!(laid, Laid::Colours { opacity, is_sure: true, .. } if *opacity >= FULL)
            && blend == Blend::Normal
    }
}

/// What letters are drawn with.
#[derive(Debug, Clone)]
pub(super) struct Brush {
    pub ink: Ink,
    pub opacity: f64,
    pub blend: Blend,
}

/// How letters look at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Seen,
    /// As what lies behind it.
    Alike,
    Below,
    BelowPicture,
    Doubtful,
}

/// Letters and ground at one place, in one of the ways in which they may look.
#[derive(Debug, Clone, Copy, PartialEq)]
struct View {
    ink: Option<Rgb>,
    ground: Option<Rgb>,
    was_seen: bool,
    below: Option<Look>,
}

/// How letters drawn with a brush look at a place, among paints in their order of which the
/// first `before` lie below.
pub(super) fn look(
    brush: &Brush,
    place: (f32, f32),
    paints: &[&Paint],
    before: usize,
    pictures: &[Drawn],
) -> Look {
    let (below, above) = paints.split_at(before.min(paints.len()));
    let mut laid: Vec<(Laid, Blend)> = Vec::new();
    for paint in below.iter().rev() {
        let one = paint.at(place, pictures);
        let is_last = Paint::hides(&one, paint.blend);
        laid.push((one, paint.blend));
        if is_last {
            break;
        }
    }
    let mut grounds = vec![Some(WHITE)];
    for (one, blend) in laid.iter().rev() {
        grounds = over(&grounds, one, *blend);
    }
    let ink = match &brush.ink {
        Ink::Plain(colour) => vec![Some(*colour)],
        Ink::AnyOf(colours) => colours.iter().copied().map(Some).collect(),
        Ink::Shaded(shade) => match shade.at(place) {
            Shaded::Colour(colour) => vec![Some(colour)],
            Shaded::Nothing => return Look::Alike,
            Shaded::Unknown => vec![None],
        },
        Ink::Nothing => return Look::Alike,
        Ink::Unknown => vec![None],
    };
    let mut views: Vec<View> = Vec::new();
    for &ground in &grounds {
        for ink in mixed(ground, &ink, brush.opacity, brush.blend) {
            let was_seen = is_seen(ink, ground) != Some(false);
            views.push(View {
                ink,
                ground,
                was_seen,
                below: None,
            });
        }
    }
    for paint in above {
        let one = paint.at(place, pictures);
        let Laid::Colours {
            colours,
            opacity,
            is_sure,
        } = &one
        else {
            continue;
        };
        let hides = *opacity >= FULL && paint.blend == Blend::Normal;
        let mut after: Vec<View> = if *is_sure { Vec::new() } else { views.clone() };
        for view in &views {
            if hides {
                let below = if paint.picture.is_some() {
                    Look::BelowPicture
                } else {
                    Look::Below
                };
                after.push(View {
                    below: Some(view.below.unwrap_or(below)),
                    ..*view
                });
                continue;
            }
            for colour in colours {
                // On letters it is mixed in any case; on bare ground not in every viewer.
                let ink = mixed(view.ink, &[*colour], *opacity, paint.blend);
                let ground = mixed(view.ground, &[*colour], *opacity, paint.blend);
                let first = ink.first().copied().unwrap_or_default();
                let inks = ink
                    .iter()
                    .map(|&ink| if paint.mixes_apart { ink } else { first });
                after.extend(inks.zip(ground).map(|(ink, ground)| View {
                    ink,
                    ground,
                    ..*view
                }));
            }
        }
        after.dedup();
        if after.len() > MOST_VIEWS {
            return Look::Doubtful;
        }
        views = after;
    }
    judged(&views)
}

fn judged(views: &[View]) -> Look {
    let mut decided = None;
    for view in views {
        let look = match (view.below, is_seen(view.ink, view.ground)) {
            _ if !view.was_seen => Look::Alike,
            (Some(below), _) => below,
            (None, Some(true)) => Look::Seen,
            (None, Some(false)) => Look::Below,
            (None, None) => return Look::Doubtful,
        };
        decided = match decided {
            None => Some(look),
            Some(known) if known == look => Some(look),
            Some(Look::Seen) => return Look::Doubtful,
            Some(_) if look == Look::Seen => return Look::Doubtful,
            Some(known) => Some(known),
        };
    }
    decided.unwrap_or(Look::Doubtful)
}

fn is_seen(ink: Option<Rgb>, ground: Option<Rgb>) -> Option<bool> {
    Some(contrast::ratio(ink?, ground?) >= contrast::LEAST)
}

/// What a paint makes of what may lie below it.
fn over(grounds: &[Option<Rgb>], laid: &Laid, blend: Blend) -> Vec<Option<Rgb>> {
    let Laid::Colours {
        colours,
        opacity,
        is_sure,
    } = laid
    else {
        return grounds.to_vec();
    };
    let mut after = if *is_sure {
        Vec::new()
    } else {
        grounds.to_vec()
    };
    for &ground in grounds {
        for colour in mixed(ground, colours, *opacity, blend) {
            if !after.contains(&colour) {
                after.push(colour);
            }
        }
    }
    if after.len() > MOST_VIEWS {
        return vec![None];
    }
    after
}

/// A blend mixes with the page in some viewers and in some with nothing.
fn mixed(
    below: Option<Rgb>,
    above: &[Option<Rgb>],
    opacity: f64,
    blend: Blend,
) -> Vec<Option<Rgb>> {
    let mut mixed = Vec::with_capacity(above.len());
    for colour in above {
        let blended = match (blend, below, colour) {
            (Blend::Normal, _, colour) => *colour,
            (_, Some(below), Some(colour)) => blend.mixed(below, *colour),
            _ => None,
        };
        mixed.push(translucent(below, blended, opacity));
        if blend != Blend::Normal {
            mixed.push(translucent(below, *colour, opacity));
        }
    }
    mixed
}

fn translucent(below: Option<Rgb>, above: Option<Rgb>, opacity: f64) -> Option<Rgb> {
    if opacity >= FULL {
        return above;
    }
    let (below, above) = (below?, above?);
    Some(std::array::from_fn(|channel| {
        below[channel] + opacity * (above[channel] - below[channel])
    }))
}

/// The colours that a tile of a pattern may have; none where it has gaps, absent where it is not
/// understood.
pub(super) fn tile(paints: &[Paint], bounds: Area, pictures: &[Drawn]) -> Option<Vec<Rgb>> {
    const ALONG: usize = 7;
    let mut colours: Vec<Rgb> = Vec::new();
    let (mut gaps, mut painted) = (false, false);
    for step in 0..ALONG * ALONG {
        let share = |step: usize| (step as f32 + 0.5) / ALONG as f32;
        let place = (
            bounds.left + bounds.width() * share(step % ALONG),
            bounds.bottom + bounds.height() * share(step / ALONG),
        );
        let mut top = None;
        for paint in paints {
            match paint.at(place, pictures) {
                Laid::Nothing => {}
                Laid::Colours {
                    colours,
                    opacity,
                    is_sure: true,
                } if opacity >= FULL && paint.blend == Blend::Normal => {
                    top = Some(*colours.first()?);
                    if colours.len() > 1 {
                        return None;
                    }
                }
                Laid::Colours { .. } => return None,
            }
        }
        match top {
            None => gaps = true,
            Some(colour) => {
                painted = true;
                let colour = colour?;
                if !colours.contains(&colour) {
                    colours.push(colour);
                }
            }
        }
    }
    if gaps && painted || colours.len() > MOST_VIEWS / 2 {
        return None;
    }
    Some(colours)
}
