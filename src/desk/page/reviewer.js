// Who looks: kept in this browser, and written beside each decision. It may be empty.
import { button, make } from "./dom.js";
import { ask } from "./dialogs.js";
import { say } from "./language.js";

const key = "cvrank-reviewer";
const listeners = new Set();

export const remembered = (name, fallback = "") => {
  try {
    return localStorage.getItem(name) ?? fallback;
  } catch {
    return fallback;
  }
};

export const remember = (name, value) => {
  try {
    localStorage.setItem(name, value);
  } catch {
    /* a browser that keeps nothing asks again */
  }
};

export const reviewer = () => remembered(key).trim();

export const set_reviewer = (name) => {
  remember(key, name.trim());
  listeners.forEach((tell) => tell());
};

export const ask_reviewer = async () => {
  const field = make("input", { type: "text", value: reviewer(), maxlength: 80, autocomplete: "name" });
  const name = await ask({
    title: say("reviewer.title"),
    body: [
      make("p", {}, say("reviewer.why")),
      make("label", { class: "field" }, say("reviewer.label"), field),
    ],
    yes: say("reviewer.yes"),
    focus: field,
    check: () => ({ name: field.value }),
  });
  if (name) set_reviewer(name.name);
};

/** In the head of every page. */
export const reviewer_button = () => {
  const shown = button("", ask_reviewer, { class: "plain", id: "reviewer" });
  const tell = () => {
    shown.textContent = reviewer() ? say("reviewer.as", { name: reviewer() }) : say("reviewer.nobody");
  };
  listeners.add(tell);
  tell();
  return shown;
};
