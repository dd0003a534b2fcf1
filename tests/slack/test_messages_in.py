"""What people write reaches the bot to the letter, is acknowledged once it is kept, and not before."""

import time

import pytest

from bot.usecases.chat_ports import Received
from bot.workspace.people_acts import GivenFile
from bot.workspace.server import LocalWorkspace
from tests.slack.open_door import OpenDoor
from tests.workspaces import in_a_hurry

DRAFT = (
    "Bonjour à tous 👋🏽\n\n  A & B < C > D — « rendement garanti »\nhttps://exemple.ca/a?b=1&c=2 exemple.ca"
)


def test_a_message_arrives_to_the_letter(workspace: LocalWorkspace, door: OpenDoor) -> None:
    person = workspace.person("Amélie")
    ts = workspace.say(person, DRAFT)
    workspace.wait_for(lambda: door.received)

    (received,) = door.received
    assert received.text == DRAFT
    assert (received.kind, received.message, received.person) == ("message", ts, person.id)
    assert (received.place.channel, received.place.thread) == (person.channel, ts)
    assert received.subject == f"{received.place.team}:{person.channel}:{ts}"


def test_a_reply_belongs_to_the_thread_and_files_come_with_it(
    workspace: LocalWorkspace, door: OpenDoor
) -> None:
    person = workspace.person("James")
    root = workspace.say(person, "A first draft")
    files = [GivenFile("a.png", "image/png", b"x"), GivenFile("b.pdf", "application/pdf", b"x")]
    workspace.say(person, "With a picture", root, files)
    workspace.wait_for(lambda: len(door.received) == 2)

    reply = door.received[1]
    assert reply.place.thread == root
    assert reply.attachments == ("image", "file")


def test_an_edit_and_a_deletion_arrive_as_such(workspace: LocalWorkspace, door: OpenDoor) -> None:
    person = workspace.person("Amélie")
    ts = workspace.say(person, "Un")
    workspace.wait_for(lambda: door.received)
    workspace.edit(person, ts, "Deux")
    workspace.wait_for(lambda: len(door.received) == 2)
    workspace.delete(person, ts)
    workspace.wait_for(lambda: len(door.received) == 3)

    assert [(each.kind, each.message, each.text) for each in door.received] == [
        ("message", ts, "Un"),
        ("edit", ts, "Deux"),
        ("deletion", ts, ""),
    ]
    assert len({each.subject for each in door.received}) == 3


@in_a_hurry
def test_what_cannot_be_kept_is_not_acknowledged_and_comes_again(
    workspace: LocalWorkspace, door: OpenDoor
) -> None:
    failures = iter([True, True])

    def fail_twice(received: Received) -> None:
        if next(failures, False):
            raise RuntimeError(f"no room for {received.text}")

    door.before_keeping = fail_twice
    workspace.say(workspace.person("Amélie"), "Un brouillon CONFIDENTIEL")
    workspace.wait_for(lambda: door.received)
    workspace.wait_for(lambda: not workspace.on_the_way())

    assert len(door.received) == 1
    assert [ids["error"] for ids in door.noted("event.not-kept")] == ["RuntimeError"] * 2
    assert "CONFIDENTIEL" not in str(door.notes)


@pytest.mark.parametrize(
    "event",
    [
        {"type": "agent_session_stopped", "channel": "D0AMELIE01", "user": "U0AMELIE01"},
        {"type": "message", "subtype": "channel_join", "channel": "D0AMELIE01", "channel_type": "im"},
        {"type": "app_home_opened", "tab": "home", "user": "U0AMELIE01", "channel": "D0AMELIE01"},
        {"type": "something_of_2031"},
    ],
)
def test_an_event_that_is_not_for_us_is_acknowledged_and_forgotten(
    workspace: LocalWorkspace, door: OpenDoor, event: dict[str, str]
) -> None:
    workspace.deliver(event)
    workspace.wait_for(lambda: not workspace.on_the_way())
    workspace.say(workspace.person("Amélie"), "Le suivant")
    workspace.wait_for(lambda: door.received)

    assert [each.text for each in door.received] == ["Le suivant"]
    assert not door.noted("event.not-kept")


def test_an_acknowledgement_takes_less_than_a_tenth_of_a_second(
    workspace: LocalWorkspace, door: OpenDoor
) -> None:
    person = workspace.person("Amélie")
    fastest = 10.0
    for number in range(5):
        begun = time.perf_counter()
        workspace.say(person, f"Brouillon {number}")
        workspace.wait_for(lambda: not workspace.on_the_way())
        fastest = min(fastest, time.perf_counter() - begun)

    assert fastest < 0.1


def test_who_opens_the_conversation_is_shown_what_to_try_in_their_language(
    workspace: LocalWorkspace, door: OpenDoor
) -> None:
    for name, word in (("Amélie", "billet"), ("James", "post")):
        person = workspace.person(name)
        workspace.open(person)
        prompts = workspace.wait_for(lambda person=person: workspace.prompts(person))
        assert len(prompts["prompts"]) == 4
        assert word in prompts["title"]
    assert not door.received


def test_a_guest_is_suggested_nothing(workspace: LocalWorkspace, door: OpenDoor) -> None:
    guest, employee = workspace.person("Alex"), workspace.person("Amélie")
    workspace.open(guest)
    workspace.wait_for(lambda: not workspace.on_the_way())
    workspace.open(employee)
    workspace.wait_for(lambda: workspace.prompts(employee))

    assert workspace.prompts(guest) is None


def test_suggestions_that_fail_delay_and_break_nothing(workspace: LocalWorkspace, door: OpenDoor) -> None:
    workspace.faults.withdraw_scope("assistant:write")
    workspace.open(workspace.person("Amélie"))
    workspace.wait_for(lambda: door.noted("prompts.not-shown"))

    assert door.noted("prompts.not-shown") == [{"why": "missing_scope"}]
    assert not workspace.on_the_way()
