"""Move a matter on, whoever else acts on it at the same moment: one of them does, the others are told."""

from collections.abc import Callable, Mapping
from typing import Literal

from bot.domain.matters import Matter
from bot.usecases.chat_ports import Person, TryLater
from bot.usecases.matter_history import made_by
from bot.usecases.matter_records import moved_on
from bot.usecases.matter_views import NotDone
from bot.usecases.names_shown import name_of, whom_to_ask
from bot.usecases.talk import TalkPorts

WhyNotDone = Literal["decided", "void", "own", "gone", "expired", "not-asked", "changed", "no-channel"]
_TRIES = 5


class NotMoved(Exception):
    """Nothing may be made of the matter as it stands; `stands` is that, where there is one."""

    def __init__(self, why: WhyNotDone, stands: Matter | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.stands = stands


def move_matter(
    matter_id: str,
    change: Callable[[Matter], Matter],
    words: Mapping[str, str],
    by: Person,
    event: str,
    ports: TalkPorts,
) -> Matter:
    """The matter as `change` makes it of what stands, archived with the words; the same event makes it once.

    `change` raises `NotMoved` where nothing may be made of what stands; it is asked again whenever somebody
    else was faster. Raises `TryLater` where others are faster all the time.
    """
    for _ in range(_TRIES):
        stands = ports.matters.matter(matter_id)
        if stands is None:
            raise NotMoved("gone")
        moved = made_by(event, stands, ports) or moved_on(change(stands), by, words, event, ports)
        if moved:
            return moved
    raise TryLater("contended")


def id_or_told(act: Callable[[], Matter], tell: Callable[[NotDone], None], ports: TalkPorts) -> str:
    """The id of the matter that `act` moves; "" where it may not be, after its doer was told why."""
    try:
        return act().id
    except NotMoved as refusal:
        tell(not_done(refusal, ports))
        return ""


def must_wait(matter: Matter) -> Matter:
    """The same, where it still waits for a decision. Raises `NotMoved`."""
    if not matter.is_waiting:
        raise NotMoved("void" if matter.state == "void" else "decided", matter)
    return matter


def not_done(refusal: NotMoved, ports: TalkPorts) -> NotDone:
    """What the one who was too late is told: who was first, where somebody decided. Raises `TryLater`."""
    stands = refusal.stands
    first = name_of(stands.closed_by, ports) if stands and refusal.why == "decided" else ""
    ask = whom_to_ask(ports) if refusal.why in ("gone", "no-channel") else None
    return NotDone(refusal.why, first, ask)
