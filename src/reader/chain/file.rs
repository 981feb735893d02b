//! Several chains in one file of bytes.

use std::fmt;

use super::{Chain, FORBIDDEN, LANES, Scores};

const MAGIC: &[u8; 8] = b"cvchains";
const VERSION: u8 = 1;
/// Stands for a move that may not be.
const NEVER: i16 = i16::MIN;

/// Why a file of chains is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FileError {
    /// It begins otherwise than such files do.
    Foreign,
    /// Of another version than the one this program reads.
    Version { found: u8 },
    /// Its checksum is another than that of its bytes, or it ends early.
    Damaged,
    /// A chain is not there, or has other labels.
    Labels { chain: String },
}

impl fmt::Display for FileError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign => write!(to, "is no file of reader chains"),
            Self::Version { found } => {
                write!(
                    to,
                    "is a reader of version {found}, and version {VERSION} is read"
                )
            }
            Self::Damaged => write!(to, "is damaged: its checksum does not fit its bytes"),
            Self::Labels { chain } => write!(to, "holds no chain `{chain}` with the labels read"),
        }
    }
}

impl std::error::Error for FileError {}

/// The bytes of chains, each with its name.
pub(crate) fn write(chains: &[(&str, &Chain)]) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.push(VERSION);
    bytes.push(chains.len() as u8);
    for (name, chain) in chains {
        text(&mut bytes, name);
        bytes.push(chain.labels.len() as u8);
        for label in &chain.labels {
            text(&mut bytes, label);
        }
        bytes.extend(chain.scale.to_le_bytes());
        for row in &chain.transitions {
            for score in &row[..chain.labels.len()] {
                let score = if *score <= FORBIDDEN {
                    NEVER
                } else {
                    *score as i16
                };
                bytes.extend(score.to_le_bytes());
            }
        }
        bytes.extend((chain.features.len() as u32).to_le_bytes());
        for feature in &chain.features {
            bytes.extend(feature.to_le_bytes());
        }
        for row in &chain.rows {
            let mut mask = 0_u32;
            for (lane, weight) in row.iter().enumerate() {
                mask |= u32::from(*weight != 0) << lane;
            }
            bytes.extend(mask.to_le_bytes());
            bytes.extend(
                row.iter()
                    .filter(|weight| **weight != 0)
                    .map(|weight| *weight as u8),
            );
        }
    }
    let sum = checksum(&bytes);
    bytes.extend(sum.to_le_bytes());
    bytes
}

/// The chains of a file, each with its name.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<(String, Chain)>, FileError> {
    if bytes.len() < MAGIC.len() + 10 || !bytes.starts_with(MAGIC) {
        return Err(FileError::Foreign);
    }
    let found = bytes[MAGIC.len()];
    if found != VERSION {
        return Err(FileError::Version { found });
    }
    let (content, sum) = bytes.split_at(bytes.len() - 8);
    if checksum(content).to_le_bytes() != sum {
        return Err(FileError::Damaged);
    }
    let mut rest = Rest(&content[MAGIC.len() + 1..]);
    let count = rest.byte()?;
    (0..count)
        .map(|_| Ok((rest.text()?, chain(&mut rest)?)))
        .collect()
}

/// The chain of that name with these labels, taken out of those of a file.
pub(crate) fn take(
    chains: &mut Vec<(String, Chain)>,
    name: &str,
    labels: &[&str],
) -> Result<Chain, FileError> {
    let at = chains
        .iter()
        .position(|(found, chain)| found == name && chain.labels() == labels);
    let at = at.ok_or(FileError::Labels {
        chain: name.to_owned(),
    })?;
    Ok(chains.swap_remove(at).1)
}

/// The same of the bytes of a file.
pub(crate) fn read_one(bytes: &[u8], name: &str, labels: &[&str]) -> Result<Chain, FileError> {
    take(&mut read(bytes)?, name, labels)
}

fn chain(rest: &mut Rest<'_>) -> Result<Chain, FileError> {
    let count = usize::from(rest.byte()?);
    if count == 0 || count > LANES {
        return Err(FileError::Damaged);
    }
    let labels = (0..count).map(|_| rest.text()).collect::<Result<_, _>>()?;
    let scale = f32::from_le_bytes(rest.array()?);
    let mut transitions = Vec::with_capacity(count);
    for _ in 0..count {
        let mut row: Scores = [FORBIDDEN; LANES];
        for score in &mut row[..count] {
            let read = i16::from_le_bytes(rest.array()?);
            *score = if read == NEVER {
                FORBIDDEN
            } else {
                i32::from(read)
            };
        }
        transitions.push(row);
    }
    let size = u32::from_le_bytes(rest.array()?) as usize;
    let hashes = rest.take(size.checked_mul(4).ok_or(FileError::Damaged)?)?;
    let features: Vec<u32> = hashes
        .chunks_exact(4)
        .filter_map(|four| Some(u32::from_le_bytes(four.try_into().ok()?)))
        .collect();
    if !features.is_sorted() {
        return Err(FileError::Damaged);
    }
    let mut rows = Vec::with_capacity(size);
    for _ in 0..size {
        let mut mask = u32::from_le_bytes(rest.array()?);
        let mut row = [0; LANES];
        while mask != 0 {
            row[mask.trailing_zeros() as usize] = rest.byte()? as i8;
            mask &= mask - 1;
        }
        rows.push(row);
    }
    Ok(Chain::new(labels, scale, features, rows, transitions))
}

fn text(bytes: &mut Vec<u8>, text: &str) {
    bytes.push(text.len() as u8);
    bytes.extend(text.as_bytes());
}

/// Eight bytes at a time, as a file is summed at each start of the program.
fn checksum(bytes: &[u8]) -> u64 {
    let mut sum = 0xcbf2_9ce4_8422_2325_u64;
    for chunk in bytes.chunks(8) {
        let mut eight = [0; 8];
        eight[..chunk.len()].copy_from_slice(chunk);
        sum = (sum ^ u64::from_le_bytes(eight)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        sum ^= sum >> 29;
    }
    sum ^ bytes.len() as u64
}

/// What is left to read.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], FileError> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(FileError::Damaged)?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], FileError> {
        self.take(N)?.try_into().map_err(|_| FileError::Damaged)
    }

    fn byte(&mut self) -> Result<u8, FileError> {
        Ok(self.array::<1>()?[0])
    }

    fn text(&mut self) -> Result<String, FileError> {
        let length = usize::from(self.byte()?);
        let bytes = self.take(length)?;
        String::from_utf8(bytes.to_vec()).map_err(|_| FileError::Damaged)
    }
}
