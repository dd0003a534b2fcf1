"""Do one durable job: answer what was received, and decide what follows when that cannot be done now."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Literal

from bot.domain.conversation import understand, understand_reply
from bot.domain.faults import place_of
from bot.usecases.answer_command import answer_command, answer_mention, answer_shortcut, refuse_command
from bot.usecases.answer_form import answer_form
from bot.usecases.answer_message import answer_deletion, answer_edit, answer_message, refuse_guest
from bot.usecases.chat_ports import (
    TRIES,
    CannotShow,
    Card,
    Job,
    NoSuchJob,
    Outcome,
    Person,
    Received,
    Steps,
    TryLater,
    WordsClosed,
    split_job_id,
)
from bot.usecases.policy_upload import looks_like_upload, taken_from_message
from bot.usecases.ports import NothingPublished, StorageError
from bot.usecases.post_once import show_in_place
from bot.usecases.press_button import press_button
from bot.usecases.press_policy_button import press_policy_button
from bot.usecases.review_draft import card_for
from bot.usecases.talk import TalkPorts, card_id
from bot.usecases.tell_sender import place_of_answer
from bot.usecases.tell_there import answer_privately
from bot.usecases.timed_steps import TimedSteps
from bot.usecases.views import Failed, NotReviewed, View

_GIVE_UP_AFTER = timedelta(hours=24)
_LONGEST_WAIT = 300.0
_DOUBLED_AT_MOST = 9
_STORAGE_MAY_TAKE = timedelta(minutes=1)
_ALONE = ("command", "shortcut", "mention")
"""What is answered to the person alone, where it happened."""
_Ended = Literal[Outcome, "postponed"]


class EndsProcess(Exception):
    """It was under way each time when its process died."""


def do_job(job_id: str, steps: Steps, ports: TalkPorts) -> None:
    """Answer, then finish the inbox row: done, postponed while Slack cannot take it or its words cannot be
    opened, or failed.

    A fault of our own is tried three times, then told to the person with a reference. Raises nothing but
    `StorageError`, when the database cannot even be told: the row is put back later.
    """
    event, attempt = split_job_id(job_id)
    closed = ""
    try:
        job = ports.inbox.job(event)
    except NoSuchJob:
        ports.note("job.unknown", job=job_id)
        return
    except WordsClosed as without_words:
        job, closed = without_words.job, without_words.why
    if job.attempt != attempt:
        return
    began = ports.clock.now()
    if closed:  # it waits for its key as for a server that is away; it holds up nothing else of that person's
        ended = _later(job, TryLater(closed), ports)
    elif job.ends_process:
        ended = _failed(job, EndsProcess(), ports)
    else:
        ended = _attempt(job, TimedSteps(steps, ports.metrics, ports.clock), ports)
    seconds = (ports.clock.now() - began).total_seconds()
    ports.note("job.done", received=event, outcome=ended, seconds=round(seconds, 3), attempt=attempt)
    ports.metrics.ended(ended, seconds)


def _attempt(job: Job, steps: Steps, ports: TalkPorts) -> _Ended:
    """Answer, and keep in the inbox how that ended."""
    event = job.received.event
    try:
        outcome = _answer(job, steps, ports)
    except TryLater as later:
        return _later(job, later, ports)
    except CannotShow as refused:
        ports.note("job.refused", received=event, why=refused.why)
        ports.inbox.finish(event, "dropped", ports.clock.now(), refused.why)
        return "dropped"
    except Exception as fault:  # nothing a person sent may be lost to a fault of ours
        if _may_pass(fault, job, ports):
            return _later(job, TryLater(type(fault).__name__), ports)
        return _failed(job, fault, ports)
    ports.inbox.finish(event, outcome, ports.clock.now())
    return outcome


def _answer(job: Job, steps: Steps, ports: TalkPorts) -> Outcome:
    said = job.received
    if said.kind == "deletion":
        answer_deletion(job, steps, ports)
        return "done"
    if said.kind != "button" and ports.inbox.superseded(said.event):
        return "dropped"  # what replaced it comes next, and is answered whole
    person = ports.directory.person(said.person)
    if person.guest:
        refuse = refuse_command if said.kind in (*_ALONE, "form") else refuse_guest
        refuse(job, person, steps, ports)
        return "dropped"
    if said.kind in ("message", "edit") and taken_from_message(job, person, steps, ports):
        return "done"
    answers: dict[str, Callable[[Job, Person, Steps, TalkPorts], None]] = {
        "message": answer_message,
        "edit": answer_edit,
        "button": press_policy_button if said.button.startswith("policy-") else press_button,
        "command": answer_command,
        "form": answer_form,
        "mention": answer_mention,
        "shortcut": answer_shortcut,
    }
    answers[said.kind](job, person, steps, ports)
    return _outcome(job, ports)


def _outcome(job: Job, ports: TalkPorts) -> Outcome:
    """A text is kept only while it is nowhere else and the person has still to say what it is."""
    card = _card_of(job, ports)
    if card and card.state == "shown":
        ports.inbox.erase_text(card.place.channel, card.message)
    return "open" if card and card.state == "question" and not card.review else "done"


def _card_of(job: Job, ports: TalkPorts) -> Card | None:
    said = job.received
    if said.card or said.kind in (*_ALONE, "form"):
        return ports.cards.card(said.card or card_id(job))
    return ports.cards.of_message(said.place.team, said.place.channel, said.message)


def _later(job: Job, later: TryLater, ports: TalkPorts) -> _Ended:
    now = ports.clock.now()
    event = job.received.event
    if now - job.since > _GIVE_UP_AFTER:
        ports.note("job.given-up", received=event, why=later.why)
        ports.inbox.finish(event, "failed", now, later.why)
        return "failed"
    wait = later.after if later.after is not None else 2.0 ** min(job.attempt, _DOUBLED_AT_MOST)
    ports.note("job.postponed", received=event, attempt=job.attempt, why=later.why)
    ports.inbox.postpone(event, now + timedelta(seconds=min(wait, _LONGEST_WAIT)), later.why)
    return "postponed"


def _may_pass(fault: Exception, job: Job, ports: TalkPorts) -> bool:
    """A database that is busy or away for a moment is nobody's fault, and nothing to tell."""
    if not isinstance(fault, StorageError) or isinstance(fault, NothingPublished):
        return False
    return ports.clock.now() - job.since < _STORAGE_MAY_TAKE


