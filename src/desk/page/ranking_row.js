// One CV in the ranking.
import { make, spaced, unseen } from "./dom.js";
import { row_buttons } from "./decide.js";
import { cv_name, number_words, say } from "./language.js";
import { candidate_place } from "./places.js";
import { decision_badge, range_words, same_as, score_bar, verdict_dot, why_lines } from "./signs.js";

const cell = (name, ...children) => make("div", { role: "cell", class: name }, ...children);

export const column_names = ["rank", "cv", "score", "parts", "musts", "dots", "years", "why", "decision"];

const twins = (row) =>
  row.duplicates.length
    ? make(
        "small",
        { title: row.duplicates.map((one) => `${cv_name(one)}: ${same_as(one).textContent}`).join("; ") },
        say("ranking.same_as", { labels: row.duplicates.map(cv_name).join(", ") }),
      )
    : null;

/** A row whose page has not arrived yet. */
export const waiting_row = (index) =>
  make(
    "div",
    { role: "row", class: "line waiting", "aria-rowindex": index + 2 },
    cell("why", say("desk.reading")),
  );

/** Musts first; what is nice to have follows, or its count where it is folded. */
const requirement_dots = (row, columns, shows_nice) => {
  const dots = (importance) =>
    columns.map((column, at) =>
      column.importance === importance ? verdict_dot(column, row.verdicts[at] ?? null) : null,
    );
  return [
    make("span", { class: "dots-of must" }, dots("must")),
    shows_nice
      ? make("span", { class: "dots-of nice" }, dots("nice"))
      : row.nice.total
        ? make(
            "span",
            { class: "nice-count" },
            say("ranking.nice_met", { met: row.nice.met, total: row.nice.total }),
          )
        : null,
  ];
};

export const ranking_row = (job, row, index, columns, { active, decide, shows_nice }) => {
  const scored = row.rank !== null;
  const { must } = row;
  return make(
    "div",
    {
      role: "row",
      class: `line${active ? " active" : ""}${scored ? "" : " unscored"}`,
      "aria-rowindex": index + 2,
      "aria-current": active ? "true" : null,
    },
    cell(
      "rank",
      scored
        ? [
            unseen(`${say("ranking.rank")} `),
            String(row.rank),
            row.range ? make("small", {}, unseen(` ${say("ranking.range")} `), range_words(row.range)) : null,
          ]
        : make("span", { title: say("ranking.unscored") }, "–", unseen(say("ranking.unscored"))),
    ),
    make(
      "div",
      { role: "rowheader", class: "who" },
      make("a", { href: candidate_place(job, row.candidate), data: { focus: "open" } }, cv_name(row)),
      " ",
      row.person?.name && row.person.name !== row.label ? make("small", {}, `${row.person.name} `) : null,
      twins(row),
    ),
    cell("score", scored ? [unseen(`${say("ranking.score")} `), number_words(row.score)] : null),
    cell("parts", scored ? score_bar(row.shares) : null),
    cell(
      "musts",
      scored && must.total
        ? [make("b", {}, say("ranking.of", { met: must.met, total: must.total })), " ", say("ranking.musts")]
        : null,
    ),
    cell("dots", scored ? requirement_dots(row, columns, shows_nice) : null),
    cell(
      "years",
      scored ? say("ranking.years", { relevant: row.relevant_years, total: row.total_years }) : null,
    ),
    cell("why", spaced(...why_lines(row))),
    cell("decision", decision_badge(row), row_buttons(row, decide, active)),
  );
};
