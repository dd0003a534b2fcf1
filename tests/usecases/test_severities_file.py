"""The file of severity changes is read with the pack, and what is wrong in it is told with its line."""

import pytest

from bot.adapters import yaml_records
from bot.usecases.ports import PackSource, PolicyFileError
from bot.usecases.read_pack import PackFiles, read_pack
from tests.policy_files import firm_text, rule_text

LOWERED = """\
# What compliance decided, and until when.
severities:
  - rule: guaranteed-return
    severity: approval
    reason: It was cleared.
    owner: Claire Tremblay
    until: 2026-12-31
"""

REASON = "    reason: It was cleared.\n"


def _files(severities: str) -> PackFiles:
    rules = {"rules/guaranteed-return.yml": rule_text()}
    return PackFiles(PackSource(rules, {}, firm_text(), severities), yaml_records)


def _refused(severities: str) -> str:
    with pytest.raises(PolicyFileError) as refused:
        read_pack(_files(severities))
    return str(refused.value)


def test_the_changes_are_read_with_the_pack() -> None:
    (change,) = read_pack(_files(LOWERED)).severities

    assert (change.rule, change.severity, change.owner) == (
        "guaranteed-return",
        "approval",
        "Claire Tremblay",
    )
    assert str(change.until) == "2026-12-31"


@pytest.mark.parametrize("text", ["", "severities: []\n"])
def test_there_may_be_none(text: str) -> None:
    assert read_pack(_files(text)).severities == ()


def test_the_examples_of_a_rule_are_tried_on_what_its_file_says() -> None:
    raised = "severities:\n- {rule: guaranteed-return, severity: block}\n"

    assert read_pack(_files(raised)).pack.rules[0].rule.severity == "revise"


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("guaranteed-return", "moon", "3: moon: no rule has that id"),
        ("approval", "revise", "4: guaranteed-return: this changes nothing: it is the rule's own severity"),
        (REASON, "", "3: guaranteed-return: a severity is lowered"),
        ("Claire Tremblay", '" "', "6: guaranteed-return: who lowers a severity answers for it"),
        ("    until: 2026-12-31\n", "", "3: guaranteed-return: a lowered severity comes back"),
        ("2026-12-31", "soon", "7: severities.0.until: this is not a date; write it like 2026-12-31"),
        ("severities:", "severity:", "2: severity: unknown key"),
        ("owner", "who", "6: severities.0.who: unknown key"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(was: str, now: str, said: str) -> None:
    assert _refused(LOWERED.replace(was, now)).startswith(f"severities.yml:{said}")


def test_a_rule_that_is_changed_twice_is_told_where_it_stands_again() -> None:
    again = "  - {rule: guaranteed-return, severity: block}\n"

    assert _refused(LOWERED + again) == ("severities.yml:8: guaranteed-return: its severity is changed twice")
