"""What a coach says beside a review: one adviser a subject, each in a file of its own, in order of weight."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.domain.draft import Draft
from bot.domain.library import PublishedPolicies
from bot.domain.review import Review
from bot.usecases.chat_ports import Card
from bot.usecases.coaching_views import Remark
from bot.usecases.failures import IndexBusy, StorageError
from bot.usecases.talk import TalkPorts


@dataclass(frozen=True, slots=True)
class Coached:
    """A review of a card, with the policies that it was made under."""

    card: Card
    review: Review
    policies: PublishedPolicies

    @property
    def draft(self) -> Draft:
        """The draft that was reviewed."""
        return self.review.draft


Adviser = Callable[[Coached, TalkPorts], Remark | None]
"""Gives what there is to say on its subject; None where there is nothing."""

_ADVISERS: tuple[Adviser, ...] = ()


def remarks_on(coached: Coached, ports: TalkPorts) -> tuple[Remark, ...]:
    """All that there is to say, the weightiest first. One that cannot be had now is left out: a review never
    waits for it."""
    return tuple(_said(coached, ports))


def _said(coached: Coached, ports: TalkPorts) -> Iterator[Remark]:
    for adviser in _ADVISERS:
        try:
            remark = adviser(coached, ports)
        except (StorageError, IndexBusy):
            ports.note("coach.left-out", review=coached.card.review, adviser=adviser.__name__)
            continue
        if remark:
            yield remark
