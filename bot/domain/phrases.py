"""The phrase language of rule files, compiled to regular expressions.

    rendement(s)? garanti*          `*`: any ending; `(s)?`: may be there
    (achetez|vendez) <2> action*    `(a|b)`: one of; `<2>`: up to two words between
    à partir de <percent>           <number>, <percent>, <money>: a figure
    chez <firm>                     <firm>, <product>, <competitor>, <issuer>: names in the firm profile

Words are separated by one space, which also matches a hyphen, an apostrophe or quotation marks.
A phrase starts and ends at a word's edge, and never crosses the end of a sentence in a gap.
"""

import re
from collections.abc import Mapping, Sequence

from bot.domain.folding import fold_words

SEPARATOR = r"""[\s'\-*~"“”«»()]{1,4}"""
_GAP_WORD = r"[^\s.!?;…]+[\s'\-*~\"“”«»]{1,4}"
_NUMBER = r"\d+(?:[., ]\d+)*"
_FIGURES = {
    "number": _NUMBER,
    "percent": rf"{_NUMBER}\s?(?:%|pour ?cent\b|per ?cent\b|p\.\s?c\.)",
    "money": rf"(?:[$€£]\s?{_NUMBER}\s?[km]?|{_NUMBER}\s?(?:[km]\s?)?(?:[$€£]|dollars?\b|euros?\b|pounds?\b|piasses?\b))",
}
_TOKEN = re.compile(r"(?:[^\s()]|\((?:[^()]|\([^()]*\))*\)\??)+")
_OPTIONAL = re.compile(r"\((?:[^()]|\([^()]*\))*\)\?")

Names = Mapping[str, Sequence[str]]
"""For each placeholder (firm, product, competitor, issuer) the names it stands for."""


class PhraseError(ValueError):
    """A phrase that cannot be compiled; the message names the phrase."""


def _alternatives(body: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for position, character in enumerate(body):
        depth += (character == "(") - (character == ")")
        if character == "|" and depth == 0:
            parts.append(body[start:position])
            start = position + 1
    return [*parts, body[start:]]


def _word(token: str, names: Names, exact: bool) -> str:
    """One token (no space outside its parentheses) as a regular expression."""
    out, position = "", 0
    while position < len(token):
        character = token[position]
        if character == "(":
            end = _closing(token, position)
            inner = "|".join(_sequence(part, names, exact) for part in _alternatives(token[position + 1 : end]))
            optional = token[end + 1 : end + 2] == "?"
            out += f"(?:{inner})" + ("?" if optional else "")
            position = end + 1 + optional
        elif character == "<":
            end = token.index(">", position)
            out += _placeholder(token[position + 1 : end], names, exact)
            position = end + 1
        elif character == "*":
            out += r"\w*"
            position += 1
        elif character == "'":
            out += r"(?:'|\s)?\s?"
            position += 1
        else:
            out += re.escape(character)
            position += 1
    return out


def _closing(token: str, start: int) -> int:
    depth = 0
    for position in range(start, len(token)):
        depth += (token[position] == "(") - (token[position] == ")")
        if depth == 0:
            return position
    raise PhraseError(f"unclosed parenthesis in “{token}”")


def _placeholder(name: str, names: Names, exact: bool) -> str:
    if name in _FIGURES:
        return _FIGURES[name]
    if name not in names:
        raise PhraseError(f"unknown placeholder <{name}>")
    known = sorted(names[name], key=len, reverse=True)
    folded = [each.lower() if exact else fold_words(each) for each in known]
    return "(?:" + "|".join(_sequence(each, {}, exact) for each in folded) + ")" if folded else r"(?!)"


def _edge(pattern: str, at_start: bool) -> str:
    """A word boundary where the pattern begins or ends with a word, else nothing."""
    probe = re.sub(r"\(\?[:!]", "(", pattern)
    symbol = re.match(r"\(*\\?(\W)", probe) if at_start else re.search(r"([^\w)*?\]])$", pattern)
    if symbol and symbol.group(1) not in "([":
        return ""
    return r"(?<!\w)" if at_start else r"(?!\w)"


def _sequence(phrase: str, names: Names, exact: bool) -> str:
    out, pending = "", ""
    for token in _TOKEN.findall(phrase):
        if re.fullmatch(r"<\d+>", token):
            pending = rf"{SEPARATOR}(?:{_GAP_WORD}){{0,{token[1:-1]}}}"
            continue
        optional = _OPTIONAL.fullmatch(token)
        word = _word(token[:-1] if optional else token, names, exact)
        if optional:
            out += f"(?:{word}{SEPARATOR})?" if not out else f"(?:{pending or SEPARATOR}{word})?"
            continue
        starts = not out or out.endswith(f"{SEPARATOR})?")
        out += ("" if starts else pending or SEPARATOR) + word
        pending = ""
    return out


def phrase_regex(phrase: str, names: Names | None = None, *, exact_accents: bool = False) -> str:
    """The regular expression of one phrase, on folded text. Raises `PhraseError`."""
    if not phrase.strip():
        raise PhraseError("an empty phrase")
    try:
        folded = phrase.lower() if exact_accents else fold_words(phrase)
        body = _sequence(folded.strip(), names or {}, exact_accents)
    except ValueError as error:
        raise PhraseError(f"“{phrase}”: {error}") from error
    return _edge(body, at_start=True) + body + _edge(body, at_start=False)
