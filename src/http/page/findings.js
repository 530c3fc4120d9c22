// The findings beside the text: figures, places, people, organisations, tags. One lights up what belongs to it.

import { h } from "./dom.js";
import { count, country, moment, number, words } from "./format.js";
import { refsOf } from "./marks.js";
import * as why from "./why.js";

const FIRST = 8;

// Lights up some findings within a story, or none.
export function light(root, ids) {
  const wanted = new Set(ids);
  for (const element of root.querySelectorAll("[data-id].lit")) if (!wanted.has(element.dataset.id)) element.classList.remove("lit");
  if (wanted.size > 0) for (const element of root.querySelectorAll("[data-id]")) if (wanted.has(element.dataset.id)) element.classList.add("lit");
  root.classList.toggle("is-lit", wanted.size > 0);
}

// A finding that lights up `ids` under the pointer, with the keyboard, and until the next click.
function card(story, id, ids, head, rest) {
  const about = h("div", { class: "about" }, ...rest);
  const item = h("li", { class: "finding", data: { id } }, head, about);
  const pin = (event) => {
    if (event.target.closest("button, a, summary")) return;
    story.pin(id, ids);
  };
  item.addEventListener("pointerenter", () => story.peek(ids));
  item.addEventListener("pointerleave", () => story.peek(null));
  item.addEventListener("focusin", () => story.peek(ids));
  item.addEventListener("focusout", () => story.peek(null));
  item.addEventListener("click", pin);
  about.append(why.button(story, id, item));
  return item;
}

const chip = (kind, text, title) => h("span", { class: `chip ${kind}`, title }, h("bdi", {}, text));

function valueOf(figure) {
  if (figure.value === null) return figure.text;
  const value = figure.value_max === null ? number(figure.value) : `${number(figure.value)}–${number(figure.value_max)}`;
  const sign = { about: "≈ ", more_than: "> ", at_least: "≥ ", less_than: "< ", at_most: "≤ " }[figure.qualifier] ?? "";
  const unit = figure.dimension === "percent" ? " %" : figure.unit && !["person", "count"].includes(figure.unit) && figure.dimension !== "count" ? ` ${figure.unit}` : "";
  return `${sign}${value}${unit}`;
}

function figureCard(story, figure, names) {
  const ids = [figure.id, ...refsOf(figure)];
  const speaker = names.get(figure.speaker);
  const place = names.get(figure.location);
  const when = figure.as_of ? moment(figure.as_of.from).split(",")[0] : null;
  return card(
    story,
    figure.id,
    ids,
    h("div", { class: "figure-head" }, h("strong", { class: "value" }, h("bdi", {}, valueOf(figure))), h("bdi", { class: "counted" }, figure.counted ?? words(figure.dimension)), figure.key ? h("span", { class: "key-sign", title: "An editor would put it at the top" }, "key") : null),
    [
      figure.impact ? chip("impact", figure.impact) : null,
      place ? chip("place", place, "Where") : null,
      speaker ? chip("speaker", `says ${speaker}`, "Who says so") : figure.attribution ? chip("speaker", `says ${figure.attribution}`, "Who says so") : null,
      when ? chip("when", when, `${figure.as_of.from} to ${figure.as_of.to}`) : null,
      figure.withdrawn ? chip("reason", "withdrawn") : null,
      figure.same_as ? chip("quiet", `told again: ${figure.same_as}`) : null,
      figure.conflicts_with.length ? chip("reason", `conflicts with ${figure.conflicts_with.join(", ")}`) : null,
    ],
  );
}

const bar = (value, title) => h("meter", { min: "0", max: "100", value: String(value), title, "aria-label": title });

function entityCard(story, one, kind, more) {
  return card(story, one.id, [one.id, ...one.mentions.length ? [] : []], h("div", { class: "entity-head" }, h("i", { class: `swatch ${kind}`, "aria-hidden": "true" }), h("bdi", { class: "name" }, one.name), bar(one.relevance, `relevance ${one.relevance} of 100, score ${one.score.toFixed(2)}`)), more);
}

