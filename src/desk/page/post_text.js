// The post's own text, in which the words of each requirement can be found.
import { make, replace } from "./dom.js";
import { flash } from "./candidate_text.js";

/** The text with one blank where it has any, without marks of emphasis, and where each sign came from. */
const plain = (text) => {
  let out = "";
  const from = [];
  let blank = true;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (/[*_`#>|]/.test(sign)) continue;
    if (/\s/.test(sign)) {
      if (blank) continue;
      out += " ";
      blank = true;
    } else {
      out += sign.toLowerCase();
      blank = false;
    }
    from.push(at);
  }
  return { out, from };
};

/** Start and end of `quote` in the text, or null. */
const finder = (text) => {
  const { out, from } = plain(text);
  return (quote) => {
    const wanted = plain(quote ?? "").out.trim();
    const at = wanted ? out.indexOf(wanted) : -1;
    return at < 0 ? null : [from[at], from[at + wanted.length - 1] + 1];
  };
};

/** `pick(index)` is told which requirement's words were clicked. */
export const post_text = (text, requirements, pick) => {
  const find = finder(text);
  const held = make("pre", { class: "post", tabindex: "0", role: "region", data: { scrolls: "" } });
  let places = [];
  const show = (all, extra = null) => {
    const spans = new Map();
    const note = (quote, index, kind) => {
      const span = find(quote);
      if (!span) return;
      const key = span.join("-");
      if (!spans.has(key)) spans.set(key, { span, indexes: [], kind });
      if (index !== null) spans.get(key).indexes.push(index);
    };
    for (const { quote, index, importance } of all) note(quote, index, importance);
    if (extra) note(extra, null, "finding");
    places = [...spans.values()].sort(
      (one, other) => one.span[0] - other.span[0] || other.span[1] - one.span[1],
    );
    let at = 0;
    const parts = [];
    for (const place of places) {
      const [start, end] = place.span;
      if (start < at) continue;
      parts.push(text.slice(at, start));
      place.element = make(
        "mark",
        {
          tabindex: "-1",
          class: place.kind,
          on: {
            click: () => {
              if (place.indexes.length) pick(place.indexes[0]);
            },
          },
        },
        text.slice(start, end),
        place.indexes.length ? make("sup", {}, place.indexes.map((index) => index + 1).join(", ")) : null,
      );
      parts.push(place.element);
      at = end;
    }
    parts.push(text.slice(at));
    replace(held, parts);
  };
  show(requirements);
  const go_to = (span) => {
    if (!span) return false;
    const place = places.find(
      ({ span: [start, end], element }) => element && start <= span[0] && span[0] < end,
    );
    if (!place) return false;
    flash(place.element);
    return true;
  };
  return {
    element: held,
    show,
    /** Lets the words be seen; false where the post does not hold them. */
    go_to: (quote) => go_to(find(quote)),
  };
};
