/** A question that has to be answered before anything happens. */

import { h } from "./dom.js";

/** Ask; answers whether the person said yes. The words are nodes or texts. */
export function ask({ title, text, yes, no, danger = false }) {
  return new Promise((resolve) => {
    const refuse = h("button", { type: "button", class: "button plain" }, no);
    const agree = h("button", { type: "button", class: `button ${danger ? "danger" : "primary"}` }, yes);
    const dialog = h(
      "dialog",
      { "aria-labelledby": "dialog-title", "aria-describedby": "dialog-text" },
      h("h2", { id: "dialog-title" }, title),
      h("div", { id: "dialog-text", class: "rich-line" }, text),
      h("div", { class: "dialog-buttons" }, refuse, agree),
    );
    refuse.addEventListener("click", () => dialog.close());
    agree.addEventListener("click", () => dialog.close("yes"));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
    agree.focus();
  });
}
