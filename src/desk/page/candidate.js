// One candidate: the reasons on one side, the CV's own words on the other, and the decision above.
import { get, query, remove } from "./api.js";
import { ask, confirm } from "./dialogs.js";
import { decide, decision_bar, undo_decision } from "./decide.js";
import { button, make, replace } from "./dom.js";
import { reasons } from "./candidate_reasons.js";
import { file_name, own_text } from "./candidate_text.js";
import { export_address } from "./exports.js";
import { ask_names } from "./header.js";
import { open_job } from "./jobs.js";
import { cv_name, number_words, say, say_code, searched } from "./language.js";
import { announce, attempt } from "./messages.js";
import { candidate_place, go, job_place } from "./places.js";
import { begin_with_search, set_active_candidate } from "./ranking.js";
import { remember, remembered } from "./reviewer.js";
import { decision_badge, decision_signs, flag_words, range_words, same_as } from "./signs.js";
import { neighbours } from "./walk.js";

// The candidates that were opened in each job, the newest last: `c` compares with the one before.
const opened = new Map();
const opened_before = (job, candidate) =>
  (opened.get(job) ?? []).findLast((one) => one.candidate !== candidate);
const note_opened = (job, { candidate, label }) => {
  const list = (opened.get(job) ?? []).filter((one) => one.candidate !== candidate);
  opened.set(job, [...list.slice(-20), { candidate, label }]);
};

const goes_on = () => remembered("cvrank-goes-on", "yes") === "yes";

const log_of = (candidate) =>
  make(
    "section",
    { "aria-labelledby": "log" },
    make("h2", { id: "log" }, say("cv.log")),
    candidate.log.length
      ? make(
          "ol",
          { class: "log" },
          candidate.log.map((line) =>
            make(
              "li",
              { class: line.verdict },
              make("b", {}, `${decision_signs[line.verdict] ?? "·"} ${say_code("decision", line.verdict)}`),
              " ",
              line.reason,
              " ",
              make("small", {}, [line.by || say("reviewer.unnamed"), line.on].filter(Boolean).join(" · ")),
            ),
          ),
        )
      : make("p", { class: "empty" }, say("cv.no_log")),
  );

const unclear = (candidate) => {
  const lines = candidate.flag_details;
  return [
    lines.length
      ? make(
          "section",
          { class: "notice" },
          make("h2", {}, say("cv.unclear")),
          make(
            "ul",
            {},
            lines.map((line) => make("li", {}, flag_words(line))),
          ),
        )
      : null,
    candidate.duplicates.length
      ? make(
          "p",
          { class: "notice" },
          make("b", {}, say("cv.duplicates")),
          " ",
          candidate.duplicates.map((twin, at) => [
            at ? "; " : "",
            make("a", { href: candidate_place(open_job().job, twin.candidate) }, cv_name(twin)),
            " ",
            same_as(twin),
          ]),
        )
      : null,
  ];
};

const who_is_it = ({ person }) =>
  person
    ? make(
        "p",
        { class: "person" },
        [person.name, person.email, person.phone, file_name(person.source ?? "")]
          .filter(Boolean)
          .map((one, at) => [at ? " · " : "", one]),
      )
    : null;

/** Somebody to compare with: found by what the ranking's search finds. */
const ask_other = async (job, candidate) => {
  const results = make("div", { class: "choices", role: "group", "aria-label": say("compare.found") });
  const field = make("input", { type: "search", autocomplete: "off" });
  let asked = 0;
  const search = () =>
    attempt(async () => {
      const number = ++asked;
      const { rows } = await get(
        `jobs/${job}/ranking${query({ search: searched(field.value.trim()), limit: 12, sort: "rank" })}`,
      );
      if (number !== asked) return;
      const others = rows.filter((row) => row.candidate !== candidate && row.rank !== null);
      replace(
        results,
        others.length
          ? others.map((row, at) =>
              make(
                "label",
                { class: "choice" },
                make("input", {
                  type: "radio",
                  name: "other",
                  value: String(row.candidate),
                  checked: at === 0,
                }),
                `${row.rank}. ${cv_name(row)} (${number_words(row.score)})`,
              ),
            )
          : make("p", {}, say("ranking.none_left")),
      );
    });
  field.addEventListener("input", search);
  search();
  const other = await ask({
    title: say("compare.with"),
    yes: say("compare.yes"),
    focus: field,
    body: [make("label", { class: "field" }, say("ranking.search"), field), results],
    check: () => results.querySelector("input:checked")?.value ?? null,
  });
  if (other) go(job_place(job, "compare", candidate, other));
};

