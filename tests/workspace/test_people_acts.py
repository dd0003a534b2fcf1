"""What people do, and the events that the bot gets for it."""

import asyncio
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.workspace import limits
from bot.workspace.people_acts import GivenFile, Refused
from bot.workspace.server import LocalWorkspace
from tests.workspaces import web_client


def sent(workspace: LocalWorkspace) -> list[dict[str, Any]]:
    """The events on their way to a bot that is not there."""
    return [payload["event"] for payload in workspace.on_the_way()]


def refused(act: Any, *arguments: Any, **named: Any) -> str:
    """The text key of the refusal."""
    with pytest.raises(Refused) as raised:
        act(*arguments, **named)
    return raised.value.key


def test_each_person_has_one_conversation_with_the_bot(workspace: LocalWorkspace) -> None:
    amelie, james = workspace.person("Amélie"), workspace.person("James Whitaker")
    workspace.say(amelie, "Bonjour")
    workspace.say(james, "Hello")
    assert [message["text"] for message in workspace.messages(amelie)] == ["Bonjour"]
    assert [message["text"] for message in workspace.messages(james)] == ["Hello"]
    with pytest.raises(LookupError):
        workspace.person("Nobody")


def test_every_ts_is_its_own_though_the_clock_stands_still(workspace: LocalWorkspace) -> None:
    person = workspace.person("Amélie")
    said = [workspace.say(person, "a") for _ in range(20)]
    assert said == sorted(set(said))


def test_an_edit_tells_what_it_was_and_what_it_is(workspace: LocalWorkspace) -> None:
    person = workspace.person("Amélie")
    ts = workspace.say(person, "un")
    workspace.edit(person, ts, "deux")
    event = sent(workspace)[-1]
    assert (event["subtype"], event["channel"], event["hidden"]) == ("message_changed", person.channel, True)
    assert (event["message"]["text"], event["previous_message"]["text"]) == ("deux", "un")
    assert event["message"]["edited"]["user"] == person.id
    assert event["message"]["ts"] == event["previous_message"]["ts"] == ts
    assert event["ts"] > ts
    assert event["message"]["blocks"][0]["elements"][0]["elements"] == [{"type": "text", "text": "deux"}]
    assert workspace.messages(person)[0]["edited"]


def test_an_edit_that_changes_nothing_is_no_event(workspace: LocalWorkspace) -> None:
    person = workspace.person("Amélie")
    workspace.edit(person, workspace.say(person, "un"), "un")
    assert len(sent(workspace)) == 1
    assert "edited" not in workspace.messages(person)[0]


def test_a_deleted_message_leaves_no_trace(workspace: LocalWorkspace) -> None:
    person = workspace.person("Amélie")
    ts = workspace.say(person, "un")
    workspace.delete(person, ts)
    event = sent(workspace)[-1]
    assert (event["subtype"], event["deleted_ts"]) == ("message_deleted", ts)
    assert event["previous_message"]["text"] == "un"
    assert workspace.messages(person) == []


def test_a_deleted_message_with_replies_becomes_a_tombstone(workspace: LocalWorkspace) -> None:
    person = workspace.person("Amélie")
    ts = workspace.say(person, "un")
    reply = workspace.say(person, "réponse", thread_ts=ts)
    workspace.delete(person, ts)
    event = sent(workspace)[-1]
    assert (event["subtype"], event["message"]["subtype"]) == ("message_changed", "tombstone")
    assert (event["message"]["ts"], event["message"]["reply_count"]) == (ts, 1)
    assert event["previous_message"]["text"] == "un"
    stone, kept = workspace.messages(person)
    assert stone["deleted"] is True
    assert "text" not in stone
    assert kept["ts"] == reply
    assert refused(workspace.edit, person, ts, "trois") == "page.error.gone"


def test_a_reply_to_a_reply_is_in_the_thread_of_the_root(workspace: LocalWorkspace) -> None:
    person = workspace.person("Amélie")
    root = workspace.say(person, "un")
    reply = workspace.say(person, "deux", thread_ts=root)
    workspace.say(person, "trois", thread_ts=reply)
    event = sent(workspace)[-1]
    assert (event["thread_ts"], event["parent_user_id"]) == (root, person.id)


