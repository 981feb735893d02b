//! Finding aliases in a text: one pass over its tokens.

use super::rules::{RuleSet, is_bullet};
use super::trie::Entry;
use super::{ConceptId, Hit, Lexicon};
use crate::document::Span;
use crate::text::{Token, count_bytes};

/// How far, in tokens, company may stand for the rule `near` off the own line.
const NEAR_TOKENS: u32 = 12;
/// How many tokens are looked at together.
const BLOCK: usize = 128;

/// A hit that the rule `near` may still strike out.
struct Tentative {
    hit: Hit,
    needs_company: bool,
}

pub(super) fn find(lexicon: &Lexicon, text: &str, tokens: &[Token]) -> Vec<Hit> {
    let mut found = Vec::new();
    scan(lexicon, text, tokens, 0..tokens.len(), true, &mut found);
    if found.iter().any(|tentative| tentative.needs_company) {
        settle(lexicon, text, tokens, &found)
    } else {
        found.into_iter().map(|tentative| tentative.hit).collect()
    }
}

/// Leftmost, longest aliases that lie within `range`; their rules look beyond it.
fn scan(
    lexicon: &Lexicon,
    text: &str,
    tokens: &[Token],
    range: std::ops::Range<usize>,
    with_near: bool,
    found: &mut Vec<Tentative>,
) {
    let mut free = range.start;
    let mut block = range.start;
    // Which tokens may start an alias is settled for many at once, so that the loads
    // overlap and no branch waits for them.
    let mut starts = [0; BLOCK];
    while let Some(ahead) = tokens
        .get(block..range.end.min(block + BLOCK))
        .filter(|ahead| !ahead.is_empty())
    {
        let mut count = 0;
        for (at, token) in (block..).zip(ahead) {
            starts[count] = at;
            count += usize::from(lexicon.parts.trie.may_start(token.key));
        }
        block += ahead.len();
        for &at in &starts[..count] {
            if at < free {
                continue;
            }
            if let Some(tentative) = longest(lexicon, text, tokens, at..range.end, with_near) {
                free = at + tentative.hit.token_count as usize;
                found.push(tentative);
            }
        }
    }
}

/// The longest alias that starts with the first token of `range`, ends within it and
/// whose rules hold.
fn longest(
    lexicon: &Lexicon,
    text: &str,
    tokens: &[Token],
    range: std::ops::Range<usize>,
    with_near: bool,
) -> Option<Tentative> {
    let trie = &lexicon.parts.trie;
    let first = range.start;
    let head = tokens.get(first)?;
    let mut node = trie.start(head.key)?;
    let mut best = None;
    let mut end = first;
    loop {
        if let Some(entry) = trie.entry(node)
            && let Some(needs_company) =
                accepts(lexicon, entry, text, tokens, first, end, with_near)
        {
            best = Some((entry.concept, end, needs_company));
        }
        if !trie.has_children(node) || end + 1 >= range.end {
            break;
        }
        let (Some(last), Some(next)) = (tokens.get(end), tokens.get(end + 1)) else {
            break;
        };
        // The probe before the look at the gap: it fails more often.
        let Some(child) = trie.child(node, next.key) else {
            break;
        };
        if !joins(text, last.span(), next.span()) {
            break;
        }
        node = child;
        end += 1;
    }
    let (concept, end, needs_company) = best?;
    Some(Tentative {
        hit: Hit {
            concept,
            span: head.span().join(tokens.get(end)?.span()),
            first_token: first as u32,
            token_count: (end + 1 - first) as u32,
        },
        needs_company,
    })
}

/// Whether the alias on tokens `first..=end` counts, and then whether only in company.
fn accepts(
    lexicon: &Lexicon,
    entry: Entry,
    text: &str,
    tokens: &[Token],
    first: usize,
    end: usize,
    with_near: bool,
) -> Option<bool> {
    let Some(rules) = entry.rules else {
        return Some(false);
    };
    let rules: &RuleSet = lexicon.parts.rules.get(rules as usize)?;
    if rules.near && !with_near {
        return None;
    }
    rules
        .hold(text, tokens, first, end + 1 - first)
        .then_some(rules.near)
}

/// Whether one alias may hold both of two neighbouring tokens.
fn joins(text: &str, left: Span, right: Span) -> bool {
    match text.get(left.end as usize..right.start as usize) {
        Some("" | " " | "-" | "/") => true,
        Some(gap) => gap_joins(gap),
        None => false,
    }
}

/// Signs, spaces and at most one line break that do not end a phrase.
pub(super) fn gap_joins(gap: &str) -> bool {
    let mut breaks = 0;
    let mut previous = None;
    let mut characters = gap.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\n' => breaks += 1,
            ',' | ';' | '|' | ':' | '\t' | '(' | ')' | '!' | '?' | '[' | ']' | '{' | '}' | '<'
            | '>' | '"' | '“' | '”' | '„' | '«' | '»' | '*' | '=' => return false,
            // `St. ` reads like the end of a sentence, `e.g` does not.
            '.' if characters.peek().is_some_and(|next| next.is_whitespace()) => return false,
            // With space on both sides a dash divides; after a line break it is a bullet.
            '-' | '–' | '—' => {
                let spaced = previous.is_none_or(char::is_whitespace) && previous.is_some();
                if spaced && characters.peek().is_some_and(|next| next.is_whitespace()) {
                    return false;
                }
            }
            other if is_bullet(other) => return false,
            _ => {}
        }
        previous = Some(c);
    }
    breaks <= 1
}

