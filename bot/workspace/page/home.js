/** The page that the bot made for one person: their App Home. */

import { drawBlock } from "./blocks.js";
import { dots, findFocus, h, refill } from "./dom.js";
import { makeField } from "./fields.js";
import { ofView, use } from "./origins.js";
import { isAtHome, state } from "./state.js";
import { say } from "./texts.js";

/** The pane, and what draws it. Where the bot publishes anew, the keyboard and the eye stay where they were. */
export function makeHome() {
  const element = h("section", { id: "home", class: "home body", role: "tabpanel", "aria-labelledby": "tab-home", tabindex: -1 });
  let of = null;
  const draw = () => {
    element.hidden = !isAtHome();
    if (element.hidden) return;
    const focused = element.contains(document.activeElement) ? document.activeElement.dataset : null;
    const top = of === state.person ? element.scrollTop : 0;
    of = state.person;
    const signature = `${state.person} ${state.home?.id} ${state.home?.hash} ${document.documentElement.lang}`;
    refill(element, signature, () => (state.home ? drawView(state.home) : drawWaiting()));
    element.scrollTop = top;
    if (focused) giveFocusBack(element, focused);
  };
  return { element, draw };
}

function giveFocusBack(element, { focus = "", which }) {
  if (element.contains(document.activeElement)) return;
  (findFocus(element, focus, which) ?? element).focus({ preventScroll: true });
}

function drawView(view) {
  const fields = [];
  const origin = ofView(view, () => Object.fromEntries(fields.map((field) => [field.block, field.value])));
  const drawn = view.blocks.map((block) => {
    if (block.type !== "input") return drawBlock(block, origin);
    const field = makeField(block, null, (main, used) => use(main, block.element, used, block, origin));
    fields.push(field);
    return field.element;
  });
  return h("div", { class: "home-blocks" }, drawn);
}

function drawWaiting() {
  return h("p", { class: "status" }, state.connected && dots(), say("page.home-empty", { name: state.bot.name }));
}
