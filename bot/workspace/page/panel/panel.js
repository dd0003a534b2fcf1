/** For a developer, at the foot of the page: what goes between the workspace and the bot, and trouble on purpose. */

import { h, iconButton, refill } from "../dom.js";
import { hear } from "../net.js";
import { drawTab, drawTabList } from "../tabs.js";
import { say } from "../texts.js";
import { makeEdge } from "./edge.js";
import { makeExchanges } from "./exchanges.js";
import { makeFaults } from "./faults.js";

const smallScreen = matchMedia("(max-width: 760px)");

/** Build the panel in its place; answers what opens or closes it, and what draws it. It listens while it is open. */
export function makeTraffic(place) {
  const parts = { traffic: makeExchanges(), faults: makeFaults(() => draw()) };
  const edge = makeEdge(place);
  const bar = h("header", { class: "panel-bar" });
  const panels = Object.entries(parts).map(([name, { element }]) => drawPanel(name, element));
  let tab = "traffic";
  let stop = null; // what ends the listening
  place.append(edge, bar, ...panels);

  function draw() {
    if (place.hidden) return;
    place.setAttribute("aria-label", say("page.traffic"));
    edge.setAttribute("aria-label", say("page.traffic.height"));
    const hadFocus = bar.contains(document.activeElement);
    const signature = JSON.stringify([tab, parts.faults.count(), document.documentElement.lang]);
    refill(bar, signature, () => drawBar(tab, parts.faults.count(), { open, close }));
    if (hadFocus && !bar.contains(document.activeElement)) bar.querySelector('[aria-selected="true"]').focus();
    for (const panel of panels) panel.hidden = panel.id !== `panel-${tab}`;
    parts[tab].draw();
  }

  function open(name) {
    tab = name;
    draw();
  }

  function close() {
    stop();
    place.hidden = true;
    coverContent(place);
    document.querySelector('#people [data-focus="traffic"]')?.focus();
  }

  function begin() {
    place.hidden = false;
    coverContent(place);
    parts.faults.fetch();
    stop = hear("/ui/traffic", { opened() {}, happened: (news) => take(parts, news, later), lost() {} });
    draw();
    bar.querySelector('[aria-selected="true"]').focus();
  }

  const later = once(draw);
  place.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (event.target.type === "search" && event.target.value) return; // it is emptied first
    if (tab !== "traffic" || !parts.traffic.turnAway()) close();
  });
  smallScreen.addEventListener("change", () => coverContent(place));
  return { toggle: () => (place.hidden ? begin() : close()), draw };
}

function take(parts, news, later) {
  if (news.type === "faults") parts.faults.take(news.faults);
  else parts.traffic.take(news);
  later();
}

/** Draw at the next frame, however much comes until then. */
function once(draw) {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      draw();
    });
  };
}

function drawBar(tab, faults, { open, close }) {
  const one = (name, words) =>
    drawTab({ name, panel: `panel-${name}`, isOpen: tab === name, open: () => open(name) }, words);
  const mark = faults > 0 && h("span", { class: "mark" }, String(faults));
  const tabs = [one("traffic", say("page.traffic.tab")), one("faults", [say("page.faults.tab"), mark])];
  return [drawTabList(say("page.traffic"), tabs), iconButton("close", say("page.close"), close)];
}

function drawPanel(name, element) {
  return h("div", { id: `panel-${name}`, class: "panel", role: "tabpanel", "aria-labelledby": `tab-${name}` }, element);
}

/** On a small screen the panel lies over the conversation, which cannot be reached then. */
function coverContent(place) {
  document.getElementById("content").inert = smallScreen.matches && !place.hidden;
}
