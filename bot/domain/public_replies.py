"""A draft that answers somebody in public: a complaint or a question, and what such a reply needs."""

import re
from dataclasses import dataclass
from typing import Literal

from bot.domain.draft import Draft
from bot.domain.firm import OfficialChannels
from bot.domain.folding import fold_words
from bot.domain.public_reply_words import (
    ACKNOWLEDGES,
    ADDRESSED,
    ASKED,
    CASE_OF,
    COMPLAINT,
    FAULT,
    HEARD,
    NAMED,
    PERSONAL,
    QUOTED,
    REPLIES,
    THANKS,
    TO_MANY,
    YOURS,
)

ReplyTo = Literal["complaint", "question"]
Need = Literal["acknowledge", "thank", "no-fault", "no-details", "channel", "shorter"]
NEEDS: dict[ReplyTo, tuple[Need, ...]] = {
    "complaint": ("acknowledge", "no-fault", "no-details", "channel", "shorter"),
    "question": ("thank", "no-details", "channel", "shorter"),
}
"""What a reply needs, in the order in which it is said."""
_SHORT = 280
"""Characters past which a reply in public is long: it is read under somebody's words, on a phone."""
_A_POST = 700
"""Nobody answers a comment at that length: there, only a reply that says so is one."""
_NOT_DIGITS = re.compile(r"\D")


@dataclass(frozen=True, slots=True)
class PublicReply:
    """What a draft answers, and what such a reply needs and has not."""

    to: ReplyTo
    missing: tuple[Need, ...]
    met: tuple[Need, ...]


def public_reply(draft: Draft, channels: OfficialChannels, *, heated: bool = False) -> PublicReply | None:
    """What the draft answers; None where it is no reply to somebody, which its author may say it is.

    `heated`: anger was read in it. Nobody is angry at a question: it answers what was held against the firm.
    """
    to = reply_to(draft.text) or ("question" if draft.genre == "reply" else None)
    if to is None or draft.genre == "profile":
        return None
    to = "complaint" if heated else to
    folded = fold_words(draft.text)
    has: dict[Need, bool] = {
        "acknowledge": ACKNOWLEDGES.search(folded) is not None,
        "thank": ACKNOWLEDGES.search(folded) is not None,
        "no-fault": FAULT.search(folded) is None,
        "no-details": PERSONAL.search(folded) is None and CASE_OF.search(folded) is None,
        "channel": names_channel(draft.text, channels),
        "shorter": len(draft.text) <= _SHORT,
    }
    needs = NEEDS[to]
    return PublicReply(
        to, tuple(each for each in needs if not has[each]), tuple(each for each in needs if has[each])
    )


def reply_to(text: str) -> ReplyTo | None:
    """What a text answers, by its own words; None where it speaks to nobody in particular."""
    folded = fold_words(text)
    if TO_MANY.search(folded) and not NAMED.search(text):
        return None
    is_short = len(text) <= _SHORT
    says_so = REPLIES.search(folded) or THANKS.search(folded) or (is_short and QUOTED.search(text))
    to_somebody = ADDRESSED.search(folded) or NAMED.search(text)
    if len(text) > _A_POST and not (says_so and to_somebody):
        return None
    speaks_to = YOURS.search(folded) is not None
    if HEARD.search(folded) or (COMPLAINT.search(folded) and (says_so or to_somebody)):
        return "complaint"
    takes_up = ASKED.search(folded) or CASE_OF.search(folded)
    if says_so or takes_up or NAMED.search(text) or (to_somebody and speaks_to):
        return "question"
    return None


def names_channel(text: str, channels: OfficialChannels) -> bool:
    """Whether the text names a place where the firm may be written to: a line, the portal, an address."""
    folded = fold_words(text)
    digits = _NOT_DIGITS.sub("", text)
    lines = {_NOT_DIGITS.sub("", each) for each in channels.phones}
    if any(each and each in digits for each in lines):
        return True
    portal = (channels.portal.fr, channels.portal.en) if channels.portal else ()
    named = (*portal, *(f"@{each}" for each in channels.email_domains), *channels.sites)
    return any(fold_words(each) in folded for each in named)
