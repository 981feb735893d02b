//! What each line and sentence of a post is: trained, not told by headings alone.
//!
//! A post is cut into units, each is described by what is seen of it and around it, and a chain
//! labels them together. The weights are `models/posts.chains`.

mod features;
mod label;
pub(super) mod units;

use std::sync::LazyLock;

pub use label::PostLabel;

use self::units::Unit;
use super::requirement::Findings;
use crate::document::{Document, Span};
use crate::lexicon::Lexicon;
use crate::reader::chain::file::{self, FileError};
use crate::reader::chain::{Chain, LANES, Scores, widened};

/// The name of the chain in its file.
const NAME: &str = "posts";

/// The chain that labels the units of posts.
#[derive(Debug, Clone, PartialEq)]
pub struct PostReader {
    chain: Chain,
}

/// A post as the chain is trained on it: where each unit stands, and its features.
#[derive(Debug, Clone, PartialEq)]
pub struct Described {
    pub spans: Vec<Span>,
    pub features: Vec<Vec<u32>>,
}

impl PostReader {
    /// The reader that is compiled into the program.
    pub(crate) fn builtin() -> &'static Self {
        static READER: LazyLock<PostReader> = LazyLock::new(|| {
            PostReader::from_bytes(include_bytes!("../../../../models/posts.chains"))
                .expect("the built-in reader of posts is tested to load")
        });
        &READER
    }

    pub fn new(chain: Chain) -> Self {
        Self { chain }
    }

    /// Reads the bytes of a file of chains.
    ///
    /// # Errors
    /// When they are not such a file, or its chain has other labels than this program's.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, FileError> {
        let chain = file::read_one(bytes, NAME, PostLabel::NAMES)?;
        Ok(Self { chain })
    }

    pub fn to_bytes(&self) -> Vec<u8> {
        file::write(&[(NAME, &self.chain)])
    }

    /// The labels of units with these features.
    pub fn labels(&self, features: &[Vec<u32>]) -> Vec<PostLabel> {
        let score = |features: &Vec<u32>| {
            let mut sums = [0; LANES];
            for feature in features {
                self.chain.add(*feature, &mut sums);
            }
            widened(&sums)
        };
        let scores: Vec<Scores> = features.iter().map(score).collect();
        let of = |label: &u8| PostLabel::of(*label).unwrap_or(PostLabel::Duty);
        self.chain.best(&scores).iter().map(of).collect()
    }
}

/// The units of a post with what each is.
pub(super) fn read(document: &Document, findings: &Findings) -> Vec<(Unit, PostLabel)> {
    let units = units::split(document, &findings.words);
    let told: Vec<Unit> = units
        .iter()
        .copied()
        .filter(|unit| !unit.navigation)
        .collect();
    let mut labels = PostReader::builtin()
        .labels(&features::of(findings, &told))
        .into_iter();
    let labelled = units.into_iter().map(|unit| {
        let own = if unit.navigation { None } else { labels.next() };
        (unit, own.unwrap_or(PostLabel::Noise))
    });
    labelled.collect()
}

/// A post as the chain sees it.
pub fn described(document: &Document, lexicon: &Lexicon) -> Described {
    let findings = Findings::of(document, lexicon);
    let units = units::split(document, &findings.words);
    Described {
        features: features::of(&findings, &units),
        spans: units.iter().map(|unit| unit.span).collect(),
    }
}
