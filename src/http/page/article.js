// An article: its text marked, and the findings beside it.

import { byId, h, say, toast } from "./dom.js";
import { hex, light, panel } from "./findings.js";
import { bytes, clock, count, language, moment, words } from "./format.js";
import { local } from "./map.js";
import { marksOf, refsOf, write } from "./marks.js";

const LAYERS = [
  ["place", "Places"],
  ["person", "People"],
  ["organisation", "Organisations"],
  ["figure", "Figures"],
  ["statement", "Statements"],
];
const LONGEST_JSON = 300_000;
const off = new Set();

let current = 0;

// One story on the page: what is lit, and its reasons.
class Story {
  constructor(root, record, enrichment) {
    Object.assign(this, { root, record, enrichment, pinned: null });
    this.links = new Map();
    for (const figure of enrichment.key_figures.figures) this.links.set(figure.id, [figure.id, ...refsOf(figure)]);
    for (const person of enrichment.people) this.links.set(person.id, [person.id, ...person.statements.map((_, index) => `${person.id}-${index}`)]);
  }

  // Lights up for a moment; `null` brings back what is pinned.
  peek(ids) {
    light(this.root, ids ? ids.flatMap((id) => (id === ids[0] ? (this.links.get(id) ?? [id]) : [id])) : (this.pinned?.ids ?? []));
  }

