/** A text box that is as high as its text. */

const HIGHEST = 0.4; // of the window

/** Enter is `entered`, Shift+Enter a new line, Escape is `escaped`. Dispatch `input` after setting its value. */
export function growing(area, { entered, escaped }) {
  area.addEventListener("input", () => {
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight, innerHeight * HIGHEST)}px`;
  });
  area.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // Enter ends the composing of an accent or a character
    if (event.key === "Enter" && !event.shiftKey) act(event, entered);
    if (event.key === "Escape" && escaped) act(event, escaped);
  });
}

function act(event, then) {
  event.preventDefault();
  event.stopPropagation();
  then();
}
