//! The streams that a page draws from, before the engine decodes them: all of them together may decode to so many bytes.

use hayro_syntax::{
    Filter,
    object::{Dict, MaybeRef, Object, ObjectIdentifier, Stream},
    page::Page,
    xref::XRef,
};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    pdf::streams::{decoded_size, rows_are_over},
    pictures::Reason,
};

/// Objects that a page may reach.
const MOST_OBJECTS: usize = 100_000;

/// Keys that lead to what the page does not draw: to other pages, and to what happens when it is clicked.
const ELSEWHERE: [&[u8]; 9] = [b"Parent", b"P", b"A", b"AA", b"Dest", b"B", b"Popup", b"IRT", b"StructParent"];

/// What the streams of one document decode to, as far as they were looked at.
#[derive(Default)]
pub(super) struct Decoded {
    sizes: FxHashMap<ObjectIdentifier, usize>,
}

impl Decoded {
    /// Errs where what `page` draws from decodes to more than `limit` bytes.
    pub(super) fn admit(&mut self, page: &Page<'_>, limit: usize) -> Result<(), Reason> {
        let mut walk = Walk { sizes: &mut self.sizes, seen: FxHashSet::default(), objects: MOST_OBJECTS, left: limit };
        walk.from(page).ok_or(Reason::TooLarge)
    }
}

struct Walk<'s> {
    sizes: &'s mut FxHashMap<ObjectIdentifier, usize>,
    seen: FxHashSet<ObjectIdentifier>,
    /// How many more may be looked at.
    objects: usize,
    /// How many more bytes there may be.
    left: usize,
}

impl Walk<'_> {
    fn from(&mut self, page: &Page<'_>) -> Option<()> {
        let resources = page.resources();
        let mut open: Vec<Object<'_>> = Vec::new();
        // Resources may be inherited.
        let dicts = [
            page.raw(),
            &resources.ext_g_states,
            &resources.fonts,
            &resources.color_spaces,
            &resources.x_objects,
            &resources.patterns,
            &resources.shadings,
        ];
        for dict in dicts {
            self.entries(dict, page.xref(), &mut open)?;
        }
        while let Some(object) = open.pop() {
            match object {
                Object::Dict(dict) => self.entries(&dict, page.xref(), &mut open)?,
                Object::Stream(stream) => {
                    self.take(&stream)?;
                    self.entries(stream.dict(), page.xref(), &mut open)?;
                }
                Object::Array(array) => {
                    for item in array.raw_iter() {
                        self.reach(item, page.xref(), &mut open)?;
                    }
                }
                _ => {}
            }
        }
        Some(())
    }

    fn entries<'a>(&mut self, dict: &Dict<'a>, xref: &'a XRef, open: &mut Vec<Object<'a>>) -> Option<()> {
        dict.entries()
            .filter(|(key, _)| !ELSEWHERE.contains(&key.as_ref()))
            .try_for_each(|(_, value)| self.reach(value, xref, open))
    }

    fn reach<'a>(&mut self, object: MaybeRef<Object<'a>>, xref: &'a XRef, open: &mut Vec<Object<'a>>) -> Option<()> {
        match object {
            MaybeRef::Ref(reference) => {
                let id = reference.into();
                if self.seen.insert(id) {
                    self.objects = self.objects.checked_sub(1)?;
                    open.extend(xref.get::<Object<'_>>(id));
                }
            }
            MaybeRef::NotRef(object @ (Object::Dict(_) | Object::Array(_) | Object::Stream(_))) => {
                self.objects = self.objects.checked_sub(1)?;
                open.push(object);
            }
            MaybeRef::NotRef(_) => {}
        }
        Some(())
    }

    fn take(&mut self, stream: &Stream<'_>) -> Option<()> {
        let id = stream.obj_id();
        let size = match self.sizes.get(&id) {
            Some(size) => *size,
            None => {
                if rows_are_over(stream.dict()) {
                    return None;
                }
                // Pictures are measured by their dots, when they are drawn.
                let filters: Vec<Filter> =
                    stream.filters().into_iter().take_while(|filter| !is_of_images(*filter)).collect();
                let size = decoded_size(&filters, &stream.raw_data(), self.left)?;
                self.sizes.insert(id, size);
                size
            }
        };
        self.left = self.left.checked_sub(size)?;
        Some(())
    }
}

/// Whether the filter gives the dots of an image.
pub(super) fn is_of_images(filter: Filter) -> bool {
    matches!(filter, Filter::DctDecode | Filter::JpxDecode | Filter::Jbig2Decode | Filter::CcittFaxDecode)
}
