"""The whole bot over a copy of the published library, talking to a local workspace over real sockets."""

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from bot.bootstrap.application import Application
from bot.bootstrap.doors import socket_door
from bot.bootstrap.serving import Serving
from bot.bootstrap.talk_ports import Access
from bot.config import read_settings
from bot.slack import ids
from bot.slack.render import draw
from bot.texts import LANGUAGES
from bot.usecases.views import Reading
from bot.workspace.people import (
    COMPLIANCE_CHANNEL,
    COMPLIANCE_OFFICERS,
    POLICY_CHANNEL,
    POLICY_OWNERS,
    Person,
)
from bot.workspace.people_refusals import Refused
from bot.workspace.pressing import Press
from bot.workspace.server import LocalWorkspace
from tests.embedders import local_embedder
from tests.workspaces import local_workspace

ROOT = Path(__file__).parents[2]
PATIENCE = 90.0
"""How many seconds a bot in a process of its own is given, on a busy machine."""
READING = {draw(Reading(again), language).text for again in (False, True) for language in LANGUAGES}


class BotAtWork:
    """What a person does in the workspace, and what they see there."""

    def __init__(self, workspace: LocalWorkspace, process: "BotProcess | None" = None) -> None:
        """`process` where it is in one of its own."""
        self.workspace = workspace
        self.process = process

    def say(self, text: str, person: str = "Amélie", thread: str | None = None, **more: Any) -> str:
        """Write to the bot; the message's `ts`."""
        return self.workspace.say(self.person(person), text, thread, **more)

    def person(self, name: str) -> Person:
        """Somebody of the workspace."""
        return self.workspace.person(name)

    def answers(self, thread: str, person: str = "Amélie") -> list[dict[str, Any]]:
        """The bot's messages in a thread."""
        bot = self.workspace.identity.bot_user
        messages = self.workspace.messages(self.person(person))
        return [each for each in messages if each.get("thread_ts") == thread and each["user"] == bot]

    def card(self, thread: str, person: str = "Amélie", seconds: float = 60) -> dict[str, Any]:
        """The one answer in a thread, once it is more than *reading*."""

        def filled() -> dict[str, Any] | None:
            answers = self.answers(thread, person)
            return answers[0] if answers and answers[0]["text"] not in READING else None

        card = self.workspace.wait_for(filled, seconds)
        assert card is not None
        return card

    def opened(self, person: str, title: str) -> dict[str, Any]:
        """The page or form on top of all that is open before them, once it has that title."""

        def there() -> dict[str, Any] | None:
            view = self.workspace.view_of(self.person(person))
            return view if view and view["title"]["text"] == title else None

        view = self.workspace.wait_for(there, PATIENCE)
        assert view is not None
        return view

    def press(
        self, card: dict[str, Any], action: str, person: str = "Amélie", choice: str = "", channel: str = ""
    ) -> bool:
        """Press a button of a card, or choose in its list or menu; whether the bot acknowledged it."""
        block, element = find_action(card, action)
        if element["action_id"] != action:
            choice = choice_of(element, action)
        return self.workspace.press(
            self.person(person), card["ts"], element["action_id"], block["block_id"],
            element.get("value", ""), choice, channel,
        )  # fmt: skip

    def open(self, card: dict[str, Any], action: str, title: str, person: str = "Amélie") -> dict[str, Any]:
        """Press a button of a card until the form of that title opens: a card is shown an instant before what
        its buttons show is kept, and until then they say that it is not there."""
        who = self.person(person)

        def there() -> dict[str, Any] | None:
            assert self.press(card, action, person)
            view = self.workspace.wait_for(lambda: self.workspace.view_of(who), PATIENCE)
            assert view is not None
            if view["title"]["text"] == title:
                return view
            self.workspace.close(who, all_of_them=True)
            return None

        opened = self.workspace.wait_for(there, PATIENCE)
        assert opened is not None
        return opened

    def press_at_home(self, action: str, person: str) -> None:
        """Press a button of what the person sees at home, until the bot acknowledged it: a page that it
        publishes in the same instant takes the old buttons away."""
        who = self.person(person)

        def pressed() -> bool:
            home = self.workspace.home_of(who)
            assert home is not None
            block, element = find_action(home, action)
            press = Press(action, block["block_id"], element.get("value", ""))
            with suppress(Refused):
                return self.workspace.press_at_home(who, press)
            return False

        self.workspace.wait_for(pressed, PATIENCE)


