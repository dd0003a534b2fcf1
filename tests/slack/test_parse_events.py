"""What a person did is told from everything else that Slack says about a conversation."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.ids import CHOOSE_PLATFORM, TRY_AGAIN
from bot.slack.parse import parse_event, parse_press
from bot.usecases.chat_ports import FileRef, Place, Received
from tests.slack.payloads import (
    BOT,
    CHANNEL,
    PERSON,
    TEAM,
    TS,
    changed,
    delivered,
    pressed,
    rich,
    said,
    section,
)

HERE = Place(TEAM, CHANNEL, TS)


def parsed(event: dict[str, Any]) -> Any:
    return parse_event(delivered(event))


@pytest.mark.parametrize("subtype", [None, "file_share", "thread_broadcast"])
def test_what_a_person_writes_is_a_message(subtype: str | None) -> None:
    received = parsed(said("Bonjour") | ({"subtype": subtype} if subtype else {}))

    assert (received.event, received.subject) == ("Ev1", f"T1:D1:{TS}")
    assert (received.kind, received.text, received.person) == ("message", "Bonjour", PERSON)
    assert (received.place, received.message) == (HERE, TS)


def test_the_files_of_a_message_are_named_and_those_that_are_gone_are_not() -> None:
    files = [
        {"id": "F1", "name": "politique.docx", "size": 9, "mimetype": "application/msword", "mode": "hosted"},
        {"id": "F2", "name": "retirée.pdf", "mode": "tombstone"},
        {"id": "a b", "name": "x.pdf"},
        {"id": "F3"},
        {"id": "F4", "name": "sans taille.md", "size": "9"},
    ]
    received = parsed(said("", subtype="file_share", files=files))

    assert received.files == (
        FileRef("F1", "politique.docx", 9, "application/msword"),
        FileRef("F4", "sans taille.md", 0, ""),
    )
    assert "politique" not in repr(received)


def test_a_reply_is_in_the_thread_of_its_root() -> None:
    received = parsed(said("Merci", ts="1700000005.000000", thread_ts=TS))

    assert received.place == HERE
    assert received.message == "1700000005.000000"


@pytest.mark.parametrize(
    "event",
    [
        said("x", bot_id="B1"),
        said("x", user=BOT),
        said("x", user="USLACKBOT"),
        said("x", subtype="bot_message"),
        said("x", subtype="channel_topic"),
        said("x", channel="C1", channel_type="channel"),
        said("x", channel="G1", channel_type="mpim"),
        said("x", user=None),
        said("x", ts="now"),
        said("x", type="reaction_added"),
        changed(said("a", bot_id="B1", edited={"user": BOT, "ts": "2.2"}), said("b", bot_id="B1")),
        {"type": "message", "subtype": "message_deleted", "channel": CHANNEL, "channel_type": "im"},
    ],
)
def test_everything_else_is_not_for_us(event: dict[str, Any]) -> None:
    assert parsed(event) is None


def test_an_edit_that_changes_the_text_is_an_edit() -> None:
    received = parsed(changed(said("Deux", edited={"user": PERSON, "ts": "1700000008.000000"}), said("Un")))

    assert (received.kind, received.text, received.place, received.message) == ("edit", "Deux", HERE, TS)
    assert received.subject == f"T1:D1:{TS}:edited:1700000008.000000"


def test_an_edit_without_a_time_of_its_own_has_that_of_the_event() -> None:
    assert parsed(changed(said("Deux"), said("Un"))).subject == f"T1:D1:{TS}:edited:1700000009.000900"


@pytest.mark.parametrize(
    "message",
    [
        said("Un", attachments=[{"from_url": "https://a.b", "title": "unfolded"}]),
        said("Un", reply_count=3, subscribed=True),
        said("Un", blocks=rich(section("Un"))),
        said("Deux", edited={"user": "U2", "ts": "1700000008.000000"}),
    ],
)
def test_a_change_that_its_author_did_not_make_to_the_text_is_no_edit(message: dict[str, Any]) -> None:
    assert parsed(changed(message, said("Un"))) is None


def test_taking_a_file_away_is_an_edit() -> None:
    picture = {"mimetype": "image/png", "mode": "hosted"}
    received = parsed(changed(said("Un", files=[]), said("Un", files=[picture])))

    assert (received.kind, received.attachments) == ("edit", ())


def test_a_deletion_is_by_the_author_and_without_the_text() -> None:
    gone = {"type": "message", "subtype": "message_deleted", "channel": CHANNEL, "channel_type": "im"}
    received = parsed(gone | {"deleted_ts": TS, "previous_message": said("Un secret")})

    assert (received.kind, received.person, received.message, received.text) == ("deletion", PERSON, TS, "")
    assert received.subject == f"T1:D1:{TS}:deleted"


def test_the_stone_that_stays_when_a_message_had_replies_is_a_deletion() -> None:
    stone = {"type": "message", "subtype": "tombstone", "user": "USLACKBOT", "hidden": True, "ts": TS}
    received = parsed(changed(stone | {"text": "This message was deleted."}, said("Un secret")))

    assert (received.kind, received.person, received.message, received.text) == ("deletion", PERSON, TS, "")


def test_deleting_a_message_of_the_bot_is_nothing() -> None:
    gone = {"type": "message", "subtype": "message_deleted", "channel": CHANNEL, "channel_type": "im"}

    assert parsed(gone | {"deleted_ts": TS, "previous_message": said("Une carte", bot_id="B1")}) is None


def test_what_came_with_the_text_is_named_once_a_kind() -> None:
    kinds = ("image/png", "image/jpeg", "video/mp4", "application/pdf", "audio/mp3", None)
    files = [{"mimetype": each} for each in kinds] + [{"mimetype": "video/mp4", "mode": "tombstone"}]

    assert parsed(said("x", files=files)).attachments == ("image", "video", "file")


def test_a_forwarded_message_is_something_that_is_not_read() -> None:
    forwarded = [{"is_share": True, "text": "Rendement garanti"}, {"from_url": "https://a.b"}]

    assert parsed(said("x", attachments=forwarded)).attachments == ("message",)


def test_what_no_database_can_keep_is_replaced() -> None:
    assert parsed(said("a\x00b\ud800c")).text == "a\ufffdb\ufffdc"


ODD: tuple[Any, ...] = (
    *(
        None,
        True,
        0,
        -1,
        10**400,
        float("nan"),
        "",
        "x",
        "\x00\ud800",
        "rich_text",
        "link",
        "emoji",
        "tombstone",
    ),
    *([], [None], [[]], {}, {"type": []}, {"type": {}}, {"user": []}, TS, PERSON),
)
"""What no field should hold, and what another field should."""
ELEMENTS = ("text", "link", "emoji", "user", "channel", "usergroup", "broadcast", "date", "color", "other")


def bent(*keys: str) -> st.SearchStrategy[dict[str, Any]]:
    """Some of these fields, with anything in them."""
    return st.dictionaries(st.sampled_from(keys), st.sampled_from(ODD), max_size=4)


MESSAGE_FIELDS = (
    *("type", "subtype", "channel", "channel_type", "user", "text", "ts", "thread_ts"),
    *("blocks", "files", "edited", "bot_id"),
)
ELEMENT_FIELDS = (
    *("type", "text", "url", "name", "unicode", "user_id", "range", "timestamp", "fallback", "value"),
    *("elements", "style", "indent", "offset"),
)


@given(
    bent(*MESSAGE_FIELDS),
    bent(*MESSAGE_FIELDS),
    bent("type", "event", "team_id", "event_id", "authorizations"),
)
def test_no_event_is_too_odd(now: dict[str, Any], before: dict[str, Any], odd: dict[str, Any]) -> None:
    message, previous = said("x") | now, said("y") | before
    gone = {"type": "message", "subtype": "message_deleted", "channel": CHANNEL, "channel_type": "im"}
    for event in (message, changed(message, previous), gone | {"previous_message": previous}):
        received = parse_event(delivered(event) | odd)
        assert received is None or can_be_kept(received)


@pytest.mark.parametrize("kind", ELEMENTS)
def test_no_element_is_too_odd(kind: str) -> None:
    for field, value in product(ELEMENT_FIELDS, ODD):
        element = {"type": kind} | {field: value}
        for part in ("section", "list", "quote"):
            inside = section(element, section(element), kind=f"rich_text_{part}") | {field: value}
            for blocks in (rich(inside, section(element)), [{"type": "rich_text", field: value}], value):
                assert can_be_kept(parsed(said("x", blocks=blocks)))


@given(
    bent("action_id", "value", "action_ts", "selected_option"),
    bent("user", "team", "channel", "container", "message"),
)
def test_no_press_is_too_odd(action: dict[str, Any], odd: dict[str, Any]) -> None:
    for action_id in (TRY_AGAIN, CHOOSE_PLATFORM):
        received = parse_press(pressed({"action_id": action_id, "value": "card"} | action, **odd))
        assert received is None or can_be_kept(received)


@pytest.mark.parametrize("body", ODD)
def test_no_payload_is_too_odd(body: Any) -> None:
    assert (parse_event(body), parse_press(body)) == (None, None)


def can_be_kept(received: Received) -> bool:
    """Whether every database takes it, and it says who, what and where."""
    texts = (received.event, received.subject, received.person, received.message, received.place.lane)
    kept = (*texts, received.text, received.card, received.choice)
    return all(texts) and not any("\x00" in each for each in kept) and bool("".join(kept).encode())
