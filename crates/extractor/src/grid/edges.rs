//! Which rules belong together, and the edges that a group of them makes.

use super::{Rule, Snap, groups::Groups};
use crate::marks::Orientation;

/// Groups of rules that meet, each a table (or an ornament), in order of their first rule.
pub(super) fn meeting_groups(rules: &[Rule], snap: &Snap) -> Vec<Vec<Rule>> {
    let mut groups = Groups::new(rules.len());
    let across: Vec<(usize, &Rule)> = numbered(rules, Orientation::Horizontal);
    let down: Vec<(usize, &Rule)> = numbered(rules, Orientation::Vertical);
    for &(i, h) in &across {
        // Vertical rules come by position: only those within the horizontal rule's reach can meet it.
        let from = down.partition_point(|(_, v)| v.position < h.start - snap.edge);
        for &(j, v) in down.iter().skip(from).take_while(|(_, v)| v.position <= h.end + snap.edge) {
            if h.position >= v.start - snap.edge && h.position <= v.end + snap.edge {
                groups.join(i, j);
            }
        }
    }
    let mut found: Vec<(usize, Vec<Rule>)> = Vec::new();
    for (i, rule) in rules.iter().enumerate() {
        let root = groups.root(i);
        match found.iter_mut().find(|(known, _)| *known == root) {
            Some((_, group)) => group.push(*rule),
            None => found.push((root, vec![*rule])),
        }
    }
    found.into_iter().map(|(_, group)| group).filter(|group| group.len() >= 3).collect()
}

fn numbered(rules: &[Rule], orientation: Orientation) -> Vec<(usize, &Rule)> {
    rules.iter().enumerate().filter(|(_, rule)| rule.orientation == orientation).collect()
}

/// The edges across (x) or down (y) that a group makes: the positions of its rules, and open borders where the rules
/// of the other kind run on past the last of them.
pub(super) fn edges(group: &[Rule], orientation: Orientation, snap: &Snap) -> Vec<f32> {
    let mut marks: Vec<(f32, f32)> = group
        .iter()
        .filter(|rule| rule.orientation == orientation)
        .map(|rule| (rule.position, rule.length()))
        .collect();
    marks.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut edges = cluster(&marks, snap.edge);
    let others: Vec<&Rule> = group.iter().filter(|rule| rule.orientation != orientation).collect();
    if let (Some(&first), Some(&last)) = (edges.first(), edges.last()) {
        // A single row may have one rule only: under it, or over it.
        let enough = if others.len() == 1 && edges.len() > 2 { 1 } else { 2 };
        if let Some(start) = open_border(others.iter().map(|rule| first - rule.start), enough, snap) {
            edges.insert(0, first - start);
        }
        if let Some(end) = open_border(others.iter().map(|rule| rule.end - last), enough, snap) {
            edges.push(last + end);
        }
    }
    edges
}

/// How far at least `enough` rules run on past the last crossing rule; `None` where they stop there.
fn open_border(overhangs: impl Iterator<Item = f32>, enough: usize, snap: &Snap) -> Option<f32> {
    let mut long: Vec<f32> = overhangs.filter(|&overhang| overhang >= snap.overhang).collect();
    long.sort_by(f32::total_cmp);
    // The second longest where there are several: one alone that runs on is an ornament.
    long.iter().rev().nth(enough - 1).copied()
}

/// Positions (with weights) that lie within `reach` of the cluster's first are one edge, at their weighted mean.
fn cluster(marks: &[(f32, f32)], reach: f32) -> Vec<f32> {
    let mut edges = Vec::new();
    let mut rest = marks;
    while let Some(&(first, _)) = rest.first() {
        // The first is always one of them, whatever a position is: else the loop would not end.
        let count = rest.iter().take_while(|(position, _)| position - first <= reach).count().max(1);
        let (near, tail) = rest.split_at(count);
        let weight: f32 = near.iter().map(|(_, weight)| weight).sum();
        let moment: f32 = near.iter().map(|(position, weight)| position * weight).sum();
        edges.push(if weight > 0.0 { moment / weight } else { first });
        rest = tail;
    }
    edges
}
