//! A trie over token keys in one open-addressed table.

use serde::{Deserialize, Serialize};

use super::ConceptId;
use crate::text::TermKey;

/// A place in the trie.
pub(super) type NodeId = u32;

pub(super) const ROOT: NodeId = 0;

/// What stands at the end of an alias.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    pub concept: ConceptId,
    /// Index into the lexicon's rule sets; `None` where the alias is never in doubt.
    pub rules: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Slot {
    key: TermKey,
    parent: NodeId,
    /// [`ROOT`] marks a free slot: the root is nobody's child.
    child: NodeId,
}

const FREE: Slot = Slot {
    key: 0,
    parent: ROOT,
    child: ROOT,
};

/// Slots as bytes, 16 each: there are too many to be read one number after the other.
mod packed {
    use serde::{Deserialize, Deserializer, Serializer, de};

    use super::Slot;

    pub(super) fn serialize<S: Serializer>(slots: &[Slot], to: S) -> Result<S::Ok, S::Error> {
        let bytes = slots.iter().flat_map(|slot| {
            let of_nodes = [slot.parent.to_le_bytes(), slot.child.to_le_bytes()];
            let key = slot.key.to_le_bytes();
            key.into_iter().chain(of_nodes.into_iter().flatten())
        });
        to.serialize_bytes(&bytes.collect::<Vec<u8>>())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Slot>, D::Error> {
        let bytes: &[u8] = Deserialize::deserialize(from)?;
        let (slots, rest) = bytes.as_chunks::<16>();
        if !rest.is_empty() || !slots.len().is_power_of_two() {
            return Err(de::Error::invalid_length(bytes.len(), &"slots of 16 bytes"));
        }
        Ok(slots.iter().map(read).collect())
    }

    fn read(bytes: &[u8; 16]) -> Slot {
        let half = |at: usize| std::array::from_fn(|next| bytes[at + next]);
        let node = |at: usize| std::array::from_fn(|next| bytes[at + next]);
        Slot {
            key: u64::from_le_bytes(half(0)),
            parent: u32::from_le_bytes(node(8)),
            child: u32::from_le_bytes(node(12)),
        }
    }
}

/// One bit a node: few enough to stay in the nearest cache.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct NodeBits(Vec<u64>);

impl NodeBits {
    fn set(&mut self, node: NodeId) {
        let word = node as usize / 64;
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        if let Some(bits) = self.0.get_mut(word) {
            *bits |= 1 << (node % 64);
        }
    }

    fn get(&self, node: NodeId) -> bool {
        self.0
            .get(node as usize / 64)
            .is_some_and(|bits| bits & (1 << (node % 64)) != 0)
    }
}

/// Aliases as paths of token keys.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Trie {
    #[serde(with = "packed")]
    slots: Vec<Slot>,
    /// By node.
    entries: Vec<Option<Entry>>,
    has_entry: NodeBits,
    has_children: NodeBits,
    /// The edges from the root again, by themselves: they are most of what a
    /// text asks for, and so they stay in the cache whatever the lexicon's size.
    #[serde(with = "packed")]
    starts: Vec<Slot>,
    /// One bit for each low part of a first token's key: most tokens of a text
    /// start no alias, and this settles them in one load from a small table.
    first: Vec<u64>,
    /// The same for all edges, by the place of each: most probes find nothing, and the
    /// slots are too many for the cache.
    edges: Vec<u64>,
}

impl Trie {
    /// An empty trie with room for about `tokens` edges.
    pub(super) fn with_capacity(tokens: usize) -> Self {
        let mut entries = Vec::with_capacity(tokens);
        entries.push(None);
        Self {
            slots: vec![FREE; (tokens * 2).next_power_of_two().max(64)],
            entries,
            has_entry: NodeBits::default(),
            has_children: NodeBits::default(),
            starts: vec![FREE; 1],
            first: vec![0; 64],
            edges: Vec::new(),
        }
    }

    /// The node that `key` leads to from `parent`.
    pub(super) fn child(&self, parent: NodeId, key: TermKey) -> Option<NodeId> {
        if !self.edges.is_empty() {
            let (word, bit) = edge_bit(self.edges.len(), parent, key);
            if self.edges[word] & bit == 0 {
                return None;
            }
        }
        probe(&self.slots, parent, key)
    }

    /// The key of every edge, some more than once.
    pub(super) fn words(&self) -> impl Iterator<Item = TermKey> {
        let taken = self.slots.iter().filter(|slot| slot.child != ROOT);
        taken.map(|slot| slot.key)
    }

