//! Properties that move, turn and stretch what is painted.

use super::super::lengths::{Length, Said, Scale, angle, length, number};
use super::super::values::{Value, keyword, words};
use super::{MOVES, Moved, Style};

impl Style {
    pub(super) fn moves(&mut self, name: &str, value: &[Value], scale: Scale) -> Said<()> {
        let Some(at) = MOVES.iter().position(|means| *means == name) else {
            return Said::Invalid;
        };
        let mut moved = Moved::default();
        if keyword(value).as_deref() != Some("none") {
            let parts = words(value);
            let fine = if name == "transform" {
                parts.iter().all(|part| match part {
                    Value::Function(name, inner) => {
                        let inner: Vec<&Value> = words(inner)
                            .into_iter()
                            .filter(|value| **value != Value::Sign(','))
                            .collect();
                        one_move(&mut moved, name, &inner, scale).is_some()
                    }
                    _ => false,
                })
            } else {
                one_move(&mut moved, name, &parts, scale).is_some()
            };
            if !fine {
                return Said::Doubtful;
            }
        }
        self.set(|style| style.moved[at] = moved)
    }
}

/// One function of `transform`, or the value of the property of its name; `None` for what
/// is not understood or leaves no letters that can be read.
fn one_move(moved: &mut Moved, name: &str, inner: &[&Value], scale: Scale) -> Option<()> {
    let far = |value: &Value| length(value, scale).known();
    let times = |value: &Value| number(value, scale).known();
    let zero = Length::default();
    let mut shift = |across: Length, down: Length| {
        moved.across = moved.across.plus(across);
        moved.down = moved.down.plus(down);
    };
    match (name, inner) {
        ("translate", [across]) => shift(far(across)?, zero),
        ("translate", [across, down]) => shift(far(across)?, far(down)?),
        ("translate" | "translate3d", [across, down, depth]) => {
            (far(depth)?.pixels.abs() < 1.0).then_some(())?;
            shift(far(across)?, far(down)?);
        }
        ("translatex", [across]) => shift(far(across)?, zero),
        ("translatey", [down]) => shift(zero, far(down)?),
        ("translatez", [depth]) => (far(depth)?.pixels.abs() < 1.0).then_some(())?,
        ("scale", [all]) => stretch(moved, times(all)?, times(all)?)?,
        ("scale" | "scale3d", [across, down, ..]) => {
            stretch(moved, times(across)?, times(down)?)?;
        }
        ("scalex", [across]) => stretch(moved, times(across)?, 1.0)?,
        ("scaley", [down]) => stretch(moved, 1.0, times(down)?)?,
        ("rotate" | "rotatez", [turn]) => {
            angle(turn)?;
        }
        ("rotatex" | "rotatey", [turn]) | ("skewx" | "skewy" | "skew", [turn]) => {
            (angle(turn)?.abs() <= 30.0).then_some(())?;
        }
        ("matrix", [a, b, c, d, across, down]) => {
            let [a, b, c, d] = [times(a)?, times(b)?, times(c)?, times(d)?];
            let area = a * d - b * c;
            (area > 0.0).then_some(())?;
            let (first, second) = (a.hypot(b), c.hypot(d));
            (area >= 0.8 * first * second).then_some(())?;
            let (across, down) = (times(across)?, times(down)?);
            moved.across = moved.across.plus(Length::pixels(across));
            moved.down = moved.down.plus(Length::pixels(down));
            stretch(moved, first, second)?;
        }
        _ => return None,
    }
    Some(())
}

/// Mirrored letters are not read.
fn stretch(moved: &mut Moved, across: f64, down: f64) -> Option<()> {
    (across >= 0.0 && down >= 0.0).then_some(())?;
    moved.scale *= across.min(down);
    Some(())
}
