//! Layouts that nobody wrote down: order, lines and signs by chance.

use super::Random;

const SIGNS: &[&str] = &[
    ", ", ", ", " - ", " – ", " | ", "\t", "\t", " — ", ": ", " / ", "    ", " · ", ". ", "; ",
    " ", " • ",
];

/// Pieces laid out in lines by chance.
fn lines(pieces: &[&str], labels: &[&str], random: &mut Random) -> Vec<String> {
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    random.shuffle(&mut order);
    let breaks = [25, 50, 50, 75, 100][random.below(5)];
    let sign = SIGNS[random.below(SIGNS.len())];
    let is_form = random.percent(18);
    let colon = [": ", "\t", " : ", "\t: ", " - ", ":\t", ":", "       :  "][random.below(8)];
    let indent = if random.percent(12) { "\t" } else { "" };
    let mut lines: Vec<String> = Vec::new();
    for &at in &order {
        let mut piece = pieces[at].to_owned();
        if is_form && !labels[at].is_empty() {
            piece = format!("{}{colon}{piece}", labels[at]);
        } else if at > 0 && random.percent(10) {
            piece = format!("({piece})");
        }
        let optional = !piece.contains('[')
            && (piece.contains("{place}")
                || piece.contains("{department}")
                || piece.contains("{grade}")
                || piece.contains("{field}")
                || piece.contains("{status}"));
        match lines.last_mut() {
            Some(line) if !random.percent(breaks) => {
                let sign = if random.percent(70) {
                    sign
                } else {
                    SIGNS[random.below(SIGNS.len())]
                };
                if optional {
                    line.push_str(&format!("[{sign}{piece}]"));
                } else {
                    line.push_str(sign);
                    line.push_str(&piece);
                }
            }
            None if optional => lines.push(format!("[{piece}]")),
            Some(_) if optional => lines.push(format!("{indent}[{piece}]")),
            None => lines.push(piece),
            Some(_) => lines.push(format!("{indent}{piece}")),
        }
    }
    let marks = [
        "",
        "",
        "",
        "",
        "",
        "• ",
        "- ",
        "* ",
        "> ",
        "{number}. ",
        "{number}) ",
        "**",
    ];
    let mark = marks[random.below(marks.len())];
    if let Some(first) = lines.first_mut() {
        *first = if mark == "**" {
            format!("**{first}**")
        } else {
            format!("{mark}{first}")
        };
    }
    if random.percent(8) {
        lines = lines
            .into_iter()
            .flat_map(|line| [line, "-".to_owned()])
            .collect();
    }
    lines
}

pub(crate) fn positions(random: &mut Random) -> Vec<String> {
    let with_place = [
        "{employer}[, {place}]",
        "{employer}[ - {place}]",
        "{employer}[ ({place})]",
        "{employer}",
        "{employer}[ {place}]",
    ];
    let mut pieces = vec!["{title}", with_place[random.below(5)], "{dates}"];
    let mut labels = vec!["{@title}", "{@employer}", "{@date}"];
    if random.percent(15) {
        pieces[2] = "{from}";
        labels[2] = "{@from}";
        pieces.push("{to}");
        labels.push("{@to}");
    }
    for (piece, label, share) in [
        ("{place}", "{@place}", 20),
        ("{department}", "{@department}", 15),
        ("{duration}", "", 8),
        ("{kind}", "", 6),
        ("{client}", "{@client}", 6),
    ] {
        if random.percent(share) {
            pieces.push(piece);
            labels.push(label);
        }
    }
    if random.percent(6) {
        // Somebody who names no employer, or no date.
        let gone = 1 + random.below(2);
        pieces.remove(gone);
        labels.remove(gone);
    }
    let mut made = lines(&pieces, &labels, random);
    if random.percent(12) {
        made.push("~{@duties}:".to_owned());
    }
    if random.percent(8) {
        made.insert(1, "~{note}".to_owned());
    }
    if random.percent(80) {
        made.push("D".to_owned());
    }
    made
}

/// An employer over several titles: what stands once, and what stands with each title.
pub(crate) fn shared(random: &mut Random) -> (Vec<String>, Vec<String>) {
    let heads = [
        "{employer}[, {place}]",
        "{employer}",
        "{employer}[ - {place}]",
        "{employer}\t{dates}",
        "{employer}[ | {place}]",
        "{employer} ({duration})",
        "{employer}, {duration}",
        "{employer}      {dates}",
        "{employer} - {note}\t{dates}",
        "{employer} ({dates})",
    ];
    let mut head = vec![heads[random.below(heads.len())].to_owned()];
    if random.percent(30) {
        head.push("{duration}".to_owned());
    }
    if random.percent(10) {
        head.push("~{note}".to_owned());
    }
    let mut pieces = vec!["{title}", "{dates}"];
    let mut labels = vec!["{@title}", "{@date}"];
    for (piece, label, share) in [
        ("{place}", "{@place}", 45),
        ("{department}", "{@department}", 15),
    ] {
        if random.percent(share) {
            pieces.push(piece);
            labels.push(label);
        }
    }
    let mut each = lines(&pieces, &labels, random);
    if random.percent(75) {
        each.push("D".to_owned());
    }
    (head, each)
}

pub(crate) fn schooling(random: &mut Random) -> Vec<String> {
    let date = if random.percent(50) {
        "{dates}"
    } else {
        "{year}"
    };
    let with_place = [
        "{school}[, {place}]",
        "{school}",
        "{school}[ - {place}]",
        "{school}[ ({place})]",
    ];
    let mut pieces = vec!["{degree}", with_place[random.below(4)], date];
    let mut labels = vec!["{@degree}", "{@school}", "{@date}"];
    if random.percent(30) {
        pieces[0] = "{level}";
        pieces.push("{field}");
        labels.push("{@field}");
    }
    if random.percent(50) {
        pieces.push("{grade}");
        labels.push("{@grade}");
    }
    if random.percent(40) {
        pieces.push("{status}");
        labels.push("");
    }
    lines(&pieces, &labels, random)
}
