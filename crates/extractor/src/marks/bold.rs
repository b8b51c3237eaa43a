//! Fake bold: the same character drawn again a hair's breadth away is one character.

use rustc_hash::FxHashMap;

use super::{Flags, Glyph};

/// Flags every glyph that repeats an earlier visible one: the same character within about 1.5 points, and nearer than
/// two characters of one word can be.
pub(crate) fn mark_repeated(glyphs: &mut [Glyph]) {
    // The last glyph of each character in each cell of the page, and for each glyph the one before it there.
    let mut latest: FxHashMap<u64, usize> = FxHashMap::default();
    latest.reserve(glyphs.len());
    let mut before: Vec<Option<usize>> = vec![None; glyphs.len()];
    for index in 0..glyphs.len() {
        let Some(glyph) = glyphs.get(index).filter(|glyph| glyph.flags.is_visible()) else { continue };
        let [own, others @ ..] = cells_near(glyph);
        let last = latest.insert(own, index);
        let earlier = |last: Option<usize>| {
            let known = std::iter::successors(last, |&known| before.get(known).copied().flatten()).take(MOST_COMPARED);
            known.filter_map(|known| glyphs.get(known)).any(|known| known.char == glyph.char && repeats(glyph, known))
        };
        let repeated = earlier(last) || others.iter().any(|cell| earlier(latest.get(cell).copied()));
        if let (Some(glyph), Some(slot)) = (glyphs.get_mut(index), before.get_mut(index)) {
            glyph.flags.set_if(repeated, Flags::REPEATED);
            *slot = last;
        }
    }
}

/// The cells of 4 points, by character, in which a copy of the glyph may stand: its own first, and the three beyond the
/// edges that are less than [`REACH`] away. Different ones have the same number far apart only.
fn cells_near(glyph: &Glyph) -> [u64; 4] {
    const SIDE: f32 = 4.0;
    const BITS: u32 = 20;
    let own_and_next = |at: f32| {
        let cell = (at / SIDE).floor();
        let next = if at - cell * SIDE < SIDE / 2.0 { cell - 1.0 } else { cell + 1.0 };
        [cell, next].map(|cell| u64::from(cell as i32 as u32 & ((1 << BITS) - 1)))
    };
    let ([x, next_x], [y, next_y]) = (own_and_next(glyph.x), own_and_next(glyph.y));
    let char = u64::from(u32::from(glyph.char)) << (2 * BITS);
    [(x, y), (next_x, y), (x, next_y), (next_x, next_y)].map(|(x, y)| char | x << BITS | y)
}

/// How far apart the copies may be, in points.
const REACH: f32 = 1.5;

/// Glyphs in one cell that each one is compared with at most: several times the copies of a character in one place.
const MOST_COMPARED: usize = 100;

fn repeats(a: &Glyph, b: &Glyph) -> bool {
    if a.direction != b.direction || (a.size - b.size).abs() > 0.2 * a.size.max(b.size) {
        return false;
    }
    let narrow = a.bbox.width().min(a.bbox.height()).max(0.2 * a.size);
    let reach = REACH.min(0.5 * narrow);
    (a.x - b.x).abs() <= reach && (a.y - b.y).abs() <= reach
}

#[cfg(test)]
mod tests {
    use juesuan_model::BBox;

    use super::{super::Direction, Flags, Glyph, mark_repeated};

    fn glyph(char: char, x: f32, width: f32, size: f32) -> Glyph {
        Glyph {
            char,
            x,
            y: 100.0,
            bbox: BBox::new(x, 100.0 - size, x + width, 100.0),
            size,
            direction: Direction::Right,
            flags: Flags::default(),
            darkness: 255,
            font: 0,
        }
    }

    #[track_caller]
    fn check(mut glyphs: Vec<Glyph>, seen: &str) {
        mark_repeated(&mut glyphs);
        assert_eq!(glyphs.iter().filter(|g| g.flags.is_visible()).map(|g| g.char).collect::<String>(), seen);
    }

    #[test]
    fn a_word_drawn_twice_is_read_once() {
        let word = |dx: f32| [glyph('合', 10.0 + dx, 12.0, 12.0), glyph('计', 22.0 + dx, 12.0, 12.0)];
        check([word(0.0), word(0.4)].concat(), "合计");
    }

    #[test]
    fn drawn_three_times_is_read_once() {
        check([0.0, 0.3, 0.6].map(|dx| glyph('合', 10.0 + dx, 12.0, 12.0)).to_vec(), "合");
    }

    #[test]
    fn double_digits_and_narrow_letters_stay() {
        check(vec![glyph('1', 10.0, 2.5, 5.0), glyph('1', 12.5, 2.5, 5.0)], "11");
        check(vec![glyph('l', 10.0, 1.3, 6.0), glyph('l', 11.3, 1.3, 6.0)], "ll");
    }

    #[test]
    fn a_glyph_already_unseen_does_not_hide_the_one_that_is_seen() {
        let hidden = Glyph { flags: Flags::INVISIBLE, ..glyph('合', 10.0, 12.0, 12.0) };
        check(vec![hidden, glyph('合', 10.0, 12.0, 12.0)], "合");
    }
}
