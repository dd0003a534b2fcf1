"""Every way in: the whole bot over real sockets, with the real library: what people do and what they see."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.slack import ids
from bot.workspace.people import Channel
from bot.workspace.people_acts import GivenFile
from tests.walk.bot_at_work import BotAtWork, bot_in_thread, find_action, text_of
from tests.workspaces import local_workspace

pytestmark = pytest.mark.slow

PROMISE = "Chez nous, rendement garanti de 8 % par an. Écrivez-moi en privé!"
SHORTCUTS = (
    {"type": "message", "callback_id": ids.REVIEW_MESSAGE, "name": "Review as a post"},
    {"type": "global", "callback_id": ids.NEW_REVIEW, "name": "New review"},
)
PATIENCE = 60.0
"""Seconds: the first review waits until the embeddings are loaded, long on a busy machine."""


@pytest.fixture(scope="module")
def bot(data: Path, journal: io.StringIO, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotAtWork]:
    folder = tmp_path_factory.mktemp("workspace")
    with (
        local_workspace(folder, scopes=ids.SCOPES, commands=ids.COMMANDS, shortcuts=SHORTCUTS) as workspace,
        bot_in_thread(workspace, data, journal),
    ):
        yield BotAtWork(workspace)


@pytest.fixture(scope="module", name="team")
def _team(bot: BotAtWork) -> Channel:
    """A channel in which people work, and the bot is not at first."""
    return bot.workspace.channel(TEAM)


TEAM = "marketing"


def told_alone(bot: BotAtWork, person: str, do: Callable[[], Any]) -> dict[str, Any]:
    """The next thing that the person alone is told, once they have done that."""
    who = bot.person(person)
    before = {each["ts"] for each in bot.workspace.private(who)}

    def told() -> list[dict[str, Any]]:
        return [each for each in bot.workspace.private(who) if each["ts"] not in before]

    do()
    return bot.workspace.wait_for(told, PATIENCE)[-1]


def press_alone(bot: BotAtWork, message: dict[str, Any], action: str, person: str, channel: Channel) -> None:
    """A button of what the person alone sees in that channel."""
    block, element = find_action(message, action)
    who = bot.person(person)
    assert bot.workspace.press(
        who, message["ts"], action, block["block_id"], element["value"], channel=channel.id
    )


def reviews_in(bot: BotAtWork, person: str, clause: str = "PMS-5.1") -> list[dict[str, Any]]:
    """The bot's messages in a person's conversation that quote a clause."""
    messages = bot.workspace.messages(bot.person(person))
    return [each for each in messages if "bot_id" in each and clause in text_of(each)]


def test_vigie_in_a_channel_is_for_its_author_alone_until_it_is_shared(bot: BotAtWork, team: Channel) -> None:
    james = bot.person("James")
    review = told_alone(
        bot, "James", lambda: bot.workspace.command(james, f"/vigie {PROMISE}", channel=team.id)
    )
    assert "PMS-5.1" in text_of(review)
    assert bot.workspace.messages_in(team) == []

    invite = told_alone(bot, "James", lambda: press_alone(bot, review, ids.SHARE, "James", team))
    assert "/invite @Vigie" in text_of(invite)

    bot.workspace.let_bot_in(team.id)
    press_alone(bot, review, ids.SHARE, "James", team)
    shared = bot.workspace.wait_for(
        lambda: [each for each in bot.workspace.messages_in(team) if "James Whitaker" in str(each)], PATIENCE
    )[0]
    assert "action_id" not in str(shared["blocks"])


def test_it_goes_on_in_the_conversation_as_the_same_review(bot: BotAtWork, team: Channel) -> None:
    priya = bot.person("Priya")
    review = told_alone(
        bot, "Priya", lambda: bot.workspace.command(priya, f"/vigie {PROMISE}", channel=team.id)
    )
    press_alone(bot, review, ids.TO_DM, "Priya", team)

    [card] = bot.workspace.wait_for(lambda: reviews_in(bot, "Priya"), PATIENCE)
    assert PROMISE in str(bot.workspace.messages(priya)[0])
    assert find_action(card, ids.POSTED)


def test_a_mention_is_answered_in_its_thread_to_its_author_alone(bot: BotAtWork, team: Channel) -> None:
    bot.workspace.let_bot_in(team.id)
    camille, james = bot.person("Camille"), bot.person("James")
    root = bot.workspace.say(james, "Qui a un billet à montrer?", channel=team.id)
    said = f"@Vigie {PROMISE}"
    review = told_alone(bot, "Camille", lambda: bot.workspace.say(camille, said, root, channel=team.id))

    assert "PMS-5.1" in text_of(review)
    assert review["thread_ts"] == root
    assert "Vigie" not in text_of(review).split("PMS-5.1")[0]


def test_a_message_is_reviewed_as_a_post_for_whoever_asks(bot: BotAtWork, team: Channel) -> None:
    james, camille = bot.person("James"), bot.person("Camille")
    ts = bot.workspace.say(james, PROMISE, channel=team.id)
    review = told_alone(
        bot, "Camille", lambda: bot.workspace.choose(camille, ids.REVIEW_MESSAGE, ts, team.id)
    )

    assert "PMS-5.1" in text_of(review)


def test_the_form_is_reviewed_in_the_conversation_and_a_profile_needs_compliance(bot: BotAtWork) -> None:
    amelie = bot.person("Amélie")
    bot.workspace.choose(amelie, ids.NEW_REVIEW)
    form = bot.workspace.wait_for(lambda: bot.workspace.view_of(amelie), PATIENCE)
    assert "Votre brouillon" in str(form)

    headline = "Conseillère en sécurité financière à Sherbrooke: j'explique les relevés de retraite."
    filled = {"platform": "linkedin", "language": "fr", "account": "own", "genre": "profile"}
    wrong = bot.workspace.submit(amelie, {"text": headline} | filled)
    assert (wrong.keys, wrong.words) == ({}, {})
    [card] = bot.workspace.wait_for(lambda: reviews_in(bot, "Amélie", "PMS-12.1"), PATIENCE)
    assert "Texte de profil" in text_of(card)


def test_a_file_alone_is_read_as_the_draft(bot: BotAtWork) -> None:
    files = [GivenFile("billet.txt", "text/plain", PROMISE.encode())]
    ts = bot.say("", "James", files=files)

    card = bot.card(ts, "James", PATIENCE)
    assert "billet.txt" in text_of(card)
    assert "PMS-5.1" in text_of(card)


def test_whoever_opens_the_conversation_first_is_welcomed_once(bot: BotAtWork) -> None:
    thomas = bot.person("Thomas")
    for _ in range(2):
        bot.workspace.open(thomas)
        [greeting] = bot.workspace.wait_for(lambda: bot.workspace.messages(thomas), PATIENCE)

    assert "Hello, I am Vigie" in text_of(greeting)


def test_a_guest_is_refused_politely_and_alone_at_every_door(bot: BotAtWork, team: Channel) -> None:
    bot.workspace.let_bot_in(team.id)
    alex, said = bot.person("Alex"), f"@Vigie {PROMISE}"
    ts = bot.workspace.say(bot.person("James"), PROMISE, channel=team.id)
    for door in (
        lambda: bot.workspace.command(alex, f"/vigie {PROMISE}", channel=team.id),
        lambda: bot.workspace.say(alex, said, channel=team.id),
        lambda: bot.workspace.choose(alex, ids.REVIEW_MESSAGE, ts, team.id),
    ):
        refusal = told_alone(bot, "Alex", door)
        assert "réservée au personnel" in text_of(refusal)
        assert "PMS" not in text_of(refusal)
