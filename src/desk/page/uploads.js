// Sends CVs in batches, one after the other, and tells how far sending and reading are.
import { get, upload } from "./api.js";
import { button, make, replace } from "./dom.js";
import { cv_name, say, say_code, server_language } from "./language.js";
import { announce, show_error } from "./messages.js";
import { candidate_place } from "./places.js";
import { same_as, unread_reason } from "./signs.js";

// Letters that command a terminal; a request cannot carry them in a name.
const commands = /[\u0000-\u001f\u007f]/g;

const most_files = 50;
const most_bytes = 30 * 1024 * 1024;
const poll_pause = 400;
const most_lines = 200;

// One state a job: it outlives the page that shows it.
const states = new Map();
const listeners = new Set();

const state_of = (job) => {
  if (!states.has(job)) {
    states.set(job, {
      job,
      queue: [],
      sending: false,
      files: 0,
      sent: 0,
      part: 0,
      polling: false,
      seen: new Set(),
      heard: new Set(),
      imports: [],
    });
  }
  return states.get(job);
};

const tell = (state, finished = false) =>
  listeners.forEach((listener) => {
    if (listener.job === state.job) listener.tell(finished);
  });

/** Batches of at most so many files and bytes; a larger file goes alone. */
export const batches_of = (files) => {
  const batches = [];
  let bytes = 0;
  for (const one of files) {
    const last = batches.at(-1);
    if (!last || last.length >= most_files || bytes + one.file.size > most_bytes) {
      batches.push([one]);
      bytes = one.file.size;
    } else {
      last.push(one);
      bytes += one.file.size;
    }
  }
  return batches;
};

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

const poll = async (state) => {
  if (state.polling) return;
  state.polling = true;
  let worked = false;
  try {
    for (;;) {
      const all = await get(`jobs/${state.job}/imports`);
      for (const one of all) if (!one.finished) state.seen.add(one.import);
      state.imports = all.filter((one) => state.seen.has(one.import));
      const open = state.imports.some((one) => !one.finished);
      worked ||= state.imports.some((one) => !state.heard.has(one.import));
      tell(state, worked && !open);
      if (!open) break;
      await pause(poll_pause);
    }
  } catch (error) {
    show_error(error);
  } finally {
    state.polling = false;
  }
  for (const one of state.imports) state.heard.add(one.import);
  if (!state.sending && worked) announce(say("upload.sum", sums(state)));
};

/** Adds files to the job; they are sent after those that are being sent. */
export const send_files = async (job, files) => {
  const state = state_of(job);
  state.queue.push(...batches_of(files));
  state.files += files.length;
  if (state.sending) return;
  state.sending = true;
  announce(say("upload.begun", { count: files.length }));
  try {
    while (state.queue.length) {
      const batch = state.queue[0];
      const form = new FormData();
      for (const { file, name } of batch) form.append("file", file, name.replace(commands, "_"));
      state.part = 0;
      tell(state);
      const begun = await upload(`jobs/${job}/cvs`, form, (part) => {
        state.part = part * batch.length;
        tell(state);
      });
      state.queue.shift();
      state.sent += batch.length;
      state.part = 0;
      state.seen.add(begun.import);
      poll(state);
    }
  } catch (error) {
    show_error(error);
    state.queue = [];
  } finally {
    state.sending = false;
    state.files = 0;
    state.sent = 0;
    state.part = 0;
    tell(state);
    poll(state);
  }
};

/** What whoever drops files on a page of this job does. */
export const drop_target = (job, title) => ({
  words: () => say("drop.cvs", { title }),
  take: (files) => send_files(job, files),
});

const sums = ({ imports }) => {
  const sum = { total: 0, done: 0, new: 0, changed: 0, known: 0 };
  for (const one of imports) {
    // A file can hold many CVs: how many is known once it was opened, if at all.
    sum.total += one.cvs ?? one.files;
    for (const key of ["done", "new", "changed", "known"]) sum[key] += one[key];
  }
  return sum;
};

const bar = (id, words, value, most) =>
  make(
    "p",
    { class: "progress" },
    make("label", { for: id }, words),
    make("progress", { id, max: Math.max(most, 1), value }),
  );

const lines_of = (job, state) => {
  const errors = state.imports
    .filter((one) => one.error)
    .map((one) => make("li", { class: "failed" }, make("span", { lang: server_language }, one.error)));
  const unreadable = state.imports
    .flatMap((one) => one.unreadable)
    .map((file) =>
      make(
        "li",
        { class: "failed" },
        make("b", {}, file.name),
        " ",
        make("span", { class: "denied" }, say_code("status", file.status)),
        " ",
        unread_reason(file),
      ),
    );
  const duplicates = state.imports
    .flatMap((one) => one.duplicates)
    .map((twin) =>
      make(
        "li",
        {},
        make("a", { href: candidate_place(job, twin.candidate) }, cv_name(twin)),
        " ",
        say("upload.same_as"),
        " ",
        make("a", { href: candidate_place(job, twin.of) }, cv_name({ candidate: twin.of, label: twin.of_label })),
        ": ",
        same_as(twin),
      ),
    );
  return [
    [say("upload.unreadable", { count: errors.length + unreadable.length }), [...errors, ...unreadable]],
    [say("upload.duplicates", { count: duplicates.length }), duplicates],
  ]
    .filter(([, lines]) => lines.length)
    .map(([title, lines]) =>
      make(
        "details",
        { open: lines.length <= 5 },
        make("summary", {}, title),
        make("ul", {}, lines.slice(0, most_lines)),
        lines.length > most_lines ? make("p", {}, say("more", { count: lines.length - most_lines })) : null,
      ),
    );
};

/** The state of sending and reading; `changed` is told when CVs have been read. */
export const uploads_panel = (job, changed) => {
  const state = state_of(job);
  const bars = make("div", {});
  const found = make("div", {});
  const panel = make(
    "section",
    { class: "uploads", "aria-label": say("upload.title"), hidden: true },
    bars,
    found,
  );
  let lines = "";
  const show = (finished) => {
    const sum = sums(state);
    const reading = state.imports.some((one) => !one.finished);
    panel.hidden = !state.sending && !state.imports.length;
    const told = sum.done === sum.total || !reading;
    replace(
      bars,
      state.sending
        ? bar(
            "sending",
            say("upload.sending", { sent: Math.floor(state.sent + state.part), files: state.files }),
            state.sent + state.part,
            state.files,
          )
        : null,
      reading
        ? bar("reading", say("upload.reading", { done: sum.done, total: sum.total }), sum.done, sum.total)
        : null,
      !state.sending && told && state.imports.length
        ? make(
            "p",
            {},
            say("upload.sum", sum),
            " ",
            button(
              say("error.close"),
              () => {
                state.seen.clear();
                state.imports = [];
                show(false);
              },
              { class: "plain" },
            ),
          )
        : null,
    );
    const now = JSON.stringify(
      state.imports.map((one) => [one.error, one.unreadable.length, one.duplicates.length]),
    );
    if (now !== lines) {
      lines = now;
      replace(found, lines_of(job, state));
    }
    if (finished) changed(false);
    else if (reading) changed(true);
  };
  const listener = { job, tell: show };
  listeners.add(listener);
  show(false);
  // A page that was loaded anew looks whether reading still goes on.
  if (!state.sending) poll(state);
  return { panel, leave: () => listeners.delete(listener) };
};
