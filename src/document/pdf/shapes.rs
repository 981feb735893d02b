//! Matrices, rectangles and paths of a page.

/// A transformation as a content stream states it.
pub(super) type Matrix = [f32; 6];

pub(super) const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// Where a matrix puts a point.
pub(super) fn transformed([a, b, c, d, e, f]: Matrix, x: f32, y: f32) -> (f32, f32) {
    (a * x + c * y + e, b * x + d * y + f)
}

/// `first` applied before `then`.
pub(super) fn multiply(first: Matrix, then: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = first;
    let [p, q, r, s, t, u] = then;
    [
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    ]
}

/// The matrix that leads back; none where all is pressed flat.
pub(super) fn inverse([a, b, c, d, e, f]: Matrix) -> Option<Matrix> {
    let area = a * d - b * c;
    let back = [
        d / area,
        -b / area,
        -c / area,
        a / area,
        (c * f - d * e) / area,
        (b * e - a * f) / area,
    ];
    back.iter().all(|number| number.is_finite()).then_some(back)
}

/// How a matrix stretches: the least and the most of its two axes, across each other.
pub(super) fn scales([a, b, c, d, _, _]: Matrix) -> (f32, f32) {
    let area = (a * d - b * c).abs();
    let longest = a.hypot(b).max(c.hypot(d));
    if longest > 0.0 {
        (area / longest, longest)
    } else {
        (0.0, 0.0)
    }
}

/// A rectangle in page space, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub left: f32,
    pub bottom: f32,
    pub right: f32,
    pub top: f32,
}

impl Area {
    pub(super) const NOWHERE: Self = Self {
        left: f32::INFINITY,
        bottom: f32::INFINITY,
        right: f32::NEG_INFINITY,
        top: f32::NEG_INFINITY,
    };
    pub(super) const EVERYWHERE: Self = Self {
        left: f32::NEG_INFINITY,
        bottom: f32::NEG_INFINITY,
        right: f32::INFINITY,
        top: f32::INFINITY,
    };

    pub(super) fn height(&self) -> f32 {
        self.top - self.bottom
    }

    pub(super) fn width(&self) -> f32 {
        self.right - self.left
    }

    pub(super) fn add(&mut self, (x, y): (f32, f32)) {
        self.left = self.left.min(x);
        self.right = self.right.max(x);
        self.bottom = self.bottom.min(y);
        self.top = self.top.max(y);
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self {
            left: self.left.max(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.min(other.right),
            top: self.top.min(other.top),
        }
    }

    pub(super) fn is_empty(self) -> bool {
        self.left >= self.right || self.bottom >= self.top
    }

    pub(super) fn meets(&self, other: &Self) -> bool {
        self.left <= other.right
            && other.left <= self.right
            && self.bottom <= other.top
            && other.bottom <= self.top
    }

    pub(super) fn holds(&self, (x, y): (f32, f32)) -> bool {
        x >= self.left && x <= self.right && y >= self.bottom && y <= self.top
    }

    pub(super) fn holds_all(&self, other: &Self) -> bool {
        self.left <= other.left
            && self.right >= other.right
            && self.bottom <= other.bottom
            && self.top >= other.top
    }

    pub(super) fn wider(self, by: f32) -> Self {
        Self {
            left: self.left - by,
            bottom: self.bottom - by,
            right: self.right + by,
            top: self.top + by,
        }
    }

    /// Where a matrix puts a rectangle, whose sides may be swapped.
    pub(super) fn of_box([left, bottom, right, top]: [f32; 4], matrix: Matrix) -> Self {
        let mut area = Self::NOWHERE;
        for (x, y) in [(left, bottom), (right, bottom), (right, top), (left, top)] {
            area.add(transformed(matrix, x, y));
        }
        area
    }
}

/// Whether a place is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coverage {
    No,
    Maybe,
    Yes,
}

/// The inside of a path.
#[derive(Debug)]
pub(super) struct Outline {
    polygons: Vec<Vec<(f32, f32)>>,
    even_odd: bool,
}

impl Outline {
    fn holds(&self, (x, y): (f32, f32)) -> bool {
        let mut winding = 0i32;
        for polygon in &self.polygons {
            let Some(mut from) = polygon.last().copied() else {
                continue;
            };
            for &to in polygon {
                let rises = from.1 <= y && to.1 > y;
                let falls = from.1 > y && to.1 <= y;
                if rises || falls {
                    let across = from.0 + (y - from.1) / (to.1 - from.1) * (to.0 - from.0);
                    if across > x {
                        winding += if rises { 1 } else { -1 };
                    }
                }
                from = to;
            }
        }
        if self.even_odd {
            winding % 2 != 0
        } else {
            winding != 0
        }
    }

    fn points(&self) -> usize {
        self.polygons.iter().map(Vec::len).sum()
    }
}

/// What is painted, or what a clip leaves.
#[derive(Debug)]
pub(super) enum Shape {
    /// Its bounds and nothing less.
    Whole,
    Inside(Outline),
    /// Lines, half as wide as the first at least and as the second at most.
    Lines(Outline, f32, f32),
    /// Somewhere in its bounds.
    Vague,
}

