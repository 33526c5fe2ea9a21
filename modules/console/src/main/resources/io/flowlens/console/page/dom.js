// Elements, and how they are replaced: only what differs is touched, so that focus, selection and scroll position stay.
// Text becomes a text node and nothing else: whatever a log or a tag says, it is never markup.

const SVG = "http://www.w3.org/2000/svg";

function make(element, properties, children) {
  element.handlers = {};
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "key") element.key = value;
    else if (name.startsWith("on")) element.handlers[name] = element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...nodes(children));
  return element;
}

function nodes(children) {
  return [children].flat(Infinity)
      .filter((child) => child !== null && child !== undefined && child !== false)
      .map((child) => (child instanceof Node ? child : document.createTextNode(String(child))));
}

/** An HTML element. */
export const h = (tag, properties, ...children) => make(document.createElement(tag), properties, children);

/** An SVG element. */
export const s = (tag, properties, ...children) => make(document.createElementNS(SVG, tag), properties, children);

/** Makes the children of an element be these. */
export function patch(target, ...children) {
  reconcile(target, nodes(children));
}

function reconcile(target, fresh) {
  const keyed = new Map();
  for (const child of target.childNodes) if (child.key) keyed.set(child.key, child);
  let at = target.firstChild;
  for (const node of fresh) {
    const old = node.key ? keyed.get(node.key) : at && !at.key ? at : null;
    if (!old || !alike(old, node)) {
      target.insertBefore(node, at);
      continue;
    }
    if (old === at) at = at.nextSibling;
    else target.insertBefore(old, at);
    adopt(old, node);
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
}

const alike = (old, node) => old.nodeName === node.nodeName && old.key === node.key;

function adopt(old, node) {
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.nodeValue !== node.nodeValue) old.nodeValue = node.nodeValue;
    return;
  }
  for (const { name } of [...old.attributes]) {
    // Whether details are open is the reader's business.
    if (!node.hasAttribute(name) && name !== "open") old.removeAttribute(name);
  }
  for (const { name, value } of node.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  for (const name of Object.keys(old.handlers ?? {})) if (!node.handlers[name]) old[name] = null;
  Object.assign(old, node.handlers);
  old.handlers = node.handlers;
  if ("value" in node && node.nodeName !== "BUTTON" && document.activeElement !== old) old.value = node.value;
  reconcile(old, [...node.childNodes]);
}
