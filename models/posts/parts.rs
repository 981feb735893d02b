//! Posts that come with their parts apart: duties, what is asked, what is wished.

use std::path::Path;

use super::Failure;
use super::labelled::{Labelled, bit};

/// A post by its parts, a line each.
#[derive(Clone)]
pub(crate) struct Parts {
    title: String,
    place: String,
    duties: Vec<String>,
    asked: Vec<String>,
    wished: Vec<String>,
}

/// Which headings stand over the parts.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Heads {
    Usual,
    /// Of words that no list of headings has.
    Unknown,
    None,
}

const USUAL: [[&str; 3]; 6] = [
    [
        "Responsibilities",
        "Minimum qualifications",
        "Preferred qualifications",
    ],
    ["What you'll do", "What you need", "Nice to have"],
    ["Your role", "Your profile", "Bonus points"],
    ["Duties", "Requirements", "Desirable"],
    ["## The job", "## Who you are", "## It's a plus if"],
    ["Key accountabilities:", "Essential criteria:", "Preferred:"],
];
const UNKNOWN: [[&str; 3]; 4] = [
    [
        "How your weeks will look",
        "The things that count",
        "Sugar on top",
    ],
    ["Your playground", "No way around these", "Makes us smile"],
    ["On your desk", "In your backpack", "Cherry on the cake"],
    ["First ninety days", "Boxes to tick", "If we could dream"],
];
const BULLETS: [&str; 4] = ["- ", "• ", "* ", ""];

pub(crate) fn read(path: &Path) -> Result<Vec<Parts>, Failure> {
    let mut posts = Vec::new();
    for row in csv::Reader::from_path(path)?.into_records() {
        let row = row?;
        let lines = |at: usize| -> Vec<String> {
            let cell = row.get(at).unwrap_or_default();
            let lines = cell.lines().map(str::trim).filter(|line| !line.is_empty());
            lines.map(str::to_owned).collect()
        };
        let post = Parts {
            title: row.get(1).unwrap_or_default().to_owned(),
            place: row.get(3).unwrap_or_default().to_owned(),
            duties: lines(4),
            asked: lines(5),
            wished: lines(6),
        };
        if !post.duties.is_empty() && !post.asked.is_empty() && !post.wished.is_empty() {
            posts.push(post);
        }
    }
    Ok(posts)
}

impl Parts {
    /// The post in one of many layouts.
    pub(crate) fn laid_out(&self, heads: Heads, number: usize) -> Labelled {
        let mut post = Labelled::new("parts".to_owned());
        let label = |name: &str| bit(name).expect("it is a label of posts");
        if !self.title.is_empty() {
            post.push(&self.title, label("title"), false);
            post.push(&self.place, label("fact"), false);
            post.blank();
        }
        let bullet = BULLETS[number % BULLETS.len()];
        let parts = [
            ("h-duty", "duty", &self.duties),
            ("h-ask", "ask", &self.asked),
            ("h-nice", "nice", &self.wished),
        ];
        let named = match heads {
            Heads::Usual => Some(USUAL[number / 3 % USUAL.len()]),
            Heads::Unknown => Some(UNKNOWN[number / 3 % UNKNOWN.len()]),
            Heads::None => None,
        };
        for (at, (heading, name, lines)) in parts.into_iter().enumerate() {
            if let Some(named) = named {
                post.push(named[at], label(heading), false);
            }
            for line in lines {
                // Without a heading nothing says which of the two it is.
                let allowed = match (named, name) {
                    (None, "ask" | "nice") => label("ask") | label("nice"),
                    _ => label(name),
                };
                post.push(&format!("{bullet}{line}"), allowed, false);
            }
            post.blank();
        }
        post
    }
}

/// Every so many of the posts, in turn with usual headings, unknown ones and none.
pub(crate) fn laid_out(posts: &[Parts], every: usize) -> Vec<Labelled> {
    let chosen = posts.iter().step_by(every).enumerate();
    chosen
        .map(|(number, post)| {
            let heads = [Heads::Usual, Heads::Unknown, Heads::None][number % 3];
            post.laid_out(heads, number)
        })
        .collect()
}
