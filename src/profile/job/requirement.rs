//! What one sentence asks for, and how much.

use std::ops::Range;
use std::sync::LazyLock;

use super::alternatives;
use super::cues::{AND, ANY_OF, Cue, EXPERIENCE, IMPORTANCE, OR, OR_EQUIVALENT};
use super::phrases::{PhraseTable, Words};
use super::years::{self, YearsAsked};
use super::{Demand, Importance, Wanted};
use crate::document::Span;
use crate::lexicon::{Hit, Lexicon};
use crate::profile::education::EducationMention;
use crate::profile::spoken::SpokenMention;

/// The longest list item that is taken as one phrase where the lexicon knows nothing of it.
const PHRASE_WORDS: usize = 5;

/// The same for the members of a list within one item.
const LISTED_WORDS: usize = 3;

/// What the whole post says, found once.
pub(super) struct Findings<'a> {
    pub words: Words<'a>,
    pub hits: Vec<Hit>,
    pub education: Vec<EducationMention>,
    pub spoken: Vec<SpokenMention>,
    pub lexicon: &'a Lexicon,
    pub language: String,
}

/// A requirement without its number.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Asked {
    pub importance: Importance,
    pub demand: Demand,
    pub span: Span,
}

/// A thing named in a sentence.
struct Item {
    range: Range<usize>,
    wanted: Wanted,
}

