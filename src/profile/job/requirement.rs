//! What one sentence asks for, and how much.

use std::ops::Range;
use std::sync::LazyLock;

use super::alternatives;
use super::cues::{AND, Cue, EXPERIENCE, IMPORTANCE, OR};
use super::items::{Item, is_general, skill};
use super::phrases::{Words, phrase_table};
use super::scopes::Scopes;
use super::years::{self, YearsAsked};
use super::{Demand, Importance, degrees};
use crate::document::{Document, Span, budget};
use crate::languages::key;
use crate::lexicon::{Hit, Lexicon};
use crate::profile::education::EducationMention;
use crate::profile::spoken::SpokenMention;
use crate::profile::{education, spoken};
use crate::text::stop_words::stop_words;
use crate::text::{PhraseTable, language};

/// What the whole post says, found once.
pub(super) struct Findings<'a> {
    pub words: Words<'a>,
    pub hits: Vec<Hit>,
    pub education: Vec<EducationMention>,
    pub spoken: Vec<SpokenMention>,
    /// Where degrees, their fields and languages stand, in order.
    pub taken: Vec<Span>,
    pub lexicon: &'a Lexicon,
    pub language: String,
    /// The language in English, where no file of words covers it.
    pub unread_language: Option<String>,
}

/// A requirement without its number.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Asked {
    pub importance: Importance,
    pub demand: Demand,
    pub span: Span,
}

/// Those of `all`, in order of the text, that stand wholly in `span`.
fn within<'t, T>(
    all: &'t [T],
    place: impl Fn(&T) -> Span + Copy + 't,
    span: Span,
) -> impl Iterator<Item = &'t T> {
    let first = all.partition_point(|one| place(one).start < span.start);
    all[first..]
        .iter()
        .take_while(move |one| place(one).start < span.end)
        .filter(move |one| span.contains(place(one)))
}

/// Where degrees, their fields and languages stand, in order and joined.
pub(super) fn taken(education: &[EducationMention], spoken: &[SpokenMention]) -> Vec<Span> {
    let degrees = education.iter().map(|mention| mention.span);
    let fields = education.iter().filter_map(|mention| mention.field);
    let languages = spoken.iter().map(|mention| mention.span);
    let mut all: Vec<Span> = degrees.chain(fields).chain(languages).collect();
    all.sort_unstable();
    let mut taken: Vec<Span> = Vec::with_capacity(all.len());
    for span in all {
        match taken.last_mut() {
            Some(before) if span.start <= before.end => *before = before.join(span),
            _ => taken.push(span),
        }
    }
    taken
}

impl<'a> Findings<'a> {
    pub(super) fn of(document: &'a Document, lexicon: &'a Lexicon) -> Self {
        let text = document.text.as_str();
        let words = Words::new(text);
        let detected = language::detect(text, &words.tokens);
        let mut education = education::find(text, &words.tokens);
        degrees::keep_of_universities(&mut education, &words);
        let spoken = spoken::find(text, &words.tokens);
        Self {
            hits: lexicon.find_in(detected.code, text, &words.tokens),
            taken: taken(&education, &spoken),
            education,
            spoken,
            language: detected.code.to_owned(),
            unread_language: detected.unread.map(str::to_owned),
            lexicon,
            words,
        }
    }
}

