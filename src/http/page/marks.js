// The findings as marks in the text. Offsets count code points.

const CHUNK = 60_000;

// All marks of an enriched article: {id, kind, field, start, end, refs}.
export function marksOf(enrichment) {
  const marks = [];
  const add = (id, kind, spans, more) => {
    for (const { field, start, end } of spans) if (field !== "hashtags") marks.push({ id, kind, field, start, end, ...more });
  };
  for (const place of enrichment.locations) add(place.id, "place", place.mentions, { title: place.name });
  for (const person of enrichment.people) {
    add(person.id, "person", person.mentions, { title: [person.name, ...person.roles].join(", ") });
    person.statements.forEach((said, index) => add(`${person.id}-${index}`, "statement", [said], { refs: [person.id], title: `${person.name} ${said.direct ? "says" : "is reported to say"}` }));
  }
  for (const body of enrichment.organisations) add(body.id, "organisation", body.mentions, { title: body.name });
  for (const figure of enrichment.key_figures.figures) add(figure.id, figure.key ? "figure key" : "figure", [figure], { refs: refsOf(figure), title: `${figure.id}: ${figure.text}` });
  for (const tag of enrichment.tags) add(tag.id, "evidence", tag.evidence, {});
  return marks;
}

// What a figure lights up: itself, its speaker, its place.
export const refsOf = (figure) => [figure.speaker, figure.location].filter(Boolean);

// The positions in UTF-16 of sorted code points.
function positions(text, points) {
  if (!/[\ud800-\udfff]/.test(text)) return points;
  const found = [];
  let unit = 0;
  let point = 0;
  for (const wanted of points) {
    while (point < wanted && unit < text.length) {
      unit += text.codePointAt(unit) > 0xffff ? 2 : 1;
      point += 1;
    }
    found.push(unit);
  }
  return found;
}

// The same marks with offsets in UTF-16, sorted, outer before inner.
function located(text, marks) {
  const points = [...new Set(marks.flatMap((mark) => [mark.start, mark.end]))].sort((a, b) => a - b);
  const units = positions(text, points);
  const at = new Map(points.map((point, index) => [point, Math.min(units[index], text.length)]));
  return marks
    .map((mark) => ({ ...mark, start: at.get(mark.start), end: at.get(mark.end) }))
    .filter((mark) => mark.end > mark.start)
    .sort((a, b) => a.start - b.start || b.end - a.end);
}

// A piece of the text, whose marks lie in one another; marks that cross are divided.
function piece(parent, text, from, to, marks) {
  const edges = [...new Set([from, to, ...marks.flatMap((mark) => [Math.max(from, mark.start), Math.min(to, mark.end)])])].sort((a, b) => a - b);
  const open = [];
  let first = 0;
  const active = [];
  for (let index = 0; index + 1 < edges.length; index += 1) {
    const [start, end] = [edges[index], edges[index + 1]];
    while (first < marks.length && marks[first].start <= start) active.push(marks[first++]);
    const now = active.filter((mark) => mark.end > start);
    active.splice(0, active.length, ...now);
    let shared = 0;
    while (shared < open.length && open[shared].mark === now[shared]) shared += 1;
    open.length = shared;
    for (const mark of now.slice(shared)) {
      const element = document.createElement("span");
      element.className = `mark ${mark.kind}`;
      element.dataset.id = mark.id;
      if (mark.title) element.title = mark.title;
      (open.at(-1)?.element ?? parent).append(element);
      open.push({ mark, element });
    }
    (open.at(-1)?.element ?? parent).append(text.slice(start, end));
  }
}

// Writes a field with its marks into an element, one paragraph after the other; a long text in parts.
export function write(parent, text, marks, tag = "p") {
  const all = located(text, marks);
  let from = 0;
  const more = () => {
    const stop = from + CHUNK;
    while (from < text.length && from < stop) {
      let to = text.indexOf("\n", from);
      if (to < 0) to = text.length;
      // A text without line breaks is divided too.
      if (to - from > CHUNK) to = from + CHUNK;
      if (text.charCodeAt(to - 1) >= 0xd800 && text.charCodeAt(to - 1) < 0xdc00) to -= 1;
      if (text.slice(from, to).trim()) {
        const paragraph = document.createElement(tag);
        paragraph.dir = "auto";
        piece(paragraph, text, from, to, all.filter((mark) => mark.end > from && mark.start < to));
        parent.append(paragraph);
      }
      from = text[to] === "\n" ? to + 1 : to;
    }
    if (from < text.length) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "more";
      button.textContent = `Show more (${Math.ceil((text.length - from) / 1000)} thousand characters are left)`;
      button.addEventListener("click", () => {
        button.remove();
        more();
      });
      parent.append(button);
    }
  };
  more();
}