  pin(id, ids) {
    this.pinned = this.pinned?.id === id ? null : { id, ids: ids.flatMap((one) => (one === id ? (this.links.get(one) ?? [one]) : [one])) };
    light(this.root, this.pinned?.ids ?? []);
    for (const element of this.root.querySelectorAll(".finding")) element.classList.toggle("pinned", element.dataset.id === this.pinned?.id);
    if (this.pinned) this.root.querySelector(`.text .mark[data-id="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "nearest" });
  }

  reasons() {
    this.explained ??= this.record.why();
    return this.explained;
  }
}

function layers(text, enrichment) {
  const numbers = {
    place: enrichment.locations.length,
    person: enrichment.people.length,
    organisation: enrichment.organisations.length,
    figure: enrichment.key_figures.figures.length,
    statement: enrichment.people.reduce((sum, person) => sum + person.statements.length, 0),
  };
  const buttons = LAYERS.map(([kind, name]) => {
    const button = h(
      "button",
      {
        type: "button",
        class: "layer",
        "aria-pressed": String(!off.has(kind)),
        on: {
          click: () => {
            if (!off.delete(kind)) off.add(kind);
            text.classList.toggle(`without-${kind}`, off.has(kind));
            button.setAttribute("aria-pressed", String(!off.has(kind)));
          },
        },
      },
      h("span", { class: `mark ${kind}` }, name),
      h("span", { class: "n" }, count(numbers[kind])),
    );
    text.classList.toggle(`without-${kind}`, off.has(kind));
    return button;
  });
  return h("div", { class: "layers", role: "group", "aria-label": "Layers" }, ...buttons);
}

function kicker(article, enrichment, outgoing) {
  const chip = (kind, text, title) => (text ? h("span", { class: `chip ${kind}`, title }, h("bdi", {}, text)) : null);
  const code = enrichment.language.code;
  return h(
    "p",
    { class: "kicker" },
    article.source ? h("bdi", { class: "source" }, article.source) : null,
    article.published_at ? h("time", {}, moment(article.published_at)) : null,
    chip("form", article.form ? words(article.form) : "", "Form of the item"),
    chip("language", code ? language(code) : "language unknown", `confidence ${enrichment.language.confidence.toFixed(2)}`),
    article.pub_status && article.pub_status !== "usable" ? chip("reason", article.pub_status) : null,
    article.embargoed_until ? chip("reason", `embargo until ${moment(article.embargoed_until)}`) : null,
    enrichment.status !== "complete" ? chip("reason", `${words(enrichment.status)}${enrichment.skipped.length ? `: ${[...new Set(enrichment.skipped.map((one) => words(one.reason)))].join(", ")}` : ""}`) : null,
    outgoing?.routing_key ? h("code", { class: "route", title: "Routing key" }, outgoing.routing_key) : null,
  );
}

// A part that opens on demand.
function part(title, make) {
  const details = h("details", { class: "part" }, h("summary", {}, title));
  details.addEventListener(
    "toggle",
    async () => {
      if (details.open && details.childElementCount === 1) details.append(await make());
    },
  );
  return details;
}

const pre = (text) => h("pre", { class: "raw", tabindex: "0", dir: "auto" }, text.length > LONGEST_JSON ? `${text.slice(0, LONGEST_JSON)}\n…` : text);

async function rawText(raw) {
  if (raw.file) {
    const head = raw.file.slice(0, LONGEST_JSON);
    const text = await head.text();
    return text.includes("\ufffd") ? pre(hex(btoa(String.fromCharCode(...new Uint8Array(await raw.file.slice(0, 4096).arrayBuffer()))))) : pre(text);
  }
  return raw.base64 === undefined ? pre(raw.text) : pre(hex(raw.base64));
}

function parts(record, enriched) {
  const { raw } = record;
  const from = raw ? ` ${[bytes(raw.bytes), raw.content_type, raw.content_encoding].filter(Boolean).join(", ")}` : "";
  return h(
    "div",
    { class: "parts" },
    part("JSON", () => pre(JSON.stringify(enriched, null, 2))),
    raw ? part(`Input${from}`, () => rawText(raw)) : null,
    record.properties ? part("Headers", () => h("div", {}, h("h4", {}, "As it came"), pre(JSON.stringify(record.properties, null, 2)), h("h4", {}, "As it went"), pre(JSON.stringify(record.outgoing, null, 2)))) : null,
  );
}

function fromOf(record) {
  if (record.row) return `settled at ${clock(record.row.at)}, enriched in ${record.row.took_ms.toFixed(1)} ms`;
  return record.name ?? "";
}

// Shows an enriched article: {enriched, raw, properties, outgoing, row, why}; or the problem that it made.
export async function show(record) {
  const mine = ++current;
  const place = byId("story");
  say(byId("article-from"), fromOf(record));
  if (record.problem || !record.enriched) {
    refused(place, record);
    return;
  }
  let enriched = record.enriched;
  if (!enriched.enrichment) {
    // The output has another form, such as ninjs: the reasons hold the article in ours.
    try {
      enriched = (await record.why()).article;
    } catch (error) {
      toast(error.message);
      return;
    }
  }
  if (mine !== current) return;
  const { article, enrichment } = enriched;
  const root = h("article", { class: "paper" });
  const story = new Story(root, record, enrichment);
  const marks = marksOf(enrichment);
  const text = h("div", { class: "text" });
  if (article.title) write(text, article.title, marks.filter((mark) => mark.field === "title"), "h3");
  const body = h("div", { class: "body" });
  write(body, article.body, marks.filter((mark) => mark.field === "body"));
  text.append(body);
  const findings = panel(story, enrichment);
  const summary = enrichment.key_figures.summary;
  root.append(
    kicker(article, enrichment, record.outgoing),
    summary ? h("p", { class: "summary", dir: "auto" }, summary) : null,
    layers(text, enrichment),
    h("div", { class: "columns" }, text, findings),
    parts(record, enriched),
  );
  text.addEventListener("pointerover", (event) => {
    const mark = event.target.closest(".mark:not(.evidence)");
    story.peek(mark ? [mark.dataset.id] : null);
  });
  text.addEventListener("pointerleave", () => story.peek(null));
  text.addEventListener("click", (event) => {
    const mark = event.target.closest(".mark:not(.evidence)");
    if (!mark || getSelection().toString()) return;
    const id = mark.dataset.id;
    story.pin(id, story.links.get(id) ?? [id]);
    root.querySelector(`.finding[data-id="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "nearest" });
  });
  place.replaceChildren(root);
  place.scrollTop = 0;
  const places = enrichment.locations.map((one) => ({ ...one, country: one.country_code }));
  const on = { pointerenter: (one) => story.peek([one.id]), pointerleave: () => story.peek(null), click: (one) => story.pin(one.id, [one.id]) };
  const map = await local(places, { on });
  const frame = findings.querySelector(".place-map");
  if (map) frame.append(map);
  else frame.remove();
}

// What could not be enriched.
function refused(place, record) {
  const { problem, row, raw } = record;
  const reason = problem?.reason ?? row?.reason ?? "unknown";
  place.replaceChildren(
    h(
      "article",
      { class: "paper refused" },
      h("p", { class: "kicker" }, h("span", { class: "chip reason" }, `■ ${reason}`)),
      h("h3", {}, problem?.title ?? (row?.fate === "retried" ? "It will be tried again" : "It could not be enriched")),
      h("p", {}, problem?.message ?? row?.error ?? ""),
      row?.fate === "dead" ? h("p", { class: "quiet" }, "It waits in the dead letters below, with its body and what to do.") : null,
      record.needs_token ? h("p", { class: "quiet" }, "Its text needs the token.") : null,
      raw ? part("Input", () => rawText(raw)) : null,
      record.properties ? part("Headers", () => pre(JSON.stringify(record.properties, null, 2))) : null,
    ),
  );
}

// A row whose message is not kept.
export function closed(row, error) {
  current += 1;
  say(byId("article-from"), "");
  const hint = error?.message ?? "The console keeps no articles: set console.articles = true to open them here.";
  byId("story").replaceChildren(
    h("div", { class: "paper refused" }, row.reason ? h("p", { class: "kicker" }, h("span", { class: "chip reason" }, `■ ${row.reason}`)) : null, row.error ? h("p", {}, row.error) : null, h("p", { class: "quiet" }, hint)),
  );
}

export function empty(status) {
  const hint = status.shows_articles ? "Choose a message of the wire, or paste an article." : status.enriches ? "Paste an article. The wire shows titles and opens articles with console.articles = true." : "The wire shows titles and opens articles with console.articles = true.";
  byId("story").replaceChildren(h("p", { class: "empty" }, hint));
}
