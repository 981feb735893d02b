// The fields of a requirement, by what kind of thing it asks for: used to correct and to add.
import { button, make, unseen } from "./dom.js";
import { language, say, say_code } from "./language.js";

export const kinds = ["any_of", "total_years", "education", "language", "text"];
export const kind_of = (keys) => kinds.find((kind) => kind in keys) ?? "text";

const weights = [0.25, 0.5, 1, 1.5, 2, 3, 5];
const education = ["secondary", "vocational", "bachelor", "master", "doctorate"];
const levels = ["A1", "A2", "B1", "B2", "C1", "C2", "native"];
const codes = (
  "ar bg ca cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv nl no pl pt ro ru sk sl sr sv th " +
  "tr uk vi zh"
).split(" ");
const names = new Intl.DisplayNames(language, { type: "language", fallback: "code" });
const name_of = (code) => {
  try {
    return names.of(code);
  } catch {
    return code;
  }
};

const field = (words, control) => make("label", { class: "field" }, make("span", {}, words), control);

const number = (key, value, most, set, properties = {}) =>
  make("input", {
    type: "number",
    min: 0,
    max: most,
    step: "any",
    inputmode: "decimal",
    value: value ?? "",
    data: { field: key },
    ...properties,
    on: {
      change: (event) => {
        const { value: written, validity } = event.target;
        if (validity.valid) set({ [key]: written === "" ? null : Number(written) });
        else event.target.reportValidity();
      },
    },
  });

const select = (key, value, options, set) =>
  make(
    "select",
    {
      value: value ?? "",
      data: { field: key },
      on: { change: (event) => set({ [key]: event.target.value || null }) },
    },
    options.map(([code, words]) => make("option", { value: code }, words)),
  );

/** Values that can each be taken away, and a field for one more. */
const chips = ({ key, title, values, named = (value) => value, adder, least, set }) =>
  make(
    "fieldset",
    { class: "chips" },
    make("legend", {}, title),
    values.map((value) =>
      make(
        "span",
        { class: "chip" },
        named(value),
        values.length > least
          ? button(
              [
                make("span", { "aria-hidden": "true" }, "×"),
                unseen(say("chip.remove", { value: named(value) })),
              ],
              () => set(values.filter((other) => other !== value)),
              { data: { field: `${key}-less-${value}` } },
            )
          : null,
      ),
    ),
    adder((value) => {
      if (value && !values.includes(value)) set([...values, value]);
    }),
  );

const text_adder = (key, words) => (add) => {
  const input = make("input", {
    type: "text",
    placeholder: words,
    "aria-label": words,
    size: 14,
    data: { field: `${key}-more` },
    on: {
      keydown: (event) => {
        if (event.key !== "Enter" && event.key !== ",") return;
        event.preventDefault();
        take();
      },
      change: () => take(),
    },
  });
  const take = () => {
    const value = input.value.trim().replace(/,$/, "");
    input.value = "";
    add(value);
  };
  return input;
};

const language_adder = (held) => (add) =>
  make(
    "select",
    {
      "aria-label": say("demand.more_languages"),
      data: { field: "language-more" },
      value: "",
      on: { change: (event) => add(event.target.value) },
    },
    make("option", { value: "" }, say("demand.more_languages")),
    codes
      .filter((code) => !held.includes(code))
      .map((code) => [name_of(code), code])
      .sort()
      .map(([name, code]) => make("option", { value: code }, name)),
  );

const list_of = (value) => (Array.isArray(value) ? value : value ? [value] : []);

