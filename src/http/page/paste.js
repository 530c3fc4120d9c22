// Paste or drop any text or file: it is enriched and shown.

import { postArticle, Problem } from "./api.js";
import { byId, toast } from "./dom.js";

let open = () => {};
let enriches = false;

export function show() {
  if (!enriches) {
    toast("Enrichment over HTTP is off: set console.enrich = true, or run `dateline serve`.", "warning");
    return;
  }
  byId("paste").hidden = false;
  byId("paste-open").setAttribute("aria-expanded", "true");
  byId("paste-text").focus();
}

function hide() {
  byId("paste").hidden = true;
  byId("paste-open").setAttribute("aria-expanded", "false");
}

// Enriches a text or a file and shows it.
export async function enrich(body, type, name) {
  const raw = typeof body === "string" ? { text: body, bytes: new Blob([body]).size } : { file: body, bytes: body.size, content_type: type };
  try {
    const response = await postArticle("v1/enrich", body, type);
    const enriched = await response.json();
    await open({ enriched, raw, outgoing: { routing_key: response.headers.get("dateline-routing-key") }, name, why: async () => (await postArticle("v1/explain", body, type)).json() });
    hide();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await open({ problem: error, raw, name });
  }
}

// A file by its bytes; its type is told only where it helps.
function file(one) {
  const type = /^(text\/(plain|html|markdown|xml)|application\/(json|xml))$/.test(one.type) ? one.type : "";
  return enrich(one, type, one.name);
}

export function start(handlers, isOn) {
  ({ open } = handlers);
  enriches = isOn;
  byId("paste-open").addEventListener("click", () => (byId("paste").hidden ? show() : hide()));
  byId("paste").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = byId("paste-text").value;
    if (text.trim()) enrich(text, "", "pasted");
  });
  byId("paste-text").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) byId("paste").requestSubmit();
  });
  byId("paste-file").addEventListener("change", (event) => {
    const [one] = event.target.files;
    if (one) file(one);
    event.target.value = "";
  });
  const drop = byId("drop");
  window.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.hidden = false;
  });
  window.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) drop.hidden = true;
  });
  window.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.hidden = true;
    const [one] = event.dataTransfer.files;
    if (!enriches) show();
    else if (one) file(one);
    else if (event.dataTransfer.getData("text/plain").trim()) enrich(event.dataTransfer.getData("text/plain"), "", "dropped");
  });
}
