//! What one sentence asks for, and how much.

use std::ops::Range;
use std::sync::LazyLock;

use super::alternatives;
use super::cues::{AND, Cue, EXPERIENCE, IMPORTANCE, OR, OR_EQUIVALENT, SPEECH};
use super::items::{Item, is_general, skill};
use super::phrases::{Words, phrase_table};
use super::scopes::Scopes;
use super::years::{self, YearsAsked};
use super::{Demand, Importance};
use crate::document::{Document, Span, budget};
use crate::languages::key;
use crate::lexicon::{Hit, Lexicon};
use crate::profile::education::EducationMention;
use crate::profile::spoken::SpokenMention;
use crate::profile::{education, spoken};
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
        // `A high degree of accuracy`
        let others = words.find(&OTHER_DEGREES, 0..words.tokens.len());
        let others: Vec<Span> = others.iter().map(|hit| words.span_of(&hit.range)).collect();
        education.retain(|mention| {
            let at = others.partition_point(|other| other.end <= mention.span.start);
            let is_other = others
                .get(at)
                .is_some_and(|other| other.contains(mention.span));
            words.within(mention.span).len() > 1 || !is_other
        });
        let spoken = spoken::find(text, &words.tokens);
        Self {
            hits: lexicon.find(text, &words.tokens),
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
        let fields = self.take_fields(&education, &mut items, &range);
        let ranges: Vec<_> = items.iter().map(|item| item.range.clone()).collect();
        let groups = alternatives::group(words, &ranges, &range, &self.language);

        let mut asked: Vec<(usize, Importance, Demand)> = Vec::new();
        let mut months: Vec<Option<u32>> = vec![None; groups.len()];
        let replaces_degree = |length: &YearsAsked| {
            education
                .iter()
                .any(|mention| mention.span.end <= words.span_of(&length.range).start)
                && (1..=3).any(|back| {
                    length
                        .range
                        .start
                        .checked_sub(back)
                        .is_some_and(|at| at >= range.start && words.joins_anywhere(&OR, at))
                })
        };
        let mut loose: Vec<&YearsAsked> = Vec::new();
        for (index, length) in years.iter().enumerate() {
            if replaces_degree(length) {
                continue;
            }
            let mut owners = self.owners(length, &years, index, &items, &groups, &range);
            owners.retain(|&owner| months[owner].is_none());
            // `3 months from June` is how long the work lasts.
            let is_long = length.minimum_months >= 12 || length.maximum_months.is_some();
            let of_work = || words.first(&EXPERIENCE, range.clone()).is_some();
            if owners.is_empty() && (is_long && !self.is_other_time(length) || of_work()) {
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
        while limit < next_length {
            let gap = words.gap_before(limit);
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
            let mut close = behind
                .iter()
                .copied()
                .filter(|&at| length.range.start.saturating_sub(end_of(&groups[at])) <= 6);
            // Several behind a bracket: only the one beside it.
            return if parenthesised {
                close.next_back().into_iter().collect()
            } else {
                close.collect()
            };
        }
        ahead
    }

    /// `18 years or older`, `4-year vesting`: an age, and a length that is part of a name.
    fn is_other_time(&self, length: &YearsAsked) -> bool {
        /// Ages of majority, in years.
        const AGES: [u32; 3] = [16, 18, 21];
        let is_age = AGES.map(|age| age * 12).contains(&length.minimum_months)
            && length.maximum_months.is_none();
        let last = length.range.end.saturating_sub(1);
        is_age || last > length.range.start && self.words.gap_before(last) == "-"
    }

    /// Fields of study listed behind the first, up to the last after `or`: `a degree in economics,
    /// statistics or mathematics`.
    fn listed_fields(&self, from: usize, range: &Range<usize>) -> Vec<Range<usize>> {
        /// Words of a longest field.
        const LONGEST: usize = 4;
        let words = &self.words;
        let is_or = |at: usize| words.joins_in(&OR, at, &self.language);
        let ends = |at: usize| {
            at >= range.end
                || words.gap_before(at).contains([';', '.', '(', ')', ':'])
                || words.joins_in(&AND, at, &self.language)
        };
        let mut fields = Vec::new();
        let mut at = from;
        let mut saw_or = false;
        while at < range.end && !saw_or && !ends(at) {
            if is_or(at) {
                saw_or = true;
                at += 1;
            } else if !words.gap_before(at).contains(',') {
                break;
            }
            let start = at;
            while !ends(at) && !is_or(at) && (at == start || !words.gap_before(at).contains(',')) {
                at += 1;
            }
            let field = start..at;
            let is_field = (1..=LONGEST).contains(&field.len())
                && words.first(&EXPERIENCE, field.clone()).is_none()
                && words.first(&SPEECH, field.clone()).is_none()
                && words.first(&IMPORTANCE, field.clone()).is_none()
                && years::find(words, field.clone()).is_empty()
                && !is_general(words.word(start))
                && words.starts_upper(start);
            if is_field {
                fields.push(field);
            }
        }
        if saw_or { fields } else { Vec::new() }
    }

    /// Takes those of `items` that are further fields of a degree: `a degree in mathematics, physics
    /// or statistics`.
    fn take_fields(
        &self,
        education: &[&EducationMention],
        items: &mut Vec<Item>,
        range: &Range<usize>,
    ) -> Vec<String> {
        /// Words between a degree and its first field, or between two fields.
        const BETWEEN: usize = 6;
        let words = &self.words;
        let mut taken: Vec<usize> = Vec::new();
        for mention in education {
            let end = mention
                .field
                .map_or(mention.span, |field| mention.span.join(field));
            let mut at = words.within(end).end;
            let mut run: Vec<usize> = Vec::new();
            for (index, item) in items.iter().enumerate() {
                let between = at..item.range.start;
                if item.range.start < at {
                    continue;
                }
                let asks = || words.first(&SPEECH, between.clone()).is_some();
                let turns = (between.start..=between.end)
                    .any(|at| words.gap_before(at).contains([';', '.', '(', ')', ':']));
                let and = between
                    .clone()
                    .any(|at| words.at(&AND, at, at + 1).is_some());
                if between.len() > BETWEEN || turns || and || asks() {
                    break;
                }
                run.push(index);
                at = item.range.end;
            }
            let first = words.within(end).end;
            let last = (at + 1).min(range.end);
            if (first..last).any(|at| words.joins_anywhere(&OR, at)) {
                taken.extend(run);
            }
        }
        let mut fields: Vec<String> = taken
            .iter()
            .filter_map(|index| items.get(*index))
            .map(|item| item.wanted.label.to_lowercase())
            .collect();
        for mention in education {
            let Some(first) = mention.field else { continue };
            let end = words.within(mention.span.join(first)).end;
            for field in self.listed_fields(end, range) {
                let label = words.span_of(&field).of(words.text).to_lowercase();
                let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
                if !fields.contains(&label) {
                    fields.push(label);
                }
                let within =
                    |item: &Item| field.start <= item.range.start && item.range.end <= field.end;
                let listed = items.iter().enumerate().filter(|(_, item)| within(item));
                taken.extend(listed.map(|(index, _)| index));
            }
        }
        let mut index = 0;
        items.retain(|_| {
            index += 1;
            !taken.contains(&(index - 1))
        });
        fields
    }

    fn degrees(
        &self,
        mentions: &[&EducationMention],
        range: &Range<usize>,
        scopes: &Scopes,
        replaced: bool,
        further: &[String],
    ) -> Vec<(usize, Importance, Demand)> {
        let words = &self.words;
        let mut found: Vec<(usize, Importance, Demand)> = Vec::new();
        let or_equivalent = replaced || words.first(&OR_EQUIVALENT, range.clone()).is_some();
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
            for field in further {
                if !fields.contains(field) {
                    fields.push(field.clone());
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
            .filter(|&at| words.at(&EXPERIENCE, at, range.end).is_none())
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
}

/// `Degree of`, `degree turn`: no degree of a university.
static OTHER_DEGREES: LazyLock<PhraseTable<()>> =
    LazyLock::new(|| phrase_table(&[(key::EDUCATION_OTHER_DEGREE, ())]));

/// Words that turn the sentence away from what the years speak of.
fn turns_away(words: &Words, at: usize) -> bool {
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