impl Findings<'_> {
    /// Skills named in `span`, joined where one of them will do.
    pub fn skills(&self, span: Span) -> Vec<Demand> {
        let range = self.words.within(span);
        let items = self.items(span, &range);
        let ranges: Vec<_> = items.iter().map(|item| item.range.clone()).collect();
        alternatives::group(&self.words, &ranges, &range, &self.language)
            .into_iter()
            .map(|group| skill(&items, &group, None))
            .collect()
    }

    /// What the sentence or list item in `span` asks for; never empty.
    pub fn asked(&self, span: Span, base: Importance, bullet: bool) -> Vec<Asked> {
        let words = &self.words;
        let range = words.within(span);
        let scopes = Scopes::read(self, &range, base);
        let education: Vec<&EducationMention> = self
            .education
            .iter()
            .filter(|mention| span.contains(mention.span))
            .collect();
        let spoken: Vec<&SpokenMention> = self
            .spoken
            .iter()
            .filter(|mention| span.contains(mention.span))
            .collect();
        let years = years::find(words, range.clone());
        let items = self.items(span, &range);
        let ranges: Vec<_> = items.iter().map(|item| item.range.clone()).collect();
        let groups = alternatives::group(words, &ranges, &range, &self.language);

        let mut asked: Vec<(usize, Importance, Demand)> = Vec::new();
        let mut months: Vec<Option<u32>> = vec![None; groups.len()];
        let replaces_degree = |length: &YearsAsked| {
            education
                .iter()
                .any(|mention| mention.span.end <= words.span_of(&length.range).start)
                && (1..=3).any(|back| {
                    length.range.start.checked_sub(back).is_some_and(|at| {
                        at >= range.start
                            && OR.at(words, at, at + 1).is_some()
                            && words.word(at) != "of"
                    })
                })
        };
        let mut loose: Vec<&YearsAsked> = Vec::new();
        for (index, length) in years.iter().enumerate() {
            if replaces_degree(length) {
                continue;
            }
            let owners = self.owners(length, &years, index, &items, &groups, &range);
            if owners.is_empty() {
                loose.push(length);
            }
            for owner in owners {
                months[owner] = months[owner].or(Some(length.minimum_months));
            }
        }
        for (group, months) in groups.iter().zip(&months) {
            let at = group
                .members
                .first()
                .and_then(|&i| items.get(i))
                .map_or(range.start, |item| item.range.start);
            asked.push((at, scopes.at(at), skill(&items, group, *months)));
        }
        asked.extend(self.degrees(
            &education,
            &range,
            &scopes,
            years.iter().any(replaces_degree),
        ));
        for mention in &spoken {
            let at = words.within(mention.span).start;
            let demand = Demand::Language {
                code: mention.code.to_owned(),
                level: mention.level,
            };
            asked.push((at, scopes.at(at), demand));
        }
        for importance in [Importance::Must, Importance::Nice] {
            let of_kind: Vec<&YearsAsked> = loose
                .iter()
                .copied()
                .filter(|length| scopes.at(length.range.start) == importance)
                .collect();
            let Some(length) = self.in_all(&of_kind, education.len()) else {
                continue;
            };
            let at = length.range.start;
            if length.minimum_months > 0 || length.maximum_months.is_some() {
                let demand = Demand::Experience {
                    minimum_months: length.minimum_months,
                    maximum_months: length.maximum_months,
                };
                asked.push((at, importance, demand));
            }
            let told = asked.iter().any(|(_, _, demand)| *demand == Demand::Text);
            if groups.is_empty() && !told && self.speaks_of_more(&range, length, &education) {
                asked.push((range.end, importance, Demand::Text));
            }
        }
        if asked.is_empty() {
            let phrases = if bullet {
                self.phrases(&range)
            } else {
                Vec::new()
            };
            for (at, demand) in phrases {
                asked.push((at, scopes.at(at), demand));
            }
        }
        if asked.is_empty() {
            asked.push((range.start, scopes.at(range.start), Demand::Text));
        }
        asked.sort_by_key(|(at, _, _)| *at);
        asked
            .into_iter()
            .map(|(_, importance, demand)| Asked {
                importance,
                demand,
                span,
            })
            .collect()
    }

    /// Of several lengths in one sentence: the shortest where they stand for one another
    /// (`a master and 3 years or a bachelor and 5`), the longest otherwise.
    fn in_all<'y>(&self, lengths: &[&'y YearsAsked], degrees: usize) -> Option<&'y YearsAsked> {
        let words = &self.words;
        let (first, last) = (lengths.first()?, lengths.last()?);
        let either = (first.range.end..last.range.start)
            .any(|at| OR.at(words, at, at + 1).is_some() && words.word(at) != "of");
        let months = |length: &&&YearsAsked| length.minimum_months;
        if either || degrees > 1 {
            lengths.iter().min_by_key(months).copied()
        } else {
            lengths.iter().rev().max_by_key(months).copied()
        }
    }

    fn wanted(&self, span: Span) -> Wanted {
        let written = span.of(self.words.text);
        let label = written.split_whitespace().collect::<Vec<_>>().join(" ");
        let concept = self.lexicon.lookup(&label);
        Wanted { label, concept }
    }

    /// Aliases of the lexicon in `span`, and unknown names that stand in a list with them.
    fn items(&self, span: Span, range: &Range<usize>) -> Vec<Item> {
        let words = &self.words;
        let taken = |place: Span| {
            self.education
                .iter()
                .any(|m| m.span.overlaps(place) || m.field.is_some_and(|f| f.overlaps(place)))
                || self.spoken.iter().any(|m| m.span.overlaps(place))
        };
        let mut items: Vec<Item> = self
            .hits
            .iter()
            .filter(|hit| span.contains(hit.span) && !taken(hit.span))
            .map(|hit| {
                let mut wanted = self.wanted(hit.span);
                if wanted.concept.is_none() {
                    // The written form is only a spelling of the alias: name it so that it is found again.
                    wanted.label = self.lexicon.label(hit.concept).to_owned();
                    wanted.concept = Some(hit.concept);
                }
                let first = hit.first_token as usize;
                Item {
                    range: first..first + hit.token_count as usize,
                    wanted,
                }
            })
            .collect();
        let lengths = years::find(words, range.clone());
        let free = |name: &Range<usize>| {
            !taken(words.span_of(name))
                && !items
                    .iter()
                    .any(|item| item.range.start < name.end && name.start < item.range.end)
        };
        let known: Vec<Range<usize>> = items.iter().map(|item| item.range.clone()).collect();
        let mut unknown: Vec<Range<usize>> = Vec::new();
        for name in names(words, range).into_iter().filter(free) {
            let follows = |at: usize| known.iter().chain(&unknown).any(|other| other.end == at);
            let joins = |at: usize| {
                OR.at(words, at, at + 1).is_some() || AND.at(words, at, at + 1).is_some()
            };
            let before = name.start.saturating_sub(1);
            let listed = is_list_gap(words.gap_before(name.start)) && follows(name.start)
                || before > range.start && joins(before) && follows(before);
            let leads = is_list_gap(words.gap_before(name.end))
                && known.iter().any(|item| item.start == name.end)
                || joins(name.end) && known.iter().any(|item| item.start == name.end + 1);
            let announced = (range.start..name.start)
                .rev()
                .take(7)
                .find_map(|at| ANY_OF.at(words, at, name.start))
                .is_some_and(|hit| {
                    // `one of the container tools: Kubernetes`, `such as Kubernetes`
                    hit.range.end == name.start || words.gap_before(name.start).contains(':')
                });
            let after_years = lengths.iter().any(|length| {
                name.start >= length.range.end
                    && name.start - length.range.end <= 4
                    && (length.range.end..name.start).all(|at| is_joining(words.word(at)))
            });
            if listed || leads || announced || after_years {
                unknown.push(name);
            }
        }
        for name in unknown {
            let wanted = self.wanted(words.span_of(&name));
            items.push(Item {
                range: name,
                wanted,
            });
        }
        items.sort_by_key(|item| item.range.start);
        items
    }

    /// The groups whose experience a length speaks of.
    fn owners(
        &self,
        length: &YearsAsked,
        all: &[YearsAsked],
        index: usize,
        items: &[Item],
        groups: &[alternatives::Group],
        range: &Range<usize>,
    ) -> Vec<usize> {
        let words = &self.words;
        let start_of = |group: &alternatives::Group| {
            group
                .members
                .first()
                .and_then(|&i| items.get(i))
                .map_or(usize::MAX, |item| item.range.start)
        };
        let end_of = |group: &alternatives::Group| {
            group
                .members
                .last()
                .and_then(|&i| items.get(i))
                .map_or(0, |item| item.range.end)
        };
        let next_length = all
            .get(index + 1)
            .map_or(range.end, |next| next.range.start);
        let is_member = |at: usize| items.iter().any(|item| item.range.contains(&at));
        // Forward, until the sentence turns to something else.
        let mut limit = length.range.end;
        while limit < next_length {
            let gap = words.gap_before(limit);
            let turns = limit > length.range.end
                && (gap.contains([';', ')']) || (turns_away(words, limit) && !is_member(limit)));
            if turns || (gap.contains('.') && gap.contains(' ')) {
                break;
            }
            limit += 1;
        }
        let ahead: Vec<usize> = groups
            .iter()
            .enumerate()
            .filter(|(_, group)| (length.range.end..limit).contains(&start_of(group)))
            .map(|(at, _)| at)
            .collect();
        let parenthesised = words.gap_before(length.range.start).contains('(');
        // `Python: 3 years`, `Java (5+ years)`, `опыт на Java от 3 лет`.
        let previous_end = index
            .checked_sub(1)
            .and_then(|i| all.get(i))
            .map_or(range.start, |l| l.range.end);
        let behind: Vec<usize> = groups
            .iter()
            .enumerate()
            .filter(|(_, group)| {
                start_of(group) >= previous_end && end_of(group) <= length.range.start
            })
            .filter(|(_, group)| {
                !(end_of(group)..=length.range.start).any(|at| {
                    let gap = words.gap_before(at);
                    gap.contains([';', ')']) || (gap.contains(',') && at < length.range.start)
                })
            })
            .map(|(at, _)| at)
            .collect();
        if parenthesised || (ahead.is_empty() && !behind.is_empty()) {
            let close = behind
                .iter()
                .copied()
                .filter(|&at| length.range.start.saturating_sub(end_of(&groups[at])) <= 6);
            // Several behind a bracket: only the one beside it.
            return if parenthesised {
                close.last().into_iter().collect()
            } else {
                close.collect()
            };
        }
        ahead
    }

    fn degrees(
        &self,
        mentions: &[&EducationMention],
        range: &Range<usize>,
        scopes: &Scopes,
        replaced: bool,
    ) -> Vec<(usize, Importance, Demand)> {
        let words = &self.words;
        let mut found: Vec<(usize, Importance, Demand)> = Vec::new();
        let or_equivalent = replaced || OR_EQUIVALENT.first(words, range.clone()).is_some();
        for importance in [Importance::Must, Importance::Nice] {
            let mut of_kind = mentions
                .iter()
                .map(|mention| (words.within(mention.span).start, mention))
                .filter(|(at, _)| scopes.at(*at) == importance)
                .peekable();
            let Some(&(at, _)) = of_kind.peek() else {
                continue;
            };
            let of_kind: Vec<_> = of_kind.map(|(_, mention)| mention).collect();
            let Some(level) = of_kind.iter().map(|mention| mention.level).min() else {
                continue;
            };
            let mut fields: Vec<String> = Vec::new();
            for field in of_kind.iter().filter_map(|mention| mention.field) {
                let field = field.of(words.text).to_lowercase();
                let field = field.split_whitespace().collect::<Vec<_>>().join(" ");
                if !fields.contains(&field) {
                    fields.push(field);
                }
            }
            found.push((
                at,
                importance,
                Demand::Education {
                    level,
                    fields,
                    or_equivalent,
                },
            ));
        }
        found
    }

    /// Whether more is said of the experience asked for than that it is experience.
    fn speaks_of_more(
        &self,
        range: &Range<usize>,
        length: &YearsAsked,
        education: &[&EducationMention],
    ) -> bool {
        let words = &self.words;
        range
            .clone()
            .filter(|at| !length.range.contains(at))
            .filter(|&at| EXPERIENCE.at(words, at, range.end).is_none())
            .filter(|&at| {
                words.tokens.get(at).is_some_and(|token| {
                    !education.iter().any(|m| {
                        m.span.overlaps(token.span)
                            || m.field.is_some_and(|f| f.overlaps(token.span))
                    })
                })
            })
            .any(|at| words.word(at).chars().count() > 3 && !is_general(words.word(at)))
    }

    /// A short list item as phrases: split at commas, slashes and `or`.
    fn phrases(&self, range: &Range<usize>) -> Vec<(usize, Demand)> {
        let words = &self.words;
        let mut start = range.start;
        while let Some(lead) = LEADS.at(words, start, range.end) {
            start = lead.range.end;
        }
        let mut end = (start + 1..range.end)
            .find(|&at| words.gap_before(at).contains('('))
            .unwrap_or(range.end);
        while end > start
            && (IMPORTANCE.at(words, end - 1, end).is_some() || is_trailing(words.word(end - 1)))
        {
            end -= 1;
        }
        if let Some(cue) = IMPORTANCE
            .find(words, start..end)
            .last()
            .filter(|cue| cue.range.end == end)
        {
            end = cue.range.start;
        }
        if start >= end {
            return Vec::new();
        }
        let mut pieces: Vec<Range<usize>> = Vec::new();
        let mut from = start;
        for at in start + 1..end {
            if is_list_gap(words.gap_before(at)) {
                pieces.push(from..at);
                from = at;
            }
        }
        pieces.push(from..end);
        let listed = pieces.len() > 1;
        if listed {
            let mut split = Vec::new();
            for piece in pieces {
                let joined = piece.clone().find(|&at| {
                    at > piece.start
                        && at + 1 < piece.end
                        && (OR.at(words, at, at + 1).is_some()
                            || AND.at(words, at, at + 1).is_some())
                });
                match joined {
                    Some(at) => split.extend([piece.start..at, at + 1..piece.end]),
                    None => split.push(piece),
                }
            }
            pieces = split;
        }
        for piece in &mut pieces {
            let joining = OR
                .at(words, piece.start, piece.end)
                .or_else(|| AND.at(words, piece.start, piece.end));
            if let Some(hit) = joining.filter(|hit| hit.range.end < piece.end && listed) {
                piece.start = hit.range.end;
            }
        }
        let longest = if listed { LISTED_WORDS } else { PHRASE_WORDS };
        if pieces.iter().any(|piece| piece.len() > longest) || end - start > 4 * LISTED_WORDS {
            return Vec::new();
        }
        let items: Vec<Item> = pieces
            .iter()
            .map(|piece| Item {
                range: piece.clone(),
                wanted: self.wanted(words.span_of(piece)),
            })
            .collect();
        let ranges: Vec<_> = items.iter().map(|item| item.range.clone()).collect();
        alternatives::group(words, &ranges, range, &self.language)
            .iter()
            .map(|group| {
                let at = group
                    .members
                    .first()
                    .and_then(|&i| ranges.get(i))
                    .map_or(start, |r| r.start);
                (at, skill(&items, group, None))
            })
            .collect()
    }

    /// One list item of a post that is nothing but a list of phrases.
    pub fn listed_phrase(&self, span: Span) -> Demand {
        Demand::Skill {
            any_of: vec![self.wanted(span)],
            at_least: 1,
            minimum_months: None,
        }
    }
}

