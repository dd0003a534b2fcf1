"""What may be pressed in a card: opaque ids alone, in rows that a phone shows whole."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.clauses import text_fingerprint
from bot.domain.draft import Language
from bot.domain.findings import Severity, Verdict
from bot.domain.matters import Matter, MatterState
from bot.domain.model_part import ModelPart
from bot.slack.ids import (
    ANOTHER_VERSION,
    ANSWER_OFFICER,
    ASK_COMPLIANCE,
    CHANGES,
    CHOOSE_PLATFORM,
    CLAUSE,
    CLAUSE_TOO,
    COMPLETE,
    COPY,
    LEARN,
    MORE,
    POSTED,
    SHARE,
    SHORTER,
    TO_DM,
    TRANSLATE,
    TRY_AGAIN,
    WAS_A_DRAFT,
    WAS_A_QUESTION,
    WHY,
    WITHDRAW_REQUEST,
    WRONG,
)
from bot.slack.parse import parse_press
from bot.slack.render import Message, draw
from bot.texts import LANGUAGES, say
from bot.usecases.matter_views import IncidentNotice
from bot.usecases.views import AskWhatItIs, Failed
from tests.domain.small_packs import FIRM
from tests.publications import MONDAY
from tests.slack.legal_payloads import actions_of, assert_legal, objects_in
from tests.slack.payloads import pressed
from tests.slack.sample_reviews import CARD, a_clause, a_finding, a_review, a_rewrite, drawn

BUTTONS_IN_A_ROW = 5
REVISED = a_review([a_finding(citations=(a_clause(),))], a_rewrite("Un texte."))
SEVERITIES: dict[Verdict, Severity] = {
    "approval": Severity.APPROVAL, "revise": Severity.REVISE, "block": Severity.BLOCK,
}  # fmt: skip


def a_request(state: MatterState, **more: Any) -> Matter:
    """A request of the card's author."""
    return Matter(
        "R1", "request", "T1", "U1", CARD, "r1", state, MONDAY, "U1", "fr", text_of="rewrite", **more
    )


def rows(message: Message) -> list[list[str]]:
    """The actions of each row, as they stand."""
    return [
        [each["action_id"] for each in block["elements"]]
        for block in message.blocks
        if block["type"] == "actions"
    ]


def button(message: Message, action: str) -> dict[str, Any]:
    """That button."""
    [found] = [each for each in objects_in(message.blocks) if each.get("action_id") == action]
    return found


def test_every_button_of_a_card_names_the_card_and_nothing_else() -> None:
    message = drawn(REVISED, can_ask=True, translate_to="en")

    carried = actions_of(message)
    assert carried.pop(CLAUSE) == f"{CARD}|0"
    assert carried == dict.fromkeys(
        (
            COPY, CHANGES, ANOTHER_VERSION, SHORTER, TRANSLATE, ASK_COMPLIANCE, POSTED, WRONG, WHY, LEARN,
            WAS_A_QUESTION, CHOOSE_PLATFORM,
        ),
        CARD,
    )  # fmt: skip
    assert actions_of(draw(Failed(CARD, "7f"), "fr")) == {TRY_AGAIN: CARD}
    assert actions_of(draw(AskWhatItIs(CARD), "fr")) == dict.fromkeys((WAS_A_DRAFT, WAS_A_QUESTION), CARD)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_with_everything_has_five_buttons_a_row_at_most(language: Language) -> None:
    part = ModelPart("a:b", "0", left_out="rewriting", why="timeout")
    review = replace(REVISED, model=part)
    message = drawn(
        review, language, can_ask=True, translate_to="en", matters=(a_request("asked", closed_by="U9"),)
    )

    assert_legal(message)
    assert rows(message)[-2:] == [
        [COPY, CHANGES, ANOTHER_VERSION, SHORTER, TRANSLATE],
        [ANSWER_OFFICER, POSTED, WRONG, COMPLETE, MORE],
    ]
    assert all(len(each) <= BUTTONS_IN_A_ROW for each in rows(message))


def test_a_card_offers_nothing_that_would_do_nothing() -> None:
    fine = drawn(a_review())
    unmended = drawn(a_review([a_finding()]))
    proposed = drawn(a_review([a_finding()], a_rewrite("Un texte.", proposal=True)))

    assert rows(fine) == [[POSTED, WAS_A_QUESTION]]
    assert rows(unmended) == [[POSTED, WRONG, MORE]]
    assert CHANGES not in actions_of(proposed)
    assert TRANSLATE not in actions_of(proposed)


@pytest.mark.parametrize("verdict", SEVERITIES)
def test_asking_compliance_is_the_one_to_press_where_compliance_decides(verdict: Verdict) -> None:
    message = drawn(a_review([a_finding(severity=SEVERITIES[verdict])]), can_ask=True)

    assert button(message, ASK_COMPLIANCE).get("style") == ("primary" if verdict == "approval" else None)


