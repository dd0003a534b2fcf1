"""A reply to somebody in public: what its card says, and the firm's own words, which pass every rule."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.draft import PLATFORMS, Draft, Language
from bot.domain.public_replies import public_reply
from bot.slack.ids import COPY, POLL
from bot.slack.render import draw
from bot.usecases.cool_off_views import DraftStillHere
from bot.usecases.posted_text import text_to_post
from bot.usecases.remind_authors import AuthorsReminded
from bot.usecases.reply_views import ReplyNeeds
from bot.usecases.views import Reviewed
from tests.evals.replies import advice_caught, cases
from tests.fakes import InMemoryPolicyStore
from tests.publications import pack, publication, rule
from tests.shipped_desk import shipped
from tests.slack.legal_payloads import actions_of
from tests.usecases.conversation import AMELIE, JAMES, Conversation
from tests.usecases.thread_talk import at_the_sample_firm
from tests.usecases.watch_talk import WatchTalk

SORRY = "@luc Désolé de votre mauvaise expérience."
WORDS = {
    "fr": "Merci de nous l'avoir signalé. Appelez au 1 800 555-0100.",
    "en": "Thank you for letting us know. Call 1 800 555-0100.",
}


def talk_with(words: dict[str, str], **replies: Any) -> Conversation:
    """A conversation at a firm that answers complaints in those words."""
    content = json.loads(pack(rule()))
    content["firm"]["official_channels"] = {"phones": ["1 800 555-0100"]}
    content["firm"]["replies"] = {"complaint_hours": 3, "complaint": words, **replies}
    store = InMemoryPolicyStore()
    store.publish(publication(content=json.dumps(content)))
    return Conversation(policies=store)


def remark(talk: Conversation) -> ReplyNeeds | None:
    """What the only card says of a reply."""
    return next((each for each in talk.only_card.remarks if isinstance(each, ReplyNeeds)), None)


def test_the_card_says_what_it_needs_by_when_and_offers_the_words_of_the_firm() -> None:
    talk = talk_with(WORDS)
    talk.say(SORRY)

    found = remark(talk)
    assert found is not None
    assert (found.to, found.hours, found.missing) == ("complaint", 3, ("channel",))
    shown = str(draw(talk.only_card, "fr").blocks)
    assert WORDS["fr"] in shown
    assert "moins de 3 heures" in shown


def test_in_the_language_of_the_draft_whoever_reads_the_card() -> None:
    talk = talk_with(WORDS)
    talk.say("@luke So sorry about the bad experience you had with us, we will look into it.", AMELIE)

    found = remark(talk)
    assert found is not None
    assert found.example == WORDS["en"]


@pytest.mark.parametrize(
    "words",
    [
        {"fr": f"{WORDS['fr']} Un rendement garanti.", "en": "x"},
        {"fr": "Merci de nous l'avoir signalé.", "en": "x"},
    ],
)
def test_words_in_which_something_is_found_or_missing_are_not_offered(
    words: dict[str, str],
) -> None:
    talk = talk_with(words)
    talk.say(SORRY)

    found = remark(talk)
    assert found is not None
    assert found.example == ""


def test_of_a_reply_that_has_everything_nothing_is_offered_to_copy() -> None:
    talk = talk_with(WORDS)
    talk.say(WORDS["fr"])

    found = remark(talk)
    assert found is not None
    assert (found.missing, found.example) == ((), "")


def test_an_ordinary_post_is_told_nothing_of_replies() -> None:
    talk = talk_with(WORDS)
    talk.say("Comparez les frais avant de signer.", JAMES)

    assert remark(talk) is None


def test_who_says_in_the_form_that_it_is_a_reply_is_believed_and_it_is_archived() -> None:
    talk = WatchTalk()
    talk.send("review", "", AMELIE, "La caisse ferme à 16 h.", genre="reply", platform="x")

    [card] = talk.views_of(Reviewed)
    assert any(isinstance(each, ReplyNeeds) for each in card.remarks)
    assert any('"genre":"reply"' in body.replace(" ", "") for body in talk.archived(""))


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("to", ["complaint", "question"])
def test_the_sample_firms_own_words_pass_every_rule_and_lack_nothing(to: str, language: Language) -> None:
    desk = shipped(meaning=True).desk
    firm = desk.policies.firm
    draft = Draft(getattr(firm.replies, to).in_language(language), language=language)

    for platform in PLATFORMS:
        review = desk.review(replace(draft, platform=platform))
        assert (review.verdict, review.findings, review.too_long) == ("ok", (), None)
    found = public_reply(draft, firm.official_channels)
    assert found is not None
    assert (found.to, found.missing) == (to, ())


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_advice_in_a_reply_is_caught_and_information_is_not() -> None:
    number, caught, others, wrongly = advice_caught(cases("unseen"))

    assert caught >= 0.7 * number
    assert wrongly == 0 < others


ADVICE = {
    "fr": "Bonne question Tom! À 63 ans, avec autant en obligations, mettez tout dans le Fonds Revenu Plus.",
    "en": "Great question Tom! At 63 with that much in bonds I would put it all in our Income Plus Fund.",
}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_reply_that_advises_is_offered_the_firms_words_and_no_other_post(language: Language) -> None:
    talk = at_the_sample_firm()
    talk.say(ADVICE[language], AMELIE if language == "fr" else JAMES)

    found, view = remark(talk), talk.only_card
    assert found is not None
    assert "no-details" in found.missing
    assert view.review.rewrite is not None
    shown = str(draw(view, language).blocks)
    assert found.example in shown
    assert view.review.rewrite.text not in shown
    assert COPY not in shown
    assert POLL not in shown
    assert text_to_post(talk.cards.card(view.card), talk.ports) == ADVICE[language]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "Merci pour votre question, Denise. Appelez-nous au 1 800 555-0100, on vous répondra aujourd'hui.",
        "Thank you for your question, Denise. Please call us at 1 800 555-0100 and a person will answer you.",
    ],
)
def test_a_reply_that_may_be_posted_is_no_example_and_tips_no_balance(text: str) -> None:
    talk = at_the_sample_firm()
    talk.say(text)

    assert talk.only_card.review.verdict == "ok"
    assert not talk.only_card.can_offer
    assert [type(each) for each in talk.only_card.remarks] == [ReplyNeeds]


def test_an_angry_reply_answers_a_complaint_and_thanks_nobody_for_a_question() -> None:
    talk = at_the_sample_firm()
    talk.say("Hi Derek, you are an idiot. We told you three times. What a pathetic joke of a comment.", JAMES)

    found = remark(talk)
    assert found is not None
    assert (found.to, "thank" in found.missing) == ("complaint", False)


def test_who_is_reminded_of_an_angry_reply_gets_the_firms_words_and_no_other_post() -> None:
    talk = at_the_sample_firm()
    talk.say("Hi Derek, you are an idiot. We told you three times. What a pathetic joke of a comment.", JAMES)
    found, rewrite = remark(talk), talk.only_card.review.rewrite
    assert found is not None
    assert found.example
    assert rewrite is not None
    assert rewrite.proposal
    talk.press("cool-hour", talk.only_card.card, JAMES)
    talk.clock.time += timedelta(hours=1, minutes=1)
    AuthorsReminded("T1", talk.ports)()

    [reminder] = [each for each in talk.messenger.views if isinstance(each, DraftStillHere)]
    message = draw(reminder, "en")
    assert found.example in str(message.blocks)
    assert rewrite.text not in str(message.blocks)
    assert COPY not in actions_of(message)
