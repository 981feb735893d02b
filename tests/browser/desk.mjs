// Works at the review desk in Chromium as a recruiter would, and looks for faults of accessibility
// with axe-core. Usage: node desk.mjs URL_WITH_SECRET DATA_FOLDER STEP, where STEP is `first` for an
// empty desk, and `again` once it was closed and opened anew; CHROMIUM names the browser.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import { chromium } from "playwright-core";

const [address, data, step] = process.argv.slice(2);
assert.ok(
  address && data && ["first", "again"].includes(step),
  "usage: node desk.mjs URL_WITH_SECRET DATA_FOLDER first|again",
);
const origin = new URL(address).origin;
const note = "Asked for the <b>book</b> on freight; call on Tuesday";
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});

const told = (what) => console.log(`ok  ${what}`);

const open = async (options = {}) => {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: "en-GB",
    acceptDownloads: true,
    reducedMotion: "reduce",
    ...options,
  });
  const page = await context.newPage();
  const faults = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !/^(data|blob|about|chrome-extension):/.test(url))
      faults.push(`a request to ${url}`);
  });
  page.on("pageerror", (error) => faults.push(`an error: ${error}`));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()))
      faults.push(`the console: ${message.text()}`);
  });
  page.on("dialog", (dialog) => {
    faults.push(`a script ran: ${dialog.message()}`);
    dialog.dismiss();
  });
  await page.goto(address);
  await page.locator("h1").waitFor();
  return { context, page, faults };
};

/** Goes to a part of the desk, and waits until it is there. */
const visit = async (page, hash, name) => {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
  await page.locator(`body[data-page="${name}"]`).waitFor();
};

const accessible = async (page, name) => {
  await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate(
    (runOnly) => globalThis.axe.run(document, { runOnly }),
    rules,
  );
  for (const { id, impact, nodes } of violations) {
    console.log(
      `axe ${name}: ${impact} ${id}, ${nodes.length} places, first ${nodes[0].html.slice(0, 160)}`,
    );
  }
  const serious = violations.filter(({ impact }) => ["serious", "critical"].includes(impact));
  assert.equal(serious.length, 0, `axe finds faults on ${name}`);
  const [width, room] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    innerWidth,
  ]);
  assert.ok(width <= room, `${name} is ${width} wide, the window ${room}`);
  told(
    `axe ${name}: ${passes.length} rules passed, ${violations.length} violated, none of them serious; nothing sticks out`,
  );
};

const labels = (page, where) => page.locator(where).allInnerTexts();
const ranked = (page) => labels(page, "#list .rows a[data-focus=open]");
const top = (page) => labels(page, ".top li a");
const news = (page, words) =>
  page.locator("#live").filter({ hasText: words }).waitFor({ state: "attached" });
// The focus moves when the page gets to it: these wait, and fail where it never comes.
const focus_comes = (page, selector) => page.locator(`${selector}:focus`).waitFor();
const focus_reads = (page, words) =>
  page.waitForFunction((wanted) => document.activeElement?.textContent === wanted, words);

const begin_job = async (page) => {
  await page.fill("#who", "Ann");
  await page.press("#who", "Enter");
  await page.locator("p.who").waitFor();
  await page.setInputFiles("#post-file", join(data, "jobs/backend_engineer.md"));
  await page.locator("body[data-page=ranking]").waitFor();
  assert.match(await page.locator("h1").innerText(), /Senior Backend Engineer/);
  const job = Number(/job\/(\d+)/.exec(page.url())[1]);
  told(`the post was read as job ${job}`);
  await accessible(page, "a job without CVs");
  return job;
};

