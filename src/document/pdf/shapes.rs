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

    pub(super) fn holds(&self, (x, y): (f32, f32)) -> bool {
        x >= self.left && x <= self.right && y >= self.bottom && y <= self.top
    }
}

/// A path as far as it is drawn.
#[derive(Debug)]
pub(super) struct Path {
    pub bounds: Area,
    pub rectangles: Vec<Area>,
    /// Corners of the subpath that is not known to be a rectangle yet.
    corners: Vec<(f32, f32)>,
    is_odd: bool,
    subpaths: usize,
    /// What is painted next is cut off by it.
    pub clips: bool,
}

impl Default for Path {
    fn default() -> Self {
        Self {
            bounds: Area::NOWHERE,
            rectangles: Vec::new(),
            corners: Vec::new(),
            is_odd: false,
            subpaths: 0,
            clips: false,
        }
    }
}

impl Path {
    /// Rectangles of one path that are compared with each other.
    const MOST: usize = 32;

    pub(super) fn rectangle(&mut self, matrix: Matrix, x: f32, y: f32, width: f32, height: f32) {
        self.close();
        let mut area = Area::NOWHERE;
        area.add(transformed(matrix, x, y));
        area.add(transformed(matrix, x + width, y + height));
        area.add(transformed(matrix, x + width, y));
        area.add(transformed(matrix, x, y + height));
        let [a, b, c, d, _, _] = matrix;
        self.is_odd |= !((b == 0.0 && c == 0.0) || (a == 0.0 && d == 0.0));
        self.bounds.add((area.left, area.bottom));
        self.bounds.add((area.right, area.top));
        self.rectangles.push(area);
        self.subpaths += 1;
    }

    pub(super) fn point(&mut self, operator: &[u8], place: (f32, f32)) {
        match operator {
            b"m" => self.close(),
            b"l" => {}
            _ => self.is_odd = true,
        }
        self.bounds.add(place);
        // A lone point is no outline.
        self.subpaths += usize::from(operator != b"m" && self.corners.len() == 1);
        self.corners.push(place);
        self.is_odd |= self.corners.len() > 5;
        self.corners.truncate(6);
    }

    /// Takes the subpath for a rectangle, if it is one.
    pub(super) fn close(&mut self) {
        let mut corners = std::mem::take(&mut self.corners);
        if corners.len() < 2 {
            return;
        }
        if corners.len() == 5 && corners.first() == corners.last() {
            corners.pop();
        }
        let near = |one: f32, other: f32| (one - other).abs() < 0.05;
        let [a, b, c, d] = corners[..] else {
            self.is_odd = true;
            return;
        };
        let upright = near(a.0, b.0) && near(b.1, c.1) && near(c.0, d.0) && near(d.1, a.1);
        let flat = near(a.1, b.1) && near(b.0, c.0) && near(c.1, d.1) && near(d.0, a.0);
        if upright || flat {
            let mut area = Area::NOWHERE;
            [a, b, c, d].into_iter().for_each(|corner| area.add(corner));
            self.rectangles.push(area);
        } else {
            self.is_odd = true;
        }
    }

    /// True when nothing of what is filled can be a hole: a frame has two outlines.
    pub(super) fn has_no_hole(&self) -> bool {
        self.subpaths <= 1 || self.is_rectangles()
    }

    /// True when exactly the rectangles are filled: two that overlap may leave a hole.
    pub(super) fn is_rectangles(&self) -> bool {
        let known = &self.rectangles;
        !self.is_odd
            && self.corners.is_empty()
            && !known.is_empty()
            && known.len() <= Self::MOST
            && known.iter().enumerate().all(|(index, one)| {
                let later = known.iter().skip(index + 1);
                later.into_iter().all(|other| one.and(*other).is_empty())
            })
    }
}
