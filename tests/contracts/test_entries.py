"""What the operator sees of the inbox: how each thing stands, why, and nothing that anybody wrote."""

from dataclasses import fields

from sqlalchemy.engine import Engine

from bot.adapters.sqlalchemy_entries import SqlAlchemyEntries
from bot.adapters.sqlalchemy_inbox import SqlAlchemyInbox
from bot.usecases.jobs_ports import Entry
from tests.inbox_entries import accept_all, events, later, received


def test_what_failed_is_listed_with_its_reason_and_none_of_its_words(database: Engine) -> None:
    inbox, entries = SqlAlchemyInbox(database), SqlAlchemyEntries(database)
    accept_all(inbox, *(received(f"E{n}", thread=f"{n}", text="Rendement garanti") for n in range(3)))
    inbox.begin(later(5), most=10)
    inbox.finish("E0", "failed", later(6), "StorageError bot.x:12 ab12cd34")
    inbox.finish("E2", "failed", later(7), "ratelimited")
    inbox.finish("E1", "done", later(8))

    listed = entries.entries(["failed"], most=10)

    assert [(each.event, each.why, each.has_text) for each in listed] == [
        ("E2", "ratelimited", True),
        ("E0", "StorageError bot.x:12 ab12cd34", True),
    ]
    assert listed[1].finished_at == later(6)
    assert "garanti" not in str([[getattr(each, field.name) for field in fields(Entry)] for each in listed])
    assert [each.event for each in entries.entries(["failed", "done"], most=2)] == ["E2", "E1"]


def test_what_failed_waits_again_when_asked_and_nothing_else_does(database: Engine) -> None:
    inbox, entries = SqlAlchemyInbox(database), SqlAlchemyEntries(database)
    accept_all(inbox, received("E0", thread="0"), received("E1", thread="1"))
    inbox.begin(later(5), most=10)
    inbox.finish("E0", "failed", later(6), "unreachable")

    assert entries.again("E0", later(90))
    assert not entries.again("E0", later(90))
    assert not entries.again("E1", later(90))
    assert not entries.again("E9", later(90))

    [again] = inbox.begin(later(91), most=10)
    assert (again.id, again.received.text) == ("E0.1", "Un brouillon")


def test_what_is_asked_for_again_has_as_many_tries_as_at_first(database: Engine) -> None:
    inbox, entries = SqlAlchemyInbox(database), SqlAlchemyEntries(database)
    accept_all(inbox, received("E0"))
    for attempt in range(2):
        inbox.begin(later(attempt), most=1)
        inbox.postpone("E0", later(attempt), "KeyError", fault=True)
    inbox.begin(later(5), most=1)
    inbox.finish("E0", "failed", later(6), "KeyError")
    assert inbox.job("E0").faults == 2

    entries.again("E0", later(90_000))

    again = inbox.job("E0")
    assert (again.faults, again.since, again.why, again.attempt) == (0, later(90_000), "", 3)
    assert inbox.oldest(later(90_005)) == 5


def test_what_waits_says_for_what(database: Engine) -> None:
    inbox, entries = SqlAlchemyInbox(database), SqlAlchemyEntries(database)
    accept_all(inbox, received("E0"))
    inbox.begin(later(5), most=10)
    inbox.postpone("E0", later(35), "ratelimited")

    entry = entries.entry("E0")
    assert entry
    assert (entry.state, entry.attempt, entry.why, entry.due) == ("waiting", 1, "ratelimited", later(35))
    assert entries.entry("E9") is None


def test_a_text_that_is_over_is_said_to_be_gone(database: Engine) -> None:
    inbox, entries = SqlAlchemyInbox(database), SqlAlchemyEntries(database)
    accept_all(inbox, received("E0"))
    assert events(inbox.begin(later(5), most=1)) == ["E0"]
    inbox.finish("E0", "done", later(6))

    entry = entries.entry("E0")
    assert entry
    assert not entry.has_text
