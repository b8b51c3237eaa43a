//! Paths: what a stroke or a fill leaves on the page as rulings, and what it puts behind later text.

use juesuan_model::BBox;

use super::matrix::Matrix;
use crate::marks::Ruling;

/// A path under construction, in page space. Kept from one path to the next of a stream, for its room.
#[derive(Debug, Clone, Default)]
pub(super) struct Path {
    /// The points of all shapes, one shape after the other.
    points: Vec<(f32, f32)>,
    shapes: Vec<Shape>,
    current: (f32, f32),
}

#[derive(Debug, Clone, Copy)]
struct Shape {
    /// Index of its first point; it ends where the next shape begins.
    first: usize,
    curved: bool,
    closed: bool,
}

/// What painting a path put on the page.
#[derive(Debug, Default)]
pub(super) struct Painted {
    pub(super) rulings: Vec<Ruling>,
    /// Areas with both sides longer than a rule is thick.
    pub(super) areas: Vec<BBox>,
    /// Boxes around filled shapes that are no upright rectangles: what they cover is not known exactly.
    pub(super) blots: Vec<BBox>,
    pub(super) curved_fills: usize,
}

impl Painted {
    /// Forgets all of it, and keeps the room.
    pub(super) fn clear(&mut self) {
        self.rulings.clear();
        self.areas.clear();
        self.blots.clear();
        self.curved_fills = 0;
    }
}

/// The thickest that a rule is drawn, in points.
const THICKEST_RULE: f32 = 3.0;

impl Path {
    pub(super) fn move_to(&mut self, ctm: &Matrix, x: f64, y: f64) {
        self.current = ctm.apply(x, y);
        self.begin(false);
    }

    pub(super) fn line_to(&mut self, ctm: &Matrix, x: f64, y: f64) {
        self.add(ctm.apply(x, y), false);
    }

    pub(super) fn curve_to(&mut self, ctm: &Matrix, x: f64, y: f64) {
        self.add(ctm.apply(x, y), true);
    }

    /// Begins a shape at the current point.
    fn begin(&mut self, closed: bool) {
        self.shapes.push(Shape { first: self.points.len(), curved: false, closed });
        self.points.push(self.current);
    }

    fn add(&mut self, point: (f32, f32), curved: bool) {
        if self.shapes.last().is_none_or(|shape| shape.closed) {
            self.begin(false);
        }
        if let Some(shape) = self.shapes.last_mut() {
            self.points.push(point);
            shape.curved |= curved;
        }
        self.current = point;
    }

    pub(super) fn close(&mut self) {
        if let Some(shape) = self.shapes.last_mut() {
            shape.closed = true;
            if let Some(&first) = self.points.get(shape.first) {
                self.current = first;
            }
        }
    }

    pub(super) fn rectangle(&mut self, ctm: &Matrix, x: f64, y: f64, width: f64, height: f64) {
        self.current = ctm.apply(x, y);
        self.begin(true);
        let others = [(x + width, y), (x + width, y + height), (x, y + height)];
        self.points.extend(others.map(|(x, y)| ctm.apply(x, y)));
    }

    pub(super) fn clear(&mut self) {
        self.points.clear();
        self.shapes.clear();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.shapes.is_empty()
    }

    /// Each shape with its points.
    fn shapes(&self) -> impl Iterator<Item = (&Shape, &[(f32, f32)])> {
        let ends = self.shapes.iter().skip(1).map(|next| next.first).chain([self.points.len()]);
        self.shapes.iter().zip(ends).map(|(shape, end)| (shape, self.points.get(shape.first..end).unwrap_or_default()))
    }

    /// The upright box around the whole path.
    pub(super) fn bbox(&self) -> Option<BBox> {
        bbox_of(&self.points)
    }

