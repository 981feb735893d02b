//! What a document claims.
//!
//! For a CV: sections, positions with dates, skills with evidence, education,
//! spoken languages. For a job: requirements, each must or nice. Identity is
//! found here in order to be left out, and never leaves.

pub mod cv;
pub mod dates;
pub mod education;
pub mod identity;
pub mod job;
pub mod kind;
pub mod machine;
pub(crate) mod roles;
pub mod seniority;
pub mod spoken;
