"""What the inbox promises of texts: one that was changed is not answered, one that is over is forgotten."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from sqlalchemy.engine import Engine

from bot.adapters.sqlalchemy_inbox import SqlAlchemyInbox
from bot.usecases.chat_ports import FileRef, Inbox, Kind, Outcome, Place
from tests.inbox_entries import MONDAY, accept_all, later, received

SECRET = "Le client Tremblay a doublé sa mise"


@pytest.mark.parametrize(
    ("arrival", "superseded"),
    [
        (["message", "message"], []),
        (["message", "edit"], ["E0"]),
        (["edit", "message"], ["E1"]),
        (["message", "edit", "edit"], ["E0", "E1"]),
        (["message", "edit", "deletion"], ["E0", "E1"]),
        (["deletion", "edit", "message"], ["E1", "E2"]),
    ],
    ids=" ".join,
)
def test_what_a_change_makes_old_is_superseded_in_whatever_order_they_come(
    arrival: list[Kind], superseded: list[str], inbox: Inbox
) -> None:
    accept_all(inbox, *(received(f"E{n}", kind=kind, message="100.1") for n, kind in enumerate(arrival)))

    assert [f"E{n}" for n in range(len(arrival)) if inbox.superseded(f"E{n}")] == superseded


def test_a_change_of_another_message_supersedes_nothing(inbox: Inbox) -> None:
    elsewhere = replace(received("E3", kind="edit", message="100.1"), place=Place("T1", "D2", "100.1"))
    accept_all(
        inbox,
        received("E1", message="100.1"),
        received("E2", kind="edit", message="100.2"),
        elsewhere,
        received("E4", kind="edit", message="100.1", team="T2"),
    )

    assert not inbox.superseded("E1")


@pytest.mark.parametrize(
    ("outcome", "text"), [("done", ""), ("dropped", ""), ("open", SECRET), ("failed", SECRET)]
)
def test_a_text_is_kept_only_as_long_as_it_may_be_needed(outcome: Outcome, text: str, inbox: Inbox) -> None:
    inbox.accept(received("E1", text=SECRET), MONDAY)
    inbox.begin(MONDAY, most=10)

    inbox.finish("E1", outcome, later(1))

    assert inbox.job("E1").received == received("E1", text=text)


@pytest.mark.parametrize(("outcome", "kept"), [("done", 0), ("dropped", 0), ("open", 1), ("failed", 1)])
def test_the_names_of_files_and_what_was_filled_in_are_words_of_the_person_too(
    outcome: Outcome, kept: int, inbox: Inbox
) -> None:
    files, form = (FileRef("F1", f"{SECRET}.pdf", 1),), {"note": SECRET}
    uploaded = replace(received("E1", kind="form"), choice="policy", files=files, form=form)
    inbox.accept(uploaded, MONDAY)
    [job] = inbox.begin(MONDAY, most=10)
    assert "Tremblay" not in f"{job!r} {job}"

    inbox.finish("E1", outcome, later(1))

    over = inbox.job("E1").received
    assert (over.files, over.form) == ((files, form) if kept else ((), {}))
    inbox.erase_text("D1", "E1")
    assert (inbox.job("E1").received.files, inbox.job("E1").received.form) == ((), {})


@pytest.mark.parametrize("outcome", get_args(Outcome))
def test_the_address_of_an_answer_is_kept_until_it_was_given_and_no_longer(
    outcome: Outcome, inbox: Inbox
) -> None:
    command = replace(received("E1", kind="command"), reply_to=f"https://hooks.slack.com/{SECRET}")
    inbox.accept(command, MONDAY)
    inbox.begin(MONDAY, most=10)
    inbox.postpone("E1", later(1))
    [again] = inbox.begin(later(2), most=10)
    assert again.received == command
    assert "hooks" not in repr(again)

    inbox.finish("E1", outcome, later(3))

    assert inbox.job("E1").received.reply_to == ""


@pytest.mark.parametrize("kept", ["open", "failed"])
@pytest.mark.parametrize("over", ["done", "dropped"])
def test_a_text_that_was_kept_is_erased_when_it_is_over_after_all(
    kept: Outcome, over: Outcome, inbox: Inbox
) -> None:
    inbox.accept(received("E1", text=SECRET), MONDAY)
    inbox.finish("E1", kept, later(1))

    inbox.finish("E1", over, later(2))

    assert inbox.job("E1").received.text == ""
    assert inbox.counts()[over] == 1


def test_the_text_of_a_message_and_of_its_edits_is_forgotten_and_nothing_else(inbox: Inbox) -> None:
    accept_all(
        inbox,
        received("E1", message="100.1"),
        received("E2", kind="edit", message="100.1"),
        received("E3", message="100.2"),
        replace(received("E4", message="100.1"), place=Place("T1", "D2", "100.1")),
    )
    for event, outcome in (("E1", "failed"), ("E2", "open"), ("E3", "failed"), ("E4", "failed")):
        inbox.finish(event, outcome, later(9))

    inbox.erase_text("D1", "100.1")
    inbox.erase_text("D1", "100.1")

    texts = [inbox.job(event).received.text for event in ("E1", "E2", "E3", "E4")]
    assert texts == ["", "", "Un brouillon", "Un brouillon"]
    assert (inbox.counts()["failed"], inbox.counts()["open"]) == (3, 1)


def test_what_is_still_to_be_done_keeps_its_text(inbox: Inbox) -> None:
    accept_all(inbox, received("E1", message="100.1"), received("E2", kind="edit", message="100.1"))
    inbox.begin(later(9), most=10)

    inbox.erase_text("D1", "100.1")

    assert [inbox.job(event).received.text for event in ("E1", "E2")] == ["Un brouillon"] * 2


def test_every_state_is_counted(inbox: Inbox) -> None:
    nothing = {"waiting": 0, "begun": 0, "done": 0, "dropped": 0, "open": 0, "failed": 0}
    assert inbox.counts() == nothing
    accept_all(inbox, *(received(f"E{number}", thread=f"{number}") for number in range(9)))
    inbox.begin(later(9), most=8)
    for event, outcome in (
        ("E0", "failed"),
        ("E1", "done"),
        ("E2", "done"),
        ("E3", "dropped"),
        ("E4", "open"),
    ):
        inbox.finish(event, outcome, later(10))

    assert inbox.counts() == {
        **nothing,
        "waiting": 1,
        "begun": 3,
        "done": 2,
        "dropped": 1,
        "open": 1,
        "failed": 1,
    }


def test_what_is_written_in_a_log_shows_no_text(inbox: Inbox) -> None:
    inbox.accept(received("E1", text=SECRET), MONDAY)
    [job] = inbox.begin(MONDAY, most=10)

    assert job.received.text == SECRET
    assert "Tremblay" not in f"{job!r} {job} {job.received!r} {job.received}"


@pytest.mark.parametrize("outcome", ["done", "dropped"])
@pytest.mark.parametrize("copies", [1, 1000], ids=["short", "of several pages"])
def test_a_text_that_is_over_is_not_left_in_the_file(
    outcome: Outcome, copies: int, sqlite_file: Path, opened: Callable[[str], Engine]
) -> None:
    engine = opened(f"sqlite:///{sqlite_file}")
    inbox = SqlAlchemyInbox(engine)
    words = SECRET * copies
    given = replace(received("E1", text=words), files=(FileRef("F1", words, 1),), form={"note": words})
    inbox.accept(given, MONDAY)
    inbox.begin(MONDAY, most=10)
    checkpoint(engine)
    assert SECRET.encode() in sqlite_file.read_bytes(), "the test would see it"

    inbox.finish("E1", outcome, later(1))
    checkpoint(engine)

    left = sqlite_file.read_bytes() + Path(f"{sqlite_file}-wal").read_bytes()
    assert b"Tremblay" not in left


def checkpoint(engine: Engine) -> None:
    """Bring everything from the log of SQLite into its file."""
    with engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