    /// Strokes with a line `width` points thick on the page.
    pub(super) fn stroke(&self, width: f32, clip: &BBox, painted: &mut Painted) {
        for (shape, points) in self.shapes().filter(|(shape, _)| !shape.curved) {
            let closing = shape.closed.then(|| points.last().copied().zip(points.first().copied())).flatten();
            let edges = points.windows(2).filter_map(|pair| match pair {
                [from, to] => Some((*from, *to)),
                _ => None,
            });
            for (from, to) in edges.chain(closing) {
                stroke_edge(from, to, width, clip, painted);
            }
        }
    }

    /// Fills: a thin shape is a rule, any other lies behind later text.
    pub(super) fn fill(&self, clip: &BBox, painted: &mut Painted) {
        for (shape, points) in self.shapes() {
            let Some(whole) = bbox_of(points) else { continue };
            let Some(bbox) = whole.intersection(clip) else { continue };
            if shape.curved {
                painted.curved_fills += 1;
                painted.blots.push(bbox);
            } else if bbox.width() <= THICKEST_RULE || bbox.height() <= THICKEST_RULE {
                painted.rulings.extend(thin_area(&bbox));
            } else if is_upright_rectangle(points, &whole) {
                painted.areas.push(bbox);
            } else {
                painted.curved_fills += usize::from(points.len() > 8);
                painted.blots.push(bbox);
            }
        }
    }
}

fn bbox_of(points: &[(f32, f32)]) -> Option<BBox> {
    let (&(x, y), others) = points.split_first()?;
    Some(others.iter().fold(BBox::new(x, y, x, y), |bbox, &(x, y)| bbox.union(&BBox::new(x, y, x, y))))
}

/// Whether all of `points` are corners of `bbox`, the box around them.
fn is_upright_rectangle(points: &[(f32, f32)], bbox: &BBox) -> bool {
    const SLACK: f32 = 0.5;
    let near = |a: f32, b: f32| (a - b).abs() <= SLACK;
    (4..=6).contains(&points.len())
        && points.iter().all(|&(x, y)| (near(x, bbox.x0) || near(x, bbox.x1)) && (near(y, bbox.y0) || near(y, bbox.y1)))
}

/// A stroked edge: a ruling if it runs straight across or down, an area if it is a fat short stroke.
fn stroke_edge(from: (f32, f32), to: (f32, f32), width: f32, clip: &BBox, painted: &mut Painted) {
    let (dx, dy) = ((to.0 - from.0).abs(), (to.1 - from.1).abs());
    let level = dy <= 0.5 || dy <= 0.01 * dx;
    let upright = dx <= 0.5 || dx <= 0.01 * dy;
    let half = width / 2.0;
    let inked = if level && dx >= dy {
        let y = (from.1 + to.1) / 2.0;
        BBox::new(from.0, y - half, to.0, y + half)
    } else if upright {
        let x = (from.0 + to.0) / 2.0;
        BBox::new(x - half, from.1, x + half, to.1)
    } else {
        return;
    };
    let Some(bbox) = inked.intersection(clip) else { return };
    if width > THICKEST_RULE && bbox.width() > THICKEST_RULE && bbox.height() > THICKEST_RULE {
        painted.areas.push(bbox);
    } else if level && dx >= dy {
        painted.rulings.push(Ruling::horizontal(bbox.center_y(), bbox.x0, bbox.x1, bbox.height()));
    } else {
        painted.rulings.push(Ruling::vertical(bbox.center_x(), bbox.y0, bbox.y1, bbox.width()));
    }
}

/// A thin filled area is a rule along its longer side. A dot may belong to a dotted rule either way: it counts as both.
pub(super) fn thin_area(bbox: &BBox) -> impl Iterator<Item = Ruling> {
    let (width, height) = (bbox.width(), bbox.height());
    let across = (height <= THICKEST_RULE && width * 2.0 >= height)
        .then(|| Ruling::horizontal(bbox.center_y(), bbox.x0, bbox.x1, height));
    let down = (width <= THICKEST_RULE && height * 2.0 >= width)
        .then(|| Ruling::vertical(bbox.center_x(), bbox.y0, bbox.y1, width));
    // A clear rule counts once.
    let (across, down) = if width >= 2.0 * height {
        (across, None)
    } else if height >= 2.0 * width {
        (None, down)
    } else {
        (across, down)
    };
    across.into_iter().chain(down)
}

