"""The whole bot as a process, answering one person in a local workspace: what the person waits for."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from bot.workspace.server import LocalWorkspace
from tests.bench.figures import CannotMeasure, Figure, Part, percentile
from tests.bench.processes import Vigie
from tests.walk.bot_at_work import BotAtWork, BotProcess

ACK_SECONDS, FIRST_SECONDS, WHOLE_SECONDS = 0.1, 1.0, 2.0
_DRAFTS = 60


class _Wait(NamedTuple):
    acknowledged: float
    first: float
    whole: float


class _Clock:
    def now(self) -> datetime:
        return datetime.now(tz=UTC)  # noqa: TID251 (the bench measures real time)


def measure_slack_door(vigie: Vigie, posts: Sequence[str]) -> Part:
    """Seconds from sending a message to its acknowledgement, to the card's first state, to the whole card."""
    with LocalWorkspace(Path(vigie.data) / "bench-workspace.sqlite3", "Bench", _Clock()) as workspace:
        process = BotProcess(workspace, Path(vigie.data), VIGIE_POLICIES=str(vigie.data))
        process.start()
        try:
            workspace.wait_for(lambda: workspace.connected, 60)
            waits = [_wait(BotAtWork(workspace), post) for post in posts[:_DRAFTS]]
        except TimeoutError:
            raise CannotMeasure("the bot did not answer in time") from None
        finally:
            process.close()
    how = f"{len(waits)} drafts one after the other, in a process of its own"
    return Part(
        "slack",
        (
            _figure("acknowledged, p95", [each.acknowledged for each in waits], how, ACK_SECONDS),
            _figure("first state of the card, p95", [each.first for each in waits], how, FIRST_SECONDS),
            _figure("whole review, p95", [each.whole for each in waits], how, WHOLE_SECONDS),
            Figure("slack: whole review, median", median(each.whole for each in waits), "s", how),
        ),
    )


def _figure(name: str, seconds: Sequence[float], how: str, target: float) -> Figure:
    return Figure(f"slack: {name}", percentile(seconds, 95), "s", how, target, at_least=False)


def _wait(bot: BotAtWork, post: str) -> _Wait:
    workspace, began = bot.workspace, time.perf_counter()
    ts = bot.say(post)
    # The bot's own messages come back to it as events: only the person's counts here.
    workspace.wait_for(lambda: not any(_is_of(each, ts) for each in workspace.on_the_way()))
    acknowledged = time.perf_counter() - began
    workspace.wait_for(lambda: bot.answers(ts), 20)
    first = time.perf_counter() - began
    bot.card(ts, seconds=20)
    return _Wait(acknowledged, first, time.perf_counter() - began)


def _is_of(payload: dict[str, Any], ts: str) -> bool:
    return bool(payload.get("event", {}).get("ts") == ts)
