"""Review a text that an author would post, or did, in another form than their draft: archived once."""

from dataclasses import replace
from typing import Any

from bot.domain.library import PublishedPolicies
from bot.domain.review import Review
from bot.domain.wishes import Wish
from bot.usecases.adjust import write_nothing
from bot.usecases.chat_ports import Card, Person
from bot.usecases.model_review import Reviewer
from bot.usecases.replay import archived_day, archived_draft, made_again
from bot.usecases.report_incident import open_incident
from bot.usecases.review import keep_review
from bot.usecases.talk import TalkPorts, archived_body_of, tell_made


def review_to_post(
    text: str, review_id: str, card: Card, person: Person, shown: dict[str, Any], ports: TalkPorts
) -> tuple[Review, PublishedPolicies]:
    """The review of that text, read as the draft of the card whose archived body is `shown`, and the policies
    that it was made under; nothing is offered in its place.

    What leaked is entered. Safe to repeat: cut off between the two, it is entered the next time.
    """
    desk, known = ports.desk(), archived_body_of(review_id, ports)
    if known:
        desk = ports.desk.under(known["review"]["versions"]["library"], archived_day(known))
        review = made_again(known, desk, ports.prompts)
    else:
        began, given = ports.clock.now(), replace(archived_draft(shown), text=text)
        review = Reviewer(desk, ports.model).review(
            given, card.language, person=card.author, review=review_id, rewriter=write_nothing
        )
        tell_made(review, review_id, began, ports)
        keep_review(review, review_id, card.stream, ports.desk.ports, 0, Wish("what-if", "", text))
    open_incident(review, desk.policies, card, review_id, person, ports, "own")
    return review, desk.policies
