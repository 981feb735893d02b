//! Which properties hold for which bytes: pages of runs (FKP, MS-DOC 2.9.33 and 2.9.174).

use super::file::{File, Place, Plc, u16_at, u32_at};

/// Bytes of a page of runs.
const PAGE: usize = 512;

/// Runs in the order of their bytes, each with its properties.
pub(super) struct Runs<'f> {
    all: Vec<Run<'f>>,
}

/// Bytes of the file from `start` to `end`, with the style (of paragraphs) and the properties.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run<'f> {
    pub start: u32,
    pub end: u32,
    pub style: u16,
    pub list: &'f [u8],
}

impl<'f> Runs<'f> {
    pub(super) fn of_letters(file: &'f File) -> Self {
        Self::read(file, Place::LetterRuns, 1, |page, thing| {
            let at = 2 * usize::from(*thing.first()?);
            let length = usize::from(*page.get(at).filter(|_| at != 0)?);
            Some((0, page.get(at + 1..at + 1 + length)?))
        })
    }

    pub(super) fn of_paragraphs(file: &'f File) -> Self {
        Self::read(file, Place::ParagraphRuns, 13, |page, thing| {
            let at = 2 * usize::from(*thing.first()?);
            let half = usize::from(*page.get(at).filter(|_| at != 0)?);
            // One byte of length for most, two for longer ones of an even length.
            let (start, length) = match half {
                0 => (at + 2, 2 * usize::from(*page.get(at + 1)?)),
                half => (at + 1, 2 * half - 1),
            };
            let list = page.get(start..(start + length).min(page.len()))?;
            Some((u16_at(list, 0)?, list.get(2..)?))
        })
    }

    fn read(
        file: &'f File,
        place: Place,
        size: usize,
        of: impl Fn(&'f [u8], &'f [u8]) -> Option<(u16, &'f [u8])>,
    ) -> Self {
        let index = Plc::new(file.place(place), 4);
        let mut all: Vec<Run<'f>> = Vec::new();
        for number in 0..index.count {
            let page = u32_at(index.thing(number), 0).unwrap_or(0) & 0x3F_FFFF;
            let start = page as usize * PAGE;
            let Some(page) = file.main.get(start..start + PAGE) else {
                continue;
            };
            let count = usize::from(page[PAGE - 1]);
            for run in 0..count {
                let bounds = u32_at(page, 4 * run).zip(u32_at(page, 4 * run + 4));
                let things = 4 * (count + 1) + size * run;
                let thing = page
                    .get(things..(things + size).min(PAGE))
                    .unwrap_or_default();
                let Some((start, end)) = bounds.filter(|(start, end)| start < end) else {
                    continue;
                };
                let (style, list) = of(page, thing).unwrap_or_default();
                all.push(Run {
                    start,
                    end,
                    style,
                    list,
                });
            }
        }
        all.sort_by_key(|run| run.start);
        Self { all }
    }

    /// The run that the byte `at` lies in; without one it has the properties of nothing, up to the
    /// next run.
    pub(super) fn at(&self, at: u32) -> Run<'f> {
        let next = self.all.partition_point(|run| run.start <= at);
        let before = next.checked_sub(1).and_then(|index| self.all.get(index));
        match before.filter(|run| at < run.end) {
            Some(run) => *run,
            None => Run {
                start: at,
                end: self.all.get(next).map_or(u32::MAX, |run| run.start),
                style: 0,
                list: &[],
            },
        }
    }
}
