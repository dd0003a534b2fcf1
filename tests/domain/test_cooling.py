"""When a draft is looked at again."""

from datetime import UTC, datetime

import pytest

from bot.domain.cooling import next_morning

QUEBEC = -5 * 3600


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        ("2026-11-16T20:00", "2026-11-17T14:00"),  # Monday afternoon in Québec
        ("2026-11-17T04:30", "2026-11-17T14:00"),  # half past eleven at night
        ("2026-11-17T07:00", "2026-11-17T14:00"),  # two in the morning: the morning that comes
        ("2026-11-17T12:30", "2026-11-18T14:00"),  # half past seven: the next one
        ("2026-11-20T20:00", "2026-11-23T14:00"),  # Friday
        ("2026-11-21T20:00", "2026-11-23T14:00"),  # Saturday
        ("2026-11-23T03:00", "2026-11-23T14:00"),  # late on Sunday
    ],
)
def test_tomorrow_is_nine_of_the_next_working_morning_where_they_are(now: str, morning: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)

    assert next_morning(moment, QUEBEC) == datetime.fromisoformat(morning).replace(tzinfo=UTC)


def test_where_nobody_knows_their_clocks_it_is_a_day_from_now() -> None:
    now = datetime(2026, 11, 20, 20, 3, tzinfo=UTC)

    assert next_morning(now, None) == now.replace(day=21)