fn skill(items: &[Item], group: &alternatives::Group, minimum_months: Option<u32>) -> Demand {
    let mut any_of: Vec<Wanted> = Vec::new();
    for wanted in group
        .members
        .iter()
        .filter_map(|&index| items.get(index))
        .map(|item| &item.wanted)
    {
        let known = any_of.iter().any(|seen| {
            seen.label == wanted.label || (seen.concept.is_some() && seen.concept == wanted.concept)
        });
        if !known {
            any_of.push(wanted.clone());
        }
    }
    let at_least = group.at_least.min(any_of.len() as u32).max(1);
    Demand::Skill {
        any_of,
        at_least,
        minimum_months: minimum_months.filter(|&months| months > 0),
    }
}

/// Which parts of a sentence are only nice to have.
struct Scopes {
    base: Importance,
    nice: Vec<Range<usize>>,
}

impl Scopes {
    fn at(&self, token: usize) -> Importance {
        if self.nice.iter().any(|range| range.contains(&token)) {
            Importance::Nice
        } else {
            self.base
        }
    }

    fn read(findings: &Findings, range: &Range<usize>, base: Importance) -> Self {
        let words = &findings.words;
        let mut nice = Vec::new();
        let cues = IMPORTANCE.find(words, range.clone());
        let breaks = |at: usize, signs: &[char]| words.gap_before(at).contains(signs);
        for (index, cue) in cues.iter().enumerate() {
            let Range { start, end } = cue.range.clone();
            let closes = end >= range.end || breaks(end, &[')', '.', ';', ',', ']']);
            let mut value = cue.value;
            if value == Cue::NiceAhead && closes && start > range.start {
                value = Cue::NiceBehind;
            }
            match value {
                Cue::Must => {}
                Cue::NiceAhead => {
                    let stop = (end + 1..range.end)
                        .find(|&at| breaks(at, &[';', ')']))
                        .unwrap_or(range.end);
                    let whole = start <= range.start + 1;
                    nice.push(if whole && !breaks(end, &[')']) {
                        range.start..range.end
                    } else {
                        start..stop
                    });
                }
                Cue::NiceBehind => {
                    // `preferred` before its noun speaks of what comes after it.
                    if start <= range.start + 1 && end < range.end && !closes {
                        nice.push(range.clone());
                        continue;
                    }
                    let bracketed = breaks(start, &['(', '[']);
                    if bracketed && breaks(end, &[')', ']']) {
                        let from = (range.start + 1..start)
                            .rev()
                            .find(|&at| breaks(at, &[',', ';', ')']))
                            .unwrap_or(range.start);
                        let goes_on = words.gap_before(end).contains(':');
                        nice.push(from..if goes_on { range.end } else { end });
                        continue;
                    }
                    let mut from = range.start;
                    if let Some(turn) = (range.start + 1..start).rev().find(|&at| {
                        breaks(at, &[';'])
                            || (bracketed_open(words, at, start))
                            || matches!(
                                words.word(at),
                                "but"
                                    | "aber"
                                    | "mais"
                                    | "pero"
                                    | "ma"
                                    | "mas"
                                    | "maar"
                                    | "ale"
                                    | "dar"
                                    | "но"
                                    | "а"
                            )
                    }) {
                        from = turn;
                    }
                    if let Some(must) = cues
                        .iter()
                        .take(index)
                        .rev()
                        .find(|before| before.value == Cue::Must && before.range.end > from)
                    {
                        // `at least` and `minimum` belong to the number after them.
                        from = if years::find(words, must.range.start..start).is_empty() {
                            must.range.end
                        } else {
                            from
                        };
                    }
                    if let Some(comma) = (from + 1..start).rev().find(|&at| breaks(at, &[','])) {
                        let listed = (comma..start).any(|at| {
                            AND.at(words, at, at + 1).is_some()
                                || (OR.at(words, at, at + 1).is_some() && words.word(at) != "of")
                        });
                        let head = words.span_of(&(from..comma));
                        let stands_alone = !years::find(words, from..comma).is_empty()
                            || findings
                                .education
                                .iter()
                                .any(|mention| head.contains(mention.span))
                            || findings
                                .spoken
                                .iter()
                                .any(|mention| head.contains(mention.span));
                        if stands_alone || (!listed && comma == start) {
                            from = comma;
                        }
                    }
                    nice.push(from..end);
                }
            }
        }
        Self { base, nice }
    }
}

