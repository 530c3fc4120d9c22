// The page: one connection for events, one article open.

import { get, listen, post, text, whenTokenIsNeeded } from "./api.js";
import * as article from "./article.js";
import * as dead from "./dead.js";
import { byId, say, toast } from "./dom.js";
import * as flow from "./flow.js";
import * as keys from "./keys.js";
import * as paste from "./paste.js";
import * as sources from "./sources.js";
import * as top from "./top.js";
import * as wire from "./wire.js";
import * as world from "./world.js";

let session = { token_set: false, signed_in: false };
let events;
let filter = "";

function showSession() {
  const button = byId("sign-in");
  button.hidden = !session.token_set;
  say(button, session.signed_in ? "Sign out" : "Sign in");
}

// Asks for the token; resolves when the browser is signed in, or the dialog was left.
function signIn(why) {
  const dialog = byId("sign-in-dialog");
  if (dialog.open) return Promise.resolve(false);
  if (why) say(byId("sign-in-why"), why);
  say(byId("sign-in-wrong"), "");
  byId("token").value = "";
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(session.signed_in), { once: true }));
}

async function tryToken(token) {
  session = await post("v1/login", { token }, true);
  showSession();
}

function startSession() {
  byId("sign-in-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await tryToken(byId("token").value);
      byId("sign-in-dialog").close();
      if (document.body.dataset.mode === "starting") begin();
    } catch (error) {
      say(byId("sign-in-wrong"), error.message.includes("Bearer") ? "This is not the token." : error.message);
    }
  });
  byId("sign-in-cancel").addEventListener("click", () => byId("sign-in-dialog").close());
  byId("sign-in").addEventListener("click", async () => {
    if (!session.signed_in) {
      signIn();
      return;
    }
    session = await post("v1/logout", {});
    location.reload();
  });
  whenTokenIsNeeded((problem) => {
    if (session.token_set) signIn();
    else toast(problem.message, "warning");
  });
}

function connect() {
  events?.close();
  events = listen(filter, wire.latest(), {
    status: showStatus,
    articles: wire.add,
    world: world.show,
    sources: (list) => sources.show(list, wire.setFilter),
    lost: (isOver) => {
      top.lost();
      // The browser tries again by itself, unless the server refused.
      if (isOver) setTimeout(connect, 3000);
    },
  });
}

function showStatus(status) {
  top.show(status);
  if (status.mode !== "worker") return;
  flow.show(status);
  dead.told(status);
}

async function open(row) {
  // On a narrow screen the article stands below the wire.
  if (matchMedia("(max-width: 1100px)").matches) byId("article").scrollIntoView({ block: "start" });
  if (!row.can_open) {
    article.closed(row);
    return;
  }
  try {
    const record = await get(`v1/articles/${row.number}`);
    await article.show({ ...record, row, why: () => get(`v1/articles/${row.number}/why`) });
  } catch (error) {
    article.closed(row, error);
  }
}

async function begin() {
  const status = await get("v1/status");
  document.body.dataset.mode = status.mode;
  top.start(status.mode);
  keys.start(status.mode);
  paste.start({ open: article.show }, status.enriches);
  if (status.mode === "worker") {
    flow.start();
    wire.start({
      open,
      refilter: (line) => {
        filter = line;
        connect();
      },
    });
    dead.start({ enriches: status.enriches });
    await world.start((line) => {
      wire.setFilter(line);
      byId("wire").scrollIntoView({ block: "nearest" });
    });
    article.empty(status);
  } else {
    await paste.enrich(await text("console/seed.txt"), "text/plain", "an example");
    say(byId("article-from"), "an example; paste your own");
  }
  showStatus(status);
  connect();
}

async function start() {
  startSession();
  // `dateline demo --keep` prints an address with the token behind #: the browser sends that part to no server.
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given) {
    history.replaceState(null, "", location.pathname + location.search);
    await tryToken(given).catch(() => {});
  }
  if (!session.signed_in) session = await get("v1/session");
  showSession();
  if (session.token_set && !session.signed_in) signIn();
  else await begin();
}

start().catch((error) => {
  top.lost();
  toast(error.message);
});
