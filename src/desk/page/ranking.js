// The ranking of a job: filters, legend, and a list of any length.
import { button, make, replace } from "./dom.js";
import { decide, undo_decision } from "./decide.js";
import { file_picker } from "./dropping.js";
import { load_job, open_job } from "./jobs.js";
import { say, server_language } from "./language.js";
import { announce, attempt } from "./messages.js";
import { candidate_place, go, job_place } from "./places.js";
import { column_names, ranking_row, waiting_row } from "./ranking_row.js";
import { legend, sign_legend } from "./signs.js";
import { drop_target, send_files, uploads_panel } from "./uploads.js";
import { virtual_list } from "./virtual_list.js";
import { begin_walk, is_filtered, plain_filter, walk_of } from "./walk.js";

// How each job was last looked at: coming back finds it so.
const looks = new Map();
const look_of = (job) => {
  if (!looks.has(job)) looks.set(job, { filter: plain_filter(), active: -1, scroll: 0 });
  return looks.get(job);
};

export const set_active_candidate = (job, candidate) => {
  const at = walk_of(job)?.index_of(candidate) ?? -1;
  if (at >= 0) look_of(job).active = at;
};

const roomy = matchMedia("(min-width: 36rem)");

/** On a phone the list comes first, and what filters it is folded. */
const folded = (filter, words, ...held) => make("details", { class: "folded", open: roomy.matches || is_filtered(filter) },
  make("summary", {}, words), held);

const add_cvs = (job, large) => make("div", { class: large ? "zone" : "zone small", id: "cv-zone" },
  make("p", { class: large ? "large" : null }, say(large ? "cvs.drop" : "cvs.drop_more")),
  make("p", { class: "pickers" },
    file_picker(say("cvs.choose"), (files) => send_files(job, files), { multiple: true, id: "cv-files" }),
    file_picker(say("cvs.choose_folder"), (files) => send_files(job, files), { webkitdirectory: true, multiple: true, id: "cv-folder" })),
  large ? make("p", { class: "hint" }, say("cvs.kinds")) : null);

const options = (start, names) => names.map((name) => make("option", { value: name }, say(`${start}.${name || "all"}`)));

const controls = (filter, changed) => {
  let later = 0;
  const set = (values) => changed(Object.assign(filter, values));
  const tick = (key, value, words) => make("label", {}, make("input", {
    type: "checkbox", id: `only-${key}`, checked: filter[key] === value,
    on: { change: (event) => set({ [key]: event.target.checked ? value : "" }) },
  }), " ", words);
  return make("form", { id: "controls", role: "search", "aria-label": say("ranking.controls"), on: { submit: (event) => event.preventDefault() } },
    make("label", {}, say("ranking.search"), " ", make("input", {
      type: "search", id: "find", value: filter.search, autocomplete: "off", placeholder: say("ranking.search_hint"), "aria-keyshortcuts": "/",
      on: {
        input: (event) => {
          clearTimeout(later);
          later = setTimeout(() => set({ search: event.target.value.trim() }), 200);
        },
      },
    })),
    make("label", {}, say("ranking.sort"), " ", make("select", {
      id: "order", value: filter.sort, on: { change: (event) => set({ sort: event.target.value }) },
    }, options("sort", ["rank", "score", "musts", "years", "arrived", "decision"]))),
    make("label", {}, make("input", {
      type: "checkbox", id: "descending", checked: filter.descending, on: { change: (event) => set({ descending: event.target.checked }) },
    }), " ", say("ranking.descending")),
    make("label", {}, say("ranking.decision"), " ", make("select", {
      id: "decision", value: filter.decision, on: { change: (event) => set({ decision: event.target.value }) },
    }, options("filter", ["", "none", "any", "shortlist", "hold", "reject"]))),
    tick("musts", "all", say("filter.musts")),
    tick("flagged", "true", say("filter.flagged")),
    tick("status", "unreadable", say("filter.unreadable")));
};

const what_columns_mean = (columns) => (columns.length ? make("details", { class: "columns" },
  make("summary", {}, say("ranking.columns")),
  sign_legend(),
  make("ol", {}, columns.map((column) => make("li", {},
    make("b", {}, say(`importance.${column.importance}`)), " ", make("span", { lang: server_language }, column.label)))),
  make("p", { class: "hint" }, say("ranking.not_no"))) : null);

