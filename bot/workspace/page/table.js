/** A table: its first row is its head. */

import { h } from "./dom.js";
import { drawWords } from "./emoji.js";
import { drawRichText } from "./rich_text.js";
import { notDrawn } from "./unknown.js";

const CELLS = {
  raw_text: ({ text }) => drawWords(text),
  raw_number: ({ text, value }) => text ?? String(value),
  rich_text: (cell) => drawRichText(cell),
};

/** The table, in what scrolls where it is wider than its place. */
export function drawTable({ rows: [head, ...rows], column_settings: columns = [] }) {
  const rowOf = (tag) => (cells) => h("tr", {}, cells.map((cell, number) => drawCell(tag, cell, columns[number])));
  const table = h("table", {}, h("thead", {}, rowOf("th")(head)), h("tbody", {}, rows.map(rowOf("td"))));
  return h("div", { class: "table-scroll" }, table);
}

function drawCell(tag, cell, { align = "left" } = {}) {
  const words = (CELLS[cell.type] ?? (({ type }) => notDrawn(type)))(cell);
  return h(tag, { class: `align-${align}`, scope: tag === "th" && "col" }, words);
}
