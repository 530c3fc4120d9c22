// The top line: is all well? Also the title and the colour of the icon.

import { byId, h, say } from "./dom.js";
import { count, rate, span } from "./format.js";

const NUMBERS = [
  ["rate", "articles/s"],
  ["median", "median age"],
  ["p99", "p99 age"],
  ["waiting", "waiting"],
  ["dead", "dead"],
];

const places = {};

export function start(mode) {
  if (mode !== "worker") return;
  for (const [key, label] of NUMBERS) {
    places[key] = h("dd", {}, "–");
    byId("numbers").append(h("div", { "data-number": key }, h("dt", {}, label), places[key]));
  }
}

export function show(status) {
  const level = status.level;
  byId("verdict").dataset.level = level;
  say(byId("headline"), status.headline);
  byId("verdict").title = [status.cause, status.advice].filter(Boolean).join(" ");
  const icon = `console/icon-${level === "good" ? "good" : level === "warning" ? "warning" : "bad"}.svg`;
  if (byId("icon").getAttribute("href") !== icon) byId("icon").setAttribute("href", icon);
  const memory = status.memory_bytes ? ` · ${Math.round(status.memory_bytes / 1048576)} MiB` : "";
  const broker = status.broker ? ` · ${status.broker.address} · RabbitMQ ${status.broker.version}` : "";
  say(byId("foot"), `Dateline ${status.version} · up ${span(status.uptime_s)}${memory}${broker}`);
  if (status.mode !== "worker") {
    document.title = "Dateline";
    return;
  }
  say(places.rate, rate(status.articles_per_s));
  say(places.median, span(status.age_s?.median));
  say(places.p99, span(status.age_s?.p99));
  say(places.waiting, count(status.waiting));
  say(places.dead, count(status.dead));
  places.dead.parentElement.dataset.level = status.dead > 0 ? "bad" : "good";
  const sign = level === "good" ? "" : level === "warning" ? "▲ " : "■ ";
  document.title = `${sign}${rate(status.articles_per_s)}/s · Dateline`;
}

// The connection to the server is gone.
export function lost() {
  byId("verdict").dataset.level = "bad";
  say(byId("headline"), "The server does not answer");
  byId("icon").setAttribute("href", "console/icon-bad.svg");
  document.title = "■ Dateline";
}
