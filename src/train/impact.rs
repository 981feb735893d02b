//! What a new model would do to groups of people: the least impact ratio of its held-out scores
//! beside that of the model in use.

use super::recipe::Trained;
use crate::audit::{AuditError, Dimension, GroupsFile, JobScore, LeastRatio, least_ratio};
use crate::model::Ranker;

/// The least impact ratios before and after; `None` where no two categories can be compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Impact {
    /// Name of the model in use.
    pub current: String,
    pub before: Option<LeastRatio>,
    pub after: Option<LeastRatio>,
}

impl Impact {
    /// Of the trained model on jobs it never saw, and of `current` on the same jobs.
    ///
    /// The groups are counted by the audit alone; nothing that is learned from can see them.
    ///
    /// # Errors
    /// When the groups file is damaged.
    pub fn new(
        trained: &Trained,
        current: &Ranker,
        groups: &GroupsFile,
    ) -> Result<Self, AuditError> {
        let mut after = Vec::new();
        let mut before = Vec::new();
        for unit in &trained.units {
            let group = &trained.examples.groups[unit.group];
            for (&place, &held_out) in unit.places.iter().zip(&unit.scores) {
                let example = &group.examples[place];
                let of = |score| JobScore {
                    job_id: &group.job_id,
                    cv_id: &example.cv_id,
                    score,
                };
                after.push(of(held_out));
                before.push(of(Ranker::score_under(
                    current.weights(),
                    &group.asked,
                    &example.vector,
                )));
            }
        }
        Ok(Self {
            current: current.name.clone(),
            before: least_ratio(&before, groups, &Dimension::LAW)?,
            after: least_ratio(&after, groups, &Dimension::LAW)?,
        })
    }

    /// Whether the new model brings the least ratio below four fifths and below what it was.
    pub fn worsens(&self) -> bool {
        self.after
            .as_ref()
            .is_some_and(|after| after.worsens(self.before.as_ref()))
    }
}
