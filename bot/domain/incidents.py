"""Client data and inside information in a text: what makes an incident of it is what the rules' files say."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.findings import Finding, Severity
from bot.domain.rules import IncidentKind, Rule
from bot.domain.topics import CONFIDENTIAL


@dataclass(frozen=True, slots=True)
class Leak:
    """What is nobody's to tell, and the rules that found it, most severe first."""

    kind: IncidentKind
    """client, also where there is inside information beside it."""
    rules: tuple[str, ...]


def leak_in(findings: Iterable[Finding], rules: Iterable[Rule]) -> Leak | None:
    """What the findings that block say of clients or of the inside; None where they say nothing of either."""
    kinds = {rule.id: incident_kind(rule) for rule in rules}
    blocking = (each.rule for each in findings if each.severity is Severity.BLOCK)
    found = tuple(dict.fromkeys(each for each in blocking if kinds.get(each)))
    if not found:
        return None
    return Leak("client" if "client" in {kinds[each] for each in found} else "inside", found)


def incident_kind(rule: Rule) -> IncidentKind | None:
    """What a text tells that the rule blocks; None where that is no incident.

    A rule of which even the topic is confidential is about inside information, unless its file says other.
    """
    return rule.incident or ("inside" if rule.fix.topic == CONFIDENTIAL else None)
