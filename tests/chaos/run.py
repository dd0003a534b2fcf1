"""One run: people write, processes die, Slack and the model fail; then everything is counted.

What was accepted is a row of the inbox. Lost: it has no card with its review in the end. Twice: it has more
than one message of the bot. Told twice: a message that Slack delivered again and again counts once.
"""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from bot.adapters.database import open_database, reading
from bot.adapters.sqlalchemy_chat_tables import inbox
from bot.adapters.system_clock import SystemClock
from bot.slack.ids import COMMANDS, SCOPES
from bot.workspace.deliveries import Pace
from bot.workspace.faults import Fault
from bot.workspace.people_refusals import Refused
from bot.workspace.server import LocalWorkspace
from tests.chaos.failing_model import failing_model
from tests.chaos.fleet import Fleet, Role
from tests.chaos.points import WORK
from tests.walk.bot_at_work import BotAtWork, text_of
from tests.workspaces import local_workspace

PEOPLE = ("Amélie", "James", "Nadia", "Thomas")
PROMISE = "Chez nous, rendement garanti de {number} % par an. Écrivez-moi en privé!"
CLAUSE = "PMS-5.1"
_UNANSWERED = 6
"""Drafts that are under way at a time."""
_PATIENT = Pace(ack=3.0, redeliver_after=(0.0, 0.5, 1.0, 2.0, 4.0, *([8.0] * 20)), status=120.0)
_CALLS = ("chat.postMessage", "chat.update", "conversations.replies", "users.info")
_FAULTS = (
    Fault(status=429, retry_after=1),
    Fault(status=500),
    Fault(drop="before"),
    Fault(drop="after"),
    Fault(delay=1.0),
    Fault(error="internal_error"),
)
_TO_FINISH = 420.0
"""Seconds after the last kill within which all must be answered: what failed often waits five minutes."""


@dataclass(frozen=True)
class Plan:
    """What is to be tried, on what."""

    database: str
    """An address, with its tables and a published library."""
    machines: Sequence[Path]
    """Data folders: one for a bot alone, several for that many workers and one that listens."""
    kills: int
    seed: int
    places: Sequence[str] = WORK
    """Where somebody must have been killed by name, while there are kills left."""


@dataclass
class Outcome:
    """What came of it."""

    kills: Counter[str] = field(default_factory=Counter)
    sent: int = 0
    accepted: int = 0
    answered: int = 0
    lost: list[str] = field(default_factory=list)
    """Accepted, and not answered by a review."""
    twice: list[str] = field(default_factory=list)
    faults: int = 0
    redelivered: int = 0
    seconds: float = 0.0
    to_finish: float = 0.0
    """Seconds from the last kill until everything was answered."""
    never_killed_at: list[str] = field(default_factory=list)
    taken_over: int = 0
    """Jobs that a living process took from a dead one."""


def run(plan: Plan, folder: Path, told: Callable[[str], None] = lambda line: None) -> Outcome:
    """Everything, in that folder; `told` hears now and then how far it is."""
    chance, began = random.Random(plan.seed), time.monotonic()
    outcome = Outcome()
    with ExitStack() as stack:
        workspace = stack.enter_context(
            local_workspace(folder, clock=SystemClock(), pace=_PATIENT, scopes=SCOPES, commands=COMMANDS)
        )
        address = stack.enter_context(failing_model(chance))
        roles = list(_roles(plan, workspace, address, folder))
        fleet = stack.enter_context(Fleet(roles, chance, list(plan.places)))
        bot, drafts = BotAtWork(workspace), _Drafts()
        while fleet.kills < plan.kills:
            fleet.turn(plan.kills)
            _disturb(workspace, chance, outcome)
            if drafts.under_way(bot) < _UNANSWERED:
                drafts.send(bot, chance)
            told(f"{fleet.kills} kills, {drafts.sent} drafts, {time.monotonic() - began:.0f} s")
            time.sleep(0.02)
        last = time.monotonic()
        workspace.faults.put_everything_right()
        _come_to_rest(plan, workspace, fleet)
        outcome.to_finish = time.monotonic() - last
        drafts.count(bot, _accepted(plan.database), outcome)
        outcome.kills, outcome.never_killed_at = fleet.killed, list(fleet.wanted)
    outcome.taken_over = sum(role.log.read_text("utf-8").count("jobs.taken-over") for role in roles)
    outcome.seconds = time.monotonic() - began
    return outcome