/// An opened bracket at `at` that is not closed before `until`.
fn bracketed_open(words: &Words, at: usize, until: usize) -> bool {
    words.gap_before(at).contains('(')
        && !(at + 1..=until).any(|next| words.gap_before(next).contains(')'))
}

/// Words that look like names: capitalised or with digits inside, or Latin amid Cyrillic.
fn names(words: &Words, range: &Range<usize>) -> Vec<Range<usize>> {
    let cyrillic = range
        .clone()
        .any(|at| words.word(at).chars().any(|c| ('а'..='я').contains(&c)));
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in range.clone() {
        let latin = words
            .word(at)
            .chars()
            .next()
            .is_some_and(|c| c.is_ascii_alphabetic());
        let named = (words.starts_upper(at)
            && at > range.start
            && !is_general(words.word(at))
            && LEADS.at(words, at, at + 1).is_none())
            || (cyrillic && latin && words.word(at).len() > 1);
        if !named || (cyrillic && !latin) {
            continue;
        }
        match found.last_mut() {
            Some(name)
                if name.end == at && words.gap_before(at).trim().is_empty() && name.len() < 3 =>
            {
                name.end = at + 1
            }
            _ => found.push(at..at + 1),
        }
    }
    found
}

fn is_list_gap(gap: &str) -> bool {
    gap.contains([',', '/', '|', ';']) || gap.trim() == "&" || gap.trim() == "+"
}

