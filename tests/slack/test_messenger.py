"""What only Slack does to a messenger; what every messenger promises is in `tests/contracts`."""

import pytest

from bot.slack import messenger as messenger_module
from bot.slack.calls import open_client
from bot.slack.ids import METADATA_EVENT
from bot.slack.messenger import SlackMessenger
from bot.slack.render import draw
from bot.usecases.chat_ports import CannotShow, Place, TryLater
from bot.usecases.views import Acknowledged, Reading
from bot.workspace.answers import Asked
from bot.workspace.faults import Fault, TokenTrouble
from bot.workspace.people import POLICY_CHANNEL
from bot.workspace.server import LocalWorkspace


@pytest.fixture
def messenger(workspace: LocalWorkspace) -> SlackMessenger:
    return SlackMessenger(open_client(workspace.bot_token, workspace.api_url))


@pytest.fixture
def place(workspace: LocalWorkspace) -> Place:
    """The thread of a draft that Amélie sent."""
    person = workspace.person("Amélie")
    return Place(workspace.identity.team, person.channel, workspace.say(person, "Un brouillon"))


def shown(workspace: LocalWorkspace, ts: str) -> dict[str, object]:
    messages = workspace.messages(workspace.person("Amélie"))
    return next(message for message in messages if message["ts"] == ts)


def test_a_message_is_posted_in_the_thread_and_carries_its_key(
    workspace: LocalWorkspace, messenger: SlackMessenger, place: Place
) -> None:
    ts = messenger.post(place, "card.1", Reading(), "fr")

    message = shown(workspace, ts)
    assert message["thread_ts"] == place.thread
    assert message["metadata"] == {"event_type": METADATA_EVENT, "event_payload": {"key": "card.1"}}


def test_nothing_that_is_posted_pings_or_unfolds(place: Place, messenger: SlackMessenger) -> None:
    sent: list[dict[str, object]] = []
    client = messenger._client
    answer = {"ts": "1.1", "message": {"thread_ts": place.thread}}
    client.api_call = lambda method, *, json, **how: sent.append(json) or answer  # type: ignore[method-assign]
    messenger.post(place, "card.1", Reading(), "fr")
    messenger.edit(place, "1.1", Reading(), "fr")

    posted, edited = sent
    assert (posted["unfurl_links"], posted["unfurl_media"]) == (False, False)
    assert [(each["parse"], each["link_names"]) for each in (posted, edited)] == [("none", False)] * 2


def test_a_message_is_found_by_its_key_among_many(
    messenger: SlackMessenger, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messenger_module, "_PAGE", 2)
    posted = {
        f"card.{number}": messenger.post(place, f"card.{number}", Acknowledged(), "fr") for number in range(5)
    }

    assert {key: messenger.find(place, key) for key in posted} == posted
    assert messenger.find(place, "card.9") is None


@pytest.mark.parametrize(
    ("fault", "after"),
    [
        (Fault(status=429, retry_after=7), 7.0),
        (Fault(status=500), None),
        (Fault(status=503), None),
        (Fault(drop="before"), None),
        (Fault(error="service_unavailable"), None),
        (Fault(error="internal_error"), None),
    ],
)
def test_trouble_that_passes_is_to_be_tried_later(
    workspace: LocalWorkspace, messenger: SlackMessenger, place: Place, fault: Fault, after: float | None
) -> None:
    for method in ("chat.postMessage", "chat.update", "conversations.replies"):
        workspace.faults.next_calls(method, fault)
    ways = (
        lambda: messenger.post(place, "card.1", Reading(), "fr"),
        lambda: messenger.edit(place, "1.1", Reading(), "fr"),
        lambda: messenger.find(place, "card.1"),
    )
    for way in ways:
        with pytest.raises(TryLater) as trouble:
            way()
        assert trouble.value.after == after
        assert trouble.value.__context__ is None


def test_what_slack_refuses_is_refused_with_its_word(messenger: SlackMessenger, place: Place) -> None:
    elsewhere = Place(place.team, "D0NOBODY00", place.thread)
    with pytest.raises(CannotShow, match="channel_not_found"):
        messenger.post(elsewhere, "card.1", Reading(), "fr")


@pytest.mark.parametrize("trouble", ["token_revoked", "invalid_auth", "account_inactive", "token_expired"])
def test_a_message_waits_until_the_token_is_mended(
    workspace: LocalWorkspace, messenger: SlackMessenger, place: Place, trouble: TokenTrouble
) -> None:
    workspace.faults.revoke("bot", trouble)
    with pytest.raises(TryLater, match=trouble) as waiting:
        messenger.post(place, "card.1", Reading(), "fr")
    assert waiting.value.__context__ is None

    workspace.faults.restore("bot")
    assert messenger.post(place, "card.1", Reading(), "fr")


def test_a_slow_answer_is_not_waited_for_without_end(
    workspace: LocalWorkspace, messenger: SlackMessenger, place: Place
) -> None:
    assert messenger._client.timeout == 10
    messenger._client.timeout = 0.1  # type: ignore[assignment]
    workspace.faults.next_calls("chat.postMessage", Fault(delay=0.5))
    with pytest.raises(TryLater, match="timeout") as silent:
        messenger.post(place, "card.1", Reading(), "fr")

    assert silent.value.after is not None
    assert silent.value.after > 10, "what Slack is still at would not be found yet, and be posted again"


def test_a_status_that_cannot_be_shown_is_nobodys_problem(
    workspace: LocalWorkspace, messenger: SlackMessenger, place: Place
) -> None:
    workspace.faults.next_calls("assistant.threads.setStatus", Fault(status=500))
    messenger.show_status(place, "fr")
    workspace.faults.revoke("bot")
    messenger.clear_status(place)

    assert workspace.statuses(workspace.person("Amélie")) == {}


def test_an_answer_to_a_button_takes_the_place_of_what_one_person_sees(
    workspace: LocalWorkspace, messenger: SlackMessenger
) -> None:
    person = workspace.person("Amélie")
    channel = Place(workspace.identity.team, POLICY_CHANNEL.id, "")
    messenger.tell_alone(channel, person.id, Reading(), "fr")
    [told] = workspace.private(person)
    asked = Asked(person.id, channel.channel, ts=told["ts"], is_ephemeral=True)
    address = workspace._on_loop(lambda: workspace._state.new_address(asked))

    messenger.answer_command(address, Acknowledged(), "fr", instead=True)
    assert [each["text"] for each in workspace.private(person)] == [draw(Acknowledged(), "fr").text]
    messenger.answer_command(address, Reading(), "fr")
    assert len(workspace.private(person)) == 2


def test_who_is_told_alone_is_pinged_by_nothing(place: Place, messenger: SlackMessenger) -> None:
    sent: list[dict[str, object]] = []
    messenger._client.api_call = lambda method, *, json, **how: sent.append(json)  # type: ignore[method-assign,assignment]
    messenger.tell_alone(place, "U1", Reading(), "fr")

    assert (sent[0]["user"], sent[0]["thread_ts"]) == ("U1", place.thread)
    assert (sent[0]["parse"], sent[0]["link_names"]) == ("none", False)
