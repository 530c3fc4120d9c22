// The last hour on the map: a dot a place, its size the number of articles. A click filters the wire.

import { byId, s, say } from "./dom.js";
import { count, country } from "./format.js";
import { onWorld, world } from "./map.js";

const LABELS = 6;
let layer;

export async function start(choose) {
  const map = await world();
  layer = s("g", { class: "dots" });
  map.append(layer);
  byId("globe").append(map);
  layer.addEventListener("click", (event) => pick(event, choose));
  layer.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      pick(event, choose);
    }
  });
}

function pick(event, choose) {
  const dot = event.target.closest("[data-name]");
  if (dot) choose(`place:"${dot.dataset.name}"`);
}

export function show(places) {
  if (!layer) return;
  const most = Math.max(1, ...places.map(([, , , , articles]) => articles));
  const taken = [];
  const dots = places.map(([name, code, latitude, longitude, articles], index) => {
    const [x, y] = onWorld(longitude, latitude);
    const radius = 3 + 10 * Math.sqrt(articles / most) * Math.min(1, 0.35 + most / 20);
    const title = `${name}${code ? `, ${country(code)}` : ""}: ${count(articles)} ${articles === 1 ? "article" : "articles"}`;
    const group = s("g", { class: "dot", role: "button", tabindex: index < 40 ? "0" : "-1", "aria-label": title, "data-name": name }, s("title", {}, title), s("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: radius.toFixed(1) }));
    const box = [x - 4, y - radius - 20, x + name.length * 6.5, y];
    if (index < LABELS && !taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) {
      taken.push(box);
      group.append(s("text", { x: x.toFixed(1), y: (y - radius - 5).toFixed(1), "text-anchor": "middle" }, name));
    }
    return group;
  });
  const focused = document.activeElement?.closest?.("[data-name]")?.dataset.name;
  layer.replaceChildren(...dots.reverse());
  if (focused) [...layer.children].find((dot) => dot.dataset.name === focused)?.focus();
  const sum = places.reduce((all, place) => all + place[4], 0);
  say(byId("world-count"), places.length === 0 ? "the last hour: no place yet" : `the last hour: ${count(sum)} ${sum === 1 ? "focus" : "foci"} in ${count(places.length)} ${places.length === 1 ? "place" : "places"}`);
}
