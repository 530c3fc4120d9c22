//! The list of paths, for people with curl.

/// The routes of the server. The order is that of the documents.
pub(super) const PATHS: &str = "\
GET  /health/live                 200 while the process works, 503 with the cause where only a restart helps
GET  /health/ready                200 while it does its work, else 503 with the cause
GET  /metrics                     Prometheus
POST /v1/enrich                   an article in any input form; the enriched article
POST /v1/explain                  the same with the reasons for each finding
GET  /v1/status                   condition, rates, stages and queues
GET  /v1/events                   the same each second, with the articles that pass (server-sent events)
GET  /v1/articles                 the messages that were settled last; ?filter=country:KE+killed>=10
GET  /v1/articles/{number}        one of them with input, output and headers
GET  /v1/articles/{number}/why    the reasons for its findings
GET  /v1/dead                     the dead letters; ?queue=unrouted the articles that matched no binding
GET  /v1/dead/{id}                one of them with body and headers (token)
POST /v1/dead/replay              publish some again (token)
POST /v1/dead/discard             remove some (token)
GET  /v1/session                  whether a token is set, and whether this browser is signed in
POST /v1/login                    the token, for a cookie
POST /v1/logout                   the end of it
GET  /v1/openapi.json             the description of /v1 for programs
GET  /v1/schema.json              the JSON Schema of the enriched article
";