const add_cvs = async (page) => {
  const files = readdirSync(join(data, "cvs"))
    .sort()
    .map((name) => join(data, "cvs", name));
  await page.setInputFiles("#cv-files", files);
  await page
    .locator("#count")
    .filter({ hasText: `${files.length} of ${files.length} shown` })
    .waitFor({ timeout: 120_000 });
  await page.locator(".uploads progress").first().waitFor({ state: "detached", timeout: 120_000 });
  assert.equal(await page.getAttribute("#list", "aria-rowcount"), String(files.length + 1));
  const first = await ranked(page);
  assert.ok(first.length >= 5, "rows are shown");
  assert.ok(
    first.every((label) => !/c-00/.test(label)),
    "people are called by a number only",
  );
  told(`${files.length} files were read and ranked; ${first[0]} leads`);
  await accessible(page, "the ranking");

  // The last row comes into sight when it is scrolled to, and only some rows are in the page.
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await page.locator(`#list [aria-rowindex="${files.length + 1}"] a`).waitFor();
  await page.evaluate(() => scrollTo(0, 0));
  await page.locator(`#list [aria-rowindex="2"] a`).waitFor();
  told("the list scrolls to its last row and back");
  return files.length;
};

const filter_and_search = async (page, all) => {
  const all_shown = () =>
    page
      .locator("#count")
      .filter({ hasText: `${all} of ${all} shown` })
      .waitFor();
  await page.check("#only-musts");
  const left_out = page.locator(".left-out").filter({ hasText: "left out: a must is missed" });
  await left_out.waitFor();
  await page.locator("#count").filter({ hasNotText: `${all} of ${all}` }).waitFor();
  const [shown] = (await page.locator("#count").innerText()).split(" ");
  assert.equal(Number.parseInt(await left_out.innerText(), 10), all - Number(shown));
  await accessible(page, "a ranking of which some are left out");
  await page.locator("#show-all").click();
  await all_shown();
  await focus_comes(page, "#count");
  assert.equal(await page.isChecked("#only-musts"), false);
  assert.equal(await page.locator(".left-out").count(), 0);
  await page.selectOption("#order", "years");
  await news(page, "CVs");
  await page.locator(".left-out").filter({ hasText: "by relevant years, not by rank" }).waitFor();
  await page.locator("#plain-order").click();
  await page.locator(".left-out").waitFor({ state: "detached" });
  assert.equal(await page.inputValue("#order"), "rank");
  await page.keyboard.press("/");
  await page.keyboard.type("no such word anywhere");
  await page.locator(".empty").waitFor();
  await page.locator(".left-out").filter({ hasText: `${all} left out: “no such word anywhere”` }).waitFor();
  await page.locator("#show-all").click();
  await page
    .locator("#count")
    .filter({ hasText: `${all} of ${all} shown` })
    .waitFor();
  told("filters, order and search");
};

/** Musts are seen at once; what is nice to have, and what the signs mean, when somebody asks. */
const unfold = async (page) => {
  const row = page.locator("#list .rows > .line").first();
  const musts = await row.locator(".dot.must").count();
  assert.ok(musts > 1, "the musts are there");
  assert.equal(await row.locator(".dot.nice").count(), 0);
  assert.match(await row.locator(".nice-count").innerText(), /^\d+ of \d+ nice to have$/);
  const toggle = page.locator("#show-nice");
  assert.equal(await toggle.getAttribute("aria-expanded"), "false");
  await toggle.focus();
  await page.keyboard.press("Enter");
  await row.locator(".dot.nice").first().waitFor();
  assert.equal(await toggle.getAttribute("aria-expanded"), "true");
  assert.equal(await row.locator(".dot.must").count(), musts);
  await page.keyboard.press("Enter");
  await row.locator(".dot.nice").first().waitFor({ state: "detached" });
  assert.equal(await page.locator("#legend").evaluate((legend) => legend.open), false);
  await page.locator("#legend > summary").focus();
  await page.keyboard.press("Enter");
  await page.locator("#legend .legend").first().waitFor();
  await page.locator("#legend .nices > summary").click();
  await accessible(page, "the legend");
  await page.locator("#legend > summary").click();
  told(`${musts} musts are seen; the rest and the legend unfold by keyboard`);
};

