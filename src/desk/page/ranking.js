// The ranking of a job: filters, legend, and a list of any length.
import { button, make, replace } from "./dom.js";
import { decide, undo_decision } from "./decide.js";
import { load_job, open_job } from "./jobs.js";
import { say } from "./language.js";
import { announce, attempt, say_aloud } from "./messages.js";
import { candidate_place, go, job_place } from "./places.js";
import { column_names, ranking_row, waiting_row } from "./ranking_row.js";
import {
  add_cvs,
  controls,
  focus_search,
  folded,
  what_columns_mean,
  what_is_hidden,
} from "./ranking_controls.js";
import { remember, remembered } from "./reviewer.js";
import { drop_target, uploads_panel } from "./uploads.js";
import { virtual_list } from "./virtual_list.js";
import { begin_walk, plain_filter, walk_of } from "./walk.js";

// How each job was last looked at: coming back finds it so.
/** Who changes when the cut moves. */
const cut_words = ({ top, leave, enter, is_shared }) =>
  [
    say("ranking.cut", { count: leave + enter, top, leave, enter }),
    is_shared ? say("ranking.cut_shared") : "",
  ].join(" ");

const looks = new Map();
const look_of = (job) => {
  if (!looks.has(job)) looks.set(job, { filter: plain_filter(), active: -1, scroll: 0 });
  return looks.get(job);
};

export const set_active_candidate = (job, candidate) => {
  const at = walk_of(job)?.index_of(candidate) ?? -1;
  if (at >= 0) look_of(job).active = at;
};

/** The next look at the ranking begins in its search. */
export const begin_with_search = (job) => {
  look_of(job).searches = true;
};

const nice_key = "cvrank-shows-nice";

