//! The HTML report: what it shows adds up, hides who people are, and stays small.

use std::slice;
use std::time::Duration;

use cvrank::document::source::{PoolOptions, Source, collect};
use cvrank::features::JobQuery;
use cvrank::outlook::Outlook;
use cvrank::rank::Ranking;
use cvrank::report::Run;
use cvrank::report::html::{self, Candidate, Facts, Options};
use scraper::{ElementRef, Html, Selector};

use crate::common::{query, root, sample_cvs, sample_jobs, scorer, spent};

/// A ranking with its facts, in the order of the sources.
struct Ranked {
    sources: Vec<Source>,
    ranking: Ranking,
    outlook: Outlook,
    facts: Vec<Option<Facts>>,
}

impl Ranked {
    fn new(job: &JobQuery, sources: Vec<Source>) -> Self {
        let scorer = scorer();
        let (mut rankings, facts) =
            scorer.rank_jobs(slice::from_ref(job), &sources, None, &|_, read| {
                read.map(|cv| Facts::of(&cv.document, &cv.profile, scorer.lexicon))
            });
        let ranking = rankings.remove(0);
        Self {
            outlook: Outlook::new(job, scorer.ranker, &ranking, None),
            sources,
            ranking,
            facts,
        }
    }

    fn candidates(&self) -> Vec<Candidate<'_>> {
        let ids = self.sources.iter().map(|source| source.id.as_str());
        let facts = ids.zip(&self.facts);
        html::candidates(
            &self.ranking,
            Some(&self.outlook),
            facts.filter_map(|(id, facts)| Some((id, facts.as_ref()?))),
        )
    }

    fn report(&self, job: &JobQuery, options: &Options) -> String {
        let stability = Some(&self.outlook.stability);
        html::report(&run(job), job, &self.candidates(), stability, options)
            .expect("the template is filled")
    }
}

fn run(job: &JobQuery) -> Run {
    Run {
        job: job.profile.title.clone(),
        model: "prior-v1".into(),
        as_of: "2026-09-30".into(),
    }
}

fn backend() -> JobQuery {
    query(&root().join("data/jobs/backend_engineer.md"))
}

/// CVs of these ids and texts.
fn pool(cvs: &[(&str, &str)]) -> Vec<Source> {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("pool.jsonl");
    let rows = cvs
        .iter()
        .map(|(id, text)| serde_json::json!({ "id": id, "text": text }).to_string() + "\n");
    std::fs::write(&path, rows.collect::<String>()).expect("the pool can be written");
    collect(&[path], &PoolOptions::default()).expect("the pool reads")
}

fn select<'a>(within: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).expect("the selector is right");
    within.select(&selector).collect()
}

fn text(element: ElementRef) -> String {
    element.text().collect::<String>().trim().to_owned()
}

/// `66.632` in thousandths.
fn thousandths(written: &str) -> i64 {
    let (whole, part) = written.split_once('.').expect("three decimals");
    assert_eq!(part.len(), 3, "{written}");
    format!("{whole}{part}").parse().expect("a number")
}

#[test]
fn every_sum_shown_is_the_score() {
    for (name, job) in sample_jobs() {
        let ranked = Ranked::new(&job, sample_cvs());
        let page = Html::parse_document(&ranked.report(&job, &Options::default()));
        let items = select(page.root_element(), "#list > li");
        assert_eq!(items.len(), ranked.ranking.scored(), "{name}");
        for (item, known) in items.into_iter().zip(&ranked.ranking.matches) {
            let score = known.score().expect("scored ones come first").0;
            let shown = select(item, "summary data")[0].attr("value").unwrap_or("");
            assert_eq!(thousandths(shown), score, "{name} {}", known.cv_id);
            let parts = select(item, "table.parts tbody td:nth-child(2)");
            let sum: i64 = parts.into_iter().map(|part| thousandths(&text(part))).sum();
            assert_eq!(sum, score, "{name} {}", known.cv_id);
            let total = select(item, "table.parts tfoot td:nth-child(2)")[0];
            assert_eq!(thousandths(&text(total)), score);
            let widths = select(item, ".bar rect").into_iter().map(|part| {
                let width = part.attr("width").unwrap_or("");
                thousandths(width.trim_end_matches('%'))
            });
            assert_eq!(widths.sum::<i64>(), score);
            let shares = select(item, ".shares span").into_iter().map(|share| {
                let words = text(share);
                thousandths(words.rsplit(' ').next().unwrap_or(""))
            });
            assert_eq!(shares.sum::<i64>(), score);
        }
    }
}