def _failed(job: Job, fault: Exception, ports: TalkPorts) -> _Ended:
    """Told with a reference that the operator finds in the log; the text is kept for *Try again*."""
    event, now = job.received.event, ports.clock.now()
    reference = sha256(f"{event}.{job.attempt}".encode("utf-8", "replace")).hexdigest()[:8]
    ports.note(
        "job.fault", received=event, reference=reference, kind=type(fault).__name__, place=place_of(fault)
    )
    nothing = isinstance(fault, NothingPublished)
    is_final = nothing or isinstance(fault, EndsProcess) or job.faults + 1 >= TRIES
    why = f"{type(fault).__name__} {place_of(fault)} {reference}"
    if not is_final:
        ports.inbox.postpone(event, now + timedelta(seconds=2.0**job.faults), why, fault=True)
        return "postponed"
    try:
        person = ports.directory.person(job.received.person)
        card = _card_to_try_again(job, person, ports)
        view = NotReviewed("nothing-published") if nothing else Failed(card.id if card else "", reference)
        _tell(job, card, view, person, ports)
    except TryLater as later:
        return _later(job, later, ports)
    except CannotShow as silent:
        ports.note("job.fault-untold", received=event, why=silent.why)
    ports.inbox.finish(event, "failed", now, why)
    return "failed"


def _card_to_try_again(job: Job, person: Person, ports: TalkPorts) -> Card | None:
    """The card in which it failed, made where a draft has none yet; None for what is no draft."""
    said = job.received
    if said.kind == "form" and said.card:
        return None  # what was filled in about a draft is filled in again
    known = _card_of(job, ports)
    if known is None and not _may_be_a_draft(said):
        return None
    if known and known.author != person.id:
        return None  # whoever pressed a button that is not theirs changes nothing of it
    card = known or card_for(job, person, ports)
    if said.kind == "edit" and card.event != said.event:
        # Trying again is the edit's review, not the one that was shown before it.
        attachments = said.attachments or card.attachments
        card = replace(card, revision=card.revision + 1, turn=0, attachments=attachments)
    event = card.event if said.kind == "button" else said.event
    return replace(card, state="failed", event=event)


def _may_be_a_draft(said: Received) -> bool:
    """Whether a review of it can be tried again; what was wished for in a thread is said again instead."""
    if said.kind in ("button", "form", *_ALONE) or looks_like_upload(said):
        return False
    in_thread = said.message != said.place.thread
    understood = understand_reply(said.text, "") if in_thread else understand(said.text)
    return understood.meaning in ("draft", "unclear")


def _tell(job: Job, card: Card | None, view: View, person: Person, ports: TalkPorts) -> None:
    said = job.received
    if card and card.aside:
        ports.cards.keep(card)
        answer_privately(job, view, person, ports)
    elif card:
        ports.cards.keep(card)
        show_in_place(card.id, card.place, view, person.language, ports)
    else:
        if said.kind in _ALONE:
            answer_privately(job, view, person, ports)
        else:
            show_in_place(said.event, place_of_answer(job, person, ports), view, person.language, ports)
        ports.inbox.finish(said.event, "dropped", ports.clock.now())
