"use strict";
const byId = (id) => document.getElementById(id);
const list = byId("list");
const openAt = (hash) => {
  const target = /^#cv-\d+$/.test(hash) && byId(hash.slice(1));
  if (target) {
    target.parentElement.hidden = false;
    target.open = true;
    target.scrollIntoView();
    const summary = target.querySelector("summary");
    if (summary) summary.focus({ preventScroll: true });
  }
};
addEventListener("hashchange", () => openAt(location.hash));
document.addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest("a[href^='#cv-']");
  if (link && link.hash === location.hash) openAt(link.hash);
});
if (list) {
  const items = [...list.children];
  const words = items.map((item) => item.textContent.toLowerCase());
  const all = (open) => items.forEach((item) => {
    if (!item.hidden) item.firstElementChild.open = open;
  });
  const filter = () => {
    const wanted = byId("find").value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    items.forEach((item, at) => {
      item.hidden = !(wanted.every((word) => words[at].includes(word))
        && (!byId("complete").checked || "complete" in item.dataset)
        && (!byId("flagged").checked || "flagged" in item.dataset));
      shown += item.hidden ? 0 : 1;
    });
    byId("count").textContent = shown + " of " + items.length + " shown";
  };
  const order = () => {
    const key = byId("order").value;
    const sorted = key === "row" ? items : [...items].sort((a, b) =>
      b.dataset[key] - a.dataset[key] || a.dataset.row - b.dataset.row);
    list.append(...sorted);
  };
  ["find", "complete", "flagged"].forEach((id) => byId(id).addEventListener("input", filter));
  byId("order").addEventListener("input", order);
  byId("open").addEventListener("click", () => all(true));
  byId("close").addEventListener("click", () => all(false));
  byId("controls").addEventListener("submit", (event) => event.preventDefault());
  byId("controls").hidden = false;
  filter();
}
openAt(location.hash);
