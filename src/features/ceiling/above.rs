//! What no score for one job passes, of any record.

use std::collections::BTreeMap;

use super::super::career::years_of;
use super::super::copied::Signs;
use super::super::coverage::{LINE_PARTLY, most_near, shown};
use super::super::found::saturate;
use super::super::job_query::JobQuery;
use super::super::passages::{FULL, NEAREST, rarity};
use super::super::registry::{COUNT, Feature};
use super::super::similarity::{HALF_OF_PAIRS, HALF_OF_WORDS};
use super::{language_code, lines_of, nearness_of, short};
use crate::lexicon::Lexicon;
use crate::profile::cv::Strength;
use crate::profile::job::{Demand, Importance};
use crate::text::{Shape, Stemmer, TermKey, stop_words, tokenize};

/// Of what no record says.
const ANYWHERE: TermKey = 1 << 16;

/// Beginnings by which a phrase may stand in a CV.
struct Named {
    /// Of all its words, the one by which it is looked up last.
    together: Vec<u16>,
    /// Of its letters joined, and of what the last of several words may be then.
    joined: u16,
    lasts: Vec<u16>,
    /// The stem of its letters as one word.
    whole: u16,
}

/// A thing that would do for a requirement.
struct Sought {
    phrases: Vec<Named>,
}

/// A job made ready to say, of any record, what no score of its CV can pass.
pub(crate) struct Above<'a> {
    job: &'a JobQuery,
    /// Terms by the sixteen bits of their stems, for those that [`Self::is_stem`].
    by_stem: BTreeMap<u16, Vec<u32>>,
    is_stem: Vec<u64>,
    is_beginning: Vec<u64>,
    /// What a stem's nearness is worth, by term.
    worth: Vec<f64>,
    /// By sought thing: its phrases.
    sought: Vec<Sought>,
    /// By concept: whose it is, and how near; and its weight among the job's skills.
    by_concept: BTreeMap<u32, Vec<(u32, f64)>>,
    skills: BTreeMap<u32, f64>,
    norm_of_words: f64,
    norm_of_pairs: f64,
    norm_of_skills: f64,
    saturated: [f64; 256],
    near: [f64; 256],
    copies: Signs,
}

/// Room for the sums of one record.
pub(crate) struct Scratch {
    lines: Vec<f64>,
    near: Vec<f64>,
    /// By the sixteen bits of a beginning, of those that are needed.
    beginnings: Vec<(u8, u16)>,
    begun: Vec<u16>,
    /// The same by stem.
    wholes: Vec<u8>,
    held: Vec<u16>,
    own: Vec<f64>,
    akin: Vec<f64>,
}

