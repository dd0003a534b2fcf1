"""What opens for a button about an incident, a sample, a posting or a disagreement: a form, or why not."""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.matters import Matter, MatterKind
from bot.usecases.asked_role import is_not_author, lacks_role
from bot.usecases.chat_ports import Button, Card, Person, Received
from bot.usecases.close_matter import known_matter
from bot.usecases.form_views import (
    CannotOpen,
    DisagreementForm,
    DrawForm,
    FormView,
    HandlingForm,
    OutcomeForm,
    PostingForm,
    ReadingForm,
    SettleForm,
)
from bot.usecases.matter_records import keep_reading, words_of
from bot.usecases.matter_views import ComplianceDeed
from bot.usecases.names_shown import name_of, titles_of
from bot.usecases.note_disagreement import rules_found
from bot.usecases.posted_text import text_to_post
from bot.usecases.replay import archived_day, made_again
from bot.usecases.sample_reviews import found_by_period
from bot.usecases.talk import TalkPorts, archived_body_of

_DEEDS: Mapping[Button, tuple[ComplianceDeed, MatterKind]] = {
    "incident-read": ("read", "incident"),
    "incident-handle": ("handle", "incident"),
    "sample-read": ("sample", "sample"),
}


def reading_form(received: Received, person: Person, ports: TalkPorts) -> FormView:
    """Why an officer would read the text of an incident, also of one that is handled."""
    matter = _for_officer(received, person, ports)
    if isinstance(matter, CannotOpen):
        return matter
    erased = archived_body_of(matter.review, ports) is None
    return CannotOpen("gone") if erased else ReadingForm(matter)


def handling_form(received: Received, person: Person, ports: TalkPorts) -> FormView:
    """What an officer did about an incident that waits, of somebody else's draft."""
    matter = _to_decide(received, person, ports)
    return matter if isinstance(matter, CannotOpen) else HandlingForm(matter)


def outcome_form(received: Received, person: Person, ports: TalkPorts) -> FormView:
    """A review of the sample and what it is; that it is read is kept first."""
    matter = _to_decide(received, person, ports)
    if isinstance(matter, CannotOpen):
        return matter
    body = archived_body_of(matter.review, ports)
    if body is None:
        return CannotOpen("gone")
    desk = ports.desk.under(body["review"]["versions"]["library"], archived_day(body))
    review = made_again(body, desk, ports.prompts)
    keep_reading(matter, person, "sample", received.event, ports)
    return OutcomeForm(matter, review, desk.policies, name_of(matter.author, ports))


def draw_form(received: Received, person: Person, ports: TalkPorts) -> FormView:
    """What share of how many reviews an officer draws."""
    about_nothing = replace(received, card="")
    if lacks_role("compliance-officer", "sample", about_nothing, person, ports):
        return CannotOpen("role")
    return DrawForm(found_by_period(person, received.place.team, ports))


def posting_form(received: Received, person: Person, ports: TalkPorts) -> FormView:
    """What the author of a card posted, filled in with what they most likely did."""
    card = _of_author("posted", received, person, ports)
    if isinstance(card, CannotOpen):
        return card
    text = text_to_post(card, ports)
    today = ports.clock.now().date().isoformat()
    return PostingForm(card.id, text, today) if text else CannotOpen("gone")


def disagreement_form(received: Received, person: Person, ports: TalkPorts) -> FormView:
    """Which finding of their card an author says is wrong, and why."""
    card = _of_author("wrong", received, person, ports)
    if isinstance(card, CannotOpen):
        return card
    body = archived_body_of(card.review, ports) if card.review else None
    found = rules_found(body) if body else []
    titles = titles_of(found, person.language, ports)
    return DisagreementForm(card.id, tuple(zip(found, titles, strict=True))) if found else CannotOpen("gone")


def settle_form(received: Received, person: Person, ports: TalkPorts) -> FormView:
    """What an owner makes of a disagreement: they read why, and the words where the author shares them."""
    if lacks_role("policy-owner", "settle", received, person, ports):
        return CannotOpen("role")
    matter = known_matter(received.card, "disagreement", received.place.team, ports)
    if matter is None:
        return CannotOpen("gone")
    if not matter.is_waiting:
        return CannotOpen("decided")
    words = words_of(matter, ports, 0)
    title = "".join(titles_of(matter.rules, person.language, ports))
    return SettleForm(matter, title, words.get("why", ""), words.get("quote", ""))


def _to_decide(received: Received, person: Person, ports: TalkPorts) -> Matter | CannotOpen:
    matter = _for_officer(received, person, ports)
    if isinstance(matter, CannotOpen):
        return matter
    if matter.author == person.id:
        return CannotOpen("own")
    return matter if matter.is_waiting else CannotOpen("decided")


def _for_officer(received: Received, person: Person, ports: TalkPorts) -> Matter | CannotOpen:
    deed, kind = _DEEDS[received.button]
    if lacks_role("compliance-officer", deed, received, person, ports):
        return CannotOpen("role")
    return known_matter(received.card, kind, received.place.team, ports) or CannotOpen("gone")


def _of_author(deed: str, received: Received, person: Person, ports: TalkPorts) -> Card | CannotOpen:
    card = ports.cards.card(received.card)
    if card is None:
        return CannotOpen("gone")
    return CannotOpen("role") if is_not_author(card.author, deed, received, person, ports) else card
