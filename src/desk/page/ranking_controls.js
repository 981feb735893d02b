// What stands above the list: adding CVs, filters and order, and what its signs mean.
import { button, make } from "./dom.js";
import { file_picker } from "./dropping.js";
import { say, server_language } from "./language.js";
import { legend, sign_legend } from "./signs.js";
import { send_files } from "./uploads.js";
import { is_filtered, plain_filter } from "./walk.js";

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

/** Why CVs are left out by these filters, in words. */
const reasons_left_out = (filter, head) =>
  [
    filter.search ? say("left_out.search", { words: filter.search }) : null,
    filter.decision ? say("left_out.decision", { decision: say(`filter.${filter.decision}`) }) : null,
    filter.musts ? say(head.total > head.scored ? "left_out.musts_or_unread" : "left_out.musts") : null,
    filter.flagged ? say("left_out.flagged") : null,
    filter.status ? say("left_out.status") : null,
  ].filter(Boolean);

/** How many are left out and why, and in which order they stand; each is undone by one click. */
export const what_is_hidden = (filter, head, again) => {
  const plain = plain_filter();
  const { sort, descending } = filter;
  const left_out = head.total - head.filtered;
  return [
    left_out
      ? make(
          "p",
          { class: "left-out" },
          say("left_out.count", { count: left_out, reasons: reasons_left_out(filter, head).join("; ") }),
          " ",
          button(say("left_out.show_all"), () => again({ ...plain, sort, descending }), { id: "show-all" }),
        )
      : null,
    sort !== plain.sort || descending
      ? make(
          "p",
          { class: "left-out" },
          say(descending ? "order.reversed" : "order.other", { order: say(`sort.${sort}`) }),
          " ",
          button(say("order.back"), () => again({ sort: plain.sort, descending: false }), {
            id: "plain-order",
          }),
        )
      : null,
  ];
};

const columns_of = (columns, importance) =>
  make(
    "ol",
    {},
    columns
      .filter((column) => column.importance === importance)
      .map((column) => make("li", { lang: server_language }, column.label)),
  );

/** What colours, signs and columns stand for: folded, for whoever asks. */
export const what_columns_mean = ({ columns, basis_kind, samples, legend: parts }) => {
  const nices = columns.filter((column) => column.importance === "nice").length;
  return make(
    "details",
    { class: "columns", id: "legend" },
    make("summary", {}, say("ranking.columns")),
    make("h2", {}, say("ranking.legend")),
    legend(parts),
    make("h2", {}, say("ranking.signs")),
    sign_legend(),
    make("p", { class: "hint" }, say("ranking.not_no")),
    make("p", {}, say(`ranking.basis.${basis_kind}`, { samples })),
    columns.length > nices
      ? [make("h2", {}, say("why.group.must")), columns_of(columns, "must")]
      : null,
    nices
      ? make(
          "details",
          { class: "nices" },
          make("summary", {}, say("ranking.nices", { count: nices })),
          columns_of(columns, "nice"),
        )
      : null,
  );
};
