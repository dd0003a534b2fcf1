"""Numbers and names that identify a person, proven by their own arithmetic where they have one.

Social insurance numbers (SIN/NAS) are checked by Luhn with no rule on the first digit; cards by
Luhn and length; IBAN and NIR by python-stdnum; telephone numbers by phonenumbers. Everything sits
behind a cheap test for a digit or an at sign.
"""

import re
from collections.abc import Callable, Iterator

from stdnum import iban, luhn
from stdnum.exceptions import ValidationError
from stdnum.fr import nir

from bot.domain.rules import Identifier
from bot.domain.sentences import Span

_SIN = re.compile(r"(?<![\d$€£.,-])\d{3}([ -]?)\d{3}\1\d{3}(?![\d%])")
_SIN_CUE = re.compile(r"\b(?:nas|n\.a\.s|sin|s\.i\.n|assurance sociale|social insurance)\b", re.IGNORECASE)
_CARD = re.compile(r"(?<![\d$€£])(?:\d{4}[ -]?){3}\d{1,7}(?!\d)|(?<!\d)3[47]\d{2}[ -]?\d{6}[ -]?\d{5}(?!\d)")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b")
_NIR = re.compile(r"(?<!\d)[12] ?\d{2} ?\d{2} ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}(?!\d)")
_RAMQ = re.compile(r"\b[A-Z]{4} ?\d{4} ?\d{4}\b")
_ACCOUNT = re.compile(
    r"\b(?:(?:n(?:o|°|um[ée]ro)\.? de )?(?:compte|folio|transit)|account(?: (?:no|number))?|acct|folio|transit)\s?(?:#|no\.?|n°|:)?\s{0,2}"
    r"(?P<quote>\d[\d -]{4,18}\d)\b",
    re.IGNORECASE,
)
_POLICY = re.compile(
    r"\b(?:police|contrat|dossier|policy|contract|file|claim|r[ée]clamation|certificat)\s?(?:d'assurance\s?)?(?:#|no\.?|n°|num[ée]ro|number|:)?\s{0,2}"
    r"(?P<quote>(?=[\w-]*\d[\w-]*\d[\w-]*\d)[A-Z]{0,4}-?\d[\dA-Z-]{4,18})\b",
    re.IGNORECASE,
)
_EMAIL = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[\w.+-]+\s?(?:\(at\)|\[at\]|\barobase\b|\barobas\b)\s?[\w-]+\s?(?:\.|\bpoint\b|\bdot\b)\s?\w{2,}",
    re.IGNORECASE,
)
_CLIENT = re.compile(
    r"\b(?:client(?:e|s|es)?|patient(?:e|s)?|assur[ée](?:e|s|es)?|prospect(?:e|s)?|sa police|son compte|son dossier|votre (?:police|dossier|compte|r[ée]clamation)|"
    r"customer|policyholder|(?:their|her|his|your) (?:policy|account|file|claim|application)|welcome aboard|nouvelle famille)\b",
    re.IGNORECASE,
)
_TITLED_NAME = re.compile(
    r"\b(?:M\.|MM\.|Mme|Mmes|Mlle|Monsieur|Madame|Dr\.?|Dre|Me|Mr\.?|Mrs\.?|Ms\.?|Miss)\s[A-ZÀ-Ý][\w'’-]+(?:\s[A-ZÀ-Ý][\w'’-]+)?"
)
_CALLED_NAME = re.compile(
    r"\b(?:(?:ma|mon|notre|nos|mes|une?|l[ea]|my|our|a)\s)?(?:nouve(?:l|lle|aux|lles)\s|new\s|longtime\s|fid[èe]les?\s)?"
    r"(?:client(?:e|s|es)?|customer|assur[ée]e?|couple|famille|family)(?:,|:|\s(?:de longue date|of mine))?\s"
    r"(?P<quote>[A-ZÀ-Ý][a-zà-ÿ'’-]+(?:\s(?:et|and|&)\s[A-ZÀ-Ý][a-zà-ÿ'’-]+)?(?:[\s-][A-ZÀ-Ý][a-zà-ÿ'’.-]*)*)"
)
_PHONE_CUE = re.compile(r"\d{3}|\+\d")


def _valid(check: Callable[[str], object], number: str) -> bool:
    try:
        check(number)
    except (ValidationError, ValueError):
        return False
    return True


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _sins(text: str) -> Iterator[Span]:
    for match in _SIN.finditer(text):
        separated = bool(match.group(1))
        cued = bool(_SIN_CUE.search(text, max(0, match.start() - 40), match.start()))
        if (separated or cued) and _valid(luhn.validate, _digits(match.group())):
            yield match.span()


def _cards(text: str) -> Iterator[Span]:
    for match in _CARD.finditer(text):
        number = _digits(match.group())
        if 13 <= len(number) <= 19 and len(set(number)) > 1 and _valid(luhn.validate, number):
            yield match.span()


def _ibans(text: str) -> Iterator[Span]:
    return (match.span() for match in _IBAN.finditer(text) if _valid(iban.validate, match.group()))


def _nirs(text: str) -> Iterator[Span]:
    return (match.span() for match in _NIR.finditer(text) if _valid(nir.validate, match.group()))


def _ramqs(text: str) -> Iterator[Span]:
    return (match.span() for match in _RAMQ.finditer(text))


def _accounts(text: str) -> Iterator[Span]:
    return (match.span("quote") for match in _ACCOUNT.finditer(text) if len(_digits(match.group("quote"))) >= 6)


def _policies(text: str) -> Iterator[Span]:
    return (match.span("quote") for match in _POLICY.finditer(text))


def _emails(text: str) -> Iterator[Span]:
    return (match.span() for match in _EMAIL.finditer(text))


def _phones(text: str) -> Iterator[Span]:
    if not _PHONE_CUE.search(text):
        return
    import phonenumbers  # its metadata takes time to load; few posts have a telephone number

    seen: set[Span] = set()
    for region in ("CA", "FR"):
        for match in phonenumbers.PhoneNumberMatcher(text, region):
            if (match.start, match.end) not in seen:
                seen.add((match.start, match.end))
                yield match.start, match.end


def _people_near_clients(text: str) -> Iterator[Span]:
    yield from (match.span("quote") for match in _CALLED_NAME.finditer(text))
    for match in _TITLED_NAME.finditer(text):
        if _CLIENT.search(text, max(0, match.start() - 60), match.end() + 80):
            yield match.span()


_NEEDS_DIGIT: dict[Identifier, Callable[[str], Iterator[Span]]] = {
    "sin": _sins,
    "card": _cards,
    "iban": _ibans,
    "nir": _nirs,
    "ramq": _ramqs,
    "account": _accounts,
    "policy-number": _policies,
    "phone": _phones,
}
CHECKED: frozenset[Identifier] = frozenset({"sin", "card", "iban", "nir"})
"""Identifiers proven by arithmetic: text that holds one never leaves the process."""


def find_identifiers(text: str, which: tuple[Identifier, ...]) -> Iterator[tuple[Identifier, Span]]:
    """Spans in `text` of the identifiers asked for, in the order they are named."""
    has_digit = any(character.isdigit() for character in text)
    for name in which:
        if name in _NEEDS_DIGIT:
            found = _NEEDS_DIGIT[name](text) if has_digit else iter(())
        elif name == "email":
            found = _emails(text) if "@" in text or "ar" in text or "at" in text else iter(())
        else:
            found = _people_near_clients(text)
        yield from ((name, span) for span in found)
