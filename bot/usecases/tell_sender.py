"""Tell people what comes of what they did: one message a deed, changed in place while it is done."""

from bot.usecases.chat_ports import Job, Person, Place
from bot.usecases.post_once import show_in_place
from bot.usecases.talk import TalkPorts
from bot.usecases.views import View


def place_of_answer(job: Job, person: Person, ports: TalkPorts) -> Place:
    """The thread of a message or of a card; for a form, the person's conversation. Raises `TryLater`."""
    said = job.received
    if said.kind != "form":
        return said.place
    return Place(said.place.team, ports.messenger.conversation_with(person.id), "")


def tell(job: Job, place: Place, view: View, person: Person, ports: TalkPorts, part: int = 0) -> None:
    """Show it in the one message that answers this, or in the one for that part of it.

    Under the event's own key: where a fault of ours ends the job, it is told in the same message.
    """
    key = job.received.event if part == 0 else f"{job.received.event}.{part}"
    show_in_place(key, place, view, person.language, ports)


def tell_sender(view: View, job: Job, person: Person, ports: TalkPorts) -> None:
    """As `tell`, where the answer belongs: whoever sent a form has it in their own conversation."""
    tell(job, place_of_answer(job, person, ports), view, person, ports)