/** The fields for `keys`; `set` is told the keys that change, null for one that goes. */
export const demand_fields = (keys, set) => {
  switch (kind_of(keys)) {
    case "any_of":
      return [
        chips({
          key: "any_of",
          title: say("demand.any_of"),
          values: list_of(keys.any_of),
          least: 1,
          adder: text_adder("any_of", say("demand.more")),
          set: (any_of) =>
            set({
              any_of,
              ...(keys.at_least > any_of.length ? { at_least: any_of.length } : {}),
            }),
        }),
        field(say("demand.years"), number("years", keys.years, 50, set)),
        list_of(keys.any_of).length > 1
          ? field(
              say("demand.at_least"),
              number("at_least", keys.at_least ?? 1, list_of(keys.any_of).length, set, { min: 1, step: 1 }),
            )
          : null,
      ];
    case "total_years":
      return [
        field(
          say("demand.total_years"),
          number("total_years", keys.total_years, 60, set, { required: true }),
        ),
        field(say("demand.maximum_years"), number("maximum_years", keys.maximum_years, 60, set)),
      ];
    case "education":
      return [
        field(
          say("demand.education"),
          select(
            "education",
            keys.education,
            education.map((level) => [level, say(`education.${level}`)]),
            set,
          ),
        ),
        chips({
          key: "fields",
          title: say("demand.fields"),
          values: list_of(keys.fields),
          least: 0,
          adder: text_adder("fields", say("demand.more_fields")),
          set: (fields) => set({ fields: fields.length ? fields : null }),
        }),
        make(
          "label",
          { class: "choice" },
          make("input", {
            type: "checkbox",
            checked: keys.or_equivalent === true,
            data: { field: "or_equivalent" },
            on: { change: (event) => set({ or_equivalent: event.target.checked ? true : null }) },
          }),
          say("demand.or_equivalent"),
        ),
      ];
    case "language": {
      const held = list_of(keys.language);
      return [
        chips({
          key: "language",
          title: say("demand.language"),
          values: held,
          named: name_of,
          least: 1,
          adder: language_adder(held),
          set: (all) => set({ language: all.length === 1 ? all[0] : all }),
        }),
        field(
          say("demand.level"),
          select(
            "level",
            keys.level,
            [
              ["", say("demand.any_level")],
              ...levels.map((level) => [level, level === "native" ? say("demand.native") : level]),
            ],
            set,
          ),
        ),
      ];
    }
    default:
      return [
        make(
          "label",
          { class: "field grows" },
          make("span", {}, say("demand.text")),
          make("input", {
            type: "text",
            required: true,
            value: keys.text ?? "",
            data: { field: "text" },
            on: {
              change: (event) => {
                if (event.target.value.trim()) set({ text: event.target.value.trim() });
              },
            },
          }),
        ),
      ];
  }
};

export const weight_field = (keys, set) => {
  const now = keys.weight ?? 1;
  const all = [...new Set([...weights, now])].sort((one, other) => one - other);
  return field(
    say("demand.weight"),
    select(
      "weight",
      String(now),
      all.map((weight) => [String(weight), weight === 1 ? say("demand.normal_weight") : `× ${weight}`]),
      ({ weight }) => set({ weight: Number(weight) === 1 ? null : Number(weight) }),
    ),
  );
};

/** Must or nice: two choices of which one holds. */
export const importance_field = (name, importance, set) =>
  make(
    "fieldset",
    { class: "importance" },
    make("legend", { class: "unseen" }, say("demand.importance")),
    ["must", "nice"].map((value) =>
      make(
        "label",
        { class: value },
        make("input", {
          type: "radio",
          name,
          value,
          checked: value === importance,
          data: { field: `importance-${value}` },
          on: { change: () => set({ importance: value }) },
        }),
        make("span", {}, say(`importance.${value}`)),
      ),
    ),
  );

/** What a new requirement of this kind begins with. */
export const blank = (kind) =>
  ({
    any_of: { any_of: [] },
    total_years: { total_years: 3 },
    education: { education: "bachelor" },
    language: { language: "en" },
    text: { text: "" },
  })[kind];

export const short_kind = (kind) => say_code("kind.short", kind);
export const kind_words = (kind) => say_code("kind", kind);
