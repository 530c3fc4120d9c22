// Why a finding is as it is: what `dateline explain` says.

import { h } from "./dom.js";
import { country, words } from "./format.js";

const FEATURES = 5;

// The button of a finding. The reasons are asked for once for the whole article.
export function button(story, id, item) {
  return h("button", { type: "button", class: "why", "aria-expanded": "false", "aria-label": `Why ${id}`, on: { click: (event) => toggle(story, event.currentTarget, item, (reasons) => about(reasons, story, id)) } }, "why");
}

export function topicsButton(story, box) {
  return h("button", { type: "button", class: "why", "aria-expanded": "false", "aria-label": "Why these topics", on: { click: (event) => toggle(story, event.currentTarget, box, topics) } }, "why");
}

async function toggle(story, button, parent, make) {
  const open = parent.querySelector(":scope > .because");
  if (open) {
    open.remove();
    button.setAttribute("aria-expanded", "false");
    return;
  }
  button.setAttribute("aria-expanded", "true");
  const box = h("div", { class: "because" }, h("p", { class: "quiet" }, "Asking …"));
  parent.append(box);
  try {
    const found = make(await story.reasons());
    box.replaceChildren(...(found.length ? found : [h("p", { class: "quiet" }, "No rule beside the usual one.")]));
  } catch (error) {
    box.replaceChildren(h("p", { class: "quiet" }, error.message));
  }
}

const rule = (one) => h("span", { class: "rule" }, h("b", {}, one.name), one.why ? `: ${one.why}` : "");
const line = (name, value, one) => h("li", {}, h("span", { class: "field" }, words(name)), value !== undefined && value !== null && value !== "" ? h("bdi", { class: "said" }, String(value)) : null, one ? rule(one) : null);

function candidates(title, list) {
  if (!list?.length) return null;
  return h("div", {}, h("p", { class: "field" }, title), h("ul", {}, ...list.slice(0, 8).map((one) => h("li", { class: one.fits ? "fits" : "fails" }, h("span", { "aria-hidden": "true" }, one.fits ? "✓ " : "✗ "), h("bdi", { class: "said" }, one.quote.text), one.rule ? rule(one.rule) : null))));
}

function figure(one) {
  return [
    h("ul", {}, ...one.decided.map((decided) => line(decided.field, decided.value, decided)), ...one.rivals.map((rival) => line("conflicts", rival.value, rival)), one.timeless ? line("no date", null, one.timeless) : null, one.placeless ? line("no place", null, one.placeless) : null),
    candidates("Dates of its sentence", one.dates),
    candidates("Places of its sentence", one.places),
    one.weight ? h("p", { class: "quiet" }, `weight as a headline figure ${one.weight.sum.toFixed(2)} = meaning ${one.weight.meaning.toFixed(2)} + wording ${one.weight.wording.toFixed(2)} + position ${one.weight.position.toFixed(2)} + repeats ${one.weight.repeats.toFixed(2)}`) : null,
  ].filter(Boolean);
}

function place(one) {
  return [
    h("ul", {}, line("a place by", one.rule ? null : `a sum of ${one.sum.toFixed(2)}`, one.rule), one.container ? line("lies in", one.container.value, one.container) : null),
    ...one.candidates.slice(0, 4).map((candidate) =>
      h(
        "div",
        { class: "candidate" },
        h("p", {}, h("bdi", {}, candidate.name), h("span", { class: "quiet" }, ` ${words(candidate.kind)}${candidate.admin1 ? `, ${candidate.admin1}` : ""}${candidate.country_code ? `, ${country(candidate.country_code)}` : ""}`), h("meter", { min: "0", max: "1", value: String(candidate.share), "aria-label": `share ${candidate.share.toFixed(2)}` }), h("span", { class: "quiet n" }, ` ${Math.round(candidate.share * 100)} %`)),
        candidate.features.length ? h("p", { class: "quiet" }, candidate.features.slice(0, FEATURES).map(([name, weight]) => `${name} ${weight >= 0 ? "+" : ""}${weight.toFixed(2)}`).join(" · ")) : null,
      ),
    ),
  ];
}

function about(reasons, story, id) {
  if (id.startsWith("F")) {
    const one = reasons.figures.find((reason) => reason.id === id);
    return one ? figure(one) : [];
  }
  if (id.startsWith("L")) {
    const mentions = story.enrichment.locations.find((location) => location.id === id)?.mentions ?? [];
    const is = (quote) => mentions.some((mention) => mention.field === quote.field && mention.start < quote.end && quote.start < mention.end);
    const one = reasons.places.find((reason) => reason.mentions.some(is));
    return one ? place(one) : [];
  }
  if (id.startsWith("P")) {
    const roles = reasons.roles.filter((role) => role.person === id);
    return roles.length ? [h("ul", {}, ...roles.map((role) => line("role", role.quote?.text ?? role.role, role.rule)))] : [];
  }
  return [];
}

function topics(reasons) {
  return [h("ul", {}, ...reasons.topics.slice(0, 6).map((topic) => h("li", { class: topic.tag ? "fits" : "fails" }, h("span", { "aria-hidden": "true" }, topic.tag ? "✓ " : "✗ "), h("bdi", { class: "said" }, topic.label), h("span", { class: "quiet n" }, ` ${topic.sum.toFixed(2)}`))))];
}
