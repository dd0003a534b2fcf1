"""An author asks compliance about a text of theirs: it goes to the officers with what its review says."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.clauses import text_fingerprint
from bot.domain.matters import Matter, TextOf
from bot.usecases.asked_role import is_not_author
from bot.usecases.chat_ports import Card, Job, Person, Steps
from bot.usecases.matter_records import open_matter
from bot.usecases.matter_views import RequestSent
from bot.usecases.move_matter import NotMoved, id_or_told
from bot.usecases.note_disagreement import rules_found
from bot.usecases.request_text import is_seen_as, text_in
from bot.usecases.show_request import sent_key, show_request, tell_of_request
from bot.usecases.talk import TalkPorts, archived_body_of
from bot.usecases.tell_sender import tell_sender
from bot.usecases.void_requests import void_all_but_shown

_TEXTS: Mapping[str, TextOf] = {"draft": "draft", "rewrite": "rewrite", "own": "own"}


def answer_request(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """The request is archived, posted to the compliance channel, and its author told in their thread.

    A text that waits already is not asked about twice: its author is told that compliance has it.
    """

    asked = steps.run(
        "ask compliance",
        lambda: id_or_told(
            lambda: _ask(job, person, ports), lambda why: tell_sender(why, job, person, ports), ports
        ),
    )
    if asked:
        # The draft may have been changed or removed at the very moment at which it was asked about.
        steps.run("void requests", lambda: void_all_but_shown(job.received.card, _afterwards(job), ports))
        steps.run("show the officers", lambda: show_request(asked, ports))
        steps.run("tell the author", lambda: _tell(asked, ports))


def _afterwards(job: Job) -> Job:
    """The same under another event: what voids a request is not what opened it."""
    return replace(job, received=replace(job.received, event=f"{job.received.event}:void"))


def due_in(form: Mapping[str, str]) -> datetime | None:
    """When the text is to go out, as a form says it (seconds since 1970); None where it does not."""
    try:
        return datetime.fromtimestamp(int(form.get("planned", "")), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _ask(job: Job, person: Person, ports: TalkPorts) -> Matter:
    """The request; the one that waits where there is one for this very text. Raises `NotMoved`."""
    sent = job.received
    if known := ports.matters.matter(_request_id(job)):
        return known  # asked for before the job was cut off, whatever the card shows by now
    card = ports.cards.card(sent.card)
    why = sent.form.get("why", "").strip()
    if card is None or is_not_author(card.author, "ask", sent, person, ports):
        raise NotMoved("gone")
    if card.state != "shown" or not why:
        raise NotMoved("changed")
    if ports.compliance is None:
        raise NotMoved("no-channel")
    matter = _matter(card, job, person, ports)
    waiting = (each for each in ports.matters.of_card(card.id) if each.kind == "request" and each.is_waiting)
    same = next((each for each in waiting if each.fingerprint == matter.fingerprint), None)
    if same:
        return same
    words = {"why": why, "files": "\n".join(" ".join(each.name.split()) for each in sent.files)}
    own = {"text": sent.text} if matter.text_of == "own" else {}
    return open_matter(matter, person, words | own, ports)


def _matter(card: Card, job: Job, person: Person, ports: TalkPorts) -> Matter:
    """The request as this event opens it: the same whenever it is asked for."""
    sent = job.received
    chosen = sent.form.get("text_of", "")
    text_of = _TEXTS.get(chosen.partition(":")[0], "")
    body = archived_body_of(card.review, ports) if card.review else None
    if body is None:
        raise NotMoved("gone")
    text = sent.text if text_of == "own" else text_in(body, text_of)
    if not text.strip() or (text_of != "own" and not is_seen_as(chosen, text)):
        raise NotMoved("changed")
    due = due_in(sent.form) or card.planned
    return Matter(
        _request_id(job), "request", sent.place.team, card.author,
        card.id, card.review, "open", job.received_at, person.id, card.language,
        tuple(rules_found(body)), text_of, text_fingerprint(text),
        due=due if due and due > job.received_at else None, event=sent.event,
    )  # fmt: skip


def _request_id(job: Job) -> str:
    """The opaque id of what that form asks for."""
    return f"R{text_fingerprint(f'request:{job.received.event}')[:20]}"


def _tell(matter_id: str, ports: TalkPorts) -> None:
    """That compliance has it; and again where it was decided, or void, while that was being said."""
    told = None
    while (matter := ports.matters.matter(matter_id)) and matter.state != told:
        tell_of_request(matter, sent_key(matter), RequestSent(matter), ports)
        told = matter.state
