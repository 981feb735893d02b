//! Lines of one block without columns: their order, and margins beside them.

use super::{characters::is_bullet, columns::LABEL, segments::Segment};

/// Lines of a block without columns.
pub(super) fn order_block(mut segments: Vec<Segment>) -> Vec<Vec<Segment>> {
    segments.sort_by_key(|segment| segment.sequence);
    let mut rows: Vec<Vec<Segment>> = Vec::new();
    let (up, back) = climbs(&segments);
    if back > segments.len() / 30 || up > 2.max(segments.len() / 12) {
        segments.sort_by(|one, two| {
            two.baseline
                .total_cmp(&one.baseline)
                .then(one.left.total_cmp(&two.left))
        });
    }
    for segment in segments {
        match rows.last_mut() {
            Some(row) if row.last().is_some_and(|last| fits(last, row, &segment)) => {
                row.push(segment);
            }
            _ => rows.push(vec![segment]),
        }
    }
    attach_dates(&mut rows);
    lift_margins(&mut rows);
    for row in &mut rows {
        row.sort_by(|one, two| one.left.total_cmp(&two.left));
    }
    rows
}

/// How often the order of the file goes up, and how often to a place above what
/// it has shown there already (not to the top of another column).
fn climbs(segments: &[Segment]) -> (usize, usize) {
    let (mut up, mut back) = (0, 0);
    for (place, pair) in segments.windows(2).enumerate() {
        let [before, segment] = pair else { continue };
        let height = segment.baseline - 0.6 * segment.size.max(before.size);
        if before.baseline >= height {
            continue;
        }
        up += 1;
        let is_back = segments[..=place]
            .iter()
            .any(|earlier| earlier.baseline < height && overlap(earlier, segment));
        back += usize::from(is_back);
    }
    (up, back)
}

fn fits(last: &Segment, row: &[Segment], segment: &Segment) -> bool {
    last.same_line(segment) && row.iter().all(|other| !overlap(other, segment))
}

fn overlap(one: &Segment, two: &Segment) -> bool {
    let shared = one.right.min(two.right) - one.left.max(two.left);
    shared > 0.5 * one.size.min(two.size)
}

/// Moves dates in the margin beside list items to lines of their own before the
/// list, next to the entry that they belong to.
fn lift_margins(rows: &mut Vec<Vec<Segment>>) {
    let mut index = 0;
    while index < rows.len() {
        let first = match rows[index].as_slice() {
            [item, margin] if is_item(item) && margin.is_date_like() => {
                Some((item.left, margin.right))
            }
            _ => None,
        };
        let Some((indent, edge)) = first else {
            index += 1;
            continue;
        };
        let mut lifted = Vec::new();
        let mut at = index;
        while let Some([entry, margin]) = rows.get(at).map(Vec::as_slice) {
            let of_list = is_item(entry) || entry.left > indent + 0.3 * entry.size;
            let of_margin = (margin.right - edge).abs() < 3.0
                && margin.left > entry.right
                && margin.text.chars().count() <= LABEL;
            if !of_list || !of_margin {
                break;
            }
            lifted.extend(rows[at].pop().map(|segment| vec![segment]));
            at += 1;
        }
        let next = at + lifted.len();
        rows.splice(index..index, lifted);
        index = next.max(index + 1);
    }
}

fn is_item(segment: &Segment) -> bool {
    segment.text.chars().next().is_some_and(is_bullet)
}

/// Moves dates that stand alone to the line on whose height they are.
fn attach_dates(rows: &mut Vec<Vec<Segment>>) {
    let mut index = 0;
    while index < rows.len() {
        let row = &rows[index];
        let alone = row.len() == 1 && row[0].is_date_like();
        let partner = if alone {
            let date = &row[0];
            (0..rows.len()).find(|&other| {
                other != index
                    && rows[other].iter().any(|segment| {
                        (segment.baseline - date.baseline).abs() < 0.5 * segment.size
                    })
                    && rows[other].iter().all(|segment| !overlap(segment, date))
            })
        } else {
            None
        };
        match partner {
            Some(partner) => {
                let mut date = rows.remove(index);
                let partner = if partner > index {
                    partner - 1
                } else {
                    partner
                };
                rows[partner].append(&mut date);
            }
            None => index += 1,
        }
    }
}
