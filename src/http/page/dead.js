// Dead letters: why, what to do, the body with the place of the damage; replay and discard.

import { get, post } from "./api.js";
import { ask, byId, h, say, toast } from "./dom.js";
import { bytes, count, moment, span } from "./format.js";
import { hex } from "./findings.js";

const AROUND = 60;
// So many letters are read again by themselves; more are read on demand.
const FEW = 200;
let queue = "dead";
let loaded = null;
let known = { dead: null, unrouted: null };
let openId = null;
let differs = 0;

// The place that an error names: line and column, or a byte.
export function placeIn(error, text) {
  const lines = /line (\d+),? column (\d+)/.exec(error ?? "");
  if (lines) {
    let at = 0;
    for (let line = 1; line < Number(lines[1]); line += 1) {
      const next = text.indexOf("\n", at);
      if (next < 0) return null;
      at = next + 1;
    }
    // Columns count bytes.
    const rest = new TextEncoder().encode(text.slice(at, at + Number(lines[2])));
    const before = new TextDecoder().decode(rest.slice(0, Math.max(0, Number(lines[2]) - 1)));
    return Math.min(text.length, at + before.length);
  }
  return null;
}

function body(letter) {
  const shown = letter.body;
  if (shown.base64 !== undefined) return h("pre", { class: "raw", tabindex: "0" }, hex(shown.base64));
  const at = placeIn(letter.error, shown.text);
  const pre = h("pre", { class: "raw", tabindex: "0", dir: "auto" });
  if (at === null) {
    pre.append(shown.text);
  } else {
    const end = Math.min(shown.text.length, at + 1);
    pre.append(shown.text.slice(0, at), h("mark", { class: "damage", title: letter.error }, shown.text.slice(at, end) || "⏎ (the end)"), shown.text.slice(end));
    queueMicrotask(() => {
      const mark = pre.querySelector(".damage");
      pre.scrollTop = Math.max(0, mark.offsetTop - pre.offsetTop - AROUND);
    });
  }
  return h("div", {}, pre, shown.is_cut ? h("p", { class: "quiet" }, `The beginning of ${bytes(shown.bytes)}.`) : null);
}

const entry = (name, value) => (value === null || value === undefined || value === "" ? [] : [h("dt", {}, name), h("dd", {}, h("bdi", {}, String(value)))]);

function facts(letter) {
  return h(
    "dl",
    { class: "facts" },
    ...entry("Why", letter.error),
    ...entry("It means", letter.meaning),
    ...entry("What to do", letter.remedy),
    ...entry("From", [letter.exchange, letter.routing_key].filter(Boolean).join(" · ")),
    ...entry("Message id", letter.message_id),
    ...entry("Content", [letter.content_type, letter.content_encoding].filter(Boolean).join(", ")),
    ...entry("Attempts", letter.attempts),
    ...(letter.unreadable ?? []).flatMap((one) => entry("Unreadable", `${one.property}: ${one.bytes}`)),
  );
}

async function open(letter, item) {
  if (openId === letter.id) {
    close();
    return;
  }
  close();
  openId = letter.id;
  item.querySelector(".letter").setAttribute("aria-expanded", "true");
  const detail = h("div", { class: "detail" }, facts(letter));
  item.append(detail);
  const buttons = h(
    "div",
    { class: "line" },
    h("button", { type: "button", class: "primary", on: { click: () => change("replay", { ids: [letter.id] }, 1) } }, "Replay"),
    h("button", { type: "button", class: "danger", on: { click: () => discard(letter) } }, "Discard"),
    queue === "dead" ? h("button", { type: "button", on: { click: () => replayAll(letter.reason) } }, "Replay all like this") : null,
  );
  try {
    const whole = await get(`v1/dead/${letter.id}?queue=${queue}`);
    if (openId !== letter.id) return;
    detail.append(h("h4", {}, "Body"), body(whole), h("h4", {}, "Headers"), h("pre", { class: "raw", tabindex: "0" }, JSON.stringify(whole.headers, null, 2)), buttons);
  } catch (error) {
    detail.append(h("p", { class: "quiet" }, error.reason === "token_required" ? `Body and headers need the token: ${error.message}.` : error.message), buttons);
  }
}

function close() {
  openId = null;
  for (const button of byId("dead-letters").querySelectorAll('[aria-expanded="true"]')) button.setAttribute("aria-expanded", "false");
  byId("dead-letters").querySelector(".detail")?.remove();
}

async function discard(letter) {
  if (await ask("Discard this letter?", `It is removed from ${loaded.queue} and cannot be brought back.`, "Discard")) await change("discard", { ids: [letter.id] }, 1);
}

