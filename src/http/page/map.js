// Maps, drawn from outlines that are part of the program.

import { s } from "./dom.js";

const RADIANS = Math.PI / 180;
let outlines;

// Land, borders and countries, as lists of [x, y, x, y, …] in degrees, each with its bounds.
export function load() {
  outlines ??= fetch("console/outlines.json")
    .then((response) => response.json())
    .then((packed) => ({
      land: packed.land.map(unpack),
      borders: packed.borders.map(unpack),
      countries: Object.fromEntries(Object.entries(packed.countries).map(([code, rings]) => [code, rings.map(unpack)])),
    }));
  return outlines;
}

function unpack(steps) {
  const points = new Float32Array(steps.length);
  const bounds = [Infinity, Infinity, -Infinity, -Infinity];
  let [x, y] = [0, 0];
  for (let index = 0; index < steps.length; index += 2) {
    x += steps[index];
    y += steps[index + 1];
    points[index] = x / 100;
    points[index + 1] = y / 100;
    bounds[0] = Math.min(bounds[0], x / 100);
    bounds[1] = Math.min(bounds[1], y / 100);
    bounds[2] = Math.max(bounds[2], x / 100);
    bounds[3] = Math.max(bounds[3], y / 100);
  }
  return { points, bounds };
}

function path(lines, project, view, closed) {
  let d = "";
  for (const { points, bounds } of lines) {
    if (bounds[2] < view[0] || bounds[0] > view[2] || bounds[3] < view[1] || bounds[1] > view[3]) continue;
    let before = "";
    for (let index = 0; index < points.length; index += 2) {
      const [x, y] = project(points[index], points[index + 1]);
      const point = `${x.toFixed(1)} ${y.toFixed(1)}`;
      if (point !== before) d += `${index === 0 ? "M" : "L"}${point}`;
      before = point;
    }
    if (closed) d += "Z";
  }
  return d;
}

// Equal Earth (Šavrič, Patterson, Jenny 2018): areas are true.
const [A1, A2, A3, A4] = [1.340264, -0.081106, 0.000893, 0.003796];
function equalEarth(longitude, latitude) {
  const theta = Math.asin((Math.sqrt(3) / 2) * Math.sin(latitude * RADIANS));
  const [t2, t6] = [theta ** 2, theta ** 6];
  const x = (longitude * RADIANS * Math.cos(theta)) / ((Math.sqrt(3) / 2) * (A1 + 3 * A2 * t2 + t6 * (7 * A3 + 9 * A4 * t2)));
  const y = theta * (A1 + A2 * t2 + t6 * (A3 + A4 * t2));
  return [x, y];
}

export const WORLD = { width: 1000, height: 440 };
const SCALE = WORLD.width / (2 * equalEarth(180, 0)[0]);
const NORTH = equalEarth(0, 84)[1];

export function onWorld(longitude, latitude) {
  const [x, y] = equalEarth(longitude, latitude);
  return [WORLD.width / 2 + x * SCALE, (NORTH - y) * SCALE];
}

// The world without dots.
export async function world() {
  const all = await load();
  const view = [-180, -60, 180, 84];
  const grid = [];
  for (let longitude = -150; longitude <= 150; longitude += 30) {
    grid.push(`M${Array.from({ length: 29 }, (_, index) => onWorld(longitude, -56 + index * 5).map((value) => value.toFixed(1)).join(" ")).join("L")}`);
  }
  for (let latitude = -30; latitude <= 60; latitude += 30) {
    grid.push(`M${[-180, 180].map((longitude) => onWorld(longitude, latitude).map((value) => value.toFixed(1)).join(" ")).join("L")}`);
  }
  return s(
    "svg",
    { viewBox: `0 0 ${WORLD.width} ${WORLD.height}`, class: "map", role: "group", "aria-label": "World map" },
    s("path", { class: "grid", d: grid.join("") }),
    s("path", { class: "land", d: path(all.land, onWorld, view, true) }),
    s("path", { class: "borders", d: path(all.borders, onWorld, view, false) }),
  );
}