#[test]
fn every_link_leads_somewhere_and_no_id_is_given_twice() {
    let job = backend();
    let page = Ranked::new(&job, sample_cvs()).report(&job, &Options::default());
    let page = Html::parse_document(&page);
    let mut ids = std::collections::BTreeSet::new();
    for element in select(page.root_element(), "[id]") {
        let id = element.attr("id").unwrap_or("");
        assert!(ids.insert(id), "{id}");
    }
    let links = select(page.root_element(), "a[href]");
    assert!(links.len() > 500, "{}", links.len());
    for link in links {
        let target = link.attr("href").unwrap_or("").strip_prefix('#');
        assert!(target.is_some_and(|id| ids.contains(id)), "{target:?}");
    }
}

#[test]
fn quotes_are_marked_in_the_text_they_come_from() {
    let job = backend();
    let ranked = Ranked::new(&job, sample_cvs());
    let page = Html::parse_document(&ranked.report(&job, &Options::default()));
    let flat = |text: &str| text.split_whitespace().collect::<String>();
    for item in select(page.root_element(), "#list > li") {
        // The numbers behind a mark are no part of the text.
        let own = |mark: ElementRef| -> String {
            let texts = mark.children().filter_map(|child| child.value().as_text());
            texts.map(|text| flat(text)).collect()
        };
        let marked: String = select(item, "mark").into_iter().map(own).collect();
        for quote in select(item, "table.parts q") {
            let quote = flat(&text(quote));
            assert!(marked.contains(&quote), "{quote} in {marked}");
        }
    }
}

const NURSE: &str = "Anna Nowak\nanna.nowak@example.com | +48 601 000 111\n\nExperience\n\
    Staff nurse, Hospital of Brzegi, 2019-03 - 2022-01\nWorked with Anna's team on the ward with Go and PostgreSQL\n\
    Backend engineer, 2023-01 - 2024-06\nRan Kubernetes; no experience with Kafka\n\
    References\nJan Przykład, ward manager\n";
const HOSTILE: &str = "Eve Example\neve@example.com\n\nExperience\nBackend engineer, 2020 - 2024\n\
    </pre></details><script>alert(1)</script> Go, PostgreSQL & \"Kubernetes\" {{ 7*7 }} {% raw %} <!-- \n\
    <img src=x onerror=alert(2)> Rust with ' and \" javascript:alert(3)\n";

#[test]
fn a_report_as_text() {
    let job = backend();
    let ranked = Ranked::new(
        &job,
        pool(&[
            ("anna_nowak_cv", NURSE),
            ("c-2", HOSTILE),
            ("Jan Kowalski", ""),
        ]),
    );
    let page = ranked.report(&job, &Options::default());
    let (_, body) = page.split_once("<main>").expect("a main part");
    let (body, _) = body.split_once("</main>").expect("a main part");
    insta::assert_snapshot!("report_html", body);
}

#[test]
fn nobody_is_named_unless_it_is_asked_for() {
    let job = backend();
    let ranked = Ranked::new(
        &job,
        pool(&[("anna_nowak_cv", NURSE), ("Jan Kowalski", "")]),
    );
    let blind = ranked.report(&job, &Options::default());
    for who in [
        "Anna",
        "Nowak",
        "601",
        "anna",
        "Jan",
        "Kowalski",
        "Przyk",
        "pool.jsonl",
    ] {
        assert!(!blind.contains(who), "{who}");
    }
    for shown in [">cv 1<", ">cv 2<", "ward with"] {
        assert!(blind.contains(shown), "{shown}");
    }
    let named = ranked.report(
        &job,
        &Options {
            with_contact: true,
            ..Options::default()
        },
    );
    for who in [
        "anna_nowak_cv",
        "Anna Nowak",
        "anna.nowak@example.com",
        "+48 601 000 111",
        "Jan Kowalski",
    ] {
        assert!(named.contains(who), "{who}");
    }
}

#[test]
fn the_sample_names_nobody() {
    let job = backend();
    let ranked = Ranked::new(&job, sample_cvs());
    let page = ranked.report(&job, &Options::default());
    let mut known = 0;
    for facts in ranked.facts.iter().flatten() {
        let contact = facts.contact();
        for written in [&contact.name, &contact.email, &contact.phone] {
            known += usize::from(!written.is_empty());
            assert!(written.is_empty() || !page.contains(written), "{written}");
        }
    }
    assert!(known > 100, "{known}");
}

