// Numbers, times and names for people.

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

export const count = (value) => (value === null || value === undefined ? "–" : value < 1e5 ? whole.format(value) : short.format(value));

export const number = (value) => new Intl.NumberFormat("en", { maximumFractionDigits: 6 }).format(value);

export function rate(value) {
  if (value === null || value === undefined) return "–";
  return value === 0 ? "0" : value < 10 ? value.toFixed(1) : whole.format(value);
}

const UNITS = [[60, "s"], [60, "min"], [24, "h"], [365, "d"], [Infinity, "y"]];

// 8 s, 3 min, 2.1 h, 4 d, 1.2 y
export function span(seconds) {
  if (seconds === null || seconds === undefined) return "–";
  let value = seconds;
  for (const [most, unit] of UNITS) {
    if (value < most) return `${value < 10 && unit !== "s" ? value.toFixed(1).replace(/\.0$/, "") : Math.round(value)} ${unit}`;
    value /= most;
  }
  return "–";
}

export function bytes(value) {
  if (value < 1024) return `${value} B`;
  if (value < 1024 * 1024) return `${(value / 1024).toFixed(value < 10240 ? 1 : 0)} KiB`;
  return `${(value / 1024 / 1024).toFixed(1)} MiB`;
}

export function clock(time) {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? "–" : date.toLocaleTimeString("en-GB");
}

export function moment(time) {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? String(time ?? "–") : date.toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
}

export const words = (code) => String(code ?? "").replace(/_/g, " ");

const names = new Intl.DisplayNames(["en"], { type: "region", fallback: "code" });
const languages = new Intl.DisplayNames(["en"], { type: "language", fallback: "code" });

function named(by, code) {
  try {
    return by.of(code);
  } catch {
    return code;
  }
}

export const country = (code) => named(names, code);
export const language = (code) => named(languages, code);