fn is_joining(word: &str) -> bool {
    matches!(
        word,
        "of" | "in"
            | "with"
            | "as"
            | "a"
            | "an"
            | "the"
            | "experience"
            | "using"
            | "professional"
            | "hands"
            | "on"
            | "working"
            | "work"
            | "commercial"
            | "mit"
            | "in der"
            | "erfahrung"
            | "berufserfahrung"
            | "d"
            | "de"
            | "en"
            | "expérience"
            | "con"
            | "di"
            | "com"
            | "em"
            | "met"
            | "w"
            | "z"
            | "опыта"
            | "с"
            | "на"
            | "experiencia"
            | "esperienza"
            | "experiência"
            | "ervaring"
            | "doświadczenia"
            | "ani"
    )
}

/// Words that turn the sentence away from what the years speak of.
fn turns_away(words: &Words, at: usize) -> bool {
    static TURNS: LazyLock<PhraseTable<()>> = LazyLock::new(|| {
        PhraseTable::new(&[(
            (),
            &[
                "including",
                "as well as",
                "along with",
                "plus",
                "and knowledge",
                "and experience",
                "and familiarity",
                "and proficiency",
                "and strong",
                "and excellent",
                "and a",
                "and an",
                "and ability",
                "with knowledge",
                "with a",
                "with strong",
                "with proficiency",
                "with working",
                "knowledge of",
                "proficient",
                "proficiency",
                "familiarity",
                "familiar",
                "ability",
                "degree",
                "einschließlich",
                "sowie",
                "und kenntnisse",
                "sichere kenntnisse",
                "dont",
                "ainsi que",
                "et connaissance*",
                "et maîtrise",
                "incluyendo",
                "así como",
                "y conocimientos",
                "incluso",
                "nonché",
                "e conoscenza",
                "incluindo",
                "bem como",
                "e conhecimento*",
                "waaronder",
                "en kennis",
                "w tym",
                "oraz",
                "i znajomość",
                "inclusiv",
                "precum și",
                "și cunoștințe",
                "включая",
                "а также",
                "и знание",
                "и понимание",
                "знание",
            ],
        )])
    });
    TURNS.at(words, at, words.tokens.len()).is_some()
}

