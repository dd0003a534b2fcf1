"""Python regular expressions on folded text, as JavaScript writes them, and what Node says of them."""

import json
import re
import re._parser as parser
import subprocess
from collections.abc import Sequence

# With the `u` flag, which prh always adds, JavaScript lets only these be escaped for nothing.
_ESCAPABLE = frozenset("^$\\.*+?()[]{}|/")
_NO_EQUIVALENT = frozenset("AZ")
_TRY = """
const sources = JSON.parse(require("fs").readFileSync(0, "utf8"));
const refused = sources.filter((source) => {
  try { new RegExp(source); new RegExp(source, "gmu"); return false; } catch { return true; }
});
console.log(JSON.stringify(refused));
"""


def to_javascript(source: str) -> str | None:
    """The same expression in JavaScript; None where a part has no equivalent there."""
    out: list[str] = []
    position, in_class = 0, False
    while position < len(source):
        character = source[position]
        if character == "\\":
            escaped = _escape(source[position + 1], in_class=in_class)
            if escaped is None:
                return None
            out.append(escaped)
            position += 2
            continue
        if not in_class and source.startswith("(?P", position):
            if not source.startswith("(?P<", position):
                return None  # a reference to a named group; no rule has one
            out.append("(?")
            position += 3
            continue
        in_class = character == "[" if not in_class else character != "]"
        out.append("\\n" if character == "\n" else character)
        position += 1
    return "".join(out)


def _escape(character: str, *, in_class: bool) -> str | None:
    if character in _NO_EQUIVALENT:
        return None
    if character.isascii() and character.isalnum():
        return f"\\{character}"
    return f"\\{character}" if character in _ESCAPABLE or (in_class and character == "-") else character


def can_match_nothing(source: str) -> bool:
    """Whether the expression can match an empty text: prh would never come back from it."""
    return parser.parse(source).getwidth()[0] == 0


def misses_with_ascii_words(source: str, text: str) -> int:
    """How many matches are lost where `\\w` and `\\b` know only ASCII letters, as in JavaScript."""
    return max(0, len(re.findall(source, text)) - len(re.findall(source, text, re.ASCII)))


def refused_by(node: str, sources: Sequence[str]) -> set[str]:
    """The expressions that this Node does not take."""
    tried = subprocess.run(
        [node, "-e", _TRY], input=json.dumps(sources), capture_output=True, encoding="utf-8", check=True
    )
    return set(json.loads(tried.stdout))
