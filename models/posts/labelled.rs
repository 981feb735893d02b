//! Posts whose lines are labelled by hand: a unit a line, `label|text`, `+` before what goes on in
//! the line of the unit before.

use std::path::Path;

use super::Failure;
use cvrank::document::Span;
use cvrank::profile::job::reading::PostLabel;

/// The text of a post, and which labels each part of it may have.
pub(crate) struct Labelled {
    pub(crate) name: String,
    pub(crate) text: String,
    marks: Vec<(Span, u32)>,
}

impl AsRef<Self> for Labelled {
    fn as_ref(&self) -> &Self {
        self
    }
}

impl Labelled {
    pub(crate) fn new(name: String) -> Self {
        Self {
            name,
            text: String::new(),
            marks: Vec::new(),
        }
    }

    /// Adds a line, or what goes on in the last one.
    pub(crate) fn push(&mut self, text: &str, allowed: u32, goes_on: bool) {
        if !self.text.is_empty() {
            self.text.push(if goes_on { ' ' } else { '\n' });
        }
        let start = self.text.len();
        self.text.push_str(text);
        self.marks
            .push((Span::new(start, self.text.len()), allowed));
    }

    pub(crate) fn blank(&mut self) {
        self.text.push('\n');
    }

    /// The same post as other programs hand it on: in one line, or a line a unit without bullets
    /// and empty lines.
    pub(crate) fn flattened(&self, in_one_line: bool) -> Self {
        let mut post = Self::new(self.name.clone());
        for (span, allowed) in &self.marks {
            let written = span.of(&self.text);
            let kept = if in_one_line {
                written
            } else {
                written.trim_start_matches(['-', '•', '*', '·', '✓', '►', '▪', '#', ' '])
            };
            if !kept.is_empty() {
                post.push(kept, *allowed, in_one_line);
            }
        }
        post
    }

    /// Short posts made of parts of this one: its title, a heading with what follows, and single
    /// sentences, so that no line is told by its place alone. Each `draw` takes others.
    pub(crate) fn fragments(&self, draw: usize) -> Vec<Self> {
        let is_heading = |allowed: u32| allowed >= 1 << PostLabel::HeadAsk as u8;
        let title = 1 << PostLabel::Title as u8;
        let titled = self.marks.iter().find(|(_, allowed)| *allowed == title);
        let mut fragments = Vec::new();
        for (at, (_, allowed)) in self.marks.iter().enumerate() {
            let place = at;
            let at = at + draw;
            let follows = self.marks[place + 1..].iter();
            let follows = follows.take_while(|(_, allowed)| !is_heading(*allowed));
            let lines: Vec<(Span, u32)> = if is_heading(*allowed) {
                let mut lines = vec![self.marks[place]];
                lines.extend(follows.take(1 + at % 3).copied());
                lines
            } else if *allowed != title && at % 4 == 1 {
                vec![self.marks[place]]
            } else {
                continue;
            };
            let mut post = Self::new(self.name.clone());
            if let Some((span, _)) = titled.filter(|_| !at.is_multiple_of(5)) {
                post.push(span.of(&self.text), title, false);
                post.blank();
            }
            for (span, allowed) in lines {
                post.push(span.of(&self.text), allowed, false);
                if is_heading(allowed) && at.is_multiple_of(2) {
                    post.blank();
                }
            }
            if let Some(asked) = self
                .asked()
                .filter(|_| at % 8 == 1 && !is_heading(*allowed))
            {
                post.blank();
                for (span, allowed) in asked {
                    post.push(span.of(&self.text), allowed, false);
                }
            }
            fragments.push(post);
        }
        fragments
    }

