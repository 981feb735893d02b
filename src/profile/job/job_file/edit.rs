//! A job file that is being changed: its requirements by their place, each change by the rules of
//! the file.

use toml::{Table, Value};

use super::{HEADER, to_toml};
use crate::profile::job::JobProfile;

/// Keys of the job file under which lists stand.
const REQUIREMENT: &str = "requirement";
const SET_ASIDE: &str = "set_aside";

/// Why a change cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    #[error("no requirement {index}; the job has {count}")]
    NoRequirement { index: usize, count: usize },
    #[error("nothing {index} was set aside; the job has {count} such parts")]
    NothingSetAside { index: usize, count: usize },
    #[error("a requirement has no {key}; it has: {known}")]
    NoKey { key: String, known: String },
    #[error("the job cannot be written as a job file ({0})")]
    NoFile(String),
}

/// A job file between reading and writing. Whether it still is one is told when it is read again.
#[derive(Debug, Clone, PartialEq)]
pub struct JobEdit {
    table: Table,
}

impl JobEdit {
    /// # Errors
    /// [`EditError::NoFile`], which is a fault of ours.
    pub fn new(job: &JobProfile) -> Result<Self, EditError> {
        let table = to_toml(job).parse();
        Ok(Self {
            table: table.map_err(|error: toml::de::Error| EditError::NoFile(error.to_string()))?,
        })
    }

    /// The job file.
    ///
    /// # Errors
    /// [`EditError::NoFile`], which is a fault of ours.
    pub fn to_toml(&self) -> Result<String, EditError> {
        let text = toml::to_string(&self.table);
        let text = text.map_err(|error| EditError::NoFile(error.to_string()))?;
        Ok(format!("{HEADER}\n{text}"))
    }

    /// The requirements with their keys, in the order of the file.
    pub fn requirements(&self) -> Vec<&Table> {
        self.list(REQUIREMENT)
    }

    /// What was set aside: each with its `reason` and its `quote`.
    pub fn set_aside(&self) -> Vec<&Table> {
        self.list(SET_ASIDE)
    }

    /// Puts `value` under `key` of a requirement; `None` takes the key away.
    ///
    /// # Errors
    /// Where there is no such requirement, or none has such a key.
    pub fn set(&mut self, index: usize, key: &str, value: Option<Value>) -> Result<(), EditError> {
        if !super::REQUIREMENT_KEYS.contains(&key) {
            return Err(EditError::NoKey {
                key: key.to_owned(),
                known: super::REQUIREMENT_KEYS.join(", "),
            });
        }
        let row = self.requirement_mut(index)?;
        match value {
            Some(value) => row.insert(key.to_owned(), value),
            None => row.remove(key),
        };
        Ok(())
    }

    /// Adds a requirement behind the others.
    pub fn add(&mut self, requirement: Table) {
        self.list_mut(REQUIREMENT).push(Value::Table(requirement));
    }

    /// # Errors
    /// [`EditError::NoRequirement`].
    pub fn remove(&mut self, index: usize) -> Result<(), EditError> {
        self.check(index)?;
        self.list_mut(REQUIREMENT).remove(index);
        Ok(())
    }

    /// Moves a requirement to another place.
    ///
    /// # Errors
    /// [`EditError::NoRequirement`] where either place is none.
    pub fn move_to(&mut self, index: usize, to: usize) -> Result<(), EditError> {
        self.check(index)?;
        self.check(to)?;
        let rows = self.list_mut(REQUIREMENT);
        let row = rows.remove(index);
        rows.insert(to, row);
        Ok(())
    }

    /// Takes a part out of what was set aside; returns its text.
    ///
    /// # Errors
    /// [`EditError::NothingSetAside`].
    pub fn take_set_aside(&mut self, index: usize) -> Result<String, EditError> {
        let count = self.set_aside().len();
        if index >= count {
            return Err(EditError::NothingSetAside { index, count });
        }
        let part = self.list_mut(SET_ASIDE).remove(index);
        let quote = part.get("quote").and_then(Value::as_str);
        Ok(quote.unwrap_or_default().to_owned())
    }

    pub fn set_title(&mut self, title: &str) {
        self.table
            .insert("title".to_owned(), Value::String(title.to_owned()));
    }

    fn check(&self, index: usize) -> Result<(), EditError> {
        let count = self.requirements().len();
        match index < count {
            true => Ok(()),
            false => Err(EditError::NoRequirement { index, count }),
        }
    }

    fn requirement_mut(&mut self, index: usize) -> Result<&mut Table, EditError> {
        let count = self.requirements().len();
        let row = self.list_mut(REQUIREMENT).get_mut(index);
        row.and_then(Value::as_table_mut)
            .ok_or(EditError::NoRequirement { index, count })
    }

    fn list(&self, key: &str) -> Vec<&Table> {
        let rows = self.table.get(key).and_then(Value::as_array);
        let rows = rows.into_iter().flatten();
        rows.filter_map(Value::as_table).collect()
    }

    fn list_mut(&mut self, key: &str) -> &mut Vec<Value> {
        let rows = self
            .table
            .entry(key)
            .or_insert_with(|| Value::Array(Vec::new()));
        if !rows.is_array() {
            *rows = Value::Array(Vec::new());
        }
        match rows {
            Value::Array(rows) => rows,
            _ => unreachable!("it was made a list"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::profile::job::job_file::from_toml;

    #[test]
    fn what_is_no_list_becomes_one_when_a_requirement_is_added() {
        for text in ["requirement = 3", "requirement = []", "title = \"Baker\""] {
            let table: Table = text.parse().unwrap();
            let mut edit = JobEdit { table };
            edit.add(Table::new());
            assert_eq!(edit.requirements(), [&Table::new()], "{text}");
        }
    }

    #[test]
    fn a_requirement_moves_either_way_and_the_title_is_written() {
        let rows: String = ["Rye", "Oat", "Malt"]
            .iter()
            .map(|label| format!("[[requirement]]\nimportance = \"must\"\ntext = \"{label}\"\n"))
            .collect();
        let job = from_toml(&rows, Lexicon::builtin()).unwrap();
        for (from, to, expected) in [
            (0, 2, ["Oat", "Malt", "Rye"]),
            (2, 0, ["Malt", "Rye", "Oat"]),
            (1, 1, ["Rye", "Oat", "Malt"]),
        ] {
            let mut edit = JobEdit::new(&job).unwrap();
            edit.move_to(from, to).unwrap();
            edit.set_title("Miller");
            let written = edit.to_toml().unwrap();
            let read = from_toml(&written, Lexicon::builtin()).unwrap();
            let quotes: Vec<&str> = read
                .requirements
                .iter()
                .map(|one| one.quote.as_str())
                .collect();
            assert_eq!(quotes, expected, "{from} to {to}");
            assert_eq!(read.title, "Miller");
        }
    }
}
