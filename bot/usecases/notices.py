"""Notices: posted and ended by policy owners, kept in the archive, each change a record of the whole board.

The board is the newest record of its chain: what stood when is in the archive, and nowhere else.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.clauses import text_fingerprint
from bot.domain.notices import Notice
from bot.usecases.chat_ports import Job, Person, Received
from bot.usecases.failures import StorageError
from bot.usecases.line_views import NoticeBoard
from bot.usecases.policy_roles import on_record
from bot.usecases.ports import ArchivedRecord
from bot.usecases.talk import TalkPorts

_TRIES = 5
_CLOSED = "The notices cannot be read: check VIGIE_ENCRYPTION_KEY."
Board = tuple[Notice, ...]


def notices_of(team: str, ports: TalkPorts) -> Board:
    """Those that hold or will, oldest first. Raises `StorageError`."""
    now = ports.clock.now()
    return tuple(each for each in _board(ports.archive.newest(_stream(team))) if not _is_over(each, now))


def notice_board(team: str, ports: TalkPorts) -> NoticeBoard:
    """The same as the owners' page shows it."""
    return NoticeBoard(notices_of(team, ports), ports.clock.now())


def change_board(
    job: Job, change: Callable[[Board], Board], person: Person, deed: str, ports: TalkPorts
) -> bool:
    """Compare-and-set on the number of the record: whoever comes second begins again from what stands.
    Whether it stands as wanted."""
    stream = _stream(job.received.place.team)
    for _ in range(_TRIES):
        newest, now = ports.archive.newest(stream), ports.clock.now()
        board = _board(newest)
        # What is over stays in the record in which it ended, and on the board no longer.
        board = tuple(each for each in board if not _is_over(each, now))
        after = change(board)
        if after == board:
            return any(each.id == notice_id(job.received) for each in board) or deed == "ended"
        kept = [_as_json(each) for each in after]
        body = json.dumps({"by": on_record(person), "deed": deed, "notices": kept}, sort_keys=True)
        record = f"{stream}.{newest.sequence + 1 if newest else 1}"
        if ports.archive.add("notice", record, stream, now, body).body == body:
            return True
    return False


def _board(newest: ArchivedRecord | None) -> Board:
    """Raises `StorageError` where it cannot be read: it is never written over unread."""
    if newest is None:
        return ()
    try:
        return tuple(_as_notice(each) for each in json.loads(newest.body or "")["notices"])
    except (ValueError, TypeError, KeyError):
        raise StorageError(_CLOSED) from None


def notice_id(said: Received) -> str:
    """Of the notice that this form posts, however often it is answered."""
    return f"N{text_fingerprint(said.event)[:20]}"


def _stream(team: str) -> str:
    return f"{team}:notices"


def _is_over(notice: Notice, now: datetime) -> bool:
    return bool(notice.ended_at or (notice.until and notice.until <= now))


_MOMENTS = ("since", "until", "ended_at")


def _as_json(notice: Notice) -> dict[str, Any]:
    kept: dict[str, Any] = {name: getattr(notice, name) for name in Notice.__dataclass_fields__}
    kept["words"] = list(notice.words)
    return kept | {name: kept[name].isoformat() if kept[name] else None for name in _MOMENTS}


def _as_notice(kept: dict[str, Any]) -> Notice:
    moments = {name: datetime.fromisoformat(kept[name]) if kept[name] else None for name in _MOMENTS}
    return replace(Notice(**kept), words=tuple(kept["words"]), **moments)  # type: ignore[arg-type]
