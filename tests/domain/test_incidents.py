"""What makes an incident of a text: the rules that block it, and what their files say has leaked."""

import pytest

from bot.domain.findings import Finding, Severity
from bot.domain.incidents import Leak, incident_kind, leak_in
from bot.domain.rules import Rule
from tests.publications import rule

_INSTEAD = {"fr": {"vous": ["Un texte."], "tu": ["Un texte."]}, "en": ["A text."]}
_SECRET = {"instead": _INSTEAD, "topic": "confidential"}
CLIENT = Rule.model_validate(rule("client-data", incident="client"))
INSIDE = Rule.model_validate(rule("inside", fix=_SECRET))
NAMED = Rule.model_validate(rule("named-inside", incident="inside"))
PROMISE = Rule.model_validate(rule("promise"))
RULES = (CLIENT, INSIDE, NAMED, PROMISE)


def found(by: Rule, severity: Severity = Severity.BLOCK) -> Finding:
    """A finding of that rule."""
    return Finding(by.id, severity, "mot", 0, 3, "Un texte.")


@pytest.mark.parametrize(
    ("findings", "leak"),
    [
        ([], None),
        ([found(PROMISE)], None),
        ([found(CLIENT)], Leak("client", ("client-data",))),
        ([found(INSIDE)], Leak("inside", ("inside",))),
        ([found(NAMED)], Leak("inside", ("named-inside",))),
        ([found(INSIDE), found(CLIENT), found(INSIDE)], Leak("client", ("inside", "client-data"))),
        ([found(CLIENT, Severity.REVISE)], None),
        ([found(CLIENT, Severity.REVISE), found(INSIDE)], Leak("inside", ("inside",))),
    ],
)
def test_only_what_blocks_and_leaks_is_an_incident(findings: list[Finding], leak: Leak | None) -> None:
    assert leak_in(findings, RULES) == leak


def test_a_rule_that_is_in_force_no_more_says_nothing() -> None:
    assert leak_in([found(CLIENT)], (PROMISE,)) is None


def test_what_a_file_says_counts_before_what_its_topic_implies() -> None:
    both = Rule.model_validate(rule("both", fix=_SECRET, incident="client"))

    assert [incident_kind(each) for each in (both, INSIDE, PROMISE)] == ["client", "inside", None]
