"""From a clean clone to the first reviewed draft, as somebody who has just heard of Vigie does it."""

import json
import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from tests.bench.figures import CannotMeasure, Figure, Part
from tests.bench.posts import ROOT

FIRST_DRAFT_SECONDS = 180
_PATIENCE = 600
_DRAFT = "Chez nous, rendement garanti de 8 % par an. Écrivez-moi en privé!"


def measure_first_draft() -> Part:
    """Seconds for `git clone`, `make chat` and one draft on the page; packages from pip's cache."""
    with tempfile.TemporaryDirectory(prefix="vigie-clone-") as folder:
        clone, began = Path(folder) / "vigie", time.monotonic()
        _run("git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(clone))
        with (Path(folder) / "chat.txt").open("w+") as said:
            chat = subprocess.Popen(
                ["make", "chat", "CHAT=--port 0 --no-browser"],
                cwd=clone,
                env={**_environment(), "VIGIE_DATA": f"{folder}/data"},
                stdout=said,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            try:
                page = _page(Path(said.name), chat)
                started = time.monotonic() - began
                _first_review(page)
                whole = time.monotonic() - began
            finally:
                os.killpg(chat.pid, signal.SIGINT)
                chat.wait(30)
    how = "clone, make chat, one draft on the page; packages from pip's cache where it has them"
    return Part(
        "start",
        (
            Figure("clone to first reviewed draft", whole, "s", how, FIRST_DRAFT_SECONDS, at_least=False),
            Figure("of which until the page is there", started, "s", how),
        ),
    )


def _environment() -> dict[str, str]:
    """The caller's, as whoever clones has it: where pip finds packages is a setting of the machine."""
    given = os.environ  # noqa: TID251
    return {name: value for name, value in given.items() if not name.startswith(("VIGIE_", "SLACK_"))}


def _run(*command: str) -> None:
    if subprocess.run(command, capture_output=True, check=False).returncode:
        raise CannotMeasure(f"{command[0]} {command[1]} failed")


def _page(said: Path, chat: subprocess.Popen[bytes]) -> str:
    """The address that `make chat` prints."""
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and chat.poll() is None:
        for word in said.read_text(encoding="utf-8").split():
            if word.startswith("http://127.0.0.1:"):
                return word
        time.sleep(0.1)
    raise CannotMeasure("make chat did not say where its page is")


def _first_review(page: str) -> None:
    """Write a draft on the page and wait for the clause. Raises `CannotMeasure`."""
    person = _asked(f"{page}ui/state")["person"]
    _asked(f"{page}ui/message", {"person": person, "text": _DRAFT})
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if "PMS-5.1" in json.dumps(_asked(f"{page}ui/state?person={person}")):
            return
        time.sleep(0.02)
    raise CannotMeasure("the first draft was not reviewed")


def _asked(address: str, given: dict[str, str] | None = None) -> Any:
    data = json.dumps(given).encode() if given else None
    request = Request(address, data, {"Content-Type": "application/json"})  # noqa: S310
    with urlopen(request, timeout=10) as answer:  # noqa: S310
        return json.load(answer)