export const page = async ({ job, candidate: number, opened: of_job, current }) => {
  let candidate = await get(`jobs/${job}/cvs/${number}`);
  const around = (await neighbours(job, number)) ?? { previous: candidate.previous, next: candidate.next };
  const before = opened_before(job, number);
  set_active_candidate(job, number);

  const text = own_text(job, { ...candidate, revealed: of_job.revealed }, () => ask_names(of_job));
  const badge = make("span", {});
  const bar = make("div", { class: "sticky" });
  const log = make("div", {});
  const to = (other) => () => (other ? go(candidate_place(job, other)) : announce(say("cv.no_more")));
  const show_decision = () => {
    replace(badge, decision_badge(candidate));
    replace(log, log_of(candidate));
    const focused = bar.querySelector(":focus")?.dataset.verdict;
    replace(
      bar,
      decision_bar(candidate, act, undo),
      make(
        "label",
        { class: "choice" },
        make("input", {
          type: "checkbox",
          id: "goes-on",
          checked: goes_on(),
          on: { change: (event) => remember("cvrank-goes-on", event.target.checked ? "yes" : "no") },
        }),
        say("decide.go_on"),
      ),
    );
    if (focused) bar.querySelector(`[data-verdict="${focused}"]`)?.focus();
  };
  const again = async () => {
    candidate = await get(`jobs/${job}/cvs/${number}`);
    if (current()) show_decision();
  };
  const act = async (verdict) => {
    const told = await decide(job, candidate, verdict);
    if (!told || !current()) return;
    const moves_on = goes_on() && !["note", "none"].includes(verdict);
    if (moves_on && around.next) go(candidate_place(job, around.next));
    else await attempt(again);
  };
  const undo = async () => {
    const row = await undo_decision(job);
    if (!row || !current()) return;
    // What was taken back is what is looked at next.
    if (row.candidate !== number) go(candidate_place(job, row.candidate));
    else await attempt(again);
  };
  const forget = async () => {
    const sure = await confirm(
      say("cv.forget_title", { label: cv_name(candidate) }),
      say("cv.forget_sentence"),
      say("cv.forget_yes"),
      true,
    );
    if (!sure) return;
    await attempt(async () => {
      await remove(`jobs/${job}/cvs/${number}`);
      announce(say("cv.forgotten", { label: cv_name(candidate) }));
      go(around.next ? candidate_place(job, around.next) : job_place(job));
    });
  };
  const compare_before = () => {
    if (before) go(job_place(job, "compare", before.candidate, number));
    else ask_other(job, number);
  };
  note_opened(job, candidate);
  show_decision();

  const scored = candidate.rank !== null;
  const step = (other, words, key) =>
    make(
      other ? "a" : "span",
      {
        href: other ? candidate_place(job, other) : null,
        class: "step",
        "aria-keyshortcuts": other ? key : null,
      },
      words,
    );
  return {
    name: "candidate",
    title: cv_name(candidate),
    body: [
      make(
        "div",
        { class: "candidate-head" },
        make(
          "div",
          {},
          make("h1", { tabindex: "-1" }, cv_name(candidate)),
          make(
            "p",
            { class: "standing" },
            scored
              ? [
                  make("b", {}, say("cv.rank", { rank: candidate.rank })),
                  " ",
                  candidate.range
                    ? make("span", {}, `(${say("ranking.range")} ${range_words(candidate.range)})`)
                    : null,
                  " · ",
                  make("b", {}, number_words(candidate.score)),
                  ` ${say("cv.points")} `,
                ]
              : [make("b", {}, say("ranking.unscored")), " "],
            badge,
          ),
        ),
        make(
          "nav",
          { class: "steps", "aria-label": say("cv.steps") },
          step(around.previous, `‹ ${say("cv.previous")}`, "k"),
          around.at ? make("span", {}, say("cv.at", { at: around.at, of: around.of })) : null,
          step(around.next, `${say("cv.next")} ›`, "j"),
        ),
      ),
      who_is_it(candidate),
      bar,
      make(
        "p",
        { class: "more-tools" },
        before
          ? button(say("compare.before", { label: cv_name(before) }), compare_before, { id: "compare-before" })
          : null,
        button(`${say("compare.with")} …`, () => ask_other(job, number), { id: "compare-with" }),
        scored
          ? make(
              "a",
              {
                href: export_address(job, "interview-docx", { candidate: number }),
                download: true,
                id: "interview",
              },
              say("cv.interview"),
            )
          : null,
        button(say("cv.forget"), forget, { class: "danger plain" }),
      ),
      unclear(candidate),
      make("div", { class: "cv" }, reasons(candidate, text.show_mark), text.element),
      log,
    ],
    keys: {
      j: to(around.next),
      k: to(around.previous),
      s: () => act("shortlist"),
      h: () => act("hold"),
      r: () => act("reject"),
      n: () => act("note"),
      x: () => act("none"),
      u: undo,
      c: compare_before,
      "/": () => {
        begin_with_search(job);
        go(job_place(job));
      },
    },
  };
};