def find_action(card: dict[str, Any], action: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The block and the element of an action: its button, its list, or the menu that it is in."""
    for block in card["blocks"]:
        for element in (*block.get("elements", []), block.get("accessory", {})):
            if element.get("action_id") == action or choice_of(element, action):
                return block, element
    raise LookupError(action)


def choice_of(menu: dict[str, Any], action: str) -> str:
    """What choosing that action in a menu carries, "" where it is not in it."""
    options = menu.get("options", []) if menu.get("type") == "overflow" else []
    return next((each["value"] for each in options if each["value"].startswith(f"{action}|")), "")


def text_of(message: dict[str, Any]) -> str:
    """All that a person reads in a message, its buttons too."""
    found: list[str] = []

    def collect(value: Any) -> None:
        if isinstance(value, dict):
            text = value.get("text")
            if isinstance(text, str):
                found.append(text)
            for key, each in value.items():
                if key not in ("text", "metadata") or not isinstance(each, str):
                    collect(each)
        elif isinstance(value, list):
            for each in value:
                collect(each)

    collect(message["blocks"])
    return "".join(found)


@contextmanager
def bot_in_thread(
    workspace: LocalWorkspace, data: Path, journal: io.StringIO, owners: Sequence[str] = (), channel: str = ""
) -> Iterator[Serving]:
    """The bot in this process, connected; stopped at the end, and what it raised is raised."""
    from bot.adapters.journal import open_journal

    application = Application(read_settings({"VIGIE_DATA": str(data), "VIGIE_LANG": "en"}))
    application.embedder = local_embedder()
    tokens = workspace.bot_token, workspace.app_token
    access = Access(workspace.identity.team, workspace.api_url, *tokens, {"policy-owner": owners}, channel)
    note = open_journal(journal)
    serving = Serving(application, access, note, socket_door(access, note, silence=1800))
    connected = threading.Event()
    ended: list[BaseException] = []

    def run() -> None:
        try:
            serving.run(connected.set)
        except BaseException as error:  # shown by the test, not by the thread
            ended.append(error)
            connected.set()

    thread = threading.Thread(target=run, name="bot")
    thread.start()
    try:
        assert connected.wait(30)
        if ended:
            raise ended[0]
        yield serving
    finally:
        serving.stop()
        thread.join(30)
        application.close()
    assert not thread.is_alive()
    if ended:
        raise ended[0]


class BotProcess:
    """`vigie serve`, or another command, as the operator starts it, in a process that can be killed."""

    def __init__(
        self,
        workspace: LocalWorkspace,
        data: Path,
        command: str = "serve",
        log: str = "serve",
        options: Sequence[str] = (),
        **given: str,
    ) -> None:
        """`log`: the name of the file for what it says; processes of one test have their own."""
        self.command = (command, *options)
        self._environment = {
            "PATH": os.defpath,
            "HOME": str(data.parent),
            "VIGIE_DATA": str(data),
            "VIGIE_LANG": "en",
            "SLACK_BOT_TOKEN": workspace.bot_token,
            "SLACK_APP_TOKEN": workspace.app_token,
            "SLACK_API_URL": workspace.api_url,
            "PYTHONUNBUFFERED": "1",
            **given,
        }
        self._log = data.parent / f"{log}.log"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; returns at once."""
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot", *self.command],
                cwd=ROOT,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def kill(self) -> None:
        """As a power cut would."""
        assert self.process
        self.process.kill()
        self.process.wait(10)

    def stop(self, number: int = signal.SIGTERM, seconds: float = 20) -> int:
        """As a process manager would; the exit code."""
        assert self.process
        self.process.send_signal(number)
        return self.process.wait(seconds)

    def close(self) -> None:
        """Leave nothing behind."""
        if self.process and self.process.poll() is None:
            with suppress(ProcessLookupError):
                self.kill()

    @property
    def log(self) -> str:
        """Everything it said, over all its lives."""
        return self._log.read_text(encoding="utf-8") if self._log.exists() else ""

    @property
    def notes(self) -> list[dict[str, Any]]:
        """What it noted."""
        return [json.loads(line) for line in self.log.splitlines() if line.startswith("{")]


@contextmanager
def bot_for_compliance(published: Path, folder: Path, unsaid: str, **how: Any) -> Iterator[BotAtWork]:
    """`vigie serve` over a copy of the published library, with officers, policy owners and their channels, in
    a workspace of that kind; nothing that it wrote has those words of the drafts."""
    data = Path(shutil.copytree(published, folder / "data"))
    given = {
        "VIGIE_COMPLIANCE_CHANNEL": COMPLIANCE_CHANNEL.id,
        "VIGIE_COMPLIANCE_OFFICERS": COMPLIANCE_OFFICERS.id,
        "VIGIE_POLICY_CHANNEL": POLICY_CHANNEL.id,
        "VIGIE_POLICY_OWNERS": POLICY_OWNERS.id,
    }
    with local_workspace(folder, scopes=ids.SCOPES, commands=ids.COMMANDS, **how) as workspace:
        workspace.let_bot_in(COMPLIANCE_CHANNEL.id)
        process = BotProcess(workspace, data, **given)
        process.start()
        try:
            workspace.wait_for(lambda: workspace.connected, PATIENCE)
            yield BotAtWork(workspace, process)
        finally:
            process.close()
        assert unsaid not in process.log
