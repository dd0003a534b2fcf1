"""`vigie chat` in a process of its own, as somebody at a terminal and a browser has it."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.bootstrap.fresh_start import FreshStart
from bot.config import read_settings
from tests.walk.bot_at_work import ROOT

DRAFT = "Chez nous, rendement garanti de 8 % par an."
PATIENCE = 90.0


class Chat:
    """The command in a process, and what a page asks of it."""

    def __init__(self, data: Path, *options: str, **given: str) -> None:
        environment = {"PATH": os.defpath, "HOME": str(data), "VIGIE_DATA": str(data), "VIGIE_LANG": "en"}
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "chat", "--port", "0", "--no-browser", *options],
            cwd=ROOT,
            env=environment | {"PYTHONUNBUFFERED": "1"} | given,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def line(self) -> str:
        """The next that it says."""
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def rest(self) -> str:
        """What it says until it ends."""
        return self.process.communicate(timeout=PATIENCE)[0]

    def ask(self, path: str, given: dict[str, Any] | None = None) -> Any:
        """What the page gets there."""
        method = "GET" if given is None else "POST"
        return httpx.request(method, self.page + path, json=given, timeout=10, trust_env=False).json()

    def opened(self) -> str:
        """The address of the page, once it is said."""
        self.page = self.line().removeprefix("Your workspace is here: ")
        return self.page

    def state(self) -> dict[str, Any]:
        """What Amélie sees."""
        found: dict[str, Any] = self.ask("ui/state")
        return found

    def wait_for(self, seen: Callable[[], Any]) -> Any:
        """What is seen once it is; nothing is seen while the workspace begins anew."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                if found := seen():
                    return found
            except httpx.TransportError:
                pass
            time.sleep(0.05)
        raise AssertionError("not seen")

    def review(self) -> str:
        """Write the draft; the text of the card, once it is there."""
        ts = self.ask("ui/message", {"person": self.state()["person"], "text": DRAFT})["ts"]

        def card() -> str:
            answers = [each for each in self.state()["messages"] if each.get("thread_ts") == ts != each["ts"]]
            text = json.dumps(answers, ensure_ascii=False)
            return text if "PMS-5.1" in text else ""

        return str(self.wait_for(card))

    def stop(self) -> None:
        """As Ctrl-C does."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        self.process.wait(30)
        assert self.process.stdout
        self.process.stdout.close()


def opened_before(published_data: Path, folder: Path) -> Path:
    """A data folder in which chat was opened before: its policies are published."""
    chat = folder / "chat"
    shutil.copytree(published_data, chat / "bot")
    FreshStart(read_settings({"VIGIE_DATA": str(chat / "bot")}), chat / "fresh").keep()
    return folder


@pytest.fixture(scope="module")
def chats() -> Iterator[Callable[..., Chat]]:
    """Starts chats; ends them."""
    begun: list[Chat] = []

    def start(*how: Any, **given: str) -> Chat:
        begun.append(Chat(*how, **given))
        return begun[-1]

    yield start
    for chat in begun:
        chat.stop()
