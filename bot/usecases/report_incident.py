"""Client data or inside information in a draft: the register gets an entry, and compliance an alert.

Both say which rules and whose draft, never a word of it; reading the text takes a reason, which is kept.
"""

from contextlib import suppress
from functools import partial
from hashlib import sha256

from bot.domain.clauses import text_fingerprint
from bot.domain.incidents import Leak, incident_kind, leak_in
from bot.domain.library import PublishedPolicies
from bot.domain.matters import Matter, TextOf
from bot.domain.review import Review
from bot.domain.rules import IncidentKind
from bot.usecases.chat_ports import CannotShow, Card, Person, Steps
from bot.usecases.matter_history import steps_of
from bot.usecases.matter_records import open_matter
from bot.usecases.matter_views import IncidentAlert, IncidentNotice
from bot.usecases.names_shown import name_of, titles_of
from bot.usecases.post_in_channel import is_posted, post_in_channel
from bot.usecases.talk import TalkPorts


def notice_for(review: Review, policies: PublishedPolicies, ports: TalkPorts) -> IncidentNotice | None:
    """What the author is told above everything else; None where nothing leaked.

    `policies` are those of the review.
    """
    leak = leak_in(review.findings, policies.rules)
    return IncidentNotice(leak.kind, policies.firm.ask, ports.compliance is not None) if leak else None


def notice_that_stays(card: Card, ports: TalkPorts) -> IncidentNotice | None:
    """What is still to be done about an incident of that card once its review is shown no more."""
    entered = [each for each in ports.matters.of_card(card.id) if each.kind == "incident" and each.is_waiting]
    if not entered:
        return None
    policies = ports.desk().policies
    kinds = {incident_kind(rule) for rule in policies.rules if rule.id in entered[0].rules}
    kind: IncidentKind = "client" if "client" in kinds else "inside"
    return IncidentNotice(kind, policies.firm.ask, ports.compliance is not None)


def open_incident(
    review: Review,
    policies: PublishedPolicies,
    card: Card,
    review_id: str,
    person: Person,
    ports: TalkPorts,
    text_of: TextOf = "draft",
) -> None:
    """Enter what leaked in that archived review, by its rules; safe to repeat.

    What the card's entries say already is not entered again. `person` is its author; `own`: what they posted.
    """
    leak = leak_in(review.findings, policies.rules)
    if leak is None:
        return
    matter = Matter(
        incident_id(review_id), "incident", card.place.team, card.author, card.id, review_id, "open",
        ports.clock.now(), card.author, card.language, leak.rules, text_of,
        text_fingerprint(review.draft.text),
    )  # fmt: skip
    if text_of == "draft" and _is_entered(leak, matter, ports):
        return
    open_matter(matter, person, {}, ports)


def incident_id(review_id: str) -> str:
    """The opaque id of the incident of that review."""
    return f"I{sha256(f'incident:{review_id}'.encode()).hexdigest()[:20]}"


def _is_entered(leak: Leak, matter: Matter, ports: TalkPorts) -> bool:
    """Whether an entry of the card says as much: one that still waits, or that was of this very text."""
    return any(
        each.kind == "incident"
        and each.id != matter.id
        and set(leak.rules) <= set(each.rules)
        and (each.is_waiting or each.fingerprint == matter.fingerprint)
        for each in ports.matters.of_card(matter.card)
    )


def alert_compliance(card: Card, steps: Steps, ports: TalkPorts) -> None:
    """Post the alerts of that card that are not posted yet, where compliance is set up. Raises `TryLater`."""
    if ports.compliance is None:
        return
    for matter in ports.matters.of_card(card.id):
        if matter.kind == "incident" and matter.is_waiting and not is_posted(_key(matter), ports):
            steps.run("alert compliance", partial(post_alert, matter, ports))


def post_alert(matter: Matter, ports: TalkPorts) -> str:
    """The `ts` of its alert, posted now unless it is there; "" where the channel cannot be written to, which
    is noted. Only where compliance is set up. Raises `TryLater`."""
    compliance = ports.compliance
    assert compliance is not None
    alert = incident_alert(matter, ports)
    try:
        return post_in_channel(_key(matter), compliance.channel, alert, compliance.language, ports)
    except CannotShow as refused:
        # The register has the entry; an officer sees it there.
        ports.note("incident.not-alerted", matter=matter.id, why=refused.why)
        return ""


def redraw_alert(matter: Matter, ports: TalkPorts) -> None:
    """The alert says from now on how the matter stands, where it was posted. Raises `TryLater`."""
    posted = ports.outbox.find(_key(matter))
    if ports.compliance is None or posted is None or posted.ts is None:
        return
    compliance = ports.compliance
    with suppress(CannotShow):
        ports.messenger.edit(
            compliance.channel, posted.ts, incident_alert(matter, ports), compliance.language
        )


def incident_alert(matter: Matter, ports: TalkPorts) -> IncidentAlert:
    """The matter as the compliance channel reads it: whose draft, which rules, and who handled it."""
    language = ports.compliance.language if ports.compliance else "fr"
    titles = titles_of(matter.rules, language, ports)
    return IncidentAlert(matter, name_of(matter.author, ports), titles, steps_of(matter, ports))


def _key(matter: Matter) -> str:
    return f"matter:{matter.id}"
