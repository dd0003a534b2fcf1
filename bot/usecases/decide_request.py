"""An officer decides about a request: once, with the role, with a reason, and never about their own draft."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.domain.clauses import text_fingerprint
from bot.domain.matters import Matter
from bot.usecases.asked_role import refused_role
from bot.usecases.chat_ports import Job, Person, Received, Steps
from bot.usecases.close_matter import known_matter
from bot.usecases.form_views import Decision
from bot.usecases.matter_history import by_of, made_by
from bot.usecases.matter_records import keep_refusal, record_of, words_of
from bot.usecases.matter_views import RequestDecided
from bot.usecases.move_matter import NotMoved, move_matter, must_wait, not_done
from bot.usecases.request_text import approved_text, text_asked
from bot.usecases.show_request import answer_key, show_request, tell_of_request
from bot.usecases.talk import TalkPorts
from bot.usecases.tell_sender import tell_sender

DAYS = (7, 30, 90)
"""How long an approval may count."""
_DECISIONS: Mapping[str, Decision] = {
    "approve": "approve", "change": "change", "reject": "reject", "ask": "ask",
}  # fmt: skip


def answer_decision(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """The one decision that counts is archived; the channel says who, when and why; the author is told.

    Whoever was too late, or may not, is told alone.
    """

    def decide() -> str:
        try:
            return _decided(job, person, ports)
        except NotMoved as refusal:
            tell_sender(not_done(refusal, ports), job, person, ports)
            return ""

    decided = steps.run("decide", decide)
    if decided:
        steps.run("show the officers", lambda: show_request(decided, ports))
        steps.run("tell the author", lambda: _tell(decided, job.received.event, ports))


def _decided(job: Job, person: Person, ports: TalkPorts) -> str:
    """The id of the matter once it is decided; "" where the person has not the role. Raises `NotMoved`."""
    sent = job.received
    matter = known_matter(sent.card, "request", sent.place.team, ports)
    again = matter is not None and made_by(sent.event, matter, ports) is not None
    # What was decided before the job was cut off is gone on with, whoever has the role by now.
    if not again and refused_role("compliance-officer", "decide", job, person, ports):
        return ""
    if matter is None:
        raise NotMoved("gone")
    if matter.author == person.id:
        keep_refusal(matter.id, matter.team, person, "decide", sent.event, ports)
        raise NotMoved("own")
    decision, words = _wanted(matter, sent, ports)
    change = partial(_after, decision=decision, job=job, person=person, ports=ports)
    return move_matter(matter.id, change, words, person, sent.event, ports).id


def _wanted(matter: Matter, sent: Received, ports: TalkPorts) -> tuple[Decision, dict[str, str]]:
    """The decision and its words; a text that was not changed is approved as it is. Raises `NotMoved`."""
    decision, why = _DECISIONS.get(sent.form.get("decision", "")), sent.form.get("why", "").strip()
    if decision is None or not why or (decision == "change" and not sent.text.strip()):
        raise NotMoved("changed", matter)
    if decision != "change":
        return decision, {"why": why}
    if _is_unchanged(matter, sent.text, ports):
        return "approve", {"why": why}
    return "change", {"why": why, "text": sent.text}


def _after(matter: Matter, decision: Decision, job: Job, person: Person, ports: TalkPorts) -> Matter:
    """The request as the decision makes it. Raises `NotMoved` where it is not as the officer saw it."""
    if not _is_as_seen(must_wait(matter), int(job.received.form.get("revision") or 0), ports):
        raise NotMoved("changed", matter)
    if decision == "ask":
        return replace(matter, state="asked")
    now = ports.clock.now()
    closed = replace(matter, closed_by=person.id, closed_at=now)
    if decision == "reject":
        return replace(closed, state="rejected")
    until = now + timedelta(days=_days(job.received.form, ports))
    if decision == "approve":
        return replace(closed, state="approved", good_until=until)
    fingerprint = text_fingerprint(job.received.text)
    return replace(closed, state="changed", good_until=until, fingerprint=fingerprint)


def _is_as_seen(matter: Matter, seen: int, ports: TalkPorts) -> bool:
    """Whether nothing but who looks after it has changed since: no question, no answer, no other decision."""
    since = (record_of(matter, ports, each) for each in range(seen, matter.revision + 1))
    states = {each["matter"]["state"] for each in since if "matter" in each}
    return seen <= matter.revision and states <= {matter.state}


def _is_unchanged(matter: Matter, text: str, ports: TalkPorts) -> bool:
    """Whether the officer left the text as it is, but for the spaces around it and how its lines end."""
    left, asked = (each.replace("\r\n", "\n").strip() for each in (text, text_asked(matter, ports)))
    return left == asked


def _days(form: Mapping[str, str], ports: TalkPorts) -> int:
    usual = ports.compliance.approval_days if ports.compliance else 30
    wished = form.get("days", "")
    return int(wished) if wished in {str(each) for each in DAYS} else usual


def _tell(matter_id: str, event: str, ports: TalkPorts) -> None:
    """What was decided, unless it counts no more by now: then its author was told that."""
    stands = ports.matters.matter(matter_id)
    decided = made_by(event, stands, ports) if stands else None
    if stands and decided and decided.state == stands.state:
        view = decided_view(decided, stands, ports)
        tell_of_request(stands, answer_key(stands, decided.revision), view, ports)


def decided_view(decided: Matter, stands: Matter, ports: TalkPorts) -> RequestDecided:
    """What its author is told of it: by whom, why, and what is approved where it is not the draft itself."""
    words = words_of(decided, ports)
    decisions: Mapping[str, Decision] = {
        "approved": "approve", "changed": "change", "rejected": "reject", "asked": "ask",
    }  # fmt: skip
    is_the_draft = (decided.text_of, decided.state) == ("draft", "approved")
    # Of a card that shows another version by now, nobody could tell which text it is.
    approved = "" if is_the_draft else approved_text(decided, ports)
    by, why = by_of(decided, ports), words.get("why", "")
    return RequestDecided(stands, decisions[decided.state], by, why, approved)
