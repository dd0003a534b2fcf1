"""A conversation with the bot in memory: what people do on one side, what they see on the other."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from bot.adapters.figure_drawings import MatplotlibDrawings
from bot.domain.draft import Language
from bot.domain.findings import Citation
from bot.domain.languages import guess_language
from bot.usecases.chat_ports import Button, Kind, Person, Place, Received, Steps
from bot.usecases.desk import DeskInForce
from bot.usecases.dispatch import Dispatcher
from bot.usecases.do_job import do_job
from bot.usecases.matter_ports import Compliance
from bot.usecases.meanings_ports import MeaningPorts
from bot.usecases.people_ports import Speaker
from bot.usecases.review import ReviewPorts
from bot.usecases.submit import submit_event
from bot.usecases.talk import TalkPorts
from bot.usecases.views import Reviewed
from tests.fakes import InMemoryArchive, InMemoryPolicyStore
from tests.fakes_chat import InMemoryCards, InMemoryInbox, InMemoryOutbox
from tests.fakes_jobs import InMemoryJobs
from tests.fakes_learning import InMemoryLearning
from tests.fakes_matters import InMemoryMatters, InMemoryReviews
from tests.fakes_meanings import InMemoryMeanings, WordEmbedder
from tests.fakes_messenger import InMemoryDirectory, InMemoryMessenger, Shown
from tests.fakes_people import InMemoryPeople
from tests.fakes_policy import InMemoryRoles
from tests.fakes_posted import InMemoryPostedTexts
from tests.fakes_reminders import InMemoryReminders
from tests.publications import MONDAY, publication

AMELIE = Person("UAMELIE", "Amélie Tremblay", "fr", guest=False)
JAMES = Person("UJAMES", "James Whitaker", "en", guest=False)
NADIA = Person("UNADIA", "Nadia Benali", "fr", guest=False)
THOMAS = Person("UTHOMAS", "Thomas Reid", "en", guest=False)
VISITOR = Person("UVISITOR", "Alex Morin", "fr", guest=True)
PROMISE = "Un rendement garanti, chaque année."
AT_ONCE = 4


_SAID = [Speaker("T1", each.id, answered_at=MONDAY) for each in (AMELIE, JAMES, NADIA, THOMAS)]
"""They said that they are employees like others, so that no card of theirs asks."""


class MovingClock:
    """A clock that moves when it is told to."""

    def __init__(self) -> None:
        self.time = MONDAY

    def now(self) -> datetime:
        self.time += timedelta(milliseconds=1)
        return self.time


@dataclass
class Conversation:
    """Everything behind the bot, in memory; jobs are done at once, in `answer`."""

    policies: InMemoryPolicyStore = field(default_factory=InMemoryPolicyStore)
    archive: InMemoryArchive = field(default_factory=InMemoryArchive)
    inbox: InMemoryInbox = field(default_factory=InMemoryInbox)
    cards: InMemoryCards = field(default_factory=InMemoryCards)
    messenger: InMemoryMessenger = field(default_factory=InMemoryMessenger)
    clock: MovingClock = field(default_factory=MovingClock)
    journal: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    numbers: Any = field(default_factory=lambda: count(1))
    searched: list[str] = field(default_factory=list)
    roles: InMemoryRoles = field(default_factory=lambda: InMemoryRoles(officers=(NADIA.id, THOMAS.id)))
    matters: InMemoryMatters = field(default_factory=InMemoryMatters)
    reviews: InMemoryReviews = field(default_factory=InMemoryReviews)
    posted: InMemoryPostedTexts = field(default_factory=InMemoryPostedTexts)
    reminders: InMemoryReminders = field(default_factory=InMemoryReminders)
    meanings: InMemoryMeanings = field(default_factory=InMemoryMeanings)
    people: InMemoryPeople = field(default_factory=lambda: InMemoryPeople(*_SAID))
    learning: InMemoryLearning = field(default_factory=InMemoryLearning)

    def __post_init__(self) -> None:
        self.matters.archive = self.archive
        if not self.policies.documents():
            self.policies.publish(publication())
        reviewing = ReviewPorts(
            self.policies, self.archive, self.clock,
            lambda text: guess_language(text, text) or "fr", _no_embedder, "test",
        )  # fmt: skip
        self.ports = TalkPorts(
            self.inbox, InMemoryOutbox(), self.cards, self.archive, self.messenger,
            InMemoryDirectory(AMELIE, JAMES, NADIA, THOMAS, VISITOR), self.clock,
            lambda what, /, **ids: self.journal.append((what, ids)), DeskInForce(reviewing),
            self.roles, self.matters, self.reviews, self.reminders, self.learning, self.people, self.posted,
            MeaningPorts(self.meanings, WordEmbedder()), MatplotlibDrawings(), self._search,
            compliance=Compliance(Place("T1", "CCOMPLIANCE", ""), "fr"),
        )  # fmt: skip
        self.jobs = InMemoryJobs(self._do)
        self.dispatcher = Dispatcher(self.inbox, self.jobs, self.clock, at_once=AT_ONCE)

    def write(self, text: str, person: Person = AMELIE, thread: str = "", **more: Any) -> str:
        """A message, not answered yet: its `ts`."""
        ts = f"1700000000.{next(self.numbers):06}"
        self.happen("message", ts, person, thread or ts, text=text, **more)
        return ts

    def say(self, text: str, person: Person = AMELIE, thread: str = "", **more: Any) -> str:
        """A message, answered."""
        ts = self.write(text, person, thread, **more)
        self.answer()
        return ts

    def press(self, button: Button, card: str, person: Person = AMELIE, choice: str = "") -> None:
        """A button of a card, answered."""
        number = next(self.numbers)
        self.happen("button", f"card.{number}", person, "any", card=card, button=button, choice=choice)
        self.answer()

    def command(
        self,
        text: str,
        name: str = "policy",
        person: Person = AMELIE,
        address: str = "https://hooks.slack.com/1",
    ) -> str:
        """A command typed in a channel, answered: the address at which its answer goes."""
        event = f"T1:command:{next(self.numbers)}"
        place = Place("T1", "CTEAM", event)
        received = Received(
            event, event, "command", place, event, person.id, text, choice=name, reply_to=address
        )
        assert submit_event(received, self.inbox, self.clock)
        self.answer()
        return address

    def happen(self, kind: Kind, message: str, person: Person, thread: str, **more: Any) -> Received:
        """Something a person did, kept and not answered yet."""
        number = next(self.numbers)
        received = Received(
            f"Ev{number}", f"{message}:{kind}:{number}", kind, Place("T1", f"D{person.id}", thread), message,
            person.id, **more,
        )  # fmt: skip
        assert submit_event(received, self.inbox, self.clock)
        return received

    def answer(self, passes: int = 10) -> None:
        """Do all that waits and is due."""
        for _ in range(passes):
            self.dispatcher.begin_waiting()

    def wait(self, seconds: float) -> None:
        """Time passes; then what is due is done."""
        self.clock.time += timedelta(seconds=seconds)
        self.answer()

    @property
    def notes(self) -> list[tuple[str, dict[str, Any]]]:
        """What the journal says beside what it says of every job and every review."""
        return [each for each in self.journal if each[0] not in ("job.done", "review.made")]

    @property
    def shown(self) -> list[Shown]:
        """The bot's messages, oldest first."""
        return list(self.messenger.messages.values())

    @property
    def only_card(self) -> Reviewed:
        """The one message of the bot, which shows a review."""
        [shown] = self.shown
        assert isinstance(shown.view, Reviewed)
        return shown.view

    def _do(self, job_id: str, steps: Steps) -> None:
        try:
            do_job(job_id, steps, self.ports)
        finally:
            self.dispatcher.ended(job_id)

    def _search(self, question: str, language: Language) -> list[Citation]:
        self.searched.append(question)
        return [Citation("Politique", "PMS-1", "Promesses", "Rien n'est promis.", 1, "fr")]


def _no_embedder() -> Any:
    raise AssertionError("no rule of these tests judges by meaning")