impl<'a> Above<'a> {
    pub(crate) fn new(job: &'a JobQuery, lexicon: &Lexicon) -> Self {
        let set = |bits: &mut Vec<u64>, key: u16| bits[usize::from(key / 64)] |= 1 << (key % 64);
        let mut by_stem: BTreeMap<u16, Vec<u32>> = BTreeMap::new();
        let mut is_stem = vec![0; 1024];
        for (stem, term) in &job.by_stem {
            let key = short(*stem);
            set(&mut is_stem, key);
            by_stem.entry(key).or_default().push(*term);
        }
        let mut is_beginning = vec![0; 1024];
        let mut stemmer = Stemmer::new(&job.profile.language);
        let mut sought = Vec::new();
        let mut by_concept: BTreeMap<u32, Vec<(u32, f64)>> = BTreeMap::new();
        for (number, (concept, needed)) in (0..).zip(job.search.beginnings()) {
            let phrases = needed.iter().map(|needed| {
                let shortened = |keys: &[TermKey]| keys.iter().map(|key| short(*key)).collect();
                let mut together: Vec<u16> = shortened(&needed.words);
                together.push(short(needed.head));
                let whole = tokenize(&needed.whole);
                let whole = whole
                    .first()
                    .map_or(0, |one| stemmer.stem(&needed.whole, *one));
                Named {
                    together,
                    joined: short(needed.joined),
                    lasts: shortened(&needed.lasts),
                    whole: short(whole),
                }
            });
            let phrases: Vec<Named> = phrases.collect();
            for named in &phrases {
                let beginnings = named.together.iter().chain(&named.lasts);
                let beginnings = beginnings.chain([&named.joined]);
                beginnings.for_each(|key| set(&mut is_beginning, *key));
                set(&mut is_stem, named.whole);
            }
            sought.push(Sought { phrases });
            let Some(asked) = concept else {
                continue;
            };
            for has in lexicon.concepts() {
                if let Some(relation) = lexicon.relation(asked, has) {
                    let near = most_near(asked, has, relation, lexicon);
                    by_concept.entry(has.0).or_default().push((number, near));
                }
            }
        }
        let text = &job.profile.text;
        let common = stop_words(&job.profile.language);
        let copies = Signs::new(text, common, |token| {
            // Numbers have no stem in a record, and may always be there.
            match token.shape() {
                Shape::Word => short(stemmer.stem(text, *token)).into(),
                Shape::Number => ANYWHERE,
            }
        });
        for key in copies.keys().filter(|key| *key != ANYWHERE) {
            set(&mut is_stem, key as u16);
        }
        let norm = |weights: &mut dyn Iterator<Item = f64>| {
            let squares: f64 = weights.map(|weight| weight * weight).sum();
            squares.sqrt()
        };
        let worth = job.terms.iter().zip(&job.said.weights);
        Self {
            job,
            by_stem,
            is_stem,
            is_beginning,
            worth: worth.map(|(term, weight)| rarity(term) * weight).collect(),
            sought,
            by_concept,
            skills: job
                .skills
                .iter()
                .map(|(concept, weight)| (concept.0, *weight))
                .collect(),
            norm_of_words: norm(&mut job.terms.iter().map(|term| term.weight)),
            norm_of_pairs: norm(&mut job.pairs.iter().map(|term| term.weight)),
            norm_of_skills: norm(&mut job.skills.iter().map(|(_, weight)| *weight)),
            saturated: std::array::from_fn(|code| saturate(lines_of(code as u8))),
            near: std::array::from_fn(|code| nearness_of(code as u8)),
            copies,
        }
    }

    pub(crate) fn scratch(&self) -> Scratch {
        Scratch {
            lines: vec![0.0; self.job.terms.len()],
            near: vec![0.0; self.job.terms.len()],
            beginnings: vec![(0, 0); 1 << 16],
            begun: Vec::new(),
            wholes: vec![0; 1 << 16],
            held: Vec::new(),
            own: vec![0.0; self.sought.len()],
            akin: vec![0.0; self.sought.len()],
        }
    }

