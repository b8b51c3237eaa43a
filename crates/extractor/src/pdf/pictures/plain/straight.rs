//! Paths of upright rectangles and lines, as rectangles of dots.

use hayro::{
    hayro_interpret::{FillRule, StrokeProps},
    kurbo::{Affine, BezPath, Cap, Join, PathEl, Point, Rect},
};

use crate::pdf::pictures::paper::largest_scale;

/// By how many dots a line may lean and be upright.
const UPRIGHT: f64 = 0.02;

/// A rule has as many dots at least (ISO 32000-1, 8.4.3.2: the thinnest line that there is).
const THINNEST: f64 = 1.0;

/// Half of the thickness of a fine line, in dots.
const FINE: f64 = 1.0;

/// Whether upright lines stay upright.
pub(super) fn is_upright(transform: Affine) -> bool {
    let [a, b, c, d, ..] = transform.as_coeffs();
    (b == 0.0 && c == 0.0) || (a == 0.0 && d == 0.0)
}

/// The rectangles that a path consists of, such that what it fills is all of each: all are drawn in one sense then, and by the
/// even-odd rule there is only one. `None` where it has anything else, or where one may be a hole in another.
pub(super) fn rectangles(path: &BezPath, transform: Affine, rule: FillRule) -> Option<Vec<Rect>> {
    let found: Vec<(Rect, bool)> =
        parts(path, transform)?.iter().map(|part| rectangle(&part.points)).collect::<Option<_>>()?;
    let in_one_sense = found.windows(2).all(|pair| pair.first().map(|one| one.1) == pair.last().map(|one| one.1));
    let is_whole = found.len() <= 1 || (in_one_sense && rule == FillRule::NonZero);
    is_whole.then(|| found.into_iter().map(|(rectangle, _)| rectangle).collect())
}

/// The bars that a pen draws along a path of upright lines; `None` where it has anything else.
pub(super) fn bars(path: &BezPath, transform: Affine, stroke: &StrokeProps) -> Option<Vec<Rect>> {
    if !is_upright(transform) {
        return None;
    }
    let [a, b, c, d, ..] = transform.as_coeffs();
    let width = f64::from(stroke.line_width);
    let width = width.max(THINNEST / largest_scale(transform));
    // Half of a rule's thickness, where it stands and where it lies.
    let (upright, flat) = (width * a.abs().max(c.abs()) / 2.0, width * b.abs().max(d.abs()) / 2.0);
    // At the corners of a fine line nobody sees how it turns.
    let has_square_corners = stroke.line_join == Join::Miter || upright.max(flat) <= FINE;
    let mut bars = Vec::new();
    for Part { mut points, is_closed } in parts(path, transform)? {
        if is_closed && points.first() != points.last() {
            points.extend(points.first().copied());
        }
        let folds_back = points
            .windows(3)
            .any(|turn| matches!(turn, [before, at, after] if (*at - *before).dot(*after - *at) < 0.0));
        if folds_back || (points.len() > 2 && !has_square_corners) {
            return None;
        }
        // Where lines meet, each goes on to the other's edge.
        let last = points.len().checked_sub(2)?;
        for (at, line) in points.windows(2).enumerate() {
            let [from, to] = line else { continue };
            let square = stroke.line_cap == Cap::Square;
            let (begins, ends) = (square || is_closed || at > 0, square || is_closed || at < last);
            bars.push(bar((*from, *to), (upright, flat), (begins, ends))?);
        }
    }
    Some(bars)
}

/// A line as thick as it is drawn; longer by half of that where it begins or ends with a corner.
fn bar((from, to): (Point, Point), (upright, flat): (f64, f64), (begins, ends): (bool, bool)) -> Option<Rect> {
    let along = |from: f64, to: f64, half: f64| {
        let (begins, ends) = if from <= to { (begins, ends) } else { (ends, begins) };
        let more = |longer: bool| if longer { half } else { 0.0 };
        (from.min(to) - more(begins), from.max(to) + more(ends))
    };
    if (from.x - to.x).abs() <= UPRIGHT {
        let (top, bottom) = along(from.y, to.y, flat);
        let x = (from.x + to.x) / 2.0;
        return Some(Rect::new(x - upright, top, x + upright, bottom));
    }
    if (from.y - to.y).abs() <= UPRIGHT {
        let (left, right) = along(from.x, to.x, upright);
        let y = (from.y + to.y) / 2.0;
        return Some(Rect::new(left, y - flat, right, y + flat));
    }
    None
}

/// Points that lines lead along.
struct Part {
    points: Vec<Point>,
    is_closed: bool,
}

/// The parts of a path of lines, on the page; `None` where it has curves.
fn parts(path: &BezPath, transform: Affine) -> Option<Vec<Part>> {
    let mut parts: Vec<Part> = Vec::new();
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(to) => parts.push(Part { points: vec![transform * to], is_closed: false }),
            PathEl::LineTo(to) => {
                let part = parts.last_mut()?;
                if part.is_closed {
                    return None;
                }
                part.points.push(transform * to);
            }
            PathEl::ClosePath => parts.last_mut()?.is_closed = true,
            PathEl::QuadTo(..) | PathEl::CurveTo(..) => return None,
        }
    }
    // A point alone draws nothing.
    parts.retain(|part| part.points.len() > 1);
    Some(parts)
}

