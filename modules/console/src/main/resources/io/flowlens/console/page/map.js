// The VPC as it is, and who talks to whom in it; below, the same as a list.

import { h, s } from "./dom.js";
import { labelOf, layout } from "./map-layout.js";
import * as words from "./words.js";

export const needs = ["network"];
export const title = () => "Map";

const LISTED = 50;
/** Of more single paths the machines' counts and the list tell more than labels on labels. */
const LABELLED = 48;
const DRAWN = { rejected: 80, noise: 40, accepted: 80 };

export function load({ parameters }, ask) {
  const query = new URLSearchParams();
  for (const name of ["subnet", "node"]) if (parameters.get(name)) query.set(name, parameters.get(name));
  return ask("api/network" + (query.size ? "?" + query : ""));
}

export function render(map, { parameters, href, width }) {
  const view = {
    names: namesOf(map),
    subnets: new Set((map.vpcs ?? []).flatMap((vpc) => vpc.subnets ?? []).map((subnet) => subnet.id)),
    node: parameters.get("node"),
    subnet: parameters.get("subnet"),
    show: parameters.get("show") ?? "",
    to: (changes) => href("map", parameters, changes),
  };
  const edges = (map.edges ?? []).filter((edge) => !view.show || (view.show === "rejected") === edge.rejected);
  const drawn = drawable(edges);
  return [
    h("div", { class: "title-row" }, h("h1", { tabindex: "-1" }, "Map"), legend(view)),
    tooMany(map, edges, drawn, view),
    map.vpcs
        ? picture({ ...map, edges: drawn }, view, width)
        : h("p", { class: "empty" }, "No network yet: the inventory has described nothing so far."),
    list(map, edges, view),
  ];
}

/** What the picture leaves out, in words. */
function tooMany(map, edges, drawn, view) {
  const broken = edges.filter((edge) => typeOf(edge) === "rejected");
  const stand = broken.some((edge) => edge.paths > 1);
  const left = broken.length - drawn.filter((edge) => typeOf(edge) === "rejected").length;
  if (!stand && !left) return null;
  return h("p", { class: "quiet" },
      words.count(map.brokenPaths, "rejected path"), stand && ", those between the same subnets drawn as one",
      left > 0 && ", " + words.number(left) + (stand ? " smaller ones" : " of them") + " not drawn",
      view.subnet || view.node ? "." : ". Open a subnet, or pick a machine, to see its own.");
}

function namesOf(map) {
  const names = new Map([["internet", "Internet"], ["private", "Other private addresses"]]);
  const subnets = (map.vpcs ?? []).flatMap((vpc) => vpc.subnets ?? []);
  const nodes = subnets.flatMap((subnet) => subnet.nodes ?? []);
  const times = new Map();
  for (const { name } of nodes) times.set(name, (times.get(name) ?? 0) + 1);
  for (const { id, name } of subnets) names.set(id, name);
  // A name that several have tells nobody which.
  for (const { id, name } of nodes) names.set(id, times.get(name) > 1 ? name + " (" + id + ")" : name);
  return names;
}

const nameOf = (view, id) => view.names.get(id) ?? id.replace("service:", "");

const typeOf = (edge) => (edge.noise ? "noise" : edge.rejected ? "rejected" : "accepted");

function drawable(edges) {
  const drawn = { rejected: 0, noise: 0, accepted: 0 };
  return edges.filter((edge) => drawn[typeOf(edge)]++ < DRAWN[typeOf(edge)]);
}

function legend(view) {
  const segment = (show, ...content) => h("a", {
    href: view.to({ show }), "aria-current": show === view.show ? "true" : null,
  }, content);
  const sample = (type) => s("svg", { width: 30, height: 10, class: "sample", "aria-hidden": "true" },
      s("line", { class: "edge " + type, x1: 1, y1: 5, x2: 29, y2: 5 }));
  return h("div", { class: "segments", role: "group", "aria-label": "Traffic on the map" },
      segment("", "All"), segment("rejected", sample("rejected"), "Rejected"), segment("accepted", sample("accepted"), "Accepted"));
}

function picture(map, view, width) {
  const { height, outside, vpcs, edges } = layout(map, width);
  return s("svg", { class: "map", width, height, viewBox: `0 0 ${width} ${height}`, role: "group", key: "map",
    "aria-label": "Map of the network; the connections are listed below" },
      s("defs", {}, marker("accepted"), marker("noise"), marker("rejected")),
      vpcs.map((vpc) => drawVpc(vpc)),
      edges.filter((path) => !path.edge.rejected).map((path) => drawEdge(path, view)),
      edges.filter((path) => path.edge.rejected).map((path) => drawEdge(path, view)),
      vpcs.flatMap((vpc) => vpc.subnets).map((subnet) => drawSubnetText(subnet, view)),
      outside.map((box) => drawNode(box, view)),
      vpcs.flatMap((vpc) => vpc.subnets.flatMap((subnet) => subnet.nodes)).map((node) => drawNode(node, view)),
      labelled(edges).map((path) => drawLabel(path, view)),
      keptOut(map, outside));
}

