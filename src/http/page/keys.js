// The keys, as people know them.

import { byId } from "./dom.js";
import * as dead from "./dead.js";
import * as paste from "./paste.js";
import * as wire from "./wire.js";

const isTyping = (target) => target.closest("input, textarea, select, dialog") !== null;

const KEYS = {
  j: () => wire.move(1),
  k: () => wire.move(-1),
  o: () => wire.openChosen(),
  p: () => wire.pause(),
  "/": () => byId("filter").focus(),
  n: () => paste.show(),
  d: () => dead.focus(),
  "?": () => byId("help-dialog").showModal(),
};

export function start(mode) {
  byId("help-open").addEventListener("click", KEYS["?"]);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      document.activeElement?.blur();
      return;
    }
    if (isTyping(event.target)) return;
    const digit = /^[1-9]$/.test(event.key) ? () => wire.apply(Number(event.key) - 1) : undefined;
    const action = digit ?? KEYS[event.key];
    if (!action || (mode !== "worker" && !["n", "?"].includes(event.key))) return;
    event.preventDefault();
    action();
  });
}
