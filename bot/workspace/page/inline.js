/** Text with marks in it as nodes. */

/**
 * A rule is `[pattern, draw(match, inner)]`, its pattern global. The leftmost match wins, then the earlier rule;
 * `inner(text)` reads what is between the marks, `leaf(text)` makes the text node of what has none.
 */
export function readInline(text, rules, leaf) {
  const inner = (part) => readInline(part, rules, leaf);
  const nodes = [];
  let at = 0;
  const next = rules.map(() => undefined);
  while (at < text.length) {
    const found = leftmost(text, at, rules, next);
    if (!found) break;
    if (found.match.index > at) nodes.push(leaf(text.slice(at, found.match.index)));
    nodes.push(found.draw(found.match, inner));
    at = found.match.index + found.match[0].length;
  }
  if (at < text.length) nodes.push(leaf(text.slice(at)));
  return nodes;
}

/** `next` remembers each rule's coming match, so that a long text is searched once by each rule. */
function leftmost(text, at, rules, next) {
  let best = null;
  rules.forEach(([pattern, draw], number) => {
    if (next[number] === undefined || (next[number] && next[number].index < at)) {
      pattern.lastIndex = at;
      next[number] = pattern.exec(text);
    }
    const match = next[number];
    if (match && (!best || match.index < best.match.index)) best = { match, draw };
  });
  return best;
}
