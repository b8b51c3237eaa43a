//! Which pages have text, and what that says of the file.

use juesuan_model::{Code, Diagnostic, Diagnostics, TextLayer};

use super::parts::ReadPage;

/// Which pages have text, and which are pictures without.
#[derive(Debug, Default)]
pub(super) struct TextSeen {
    with_text: usize,
    /// 1-based pages, ascending.
    pub(super) without_text: Vec<u32>,
    pictures: Vec<u32>,
}

impl TextSeen {
    pub(super) fn add<T>(&mut self, page: &ReadPage<T>) {
        if page.has_text {
            self.with_text += 1;
        } else {
            self.without_text.push(page.number);
            if page.is_picture {
                self.pictures.push(page.number);
            }
        }
    }

    /// What there is of a text layer; where some of it lacks, a diagnostic says so.
    pub(super) fn layer(&self, diagnostics: &mut Diagnostics) -> TextLayer {
        if self.with_text == 0 {
            diagnostics.push(Diagnostic::of_file(Code::NoTextLayer, ""));
            TextLayer::None
        } else if self.pictures.is_empty() {
            TextLayer::Full
        } else {
            let pages: Vec<String> = self.pictures.iter().map(u32::to_string).collect();
            diagnostics.push(Diagnostic::of_file(Code::PagesWithoutText, pages.join("、")));
            TextLayer::Partial
        }
    }
}