// A list with its heading; what comes after the first ones opens on demand.
function group(title, items, first = FIRST) {
  if (items.length === 0) return null;
  const rest = items.slice(first);
  const later = h("ul", { class: "cards" });
  const more = rest.length
    ? h("details", { on: { toggle: () => later.childElementCount || later.append(...rest.slice(0, 200).map((make) => make())) } }, h("summary", {}, `${count(rest.length)} more`), later)
    : null;
  return h("section", { class: "group" }, h("h4", {}, title, h("span", { class: "quiet" }, ` ${count(items.length)}`)), h("ul", { class: "cards" }, ...items.slice(0, first).map((make) => make())), more);
}

function tagChip(story, tag) {
  const label = tag.kind === "hashtag" ? `#${tag.label}` : tag.label;
  const item = h(
    "button",
    { type: "button", class: `tag ${tag.kind}`, data: { id: tag.id }, title: [tag.kind === "topic" ? tag.path.join(" › ") : tag.kind, `score ${tag.score.toFixed(2)}`, tag.code].filter(Boolean).join(" · ") },
    h("bdi", {}, label),
  );
  item.addEventListener("pointerenter", () => story.peek([tag.id]));
  item.addEventListener("pointerleave", () => story.peek(null));
  item.addEventListener("focus", () => story.peek([tag.id]));
  item.addEventListener("blur", () => story.peek(null));
  item.addEventListener("click", () => story.pin(tag.id, [tag.id]));
  return h("li", {}, item);
}

function tags(story, list) {
  const kinds = [
    ["topic", "Topics"],
    ["keyphrase", "Keyphrases"],
    ["rule", "Rules"],
    ["hashtag", "Hashtags"],
    ["given", "Given"],
  ];
  return kinds.map(([kind, title]) => {
    const some = list.filter((tag) => tag.kind === kind);
    if (some.length === 0) return null;
    const box = h("div", { class: "reasons" });
    const explained = kind === "topic" ? why.topicsButton(story, box) : null;
    return h("section", { class: "group" }, h("h4", {}, title, explained), h("ul", { class: "tags" }, ...some.slice(0, 40).map((tag) => tagChip(story, tag))), box);
  });
}

// All findings of an article.
export function panel(story, enrichment) {
  const names = new Map([...enrichment.people, ...enrichment.organisations, ...enrichment.locations].map((one) => [one.id, one.name]));
  const figures = [...enrichment.key_figures.figures].sort((a, b) => Number(b.key) - Number(a.key));
  const keyed = figures.filter((figure) => figure.key).length;
  const byWeight = (list) => [...list].sort((a, b) => b.relevance - a.relevance);
  return h(
    "aside",
    { class: "findings", "aria-label": "Findings" },
    group("Figures", figures.map((figure) => () => figureCard(story, figure, names)), Math.max(3, Math.min(keyed, FIRST))),
    h("div", { class: "place-map" }),
    group(
      "Places",
      [...enrichment.locations].sort((a, b) => (a.focus ?? 9) - (b.focus ?? 9) || b.relevance - a.relevance).map((place) => () =>
        entityCard(story, place, "place", [
          place.focus ? chip("focus", place.focus === 1 ? "focus" : `focus ${place.focus}`) : null,
          chip("quiet", words(place.kind)),
          place.country_code && place.kind !== "country" ? chip("country", place.country_code, country(place.country_code)) : null,
          place.admin1 && place.kind !== "admin1" ? chip("quiet", place.admin1) : null,
        ]),
      ),
      6,
    ),
    group("People", byWeight(enrichment.people).map((person) => () => entityCard(story, person, "person", [person.key ? chip("focus", "key") : null, ...person.roles.slice(0, 2).map((role) => chip("quiet", role)), person.statements.length ? chip("quiet", `${count(person.statements.length)} ${person.statements.length === 1 ? "statement" : "statements"}`) : null])), 6),
    group("Organisations", byWeight(enrichment.organisations).map((body) => () => entityCard(story, body, "organisation", [body.role ? chip("quiet", "only reports") : null])), 6),
    ...tags(story, enrichment.tags),
  );
}

// Bytes that are no text, as a dump.
export function hex(base64) {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const lines = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const part = [...bytes.slice(at, at + 16)];
    const dump = part.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
    lines.push(`${at.toString(16).padStart(6, "0")}  ${dump.padEnd(47)}  ${part.map((byte) => (byte > 32 && byte < 127 ? String.fromCharCode(byte) : "·")).join("")}`);
  }
  return lines.join("\n");
}
