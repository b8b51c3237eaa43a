//! `juesuan draw`: what one stage of the extraction made of one page, as an SVG.
//!
//! A wrong cell has one cause: a character misread or unseen, words misjoined, a rule missed, a word in the wrong cell.
//! The stages are drawn one by one, so that the first wrong picture names the folder where the cause is.

mod fit;
mod grid;
mod lines;
mod marks;
mod svg;
mod table;

use std::path::PathBuf;

use clap::ValueEnum;
use juesuan_extractor::{PageStages, Settings, inspect};
use juesuan_model::{Diagnostics, Language};

use crate::failure::{Cause, Failure};
use crate::output::Destination;
use crate::{Outcome, guard, input, report};
use svg::Svg;

/// One stage of one page to draw.
#[derive(Debug)]
pub(crate) struct Drawing {
    /// The PDF.
    pub(crate) input: PathBuf,
    /// Where the SVG goes.
    pub(crate) destination: Destination,
    /// How to read the file.
    pub(crate) settings: Settings,
    /// 1-based.
    pub(crate) page: u32,
    /// What to show.
    pub(crate) stage: Stage,
    /// Language of the legend and the messages; tooltips use the names of the code.
    pub(crate) language: Language,
}

/// A stage of the extraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Stage {
    /// Characters and pieces of rules, as drawn
    Marks,
    /// Words and lines
    Lines,
    /// Rules, and the cells that they close
    Grid,
    /// Cells with their text, and the text outside them
    Table,
}

impl Stage {
    /// As typed.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Marks => "marks",
            Self::Lines => "lines",
            Self::Grid => "grid",
            Self::Table => "table",
        }
    }
}

/// Draws one page and reports its problems.
pub(crate) fn draw(drawing: &Drawing) -> Result<Outcome, Failure> {
    let input = &drawing.input;
    drawing.destination.check_is_not(input)?;
    let bytes = input::read(input)?;
    let (svg, diagnostics) = guard::guarded(|| draw_page(&bytes, drawing))
        .map_err(Cause::Internal)
        .flatten()
        .map_err(|cause| cause.in_file(input))?;
    drawing.destination.write(svg.as_bytes())?;
    Ok(report::problems(input, &diagnostics, drawing.language))
}

fn draw_page(bytes: &[u8], drawing: &Drawing) -> Result<(String, Diagnostics), Cause> {
    let page = drawing.page;
    let inspection = inspect(bytes, &drawing.settings, page).map_err(Cause::Extract)?;
    let pages = inspection.pages_read;
    let Some(stages) = inspection.stages else { return Err(Cause::NoSuchPage { page, pages }) };
    let name = drawing.input.file_name().unwrap_or_default().to_string_lossy();
    let (width, height) = (stages.marks.width, stages.marks.height);
    let stage = drawing.stage.name();
    let caption = match drawing.language {
        Language::Chinese => format!("{name} 第 {page} 页，共 {pages} 页；{stage}；{width:.1} × {height:.1} 点"),
        Language::English => format!("{name}, page {page} of {pages}; {stage}; {width:.1} × {height:.1} pt"),
    };
    Ok((draw_stage(&stages, drawing.stage, &caption, drawing.language), stages.diagnostics))
}

/// The SVG of one stage.
fn draw_stage(stages: &PageStages, stage: Stage, caption: &str, language: Language) -> String {
    let mut svg = Svg::new(stages.marks.width, stages.marks.height);
    let style = match stage {
        Stage::Marks => marks::draw(stages, &mut svg, language),
        Stage::Lines => lines::draw(stages, &mut svg, language),
        Stage::Grid => grid::draw(stages, &mut svg, language),
        Stage::Table => table::draw(stages, &mut svg, language),
    };
    svg.finish(caption, style)
}

/// The words for the reader's language.
fn said(language: Language, chinese: &'static str, english: &'static str) -> &'static str {
    match language {
        Language::Chinese => chinese,
        Language::English => english,
    }
}

#[cfg(test)]
mod tests;
