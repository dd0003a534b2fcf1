"""A draft written in anger: the rules' files say what makes it one; and when it is looked at again."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.domain.findings import Severity
from bot.domain.rules import Rule

AN_HOUR = timedelta(hours=1)
_A_DAY = timedelta(days=1)
_MORNING = timedelta(hours=9)
_NIGHT_ENDS = timedelta(hours=5)
"""Whoever writes at two in the morning means the morning that comes by *tomorrow*."""
_SATURDAY = 5


def is_angry(found: Iterable[tuple[str, Severity]], rules: Iterable[Rule]) -> bool:
    """Whether something was found, to be revised at least, by a rule whose file says `cool_off`."""
    heated = {rule.id for rule in rules if rule.cool_off}
    return any(rule in heated and severity >= Severity.REVISE for rule, severity in found)


def next_morning(now: datetime, utc_offset: int | None) -> datetime:
    """Nine in the morning of the next working day where that is so many seconds ahead of UTC; a day from
    now where nobody knows. Saturday and Sunday are no working days."""
    if utc_offset is None:
        return now + _A_DAY
    ahead = timedelta(seconds=utc_offset)
    local = now + ahead - _NIGHT_ENDS
    day = local.replace(hour=0, minute=0, second=0, microsecond=0) + _A_DAY
    while day.weekday() >= _SATURDAY:
        day += _A_DAY
    return day + _MORNING - ahead
