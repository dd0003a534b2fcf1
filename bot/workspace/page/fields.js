/** The fields of a form: a label, a control, a hint, and what is wrong with what was given. */

import { choicesOf, chosenAtFirst } from "./choices.js";
import { h, icon, iconButton } from "./dom.js";
import { fileChip } from "./file_chip.js";
import { drawText } from "./mrkdwn.js";
import { say } from "./texts.js";
import { momentField, textField, urlField } from "./text_fields.js";
import { notDrawn } from "./unknown.js";

const MOST_FILES = 10;
let count = 0;

/**
 * The field of an input block. `held` is what stood in it before the form changed; `act(main, used)` tells the bot
 * at once what was chosen, where the bot wants to know.
 */
export function makeField(block, held, act) {
  const id = `field-${++count}`;
  const make = CONTROLS[block.element.type] ?? unknownControl;
  const control = make(block.element, id, held);
  const wrong = h("p", { id: `${id}-wrong`, class: "field-wrong" });
  const words = [drawText(block.label), block.optional && h("span", { class: "optional" }, say("page.form.optional"))];
  const label = control.isGroup
    ? h("span", { id: `${id}-label`, class: "field-label" }, words)
    : h("label", { id: `${id}-label`, class: "field-label", for: id }, words);
  const hint = block.hint && h("p", { id: `${id}-hint`, class: "field-hint" }, drawText(block.hint));
  describe(control.main, id, block);
  if (block.dispatch_action) dispatch(control, block, act);
  const complain = (reason) => {
    wrong.replaceChildren(...(reason ? [icon("warning"), reason] : []));
    if (reason) control.main.setAttribute("aria-invalid", "true");
    else control.main.removeAttribute("aria-invalid");
  };
  // As soon as it is typed: were the words to go when the field is left, what is below would move under the pointer.
  const mended = { oninput: () => complain(""), onchange: () => complain("") };
  return {
    element: h("div", { class: "block field", ...mended }, label, control.element, hint, wrong),
    block: block.block_id,
    signature: JSON.stringify(block),
    wantsFocus: block.element.focus_on_load === true,
    holdsFiles: block.element.type === "file_input",
    is: (other) => other.block_id === block.block_id && other.element.action_id === block.element.action_id,
    content: () => ({ value: control.read(), files: control.files?.() ?? [] }),
    get value() {
      return control.read();
    },
    get files() {
      return control.files?.() ?? [];
    },
    focus: () => (control.first?.() ?? control.main).focus(),
    complain,
  };
}

function describe(main, id, { optional, hint }) {
  const describers = [hint && `${id}-hint`, `${id}-count`, `${id}-wrong`]; // one that is not there says nothing
  main.setAttribute("aria-describedby", describers.filter(Boolean).join(" "));
  if (!optional && main.tagName !== "BUTTON") main.setAttribute("aria-required", "true");
}

function dispatch({ main, read }, { element }, act) {
  const tell = () => act(main, USED[element.type](read()));
  if (!element.type.endsWith("text_input")) return void main.addEventListener("change", tell);
  main.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault(); // it does not send the form
    tell();
  });
}

const asOption = (value) => ({ value });

// What the bot is told of a field that acts.
const USED = {
  plain_text_input: (value) => ({ value }),
  url_text_input: (value) => ({ value }),
  static_select: (value) => ({ selected_option: value ? asOption(value) : null }),
  radio_buttons: (value) => ({ selected_option: value ? asOption(value) : null }),
  checkboxes: (values) => ({ selected_options: values.map(asOption) }),
  datepicker: (value) => ({ selected_date: value || null }),
  datetimepicker: (value) => ({ selected_date_time: value ? Number(value) : null }),
};

const CONTROLS = {
  plain_text_input: textField,
  url_text_input: urlField,
  datetimepicker: momentField,
  static_select(element, id, held) {
    const empty = h("option", { value: "" }, element.placeholder?.text ?? say("page.form.choose"));
    const options = element.options.map(({ value, text }) => h("option", { value }, text.text));
    const input = h("select", { id, class: "input" }, empty, options);
    input.value = held?.value ?? element.initial_option?.value ?? "";
    return { element: input, main: input, read: () => input.value };
  },
  datepicker(element, id, held) {
    const input = h("input", { id, class: "input", type: "date" });
    input.value = held?.value ?? element.initial_date ?? "";
    return { element: input, main: input, read: () => input.value };
  },
  radio_buttons(element, id, held) {
    const chosen = held ? [held.value] : chosenAtFirst(element);
    const choices = choicesOf(element, id, (value) => chosen.includes(value));
    const group = h("div", { class: "choices", role: "radiogroup", "aria-labelledby": `${id}-label` }, choices.labels);
    const read = () => choices.checked()[0] ?? "";
    return { element: group, main: group, isGroup: true, first: choices.first, read };
  },
  checkboxes(element, id, held) {
    const chosen = held?.value ?? chosenAtFirst(element);
    const choices = choicesOf(element, id, (value) => chosen.includes(value));
    const group = h("div", { class: "choices", role: "group", "aria-labelledby": `${id}-label` }, choices.labels);
    return { element: group, main: group, isGroup: true, first: choices.first, read: choices.checked };
  },
  file_input: fileInput,
};

/** Files are chosen with the button, or dropped on the field. */
function fileInput(element, id, held) {
  let files = held?.files ?? [];
  const most = element.max_files ?? MOST_FILES;
  const accept = element.filetypes?.map((kind) => `.${kind}`).join(",");
  const picker = h("input", { type: "file", hidden: true, tabindex: -1, accept, multiple: most > 1 });
  picker.setAttribute("aria-labelledby", `${id}-label`);
  const label = most > 1 ? say("page.form.choose-files") : say("page.form.choose-file");
  const button = h("button", { id, type: "button", class: "button plain" }, icon("attach"), label);
  button.setAttribute("aria-labelledby", `${id}-label ${id}`);
  const chips = h("ul", { class: "chips" });
  const draw = () => chips.replaceChildren(...files.map((file) => fileChip(file, removal(file))));
  const removal = (file) =>
    iconButton("close", say("page.remove-file", { name: file.name }), () => {
      files = files.filter((other) => other !== file);
      draw();
      button.focus();
    });
  const add = (given) => {
    // One file takes the place of the one before; of several, the server says when there are too many.
    files = most > 1 ? [...files, ...given] : [...given].slice(-1);
    draw();
  };
  button.addEventListener("click", () => picker.click());
  picker.addEventListener("change", () => {
    add([...picker.files]);
    picker.value = "";
  });
  const area = h("div", { class: "file-field" }, button, picker, chips);
  area.addEventListener("dragover", (event) => event.preventDefault());
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    add([...event.dataTransfer.files]);
  });
  draw();
  return { element: area, main: button, read: () => "", files: () => files };
}

function unknownControl({ type }) {
  const mark = notDrawn(type);
  return { element: mark, main: mark, isGroup: true, read: () => "" };
}
