"""The author answers what an officer asked: the request waits for a decision again."""

from dataclasses import replace

from bot.domain.matters import Matter
from bot.usecases.asked_role import is_not_author
from bot.usecases.chat_ports import Job, Person, Steps
from bot.usecases.close_matter import known_matter
from bot.usecases.decide_request import decided_view
from bot.usecases.matter_history import matter_at, revision_of
from bot.usecases.move_matter import NotMoved, id_or_told, move_matter, must_wait
from bot.usecases.show_request import answer_key, show_request, tell_of_request
from bot.usecases.talk import TalkPorts
from bot.usecases.tell_sender import tell_sender


def answer_question(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """The answer is archived, the channel shows it, and the question's button goes."""

    answered = steps.run(
        "answer the officer",
        lambda: id_or_told(
            lambda: _answered(job, person, ports), lambda why: tell_sender(why, job, person, ports), ports
        ),
    )
    if answered:
        steps.run("show the officers", lambda: show_request(answered, ports))
        steps.run("show the author", lambda: _tell(answered, ports))


def _answered(job: Job, person: Person, ports: TalkPorts) -> Matter:
    sent = job.received
    matter = known_matter(sent.card, "request", sent.place.team, ports)
    if matter is None or is_not_author(matter.author, "answer", sent, person, ports):
        raise NotMoved("gone")
    words = {"answer": sent.form.get("answer", "").strip()}
    if not words["answer"]:
        raise NotMoved("changed")
    return move_matter(matter.id, _open_again, words, person, sent.event, ports)


def _open_again(matter: Matter) -> Matter:
    if must_wait(matter).state != "asked":
        raise NotMoved("not-asked", matter)
    return replace(matter, state="open")


def _tell(matter_id: str, ports: TalkPorts) -> None:
    """The question, without its button."""
    stands = ports.matters.matter(matter_id)
    revision = revision_of(stands, "asked", ports) if stands else None
    if stands and revision is not None:
        asked = matter_at(stands, revision, ports)
        if asked:
            tell_of_request(stands, answer_key(stands, revision), decided_view(asked, stands, ports), ports)
