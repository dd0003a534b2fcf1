/** A list to choose from, under the button that opened it. */

import { h } from "./dom.js";
import { drawText } from "./mrkdwn.js";

const GAP = 4;

/**
 * Let a person choose one of the options: answers it, or null when they turned away.
 * `role` is "listbox" (one of them is the present choice) or "menu" (each of them does something); `look` is a class
 * of its own, `back` what has the keyboard afterwards. An option that is a drawing has a `label`; one that is on or off
 * says so in `isOn`.
 */
export function openMenu(button, options, { role, chosen, look = "", back = button }) {
  return new Promise((resolve) => {
    const items = options.map((option) => item(option, role, option.value === chosen));
    const name = button.getAttribute("aria-label") ?? button.textContent;
    const menu = h("div", { class: `menu ${look}`, role, tabindex: -1, "aria-label": name }, items);
    const close = (option) => {
      if (!menu.isConnected) return;
      removeEventListener("resize", away);
      document.removeEventListener("pointerdown", outside, true);
      document.removeEventListener("wheel", outside, true);
      menu.remove();
      button.setAttribute("aria-expanded", "false");
      back.focus({ preventScroll: true });
      resolve(option);
    };
    const away = () => close(null);
    const outside = (event) => menu.contains(event.target) || close(null);
    items.forEach((element, number) => element.addEventListener("click", () => close(options[number])));
    menu.addEventListener("keydown", (event) => steer(event, items, away));
    addEventListener("resize", away);
    document.addEventListener("pointerdown", outside, true);
    document.addEventListener("wheel", outside, { capture: true, passive: true });
    button.closest("dialog, main, body").append(menu); // what is beside an open dialog cannot be reached
    button.setAttribute("aria-expanded", "true");
    place(menu, button);
    (items.find((element) => element.getAttribute("aria-selected") === "true") ?? items[0])?.focus();
  });
}

function item(option, role, isChosen) {
  const attributes = role === "listbox" ? { role: "option", "aria-selected": String(isChosen) } : kindOf(option);
  const named = { "aria-label": option.label, title: option.label };
  return h("div", { class: "menu-item", tabindex: -1, ...attributes, ...named }, drawText(option.text));
}

function kindOf({ isOn }) {
  return isOn === undefined ? { role: "menuitem" } : { role: "menuitemcheckbox", "aria-checked": String(isOn) };
}

function steer(event, items, away) {
  const at = items.indexOf(document.activeElement);
  const [next, before] = [at + 1, at - 1];
  const moves = { ArrowDown: next, ArrowRight: next, ArrowUp: before, ArrowLeft: before, Home: 0, End: items.length - 1 };
  const move = moves[event.key] ?? byLetter(event.key, items, at);
  if (event.key === "Escape" || event.key === "Tab") away();
  else if (event.key === "Enter" || event.key === " ") document.activeElement.click();
  else if (move !== undefined) items[(move + items.length) % items.length].focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function byLetter(key, items, at) {
  if (key.length !== 1 || key === " ") return undefined;
  const turned = [...items.keys()].map((step) => (at + 1 + step) % items.length);
  return turned.find((number) => items[number].textContent.toLowerCase().startsWith(key.toLowerCase()));
}

/** Under the button, or above it where there is no room. */
function place(menu, button) {
  const spot = button.getBoundingClientRect();
  const below = spot.bottom + GAP;
  const top = below + menu.offsetHeight > innerHeight ? Math.max(GAP, spot.top - GAP - menu.offsetHeight) : below;
  menu.style.top = `${top}px`;
  menu.style.left = `${Math.max(GAP, Math.min(spot.left, innerWidth - menu.offsetWidth - GAP))}px`;
}
