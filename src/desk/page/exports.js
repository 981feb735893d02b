// The menu of downloads: plain links, so that the browser saves them as it saves all else.
import { query } from "./api.js";
import { make } from "./dom.js";
import { say } from "./language.js";

// Which take the person's name, which are nothing without it, which take the number of CVs, which
// are asked for most and stand first, and which are another format for some of the CVs.
const formats = [
  ["shortlist", { names: true, first: true }],
  ["html", { names: true, top: true, first: true }],
  ["excel", { names: true, top: true, first: true }],
  ["csv", { names: true, top: true, first: true }],
  ["xlsx", { top: true }],
  ["interview-docx", { names: true, top: true }],
  ["interview-shortlist", { names: true, of: "interview-docx", shortlisted: true }],
  ["ats-greenhouse", { only_named: true }],
  ["ats-lever", { only_named: true }],
  ["decided-html", { names: true }],
  ["decided-csv", { names: true }],
  ["decided-xlsx", {}],
  ["run", {}],
  ["decisions", {}],
  ["job", {}],
];

const held = { names: false, top: "" };

export const export_address = (job, format, values = {}) =>
  `/api/jobs/${job}/export/${format}${query(values)}`;

export const export_menu = (job) => {
  // Nobody is named in a file before somebody revealed names.
  const shown = formats.filter(([, takes]) => job.revealed || !takes.only_named);
  const links = shown.map(([format, takes]) => ({
    format,
    takes,
    link: make("a", { download: true, href: "" }, say(`export.${format}`)),
  }));
  const point = () =>
    links.forEach(({ format, takes, link }) => {
      link.setAttribute(
        "href",
        export_address(job.job, takes.of ?? format, {
          shortlisted: takes.shortlisted,
          top: takes.top ? held.top : "",
          contact: takes.names && job.revealed && held.names ? true : "",
        }),
      );
    });
  point();
  const list = (wanted) =>
    make(
      "ul",
      {},
      links
        .filter(({ takes }) => Boolean(takes.first) === wanted)
        .map(({ format, link }) => make("li", {}, link, make("span", {}, say(`export.${format}.what`)))),
    );
  const options = make(
    "p",
    { class: "options" },
    make(
      "label",
      {},
      make("input", {
        type: "checkbox",
        checked: job.revealed && held.names,
        disabled: !job.revealed,
        on: {
          change: (event) => {
            held.names = event.target.checked;
            point();
          },
        },
      }),
      " ",
      say("export.names"),
    ),
    make(
      "label",
      {},
      say("export.first"),
      " ",
      make("input", {
        type: "number",
        min: 1,
        step: 1,
        placeholder: say("export.all"),
        value: held.top,
        on: {
          input: (event) => {
            held.top = event.target.validity.valid ? event.target.value : "";
            point();
          },
        },
      }),
    ),
  );
  const menu = make(
    "details",
    { class: "menu", id: "export" },
    make("summary", {}, say("export.menu")),
    // It takes the focus of a click on its words: lost to the page, the menu would close under it.
    make(
      "div",
      { class: "sheet", tabindex: "-1" },
      options,
      make("p", { class: "hint" }, say(job.revealed ? "export.hint" : "export.blind")),
      list(true),
      make("details", { class: "more" }, make("summary", {}, say("export.more")), list(false)),
    ),
  );
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.stopPropagation();
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  return menu;
};

document.addEventListener("click", (event) => {
  const open = document.querySelector("details.menu[open]");
  if (open && !open.contains(event.target)) open.open = false;
});
