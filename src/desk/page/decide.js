// Decisions: who is wanted, who waits, who is turned down and why. A person takes each.
import { post } from "./api.js";
import { ask_reason, ask_text } from "./dialogs.js";
import { button, make, unseen } from "./dom.js";
import { cv_name, say } from "./language.js";
import { announce, attempt } from "./messages.js";
import { reviewer } from "./reviewer.js";
import { decision_signs } from "./signs.js";
import { walk_of } from "./walk.js";

export const verdicts = ["shortlist", "hold", "reject"];

/** Asks for what a decision needs, has it written down; the row as it then is, or nothing. */
export const decide = async (job, { candidate, label: called }, verdict) => {
  const label = cv_name({ candidate, label: called });
  let reason = "";
  if (verdict === "reject") reason = await ask_reason(label);
  if (verdict === "note") {
    reason = await ask_text({
      title: say("note.title", { label }),
      label: say("note.label"),
      hint: say("note.hint"),
      yes: say("note.yes"),
    });
  }
  if (reason === null) return undefined;
  return attempt(async () => {
    const row = await post(`jobs/${job}/decisions`, { candidate, verdict, reason, by: reviewer() });
    walk_of(job)?.take(row);
    announce(say(`decided.${verdict}`, { label: cv_name(row) }));
    return row;
  });
};

/** Takes back the newest decision of whoever looks. */
export const undo_decision = (job) =>
  attempt(async () => {
    const row = await post(`jobs/${job}/decisions/undo`, { by: reviewer() });
    walk_of(job)?.take(row);
    const now =
      row.decision && row.decision.verdict !== "none"
        ? say(`decision.${row.decision.verdict}`)
        : say("decision.none");
    announce(say("decided.undone", { label: cv_name(row), now }));
    return row;
  });

/** Three small buttons beside a row. */
export const row_buttons = (row, act, active) =>
  make(
    "span",
    { class: "deciding" },
    verdicts.map((verdict) =>
      button(
        [
          make("span", { "aria-hidden": "true" }, decision_signs[verdict]),
          unseen(say(`decide.${verdict}.label`, { label: cv_name(row) })),
        ],
        () => act(row, verdict),
        {
          title: say(`decide.${verdict}`),
          "aria-pressed": String(row.decision?.verdict === verdict),
          data: { focus: verdict },
          tabindex: active ? "0" : "-1",
        },
      ),
    ),
  );

const keys = { shortlist: "s", hold: "h", reject: "r", note: "n", none: "x", undo: "u" };

/** The buttons of a candidate's page, each with its key. */
export const decision_bar = (row, act, undo) =>
  make(
    "div",
    { class: "decision-bar", role: "group", "aria-label": say("decide.group") },
    [...verdicts, "note", "none"].map((verdict) =>
      button(
        [
          `${decision_signs[verdict]} ${say(`decide.${verdict}`)} `,
          make("kbd", { "aria-hidden": "true" }, keys[verdict]),
        ],
        () => act(verdict),
        {
          class: verdict,
          "aria-keyshortcuts": keys[verdict],
          "aria-pressed": verdicts.includes(verdict) ? String(row.decision?.verdict === verdict) : null,
          data: { verdict },
        },
      ),
    ),
    button([`↶ ${say("decide.undo")} `, make("kbd", { "aria-hidden": "true" }, keys.undo)], undo, {
      "aria-keyshortcuts": keys.undo,
    }),
  );