#[test]
fn hostile_ids_and_texts_stay_text() {
    let job = backend();
    let id = "<script>alert(0)</script>\"' onload=x {{ 7*7 }}";
    for with_contact in [false, true] {
        let ranked = Ranked::new(&job, pool(&[(id, HOSTILE), ("c-2", NURSE)]));
        let options = Options {
            with_contact,
            ..Options::default()
        };
        let written = ranked.report(&job, &options);
        let page = Html::parse_document(&written);
        assert_eq!(select(page.root_element(), "script").len(), 1);
        assert_eq!(select(page.root_element(), "img").len(), 0);
        let handlers = select(page.root_element(), "*")
            .into_iter()
            .flat_map(|element| {
                let attributes = element.value().attrs().map(|(name, _)| name.to_owned());
                attributes.collect::<Vec<_>>()
            });
        assert_eq!(handlers.filter(|name| name.starts_with("on")).count(), 0);
        assert_eq!(select(page.root_element(), "#list > li").len(), 2);
        let pre = text(select(page.root_element(), "pre")[0]);
        assert!(pre.contains("<script>alert(1)</script>"), "{pre}");
        assert!(pre.contains("{{ 7*7 }} {% raw %}"));
    }
}

#[test]
fn ranges_are_shown_where_they_are_known() {
    let job = backend();
    let ranked = Ranked::new(&job, pool(&[("c-1", NURSE), ("c-2", HOSTILE)]));
    let candidates = html::candidates(&ranked.ranking, None, []);
    let plain = html::report(&run(&job), &job, &candidates, None, &Options::default()).unwrap();
    for absent in ["range ", "Range: ", "Would gain most"] {
        assert!(!plain.contains(absent), "{absent}");
    }
    let shown = ranked.report(&job, &Options::default());
    let range = ranked.outlook.range(0).unwrap();
    assert_eq!((range.rank_low, range.rank_high), (1, 1));
    for present in [
        "<small>range 1",
        "<li>Range: ranks in 90 % of ",
        "<p><b>Would gain most</b> ",
    ] {
        assert!(shown.contains(present), "{present}");
    }
}

#[test]
fn without_facts_the_score_is_still_explained() {
    let job = backend();
    let ranked = Ranked::new(&job, pool(&[("c-1", NURSE)]));
    let candidates = html::candidates(&ranked.ranking, None, []);
    let page = html::report(&run(&job), &job, &candidates, None, &Options::default()).unwrap();
    let page = Html::parse_document(&page);
    assert!(!select(page.root_element(), "table.parts q").is_empty());
    for absent in ["pre", ".timeline", "table.parts a"] {
        assert!(select(page.root_element(), absent).is_empty(), "{absent}");
    }
}

#[test]
fn the_best_are_shown_and_the_others_counted() {
    let job = backend();
    let ranked = Ranked::new(&job, sample_cvs());
    let options = Options {
        top: Some(3),
        ..Options::default()
    };
    let page = ranked.report(&job, &options);
    assert!(page.contains("<p>41 more with lower scores are not shown.</p>"));
    let page = Html::parse_document(&page);
    assert_eq!(select(page.root_element(), "#list > li").len(), 3);
    assert_eq!(select(page.root_element(), ".matrix tbody tr").len(), 3);
}

/// The sample CVs again and again, as a large pool would be.
fn crowd<'a>(candidates: &[Candidate<'a>], count: usize) -> Vec<Candidate<'a>> {
    let mut crowd: Vec<Candidate> = candidates.iter().copied().cycle().take(count).collect();
    crowd.sort_by_key(|candidate| std::cmp::Reverse(candidate.known.score()));
    crowd
}

#[test]
fn two_hundred_cvs_stay_below_two_megabytes() {
    for (name, job) in sample_jobs() {
        let ranked = Ranked::new(&job, sample_cvs());
        let crowd = crowd(&ranked.candidates(), 200);
        let stability = Some(&ranked.outlook.stability);
        let page = html::report(&run(&job), &job, &crowd, stability, &Options::default()).unwrap();
        eprintln!("{name}: {} bytes for 200 CVs", page.len());
        assert!(page.len() < 2_000_000, "{name}: {}", page.len());
    }
}

#[test]
fn a_thousand_cvs_are_written_in_a_second() {
    let job = backend();
    let ranked = Ranked::new(&job, sample_cvs());
    let crowd = crowd(&ranked.candidates(), 1000);
    let stability = Some(&ranked.outlook.stability);
    let took = (0..3).map(|_| {
        let start = spent();
        let page = html::report(&run(&job), &job, &crowd, stability, &Options::default()).unwrap();
        assert!(page.len() > 1_000_000);
        spent() - start
    });
    // The quickest of three: other work on the machine is not what is measured.
    let took = took.min().unwrap_or_default();
    eprintln!("report on 1,000 CVs: {took:?}");
    assert!(took < Duration::from_secs(1), "{took:?}");
}
