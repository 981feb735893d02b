// One key does one thing, unless somebody is writing. The keys can be switched off.
import { make } from "./dom.js";
import { ask } from "./dialogs.js";
import { say } from "./language.js";
import { go, job_place } from "./places.js";
import { remember, remembered } from "./reviewer.js";

let page_keys = {};
let place = {};
let after_g = 0;

export const set_page_keys = (keys, where) => {
  page_keys = keys;
  place = where;
};

const switched_on = () => remembered("cvrank-keys", "on") === "on";

const shown_keys = [
  [
    "keys.walk",
    [["j", "↓"], "key.next"],
    [["k", "↑"], "key.previous"],
    [["Enter"], "key.open"],
    [["/"], "key.search"],
  ],
  [
    "keys.decide",
    [["s"], "key.shortlist"],
    [["h"], "key.hold"],
    [["r"], "key.reject"],
    [["n"], "key.note"],
    [["x"], "key.take_back"],
    [["u"], "key.undo"],
  ],
  [
    "keys.go",
    [["g", "r"], "key.go_ranking"],
    [["g", "p"], "key.go_post"],
    [["g", "d"], "key.go_decisions"],
    [["g", "l"], "key.go_learn"],
    [["c"], "key.compare"],
    [["Esc"], "key.back"],
    [["?"], "key.help"],
  ],
  ["keys.post", [["Ctrl Z"], "key.undo_edit"], [["Ctrl Shift Z"], "key.redo_edit"]],
];

export const show_help = () =>
  ask({
    title: say("keys.title"),
    no: say("dialog.close"),
    body: [
      make(
        "div",
        { class: "keys" },
        shown_keys.map(([title, ...keys]) =>
          make(
            "section",
            {},
            make("h3", {}, say(title)),
            make(
              "dl",
              {},
              keys.map(([pressed, words]) =>
                make(
                  "div",
                  {},
                  make(
                    "dt",
                    {},
                    pressed.map((key, at) => [
                      at && title !== "keys.go" ? ` ${say("keys.or")} ` : at ? " " : "",
                      make("kbd", {}, key),
                    ]),
                  ),
                  make("dd", {}, say(words)),
                ),
              ),
            ),
          ),
        ),
      ),
      make(
        "label",
        { class: "choice" },
        make("input", {
          type: "checkbox",
          checked: switched_on(),
          on: { change: (event) => remember("cvrank-keys", event.target.checked ? "on" : "off") },
        }),
        say("keys.switch"),
      ),
      make("p", { class: "hint" }, say("keys.hint")),
    ],
  });

const writing = (target) =>
  target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");

const tabs = { r: [], p: ["post"], d: ["decisions"], l: ["learn"] };

const back = () => {
  if (place.second) go(job_place(place.job, "cv", place.first));
  else if (place.candidate || (place.job && place.tab !== "ranking")) go(job_place(place.job));
  else go("#/");
};

const pressed = (event) => {
  if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
  if (event.key === "Escape") {
    const field = writing(event.target);
    if (field) field.blur();
    else back();
    event.preventDefault();
    return;
  }
  if (writing(event.target)) return;
  if (event.ctrlKey || event.metaKey) {
    const key = event.key.toLowerCase();
    const act =
      key === "z" ? page_keys[event.shiftKey ? "redo" : "undo_edit"] : key === "y" ? page_keys.redo : null;
    if (act) {
      event.preventDefault();
      act();
    }
    return;
  }
  if (event.altKey || !switched_on()) return;
  const { key } = event;
  const since_g = Date.now() - after_g;
  after_g = 0;
  if (since_g < 1500 && key in tabs && place.job) {
    event.preventDefault();
    go(job_place(place.job, ...tabs[key]));
    return;
  }
  if (key === "g") after_g = Date.now();
  else if (key === "?") {
    event.preventDefault();
    show_help();
  } else {
    const name = { ArrowDown: "j", ArrowUp: "k" }[key] ?? key;
    // Enter and the arrows keep what they do on a link, a button or in what scrolls by itself.
    if (key === "Enter" && event.target.closest?.("a, button, summary, label")) return;
    if (key.startsWith("Arrow") && event.target.closest?.("[data-scrolls], input, summary")) return;
    const act = page_keys[name];
    if (!act) return;
    event.preventDefault();
    act();
  }
};

export const listen = () => document.addEventListener("keydown", pressed);
