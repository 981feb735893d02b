//! Seniority words in job titles.

use serde::{Deserialize, Serialize};

/// Ordered from lowest to highest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seniority {
    /// Intern, trainee, apprentice.
    Trainee,
    Junior,
    /// No word, or `mid`.
    Middle,
    Senior,
    /// Lead, principal, staff, team leader, foreman, charge nurse.
    Lead,
    /// Head, manager of people, director and above.
    Head,
}

use crate::text::Token;

/// Seniority that a job title states; `tokens` are those of the title in `text`.
pub fn of_title(_text: &str, _tokens: &[Token]) -> Option<Seniority> {
    None
}
