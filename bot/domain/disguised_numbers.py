"""Checked identifiers however they are written: spread out, in letters, in words, with O for 0.

The rules report what they can show to an author; here the question is only whether a number that identifies
somebody would leave the process (promise 5), so a number that proves right counts without a word beside it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from stdnum import iban, luhn
from stdnum.exceptions import ValidationError
from stdnum.fr import nir

from bot.domain.identifiers import CHECKED, find_identifiers
from bot.domain.plain_writing import write_plainly
from bot.domain.sentences import Span

_FEW_LETTERS = 3
"""Digits that may be written with a letter that looks like them."""
_LOOK_LIKE = str.maketrans("OoQIilSsBZz", "00011155822")
_SAID = (
    "zero un deux trois quatre cinq six sept huit neuf",
    "oh one two three four five six seven eight nine",
)
_SPOKEN = {"zéro": "0"} | {word: str(digit) for words in _SAID for digit, word in enumerate(words.split())}
_DIGIT = re.compile("[0-9]")
_FEWEST = 9 - _FEW_LETTERS
"""Digits of the shortest number, the social insurance number, that nothing disguises as letters."""
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W_]+")
_MAY_COUNT = re.compile(
    r"(?<![^\W_])(?:(?:"
    rf"{'|'.join(sorted(_SPOKEN, key=len, reverse=True))}|[OoIl])(?![^\W_])|[^\W_]*[0-9][^\W_]*)",
    re.IGNORECASE,
)
"""The words that may be digits: of the others, most of a text, none has to be looked at."""
_MOSTLY_DIGITS = re.compile(r"[0-9OoQIilSsBZz]*[0-9][0-9OoQIilSsBZz]*")
_CORE = re.compile(r"(?P<before>[^\W\d_]*)(?P<digits>[0-9]+)(?P<after>[^\W\d_]*)")
_GAP = re.compile(r"[ .\-_/\\*,:;|()~·•\t\n'’\"–—+=]{0,4}")
_AMOUNT = re.compile(r" ?(?:[$€£%]|dollars\b|euros\b)")
_CUE = re.compile(r"\b(?:nas|sin|n\.a\.s|s\.i\.n|assurance sociale|social insurance)\b", re.IGNORECASE)
_BEFORE = 40
_YEAR = re.compile(r"(?:19|20)\d\d")
_SIN_SHAPES = frozenset({(3, 3, 3), (1,) * 9, (9,)})
_CARD_SHAPES = frozenset(
    {(4, 4, 4, 4), (4, 4, 4, 3), (4, 4, 4, 4, 3), (4, 6, 5), (4, 6, 4), *((1,) * n for n in range(13, 20))}
)
_NIR_SHAPES = frozenset({(1, 2, 2, 2, 3, 3, 2), (13, 2), (1,) * 15})
_SHAPES = _SIN_SHAPES | _CARD_SHAPES | _NIR_SHAPES
_IBAN_START = re.compile(
    r"(?<![^\W_])[A-Za-z][ .\-_/]{0,2}[A-Za-z][ .\-_/]{0,2}[0-9OoIl][ .\-_/]{0,2}[0-9OoIl]"
)
_IBAN_NEXT = re.compile(r"[ .\-_/*]{0,3}([A-Za-z0-9])")
_IBAN_LENGTHS = range(15, 35)


@dataclass(frozen=True, slots=True)
class _Group:
    """Digits written together, and where."""

    digits: str
    start: int
    end: int
    letters: int
    joins: bool
    """Whether nothing but separators stands between it and the group before."""


def still_identifies(text: str) -> bool:
    """Whether a checked identifier (`CHECKED`) is in a text about to go out, disguised or not.

    The caller then sends nothing and tells the author. Known limits: a number in another base, reversed, cut
    by words, or said in tens ("quarante-six") is not recognised.
    """
    plain = write_plainly(text).text
    if any(find_identifiers(plain, tuple(CHECKED))) or any(find_disguised_numbers(plain)):
        return True
    return plain != text and any(find_identifiers(text, tuple(CHECKED)))


def find_disguised_numbers(plain: str) -> Iterator[Span]:
    """Spans, in a text written plainly, of numbers that prove right as a SIN, a card, an NIR or an IBAN."""
    if not _has_enough_digits(plain):
        return
    for run in _runs(plain):
        yield from _proven(plain, run)
    yield from _spread_ibans(plain)


def _has_enough_digits(plain: str) -> bool:
    digits = len(_DIGIT.findall(plain))
    return (
        digits >= _FEWEST
        or digits + sum(map(_SPOKEN.__contains__, _LETTERS.findall(plain.lower()))) >= _FEWEST
    )


def _runs(plain: str) -> Iterator[list[_Group]]:
    run: list[_Group] = []
    for group in _groups(plain):
        if not group.joins and run:
            yield run
            run = []
        run.append(group)
    if run:
        yield run


def _groups(plain: str) -> Iterator[_Group]:
    last = -1
    """Where the group before ended; -1 where a word came between."""
    for match in _MAY_COUNT.finditer(plain):
        word = match.group()
        digits = _spoken(word) if word.isalpha() else _as_digits(word)
        joins = last >= 0 and bool(_GAP.fullmatch(plain, last, match.start()))
        last = match.end() if digits else -1
        if digits:
            letters = 0 if word.isalpha() else sum(not each.isdigit() for each in word)
            yield _Group(digits, *match.span(), letters, joins)
        elif core := _CORE.fullmatch(word):
            yield _Group(core["digits"], *_shifted(match.start(), core), 0, joins and not core["before"])
            last = match.end() if not core["after"] else -1


def _spoken(word: str) -> str:
    """The digit that a word says or a lone letter looks like; empty for any other word."""
    if len(word) == 1:
        return word.translate(_LOOK_LIKE) if word in "OoIl" else ""
    return _SPOKEN.get(word.lower(), "")


def _as_digits(word: str) -> str:
    """The digits that a word of digits and look-alikes stands for; empty where it has other letters."""
    return word.translate(_LOOK_LIKE) if _MOSTLY_DIGITS.fullmatch(word) else ""


def _shifted(start: int, core: re.Match[str]) -> Span:
    return start + core.start("digits"), start + core.end("digits")


def _proven(plain: str, run: Sequence[_Group]) -> Iterator[Span]:
    if sum(len(group.digits) for group in run) < 9:
        return
    if _is_proven(plain, run):
        yield run[0].start, run[-1].end
        return
    lengths = tuple(len(group.digits) for group in run)
    for shape in _SHAPES:
        for at in range(len(run) - len(shape) + 1):
            if lengths[at : at + len(shape)] == shape:
                window = run[at : at + len(shape)]
                if _is_proven(plain, window):
                    yield window[0].start, window[-1].end


def _is_proven(plain: str, groups: Sequence[_Group]) -> bool:
    digits = "".join(group.digits for group in groups)
    if len(set(digits)) == 1 or sum(group.letters for group in groups) > _FEW_LETTERS:
        return False
    if len(digits) == 9:
        return _is_sin(plain, groups, digits)
    if all(_YEAR.fullmatch(group.digits) for group in groups):
        return False
    if 13 <= len(digits) <= 19 and digits[0] in "23456" and luhn.is_valid(digits):
        return True
    return len(digits) == 15 and nir.is_valid(digits)


def _is_sin(plain: str, groups: Sequence[_Group], digits: str) -> bool:
    if not luhn.is_valid(digits) or any(_YEAR.fullmatch(group.digits) for group in groups):
        return False
    start, end = groups[0].start, groups[-1].end
    if _CUE.search(plain, max(0, start - _BEFORE), start):
        return True
    grouped = "," in plain[start:end] and digits[0] != "0"
    return not (grouped or plain[start - 1 : start] in ("$", "€", "£") or _AMOUNT.match(plain, end))


def _spread_ibans(plain: str) -> Iterator[Span]:
    for match in _IBAN_START.finditer(plain):
        collected = "".join(_WORD.findall(match.group()))
        end = match.end()
        longest = None
        while len(collected) < _IBAN_LENGTHS.stop and (following := _IBAN_NEXT.match(plain, end)):
            collected += following.group(1)
            end = following.end()
            if len(collected) in _IBAN_LENGTHS and not plain[end : end + 1].isalnum() and _is_iban(collected):
                longest = end
        if longest:
            yield match.start(), longest


def _is_iban(given: str) -> bool:
    country, rest = given[:2].upper(), given[2:].upper()
    return any(_validates(country + each) for each in {rest, rest.translate(_ZERO_AND_ONE)})


_ZERO_AND_ONE = str.maketrans("OI", "01")
_AS_NUMBERS = {ord(letter): str(int(letter, 36)) for letter in ascii_uppercase}


def _validates(number: str) -> bool:
    """Whether it is an IBAN; the remainder by 97 first (ISO 7064), because the other questions take long."""
    if int((number[4:] + number[:4]).translate(_AS_NUMBERS)) % 97 != 1:
        return False
    try:
        iban.validate(number)
    except (ValidationError, ValueError):
        return False
    return True
