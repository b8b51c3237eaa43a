//! Optional content: layers that the document switches off by default (ISO 32000-1, 8.11).

use hayro_syntax::object::{Array, Dict, Name, ObjectIdentifier};
use rustc_hash::FxHashSet;

/// The layers that are off when the document is opened.
#[derive(Debug, Default)]
pub(in crate::pdf) struct Layers {
    /// Layers whose state differs from the base state.
    listed: FxHashSet<ObjectIdentifier>,
    /// Whether unlisted layers are off.
    base_off: bool,
}

impl Layers {
    pub(in crate::pdf) fn new(catalog: &Dict<'_>) -> Self {
        let Some(config) =
            catalog.get::<Dict<'_>>(b"OCProperties").and_then(|properties| properties.get::<Dict<'_>>(b"D"))
        else {
            return Self::default();
        };
        let base_off = config.get::<Name<'_>>(b"BaseState").is_some_and(|state| state.as_ref() == b"OFF");
        let list = config.get::<Array<'_>>(if base_off { &b"ON"[..] } else { &b"OFF"[..] });
        let listed = list.map(|list| list.raw_iter().filter_map(|item| item.as_obj_ref().map(Into::into)).collect());
        Self { listed: listed.unwrap_or_default(), base_off }
    }

    /// Whether content under the group or membership dictionary that `owner` holds under `key` is hidden.
    pub(super) fn hides(&self, owner: &Dict<'_>, key: &[u8]) -> bool {
        if self.listed.is_empty() && !self.base_off {
            return false;
        }
        let Some(dict) = owner.get::<Dict<'_>>(key) else { return false };
        if dict.get::<Name<'_>>(b"Type").is_some_and(|name| name.as_ref() == b"OCMD") {
            return self.membership_hides(&dict);
        }
        owner.get_ref(key).is_some_and(|group| self.is_off(group.into()))
    }

    fn is_off(&self, group: ObjectIdentifier) -> bool {
        self.listed.contains(&group) != self.base_off
    }

    /// `OCMD`: visible by the state of several groups. Expressions (`VE`) are rare; the policy stands beside them.
    fn membership_hides(&self, dict: &Dict<'_>) -> bool {
        let groups: Vec<ObjectIdentifier> = match dict.get::<Array<'_>>(b"OCGs") {
            Some(array) => array.raw_iter().filter_map(|item| item.as_obj_ref().map(Into::into)).collect(),
            None => dict.get_ref(b"OCGs").map(Into::into).into_iter().collect(),
        };
        if groups.is_empty() {
            return false;
        }
        let off = groups.iter().filter(|&&group| self.is_off(group)).count();
        let policy = dict.get::<Name<'_>>(b"P").map(|name| name.as_ref().to_vec()).unwrap_or_default();
        let visible = match policy.as_slice() {
            b"AllOn" => off == 0,
            b"AnyOff" => off > 0,
            b"AllOff" => off == groups.len(),
            _ => off < groups.len(),
        };
        !visible
    }
}
