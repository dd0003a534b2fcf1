/** The card of the tour: which step, what happens, what to look at, what to press. */

import { dots, findFocus, h, icon, iconButton, refill } from "../dom.js";
import { drawText } from "../mrkdwn.js";

/**
 * Build it in its place; answers what draws it. A view says what is shown (`viewOf` in tour_progress.js);
 * `use` has `act`, `go(by)`, `end`, `fold` and `reach(task)`.
 */
export function makeCard(place, use) {
  const card = h("div", { class: "tour-card" });
  const aloud = h("p", { class: "tour-aloud", "aria-live": "polite" });
  place.append(card, aloud);
  return (view, say) => {
    place.setAttribute("aria-label", say("page.tour.label"));
    const focused = card.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
    refill(card, JSON.stringify(view), () => drawCard(view, use, say));
    if (focused && !card.contains(document.activeElement)) (findFocus(card, focused) ?? findFocus(card, "next"))?.focus();
    const words = [`${say("page.tour.step", view)}. ${view.title}.`, ...told(view)].join(" ");
    if (aloud.textContent !== words) aloud.textContent = words;
  };
}

/** What is read aloud of a step; when something comes, it is read with it. */
function told({ text, more, look, waiting }) {
  return [text, more, waiting, look].filter(Boolean).map((each) => each.replaceAll(/[*`]/g, ""));
}

function drawCard(view, use, say) {
  return [drawHead(view, use, say), !view.folded && drawBody(view, use, say), !view.folded && drawFoot(view, use, say)];
}

function drawHead(view, use, say) {
  const { number, count, folded } = view;
  const words = folded ? say("page.tour.unfold") : say("page.tour.fold");
  return h(
    "header",
    {},
    h("span", { class: "tour-step" }, say("page.tour.step", { number, count })),
    h("progress", { value: number, max: count, "aria-hidden": "true" }),
    iconButton("down", words, use.fold, { "aria-expanded": String(!folded), "data-focus": "fold" }),
    iconButton("close", say("page.tour.end"), use.end, { "data-focus": "end" }),
  );
}

function drawBody(view, use, say) {
  const { title, text, more, look, tips, button, busy, waiting, tasks, isDone } = view;
  return h(
    "div",
    { class: "tour-body" },
    h("h2", {}, title),
    h("p", {}, drawText(text)),
    more && h("p", {}, drawText(more)),
    look && h("p", { class: "tour-look-at" }, drawText(look)),
    waiting && h("p", { class: "status" }, dots(), waiting),
    tips && h("ul", { class: "tour-tips" }, tips.map((tip) => h("li", {}, drawText(tip)))),
    tasks.length > 0 && h("ul", { class: "tour-tasks" }, tasks.map((task) => drawTask(task, use, say))),
    button && drawButton("act", button, use.act, !isDone, busy),
  );
}

function drawTask({ words, ticked, press, there }, use, say) {
  const mark = h("span", { class: "tour-tick", ...(ticked && { role: "img", "aria-label": say("page.tour.ticked") }) }, ticked && icon("tick"));
  const said = drawText(words);
  const attributes = { type: "button", class: "tour-reach", "data-focus": `reach ${press}`, onclick: () => use.reach(press) };
  return h("li", { class: ticked && "ticked" }, mark, there ? h("button", attributes, said) : h("span", {}, said));
}

function drawFoot({ number, count, isDone, button, waiting, tasks }, use, say) {
  const [isFirst, isLast] = [number === 1, number === count];
  const next = isFirst ? say("page.tour.start") : say("page.tour.next");
  const isPrimary = isDone || !(button || waiting || tasks.length);
  return h(
    "footer",
    {},
    !isFirst && drawButton("back", say("page.tour.back"), () => use.go(-1)),
    isDone && h("span", { class: "tour-done", role: "img", "aria-label": say("page.tour.ticked") }, icon("tick")),
    isLast
      ? drawButton("next", say("page.tour.finish"), use.end, true)
      : drawButton("next", next, () => use.go(1), isPrimary),
  );
}

function drawButton(name, words, onclick, isPrimary = false, busy = false) {
  const attributes = { type: "button", class: `button ${isPrimary ? "primary" : "plain"}`, "data-focus": name };
  return h("button", { ...attributes, "aria-busy": busy && "true", onclick }, words);
}
