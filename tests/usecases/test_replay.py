"""What can be made again is a review, and nothing else that the archive holds."""

from datetime import UTC, datetime
from typing import Any, get_args

import pytest

from bot.usecases.ports import RecordKind, ReviewNotFound
from bot.usecases.replay import replay_review, review_now
from bot.usecases.review import ReviewPorts
from tests.fakes import InMemoryArchive, InMemoryPolicyStore
from tests.publications import publication

MONDAY = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
WORDS = '{"matter": {}, "words": {"why": "Monsieur Tremblay part lundi."}}'


class _Monday:
    def now(self) -> datetime:
        return MONDAY


def _not_needed() -> Any:
    raise AssertionError("nothing is read by meaning here")


@pytest.mark.parametrize("kind", [kind for kind in get_args(RecordKind) if kind != "review"])
def test_what_people_wrote_of_a_matter_is_no_review_and_is_not_repeated(kind: RecordKind) -> None:
    policies, archive = InMemoryPolicyStore(), InMemoryArchive()
    policies.publish(publication())
    archive.add(kind, "m1.0", "T1:U1", MONDAY, WORDS)
    ports = ReviewPorts(policies, archive, _Monday(), lambda _: "fr", _not_needed, "test")

    with pytest.raises(ReviewNotFound, match="No review") as by_replay:
        replay_review("m1.0", ports, {})
    with pytest.raises(ReviewNotFound, match="No review") as by_now:
        review_now("m1.0", ports)
    assert "Tremblay" not in f"{by_replay.value} {by_now.value}"