    /// Short posts in which a heading alone says what stands below it: each heading of this one
    /// behind what it asks, over `items` that say nothing of themselves. Each `draw` takes others.
    pub(crate) fn under_headings(&self, items: &[&str], draw: usize) -> Vec<Self> {
        let (Some(title), Some(asked), false) =
            (self.first(PostLabel::Title), self.asked(), items.is_empty())
        else {
            return Vec::new();
        };
        let headings = self.marks.iter().enumerate();
        let headings = headings.map(|(at, mark)| (at + draw, mark));
        let headings = headings.filter(|(at, _)| at % 2 == 0);
        let headings = headings.filter_map(|(at, mark)| Some((at / 2, mark, below(mark.1)?)));
        headings
            .map(|(at, heading, below)| {
                let mut post = Self::new(self.name.clone());
                let before = [title, asked[0], asked[1]];
                for (span, allowed) in before.into_iter().filter(|_| at % 3 > 0) {
                    post.push(span.of(&self.text), allowed, false);
                }
                post.blank();
                post.push(heading.0.of(&self.text), heading.1, false);
                if at % 4 == 0 {
                    post.blank();
                }
                let bullet = ["- ", "• ", "* "][at % 3];
                for item in 0..1 + at % 3 {
                    let item = items[(7 * at + 13 * item + self.text.len()) % items.len()];
                    post.push(&format!("{bullet}{item}"), below, false);
                }
                post
            })
            .collect()
    }

    /// The first of its marks that has this label alone.
    fn first(&self, label: PostLabel) -> Option<(Span, u32)> {
        let is_one = |(_, allowed): &&(Span, u32)| *allowed == 1 << label as u8;
        self.marks.iter().find(is_one).copied()
    }

    /// A heading over what it asks, and the first thing asked.
    fn asked(&self) -> Option<[(Span, u32); 2]> {
        Some([self.first(PostLabel::HeadAsk)?, self.first(PostLabel::Ask)?])
    }

    /// Its list items of up to `most` words that ask for something.
    pub(crate) fn short_asks(&self, most: usize) -> impl Iterator<Item = &str> {
        let asks = 1 << PostLabel::Ask as u8 | 1 << PostLabel::Nice as u8;
        self.marks.iter().filter_map(move |(span, allowed)| {
            let text = span.of(&self.text);
            let item = text.strip_prefix(['-', '•', '*'])?.trim();
            (allowed & asks > 0 && item.split_whitespace().count() <= most).then_some(item)
        })
    }

    /// The labels of the mark that shares most with `span`; any where none does.
    pub(crate) fn allowed(&self, span: Span) -> u32 {
        let shared = |mark: Span| {
            mark.end
                .min(span.end)
                .saturating_sub(mark.start.max(span.start))
        };
        let best = self.marks.iter().max_by_key(|(mark, _)| shared(*mark));
        best.filter(|(mark, _)| shared(*mark) > 0)
            .map_or(u32::MAX, |(_, allowed)| *allowed)
    }
}

/// What may stand below a heading, where nothing but the heading says so.
fn below(heading: u32) -> Option<u32> {
    let of = |labels: &[PostLabel]| labels.iter().map(|label| 1 << *label as u8).sum();
    Some(match PostLabel::NAMES[heading.trailing_zeros() as usize] {
        "h-ask" => of(&[PostLabel::Ask]),
        "h-nice" => of(&[PostLabel::Nice]),
        "h-duty" => of(&[PostLabel::Duty]),
        "h-company" => of(&[PostLabel::Company, PostLabel::Offer]),
        "h-offer" => of(&[PostLabel::Offer, PostLabel::Pay]),
        "h-law" => of(&[PostLabel::Law]),
        "h-apply" => of(&[PostLabel::Apply]),
        "h-other" => of(&[
            PostLabel::Fact,
            PostLabel::Pay,
            PostLabel::Company,
            PostLabel::Offer,
            PostLabel::Condition,
            PostLabel::Noise,
        ]),
        _ => return None,
    })
}

/// A bit for the label of this name.
pub(crate) fn bit(name: &str) -> Option<u32> {
    let at = PostLabel::NAMES.iter().position(|known| *known == name)?;
    Some(1 << at)
}

/// All labelled posts of a folder, by name.
pub(crate) fn read(folder: &Path) -> Result<Vec<Labelled>, Failure> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    let mut posts = Vec::new();
    for path in paths {
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let mut post = Labelled::new(name);
        for (at, line) in std::fs::read_to_string(&path)?.lines().enumerate() {
            if line.trim().is_empty() {
                post.blank();
                continue;
            }
            let goes_on = line.starts_with('+');
            let told = line.trim_start_matches('+').split_once('|');
            let (label, text) = told
                .and_then(|(label, text)| Some((bit(label.trim())?, text)))
                .ok_or_else(|| format!("{}, line {}: no label of posts", path.display(), at + 1))?;
            post.push(text.trim_end(), label, goes_on);
        }
        posts.push(post);
    }
    Ok(posts)
}
