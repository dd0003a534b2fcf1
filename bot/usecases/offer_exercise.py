"""An exercise for whoever meets the same rule again and again; nobody else is told of it."""

from datetime import timedelta

from bot.domain.findings import Severity
from bot.usecases.coached import Coached
from bot.usecases.exercise_views import ExerciseOffer
from bot.usecases.take_quiz import attempts_at, not_now
from bot.usecases.talk import TalkPorts

_DRAFTS = 3
_WITHIN = timedelta(days=90)
_LOOKED_AT = 100
"""Of an author's newest drafts, how many are looked at."""


def offer_exercise(coached: Coached, ports: TalkPorts) -> ExerciseOffer | None:
    """An exercise on the weightiest rule that found something in this and in two other drafts of its author
    within 90 days; not where they passed it within that time. Nobody else is told."""
    card = coached.card
    noted = ports.reviews.of_author(card.place.team, card.author, _LOOKED_AT)
    this = next((each for each in noted if each.card == card.id), None)
    if this is None or card.aside:
        return None
    lately = [each for each in noted if this.at - _WITHIN < each.at <= this.at]
    weighty = sorted(coached.review.findings, key=lambda each: -each.severity)
    for rule in dict.fromkeys(each.rule for each in weighty if each.severity >= Severity.REVISE):
        times = sum(rule in each.rules for each in lately)
        before = attempts_at("exercise", rule, card.place.team, card.author, ports)
        if times >= _DRAFTS and not_now("exercise", before, ports.clock.now()) is None:
            return ExerciseOffer(rule, times)
    return None
