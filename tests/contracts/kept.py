"""Two people's drafts as a bot leaves them in its database, and what keeping them needs."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.adapters.sealing import Sealing
from bot.adapters.sqlalchemy_archive import SqlAlchemyArchive
from bot.adapters.sqlalchemy_cards import SqlAlchemyCards
from bot.adapters.sqlalchemy_erasing import SqlAlchemyErasing
from bot.adapters.sqlalchemy_finished_jobs import SqlAlchemyFinishedJobs
from bot.adapters.sqlalchemy_holds import SqlAlchemyHolds
from bot.adapters.sqlalchemy_inbox import SqlAlchemyInbox
from bot.adapters.sqlalchemy_learning import SqlAlchemyLearning
from bot.adapters.sqlalchemy_matters import SqlAlchemyMatters
from bot.adapters.sqlalchemy_meanings import SqlAlchemyMeanings
from bot.adapters.sqlalchemy_outbox import SqlAlchemyOutbox
from bot.adapters.sqlalchemy_people import SqlAlchemyPeople
from bot.adapters.sqlalchemy_posted import SqlAlchemyPostedTexts
from bot.adapters.sqlalchemy_purging import SqlAlchemyPurging
from bot.adapters.sqlalchemy_reminders import SqlAlchemyReminders
from bot.adapters.sqlalchemy_reviews import SqlAlchemyReviews
from bot.adapters.sqlalchemy_tables import archive_bodies, model_calls
from bot.domain.matters import Matter, MatterState
from bot.usecases.balance_ports import PostedText
from bot.usecases.chat_ports import Card, Place
from bot.usecases.cool_off_ports import Reminder
from bot.usecases.keeping_ports import KeepingPorts
from bot.usecases.learning_ports import Attempt
from bot.usecases.matter_ports import Kept, ReviewNote
from bot.usecases.meanings_ports import Meaning
from bot.usecases.people_ports import Speaker
from bot.usecases.received import Received

START = datetime.fromisoformat("2026-01-05T09:00:00+00:00")
WORD = "Zorglubiste"
"""Only in what people wrote."""


@dataclass
class At:
    """A clock that stands at a moment."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment


