"""The numbers that firms print before a clause, in French and in English, however they are written.

"Article 26", "Art. 26.1", "Section IV", "Chapitre 2", "Partie B", "§ 4", "3.2.1", "PMS-5.2", "R3", "4.",
"Annexe A", "Schedule 2"; and the markers of lists: "a)", "(ii)", "1°", "1.".
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

Family = Literal["word", "digits", "code", "roman", "letter"]

_WORDS = {
    "livre": (1, "book"), "book": (1, "book"),
    "annexe": (1, "annex"), "annex": (1, "annex"), "appendice": (1, "annex"), "appendix": (1, "annex"),
    "schedule": (1, "annex"), "exhibit": (1, "annex"),
    "partie": (2, "part"), "part": (2, "part"), "titre": (2, "title"), "title": (2, "title"),
    "chapitre": (3, "chapter"), "chapter": (3, "chapter"), "chap.": (3, "chapter"),
    "section": (4, "section"), "division": (4, "division"),
    "sous-section": (5, "subsection"), "subsection": (5, "subsection"),
    "article": (6, "article"), "art.": (6, "article"), "clause": (6, "clause"),
    "règle": (6, "rule"), "rule": (6, "rule"), "principe": (6, "principle"), "principle": (6, "principle"),
    "§": (7, "§"),
}  # fmt: skip
"""Word → how much it holds (1 is the most), and what it is in any language."""
_DIGITS_RANK = 80
_ROMAN = r"[IVXLC]{1,7}"
_WORD_NUMBER = (
    r"(?P<word>§|(?i:" + "|".join(re.escape(word) for word in _WORDS if word != "§") + r"))"
    r"(?P<value>\s{0,2}\d+(?:[.-]\d+)*(?: (?:bis|ter|quater)\b|[a-z]?)(?!\w)"
    r"|\s{1,2}(?i:1er|1re|premi[eè]re?|first)(?!\w)"
    rf"|\s{{1,2}}(?:{_ROMAN}|[A-Z])(?:[.-]?\d+(?:\.\d+)*)?(?!\w))"
)
_END = r"[.):]?(?:\s+[–—:-])?(?:\s+|$)"
_HEADING = re.compile(
    rf"(?:{_WORD_NUMBER}|(?P<code>[A-Z]{{1,8}}-?\d+(?:\.\d+)*)|(?P<digits>\d+(?:\.\d+)+|\d+(?=[.)]))"
    rf"|(?P<bare>\d{{1,3}})(?=\s)|(?P<roman>{_ROMAN})(?=[.)]|\s+[–—-]\s)|(?P<letter>[A-Z])(?=[.)]|\s+[–—-]\s))"
    rf"{_END}(?P<rest>.*)",
    re.DOTALL,
)
_PARAGRAPH = re.compile(
    rf"(?:{_WORD_NUMBER}(?=\s*$|\s*[.:–—)-](?:\s|$)|\s+[A-ZÀ-Þ(«\"“])"
    r"|(?P<code>[A-Z]{1,8}-?\d+(?:\.\d+)*)(?=[\s.:)])"
    r"|(?P<digits>\d+(?:\.\d+)+(?=[.)]?\s+[A-ZÀ-Þ«\"“])|\d+(?=\.\s|\s{1,2}\(1\)\s)))"
    rf"{_END}(?P<rest>.*)",
    re.DOTALL,
)
_LABEL = re.compile(rf"(?:{_WORD_NUMBER}|(?P<code>[A-Z]{{1,8}}-?\d+(?:\.\d+)*)|(?P<digits>\d+(?:\.\d+)*))\W*")
_WEAK_LABEL = re.compile(rf"(?:(?P<roman>{_ROMAN})|(?P<letter>[A-Z]))[.):]?")

_MARKER = re.compile(
    r"(?:\((?P<both>[A-Za-z]|[ivxl]{2,6}|\d{1,3})\)|(?P<close>[A-Za-z]|[ivxl]{2,6}|\d{1,3})\)"
    r"|(?P<dot>[a-z]|[ivxl]{2,6}|\d{1,4})\.|(?P<degree>\d{1,3})°|(?P<bullet>[•●○■▪◦‣⁃·*–—-]))(?:\s+|$)"
)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """The number before a heading or a paragraph."""

    key: str
    """As printed, but for spaces, the point after it and a word in capitals: "Article 26", "3.2.1"."""
    rest: str
    """What follows it: a title, or the text."""
    rank: int
    """What holds what: the smaller holds the greater."""
    family: Family
    weak: bool = False
    """Whether it might also be the beginning of the title: "4 questions", "M. Roy"."""


@dataclass(frozen=True, slots=True)
class ListMarker:
    """What stands before an item of a list."""

    printed: str
    """ "a)", "(ii)", "1°"; "-" for any bullet."""
    shape: str
    """How it is written: two lists inside each other are often written in two ways."""
    readings: tuple[tuple[str, int], ...]
    """Its place in each alphabet that it may belong to ("i" is a letter and a number); none for a bullet."""

    def follows(self, previous: "ListMarker | None") -> bool:
        """Whether it is the next item of the same list; of a new one where there is no previous item."""
        before = (
            ((kind, 0) for kind in ("digit", "letter", "roman")) if previous is None else previous.readings
        )
        same_shape = previous is None or previous.shape == self.shape
        return same_shape and any((kind, place + 1) in self.readings for kind, place in before)


def heading_number(text: str, label: str = "") -> PrintedNumber | None:
    """The number of what the file calls a heading; `label` is the number that its format shows."""
    shown = _LABEL.fullmatch(label.strip()) or _WEAK_LABEL.fullmatch(label.strip())
    if shown:
        return replace(_number(shown, text), weak=False)
    found = _HEADING.fullmatch(_one_line(text))
    return _number(found, found["rest"]) if found else None


def paragraph_number(text: str, label: str = "") -> PrintedNumber | None:
    """The number of a paragraph that begins a clause; a number that goes on as a sentence would is none."""
    shown = _LABEL.fullmatch(label.strip())
    if shown and not re.fullmatch(r"\d+\)", label.strip()):
        return _number(shown, text)
    found = None if label else _PARAGRAPH.fullmatch(text)
    return _number(found, found["rest"]) if found else None


def list_marker(text: str, label: str = "") -> tuple[ListMarker, str] | None:
    """The marker of an item and what follows it."""
    if label.strip():
        found = _MARKER.fullmatch(label.strip())
        bullet = not any(each.isalnum() for each in label)
        return _marker(found) if found else ListMarker("-" if bullet else label.strip(), "bullet", ()), text
    found = _MARKER.match(text)
    return (_marker(found), text[found.end() :]) if found else None


def same_in_any_language(number: str) -> str:
    """A printed number with its word in English, so that "Annexe A" and "Schedule A" are the same."""
    found = re.match(_WORD_NUMBER, number)
    if not found:
        return number
    return f"{_WORDS[found['word'].lower()][1]} {number[found.start('value') :].strip()}"


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _number(found: re.Match[str], rest: str) -> PrintedNumber:
    parts = {name: value for name, value in found.groupdict().items() if value is not None}
    rest = rest.strip()
    if "word" in parts:
        word = parts["word"].capitalize() if parts["word"].isupper() else parts["word"]
        value = _one_line(parts["value"])
        value = value.lower() if value[1:].isalpha() and not re.fullmatch(_ROMAN, value) else value
        word = word[:1].upper() + word[1:]
        rank = 10 * _WORDS[word.lower()][0] + _depth(value)
        return PrintedNumber(f"{word} {value}", rest, rank, "word")
    for family in ("code", "digits"):
        if family in parts:
            value = parts[family]
            return PrintedNumber(value, rest, _DIGITS_RANK + _depth(value), family)
    if "bare" in parts:
        return PrintedNumber(parts["bare"], rest, _DIGITS_RANK + 1, "digits", weak=True)
    if "roman" in parts:
        return PrintedNumber(parts["roman"], rest, _DIGITS_RANK - 2, "roman", weak=True)
    return PrintedNumber(parts["letter"], rest, _DIGITS_RANK - 1, "letter", weak=True)


def _depth(value: str) -> int:
    return min(9, 1 + value.removesuffix(".0").count("."))  # "1.0" holds "1.1"


def _marker(found: re.Match[str]) -> ListMarker:
    shape = found.lastgroup or ""
    if shape == "bullet":
        return ListMarker("-", shape, ())
    value = found[shape]
    return ListMarker(found[0].strip(), shape + ("A" if value.isupper() else ""), _readings(value))


def _readings(value: str) -> tuple[tuple[str, int], ...]:
    if value.isdigit():
        return (("digit", int(value)),)
    lower = value.lower()
    letter = ((("letter", ord(lower) - ord("a") + 1),)) if len(lower) == 1 else ()
    return (*letter, ("roman", _roman(lower))) if set(lower) <= set(_ROMAN_VALUES) else letter


def _roman(digits: str) -> int:
    values = [_ROMAN_VALUES[each] for each in digits]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
