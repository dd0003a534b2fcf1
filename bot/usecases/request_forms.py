"""What opens for a request: the author asks, an officer decides, the author answers what an officer asked.

Whoever may not is shown a page that says so; that it was tried is archived.
"""

from collections.abc import Mapping

from bot.domain.matters import Matter
from bot.usecases.advise_reply import shows_no_proposal
from bot.usecases.asked_role import is_not_author, lacks_role
from bot.usecases.chat_ports import Button, Person, Received
from bot.usecases.close_matter import known_matter
from bot.usecases.cool_off import holds_rewrite_back
from bot.usecases.form_views import AnswerForm, CannotOpen, Decision, DecisionForm, FormView, RequestForm
from bot.usecases.matter_history import words_at
from bot.usecases.matter_records import keep_refusal
from bot.usecases.request_text import text_asked, text_in
from bot.usecases.talk import TalkPorts, archived_body_of

_DECISIONS: Mapping[Button, Decision] = {
    "request-approve": "approve",
    "request-change": "change",
    "request-reject": "reject",
    "request-ask": "ask",
}


def request_form(received: Received, person: Person, ports: TalkPorts) -> FormView:
    """For the author of the card: the draft and the rewrite, as they would be asked about."""
    card = ports.cards.card(received.card)
    if card and is_not_author(card.author, "ask", received, person, ports):
        return CannotOpen("role")
    body = archived_body_of(card.review, ports) if card and card.state == "shown" else None
    if card is None or body is None:
        return CannotOpen("gone")
    planned = card.planned if card.planned and card.planned > ports.clock.now() else None
    hidden = holds_rewrite_back(card, body, ports) or shows_no_proposal(body, ports)
    rewrite = "" if hidden else text_in(body, "rewrite")
    return RequestForm(card.id, text_in(body, "draft"), rewrite, body["review"]["verdict"], planned)


def decision_form(received: Received, person: Person, ports: TalkPorts) -> FormView:
    """For an officer, never the author: the whole text. Raises `TryLater` where roles cannot be asked for."""
    if lacks_role("compliance-officer", "decide", received, person, ports):
        return CannotOpen("role")
    matter = known_matter(received.card, "request", received.place.team, ports)
    if matter and matter.author == person.id:
        keep_refusal(matter.id, matter.team, person, "decide", received.event, ports)
        return CannotOpen("own")
    if matter is None or not matter.is_waiting:
        return _cannot(matter)
    days = ports.compliance.approval_days if ports.compliance else 30
    return DecisionForm(matter, _DECISIONS[received.button], text_asked(matter, ports), days)


def answer_form_for(received: Received, person: Person, ports: TalkPorts) -> FormView:
    """For the author: the officer's question, while it waits for an answer."""
    matter = known_matter(received.card, "request", received.place.team, ports)
    if matter and is_not_author(matter.author, "answer", received, person, ports):
        return CannotOpen("role")
    if matter is None or matter.state != "asked":
        return _cannot(matter)
    return AnswerForm(matter, words_at(matter, "asked", ports).get("why", ""))


def _cannot(matter: Matter | None) -> CannotOpen:
    """Why there is nothing to do about it any more."""
    return CannotOpen("gone" if matter is None or matter.state == "void" else "decided")
