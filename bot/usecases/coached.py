"""A review as a coach looks at it, and what an adviser is: one a subject, each in a file of its own."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.draft import Draft
from bot.domain.library import PublishedPolicies
from bot.domain.review import Review
from bot.usecases.chat_ports import Card
from bot.usecases.coaching_views import Remark
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