/// The upright rectangle with these corners, in turn, and whether they turn to the right; the first may stand again at the end.
fn rectangle(corners: &[Point]) -> Option<(Rect, bool)> {
    let corners = match corners {
        [first, others @ .., last] if others.len() == 3 && first.distance(*last) <= UPRIGHT => {
            corners.get(..others.len() + 1)?
        }
        corners => corners,
    };
    let [p, q, r, s] = corners else { return None };
    let same = |a: f64, b: f64| (a - b).abs() <= UPRIGHT;
    let lies_first = same(p.y, q.y) && same(q.x, r.x) && same(r.y, s.y) && same(s.x, p.x);
    let stands_first = same(p.x, q.x) && same(q.y, r.y) && same(r.x, s.x) && same(s.y, p.y);
    let turns_right = (*q - *p).cross(*r - *q) > 0.0;
    (lies_first || stands_first).then(|| (Rect::from_points(*p, *r), turns_right))
}

#[cfg(test)]
mod tests {
    use hayro::{
        hayro_interpret::{FillRule, StrokeProps},
        kurbo::{Affine, BezPath, Join, Rect},
    };

    use super::{bars, rectangles};

    fn path(drawn: &str) -> BezPath {
        BezPath::from_svg(drawn).unwrap()
    }

    #[test]
    fn rectangles_are_known_in_any_turn_and_nothing_else_is() {
        let found =
            rectangles(&path("M1 2 H5 V4 H1 Z M0 0 H2 V3 H0 L0 0"), Affine::scale(2.0), FillRule::NonZero).unwrap();
        assert_eq!(found, [Rect::new(2.0, 4.0, 10.0, 8.0), Rect::new(0.0, 0.0, 4.0, 6.0)]);
        for other in ["M0 0 L4 1 L4 4 L0 4 Z", "M0 0 H4 V4 Z", "M0 0 C1 1 2 2 3 3"] {
            assert!(rectangles(&path(other), Affine::IDENTITY, FillRule::NonZero).is_none(), "{other}");
        }
    }

    #[test]
    fn what_may_be_a_hole_is_not_filled() {
        let (frame, beside) = ("M0 0 H9 V9 H0 Z M2 2 V7 H7 V2 Z", "M0 0 H9 V9 H0 Z M2 2 H7 V7 H2 Z");
        let filled = |drawn: &str, rule| rectangles(&path(drawn), Affine::IDENTITY, rule).is_some();
        assert!(!filled(frame, FillRule::NonZero) && !filled(frame, FillRule::EvenOdd));
        assert!(filled(beside, FillRule::NonZero) && !filled(beside, FillRule::EvenOdd));
        assert!(filled("M0 0 V9 H9 V0 Z", FillRule::EvenOdd));
    }

    #[test]
    fn a_corner_that_is_seen_to_be_round_is_not_plain() {
        let pen = |line_width, line_join| StrokeProps { line_width, line_join, ..StrokeProps::default() };
        let drawn = |path: &BezPath, pen| bars(path, Affine::IDENTITY, &pen).is_some();
        let frame = path("M0 0 H9 V9 H0 Z");
        assert!(!drawn(&frame, pen(4.0, Join::Round)) && drawn(&frame, pen(1.0, Join::Round)));
        assert!(drawn(&frame, pen(4.0, Join::Miter)) && drawn(&path("M0 0 H9"), pen(4.0, Join::Bevel)));
        assert!(!drawn(&path("M0 0 H9 H4"), pen(1.0, Join::Miter)), "it folds back");
    }

    #[test]
    fn a_line_is_as_thick_as_its_pen_and_no_thinner_than_a_dot() {
        let pen = |line_width| StrokeProps { line_width, ..StrokeProps::default() };
        let line = path("M1 5 H9");
        assert_eq!(bars(&line, Affine::IDENTITY, &pen(2.0)).unwrap(), [Rect::new(1.0, 4.0, 9.0, 6.0)]);
        assert_eq!(bars(&line, Affine::IDENTITY, &pen(0.1)).unwrap(), [Rect::new(1.0, 4.5, 9.0, 5.5)]);
        let turned = Affine::new([0.0, 2.0, -2.0, 0.0, 20.0, 0.0]);
        assert_eq!(bars(&line, turned, &pen(2.0)).unwrap(), [Rect::new(8.0, 2.0, 12.0, 18.0)]);
        assert!(bars(&path("M0 0 L9 1"), Affine::IDENTITY, &pen(1.0)).is_none());
    }

    #[test]
    fn the_corners_of_a_frame_are_whole() {
        let frame =
            bars(&path("M2 2 H8 V6 H2 Z"), Affine::IDENTITY, &StrokeProps { line_width: 2.0, ..Default::default() });
        assert_eq!(frame.unwrap().first(), Some(&Rect::new(1.0, 1.0, 9.0, 3.0)));
    }
}
