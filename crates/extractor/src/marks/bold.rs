//! Fake bold: the same character drawn again a hair's breadth away is one character.

use super::{Flags, Glyph};

/// Flags every glyph that repeats an earlier visible one: the same character within about 1.5 points, and nearer than
/// two characters of one word can be.
pub(crate) fn mark_repeated(glyphs: &mut [Glyph]) {
    // One integer orders by character, then by place; comparing it is all that the sort does.
    let mut keyed: Vec<(u64, u32)> = (0u32..)
        .zip(glyphs.iter())
        .filter(|(_, glyph)| glyph.flags.is_visible())
        .map(|(i, glyph)| (u64::from(u32::from(glyph.char)) << 32 | u64::from(ascending_bits(glyph.x)), i))
        .collect();
    keyed.sort_unstable();
    let order: Vec<u32> = keyed.into_iter().map(|(_, i)| i).collect();
    let mut repeated = vec![false; glyphs.len()];
    for (n, &i) in order.iter().enumerate() {
        let Some(glyph) = glyphs.get(i as usize) else { continue };
        for &j in order.iter().skip(n + 1).take(MOST_COMPARED) {
            let Some(other) = glyphs.get(j as usize) else { break };
            if other.char != glyph.char || other.x - glyph.x > REACH {
                break;
            }
            if repeats(glyph, other)
                && let Some(later) = repeated.get_mut(i.max(j) as usize)
            {
                *later = true;
            }
        }
    }
    for (glyph, repeated) in glyphs.iter_mut().zip(repeated) {
        glyph.flags.set_if(repeated, Flags::REPEATED);
    }
}

/// Bits that order as unsigned integers as the numbers do (the order of `f32::total_cmp`).
fn ascending_bits(x: f32) -> u32 {
    let bits = x.to_bits();
    if bits >> 31 == 1 { !bits } else { bits | 1 << 31 }
}

/// How far apart the copies may be, in points.
const REACH: f32 = 1.5;

/// Glyphs that each one is compared with at most: several times the copies of a character in one column of a page.
const MOST_COMPARED: usize = 400;

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