/// Words that say nothing about what kind of experience is asked for.
fn is_general(word: &str) -> bool {
    const GENERAL: &[&str] = &[
        "relevant",
        "related",
        "similar",
        "professional",
        "prior",
        "previous",
        "proven",
        "industry",
        "position",
        "positions",
        "role",
        "roles",
        "field",
        "fields",
        "area",
        "areas",
        "full",
        "time",
        "least",
        "minimum",
        "more",
        "than",
        "required",
        "preferred",
        "must",
        "have",
        "with",
        "this",
        "that",
        "your",
        "you",
        "years",
        "year",
        "total",
        "overall",
        "combined",
        "equivalent",
        "practical",
        "working",
        "hands",
        "experience",
        "including",
        "comparable",
        "demonstrated",
        "solid",
        "strong",
        "plus",
        "from",
        "over",
        "some",
        "post",
        "graduation",
        "commercial",
        "bachelor",
        "master",
        "degree",
        "candidate",
        "candidates",
        "should",
        "and",
        "the",
        "within",
        "same",
        "capacity",
        "relevante",
        "einschlägige",
        "einschlägiger",
        "mehrjährige",
        "bereich",
        "vergleichbaren",
        "position",
        "idealerweise",
        "mindestens",
        "berufliche",
        "dans",
        "poste",
        "similaire",
        "domaine",
        "minimum",
        "puesto",
        "mínimo",
        "mínima",
        "previa",
        "profesional",
        "laboral",
        "acreditada",
        "años",
        "ruolo",
        "analogo",
        "pregressa",
        "almeno",
        "maturata",
        "função",
        "funções",
        "comprovada",
        "mínima",
        "anos",
        "relevante",
        "vergelijkbare",
        "functie",
        "minimaal",
        "jaar",
        "werk",
        "stanowisku",
        "podobnym",
        "zawodowe",
        "zawodowego",
        "minimum",
        "najmniej",
        "pracy",
        "similară",
        "poziție",
        "minim",
        "relevantă",
        "profesională",
        "работы",
        "работе",
        "аналогичной",
        "должности",
        "позиции",
        "общий",
        "релевантный",
        "релевантного",
        "коммерческий",
        "менее",
        "лет",
        "года",
        "сфере",
        "обязательно",
        "желательно",
        "мы",
        "ваш",
        "for",
        "erfahrung",
        "are",
        "looking",
        "need",
        "want",
        "who",
        "we",
    ];
    GENERAL.contains(&word)
}

