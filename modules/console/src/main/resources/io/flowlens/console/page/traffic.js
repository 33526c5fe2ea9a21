// Accepted and rejected traffic of the last hour, minute by minute: two charts, since one is a thousand times the other.

import { h, s } from "./dom.js";
import * as words from "./words.js";

export const needs = ["traffic"];
export const title = () => "Traffic";

const UNITS = [["flows", "Flows"], ["packets", "Packets"], ["bytes", "Bytes"]];
const HEIGHT = 170;
const MARGIN = { left: 48, right: 8, top: 12, bottom: 26 };

export function load(at, ask) {
  return ask("api/traffic");
}

export function render(data, { parameters, href, width }) {
  const unit = UNITS.some(([name]) => name === parameters.get("unit")) ? parameters.get("unit") : "flows";
  return [
    h("div", { class: "title-row" },
        h("h1", { tabindex: "-1" }, "Traffic"),
        h("div", { class: "segments", role: "group", "aria-label": "Unit" }, UNITS.map(([name, word]) =>
          h("a", { href: href("traffic", parameters, { unit: name === "flows" ? null : name }),
            "aria-current": name === unit ? "true" : null }, word)))),
    h("p", { class: "quiet" }, "By the minute in which a flow ended, as the flow logs tell. AWS delivers them some minutes late."),
    chart("rejected", "Rejected " + unit + " per minute", data, data.rejected[unit], width),
    chart("accepted", "Accepted " + unit + " per minute", data, data.accepted[unit], width),
    asTable(data, unit),
  ];
}

function chart(type, heading, data, values, width) {
  const total = values.reduce((sum, value) => sum + value, 0);
  const innerWidth = width - 34;
  return h("section", { class: "card chart " + type, key: type, "aria-labelledby": type },
      h("div", { class: "title-row" }, h("h2", { id: type }, heading),
          h("p", { class: "quiet" }, words.number(total) + " in the last hour")),
      drawing(data, values, Math.max(220, innerWidth), heading));
}

function drawing(data, values, width, heading) {
  const top = nice(Math.max(...values, 1));
  const inner = { width: width - MARGIN.left - MARGIN.right, height: HEIGHT - MARGIN.top - MARGIN.bottom };
  const x = (index) => MARGIN.left + (inner.width * index) / values.length;
  const y = (value) => MARGIN.top + inner.height * (1 - value / top);
  const bar = Math.max(1, inner.width / values.length - 2);
  const peak = Math.max(...values);
  return s("svg", { width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}`, role: "img",
    "aria-label": heading + ", at most " + words.number(peak) + "; as a table below" },
      [0, 0.5, 1].map((part) => [
        s("line", { class: "grid", x1: MARGIN.left, x2: width - MARGIN.right, y1: y(top * part), y2: y(top * part) }),
        s("text", { class: "axis", x: MARGIN.left - 8, y: y(top * part) + 4, "text-anchor": "end" }, words.compact(top * part)),
      ]),
      values.map((value, index) => value > 0 && s("rect", {
        class: "bar-mark", x: x(index) + 1, width: bar, y: Math.min(y(value), y(0) - 2), height: Math.max(2, y(0) - y(value)), rx: 1.5,
      }, s("title", {}, words.hourMinute(data.from + index * data.step) + "  " + words.number(value)))),
      ticks(values.length, width).map((index) => s("text", {
        class: "axis", x: x(index), y: HEIGHT - 6, "text-anchor": "start",
      }, words.hourMinute(data.from + index * data.step))));
}

function ticks(length, width) {
  const step = width < 480 ? 20 : 10;
  return Array.from({ length: Math.floor(length / step) }, (_, index) => index * step);
}

/** The next of 1, 2, 5, 10, 20, ... so that half of it can be written, too. */
function nice(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 4, 6, 8, 10].find((factor) => factor * power >= value);
  return Math.max(2, step * power);
}

function asTable(data, unit) {
  const rows = data.accepted[unit].map((accepted, index) => ({
    at: data.from + index * data.step, accepted, rejected: data.rejected[unit][index],
  })).filter((row) => row.accepted || row.rejected).reverse();
  return h("details", { key: "table" }, h("summary", {}, "As a table"),
      rows.length
          ? h("table", { class: "plain" },
              h("caption", { class: "visually-hidden" }, "Traffic by minute, newest first"),
              h("thead", {}, h("tr", {}, ["Minute", "Rejected", "Accepted"].map((word) => h("th", { scope: "col" }, word)))),
              h("tbody", {}, rows.map((row) => h("tr", { key: String(row.at) },
                  h("th", { scope: "row" }, words.hourMinute(row.at)),
                  h("td", { class: "number" }, words.number(row.rejected)),
                  h("td", { class: "number" }, words.number(row.accepted))))))
          : h("p", { class: "quiet" }, "No traffic in the last hour."));
}
