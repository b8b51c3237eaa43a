//! Where something stands on a page.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A box in points, origin top-left of the page as displayed, y downwards. In JSON `[x0, y0, x1, y1]`, to 0.1 point.
///
/// For a text dump the unit is the character cell: x counts characters in the line, y counts lines.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct BBox {
    /// Left edge.
    pub x0: f32,
    /// Top edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Bottom edge.
    pub y1: f32,
}

impl BBox {
    /// The box with these edges, in whatever order the corners come.
    pub fn new(x0: f32, y0: f32, x1: f32, y1: f32) -> Self {
        Self { x0: x0.min(x1), y0: y0.min(y1), x1: x0.max(x1), y1: y0.max(y1) }
    }

    /// Width in points.
    pub fn width(&self) -> f32 {
        self.x1 - self.x0
    }

    /// Height in points.
    pub fn height(&self) -> f32 {
        self.y1 - self.y0
    }

    /// The middle across.
    pub fn center_x(&self) -> f32 {
        (self.x0 + self.x1) / 2.0
    }

    /// The middle down.
    pub fn center_y(&self) -> f32 {
        (self.y0 + self.y1) / 2.0
    }

    /// The middle of both: x and y.
    pub fn center(&self) -> (f32, f32) {
        (self.center_x(), self.center_y())
    }

    /// The smallest box that holds both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }

    /// The part that both cover; `None` where they do not touch.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        let x0 = self.x0.max(other.x0);
        let y0 = self.y0.max(other.y0);
        let x1 = self.x1.min(other.x1);
        let y1 = self.y1.min(other.y1);
        (x0 <= x1 && y0 <= y1).then_some(Self { x0, y0, x1, y1 })
    }

    /// Whether the point lies inside or on the edge.
    pub fn contains(&self, x: f32, y: f32) -> bool {
        x >= self.x0 && x <= self.x1 && y >= self.y0 && y <= self.y1
    }

    /// Its edges as the JSON has them: left, top, right, bottom, to a tenth; what is not a number is 0.
    pub fn tenths(&self) -> [f64; 4] {
        [self.x0, self.y0, self.x1, self.y1].map(to_tenth)
    }

    /// The box grown by `by` points on each side.
    #[must_use]
    pub fn grown(&self, by: f32) -> Self {
        Self { x0: self.x0 - by, y0: self.y0 - by, x1: self.x1 + by, y1: self.y1 + by }
    }

    /// The smallest box that holds all of `boxes`; `None` for none.
    pub fn around<'a>(boxes: impl IntoIterator<Item = &'a Self>) -> Option<Self> {
        boxes.into_iter().copied().reduce(|a, b| a.union(&b))
    }
}

impl Serialize for BBox {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.tenths().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for BBox {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let [x0, y0, x1, y1] = Deserialize::deserialize(deserializer)?;
        Ok(Self { x0, y0, x1, y1 })
    }
}

/// Written by hand, as its JSON is.
#[cfg(feature = "schema")]
impl schemars::JsonSchema for BBox {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "BBox".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let mut schema = <[f64; 4]>::json_schema(generator);
        schema.insert(
            "description".to_owned(),
            "A box `[x0, y0, x1, y1]` in points, to 0.1 point, from the top left of the page as displayed, y downwards. \
             In a text dump x counts characters in the line, and y lines."
                .into(),
        );
        schema
    }
}

/// Rounds to 0.1. Through f64, so that 180.1 prints as `180.1` and not as the nearest f32; −0 becomes 0, what is not a
/// number becomes 0.
fn to_tenth(value: f32) -> f64 {
    let tenths = (f64::from(value) * 10.0).round();
    if tenths.is_finite() { tenths / 10.0 + 0.0 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::BBox;

    #[track_caller]
    fn check(bbox: BBox, expected: &str) {
        assert_eq!(serde_json::to_string(&bbox).unwrap(), expected);
    }

    #[test]
    fn a_box_prints_tenths_of_a_point() {
        check(BBox::new(50.04, 180.149, 98.0, 196.26), "[50.0,180.1,98.0,196.3]");
    }

    #[test]
    fn no_negative_zero_and_no_nan_reaches_the_json() {
        check(BBox { x0: -0.01, y0: f32::NAN, x1: f32::INFINITY, y1: 1.0 }, "[0.0,0.0,0.0,1.0]");
    }

    #[test]
    fn boxes_that_do_not_touch_have_no_intersection() {
        let a = BBox::new(0.0, 0.0, 10.0, 10.0);
        assert_eq!(a.intersection(&BBox::new(11.0, 0.0, 20.0, 10.0)), None);
        assert_eq!(a.intersection(&BBox::new(5.0, 5.0, 20.0, 8.0)), Some(BBox::new(5.0, 5.0, 10.0, 8.0)));
    }
}
