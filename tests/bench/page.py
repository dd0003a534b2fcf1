"""The page of the local workspace in a real browser: how soon it is there, and how soon a message is seen."""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Page, sync_playwright

from bot.workspace.people import MARKETING_CHANNEL, PEOPLE
from tests.bench.figures import CannotMeasure, Figure, Part, percentile
from tests.browser import NAMES
from tests.workspaces import local_workspace

FIRST_PAGE_SECONDS, SEEN_SECONDS = 1.0, 0.1
_STARTS, _MESSAGES = 5, 30
_WRITER, _READER = PEOPLE[0], PEOPLE[2]

_WATCH = """(text) => new Promise((seen) => {
  const list = document.querySelector("#conversation");
  const look = () => {
    if (!list.innerText.includes(text)) return;
    watch.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => seen(Date.now())));
  };
  const watch = new MutationObserver(look);
  watch.observe(list, { subtree: true, childList: true, characterData: true });
  look();
})"""
_WRITE = """(text) => {
  const box = document.querySelector("#conversation .composer textarea");
  box.value = text;
  box.dispatchEvent(new InputEvent("input", { bubbles: true }));
  const began = Date.now();
  box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
  return began;
}"""


def measure_page() -> Part:
    """Seconds from starting `vigie chat` to the page drawn, and from *Enter* to a message on a screen."""
    chromium = next(filter(None, map(shutil.which, NAMES)), None)
    if chromium is None:
        raise CannotMeasure("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        starts = [_start(browser) for _ in range(_STARTS)]
        own, other = _messages(browser)
        browser.close()
    once = f"median of {_STARTS} starts with nothing published, in Chromium"
    each = f"{_MESSAGES} messages in a channel, in Chromium, drawn"
    return Part(
        "page",
        (
            Figure("page: vigie chat to its address", median(start for start, _ in starts), "s", once),
            Figure(
                "page: from its address to the page drawn",
                median(drawn - start for start, drawn in starts),
                "s",
                once,
                FIRST_PAGE_SECONDS,
                at_least=False,
            ),
            Figure("page: vigie chat to the page drawn", median(drawn for _, drawn in starts), "s", once),
            _seen("own message seen, p95", own, each),
            _seen("message seen in another window, p95", other, each),
        ),
    )


def _seen(name: str, seconds: list[float], how: str) -> Figure:
    return Figure(f"page: {name}", percentile(seconds, 95), "s", how, SEEN_SECONDS, at_least=False)


def _start(browser: Any) -> tuple[float, float]:
    """Seconds to the address, and to the page drawn."""
    with tempfile.TemporaryDirectory() as folder, _opened(browser) as page:
        began = time.perf_counter()
        chat = subprocess.Popen(
            [sys.executable, "-m", "bot", "chat", "--port", "0", "--no-browser"],
            env={"VIGIE_DATA": folder, "VIGIE_LANG": "en", "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert chat.stdout
            address = chat.stdout.readline().rpartition(" ")[2].strip()
            said = time.perf_counter() - began
            page.goto(address)
            page.wait_for_selector("#conversation .composer textarea")
            return said, time.perf_counter() - began
        finally:
            chat.kill()
            chat.communicate()


def _messages(browser: Any) -> tuple[list[float], list[float]]:
    """Seconds until who wrote, and a colleague, see each message."""
    own, other = [], []
    with (
        tempfile.TemporaryDirectory() as folder,
        local_workspace(Path(folder)) as workspace,
        _opened(browser) as writer,
        _opened(browser) as reader,
    ):
        for page, person in ((writer, _WRITER), (reader, _READER)):
            page.goto(f"{workspace.page_url}?person={person.id}&channel={MARKETING_CHANNEL.id}")
            page.wait_for_selector("#conversation .composer textarea")
        for number in range(_MESSAGES):
            for watching, seconds in ((writer, own), (reader, other)):
                text = f"Message {number} {'a' if watching is writer else 'b'}."
                watching.evaluate(f"(text) => {{ window.seen = ({_WATCH})(text); }}", text)
                began = writer.evaluate(_WRITE, text)
                seconds.append((watching.evaluate("() => window.seen") - began) / 1000)
    return own, other


@contextmanager
def _opened(browser: Any) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()