/// Where a hit stands, as far as company is concerned.
#[derive(Clone, Copy)]
struct Anchor {
    concept: ConceptId,
    first_token: u32,
    last_token: u32,
    line: u32,
}

/// The two nearest sure hits of one family of sources, of different concepts.
#[derive(Clone, Copy, Default)]
struct Nearest([Option<Anchor>; 2]);

impl Nearest {
    fn push(&mut self, anchor: Anchor) {
        if let Some(last) = self.0[0]
            && last.concept != anchor.concept
        {
            self.0[1] = Some(last);
        }
        self.0[0] = Some(anchor);
    }

    fn other_than(&self, concept: ConceptId) -> Option<Anchor> {
        self.0
            .into_iter()
            .flatten()
            .find(|anchor| anchor.concept != concept)
    }
}

/// Keeps the hits that need company and have it; where one falls, looks for
/// shorter aliases in its place.
fn settle(lexicon: &Lexicon, text: &str, tokens: &[Token], found: &[Tentative]) -> Vec<Hit> {
    let anchors = anchors(text, found);
    let mut stands: Vec<bool> = found.iter().map(|t| !t.needs_company).collect();
    let forward = 0..found.len();
    mark(lexicon, found, &anchors, forward.clone(), &mut stands);
    mark(lexicon, found, &anchors, forward.rev(), &mut stands);
    vouch(lexicon, text, found, &anchors, &mut stands);

    let mut hits = Vec::with_capacity(found.len());
    let mut instead = Vec::new();
    for (at, (tentative, stands)) in found.iter().zip(stands).enumerate() {
        if stands {
            hits.push(tentative.hit);
            continue;
        }
        let start = tentative.hit.first_token as usize;
        let end = found
            .get(at + 1)
            .map_or(tokens.len(), |next| next.hit.first_token as usize)
            .min(start + tentative.hit.token_count as usize);
        scan(lexicon, text, tokens, start..end, false, &mut instead);
        hits.extend(instead.drain(..).map(|shorter| shorter.hit));
    }
    hits
}

fn anchors(text: &str, found: &[Tentative]) -> Vec<Anchor> {
    let mut line = 0;
    let mut counted = 0;
    found
        .iter()
        .map(|tentative| {
            let hit = tentative.hit;
            let start = hit.span.start as usize;
            let passed = text.as_bytes().get(counted..start).unwrap_or_default();
            line += count_bytes(passed, |byte| byte == b'\n') as u32;
            counted = start;
            Anchor {
                concept: hit.concept,
                first_token: hit.first_token,
                last_token: hit.first_token + hit.token_count - 1,
                line,
            }
        })
        .collect()
}

/// Walks the hits in one direction and marks those that have company behind them.
fn mark(
    lexicon: &Lexicon,
    found: &[Tentative],
    anchors: &[Anchor],
    order: impl Iterator<Item = usize>,
    stands: &mut [bool],
) {
    // The last slot holds the hits of all sources.
    let mut nearest = vec![Nearest::default(); lexicon.parts.sources.len() + 1];
    for at in order {
        let (Some(tentative), Some(&own), Some(stands)) =
            (found.get(at), anchors.get(at), stands.get_mut(at))
        else {
            continue;
        };
        let Some(concept) = lexicon.concept(own.concept) else {
            continue;
        };
        let family = lexicon.parts.families.get(usize::from(concept.source));
        let Some(&family) = family else {
            continue;
        };
        if tentative.needs_company {
            *stands |= nearest
                .get(usize::from(family))
                .and_then(|nearest| nearest.other_than(own.concept))
                .is_some_and(|other| is_near(own, other));
            continue;
        }
        let everywhere = nearest.len() - 1;
        if let Some(everywhere) = nearest.get_mut(everywhere) {
            everywhere.push(own);
        }
        if let Some(nearest) = nearest.get_mut(usize::from(family))
            && usize::from(family) < lexicon.parts.sources.len()
        {
            nearest.push(own);
        }
    }
}

/// Marks ambiguous names of two things akin that stand in one line with capitals: `from Redshift
/// to Snowflake`.
fn vouch(
    lexicon: &Lexicon,
    text: &str,
    found: &[Tentative],
    anchors: &[Anchor],
    stands: &mut [bool],
) {
    /// How many hits further the other one may be.
    const REACH: usize = 3;
    let is_name = |at: usize| {
        let span = found[at].hit.span;
        found[at].needs_company && span.of(text).starts_with(char::is_uppercase)
    };
    let are_akin = |one: ConceptId, other: ConceptId| {
        one != other
            && (lexicon.relation(one, other).is_some() || lexicon.relation(other, one).is_some())
    };
    for at in (0..found.len()).filter(|&at| is_name(at)) {
        let behind = at + 1..found.len().min(at + 1 + REACH);
        for other in behind.filter(|&other| is_name(other)) {
            let pair = [anchors[at], anchors[other]];
            if pair[0].line == pair[1].line && are_akin(pair[0].concept, pair[1].concept) {
                stands[at] = true;
                stands[other] = true;
            }
        }
    }
}

fn is_near(own: Anchor, other: Anchor) -> bool {
    let apart = if other.last_token < own.first_token {
        own.first_token - other.last_token
    } else {
        other.first_token.saturating_sub(own.last_token)
    };
    own.line == other.line || apart <= NEAR_TOKENS
}