    /// For each feature what no value of this CV can pass; `None` for bytes that are no record.
    pub(crate) fn vector(&self, record: &[u8], room: &mut Scratch) -> Option<[f64; COUNT]> {
        let number = |at: usize| -> Option<u32> {
            let four = record.get(at..at + 4)?;
            Some(u32::from_le_bytes(four.try_into().ok()?))
        };
        let (total_months, any_months) = (number(0)?, number(4)?);
        let (languages, beginnings) = (number(8)? as usize, number(12)? as usize);
        let stems = number(16)? as usize;
        let rest = record.get(20..)?;
        let (of_languages, rest) = rest.split_at_checked(2 * languages)?;
        let (of_beginnings, rest) = rest.split_at_checked(5 * beginnings)?;
        let (of_stems, of_concepts) = rest.split_at_checked(4 * stems)?;
        let has = |bits: &[u64], key: u16| bits[usize::from(key / 64)] >> (key % 64) & 1 == 1;
        let Scratch {
            lines,
            near,
            beginnings: held,
            begun,
            wholes,
            held: stems_held,
            own,
            akin,
        } = room;
        lines.fill(0.0);
        near.fill(0.0);
        own.fill(0.0);
        akin.fill(0.0);
        for key in begun.drain(..) {
            held[usize::from(key)] = (0, 0);
        }
        for key in stems_held.drain(..) {
            wholes[usize::from(key)] = 0;
        }
        for entry in of_beginnings.chunks_exact(5) {
            let key = u16::from_le_bytes([entry[0], entry[1]]);
            if has(&self.is_beginning, key) {
                let among = u16::from_le_bytes([entry[3], entry[4]]);
                held[usize::from(key)] = (entry[2], among);
                begun.push(key);
            }
        }
        for entry in of_stems.chunks_exact(4) {
            let key = u16::from_le_bytes([entry[0], entry[1]]);
            if !has(&self.is_stem, key) {
                continue;
            }
            wholes[usize::from(key)] = entry[3];
            stems_held.push(key);
            for &term in self.by_stem.get(&key).into_iter().flatten() {
                near[term as usize] = self.near[usize::from(entry[2])];
                lines[term as usize] = self.saturated[usize::from(entry[3])];
            }
        }
        let mut of_skills = 0.0;
        // Weight of the lines that name a thing by its words, and by what the lexicon knows.
        for (number, sought) in self.sought.iter().enumerate() {
            own[number] = self.by_words(sought, held, wholes);
        }
        for entry in of_concepts.chunks_exact(5) {
            let concept = u32::from_le_bytes([entry[0], entry[1], entry[2], entry[3]]);
            if let Some(weight) = self.skills.get(&concept) {
                of_skills += weight * self.saturated[usize::from(entry[4])];
            }
            for &(number, nearness) in self.by_concept.get(&concept).into_iter().flatten() {
                let held = lines_of(entry[4]);
                if nearness >= 1.0 {
                    own[number as usize] += held;
                } else {
                    let value = nearness * shown(Strength::Used, held);
                    akin[number as usize] = akin[number as usize].max(value);
                }
            }
        }
        for (own, akin) in own.iter_mut().zip(akin.iter()) {
            let named = if *own > 0.0 {
                shown(Strength::Used, *own)
            } else {
                0.0
            };
            *own = named.max(*akin);
        }
        let is_spoken = |code: &String| {
            let code = language_code(code).to_le_bytes();
            of_languages.chunks_exact(2).any(|known| known == code)
        };
        let speaks = |any_of: &[String]| f64::from(u8::from(any_of.iter().any(is_spoken)));
        let months = (total_months, any_months);
        Some(self.values(lines, near, own, of_skills, months, &speaks))
    }

    /// Whether the CV of the record that was looked at last may hold a copy of the post: it is read
    /// again without it, and what it may earn then is not known.
    pub(crate) fn may_copy(&self, room: &Scratch) -> bool {
        let has = |key: TermKey| key == ANYWHERE || room.wholes[key as usize] > 0;
        self.job.tells_copies() && self.copies.may_be_copied(&has)
    }

    /// Weight of the lines that may hold a phrase of what is sought; `held` by beginning, and
    /// `whole` by stem.
    fn by_words(&self, sought: &Sought, held: &[(u8, u16)], whole: &[u8]) -> f64 {
        let lines = |key: &u16| lines_of(held[usize::from(*key)].0);
        // On no line where all may stand, there are none.
        let together = |keys: &mut dyn Iterator<Item = &u16>| {
            let (mut least, mut among) = (f64::INFINITY, u16::MAX);
            for key in keys {
                least = least.min(lines(key));
                among &= held[usize::from(*key)].1;
            }
            if among == 0 { 0.0 } else { least }
        };
        let of_phrase = |named: &Named| {
            let Named {
                together: words,
                joined,
                lasts,
                whole: one,
            } = named;
            // Of one word: where its letters are parted, their beginning is its own.
            if lasts.is_empty() {
                return lines(joined);
            }
            let parted = lasts
                .iter()
                .map(|last| together(&mut [joined, last].into_iter()));
            let parted = parted.fold(0.0, f64::max);
            together(&mut words.iter()) + parted + lines_of(whole[usize::from(*one)])
        };
        sought.phrases.iter().map(of_phrase).sum()
    }

