// Opens a report in Chromium, uses it as a recruiter would, and looks for faults of
// accessibility with axe-core. Usage: node run.mjs REPORT.html; CHROMIUM names the browser.
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { chromium } from "playwright-core";

const page_url = pathToFileURL(process.argv[2]).href;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});

const open = async (options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const requests = [];
  const faults = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await page.goto(page_url);
  return { context, page, requests, faults };
};

// A page answers when it can: each of these waits, and fails where nothing comes.
const appears = (locator) => locator.waitFor({ state: "visible" });
const goes = (locator) => locator.waitFor({ state: "hidden" });

const shown = (page) => page.locator("#list > li:visible").count();

const serious = async (page, name) => {
  await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate(() => globalThis.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  }));
  for (const { id, impact, nodes } of violations) {
    console.log(`axe ${name}: ${impact} ${id}, ${nodes.length} places, first ${nodes[0].html.slice(0, 160)}`);
  }
  const found = violations.filter(({ impact }) => ["serious", "critical"].includes(impact));
  console.log(`axe ${name}: ${passes.length} rules passed, ${violations.length} violated, ${found.length} of them serious`);
  assert.equal(found.length, 0);
};

try {
  const { page, requests, faults, context } = await open();
  const all = await shown(page);
  assert.ok(all >= 3, "the list holds CVs");

  // Expanding, by mouse and by keyboard.
  const first = page.locator("#list > li").first();
  await goes(first.locator("pre"));
  await first.locator("summary").click();
  await appears(first.locator("pre"));
  await first.locator("summary").focus();
  await page.keyboard.press("Enter");
  await goes(first.locator("pre"));
  await page.keyboard.press("Enter");

  // A quote's link leads to its mark.
  await first.locator("table.parts a").first().click();
  await appears(page.locator("mark:target"));

  // Filtering.
  const id = await page.locator("#list > li h3").nth(1).innerText();
  await page.fill("#find", id);
  assert.ok(await shown(page) >= 1 && await shown(page) < all);
  await page.fill("#find", "no such word anywhere");
  assert.equal(await shown(page), 0);
  assert.equal(await page.locator("#count").innerText(), `0 of ${all} shown`);
  await page.fill("#find", "");
  await page.check("#complete");
  const complete = await shown(page);
  assert.equal(complete, await page.locator("#list > li[data-complete]").count());
  await page.uncheck("#complete");
  assert.equal(await shown(page), all);

  // Sorting.
  const years = () => page.locator("#list > li").evaluateAll(
    (items) => items.map((item) => Number(item.dataset.years)));
  await page.selectOption("#order", "years");
  const sorted = await years();
  assert.deepEqual(sorted, [...sorted].sort((a, b) => b - a));
  await page.selectOption("#order", "row");
  assert.equal(await page.locator("#list > li").first().getAttribute("data-row"), "1");

  // The matrix opens a CV, whatever is filtered.
  await page.fill("#find", "no such word anywhere");
  await page.locator(".matrix tbody a").nth(2).click();
  await appears(page.locator("#cv-3 .reasons"));
  await page.fill("#find", "");

  // Skipping past the navigation.
  await page.goto(page_url);
  await page.keyboard.press("Tab");
  await page.locator(".skip:focus").waitFor();
  await page.keyboard.press("Enter");
  await page.locator("#ranking:focus").waitFor();

  await page.locator("#list > li summary").nth(1).click();
  await serious(page, "light");
  assert.deepEqual(requests.filter((url) => !url.startsWith("file:")), [], "no network");
  assert.deepEqual(faults, []);
  await context.close();

  for (const [name, options] of [
    ["dark", { colorScheme: "dark" }],
    ["phone", { viewport: { width: 360, height: 740 } }],
  ]) {
    const { page, context } = await open(options);
    await page.locator("#list > li summary").nth(1).click();
    await serious(page, name);
    const [width, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(width <= room, `${name}: the page is ${width} wide, the window ${room}`);
    await context.close();
  }

  // Without a script all is there to be read, and nothing that needs one is shown.
  const still = await open({ javaScriptEnabled: false });
  await goes(still.page.locator("#controls"));
  await still.page.locator("#list > li summary").first().click();
  await appears(still.page.locator("#list > li pre").first());
  await still.context.close();
  console.log("done");
} finally {
  await browser.close();
}
