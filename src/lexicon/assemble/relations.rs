//! Relations between concepts, when all of them are known.

use super::super::ConceptId;
use super::super::format::{self, Problem, Row};
use super::Builder;

impl Builder<'_> {
    /// The concept whose label, not merely an alias, is `label` for the row of
    /// `id`; a label that clashed stands for the built-in concept.
    fn labelled(&self, id: ConceptId, label: &str) -> Option<ConceptId> {
        let found = self.parts.lookup(label)?;
        let is_builtin = |id| {
            self.parts
                .concept(id)
                .is_some_and(|c| c.source < self.builtin)
        };
        if is_builtin(found) && !is_builtin(id) {
            return Some(found);
        }
        let own = self.parts.label(found);
        (own.eq_ignore_ascii_case(label) || own.to_lowercase() == label.to_lowercase())
            .then_some(found)
    }

    /// Broader and related concepts as the row of `id` states them.
    pub(super) fn relations(&mut self, id: ConceptId, row: &Row<'_>) {
        for &label in &row.broader {
            if let Some(parent) = self.other(id, label, "broader")
                && let Some(concept) = self.parts.concepts.get_mut(id.index())
                && !concept.broader.contains(&parent)
            {
                concept.broader.push(parent);
            }
        }
        for &(label, strength) in &row.related {
            if let Some(other) = self.other(id, label, "related") {
                for (from, to) in [(id, other), (other, id)] {
                    if let Some(concept) = self.parts.concepts.get_mut(from.index()) {
                        concept.related.push((to, strength));
                    }
                }
            }
        }
    }

    fn other(&mut self, id: ConceptId, label: &str, relation: &'static str) -> Option<ConceptId> {
        let found = format::shortened(label);
        match self.labelled(id, label) {
            None => self.report_at(id, Problem::Orphan { relation, found }),
            Some(other) if other == id => self.report_at(id, Problem::Itself { relation, found }),
            Some(other) => return Some(other),
        }
        None
    }

    /// Sorts relations by concept; where both sides state one, the stronger stands.
    pub(super) fn order_related(&mut self) {
        for concept in &mut self.parts.concepts {
            concept
                .related
                .sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
            concept.related.dedup_by_key(|pair| pair.0);
        }
    }

    /// Gathers all levels above each concept. A circle is reported once and cut.
    pub(super) fn ancestors(&mut self) {
        let order = self.parents_first();
        for id in order {
            let broader = self.parts.broader(id).to_vec();
            let mut above = broader.clone();
            let mut over = above.len() > format::MAX_ANCESTORS;
            above.truncate(format::MAX_ANCESTORS);
            for parent in broader {
                for &further in self.parts.ancestors(parent) {
                    if further != id && !above.contains(&further) {
                        over |= above.len() >= format::MAX_ANCESTORS;
                        if over {
                            break;
                        }
                        above.push(further);
                    }
                }
            }
            if over {
                let label = format::shortened(self.parts.label(id));
                self.report_at(id, Problem::Ancestors { label });
            }
            if let Some(concept) = self.parts.concepts.get_mut(id.index()) {
                concept.ancestors = above;
            }
        }
    }

    /// Every concept after all of its parents.
    fn parents_first(&mut self) -> Vec<ConceptId> {
        #[derive(Clone, Copy, PartialEq)]
        enum State {
            New,
            Open,
            Done,
        }
        let count = self.parts.concepts.len();
        let mut state = vec![State::New; count];
        let mut order = Vec::with_capacity(count);
        // Concept and the next of its parents to visit: a stack of our own, as a
        // chain in a user's file may be longer than the thread's stack.
        let mut path: Vec<(ConceptId, usize)> = Vec::new();
        for start in (0..count as u32).map(ConceptId) {
            if state[start.index()] != State::New {
                continue;
            }
            state[start.index()] = State::Open;
            path.push((start, 0));
            while let Some((id, next)) = path.last_mut() {
                let id = *id;
                match self.parts.broader(id).get(*next).copied() {
                    None => {
                        state[id.index()] = State::Done;
                        order.push(id);
                        path.pop();
                    }
                    Some(parent) => {
                        *next += 1;
                        match state[parent.index()] {
                            State::Done => {}
                            State::New => {
                                state[parent.index()] = State::Open;
                                path.push((parent, 0));
                            }
                            State::Open => {
                                self.report_circle(&path, parent);
                                if let Some(concept) = self.parts.concepts.get_mut(id.index()) {
                                    concept.broader.retain(|&broader| broader != parent);
                                }
                                if let Some((_, next)) = path.last_mut() {
                                    *next -= 1;
                                }
                            }
                        }
                    }
                }
            }
        }
        order
    }

    fn report_circle(&mut self, path: &[(ConceptId, usize)], back_to: ConceptId) {
        let from = path
            .iter()
            .position(|&(id, _)| id == back_to)
            .unwrap_or_default();
        let labels: Vec<String> = path
            .iter()
            .skip(from)
            .map(|&(id, _)| id)
            .take(8)
            .chain([back_to])
            .map(|id| format::shortened(self.parts.label(id)))
            .collect();
        self.report_at(
            back_to,
            Problem::Circle {
                circle: labels.join(" > "),
            },
        );
    }
}
