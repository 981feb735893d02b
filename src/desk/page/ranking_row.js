// One CV in the ranking.
import { make, spaced, unseen } from "./dom.js";
import { row_buttons } from "./decide.js";
import { say } from "./language.js";
import { candidate_place } from "./places.js";
import { decision_badge, score_bar, verdict_dot, why_lines } from "./signs.js";

const cell = (name, ...children) => make("div", { role: "cell", class: name }, ...children);

export const column_names = ["rank", "cv", "score", "parts", "musts", "dots", "years", "why", "decision"];

const twins = (row) =>
  row.duplicates.length
    ? make(
        "small",
        { title: row.duplicates.map((one) => `${one.label}: ${one.how}`).join("; ") },
        say("ranking.same_as", { labels: row.duplicates.map((one) => one.label).join(", ") }),
      )
    : null;

/** A row whose page has not arrived yet. */
export const waiting_row = (index) =>
  make(
    "div",
    { role: "row", class: "line waiting", "aria-rowindex": index + 2 },
    cell("why", say("desk.reading")),
  );

export const ranking_row = (job, row, index, columns, { active, decide }) => {
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
            row.range ? make("small", {}, unseen(` ${say("ranking.range")} `), row.range) : null,
          ]
        : make("span", { title: say("ranking.unscored") }, "–", unseen(say("ranking.unscored"))),
    ),
    make(
      "div",
      { role: "rowheader", class: "who" },
      make("a", { href: candidate_place(job, row.candidate), data: { focus: "open" } }, row.label),
      " ",
      row.person?.name && row.person.name !== row.label ? make("small", {}, `${row.person.name} `) : null,
      twins(row),
    ),
    cell("score", scored ? [unseen(`${say("ranking.score")} `), row.score] : null),
    cell("parts", scored ? score_bar(row.shares) : null),
    cell(
      "musts",
      scored && must.total
        ? [make("b", {}, say("ranking.of", { met: must.met, total: must.total })), " ", say("ranking.musts")]
        : null,
    ),
    cell("dots", scored ? columns.map((column, at) => verdict_dot(column, row.verdicts[at] ?? null)) : null),
    cell(
      "years",
      scored ? say("ranking.years", { relevant: row.relevant_years, total: row.total_years }) : null,
    ),
    cell("why", spaced(...why_lines(row))),
    cell("decision", decision_badge(row), row_buttons(row, decide, active)),
  );
};
