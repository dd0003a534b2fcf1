"""A command is taken as it was typed, kept before it is acknowledged, and acknowledged without a word."""

from typing import Any

import pytest

from bot.slack.parse import parse_command
from bot.usecases.chat_ports import Place, Received
from bot.workspace.people_acts import Refused
from bot.workspace.server import LocalWorkspace
from tests.slack.open_door import OpenDoor
from tests.slack.payloads import PERSON, TEAM, commanded
from tests.slack.test_app import dispatch
from tests.workspaces import in_a_hurry

EVENT = f"{TEAM}:command:13345224609.738474920.8088930838d88f008e0"


@pytest.mark.parametrize(("command", "name"), [("/policy", "policy"), ("/vigie", "review")])
def test_a_command_says_which_by_whom_where_and_where_its_answer_goes(command: str, name: str) -> None:
    assert parse_command(commanded(command, "Puis-je nommer un client?")) == Received(
        event=EVENT,
        subject=EVENT,
        kind="command",
        place=Place(TEAM, "C1", EVENT),
        message=EVENT,
        person=PERSON,
        text="Puis-je nommer un client?",
        choice=name,
        reply_to="https://hooks.slack.com/commands/T1/1/s3cr3t",
    )


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("R&amp;D &lt;b&gt;", "R&D <b>"),
        ("R&D <b>", "R&D <b>"),
        ("a &amp;amp; b", "a &amp; b"),
        ("<!channel> &amp; <@U1|x>", "<!channel> &amp; <@U1|x>"),
        ("nul\x00 \ud800", "nul\ufffd \ufffd"),
        ("", ""),
    ],
)
def test_what_was_typed_is_taken_to_the_letter_escaped_or_not(sent: str, typed: str) -> None:
    received = parse_command(commanded(text=sent))

    assert received is not None
    assert received.text == typed


@pytest.mark.parametrize(
    "body",
    [
        commanded("/of_2019", "x"),
        commanded(command=None),
        *(
            commanded(**{key: wrong})
            for key in ("trigger_id", "team_id", "channel_id", "user_id")
            for wrong in ("", None, 7, "a b", {"id": "U1"}, "é", "x" * 300)
        ),
        {},
        None,
        [],
        "/policy",
    ],
)
def test_what_is_not_a_whole_command_is_nothing(body: Any) -> None:
    assert parse_command(body) is None


@pytest.mark.parametrize(
    "address", [None, 7, "", "x", "ftp://hooks.slack.com/1", "https://a b", "https://" + "a" * 2000]
)
def test_an_address_that_is_none_is_left_out_and_the_command_is_still_answered(address: Any) -> None:
    received = parse_command(commanded(response_url=address))

    assert received is not None
    assert received.reply_to == ""


def test_neither_the_text_nor_the_address_is_shown_in_a_repr() -> None:
    received = parse_command(commanded(text="Bravo à Mme Zyxwanda"))

    assert "Zyxwanda" not in repr(received)
    assert "s3cr3t" not in repr(received)


def test_the_acknowledgement_comes_after_the_command_is_kept_and_says_nothing() -> None:
    kept: list[Received] = []
    response = dispatch(commanded("/policy", "Puis-je?"), submit=kept.append)

    assert (response.status, response.body) == (200, "")
    assert [each.text for each in kept] == ["Puis-je?"]


def test_a_command_typed_in_the_workspace_arrives_whole(workspace: LocalWorkspace, door: OpenDoor) -> None:
    person = workspace.person("Amélie")
    workspace.command(person, "/vigie Un billet <b> & R&D\n\n*gras*  ")
    workspace.command(person, "/policy")

    draft, nothing = door.received
    assert (draft.text, draft.choice, draft.person) == ("Un billet <b> & R&D\n\n*gras*", "review", person.id)
    assert (nothing.text, nothing.choice) == ("", "policy")
    assert draft.event != nothing.event
    assert draft.reply_to.startswith(workspace.page_url)


@in_a_hurry
def test_a_command_that_cannot_be_kept_is_not_acknowledged_and_the_person_is_told(
    workspace: LocalWorkspace, door: OpenDoor
) -> None:
    def fail(received: Received) -> None:
        raise RuntimeError(received.text)

    door.before_keeping = fail
    with pytest.raises(Refused, match="command-timeout"):
        workspace.command(workspace.person("Amélie"), "/policy Un secret")

    assert door.noted("event.not-kept")
    assert "secret" not in str(door.notes)
