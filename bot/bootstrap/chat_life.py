"""The bot in the local workspace: one life of it lasts until it is stopped, or asked to begin anew."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.adapters.journal import open_journal
from bot.bootstrap.application import Application
from bot.bootstrap.doors import socket_door, web_door_at
from bot.bootstrap.fresh_start import FreshStart
from bot.bootstrap.processes import run_serving, writing_in
from bot.bootstrap.serving import Serving
from bot.bootstrap.talk_ports import Access
from bot.cli.wiring import ChatAsked, ChatSteps
from bot.config import Settings
from bot.slack.ids import WEB_PATH
from bot.slack.web import open_port
from bot.texts import LANGUAGES, say
from bot.usecases.chat_ports import Note
from bot.usecases.ports import NothingPublished, Step
from bot.workspace.people import COMPLIANCE_CHANNEL, COMPLIANCE_OFFICERS, POLICY_CHANNEL, POLICY_OWNERS
from bot.workspace.server import LocalWorkspace

_HOST = "127.0.0.1"


class Life:
    """The bot's lives in one workspace, one after the other."""

    def __init__(self, workspace: LocalWorkspace, settings: Settings, folder: Path) -> None:
        """`settings`: the bot's own here; `folder`: where its journal goes, and what a fresh start needs."""
        self._workspace = workspace
        self._settings = settings
        self._folder = folder
        self._fresh = FreshStart(settings, folder / "fresh")

    def begin_anew(self) -> None:
        """Forget everything that the bot kept here; the policies are as they were first published."""
        self._fresh.restore()

    def live(self, asked: ChatAsked, steps: ChatSteps) -> bool:
        """Until stopped; whether somebody asked to begin anew. Raises `CannotServe`."""
        asked_anew, begun = threading.Event(), list[Serving]()

        def begin_anew() -> None:
            asked_anew.set()
            for serving in begun:
                serving.stop()

        self._workspace.offer_to_begin_anew(begin_anew)
        self._publish(steps)
        application = Application(self._settings)
        with closing(application), self._writing_journal() as note:
            serving, on_ready = self._serving(application, asked, note, steps)
            begun.append(serving)
            if not asked_anew.is_set():
                run_serving(serving, on_ready, self._settings)
        return asked_anew.is_set()

    def _publish(self, steps: ChatSteps) -> None:
        """What is there on the first day, if it is; the firm's name is the workspace's."""
        application = Application(self._settings)
        with closing(application):
            is_first = not _has_policies(application)
            if is_first:
                steps.publish(application.publishing(), self._tell)
                self._workspace.show_progress({})
            self._workspace.call_team(application.policies.published().firm.names[0])
        if is_first:
            self._fresh.keep()

    def _tell(self, step: Step, done: int = 0, of: int = 0) -> None:
        count = f" ({done}/{of})" if of else ""
        self._workspace.show_progress({each: say(f"step.{step}", each) + count for each in LANGUAGES})

    @contextmanager
    def _writing_journal(self) -> Iterator[Note]:
        with writing_in(self._settings, self._folder):
            journal = (self._folder / "chat.log").open("a", encoding="utf-8")
        with journal:
            yield open_journal(journal)

    def _serving(
        self, application: Application, asked: ChatAsked, note: Note, steps: ChatSteps
    ) -> tuple[Serving, Callable[[], None]]:
        """The bot, and what is to be done each time that it is ready."""
        access = _access(self._workspace, self._settings)
        if asked.by_http:
            taken = open_port(_HOST, 0)
            address = f"http://{_HOST}:{taken.getsockname()[1]}{WEB_PATH}"
            door = web_door_at(access, note, taken)
            return Serving(application, access, note, door), lambda: self._be_reached(address, steps)
        door = socket_door(access, note, self._settings.socket_silence * 60.0)
        first = iter([True])

        def connected() -> None:
            if next(first, False):
                steps.bot()

        return Serving(application, access, note, door), connected

    def _be_reached(self, address: str, steps: ChatSteps) -> None:
        """What people do goes to that address, once it gave back the challenge."""

        def reached() -> None:
            self._workspace.set_request_url(address)
            steps.bot()

        # The challenge is answered by the very loop that says it is ready.
        threading.Thread(target=reached, daemon=True).start()


def _has_policies(application: Application) -> bool:
    try:
        application.policies.library_in_force()
    except NothingPublished:
        return False
    return True


def _access(workspace: LocalWorkspace, settings: Settings) -> Access:
    """To the local workspace, whose own people have the roles unless others are named."""
    return Access(
        workspace.identity.team,
        workspace.api_url,
        workspace.bot_token,
        workspace.app_token,
        {
            "policy-owner": settings.policy_owners or (POLICY_OWNERS.id,),
            "compliance-officer": settings.compliance_officers or (COMPLIANCE_OFFICERS.id,),
            "pilot": settings.pilot,
        },
        settings.policy_channel or POLICY_CHANNEL.id,
        settings.compliance_channel or COMPLIANCE_CHANNEL.id,
        workspace.signing_secret,
    )
