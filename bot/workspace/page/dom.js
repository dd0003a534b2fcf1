/** Making elements. Text is only ever a text node: nothing here or elsewhere reads a string as HTML. */

const filled = new WeakMap();
const SVG = "http://www.w3.org/2000/svg";

/** An element. `on…` attributes are listeners; an attribute that is false, null or undefined is left out. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...present(children));
  return element;
}

/** Have an element hold what `draw` makes; left alone while `signature` is the same, so that no click is lost. */
export function refill(element, signature, draw) {
  if (filled.get(element) === signature) return;
  filled.set(element, signature);
  element.replaceChildren(...present([draw()]));
}

/** A drawing of `icons.svg`, silent for a screen reader. */
export function icon(name) {
  return drawing("icon", `/page/icons.svg#${name}`);
}

/** What stands in one of the SVG files under that name, silent for a screen reader. */
export function drawing(kind, address) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", kind);
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", address);
  svg.append(use);
  return svg;
}

/** A button that is only an icon: its words are its label and its tooltip. */
export function iconButton(name, label, onclick, attributes = {}) {
  const always = { type: "button", class: "icon-button", title: label, "aria-label": label, onclick };
  return h("button", { ...always, ...attributes }, icon(name));
}

/** The control that is called so, also after what holds it was drawn anew; of several, the one for `which`. */
export function findFocus(element, name, which) {
  const found = [...element.querySelectorAll("[data-focus]")].filter(({ dataset }) => dataset.focus === name);
  return found.find(({ dataset }) => dataset.which === which) ?? found[0];
}

/** Three dots that breathe while somebody is at work. */
export function dots() {
  return h("span", { class: "dots", "aria-hidden": "true" });
}

function present(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}