/** Without the secret the page is styled, asks for nothing else, and says what to do. */
const is_closed = async (options, words) => {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  const answer = await page.goto(`${origin}/`);
  assert.equal(answer.status(), 401);
  assert.match(await page.locator("h1").innerText(), words);
  assert.deepEqual(asked.filter((url) => !url.startsWith("data:")), [`${origin}/`]);
  assert.match(await page.evaluate(() => getComputedStyle(document.body).fontFamily), /system-ui/);
  await context.close();
  told(`a closed desk: ${words}`);
};

/** On a German page states, errors and names of CVs are German. */
const speaks_german = async (page, job) => {
  await visit(page, `#/job/${job}`, "ranking");
  const [first] = await ranked(page);
  assert.match(first, /^Lebenslauf \d+$/);
  await page.fill("#find", first);
  await page.locator("#show-all").waitFor();
  assert.deepEqual(await ranked(page), [first]);
  await page.locator("#show-all").click();
  await page.locator("#list .rows a").nth(2).waitFor();
  await page.evaluate(() => location.assign("#/job/4711"));
  await page.locator(".alert").filter({ hasText: "Diese Stelle gibt es in diesem Desk nicht" }).waitFor();
  told("a German page words names of CVs and errors itself");
};

const correct = async (page) => {
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await page.locator("body[data-page=post]").waitFor();
  await page.locator(".top li").nth(9).waitFor();
  const before = await top(page);
  await accessible(page, "the post");

  const row = page.locator("li.requirement").filter({ hasText: "Kubernetes" }).first();
  await row.locator("button.label").click();
  assert.match(await page.locator("mark.flash").innerText(), /Kubernetes/);
  told("a requirement leads to its words in the post");

  await row.locator("[data-field=weight]").selectOption("5");
  await news(page, "Ranked anew");
  const after = await top(page);
  assert.notDeepEqual(after, before, "the order follows a correction");
  told(`a weight was corrected; ${await page.locator(".top-ten .hint").innerText()}`);

  await row.locator("[data-field=any_of-more]").fill("Nomad");
  await row.locator("[data-field=any_of-more]").press("Enter");
  await row.locator(".chip").filter({ hasText: "Nomad" }).waitFor();
  await row.locator("button.label").focus();
  for (const more of [1, 2]) {
    await page.keyboard.press("Control+z");
    await page.locator(more === 1 ? ".edit-tools small" : "#undo:disabled").waitFor();
    await page.waitForTimeout(300);
  }
  await page.locator("#undo:disabled").waitFor();
  await page.waitForFunction((wanted) => {
    const now = [...document.querySelectorAll(".top li a")].map((link) => link.innerText);
    return JSON.stringify(now) === JSON.stringify(wanted);
  }, before);
  told("two corrections were undone by keyboard, and the order is as before");
};

