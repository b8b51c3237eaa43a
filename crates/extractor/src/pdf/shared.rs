//! What the pages of one part of a file share: fonts, layers, font programs.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use hayro_syntax::{
    Pdf,
    object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier},
    page::Resources,
    xref::XRef,
};
use rustc_hash::FxHashMap;

use super::{
    content::{ColorSpaces, ExternalState, Layers},
    font::{Font, Programs},
    streams::Allowance,
};

/// What the pages of one part share. Another part reads its own: only one thread has it.
pub(super) struct Shared<'a> {
    pub(super) layers: Layers,
    pub(super) programs: Programs<'a>,
    pub(super) color_spaces: ColorSpaces,
    external_states: RefCell<FxHashMap<ObjectIdentifier, Rc<ExternalState<'a>>>>,
    fonts: RefCell<FxHashMap<FontKey, Rc<Font<'a>>>>,
    unmapped: RefCell<FxHashMap<u16, (String, usize)>>,
    next_font: Cell<u16>,
    allowance: Rc<Allowance>,
    xref: &'a XRef,
}

/// A font dictionary by its object, or by its place in the file where it is written out in a resource dictionary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum FontKey {
    Object(ObjectIdentifier),
    Written(usize),
}

impl<'a> Shared<'a> {
    pub(super) fn new(pdf: &'a Pdf, stream_limit: usize) -> Self {
        let allowance = Rc::new(Allowance::new(stream_limit));
        let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
        Self {
            layers: catalog.map(|catalog| Layers::new(&catalog)).unwrap_or_default(),
            programs: Programs::new(Rc::clone(&allowance)),
            color_spaces: ColorSpaces::default(),
            external_states: RefCell::default(),
            fonts: RefCell::default(),
            unmapped: RefCell::default(),
            next_font: Cell::new(0),
            allowance,
            xref: pdf.xref(),
        }
    }

    /// The items of `array`. The engine's own iterator ends at the first reference to nothing; this one leaves it out.
    pub(super) fn items(&self, array: &Array<'a>) -> impl Iterator<Item = Object<'a>> {
        array.raw_iter().filter_map(|item| match item {
            MaybeRef::Ref(reference) => self.xref.get::<Object<'a>>(reference.into()),
            MaybeRef::NotRef(object) => Some(object),
        })
    }

    /// The font that `fonts`, a resource dictionary, holds under `name`.
    pub(super) fn font(&self, fonts: &Dict<'a>, name: &[u8]) -> Option<Rc<Font<'a>>> {
        if let Some(reference) = fonts.get_ref(name)
            && let Some(font) = self.fonts.borrow().get(&FontKey::Object(reference.into()))
        {
            return Some(Rc::clone(font));
        }
        Some(self.font_of(&fonts.get::<Dict<'_>>(name)?))
    }

    /// The font of a dictionary.
    pub(super) fn font_of(&self, dict: &Dict<'a>) -> Rc<Font<'a>> {
        let key = dict.obj_id().map_or_else(|| FontKey::Written(dict.data().as_ptr().addr()), FontKey::Object);
        if let Some(font) = self.fonts.borrow().get(&key) {
            return Rc::clone(font);
        }
        let index = self.next_font.get();
        self.next_font.set(index.saturating_add(1));
        let font = Rc::new(Font::new(dict, index, &self.allowance));
        self.fonts.borrow_mut().insert(key, Rc::clone(&font));
        font
    }

    /// The settings that `resources` hold for `gs` under `name`.
    pub(super) fn external_state(&self, resources: &Resources<'a>, name: &Name<'_>) -> Option<Rc<ExternalState<'a>>> {
        let read = || Some(Rc::new(ExternalState::read(&resources.get_ext_g_state(name)?, self)));
        let Some(reference) = resources.ext_g_states.get_ref(name.as_ref()) else { return read() };
        let id = reference.into();
        if let Some(known) = self.external_states.borrow().get(&id) {
            return Some(Rc::clone(known));
        }
        let state = read()?;
        self.external_states.borrow_mut().insert(id, Rc::clone(&state));
        Some(state)
    }

    /// The fonts that were asked for so far, by index.
    pub(super) fn fonts(&self) -> Vec<Rc<Font<'a>>> {
        let mut fonts: Vec<_> = self.fonts.borrow().values().map(Rc::clone).collect();
        fonts.sort_unstable_by_key(|font| font.index);
        fonts
    }

    /// A code of `font` was shown that nothing maps to a character.
    pub(super) fn count_unmapped(&self, font: &Font<'a>) {
        self.unmapped.borrow_mut().entry(font.index).or_insert_with(|| (font.name.clone(), 0)).1 += 1;
    }

    /// The fonts with unmapped codes since the last call, by index, with how many times such codes were shown.
    pub(super) fn take_unmapped(&self) -> Vec<(String, usize)> {
        let mut fonts: Vec<_> = self.unmapped.borrow_mut().drain().collect();
        fonts.sort_unstable_by_key(|(index, _)| *index);
        fonts.into_iter().map(|(_, font)| font).collect()
    }
}
