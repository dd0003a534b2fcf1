"""The buttons of a request that need no form: an officer looks after it, its author takes it back."""

from dataclasses import replace

from bot.domain.matters import Matter
from bot.usecases.asked_role import is_not_author, lacks_role
from bot.usecases.chat_ports import Job, Person, Place, Steps
from bot.usecases.close_matter import known_matter
from bot.usecases.matter_records import keep_refusal
from bot.usecases.matter_views import OfficersOnly, RequestVoid
from bot.usecases.move_matter import NotMoved, id_or_told, move_matter, must_wait
from bot.usecases.names_shown import whom_to_ask
from bot.usecases.show_request import show_author, show_request, tell_of_request
from bot.usecases.talk import TalkPorts
from bot.usecases.tell_there import tell_presser
from bot.usecases.views import View
from bot.usecases.void_requests import void_key


def take_request(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """An officer looks after it from now on, whoever did before; who looks after it already lets it go."""

    def take() -> str:
        pressed = job.received
        if lacks_role("compliance-officer", "take", pressed, person, ports):
            tell_beside(job, OfficersOnly("take", whom_to_ask(ports)), person, ports)
            return ""
        return id_or_told(
            lambda: _taken(job, person, ports), lambda why: tell_beside(job, why, person, ports), ports
        )

    taken = steps.run("take the request", take)
    if taken:
        steps.run("show the officers", lambda: show_request(taken, ports))
        steps.run("show the author", lambda: show_author(taken, ports))


def withdraw_request(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """Its author takes it back while nobody has decided."""

    def withdraw() -> str:
        return id_or_told(
            lambda: _withdrawn(job, person, ports), lambda why: tell_beside(job, why, person, ports), ports
        )

    def tell() -> None:
        stands = ports.matters.matter(withdrawn)
        if stands:
            view = RequestVoid(stands, was_approved=False, why="withdrawn")
            tell_of_request(stands, void_key(stands), view, ports)

    withdrawn = steps.run("withdraw the request", withdraw)
    if withdrawn:
        steps.run("show the officers", lambda: show_request(withdrawn, ports))
        steps.run("tell the author", tell)


def _taken(job: Job, person: Person, ports: TalkPorts) -> Matter:
    pressed = job.received
    matter = _known(job, ports)
    if matter.author == person.id:
        keep_refusal(matter.id, matter.team, person, "take", pressed.event, ports)
        raise NotMoved("own")

    def change(stands: Matter) -> Matter:
        mine = must_wait(stands).taken_by == person.id
        return replace(stands, taken_by="" if mine else person.id)

    return move_matter(matter.id, change, {}, person, pressed.event, ports)


def _withdrawn(job: Job, person: Person, ports: TalkPorts) -> Matter:
    pressed = job.received
    matter = _known(job, ports)
    if is_not_author(matter.author, "withdraw", pressed, person, ports):
        raise NotMoved("gone")
    now = ports.clock.now()

    def change(stands: Matter) -> Matter:
        return replace(must_wait(stands), state="void", closed_by=person.id, closed_at=now)

    return move_matter(matter.id, change, {"why": "withdrawn"}, person, pressed.event, ports)


def _known(job: Job, ports: TalkPorts) -> Matter:
    matter = known_matter(job.received.card, "request", job.received.place.team, ports)
    if matter is None:
        raise NotMoved("gone")
    return matter


def tell_beside(job: Job, view: View, person: Person, ports: TalkPorts) -> None:
    """Tell whoever pressed, alone, beside the message whose button it was.

    Not under it, where there is no thread yet: Slack shows nobody a thread that only this would begin.
    """
    pressed = job.received
    thread = "" if pressed.place.thread == pressed.message else pressed.place.thread
    place = Place(pressed.place.team, pressed.place.channel, thread)
    tell_presser(replace(job, received=replace(pressed, place=place)), view, person, ports)
