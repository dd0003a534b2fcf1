"""What a messenger promises: what it posts is found again by its key, edited in place, and trouble is told
apart from refusal."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.domain.draft import Language
from bot.slack.calls import open_client
from bot.slack.ids import SCOPES
from bot.slack.messenger import SlackMessenger
from bot.slack.render import draw
from bot.usecases.chat_ports import CannotShow, Messenger, Place, TryLater
from bot.usecases.views import Acknowledged, Failed, Reading
from bot.workspace.faults import Fault
from bot.workspace.server import LocalWorkspace
from tests.fakes_messenger import InMemoryMessenger
from tests.workspaces import MovingClock, local_workspace


@dataclass
class Watched:
    """A messenger, two threads to show things in, and what a person sees there."""

    messenger: Messenger
    place: Place
    elsewhere: Place
    seen: Callable[[str], str]
    """The words of the message with that `ts`."""
    address: str
    """Where a command of the person is answered."""
    answered: Callable[[], list[str]]
    """The words of the answers to it, oldest first."""
    expire: Callable[[], None]
    """Half an hour passes."""
    person_id: str
    status: Callable[[Place], Any]
    """What the bot is said to be doing there, None when nothing is."""
    trouble: Callable[[str], None]
    """The next call of that method of Slack's meets trouble that passes."""
    break_line_after_posting: Callable[[], None]
    """The next message is posted and nobody hears of it."""


def _in_memory() -> Watched:
    messenger = InMemoryMessenger()

    def seen(ts: str) -> str:
        shown = messenger.messages[ts]
        return draw(shown.view, shown.language).text

    def break_line() -> None:
        raise TryLater("unreachable")

    return Watched(
        messenger,
        Place("T1", "D1", "100.1"),
        Place("T1", "D1", "200.1"),
        seen,
        "https://hooks.slack.com/commands/1",
        lambda: [draw(view, language).text for _, view, language in messenger.private],
        lambda: messenger.expired.add("https://hooks.slack.com/commands/1"),
        "1",
        messenger.statuses.get,
        lambda method: messenger.faults.append(TryLater("http_500")),
        lambda: setattr(messenger, "after_posting", break_line),
    )


def _in_slack(workspace: LocalWorkspace, clock: MovingClock) -> Watched:
    person = workspace.person("Amélie")
    faults = workspace.faults
    places = [
        Place(workspace.identity.team, person.channel, workspace.say(person, text)) for text in ("Un", "Deux")
    ]
    return Watched(
        SlackMessenger(open_client(workspace.bot_token, workspace.api_url)),
        *places,
        lambda ts: next(each["text"] for each in workspace.messages(person) if each["ts"] == ts),
        workspace.address_of_answer(person),
        lambda: [each["text"] for each in workspace.private(person)],
        clock.pass_half_an_hour,
        person.id,
        lambda place: workspace.statuses(person).get(place.thread),
        lambda method: faults.next_calls(method, Fault(status=500)),
        lambda: faults.next_calls("chat.postMessage", Fault(drop="after")),
    )


@pytest.fixture(params=["in memory", "in Slack"])
def watched(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Watched]:
    """The messenger under test."""
    if request.param == "in memory":
        yield _in_memory()
        return
    clock = MovingClock()
    with local_workspace(tmp_path, scopes=SCOPES, clock=clock) as workspace:
        yield _in_slack(workspace, clock)


def test_what_is_posted_is_seen_and_found_by_its_key_in_its_thread_alone(watched: Watched) -> None:
    messenger, place = watched.messenger, watched.place
    posted = {
        key: messenger.post(place, key, view, "fr")
        for key, view in {"card.1": Reading(), "card.2": Acknowledged()}.items()
    }

    assert watched.seen(posted["card.1"]) == draw(Reading(), "fr").text
    assert {key: messenger.find(place, key) for key in posted} == posted
    assert messenger.find(place, "card.3") is None
    assert messenger.find(watched.elsewhere, "card.1") is None