// A map of some places: [{id, name, latitude, longitude, focus, country, kind}].
export async function local(places, { width = 340, height = 230, on = {} } = {}) {
  const all = await load();
  const shown = places.filter((place) => Number.isFinite(place.latitude) && Number.isFinite(place.longitude));
  if (shown.length === 0) return null;
  // Around the places that the article is about; others may lie outside.
  const about = shown.filter((place) => place.focus);
  const core = about.length > 0 ? about : shown.slice(0, 6);
  const middle = median(core.map((place) => place.latitude));
  const near = shown.filter((place) => core.includes(place) || core.some((one) => Math.hypot(one.latitude - place.latitude, one.longitude - place.longitude) < 9));
  const squeeze = Math.max(0.2, Math.cos(middle * RADIANS));
  const xs = near.map((place) => place.longitude * squeeze);
  const ys = near.map((place) => place.latitude);
  const [cx, cy] = [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
  const room = 1.7;
  const spanY = Math.max(8, Math.min(34, extent(core, all.countries)), (Math.max(...ys) - Math.min(...ys)) * room, ((Math.max(...xs) - Math.min(...xs)) * room * height) / width);
  const scale = height / Math.min(spanY, 150);
  const project = (longitude, latitude) => [width / 2 + (longitude * squeeze - cx) * scale, height / 2 - (latitude - cy) * scale];
  const view = [(cx - width / scale) / squeeze, cy - height / scale, (cx + width / scale) / squeeze, cy + height / scale];
  const countries = [...new Set(core.map((place) => place.country).filter(Boolean))].flatMap((code) => all.countries[code] ?? []);
  const land = path(all.land, project, view, true);
  const map = s(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, class: "map", role: "img", "aria-label": `Map of ${shown.map((place) => place.name).join(", ")}` },
    // The shapes of countries are coarser than the coast: widened, and cut at the coast.
    s("clipPath", { id: "coast" }, s("path", { d: land })),
    s("path", { class: "land", d: land }),
    s("g", { "clip-path": "url(#coast)" }, s("path", { class: "about", d: path(countries, project, view, true), "stroke-width": (0.22 * scale).toFixed(1) })),
    s("path", { class: "borders", d: path(all.borders, project, view, false) }),
  );
  const taken = [];
  const order = [...shown].sort((a, b) => (a.focus ?? 9) - (b.focus ?? 9) || (b.relevance ?? 0) - (a.relevance ?? 0));
  const dots = [];
  for (const place of order) {
    const [x, y] = project(place.longitude, place.latitude);
    if (x < 4 || y < 4 || x > width - 4 || y > height - 4) continue;
    const isArea = ["country", "admin1", "region", "continent"].includes(place.kind);
    const radius = place.focus ? 5.5 : 3.5;
    const group = s("g", { class: `dot ${place.focus ? "focus" : ""} ${isArea ? "area" : ""}`, "data-id": place.id, on: handlersFor(place, on) }, s("title", {}, place.name), s("circle", { cx: x, cy: y, r: radius }));
    const label = labelFor(place.name, x, y, radius, taken, width, height);
    if (label) group.append(s("text", { x: label.x, y: label.y, "text-anchor": label.anchor }, place.name));
    dots.push(group);
  }
  map.append(...dots.reverse());
  return map;
}

const handlersFor = (place, on) => Object.fromEntries(Object.entries(on).map(([event, handler]) => [event, () => handler(place)]));

function labelFor(name, x, y, radius, taken, width, height) {
  const [w, hgt] = [name.length * 6.3, 13];
  const gap = radius + 4;
  const boxes = [
    { x: x + gap, y: y + 4, anchor: "start", left: x + gap },
    { x: x - gap, y: y + 4, anchor: "end", left: x - gap - w },
    { x, y: y - gap, anchor: "middle", left: x - w / 2 },
    { x, y: y + gap + 9, anchor: "middle", left: x - w / 2 },
  ];
  for (const box of boxes) {
    const area = [box.left, box.y - 11, box.left + w, box.y - 11 + hgt];
    if (area[0] < 2 || area[1] < 2 || area[2] > width - 2 || area[3] > height - 2) continue;
    if (taken.some((other) => area[0] < other[2] && area[2] > other[0] && area[1] < other[3] && area[3] > other[1])) continue;
    taken.push(area, [x - radius, y - radius, x + radius, y + radius]);
    return box;
  }
  return null;
}

// The height of the countries that the story is about, in part: a city alone would stand in an empty plain.
function extent(places, countries) {
  const heights = places.map((place) => Math.max(0, ...(countries[place.country] ?? []).map(({ bounds }) => bounds[3] - bounds[1])));
  return 1.15 * Math.min(...heights);
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
