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

use clap::ValueEnum;
use juesuan_extractor::{Orientation, PageStages, inspect};
use juesuan_model::Language;

use crate::Outcome;
use crate::failure::{Cause, Failure};
use crate::input;
use crate::job::{Job, Made};
use svg::Svg;

/// One stage of one page to draw. The legend is in the language of the messages; tooltips use the names of the code.
#[derive(Debug)]
pub(crate) struct Drawing {
    pub(crate) job: Job,
    /// 1-based.
    pub(crate) page: u32,
    /// What to show.
    pub(crate) stage: Stage,
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
    drawing.job.run(|bytes| draw_page(bytes, drawing))
}

fn draw_page(bytes: &[u8], drawing: &Drawing) -> Result<Made, Cause> {
    let Drawing { job, page, stage } = drawing;
    let inspection = inspect(bytes, &job.settings, *page).map_err(Cause::Extract)?;
    let pages = inspection.pages_read;
    let Some(stages) = inspection.stages else { return Err(Cause::NoSuchPage { page: *page, pages }) };
    let (name, shown) = (input::name_of(&job.input), stage.name());
    let (width, height) = (stages.marks.width, stages.marks.height);
    let caption = match job.language {
        Language::Chinese => format!("{name} 第 {page} 页，共 {pages} 页；{shown}；{width:.1} × {height:.1} 点"),
        Language::English => format!("{name}, page {page} of {pages}; {shown}; {width:.1} × {height:.1} pt"),
    };
    let svg = draw_stage(&stages, *stage, &caption, job.language);
    Ok((svg.into_bytes(), stages.diagnostics.iter().map(|found| found.reported(job.language)).collect()))
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

/// A tooltip's words for a rule or a piece of one: its name, and where it runs.
fn describe(what: &str, orientation: Orientation, position: f32, (start, end): (f32, f32)) -> String {
    let (name, along, across) = match orientation {
        Orientation::Horizontal => ("horizontal", 'x', 'y'),
        Orientation::Vertical => ("vertical", 'y', 'x'),
    };
    format!("{name} {what} at {across} {position:.2}, {along} {start:.2} to {end:.2}; length {:.2}", end - start)
}

#[cfg(test)]
mod tests;