def test_a_file_is_shared_with_its_name_and_size(workspace: LocalWorkspace) -> None:
    person = workspace.person("Amélie")
    workspace.say(person, "Voici", files=[GivenFile("photo.png", "image/png", b"1234")])
    (event,) = sent(workspace)
    (file,) = event["files"]
    assert (event["subtype"], event["text"]) == ("file_share", "Voici")
    assert (file["name"], file["mimetype"], file["filetype"], file["size"]) == (
        "photo.png",
        "image/png",
        "png",
        4,
    )


def test_a_file_may_come_without_words(workspace: LocalWorkspace) -> None:
    person = workspace.person("Amélie")
    workspace.say(person, "", files=[GivenFile("photo.png", "image/png", b"1234")])
    assert sent(workspace)[0]["text"] == ""
    assert "blocks" not in sent(workspace)[0] or sent(workspace)[0]["blocks"] == []


def test_opening_the_conversation_is_told(workspace: LocalWorkspace) -> None:
    person = workspace.person("Amélie")
    workspace.open(person)
    (event,) = sent(workspace)
    assert (event["type"], event["tab"]) == ("app_home_opened", "messages")
    assert (event["user"], event["channel"]) == (person.id, person.channel)


def test_what_slacks_own_composer_refuses_is_refused(workspace: LocalWorkspace) -> None:
    person = workspace.person("Amélie")
    assert refused(workspace.say, person, " \n") == "page.error.empty"
    assert refused(workspace.say, person, "/policy list") == "page.error.command"
    assert refused(workspace.say, person, "a" * (limits.MESSAGE_TEXT + 1)) == "page.error.too-long"
    big = GivenFile("a.png", "image/png", b"a" * (limits.FILE_BYTES + 1))
    assert refused(workspace.say, person, "a", files=[big]) == "page.error.file-too-large"
    assert refused(workspace.say, person, "a", thread_ts="1.0") == "page.error.gone"
    assert sent(workspace) == []
    workspace.say(person, "/ un texte qui commence par une barre")
    workspace.say(person, "a" * limits.MESSAGE_TEXT)
    assert len(sent(workspace)) == 2


def test_nobody_changes_what_another_wrote(workspace: LocalWorkspace) -> None:
    amelie, james = workspace.person("Amélie"), workspace.person("James")
    ts = workspace.say(amelie, "à moi")
    posted = web_client(workspace).chat_postMessage(channel=amelie.channel, text="au robot")["ts"]
    for person, message in ((james, ts), (amelie, posted)):
        assert refused(workspace.edit, person, message, "non") == "page.error.gone"
        assert refused(workspace.delete, person, message) == "page.error.gone"


def test_a_button_that_is_not_there_cannot_be_pressed(workspace: LocalWorkspace) -> None:
    person = workspace.person("Amélie")
    ts = workspace.say(person, "un")
    assert refused(workspace.press, person, ts, "yes") == "page.error.gone"
    assert refused(workspace.press, person, "1.0", "yes") == "page.error.gone"


def test_the_bots_edit_is_an_event_too(workspace: LocalWorkspace) -> None:
    client: WebClient = web_client(workspace)
    person = workspace.person("Amélie")
    ts = client.chat_postMessage(channel=person.channel, text="Lecture…")["ts"]
    client.chat_update(channel=person.channel, ts=ts, text="Lu")
    posted, changed = sent(workspace)
    assert posted["bot_id"] == changed["message"]["bot_id"] == workspace.identity.bot
    assert changed["subtype"] == "message_changed"


def test_waiting_for_what_never_comes_fails(workspace: LocalWorkspace) -> None:
    with pytest.raises(TimeoutError):
        workspace.wait_for(lambda: False, seconds=0.02)
    assert workspace.wait_for(lambda: "now") == "now"
    assert asyncio.run(asyncio.to_thread(workspace.messages, workspace.person("Amélie"))) == []
