//! The ranking as a table for the terminal.

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

use super::outlook::{basis_text, cut_text, unread_lines};
use super::{Outlook, Run, csv::status_word};
use crate::explain::Explanation;
use crate::features::Feature;
use crate::rank::{Match, Ranking};
use crate::stability::RankRange;

/// The ranking as people read it, `width` columns wide.
pub fn ranking_table(
    run: &Run,
    ranking: &Ranking,
    outlook: &Outlook,
    top: Option<usize>,
    width: u16,
) -> String {
    let mut shown = format!(
        "{}\n{} of {} CVs scored · model {} · as of {}\n\n",
        run.job,
        ranking.scored(),
        ranking.matches.len(),
        run.model,
        run.as_of
    );
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width)
        .set_header([
            "#",
            "range",
            "cv",
            "score",
            "must",
            "nice",
            "years",
            "strongest evidence",
            "missing / watch",
        ]);
    for (index, known) in ranking.numbered_top(top) {
        if let Some(explained) = &known.explanation {
            table.add_row(row(known, explained, outlook.range(index)));
        }
    }
    for column in [0, 3, 6] {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    if ranking.scored() > 0 {
        shown.push_str(&table.to_string());
        shown.push('\n');
    }
    let hidden = top.map_or(0, |top| ranking.scored().saturating_sub(top));
    if hidden > 0 {
        shown.push_str(&format!(
            "{hidden} more with lower scores are not shown (--top)\n"
        ));
    }
    if ranking.scored() > 1 {
        shown.push_str(&format!("{}\n", basis_text(&outlook.stability)));
    }
    if let Some(cut) = cut_text(&outlook.stability) {
        shown.push_str(&format!("{cut}\n"));
    }
    for line in unread_lines(&outlook.stability, ranking) {
        shown.push_str(&format!("! {line}\n"));
    }
    for known in ranking.matches.iter().filter(|known| known.rank.is_none()) {
        shown.push_str(&format!(
            "! {} was not scored ({}): {}\n",
            known.cv_id,
            status_word(known.status),
            known.reason
        ));
    }
    shown.push_str("\nA person decides. Scores are a reading order, not a decision.\n");
    shown
}

fn row(known: &Match, explained: &Explanation, range: Option<&RankRange>) -> [String; 9] {
    let mut watch = explained.missing.clone();
    watch.extend(known.flags().iter().map(|flag| format!("! {flag}")));
    [
        known.rank.map(|rank| rank.to_string()).unwrap_or_default(),
        range
            .map(|range| format!("{}-{} {}", range.rank_low, range.rank_high, range.tie_group))
            .unwrap_or_default(),
        known.cv_id.clone(),
        // One decimal is what a reader compares; the whole score stands in CSV and JSON.
        format!("{:.1}", explained.score().as_f64()),
        format!("{}/{}", explained.must.met, explained.must.total),
        format!("{}/{}", explained.nice.met, explained.nice.total),
        format!("{:.1}", f64::from(explained.relevant_months) / 12.0),
        top_evidence(explained, 3),
        if watch.is_empty() {
            "-".to_owned()
        } else {
            watch.join("; ")
        },
    ]
}

/// The strongest requirements that are met, in words.
pub fn top_evidence(explained: &Explanation, most: usize) -> String {
    let mut notes: Vec<&str> = Vec::new();
    for reason in explained.strongest() {
        let is_requirement = matches!(
            reason.contribution.feature,
            Feature::MustCoverage | Feature::NiceCoverage
        );
        if is_requirement
            && !reason.contribution.note.is_empty()
            && !notes.contains(&reason.contribution.note.as_str())
        {
            notes.push(&reason.contribution.note);
        }
    }
    notes.truncate(most);
    notes.join("; ")
}
