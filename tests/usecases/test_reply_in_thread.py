"""What an author gets who asks for something under a review, with no language model."""

import json
from typing import Any

import pytest

from bot.domain.draft import Language
from bot.domain.replies import Reply
from bot.usecases.chat_ports import TryLater
from bot.usecases.views import (
    ApprovesNothing,
    AskWhatItIs,
    AskWhatToAdd,
    Changed,
    Explained,
    Failed,
    NotChanged,
    NotReviewed,
    WouldBe,
)
from tests.usecases.conversation import JAMES
from tests.usecases.thread_talk import MIXED, WHO, ThreadTalk

BOTH: tuple[Language, ...] = ("fr", "en")
SHORTER: dict[Language, str] = {"fr": "plus court svp", "en": "shorter please"}
WHY: dict[Language, str] = {"fr": "Pourquoi?", "en": "why is this a problem?"}
APPROVE: dict[Language, str] = {"fr": "Peux-tu l'approuver?", "en": "Approve it please"}


def talking(language: Language = "en", **more: Any) -> ThreadTalk:
    return ThreadTalk(**{"draft": MIXED[language], "person": WHO[language], **more})


@pytest.mark.parametrize("language", BOTH)
def test_a_shorter_text_is_the_next_version_in_the_same_card(language: Language) -> None:
    talk = talking(language)
    before = talk.text
    told = talk.reply(SHORTER[language])

    assert isinstance(told, Changed)
    assert len(talk.text) < len(before)
    assert talk.card.turn == 1
    assert talk.card_view.review.verdict == "revise"
    assert [each.was for each in told.changes if not each.now]
    assert all(each.was in before for each in told.changes)
    assert [shown.place.thread for shown in talk.shown] == [talk.thread, talk.thread]


def test_a_shorter_text_can_be_asked_for_until_there_is_none() -> None:
    talk = talking()
    while isinstance(talk.reply("shorter"), Changed):
        assert talk.card.turn < 5

    assert isinstance(talk.last, NotChanged)
    assert talk.last.why == "no-shorter"
    assert "mortgage is not yours" in talk.text


def test_the_button_does_what_the_word_does() -> None:
    talk = talking()
    told = talk.press_here("shorter")

    assert isinstance(told, Changed)
    assert talk.card.turn == 1
    assert isinstance(talk.press_here("why"), Explained)
    assert len(talk.shown) == 3


def test_what_was_said_and_the_version_it_was_said_of_are_archived() -> None:
    talk = talking()
    before = talk.text
    talk.reply("shorter please")

    body = json.loads(talk.archive.record(talk.card.review).body or "")
    assert (body["wish"]["wants"], body["wish"]["said"], body["wish"]["shown"]) == (
        "shorter",
        "shorter please",
        before,
    )
    assert body["review"]["rewrite"]["text"] == talk.text


def test_every_version_can_be_made_again() -> None:
    talk = talking(draft=MIXED["en"].replace(" #mortgage", " #mortgage 🎯"))
    for said in ("shorter", "keep 🎯", "another version", "shorter"):
        talk.reply(said)
        assert talk.made_again(talk.card.review) == []


def test_a_hashtag_that_went_away_is_put_back_when_every_rule_passes() -> None:
    talk = talking()
    told = talk.reply("keep #budget")

    assert isinstance(told, Changed)
    assert talk.text.endswith("#budget")
    assert told.changes[-1].now.endswith("#budget")


def test_what_is_there_already_is_not_put_back() -> None:
    told = talking().reply("keep my hashtag")

    assert isinstance(told, NotChanged)
    assert told.why == "kept"


def test_what_a_rule_forbids_is_not_kept_and_the_rule_is_named() -> None:
    talk = talking()
    told = talk.reply("keep #GuaranteedReturns")

    assert isinstance(told, NotChanged)
    assert told.why == "against-rules"
    assert told.rules
    assert talk.card.turn == 0


@pytest.mark.parametrize(
    "said", ["warmer", "in French", "more formal", 'keep "DM me"', "keep my first sentence"]
)
def test_what_only_a_model_can_write_is_said_to_need_one(said: str) -> None:
    talk = talking()
    told = talk.reply(said)

    assert isinstance(told, NotChanged)
    assert told.why == "needs-model"
    assert talk.card.turn == 0


@pytest.mark.parametrize("language", BOTH)
def test_why_is_answered_with_what_was_found_and_the_clauses(language: Language) -> None:
    talk = talking(language)
    told = talk.reply(WHY[language])

    assert isinstance(told, Explained)
    assert told.findings == talk.card_view.review.findings
    assert all(each.citations[0].language == language for each in told.findings)
    assert told.statements == ()


