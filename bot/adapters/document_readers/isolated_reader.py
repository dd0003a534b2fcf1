"""The port `DocumentReader`: one process a file, killed when it takes too long or too much."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from pydantic_core import to_json

import bot
from bot.adapters.document_readers.answer import read_answer
from bot.adapters.document_readers.kinds import Kind, kind_of
from bot.adapters.document_readers.limits import SHIPPED_LIMITS, Limits
from bot.domain.outline import ReadFile
from bot.usecases.library_ports import FileRefused, GivenFile, RefusedFor

_CHILD = "bot.adapters.document_readers.child"
_BYTES_A_CHARACTER = 8
_BYTES_BESIDE = 4_000_000
"""What an answer may have beside the text: JSON's own characters, labels and levels."""
_TO_END = 5.0
"""Seconds that a child which has answered may take to end."""
_ENDED_BY: dict[int, RefusedFor] = {
    signal.SIGXCPU: "too-slow",
    signal.SIGKILL: "too-much-memory",  # ours comes with `timed_out`; the system kills for memory
}


class IsolatedReader:
    """Reads a file in a process of its own, which can open nothing and knows nothing of this one."""

    def __init__(self, limits: Limits = SHIPPED_LIMITS) -> None:
        self._limits = limits

    def __call__(self, given: GivenFile) -> ReadFile:
        """What it holds. Raises `FileRefused`; whatever happens, the process is gone afterwards."""
        if len(given.content) > self._limits.file_bytes:
            raise FileRefused("too-large", f"{self._limits.file_bytes // 1_000_000}")
        written = self._ask_child(kind_of(given), given.content)
        try:
            return read_answer(written, self._limits)
        except FileRefused as refusal:
            raise FileRefused(refusal.code, refusal.detail or self._limit_of(refusal.code)) from None

    def _ask_child(self, kind: Kind, content: bytes) -> bytes:
        """What it wrote. A child that writes without end is cut off: its answer is then no answer."""
        most = self._limits.characters * _BYTES_A_CHARACTER + _BYTES_BESIDE
        timed_out = threading.Event()
        with _started(kind, self._limits) as child, _fed(child, content):
            watch = threading.Timer(self._limits.seconds, _end, (child, timed_out))
            watch.daemon = True
            watch.start()
            try:
                assert child.stdout is not None
                written = child.stdout.read(most + 1)
            finally:
                watch.cancel()
            _end(child, if_running_after=0.0 if len(written) > most else _TO_END)
        if timed_out.is_set():
            raise FileRefused("too-slow", self._limit_of("too-slow"))
        if child.returncode < 0 and not written:
            code = _ENDED_BY.get(-child.returncode, "broken")
            raise FileRefused(code, self._limit_of(code))
        return written[:most]

    def _limit_of(self, code: RefusedFor) -> str:
        """The number that belongs into the sentence, "" where there is none."""
        return {
            "too-slow": f"{self._limits.seconds:g}",
            "too-much-memory": f"{self._limits.memory_bytes // 1_000_000}",
            "too-many-pages": f"{self._limits.pages}",
        }.get(code, "")


@contextlib.contextmanager
def _started(kind: Kind, limits: Limits) -> "Iterator[subprocess.Popen[bytes]]":
    """The child, killed at the end whatever the end is: also when somebody interrupts."""
    child = subprocess.Popen(  # noqa: S603 -- our own interpreter and module, nothing of the file
        [sys.executable, "-m", _CHILD, kind, to_json(asdict(limits)).decode()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_almost_nothing(),
        start_new_session=True,
    )
    try:
        yield child
    finally:
        _end(child)
        for end in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):
                assert end is not None
                end.close()


def _almost_nothing() -> dict[str, str]:
    """No key, no address, no home: only where this very program lies."""
    return {
        "PYTHONPATH": str(Path(bot.__file__).resolve().parents[1]),
        "PYTHONSAFEPATH": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
    }


@contextlib.contextmanager
def _fed(child: "subprocess.Popen[bytes]", content: bytes) -> Iterator[None]:
    """Writes the file into the child beside reading its answer: either pipe may be full."""

    def feed() -> None:
        with contextlib.suppress(OSError, ValueError):
            assert child.stdin is not None
            child.stdin.write(content)
            child.stdin.close()

    feeding = threading.Thread(target=feed, daemon=True)
    feeding.start()
    try:
        yield
    finally:
        _end(child)
        feeding.join()


def _end(
    child: "subprocess.Popen[bytes]", told: threading.Event | None = None, if_running_after: float = 0.0
) -> None:
    """Kill the child and whatever it may have started, unless it ends by itself in that many seconds."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(if_running_after)
        return
    if told is not None:
        told.set()
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        child.kill()
    child.wait()
