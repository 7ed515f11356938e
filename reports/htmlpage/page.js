
"use strict";
(() => {
  const list = document.getElementById("links");
  if (!list) return;
  const $ = (id) => document.getElementById(id);
  const [query, host, order, shown] = ["query", "host", "order", "shown"].map($);
  const file = $("file"); // where there are several lists
  const ticks = [...document.querySelectorAll("input[name=verdict]")];
  const rows = [...list.children].map((node) => ({
    node, index: Number(node.dataset.i), text: node.textContent.toLowerCase().replace(/\s+/g, " "),
    verdict: node.dataset.v, host: node.dataset.h, files: node.dataset.f, section: node.dataset.c,
    stars: Number(node.dataset.s), date: node.dataset.d,
    urgency: Number(node.dataset.u),
  }));
  const orders = {
    verdict: (a, b) => a.urgency - b.urgency || a.index - b.index,
    list: (a, b) => a.index - b.index,
    stars: (a, b) => b.stars - a.stars || a.index - b.index,
    date: (a, b) => (a.date < b.date) - (a.date > b.date) || a.index - b.index,
    section: (a, b) => a.section.localeCompare(b.section, document.documentElement.lang) || a.index - b.index,
  };
  const filter = () => {
    const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
    const verdicts = new Set(ticks.filter((tick) => tick.checked).map((tick) => tick.value));
    let count = 0;
    for (const row of rows) {
      const wanted = (!verdicts.size || verdicts.has(row.verdict)) && (!host.value || host.value === row.host)
        && (!file || row.files.includes(file.value)) && words.every((word) => row.text.includes(word));
      if (row.node.hidden === wanted) row.node.hidden = !wanted;
      count += wanted;
    }
    shown.textContent = shown.dataset.said.replace("%n", count).replace("%t", rows.length);
  };
  let sorted = "verdict"; // as the page was written
  const sort = () => {
    if (order.value === sorted) return;
    sorted = order.value;
    // Moved while they are not on the page: ten thousand moves on it take seconds.
    const place = document.createComment("");
    list.replaceWith(place);
    list.append(...[...rows].sort(orders[sorted]).map((row) => row.node));
    place.replaceWith(list);
  };
  let pending = 0;
  query.addEventListener("input", () => { cancelAnimationFrame(pending); pending = requestAnimationFrame(filter); });
  for (const control of [host, ...(file ? [file] : []), ...ticks]) control.addEventListener("change", filter);
  order.addEventListener("change", sort);
  document.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  sort();
  filter();
})();
