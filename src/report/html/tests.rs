use sha2::{Digest, Sha256};

use super::*;

/// Standard base 64 of a hash.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut written = String::new();
    for chunk in bytes.chunks(3) {
        let number = (0..3).fold(0_u32, |number, at| {
            number << 8 | u32::from(chunk.get(at).copied().unwrap_or(0))
        });
        for at in 0..4 {
            let letter = LETTERS[(number >> (18 - 6 * at) & 63) as usize] as char;
            written.push(if at <= chunk.len() { letter } else { '=' });
        }
    }
    written
}

#[test]
fn the_policy_of_the_page_knows_its_script() {
    assert_eq!(base64(b"Man"), "TWFu");
    assert_eq!(base64(b"M"), "TQ==");
    assert_eq!(SCRIPT_HASH, base64(&Sha256::digest(SCRIPT)));
}

#[test]
fn style_and_script_hold_nothing_that_ends_them() {
    for part in [STYLE, SCRIPT] {
        assert!(!part.contains("</") && part.is_ascii() | part.contains('▸'));
        assert!(!part.contains("http") && !part.contains("@import"));
    }
}
