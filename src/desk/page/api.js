// Talks to the desk that served this page, and to nobody else.
import { knows, say } from "./language.js";

const token = document.querySelector('meta[name="token"]').content;
const headers = { "x-cvrank-token": token };

/** What went wrong, in a sentence that can be shown. */
export class DeskError extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
    this.lost = status === 0;
  }
}

const sentence = (text, status) => {
  try {
    const { error, kind } = JSON.parse(text);
    if (kind && knows(`error.kind.${kind}`)) return say(`error.kind.${kind}`);
    if (typeof error === "string" && error) return error;
  } catch {
    /* not the desk's own words */
  }
  return say("error.unknown", { status: String(status) });
};

const read = (text, status) => {
  if (status >= 400) throw new DeskError(sentence(text, status), status);
  return text ? JSON.parse(text) : null;
};

const send = async (method, path, body) => {
  const options = { method, headers: { ...headers }, credentials: "same-origin", cache: "no-store" };
  if (body instanceof FormData) {
    options.body = body;
  } else if (body !== undefined) {
    options.headers["content-type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  let answer;
  let text;
  try {
    answer = await fetch(`/api/${path}`, options);
    text = await answer.text();
  } catch {
    throw new DeskError(say("error.lost"), 0);
  }
  return read(text, answer.status);
};

export const get = (path) => send("GET", path);
export const post = (path, body) => send("POST", path, body);
export const patch = (path, body) => send("PATCH", path, body);
export const remove = (path) => send("DELETE", path);

/** Sends files and says how much of them has been sent: `fetch` cannot. */
export const upload = (path, form, progressed) =>
  new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/${path}`);
    request.setRequestHeader("x-cvrank-token", token);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) progressed(event.loaded / event.total);
    });
    request.addEventListener("load", () => {
      try {
        done(read(request.responseText, request.status));
      } catch (error) {
        failed(error);
      }
    });
    const lost = () => failed(new DeskError(say("error.lost"), 0));
    request.addEventListener("error", lost);
    request.addEventListener("abort", lost);
    request.send(form);
  });

/** `a=1&b=2` of those that have a value. */
export const query = (values) => {
  const held = Object.entries(values).filter(
    ([, value]) => value !== "" && value !== null && value !== undefined && value !== false,
  );
  return held.length ? `?${new URLSearchParams(held.map(([key, value]) => [key, String(value)]))}` : "";
};
