//! The scored CVs joined with their categories: what every table counts.

use std::collections::{BTreeMap, BTreeSet};

use super::category::{Category, Dimension};
use super::groups::{Groups, Row};
use super::run::{Earned, ScoredCv};
use crate::model::Points;

/// One scored CV.
pub(super) struct Member<'a> {
    pub score: Points,
    pub selected: Option<bool>,
    pub contributions: Option<&'a BTreeMap<String, Earned>>,
    /// Index into the categories of each dimension; `None` where unknown.
    places: [Option<usize>; Dimension::ALL.len()],
}

impl Member<'_> {
    pub(super) fn place(&self, dimension: Dimension) -> Option<usize> {
        self.places[dimension.index()]
    }
}

/// The full sample: every CV that has a score, whether its categories are known or not.
pub(super) struct Sample<'a> {
    pub members: Vec<Member<'a>>,
    categories: [Vec<Category>; Dimension::ALL.len()],
    /// CVs without a score, by dimension and category; the last place is for unknown.
    unscored: [Vec<u64>; Dimension::ALL.len()],
    /// Ids in the run without a row in the groups file.
    pub without_row: Vec<String>,
}

/// The category of a row in each dimension.
fn categories(row: Option<&Row>) -> [Option<Category>; Dimension::ALL.len()] {
    let Some(row) = row else {
        return Default::default();
    };
    let both = row.sex.clone().zip(row.race_ethnicity.clone());
    [
        row.sex.clone().map(Category::sex),
        row.race_ethnicity.clone().map(Category::race_ethnicity),
        both.map(|(sex, race)| Category::intersectional(sex, race)),
        row.age_band.clone().map(Category::age_band),
    ]
}

impl<'a> Sample<'a> {
    /// Joins `cvs`, each with the id of its job if it has one, with their rows.
    pub(super) fn join(
        cvs: impl Iterator<Item = (Option<&'a str>, &'a ScoredCv)>,
        groups: &Groups,
    ) -> Self {
        let mut joined = Vec::new();
        let mut without_row = Vec::new();
        let mut known: [BTreeSet<Category>; Dimension::ALL.len()] = Default::default();
        for (job, cv) in cvs {
            let row = groups.row(job, &cv.cv_id);
            if row.is_none() {
                without_row.push(cv.cv_id.clone());
            }
            let found = categories(row);
            for (known, category) in known.iter_mut().zip(&found) {
                known.extend(category.clone());
            }
            joined.push((cv, row.and_then(|row| row.selected), found));
        }
        let categories = known.map(|known| known.into_iter().collect::<Vec<_>>());
        let mut unscored = [0, 1, 2, 3].map(|index: usize| vec![0; categories[index].len() + 1]);
        let mut members = Vec::new();
        for (cv, selected, found) in joined {
            let mut places = [None; Dimension::ALL.len()];
            for ((place, category), known) in places.iter_mut().zip(found).zip(&categories) {
                *place = category.and_then(|category| known.binary_search(&category).ok());
            }
            match cv.score {
                Some(score) => members.push(Member {
                    score,
                    selected,
                    contributions: cv.contributions.as_ref(),
                    places,
                }),
                None => {
                    for ((counts, place), known) in unscored.iter_mut().zip(places).zip(&categories)
                    {
                        if let Some(count) = counts.get_mut(place.unwrap_or(known.len())) {
                            *count += 1;
                        }
                    }
                }
            }
        }
        without_row.sort();
        Self {
            members,
            categories,
            unscored,
            without_row,
        }
    }

    /// In the order of published tables.
    pub(super) fn categories(&self, dimension: Dimension) -> &[Category] {
        &self.categories[dimension.index()]
    }

    /// CVs without a score in a category, or in none for `None`.
    pub(super) fn unscored(&self, dimension: Dimension, place: Option<usize>) -> u64 {
        let counts = &self.unscored[dimension.index()];
        let last = counts.len().saturating_sub(1);
        counts.get(place.unwrap_or(last)).copied().unwrap_or(0)
    }

    pub(super) fn scores(&self) -> Vec<Points> {
        self.members.iter().map(|member| member.score).collect()
    }
}