def test_who_cannot_ask_compliance_here_is_not_offered_to() -> None:
    message = drawn(a_review([a_finding(severity=Severity.APPROVAL)]), can_ask=False)

    assert ASK_COMPLIANCE not in actions_of(message)


@pytest.mark.parametrize("state", ["open", "asked"])
def test_a_request_that_waits_can_be_taken_back_and_is_not_asked_twice(state: MatterState) -> None:
    message = drawn(REVISED, can_ask=state == "asked", matters=(a_request(state),))

    carried = actions_of(message)
    assert carried[WITHDRAW_REQUEST] == "R1"
    assert ASK_COMPLIANCE not in carried
    assert carried.get(ANSWER_OFFICER) == ("R1" if state == "asked" else None)


def test_a_card_that_its_author_alone_sees_for_a_moment_is_shared_or_taken_along() -> None:
    message = drawn(REVISED, aside=True)

    assert rows(message) == [[TO_DM, SHARE]]
    asked = button(message, SHARE)["confirm"]
    assert asked["text"]["text"] == say("card.share.text", "fr")
    assert CHOOSE_PLATFORM not in actions_of(message)


def test_what_must_be_deleted_is_not_offered_to_a_channel() -> None:
    message = drawn(REVISED, aside=True, incident=IncidentNotice("client", FIRM.ask))

    assert rows(message) == [[TO_DM]]


def test_every_clause_that_is_quoted_can_be_read_whole_by_its_number_in_the_review() -> None:
    two = (a_clause(), a_clause(clause="P-2"))
    found = [
        a_finding("minor", severity=Severity.SUGGESTION, citations=(a_clause(clause="P-9"),)),
        a_finding("major", "assuré", citations=two),
    ]
    message = drawn(a_review(found))

    first, second = (each for each in rows(message) if CLAUSE in each)
    assert (first, second) == ([CLAUSE, CLAUSE_TOO], [CLAUSE])
    pressed_ids = [
        (each["text"]["text"], each["value"])
        for each in objects_in(message.blocks)
        if each.get("action_id") in (CLAUSE, CLAUSE_TOO)
    ]
    assert pressed_ids == [
        ("Lire P-1", f"{CARD}|1"),
        ("Lire P-2", f"{CARD}|2"),
        ("Lire P-9", f"{CARD}|0"),
    ]


@pytest.mark.parametrize("action", [CLAUSE, CLAUSE_TOO])
def test_a_clause_button_and_a_choice_of_the_menu_name_what_is_asked(action: str) -> None:
    clause = parse_press(pressed({"type": "button", "action_id": action, "value": f"{CARD}|3"}))
    chosen = {"type": "overflow", "action_id": MORE, "selected_option": {"value": f"{WHY}|{CARD}"}}
    why = parse_press(pressed(chosen))

    assert clause is not None
    assert why is not None
    assert (clause.button, clause.card, clause.choice) == ("clause", CARD, "3")
    assert (why.button, why.card, why.choice) == ("why", CARD, "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_screen_reader_says_what_a_short_label_is_about(language: Language) -> None:
    message = drawn(REVISED, language)

    for action in (COPY, CHANGES, ANOTHER_VERSION, SHORTER, CLAUSE):
        assert len(button(message, action)["accessibility_label"]) > len(
            button(message, action)["text"]["text"]
        )


def test_no_clause_number_is_too_long_for_a_button() -> None:
    clause = a_clause(clause="P-" + "1" * 200, title="T" * 200)

    assert_legal(drawn(a_review([a_finding(citations=(clause, clause))])))


@pytest.mark.parametrize(
    ("state", "step"),
    [
        ("open", "waiting"),
        ("asked", "waiting"),
        ("approved", "approved"),
        ("changed", "approved"),
        ("rejected", "rejected"),
    ],
)
def test_what_compliance_says_comes_before_what_the_rules_say(state: MatterState, step: str) -> None:
    asked = a_request(state, fingerprint=text_fingerprint(REVISED.draft.text))
    now = drawn(REVISED, matters=(asked,))
    assert say(f"card.next.{step}", "fr") in now.text


def test_a_refusal_is_not_said_of_the_text_that_came_after_it() -> None:
    refused = a_request("rejected", fingerprint=text_fingerprint("Le texte d'avant."))

    assert say("card.next.rejected", "fr") not in drawn(REVISED, matters=(refused,)).text


def test_whoever_shares_a_draft_that_must_not_go_out_is_told_that_it_is_not_shown() -> None:
    message = drawn(a_review([a_finding(severity=Severity.BLOCK)]), aside=True)

    assert button(message, SHARE)["confirm"]["text"]["text"] == say("card.share.text.withheld", "fr")
