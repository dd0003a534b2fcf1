"""The bot's processes: started, killed, and started again, somewhere else or not at all."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.chaos.points import LISTENING, WORK, mark

ROOT = Path(__file__).parents[2]
AT_RANDOM, BY_ITSELF = "at random", "by itself"
_LONGEST_BEGINNING, _LONGEST_LIFE = 40.0, 7.0
"""Seconds after which one that is not ready, or has not come to its place, is killed where it is."""


@dataclass(frozen=True)
class Role:
    """One process of the fleet: its command, and what it is told; each has a machine (a data folder)."""

    name: str
    command: str
    environment: dict[str, str]
    log: Path

    @property
    def places(self) -> tuple[str, ...]:
        """Where it can be killed by name."""
        return LISTENING if self.command in ("listen", "web") else WORK


@dataclass
class Life:
    """One life of a process."""

    role: Role
    plan: str
    pid: int
    until: float
    """When it is killed, if it has not killed itself: by `time.monotonic`."""
    log_begins: int = 0
    """Where in its role's log this life begins."""
    is_ready: bool = False
    """Whether it said that it is at work: a busy machine takes its time until then."""


@dataclass
class Fleet:
    """`keep_alive` and `kill_some` are called again and again; `killed` counts by place."""

    roles: list[Role]
    chance: random.Random
    wanted: list[str]
    """Places still to be tried, each once."""
    killed: Counter[str] = field(default_factory=Counter)
    lives: dict[str, Life] = field(default_factory=dict)
    away: dict[str, float] = field(default_factory=dict)
    """Machines that are not started again before that moment."""
    calm: bool = False
    """Nobody is killed any more."""

    def __enter__(self) -> Self:
        self._zygote = subprocess.Popen(
            [sys.executable, "-m", "tests.chaos.zygote"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={"PATH": os.defpath, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for life in self.lives.values():
            _kill(life.pid)
        with self._zygote as zygote:
            zygote.kill()

    @property
    def kills(self) -> int:
        """How many processes were killed."""
        return self.killed.total() - self.killed[BY_ITSELF]

    def turn(self, most_kills: int) -> None:
        """Start what is not there, kill whose time has come; note who killed itself."""
        now = time.monotonic()
        for name, life in list(self.lives.items()):
            if not _lives(life.pid):
                self._ended(name, life)
            elif not life.is_ready and _said_ready(life):
                life.is_ready = True
                life.until = now + (self.chance.uniform(0.5, 5.0) if not life.plan else _LONGEST_LIFE)
            elif not self.calm and now > life.until:
                _kill(life.pid)
                self._ended(name, Life(life.role, AT_RANDOM, life.pid, 0))
        self.calm = self.calm or self.kills >= most_kills
        for role in self.roles:
            if role.name not in self.lives and (self.calm or now >= self.away.get(role.name, 0)):
                self.lives[role.name] = self._start(role)

    def _ended(self, name: str, life: Life) -> None:
        del self.lives[name]
        if life.plan != AT_RANDOM and mark(life.pid) not in life.role.log.read_text("utf-8")[-2_000:]:
            self.killed[BY_ITSELF] += 1
        else:
            self.killed[life.plan.rpartition(":")[0] or AT_RANDOM] += 1
        if self.chance.random() < 0.1 and len(self.roles) > 1:
            self.away[name] = time.monotonic() + 30  # a machine that is gone: the others take its work

    def _start(self, role: Role) -> Life:
        plan = "" if self.calm else self._plan(role)
        size = role.log.stat().st_size
        asked = {
            "command": role.command, "environment": role.environment, "log": str(role.log), "plan": plan,
        }  # fmt: skip
        assert self._zygote.stdin
        assert self._zygote.stdout
        self._zygote.stdin.write(json.dumps(asked) + "\n")
        self._zygote.stdin.flush()
        pid = int(self._zygote.stdout.readline())
        # Some never come to be ready: killed while they begin.
        early = not plan and self.chance.random() < 0.2
        until = self.chance.uniform(0.2, 3.0) if early else _LONGEST_BEGINNING
        return Life(role, plan, pid, time.monotonic() + until, size)

    def _plan(self, role: Role) -> str:
        """A place that nobody was killed at yet, else any, else no place at all."""
        untried = [place for place in self.wanted if place in role.places]
        if untried:
            place = self.chance.choice(untried)
            self.wanted.remove(place)
        else:
            place = self.chance.choice(role.places)
            if self.chance.random() < 0.4:
                return ""
        return f"{place}:{self.chance.randint(1, 2)}"

    def tried_in_vain(self) -> list[str]:
        """The places at which nobody was killed."""
        every = {place for role in self.roles for place in role.places}
        return sorted(every - set(self.killed))


def _said_ready(life: Life) -> bool:
    with life.role.log.open("rb") as log:
        log.seek(life.log_begins)
        return b"Ctrl-C" in log.read(100_000)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    while _lives(pid):
        time.sleep(0.005)
