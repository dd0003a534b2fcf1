"""Text of drafts, policy files, file names and errors, made harmless before it is shown."""

import re
from collections.abc import Iterator

_CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f"
_DIRECTIONS = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Every character with Unicode's property Bidi_Control (https://www.unicode.org/reports/tr9/)."""
_SURROGATES = r"\ud800-\udfff"
_LINE_ENDS = r"\x85\u2028\u2029"

_UNSHOWABLE = re.compile(f"[{_CONTROLS}{_DIRECTIONS}{_SURROGATES}]")
_ESCAPED = re.compile(f"[{_CONTROLS}{_DIRECTIONS}{_SURROGATES}{_LINE_ENDS}]")


def showable(text: str) -> str:
    """A text that cannot move the cursor, colour the terminal or reverse the line it is shown in."""
    return _UNSHOWABLE.sub("\ufffd", text.replace("\r\n", "\n"))


def shown_parts(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it can be shown; what cannot is a character a piece."""
    done = 0
    for found in _UNSHOWABLE.finditer(text):
        if found.start() > done:
            yield text[done : found.start()], True
        yield found[0], False
        done = found.end()
    if done < len(text):
        yield text[done:], True


def one_line(text: str) -> str:
    """The same, for what has its place within a line: a title, a name, a quote."""
    return " ".join(showable(text).split())


def escaped(json_text: str) -> str:
    """JSON on one line that means the same, with what a terminal would obey written as its escape."""
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", json_text)
