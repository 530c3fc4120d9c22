// Requests to the server, and its events.

export class Problem extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? `the server answered ${status}`);
    this.status = status;
    this.reason = problem.reason ?? "unknown";
    this.title = problem.title ?? "It did not work";
  }
}

let onToken = () => {};

// What to do where the token is needed.
export const whenTokenIsNeeded = (handler) => {
  onToken = handler;
};

async function send(path, options, quiet = false) {
  let response;
  try {
    response = await fetch(path, { credentials: "same-origin", cache: "no-store", ...options });
  } catch {
    throw new Problem(0, { title: "The server does not answer", detail: "the server does not answer", reason: "unreachable" });
  }
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  const error = new Problem(response.status, problem);
  if (error.reason === "token_required" && !quiet) onToken(error);
  throw error;
}

export const get = async (path) => (await send(path)).json();
export const text = async (path) => (await send(path)).text();

export const post = async (path, value, quiet) =>
  (await send(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(value) }, quiet)).json();

// An article as it is: text, or the bytes of a file.
export const postArticle = (path, body, type) =>
  send(path, { method: "POST", headers: { accept: "application/json", "content-type": type || "application/x-www-form-urlencoded" }, body });

// Server-sent events: `handlers` by name, and `lost` while there is no connection.
export function listen(filter, after, handlers) {
  const query = new URLSearchParams({ filter, after });
  const source = new EventSource(`v1/events?${query}`);
  for (const [name, handler] of Object.entries(handlers)) {
    if (name !== "lost") source.addEventListener(name, (event) => handler(JSON.parse(event.data)));
  }
  source.addEventListener("error", () => handlers.lost(source.readyState === EventSource.CLOSED));
  return source;
}
