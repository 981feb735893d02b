// The log of decisions: who decided what, when, and what the ranking said then.
import { get } from "./api.js";
import { make, wide } from "./dom.js";
import { export_address } from "./exports.js";
import { cv_name, say, say_code } from "./language.js";
import { candidate_place, job_place } from "./places.js";
import { decision_signs } from "./signs.js";

const short = (hash) => (hash ? make("code", { title: hash }, hash.slice(0, 10)) : "–");

const agreement_of = ({ pairs, agree, people }) =>
  make(
    "p",
    { class: "promise" },
    say("decisions.agreement", { people: people.join(", "), agree, count: pairs }),
  );

const line_of = (job, line) => {
  const cell = (name, ...children) =>
    make("td", { data: { name: say(`decisions.column.${name}`) } }, children);
  return make(
    "tr",
    {},
    cell("number", String(line.number)),
    cell("on", line.on),
    cell("by", line.by || say("reviewer.unnamed")),
    cell("cv", line.candidate ? make("a", { href: candidate_place(job, line.candidate) }, cv_name(line)) : "–"),
    cell(
      "verdict",
      `${decision_signs[line.verdict] ?? "·"} ${say_code("decision", line.verdict)}`,
      line.undoes ? ` (${say("decisions.undoes", { number: line.undoes })})` : null,
    ),
    cell("reason", line.reason),
    cell("computed", line.computed_rank ? `${line.computed_rank} (${line.computed_score})` : "–"),
    cell("hash", short(line.hash)),
  );
};

const most = 500;

export const page = async ({ job }) => {
  const { log, agreement } = await get(`jobs/${job}/decisions`);
  const newest = [...log].sort((one, other) => other.number - one.number);
  return {
    name: "decisions",
    title: say("tab.decisions"),
    body: [
      make("p", { class: "lead" }, say("decisions.lead")),
      agreement ? agreement_of(agreement) : null,
      newest.length
        ? [
            make(
              "p",
              {},
              make(
                "a",
                { href: export_address(job, "decisions"), download: true },
                say("decisions.download"),
              ),
            ),
            wide(
              say("tab.decisions"),
              make(
                "table",
                { class: "files decisions" },
                make("caption", { class: "unseen" }, say("tab.decisions")),
                make(
                  "thead",
                  {},
                  make(
                    "tr",
                    {},
                    ["number", "on", "by", "cv", "verdict", "reason", "computed", "hash"].map((name) =>
                      make("th", { scope: "col" }, say(`decisions.column.${name}`)),
                    ),
                  ),
                ),
                make(
                  "tbody",
                  {},
                  newest.slice(0, most).map((line) => line_of(job, line)),
                ),
              ),
            ),
            newest.length > most ? make("p", {}, say("more", { count: newest.length - most })) : null,
          ]
        : make(
            "p",
            { class: "empty" },
            say("decisions.none"),
            " ",
            make("a", { href: job_place(job) }, say("learn.decide_more")),
          ),
    ],
  };
};
