"""A review is as severe as its day: a change that has ended counts no more, and a replay counts it again."""

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from bot.domain.draft import Draft
from bot.usecases.desk import DeskInForce
from bot.usecases.replay import archived_day, made_again, replay_review
from bot.usecases.review import ReviewPorts, keep_review, open_desk
from tests.fakes import InMemoryArchive
from tests.fakes_versions import InMemoryPolicyStore
from tests.publications import pack, publication

DRAFT = Draft("Un rendement garanti, chaque année, et un relevé à lire page deux.")
LAST_DAY = date(2026, 11, 30)
LOWERED = {
    "rule": "guaranteed-return",
    "severity": "suggestion",
    "reason": "Cleared.",
    "owner": "Claire",
    "until": "2026-11-30",
}


@dataclass
class Days:
    """A clock that stands at ten in the morning of a day."""

    day: date = date(2026, 11, 22)

    def now(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 10, tzinfo=UTC)


@dataclass
class Office:
    """Policies in force with those changes of severity, and the desk that stays open."""

    changes: list[dict[str, Any]]
    days: Days = field(default_factory=Days)
    store: InMemoryPolicyStore = field(default_factory=InMemoryPolicyStore)
    archive: InMemoryArchive = field(default_factory=InMemoryArchive)

    def __post_init__(self) -> None:
        self.publish(*self.changes)
        self.ports = ReviewPorts(
            self.store, self.archive, self.days, lambda _: "fr", lambda: _no_embedder(), "test"
        )
        self.desk = DeskInForce(self.ports)

    def publish(self, *changes: dict[str, Any]) -> str:
        content = json.loads(pack()) | {"severities": list(changes)}
        return self.store.publish(publication(content=json.dumps(content)))

    def verdict(self) -> str:
        return self.desk().review(DRAFT).verdict


def _no_embedder() -> Any:
    raise AssertionError("no rule of these tests judges by meaning")


def test_a_lowered_severity_counts_through_its_last_day_at_a_desk_that_stays_open() -> None:
    office = Office([LOWERED])
    verdicts = {}
    for day in (date(2026, 11, 22), LAST_DAY, date(2026, 12, 1)):
        office.days.day = day
        verdicts[day.isoformat()] = office.verdict()

    assert verdicts == {"2026-11-22": "ok", "2026-11-30": "ok", "2026-12-01": "revise"}


def test_a_raised_severity_shows_in_the_finding() -> None:
    office = Office([{"rule": "guaranteed-return", "severity": "block"}])

    assert [each.severity.word for each in office.desk().review(DRAFT).findings] == ["block"]
    assert [each.severity for each in office.desk().policies.rules] == ["block"]


def test_the_desk_is_opened_again_only_when_a_change_has_ended() -> None:
    office = Office([LOWERED])
    opened = office.desk()
    office.days.day = LAST_DAY

    assert office.desk() is opened
    office.days.day = date(2026, 12, 1)
    assert office.desk() is not opened


def test_a_desk_without_ends_stays_open_for_good() -> None:
    office = Office([{"rule": "guaranteed-return", "severity": "block"}])
    opened = office.desk()
    office.days.day = date(2031, 1, 1)

    assert office.desk() is opened
    assert office.desk.under(opened.policies.library, date(2026, 11, 22)) is opened


def test_a_review_made_while_a_rule_was_lowered_replays_the_same_afterwards() -> None:
    office = Office([LOWERED])
    keep_review(office.desk().review(DRAFT), "r1", "T1:U1", office.ports)
    office.days.day = date(2027, 3, 1)

    replayed = replay_review("r1", office.ports, {})

    assert replayed.differences == ()
    assert (replayed.then["verdict"], office.verdict()) == ("ok", "revise")


def test_a_review_of_an_earlier_library_is_as_severe_as_it_was_then() -> None:
    office = Office([LOWERED])
    review = office.desk().review(DRAFT)
    keep_review(review, "r1", "T1:U1", office.ports)
    office.publish()
    office.days.day = date(2027, 3, 1)
    body = json.loads(office.archive.record("r1").body or "")

    assert archived_day(body) == date(2026, 11, 22)
    desk = office.desk.under(review.versions.library, archived_day(body))
    assert made_again(body, desk, {}) == review
    assert open_desk(office.ports, review.versions.library).review(DRAFT).verdict == "revise"


def test_a_review_archived_before_severities_could_be_changed_is_made_again() -> None:
    office = Office([])
    keep_review(office.desk().review(DRAFT), "r1", "T1:U1", office.ports)
    body = json.loads(office.archive.record("r1").body or "")
    del body["on"]

    assert archived_day(body) is None
    desk = office.desk.under(body["review"]["versions"]["library"], None)
    assert made_again(body, desk, {}).verdict == "revise"
