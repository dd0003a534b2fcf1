"""A draft written in anger gets time first: no rewrite before its author asks for it, or was reminded.

The text stays where it is. What is kept is when its author is to be reminded, and nothing of the draft.
"""

from collections.abc import Mapping
from typing import Any

from bot.domain.cooling import is_angry
from bot.domain.findings import severity_named
from bot.domain.library import PublishedPolicies
from bot.domain.review import Review
from bot.usecases.chat_ports import Card
from bot.usecases.coached import Coached
from bot.usecases.cool_off_views import CoolOff
from bot.usecases.replay import archived_day
from bot.usecases.talk import TalkPorts

_KNOWS_THE_REWRITE = ("told", "opened")


def cool_off(coached: Coached, ports: TalkPorts) -> CoolOff | None:
    """What is offered first to whoever is angry. Whoever asked for another version wants the rewrite."""
    if coached.card.turn or not is_heated(coached.review, coached.policies):
        return None
    reminder = ports.reminders.of_card(coached.card.id)
    if reminder is None:
        return CoolOff()
    if reminder.state in _KNOWS_THE_REWRITE:
        return None
    return CoolOff(reminder.due if reminder.state == "waiting" else None, reminder.state == "dropped")


def is_heated(review: Review, policies: PublishedPolicies) -> bool:
    """Whether anger was read in the draft of that review."""
    return is_angry(((each.rule, each.severity) for each in review.findings), policies.rules)


def holds_rewrite_back(card: Card, body: Mapping[str, Any], ports: TalkPorts) -> bool:
    """Whether the card shows no rewrite yet of the review with that archived body."""
    review = body["review"]
    rules = ports.desk.under(review["versions"]["library"], archived_day(body)).policies.rules
    found = ((each["rule"], severity_named(each["severity"])) for each in review["findings"])
    if card.turn or not is_angry(found, rules):
        return False
    reminder = ports.reminders.of_card(card.id)
    return reminder is None or reminder.state not in _KNOWS_THE_REWRITE
