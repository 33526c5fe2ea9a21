// Where everything on the map goes. Pure: the same map and width give the same picture.
//
// The outside stands on top, the VPCs below it with their subnets in columns; to the right of each column is a gutter through which
// the edges run, so that they cross no machine.

const PAD = 16;
const GUTTER = { narrow: 72, wide: 104 };
const SUBNET = { min: 230, max: 340 };
const NODE = { height: 46, gap: 12 };
const HEADER = { vpc: 40, subnet: 54, more: 32 };
const OUTSIDE = { height: 40, width: 150, gap: 16 };
const ABOVE_VPC = 76;
/** Machines of one column, beyond which a subnet takes all of them. */
const MANY = 12;

const NAMES = { internet: "Internet", private: "Other private addresses" };

/** @returns {{height, outside, vpcs, edges}} boxes with x, y, width and height, edges with a path and the middle of it */
export function layout(map, width) {
  const boxes = new Map();
  const outside = placeOutside(map, width, boxes);
  let y = outside.length ? outside.at(-1).y + OUTSIDE.height + ABOVE_VPC : PAD;
  const vpcs = (map.vpcs ?? []).map((vpc) => {
    const box = placeVpc(vpc, width, y, boxes);
    y = box.y + box.height + PAD;
    return box;
  });
  return { height: y, outside, vpcs, edges: placeEdges(map.edges ?? [], boxes, width) };
}

function placeOutside(map, width, boxes) {
  const ids = [...new Set((map.edges ?? []).flatMap((edge) => [edge.from, edge.to]))]
      .filter((id) => id in NAMES || id.startsWith("service:"));
  if (!ids.includes("internet")) ids.unshift("internet");
  ids.sort((one, other) => (other === "internet") - (one === "internet") || one.localeCompare(other));
  const columns = Math.max(1, Math.floor((width + OUTSIDE.gap) / (OUTSIDE.width + OUTSIDE.gap)));
  return ids.map((id, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, ids.length - row * columns);
    const rowWidth = inRow * (OUTSIDE.width + OUTSIDE.gap) - OUTSIDE.gap;
    const box = {
      id,
      name: NAMES[id] ?? id.replace("service:", ""),
      x: (width - rowWidth) / 2 + (index % columns) * (OUTSIDE.width + OUTSIDE.gap),
      y: 4 + row * (OUTSIDE.height + 10),
      width: OUTSIDE.width,
      height: OUTSIDE.height,
      outside: true,
    };
    boxes.set(id, box);
    return box;
  });
}

function placeVpc(vpc, width, top, boxes) {
  const subnets = (vpc.subnets ?? []).filter((subnet) => subnet.size > 0);
  const inner = width - 2 * PAD;
  const gutter = gutterOf(width);
  const columns = Math.max(1, Math.min(subnets.length, Math.floor(inner / (SUBNET.min + gutter))));
  const subnetWidth = Math.min(SUBNET.max, inner / columns - gutter);
  const left = PAD + (inner - columns * (subnetWidth + gutter) + (inner > 600 ? gutter : 0)) / 2;
  const step = subnetWidth + gutter;
  let y = top + HEADER.vpc;
  const placed = [];
  for (const row of rowsOf(subnets, columns)) {
    const boxed = row.map((subnet, column) => placeSubnet(subnet, {
      x: left + column * step, y, column, step, columns: row.length < columns && isWide(subnet) ? columns : 1, inner: subnetWidth,
    }, boxes));
    placed.push(...boxed);
    y += Math.max(...boxed.map((box) => box.height)) + PAD;
  }
  const empty = (vpc.subnets ?? []).length - subnets.length;
  const height = y - top + (empty || vpc.hiddenSubnets ? HEADER.more - PAD / 2 : 0);
  return { ...vpc, x: 0, y: top, width, height, subnets: placed, empty };
}

const gutterOf = (width) => (width < 700 ? GUTTER.narrow : GUTTER.wide);

const isWide = (subnet) => (subnet.nodes ?? []).length > MANY;

/** As many in a row as there are columns; one with many machines has a row of its own. */
function rowsOf(subnets, columns) {
  const rows = columns > 1 ? subnets.filter(isWide).map((subnet) => [subnet]) : [];
  const others = columns > 1 ? subnets.filter((subnet) => !isWide(subnet)) : subnets;
  for (let from = 0; from < others.length; from += columns) rows.push(others.slice(from, from + columns));
  return rows;
}

/** Its machines below each other, in as many columns as it has. */
function placeSubnet(subnet, { x, y, column, step, columns, inner }, boxes) {
  const nodes = (subnet.nodes ?? []).map((node, index) => {
    const box = {
      ...node,
      x: x + 12 + (index % columns) * step,
      y: y + HEADER.subnet + Math.floor(index / columns) * (NODE.height + NODE.gap),
      width: inner - 24,
      height: NODE.height,
      column: column + (index % columns),
    };
    boxes.set(node.id, box);
    return box;
  });
  const hidden = subnet.size - nodes.length;
  const rows = Math.ceil(nodes.length / columns);
  const width = (columns - 1) * step + inner;
  const height = HEADER.subnet + rows * (NODE.height + NODE.gap) + (hidden ? HEADER.more : 0) + (rows ? 2 : 0);
  boxes.set(subnet.id, { id: subnet.id, x, y, width, height: HEADER.subnet, column });
  return { ...subnet, x, y, width, height, nodes, hidden };
}

