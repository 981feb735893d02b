//! Every feature, once: what help, docs, model files and tests are made from.

use serde::{Deserialize, Serialize};

/// A named number in [0, 1] about one pair of job and CV.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Feature {
    MustCoverage,
    NiceCoverage,
    SkillSimilarity,
    WordSimilarity,
    PairSimilarity,
    ExperienceSimilarity,
    PassageSimilarity,
    TitleSimilarity,
    TitleWords,
    RelevantYears,
    TotalYears,
    Recency,
    Seniority,
    Education,
    Languages,
}

/// What a feature is, for people and for checks.
#[derive(Debug, Clone, Copy)]
pub struct FeatureInfo {
    pub feature: Feature,
    pub name: &'static str,
    /// What the value counts, before it is brought into [0, 1].
    pub unit: &'static str,
    pub measures: &'static str,
    /// What is read when the job does not ask, or the CV does not say.
    pub when_missing: &'static str,
    pub known_bias: &'static str,
}

/// The registry, in the order of every vector, table and file.
pub const REGISTRY: &[FeatureInfo] = &[
    FeatureInfo {
        feature: Feature::MustCoverage,
        name: "must_coverage",
        unit: "share of the must requirements' weight",
        measures: "how far each must requirement is met, rarer requirements weighing more",
        when_missing: "left out when the job has no must; 0 for what is not found",
        known_bias: "favours CVs that name their tools",
    },
    FeatureInfo {
        feature: Feature::NiceCoverage,
        name: "nice_coverage",
        unit: "share of the nice requirements' weight",
        measures: "how far each nice requirement is met, rarer requirements weighing more",
        when_missing: "left out when the job has no nice; 0 for what is not found",
        known_bias: "favours CVs that name their tools",
    },
    FeatureInfo {
        feature: Feature::SkillSimilarity,
        name: "skill_similarity",
        unit: "x / (x + h norm), x the weight of what is shared, norm the job's own",
        measures: "skills of the lexicon that job and CV share, by evidence and rarity",
        when_missing: "left out when the lexicon knows nothing of the job",
        known_bias: "fields that the lexicon covers well score higher",
    },
    FeatureInfo {
        feature: Feature::WordSimilarity,
        name: "word_similarity",
        unit: "x / (x + h norm), x the TF-IDF weight found, norm the job's own",
        measures: "words of the job found in the CV, by rarity and by the number of positions and sections",
        when_missing: "left out when the job has no text",
        known_bias: "favours longer CVs, since nothing is divided by their length",
    },
    FeatureInfo {
        feature: Feature::PairSimilarity,
        name: "pair_similarity",
        unit: "x / (x + h norm), x the TF-IDF weight found, norm the job's own",
        measures: "pairs of neighbouring words of the job found in the CV",
        when_missing: "left out when the job has no pairs",
        known_bias: "favours CVs in the job's own wording",
    },
    FeatureInfo {
        feature: Feature::ExperienceSimilarity,
        name: "experience_similarity",
        unit: "x / (x + h norm), x the TF-IDF weight found, norm the job's own",
        measures: "words of the job found in the CV's dated positions",
        when_missing: "0 when no dated position was recognised",
        known_bias: "as word_similarity; needs dates that can be read",
    },
    FeatureInfo {
        feature: Feature::PassageSimilarity,
        name: "passage_similarity",
        unit: "mean cosine of the four nearest passages / 0.35; at most 1",
        measures: "how near the passages of the CV that are nearest to the post lie to it",
        when_missing: "left out when the job has no text; passages that a short CV lacks count 0",
        known_bias: "favours CVs in the job's own wording",
    },
    FeatureInfo {
        feature: Feature::TitleSimilarity,
        name: "title_similarity",
        unit: "share of the job title's character 4-grams",
        measures: "the CV title nearest to the job's title, by parts of words",
        when_missing: "left out when the job has no title",
        known_bias: "titles differ between employers for the same work",
    },
    FeatureInfo {
        feature: Feature::TitleWords,
        name: "title_words",
        unit: "share of the job title's word weight",
        measures: "words of the job's title found anywhere in the CV, by rarity and by the number of positions and sections",
        when_missing: "left out when the job has no title",
        known_bias: "favours CVs in the job's own wording",
    },
    FeatureInfo {
        feature: Feature::RelevantYears,
        name: "relevant_years",
        unit: "months / 72, or / the months asked when these are more; at most 1",
        measures: "months in positions like the job, each month counted by its nearest position",
        when_missing: "left out when the job starts at 0 years; 0 when no dated position was recognised",
        known_bias: "penalises career breaks and changes of field",
    },
    FeatureInfo {
        feature: Feature::TotalYears,
        name: "total_years",
        unit: "months / 72, or / the months asked when these are more; at most 1",
        measures: "union of all months worked",
        when_missing: "left out when the job starts at 0 years; 0 when no dated position was recognised",
        known_bias: "goes with age up to six years of work; penalises career breaks",
    },
    FeatureInfo {
        feature: Feature::Recency,
        name: "recency",
        unit: "1 / (1 + years since / 4), times likeness",
        measures: "how recent the positions like the job are",
        when_missing: "left out when the job starts at 0 years; 0 when no dated position was recognised",
        known_bias: "penalises career breaks",
    },
    FeatureInfo {
        feature: Feature::Seniority,
        name: "seniority",
        unit: "1 less 1/3 for each step below what is asked",
        measures: "highest seniority in the CV's titles against the job's",
        when_missing: "left out when the job states none; a title without a word counts as middle",
        known_bias: "titles are inflated in some firms",
    },
    FeatureInfo {
        feature: Feature::Education,
        name: "education",
        unit: "1 less 1/2 for each step below what is asked",
        measures: "highest level of education against the least asked",
        when_missing: "left out when the job asks none; 0 when the CV names none",
        known_bias: "degrees go with social origin",
    },
    FeatureInfo {
        feature: Feature::Languages,
        name: "languages",
        unit: "share of the languages asked",
        measures: "spoken languages at the level asked; a lower level counts in part",
        when_missing: "left out when the job asks none; the language the CV is written in counts as spoken",
        known_bias: "levels are stated by the person",
    },
];

/// Number of features.
pub const COUNT: usize = REGISTRY.len();

impl Feature {
    /// Place in the registry and in every vector.
    pub fn index(self) -> usize {
        self as usize
    }

    pub fn info(self) -> &'static FeatureInfo {
        &REGISTRY[self.index()]
    }

    pub fn name(self) -> &'static str {
        self.info().name
    }

    pub fn from_name(name: &str) -> Option<Feature> {
        REGISTRY
            .iter()
            .find(|info| info.name == name)
            .map(|info| info.feature)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_registry_is_in_the_order_of_the_enum() {
        for (index, info) in REGISTRY.iter().enumerate() {
            assert_eq!(info.feature.index(), index);
            assert_eq!(Feature::from_name(info.name), Some(info.feature));
            assert_eq!(
                serde_json::to_string(&info.feature).unwrap(),
                format!("\"{}\"", info.name)
            );
        }
    }
}
