//! How large a text can be in a box. The viewer's font is unknown, so widths are estimates on the large side.

/// From baseline to baseline in ems.
pub(super) const LINE_HEIGHT: f32 = 1.15;

/// Below this size in points nobody reads it: the text runs out of the box instead.
const SMALLEST: f32 = 1.0;

/// Width of the text in ems.
pub(super) fn ems(text: &str) -> f32 {
    text.chars().map(em).sum()
}

fn em(c: char) -> f32 {
    match c {
        'i' | 'l' | 'j' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 0.33,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 0.95,
        '\0'..='\u{2ff}' => 0.6,
        _ => 1.0,
    }
}

/// The size at which the text takes one line of a box `along` × `across` points.
pub(super) fn size_on_one_line(text: &str, along: f32, across: f32) -> f32 {
    across.min(along / ems(text).max(0.1)).max(SMALLEST)
}

/// The largest size, up to `largest`, at which the text wraps into a box, and its lines at that size.
pub(super) fn wrap(text: &str, width: f32, height: f32, largest: f32) -> (f32, Vec<String>) {
    let mut size = largest;
    loop {
        let lines = lines_of_width(text, width / size);
        let taken = size * (1.0 + LINE_HEIGHT * (lines.len() as f32 - 1.0));
        let widest = lines.iter().map(|line| ems(line)).fold(0.0, f32::max) * size;
        if (taken <= height && widest <= width) || size <= SMALLEST {
            return (size, lines);
        }
        size = (size * 0.93).max(SMALLEST);
    }
}

/// The text in lines of at most `width` ems; each holds at least one character.
pub(super) fn lines_of_width(text: &str, width: f32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut taken = 0.0;
    for c in text.chars() {
        if !line.is_empty() && taken + em(c) > width {
            lines.push(std::mem::take(&mut line));
            taken = 0.0;
        }
        line.push(c);
        taken += em(c);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{lines_of_width, size_on_one_line, wrap};

    #[test]
    fn a_text_too_long_for_its_cell_wraps_and_shrinks() {
        let (size, lines) = wrap("一般公共服务支出", 40.0, 12.0, 9.0);
        assert_eq!(lines.concat(), "一般公共服务支出");
        assert!(size < 9.0 && lines.len() > 1, "{size} {lines:?}");
        assert_eq!(wrap("合计", 40.0, 12.0, 9.0), (9.0, vec!["合计".to_owned()]));
    }

    #[test]
    fn a_box_without_room_still_ends() {
        assert_eq!(wrap("合计", 0.0, -3.0, 9.0).1.len(), 2);
        assert_eq!(wrap("合计", f32::NAN, f32::NAN, 9.0).1.concat(), "合计");
        assert_eq!(size_on_one_line("合计", 0.0, 0.0), 1.0);
        assert!(lines_of_width("", 3.0).is_empty());
    }
}
