// What the decisions of this job say about the weights: a preview, and a way back.
import { get, post, remove } from "./api.js";
import { button, make, unseen, wide } from "./dom.js";
import { confirm } from "./dialogs.js";
import { take_job } from "./jobs.js";
import { cv_name, number_words, say, say_code, server_language } from "./language.js";
import { announce, attempt } from "./messages.js";
import { training_part } from "./models.js";
import { candidate_place, job_place } from "./places.js";

const again = () => dispatchEvent(new Event("desk:again"));
const percent = (part) => `${Math.round(part * 100)} %`;
const points = (value) => number_words(Number(value).toFixed(1));

const weights_table = (weights) =>
  wide(
    say("learn.weights"),
    make(
      "table",
      { class: "files weights" },
      make("caption", {}, say("learn.weights")),
      make(
        "thead",
        {},
        make(
          "tr",
          {},
          ["feature", "before", "after", "change", "sure"].map((name) =>
            make("th", { scope: "col" }, say(`learn.column.${name}`)),
          ),
        ),
      ),
      make(
        "tbody",
        {},
        weights.map((weight) => {
          const by = weight.after - weight.before;
          return make(
            "tr",
            {},
            make("th", { scope: "row" }, say_code("feature", weight.feature)),
            make("td", {}, points(weight.before)),
            make("td", {}, points(weight.after)),
            make("td", {}, Math.abs(by) < 0.05 ? "=" : `${by > 0 ? "▲ +" : "▼ −"}${points(Math.abs(by))}`),
            make(
              "td",
              {},
              make("progress", { max: 1, value: weight.sure, "aria-label": say("learn.column.sure") }),
              ` ${percent(weight.sure)}`,
            ),
          );
        }),
      ),
    ),
  );

const moves_table = (job, moves) =>
  wide(
    say("learn.moves"),
    make(
      "table",
      { class: "files" },
      make("caption", {}, say("learn.moves")),
      make(
        "thead",
        {},
        make(
          "tr",
          {},
          ["cv", "before", "after", "change"].map((name) =>
            make("th", { scope: "col" }, say(`learn.move.${name}`)),
          ),
        ),
      ),
      make(
        "tbody",
        {},
        moves.map((move) => {
          const by = move.before - move.after;
          return make(
            "tr",
            {},
            make(
              "th",
              { scope: "row" },
              make("a", { href: candidate_place(job, move.candidate) }, cv_name(move)),
            ),
            make("td", {}, String(move.before)),
            make("td", {}, String(move.after)),
            make(
              "td",
              { class: by > 0 ? "met" : "denied" },
              `${by > 0 ? "▲" : "▼"} ${Math.abs(by)}`,
              unseen(` ${say(by > 0 ? "top.up" : "top.down", { count: Math.abs(by) })}`),
            ),
          );
        }),
      ),
    ),
  );

const apply = (job) =>
  attempt(async () => {
    take_job(await post(`jobs/${job}/learning`));
    announce(say("learn.applied"));
    again();
  });

const go_back = (job) =>
  attempt(async () => {
    if (!(await confirm(say("learn.back"), say("learn.back_sentence"), say("learn.back")))) return;
    take_job(await remove(`jobs/${job}/learning`));
    announce(say("learn.went_back"));
    again();
  });

export const page = async ({ job, opened, current }) => {
  const [learning, training] = await Promise.all([get(`jobs/${job}/learning`), training_part(current)]);
  const active = learning.applied || opened.learned;
  return {
    name: "learn",
    title: say("tab.learn"),
    leave: training.leave,
    body: [
      make(
        "section",
        { "aria-labelledby": "here" },
        make("h2", { id: "here" }, say("learn.here")),
        make("p", { class: "lead" }, say("learn.lead")),
        make(
          "dl",
          { class: "run" },
          [
            ["decisions", learning.decisions],
            ["shortlisted", learning.shortlisted],
            ["held", learning.held],
            ["rejected", learning.rejected],
            ["pairs", learning.pairs],
          ].map(([name, value]) =>
            make("div", {}, make("dt", {}, say(`learn.${name}`)), make("dd", {}, String(value ?? 0))),
          ),
        ),
        learning.possible
          ? [
              make(
                "p",
                { class: "promise" },
                say("learn.agreement", {
                  before: percent(learning.agreement_before),
                  after: percent(learning.agreement_after),
                }),
              ),
              make(
                "p",
                {},
                say(`learn.promise.${learning.promise}`),
                learning.few ? ` ${say("learn.few", { count: learning.decisions })}` : null,
              ),
            ]
          : make(
              "div",
              { class: "notice" },
              learning.too_few
                ? make("p", {}, say("learn.too_few"))
                : make("p", { lang: server_language }, learning.why_not),
              make("p", {}, make("a", { href: job_place(job) }, say("learn.decide_more"))),
            ),
        make(
          "p",
          { class: "actions" },
          learning.possible && !learning.applied
            ? button(say("learn.apply"), () => apply(job), {
                // Offered, but not urged, where nothing is gained.
                class: learning.agreement_after > learning.agreement_before ? "strong" : "",
                id: "apply",
              })
            : null,
          active
            ? [
                make("span", {}, say("learn.in_use")),
                " ",
                button(say("learn.back"), () => go_back(job), { id: "go-back" }),
              ]
            : null,
        ),
        learning.weights?.length ? weights_table(learning.weights) : null,
        learning.moves?.length ? moves_table(job, learning.moves) : null,
        make("p", { class: "hint" }, say("learn.only_here")),
      ),
      training.body,
    ],
  };
};
