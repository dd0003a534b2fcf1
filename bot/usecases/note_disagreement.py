"""An author says that a finding is wrong; the policy owners settle it. What a rule says stands meanwhile.

Owners read why, and the words that were marked only where the author shares them: of client data and inside
information they are never shared.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.domain.clauses import text_fingerprint
from bot.domain.incidents import incident_kind
from bot.domain.matters import Matter, MatterState
from bot.usecases.asked_role import is_not_author
from bot.usecases.chat_ports import CannotShow, Card, Job, Person, Steps
from bot.usecases.close_matter import close_matter, matter_to_close
from bot.usecases.matter_records import open_matter
from bot.usecases.matter_views import DisagreementKept, DisagreementNews, DisagreementSettled, NotDone
from bot.usecases.names_shown import name_of, titles_of, whom_to_ask
from bot.usecases.post_in_channel import post_in_channel
from bot.usecases.show_card import refresh_card
from bot.usecases.talk import TalkPorts, archived_body_of
from bot.usecases.tell_author import tell_author
from bot.usecases.tell_sender import tell_sender

_OUTCOMES: Mapping[str, MatterState] = {"agreed": "agreed", "kept": "kept"}


def answer_disagreement(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """Keep it for the policy owners; the author is told so in the thread."""

    def keep() -> str:
        card = ports.cards.card(job.received.card)
        matter = _kept(card, job, person, ports) if card else None
        if card is None or matter is None:
            view = NotDone("gone", ask=whom_to_ask(ports))
            tell_sender(view, job, person, ports)
            return ""
        [title] = titles_of(matter.rules, card.language, ports)
        tell_author(f"matter:{matter.id}", card, DisagreementKept(title), ports)
        refresh_card(card.id, ports)
        return matter.id

    if matter_id := steps.run("keep the disagreement", keep):
        steps.run("tell the owners", lambda: _tell_owners(matter_id, ports))


def _tell_owners(matter_id: str, ports: TalkPorts) -> bool:
    """In the policy channel, which rule, and not a word of the draft; they read it on their own page."""
    matter, policy = ports.matters.matter(matter_id), ports.policy
    if matter is None or policy is None or policy.channel is None:
        return False
    news = DisagreementNews(matter, "".join(titles_of(matter.rules, policy.language, ports)))
    try:
        post_in_channel(f"matter:{matter.id}:owners", policy.channel, news, policy.language, ports)
    except CannotShow as refused:
        ports.note("policies.channel-not-told", matter=matter.id, why=refused.why)
        return False
    return True


def _kept(card: Card, job: Job, person: Person, ports: TalkPorts) -> Matter | None:
    """The matter, archived with what the author wrote; None where the card is somebody else's, or its review
    found nothing by that rule."""
    sent = job.received
    if is_not_author(card.author, "wrong", sent, person, ports):
        return None
    body, rule = archived_body_of(card.review, ports) if card.review else None, sent.form.get("rule", "")
    if body is None or rule not in rules_found(body):
        return None
    matter = Matter(
        f"W{text_fingerprint(sent.event)[:20]}", "disagreement", card.place.team, card.author, card.id,
        card.review, "open", ports.clock.now(), person.id, card.language, (rule,), "draft",
        text_fingerprint(body["draft"]["text"]),
    )  # fmt: skip
    words = {"rule": rule, "why": sent.form.get("why", "").strip()}
    if sent.form.get("share") == "yes" and may_be_shared(rule, ports):
        words["quote"] = " · ".join(dict.fromkeys(_quotes(body, rule, ports)))
    return open_matter(matter, person, words, ports)


def rules_found(body: Mapping[str, Any]) -> list[str]:
    """The rules that found something in an archived review, most severe first."""
    return list(dict.fromkeys(each["rule"] for each in body["review"]["findings"]))


def may_be_shared(rule: str, ports: TalkPorts) -> bool:
    """Whether the words that it marks may be shown to a policy owner at all."""
    known = next((each for each in ports.desk().policies.rules if each.id == rule), None)
    return known is not None and incident_kind(known) is None


def _quotes(body: Mapping[str, Any], rule: str, ports: TalkPorts) -> Iterator[str]:
    """The words that it marked; none in which another rule marks client data or inside information."""
    marked = [each for each in body["review"]["findings"] if each["quote"]]
    kept = [each for each in marked if not may_be_shared(each["rule"], ports)]
    for found in (each for each in marked if each["rule"] == rule):
        if not any(each["start"] < found["end"] and found["start"] < each["end"] for each in kept):
            yield found["quote"]


def answer_settle(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """Settle a disagreement, once; its author is told in the thread what the owners made of it."""

    def settle() -> str:
        matter = matter_to_close("policy-owner", "settle", "disagreement", job, person, ports)
        form = job.received.form
        state, note = _OUTCOMES.get(form.get("outcome", "")), form.get("note", "").strip()
        if matter is None or state is None:
            return ""
        settled = close_matter(matter, state, {"note": note}, job, person, ports)
        card = ports.cards.card(matter.card)
        if settled and card:
            title = "".join(titles_of(settled.rules, card.language, ports))
            view = DisagreementSettled(settled, title, name_of(settled.closed_by, ports), note)
            tell_author(f"settled:{matter.id}", card, view, ports)
            refresh_card(card.id, ports)
        return matter.id

    steps.run("settle the disagreement", settle)
