// Two candidates side by side: what makes the difference, with the words of both.
import { get, query } from "./api.js";
import { make, wide } from "./dom.js";
import { cv_name, number_words, say } from "./language.js";
import { candidate_place, go, job_place } from "./places.js";
import { decision_badge, part_name, range_words, score_bar, why_lines } from "./signs.js";

const side = (job, row) =>
  make(
    "section",
    { class: "side" },
    make("h2", {}, make("a", { href: candidate_place(job, row.candidate) }, cv_name(row))),
    make(
      "p",
      { class: "standing" },
      row.rank === null
        ? say("ranking.unscored")
        : [
            make("b", {}, say("cv.rank", { rank: row.rank })),
            row.range ? ` (${say("ranking.range")} ${range_words(row.range)})` : "",
            " · ",
            make("b", {}, number_words(row.score)),
            ` ${say("cv.points")}`,
          ],
      " ",
      decision_badge(row),
    ),
    row.rank === null ? null : score_bar(row.shares),
    row.rank === null
      ? null
      : make(
          "p",
          { class: "musts" },
          make("b", {}, say("ranking.of", { met: row.must.met, total: row.must.total })),
          ` ${say("ranking.musts")} · `,
          say("ranking.years", { relevant: row.relevant_years, total: row.total_years }),
        ),
    make("div", { class: "why" }, why_lines(row)),
  );

const quotes = (list) =>
  list?.length
    ? make(
        "div",
        {},
        list.map((quote, at) => [at ? " " : null, make("q", {}, quote)]),
      )
    : null;

/** Who is ahead in a part: a sign with the number, as colour says nothing to some. */
const difference = (text, first, second) => {
  const value = Number(text);
  if (!value) return "=";
  return [
    value > 0 ? `◂ ${number_words(text)}` : `${number_words(text.replace("-", "−"))} ▸`,
    make("span", { class: "unseen" }, ` ${say("compare.ahead", { label: value > 0 ? first : second })}`),
  ];
};

const by_difference = (one, other) => Math.abs(Number(other.difference)) - Math.abs(Number(one.difference));

export const page = async ({ job, first, second }) => {
  const { a, b, difference: all, parts } = await get(`jobs/${job}/compare${query({ a: first, b: second })}`);
  const value = Number(all);
  const swap = job_place(job, "compare", second, first);
  const told = !value
    ? say("compare.same", { a: cv_name(a), b: cv_name(b) })
    : say("compare.sentence", {
        ahead: cv_name(value > 0 ? a : b),
        behind: cv_name(value > 0 ? b : a),
        points: all.replace(/^[-−]/, ""),
      });
  return {
    name: "compare",
    title: say("compare.title", { a: cv_name(a), b: cv_name(b) }),
    body: [
      make("h1", { tabindex: "-1" }, say("compare.title", { a: cv_name(a), b: cv_name(b) })),
      make("p", { class: "lead" }, told, " ", make("a", { href: swap }, say("compare.swap"))),
      make("div", { class: "two sides" }, side(job, a), side(job, b)),
      parts.length
        ? wide(
            say("compare.parts"),
            make(
              "table",
              { class: "files compared" },
              make("caption", { class: "unseen" }, say("compare.parts")),
              make(
                "thead",
                {},
                make(
                  "tr",
                  {},
                  make("th", { scope: "col" }, say("compare.part")),
                  make("th", { scope: "col" }, cv_name(a)),
                  make("th", { scope: "col" }, cv_name(b)),
                  make("th", { scope: "col" }, say("compare.difference")),
                ),
              ),
              make(
                "tbody",
                {},
                [...parts]
                  .sort(by_difference)
                  .map((part) =>
                    make(
                      "tr",
                      {},
                      part_name("th", part, { scope: "row" }),
                      make("td", { data: { name: cv_name(a) } }, number_words(part.a), quotes(part.a_quotes)),
                      make("td", { data: { name: cv_name(b) } }, number_words(part.b), quotes(part.b_quotes)),
                      make(
                        "td",
                        { class: "difference", data: { name: say("compare.difference") } },
                        difference(part.difference, cv_name(a), cv_name(b)),
                      ),
                    ),
                  ),
              ),
            ),
          )
        : make("p", { class: "empty" }, say("compare.nothing")),
    ],
    keys: {
      j: () => go(candidate_place(job, second)),
      k: () => go(candidate_place(job, first)),
      c: () => go(swap),
    },
  };
};
