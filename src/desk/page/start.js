// The first page: a post is dropped, pasted or chosen, or a job is opened that is there already.
import { get, post, remove, upload } from "./api.js";
import { confirm } from "./dialogs.js";
import { button, make, unseen } from "./dom.js";
import { file_picker } from "./dropping.js";
import { say } from "./language.js";
import { announce, attempt, show_error } from "./messages.js";
import { go, job_place } from "./places.js";
import { ask_reviewer, reviewer, set_reviewer } from "./reviewer.js";

const opened = (job) => {
  announce(say("start.read", { count: job.requirements.length, title: job.title }));
  go(job_place(job.job));
};

const take_file = (files) =>
  attempt(async () => {
    announce(say("start.reading"));
    const form = new FormData();
    form.append("file", files[0].file, files[0].name);
    opened(await upload("jobs", form, () => {}));
  });

const take_text = (text) =>
  attempt(async () => {
    announce(say("start.reading"));
    opened(await post("jobs", { text }));
  });

const paste_box = () => {
  const area = make("textarea", { id: "paste", rows: 7, placeholder: say("start.paste_hint") });
  return make(
    "form",
    {
      class: "paste",
      on: {
        submit: (event) => {
          event.preventDefault();
          if (area.value.trim()) take_text(area.value);
          else {
            show_error({ message: say("start.empty"), status: 0 });
            area.focus();
          }
        },
      },
    },
    make("label", { for: "paste" }, say("start.paste")),
    area,
    make("p", {}, make("button", { class: "strong" }, say("start.use_text"))),
  );
};

const drop_zone = () =>
  make(
    "div",
    { class: "zone", id: "post-zone" },
    make("p", { class: "large" }, say("start.drop")),
    make("p", {}, file_picker(say("start.choose"), take_file, { id: "post-file" })),
    make("p", { class: "hint" }, say("start.kinds")),
  );

const delete_job = async (line) => {
  const sure = await confirm(
    say("start.delete_title", { title: line.title }),
    say("start.delete_sentence", { count: line.cvs }),
    say("start.delete_yes"),
    true,
  );
  if (!sure) return;
  await attempt(async () => {
    await remove(`jobs/${line.job}`);
    announce(say("start.deleted", { title: line.title }));
    dispatchEvent(new Event("desk:again"));
  });
};

const counted = ["cvs", "scored", "decided", "shortlisted", "created"];

const job_table = (jobs) => {
  const known = counted.filter((name) => jobs.some((line) => name in line));
  return make(
    "table",
    { class: "jobs files" },
    make("caption", { class: "unseen" }, say("start.jobs")),
    make(
      "thead",
      {},
      make(
        "tr",
        {},
        ["title", ...known].map((name) => make("th", { scope: "col" }, say(`start.column.${name}`))),
        make("td", {}),
      ),
    ),
    make(
      "tbody",
      {},
      jobs.map((line) =>
        make(
          "tr",
          {},
          make("th", { scope: "row" }, make("a", { href: job_place(line.job) }, line.title)),
          known.map((name) =>
            make("td", { data: { name: say(`start.column.${name}`) } }, String(line[name] ?? "–")),
          ),
          make(
            "td",
            {},
            button([say("start.delete"), unseen(` ${line.title}`)], () => delete_job(line), {
              class: "plain danger",
            }),
          ),
        ),
      ),
    ),
  );
};

const who = () => {
  if (reviewer()) {
    return make(
      "p",
      { class: "who" },
      say("start.hello", { name: reviewer() }),
      " ",
      button(say("start.change_name"), ask_reviewer, { class: "plain" }),
    );
  }
  const field = make("input", { type: "text", id: "who", maxlength: 80, autocomplete: "name" });
  return make(
    "form",
    {
      class: "who",
      on: {
        submit: (event) => {
          event.preventDefault();
          set_reviewer(field.value);
          dispatchEvent(new Event("desk:again"));
        },
      },
    },
    make("label", { for: "who" }, say("start.who")),
    " ",
    field,
    " ",
    make("button", {}, say("reviewer.yes")),
    make("p", { class: "hint" }, say("reviewer.why")),
  );
};

export const page = async () => {
  const desk = await get("desk");
  return {
    name: "start",
    title: "",
    drop: { words: () => say("drop.post"), take: take_file },
    body: [
      make("h1", { tabindex: "-1" }, say("start.title")),
      make("p", { class: "lead" }, say("start.lead")),
      make("div", { class: "two" }, drop_zone(), paste_box()),
      who(),
      make(
        "section",
        { "aria-labelledby": "jobs" },
        make("h2", { id: "jobs" }, say("start.jobs")),
        desk.jobs.length ? job_table(desk.jobs) : make("p", { class: "empty" }, say("start.no_jobs")),
      ),
    ],
  };
};
