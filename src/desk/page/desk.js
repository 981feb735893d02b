// Where the page begins: which part of it the address names, and how one gives way to the next.
import { get } from "./api.js";
import { make, replace } from "./dom.js";
import { desk_foot, desk_head, job_header } from "./header.js";
import { forget_job, load_job, set_job_listener } from "./jobs.js";
import { listen, set_page_keys } from "./keys.js";
import { say } from "./language.js";
import { announce, clear_errors, on_retry, show_error } from "./messages.js";
import { go, parts_of } from "./places.js";
import { set_drop_target, watch_drops } from "./dropping.js";
import { page as candidate } from "./candidate.js";
import { page as compare } from "./compare.js";
import { page as decisions } from "./decisions.js";
import { page as learn } from "./learn.js";
import { page as models } from "./models.js";
import { page as ranking } from "./ranking.js";
import { page as requirements } from "./requirements.js";
import { page as start } from "./start.js";
import { drop_target } from "./uploads.js";

const main = document.getElementById("main");
let open = { leave: () => {} };
let visit = 0;

/** The page that the address names, and what it is told. */
const place_of = () => {
  const [first, second, third, fourth, fifth] = parts_of(location.hash);
  if (first === "models") return { page: models };
  if (first !== "job" || !/^\d+$/.test(second ?? "")) return { page: start };
  const job = Number(second);
  const [one, other] = [Number(fourth), Number(fifth)];
  switch (third) {
    case "post":
      return { page: requirements, job, tab: "post" };
    case "decisions":
      return { page: decisions, job, tab: "decisions" };
    case "learn":
      return { page: learn, job, tab: "learn" };
    case "cv":
      return { page: candidate, job, tab: "ranking", candidate: one };
    case "compare":
      return { page: compare, job, tab: "ranking", first: one, second: other };
    default:
      return { page: ranking, job, tab: "ranking" };
  }
};

const show = async () => {
  const number = ++visit;
  const current = () => number === visit;
  const place = { ...place_of(), current };
  // Work that takes long enough to be noticed says what it does.
  let hush = () => {};
  const waiting = setTimeout(() => {
    if (current()) hush = announce(say("desk.reading"));
  }, 200);
  try {
    const job = place.job ? await load_job(place.job) : (forget_job(), null);
    const shown = await place.page({ ...place, opened: job });
    if (!current()) return;
    open.leave?.();
    open = { leave: () => {}, ...shown };
    set_drop_target(shown.drop ?? (job ? drop_target(job.job, job.title) : null));
    set_job_listener(open.job_changed ?? (() => {}));
    clear_errors();
    replace(main, job ? job_header(place, shown.title) : null, shown.body);
    document.body.dataset.page = shown.name ?? "";
    document.title = [shown.title, job?.title, say("desk.name")].filter(Boolean).join(" – ");
    set_page_keys(shown.keys ?? {}, place);
    if (shown.arrive) shown.arrive();
    else window.scrollTo(0, 0);
    // Whoever hears the page hears where they are; the first page begins at its top.
    if (number > 1 && !shown.keeps_focus) main.querySelector("h1")?.focus({ preventScroll: true });
  } catch (error) {
    if (!current()) return;
    show_error(error);
    if (!main.querySelector("h1")) {
      replace(
        main,
        make("h1", { tabindex: "-1" }, say("desk.name")),
        make("p", {}, make("a", { href: "#/" }, say("desk.to_start"))),
      );
    }
  } finally {
    clearTimeout(waiting);
    hush();
  }
};

const begin = async () => {
  const skip = document.getElementById("skip");
  skip.textContent = say("desk.skip");
  // The address holds the place, so that the link may not change it.
  skip.addEventListener("click", (event) => {
    event.preventDefault();
    main.querySelector("h1")?.focus();
  });
  document.getElementById("head").append(...desk_head());
  on_retry(show);
  listen();
  watch_drops();
  addEventListener("hashchange", show);
  addEventListener("desk:again", show);
  await show();
  try {
    document.getElementById("foot").append(...desk_foot(await get("desk")));
  } catch {
    /* told already by the page itself */
  }
};

history.scrollRestoration = "manual";
if (location.hash === "") go("#/", true);
begin();
