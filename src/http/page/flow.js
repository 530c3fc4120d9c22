// The stations of a message, with what passed them in ten minutes.

import { byId, h, s, say } from "./dom.js";
import { count, rate } from "./format.js";

const STATIONS = [
  ["consume", "Consume", "wait"],
  ["enrich", "Enrich", "in hand"],
  ["confirm", "Confirm", ""],
  ["output", "Output", ""],
  ["retry", "Retry", "wait"],
  ["unrouted", "Unrouted", "there"],
  ["dead", "Dead", "there"],
];
const WIDTH = 240;
const HEIGHT = 36;

const stations = {};

function station([name, label]) {
  const parts = {
    rate: h("strong", { class: "rate" }, "–"),
    now: h("span", { class: "now" }),
    errors: h("span", { class: "errors" }),
    text: h("p", { class: "what" }),
    line: s("path", { class: "line" }),
    area: s("path", { class: "area" }),
  };
  const spark = s("svg", { class: "spark", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" }, parts.area, parts.line);
  parts.item = h(
    "li",
    { class: `station ${name}`, "data-level": "good", "data-speed": "0" },
    h("span", { class: "track", "aria-hidden": "true" }),
    h("h2", {}, h("span", { class: "sign", "aria-hidden": "true" }), label),
    h("p", { class: "figures" }, parts.rate, parts.now, parts.errors),
    spark,
    parts.text,
  );
  return parts;
}

export function start() {
  const list = byId("stations");
  const ends = h("ol", { class: "ends" });
  for (const entry of STATIONS) {
    stations[entry[0]] = station(entry);
    const isEnd = !["consume", "enrich", "confirm"].includes(entry[0]);
    (isEnd ? ends : list).append(stations[entry[0]].item);
  }
  list.append(h("li", { class: "ends-frame" }, ends));
}

function draw(parts, steps) {
  const most = Math.max(1, ...steps);
  const step = WIDTH / 119;
  const from = WIDTH - (steps.length - 1) * step;
  const points = steps.map((value, index) => `${(from + index * step).toFixed(1)},${(HEIGHT - 2 - (value / most) * (HEIGHT - 6)).toFixed(1)}`);
  const line = points.length > 1 ? `M${points.join("L")}` : "";
  parts.line.setAttribute("d", line);
  parts.area.setAttribute("d", line && `${line}L${WIDTH},${HEIGHT}L${from.toFixed(1)},${HEIGHT}Z`);
}

const speed = (value) => (!value ? 0 : value < 2 ? 1 : value < 50 ? 2 : 3);

export function show(status) {
  for (const stage of status.stages ?? []) {
    const parts = stations[stage.name];
    if (!parts) continue;
    const [, , unit] = STATIONS.find(([name]) => name === stage.name);
    parts.item.dataset.level = stage.level;
    parts.item.dataset.speed = speed(stage.per_s);
    say(parts.rate, stage.per_s === null ? count(stage.now) : `${rate(stage.per_s)}/s`);
    say(parts.now, stage.per_s === null || stage.now === null || !unit ? "" : `${count(stage.now)} ${unit}`);
    say(parts.errors, stage.errors ? `${count(stage.errors)} ${stage.errors === 1 ? "error" : "errors"}` : "");
    say(parts.text, stage.text);
    parts.item.title = [stage.total === null ? "" : `${count(stage.total)} since the start`, stage.advice ?? ""].filter(Boolean).join(". ");
    draw(parts, stage.steps);
  }
  const advice = [status.cause, status.advice].filter(Boolean).join(" ");
  const queues = status.queues_error ? `The queues cannot be counted: ${status.queues_error}` : "";
  const line = byId("advice");
  line.dataset.level = status.level;
  say(line, status.level === "good" ? queues || "Every message is enriched, or waits where it can be found. Nothing to do." : advice || queues || status.headline);
}
