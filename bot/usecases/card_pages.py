"""The pages that a card opens before its author: a clause whole, what changed, a text to copy.

They are read from the archive, as the review was shown: nothing is reviewed again while somebody waits.
"""

from collections.abc import Mapping
from typing import Any

from bot.domain.findings import Citation
from bot.domain.rewriting import Change
from bot.usecases.chat_ports import Person, Received
from bot.usecases.form_views import CannotOpen, ClauseWhole, FormView, TextToCopy, WhatChanged
from bot.usecases.matter_records import keep_refusal
from bot.usecases.replay import archived_draft
from bot.usecases.talk import TalkPorts, archived_body_of


def clause_page(received: Received, person: Person, ports: TalkPorts) -> FormView:
    """The clause whose number the button carries: from 0, of all that the review cites, in its order."""
    shown = shown_body(received, person, ports)
    if isinstance(shown, CannotOpen):
        return shown
    cited = [clause for finding in shown["review"]["findings"] for clause in finding["citations"]]
    number = int(received.choice) if received.choice.isascii() and received.choice.isdecimal() else len(cited)
    if number >= len(cited):
        return CannotOpen("gone")
    return ClauseWhole(_citation(cited[number], shown["spoken"], ports))


def changes_page(received: Received, person: Person, ports: TalkPorts) -> FormView:
    """What the version that is shown changes of the draft."""
    shown = shown_body(received, person, ports)
    if isinstance(shown, CannotOpen):
        return shown
    rewrite = shown["review"]["rewrite"]
    if rewrite is None:
        return CannotOpen("gone")
    changes = tuple(Change(each["from"], each["to"], each["rule"]) for each in rewrite["changes"])
    return WhatChanged(archived_draft(shown).text, rewrite["text"], changes)


def copy_page(received: Received, person: Person, ports: TalkPorts) -> FormView:
    """The version that is shown."""
    shown = shown_body(received, person, ports)
    if isinstance(shown, CannotOpen):
        return shown
    rewrite = shown["review"]["rewrite"]
    return TextToCopy(rewrite["text"]) if rewrite else CannotOpen("gone")


def shown_body(received: Received, person: Person, ports: TalkPorts) -> dict[str, Any] | CannotOpen:
    """The archived body of the review that the card shows; only its author's to open."""
    card = ports.cards.card(received.card)
    if card is None:
        return CannotOpen("gone")
    if card.author != person.id:
        keep_refusal(card.id, card.place.team, person, received.button, received.event, ports)
        return CannotOpen("role")
    body = archived_body_of(card.review, ports) if card.review and card.state == "shown" else None
    return body or CannotOpen("gone")


def _citation(clause: Mapping[str, Any], spoken: str, ports: TalkPorts) -> Citation:
    """The clause to the letter; archives do not say in which language it is: what is in force does."""
    known = (each.citation for links in ports.desk().policies.links.values() for each in links)
    same = (each for each in known if (each.clause, each.text) == (clause["clause"], clause["text"]))
    found = next(same, None)
    return Citation(
        clause["document"], clause["clause"], clause["title"], clause["text"], clause["version"],
        found.language if found else spoken,
    )  # fmt: skip
