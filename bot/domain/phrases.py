"""The phrase language of rule files, compiled to regular expressions.

    rendement(s)? garanti*          `*`: any ending; `(s)?`: may be there
    (achetez|vendez) <2> action*    `(a|b)`: one of; `<2>`: up to two words between
    à partir de <percent>           <number>, <percent>, <money>: a figure
    chez <firm>                     <firm>, <product>, <competitor>, <issuer>, <spokesperson>: the firm profile's

Words are separated by one space, which also matches a hyphen, an apostrophe or quotation marks.
A phrase starts and ends at a word's edge, and never crosses the end of a sentence in a gap.
"""

import re
from collections.abc import Mapping, Sequence

from bot.domain.folding import fold_letters, fold_words

# “ and ” stand apart, and as `{1}` so that Python does not merge them back: a class of characters that
# has them takes many times longer to compile, and every phrase has several separators.
SEPARATOR = r"""(?:[\s'\-*~"«»()]|“{1}|”{1}){1,4}"""
_GAP_WORD = r"[^\s.!?;…]++\s[\s'\-*~\"“”«»]{0,3}+"
_GAP_PART = r"[^\s.!?;…]+['\-*~\"“”«»]{1,4}"
"""A word of a gap goes on to a space, and can end nowhere else: what could end at every hyphen would be tried
in every way (`a-a-a-a-`). Only what stands right before the next words may be a part of one (l'|offre)."""
_APOSTROPHE = r"(?:'|\s)?\s?"
_NUMBER = r"\d+(?:[., ]\d+)*"
_FIGURES = {
    "number": _NUMBER,
    "percent": rf"{_NUMBER}\s?(?:%|pour ?cent\b|per ?cent\b|p\.\s?c\.)",
    "money": rf"(?:[$€£]\s?{_NUMBER}\s?[km]?|{_NUMBER}\s?(?:[km]\s?)?(?:[$€£]|dollars?\b|euros?\b|pounds?\b|piasses?\b))",
}
_GROUP = r"\([^()]*\)"
for _inner in range(3):
    _GROUP = rf"\((?:[^()]|{_GROUP})*\)"
_TOKEN = re.compile(rf"(?:[^\s()]|{_GROUP}\??)+")
_OPTIONAL = re.compile(rf"{_GROUP}\?")

Names = Mapping[str, Sequence[str]]
"""For each placeholder (firm, product, competitor, issuer, spokesperson) the names it stands for."""


class PhraseError(ValueError):
    """Words of a rule that cannot be compiled: which ones, as the file has them, and why."""

    def __init__(self, words: str, reason: str) -> None:
        super().__init__(f"“{words}”: {reason}")
        self.words = words
        self.reason = reason


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
            inner = "|".join(
                _sequence(part, names, exact) for part in _alternatives(token[position + 1 : end])
            )
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
            out += _APOSTROPHE
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
    raise PhraseError(token, "a parenthesis is not closed")


def _placeholder(name: str, names: Names, exact: bool) -> str:
    if name in _FIGURES:
        return _FIGURES[name]
    if name not in names:
        raise PhraseError(f"<{name}>", "unknown placeholder")
    known = sorted(names[name], key=len, reverse=True)
    return "(?:" + "|".join(_literally(_folded(each, exact)) for each in known) + ")" if known else r"(?!)"


def _literally(name: str) -> str:
    """A name's words as they are: its parentheses and asterisks are its own, not the language's."""
    return SEPARATOR.join(re.escape(word).replace("'", _APOSTROPHE) for word in name.split())


def _folded(words: str, exact: bool) -> str:
    return fold_letters(words).accented if exact else fold_words(words)


def _edge(pattern: str, at_start: bool) -> str:
    """A word boundary where the pattern begins or ends with a word, else nothing."""
    probe = re.sub(r"\(\?[:!]", "(", pattern)
    symbol = re.match(r"\(*\\?(\W)", probe) if at_start else re.search(r"([^\w)*?\]])$", pattern)
    if symbol and symbol.group(1) not in "([":
        return ""
    return r"(?<!\w)" if at_start else r"(?!\w)"


def _gap(most: int) -> str:
    """Up to so many words, each with what separates it from the next."""
    return rf"(?:{_GAP_WORD}){{0,{most - 1}}}(?:{_GAP_WORD}|{_GAP_PART})?" if most else ""


def _sequence(phrase: str, names: Names, exact: bool) -> str:
    out, pending = "", ""
    if _TOKEN.sub("", phrase).strip():
        raise PhraseError(phrase, "a parenthesis without its pair, or more than four inside one another")
    for token in _TOKEN.findall(phrase):
        if re.fullmatch(r"<\d+>", token):
            pending = SEPARATOR + _gap(int(token[1:-1]))
            continue
        optional = _OPTIONAL.fullmatch(token)
        starts = not out or out.endswith(f"{SEPARATOR})?")
        word = _word(token[:-1] if optional else token, names, exact)
        if optional:
            out += f"(?:{word}{SEPARATOR})?" if starts else f"(?:{pending or SEPARATOR}{word})?"
            continue
        out += ("" if starts else pending or SEPARATOR) + word
        pending = ""
    return out


def phrase_regex(phrase: str, names: Names | None = None, *, exact_accents: bool = False) -> str:
    """The regular expression of one phrase, on folded text. Raises `PhraseError`."""
    if not phrase.strip():
        raise PhraseError(phrase, "an empty phrase")
    try:
        body = _sequence(_folded(phrase, exact_accents).strip(), names or {}, exact_accents)
    except PhraseError as error:
        raise PhraseError(phrase, error.reason) from error
    except ValueError:
        raise PhraseError(phrase, "a placeholder is not closed") from None
    return _edge(body, at_start=True) + body + _edge(body, at_start=False)
