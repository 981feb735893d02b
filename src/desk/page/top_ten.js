// The first ten beside the post: a correction shows at once what it does to the order.
import { get } from "./api.js";
import { make, replace, unseen } from "./dom.js";
import { cv_name, number_words, say } from "./language.js";
import { announce, attempt } from "./messages.js";
import { candidate_place } from "./places.js";

const moved = (before, now) => {
  if (before === undefined) return make("span", { class: "moved new" }, "•", unseen(` ${say("top.new")}`));
  const by = before - now;
  if (!by) return make("span", { class: "moved" });
  return make(
    "span",
    { class: `moved ${by > 0 ? "up" : "down"}` },
    `${by > 0 ? "▲" : "▼"} ${Math.abs(by)}`,
    unseen(` ${say(by > 0 ? "top.up" : "top.down", { count: Math.abs(by) })}`),
  );
};

export const top_ten = (job) => {
  const list = make("ol", { class: "top" });
  const told = make("p", { class: "hint", role: "status" });
  const element = make(
    "section",
    { class: "top-ten", "aria-labelledby": "top-ten" },
    make("h2", { id: "top-ten" }, say("top.title")),
    list,
    told,
  );
  let ranks = null;
  let asked = 0;
  const show = async () => {
    const number = ++asked;
    const answer = await attempt(() => get(`jobs/${job}/ranking?offset=0&limit=100&sort=rank`));
    if (!answer || number !== asked) return;
    const scored = answer.rows.filter((row) => row.rank !== null);
    replace(
      list,
      scored
        .slice(0, 10)
        .map((row, at) =>
          make(
            "li",
            {},
            make("span", { class: "rank" }, String(row.rank)),
            make("a", { href: candidate_place(job, row.candidate) }, cv_name(row)),
            make("span", { class: "score" }, number_words(row.score)),
            ranks ? moved(ranks.get(row.candidate), at + 1) : null,
          ),
        ),
    );
    const moves = ranks
      ? scored.slice(0, 10).filter((row, at) => ranks.get(row.candidate) !== at + 1).length
      : 0;
    if (ranks && scored.length) {
      announce(
        say("top.changed", { count: moves, label: cv_name(scored[0]), milliseconds: answer.milliseconds }),
      );
    }
    ranks = new Map(scored.map((row, at) => [row.candidate, at + 1]));
    told.textContent = answer.total
      ? say("top.told", { count: answer.scored, milliseconds: answer.milliseconds })
      : say("top.empty");
  };
  show();
  return { element, show };
};
