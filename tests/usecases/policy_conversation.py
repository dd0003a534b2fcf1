"""A conversation with the bot of a firm whose policies Amélie owns; James is an employee like any other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.impact import Impact
from bot.domain.library import PublishedPolicies
from bot.usecases.chat_ports import Button, Person, Place, Received
from bot.usecases.compose_library import LifePorts
from bot.usecases.library_ports import PolicyAct
from bot.usecases.policy_ports import PolicyPorts
from bot.usecases.policy_views import PolicyChanges
from bot.usecases.ports import Progress
from bot.usecases.submit import submit_event
from bot.usecases.talk import TalkPorts
from tests.fakes_messenger import Shown
from tests.fakes_policy import InMemoryFiles, InMemoryRoles
from tests.policy_files import policy_files
from tests.usecases.conversation import AMELIE, Conversation, MovingClock
from tests.usecases.libraries import FRENCH, markdown_file, with_a_library

EDITED = FRENCH.replace("jamais promis", "jamais promis ni suggéré")
NOTHING = Impact(0, 0, (), 0, 0, 0, 0, False, ())


@dataclass
class PolicyConversation(Conversation):
    """As `Conversation`, with a library of one document in force, and what owning it needs."""

    def __post_init__(self) -> None:
        self.life: LifePorts = with_a_library(policy_files())
        self.clock: MovingClock = MovingClock()
        self.life = replace(self.life, library=replace(self.life.library, clock=self.clock))
        policies: Any = self.life.library.policies
        self.policies = policies
        self.roles = InMemoryRoles(AMELIE.id)
        super().__post_init__()
        self.files = InMemoryFiles()
        self.told = 0
        self.before_preview: Callable[[], None] = lambda: None
        ports: TalkPorts = self.ports
        nearest = lambda words, language, most: self._search(words, language)  # noqa: E731
        channel = Place("T1", "CPOLICY", "")
        policy = PolicyPorts(self.files, self.life, self._preview, nearest, channel, told=self._tell)
        self.ports = replace(ports, policy=policy)

    def upload(
        self, text: str = EDITED, person: Person = AMELIE, name: str = "politique.md", **form: str
    ) -> str:
        """The form, sent and answered: its event."""
        event = f"T1:form:{next(self.numbers)}"
        file = self.files.give(markdown_file(text, name))
        place = Place("T1", person.id, event)
        received = Received(
            event, event, "form", place, event, person.id, choice="policy", files=(file,), form=form
        )
        assert submit_event(received, self.inbox, self.clock)
        self.answer()
        return event

    def press_under(
        self, shown: Shown, button: Button, choice: str, person: Person = AMELIE, thread: str = ""
    ) -> str:
        """A button of one of the bot's messages, answered: the event."""
        event = f"T1:press:{next(self.numbers)}"
        message = self.ts_of(shown)
        place = Place("T1", shown.place.channel, thread or shown.place.thread or message)
        received = Received(event, event, "button", place, message, person.id, button=button, choice=choice)
        assert submit_event(received, self.inbox, self.clock)
        self.answer()
        return event

    def ts_of(self, shown: Shown) -> str:
        """Under which `ts` that message is."""
        return next(ts for ts, each in self.messenger.messages.items() if each is shown)

    def draft(self) -> Shown:
        """A draft version, and the message that shows what it changes."""
        self.upload()
        shown = self.shown[-1]
        assert isinstance(shown.view, PolicyChanges)
        return shown

    @property
    def acts(self) -> Mapping[str, PolicyAct]:
        """What was done, by kind; the last of each."""
        return {each.kind: each for each in self.life.versions.acts()}

    def _preview(
        self, candidate: PublishedPolicies, progress: Progress, cancelled: Callable[[], bool]
    ) -> Impact:
        progress("reviewing", 1, 2)
        self.before_preview()
        self.clock.now()
        return replace(NOTHING, cancelled=cancelled())

    def _tell(self) -> None:
        self.told += 1
