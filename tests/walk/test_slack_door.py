"""By DM: the whole bot, the real SDK, real sockets, the real library: what people write and what they see."""

import io
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.slack import ids
from bot.workspace.faults import Fault
from bot.workspace.people_acts import GivenFile
from tests.marks import slowly
from tests.walk.bot_at_work import BotAtWork, bot_in_thread, find_action, text_of
from tests.workspaces import local_workspace

PROMISE = "Chez nous, rendement garanti de 8 % par an. Écrivez-moi en privé!"
USEFUL = "Comparez la pénalité de chaque offre avant de signer votre renouvellement."
SECRET = "Zyxwanda"


@pytest.fixture(scope="module")
def bot(data: Path, journal: io.StringIO, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotAtWork]:
    with (
        local_workspace(tmp_path_factory.mktemp("workspace")) as workspace,
        bot_in_thread(workspace, data, journal),
    ):
        yield BotAtWork(workspace)


def _blocks(message: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [block for block in message["blocks"] if block["type"] == kind]


def test_a_draft_is_answered_in_its_thread_by_one_card_with_the_clause_to_the_letter(bot: BotAtWork) -> None:
    ts = bot.say(PROMISE)
    card = bot.card(ts)

    assert len(bot.answers(ts)) == 1
    assert "Ne pas publier" in text_of(card)
    assert "Nous ne promettons ni rendement, ni résultat, ni absence de perte." in text_of(card)
    assert "PMS-5.1" in text_of(card)
    assert (card["unfurl_links"], card["unfurl_media"]) == (False, False)
    assert bot.workspace.statuses(bot.person("Amélie")) == {}


def test_each_person_is_answered_in_the_language_of_their_locale(bot: BotAtWork) -> None:
    french, english = bot.say(PROMISE, "Camille"), bot.say(PROMISE, "James")

    assert "Ne pas publier" in text_of(bot.card(french, "Camille"))
    assert "Do not post" in text_of(bot.card(english, "James"))


def test_nothing_found_is_said_to_be_no_approval(bot: BotAtWork) -> None:
    assert "ce n'est pas une approbation" in text_of(bot.card(bot.say(USEFUL)))


def test_the_draft_pings_nobody_and_links_nothing_in_the_card(bot: BotAtWork) -> None:
    hostile = "Rendement garanti <!channel> <@U0000000001> @here *gras* <https://evil.example|notre site>!"
    card = bot.card(bot.say(hostile))

    kinds = {
        element["type"]
        for block in _blocks(card, "rich_text")
        for part in block["elements"]
        for element in part.get("elements", [])
    }
    assert kinds <= {"text", "rich_text_section"}
    assert "mrkdwn" not in {block["text"]["type"] for block in _blocks(card, "section")}
    assert "evil" not in card["text"]


def test_every_button_of_the_card_works(bot: BotAtWork) -> None:
    ts = bot.say("Renouveler tôt évite les surprises. Chez nous, rendement garanti: écrivez-moi en privé!")
    before = text_of(bot.card(ts))

    assert bot.press(bot.card(ts), ids.ANOTHER_VERSION)
    bot.workspace.wait_for(lambda: text_of(bot.card(ts)) != before)

    assert bot.press(bot.card(ts), ids.CHOOSE_PLATFORM, choice="x")
    bot.workspace.wait_for(lambda: _chosen(bot.card(ts)) == "x")

    assert bot.press(bot.card(ts), ids.WAS_A_QUESTION)
    bot.workspace.wait_for(lambda: "documents de la firme" in text_of(bot.card(ts)), 20.0)

    assert bot.press(bot.card(ts), ids.WAS_A_DRAFT)
    bot.workspace.wait_for(lambda: _chosen(bot.card(ts)) == "x")
    assert len(bot.answers(ts)) == 1


def test_an_edited_draft_is_reviewed_again_in_the_same_card(bot: BotAtWork) -> None:
    ts = bot.say(PROMISE)
    first = bot.card(ts)
    bot.workspace.edit(bot.person("Amélie"), ts, USEFUL)

    bot.workspace.wait_for(lambda: "ce n'est pas une approbation" in text_of(bot.card(ts)))
    assert bot.card(ts)["ts"] == first["ts"]


def test_a_removed_draft_takes_its_review_with_it(bot: BotAtWork) -> None:
    ts = bot.say(PROMISE)
    bot.card(ts)
    bot.workspace.delete(bot.person("Amélie"), ts)

    bot.workspace.wait_for(lambda: "PMS-5.1" not in text_of(bot.card(ts)))
    assert "archive" in text_of(bot.card(ts)).lower()


@pytest.mark.parametrize("change", ["edit", "delete"])
def test_a_draft_changed_or_removed_while_its_review_runs_is_never_shown_as_it_was(
    bot: BotAtWork, change: str
) -> None:
    bot.workspace.faults.next_calls("chat.postMessage", Fault(delay=0.5))
    ts = bot.say(PROMISE)
    if change == "edit":
        bot.workspace.edit(bot.person("Amélie"), ts, USEFUL)
    else:
        bot.workspace.delete(bot.person("Amélie"), ts)

    bot.workspace.wait_for(lambda: not bot.workspace.on_the_way())
    seen = [text_of(bot.card(ts))] if change == "edit" else [text_of(each) for each in bot.answers(ts)]
    deadline = time.monotonic() + 1.5
    while time.monotonic() < deadline:
        seen += [text_of(each) for each in bot.answers(ts)]
        time.sleep(0.05)
    assert not any("garanti" in each for each in seen)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("Bonjour", "brouillon"),
        ("? peut-on promettre un rendement", "PMS-5.1"),
        ("merci!", ""),
    ],
)
def test_a_greeting_a_question_and_thanks_are_no_drafts(bot: BotAtWork, said: str, answer: str) -> None:
    ts = bot.say(said)
    card = bot.card(ts)

    assert answer in text_of(card)
    with pytest.raises(LookupError):
        find_action(card, ids.CHOOSE_PLATFORM)


