// What stands above the list: adding CVs, filters and order, and what its signs mean.
import { make } from "./dom.js";
import { file_picker } from "./dropping.js";
import { say, server_language } from "./language.js";
import { sign_legend } from "./signs.js";
import { send_files } from "./uploads.js";
import { is_filtered } from "./walk.js";

const roomy = matchMedia("(min-width: 36rem)");

/** On a phone the list comes first, and what filters it is folded. */
export const folded = (filter, words, ...held) =>
  make(
    "details",
    { class: "folded", open: roomy.matches || is_filtered(filter) },
    make("summary", {}, words),
    held,
  );

export const focus_search = () => {
  const field = document.getElementById("find");
  const fold = field?.closest("details");
  if (fold) fold.open = true;
  field?.focus();
};

export const add_cvs = (job, large) =>
  make(
    "div",
    { class: large ? "zone" : "zone small", id: "cv-zone" },
    make("p", { class: large ? "large" : null }, say(large ? "cvs.drop" : "cvs.drop_more")),
    make(
      "p",
      { class: "pickers" },
      file_picker(say("cvs.choose"), (files) => send_files(job, files), { multiple: true, id: "cv-files" }),
      file_picker(say("cvs.choose_folder"), (files) => send_files(job, files), {
        webkitdirectory: true,
        multiple: true,
        id: "cv-folder",
      }),
    ),
    large ? make("p", { class: "hint" }, say("cvs.kinds")) : null,
  );

const options = (start, names) =>
  names.map((name) => make("option", { value: name }, say(`${start}.${name || "all"}`)));

export const controls = (filter, changed) => {
  let later = 0;
  const set = (values) => changed(Object.assign(filter, values));
  const tick = (key, value, words) =>
    make(
      "label",
      {},
      make("input", {
        type: "checkbox",
        id: `only-${key}`,
        checked: filter[key] === value,
        on: { change: (event) => set({ [key]: event.target.checked ? value : "" }) },
      }),
      " ",
      words,
    );
  return make(
    "form",
    {
      id: "controls",
      role: "search",
      "aria-label": say("ranking.controls"),
      on: { submit: (event) => event.preventDefault() },
    },
    make(
      "label",
      {},
      say("ranking.search"),
      " ",
      make("input", {
        type: "search",
        id: "find",
        value: filter.search,
        autocomplete: "off",
        placeholder: say("ranking.search_hint"),
        "aria-keyshortcuts": "/",
        on: {
          input: (event) => {
            clearTimeout(later);
            later = setTimeout(() => set({ search: event.target.value.trim() }), 200);
          },
        },
      }),
    ),
    make(
      "label",
      {},
      say("ranking.sort"),
      " ",
      make(
        "select",
        {
          id: "order",
          value: filter.sort,
          on: { change: (event) => set({ sort: event.target.value }) },
        },
        options("sort", ["rank", "score", "musts", "years", "arrived", "decision"]),
      ),
    ),
    make(
      "label",
      {},
      make("input", {
        type: "checkbox",
        id: "descending",
        checked: filter.descending,
        on: { change: (event) => set({ descending: event.target.checked }) },
      }),
      " ",
      say("ranking.descending"),
    ),
    make(
      "label",
      {},
      say("ranking.decision"),
      " ",
      make(
        "select",
        {
          id: "decision",
          value: filter.decision,
          on: { change: (event) => set({ decision: event.target.value }) },
        },
        options("filter", ["", "none", "any", "shortlist", "hold", "reject"]),
      ),
    ),
    tick("musts", "all", say("filter.musts")),
    tick("flagged", "true", say("filter.flagged")),
    tick("status", "unreadable", say("filter.unreadable")),
  );
};

export const what_columns_mean = ({ columns, basis }) =>
  columns.length || basis
    ? make(
        "details",
        { class: "columns" },
        make("summary", {}, say("ranking.columns")),
        basis ? make("p", { lang: server_language }, basis) : null,
        sign_legend(),
        make(
          "ol",
          {},
          columns.map((column) =>
            make(
              "li",
              {},
              make("b", {}, say(`importance.${column.importance}`)),
              " ",
              make("span", { lang: server_language }, column.label),
            ),
          ),
        ),
        make("p", { class: "hint" }, say("ranking.not_no")),
      )
    : null;
