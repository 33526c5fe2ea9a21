// The alerts, filtered and sorted; what is asked for stands in the address.

import { h } from "./dom.js";
import * as words from "./words.js";

export const needs = ["alerts"];
export const title = (data) => (data.firing ? "(" + data.firing + ") " : "") + "Alerts";

const STATES = [["", "All"], ["firing", "Firing"], ["pending", "Pending"], ["resolved", "Resolved"]];
const PAGE = 100;

export function load({ parameters }, ask) {
  const query = new URLSearchParams(parameters);
  query.set("limit", parameters.get("limit") ?? PAGE);
  return ask("api/alerts?" + query);
}

export function render(data, { parameters, href }) {
  const to = (changes) => href("alerts", parameters, { limit: null, ...changes });
  return [
    h("h1", { tabindex: "-1" }, "Alerts"),
    filters(data, parameters, to),
    data.rows ? table(data, parameters, to) : empty(parameters),
    data.rows && data.rows.length < data.matching && h("p", { class: "quiet" },
        "The first " + words.number(data.rows.length) + " of " + words.number(data.matching) + ". ",
        h("a", { href: to({ limit: data.rows.length + PAGE }) }, "Show more")),
  ];
}

function filters(data, parameters, to) {
  const counts = { "": null, firing: data.firing, pending: data.pending, resolved: data.resolved };
  const current = parameters.get("state") ?? "";
  let timer = null;
  const later = (event) => {
    clearTimeout(timer);
    timer = setTimeout(() => location.replace(to({ q: event.target.value })), 250);
  };
  return h("form", { class: "filters", role: "search", onsubmit: (event) => event.preventDefault() },
      h("div", { class: "segments", role: "group", "aria-label": "State" },
          STATES.map(([state, word]) => h("a", {
            href: to({ state }),
            "aria-current": state === current ? "true" : null,
          }, word, counts[state] ? h("span", { class: "of" }, " " + words.number(counts[state])) : null))),
      data.noise || parameters.get("noise")
          ? h("a", { class: "toggle", href: to({ noise: parameters.get("noise") ? null : "1" }) },
              parameters.get("noise") ? "Hide internet noise" : "Show internet noise (" + words.number(data.noise) + ")")
          : null,
      choice("kind", "Kind", words.KINDS, parameters, to),
      choice("severity", "Severity", words.SEVERITIES, parameters, to),
      h("label", { class: "field" }, h("span", {}, "Find"),
          h("input", { type: "search", value: parameters.get("q") ?? "", placeholder: "name, id, code", oninput: later })));
}

function choice(name, label, constants, parameters, to) {
  const current = parameters.get(name) ?? "";
  return h("label", { class: "field" }, h("span", {}, label),
      h("select", { onchange: (event) => (location.hash = to({ [name]: event.target.value })) },
          h("option", { value: "", selected: !current }, "any"),
          Object.entries(constants).map(([value, word]) =>
            h("option", { value, selected: value === current }, word))));
}

const COLUMNS = [
  ["State", null], ["Severity", "severity"], ["Who cannot reach whom", "subject"], ["Cause", null],
  ["Since", "since"], ["Last seen", "seen"], ["Flows", "flows"],
];

function table(data, parameters, to) {
  const sort = parameters.get("sort") ?? "-severity";
  return h("table", { class: "cards", role: "table" },
      h("caption", { class: "visually-hidden" }, "Alerts, " + words.count(data.matching, "row")),
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, COLUMNS.map((column) => heading(column, sort, to)))),
      h("tbody", { role: "rowgroup" }, data.rows.map(line)));
}

function heading([word, key], sort, to) {
  if (!key) return h("th", { scope: "col", role: "columnheader" }, word);
  const down = sort === "-" + key;
  const up = sort === key;
  const first = key === "subject" ? key : "-" + key;
  const next = down ? key : up ? "-" + key : first;
  return h("th", { scope: "col", role: "columnheader", "aria-sort": down ? "descending" : up ? "ascending" : null },
      h("a", { href: to({ sort: next }) }, word,
          h("span", { class: "arrow", "aria-hidden": "true" }, down ? " ↓" : up ? " ↑" : "")));
}

function line(row) {
  const state = words.state(row);
  const cell = (label, ...content) => h("td", { role: "cell", "data-label": label }, content);
  return h("tr", { role: "row", key: row.fingerprint },
      cell("State", h("span", { class: "badge " + state.type }, h("span", { "aria-hidden": "true" }, state.sign + " "), state.word)),
      cell("Severity", h("span", { class: "severity " + row.severity }, words.SEVERITIES[row.severity])),
      h("th", { scope: "row", role: "rowheader", class: "subject" },
          h("a", { href: "#/alerts/" + row.fingerprint }, row.subject),
          h("span", { class: "kind" }, words.KINDS[row.kind])),
      cell("Cause", row.code ? h("code", {}, row.code) : "–"),
      cell("Since", h("time", { datetime: new Date(row.since).toISOString() }, words.time(row.since))),
      cell("Last seen", h("time", { datetime: new Date(row.lastSeen).toISOString(), title: words.time(row.lastSeen) }, words.ago(row.lastSeen))),
      h("td", { role: "cell", "data-label": "Flows", class: "number" }, words.number(row.flows)));
}

function empty(parameters) {
  return parameters.size
      ? h("p", { class: "empty" }, "No alert fits. ", h("a", { href: "#/alerts" }, "Show all"))
      : h("p", { class: "empty" }, "No alerts: as far as the flow logs tell, nothing is rejected that should pass.");
}