function placeEdges(edges, boxes, width) {
  const drawn = edges.filter((edge) =>
    (edge.rejected || edge.from !== edge.to) && boxes.has(edge.from) && boxes.has(edge.to));
  const ports = countPorts(drawn, boxes);
  const reach = gutterOf(width) - 16;
  const paths = drawn.map((edge, index) => ({
    edge,
    ...route(boxes.get(edge.from), boxes.get(edge.to), ports, index, reach),
  }));
  spread(paths.filter((path) => path.edge.rejected && !path.edge.noise), width);
  return paths;
}

/** How many edges meet at a box, so that each gets a place of its own. */
function countPorts(edges, boxes) {
  const ports = new Map([...boxes.keys()].map((id) => [id, { all: 0, used: 0 }]));
  for (const edge of edges) {
    ports.get(edge.from).all++;
    ports.get(edge.to).all++;
  }
  return ports;
}

function share(box, ports) {
  const port = ports.get(box.id);
  return ++port.used / (port.all + 1);
}

function route(from, to, ports, index, reach) {
  const a = share(from, ports);
  const b = share(to, ports);
  if (from.outside || to.outside) return outward(from, to, a, b);
  return from.column === to.column ? around(from, to, a, b, { index, most: reach }) : across(from, to, a, b);
}

/** Out of the column to the right and up, or down and into it. */
function outward(from, to, a, b) {
  const outside = from.outside ? from : to;
  const inside = from.outside ? to : from;
  const [o, i] = from.outside ? [a, b] : [b, a];
  const top = { x: outside.x + outside.width * o, y: outside.y + outside.height };
  if (inside.outside) return line(outside, inside, top);
  const side = { x: inside.x + inside.width, y: inside.y + inside.height * i };
  const middle = { x: side.x + 14 + 40 * o, y: (side.y + top.y) / 2 };
  const bend = (side.y - top.y) / 4;
  const points = [
    side, { x: middle.x + 6, y: side.y }, { x: middle.x, y: middle.y + bend }, middle,
    { x: middle.x, y: middle.y - bend }, { x: top.x, y: top.y + bend }, top,
  ];
  return { d: curve(from.outside ? points.reverse() : points), middle };
}

function line(from, to, top) {
  const end = { x: to.x + to.width / 2, y: to.y + to.height };
  const dip = 46;
  return {
    d: `M${p(top)} C${p({ x: top.x, y: top.y + dip })} ${p({ x: end.x, y: end.y + dip })} ${p(end)}`,
    middle: { x: (top.x + end.x) / 2, y: top.y + dip * 0.75 },
  };
}

/** Between two of one column: a bow in the gutter. */
function around(from, to, a, b, { index, most }) {
  const start = { x: from.x + from.width, y: from.y + from.height * a };
  const end = { x: to.x + to.width, y: to.y + to.height * b };
  const reach = Math.min(most, 34 + (index % 4) * 8 + Math.abs(end.y - start.y) / 40);
  return {
    d: `M${p(start)} C${p({ x: start.x + reach, y: start.y })} ${p({ x: end.x + reach, y: end.y })} ${p(end)}`,
    middle: { x: start.x + reach * 0.75, y: (start.y + end.y) / 2 },
    /** The label stands beside the machines, not on them. */
    clearOf: start.x + 2,
  };
}

function across(from, to, a, b) {
  const forward = from.column < to.column;
  const start = { x: forward ? from.x + from.width : from.x, y: from.y + from.height * a };
  const end = { x: forward ? to.x : to.x + to.width, y: to.y + to.height * b };
  const bend = Math.max(36, Math.abs(end.x - start.x) * 0.5) * (forward ? 1 : -1);
  return {
    d: `M${p(start)} C${p({ x: start.x + bend, y: start.y })} ${p({ x: end.x - bend, y: end.y })} ${p(end)}`,
    middle: { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 },
  };
}

/** Two bows that meet in the fourth of seven points. */
function curve(points) {
  const [start, ...rest] = points.map(p);
  return `M${start} C${rest.slice(0, 3).join(" ")} C${rest.slice(3).join(" ")}`;
}

const p = ({ x, y }) => x.toFixed(1) + " " + y.toFixed(1);

/** Moves labels apart that would lie on each other, and into the picture. */
function spread(paths, width) {
  const LABEL = { height: 26, perLetter: 7.2, pad: 30 };
  const placed = [];
  for (const path of paths.sort((one, other) => one.middle.y - other.middle.y)) {
    const half = (labelOf(path.edge).length * LABEL.perLetter + LABEL.pad) / 2;
    path.half = half;
    if (path.clearOf) path.middle.x = Math.max(path.middle.x, path.clearOf + half);
    path.middle.x = Math.max(half + 2, Math.min(width - half - 2, path.middle.x));
    for (const other of placed) {
      const near = Math.abs(other.middle.x - path.middle.x) < other.half + half;
      if (near && Math.abs(other.middle.y - path.middle.y) < LABEL.height) path.middle.y = other.middle.y + LABEL.height;
    }
    placed.push(path);
  }
}

/** What stands at a rejected edge. */
export function labelOf(edge) {
  if (edge.paths > 1) return edge.paths + " paths";
  const services = edge.services ?? [];
  return services.length > 1 ? services[0] + " +" + (services.length - 1) : services[0] ?? "any";
}
