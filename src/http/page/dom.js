// Elements without markup: whatever a text holds, it stays text.

const SVG = "http://www.w3.org/2000/svg";

export const byId = (id) => document.getElementById(id);

function fill(element, properties, children) {
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") for (const [event, handler] of Object.entries(value)) element.addEventListener(event, handler);
    else if (name === "data") Object.assign(element.dataset, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

// h("p", {class: "quiet"}, "text", otherElement)
export const h = (tag, properties, ...children) => fill(document.createElement(tag), properties, children);

// The same for SVG.
export const s = (tag, properties, ...children) => fill(document.createElementNS(SVG, tag), properties, children);

// Sets a text only where it changes, so that a screen reader is not told the same again.
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function toast(text, level = "bad") {
  const note = h("p", { class: "toast", "data-level": level }, text);
  byId("toasts").append(note);
  setTimeout(() => note.remove(), 8000);
}

// Asks before something is changed.
export function ask(title, text, yes) {
  const dialog = byId("ask-dialog");
  say(byId("ask-title"), title);
  say(byId("ask-text"), text);
  say(byId("ask-yes"), yes);
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
    dialog.returnValue = "no";
    dialog.showModal();
  });
}
