"""Whether a draft adds something to what a colleague submitted, or to the title of what it shares.

The answer holds nothing of the other text: not a word, not whose it is, not when it was written.
"""

from datetime import timedelta

from bot.domain.differentiation import ALIKE, is_bare_share
from bot.usecases.advise_reply import answers_somebody
from bot.usecases.chat_ports import Card
from bot.usecases.coached import Coached
from bot.usecases.coaching_views import AddsNothing
from bot.usecases.talk import TalkPorts

WINDOW = timedelta(days=90)
"""How far back a reader is likely to remember."""
_LOOKED_AT = 20
"""The nearest texts, some of which may be the author's own."""


def add_something(coached: Coached, ports: TalkPorts) -> AddsNothing | None:
    """What a reader has read already; None where the draft has something of its own."""
    if answers_somebody(coached.draft, coached.policies.firm):  # those of a firm resemble each other
        return None
    if is_bare_share(coached.draft.text):
        return AddsNothing("title")
    return AddsNothing("colleague") if _comes_second(coached.card, ports) else None


def _comes_second(card: Card, ports: TalkPorts) -> bool:
    """Whether somebody else had submitted as much before the author first did."""
    kept = ports.meanings.kept
    own = kept.of("drafts", card.id)
    if own is None:
        return False
    near = kept.nearest(own, own.at - WINDOW, _LOOKED_AT)
    alike = [each for each in near if each.cosine >= ALIKE]
    said_first = min((each.at for each in alike if each.author == card.author), default=own.at)
    return any(each.author != card.author and each.at < said_first for each in alike)
