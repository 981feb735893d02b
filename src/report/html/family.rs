//! Families of features: what a bar of a score is made of.

use serde::Serialize;

use crate::explain::Explanation;
use crate::features::Feature;
use crate::model::Points;

/// Features that answer one question of a recruiter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Family {
    Must,
    Nice,
    Wording,
    Title,
    Time,
    Learned,
}

impl Family {
    /// In the order of the bars.
    pub(super) const ALL: [Family; 6] = [
        Family::Must,
        Family::Nice,
        Family::Wording,
        Family::Title,
        Family::Time,
        Family::Learned,
    ];

    pub(super) fn of(feature: Feature) -> Self {
        match feature {
            Feature::MustCoverage => Self::Must,
            Feature::NiceCoverage => Self::Nice,
            Feature::SkillSimilarity
            | Feature::WordSimilarity
            | Feature::PairSimilarity
            | Feature::ExperienceSimilarity
            | Feature::PassageSimilarity => Self::Wording,
            Feature::TitleSimilarity | Feature::TitleWords => Self::Title,
            Feature::RelevantYears
            | Feature::TotalYears
            | Feature::Recency
            | Feature::Seniority => Self::Time,
            Feature::Education | Feature::Languages => Self::Learned,
        }
    }

    /// Name of its class in the style sheet.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Nice => "nice",
            Self::Wording => "wording",
            Self::Title => "title",
            Self::Time => "time",
            Self::Learned => "learned",
        }
    }

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Must => "musts",
            Self::Nice => "nice to have",
            Self::Wording => "wording and skills",
            Self::Title => "title",
            Self::Time => "time and seniority",
            Self::Learned => "education and languages",
        }
    }
}

/// What one family adds to a score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Share {
    pub class: &'static str,
    pub label: &'static str,
    /// Three decimals.
    pub points: String,
    pub thousandths: i64,
}

/// The points of each family, in the order of [`Family::ALL`].
pub(super) fn sums(explained: &Explanation) -> [Points; Family::ALL.len()] {
    let mut sums = [Points(0); Family::ALL.len()];
    for reason in &explained.reasons {
        let contribution = &reason.contribution;
        sums[Family::of(contribution.feature) as usize].0 += contribution.points.0;
    }
    sums
}

/// The families that add anything.
pub(super) fn shares(explained: &Explanation) -> Vec<Share> {
    Family::ALL
        .into_iter()
        .zip(sums(explained))
        .filter(|(_, points)| points.0 != 0)
        .map(|(family, points)| Share {
            class: family.class(),
            label: family.label(),
            points: points.to_string(),
            thousandths: points.0,
        })
        .collect()
}