const decide = async (page) => {
  await page.keyboard.press("g");
  await page.keyboard.press("r");
  await page.locator("body[data-page=ranking]").waitFor();
  const [first, second, third] = await ranked(page);
  for (const label of [first, second, third]) {
    await page.keyboard.press("j");
    await focus_reads(page, label);
  }
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("k");
  await focus_reads(page, first);
  told("the keys walk through the list");
  await page.keyboard.press("Enter");
  await page.locator("body[data-page=candidate]").waitFor();
  await focus_reads(page, first);
  await accessible(page, "a candidate");

  const quote = page.locator("table.parts button.quote").first();
  const mark = await quote.getAttribute("data-mark");
  await quote.click();
  assert.equal(await page.locator("mark.flash").getAttribute("id"), `mark-${mark}`);
  await focus_comes(page, `#mark-${mark}`);
  await page.keyboard.press("Enter");
  await focus_comes(page, "[id^=part-]");
  told("a quote leads to its mark, and the mark to its part");

  const heading = (label) =>
    page
      .locator("h1")
      .filter({ hasText: new RegExp(`^${label}$`) })
      .waitFor();
  await page.keyboard.press("s");
  await heading(second);
  await page.keyboard.press("h");
  await heading(third);
  await page.keyboard.press("r");
  await page.locator("dialog[open]").waitFor();
  await page.locator("dialog .danger").click();
  assert.notEqual(
    await page.locator("dialog .fault").innerText(),
    "",
    "a rejection needs a reason",
  );
  await page.locator("dialog input[type=radio]").first().focus();
  await page.keyboard.press("2");
  await accessible(page, "turning somebody down");
  await page.keyboard.press("Enter");
  await page.locator("dialog").waitFor({ state: "detached" });
  await page.waitForFunction((label) => document.querySelector("h1").innerText !== label, third);
  told(`${first} is on the shortlist, ${second} on hold, ${third} rejected with a reason`);

  await page.keyboard.press("k");
  await heading(third);
  await page.locator(".log .reject").waitFor();
  await page.keyboard.press("u");
  await news(page, "Undone");
  await page
    .locator(".log .reject")
    .waitFor({ state: "detached" })
    .catch(() => {});
  assert.equal(await page.getAttribute("[data-verdict=reject]", "aria-pressed"), "false");
  told("the rejection was undone");

  await page.keyboard.press("k");
  await heading(second);
  await page.keyboard.press("k");
  await heading(first);
  await page.keyboard.press("n");
  await page.locator("dialog textarea").waitFor();
  await page.keyboard.type(note);
  await page.keyboard.press("Control+Enter");
  await page.locator(".log li.note").filter({ hasText: note }).waitFor();
  assert.equal(await page.getAttribute("[data-verdict=shortlist]", "aria-pressed"), "true");
  told("a note was written down, as text");

  await page.keyboard.press("j");
  await heading(second);
  await page.keyboard.press("c");
  await page.locator("body[data-page=compare]").waitFor();
  assert.ok((await page.locator("h1").innerText()).includes(first));
  await accessible(page, "two compared");
  await page.keyboard.press("Escape");
  await page.locator("body[data-page=candidate]").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("body[data-page=ranking]").waitFor();

  await page.keyboard.press("Enter");
  await page.locator("body[data-page=candidate]").waitFor();
  await page.keyboard.press("/");
  await page.locator("#find:focus").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await page.locator("dialog .keys").waitFor();
  await accessible(page, "the keys");
  await page.keyboard.press("Escape");
  await page.locator("dialog").waitFor({ state: "detached" });
  told("comparing, going back and the list of keys");
};

const take_out = async (page) => {
  await page.locator("#list .rows a[data-focus=open]").first().click();
  await page.locator("body[data-page=candidate]").waitFor();
  const [sheet] = await Promise.all([
    page.waitForEvent("download"),
    page.locator("#interview").click(),
  ]);
  assert.equal(readFileSync(await sheet.path()).subarray(0, 2).toString(), "PK");
  await page.locator("#export > summary").click();
  await accessible(page, "the menu of exports");
  await page.locator("#export .more > summary").click();
  const [sheets] = await Promise.all([
    page.waitForEvent("download"),
    page.locator('#export a[href*="shortlisted=true"]').click(),
  ]);
  assert.match(sheets.suggestedFilename(), /interviews\.docx$/);
  assert.equal(readFileSync(await sheets.path()).subarray(0, 2).toString(), "PK");
  told("interview sheets of one candidate and of the shortlist");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator('#export a[href*="/export/csv"]').click(),
  ]);
  const text = readFileSync(await download.path(), "utf8");
  assert.match(text, /^1,CV \d+,/m);
  assert.doesNotMatch(text, /c-00\d\d/, "a file is named though names are hidden");
  told(
    `${download.suggestedFilename()} holds ${text.trim().split("\n").length - 1} rows and no file's name`,
  );
  // A click on the words of an option is one into the menu, which stays.
  await page.locator("#export .options label").first().click({ force: true });
  assert.equal(await page.locator("#export[open]").count(), 1, "the menu closes under a click");
  await page.keyboard.press("Escape");
};

