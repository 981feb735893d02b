// Why a CV stands where it stands: every part of its score, with the words it rests on.
import { button, drawing, make, unseen, wide } from "./dom.js";
import { number_words, say, say_code, server_language } from "./language.js";
import { family_label, part_name, score_bar, unread_reason } from "./signs.js";

const foreign = (tag, properties, ...children) =>
  make(tag, { lang: server_language, ...properties }, ...children);

const place_of = ({ place, page, line }) => {
  if (/^\d+$/.test(place)) return place;
  return page === null ? say("quote.line", { line }) : say("quote.page_line", { page, line });
};

const quote_of = (quote, go_to_mark) => [
  quote.text ? [make("q", { lang: "" }, quote.text), " "] : null,
  quote.mark
    ? button(place_of(quote), () => go_to_mark(quote.mark), { class: "plain quote", data: { mark: quote.mark } })
    : place_of(quote),
];

const part_row = (part, go_to_mark) =>
  make(
    "tr",
    { id: `part-${part.number}`, tabindex: "-1" },
    make("td", {}, String(part.number)),
    make("td", {}, number_words(part.points)),
    make("td", {}, number_words(part.most)),
    make(
      "td",
      {},
      part_name("b", part),
      " ",
      part.verdict
        ? make(
            "span",
            { class: part.verdict.class },
            `${part.verdict.sign} ${say_code("verdict", part.verdict.class)} `,
          )
        : null,
      foreign("span", {}, part.note),
      part.quotes.length
        ? make(
            "div",
            {},
            part.quotes.map((quote, at) => [at ? ", " : null, quote_of(quote, go_to_mark)]),
          )
        : null,
    ),
  );

const groups = { must_coverage: "must", nice_coverage: "nice" };
const group_of = ({ feature }) => groups[feature] ?? "rest";

const parts_table = (view, go_to_mark) => {
  const grouped = ["must", "nice", "rest"].map((group) => [
    group,
    view.parts.filter((part) => group_of(part) === group),
  ]);
  return make(
    "table",
    { class: "parts" },
    make("caption", { class: "unseen" }, say("why.caption")),
    make(
      "thead",
      {},
      make(
        "tr",
        {},
        make("th", { scope: "col" }, unseen(say("why.number"))),
        make("th", { scope: "col" }, say("why.points")),
        make("th", { scope: "col" }, say("why.most")),
        make("th", { scope: "col" }, say("why.for")),
      ),
    ),
    grouped
      .filter(([, parts]) => parts.length)
      .map(([group, parts]) =>
        make(
          "tbody",
          {},
          make(
            "tr",
            {},
            make("th", { scope: "rowgroup", colspan: 4, class: "group" }, say(`why.group.${group}`)),
          ),
          parts.map((part) => part_row(part, go_to_mark)),
        ),
      ),
    view.absent?.length
      ? make(
          "tbody",
          {},
          make(
            "tr",
            {},
            make("td", {}),
            make("td", {}, number_words("0.000")),
            make("td", {}, number_words(view.absent_most)),
            make(
              "td",
              {},
              make("span", { class: "absent" }, `– ${say("why.absent")}:`),
              " ",
              foreign("span", {}, view.absent.join("; ")),
            ),
          ),
        )
      : null,
    view.base
      ? make(
          "tbody",
          {},
          make(
            "tr",
            {},
            make("td", {}),
            make("td", {}, number_words(view.base)),
            make("td", {}),
            make("td", {}, say("why.base")),
          ),
        )
      : null,
    make(
      "tfoot",
      {},
      make(
        "tr",
        {},
        make("td", {}),
        make("td", {}, number_words(view.points)),
        make("td", {}),
        make("td", {}, say("why.sum")),
      ),
    ),
  );
};

const counts = (what, of) =>
  say("why.counts", {
    what: say(`importance.${what}.plural`),
    met: of.met,
    total: of.total,
    partly: of.partly,
    missing: of.missing,
    contradicted: of.contradicted,
  });

const positions = ({ timeline }) =>
  timeline
    ? [
        make("h3", {}, say("cv.positions")),
        timeline.svg ? drawing(timeline.svg) : null,
        timeline.lines.length
          ? make(
              "ol",
              { class: "positions" },
              timeline.lines.map((line) =>
                make(
                  "li",
                  {},
                  make("span", {}, line.when, line.length ? ` (${line.length})` : ""),
                  " ",
                  line.title || say("cv.no_title"),
                  line.employer ? `, ${line.employer}` : "",
                  line.kind ? ` [${line.kind}]` : "",
                ),
              ),
            )
          : make("p", {}, say("cv.no_positions")),
        timeline.more ? make("p", {}, say("more", { count: Number(timeline.more) })) : null,
        timeline.gaps?.length
          ? foreign("p", {}, make("b", { lang: null }, say("cv.gaps")), " ", timeline.gaps.join("; "))
          : null,
        timeline.overlaps?.length
          ? foreign("p", {}, make("b", {}, say("cv.overlaps")), " ", timeline.overlaps.join("; "))
          : null,
      ]
    : [];

const skills = (view) =>
  view.skills.length
    ? [
        make("h3", {}, say("cv.skills")),
        wide(
          say("cv.skills"),
          make(
            "table",
            { class: "skills" },
            make("caption", { class: "unseen" }, say("cv.skills")),
            make(
              "thead",
              {},
              make(
                "tr",
                {},
                ["name", "length", "last_used", "places", "asked"].map((name) =>
                  make("th", { scope: "col" }, say(`skill.${name}`)),
                ),
              ),
            ),
            make(
              "tbody",
              {},
              view.skills.map((skill) =>
                make(
                  "tr",
                  {},
                  make("td", {}, skill.name, skill.basic ? ` (${say("skill.basic")})` : ""),
                  make("td", {}, skill.length || "–"),
                  make("td", {}, skill.last_used || "–"),
                  make("td", {}, String(skill.places)),
                  make("td", {}, skill.asked ? say(`importance.${skill.asked}`) : ""),
                ),
              ),
            ),
          ),
        ),
        view.more_skills ? make("p", {}, make("b", {}, say("skill.more")), " ", view.more_skills) : null,
      ]
    : [];

/** The left side: points and their reasons, then what the CV says in order. */
export const reasons = (candidate, go_to_mark) => {
  const { view } = candidate;
  if (!view) {
    return make(
      "div",
      { class: "reasons" },
      make("h2", {}, say("cv.no_score")),
      make("p", { class: "notice" }, unread_reason(candidate)),
      make("p", {}, say("cv.no_score_more")),
    );
  }
  return make(
    "div",
    { class: "reasons" },
    make("h2", {}, say("why.title", { points: view.points })),
    score_bar(candidate.shares),
    make(
      "p",
      { class: "shares" },
      candidate.shares.map((share) => [make("span", {}, `${family_label(share)} ${number_words(share.points)}`), " "]),
    ),
    make(
      "p",
      { class: "counts" },
      `${counts("must", candidate.must)}. ${counts("nice", candidate.nice)}. ${say("ranking.years", { relevant: candidate.relevant_years, total: candidate.total_years })}.`,
    ),
    parts_table(view, go_to_mark),
    view.next ? foreign("p", {}, make("b", {}, say("why.next")), " ", view.next) : null,
    positions(view),
    skills(view),
    view.denied_skills ? make("p", {}, make("b", {}, say("skill.denied")), " ", view.denied_skills) : null,
  );
};
