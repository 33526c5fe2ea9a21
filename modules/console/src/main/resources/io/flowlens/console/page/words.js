// How things are written: times, numbers, and the words for states and causes.

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const minute = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat(undefined, { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" });
const whole = new Intl.NumberFormat();
const short = new Intl.NumberFormat(undefined, { notation: "compact", maximumFractionDigits: 1 });

export const number = (value) => whole.format(value ?? 0);
export const compact = (value) => short.format(value ?? 0);
export const hourMinute = (millis) => minute.format(millis);

/** Seconds of today, or the date. */
export function time(millis) {
  const date = new Date(millis);
  return date.toDateString() === new Date().toDateString() ? clock.format(date) : day.format(date);
}

/** How long ago, in one unit. */
export function ago(millis) {
  const seconds = Math.max(0, Math.round((Date.now() - millis) / 1000));
  if (seconds < 60) return seconds + " s ago";
  if (seconds < 3600) return Math.floor(seconds / 60) + " min ago";
  if (seconds < 86400) return Math.floor(seconds / 3600) + " h ago";
  return Math.floor(seconds / 86400) + " d ago";
}

export const count = (value, thing) => number(value) + " " + thing + (value === 1 ? "" : "s");

/** At most so many characters, the rest told by dots. */
export const cut = (text, most) => (text.length <= most ? text : text.slice(0, Math.max(1, most - 1)) + "…");

export const KINDS = {
  "broken-path": "Broken path",
  "egress-blocked": "Egress blocked",
  "reply-blocked": "Reply blocked",
  "port-scan": "Port scan",
  "sweep": "Sweep",
  "internet-rejected": "Internet kept out",
  "data-lost": "Records lost",
};

export const SEVERITIES = { critical: "Critical", error: "Error", warning: "Warning", info: "Info" };

/** A state with the word, the class and the sign that stand for it. */
export function state(row) {
  if (row.state === "firing") return { word: "Firing", type: "bad", sign: "✕" };
  if (row.state === "pending") return { word: "Pending", type: "warn", sign: "…" };
  return row.how === "verified"
      ? { word: "Verified fixed", type: "good", sign: "✓" }
      : { word: "Quiet", type: "calm", sign: "–" };
}

export const PLACES = {
  "source-group": "Source security group",
  "source-acl": "Source network ACL",
  "vpc": "VPC",
  "destination-acl": "Destination network ACL",
  "destination-group": "Destination security group",
};

export const STATUSES = {
  "passed": { word: "Passed", type: "good", sign: "✓" },
  "stopped": { word: "Stopped here", type: "bad", sign: "✕" },
  "would-stop": { word: "Would stop it too", type: "bad", sign: "✕" },
  "would-pass": { word: "Would let it pass", type: "calm", sign: "✓" },
  "not-reached": { word: "Not reached", type: "calm", sign: "–" },
  "not-asked": { word: "Not asked: same subnet", type: "calm", sign: "–" },
  "outside": { word: "Not in this network", type: "calm", sign: "–" },
  "undecided": { word: "The record does not tell", type: "warn", sign: "?" },
};
