// Post and requirements: what was read from the post, beside the post, to be corrected.
import { button, make, replace, when_released } from "./dom.js";
import { edit_job, load_job, open_job, step_job } from "./jobs.js";
import { say, say_code } from "./language.js";
import { announce, show_error } from "./messages.js";
import { flash } from "./candidate_text.js";
import { post_text } from "./post_text.js";
import { requirement_adder } from "./requirement_adder.js";
import { requirement_rows } from "./requirement_rows.js";
import { edit_words, finding_words } from "./signs.js";
import { top_ten } from "./top_ten.js";

const findings = (job, show_quote) =>
  job.findings.length
    ? make(
        "details",
        { class: "findings", open: true },
        make("summary", {}, say("findings.title", { count: job.findings.length })),
        make(
          "ul",
          {},
          job.findings.map((finding) =>
            make(
              "li",
              {},
              make(
                "b",
                {},
                `${finding.severity === "error" ? "✗" : finding.severity === "warning" ? "!" : "·"} ${say_code("severity", finding.severity)}`,
              ),
              " ",
              finding_words(finding),
              " ",
              finding.quote
                ? button(`“${finding.quote}”`, () => show_quote(finding.quote), { class: "plain quote" })
                : null,
            ),
          ),
        ),
      )
    : null;

const set_aside = (job, change, show_quote) =>
  job.set_aside.length
    ? make(
        "details",
        { class: "set-aside" },
        make("summary", {}, say("aside.title", { count: job.set_aside.length })),
        make("p", { class: "hint" }, say("aside.why")),
        make(
          "ul",
          {},
          job.set_aside.map((part) =>
            make(
              "li",
              {},
              make("small", {}, say_code("aside", part.reason)),
              " ",
              button(part.quote, () => show_quote(part.quote), { class: "plain quote" }),
              " ",
              make(
                "span",
                { class: "icons" },
                ["must", "nice"].map((importance) => [
                  button(
                    say(`aside.restore.${importance}`),
                    () => change({ restore: { index: part.index, importance } }),
                    { "aria-label": `${say(`aside.restore.${importance}`)}: ${part.quote}` },
                  ),
                  " ",
                ]),
              ),
            ),
          ),
        ),
      )
    : null;

export const page = async ({ job }) => {
  const text = post_text(open_job().post, open_job().requirements, (index) =>
    flash(document.getElementById(`requirement-${index}`)),
  );
  text.element.setAttribute("aria-label", say("post.text"));
  const around = make("div", { class: "edit-tools" });
  const found = make("div", {});
  const aside = make("div", {});
  const order = top_ten(job);

  const show_quote = (quote, row) => {
    if (row)
      for (const other of document.querySelectorAll(".requirement.chosen")) other.classList.remove("chosen");
    row?.classList.add("chosen");
    if (text.go_to(quote)) return;
    text.show(open_job().requirements, quote);
    if (!text.go_to(quote)) announce(say("requirement.own"));
  };
  const done = async (doing) => {
    try {
      await doing();
      return true;
    } catch (error) {
      show_error(error);
      // What somebody else changed meanwhile, or what the desk refused: show what holds.
      if (!error.lost)
        await load_job(job).then(
          () => when_released(show),
          () => {},
        );
      return false;
    }
  };
  const change = (what) => done(() => edit_job(job, what));
  const undo = () =>
    open_job().can_undo ? done(() => step_job(job, "undo")) : announce(say("edit.nothing_to_undo"));
  const redo = () =>
    open_job().can_redo ? done(() => step_job(job, "redo")) : announce(say("edit.nothing_to_redo"));
  const rows = requirement_rows({ change, show_quote });

  const title = make("input", {
    type: "text",
    id: "job-title",
    maxlength: 200,
    on: {
      change: (event) => {
        if (event.target.value.trim()) change({ title: event.target.value.trim() });
      },
    },
  });
  const show = () => {
    const now = open_job();
    // A list drawn anew is short for a moment, and the page would jump.
    const seen_at = window.scrollY;
    if (document.activeElement !== title) title.value = now.title;
    const head = document.querySelector("header.job h1");
    if (head) head.firstChild.data = now.title;
    const focused = around.querySelector(":focus")?.id;
    replace(
      around,
      button(`↶ ${say("edit.undo")}`, undo, {
        id: "undo",
        disabled: !now.can_undo,
        "aria-keyshortcuts": "Control+Z",
      }),
      " ",
      button(`↷ ${say("edit.redo")}`, redo, {
        id: "redo",
        disabled: !now.can_redo,
        "aria-keyshortcuts": "Control+Shift+Z",
      }),
      " ",
      now.edited && now.last_edit
        ? make("small", {}, say("edit.last"), " ", edit_words(now.last_edit))
        : null,
    );
    if (focused)
      (
        around.querySelector(`#${focused}:not(:disabled)`) ?? around.querySelector("button:not(:disabled)")
      )?.focus();
    rows.show(now);
    text.show(now.requirements);
    replace(found, findings(now, show_quote));
    const open = aside.querySelector("details")?.open;
    replace(aside, set_aside(now, change, show_quote));
    if (open) aside.querySelector("details").open = true;
    window.scrollTo(0, seen_at);
  };
  show();
  return {
    name: "post",
    title: say("tab.post"),
    job_changed: () => {
      when_released(show);
      order.show();
    },
    keys: { undo_edit: undo, redo },
    body: [
      make("p", { class: "lead" }, say("post.lead")),
      make(
        "div",
        { class: "post-page" },
        make(
          "div",
          { class: "asked-side" },
          make("label", { class: "field" }, make("span", {}, say("post.title")), title),
          make("h2", {}, say("post.requirements")),
          around,
          open_job().requirements.length ? null : make("p", { class: "empty" }, say("post.none")),
          rows.element,
          requirement_adder(change),
          found,
          aside,
        ),
        make("div", { class: "post-side" }, order.element, make("h2", {}, say("post.text")), text.element),
      ),
    ],
  };
};
