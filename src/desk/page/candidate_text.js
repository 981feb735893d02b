// The CV's own words with the quotes marked, or the file itself.
import { button, make, replace } from "./dom.js";
import { cv_name, say } from "./language.js";

const quiet = matchMedia("(prefers-reduced-motion: reduce)");

/** A click or Enter leads from the words to the first reason that rests on them. */
const marked = (segment, go_to_part) => {
  const parts = segment.parts ? segment.parts.split(",").map((part) => part.trim()) : [];
  if (!parts.length) return make("mark", {}, segment.text);
  const back = () => {
    if (getSelection().isCollapsed) go_to_part(parts[0]);
  };
  return make(
    "mark",
    {
      id: `mark-${segment.mark}`,
      tabindex: "-1",
      class: "leads",
      title: say("cv.to_part", { part: parts[0] }),
      on: {
        click: back,
        keydown: (event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          go_to_part(parts[0]);
        },
      },
    },
    segment.text,
    make("sup", {}, parts.join(", ")),
  );
};

const own_words = (view, go_to_part) =>
  make(
    "pre",
    {},
    view.segments.map((segment) => {
      if (segment.omitted) return make("i", {}, say("cv.omitted", { count: segment.omitted }));
      if (segment.mark) return marked(segment, go_to_part);
      return segment.text;
    }),
  );

/** Goes to an element, and lets it be seen. */
export const flash = (element) => {
  if (!element) return;
  element.scrollIntoView({ block: "center", behavior: quiet.matches ? "auto" : "smooth" });
  element.focus({ preventScroll: true });
  element.classList.remove("flash");
  // The class has to go before it can come again.
  void element.offsetWidth;
  element.classList.add("flash");
};

/** Without the folders. */
export const file_name = (path) => path.split(/[\\/]/).pop();

/** The right side. `show_mark` brings the text back when the file is shown in its place. */
export const own_text = (job, candidate, reveal) => {
  const { view, original, revealed } = candidate;
  const address = `/api/jobs/${job}/cvs/${candidate.candidate}/original`;
  const go_to_part = (part) => flash(document.getElementById(`part-${part}`));
  const text = view?.segments?.length
    ? own_words(view, go_to_part)
    : make("p", { class: "empty" }, say("cv.no_text"));
  const held = make(
    "div",
    { class: "paper", tabindex: "0", role: "region", "aria-label": say("cv.text"), data: { scrolls: "" } },
    text,
  );
  const toggle =
    revealed && original?.kind === "pdf"
      ? button("", () => show(!shows_file), { id: "original", "aria-pressed": "false" })
      : null;
  let shows_file = false;
  const show = (file) => {
    shows_file = file;
    replace(
      held,
      file
        ? make("iframe", {
            src: `${address}#navpanes=0&view=FitH`,
            title: say("cv.original_of", { label: cv_name(candidate) }),
          })
        : text,
    );
    if (!toggle) return;
    toggle.textContent = say(file ? "cv.show_text" : "cv.show_original");
    toggle.setAttribute("aria-pressed", String(file));
  };
  show(false);
  const element = make(
    "div",
    { class: "source" },
    make(
      "div",
      { class: "source-head" },
      make("h2", {}, say("cv.text")),
      toggle,
      revealed && original
        ? make(
            "a",
            { href: address, download: true },
            original.name ? say("cv.download_named", { name: file_name(original.name) }) : say("cv.download"),
          )
        : null,
    ),
    revealed
      ? null
      : make(
          "p",
          { class: "hint" },
          say("cv.original_names"),
          " ",
          button(say("names.reveal"), reveal, { id: "reveal", class: "plain" }),
        ),
    held,
  );
  return {
    element,
    show_mark: (mark) => {
      if (shows_file) show(false);
      flash(element.querySelector(`#mark-${mark}`));
    },
  };
};