function labelled(edges) {
  const rejected = edges.filter((path) => typeOf(path.edge) === "rejected");
  return rejected.length > LABELLED ? rejected.filter((path) => path.edge.paths > 1) : rejected;
}

/** One sign for all strangers: at each line it would hide what matters. */
function keptOut(map, outside) {
  const paths = map.edges.filter((edge) => edge.noise).reduce((sum, edge) => sum + edge.paths, 0);
  const internet = outside.find((box) => box.id === "internet");
  if (!paths || !internet) return null;
  const label = "✕ kept out of " + paths;
  const half = (label.length * 7.2 + 22) / 2;
  const x = internet.x + internet.width / 2;
  const y = internet.y + internet.height + 30;
  return s("a", { class: "edge-label noise", key: "kept-out", href: "#/alerts?kind=internet-rejected",
    "aria-label": "The internet is kept out of " + paths + (paths === 1 ? " machine" : " machines") },
      s("rect", { x: x - half, y: y - 12, width: half * 2, height: 24, rx: 12 }),
      s("text", { x, y: y + 4.5, "text-anchor": "middle" }, label));
}

function marker(type) {
  return s("marker", { id: "arrow-" + type, class: type, viewBox: "0 0 10 10", refX: 9, refY: 5, markerWidth: 7, markerHeight: 7,
    orient: "auto-start-reverse", markerUnits: "userSpaceOnUse" }, s("path", { d: "M0 1 10 5 0 9z" }));
}

function drawVpc(vpc) {
  const rest = [
    vpc.empty ? words.count(vpc.empty, "subnet") + " without machines" : null,
    vpc.hiddenSubnets ? words.count(vpc.hiddenSubnets, "more subnet") : null,
  ].filter(Boolean).join(", ");
  return s("g", { key: vpc.id },
      s("rect", { class: "vpc", x: 0.5, y: vpc.y, width: vpc.width - 1, height: vpc.height, rx: 14 }),
      text("vpc-name", vpc.x + 16, vpc.y + 25, [vpc.name || vpc.id, (vpc.cidrs ?? []).join(", ")], vpc.width - 32),
      vpc.subnets.map((subnet) => s("rect", {
        class: "subnet" + (subnet.alerts ? " alarmed" : ""), x: subnet.x, y: subnet.y, width: subnet.width, height: subnet.height, rx: 10,
      })),
      rest && s("text", { class: "small", x: vpc.x + 16, y: vpc.y + vpc.height - 12 }, rest));
}

function drawSubnetText(subnet, view) {
  const x = subnet.x + 14;
  const more = subnet.hidden && subnet.nodes.length ? words.count(subnet.hidden, "more machine") : words.count(subnet.hidden, "machine");
  return s("g", { key: "text-" + subnet.id },
      text("subnet-name", x, subnet.y + 23, [subnet.name], subnet.width - 28),
      text("small", x, subnet.y + 40, [[subnet.zone, (subnet.cidrs ?? [])[0]].filter(Boolean).join("  ")], subnet.width - 28),
      subnet.hidden > 0 && s("a", { href: view.to({ subnet: subnet.id, node: null }), class: "more" },
          s("text", { x, y: subnet.y + subnet.height - 14 }, more)),
      subnet.alerts > 0 && !subnet.nodes.length && badge({ ...subnet, height: 40 }));
}

/** A line of text that fits; what is cut is told by a title. */
function text(type, x, y, [main, quiet], width) {
  const most = Math.floor(width / 7.4);
  const shown = words.cut(main, most);
  const room = most - shown.length - 2;
  return s("text", { class: type, x, y }, s("title", {}, main), shown,
      quiet && room > quiet.length && s("tspan", { class: "quiet-text", dx: 10 }, quiet));
}

function drawNode(box, view) {
  const picked = view.node === box.id;
  const alerts = box.alerts ? ", " + words.count(box.alerts, "open alert") : "";
  const room = Math.floor((box.width - (box.alerts ? 66 : 40)) / 7.6);
  const type = (box.outside ? "outside" : "machine") + (box.alerts ? " alarmed" : "") + (picked ? " picked" : "");
  return s("a", { href: view.to({ node: picked ? null : box.id }), class: "node " + type, key: "node-" + box.id,
    "aria-label": box.name + alerts + (picked ? ", shown alone" : "") },
      s("title", {}, [box.name, box.id !== box.name && !box.outside ? box.id : null, box.address].filter(Boolean).join("\n")),
      s("rect", { x: box.x, y: box.y, width: box.width, height: box.height, rx: box.outside ? box.height / 2 : 8 }),
      box.outside
          ? s("text", { class: "node-name", x: box.x + box.width / 2, y: box.y + 25, "text-anchor": "middle" }, words.cut(box.name, 18))
          : [
            s("circle", { cx: box.x + 15, cy: box.y + box.height / 2, r: 4 }),
            s("text", { class: "node-name", x: box.x + 28, y: box.y + 20 }, words.cut(box.name, room)),
            s("text", { class: "small", x: box.x + 28, y: box.y + 36 }, box.address ?? box.id),
            box.alerts && badge(box),
          ]);
}

