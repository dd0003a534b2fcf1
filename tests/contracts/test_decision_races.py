"""Two officers who send their decision in the same second: one decides, the other is told who did.

The whole answer to both forms, each in a process of its own, on the databases that they share.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from sqlalchemy.engine import Engine

from bot.adapters.sqlalchemy_archive import SqlAlchemyArchive
from bot.adapters.sqlalchemy_matters import SqlAlchemyMatters
from bot.domain.matters import Matter
from bot.usecases.chat_ports import Person
from bot.usecases.do_job import do_job
from bot.usecases.matter_records import record_of, words_of
from bot.usecases.matter_views import NotDone, RequestDecided
from bot.usecases.talk import TalkPorts
from tests.fakes_jobs import StraightSteps
from tests.usecases.conversation import NADIA, THOMAS
from tests.usecases.request_talk import RequestTalk

STATES = {NADIA.id: "approved", THOMAS.id: "rejected"}


@pytest.fixture
def talk(backend_engine: Engine | None) -> RequestTalk:
    """A conversation whose matters and archive are kept there."""
    if backend_engine is None:
        return RequestTalk()
    archive, matters = SqlAlchemyArchive(backend_engine), SqlAlchemyMatters(backend_engine)
    return RequestTalk(archive=archive, matters=matters)  # type: ignore[arg-type]


@pytest.fixture
def other_ports(talk: RequestTalk, other_engine: Engine | None) -> TalkPorts:
    """What another process answers the same people with."""
    if other_engine is None:
        return talk.ports
    archive, matters = SqlAlchemyArchive(other_engine), SqlAlchemyMatters(other_engine)
    return replace(talk.ports, archive=archive, matters=matters)


def test_one_decides_and_the_other_is_told_who(talk: RequestTalk, other_ports: TalkPorts) -> None:
    race_for(talk, other_ports, 10)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("backend", ["sqlite", "postgresql"], indirect=True)
def test_a_thousand_times(talk: RequestTalk, other_ports: TalkPorts) -> None:
    race_for(talk, other_ports, 1000)


def race_for(talk: RequestTalk, other_ports: TalkPorts, races: int) -> None:
    """So many requests, each decided by both at once. Raises AssertionError for any that went otherwise."""
    for _ in range(races):
        # What came and was shown in earlier races need not be looked through again.
        talk.messenger.messages.clear()
        talk.inbox._rows.clear()
        matter = talk.asked()
        events = [
            talk.sends_decision(matter, decision, officer, why=officer.id)
            for officer, decision in ((NADIA, "approve"), (THOMAS, "reject"))
        ]
        together = Barrier(2)

        def answer(event: str, ports: TalkPorts, together: Barrier = together) -> None:
            together.wait()
            do_job(f"{event}.0", StraightSteps(), ports)

        with ThreadPoolExecutor(2) as threads:
            list(threads.map(answer, events, (talk.ports, other_ports)))
        one_decided(matter, talk)


def one_decided(matter: Matter, talk: RequestTalk) -> None:
    """One decision stands, with the words and the name of who made it; nobody was told otherwise."""
    stands = talk.now(matter)
    first, late = (NADIA, THOMAS) if stands.closed_by == NADIA.id else (THOMAS, NADIA)
    assert (stands.state, stands.revision) == (STATES[first.id], matter.revision + 1)
    assert words_of(stands, talk.ports)["why"] == first.id
    assert first.id in record_of(stands, talk.ports)["by"]
    assert not record_of(stands, talk.ports, stands.revision + 1)
    assert [each.by for each in talk.told(RequestDecided)] == [first.name]
    assert talk.channel_card.matter == stands
    assert told_late(late, talk) == [("decided", first.name)]
    assert told_late(first, talk) == []
    assert talk.archive.verify(stands.stream) is None


def told_late(person: Person, talk: RequestTalk) -> list[tuple[str, str]]:
    """What they were told of a decision that was not made."""
    return [(view.why, view.by) for view in talk.told(NotDone, f"D{person.id}")]
