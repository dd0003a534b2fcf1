"""Tell the sender of a form why nothing came of it: in their own conversation, as a form has no place."""

from bot.usecases.chat_ports import Job, Person
from bot.usecases.move_matter import NotMoved, not_done
from bot.usecases.policy_talk import place_of_answer, tell
from bot.usecases.talk import TalkPorts


def tell_not_done(refusal: NotMoved, job: Job, person: Person, ports: TalkPorts) -> None:
    """Once for each form. Raises `TryLater`, `CannotShow`."""
    tell(job, place_of_answer(job, person, ports), not_done(refusal, ports), person, ports)
