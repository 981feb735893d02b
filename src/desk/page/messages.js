// What the page tells: errors that stay until they are closed, and short news for everybody.
import { button, make, replace } from "./dom.js";
import { say } from "./language.js";

const place = document.getElementById("alerts");
const live = document.getElementById("live");
const short_news = document.getElementById("news");
let again = () => location.reload();
let fading = 0;

/** What "try again" does when the desk could not be reached. */
export const on_retry = (act) => {
  again = act;
};

export const clear_errors = () => replace(place);

export const show_error = (error) => {
  const lost = error?.lost === true;
  if (!(error && "status" in error)) console.error(error);
  const message = error?.message ?? String(error);
  for (const old of [...place.children]) {
    if (old.dataset.message === message) old.remove();
  }
  const box = make(
    "div",
    { class: "alert", role: "alert", data: { message } },
    make("p", {}, message),
    lost
      ? button(
          say("error.retry"),
          () => {
            box.remove();
            again();
          },
          { class: "strong" },
        )
      : null,
    button(say("error.close"), () => {
      box.remove();
      document.querySelector("h1")?.focus({ preventScroll: true });
    }),
  );
  place.append(box);
};

/** Said aloud by screen readers. */
export const say_aloud = (words) => {
  // The same words twice are said twice only when the text has changed between.
  live.textContent = live.textContent === words ? `${words}\u00a0` : words;
};

/** Said aloud, and shown for some seconds at the bottom; the answer takes it away earlier. */
export const announce = (words) => {
  say_aloud(words);
  short_news.textContent = words;
  short_news.hidden = false;
  clearTimeout(fading);
  const hide = () => {
    if (short_news.textContent === words) short_news.hidden = true;
  };
  fading = setTimeout(hide, 5000);
  return hide;
};

/** Does `act`; what goes wrong is shown, and the answer is `undefined` then. */
export const attempt = async (act) => {
  try {
    return await act();
  } catch (error) {
    show_error(error);
    return undefined;
  }
};

/** The element says that it is at work, once that takes long enough to be noticed. */
export const busy_words = (element, words) => {
  const later = setTimeout(() => {
    element.textContent = words;
    element.hidden = false;
  }, 200);
  return () => {
    clearTimeout(later);
    element.textContent = "";
    element.hidden = true;
  };
};
