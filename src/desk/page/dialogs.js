// Questions that wait for an answer. Esc is no.
import { button, make, own_id } from "./dom.js";
import { say, say_list } from "./language.js";

/** Shows `body` in a dialog; the answer is what its form was sent with, or null. */
export const ask = ({ title, body = [], yes, no = say("dialog.cancel"), danger = false, check, focus }) =>
  new Promise((answer) => {
    const heading = own_id("dialog");
    const before = document.activeElement;
    let result = null;
    const form = make(
      "form",
      {
        method: "dialog",
        on: {
          submit: (event) => {
            event.preventDefault();
            const value = check ? check() : true;
            if (value === null) return;
            result = value;
            dialog.close();
          },
        },
      },
      make("h2", { id: heading }, title),
      body,
      make(
        "p",
        { class: "actions" },
        yes ? make("button", { class: danger ? "danger" : "strong" }, yes) : null,
        button(no, () => dialog.close()),
      ),
    );
    const dialog = make("dialog", { "aria-labelledby": heading }, form);
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (before?.isConnected) before.focus({ preventScroll: true });
      answer(result);
    });
    document.body.append(dialog);
    dialog.showModal();
    (focus ?? (danger || !yes ? dialog.querySelector(".actions button:last-child") : null))?.focus();
  });

export const confirm = (title, sentence, yes, danger = false) =>
  ask({ title, body: [make("p", {}, sentence)], yes, danger });

/** A text that may not be empty. */
export const ask_text = ({ title, label, hint, yes, value = "" }) => {
  const area = make("textarea", { rows: 4, required: true, value, maxlength: 4000 });
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) area.form.requestSubmit();
  });
  return ask({
    title,
    yes,
    focus: area,
    body: [make("label", { class: "field" }, label, area), hint ? make("p", { class: "hint" }, hint) : null],
    check: () => area.value.trim() || null,
  });
};

/** Why somebody is turned down: a ready reason, own words, or both. */
export const ask_reason = (label) => {
  const group = own_id("reason");
  const reasons = say_list("reject.reasons");
  const choices = reasons.map((reason, at) =>
    make(
      "label",
      { class: "choice" },
      make("input", { type: "radio", name: group, value: reason }),
      make("kbd", { "aria-hidden": "true" }, String(at + 1)),
      reason,
    ),
  );
  const words = make("textarea", { rows: 2, maxlength: 2000 });
  const fault = make("p", { class: "fault", role: "alert" });
  const fields = make("fieldset", { class: "choices" }, make("legend", {}, say("reject.ready")), choices);
  fields.addEventListener("keydown", (event) => {
    const chosen = choices[Number(event.key) - 1];
    if (!chosen || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const radio = chosen.querySelector("input");
    radio.checked = true;
    radio.focus();
  });
  return ask({
    title: say("reject.title", { label }),
    body: [
      make("p", { class: "hint" }, say("reject.hint")),
      fields,
      make("label", { class: "field" }, say("reject.own_words"), words),
      fault,
    ],
    yes: say("reject.yes"),
    danger: true,
    focus: choices[0]?.querySelector("input") ?? words,
    check: () => {
      const ready = fields.querySelector("input:checked")?.value ?? "";
      const reason = [ready, words.value.trim()].filter(Boolean).join(": ");
      if (!reason) fault.textContent = say("reject.needed");
      return reason || null;
    },
  });
};
