//! The leading directions of the matrix of documents and buckets, by orthogonal iteration.

use cvrank::occupations::{BUCKETS, DIMENSIONS, Place, place_in, to_bytes};
use rayon::prelude::*;

use crate::documents::{Document, Documents, rarities, weighed, words};

/// Rounds of the iteration; the places of words move little after six.
const ROUNDS: usize = 10;

/// The table of [`cvrank::occupations`].
pub(crate) fn table(documents: &Documents) -> Vec<u8> {
    let rarities = rarities(&documents.all);
    let rows: Vec<Document> = documents
        .all
        .iter()
        .map(|document| weighed(document, &rarities))
        .collect();
    let mut by_document = start(rows.len());
    for _ in 0..ROUNDS {
        orthonormal(&mut by_document);
        let by_bucket = to_buckets(&rows, &by_document);
        by_document = rows
            .par_iter()
            .map(|row| {
                let mut sum = [0.0; DIMENSIONS];
                for (bucket, weight) in row {
                    add(&mut sum, &by_bucket[usize::from(*bucket)], *weight);
                }
                sum
            })
            .collect();
    }
    orthonormal(&mut by_document);
    let mut places = to_buckets(&rows, &by_document);
    // The length of a column is its singular value; its root takes from the first directions, which
    // are of the commonest words, some of their say.
    let mut lengths = [0.0_f32; DIMENSIONS];
    for place in &places {
        for (length, part) in lengths.iter_mut().zip(place) {
            *length += part * part;
        }
    }
    for (place, rarity) in places.iter_mut().zip(&rarities) {
        for (part, length) in place.iter_mut().zip(&lengths) {
            *part *= rarity / length.sqrt().powf(1.5).max(f32::MIN_POSITIVE);
        }
    }
    let references = documents.told.iter().map(|(language, told)| {
        let placed = told
            .iter()
            .filter_map(|told| place_in(&places, words(told).into_iter()));
        (*language, placed.collect())
    });
    let references: Vec<([u8; 2], Vec<Place>)> = references.collect();
    to_bytes(&places, &references)
}

/// Numbers without order, the same each time.
fn start(rows: usize) -> Vec<Place> {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 40) as f32 / (1 << 24) as f32 - 0.5
    };
    (0..rows).map(|_| std::array::from_fn(|_| next())).collect()
}

fn add(sum: &mut Place, row: &Place, weight: f32) {
    for (sum, part) in sum.iter_mut().zip(row) {
        *sum += weight * part;
    }
}

fn to_buckets(rows: &[Document], by_document: &[Place]) -> Vec<Place> {
    let mut by_bucket = vec![[0.0; DIMENSIONS]; BUCKETS];
    for (row, document) in rows.iter().zip(by_document) {
        for (bucket, weight) in row {
            add(&mut by_bucket[usize::from(*bucket)], document, *weight);
        }
    }
    by_bucket
}

/// Makes the columns of length 1 and at right angles to each other (Gram and Schmidt, modified).
fn orthonormal(rows: &mut [Place]) {
    for column in 0..DIMENSIONS {
        for before in 0..column {
            let product: f64 = rows
                .iter()
                .map(|row| f64::from(row[before] * row[column]))
                .sum();
            for row in rows.iter_mut() {
                row[column] -= product as f32 * row[before];
            }
        }
        let squares: f64 = rows
            .iter()
            .map(|row| f64::from(row[column] * row[column]))
            .sum();
        let length = squares.sqrt().max(f64::MIN_POSITIVE) as f32;
        for row in rows.iter_mut() {
            row[column] /= length;
        }
    }
}
