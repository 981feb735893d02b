//! The fuzz targets, driven for a second each by seeded mutations of the sample.
//!
//! PDFs are left to `tests/slow/hostile.rs`: their reader may have to be killed, which a thread cannot be.

#[path = "../../fuzz/targets.rs"]
mod targets;

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::common::root;
use targets::{TARGETS, Target};

const TIME: Duration = Duration::from_millis(1_000);
/// No single input may take longer, on a busy machine.
const SLOWEST: Duration = Duration::from_secs(5);

/// Small inputs of the formats that the sample has none of.
#[rustfmt::skip]
const MORE: &[(&str, &str)] = &[
    ("xml", "<w:document xmlns:w='w'><w:body><w:tbl><w:tr><w:tc><w:p><w:r><w:rPr><w:vanish/><w:color w:val='FFFFFF'/></w:rPr><w:t>a&amp;b</w:t><w:tab/></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"),
    ("xml", "<o:document-content xmlns:o='o' xmlns:t='t'><o:body><o:text><t:h>Work</t:h><t:list><t:list-item><t:p>built<t:s t:c='3'/>it</t:p></t:list-item></t:list></o:text></o:body></o:document-content>"),
    ("xml", "<SkillsPassport><LearnerInfo><WorkExperienceList><WorkExperience><Period><From year='2001'/></Period><Position><Label>Clerk</Label></Position></WorkExperience></WorkExperienceList></LearnerInfo></SkillsPassport>"),
    ("rtf", "{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset238 A;}}\\trowd\\intbl a\\cell\\u322?b\\cell\\row\\pard{\\v x}\\'b3\\bin3 abc\\par}"),
    ("eml", "From: a@example.com\r\nSubject: Re: =?utf-8?q?K=C3=B6chin?=\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain; charset=latin1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nWe need a c=F6ok.\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>a</p>\r\n--b--\r\n"),
    ("html", "<html><style>.a{display:none}</style><table><tr><td>a<td><ul><li>b</ul></table><p class=a>c<script type='application/ld+json'>{\"@type\": \"JobPosting\"}</script>"),
    ("toml", "# cvrank-job 1\ntitle = \"Clerk\"\nlanguage = \"en\"\ndescribed = \"Keep files.\"\n\n[[requirement]]\nimportance = \"must\"\nany_of = [\"Excel\"]\nyears = 2\nquote = \"Excel\"\n"),
    ("lexicon", "# cvrank-lexicon 1\nPython\tpython3|py\nRust\n"),
];

/// Splitmix64.
fn roll(state: &mut u64, sides: usize) -> usize {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) % sides.max(1) as u64) as usize
}

fn seeds(target: &Target) -> Vec<Vec<u8>> {
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in [
        "data/cvs",
        "data/jobs",
        "data",
        "models",
        "data/lexicon",
        "tests/fixtures/office",
        "tests/fixtures/exports",
    ] {
        files.extend(
            fs::read_dir(root().join(folder))
                .into_iter()
                .flatten()
                .flatten()
                .map(|entry| entry.path()),
        );
    }
    files.sort();
    let named = |path: &PathBuf| {
        let ending = path
            .extension()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        target.endings.contains(&ending.as_str())
            || path
                .parent()
                .is_some_and(|folder| target.endings == ["lexicon"] && folder.ends_with("lexicon"))
    };
    let files = files
        .iter()
        .filter(|path| named(path))
        .filter_map(|path| fs::read(path).ok())
        .filter(|bytes| bytes.len() < 200_000);
    let more = MORE
        .iter()
        .filter(|(ending, _)| target.endings.contains(ending));
    files
        .chain(more.map(|(_, text)| text.as_bytes().to_vec()))
        .collect()
}

fn mutated(seeds: &[Vec<u8>], state: &mut u64) -> Vec<u8> {
    let mut bytes = seeds[roll(state, seeds.len())].clone();
    for _ in 0..1 + roll(state, 8) {
        let at = roll(state, bytes.len() + 1).min(bytes.len());
        match roll(state, 6) {
            0 => bytes.truncate(at),
            1 if at < bytes.len() => bytes[at] ^= 1 << roll(state, 8),
            2 => bytes.insert(at, roll(state, 256) as u8),
            3 => {
                let other = &seeds[roll(state, seeds.len())];
                let from = roll(state, other.len());
                let until = (from + roll(state, 200)).min(other.len());
                bytes.splice(at..at, other[from..until].iter().copied());
            }
            4 => {
                let until = (at + roll(state, 50)).min(bytes.len());
                let piece = bytes[at..until].to_vec();
                for _ in 0..roll(state, 20) {
                    bytes.splice(at..at, piece.iter().copied());
                }
            }
            _ => {
                let until = (at + roll(state, 50)).min(bytes.len());
                bytes.drain(at..until);
            }
        }
    }
    bytes
}

#[test]
fn no_target_panics_or_dawdles() {
    for (number, target) in TARGETS
        .iter()
        .enumerate()
        .filter(|(_, target)| target.name != "pdf_file")
    {
        let seeds = seeds(target);
        assert!(
            !seeds.is_empty(),
            "{} has nothing to start from",
            target.name
        );
        let mut state = number as u64;
        let started = Instant::now();
        let mut runs = 0;
        // The seeds come whole first: an input that says nothing must not hide a broken target.
        for seed in &seeds {
            (target.run)(seed);
        }
        while started.elapsed() < TIME {
            let input = mutated(&seeds, &mut state);
            let before = Instant::now();
            (target.run)(&input);
            let taken = before.elapsed();
            assert!(
                taken < SLOWEST,
                "{}: {taken:?} for {} bytes",
                target.name,
                input.len()
            );
            runs += 1;
        }
        eprintln!("{}: {runs} inputs from {} seeds", target.name, seeds.len());
    }
}