function badge(box) {
  const many = box.alerts > 99;
  const x = box.x + box.width - (many ? 28 : 22);
  const y = box.y + box.height / 2;
  const half = many ? 17 : 10.5;
  return s("g", { class: "alert-count" }, s("rect", { x: x - half, y: y - 10.5, width: half * 2, height: 21, rx: 10.5 }),
      s("text", { x, y: y + 4, "text-anchor": "middle" }, many ? "99+" : box.alerts));
}

function drawEdge({ edge, d }, view) {
  const type = typeOf(edge);
  const weight = edge.noise ? 1.6 : edge.rejected ? 2.6 : Math.min(3.2, 1.3 + Math.log10(Math.max(1, edge.flows)) * 0.45);
  return s("path", { class: "edge " + type, d, "stroke-width": weight.toFixed(1), "marker-end": `url(#arrow-${type})`,
    key: type + edge.from + ">" + edge.to }, s("title", {}, sentence(edge, view)));
}

function drawLabel({ edge, middle, half }, view) {
  const label = labelOf(edge);
  return s("a", { class: "edge-label", key: "label" + edge.from + ">" + edge.to, href: target(edge, view), "aria-label": sentence(edge, view) },
      s("rect", { x: middle.x - half, y: middle.y - 12, width: half * 2, height: 24, rx: 12 }),
      s("text", { x: middle.x, y: middle.y + 4.5, "text-anchor": "middle" }, "✕ " + label));
}

/** The alert; of several those of the machine; of a whole subnet the subnet, opened. */
function target(edge, view) {
  if (edge.noise) return "#/alerts?kind=internet-rejected";
  if (edge.alertCount === 1) return "#/alerts/" + edge.alerts[0];
  const subnet = [edge.from, edge.to].find((id) => view.subnets.has(id) && id !== view.subnet);
  if (subnet) return view.to({ subnet, node: null });
  return "#/alerts?state=firing&q=" + encodeURIComponent(edge.from);
}

const sentence = (edge, view) => nameOf(view, edge.from) + (edge.rejected ? " cannot reach " : " reaches ") + nameOf(view, edge.to)
    + (edge.paths > 1 ? ", " + words.count(edge.paths, "path") : "") + ", " + (edge.services ?? []).join(", ")
    + ", " + words.count(edge.flows, "flow");

function list(map, edges, view) {
  const shown = edges.slice(0, LISTED);
  const more = edges.length - shown.length + map.hiddenEdges;
  const about = view.node ?? view.subnet;
  return h("section", { class: "connections", key: "list", "aria-labelledby": "connections" },
      h("div", { class: "title-row" },
          h("h2", { id: "connections" }, about ? "Connections of " + nameOf(view, about) : "Connections"),
          about && h("a", { href: view.to({ node: null, subnet: null }) }, "Show all")),
      shown.length
          ? h("table", { class: "cards", role: "table" },
              h("caption", { class: "visually-hidden" }, "Who talks to whom, rejected first"),
              h("thead", { role: "rowgroup" }, h("tr", { role: "row" },
                  ["State", "From", "To", "Service", "Flows", "Last seen"].map((word) =>
                    h("th", { scope: "col", role: "columnheader" }, word)))),
              h("tbody", { role: "rowgroup" }, shown.map((edge) => row(edge, view))))
          : h("p", { class: "quiet" }, "Nothing talked in the last half hour."),
      more > 0 && h("p", { class: "quiet" }, words.count(more, "more connection") + (about ? "." : "; pick a machine to see its own.")));
}

function row(edge, view) {
  const cell = (label, ...content) => h("td", { role: "cell", "data-label": label }, content);
  return h("tr", { role: "row", key: edge.rejected + edge.from + ">" + edge.to },
      cell("State", edge.rejected
          ? h("a", { class: "badge " + (edge.noise ? "calm" : "bad"), href: target(edge, view) },
              h("span", { "aria-hidden": "true" }, "✕ "), edge.noise ? "Kept out" : "Rejected")
          : h("span", { class: "badge good" }, h("span", { "aria-hidden": "true" }, "✓ "), "Accepted")),
      cell("From", nameOf(view, edge.from)),
      cell("To", nameOf(view, edge.to), edge.paths > 1 && h("span", { class: "quiet" }, " " + words.count(edge.paths, "path"))),
      cell("Service", (edge.services ?? []).join(", ")),
      h("td", { role: "cell", "data-label": "Flows", class: "number" }, words.number(edge.flows)),
      cell("Last seen", h("time", { datetime: new Date(edge.lastSeen).toISOString() }, words.ago(edge.lastSeen))));
}
