//! The gaps between groups as tables: a row a feature, a column a category.

use serde::Serialize;

use super::super::category::Dimension;
use super::super::decomposition::Gap;
use crate::model::Points;

#[derive(Serialize)]
pub(super) struct GapsView {
    title: &'static str,
    reference: String,
    reference_count: u64,
    categories: Vec<GapHead>,
    features: Vec<FeatureView>,
}

#[derive(Serialize)]
struct GapHead {
    category: String,
    count: u64,
    points: String,
    area: String,
}

#[derive(Serialize)]
struct FeatureView {
    name: String,
    weight: String,
    cells: Vec<GapCell>,
}

#[derive(Serialize)]
struct GapCell {
    points: String,
    area: String,
}

impl GapsView {
    /// One table a dimension; intersectional gaps, of many columns, are left to the CSV.
    pub(super) fn all(gaps: &[Gap]) -> Vec<Self> {
        let dimensions = [Dimension::Sex, Dimension::RaceEthnicity, Dimension::AgeBand];
        dimensions
            .into_iter()
            .filter_map(|dimension| {
                let of: Vec<&Gap> = gaps
                    .iter()
                    .filter(|gap| gap.dimension == dimension)
                    .collect();
                Self::new(&of)
            })
            .collect()
    }

    fn new(gaps: &[&Gap]) -> Option<Self> {
        let first = gaps.first()?;
        let mut names: Vec<(&str, f64, u64)> = Vec::new();
        for part in gaps.iter().flat_map(|gap| &gap.parts) {
            let size = part.points.0.unsigned_abs();
            match names.iter_mut().find(|(name, _, _)| *name == part.feature) {
                Some((_, weight, sum)) => {
                    *weight = weight.max(part.weight);
                    *sum += size;
                }
                None => names.push((&part.feature, part.weight, size)),
            }
        }
        names.sort_by(|left, right| right.2.cmp(&left.2).then_with(|| left.0.cmp(right.0)));
        let cell = |gap: &Gap, name: &str| {
            let part = gap.parts.iter().find(|part| part.feature == name);
            GapCell {
                points: signed(part.map(|part| part.points).unwrap_or_default()),
                area: part.map_or_else(String::new, |part| area(part.area_under_curve)),
            }
        };
        Some(Self {
            title: first.dimension.title(),
            reference: first.reference.label.clone(),
            reference_count: first.reference_count,
            categories: gaps
                .iter()
                .map(|gap| GapHead {
                    category: gap.category.label.clone(),
                    count: gap.count,
                    points: signed(gap.points),
                    area: area(gap.area_under_curve),
                })
                .collect(),
            features: names
                .into_iter()
                .map(|(name, weight, _)| FeatureView {
                    name: name.replace('_', " "),
                    weight: format!("{weight:.1}"),
                    cells: gaps.iter().map(|gap| cell(gap, name)).collect(),
                })
                .collect(),
        })
    }
}

fn signed(points: Points) -> String {
    if points.0 > 0 {
        format!("+{points}")
    } else {
        points.to_string()
    }
}

fn area(value: f64) -> String {
    format!("{value:.2}")
}
