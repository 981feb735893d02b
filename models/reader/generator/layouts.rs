//! How positions and schooling are laid out. One string is a line, `+` before it a line that opens
//! a further position under the same employer, `D` what was done, `-` an empty line.

/// A table: its head row, then the row of each entry.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Layout {
    /// Once before all entries.
    pub(crate) head: Option<&'static str>,
    pub(crate) lines: &'static [&'static str],
    /// What follows where two entries are of one employer.
    pub(crate) further: Option<&'static [&'static str]>,
}

/// Number of a layout that is made up anew for each document.
pub(crate) const MADE_UP: usize = usize::MAX;

const fn plain(lines: &'static [&'static str]) -> Layout {
    Layout {
        head: None,
        lines,
        further: None,
    }
}

const fn table(head: &'static str, lines: &'static [&'static str]) -> Layout {
    Layout {
        head: Some(head),
        lines,
        further: None,
    }
}

const fn shared(lines: &'static [&'static str], further: &'static [&'static str]) -> Layout {
    Layout {
        head: None,
        lines,
        further: Some(further),
    }
}

pub(crate) const POSITIONS: &[Layout] = &[
    plain(&["{title}", "{employer}[ - {place}]", "{dates}", "D"]),
    plain(&[
        "{title}",
        "-",
        "{employer} -  [{place} -]",
        "-",
        "{dates}",
        "-",
        "D",
    ]),
    plain(&["{employer}[, {place}]\t{dates}", "{title}", "D"]),
    plain(&["{title}\t{dates}", "{employer}[, {place}]", "D"]),
    plain(&["{dates}\t{title}", "\t{employer}[, {place}]", "\tD"]),
    plain(&["{dates}\t{employer}[, {place}]", "\t{title}", "\tD"]),
    plain(&["{dates}  {title}, {employer}[, {place}]", "D"]),
    plain(&["{title}, {employer}[, {place}] ({dates})", "D"]),
    plain(&["{title} | {employer}[ | {place}] | {dates}", "D"]),
    plain(&["{employer}[ | {place}]", "{title} | {dates}", "D"]),
    plain(&["{dates}", "{title}", "{employer}[, {place}]", "D"]),
    plain(&["{dates}: {title}, {employer}[, {place}]", "D"]),
    plain(&[
        "{@employer}: {employer}[, {place}]",
        "{@title}: {title}",
        "{@date}: {dates}",
        "~{@duties}:",
        "D",
    ]),
    plain(&[
        "{@employer}\t: {employer}",
        "{@title}\t: {title}",
        "[{@place}\t: {place}]",
        "{@date}\t: {dates}",
        "~{@duties}\t:",
        "D",
    ]),
    plain(&[
        "{@title}: {title}",
        "{@employer}: {employer}",
        "[{@department}: {department}]",
        "{@from}: {from} {@to}: {to}",
        "D",
    ]),
    plain(&[
        "{@client}: {employer}[, {place}]",
        "{@title}: {title}",
        "{@date}: {dates}",
        "~{@tools}: {skills}",
        "~{@duties}:",
        "D",
    ]),
    plain(&["{title} {at} {employer}", "{dates}[ | {place}]", "D"]),
    plain(&[
        "{employer}",
        "{title}",
        "{dates} ({duration})",
        "[{place}]",
        "D",
    ]),
    shared(
        &[
            "{employer}",
            "{duration}",
            "{title}",
            "{dates}",
            "[{place}]",
            "D",
        ],
        &["{title}", "{dates}", "[{place}]", "D"],
    ),
    shared(
        &["{employer}[, {place}]", "{title}, {dates}", "D"],
        &["{title}, {dates}", "D"],
    ),
    table(
        "{@number}\t{@employer}\t{@title}\t{@from}\t{@to}",
        &["{number}\t{employer}\t{title}\t{from}\t{to}"],
    ),
    table(
        "{@employer}\t{@title}\t{@date}",
        &["{employer}\t{title}\t{dates}[\t{place}]"],
    ),
    table(
        "{@date}\t{@title}\t{@employer}",
        &["{dates}\t{title}\t{employer}[, {place}]"],
    ),
    plain(&["P"]),
    plain(&[
        "{@date}\t{dates}",
        "{@title}\t{title}",
        "~{@duties}\t{duty}",
        "{@employer}\t{employer}[, {place}]",
    ]),
    plain(&["{dates}[ – {place}]", "{title} – {employer}", "D"]),
    plain(&[
        "{dates}",
        "{duration}",
        "{employer}",
        "[{place}]",
        "{title}",
        "D",
    ]),
    plain(&[
        "{from} —\t{employer}",
        "{to}\t[{place}]",
        "\t{title}",
        "\tD",
    ]),
    plain(&["{employer} ({dates})", "{title}", "D"]),
    plain(&["{employer}: {title} ({dates})", "D"]),
    plain(&["{title} – {employer}[ – {place}] – {dates}", "D"]),
    plain(&["{employer}[\t{place}]", "{title}\t{dates}", "D"]),
    plain(&["**{title}**, *{employer}* — {dates}", "D"]),
    plain(&[
        "### {title}",
        "**{employer}** | {dates}[ | {place}]",
        "-",
        "D",
    ]),
    plain(&[
        "{number}) {@employer} : {employer}[, {place}]",
        "   {@title} : {title}",
        "   {@date} : {dates}",
        "   ~{@duties} :",
        "D",
    ]),
    plain(&["• {title}, {employer}, {dates}"]),
    plain(&["{dates}: {employer}[, {place}] {as} {title}", "D"]),
    plain(&["{from} -", "{to}", "{title}", "{employer}", "D"]),
    plain(&["{title}\t{employer}\t{from}\t{to}"]),
    plain(&["{title}[, {department}], {employer}[, {place}], {dates}"]),
    plain(&["{employer}", "~{note}", "{title} ({dates})", "D"]),
    plain(&[
        "{title}",
        "{employer}[, {department}]",
        "[{place}]",
        "{dates}",
        "{@hours}: 40",
        "~{@duties}:",
        "D",
    ]),
    plain(&[
        "{@title}: {title}",
        "{@employer}: {employer}",
        "{@from}: {from}",
        "{@to}: {to}",
        "D",
    ]),
    plain(&["{title}     {employer}     {dates}", "D"]),
    plain(&["{employer} {dates}", "{title}", "D"]),
    plain(&["{title} {dates}", "{employer}[ {place}]", "D"]),
    plain(&["[{department}, ]{employer}", "{title}", "{dates}", "D"]),
    plain(&["({dates}) {title}, {employer}", "D"]),
    plain(&[
        "{title} ({kind})",
        "{employer} · {kind}",
        "{dates} · {duration}",
        "[{place}]",
        "D",
    ]),
    plain(&["{employer}[, {place}] — {title}", "{dates}", "D"]),
    plain(&["{title}", "{employer}[, {place}] / {dates}", "D"]),
    plain(&["{dates} | {employer} | {title}", "D"]),
    plain(&["- {dates}: {title} ({employer})"]),
    plain(&["{employer}[, {place}], {title}, {dates}"]),
    plain(&[
        "{@title}",
        "{title}",
        "{@employer}",
        "{employer}",
        "{@date}",
        "{dates}",
        "~{@duties}",
        "D",
    ]),
    plain(&[
        "{dates}   {employer}[, {place}]",
        "            {title}",
        "            D",
    ]),
    shared(
        &["{employer}[, {place}]\t{dates}", "{title}\t{dates}", "D"],
        &["{title}\t{dates}", "D"],
    ),
    plain(&["{title} @ {employer} ({dates})", "D"]),
    plain(&["{employer}[ ({place})] - {title}", "{dates}", "D"]),
    plain(&["{dates}", "{employer}[, {place}]", "{title}", "D"]),
    plain(&["{place}, {dates}", "{title}, {employer}", "D"]),
    plain(&[
        "{@date}: {dates}",
        "{@employer}: {employer}",
        "{@title}: {title}",
        "~{@duties}: {duty}",
    ]),
    plain(&[
        "{number}. {employer}[, {place}]",
        "{@title} - {title}",
        "{@date} - {dates}",
        "D",
    ]),
    plain(&["{dates} {title}", "{employer}[, {place}]", "D"]),
    plain(&["{title}/{employer}/{dates}", "D"]),
    plain(&[
        "{title}, {employer}",
        "{from} - {to}[, {place}]",
        "[~{@client}: {client}]",
        "D",
    ]),
    plain(&["{from}\t{employer}[\t{place}]", "{to}\t{title}", "D"]),
    plain(&["> {title}", "{dates} {employer}[, {place}]", "D"]),
    // An employer over several titles, with a time of its own.
    shared(
        &[
            "{employer} - {note}\t{dates}",
            "-",
            "{title}[, {place}]\t{dates}",
            "D",
        ],
        &["-", "{title}[, {place}]\t{dates}", "D"],
    ),
    shared(
        &[
            "{employer}[, {place}]      {dates}",
            "-",
            "   {title}[, {place}]      {dates}",
            "   D",
        ],
        &["-", "   {title}[, {place}]      {dates}", "   D"],
    ),
    shared(
        &["{employer}, {dates}", "{title}[, {place}], {dates}", "D"],
        &["{title}[, {place}], {dates}", "D"],
    ),
    shared(
        &[
            "{employer}",
            "{duration}",
            "{title}",
            "{dates} ({duration})",
            "[{place}]",
            "D",
        ],
        &["{title}", "{dates} ({duration})", "[{place}]", "D"],
    ),
    shared(
        &["{employer} ({dates})", "{title}[ - {place}] ({dates})", "D"],
        &["{title}[ - {place}] ({dates})", "D"],
    ),
    shared(
        &["{employer}", "{dates}: {title}[, {place}]", "D"],
        &["{dates}: {title}[, {place}]", "D"],
    ),
    // The time over the place, the title before its employer with nothing between.
    plain(&["{dates}[ {place}]", "{title} {employer}", "D"]),
    plain(&["{dates} [{place}]", "{title}", "{employer}", "D"]),
    // Columns: the time over three lines beside the employer, the place and the title.
    plain(&[
        "{from} —     {employer}",
        "{to}     [{place}]",
        "{duration}     {title}",
        "     D",
    ]),
    plain(&[
        "{number})  {@employer}        :  {employer}[, {place}]",
        "    {@title}       :  {title}",
        "    {@date}       :  {dates}",
        "    ~{@duties}         :",
        "D",
    ]),
    plain(&["{employer}", "{title}", "{dates}", "[{place}]", "D"]),
    plain(&["{title}", "{employer}", "D", "{dates}"]),
    // Two lines, each with something at the right edge.
    plain(&["{title}[\t{place}]", "{employer}\t{dates}", "D"]),
    plain(&["{title}\t{place}", "{employer}\t{dates}", "D"]),
    plain(&["{employer}\t{dates}", "{title}[\t{place}]", "D"]),
    plain(&["{title}", "{employer}\t{dates}", "[{place}]", "D"]),
    // Title and employer beside the time, in one line or parted by what the employer is called.
    plain(&["{dates}\t{title} – {employer}[, {place}]", "D"]),
    plain(&["{dates}\t{title}, {employer}[, {place}]", "D"]),
    plain(&["{dates}      {title}, {employer}[ {place}]", "      D"]),
    plain(&["{title}, {employer}[, {place}]\t{dates}", "D"]),
    plain(&["{title}, {employer}[, {place}]          {dates}", "D"]),
    plain(&["{dates}: {employer}[, {place}]", "{title}", "D"]),
    plain(&["{dates}\t{title}", "{employer}[, {place}]", "D"]),
    plain(&[
        "{dates}      {employer}[, {place}]",
        "            {@title}: {title}",
        "            ~{@duties}: {duty}",
    ]),
    plain(&[
        "{dates}\t{employer}",
        "\t{@title}: {title}",
        "~\t{@duties}: {duty}",
    ]),
    plain(&[
        "{dates}",
        "{employer}[, {place}]",
        "{@title}: {title}",
        "~{@duties}: {duty}",
    ]),
    plain(&[
        "{@from}: {from} {@to}: {to}",
        "{employer}[, {place}]",
        "{@title}: {title}",
        "~{@duties}: {duty}",
    ]),
    plain(&[
        "{employer}[, {place}]",
        "\t{@title}\t: {title}",
        "\t{@date}\t: {dates}",
        "D",
    ]),
    table(
        "{@date}\t{@employer}\t{@title}",
        &["{dates}\t{employer}[, {place}]\t{title}: {skills}"],
    ),
    table(
        "{@date}\t{@employer}\t{@title}",
        &["{dates}\t{employer}[, {place}]\t{title}"],
    ),
    // A form whose labels go on in the next line.
    plain(&[
        "• {@date}      {dates}",
        "• {@employer<}      {employer}",
        "  {@employer>}      [{place}]",
        "~• {@tools}      {note}",
        "• {@title<}      {title}",
        "~• {@duties<}      {duty}",
        "~  {@duties>}",
    ]),
    plain(&[
        "{@date}\t{dates}",
        "{@employer<}\t{employer}",
        "{@employer>}\t[{place}]",
        "{@title}\t{title}",
        "~{@duties<}\t{duty}",
    ]),
    // Ranks and assignments under one employer with a time of its own.
    shared(
        &[
            "{employer}[, {place}]          {dates}",
            "{title}[, {place}]          {dates}",
            "D",
        ],
        &["{title}[, {place}]          {dates}", "D"],
    ),
    shared(
        &[
            "{employer} - {note}          {dates}",
            "-",
            "   {title}[, {place}]          {dates}",
            "   D",
        ],
        &["-", "   {title}[, {place}]          {dates}", "   D"],
    ),
    shared(
        &["{employer}[, {place}]", "\t{title}\t{dates}", "D"],
        &["\t{title}\t{dates}", "D"],
    ),
    plain(&["{title}", "{employer}[, {place}]", "~{note}", "{dates}"]),
    plain(&["{title}[ {place}]", "{employer}", "D", "{dates}"]),
    plain(&["\t{employer}[, {place}]\t{dates}", "{title}", "D"]),
    plain(&["\t{title}, {employer}\t{dates}", "D"]),
    plain(&["{title} {at} {employer}[, {place}] ({dates}): {duty}"]),
];