impl Findings<'_> {
    pub(super) fn hits_in(&self, span: Span) -> impl Iterator<Item = &Hit> {
        within(&self.hits, |hit| hit.span, span)
    }

    pub(super) fn education_in(&self, span: Span) -> impl Iterator<Item = &EducationMention> {
        within(&self.education, |mention| mention.span, span)
    }

    pub(super) fn spoken_in(&self, span: Span) -> impl Iterator<Item = &SpokenMention> {
        within(&self.spoken, |mention| mention.span, span)
    }

    /// Whether a degree, its field or a language stands in a part of `place`.
    pub(super) fn is_taken(&self, place: Span) -> bool {
        let first = self.taken.partition_point(|taken| taken.end <= place.start);
        self.taken
            .get(first)
            .is_some_and(|taken| taken.overlaps(place))
    }

    /// Skills named in `span`, joined where one of them will do.
    pub(super) fn skills(&self, span: Span) -> Vec<Demand> {
        let range = self.words.within(span);
        let items = self.items(span, &range);
        let ranges: Vec<_> = items.iter().map(|item| item.range.clone()).collect();
        alternatives::group(&self.words, &ranges, &range, &self.language)
            .into_iter()
            .map(|group| skill(&items, &group, None))
            .collect()
    }

    /// Whether a part of the sentence, and not all of it, is said to be wished only.
    pub(super) fn wishes_for_a_part(&self, span: Span) -> bool {
        let range = self.words.within(span);
        let scopes = Scopes::read(self, &range, Importance::Must);
        let of = |importance| range.clone().any(|at| scopes.at(at) == importance);
        of(Importance::Nice) && of(Importance::Must)
    }

    /// What the sentence or list item in `span` asks for; never empty.
    pub(super) fn asked(&self, span: Span, base: Importance, bullet: bool) -> Vec<Asked> {
        let words = &self.words;
        let range = words.within(span);
        let scopes = Scopes::read(self, &range, base);
        let education: Vec<&EducationMention> = self.education_in(span).collect();
        let spoken: Vec<&SpokenMention> = self.spoken_in(span).collect();
        let years = years::find(words, range.clone());
        let mut items = self.items(span, &range);
        self.add_listed(&mut items, &range);
        let fields = self.take_fields(&education, &mut items, &range);
        let ranges: Vec<_> = items.iter().map(|item| item.range.clone()).collect();
        let groups = alternatives::group(words, &ranges, &range, &self.language);

        let mut asked: Vec<(usize, Importance, Demand)> = Vec::new();
        let mut months: Vec<Option<u32>> = vec![None; groups.len()];
        let replaces_degree = |length: &YearsAsked| {
            education
                .iter()
                .any(|mention| mention.span.end <= words.span_of(&length.range).start)
                && (1..=3)
                    .map_while(|back| length.range.start.checked_sub(back))
                    .take_while(|&at| at >= range.start && !words.joins_anywhere(&AND, at))
                    .any(|at| words.joins_anywhere(&OR, at))
        };
        let mut loose: Vec<&YearsAsked> = Vec::new();
        for (index, length) in years.iter().enumerate() {
            if replaces_degree(length) || self.is_term(length, &items, &range) {
                continue;
            }
            let mut owners = self.owners(length, &years, index, &items, &groups, &range);
            owners.retain(|&owner| months[owner].is_none());
            // `3 months from June` is how long the work lasts.
            let is_long = length.minimum_months >= 12 || length.maximum_months.is_some();
            let of_work = || words.first(&EXPERIENCE, range.clone()).is_some();
            let is_of_work = || self.leads_on(length, &range) || self.is_bare(&years, &range);
            if owners.is_empty()
                && (is_long && !self.is_other_time(length) && is_of_work() || of_work())
            {
                loose.push(length);
            }
            for owner in owners {
                months[owner] = Some(length.minimum_months);
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
            &fields,
        ));
        for same in spoken.chunk_by(|one, next| self.alternate(one.span, next.span)) {
            // `English, French and German` are all asked; one `or` makes them alternatives.
            let either = same.windows(2).any(|pair| self.either(pair[0], pair[1]));
            let size = if either { same.len() } else { 1 };
            for any_of in same.chunks(size) {
                let at = words.within(any_of[0].span).start;
                let mut codes: Vec<String> = Vec::new();
                for mention in any_of {
                    if !codes.iter().any(|code| code == mention.code) {
                        codes.push(mention.code.to_owned());
                    }
                }
                let demand = Demand::Language {
                    any_of: codes,
                    level: any_of.iter().filter_map(|mention| mention.level).min(),
                };
                asked.push((at, scopes.at(at), demand));
            }
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
                match self.thing_of_years(&years, &range) {
                    Some(thing) => {
                        let things = self.phrases(&thing).into_iter();
                        asked.extend(things.map(|(at, demand)| (at, importance, demand)));
                    }
                    None => asked.push((range.end, importance, Demand::Text)),
                }
            }
        }
        if asked.is_empty()
            && let Some(mention) = self.opening_language(&range)
        {
            let at = words.within(mention.span).start;
            let demand = Demand::Language {
                any_of: vec![mention.code.to_owned()],
                level: mention.level,
            };
            asked.push((at, scopes.at(at), demand));
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

    /// The language that a sentence opens with which asks for nothing else: `L'anglais serait un
    /// plus`; elsewhere its name may be an adjective.
    fn opening_language(&self, range: &Range<usize>) -> Option<SpokenMention> {
        let words = &self.words;
        let tokens = words.tokens.get(range.clone())?;
        let named = spoken::named(words.text, tokens).next()?;
        let at = words.within(named.span).start;
        let cues = words.find(&IMPORTANCE, range.start..at);
        let stop = stop_words(&self.language);
        let says_nothing = |at: usize| {
            stop.contains(&words.tokens[at].key)
                || words.word(at).chars().count() == 1
                || cues.iter().any(|cue| cue.range.contains(&at))
        };
        (range.start..at).all(says_nothing).then_some(named)
    }

    /// Whether nothing but a comma or an `or` stands between two languages.
    fn alternate(&self, one: Span, next: Span) -> bool {
        let (from, to) = self.between(one, next);
        (from..=to).all(|at| !self.words.gap_before(at).contains(['\n', ';', '.', '|']))
            && (from..to).all(|at| self.words.at(&OR, at, at + 1).is_some())
    }

    fn either(&self, one: &SpokenMention, next: &SpokenMention) -> bool {
        let (from, to) = self.between(one.span, next.span);
        from < to
    }

    /// The words behind `one`, up to the first of `next`.
    fn between(&self, one: Span, next: Span) -> (usize, usize) {
        let (from, to) = (self.words.within(one).end, self.words.within(next).start);
        (from.min(to), to)
    }

    /// Of several lengths in one sentence: the shortest where they stand for one another
    /// (`a master and 3 years or a bachelor and 5`), the longest otherwise.
    fn in_all<'y>(&self, lengths: &[&'y YearsAsked], degrees: usize) -> Option<&'y YearsAsked> {
        let words = &self.words;
        let (first, last) = (lengths.first()?, lengths.last()?);
        let either = (first.range.end..last.range.start).any(|at| words.joins_anywhere(&OR, at));
        let months = |length: &&&YearsAsked| length.minimum_months;
        if either || degrees > 1 {
            lengths.iter().min_by_key(months).copied()
        } else {
            lengths.iter().rev().max_by_key(months).copied()
        }
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
        budget::spend(groups.len() + items.len());
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
        // `Docker, 3 years of experience, Java`: of work in all.
        let follows_comma = words
            .gap_before(length.range.start)
            .contains([',', '+', '&']);
        let mut of_something_else = false;
        let mut names_something = false;
        let mut names_known = false;
        while limit < next_length {
            let gap = words.gap_before(limit);
            // `3 years in a cold store, first aid`: years of something that is not known.
            if gap.contains(',') && (names_something || follows_comma) && !names_known {
                of_something_else = true;
                break;
            }
            let wished = words
                .at(&IMPORTANCE, limit, range.end)
                .is_some_and(|cue| cue.value == Cue::NiceAhead);
            let turns = limit > length.range.end
                && (wished
                    || gap.contains([';', ')'])
                    || (turns_away(words, limit) && !is_member(limit)));
            if turns || (gap.contains('.') && gap.contains(' ')) {
                break;
            }
            names_known |= is_member(limit);
            names_something |= self.is_specific(limit, range.end);
            limit += 1;
        }
        let ahead: Vec<usize> = groups
            .iter()
            .enumerate()
            .filter(|(_, group)| (length.range.end..limit).contains(&start_of(group)))
            .map(|(at, _)| at)
            .collect();
        // Of the one name right before it: in brackets, or where its part of a list ends.
        let is_of_one = words.gap_before(length.range.start).contains('(')
            || groups
                .iter()
                .any(|group| end_of(group) == length.range.start)
                && self.ends_a_part(length.range.end, range);
        of_something_else |= follows_comma && names_something && !names_known;
        if ahead.is_empty() && follows_comma && of_something_else {
            return Vec::new();
        }
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
        if is_of_one || (ahead.is_empty() && !behind.is_empty()) {
            let mut close = behind
                .iter()
                .copied()
                .filter(|&at| length.range.start.saturating_sub(end_of(&groups[at])) <= 6);
            return if is_of_one {
                close.next_back().into_iter().collect()
            } else {
                close.collect()
            };
        }
        ahead
    }

    /// Whether a part of a list ends at `at`, or behind one word of experience there: `Java - 3
    /// years, Kafka: 2 years experience`.
    fn ends_a_part(&self, at: usize, range: &Range<usize>) -> bool {
        let words = &self.words;
        let ends = |at: usize| at >= range.end || words.gap_before(at).contains([',', ';', '.']);
        ends(at)
            || words
                .at(&EXPERIENCE, at, range.end)
                .is_some_and(|found| ends(found.range.end))
    }

    /// Whether more is said of the experience asked for than that it is experience.
    fn speaks_of_more(
        &self,
        range: &Range<usize>,
        length: &YearsAsked,
        education: &[&EducationMention],
    ) -> bool {
        let words = &self.words;
        let fields: Vec<Range<usize>> = education
            .iter()
            .filter_map(|mention| Some(mention.span.join(mention.field?)))
            .flat_map(|named| self.listed_fields(words.within(named).end, range))
            .collect();
        range
            .clone()
            .filter(|at| !length.range.contains(at))
            .filter(|at| !fields.iter().any(|field| field.contains(at)))
            .filter(|&at| words.at(&EXPERIENCE, at, range.end).is_none())
            .filter(|&at| {
                words.tokens.get(at).is_some_and(|token| {
                    !education.iter().any(|m| {
                        m.span.overlaps(token.span())
                            || m.field.is_some_and(|f| f.overlaps(token.span()))
                    })
                })
            })
            .any(|at| words.word(at).chars().count() > 3 && !is_general(words.word(at)))
    }
}

/// Words that turn the sentence away from what the years speak of.
pub(super) fn turns_away(words: &Words, at: usize) -> bool {
    /// Whether the words turn the sentence only after a comma.
    static TURNS: LazyLock<PhraseTable<bool>> = LazyLock::new(|| {
        phrase_table(&[
            (key::POST_CUES_TURNS, false),
            (key::POST_CUES_TURNS_AFTER_COMMA, true),
        ])
    });
    words
        .at(&TURNS, at, words.tokens.len())
        .is_some_and(|hit| !hit.value || words.gap_before(at).contains(','))
}

#[cfg(test)]
mod tests;
