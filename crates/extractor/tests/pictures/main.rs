//! Pictures of pages, held against the boxes that the extractor gives for the same page.
//!
//! The files are built by `tests/builder`; only the public interface is used.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

#[path = "../builder/mod.rs"]
#[allow(dead_code, reason = "each folder of tests uses its part")]
mod builder;
#[path = "../../src/pdf/pictures/true_type.rs"]
mod true_type;

mod bounds;
mod fonts;
mod hostile;
mod places;

use std::{collections::BTreeSet, io::Cursor};

use juesuan_extractor::{
    Settings,
    pictures::{Drawn, FontSource, PagePicture, PictureSettings, draw_pages},
};
use juesuan_model::BBox;

/// A dot to a point, and no font of this computer: what a test sees does not depend on what is installed.
fn plain() -> PictureSettings {
    PictureSettings { dots_per_inch: 72, fonts: FontSource::Absent, ..PictureSettings::default() }
}

/// The pages of the file, drawn.
#[track_caller]
fn draw(file: &[u8], pages: impl IntoIterator<Item = u32>, pictures: &PictureSettings) -> Drawn {
    let pages: BTreeSet<u32> = pages.into_iter().collect();
    draw_pages(file, &Settings::default(), pictures, &pages).unwrap()
}

/// The only page of the file, drawn with a dot to a point.
#[track_caller]
fn first(file: &[u8]) -> PagePicture {
    let mut drawn = draw(file, [1], &plain());
    assert_eq!(drawn.not_drawn, []);
    drawn.pictures.pop().unwrap()
}

/// A picture, decoded.
struct Dots {
    width: usize,
    height: usize,
    rgb: Vec<[u8; 3]>,
    /// Dots to a point, across and down.
    scale: (f32, f32),
}

impl Dots {
    #[track_caller]
    fn of(picture: &PagePicture) -> Self {
        let mut decoder = png::Decoder::new(Cursor::new(&picture.png));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut data = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut data).unwrap();
        let channels = info.color_type.samples();
        let rgb = data[..info.buffer_size()].chunks(channels).map(|dot| [dot[0], dot[channels / 2], dot[channels - 1]]);
        let (width, height) = (info.width as usize, info.height as usize);
        let scale = (width as f32 / picture.width, height as f32 / picture.height);
        Self { width, height, rgb: rgb.collect(), scale }
    }

    /// The darkest value in a box.
    fn darkest(&self, bbox: BBox) -> u8 {
        let bounds = |from: f32, to: f32, scale: f32, most: usize| {
            (from * scale).floor().max(0.0) as usize..((to * scale).ceil() as usize).min(most)
        };
        let across = bounds(bbox.x0, bbox.x1, self.scale.0, self.width);
        let rows = bounds(bbox.y0, bbox.y1, self.scale.1, self.height);
        let dots = rows.flat_map(|y| across.clone().map(move |x| y * self.width + x));
        dots.filter_map(|at| self.rgb[at].into_iter().min()).min().unwrap_or(255)
    }

    /// Whether all dots outside the boxes, grown by a point and a half, are white.
    fn is_blank_outside(&self, boxes: &[BBox]) -> bool {
        let boxes: Vec<BBox> = boxes.iter().map(|bbox| bbox.grown(1.5)).collect();
        (0..self.width * self.height).all(|at| {
            let middle = |dot: usize, scale: f32| (dot as f32 + 0.5) / scale;
            let (x, y) = (middle(at % self.width, self.scale.0), middle(at / self.width, self.scale.1));
            self.rgb[at] == [255; 3] || boxes.iter().any(|bbox| bbox.contains(x, y))
        })
    }

    fn is_blank(&self) -> bool {
        self.is_blank_outside(&[])
    }
}
