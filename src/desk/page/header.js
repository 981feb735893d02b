// The head of every page, that of a job with its tabs, and the foot.
import { patch, post } from "./api.js";
import { button, make, unseen } from "./dom.js";
import { confirm } from "./dialogs.js";
import { export_menu } from "./exports.js";
import { open_job, take_job } from "./jobs.js";
import { show_help } from "./keys.js";
import { language, say } from "./language.js";
import { announce, attempt } from "./messages.js";
import { job_place } from "./places.js";
import { reviewer, reviewer_button } from "./reviewer.js";
import { edit_words } from "./signs.js";

const again = () => dispatchEvent(new Event("desk:again"));

const language_select = () =>
  make(
    "label",
    { class: "quiet" },
    unseen(say("desk.language")),
    make(
      "select",
      {
        id: "language",
        value: language,
        on: {
          change: (event) => {
            location.assign(`${location.pathname}?language=${event.target.value}${location.hash}`);
          },
        },
      },
      make("option", { value: "en", lang: "en" }, "English"),
      make("option", { value: "de", lang: "de" }, "Deutsch"),
    ),
  );

export const desk_head = () => [
  make("a", { class: "brand", href: "#/" }, "cvrank ", make("span", {}, say("desk.word"))),
  make(
    "nav",
    { "aria-label": say("desk.navigation") },
    make("a", { href: "#/" }, say("start.jobs")),
    make("a", { href: "#/models" }, say("models.title")),
  ),
  make(
    "div",
    { class: "tools" },
    reviewer_button(),
    button(say("keys.button"), show_help, { class: "plain", "aria-keyshortcuts": "?" }),
    language_select(),
  ),
];

export const desk_foot = (desk) => [
  make("p", {}, make("strong", {}, say("desk.promise")), " ", say("desk.promise_more")),
  make("p", {}, say("desk.foot", { version: desk.version, as_of: desk.as_of, folder: desk.folder })),
];

/** Names are shown once somebody has asked for them, and that is written down. */
export const ask_names = async (job) => {
  const sure = job.revealed || (await confirm(say("names.title"), say("names.sentence"), say("names.yes")));
  if (!sure) return;
  await attempt(async () => {
    take_job(await post(`jobs/${job.job}/${job.revealed ? "blind" : "reveal"}`, { by: reviewer() }));
    announce(say(open_job().revealed ? "names.shown" : "names.hidden"));
    again();
  });
};

const scope_select = (job) =>
  make(
    "label",
    {},
    say("scope.label"),
    " ",
    make(
      "select",
      {
        id: "scope",
        value: job.scope,
        on: {
          change: (event) =>
            attempt(async () => {
              take_job(await patch(`jobs/${job.job}`, { scope: event.target.value }));
              again();
            }),
        },
      },
      make("option", { value: "own" }, say("scope.own")),
      make("option", { value: "all" }, say("scope.all")),
    ),
  );

const tabs = [
  ["ranking", []],
  ["post", ["post"]],
  ["decisions", ["decisions"]],
  ["learn", ["learn"]],
];

/** Title, what is ranked by which model, tabs and exports. */
export const job_header = ({ tab, candidate, first }, title) => {
  const job = open_job();
  const inner = Boolean(candidate || first);
  // Within a job the title is a step back; the heading is that of what is looked at.
  const heading = inner
    ? make("p", { class: "job-title" }, make("a", { href: job_place(job.job) }, job.title))
    : make("h1", { tabindex: "-1" }, job.title, unseen(`: ${title}`));
  return make(
    "header",
    { class: "job" },
    make(
      "div",
      { class: "job-head" },
      heading,
      inner
        ? null
        : make(
            "dl",
            { class: "run" },
            make("div", {}, make("dt", {}, say("job.cvs")), make("dd", { id: "job-cvs" }, String(job.cvs))),
            make("div", {}, make("dt", {}, say("job.model")), make("dd", { lang: "en" }, job.model)),
            make(
              "div",
              {},
              make("dt", {}, say("job.source")),
              make("dd", {}, job.source || say("job.pasted")),
            ),
            job.edited
              ? make(
                  "div",
                  {},
                  make("dt", {}, say("job.edited")),
                  make("dd", {}, job.last_edit ? edit_words(job.last_edit) : say("job.edited_yes")),
                )
              : null,
          ),
    ),
    job.warnings.map((warning) => make("p", { class: "notice", lang: "en" }, warning)),
    make(
      "div",
      { class: "bar-of-tabs" },
      make(
        "nav",
        { class: "tabs", "aria-label": say("job.parts") },
        tabs.map(([name, rest]) =>
          make(
            "a",
            {
              href: job_place(job.job, ...rest),
              "aria-current": name === tab && !inner ? "page" : name === tab ? "true" : null,
            },
            say(`tab.${name}`),
          ),
        ),
      ),
      make(
        "div",
        { class: "tools" },
        scope_select(job),
        button(say(job.revealed ? "names.hide" : "names.reveal"), () => ask_names(job), { id: "names" }),
        export_menu(job),
      ),
    ),
  );
};
