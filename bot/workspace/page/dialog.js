/** Dialogs over the page; a question that has to be answered before anything happens. */

import { h } from "./dom.js";

/** Ask; answers whether the person said yes. The words are nodes or texts. */
export function ask({ title, text, yes, no, danger = false }) {
  return new Promise((resolve) => {
    const refuse = h("button", { type: "button", class: "button plain" }, no);
    const agree = h("button", { type: "button", class: `button ${danger ? "danger" : "primary"}` }, yes);
    const dialog = openDialog(
      { "aria-labelledby": "dialog-title", "aria-describedby": "dialog-text" },
      h("h2", { id: "dialog-title" }, title),
      h("div", { id: "dialog-text", class: "rich-line" }, text),
      h("div", { class: "dialog-buttons" }, refuse, agree),
    );
    refuse.addEventListener("click", () => dialog.close());
    agree.addEventListener("click", () => dialog.close("yes"));
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"));
    agree.focus();
  });
}

/** A dialog over the page that is gone once it is closed. The keyboard goes back to where it was. */
export function openDialog(attributes, ...children) {
  const dialog = h("dialog", attributes, ...children);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