// Counts first, and replays no more than that.
async function replayAll(reason) {
  try {
    const found = await get(`v1/dead?queue=${queue}&reason=${encodeURIComponent(reason)}`);
    const many = found.reasons[reason] ?? 0;
    const all = found.is_whole ? count(many) : `at least ${count(many)}`;
    if (many === 0) toast("There is none any more.", "warning");
    else if (await ask(`Replay ${all} ${many === 1 ? "letter" : "letters"}?`, `All with the reason ${reason} go back to the work queue. What fails again comes back as a dead letter.`, `Replay ${count(many)}`)) await change("replay", { reason }, many);
  } catch (error) {
    if (error.reason !== "token_required") toast(error.message);
  }
}

async function change(verb, which, most) {
  try {
    const done = await post(`v1/dead/${verb}`, { queue, most, ...which });
    const past = verb === "replay" ? "replayed" : "discarded";
    if (done.stopped) toast(`${count(done.done)} ${past}; then it stopped: ${done.stopped}`);
    else toast(`${count(done.done)} ${done.done === 1 ? "letter" : "letters"} ${past}.`, "good");
    await look();
  } catch (error) {
    if (error.reason !== "token_required") toast(error.message);
  }
}

function letterOf(letter) {
  const item = h("li", {});
  const ago = letter.failed_at ? span(Math.max(0, (Date.now() - new Date(letter.failed_at)) / 1000)) : "";
  item.append(
    h(
      "button",
      { type: "button", class: "letter", "aria-expanded": "false", "data-id": letter.id, on: { click: () => open(letter, item) } },
      h("span", { class: "chip reason" }, `${queue === "dead" ? "■" : "▲"} ${letter.reason}`),
      h("span", { class: "why" }, letter.error ?? ""),
      h("bdi", { class: "quiet" }, letter.routing_key ?? ""),
      h("span", { class: "quiet n" }, bytes(letter.bytes)),
      h("time", { class: "quiet n", title: letter.failed_at ? moment(letter.failed_at) : "" }, ago && `${ago} ago`),
    ),
  );
  return item;
}

export async function look() {
  const refresh = byId("dead-refresh");
  refresh.disabled = true;
  try {
    loaded = await get(`v1/dead?queue=${queue}`);
    openId = null;
    const groups = Object.entries(loaded.reasons)
      .sort((a, b) => b[1] - a[1])
      .map(([reason, many]) =>
        h("span", { class: "group" }, h("span", { class: "chip reason" }, `${count(many)} ${reason}`), queue === "dead" ? h("button", { type: "button", on: { click: () => replayAll(reason) } }, "Replay all") : null),
      );
    byId("dead-groups").replaceChildren(...groups);
    const letters = loaded.letters.map(letterOf);
    const none = queue === "dead" ? "No dead letters: every message could be enriched." : "No unrouted articles: every one matched a binding.";
    byId("dead-letters").replaceChildren(letters.length ? h("ol", {}, ...letters) : h("p", { class: "empty" }, none));
    known[queue] = loaded.total;
    say(byId("dead-count"), `${count(loaded.total)} in ${loaded.queue}${loaded.letters.length < loaded.total ? `, ${count(loaded.letters.length)} shown` : ""}`);
  } catch (error) {
    byId("dead-letters").replaceChildren(h("p", { class: "empty" }, error.message));
  } finally {
    refresh.disabled = false;
  }
}

// The number of letters has changed: say so, and leave what is read.
export function told(status) {
  const now = queue === "dead" ? status.dead : status.unrouted;
  if (now === null || now === undefined || loaded === null) return;
  if (now === known[queue]) {
    differs = 0;
    return;
  }
  // A letter that a command has just put back is counted a moment later.
  differs += 1;
  if (differs < 4 || byId("dead-refresh").disabled) return;
  differs = 0;
  if (openId === null && now <= FEW) look();
  else say(byId("dead-count"), `${count(now)} in ${loaded.queue}; look again`);
}

export function focus() {
  byId("dead").scrollIntoView({ block: "start" });
  (byId("dead-letters").querySelector(".letter") ?? byId("dead-refresh")).focus();
}

function choose(name) {
  queue = name;
  loaded = null;
  for (const one of ["dead", "unrouted"]) byId(`queue-${one}`).setAttribute("aria-pressed", String(one === name));
  byId("dead-groups").replaceChildren();
  byId("dead-letters").replaceChildren(h("p", { class: "empty" }, "Looking …"));
  look();
}

export function start() {
  byId("dead-refresh").addEventListener("click", look);
  byId("queue-dead").addEventListener("click", () => choose("dead"));
  byId("queue-unrouted").addEventListener("click", () => choose("unrouted"));
  // Reading takes the letters for a moment: only once somebody gets here.
  const seen = new IntersectionObserver((entries) => {
    if (entries.some((one) => one.isIntersecting)) {
      seen.disconnect();
      look();
    }
  });
  seen.observe(byId("dead"));
}
