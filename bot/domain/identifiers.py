"""Numbers and names that identify a person, proven by their own arithmetic where they have one.

Social insurance numbers (SIN/NAS) are checked by Luhn with no rule on the first digit; cards by
Luhn and length; IBAN and NIR by python-stdnum; telephone numbers by phonenumbers. Everything sits
behind a cheap test for a digit, an at sign or a word about clients.
"""

import re
from collections.abc import Callable, Iterator

from stdnum import iban, luhn
from stdnum.exceptions import ValidationError
from stdnum.fr import nir

from bot.domain.client_names import find_client_names
from bot.domain.rules import Identifier
from bot.domain.sentences import Span

_SIN = re.compile(r"(?<![\d$€£.,/-])(?<!\d )\d{3}([ .-]?)\d{3}\1\d{3}(?![\d%])(?! ?[$€£])(?![ .,-]\d{3})")
_SIN_CUE = re.compile(r"\b(?:nas|n\.a\.s|sin|s\.i\.n|assurance sociale|social insurance)\b", re.IGNORECASE)
_CARD = re.compile(
    r"(?<![\d$€£])(?<![\d][ .,-])\d{4}(?:([ .-]?)\d{4}\1\d{4}\1\d{1,7})(?!\d)"
    r"|(?<![\d$€£])3[47]\d{2}[ -]?\d{6}[ -]?\d{5}(?!\d)|(?<![\d$€£])3(?:0[0-5]|[68]\d)"
    r"\d[ -]?\d{6}[ -]?\d{4}(?!\d)"
)
_IBAN = re.compile(r"\b[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]{4}){2,7}(?:[ -]?[A-Za-z0-9]{1,3})?(?![A-Za-z0-9])")
_NIR = re.compile(
    r"(?<![\d.,-])[12][ .]?\d{2}[ .]?(?:0[1-9]|1[0-2]|[2-4]\d|[5-9]\d)[ .]?(?:\d{2}|2[ABab])"
    r"[ .]?\d{3}[ .]?\d{3}[ .-]?\d{2}(?!\d)"
)
_RAMQ = re.compile(r"\b(?:[A-Z]{4}|[a-z]{4})[ -]?\d{2}(?:[05][1-9]|[16][0-2])[ -]?(?:[0-2]\d|3[01])\d{2}\b")
_ACCOUNT = re.compile(
    r"\b(?:(?:n(?:o|°|um[ée]ro)\.? (?:de |du )?)?(?:comptes?|folio|transit|carte d[ée]bit)|acct\.?|"
    r"(?:account|sort code|routing|iban)(?: (?:no\.?|number|ending(?: in)?))?)"
    r"(?: (?:bancaire|ch[èe]ques?|courant|client|reer|celi|rrsp|tfsa|est|is|se terminant par|le))*"
    r"\s?(?:#|no\.?|n°|num[ée]ro|number|:|\()?\s{0,2}"
    r"(?P<quote>(?:\d{1,6}[ -]?[A-Z]?[ -]?)?\d[\d -]{2,18}\d)\b(?! ?(?:[$€£%]|dollars|euros|pages|ans|"
    r"personnes|clients|people))",
    re.IGNORECASE,
)
_POLICY = re.compile(
    r"\b(?:polices?|contrats?|dossiers?|policy|policies|contract|file|claim|r[ée]clamations?|sinistre|"
    r"certificat|certificate|"
    r"hypoth[èe]que|pr[êe]t|mortgage|loan|case|soumission|quote|adh[ée]rent|membre|member)"
    r"(?: (?:d['’]assurance(?: vie)?|d['’]adh[ée]rent|client|vie|auto|habitation|est|is|le|portant le|"
    r"bearing))*"
    r"\s?(?:#|no\.?|n°|num[ée]ro|number|ref\.?|r[ée]f\.?|id|:|\(|-)*\s{0,2}(?:#|no\.?|n°)?\s?"
    r"(?P<quote>(?!(?:19|20)\d{2}(?!-\d{4,})\b)(?!(?:19|20)\d{2}-(?:19|20)\d{2}\b)"
    r"(?=[\w-]*\d[\w-]*\d[\w-]*\d[\w-]*\d)[A-Z]{0,4}-?\d[\dA-Z-]{3,18})\b"
    r"(?![.,]\d| ?(?:[$€£%]|000\b|dollars|euros|k\b|clients|personnes|people|members|claims))",
    re.IGNORECASE,
)
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w.+-])[\w.+-]{1,64}\s?(?:\((?:at|arobase|à|a)\)|\[(?:at|arobase|à|a)\]|\{at\}|\barobas?e?\b|\bat\b)\s?[\w-]+"
    r"\s?(?:\(dot\)|\[dot\]|\(point\)|\[point\]|\bpoint\b|\bdot\b|\.)\s?(?:com|ca|fr|net|org|qc|uk|co|io|"
    r"eu|info|me|example)\b",
    re.IGNORECASE,
)
_EMAIL_CUE = re.compile(r"@\w|arobas|[(\[{](?:at|à|a|arobase)[)\]}]| at \S+ ?(?:dot|\.)", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_PHONE_CUE = re.compile(r"(?:\d[ .()/-]{0,2}){7}")
# Numbers kept for fiction are written like real ones and are in no numbering plan.
_PHONE_SHAPE = re.compile(
    r"(?<![\d,.$])0[1-9](?:[ .-]?\d{2}){4}(?![\d%])|(?<![\d,.$])07\d{3} ?\d{3} ?\d{3}(?!\d)"
)


def _valid(check: Callable[[str], object], number: str) -> bool:
    try:
        check(number)
    except (ValidationError, ValueError):
        return False
    return True


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


_EIGHT_DIGITS = re.compile(r"\d(?:[ .-]?\d){7}")
_NINE_DIGITS = re.compile(r"\d(?:[ .-]?\d){8}")
"""In every number of its kind, and found ten times as fast: a long text without one is not read for more."""


def _sins(text: str) -> Iterator[Span]:
    if not _NINE_DIGITS.search(text):
        return
    for match in _SIN.finditer(text):
        separated = bool(match.group(1))
        cued = bool(_SIN_CUE.search(text, max(0, match.start() - 40), match.start()))
        if (
            (separated or cued)
            and len(set(_digits(match.group()))) > 1
            and _valid(luhn.validate, _digits(match.group()))
        ):
            yield match.span()


def _cards(text: str) -> Iterator[Span]:
    if not _NINE_DIGITS.search(text):
        return
    for match in _CARD.finditer(text):
        number = _digits(match.group())
        if 13 <= len(number) <= 19 and len(set(number)) > 1 and _valid(luhn.validate, number):
            yield match.span()


def _ibans(text: str) -> Iterator[Span]:
    """The longest valid number at each place: what follows a number may look like its last group."""
    for match in _IBAN.finditer(text):
        ends = [match.end(), *(gap.start() for gap in reversed(list(re.finditer(r"[ -]", match.group()))))]
        for end in (ends[0], *(match.start() + each for each in ends[1:])):
            if _valid(iban.validate, text[match.start() : end].replace("-", "")):
                yield match.start(), end
                break


def _nirs(text: str) -> Iterator[Span]:
    if not _EIGHT_DIGITS.search(text):
        return
    for match in _NIR.finditer(text):
        if _valid(nir.validate, re.sub(r"[ .-]", "", match.group())):
            yield match.span()


def _ramqs(text: str) -> Iterator[Span]:
    """Four letters of the name, then yymmdd with 50 added to a woman's month, then two digits (RAMQ)."""
    return (match.span() for match in _RAMQ.finditer(text))


def _accounts(text: str) -> Iterator[Span]:
    return (
        match.span("quote") for match in _ACCOUNT.finditer(text) if len(_digits(match.group("quote"))) >= 5
    )


def _policies(text: str) -> Iterator[Span]:
    return (match.span("quote") for match in _POLICY.finditer(text))


def _emails(text: str) -> Iterator[Span]:
    return (match.span() for match in _EMAIL.finditer(text))


_TRIES = 40
"""Figures that might be a telephone number and are none, before the rest is given up."""


def _phones(text: str) -> Iterator[Span]:
    if not _PHONE_CUE.search(text):
        return
    import phonenumbers  # its metadata takes time to load; few posts have a telephone number

    seen = {match.span() for match in _PHONE_SHAPE.finditer(text)}
    yield from sorted(seen)
    for region in ("CA", "FR"):
        for match in phonenumbers.PhoneNumberMatcher(text, region, max_tries=_TRIES):
            if not any(match.start < end and start < match.end for start, end in seen):
                seen.add((match.start, match.end))
                yield match.start, match.end


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
    has_digit = bool(_DIGIT.search(text))
    for name in which:
        if name in _NEEDS_DIGIT:
            found = _NEEDS_DIGIT[name](text) if has_digit else iter(())
        elif name == "email":
            found = _emails(text) if _EMAIL_CUE.search(text) else iter(())
        else:
            found = find_client_names(text)
        yield from ((name, span) for span in found)