/** What was done is there: in the list of jobs, the filter, the candidate and the log. */
const is_kept = async (page, job) => {
  await visit(page, "#/", "start");
  const line = page
    .locator(".jobs tbody tr")
    .filter({ has: page.locator(`a[href="#/job/${job}"]`) });
  assert.match(await line.innerText(), /Senior Backend Engineer/);
  await line.locator("th a").click();
  await page.locator("body[data-page=ranking]").waitFor();
  const all = await page.locator("#count").innerText();
  await page.selectOption("#decision", "shortlist");
  await page.waitForFunction(
    (before) => document.getElementById("count").textContent !== before,
    all,
  );
  await page.locator("#list .rows .badge.shortlist").waitFor();
  assert.equal((await ranked(page)).length, 1);
  await page.locator("#list .rows a").first().click();
  await page.locator(".log li.note").filter({ hasText: note }).waitFor();
  await page.locator(".log li.shortlist").waitFor();
  await visit(page, `#/job/${job}/decisions`, "decisions");
  assert.ok((await page.locator(".decisions tbody").innerText()).includes(note));
  told("job, shortlist, note and log are there");
};

const every_page = async (page, job, name) => {
  const candidate = await page.evaluate(async (number) => {
    const token = document.querySelector("meta[name=token]").content;
    const answer = await fetch(`/api/jobs/${number}/ranking?limit=2&sort=rank`, {
      headers: { "x-cvrank-token": token },
    });
    return (await answer.json()).rows.map((row) => row.candidate);
  }, job);
  for (const [hash, shown] of [
    ["#/", "start"],
    [`#/job/${job}`, "ranking"],
    [`#/job/${job}/post`, "post"],
    [`#/job/${job}/cv/${candidate[0]}`, "candidate"],
    [`#/job/${job}/compare/${candidate.join("/")}`, "compare"],
    [`#/job/${job}/decisions`, "decisions"],
    [`#/job/${job}/learn`, "learn"],
    ["#/models", "models"],
  ]) {
    await visit(page, hash, shown);
    await accessible(page, `${shown}, ${name}`);
  }
};

try {
  const { page, faults, context } = await open();
  let job;
  if (step === "first") {
    await accessible(page, "an empty desk");
    // Skipping past the head by keyboard.
    await page.keyboard.press("Tab");
    await focus_comes(page, ".skip");
    await page.keyboard.press("Enter");
    await focus_comes(page, "h1");
    job = await begin_job(page);
    const all = await add_cvs(page);
    await filter_and_search(page, all);
    await unfold(page);
    await correct(page);
    await decide(page);
    await take_out(page);
  } else {
    const link = page.locator(".jobs tbody th a").first();
    await link.waitFor();
    job = Number(/job\/(\d+)/.exec(await link.getAttribute("href"))[1]);
  }
  await is_kept(page, job);
  assert.deepEqual(faults, []);
  await context.close();

  // Once is enough: nothing of it depends on what was kept.
  for (const [name, options] of step === "again" ? [] : [
    ["dark", { colorScheme: "dark" }],
    ["phone", { viewport: { width: 390, height: 844 } }],
    ["German", { locale: "de-DE" }],
  ]) {
    const other = await open(options);
    if (name === "German") assert.equal(await other.page.getAttribute("html", "lang"), "de");
    await every_page(other.page, job, name);
    if (name === "phone") {
      await visit(other.page, `#/job/${job}`, "ranking");
      await other.page.locator("#export > summary").click();
      const sheet = await other.page.locator("#export .sheet").boundingBox();
      assert.ok(sheet.x >= 0 && sheet.x + sheet.width <= 390, "the menu of exports sticks out");
    }
    if (name === "German") {
      const fault = (text) => /status of 404/.test(text);
      assert.deepEqual(other.faults, []);
      await speaks_german(other.page, job);
      // The browser itself tells of the answer that is meant to be a refusal.
      other.faults.splice(0, other.faults.length, ...other.faults.filter((text) => !fault(text)));
    }
    assert.deepEqual(other.faults, []);
    await other.context.close();
  }
  if (step === "first") {
    await is_closed({ locale: "en-GB" }, /This desk is closed/);
    await is_closed({ locale: "de-DE", colorScheme: "dark" }, /Dieser Desk ist/);
  }
  console.log(`done: ${step}`);
} finally {
  await browser.close();
}
