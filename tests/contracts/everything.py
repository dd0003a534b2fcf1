"""A database with something in every table, texts and odd characters among it."""

from datetime import UTC, date, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.adapters.sqlalchemy_all_tables import metadata
from bot.adapters.sqlalchemy_archive import SqlAlchemyArchive
from bot.adapters.sqlalchemy_cards import SqlAlchemyCards
from bot.adapters.sqlalchemy_hold_tables import legal_holds
from bot.adapters.sqlalchemy_inbox import SqlAlchemyInbox
from bot.adapters.sqlalchemy_learning import SqlAlchemyLearning
from bot.adapters.sqlalchemy_matters import SqlAlchemyMatters
from bot.adapters.sqlalchemy_meanings import SqlAlchemyMeanings
from bot.adapters.sqlalchemy_outbox import SqlAlchemyOutbox
from bot.adapters.sqlalchemy_people import SqlAlchemyPeople
from bot.adapters.sqlalchemy_policies import SqlAlchemyPolicyStore
from bot.adapters.sqlalchemy_posted import SqlAlchemyPostedTexts
from bot.adapters.sqlalchemy_reminders import SqlAlchemyReminders
from bot.adapters.sqlalchemy_reviews import SqlAlchemyReviews
from bot.adapters.sqlalchemy_tables import model_calls, seen_files, vectors
from bot.usecases.balance_ports import PostedText
from bot.usecases.chat_ports import Place
from bot.usecases.cool_off_ports import Reminder
from bot.usecases.learning_ports import Attempt
from bot.usecases.meanings_ports import Meaning
from bot.usecases.people_ports import Speaker
from tests.contracts.test_requests_in_database import KeptTalk
from tests.usecases.conversation import AMELIE

AT = datetime(2026, 11, 16, 23, 59, 59, 123456, tzinfo=UTC)
SECRET = "Le client Tremblay a doublé sa mise"
UNDER_WAY = Place("T1", "DUAMELIE", "1800000000.000001")


def talk_in(engine: Engine) -> KeptTalk:
    """A conversation whose every part is kept in that database."""
    return KeptTalk(
        policies=SqlAlchemyPolicyStore(engine), archive=SqlAlchemyArchive(engine),
        inbox=SqlAlchemyInbox(engine), cards=SqlAlchemyCards(engine), matters=SqlAlchemyMatters(engine),
        reviews=SqlAlchemyReviews(engine),
    )  # type: ignore[arg-type]  # fmt: skip


def fill_every_table(engine: Engine) -> KeptTalk:
    """Something in each: a request that was decided, a message that waits, a text that was erased, holds."""
    talk = talk_in(engine)
    matter = talk.asked()
    talk.decide(talk.now(matter), "approve")
    talk.write(f"{SECRET} é\u0000🙂", AMELIE)
    archive = SqlAlchemyArchive(engine)
    archive.add("reading", "gone", "T1:UAMELIE", AT, SECRET)
    archive.erase_body("gone")
    archive.anchor_heads(AT)
    outbox = SqlAlchemyOutbox(engine)
    outbox.intend("card", UNDER_WAY, AT)
    outbox.intend("posted", UNDER_WAY, AT)
    outbox.posted("posted", "1800000000.000002", AT)
    SqlAlchemyPostedTexts(engine).keep(PostedText("C1", "T1", AMELIE.id, AT.date(), "x", "promotion"))
    attempt = Attempt("T1", AMELIE.id, "exercise", "r", 1, AT, 3, 3, True, "1", "E1", None)
    SqlAlchemyLearning(engine).settle(attempt)
    SqlAlchemyReminders(engine).move(Reminder("C1", "T1", AMELIE.id, "waiting", AT, AT))
    SqlAlchemyPeople(engine).keep(Speaker("T1", AMELIE.id, purpose=f"{SECRET} é\u0000🙂", answered_at=AT))
    SqlAlchemyMeanings(engine).keep(Meaning("drafts", "C1", "T1", AMELIE.id, AT, "e", [0.5, -0.5]))
    hold = {"reason": "Enquête", "placed_by": "root", "placed_at": AT}
    with engine.begin() as connection:
        connection.execute(
            sa.insert(vectors), {"embedder": "e", "fingerprint": "f" * 64, "vector": b"\x00\xff"}
        )
        connection.execute(sa.insert(seen_files), {"name": "PMS/fr", "sha256": "a" * 64})
        connection.execute(
            sa.insert(model_calls),
            {
                "id": "m1", "at": AT, "day": date(2026, 11, 16), "person": "U1", "review": "",
                "purpose": "judge", "model": "a:b", "tokens_in": 2**40, "tokens_out": 0,
                "seconds": 0.1, "outcome": "answered",
            },
        )  # fmt: skip
        holds = [{"id": "h1", "person": "UJAMES", "record": ""}, {"id": "h2", "person": "", "record": "gone"}]
        connection.execute(sa.insert(legal_holds), [hold | each for each in holds])
        released = {"released_by": "root", "released_at": AT, "release_reason": "Fini"}
        connection.execute(sa.update(legal_holds).where(legal_holds.c.id == "h2").values(released))
    return talk


def rows_of(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table as the program reads it, in an order that is the same on both databases."""
    with engine.connect() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(sa.select(table))), key=repr)
            for table in metadata.sorted_tables
        }