def test_an_edit_takes_the_place_of_what_was_shown_and_keeps_the_key(watched: Watched) -> None:
    messenger, place = watched.messenger, watched.place
    ts = messenger.post(place, "card.1", Reading(), "fr")

    messenger.edit(place, ts, Failed("card", "ab12"), "en")

    assert watched.seen(ts) == draw(Failed("card", "ab12"), "en").text
    assert messenger.find(place, "card.1") == ts


def test_a_message_that_is_not_there_cannot_be_edited(watched: Watched) -> None:
    with pytest.raises(CannotShow, match="message_not_found"):
        watched.messenger.edit(watched.place, "1.000001", Reading(), "fr")


def test_a_message_posted_before_the_line_broke_is_found_again(watched: Watched) -> None:
    watched.break_line_after_posting()
    with pytest.raises(TryLater, match="unreachable"):
        watched.messenger.post(watched.place, "card.1", Reading(), "fr")

    found = watched.messenger.find(watched.place, "card.1")

    assert found
    assert watched.seen(found) == draw(Reading(), "fr").text


@pytest.mark.parametrize("method", ["chat.postMessage", "conversations.replies", "chat.update"])
def test_after_trouble_that_passes_the_same_again_is_right(watched: Watched, method: str) -> None:
    messenger, place = watched.messenger, watched.place
    ts = messenger.post(place, "card.1", Reading(), "fr")
    does: dict[str, Callable[[], object]] = {
        "chat.postMessage": lambda: messenger.post(place, "card.2", Reading(), "fr"),
        "conversations.replies": lambda: messenger.find(place, "card.1"),
        "chat.update": lambda: messenger.edit(place, ts, Acknowledged(), "fr"),
    }

    watched.trouble(method)
    with pytest.raises(TryLater):
        does[method]()
    does[method]()


def test_a_status_is_shown_in_the_persons_language_and_cleared(watched: Watched) -> None:
    languages: tuple[Language, ...] = ("fr", "en")
    shown = []
    for language in languages:
        watched.messenger.show_status(watched.place, language)
        shown.append(watched.status(watched.place))

    watched.messenger.clear_status(watched.place)
    watched.messenger.clear_status(watched.place)

    assert all(shown)
    assert shown[0] != shown[1]
    assert watched.status(watched.place) is None


def test_a_message_takes_the_status_of_its_thread_away_and_of_no_other(watched: Watched) -> None:
    for place in (watched.place, watched.elsewhere):
        watched.messenger.show_status(place, "fr")

    watched.messenger.post(watched.place, "card.1", Reading(), "fr")

    assert watched.status(watched.place) is None
    assert watched.status(watched.elsewhere)


def test_a_command_is_answered_at_its_address_and_nowhere_else(watched: Watched) -> None:
    watched.messenger.answer_command(watched.address, Acknowledged(), "fr")
    watched.messenger.answer_command(watched.address, Reading(), "en")

    assert watched.answered() == [draw(Acknowledged(), "fr").text, draw(Reading(), "en").text]
    assert watched.messenger.find(watched.place, "card.1") is None


def test_an_address_is_good_for_half_an_hour(watched: Watched) -> None:
    watched.expire()

    with pytest.raises(CannotShow, match="expired_url"):
        watched.messenger.answer_command(watched.address, Acknowledged(), "fr")
    assert watched.answered() == []


def test_a_command_that_cannot_be_answered_now_may_be_later(watched: Watched) -> None:
    watched.trouble("response_url")
    with pytest.raises(TryLater):
        watched.messenger.answer_command(watched.address, Acknowledged(), "fr")

    watched.messenger.answer_command(watched.address, Acknowledged(), "fr")


def test_in_the_conversation_with_a_person_a_message_stands_outside_threads(watched: Watched) -> None:
    messenger = watched.messenger
    channel = messenger.conversation_with(watched.person_id)
    place = Place(watched.place.team, channel, "")
    ts = messenger.post(place, "answer.1", Acknowledged(), "fr")

    assert channel == watched.place.channel
    assert watched.seen(ts) == draw(Acknowledged(), "fr").text
    assert messenger.find(place, "answer.1") == ts
    assert messenger.find(place, "answer.2") is None
    assert messenger.find(watched.place, "answer.1") is None
