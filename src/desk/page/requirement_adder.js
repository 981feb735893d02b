// A form that first asks what kind of thing is asked for, then for what that kind needs.
import { blank, demand_fields, importance_field, kinds, kind_words, weight_field } from "./demand_fields.js";
import { button, make, replace } from "./dom.js";
import { say } from "./language.js";

const is_said = (kind, keys) => {
  if (kind === "any_of") return keys.any_of.length > 0;
  if (kind === "text") return keys.text.trim() !== "";
  return true;
};

/** `change` has the requirement added; its answer says whether that went well. */
export const requirement_adder = (change) => {
  const held = make("div", { class: "adder" });
  const closed = () => replace(held, button(`+ ${say("add.open")}`, open, { id: "add", class: "strong" }));

  const open = () => {
    let kind = "any_of";
    let keys = {};
    const fields = make("div", { class: "fields" });
    const fault = make("p", { class: "fault", role: "alert" });
    // Only the fields are drawn anew: a button that is being pressed stays.
    const show = () => {
      const focused = fields.contains(document.activeElement) ? document.activeElement.dataset.field : null;
      replace(
        fields,
        importance_field("importance-new", keys.importance, set),
        demand_fields(keys, set),
        weight_field(keys, set),
      );
      if (focused)
        [...fields.querySelectorAll("[data-field]")].find((one) => one.dataset.field === focused)?.focus();
    };
    const set = (values) => {
      keys = { ...keys, ...values };
      for (const [key, value] of Object.entries(keys)) if (value === null) delete keys[key];
      fault.textContent = "";
      show();
    };
    const choose = (wanted) => {
      kind = wanted;
      keys = { importance: keys.importance ?? "must", ...blank(kind) };
      show();
    };
    const add = async (event) => {
      event.preventDefault();
      // What still stands in the field for one more counts too.
      if (fields.contains(document.activeElement)) document.activeElement.blur();
      if (!is_said(kind, keys)) {
        fault.textContent = say("add.needed");
        fields.querySelector("input[type=text]")?.focus();
      } else if (await change({ add: { keys } })) {
        closed();
        held.querySelector("button").focus();
      }
    };
    const kind_select = make(
      "select",
      { value: kind, id: "add-kind", on: { change: (event) => choose(event.target.value) } },
      kinds.map((one) => make("option", { value: one }, kind_words(one))),
    );
    choose(kind);
    replace(
      held,
      make(
        "form",
        { class: "requirement", on: { submit: add } },
        make("h3", {}, say("add.title")),
        make("label", { class: "field" }, make("span", {}, say("add.kind")), kind_select),
        fields,
        fault,
        make(
          "p",
          { class: "actions" },
          make("button", { class: "strong" }, say("add.yes")),
          " ",
          button(say("dialog.cancel"), () => {
            closed();
            held.querySelector("button").focus();
          }),
        ),
      ),
    );
    kind_select.focus();
  };

  closed();
  return held;
};
