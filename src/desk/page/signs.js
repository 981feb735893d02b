// How outcomes, parts of a score and decisions are drawn: never by colour alone.
import { draw, make, unseen } from "./dom.js";
import { cv_name, knows, language, number_words, say, say_code, server_language } from "./language.js";

const verdict_signs = { met: "✓", partly: "◐", absent: "–", denied: "✗" };
export const decision_signs = {
  shortlist: "★",
  hold: "‖",
  reject: "✕",
  note: "✎",
  none: "○",
  undo: "↶",
  reveal: "◉",
  blind: "◌",
};

export const verdict_word = (verdict) => say(`verdict.${verdict}`);

/** One box a requirement; the words are in its name and its tip. */
export const verdict_dot = (column, verdict) => {
  const words =
    verdict === null
      ? say("verdict.of_none", { label: column.label })
      : say("verdict.of", { label: column.label, word: verdict_word(verdict) });
  return make(
    "span",
    {
      class: `dot ${verdict ?? "none"} ${column.importance}`,
      role: "img",
      "aria-label": words,
      title: `${say(`importance.${column.importance}`)}: ${words}`,
    },
    verdict_signs[verdict] ?? " ",
  );
};

/** What a part of a score is for: what is asked, and by which measure where that is not plain. */
export const part_name = (tag, { feature, asked }, properties = {}) => {
  const by = /^(must|nice)_/.test(feature) ? "" : say_code("feature", feature);
  return asked
    ? make(tag, properties, make("span", { lang: server_language }, asked), by ? ` (${by})` : null)
    : make(tag, properties, by);
};

/** A flag in the words of the page; in those of the server where the page has none. */
export const flag_words = ({ kind, text, values }) =>
  knows(`flag.${kind}`)
    ? make(
        "span",
        {},
        say(`flag.${kind}`, values),
        "gain" in values ? say("flag.gain", values) : null,
        kind === "doubtful_text" ? say("flag.look") : null,
      )
    : make("span", { lang: server_language }, text);

export const family_label = (part) => say_code("family", part.class);

/** The bar of a score: its parts side by side, of 100 points. */
export const score_bar = (shares) => {
  const words = shares.map((share) => `${family_label(share)} ${number_words(share.points)}`).join(", ");
  let at = 0;
  const parts = shares.map((share) => {
    const width = Math.max(0, Number(share.points));
    const part = draw("rect", { class: share.class, x: `${at}%`, y: 0, width: `${width}%`, height: "100%" });
    at += width;
    return part;
  });
  return draw("svg", { class: "bar", role: "img", "aria-label": words || say("ranking.no_points") }, parts);
};

export const legend = (parts) =>
  make(
    "ul",
    { class: "legend", "aria-label": say("ranking.legend") },
    parts.map((part) =>
      make(
        "li",
        {},
        draw("svg", { class: "swatch", "aria-hidden": "true" }, draw("rect", { class: part.class })),
        family_label(part),
      ),
    ),
  );

export const sign_legend = () =>
  make(
    "ul",
    { class: "legend", "aria-label": say("ranking.signs") },
    ["met", "partly", "absent", "denied"].map((verdict) =>
      make("li", {}, make("span", { class: verdict }, `${verdict_signs[verdict]} ${verdict_word(verdict)}`)),
    ),
  );

/** The newest decision, who took it, how many notes there are, and whether people disagree. */
export const decision_badge = (row) => {
  const { decision } = row;
  return make(
    "span",
    { class: "badges" },
    decision && decision.verdict !== "none"
      ? make(
          "span",
          {
            class: `badge ${decision.verdict}`,
            title: [decision.reason, decision.by, decision.on].filter(Boolean).join(" · "),
          },
          `${decision_signs[decision.verdict] ?? ""} ${say(`decision.${decision.verdict}`)}`,
        )
      : null,
    row.disagree
      ? make(
          "span",
          {
            class: "badge disagree",
            title: row.decisions
              .map((one) => `${one.by || say("reviewer.unnamed")}: ${say(`decision.${one.verdict}`)}`)
              .join(", "),
          },
          `≠ ${say("decision.disagree")}`,
        )
      : null,
    row.notes
      ? make(
          "span",
          { class: "badge note", title: say("decision.notes", { count: row.notes }) },
          `✎ ${row.notes}`,
          unseen(` ${say("decision.notes", { count: row.notes })}`),
        )
      : null,
  );
};

/** Words of the page by their key; those of the server where the page has none. */
const own_words = (key, theirs) =>
  knows(key)
    ? make("span", { title: language === server_language ? null : theirs }, say(key))
    : make("span", { lang: server_language }, theirs);

/** What the last change of a job was. */
export const edit_words = ({ kind, label }) => make("span", {}, say(`edit.${kind}`, { label }));

/** What is odd in a post. The server says it in more detail, to whoever reads its language. */
export const finding_words = ({ kind, message }) =>
  own_words(language === server_language ? "" : `finding.${kind}`, message);

/** In what two CVs are the same. */
export const same_as = ({ same, how }) => own_words(`same.${same}`, how);

/** Ranks that a CV may well have: `3 to 7 B`, in the words of the page. */
export const range_words = (range) =>
  range.replace(/^(\d+) to (\d+)/, (all, from, to) => say("ranking.from_to", { from, to }));

/** Why a file has no score. The server says it in more detail, to whoever reads its language. */
export const unread_reason = ({ status, reason }) =>
  own_words(language === server_language && reason ? "" : `unread.${status}`, reason);

const why_line = (name, key, texts, tag = "span") => {
  const words = (Array.isArray(texts) ? texts : [texts]).filter(Boolean).join("; ");
  return words
    ? make(
        tag,
        { class: name || null, title: words },
        make("b", {}, say(key)),
        " ",
        make("span", { lang: server_language }, words),
      )
    : null;
};

/** What was found, what was not, and what is odd, a line each. */
export const why_lines = (row) =>
  row.rank === null
    ? [
        make(
          "span",
          { class: "flag" },
          make("b", {}, say_code("status", row.status)),
          " ",
          unread_reason(row),
        ),
      ]
    : [
        row.flag_details.length || row.duplicates.length
          ? make(
              "span",
              { class: "flag" },
              make("b", {}, say("why.flag")),
              " ",
              [
                ...row.flag_details.map(flag_words),
                ...row.duplicates.map((twin) => [same_as(twin), ` (${cv_name(twin)})`]),
              ].map((one, at) => [at ? "; " : "", one]),
            )
          : null,
        why_line("", "why.found", row.strongest),
        why_line("lacks", "why.partly", row.partly),
        why_line("lacks", "why.missing", row.missing),
        why_line("lacks", "why.contradicted", row.contradicted),
      ];
