// The requirements as rows that can be corrected, moved and taken away.
import { demand_fields, importance_field, kind_of, short_kind, weight_field } from "./demand_fields.js";
import { button, make, replace, unseen } from "./dom.js";
import { say, server_language } from "./language.js";

const icon = (sign, words, act, name, properties = {}) =>
  button([make("span", { "aria-hidden": "true" }, sign), unseen(words)], act, {
    class: "icon",
    title: words,
    data: { field: name },
    ...properties,
  });

const row_of = (requirement, count, { change, show_quote }) => {
  const { index, keys, label, quote } = requirement;
  const set = (values) => change({ set: { index, keys: values } });
  const handle = make(
    "span",
    { class: "handle", "aria-hidden": "true", title: say("requirement.drag") },
    "⠿",
  );
  const row = make(
    "li",
    {
      class: `requirement ${requirement.importance}`,
      id: `requirement-${index}`,
      tabindex: "-1",
      "aria-label": label,
    },
    handle,
    make(
      "div",
      { class: "requirement-head" },
      make(
        "div",
        { class: "what" },
        button(
          [
            make("span", { class: "number" }, `${index + 1} `),
            make("span", { lang: server_language }, label),
          ],
          () => show_quote(quote, row),
          { class: "plain label", title: say("requirement.show"), data: { field: "label" } },
        ),
        " ",
        make("small", {}, short_kind(kind_of(keys))),
      ),
      make(
        "div",
        { class: "acts" },
        importance_field(`importance-${index}`, requirement.importance, set),
        make(
          "span",
          { class: "icons" },
          icon(
            "↑",
            say("requirement.up", { label }),
            () => change({ move: { index, to: index - 1 } }, { from: index, to: index - 1 }),
            "up",
            { disabled: index === 0 },
          ),
          icon(
            "↓",
            say("requirement.down", { label }),
            () => change({ move: { index, to: index + 1 } }, { from: index, to: index + 1 }),
            "down",
            { disabled: index === count - 1 },
          ),
          icon("×", say("requirement.remove", { label }), () => change({ remove: { index } }), "remove"),
        ),
      ),
    ),
    make("div", { class: "fields" }, demand_fields(keys, set), weight_field(keys, set)),
  );
  // Only the handle drags, so that text in the fields can still be selected.
  handle.addEventListener("pointerdown", () => {
    row.draggable = true;
  });
  row.addEventListener("dragend", () => {
    row.draggable = false;
    row.classList.remove("dragged");
  });
  row.addEventListener("dragstart", (event) => {
    event.dataTransfer.setData("text/x-cvrank-requirement", String(index));
    event.dataTransfer.effectAllowed = "move";
    row.classList.add("dragged");
  });
  return row;
};

/** Where in the list the focus is, so that a list drawn anew can take it back. */
const focus_in = (list) => {
  const focused = document.activeElement;
  const row = list.contains(focused) ? focused.closest("li.requirement") : null;
  if (!row) return null;
  const typed = focused.matches("input[type=text], input[type=number]");
  return {
    index: Number(row.id.slice("requirement-".length)),
    field: focused.dataset.field,
    value: typed ? focused.value : null,
    start: typed && focused.type === "text" ? focused.selectionStart : null,
  };
};

const focus_again = (list, held, moved) => {
  if (!held) return;
  const index = moved && moved.from === held.index ? moved.to : held.index;
  const row = list.querySelector(`#requirement-${index}`) ?? list.lastElementChild;
  if (!row) return;
  const field = [...row.querySelectorAll("[data-field]")].find(
    (one) => one.dataset.field === held.field && !one.disabled,
  );
  (field ?? row).focus({ preventScroll: true });
  // What was being typed while the answer was on its way is not lost.
  if (field && held.value !== null && field.value !== held.value && !field.dataset.sent)
    field.value = held.value;
  if (field && held.start !== null) field.setSelectionRange(held.start, held.start);
};

export const requirement_rows = (acts) => {
  const list = make("ol", { class: "requirements" });
  let moved = null;
  const change = (what, how = null) => {
    moved = how;
    return acts.change(what);
  };
  list.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("text/x-cvrank-requirement")) return;
    event.preventDefault();
    const over = event.target.closest("li.requirement");
    for (const row of list.children) row.classList.toggle("over", row === over);
  });
  list.addEventListener("drop", (event) => {
    const written = event.dataTransfer.getData("text/x-cvrank-requirement");
    const over = event.target.closest("li.requirement");
    for (const row of list.children) row.classList.remove("over");
    if (written === "" || !over) return;
    event.preventDefault();
    const index = Number(written);
    const to = Number(over.id.slice("requirement-".length));
    if (to !== index) change({ move: { index, to } }, { from: index, to });
  });
  const show = (job) => {
    const held = focus_in(list);
    replace(
      list,
      job.requirements.map((requirement) =>
        row_of(requirement, job.requirements.length, { ...acts, change }),
      ),
    );
    focus_again(list, held, moved);
    moved = null;
  };
  return { element: list, show };
};