impl Shape {
    /// Whether it takes a place within its bounds.
    pub(super) fn covers(&self, place: (f32, f32)) -> Coverage {
        match self {
            Self::Whole => Coverage::Yes,
            Self::Vague => Coverage::Maybe,
            Self::Inside(outline) if outline.holds(place) => Coverage::Yes,
            Self::Inside(_) => Coverage::No,
            Self::Lines(outline, least, most) => {
                let mut nearest = f32::INFINITY;
                for line in &outline.polygons {
                    for ends in line.windows(2) {
                        nearest = nearest.min(distance(place, ends[0], ends[1]));
                    }
                }
                if nearest <= *least {
                    Coverage::Yes
                } else if nearest <= *most {
                    Coverage::Maybe
                } else {
                    Coverage::No
                }
            }
        }
    }

    /// Steps that asking takes.
    pub(super) fn work(&self) -> usize {
        match self {
            Self::Whole | Self::Vague => 1,
            Self::Inside(outline) | Self::Lines(outline, _, _) => 1 + outline.points() / 4,
        }
    }
}

fn distance((x, y): (f32, f32), from: (f32, f32), to: (f32, f32)) -> f32 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx * dx + dy * dy;
    let share = if length > 0.0 {
        (((x - from.0) * dx + (y - from.1) * dy) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (x - from.0 - share * dx).hypot(y - from.1 - share * dy)
}

/// A path as it is drawn, in page space.
#[derive(Debug)]
pub(super) struct Path {
    pub bounds: Area,
    polygons: Vec<Vec<(f32, f32)>>,
    points: usize,
    /// What is painted next is cut off by it; true for the even-odd rule.
    pub clips: Option<bool>,
}

impl Default for Path {
    fn default() -> Self {
        Self {
            bounds: Area::NOWHERE,
            polygons: Vec::new(),
            points: 0,
            clips: None,
        }
    }
}

impl Path {
    /// Points of one path that are kept.
    const MOST: usize = 20_000;
    /// Straight pieces of a curve.
    const PIECES: usize = 8;

    pub(super) fn is_empty(&self) -> bool {
        self.points == 0
    }

    pub(super) fn rectangle(&mut self, matrix: Matrix, x: f32, y: f32, width: f32, height: f32) {
        self.begin(transformed(matrix, x, y));
        self.line(transformed(matrix, x + width, y));
        self.line(transformed(matrix, x + width, y + height));
        self.line(transformed(matrix, x, y + height));
        self.close();
    }

    pub(super) fn begin(&mut self, place: (f32, f32)) {
        self.bounds.add(place);
        self.points += 1;
        if self.points <= Self::MOST {
            self.polygons.push(vec![place]);
        }
    }

    pub(super) fn line(&mut self, place: (f32, f32)) {
        self.bounds.add(place);
        self.points += 1;
        if self.points <= Self::MOST {
            match self.polygons.last_mut() {
                Some(polygon) => polygon.push(place),
                None => self.polygons.push(vec![place]),
            }
        }
    }

    pub(super) fn last(&self) -> Option<(f32, f32)> {
        self.polygons.last()?.last().copied()
    }

    pub(super) fn curve(&mut self, one: (f32, f32), two: (f32, f32), end: (f32, f32)) {
        let start = self.last().unwrap_or(one);
        for piece in 1..=Self::PIECES {
            let t = piece as f32 / Self::PIECES as f32;
            let s = 1.0 - t;
            let of = |a: f32, b: f32, c: f32, d: f32| {
                s * s * s * a + 3.0 * s * s * t * b + 3.0 * s * t * t * c + t * t * t * d
            };
            self.line((
                of(start.0, one.0, two.0, end.0),
                of(start.1, one.1, two.1, end.1),
            ));
        }
    }

    /// Leads the line back to where it began; a point there begins the next.
    pub(super) fn close(&mut self) {
        let Some(first) = self.polygons.last().and_then(|polygon| polygon.first()) else {
            return;
        };
        let first = *first;
        self.line(first);
        self.begin(first);
    }

    fn is_rectangle(&self) -> bool {
        let mut lines = self.polygons.iter().filter(|polygon| polygon.len() > 1);
        let (Some(corners), None) = (lines.next(), lines.next()) else {
            return false;
        };
        let near = |one: f32, other: f32| (one - other).abs() < 0.05;
        let [a, b, c, d, ref rest @ ..] = corners[..] else {
            return false;
        };
        let upright = near(a.0, b.0) && near(b.1, c.1) && near(c.0, d.0) && near(d.1, a.1);
        let flat = near(a.1, b.1) && near(b.0, c.0) && near(c.1, d.1) && near(d.0, a.0);
        (upright || flat) && (rest.is_empty() || rest == [a])
    }

    /// The inside, by one of the two rules.
    pub(super) fn inside(&self, even_odd: bool) -> Shape {
        if self.points > Self::MOST {
            Shape::Vague
        } else if self.is_rectangle() {
            Shape::Whole
        } else {
            Shape::Inside(Outline {
                polygons: self.polygons.clone(),
                even_odd,
            })
        }
    }

    /// The path drawn as lines of this width under this matrix; dashes may leave any place out.
    pub(super) fn lines(&self, width: f32, matrix: Matrix, is_dashed: bool) -> Shape {
        if self.points > Self::MOST {
            return Shape::Vague;
        }
        let (least, most) = scales(matrix);
        let polygons = self.polygons.iter().filter(|line| line.len() > 1);
        Shape::Lines(
            Outline {
                polygons: polygons.cloned().collect(),
                even_odd: false,
            },
            if is_dashed { -1.0 } else { width * least / 2.0 },
            width * most / 2.0,
        )
    }
}
