"""What keeping attempts promises: each number of one once, certificates by person and role, archived."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier

from sqlalchemy.engine import Engine

from bot.adapters.sqlalchemy_archive import SqlAlchemyArchive
from bot.adapters.sqlalchemy_learning import SqlAlchemyLearning, record_id
from bot.usecases.learning_ports import Attempt, Learning

MONDAY = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
TRIED = Attempt("T1", "UAMELIE", "exercise", "a-rule", 1, MONDAY, 3, 3, True, "1-abc", "E1")
CERTIFIED = replace(
    TRIED,
    kind="certification",
    subject="expert",
    score=9,
    asked=10,
    event="E2",
    until=MONDAY + timedelta(days=365),
)


def test_an_attempt_is_kept_as_it_was_given_newest_first(learning: Learning) -> None:
    later = replace(TRIED, number=2, at=MONDAY + timedelta(hours=1), score=1, passed=False, event="E3")
    assert learning.settle(TRIED)
    assert learning.settle(later)

    assert list(learning.of_person("T1", "UAMELIE")) == [later, TRIED]
    assert list(learning.of_person("T2", "UAMELIE")) == list(learning.of_person("T1", "UJAMES")) == []


def test_of_two_answers_to_one_attempt_the_first_counts_and_the_same_again_is_no_other(
    learning: Learning,
) -> None:
    assert learning.settle(TRIED)
    assert not learning.settle(replace(TRIED, event="E9", score=0))
    assert learning.settle(TRIED)
    assert list(learning.of_person("T1", "UAMELIE")) == [TRIED]


def test_of_two_at_once_one_counts(learning: Learning) -> None:
    together = Barrier(2)

    def settle(event: str) -> bool:
        together.wait()
        return learning.settle(replace(CERTIFIED, event=event))

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(settle, ("E7", "E8"))) == [False, True]


def test_certificates_are_the_newest_that_passed_of_everybody(learning: Learning) -> None:
    renewed = replace(CERTIFIED, number=2, event="E3", until=MONDAY + timedelta(days=700))
    failed = replace(CERTIFIED, number=3, event="E4", passed=False, until=None)
    james = replace(CERTIFIED, person="UJAMES", event="E5")
    for each in (TRIED, CERTIFIED, renewed, failed, james, replace(james, team="T2", event="E6")):
        learning.settle(each)

    assert list(learning.certificates("T1")) == [james, renewed]


def test_a_certification_is_archived_with_its_score_and_no_exercise_is(database: Engine) -> None:
    learning, archive = SqlAlchemyLearning(database), SqlAlchemyArchive(database)
    learning.settle(TRIED)
    learning.settle(CERTIFIED)

    assert archive.verify("T1:UAMELIE") is None
    newest = archive.newest("T1:UAMELIE")
    assert newest is not None
    assert newest.record_id == record_id(CERTIFIED)
    assert json.loads(newest.body or "") == {
        "role": "expert", "number": 1, "score": 9, "of": 10, "passed": True, "library": "1-abc",
        "until": "2027-11-16T09:30:00+00:00",
    }  # fmt: skip
