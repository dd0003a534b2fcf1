"""Answer a person alone, where they typed, pressed or mentioned; in their own conversation where that fails.

What one person of a channel sees alone can neither be found again nor replaced (Slack shows it a second time:
bolt-js issue 2287), so that it is tried once. Whoever was cut off in the middle may have the answer twice, in
two places, and never has none.
"""

from contextlib import suppress

from bot.usecases.chat_ports import CannotShow, Job, Person, Place, TryLater
from bot.usecases.post_once import post_once
from bot.usecases.talk import TalkPorts, card_id
from bot.usecases.views import Reading, View

_SEEN = "ephemeral"
"""Stands in the outbox for the `ts` of what one person saw alone: such a message has none."""


def answer_privately(job: Job, view: View, person: Person, ports: TalkPorts) -> str:
    """Show it where it was asked, to who asked and nobody else; or in their conversation.

    Raises `TryLater`, `CannotShow`.
    """
    if not shown_there(job, view, person, ports):
        post_in_conversation(job, view, person, ports)
    return key_of(job)


def shown_there(job: Job, view: View, person: Person, ports: TalkPorts, part: str = "there") -> bool:
    """Whether that part of the answer was shown where it was asked, now or earlier."""
    said = job.received
    key = f"{key_of(job)}:{part}"
    known = ports.outbox.intend(key, said.place, ports.clock.now())
    if known.intended_before or not (said.reply_to or said.kind == "mention"):
        return known.ts is not None
    try:
        _show(job, view, person, ports)
    except (TryLater, CannotShow) as trouble:
        ports.note(f"{said.kind}.not-answered-there", received=said.event, why=trouble.why)
        return False
    ports.outbox.posted(key, _SEEN, ports.clock.now())
    return True


def show_at_work(job: Job, person: Person, ports: TalkPorts) -> None:
    """Where a language model is asked, which takes its time: that the draft is being read."""
    if ports.model is not None:
        shown_there(job, Reading(), person, ports, "reading")


def tell_presser(job: Job, view: View, person: Person, ports: TalkPorts, *, instead: bool = False) -> None:
    """Show it to whoever pressed a button, alone; `instead` of the message that has it, where only they see
    that. What cannot be told is noted: what was done is done."""
    said = job.received
    try:
        if said.reply_to:
            with suppress(CannotShow):  # the address is good no more: another way may be
                ports.messenger.answer_command(said.reply_to, view, person.language, instead=instead)
                return
        ports.messenger.tell_alone(said.place, person.id, view, person.language)
    except (TryLater, CannotShow) as trouble:
        ports.note("button.not-told", received=said.event, why=trouble.why)


def post_in_conversation(job: Job, view: View, person: Person, ports: TalkPorts) -> Place:
    """The conversation itself, in which it is now. Raises `TryLater`, `CannotShow`."""
    conversation = Place(job.received.place.team, ports.messenger.conversation_with(person.id), "")
    post_once(f"{key_of(job)}:conversation", conversation, view, person.language, ports)
    return conversation


def key_of(job: Job) -> str:
    """The key of what is answered to a person alone."""
    return f"{job.received.kind}:{card_id(job)}"


def _show(job: Job, view: View, person: Person, ports: TalkPorts) -> None:
    said = job.received
    if said.kind != "mention":
        pressed = said.kind == "button"
        ports.messenger.answer_command(said.reply_to, view, person.language, instead=pressed)
        return
    # A thread that only this would begin is shown to nobody: such an answer stands in the channel itself.
    thread = said.place.thread if said.place.thread != said.message else ""
    place = Place(said.place.team, said.place.channel, thread)
    ports.messenger.tell_alone(place, person.id, view, person.language)
