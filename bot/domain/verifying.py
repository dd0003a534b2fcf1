"""What makes a rewrite unfit to be shown, whoever wrote it: new facts above all (promise 4)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.folding import fold_words

PLACEHOLDERS = ("[source, date]", "[lien]", "[link]", "[source]")

_NUMBER = re.compile(r"\d{1,3}(?:[., ]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?")
_LINK = re.compile(
    r"(?:https?://|www\.)\S*[\w/=#&%+-]|[\w.+-]+@[\w-]+\.\w+|@[\w.]+\w|#\w+"
    r"|(?<![\w@./-])(?:[\w-]+\.)+(?:com|ca|fr|org|net|io|co|gov|uk|example)\b(?:/(?:\S*[\w/=#&%+-])?)?"
)
_NAME = re.compile(
    r"(?<![.!?…:»”\"\n] )(?<![.!?…:\n«“\"•#@-])(?<!^)\b[A-ZÀ-Ý][\w'’-]*[a-zà-ÿ0-9]\w*(?:[ -][A-ZÀ-Ý][\w'’-]+)*"
)
_ACRONYM = re.compile(r"\b[A-Z]{2,}[A-Z0-9]*\b")
_QUOTATION = re.compile(r"«\s*([^»]{3,}?)\s*»|“([^”]{3,}?)”|\"([^\"]{3,}?)\"")
_DATE_WORD = re.compile(
    r"\b(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    r"january|february|april|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
)
_WITHIN_WORD = re.compile(r"\w\w")
_WORDS_END = re.compile(r"s?(?!\w)")
_LINK_ENDS = re.compile(r"(?!\w|/\w)")
_CLOSES_NOTHING = re.compile(r"(?:^|(?<=\s))(?:\w{1,2}|[:;]-?)\)|[:;]-?\(", re.MULTILINE)
"""List items and smileys: "1)", "a)", ":-)"."""
_PAIRS = (("«", "»"), ("“", "”"), ("(", ")"), ("[", "]"))


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """What texts that may be drawn on say, folded: their words and their numbers."""

    words: str
    numbers: frozenset[str]


def facts_of(texts: Iterable[str]) -> KnownFacts:
    """The facts of texts that a rewrite may draw on."""
    words = "\n".join(fold_words(each) for each in texts)
    return KnownFacts(words, frozenset(_bare(number) for number in _NUMBER.findall(words)))


def invented_facts(rewrite: str, *known: KnownFacts) -> list[str]:
    """Numbers, names, dates, links and quotations of a rewrite that no known text has.

    Compared on folded text, so that case, accents and typography do not count as inventions.
    """
    text = rewrite
    for placeholder in PLACEHOLDERS:
        text = text.replace(placeholder, " ")
    invented = [
        each
        for each in _NUMBER.findall(fold_words(text))
        if not any(_bare(each) in one.numbers for one in known)
    ]
    claims = [
        *_LINK.findall(text),
        *_NAME.findall(text),
        *_ACRONYM.findall(text),
        *_DATE_WORD.findall(fold_words(text)),
    ]
    claims += ["".join(groups) for groups in _QUOTATION.findall(text)]
    return invented + [
        each
        for each in dict.fromkeys(claims)
        if not any(_says(one.words, fold_words(each).strip()) for one in known)
    ]


def _says(words: str, claim: str) -> bool:
    """Whether folded words have the claim, whole: "Anne" is not in "année"; a plural counts."""
    ends = _LINK_ENDS if "." in claim and _LINK.fullmatch(claim) else _WORDS_END
    at = words.find(claim)
    while at >= 0:
        begins = not (at and _WITHIN_WORD.match(words, at - 1))
        if begins and ends.match(words, at + len(claim)):
            return True
        at = words.find(claim, at + 1)
    return False


def _bare(number: str) -> str:
    """A number without its thousands separators, its decimals after a point: 3,5 is not 35."""
    return re.sub(r"[\s.,](?=\d{3}(?!\d))", "", number).replace(",", ".")


def is_well_formed(text: str) -> bool:
    """No dangling quotation mark, bracket or punctuation left by an edit."""
    text = _CLOSES_NOTHING.sub(" ", text)
    balanced = (
        all(text.count(left) == text.count(right) for left, right in _PAIRS) and text.count('"') % 2 == 0
    )
    return balanced and not re.search(r"[,;:]\s*[,;:.!?]|\(\s*\)|«\s*»|\s,|(?:^|\n)[,;:.!?]", text)
