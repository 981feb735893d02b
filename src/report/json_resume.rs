//! A CV's profile as JSON Resume, without anything that says who the person is.

use serde_json::{Value, json};

use super::json_text;
use crate::document::{Document, Span};
use crate::judge::field_of_study;
use crate::lexicon::Lexicon;
use crate::profile::cv::{CvProfile, SectionKind, Stance};
use crate::profile::dates::Month;
use crate::profile::kind;

/// The profile in the fields of JSON Resume; what JSON Resume has no field for stands under `meta`.
pub fn json_resume(document: &Document, profile: &CvProfile, lexicon: &Lexicon) -> String {
    let text = &document.text;
    let blind = |span: Span| profile.blind(text, span);
    let date = |month: Month| format!("{:04}-{:02}", month.year(), month.month());
    let work: Vec<Value> = profile
        .positions
        .iter()
        .map(|position| {
            let open = position.months.is_some_and(|(_, end)| end == profile.as_of);
            json!({
                "position": position.title.map(blind),
                "name": position.employer.map(blind),
                "startDate": position.months.map(|(start, _)| date(start)),
                "endDate": position.months.filter(|_| !open).map(|(_, end)| date(end)),
                "summary": blind(position.span),
                "kind": position.kind,
                "statedMonths": position.stated_months,
                "certainty": position.certainty,
            })
        })
        .collect();
    let mut skills: Vec<Value> = profile
        .skills
        .iter()
        .filter(|claim| claim.stance() >= Stance::Basic)
        .map(|claim| {
            json!({
                "name": lexicon.label(claim.concept),
                "level": if claim.stance() == Stance::Basic { Some("basic") } else { None },
                "months": claim.months,
                "lastUsed": claim.last_used.map(date),
                "places": claim.mentions.len(),
            })
        })
        .collect();
    // What no lexicon holds, in the CV's own words.
    skills.extend(profile.written_skills.iter().map(|span| {
        json!({
            "name": blind(*span),
            "asWritten": true,
        })
    }));
    let education: Vec<Value> = profile
        .education_entries
        .iter()
        .map(|entry| {
            let single = entry.months.is_some_and(|(start, end)| start == end);
            json!({
                "institution": entry.institution.map(blind),
                "studyType": entry.degree.map(blind),
                "area": entry.area.map(blind).or_else(|| {
                    Some(field_of_study::of_degree(entry.degree?.of(text))?.to_owned())
                }),
                "level": entry.level,
                "held": entry.held,
                "startDate": entry.months.filter(|_| !single).map(|(start, _)| date(start)),
                "endDate": entry.months.map(|(_, end)| date(end)),
            })
        })
        .collect();
    let is_held = |span: Span| {
        let mut entries = profile.education_entries.iter();
        !entries.any(|entry| !entry.held && entry.span.overlaps(span))
    };
    let degrees: Vec<Value> = profile
        .education
        .iter()
        .map(|mention| {
            json!({
                "studyType": blind(mention.span),
                "area": mention.field.map(blind),
                "level": mention.level,
                "held": is_held(mention.span),
            })
        })
        .collect();
    let languages: Vec<Value> = profile
        .spoken
        .iter()
        .filter(|mention| profile.spoken_stance(text, mention.span) >= Stance::Basic)
        .map(|mention| json!({ "language": mention.code, "fluency": mention.level }))
        .collect();
    let summary: Vec<String> = profile
        .passages
        .iter()
        .filter(|passage| passage.section == SectionKind::Summary && passage.position.is_none())
        .map(|passage| blind(passage.span))
        .collect();
    let value = json!({
        "basics": { "summary": summary.join("\n") },
        "work": work,
        "education": education,
        "skills": skills,
        "languages": languages,
        "meta": {
            // What the text is, whatever it was read as.
            "documentKind": kind::judge(document, profile).plainly_no_cv().unwrap_or(kind::Kind::Cv),
            "language": profile.language,
            "asOf": date(profile.as_of),
            "seniority": profile.seniority,
            "totalMonths": profile.total_months,
            "gaps": profile.gaps.iter().map(|(start, end)| [date(*start), date(*end)]).collect::<Vec<_>>(),
            "overlaps": profile.overlaps.iter().map(|(start, end)| [date(*start), date(*end)]).collect::<Vec<_>>(),
            "degrees": degrees,
            "warnings": document.warnings,
        },
    });
    json_text::text(&value)
}
