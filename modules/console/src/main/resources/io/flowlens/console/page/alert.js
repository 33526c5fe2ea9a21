// One alert: what the packet met, why it was stopped, and what lets it through.

import { h } from "./dom.js";
import * as words from "./words.js";

export const needs = ["alerts"];
export const title = (data) => words.state(data.row).word + ": " + data.row.subject;

export function load({ id }, ask) {
  return ask("api/alerts/" + encodeURIComponent(id));
}

export function render(data) {
  const { row, alert } = data;
  return h("article", { class: "alert", key: row.fingerprint },
      h("p", { class: "crumb" }, h("a", { href: "#/alerts" }, "Alerts")),
      head(row, alert),
      over(alert),
      path(data),
      h("div", { class: "columns" },
          h("div", { class: "stack" }, fix(data), changed(alert), machines(alert), most(alert)),
          h("div", { class: "stack" }, notes(alert), evidence(data), facts(row, alert))));
}

function head(row, alert) {
  const state = words.state(row);
  const activity = alert.activity;
  return h("header", { class: "head" },
      h("p", { class: "badges" },
          h("span", { class: "badge big " + state.type }, h("span", { "aria-hidden": "true" }, state.sign + " "), state.word),
          h("span", { class: "severity " + row.severity }, words.SEVERITIES[row.severity]),
          h("span", { class: "kind" }, words.KINDS[row.kind])),
      h("h1", { tabindex: "-1" }, row.subject),
      h("p", { class: "quiet" },
          "Since ", h("time", { datetime: new Date(row.since).toISOString() }, words.time(row.since)),
          ", last seen ", words.ago(row.lastSeen), ", ",
          words.count(activity.counts.flows, "flow"), ", ", words.count(activity.counts.packets, "packet"),
          activity.reopened ? ", came back " + words.count(activity.reopened, "time") : null));
}

function over(alert) {
  if (!alert.resolution) return null;
  const verified = alert.resolution.how === "verified";
  return h("section", { class: "card over " + (verified ? "good" : "calm"), "aria-labelledby": "over" },
      h("h2", { id: "over" }, verified ? "✓ Verified fixed" : "Quiet"),
      h("p", {}, verified
          ? "The same traffic was accepted at " + words.time(alert.resolution.at) + "."
          : "None of it was rejected for a while, up to " + words.time(alert.resolution.at)
              + ". Whether it would pass is not known."),
      alert.resolution.line && h("pre", { tabindex: "0", "aria-label": "The line that proves it" }, marked(alert.resolution.line)));
}

function path({ alert, path }) {
  if (!path) return null;
  return h("section", { "aria-labelledby": "path" },
      h("h2", { id: "path" }, alert.resolution ? "What the packet met, before" : "What the packet met"),
      h("ol", { class: "path" },
          end("From", alert.traffic.source), path.map(step), end("To", alert.traffic.destination)));
}

function end(word, { name, id, address, kind }) {
  const parts = [name ? id : null, address].filter(Boolean);
  return h("li", { class: "end" },
      h("span", { class: "place" }, word),
      h("strong", {}, name ?? id ?? (kind === "internet" ? "the internet" : kind)),
      h("span", { class: "ids" }, parts.map((part) => h("span", {}, part))));
}

function step({ place, components, status, text, nearestMiss }) {
  const { word, type, sign } = words.STATUSES[status] ?? words.STATUSES.undecided;
  return h("li", { class: "step " + type + (status === "stopped" ? " here" : "") },
      h("span", { class: "sign", "aria-hidden": "true" }, sign),
      h("span", { class: "place" }, words.PLACES[place] ?? place),
      h("strong", {}, word),
      h("span", { class: "ids" }, (components ?? []).map(component)),
      text && h("p", { class: "why" }, text),
      nearestMiss && h("p", { class: "near" }, h("b", {}, "Nearest rule: "), nearestMiss));
}

/** `name (id)`, a line each. */
function component(label) {
  const parts = label.match(/^(.*) \(([^()]+)\)$/);
  return parts ? [h("span", {}, parts[1]), h("span", {}, parts[2])] : h("span", {}, label);
}

function fix({ alert, caution, check }) {
  const found = alert.diagnosis?.fix;
  if (!found) return null;
  return section("fix", alert.state === "resolved" ? "The fix that was proposed" : "The smallest fix",
      (found.aws ?? []).map((command, index) => code(index ? "then" : "AWS CLI", command)),
      found.terraform && code("Terraform", found.terraform),
      caution && h("p", {}, caution[0].toUpperCase() + caution.slice(1) + "."),
      found.opens && [h("h3", {}, "It also opens"), h("ul", {}, found.opens.map(({ text }) => h("li", {}, text)))],
      check && [h("h3", {}, "Look at the path again, at both ends"), code("flowlens", check)]);
}

