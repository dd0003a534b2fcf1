"""Ways to reach a person: addresses of every kind, telephone numbers, mentions, links to somebody.

The firm's official channels are public and stay: a model must see that a post sends people there.
"""

import re
from collections.abc import Iterator
from typing import Literal

from bot.domain.firm import FirmProfile
from bot.domain.first_names import FIRST_NAMES
from bot.domain.folding import fold_words
from bot.domain.identifiers import find_identifiers
from bot.domain.sentences import Span

ContactKind = Literal["EMAIL", "PHONE", "ADDRESS", "MENTION", "LINK"]

_MENTION = re.compile(r"<@[^>\s]{1,80}>|(?<![\w@/.])@\w[\w.-]*(?:@[\w-]+(?:\.[\w-]+)+)?(?<![.-])")
_LINK = re.compile(
    r"(?:https?://|www\.|mailto:|tel:|sms:)[^\s<>«»\"“”|]+"
    r"|(?<![\w@./-])(?:[\w-]+\.)+(?:com|ca|fr|org|net|io|me|co|uk|be|example)/[^\s<>«»\"“”|]+",
    re.IGNORECASE,
)
_LINK_CUE = re.compile(r"/|(?:mailto|tel|sms):", re.IGNORECASE)
_STREET_FR = (
    r"(?:[Rr]ue|[Aa]v(?:enue|\.)|[Bb]oul(?:evard|\.)|[Cc]hemin|[Rr]oute|[Rr]ang|[Aa]llée|[Ii]mpasse|"
    r"[Qq]uai|[Pp]lace|[Cc]ôte|[Mm]ontée) (?:(?:de la|de|du|des|la|le|les) |d['’]|de l['’])?[A-ZÀ-Ý][\w'’-]*"
)
_STREET_EN = (
    r"(?:[A-ZÀ-Ý][\w'’-]* ){1,3}"
    r"(?:Street|St|Avenue|Ave|Road|Rd|Drive|Lane|Ln|Crescent|Cres|Court|Boulevard|Blvd)\b"
)
_POSTAL_CODE = r"\b[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d\b"
_ADDRESS = re.compile(rf"\b\d{{1,5}}[a-z]?,? (?:bis,? |ter,? )?(?:{_STREET_FR}|{_STREET_EN})|{_POSTAL_CODE}")
"""A civic number and a street, or a Canadian postal code (none begins with D, F, I, O, Q, U, W, Z)."""
_CLOSING = re.compile(r"[.,;:!?)\]'’…]+$")
_TO_A_PERSON = re.compile(
    r"^(?:mailto:|tel:|sms:)|://[^/\s]*@"
    r"|linkedin\.com/(?:in|pub)/|(?:facebook|fb)\.com/(?!(?:events|groups|business|help|share|watch)\b)"
    r"|(?:instagram|threads|tiktok|twitter|x)\.(?:com|net)/@?(?!(?:p|reel|explore|search|hashtag|i|home)/)[\w.]+"
    r"|(?:wa|m|t|paypal|cal)\.me/|calendly\.com/|cal\.com/|bsky\.app/profile/|/@[\w.]+"
    r"|(?:drive|docs)\.google\.com/|dropbox\.com/|1drv\.ms/|wetransfer\.com/"
    r"|/(?:users?|profiles?|clients?|customers?)/\w"
    r"|[?&#](?:e?mail|courriel|name|nom|prenom|user(?:name)?|phone|tel|client(?:_?id)?|customer|account|"
    r"compte|police|policy|dossier|file|token|key|sin|nas|id|uid|session)=[^&\s]"
    r"|[?&#=/](?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{24,}(?:[?&#/]|$)",
    re.IGNORECASE,
)
_ROLE_ADDRESS = re.compile(r"[a-z]+(?:-[a-z]+)*$", re.IGNORECASE)


def find_contacts(text: str, firm: FirmProfile) -> Iterator[tuple[ContactKind, Span]]:
    """Spans of a text written plainly that reach a person, the firm's channels apart; they may overlap."""
    for name, span in find_identifiers(text, ("email", "phone")):
        found = text[slice(*span)]
        if name == "email" and not _is_firms_address(found, firm):
            yield "EMAIL", span
        elif name == "phone" and not _is_official_line(found, firm):
            yield "PHONE", span
    yield from (("ADDRESS", match.span()) for match in _ADDRESS.finditer(text))
    if "@" in text:
        yield from (("MENTION", match.span()) for match in _MENTION.finditer(text))
    for match in _LINK.finditer(text) if _LINK_CUE.search(text) else ():
        link = _CLOSING.sub("", match.group())
        if _TO_A_PERSON.search(link):
            yield "LINK", (match.start(), match.start() + len(link))


def _is_firms_address(address: str, firm: FirmProfile) -> bool:
    """Whether it is an address of a team: one at the firm's domain that names a person is that person's."""
    given = fold_words(address)
    if firm.ask.email and given == fold_words(firm.ask.email):
        return True
    before, _, domain = address.lower().partition("@")
    of_a_team = _ROLE_ADDRESS.match(before) and not FIRST_NAMES.intersection(before.split("-"))
    return domain in firm.official_channels.email_domains and bool(of_a_team)


def _is_official_line(phone: str, firm: FirmProfile) -> bool:
    return _national(phone) in {_national(each) for each in firm.official_channels.phones}


def _national(phone: str) -> str:
    """The digits without the 1 that North America dials first."""
    digits = re.sub(r"\D", "", phone)
    return digits[1:] if len(digits) == 11 and digits[0] == "1" else digits
