//! How many dots an image has, before it is decoded: what its dictionary says, and what its data say.

use hayro_syntax::{
    Filter,
    object::{Array, Dict, Object, Stream},
};

/// The most dots of one image: an A4 page at 600 dots to an inch, with room to spare.
const MOST_DOTS: f64 = 4e7;

/// The dots of an image with this width and height, and of its masks; `None` where they are too many or cannot be told.
pub(super) fn dots(image: &Stream<'_>, width: u32, height: u32) -> Option<f64> {
    let dict = image.dict();
    let masks = [&b"SMask"[..], b"Mask"].into_iter().filter_map(|key| dict.get::<Stream<'_>>(key));
    let mut sum = own_dots(image, width, height)?;
    for mask in masks {
        let side = |key: &[u8]| mask.dict().get::<u32>(key);
        // Without a size it is not drawn.
        if let (Some(width), Some(height)) = (side(b"Width"), side(b"Height")) {
            sum += own_dots(&mask, width, height)?;
        }
    }
    Some(sum)
}

fn own_dots(image: &Stream<'_>, width: u32, height: u32) -> Option<f64> {
    let filters = image.filters();
    let told = f64::from(width) * f64::from(height);
    let found = match filters.last() {
        Some(Filter::CcittFaxDecode) => {
            let columns = parameters(image.dict(), filters.len()).and_then(|dict| dict.get::<u32>(b"Columns"));
            f64::from(columns.unwrap_or(1728)) * f64::from(height)
        }
        // Their data say it, and only where they are not packed once more can they be read.
        Some(Filter::JpxDecode) if filters.len() == 1 => jpx_dots(&image.raw_data())?,
        Some(Filter::Jbig2Decode) if filters.len() == 1 => jbig2_dots(&image.raw_data())?,
        Some(Filter::JpxDecode | Filter::Jbig2Decode) => return None,
        // The engine cuts what the data say down to what the dictionary says.
        _ => told,
    };
    Some(told.max(found)).filter(|&dots| dots <= MOST_DOTS)
}

/// The parameters of the last of so many filters.
fn parameters<'a>(dict: &Dict<'a>, filters: usize) -> Option<Dict<'a>> {
    match dict.get::<Object<'_>>(b"DecodeParms").or_else(|| dict.get::<Object<'_>>(b"DP"))? {
        Object::Dict(parameters) => Some(parameters),
        Object::Array(all) => Array::iter::<Object<'_>>(&all).nth(filters.checked_sub(1)?)?.into_dict(),
        _ => None,
    }
}

/// The marker segment SIZ stands first in a code stream (ISO 15444-1, A.5.1).
fn jpx_dots(data: &[u8]) -> Option<f64> {
    let at = memchr::memmem::find(data, b"\xff\x4f\xff\x51")?;
    let number = |offset: usize| number(data, at.checked_add(offset)?);
    Some(f64::from(number(8)?) * f64::from(number(12)?))
}

/// The page information is the first segment (ISO 14492, 7.4.8), and refers to no other.
fn jbig2_dots(data: &[u8]) -> Option<f64> {
    const HEADER: usize = 11;
    const PAGE_INFORMATION: u8 = 48;
    let is_page = data.get(4).is_some_and(|flags| flags & 63 == PAGE_INFORMATION) && data.get(5) == Some(&0);
    let (width, height) = (number(data, HEADER)?, number(data, HEADER + 4)?);
    is_page.then(|| f64::from(width) * f64::from(height))
}

fn number(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..)?.first_chunk().map(|bytes| u32::from_be_bytes(*bytes))
}
