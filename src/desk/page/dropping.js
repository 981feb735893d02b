// Files that are dropped anywhere on the window, folders with all that is in them, and pickers.
import { make } from "./dom.js";
import { say } from "./language.js";

let target = null;

/** Who takes what is dropped: `words` are shown while it hangs over the window. */
export const set_drop_target = (taker) => {
  target = taker;
};

const is_litter = (name) => /(^|\/)(\.[^/]*|Thumbs\.db|desktop\.ini)$/i.test(name);

const file_of = (entry) => new Promise((done, failed) => entry.file(done, failed));

const children_of = async (folder) => {
  const reader = folder.createReader();
  const all = [];
  // A reader gives some at a time, and nothing at the end.
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) return all;
    all.push(...some);
  }
};

const gather = async (entry, into) => {
  if (entry.isFile) {
    const name = entry.fullPath.replace(/^\//, "");
    if (!is_litter(name)) into.push({ file: await file_of(entry), name });
  } else if (entry.isDirectory) {
    const children = await children_of(entry);
    for (const child of children.sort((one, other) => (one.name < other.name ? -1 : 1)))
      await gather(child, into);
  }
};

/** All files of what was dropped; entries live only as long as the event, so they are taken first. */
export const dropped_files = async (transfer) => {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const plain = [...transfer.files];
  const found = [];
  for (const entry of entries) await gather(entry, found);
  return found.length ? found : plain.map((file) => ({ file, name: file.name }));
};

export const chosen_files = (input) =>
  [...input.files]
    .map((file) => ({ file, name: file.webkitRelativePath || file.name }))
    .filter(({ name }) => !is_litter(name));

/** A button that opens the browser's choice of files. */
export const file_picker = (words, take, properties = {}) =>
  make(
    "label",
    { class: "picker" },
    make("input", {
      type: "file",
      class: "unseen",
      ...properties,
      on: {
        change: (event) => {
          const files = chosen_files(event.target);
          event.target.value = "";
          if (files.length) take(files);
        },
      },
    }),
    make("span", {}, words),
  );

export const watch_drops = () => {
  const words = make("p", {});
  const veil = make("div", { id: "veil", hidden: true, "aria-hidden": "true" }, words);
  document.body.append(veil);
  let inside = 0;
  const has_files = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const hide = () => {
    inside = 0;
    veil.hidden = true;
  };
  addEventListener("dragenter", (event) => {
    if (!has_files(event)) return;
    event.preventDefault();
    inside += 1;
    words.textContent = target ? target.words() : say("drop.nowhere");
    veil.hidden = false;
  });
  addEventListener("dragleave", (event) => {
    if (has_files(event) && --inside <= 0) hide();
  });
  addEventListener("dragover", (event) => {
    if (!has_files(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = target ? "copy" : "none";
  });
  addEventListener("drop", async (event) => {
    if (!has_files(event)) return;
    event.preventDefault();
    hide();
    const taker = target;
    const files = await dropped_files(event.dataTransfer);
    if (taker && files.length) taker.take(files);
  });
};
