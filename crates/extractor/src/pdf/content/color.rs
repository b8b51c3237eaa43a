//! How dark something is drawn. Colour itself does not matter to a table; white on white does.

use std::cell::RefCell;

use hayro_syntax::{
    object::{Array, Name, Object, ObjectIdentifier},
    page::Resources,
};
use rustc_hash::FxHashMap;

/// The colour spaces of a part that are objects of their own: pages name them before every word.
pub(in crate::pdf) type ColorSpaces = RefCell<FxHashMap<ObjectIdentifier, ColorSpace>>;

/// How the operands of `sc`/`scn` read in a colour space (ISO 32000-1, 8.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::pdf) enum ColorSpace {
    /// More is lighter: DeviceGray, RGB, CalGray, ICC with one or three components. CMYK is told by its four.
    #[default]
    Additive,
    /// The first of three components is the lightness, 0 to 100.
    Lab,
    /// More is darker: Separation and DeviceN.
    Tint,
    /// Indexed and Pattern: not resolved, taken as dark.
    Opaque,
}

impl ColorSpace {
    /// The colour space that `cs` names; `spaces` keeps what was read of those that are objects of their own.
    pub(super) fn named(name: &Name<'_>, resources: &Resources<'_>, spaces: &ColorSpaces) -> Self {
        match name.as_ref() {
            b"DeviceGray" | b"DeviceRGB" | b"DeviceCMYK" => return Self::Additive,
            b"Pattern" => return Self::Opaque,
            _ => {}
        }
        let read = || resources.get_color_space(name).map_or(Self::Additive, |object| Self::of(&object));
        match resources.color_spaces.get_ref(name.as_ref()) {
            Some(reference) => *spaces.borrow_mut().entry(reference.into()).or_insert_with(read),
            None => read(),
        }
    }

    fn of(object: &Object<'_>) -> Self {
        let family = match object {
            Object::Array(array) => first_name(array),
            Object::Name(name) => Some(name.as_ref().to_vec()),
            _ => None,
        };
        match family.as_deref() {
            Some(b"Separation" | b"DeviceN") => Self::Tint,
            Some(b"Lab") => Self::Lab,
            Some(b"Indexed" | b"I" | b"Pattern") => Self::Opaque,
            _ => Self::Additive,
        }
    }

    /// Darkness of the components: 0 white, 1 black.
    pub(super) fn darkness(self, components: &[f64]) -> f64 {
        let dark = match (self, components) {
            (Self::Additive, [gray]) => 1.0 - gray,
            (Self::Additive, [r, g, b]) => 1.0 - (0.3 * r + 0.59 * g + 0.11 * b),
            (Self::Additive, [c, m, y, k]) => (0.3 * c + 0.59 * m + 0.11 * y) * (1.0 - k) + k,
            (Self::Lab, [lightness, ..]) => 1.0 - lightness / 100.0,
            (Self::Tint, tints) => tints.iter().copied().fold(0.0, f64::max),
            (Self::Opaque | Self::Additive | Self::Lab, _) => 1.0,
        };
        if dark.is_nan() { 1.0 } else { dark.clamp(0.0, 1.0) }
    }
}

fn first_name(array: &Array<'_>) -> Option<Vec<u8>> {
    match array.iter::<Object<'_>>().next()? {
        Object::Name(name) => Some(name.as_ref().to_vec()),
        _ => None,
    }
}

/// Darkness up to which ink on paper is not seen.
pub(super) const PALE: u8 = 8;

/// Darkness as a byte: 0 white or transparent, 255 black.
pub(super) fn to_byte(darkness: f64, alpha: f64) -> u8 {
    (darkness * alpha.clamp(0.0, 1.0) * 255.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::ColorSpace;

    #[track_caller]
    fn check(space: ColorSpace, components: &[f64], expected: f64) {
        assert!((space.darkness(components) - expected).abs() < 1e-6, "{}", space.darkness(components));
    }

    #[test]
    fn white_is_not_dark_in_any_space() {
        check(ColorSpace::Additive, &[1.0], 0.0);
        check(ColorSpace::Additive, &[1.0, 1.0, 1.0], 0.0);
        check(ColorSpace::Additive, &[0.0, 0.0, 0.0, 0.0], 0.0);
        check(ColorSpace::Tint, &[0.0], 0.0);
        check(ColorSpace::Lab, &[100.0, 0.0, 0.0], 0.0);
    }

    #[test]
    fn black_is_dark_in_any_space() {
        check(ColorSpace::Additive, &[0.0], 1.0);
        check(ColorSpace::Additive, &[0.0, 0.0, 0.0, 1.0], 1.0);
        check(ColorSpace::Tint, &[1.0], 1.0);
        check(ColorSpace::Opaque, &[], 1.0);
        check(ColorSpace::Lab, &[0.0, 0.0, 0.0], 1.0);
    }

    #[test]
    fn lab_is_as_dark_as_its_lightness_is_low() {
        check(ColorSpace::Lab, &[30.0, 60.0, -60.0], 0.7);
    }
}
