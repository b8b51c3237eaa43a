//! Pixels → PNG, as small as reading needs: sixteen greys for a page without colour, else a palette, else fewer bits of
//! each colour.
//!
//! A page of a form is black on white with a little of another colour. Rounding its shades leaves the letters as they are and
//! makes the same letter the same bytes wherever it stands, which is what Deflate looks for.

use hayro::vello_cpu::Pixmap;
use png::{BitDepth, ColorType, DeflateCompression, Encoder, Filter};

/// Pixels that are looked at together.
const STRETCH: usize = 16;

const WHITE: [u8; 4] = [u8::MAX; 4];

/// Entries of a palette.
const PALETTE: usize = 256;

/// How many shades a channel keeps; powers of two.
const SHADES: u8 = 32;

/// Difference of its channels up to which a colour is a grey.
const GREYISH: u8 = 8;

/// How hard Deflate looks: harder takes a fifth more of the time of a picture, and saves a twentieth of its bytes.
const EFFORT: DeflateCompression = DeflateCompression::Level(2);

/// The PNG of `pixmap`, which has no transparency. `None` where it has no pixels.
pub(super) fn png(pixmap: &Pixmap) -> Option<Vec<u8>> {
    let size = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    let (pixels, _) = pixmap.data_as_u8_slice().as_chunks::<4>();
    if let Some(greys) = greys(pixels) {
        return grey((pixmap.width(), pixmap.height()), &greys);
    }
    if let Some((palette, indices)) = indexed(pixels) {
        return match palette.len() {
            0..=16 => write(
                size,
                ColorType::Indexed,
                BitDepth::Four,
                Some(palette.concat()),
                &packed(&indices, size.0, &std::array::from_fn(|value| value as u8)),
            ),
            _ => write(size, ColorType::Indexed, BitDepth::Eight, Some(palette.concat()), &indices),
        };
    }
    let shades = levels(SHADES).map(|level| shade(level, SHADES));
    let rounded =
        pixels.iter().flat_map(|[red, green, blue, _]| [red, green, blue].map(|value| shades[usize::from(*value)]));
    write(size, ColorType::Rgb, BitDepth::Eight, None, &rounded.collect::<Vec<u8>>())
}

/// The PNG of a page without colours: how light each dot is, row by row. `None` where it has no dots.
pub(super) fn grey((width, height): (u16, u16), dots: &[u8]) -> Option<Vec<u8>> {
    let size = (u32::from(width), u32::from(height));
    write(size, ColorType::Grayscale, BitDepth::Four, None, &packed(dots, size.0, &levels(16)))
}

/// How light each pixel is; `None` where one has a colour.
fn greys(pixels: &[[u8; 4]]) -> Option<Vec<u8>> {
    let mut greys = Vec::with_capacity(pixels.len());
    let (stretches, rest) = pixels.as_chunks::<STRETCH>();
    for stretch in stretches {
        // Most of a page is white.
        if *stretch == [WHITE; STRETCH] {
            greys.extend([u8::MAX; STRETCH]);
        } else if stretch.iter().all(|pixel| is_grey(*pixel)) {
            greys.extend(stretch.map(|[_, green, ..]| green));
        } else {
            return None;
        }
    }
    greys.extend(rest.iter().map(|[_, green, ..]| green));
    rest.iter().all(|pixel| is_grey(*pixel)).then_some(greys)
}

/// Whether the colour is a grey to the eye.
pub(super) fn is_grey([red, green, blue, _]: [u8; 4]) -> bool {
    red.max(green).max(blue) - red.min(green).min(blue) <= GREYISH
}

/// For each value of a channel, which of so many levels from black to white is nearest.
fn levels(count: u8) -> [u8; 256] {
    let steps = usize::from(count) - 1;
    std::array::from_fn(|value| ((value * steps + 127) / 255) as u8)
}

/// The shade of a level.
fn shade(level: u8, count: u8) -> u8 {
    let steps = u16::from(count) - 1;
    ((u16::from(level) * 255 + steps / 2) / steps) as u8
}

/// The colours, rounded, and of which each pixel is; `None` where a palette cannot hold them.
fn indexed(pixels: &[[u8; 4]]) -> Option<(Vec<[u8; 3]>, Vec<u8>)> {
    let levels = levels(SHADES);
    let mut palette = Vec::new();
    let mut known: Vec<Option<u8>> = vec![None; usize::from(SHADES).pow(3)];
    let mut indices = Vec::with_capacity(pixels.len());
    let mut white = None;
    for pixel in pixels {
        if let Some(index) = white.filter(|_| *pixel == WHITE) {
            indices.push(index);
            continue;
        }
        let [red, green, blue, _] = *pixel;
        let rounded = [red, green, blue].map(|value| levels[usize::from(value)]);
        let key = rounded.iter().fold(0, |key, &level| key * usize::from(SHADES) + usize::from(level));
        let place = known.get_mut(key)?;
        let index = match *place {
            Some(index) => index,
            None if palette.len() == PALETTE => return None,
            None => {
                let index = palette.len() as u8;
                palette.push(rounded.map(|level| shade(level, SHADES)));
                *place.insert(index)
            }
        };
        if *pixel == WHITE {
            white = Some(index);
        }
        indices.push(index);
    }
    Some((palette, indices))
}

/// Values of four bits, which `levels` gives for each byte, two to a byte, each row from a byte of its own.
fn packed(values: &[u8], width: u32, levels: &[u8; 256]) -> Vec<u8> {
    let width = (width as usize).max(1);
    let level = |value: &u8| levels[usize::from(*value)];
    let mut bytes = Vec::with_capacity(values.len() / 2 + values.len() / width + 1);
    for row in values.chunks(width) {
        let (stretches, rest) = row.as_chunks::<STRETCH>();
        for stretch in stretches {
            // Most of a page is ground.
            if *stretch == [stretch[0]; STRETCH] {
                bytes.extend([level(&stretch[0]) * 0x11; STRETCH / 2]);
            } else {
                bytes.extend(stretch.as_chunks::<2>().0.iter().map(|[left, right]| level(left) << 4 | level(right)));
            }
        }
        let (pairs, rest) = rest.as_chunks::<2>();
        bytes.extend(pairs.iter().map(|[left, right]| level(left) << 4 | level(right)));
        bytes.extend(rest.iter().map(|last| level(last) << 4));
    }
    bytes
}

fn write(
    (width, height): (u32, u32),
    color: ColorType,
    depth: BitDepth,
    palette: Option<Vec<u8>>,
    data: &[u8],
) -> Option<Vec<u8>> {
    let mut png = Vec::new();
    let mut encoder = Encoder::new(&mut png, width, height);
    encoder.set_color(color);
    encoder.set_depth(depth);
    if let Some(palette) = palette {
        encoder.set_palette(palette);
    }
    encoder.set_deflate_compression(EFFORT);
    // Letters are found again where nothing is subtracted from them.
    encoder.set_filter(if color == ColorType::Rgb { Filter::Paeth } else { Filter::NoFilter });
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(data).ok()?;
    writer.finish().ok()?;
    Some(png)
}
