"""What one process can do: drafts that come at once, until the last has its review, by the rules alone."""

import os
import time
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from bot.workspace.people import Person
from tests.load.run import PROMISE, reviewed, workspace_of
from tests.walk.bot_at_work import BotAtWork, BotProcess

_DRAFTS_EACH = 4
_TO_BEGIN, _TO_ANSWER = 240.0, 300.0


@dataclass(frozen=True)
class Capacity:
    """Of one process, over Socket Mode."""

    drafts: int
    a_second: float
    cpu: float
    """Seconds of a core a draft, of the bot's process alone."""
    bytes_kept: float
    """By which the files of the data folder grew, a draft; 0 where the database is elsewhere."""


def measure_capacity(database: str, data: Path, folder: Path, people: int = 20) -> Capacity:
    """Everybody sends a few drafts at once. Raises `TimeoutError`."""
    everybody = [Person(f"U0MANY{number:04}", f"Personne {number}", "fr-CA", "") for number in range(people)]
    with ExitStack() as stack:
        workspace = stack.enter_context(workspace_of(folder, everybody))
        process = BotProcess(workspace, data, "serve", "capacity", DATABASE_URL=database, OMP_NUM_THREADS="1")
        stack.callback(process.close)
        process.start()
        workspace.wait_for(lambda: workspace.connected, _TO_BEGIN)
        bot = BotAtWork(workspace)
        first = everybody[0].name
        bot.card(bot.say(PROMISE.format(number=1_000), first), first, seconds=60)  # all is loaded
        numbers = count()
        assert process.process
        cpu, size, began = _cpu(process.process.pid), _size(data), time.monotonic()
        drafts = [
            (each.name, bot.say(PROMISE.format(number=next(numbers)), each.name))
            for each in everybody * _DRAFTS_EACH
        ]
        workspace.wait_for(lambda: all(reviewed(bot, *each) for each in reversed(drafts)), _TO_ANSWER)
        seconds = time.monotonic() - began
        used = _cpu(process.process.pid) - cpu
        process.stop()
    return Capacity(
        len(drafts), len(drafts) / seconds, used / len(drafts), (_size(data) - size) / len(drafts)
    )


def _size(data: Path) -> int:
    """Bytes of the databases in that folder."""
    return sum(file.stat().st_size for file in data.glob("*.sqlite3"))


def _cpu(pid: int) -> float:
    """CPU-seconds of a process, user and system (proc(5))."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