pub(crate) const SCHOOLING: &[Layout] = &[
    plain(&["{degree}", "{school}[ - {place}]", "{dates}"]),
    plain(&["{degree}", "-", "{school}[ -  {place}]", "-", "{dates}"]),
    plain(&["{school}[, {place}]\t{dates}", "{degree}[, {grade}]"]),
    plain(&["{dates}\t{degree}, {school}[ ({status})]"]),
    plain(&["{degree}, {school}[, {place}], {year}[ ({status})]"]),
    plain(&["P"]),
    plain(&[
        "{school}[, {place}]",
        "{degree}[, {grade}]",
        "{dates}[ ({status})]",
    ]),
    table(
        "{@degree}\t{@school}\t{@date}\t{@grade}",
        &["{degree}\t{school}\t{year}[\t{grade}]"],
    ),
    table(
        "{@date}\t{@degree}\t{@school}",
        &["{year}\t{degree}\t{school}[, {place}]"],
    ),
    plain(&[
        "{@degree}: {degree}",
        "{@school}: {school}",
        "{@date}: {dates}",
        "[{@grade}: {grade}]",
    ]),
    plain(&["{dates}: {school}, {degree}[ – {status}]"]),
    plain(&["{degree} | {school}[ | {place}] | {year}"]),
    plain(&["{school}", "{degree}", "{dates}[ | {grade}]"]),
    plain(&["{year} - {degree} ({school})"]),
    plain(&["{degree}\t{year}", "{school}[, {place}]", "[{grade}]"]),
    plain(&["{degree} – {school}[ – {grade}]"]),
    plain(&["{dates}\t{school}[, {place}]", "\t{degree}[, {grade}]"]),
    plain(&["• {degree} - {school}[, {place}] ({year})[, {grade}]"]),
    plain(&["{degree}[ ({status})]", "{school}", "{dates}"]),
    plain(&["{dates}", "{degree}", "{school}[, {place}]"]),
    plain(&[
        "{@date}\t{dates}",
        "{@degree}\t{degree}",
        "{@school}\t{school}[, {place}]",
    ]),
    plain(&["**{degree}**, {school}, {year}"]),
    plain(&["{school} ({dates})", "{degree}[ | {grade}]"]),
    plain(&["{year}", "{school}[, {place}]", "{degree}"]),
    plain(&["{degree}, {year}", "{school}[, {grade}]"]),
    plain(&["{degree}     {school}     {year}[     {grade}]"]),
    plain(&["{school}[, {place}] — {degree}", "{dates}"]),
    plain(&["{dates} {degree}[, {grade}]", "{school}[, {place}]"]),
    plain(&["{from}\t{school}", "{to}\t{degree}"]),
    plain(&["{school}, {degree}[, {status}]"]),
    plain(&["- {school} {dates}, {degree}"]),
    plain(&["{degree} {from_school} {school} ({year})[. {grade}]"]),
    plain(&["{school}[\t{place}]", "{degree}\t{dates}", "[{grade}]"]),
    plain(&["{degree}\t{place}", "{school}\t{dates}"]),
    plain(&["{school}", "{degree}", "[{place}]", "{dates}"]),
    // Degree and field apart.
    plain(&["{level}", "{year}\t{school}", "[\t{field}]"]),
    plain(&[
        "{level}",
        "{year}      {school}",
        "[                {field}]",
    ]),
    plain(&[
        "{school}",
        "[{field}][, {place}]",
        "{level}[, {status}], {dates}",
    ]),
    plain(&["{dates}\t[{field}, ]{level}, {school}"]),
    plain(&["{dates}   {school}, {level}[, {@field}: {field}]"]),
    plain(&[
        "{dates}\t{level}",
        "[\t{@field}: {field}]",
        "\t{school}[, {place}]",
    ]),
    plain(&["{school}[, {place}]\t{dates}", "{level}[ · {field}]"]),
    plain(&["{school} – {level}[, {field}]\t{dates}[ ({status})]"]),
    table(
        "{@degree}\t{@field}\t{@school}\t{@date}",
        &["{level}\t{field}\t{school}\t{year}"],
    ),
    table(
        "{@degree}\t{@school}\t{@school}\t{@date}\t{@grade}",
        &["{degree}\t{school}\t{board}\t{year}[\t{grade}]"],
    ),
    table(
        "{@date}\t{@school}\t{@degree}",
        &["{dates}\t{school}\t{degree}"],
    ),
    plain(&[
        "• {@date}      {dates}",
        "• {@school<}      {school}",
        "  {@school>}",
        "• {@degree<}      {degree}",
    ]),
    plain(&["{degree}\t{dates}", "{school}"]),
    plain(&["{dates} {degree}, {school}[ ({grade})]"]),
    plain(&["{dates}\t{degree}, {school}[ ({grade})]"]),
    plain(&["{degree} {school}", "[{grade}]"]),
    plain(&["{dates}[ {place}]", "{degree} {school}", "[{grade}]"]),
    plain(&["{year}: {degree}, {school}"]),
    plain(&["[{field}, ]{level}, {school}, {year}"]),
];
