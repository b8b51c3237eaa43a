//! Ruling pieces → rules: collinear pieces merged, whatever they were drawn as.

use super::Snap;
use crate::marks::{Orientation, Ruling};

/// A whole rule: what a reader sees as one line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// Which way it runs.
    pub orientation: Orientation,
    /// y of a horizontal rule, x of a vertical one, in points.
    pub position: f32,
    /// Where it starts: the smaller x or y, in points.
    pub start: f32,
    /// Where it ends, in points.
    pub end: f32,
}

impl Rule {
    /// Its length in points.
    pub fn length(&self) -> f32 {
        self.end - self.start
    }
}

/// Rules kept on one page at most: ten times a dense page's. Crossings are looked for among all of them.
const MOST_RULES: usize = 4000;

/// Merges collinear pieces into rules, horizontal ones first, each kind by position, then by start.
pub(crate) fn merge_rulings(rulings: &[Ruling], snap: &Snap) -> Vec<Rule> {
    let mut rules = Vec::new();
    for orientation in [Orientation::Horizontal, Orientation::Vertical] {
        let mut pieces: Vec<Rule> = rulings
            .iter()
            .filter(|ruling| ruling.orientation == orientation)
            .map(|ruling| Rule { orientation, position: ruling.position, start: ruling.start, end: ruling.end })
            .collect();
        // One integer orders by position, then by start. Many pieces are drawn in that order.
        pieces.sort_by_key(|piece| {
            u64::from(ascending_bits(piece.position)) << 32 | u64::from(ascending_bits(piece.start))
        });
        let mut rest = pieces.as_mut_slice();
        while let Some(first) = rest.first().copied() {
            // The first is always one of them, whatever a position is: else the loop would not end.
            let near = rest.iter().take_while(|piece| piece.position - first.position <= snap.position);
            let count = near.count().max(1);
            let (line, tail) = rest.split_at_mut(count);
            merge_line(line, snap, &mut rules);
            rest = tail;
        }
    }
    if rules.len() > MOST_RULES {
        rules.sort_by(|a, b| b.length().total_cmp(&a.length()));
        rules.truncate(MOST_RULES);
        rules.sort_by(|a, b| {
            a.orientation.cmp(&b.orientation).then(a.position.total_cmp(&b.position)).then(a.start.total_cmp(&b.start))
        });
    }
    rules
}

/// Bits that order as unsigned integers as the numbers do (the order of `f32::total_cmp`).
fn ascending_bits(x: f32) -> u32 {
    let bits = x.to_bits();
    if bits >> 31 == 1 { !bits } else { bits | 1 << 31 }
}

/// Merges the pieces on one line where they overlap or go on from each other.
fn merge_line(line: &mut [Rule], snap: &Snap, rules: &mut Vec<Rule>) {
    line.sort_by_key(|piece| ascending_bits(piece.start));
    let mut current: Option<(Rule, f32, f32)> = None;
    let mut close = |done: Option<(Rule, f32, f32)>| {
        if let Some((rule, moment, weight)) = done
            && rule.length() >= snap.shortest
        {
            rules.push(Rule { position: if weight > 0.0 { moment / weight } else { rule.position }, ..rule });
        }
    };
    for piece in line.iter() {
        let weight = piece.length().max(0.1);
        match &mut current {
            Some((rule, moment, sum)) if piece.start <= rule.end + snap.gap => {
                rule.end = rule.end.max(piece.end);
                *moment += piece.position * weight;
                *sum += weight;
            }
            _ => close(current.replace((*piece, piece.position * weight, weight))),
        }
    }
    close(current);
}