def test_a_reply_in_the_thread_is_about_its_review(bot: BotAtWork) -> None:
    ts = bot.say(PROMISE)
    bot.card(ts)
    bot.say("pour X", thread=ts)
    bot.workspace.wait_for(lambda: _chosen(bot.card(ts)) == "x")

    bot.say("Et si je racontais plutôt une histoire vécue?", thread=ts)
    third = bot.workspace.wait_for(lambda: bot.answers(ts)[2:])[0]
    assert bot.press(third, ids.WAS_A_DRAFT)
    bot.workspace.wait_for(lambda: "approbation" in text_of(bot.answers(ts)[2]))


def test_what_comes_with_the_draft_is_listed_as_not_reviewed(bot: BotAtWork) -> None:
    picture = GivenFile("courbe.png", "image/png", b"\x89PNG")
    ts = bot.say(USEFUL, files=[picture])
    alone = bot.say("", files=[picture])

    assert "l'image" in text_of(bot.card(ts))
    assert "Collez" in text_of(bot.card(alone)) or "collez" in text_of(bot.card(alone))


def test_a_message_of_forty_thousand_characters_is_answered(bot: BotAtWork) -> None:
    ts = bot.say((USEFUL + " Rendement garanti. ") * 420)

    assert "Rendement" in text_of(bot.card(ts))


def test_a_guest_is_told_whom_to_ask(bot: BotAtWork) -> None:
    ts = bot.say(PROMISE, "Alex")
    card = bot.card(ts, "Alex")

    assert "PMS" not in text_of(card)
    assert "garanti" not in text_of(card)


def test_an_event_delivered_again_is_answered_once(bot: BotAtWork) -> None:
    ts = bot.say(PROMISE)
    bot.card(ts)
    amelie = bot.person("Amélie")
    original = next(each for each in bot.workspace.messages(amelie) if each["ts"] == ts)
    event = {"type": "message", "channel": amelie.channel, "channel_type": "im", **original}
    bot.workspace.deliver(event, "EvAGAIN1")
    bot.workspace.deliver(event, "EvAGAIN2")

    bot.workspace.wait_for(lambda: not bot.workspace.on_the_way())
    time.sleep(0.3)
    assert len(bot.answers(ts)) == 1


def test_an_unknown_event_is_acknowledged(bot: BotAtWork) -> None:
    bot.workspace.deliver({"type": "something_new", "user": "U1"}, "EvNEW")

    bot.workspace.wait_for(lambda: not bot.workspace.on_the_way())


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        ("chat.postMessage", Fault(status=429, retry_after=1)),
        slowly("chat.postMessage", Fault(status=500)),
        slowly("chat.postMessage", Fault(drop="before")),
        ("chat.postMessage", Fault(drop="after")),
        slowly("chat.update", Fault(status=429, retry_after=1)),
        slowly("chat.update", Fault(status=503)),
        ("chat.update", Fault(drop="after")),
        slowly("assistant.threads.setStatus", Fault(status=500)),
        ("assistant.threads.setStatus", Fault(error="missing_scope")),
    ],
    ids=lambda value: str(value)[:60],
)
def test_when_slack_fails_the_card_still_comes_once_and_complete(
    bot: BotAtWork, method: str, fault: Fault
) -> None:
    bot.workspace.faults.next_calls(method, fault)
    ts = bot.say(PROMISE)
    card = bot.card(ts)

    assert "PMS-5.1" in text_of(card)
    assert len(bot.answers(ts)) == 1
    assert bot.workspace.statuses(bot.person("Amélie")) == {}


def test_a_dropped_socket_loses_nothing(bot: BotAtWork) -> None:
    bot.workspace.faults.drop_sockets()
    ts = bot.say(PROMISE)

    assert "PMS-5.1" in text_of(bot.card(ts))


def test_a_token_revoked_for_a_while_loses_nothing(bot: BotAtWork) -> None:
    bot.workspace.faults.revoke("bot")
    ts = bot.say(PROMISE)
    time.sleep(0.5)
    assert bot.answers(ts) == []
    bot.workspace.faults.restore("bot")

    assert "PMS-5.1" in text_of(bot.card(ts))


def test_no_word_of_a_draft_is_in_the_journal_the_jobs_or_the_inbox(
    bot: BotAtWork, data: Path, journal: io.StringIO, capfd: pytest.CaptureFixture[str]
) -> None:
    ts = bot.say(f"{PROMISE} Bravo à Mme {SECRET}.")
    assert SECRET in text_of(bot.card(ts)) or "PMS" in text_of(bot.card(ts))
    time.sleep(0.3)

    assert SECRET not in journal.getvalue()
    assert SECRET not in "".join(capfd.readouterr())
    for file in data.glob("jobs.sqlite3*"):
        assert SECRET.encode() not in file.read_bytes(), file.name


def test_the_first_state_is_there_within_a_second_and_the_review_within_two(bot: BotAtWork) -> None:
    began = time.monotonic()
    ts = bot.say(PROMISE)
    bot.workspace.wait_for(lambda: bot.answers(ts))
    first = time.monotonic() - began
    bot.card(ts)
    whole = time.monotonic() - began

    assert first < 1
    assert whole < 2


def _chosen(card: dict[str, Any]) -> str:
    """The platform that the card's list shows."""
    try:
        _, select = find_action(card, ids.CHOOSE_PLATFORM)
    except LookupError:
        return ""
    return str(select["initial_option"]["value"])
