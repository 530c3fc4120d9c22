// What came from each source, and what became of it.

import { byId, h, s, say } from "./dom.js";
import { clock, count, language, span, words } from "./format.js";

const HEAD = ["Source", "In", "Out", "Dead", "", "Median age", "Languages", "Forms", "Latest"];
let before = "";

function bar(source, most) {
  const all = source.enriched + source.retried + source.dead;
  const width = Math.max(1.5, (all / most) * 100);
  const dead = all === 0 ? 0 : (source.dead / all) * width;
  return s(
    "svg",
    { class: "bar", viewBox: "0 0 100 8", preserveAspectRatio: "none", role: "img", "aria-label": `${count(source.dead)} of ${count(all)} refused` },
    s("rect", { class: "good", width: width - dead, height: 8, rx: 1 }),
    s("rect", { class: "bad", x: width - dead, width: source.dead ? Math.max(1.5, dead) : 0, height: 8, rx: 1 }),
  );
}

const kinds = (list, name) =>
  [...list]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 3)
    .map(([kind]) => name(kind))
    .join(", ");

export function show(sources, choose) {
  const now = JSON.stringify(sources);
  if (now === before) return;
  before = now;
  const table = byId("sources-table");
  const most = Math.max(1, ...sources.map((one) => one.enriched + one.retried + one.dead));
  const rows = sources.map((source) =>
    h(
      "tr",
      { "data-level": source.dead ? "bad" : "good" },
      h("th", { scope: "row" }, h("button", { type: "button", class: "plain", on: { click: () => choose(`source:"${source.name}"`) } }, h("bdi", {}, source.name))),
      h("td", { class: "n" }, count(source.enriched + source.retried + source.dead)),
      h("td", { class: "n" }, count(source.enriched)),
      h("td", { class: "n dead" }, source.dead ? count(source.dead) : "–"),
      h("td", { class: "bars" }, bar(source, most)),
      h("td", { class: "n" }, span(source.age_s)),
      h("td", {}, kinds(source.languages, (code) => (code === "?" ? "unknown" : language(code)))),
      h("td", {}, source.reason ? h("span", { class: "chip reason" }, `■ ${source.reason}`) : kinds(source.forms, words)),
      h("td", { class: "n" }, source.latest ? clock(source.latest) : "–"),
    ),
  );
  const focused = document.activeElement?.closest?.("#sources-table button")?.textContent;
  table.replaceChildren(
    h("caption", { class: "hidden" }, "Sources"),
    h("thead", {}, h("tr", {}, ...HEAD.map((name, index) => h("th", { scope: "col", class: [1, 2, 3, 5, 8].includes(index) ? "n" : "" }, name || h("span", { class: "hidden" }, "Share"))))),
    h("tbody", {}, ...(rows.length ? rows : [h("tr", {}, h("td", { colspan: HEAD.length, class: "empty" }, "No source yet."))])),
  );
  if (focused) [...table.querySelectorAll("button")].find((button) => button.textContent === focused)?.focus();
  say(byId("sources-count"), sources.length ? `${count(sources.length)} since the start` : "since the start");
}
