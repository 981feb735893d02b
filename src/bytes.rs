//! Searches through whole texts by byte, many bytes at a time.

/// Bytes looked at together: without a branch among them they are compared at once.
const TOGETHER: usize = 32;

/// Whether `is` holds for any byte.
pub(crate) fn any_byte(bytes: &[u8], is: impl Fn(u8) -> bool) -> bool {
    find_byte(bytes, is).is_some()
}

/// Place of the first byte for which `is` holds.
pub(crate) fn find_byte(bytes: &[u8], is: impl Fn(u8) -> bool) -> Option<usize> {
    let (chunks, _) = bytes.as_chunks::<TOGETHER>();
    let holds = |chunk: &[u8; TOGETHER]| {
        let found = chunk
            .iter()
            .fold(0, |found, &byte| found | u8::from(is(byte)));
        found != 0
    };
    let skipped = TOGETHER * chunks.iter().take_while(|chunk| !holds(chunk)).count();
    let found = bytes[skipped..].iter().position(|&byte| is(byte))?;
    Some(skipped + found)
}

/// For how many bytes `is` holds.
pub(crate) fn count_bytes(bytes: &[u8], is: impl Fn(u8) -> bool) -> usize {
    let (chunks, rest) = bytes.as_chunks::<TOGETHER>();
    let within = |chunk: &[u8; TOGETHER]| {
        let count = chunk
            .iter()
            .fold(0, |count, &byte| count + u8::from(is(byte)));
        usize::from(count)
    };
    let whole: usize = chunks.iter().map(within).sum();
    whole + rest.iter().filter(|&&byte| is(byte)).count()
}

/// Whether any letter may be of a script without spaces between words: Chinese, Japanese, Korean.
pub(crate) fn may_hold_unspaced(text: &str) -> bool {
    any_byte(text.as_bytes(), |byte| (0xe3..=0xed).contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_is_found_wherever_it_stands() {
        for length in [0, 1, 31, 32, 33, 64, 100] {
            let mut bytes = vec![b'a'; length];
            assert_eq!(find_byte(&bytes, |byte| byte == b'.'), None);
            assert!(!any_byte(&bytes, |byte| byte == b'.'));
            assert_eq!(count_bytes(&bytes, |byte| byte == b'a'), length);
            for at in (0..length).rev() {
                bytes[at] = b'.';
                assert_eq!(find_byte(&bytes, |byte| byte == b'.'), Some(at));
            }
        }
    }
}