def _roles(plan: Plan, workspace: LocalWorkspace, model: str, folder: Path) -> Iterator[Role]:
    common = {
        "DATABASE_URL": plan.database,
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "SLACK_API_URL": workspace.api_url,
        "OPENAI_BASE_URL": model,
        "VIGIE_MODEL_SECONDS": "5",
        "VIGIE_MODEL_TOKENS_PERSON": "1000000000",
        "VIGIE_MODEL_TOKENS_DAY": "1000000000",
        "VIGIE_JOBS_AT_ONCE": "4",
        "VIGIE_LANG": "en",
        "VIGIE_POLICIES": str(
            folder / "none"
        ),  # what is published is in force; nobody reads the folder again
        "HOME": str(folder),
        "OMP_NUM_THREADS": "1",
        "ANONYMIZED_TELEMETRY": "False",
    }

    def role(command: str, machine: Path, name: str) -> Role:
        log = folder / f"{name}.log"
        log.touch()
        return Role(name, command, common | {"VIGIE_DATA": str(machine)}, log)

    if len(plan.machines) == 1:
        yield role("serve", plan.machines[0], "serve")
        return
    yield role("listen", plan.machines[0], "listen")
    for number, machine in enumerate(plan.machines):
        yield role("work", machine, f"work-{number}")


def _disturb(workspace: LocalWorkspace, chance: random.Random, outcome: Outcome) -> None:
    """Now and then a call of Slack's fails, an event comes again, the sockets are cut."""
    dice = chance.random()
    if dice < 0.006:
        workspace.faults.next_calls(chance.choice(_CALLS), chance.choice(_FAULTS))
        outcome.faults += 1
    elif dice < 0.01:
        with suppress(Refused):
            workspace.faults.redeliver()
            outcome.redelivered += 1
    elif dice < 0.0105:
        workspace.faults.drop_sockets()


class _Drafts:
    """What people wrote: the author and the `ts` of each."""

    def __init__(self) -> None:
        self._written: list[tuple[str, str]] = []
        self._open: list[tuple[str, str]] = []
        self._numbers = count(1)

    @property
    def sent(self) -> int:
        """How many were written."""
        return len(self._written)

    def send(self, bot: BotAtWork, chance: random.Random) -> None:
        """Somebody writes a draft."""
        person = chance.choice(PEOPLE)
        written = person, bot.say(PROMISE.format(number=next(self._numbers)), person)
        self._written.append(written)
        self._open.append(written)

    def under_way(self, bot: BotAtWork) -> int:
        """How many have no review yet."""
        self._open = [each for each in self._open if not _reviewed(bot, *each)]
        return len(self._open)

    def count(self, bot: BotAtWork, accepted: set[str], outcome: Outcome) -> None:
        """Everything that was accepted has one answer, or is named."""
        outcome.sent = len(self._written)
        for person, ts in self._written:
            if ts not in accepted:
                continue
            outcome.accepted += 1
            outcome.answered += _reviewed(bot, person, ts)
            if not _reviewed(bot, person, ts):
                outcome.lost.append(ts)
            if len(bot.answers(ts, person)) > 1:
                outcome.twice.append(ts)


def _reviewed(bot: BotAtWork, person: str, ts: str) -> bool:
    return any(CLAUSE in text_of(each) for each in bot.answers(ts, person))


def _accepted(database: str) -> set[str]:
    with _engine(database) as engine, reading(engine) as connection:
        return {str(ts) for (ts,) in connection.execute(inbox.select().with_only_columns(inbox.c.message))}


def _come_to_rest(plan: Plan, workspace: LocalWorkspace, fleet: Fleet) -> None:
    deadline = time.monotonic() + _TO_FINISH
    while workspace.on_the_way() or _unfinished(plan.database):
        if time.monotonic() > deadline:
            return  # what is not answered by now is counted as lost
        fleet.turn(0)
        time.sleep(0.2)


def _unfinished(database: str) -> int:
    with _engine(database) as engine, reading(engine) as connection:
        waiting = inbox.c.state.in_(("waiting", "begun"))
        return len(connection.execute(inbox.select().where(waiting).with_only_columns(inbox.c.id)).all())


@contextmanager
def _engine(database: str) -> Iterator[object]:
    engine = open_database(database)
    try:
        yield engine
    finally:
        engine.dispose()