    fn values(
        &self,
        lines: &[f64],
        near: &[f64],
        shown: &[f64],
        of_skills: f64,
        (total_months, any_months): (u32, u32),
        speaks: &dyn Fn(&[String]) -> f64,
    ) -> [f64; COUNT] {
        let job = self.job;
        let part_of = |sum: f64, half: f64, norm: f64| {
            if sum > 0.0 {
                sum / (sum + half * norm)
            } else {
                0.0
            }
        };
        let words: f64 = job
            .terms
            .iter()
            .zip(lines)
            .map(|(term, held)| term.weight * held)
            .sum();
        let words = part_of(words, HALF_OF_WORDS, self.norm_of_words);
        let pairs = job
            .pairs
            .iter()
            .zip(&job.pair_terms)
            .map(|(pair, [first, second])| {
                pair.weight * lines[*first as usize].min(lines[*second as usize])
            });
        let pairs = part_of(pairs.sum(), HALF_OF_PAIRS, self.norm_of_pairs);
        let sum: f64 = self
            .worth
            .iter()
            .zip(near)
            .filter(|(worth, _)| **worth > 0.0)
            .map(|(worth, near)| worth * near)
            .sum();
        let whole: f64 = job.title_terms.iter().map(|(_, weight)| weight).sum();
        let title = job.title_terms.iter();
        let title = title.map(|(term, weight)| weight / whole * lines[*term as usize]);
        let years = years_of(job, any_months);
        let coverage = |importance| self.coverage(importance, lines, shown, total_months, speaks);
        let asked = job.profile.requirements.iter();
        let spoken = asked.filter_map(|asked| match &asked.demand {
            Demand::Language { any_of, .. } => Some(speaks(any_of)),
            _ => None,
        });
        let (spoken, languages) = spoken.fold((0.0, 0.0), |(sum, all), one| (sum + one, all + 1.0));
        let mut values = [1.0; COUNT];
        for (feature, value) in [
            (Feature::MustCoverage, coverage(Importance::Must)),
            (Feature::NiceCoverage, coverage(Importance::Nice)),
            (
                Feature::SkillSimilarity,
                part_of(of_skills, HALF_OF_WORDS, self.norm_of_skills),
            ),
            (Feature::WordSimilarity, words),
            (Feature::PairSimilarity, pairs),
            (Feature::ExperienceSimilarity, words),
            (
                Feature::PassageSimilarity,
                (sum / NEAREST as f64 / FULL).min(1.0),
            ),
            (Feature::TitleWords, title.sum()),
            (
                Feature::Languages,
                if languages > 0.0 {
                    spoken / languages
                } else {
                    1.0
                },
            ),
            (Feature::RelevantYears, years),
            (Feature::TotalYears, years_of(job, total_months)),
            (Feature::Recency, if any_months > 0 { 1.0 } else { 0.0 }),
        ] {
            values[feature.index()] = value;
        }
        values
    }

    fn coverage(
        &self,
        importance: Importance,
        lines: &[f64],
        shown: &[f64],
        total_months: u32,
        speaks: &dyn Fn(&[String]) -> f64,
    ) -> f64 {
        let asked = || {
            let both = self
                .job
                .requirements
                .iter()
                .zip(&self.job.profile.requirements);
            both.filter(move |(query, _)| query.importance == importance)
        };
        let whole: f64 = asked().map(|(query, _)| query.weight).sum();
        let each = asked().map(|(query, requirement)| {
            let most = match &requirement.demand {
                Demand::Skill {
                    any_of, at_least, ..
                } => {
                    let range = query.sought.start as usize..query.sought.end as usize;
                    let mut options = shown.get(range).unwrap_or_default().to_vec();
                    options.sort_by(|one, other| other.total_cmp(one));
                    let count = (*at_least).max(1) as usize;
                    let count = count.min(any_of.len().max(1));
                    options.iter().take(count).sum::<f64>() / count as f64
                }
                Demand::Experience { minimum_months, .. } => {
                    let least = (*minimum_months).max(1);
                    f64::from(total_months.min(least)) / f64::from(least)
                }
                Demand::Education { .. } => 1.0,
                Demand::Language { any_of, .. } => speaks(any_of),
                Demand::Text => {
                    let weight = |term: &u32| self.job.terms[*term as usize].weight;
                    let all: f64 = query.terms.iter().map(weight).sum();
                    let is_held = |term: &&u32| lines[**term as usize] > 0.0;
                    let held = || query.terms.iter().filter(is_held);
                    let share = held().map(weight).sum::<f64>() / all;
                    if held().count() > 1 && share >= LINE_PARTLY {
                        share
                    } else {
                        0.0
                    }
                }
            };
            query.weight / whole * most
        });
        each.sum()
    }
}

#[cfg(test)]
mod tests;
