// Elements are built here and nowhere from strings of HTML: what a post, a CV or a file name
// says is text and stays text.

const drawing_space = "http://www.w3.org/2000/svg";

const put = (element, name, value) => {
  if (value === null || value === undefined || value === false) return;
  if (name === "on") {
    for (const [event, act] of Object.entries(value)) element.addEventListener(event, act);
  } else if (name === "data") {
    for (const [key, held] of Object.entries(value)) {
      if (held !== null && held !== undefined && held !== false) element.dataset[key] = String(held);
    }
  } else if (name === "value" || name === "checked" || name === "selected" || name === "indeterminate") {
    element[name] = value;
  } else if (/^on/i.test(name) || name === "style") {
    throw new Error(`${name} is set by no one here`);
  } else {
    element.setAttribute(name, value === true ? "" : String(value));
  }
};

const fill = (element, properties, children) => {
  for (const [name, value] of Object.entries(properties ?? {})) {
    // A select has its value once it has its options.
    if (name !== "value") put(element, name, value);
  }
  element.append(
    ...children
      .flat(Infinity)
      .filter((child) => child !== null && child !== undefined && child !== false && child !== ""),
  );
  if (properties && "value" in properties) put(element, "value", properties.value);
  return element;
};

export const make = (tag, properties, ...children) => fill(document.createElement(tag), properties, children);

export const draw = (tag, properties, ...children) =>
  fill(document.createElementNS(drawing_space, tag), properties, children);

/** Words for those who hear the page only. */
export const unseen = (...children) => make("span", { class: "unseen" }, ...children);

export const replace = (element, ...children) => {
  element.replaceChildren(
    ...children
      .flat(Infinity)
      .filter((child) => child !== null && child !== undefined && child !== false && child !== ""),
  );
  return element;
};

export const button = (words, act, properties) =>
  make("button", { type: "button", ...properties, on: { click: act, ...(properties?.on ?? {}) } }, words);

/** Text with a blank after it, so that words do not run together when read aloud or copied. */
export const spaced = (...children) => children.flatMap((child) => (child ? [child, " "] : []));

let pressed = false;
const waiting = [];
addEventListener(
  "pointerdown",
  () => {
    pressed = true;
  },
  true,
);
for (const ends of ["pointerup", "pointercancel"]) {
  addEventListener(
    ends,
    () =>
      setTimeout(() => {
        pressed = false;
        waiting.splice(0).forEach((act) => act());
      }),
    true,
  );
}

/** Waits until no button is held down: what is pressed may not be drawn anew before it is let go. */
export const when_released = (act) => (pressed ? waiting.push(act) : act());

const drawn_tags = new Set(["svg", "rect", "line", "text", "path", "circle", "g"]);
const drawn_properties = new Set([
  "class",
  "height",
  "width",
  "x",
  "y",
  "x1",
  "x2",
  "y1",
  "y2",
  "dx",
  "dy",
  "r",
  "cx",
  "cy",
  "d",
  "role",
  "aria-label",
]);

const copy = (from) => {
  const to = document.createElementNS(drawing_space, from.localName);
  for (const { name, value } of from.attributes) {
    if (drawn_properties.has(name)) to.setAttribute(name, value);
  }
  for (const child of from.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) to.append(child.data);
    else if (drawn_tags.has(child.localName)) to.append(copy(child));
  }
  return to;
};

/** A drawing the server made, rebuilt from the few elements and properties it may have. */
export const drawing = (markup) => {
  const svg = new DOMParser().parseFromString(markup ?? "", "text/html").querySelector("svg");
  return svg ? copy(svg) : null;
};

/** What may be wider than the window scrolls by itself, by keyboard too. */
export const wide = (name, ...children) =>
  make(
    "div",
    { class: "wide", tabindex: "0", role: "region", "aria-label": name, data: { scrolls: "" } },
    ...children,
  );

let last_name = 0;
/** An id that nothing else on the page has. */
export const own_id = (start) => `${start}-${++last_name}`;