export const page = async ({ job, current }) => {
  const look = look_of(job);
  let walk = await begin_walk(job, look.filter);
  const place = make("div", {});
  const count = make("output", { id: "count" });
  const notes = make("div", { class: "after" });
  const rows = make("div", { role: "rowgroup", class: "rows" });
  const probe = make("div", { class: "line probe", "aria-hidden": "true" });
  const names = make("div", { role: "row", class: "names line", "aria-rowindex": 1 },
    column_names.map((name) => make("div", { role: "columnheader", class: name === "cv" ? "who" : name }, say(`column.${name}`))));
  const table = make("div", { role: "table", class: "ranking", "aria-label": say("tab.ranking"), id: "list" },
    make("div", { role: "rowgroup", class: "head" }, names), probe, rows);

  const act = async (row, verdict) => {
    const told = await decide(job, row, verdict);
    if (told) list.redraw(walk.index_of(told.candidate));
  };
  const focused = () => {
    const at = document.activeElement?.closest?.(".rows > [data-index]");
    return at ? Number(at.dataset.index) : look.active >= 0 ? look.active : null;
  };
  const list = virtual_list({
    host: rows,
    probe,
    frozen: focused,
    count: () => walk.head.filtered,
    draw: (index) => {
      const row = walk.rows.get(index);
      if (row) return ranking_row(job, row, index, walk.head.columns, { active: index === look.active, decide: act });
      const of = walk;
      attempt(async () => {
        await of.page_of(index);
        if (of !== walk || !current()) return;
        if (of.stale) await fetch_again();
        else list.redraw(index);
      });
      return waiting_row(index);
    },
  });

  const tell = () => {
    const { head } = walk;
    table.setAttribute("aria-rowcount", String(head.filtered + 1));
    table.hidden = head.filtered === 0;
    count.textContent = say("ranking.count", { count: head.filtered, total: head.total, scored: head.scored, milliseconds: head.milliseconds });
    const cvs = document.getElementById("job-cvs");
    if (cvs) cvs.textContent = String(head.total);
    replace(notes,
      head.total && !head.filtered ? make("p", { class: "empty" }, say("ranking.none_left"), " ",
        button(say("ranking.clear"), () => { Object.assign(look.filter, plain_filter()); dispatchEvent(new Event("desk:again")); })) : null,
      head.cut ? make("p", { lang: server_language }, head.cut) : null,
      head.basis ? make("p", { class: "hint", lang: server_language }, head.basis) : null);
    if (legends.dataset.of !== String(head.version)) {
      legends.dataset.of = String(head.version);
      replace(legends, legend(head.legend), what_columns_mean(head.columns));
    }
  };
  const legends = make("div", { class: "legends" });

  let asked = 0;
  const fetch_again = async (from_top = false) => {
    const number = ++asked;
    await attempt(async () => {
      const fresh = await begin_walk(job, look.filter);
      if (number !== asked || !current()) return;
      const was_empty = walk.head.total === 0;
      const held = walk.rows.get(look.active)?.candidate;
      walk = fresh;
      look.active = held ? walk.index_of(held) : -1;
      if (was_empty !== (walk.head.total === 0)) arrange();
      tell();
      if (from_top && rows.getBoundingClientRect().top < 0) table.scrollIntoView();
      list.refresh();
    });
  };

  const changed = async () => {
    look.active = -1;
    await fetch_again(true);
    announce(say("ranking.found", { count: walk.head.filtered }));
  };
  const form = controls(look.filter, changed);

  // While CVs are read the list follows, but not at every one.
  let last_fetch = 0;
  const read_more = async (still) => {
    if (!current() || (still && Date.now() - last_fetch < 1200)) return;
    last_fetch = Date.now();
    if (!still) await attempt(() => load_job(job));
    await fetch_again();
  };
  const uploads = uploads_panel(job, read_more);

  const arrange = () => {
    const empty = walk.head.total === 0;
    const { requirements } = open_job();
    replace(place, empty
      ? [make("p", { class: "lead" }, say("cvs.first", { count: requirements.length }), " ",
        make("a", { href: job_place(job, "post") }, say("cvs.check"))), add_cvs(job, true), uploads.panel]
      : [uploads.panel, folded(look.filter, say("ranking.controls"), form, legends),
        make("div", { class: "counted" }, make("p", {}, count), add_cvs(job, false)), table, notes]);
  };

  const cover = () => names.getBoundingClientRect().height || 0;
  const move = async (by) => {
    const most = walk.head.filtered - 1;
    if (most < 0) return;
    const was = look.active;
    look.active = Math.max(0, Math.min(most, was < 0 ? (by > 0 ? 0 : most) : was + by));
    await attempt(() => walk.row(look.active));
    list.redraw(was);
    list.reveal(look.active, cover());
    list.redraw(look.active);
    list.row(look.active)?.querySelector("[data-focus=open]")?.focus({ preventScroll: true });
  };
  const active_row = () => walk.rows.get(look.active);
  const with_active = (act_on) => () => {
    const row = active_row();
    if (row) act_on(row);
    else announce(say("ranking.choose_first"));
  };

  arrange();
  tell();
  return {
    name: "ranking",
    title: say("tab.ranking"),
    body: [place],
    drop: drop_target(job, open_job().title),
    keeps_focus: look.active >= 0,
    keys: {
      j: () => move(1),
      k: () => move(-1),
      Enter: with_active((row) => go(candidate_place(job, row.candidate))),
      s: with_active((row) => act(row, "shortlist")),
      h: with_active((row) => act(row, "hold")),
      r: with_active((row) => act(row, "reject")),
      n: with_active((row) => act(row, "note")),
      x: with_active((row) => act(row, "none")),
      u: async () => {
        const row = await undo_decision(job);
        if (row) list.redraw(walk.index_of(row.candidate));
      },
      "/": () => document.getElementById("find")?.focus(),
    },
    arrive: () => {
      list.refresh();
      window.scrollTo(0, look.scroll);
      list.refresh();
      if (look.active < 0) return;
      list.reveal(look.active, cover());
      list.row(look.active)?.querySelector("[data-focus=open]")?.focus({ preventScroll: true });
    },
    leave: () => {
      look.scroll = scrollY;
      list.leave();
      uploads.leave();
    },
  };
};
