"""Whatever happens to the process that reads a file, it ends, and what it says is not believed unchecked."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.document_readers import IsolatedReader, Limits, isolated_reader
from bot.usecases.library_ports import FileRefused, GivenFile
from tests.marks import slowly

TEXT = GivenFile("policy.txt", b"Article 1\n\nThe member is honest.")
CONFINED = """
import socket, subprocess, sys
from bot.adapters.document_readers.child import give_up_everything
from bot.adapters.document_readers.limits import Limits
give_up_everything(Limits())
tries = {
    "socket": lambda: socket.socket(),
    "file": lambda: open("/etc/hostname"),
    "process": lambda: subprocess.Popen(["true"]),
    "memory": lambda: bytearray(2_000_000_000),
}
for name, attempt in tries.items():
    try:
        attempt()
        print(name, "worked")
    except (OSError, MemoryError) as refused:
        print(name, "refused")
"""


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list["subprocess.Popen[bytes]"]]:
    """Every process that was started; at the end each is gone."""
    children: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def noted(*arguments: Any, **settings: Any) -> "subprocess.Popen[bytes]":
        children.append(start(*arguments, **settings))
        return children[-1]

    monkeypatch.setattr(isolated_reader.subprocess, "Popen", noted)
    yield children
    for child in children:
        assert child.returncode is not None
        with pytest.raises(ProcessLookupError):
            os.kill(child.pid, 0)


@pytest.fixture
def hostile(monkeypatch: pytest.MonkeyPatch) -> None:
    """The child does what the file tells it."""
    monkeypatch.setattr(isolated_reader, "_CHILD", "tests.documents.hostile_child")


def refused(wish: str, limits: Limits) -> tuple[str, str]:
    with pytest.raises(FileRefused) as refusal:
        IsolatedReader(limits)(GivenFile("policy.txt", wish.encode()))
    return refusal.value.code, refusal.value.detail


def test_a_file_that_takes_too_long_is_refused_and_its_process_gone(
    started: list["subprocess.Popen[bytes]"],
) -> None:
    with pytest.raises(FileRefused) as refusal:
        IsolatedReader(Limits(seconds=0.02))(TEXT)

    assert (refusal.value.code, refusal.value.detail) == ("too-slow", "0.02")
    assert len(started) == 1


@pytest.mark.usefixtures("hostile", "started")
def test_a_process_that_never_answers_is_killed_with_those_it_started() -> None:
    # The one it started holds the pipe of the answer open: were it alive, the reading would still wait.
    assert refused("children", Limits(seconds=1.0)) == ("too-slow", "1")


@pytest.mark.usefixtures("started")
def test_a_file_that_takes_too_much_memory_is_refused() -> None:
    content = b"a b\n" * 4_000_000

    with pytest.raises(FileRefused) as refusal:
        IsolatedReader(Limits(memory_bytes=150_000_000))(GivenFile("policy.txt", content))

    assert (refusal.value.code, refusal.value.detail) == ("too-much-memory", "150")


@pytest.mark.usefixtures("hostile", "started")
@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ("garbage", "broken"),
        slowly("unknown level", "broken"),
        slowly("empty block", "broken"),
        slowly("own code", "broken"),
        slowly("a path as detail", "broken"),
        slowly("too much text", "broken"),
        ("endless", "broken"),
        ("crash", "broken"),
        ("killed", "too-much-memory"),
    ],
)
def test_what_a_process_answers_that_cannot_be_is_a_refusal(wish: str, code: str) -> None:
    detail = "1000" if code == "too-much-memory" else ""

    assert refused(wish, Limits(pages=10)) == (code, detail)


@pytest.mark.usefixtures("hostile", "started")
def test_the_process_knows_nothing_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")

    names = IsolatedReader()(GivenFile("policy.txt", b"environment")).blocks[0].text.split()

    assert {name for name in names if not name.startswith("PYTHON")} <= {"LC_CTYPE"}


@pytest.mark.usefixtures("hostile", "started")
def test_interrupting_the_reading_ends_the_process() -> None:
    interrupt = threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT))
    interrupt.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            IsolatedReader()(GivenFile("policy.txt", b"sleep"))
    finally:
        interrupt.cancel()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps all of these limits")
def test_a_process_that_has_given_up_everything_can_open_nothing() -> None:
    root = Path(isolated_reader.__file__).parents[3]
    ended = subprocess.run(
        [sys.executable, "-c", CONFINED],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(root)},
    )

    assert ended.stdout.splitlines() == [
        "socket refused",
        "file refused",
        "process refused",
        "memory refused",
    ]


def test_a_refusal_says_nothing_of_the_file() -> None:
    given = GivenFile("policy.docx", b"PK\x03\x04 the text of a clause")

    with pytest.raises(FileRefused) as refusal:
        IsolatedReader()(given)

    assert str(refusal.value) == "broken"
    assert refusal.value.__cause__ is None
    assert "clause" not in repr(given)
