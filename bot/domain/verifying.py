"""What makes a rewrite unfit to be shown, whoever wrote it: new facts above all (promise 4)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.folding import fold_words

PLACEHOLDERS = ("[source, date]", "[lien]", "[link]", "[source]")

_NUMBER = re.compile(r"\d+(?:[.,\s]\d{3})*(?:[.,]\d+)?")
_LINK = re.compile(r"(?:https?://|www\.)\S+|@[\w.]+\w|#\w+|[\w.+-]+@[\w-]+\.\w+")
_NAME = re.compile(r"(?<![.!?…:»”\"\n] )(?<![.!?…:\n«“\"•-])(?<!^)\b[A-ZÀ-Ý][\w'’-]*[a-zà-ÿ0-9]\w*(?:[ -][A-ZÀ-Ý][\w'’-]+)*")
_ACRONYM = re.compile(r"\b[A-Z]{2,}[A-Z0-9]*\b")
_QUOTATION = re.compile(r"«\s*([^»]{3,}?)\s*»|“([^”]{3,}?)”|\"([^\"]{3,}?)\"")
_DATE_WORD = re.compile(
    r"\b(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    r"january|february|april|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
)
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
    invented = [each for each in _NUMBER.findall(text) if not any(_bare(each) in one.numbers for one in known)]
    claims = [*_LINK.findall(text), *_NAME.findall(text), *_ACRONYM.findall(text), *_DATE_WORD.findall(fold_words(text))]
    claims += ["".join(groups) for groups in _QUOTATION.findall(text)]
    return invented + [each for each in claims if not any(fold_words(each).strip() in one.words for one in known)]


def _bare(number: str) -> str:
    return re.sub(r"[\s.,]", "", number)


def is_well_formed(text: str) -> bool:
    """No dangling quotation mark, bracket or punctuation left by an edit."""
    balanced = all(text.count(left) == text.count(right) for left, right in _PAIRS) and text.count('"') % 2 == 0
    return balanced and not re.search(r"[,;:]\s*[,;:.!?]|\(\s*\)|«\s*»|\s,|(?:^|\n)[,;:.!?]", text)