def test_why_is_answered_for_the_words_that_are_named() -> None:
    talk = talking(draft="Guaranteed return of 8%, and no risk! DM me!")
    told = talk.reply('why is "DM me" a problem?')

    assert isinstance(told, Explained)
    assert {each.quote for each in told.findings} == {"DM me"}


def test_why_of_a_draft_without_a_problem_says_that_there_is_none() -> None:
    told = talking(draft="Read the page of fees first. Which line do you look at?").reply("why?")

    assert isinstance(told, Explained)
    assert told.findings == ()


def test_what_an_addition_would_change_is_told_and_the_card_stays() -> None:
    talk = talking()
    before, review = talk.text, talk.card.review
    told = talk.reply('what if I add "our fund has a guaranteed return of 8%"?')

    assert isinstance(told, WouldBe)
    assert (told.before, told.review.verdict) == ("ok", "revise")
    assert "guaranteed-return" in {each.rule for each in told.review.findings}
    assert told.review.draft.text.startswith(before)
    assert (talk.text, talk.card.review, talk.card.turn) == (before, review, 0)


def test_what_an_addition_would_change_is_archived_and_can_be_made_again() -> None:
    talk = talking()
    talk.reply("what if I add #guaranteed")

    [review] = [each for each in talk.archive._bodies if ".if." in each]
    assert talk.made_again(review) == []


def test_an_addition_that_is_not_given_is_asked_for() -> None:
    assert talking().reply("what if I add my title?") == AskWhatToAdd()


@pytest.mark.parametrize("language", BOTH)
def test_nothing_is_approved_because_somebody_asks(language: Language) -> None:
    talk = talking(language)
    verdict, review = talk.card_view.review.verdict, talk.card.review
    told = talk.reply(APPROVE[language])

    assert isinstance(told, ApprovesNothing)
    assert told.ask == talk.ports.firm.ask
    assert (talk.card_view.review.verdict, talk.card.review) == (verdict, review)


def test_of_something_confidential_no_other_text_is_made() -> None:
    talk = talking(draft="Huge news Thursday from one of our listed clients. Watch this space 👀")
    told = talk.reply("shorter")

    assert isinstance(told, NotChanged)
    assert told.why == "confidential"
    assert talk.text == ""


def test_what_is_not_plain_is_asked_about_as_ever() -> None:
    assert isinstance(talking().reply("make it pop"), AskWhatItIs)


def test_of_an_erased_review_nothing_is_told() -> None:
    talk = talking()
    talk.archive.erase_body(talk.card.review)

    assert talk.reply("why?") == NotReviewed("erased")


def test_a_version_that_could_not_be_shown_is_shown_later_and_made_once() -> None:
    talk = talking()
    talk.messenger.faults = [TryLater("ratelimited", 5)]
    talk.reply("shorter")
    made = [each for each in talk.archive._bodies if each.endswith(".1")]
    talk.wait(10)

    assert isinstance(talk.last, Changed)
    assert talk.card.turn == 1
    assert [each for each in talk.archive._bodies if each.endswith(".1")] == made


def test_what_was_asked_is_forgotten_by_the_inbox() -> None:
    talk = talking()
    talk.reply("shorter please")

    assert all(row.received.text == "" for row in talk.inbox._rows)


def test_only_the_author_presses_the_buttons() -> None:
    talk = talking("fr")
    talk.press("shorter", talk.card.id, JAMES)

    assert talk.card.turn == 0


def test_nothing_of_a_wish_is_noted_for_the_operator() -> None:
    talk = talking()
    talk.reply("can I add my title: financial planner")

    assert "planner" not in str(talk.notes)
    assert "planner" not in repr(Reply("what-if", "planner"))


def test_a_wish_that_failed_on_our_side_is_said_again_and_is_no_draft() -> None:
    talk = talking()
    talk.messenger.faults = [KeyError("x")] * 3
    talk.say("shorter please", talk.person, talk.thread)
    for _ in range(3):
        talk.wait(10)

    assert isinstance(talk.last, Failed)
    assert talk.last.card == ""


def test_a_hashtag_put_back_is_told_as_a_change_though_the_answer_came_late() -> None:
    talk = talking()
    talk.messenger.faults = [None, TryLater("ratelimited", 5)]
    talk.reply("keep #budget")
    talk.wait(10)

    assert isinstance(talk.last, Changed)
