// The models of the desk, and training a new one from all decisions.
import { get, post } from "./api.js";
import { confirm } from "./dialogs.js";
import { button, make, replace, unseen } from "./dom.js";
import { say, server_language } from "./language.js";
import { announce, attempt, busy_words } from "./messages.js";

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

const model_list = (models, promote) =>
  make(
    "ul",
    { class: "models" },
    models.map((model) =>
      make(
        "li",
        {},
        make("b", {}, model.name),
        " ",
        model.in_use
          ? make("span", { class: "badge" }, `✓ ${say("models.in_use")}`)
          : button([say("models.promote"), unseen(` ${model.name}`)], () => promote(model.name)),
      ),
    ),
  );

/** Training and models: on its own page, and below what a job has learned. */
export const training_part = async (current) => {
  let [desk, training] = await Promise.all([get("desk"), get("training")]);
  const told = make("div", {});
  const models = make("div", {});
  const working = make("p", { role: "status", hidden: true });
  let left = false;

  const promote = async (name) => {
    if (
      !(await confirm(
        say("models.promote_title", { name }),
        say("models.promote_sentence"),
        say("models.promote"),
      ))
    )
      return;
    await attempt(async () => {
      desk = { ...desk, ...(await post(`models/${encodeURIComponent(name)}/promote`)) };
      announce(say("models.promoted", { name }));
      show();
    });
  };
  const show = () => {
    replace(models, model_list(desk.models, promote));
    replace(
      told,
      training.running ? null : button(say("training.begin"), begin, { id: "train", class: "strong" }),
      training.verdict
        ? make(
            "p",
            { class: "promise" },
            make("b", {}, say("training.verdict")),
            " ",
            say(`training.outcome.${training.outcome}`),
            training.model ? ` · ${training.model}` : "",
          )
        : null,
      training.text
        ? make(
            "pre",
            {
              tabindex: "0",
              lang: server_language,
              "aria-label": say("training.text"),
              role: "region",
              data: { scrolls: "" },
            },
            training.text,
          )
        : null,
    );
  };
  const follow = async () => {
    const quiet = busy_words(working, say("training.running"));
    try {
      while (training.running && current() && !left) {
        await pause(1000);
        if (left) return;
        training = await get("training");
        show();
      }
      desk = await get("desk");
      show();
      announce(training.verdict || say("training.done"));
    } finally {
      quiet();
    }
  };
  const begin = async () => {
    if (!(await confirm(say("training.begin"), say("training.sentence"), say("training.yes")))) return;
    await attempt(async () => {
      training = await post("training");
      show();
      await follow();
    });
  };
  show();
  if (training.running) attempt(follow);
  return {
    leave: () => {
      left = true;
    },
    body: [
      make(
        "section",
        { "aria-labelledby": "training" },
        make("h2", { id: "training" }, say("training.title")),
        make("p", {}, say("training.what")),
        told,
        working,
      ),
      make(
        "section",
        { "aria-labelledby": "models" },
        make("h2", { id: "models" }, say("models.title")),
        make("p", {}, say("models.what")),
        models,
      ),
    ],
  };
};

export const page = async ({ current }) => {
  const training = await training_part(current);
  return {
    name: "models",
    title: say("models.page"),
    leave: training.leave,
    body: [make("h1", { tabindex: "-1" }, say("models.page")), training.body],
  };
};
