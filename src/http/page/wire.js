// The wire: the messages as they pass, newest first. It holds still while somebody reads.

import { byId, h, say } from "./dom.js";
import { clock, count, country, words } from "./format.js";

const MOST = 300;
const WAITING = 300;
const KEY = "dateline.filters";

let rows = [];
let waiting = [];
let skipped = 0;
let paused = false;
let hovered = false;
let chosen = null;
let filter = "";
let open = () => {};
let refilter = () => {};

const list = () => byId("rows");
const reading = () => paused || hovered || list().scrollTop > 4 || list().contains(document.activeElement);

function chips(row) {
  const chip = (kind, text, title) => h("span", { class: `chip ${kind}`, title }, text);
  return [
    h("bdi", { class: "source" }, row.source),
    ...row.countries.slice(0, 3).map((code) => chip("country", code, country(code))),
    row.topics[0] && chip("topic", row.topics[0]),
    row.form && row.form !== "story" && chip("form", words(row.form)),
    row.language && row.language !== "en" && chip("language", row.language),
  ];
}

function rowOf(row) {
  const isDead = row.fate !== "enriched";
  const title = row.title || (isDead ? words(row.reason) : row.places.join(", ") || row.id || "an article");
  const button = h(
    "button",
    { type: "button", class: "row", tabindex: "-1", "data-number": row.number, "data-fate": row.fate, on: { click: () => choose(row.number, true) } },
    h("time", {}, clock(row.at)),
    h("bdi", { class: "title" }, title),
    row.figure ? h("bdi", { class: "headline-figure" }, row.figure) : h("span"),
    h("span", { class: "chips" }, isDead ? h("span", { class: "chip reason" }, `${row.fate === "dead" ? "■" : "▲"} ${row.reason ?? row.fate}`) : null, ...chips(row), isDead ? h("span", { class: "error" }, row.error ?? "") : null),
  );
  return h("li", { data: { number: row.number } }, button);
}

// The rows that came while somebody read.
function flush() {
  if (waiting.length === 0) return;
  const fresh = waiting.map(rowOf);
  rows = [...waiting, ...rows].slice(0, MOST);
  waiting = [];
  list().prepend(...fresh);
  while (list().childElementCount > MOST) list().lastElementChild.remove();
  settle();
}

function settle() {
  byId("rows-empty").hidden = rows.length > 0;
  const newer = byId("newer");
  newer.hidden = waiting.length === 0;
  say(newer, `${waiting.length >= WAITING ? `${WAITING}+` : waiting.length} newer`);
  say(byId("wire-count"), skipped > 0 ? `a sample: ${count(skipped)} more passed` : filter ? `${rows.length} match` : "");
  if (!list().querySelector('[tabindex="0"]')) list().querySelector(".row")?.setAttribute("tabindex", "0");
}

// Rows of the server, the newest first.
export function add(event) {
  const latest = Math.max(0, rows[0]?.number ?? 0, waiting[0]?.number ?? 0);
  const fresh = event.articles.filter((row) => row.number > latest || row.number < 0);
  skipped += event.skipped;
  waiting = [...fresh, ...waiting].slice(0, WAITING);
  if (!reading()) flush();
  settle();
}

export const latest = () => Math.max(0, ...rows.map((row) => row.number), ...waiting.map((row) => row.number));

export function clear() {
  [rows, waiting, skipped] = [[], [], 0];
  list().replaceChildren();
  say(byId("rows-empty"), filter ? "No message of the last ones matches. New ones appear here." : "Nothing has passed yet. Publish an article, or paste one.");
  settle();
}

// Chooses a row by its number; `opens` shows it too.
function choose(number, opens) {
  const row = rows.find((one) => one.number === number);
  if (!row) return;
  chosen = number;
  for (const button of list().querySelectorAll(".row")) {
    const is = Number(button.dataset.number) === number;
    button.tabIndex = is ? 0 : -1;
    if (is) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
  if (opens) open(row);
}

export function move(by) {
  const index = rows.findIndex((row) => row.number === chosen);
  const next = rows[Math.min(rows.length - 1, Math.max(0, index < 0 ? 0 : index + by))];
  if (!next) return;
  choose(next.number, false);
  list().querySelector(`.row[data-number="${next.number}"]`)?.focus();
}

export const openChosen = () => choose(chosen ?? rows[0]?.number, true);

export function pause() {
  paused = !paused;
  byId("pause").setAttribute("aria-pressed", String(paused));
  say(byId("pause"), paused ? "Run" : "Pause");
  if (!reading()) flush();
  settle();
}

const saved = () => {
  try {
    const list = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(list) ? list.filter((one) => typeof one === "string").slice(0, 9) : [];
  } catch {
    return [];
  }
};

function keep(list) {
  localStorage.setItem(KEY, JSON.stringify(list));
  showSaved();
}

function showSaved() {
  const items = saved().map((line, index) =>
    h(
      "li",
      { "data-on": String(line === filter) },
      h("button", { type: "button", "aria-pressed": String(line === filter), on: { click: () => apply(index) } }, h("kbd", {}, String(index + 1)), line),
      h("button", { type: "button", class: "remove", "aria-label": `Forget the filter ${line}`, on: { click: () => keep(saved().filter((_, other) => other !== index)) } }, "×"),
    ),
  );
  byId("saved").replaceChildren(...items);
}

// A saved filter; the one in force again for none.
export function apply(index) {
  const line = saved()[index];
  if (line !== undefined) setFilter(line === filter ? "" : line);
}

export function setFilter(line) {
  filter = line.trim();
  byId("filter").value = filter;
  clear();
  showSaved();
  refilter(filter);
}

export function start(handlers) {
  ({ open, refilter } = handlers);
  byId("pause").addEventListener("click", pause);
  byId("newer").addEventListener("click", () => {
    list().scrollTop = 0;
    flush();
    settle();
  });
  list().addEventListener("scroll", () => !reading() && flush(), { passive: true });
  list().addEventListener("pointerenter", () => (hovered = true));
  list().addEventListener("pointerleave", () => {
    hovered = false;
    if (!reading()) flush();
    settle();
  });
  byId("filter-form").addEventListener("submit", (event) => {
    event.preventDefault();
    setFilter(byId("filter").value);
  });
  let typed;
  byId("filter").addEventListener("input", () => {
    clearTimeout(typed);
    typed = setTimeout(() => setFilter(byId("filter").value), 400);
  });
  byId("save").addEventListener("click", () => {
    const line = byId("filter").value.trim();
    if (line && !saved().includes(line)) keep([...saved(), line].slice(0, 9));
  });
  showSaved();
  settle();
}