fn is_trailing(word: &str) -> bool {
    matches!(
        word,
        "skills" | "experience" | "knowledge" | "etc" | "required" | "preferred"
    )
}

/// Words that lead up to the thing itself: `strong knowledge of`.
static LEADS: LazyLock<PhraseTable<()>> = LazyLock::new(|| {
    PhraseTable::new(&[(
        (),
        &[
            "strong",
            "excellent",
            "good",
            "solid",
            "great",
            "deep",
            "basic",
            "advanced",
            "proven",
            "working",
            "outstanding",
            "exceptional",
            "demonstrated",
            "extensive",
            "some",
            "prior",
            "previous",
            "practical",
            "expert",
            "in depth",
            "thorough",
            "general",
            "a",
            "an",
            "the",
            "your",
            "knowledge of",
            "working knowledge of",
            "experience with",
            "experience in",
            "experience of",
            "experience using",
            "experience",
            "proficiency in",
            "proficiency with",
            "proficient in",
            "proficient with",
            "proficient",
            "familiarity with",
            "familiar with",
            "understanding of",
            "expertise in",
            "skills in",
            "skilled in",
            "hands on experience with",
            "hands on experience in",
            "hands on",
            "fluent in",
            "comfortable with",
            "background in",
            "ability to use",
            "certified in",
            "mastery of",
            "command of",
            "exposure to",
            "knowledge",
            "must have",
            "must",
            "and",
            "of",
            "with",
            "in",
            "gute",
            "sehr gute",
            "fundierte",
            "sichere",
            "kenntnisse in",
            "kenntnisse",
            "erfahrung mit",
            "erfahrung in",
            "erfahrung im",
            "erfahrung",
            "umgang mit",
            "sicherer umgang mit",
            "mit",
            "bonne",
            "bonnes",
            "excellente",
            "maîtrise de",
            "maîtrise du",
            "maîtrise des",
            "maîtrise",
            "connaissance de",
            "connaissance du",
            "connaissance des",
            "connaissances en",
            "expérience en",
            "expérience avec",
            "bon",
            "excellent",
            "conocimientos de",
            "conocimiento de",
            "conocimientos en",
            "dominio de",
            "manejo de",
            "experiencia en",
            "experiencia con",
            "buen",
            "buena",
            "conoscenza di",
            "conoscenza del",
            "conoscenza della",
            "ottima",
            "buona",
            "esperienza in",
            "esperienza con",
            "conhecimento de",
            "conhecimento em",
            "conhecimentos de",
            "conhecimentos em",
            "domínio de",
            "experiência em",
            "experiência com",
            "bom",
            "boa",
            "kennis van",
            "ervaring met",
            "goede",
            "znajomość",
            "dobra",
            "bardzo dobra",
            "umiejętność",
            "doświadczenie z",
            "doświadczenie w",
            "cunoștințe de",
            "cunoașterea",
            "experiență cu",
            "experiență în",
            "bune",
            "знание",
            "знания",
            "уверенное знание",
            "хорошее знание",
            "отличное знание",
            "опыт работы с",
            "опыт работы на",
            "опыт работы в",
            "опыт с",
            "опыт",
            "понимание",
            "владение",
            "уверенное владение",
            "умение работать с",
            "навыки работы с",
            "навыки",
            "навыки работы в",
        ],
    )])
});
