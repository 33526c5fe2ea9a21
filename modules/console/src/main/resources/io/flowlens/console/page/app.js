// The frame: which view the address names, when it is drawn again, and what is told aloud.

import { h, patch } from "./dom.js";
import { ask, Denied, listen, Refused, Silent } from "./live.js";
import { login } from "./login.js";
import * as words from "./words.js";
import * as alertView from "./alert.js";
import * as alertsView from "./alerts.js";
import * as mapView from "./map.js";
import * as trafficView from "./traffic.js";

const main = document.getElementById("main");
const trouble = document.getElementById("trouble");
const liveButton = document.getElementById("live");
const themeButton = document.getElementById("theme");

const REFRESH_MILLIS = 1500;
const ANNOUNCE_MILLIS = 5000;
const THEMES = ["auto", "light", "dark"];

let shown = { hash: null, versions: {}, view: null };
let versions = {};
let connected = false;
let paused = false;
let events = null;
let drawing = 0;
let refreshTimer = null;
let news = [];

/** What the address asks for: `#/alerts/FINGERPRINT`, `#/alerts?state=firing`. */
function route() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  const [name, id] = path.split("/");
  const parameters = new URLSearchParams(query);
  if (name === "alerts" && id) return { view: alertView, name, id, parameters };
  const views = { map: mapView, alerts: alertsView, traffic: trafficView };
  return { view: views[name] ?? mapView, name: views[name] ? name : "map", parameters };
}

/** The same view with other parameters; what is empty is left out. */
function href(name, parameters, changes) {
  const next = new URLSearchParams(parameters);
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === "") next.delete(key);
    else next.set(key, value);
  }
  return "#/" + name + (next.size ? "?" + next : "");
}

async function draw() {
  const mine = ++drawing;
  const at = route();
  const asked = { ...versions };
  const moved = shown.view !== at.view || shown.id !== at.id;
  try {
    const data = await at.view.load(at, ask);
    if (mine !== drawing) return;
    patch(main, at.view.render(data, { ...at, width: main.clientWidth, href, redraw: draw }));
    tell("");
    document.title = at.view.title(data) + " · flowlens";
    mark(at.name);
    if (moved && shown.view) main.querySelector("h1")?.focus();
    if (moved) window.scrollTo(0, 0);
    shown = { ...at, versions: asked };
    countFiring();
    if (!events) start();
  } catch (failure) {
    if (mine !== drawing) return;
    failed(failure, at);
  }
}

function failed(failure, at) {
  if (failure instanceof Denied) {
    patch(main, login(draw));
    document.title = "flowlens";
    document.getElementById("token").focus();
  } else if (failure instanceof Silent) {
    tell("No answer from the console; trying again.");
    setTimeout(draw, 3000);
  } else if (failure instanceof Refused) {
    patch(main, h("section", { class: "narrow" }, h("h1", { tabindex: "-1" }, "Not found"), h("p", {}, failure.message),
        h("p", {}, h("a", { href: "#/alerts" }, "All alerts"))));
    shown = { ...at, versions: { ...versions } };
    mark(at.name);
  } else {
    throw failure;
  }
}

function tell(sentence) {
  trouble.textContent = sentence;
  trouble.hidden = !sentence;
}

function mark(name) {
  for (const link of document.querySelectorAll("nav [data-view]")) {
    if (link.dataset.view === name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

async function countFiring() {
  const { firing } = await ask("api/alerts?state=firing&limit=1").catch(() => ({}));
  const badge = document.getElementById("firing");
  badge.textContent = firing ? words.number(firing) : "";
  badge.setAttribute("aria-label", firing ? words.number(firing) + " firing" : "");
  badge.hidden = !firing;
}

/** Draws again when something changed that the view shows: soon, not at once, and not while paused. */
function refresh() {
  if (paused || refreshTimer || document.hidden || !shown.view) return;
  const outdated = shown.view.needs.some((part) => versions[part] !== shown.versions[part]);
  if (!outdated) return;
  refreshTimer = setTimeout(() => {
    refreshTimer = null;
    draw();
  }, REFRESH_MILLIS);
}

function start() {
  events = listen({
    changed: (now) => {
      versions = now;
      refresh();
    },
    alert: (row) => news.push(words.state(row).word + ": " + row.subject),
    state: (now) => {
      const back = now && !connected && shown.view;
      connected = now;
      showLive();
      if (back) draw();
    },
  });
}

function showLive() {
  const word = paused ? "Paused" : connected ? "Live" : "Connecting";
  document.getElementById("live-word").textContent = word;
  liveButton.dataset.state = word.toLowerCase();
  liveButton.setAttribute("aria-pressed", String(!paused));
}

/** Polite and in one go: somebody listens. */
function announce() {
  if (!news.length) return;
  const most = 3;
  const more = news.length > most ? "; and " + (news.length - most) + " more" : "";
  document.getElementById("news").textContent = news.slice(0, most).join("; ") + more;
  news = [];
}

function setTheme(theme) {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  themeButton.textContent = theme[0].toUpperCase() + theme.slice(1);
  themeButton.setAttribute("aria-label", "Colours: " + theme);
  localStorage.setItem("theme", theme);
}

liveButton.onclick = () => {
  paused = !paused;
  showLive();
  refresh();
};
themeButton.onclick = () =>
  setTheme(THEMES[(THEMES.indexOf(localStorage.getItem("theme") ?? "auto") + 1) % THEMES.length]);
document.getElementById("skip").onclick = (event) => {
  event.preventDefault();
  main.focus();
};
setTheme(THEMES.includes(localStorage.getItem("theme")) ? localStorage.getItem("theme") : "auto");
setInterval(announce, ANNOUNCE_MILLIS);
addEventListener("hashchange", draw);
document.addEventListener("visibilitychange", refresh);
let width = main.clientWidth;
new ResizeObserver(() => {
  if (main.clientWidth === width) return;
  width = main.clientWidth;
  if (shown.view?.needs.includes("network") || shown.view?.needs.includes("traffic")) draw();
}).observe(main);
showLive();
draw();