export const page = async ({ job, current }) => {
  const look = look_of(job);
  let walk = await begin_walk(job, look.filter);
  const place = make("div", {});
  const count = make("output", { id: "count", tabindex: "-1" });
  const hidden = make("div", { class: "hidden-rows" });
  const notes = make("div", { class: "after" });
  const rows = make("div", { role: "rowgroup", class: "rows" });
  const probe = make("div", { class: "line probe", "aria-hidden": "true" });
  const names = make(
    "div",
    { role: "row", class: "names line", "aria-rowindex": 1 },
    column_names.map((name) =>
      make("div", { role: "columnheader", class: name === "cv" ? "who" : name }, say(`column.${name}`)),
    ),
  );
  const table = make(
    "div",
    { role: "table", class: "ranking", "aria-label": say("tab.ranking"), id: "list" },
    make("div", { role: "rowgroup", class: "head" }, names),
    probe,
    rows,
  );

  const mark_active = (index) => {
    look.active = index;
    for (const row of rows.children) {
      const active = Number(row.dataset.index) === index;
      row.classList.toggle("active", active);
      if (active) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
      // The buttons of one row only are on the way of Tab.
      for (const one of row.querySelectorAll(".deciding button")) one.tabIndex = active ? 0 : -1;
    }
  };
  const mark_from = (event) => {
    const row = event.target.closest(".rows > [data-index]");
    if (row && Number(row.dataset.index) !== look.active) mark_active(Number(row.dataset.index));
  };
  rows.addEventListener("focusin", mark_from);
  rows.addEventListener("click", mark_from);

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
      if (row)
        return ranking_row(job, row, index, walk.head.columns, {
          active: index === look.active,
          decide: act,
          shows_nice: shows_nice(),
        });
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

  const columns_of = (importance) =>
    walk.head.columns.filter((column) => column.importance === importance).length;
  // Where nothing is a must, nothing is folded.
  const shows_nice = () => !columns_of("must") || remembered(nice_key) === "yes";
  const nice_toggle = button(
    "",
    () => {
      remember(nice_key, shows_nice() ? "no" : "yes");
      tell_nice();
      list.refresh();
    },
    { id: "show-nice", class: "plain", "aria-controls": "list" },
  );
  const tell_nice = () => {
    const open = shows_nice();
    nice_toggle.hidden = !columns_of("must") || !columns_of("nice");
    nice_toggle.textContent = say(open ? "ranking.hide_nice" : "ranking.show_nice", {
      count: columns_of("nice"),
    });
    nice_toggle.setAttribute("aria-expanded", String(open));
  };
  const look_anew = (values) => {
    Object.assign(look.filter, values);
    look.counts = true;
    dispatchEvent(new Event("desk:again"));
  };

  const tell = () => {
    const { head } = walk;
    tell_nice();
    replace(hidden, what_is_hidden(look.filter, head, look_anew));
    table.setAttribute("aria-rowcount", String(head.filtered + 1));
    table.hidden = head.filtered === 0;
    count.textContent = say("ranking.count", {
      count: head.filtered,
      total: head.total,
      scored: head.scored,
      milliseconds: head.milliseconds,
    });
    const cvs = document.getElementById("job-cvs");
    if (cvs) cvs.textContent = String(head.total);
    replace(
      notes,
      head.total && !head.filtered
        ? make("p", { class: "empty" }, say("ranking.none_left"))
        : null,
      head.cut_change ? make("p", {}, cut_words(head.cut_change)) : null,
    );
    if (legends.dataset.of !== String(head.version)) {
      legends.dataset.of = String(head.version);
      const open = legends.querySelector("details")?.open;
      replace(legends, what_columns_mean(head));
      legends.firstElementChild.open = Boolean(open);
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
      const focus = rows.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
      walk = fresh;
      look.active = held ? walk.index_of(held) : -1;
      if (was_empty !== (walk.head.total === 0)) arrange();
      tell();
      if (from_top && rows.getBoundingClientRect().top < 0) table.scrollIntoView();
      list.refresh();
      if (focus)
        list.row(look.active)?.querySelector(`[data-focus="${focus}"]`)?.focus({ preventScroll: true });
    });
  };

  const changed = async () => {
    look.active = -1;
    await fetch_again(true);
    // Who sees the page sees the number above the list.
    say_aloud(say("ranking.found", { count: walk.head.filtered }));
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
    replace(
      place,
      empty
        ? [
            make(
              "p",
              { class: "lead" },
              say("cvs.first", { count: requirements.length }),
              " ",
              make("a", { href: job_place(job, "post") }, say("cvs.check")),
            ),
            add_cvs(job, true),
            uploads.panel,
          ]
        : [
            uploads.panel,
            folded(look.filter, say("ranking.controls"), form, legends),
            make("div", { class: "counted" }, make("p", {}, count, " ", nice_toggle), add_cvs(job, false)),
            hidden,
            notes,
            table,
          ],
    );
  };

  const cover = () => names.getBoundingClientRect().height || 0;
  /** The active row comes into sight and has the focus, once it is there. */
  const focus_active = async () => {
    const index = look.active;
    list.reveal(index, cover());
    if (!walk.rows.has(index)) {
      await attempt(() => walk.row(index));
      list.redraw(index);
    }
    if (!current() || index !== look.active) return;
    mark_active(index);
    list.row(index)?.querySelector("[data-focus=open]")?.focus({ preventScroll: true });
  };
  const move = async (by) => {
    const most = walk.head.filtered - 1;
    if (most < 0) return;
    const was = look.active;
    look.active = Math.max(0, Math.min(most, was < 0 ? (by > 0 ? 0 : most) : was + by));
    await focus_active();
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
    keeps_focus: look.active >= 0 || look.searches || look.counts,
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
      "/": focus_search,
    },
    arrive: () => {
      list.refresh();
      window.scrollTo(0, look.scroll);
      list.refresh();
      if (look.counts) count.focus();
      else if (look.searches) focus_search();
      else if (look.active >= 0) focus_active();
      look.searches = false;
      look.counts = false;
    },
    leave: () => {
      look.scroll = scrollY;
      list.leave();
      uploads.leave();
    },
  };
};