class Office:
    """One database, a day number at a time."""

    def __init__(self, engine: Engine, address: str, data: Path, *keys: str) -> None:
        self.engine, self.sealing = engine, Sealing(keys)
        self.archive = SqlAlchemyArchive(engine, self.sealing)
        self.matters = SqlAlchemyMatters(engine, self.sealing)
        self.inbox = SqlAlchemyInbox(engine, sealing=self.sealing)
        self.outbox, self.cards = SqlAlchemyOutbox(engine), SqlAlchemyCards(engine)
        self.reviews = SqlAlchemyReviews(engine)
        self.people = SqlAlchemyPeople(engine, self.sealing)
        self.meanings = SqlAlchemyMeanings(engine, self.sealing)
        self.address, self.data = address, data

    def ports(self, days: int = 0, **retention: int) -> KeepingPorts:
        """What keeping needs, that many days later."""
        return KeepingPorts(
            SqlAlchemyHolds(self.engine, self.sealing),
            SqlAlchemyPurging(self.engine, self.sealing),
            SqlAlchemyErasing(self.engine, self.sealing),
            SqlAlchemyFinishedJobs(self.address, self.data),
            At(day(days)),
            retention,
        )

    def draft(self, person: str, name: str, days: int = 0, team: str = "T1", *, done: bool = True) -> str:
        """A draft that was reviewed, in every table that has something of it; the id of its card."""
        at, event, card = day(days), f"E{name}", f"c{name}"
        place = Place(team, f"D{person}", f"{name}.1")
        self.inbox.accept(Received(event, f"about {event}", "message", place, f"{name}.1", person, WORD), at)
        if done:
            self.inbox.finish(event, "done", at)
        self.cards.keep(
            Card(
                card, place, f"{name}.1", person, event, "linkedin", "fr", review=f"{card}.0.0", state="shown"
            )
        )
        self.outbox.intend(card, place, at)
        self.outbox.posted(card, f"{name}.2", at)
        body = json.dumps({"draft": {"text": WORD}})
        self.archive.add("review", f"{card}.0.0", f"{team}:{person}", at, body)
        self.reviews.note(
            ReviewNote(f"{card}.0.0", card, team, person, at, "ok", "linkedin", "fr", "f" * 64, ())
        )
        with self.engine.begin() as connection:
            call = {
                "id": f"call {name}",
                "at": at,
                "day": at.date(),
                "person": person,
                "review": f"{card}.0.0",
            }
            spent = {"tokens_in": 1, "tokens_out": 1, "seconds": 1.0, "outcome": "answered"}
            asked = {"purpose": "judge", "model": "m"}
            connection.execute(sa.insert(model_calls).values(call | spent | asked))
        return card

    def request(self, person: str, card: str, state: MatterState = "rejected", days: int = 0) -> Matter:
        """A request about that card, as it stands."""
        matter = Matter(
            f"m{card}", "request", "T1", person, card, f"{card}.0.0", state, day(days), person, "fr",
            fingerprint="f" * 64, good_until=day(days + 30) if state == "approved" else None,
        )  # fmt: skip
        self.outbox.intend(f"matter:{matter.id}", Place("T1", "C1", ""), day(days))
        words = json.dumps({"by": person, "words": {"why": WORD}})
        return self.matters.open(matter, Kept(words, day(days)))

    def speaker(self, person: str, days: int = 0, team: str = "T1") -> None:
        """What they said of who speaks when they post."""
        self.people.keep(Speaker(team, person, purpose=WORD, answered_at=day(days)))

    def meaning(self, person: str, card: str, days: int = 0) -> None:
        """What their draft means."""
        self.meanings.keep(Meaning("drafts", card, "T1", person, day(days), "e", [1.0, 0.0]))

    def good_post(self, person: str, card: str, state: MatterState = "accepted", days: int = 0) -> Matter:
        """A text of that card that they let colleagues read, and what it means."""
        matter = Matter(
            f"g{card}", "good-post", "T1", person, card, f"{card}.0.0", state, day(days), person, "fr",
            text_of="own", fingerprint="f" * 64,
        )  # fmt: skip
        self.meanings.keep(Meaning("good-posts", matter.id, "T1", person, day(days), "e", [1.0, 0.0]))
        return self.matters.open(matter, Kept(json.dumps({"words": {"text": WORD}}), day(days)))

    def reminder(self, person: str, card: str, days: int = 0) -> None:
        """Its author was reminded of it."""
        told = Reminder(card, "T1", person, "told", day(days), day(days))
        SqlAlchemyReminders(self.engine).move(told)

    def posted(self, person: str, card: str, days: int = 0) -> None:
        """Its author said that it was posted."""
        text = PostedText(card, "T1", person, day(days).date(), "linkedin", "resource")
        SqlAlchemyPostedTexts(self.engine).keep(text)

    def tried(self, person: str, days: int = 0) -> None:
        """They did an exercise."""
        event = f"tried {person}"
        SqlAlchemyLearning(self.engine).settle(
            Attempt("T1", person, "exercise", "r", 1, day(days), 3, 3, True, "1", event)
        )

    def refusal(self, person: str, name: str, days: int = 0) -> None:
        """Somebody tried what is not theirs to do."""
        body = json.dumps({"about": "x", "by": f"Amélie ({person})", "deed": "approve"})
        self.archive.add("refusal", f"refusal.{name}", "T1:refusals", day(days), body)

    def left(self) -> set[str]:
        """The ids of the bodies that are there."""
        with self.engine.connect() as connection:
            return {str(each) for (each,) in connection.execute(sa.select(archive_bodies.c.record_id))}

    def rows(self, *tables: str) -> Mapping[str, int]:
        """How many rows these tables have."""
        with self.engine.connect() as connection:
            return {
                name: int(connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one())  # noqa: S608
                for name in tables
            }

    def assert_whole(self, *streams: str) -> None:
        """Those chains are sound."""
        assert [self.archive.verify(each) for each in streams] == [None] * len(streams)


def day(number: int) -> datetime:
    """That many days after the start."""
    return START + timedelta(days=number)