#[cfg(test)]
mod tests {
    use juesuan_model::BBox;

    use super::{Matrix, Painted, Path};
    use crate::marks::Orientation::{self, Horizontal, Vertical};

    const PAGE: BBox = BBox { x0: 0.0, y0: 0.0, x1: 600.0, y1: 800.0 };

    #[track_caller]
    fn check(painted: &Painted, expected: &[(Orientation, f32, f32, f32)]) {
        let rulings: Vec<_> = painted.rulings.iter().map(|r| (r.orientation, r.position, r.start, r.end)).collect();
        assert_eq!(rulings, expected);
    }

    #[test]
    fn a_stroked_rectangle_is_four_rules() {
        let (mut path, mut painted) = (Path::default(), Painted::default());
        path.rectangle(&Matrix::IDENTITY, 10.0, 20.0, 100.0, 50.0);
        path.stroke(1.0, &PAGE, &mut painted);
        check(
            &painted,
            &[
                (Horizontal, 20.0, 10.0, 110.0),
                (Vertical, 110.0, 20.0, 70.0),
                (Horizontal, 70.0, 10.0, 110.0),
                (Vertical, 10.0, 20.0, 70.0),
            ],
        );
    }

    #[test]
    fn a_thin_fill_is_a_rule_and_a_broad_one_an_area() {
        let (mut path, mut painted) = (Path::default(), Painted::default());
        path.rectangle(&Matrix::IDENTITY, 10.0, 20.0, 100.0, 1.0);
        path.rectangle(&Matrix::IDENTITY, 10.0, 30.0, 100.0, 40.0);
        path.fill(&PAGE, &mut painted);
        check(&painted, &[(Horizontal, 20.5, 10.0, 110.0)]);
        assert_eq!(painted.areas, [BBox::new(10.0, 30.0, 110.0, 70.0)]);
    }

    #[test]
    fn a_dot_may_belong_to_a_rule_either_way() {
        let (mut path, mut painted) = (Path::default(), Painted::default());
        path.rectangle(&Matrix::IDENTITY, 10.0, 20.0, 0.5, 0.5);
        path.fill(&PAGE, &mut painted);
        check(&painted, &[(Horizontal, 20.25, 10.0, 10.5), (Vertical, 10.25, 20.0, 20.5)]);
    }

    #[test]
    fn what_the_clip_shuts_out_is_no_rule() {
        let (mut path, mut painted) = (Path::default(), Painted::default());
        path.move_to(&Matrix::IDENTITY, 10.0, 20.0);
        path.line_to(&Matrix::IDENTITY, 500.0, 20.0);
        path.stroke(1.0, &BBox::new(0.0, 0.0, 100.0, 100.0), &mut painted);
        path.stroke(1.0, &BBox::new(0.0, 50.0, 100.0, 100.0), &mut painted);
        check(&painted, &[(Horizontal, 20.0, 10.0, 100.0)]);
    }

    #[test]
    fn slanted_and_curved_edges_are_no_rules() {
        let (mut path, mut painted) = (Path::default(), Painted::default());
        path.move_to(&Matrix::IDENTITY, 10.0, 20.0);
        path.line_to(&Matrix::IDENTITY, 100.0, 90.0);
        path.move_to(&Matrix::IDENTITY, 10.0, 20.0);
        path.curve_to(&Matrix::IDENTITY, 100.0, 20.0);
        path.stroke(1.0, &PAGE, &mut painted);
        check(&painted, &[]);
    }
}