    /// The node of an alias's first token, once the trie is closed.
    pub(super) fn start(&self, key: TermKey) -> Option<NodeId> {
        probe(&self.starts, ROOT, key)
    }

    /// The node that `key` leads to from `parent`, made if it is not there.
    pub(super) fn child_or_new(&mut self, parent: NodeId, key: TermKey) -> NodeId {
        if let Some(child) = self.child(parent, key) {
            return child;
        }
        // Half full at most, or runs of taken slots grow long.
        if self.entries.len() * 2 > self.slots.len() {
            let taken = std::mem::take(&mut self.slots);
            self.slots = vec![FREE; taken.len() * 2];
            for slot in taken.into_iter().filter(|slot| slot.child != ROOT) {
                settle(&mut self.slots, slot);
            }
        }
        let child = self.entries.len() as NodeId;
        self.entries.push(None);
        self.has_children.set(parent);
        settle(&mut self.slots, Slot { key, parent, child });
        child
    }

    /// Says at the end of building which tokens start an alias.
    pub(super) fn close(&mut self) {
        let of_root = |slot: &&Slot| slot.child != ROOT && slot.parent == ROOT;
        let count = self.slots.iter().filter(of_root).count();
        self.starts = vec![FREE; (count * 2 + 1).next_power_of_two()];
        // Sixteen bits a key: about one token in sixteen passes for nothing.
        self.first = vec![0; (count / 4).next_power_of_two().max(64)];
        self.edges = vec![0; (self.entries.len() / 4).next_power_of_two()];
        for at in 0..self.slots.len() {
            let slot = self.slots[at];
            if slot.child != ROOT {
                let (word, bit) = edge_bit(self.edges.len(), slot.parent, slot.key);
                self.edges[word] |= bit;
            }
            if of_root(&&slot) {
                settle(&mut self.starts, slot);
                let (word, bit) = self.first_bit(slot.key);
                self.first[word] |= bit;
            }
        }
    }

    fn first_bit(&self, key: TermKey) -> (usize, u64) {
        let word = (key >> 6) as usize & (self.first.len() - 1);
        (word, 1 << (key & 63))
    }

    /// Whether an alias may start with `key`; false is certain.
    pub(super) fn may_start(&self, key: TermKey) -> bool {
        let (word, bit) = self.first_bit(key);
        self.first[word] & bit != 0
    }

    pub(super) fn entry(&self, node: NodeId) -> Option<Entry> {
        if !self.has_entry.get(node) {
            return None;
        }
        self.entries.get(node as usize).copied().flatten()
    }

    pub(super) fn has_children(&self, node: NodeId) -> bool {
        self.has_children.get(node)
    }

    pub(super) fn set_entry(&mut self, node: NodeId, entry: Entry) {
        if let Some(place) = self.entries.get_mut(node as usize) {
            *place = Some(entry);
            self.has_entry.set(node);
        }
    }
}

/// The child on the edge `key` from `parent` in a table that has free slots.
fn probe(slots: &[Slot], parent: NodeId, key: TermKey) -> Option<NodeId> {
    let mask = slots.len() - 1;
    let mut at = place(parent, key) & mask;
    loop {
        let slot = slots[at];
        if slot.child == ROOT {
            return None;
        }
        if slot.key == key && slot.parent == parent {
            return Some(slot.child);
        }
        at = (at + 1) & mask;
    }
}

fn settle(slots: &mut [Slot], slot: Slot) {
    let mask = slots.len() - 1;
    let mut at = place(slot.parent, slot.key) & mask;
    while slots[at].child != ROOT {
        at = (at + 1) & mask;
    }
    slots[at] = slot;
}

/// Where the search for an edge starts.
fn place(parent: NodeId, key: TermKey) -> usize {
    (mixed(parent, key) >> 20) as usize
}

/// The word and the bit of an edge among `words` words, a power of two.
fn edge_bit(words: usize, parent: NodeId, key: TermKey) -> (usize, u64) {
    let mixed = mixed(parent, key);
    ((mixed >> 26) as usize & (words - 1), 1 << (mixed >> 58))
}

/// Keys are hashes already; the parent moves them apart.
fn mixed(parent: NodeId, key: TermKey) -> u64 {
    (key ^ u64::from(parent).wrapping_mul(0x9e37_79b9_7f4a_7c15))
        .wrapping_mul(0xf135_7aea_2e62_a9c5)
}
