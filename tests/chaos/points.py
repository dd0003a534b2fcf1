"""The named places at which a bot can be killed: before and after everything that is kept or shown.

A plan names one, and which time that it is reached: `outbox.intend:after:2`. It is installed in the bot's own
process, which then kills itself there: nothing is tidied up, nothing is flushed.
"""

import os
import signal
from collections.abc import Callable
from typing import Any

KEPT = (
    "inbox.accept", "inbox.begin", "inbox.finish", "job.begin", "outbox.intend", "outbox.posted",
    "archive.add", "reviews.note", "cards.keep",
)  # fmt: skip
SHOWN = ("messenger.post", "messenger.edit", "messenger.find")
STEPS = ("open the card", "review and fill the card")
WORK = (
    *(f"{name}:{when}" for name in (*KEPT, *SHOWN) for when in ("before", "after")),
    *(f"step {name}:{when}" for name in STEPS for when in ("before", "within", "after")),
)
"""Where one that works can be killed."""
LISTENING = ("inbox.accept:before", "inbox.accept:after")
"""Where one that only listens can be."""


def mark(pid: int) -> str:
    """What a process writes before it kills itself."""
    return f"chaos: {pid} kills itself\n"


def install(plan: str) -> None:
    """Kill this process there; nothing for ""."""
    if not plan:
        return
    place, when, times = plan.rsplit(":", 2)
    left = [int(times)]

    def here() -> None:
        left[0] -= 1
        if left[0] == 0:
            os.write(2, mark(os.getpid()).encode())
            os.kill(os.getpid(), signal.SIGKILL)

    if place.startswith("step "):
        _wrap_step(place.removeprefix("step "), when, here)
    else:
        _wrap(place, when, here)


def _wrap(place: str, when: str, here: Callable[[], None]) -> None:
    owner, _, verb = place.partition(".")
    kind = _owner(owner)
    real = getattr(kind, verb)

    def wrapped(self: Any, *arguments: Any, **named: Any) -> Any:
        if when == "before":
            here()
        result = real(self, *arguments, **named)
        if when == "after" and result != []:  # a look at the inbox that began nothing is no place
            here()
        return result

    setattr(kind, verb, wrapped)


def _owner(name: str) -> type[Any]:
    from bot.adapters.dbos_jobs import DurableJobs
    from bot.adapters.sqlalchemy_archive import SqlAlchemyArchive
    from bot.adapters.sqlalchemy_cards import SqlAlchemyCards
    from bot.adapters.sqlalchemy_inbox import SqlAlchemyInbox
    from bot.adapters.sqlalchemy_outbox import SqlAlchemyOutbox
    from bot.adapters.sqlalchemy_reviews import SqlAlchemyReviews
    from bot.slack.messenger import SlackMessenger

    return {
        "inbox": SqlAlchemyInbox,
        "job": DurableJobs,
        "outbox": SqlAlchemyOutbox,
        "archive": SqlAlchemyArchive,
        "reviews": SqlAlchemyReviews,
        "cards": SqlAlchemyCards,
        "messenger": SlackMessenger,
    }[name]


def _wrap_step(step: str, when: str, here: Callable[[], None]) -> None:
    """`within`: it was done, and is not kept yet."""
    from bot.adapters.dbos_steps import DurableSteps

    real = DurableSteps.run

    def run(self: Any, name: str, act: Callable[[], Any]) -> Any:
        if name != step:
            return real(self, name, act)

        def watched() -> Any:
            result = act()
            if when == "within":
                here()
            return result

        if when == "before":
            here()
        result = real(self, name, watched)
        if when == "after":
            here()
        return result

    DurableSteps.run = run  # type: ignore[method-assign]
