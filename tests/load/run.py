"""One load: a bot in one process over HTTP, its language model slow, and events that keep coming."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.adapters.system_clock import SystemClock
from bot.slack.ids import COMMANDS, SCOPES, WEB_PATH
from bot.workspace.deliveries import Pace
from bot.workspace.people import Person
from bot.workspace.server import LocalWorkspace
from tests.load.clients import Acks, Target, by_the_second, in_turn
from tests.load.slow_model import SlowModel, slow_model
from tests.walk.bot_at_work import BotAtWork, BotProcess, text_of
from tests.workspaces import TEAM

CLAUSE = "PMS-5.1"
PROMISE = "Chez nous, rendement garanti de {number} % par an. Écrivez-moi en privé!"
_TO_BEGIN, _TO_ANSWER = 240.0, 240.0


@dataclass(frozen=True)
class Plan:
    """What is asked of the bot."""

    database: str
    data: Path
    in_flight: int
    """Calls of the language model that do not end while it is measured."""
    rates: Sequence[float]
    clients: int
    too_many: int
    """Clients that are more than it can do."""
    seconds: float
    """Of each measure."""


@dataclass
class Outcome:
    """What was measured."""

    in_flight: int = 0
    measures: list[Acks] = field(default_factory=list)
    overload: Acks | None = None
    answered: int = 0
    """Of the drafts whose model was slow, how many had their review once it was let go."""


def run(plan: Plan, folder: Path, port: int) -> Outcome:
    """Measure. Raises `TimeoutError` where the bot does not begin, or does not answer in the end."""
    people = [
        Person(f"U0LOAD{number:04}", f"Personne {number}", "fr-CA", "") for number in range(plan.in_flight)
    ]
    outcome = Outcome()
    with ExitStack() as stack:
        workspace = stack.enter_context(workspace_of(folder, people))
        model = stack.enter_context(slow_model())
        process = _process(workspace, plan, model, port)
        stack.callback(process.close)
        process.start()
        workspace.wait_for(lambda: "Ctrl-C" in process.log, _TO_BEGIN)
        url = f"http://127.0.0.1:{port}{WEB_PATH}"
        workspace.set_request_url(url)
        bot = BotAtWork(workspace)
        drafts = [
            (each.name, bot.say(PROMISE.format(number=number), each.name))
            for number, each in enumerate(people)
        ]
        workspace.wait_for(lambda: model.in_flight >= plan.in_flight, _TO_BEGIN)
        outcome.in_flight = model.in_flight
        identity = workspace.identity
        target = Target(url, workspace.signing_secret, identity.team, identity.bot_user, people)
        asyncio.run(_measure(plan, target, outcome))
        model.let_go()
        workspace.wait_for(lambda: all(reviewed(bot, *each) for each in drafts), _TO_ANSWER)
        outcome.answered = len(drafts)
    return outcome


@contextmanager
def workspace_of(folder: Path, people: Sequence[Person]) -> Iterator[LocalWorkspace]:
    """A workspace with those people, at the real time: Slack's signatures are of now."""
    folder.mkdir(exist_ok=True)
    file, how = folder / "workspace.sqlite", {"scopes": SCOPES, "commands": COMMANDS}
    pace = Pace(redeliver_after=(0.0, 1.0, *([5.0] * 20)))
    with LocalWorkspace(file, TEAM, clock=SystemClock(), people=people, pace=pace, **how) as running:
        yield running


async def _measure(plan: Plan, target: Target, outcome: Outcome) -> None:
    await by_the_second(target, 20, 2.0)  # connections are made, code is warm
    for rate in plan.rates:
        outcome.measures.append(await by_the_second(target, rate, plan.seconds))
    if plan.clients:
        outcome.measures.append(await in_turn(target, plan.clients, plan.seconds))
    if plan.too_many:
        outcome.overload = await in_turn(target, plan.too_many, plan.seconds)


def _process(workspace: LocalWorkspace, plan: Plan, model: SlowModel, port: int) -> BotProcess:
    given = {
        "DATABASE_URL": plan.database,
        "SLACK_SIGNING_SECRET": workspace.signing_secret,
        "OPENAI_BASE_URL": model.address,
        "VIGIE_MODEL_SECONDS": "600",
        "VIGIE_MODEL_TOKENS_DAY": "1000000000",
        "VIGIE_JOBS_AT_ONCE": str(plan.in_flight),
        "VIGIE_PORT": str(port),
        "OMP_NUM_THREADS": "1",
    }
    return BotProcess(workspace, plan.data, "serve", "load", options=("--http",), **given)


def reviewed(bot: BotAtWork, person: str, ts: str) -> bool:
    """Whether that draft has its review."""
    return any(CLAUSE in text_of(each) for each in bot.answers(ts, person))