/** Text to be copied. */
function code(label, text) {
  return h("div", { class: "code" },
      h("div", { class: "code-bar" }, h("span", {}, label),
          h("button", { type: "button", onclick: (event) => copy(event.currentTarget, text), "aria-label": "Copy: " + label }, "Copy")),
      h("pre", { tabindex: "0", "aria-label": label }, text));
}

async function copy(button, text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Browsers give the clipboard to loopback and https alone: then let the reader copy what is selected.
    getSelection().selectAllChildren(button.closest(".code").querySelector("pre"));
    button.textContent = "Selected";
    return;
  }
  button.textContent = "Copied";
  setTimeout(() => (button.textContent = "Copy"), 2000);
}

function changed(alert) {
  const change = alert.change;
  if (!change) return null;
  return section("changed", "What changed",
      h("p", {}, h("strong", {}, change.resourceName ? change.resourceName + " (" + change.resourceId + ")" : change.resourceId),
          ", seen at ", words.time(change.seenAt)),
      h("ul", { class: "changes" }, (change.rules ?? []).map((rule) =>
        h("li", { class: rule.startsWith("removed") ? "removed" : rule.startsWith("added") ? "added" : null }, rule))),
      change.calls && [h("h3", {}, "Who, as CloudTrail has it"), h("ul", { class: "calls" }, change.calls.map(call))]);
}

function call({ name, at, by }) {
  return h("li", {}, h("strong", {}, name), " at ",
      h("time", { datetime: new Date(at).toISOString() }, words.time(at)), h("span", { class: "by" }, by));
}

function machines(alert) {
  if (!alert.members) return null;
  return section("machines", "Machines of the group that were rejected",
      h("ul", {}, alert.members.map(({ id, address, lastSeen, flows }) => h("li", {},
          [id, address].filter(Boolean).join(" "),
          h("span", { class: "quiet" }, " " + words.count(flows, "flow") + ", " + words.ago(lastSeen))))));
}

function most(alert) {
  if (!alert.summary) return null;
  const list = (things) => h("ul", {}, (things ?? []).map(({ what, flows }) =>
    h("li", {}, what, h("span", { class: "quiet" }, " " + words.count(flows, "flow")))));
  return section("most", "Most often",
      h("h3", {}, "From"), list(alert.summary.sources), h("h3", {}, "At"), list(alert.summary.services));
}

function notes(alert) {
  const found = alert.diagnosis?.notes;
  return found && section("notes", "To be known", h("ul", {}, found.map((note) => h("li", {}, note))));
}

function evidence({ alert, newest }) {
  const first = alert.activity.evidence ?? [];
  const later = (newest ?? []).filter((line) => !first.includes(line));
  if (!first.length && !later.length) return null;
  return section("evidence", "Evidence, as AWS wrote it",
      first.length > 0 && lines("The first", first), later.length > 0 && lines("The newest", later));
}

function lines(label, texts) {
  return h("div", { class: "code" }, h("div", { class: "code-bar" }, h("span", {}, label)),
      h("pre", { tabindex: "0", "aria-label": label + " lines" }, texts.map((line, index) => [index ? "\n" : null, marked(line)])));
}

/** The line with its action made visible. */
function marked(line) {
  return line.split(/\b(REJECT|ACCEPT)\b/).map((part) =>
    part === "REJECT" ? h("b", { class: "bad-text" }, part) : part === "ACCEPT" ? h("b", { class: "good-text" }, part) : part);
}

function facts(row, alert) {
  const fact = (word, value) => value && [h("dt", {}, word), h("dd", {}, value)];
  return section("facts", "Where",
      h("dl", {},
          fact("Cause", row.code && h("code", {}, row.code)),
          fact("Certainty", alert.diagnosis?.certainty),
          fact("Service", row.service),
          fact("Recorded by", alert.place.interfaceId),
          fact("VPC", alert.place.vpcId),
          fact("Account", alert.place.account),
          fact("Region", alert.place.region),
          fact("Fingerprint", row.fingerprint)));
}

function section(id, heading, ...content) {
  return h("section", { class: "card", key: id, "aria-labelledby": id }, h("h2", { id }, heading), content);
}
