//! Sites and handles of a person that stand without a scheme: `anna-nowak.dev`, `@annanowak`.

use unicode_normalization::UnicodeNormalization;

use crate::document::Span;
use crate::languages::key;
use crate::text::{find_byte, tokenize::lower};

/// Letters of a shortest word of a name that tells a site or a handle.
const SHORTEST_WORD: usize = 4;

/// Ends of host names.
const TOP_DOMAINS: &str = "com net org dev io me co info biz eu app page site xyz tech online name blog uk us ca au nz ie de at ch fr be nl lu es pt it pl cz sk hu ro bg gr hr \
    rs si se no dk fi ee lv lt ru ua by kz tr il ae sa eg ma ng ke za in pk bd lk cn jp kr tw hk sg my id ph th vn br mx ar cl pe";

/// What a run without blanks is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Run {
    /// `@annanowak`
    Handle,
    /// `anna-nowak.dev`
    Domain,
}

/// Small letters without accents, as an address has them; empty for another alphabet.
pub(super) fn plain_letters(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    for c in word.nfd().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => plain.push(c),
            'ł' => plain.push('l'),
            'ø' => plain.push('o'),
            'ß' => plain.push_str("ss"),
            'đ' | 'ð' => plain.push('d'),
            'þ' => plain.push_str("th"),
            'ı' => plain.push('i'),
            'æ' => plain.push_str("ae"),
            _ => {}
        }
    }
    plain
}

/// Handles and domains in `within` that hold a word of the name, follow a label such as `Blog:`
/// or, `anywhere`, all of them.
pub(super) fn find(
    text: &str,
    within: Span,
    anywhere: bool,
    name: &[String],
    spans: &mut Vec<Span>,
) {
    let written = within.of(text);
    let bytes = written.as_bytes();
    let mut at = 0;
    let is_inside = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.@".contains(byte);
    while let Some(found) = find_byte(&bytes[at..], |byte| matches!(byte, b'.' | b'@')) {
        let sign = at + found;
        // A full stop, most often: what stands before it holds no sign.
        if !bytes.get(sign + 1).is_some_and(is_inside) {
            at = sign + 1;
            continue;
        }
        let start = bytes[..sign]
            .iter()
            .rposition(|byte| !is_inside(byte))
            .map_or(0, |before| before + 1);
        let end = bytes[sign..]
            .iter()
            .position(|byte| !is_inside(byte))
            .map_or(bytes.len(), |after| sign + after);
        at = end.max(sign + 1);
        let run = written[start..end].trim_end_matches(['.', '-']);
        let Some(kind) = kind(run) else { continue };
        let plain: String = run.chars().filter(char::is_ascii_alphanumeric).collect();
        let plain = plain.to_ascii_lowercase();
        let is_named = || {
            let whole: String = name.concat();
            name.iter()
                .any(|word| word.len() >= SHORTEST_WORD && plain.contains(word.as_str()))
                || whole.len() > SHORTEST_WORD && plain.contains(&whole)
        };
        // A firm writes itself with a capital.
        let small = !run.bytes().any(|byte| byte.is_ascii_uppercase());
        if small && (anywhere || is_labelled(&written[..start], kind)) || is_named() {
            let from = within.start as usize + start;
            spans.push(Span::new(from, from + run.len()));
        }
    }
}

fn kind(run: &str) -> Option<Run> {
    if let Some(handle) = run.strip_prefix('@') {
        let fits = handle.len() >= 3
            && !handle.contains('@')
            && handle.starts_with(|c: char| c.is_ascii_alphabetic());
        return fits.then_some(Run::Handle);
    }
    let (host, top) = run.rsplit_once('.')?;
    let fits = host.len() >= 3
        && !run.contains(['@', '_'])
        && host.starts_with(|c: char| c.is_ascii_alphanumeric())
        && TOP_DOMAINS
            .split_whitespace()
            .any(|known| known.eq_ignore_ascii_case(top));
    fits.then_some(Run::Domain)
}

/// `Blog: `, `Follow `.
fn is_labelled(before: &str, kind: Run) -> bool {
    let before = before.trim_end();
    let label = before.trim_end_matches([':', '：', '-', '–']).trim_end();
    let labels = match kind {
        Run::Handle => key::LABELS_HANDLE,
        // A name of a firm may follow the bare word.
        Run::Domain if label.len() < before.len() => key::LABELS_SITE,
        Run::Domain => return false,
    };
    let word = label
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let word = lower(word);
    !word.is_empty() && labels.phrases().any(|known| known == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, anywhere: bool) -> Vec<&str> {
        let name = ["bela".to_owned(), "varkonyi".to_owned()];
        let mut spans = Vec::new();
        let whole = Span::new(0, text.len());
        find(text, whole, anywhere, &name, &mut spans);
        spans.iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn sites_and_handles_of_the_owner_or_after_a_label() {
        for (text, anywhere, expected) in [
            ("See belavarkonyi.dev.", false, vec!["belavarkonyi.dev"]),
            ("Varkonyi.Bela.com", false, vec!["Varkonyi.Bela.com"]),
            ("Follow @bread_and_salt", false, vec!["@bread_and_salt"]),
            ("Blog: breadandsalt.net", false, vec!["breadandsalt.net"]),
            ("breadandsalt.net", true, vec!["breadandsalt.net"]),
            ("Worked at Booking.com, used socket.io", false, vec![]),
            ("Engineer @Google, Node.js 18.2", true, vec![]),
            ("Wrote @angular/core tests", false, vec![]),
        ] {
            assert_eq!(found(text, anywhere), expected, "{text}");
        }
    }
}
