"""Tokens that stand for what is hidden from a model, `[PERSON_1]`, and how they are read back.

A model may bend a token: another case, spaces inside the brackets, a space, a hyphen or an escaped underscore
for the underscore (`[ person 1 ]`, `[PERSON\\_1]`), or, in capitals and as a word of its own, no brackets
(`PERSON_1`). All of these are read as the token; `XPERSON_1` and `person_1` are not.
A letter after the number (`[PERSON_1b]`) is the same value in another spelling.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["LINK", "NUMBER", "EMAIL", "PHONE", "ADDRESS", "MENTION", "TERM", "PERSON", "TEXT"]
"""What a token stands for; of two that overlap, the first here. TEXT: what only looked like a token."""

KINDS: tuple[Kind, ...] = get_args(Kind)

_ANY = "|".join(KINDS)
_TAIL = r"\d{1,6}[a-z]{0,2}"
_BRACKETED = rf"\[\s{{0,3}}(?i:{_ANY})(?:\\?_|[ -])(?i:{_TAIL})\s{{0,3}}\]"
_TOKEN = re.compile(rf"{_BRACKETED}|(?<!\w)(?:{_ANY})\\?_{_TAIL}(?!\w)")
_PARTS = re.compile(rf"(?P<kind>{_ANY})\W{{0,2}}_?(?P<number>\d+)(?P<letters>[a-z]*)", re.IGNORECASE)
_INVENTED = rf"\[\s{{0,3}}[^\W\d_]{{2,20}}\\?_(?i:{_TAIL})\s{{0,3}}\]|\[(?:{_ANY})\]"
_SHAPED = re.compile(rf"{_TOKEN.pattern}|{_INVENTED}")
_LITERAL = re.compile(rf"{_BRACKETED}|{_INVENTED}|(?i:{_ANY})\\?_(?i:{_TAIL})")


@dataclass(frozen=True, slots=True)
class Token:
    """One token: what kind of value, which one, and in which of its spellings (0 for the first)."""

    kind: Kind
    number: int
    spelling: int = 0

    def __str__(self) -> str:
        return f"[{self.kind}_{self.number}{_letters(self.spelling)}]"


SPELLINGS = 26 * 27
"""Spellings of one value that the two letters of a token can tell apart."""


def _letters(spelling: int) -> str:
    """ "" for the first, then b to z, aa, ab and so on."""
    if spelling == 0:
        return ""
    return (chr(ord("a") + spelling // 26 - 1) if spelling >= 26 else "") + chr(ord("a") + spelling % 26)


def read_token(given: str) -> Token | None:
    """The token that a model wrote, however bent; None for one of no kind that exists."""
    parts = _PARTS.search(given)
    kind = next((each for each in KINDS if parts and each == parts["kind"].upper()), None)
    if not parts or not kind:
        return None
    letters = parts["letters"].lower()
    spelling = sum(26**place * (ord(each) - 97 + (place > 0)) for place, each in enumerate(reversed(letters)))
    return Token(kind, int(parts["number"]), spelling)


def find_tokens(text: str) -> Iterator[re.Match[str]]:
    """What `read_token` may read in a text."""
    return _TOKEN.finditer(text)


def find_token_shapes(text: str) -> Iterator[re.Match[str]]:
    """What is a token or could have been meant as one: also `[CLIENT_1]` and `[PERSON]`."""
    return _SHAPED.finditer(text)


def find_literal_tokens(text: str) -> Iterator[re.Match[str]]:
    """What an author wrote that would be taken for a token, anywhere, were it sent as it is.

    More than `find_token_shapes` finds, so that what stands beside it may change.
    """
    return _LITERAL.finditer(text)
