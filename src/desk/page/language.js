// The words of the page: one file a language, chosen by the server.

const words = JSON.parse(document.getElementById("words").textContent);
export const language = document.documentElement.lang || "en";
const plural = new Intl.PluralRules(language);
const numbers = new Intl.NumberFormat(language);

const decimal = numbers.formatToParts(1.5).find((part) => part.type === "decimal")?.value ?? ".";

/** A number as the server writes it, in the signs of the page's language: `68.766`, `+1.5`. */
export const number_words = (written) => String(written ?? "").replace(/(\d)\.(\d)/g, `$1${decimal}$2`);

/** The words for `key`; `{name}` in them stands for a value, `{count}` also chooses the number. */
export const say = (key, values = {}) => {
  let found = words[key];
  if (found === undefined) {
    console.warn(`no words for ${key}`);
    return key;
  }
  if (typeof found === "object") {
    const form = values.count === 0 && "none" in found ? "none" : plural.select(Number(values.count));
    found = found[form] ?? found.other;
  }
  return found.replace(/\{(\w+)\}/g, (all, name) => {
    const value = values[name];
    if (value === undefined) return all;
    if (typeof value === "number") return numbers.format(value);
    return /^[-+−]?\d+\.\d+$/.test(value) ? number_words(value) : String(value);
  });
};

/** Whether the page has words of its own for `key`. */
export const knows = (key) => key in words;

/** How a CV is called: by the person's name, or by its number in the words of the page. */
export const cv_name = ({ candidate, label }) =>
  label === `CV ${candidate}` ? say("cv.label", { number: String(candidate) }) : label;

/** What is searched for, with CVs called as the server calls them. */
export const searched = (text) => {
  const own = say("cv.label", { number: "" }).trim();
  return text.replace(new RegExp(`(^|\\s)${own}(?=\\s+\\d)`, "i"), "$1CV");
};

/** Words for a code of the server; the code itself where none are known. */
export const say_code = (start, code) =>
  `${start}.${code}` in words ? say(`${start}.${code}`) : String(code).replaceAll("_", " ");

export const say_list = (key) => words[key] ?? [];

/** The language of what the server writes: it stays as it comes. */
export const server_language = "en";
