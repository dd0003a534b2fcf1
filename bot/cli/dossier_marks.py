"""The small parts of a dossier's page: texts of people to the letter, marks, moments, lists of facts."""

from collections.abc import Iterable, Sequence
from html import escape

from bot.domain.marked_text import Mark, extracts
from bot.domain.showing import shown_parts


def plain(text: object) -> str:
    """A text within a line or a cell: escaped, and nothing in it can turn the line around."""
    return "".join(
        escape(part) if can_be_shown else hidden(part)
        for part, can_be_shown in shown_parts(str(text).replace("\r\n", "\n"))
    )


def hidden(character: str) -> str:
    """A character that no reader sees, named in its place: a draft is shown as it is."""
    return f'<span class="hidden">U+{ord(character):04X}</span>'


def letter(text: str, marks: Sequence[Mark] = (), to: str = "") -> str:
    """A text of somebody's to the letter, each mark with its number, which leads to `to` and it."""
    if not text:
        return ""
    shown = []
    for piece in (piece for part in extracts(text, marks, len(text)) for piece in part.pieces):
        numbers = "".join(f'<sup><a href="#{to}-{each}">{each}</a></sup>' for each in piece.numbers)
        words = plain(piece.text)
        shown.append(f"<mark>{words}</mark>{numbers}" if piece.marked else words)
    return f'<div class="letter" dir="auto">{"".join(shown)}</div>'


def facts(rows: Iterable[tuple[str, str]]) -> str:
    """A list of what is known: a name and a value, both HTML; rows without a value are left out."""
    there = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in rows if value)
    return f'<dl class="facts">{there}</dl>'


def code(text: object) -> str:
    """An id, a hash, a version."""
    return f"<code>{plain(text)}</code>"


def moment(at: str) -> str:
    """A moment of the archive, to the second."""
    return plain(f"{at[:10]} {at[11:19]} UTC" if len(at) > 19 else at)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], kind: str) -> str:
    """A table whose heads are repeated on every printed page."""
    head = "".join(f'<th scope="col">{each}</th>' for each in heads)
    lines = "".join("<tr>" + "".join(f"<td>{each}</td>" for each in row) + "</tr>" for row in rows)
    return f'<table class="{kind}"><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>'
