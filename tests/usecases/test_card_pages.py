"""What a card opens: from the archive, to the letter, before its author alone."""

import json
from dataclasses import replace
from itertools import count

import pytest

from bot.domain.clauses import text_fingerprint
from bot.usecases.chat_ports import Button, Person, Received
from bot.usecases.form_views import CannotOpen, ClauseWhole, FormView, TextToCopy, WhatChanged
from bot.usecases.open_form import form_for
from tests.usecases.conversation import AMELIE, JAMES, NADIA, VISITOR, Conversation

MENDED = "Renouveler tôt évite les surprises. Un rendement garanti, chaque année."
_NUMBERS = count(1)


@pytest.fixture
def talk() -> Conversation:
    conversation = Conversation()
    conversation.say(MENDED)
    return conversation


def opened(talk: Conversation, button: Button, person: Person = AMELIE, **more: str) -> FormView | None:
    """What opens when that person presses that button."""
    given = {"card": talk.only_card.card} | more
    event = f"press:{next(_NUMBERS)}"
    place = talk.shown[0].place
    received = Received(event, event, "button", place, "1.2", person.id, button=button, **given)
    return form_for(received, person, talk.ports)


def test_the_clause_opens_whole_as_it_was_cited(talk: Conversation) -> None:
    [cited] = {each for finding in talk.only_card.review.findings for each in finding.citations}

    assert opened(talk, "clause", choice="0") == ClauseWhole(cited)


@pytest.mark.parametrize("number", ["", "9", "-1", "x", "٣", "1" * 30])
def test_a_clause_that_the_review_does_not_cite_is_not_there(talk: Conversation, number: str) -> None:
    assert opened(talk, "clause", choice=number) == CannotOpen("gone")


def test_what_changed_is_between_the_draft_and_the_version_that_is_shown(talk: Conversation) -> None:
    rewrite = talk.only_card.review.rewrite
    assert rewrite is not None

    assert opened(talk, "changes") == WhatChanged(MENDED, rewrite.text, rewrite.changes)


def test_the_text_to_copy_is_the_version_that_is_shown(talk: Conversation) -> None:
    talk.press("another", talk.only_card.card)
    rewrite = talk.only_card.review.rewrite
    assert rewrite is not None

    assert opened(talk, "copy") == TextToCopy(rewrite.text)


@pytest.mark.parametrize("button", ["copy", "changes"])
def test_where_no_version_is_offered_there_is_nothing_to_open(button: Button) -> None:
    talk = Conversation()
    talk.say("Comparez les offres avant de signer.")

    assert opened(talk, button) == CannotOpen("gone")


@pytest.mark.parametrize("button", ["copy", "changes", "clause"])
@pytest.mark.parametrize("person", [JAMES, NADIA])
def test_a_stolen_button_opens_nothing_and_the_attempt_is_recorded(
    talk: Conversation, button: Button, person: Person
) -> None:
    assert opened(talk, button, person, choice="0") == CannotOpen("role")
    [event] = [ids["received"] for what, ids in talk.notes if what == "button.refused"]
    kept = talk.archive.record(f"refusal.{text_fingerprint(event)[:16]}")
    assert kept.stream == "T1:refusals"
    told = json.loads(kept.body or "")
    assert (told["about"], told["by"], told["deed"]) == (
        talk.only_card.card,
        f"{person.name} ({person.id})",
        button,
    )
    assert "garanti" not in (kept.body or "")


@pytest.mark.parametrize("button", ["copy", "changes", "clause"])
def test_what_was_withdrawn_erased_or_never_was_is_gone(talk: Conversation, button: Button) -> None:
    card = talk.cards.card(talk.only_card.card)
    assert card is not None

    assert opened(talk, button, card="0" * 24) == CannotOpen("gone")
    for changes in ({"state": "withdrawn"}, {"review": "never"}, {"review": ""}):
        talk.cards.keep(replace(card, **changes))
        assert opened(talk, button, choice="0") == CannotOpen("gone")


def test_a_guest_opens_nothing(talk: Conversation) -> None:
    assert opened(talk, "copy", VISITOR) is None
