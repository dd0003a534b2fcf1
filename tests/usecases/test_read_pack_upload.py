"""A rule pack is uploaded whole or in part; one that fails its own examples is refused with its line."""

import copy
from datetime import date
from typing import Any

import pytest
import yaml

from bot.adapters import yaml_records
from bot.domain.library import PackContent
from bot.domain.severity_changes import SeverityChange
from bot.usecases.library_ports import FileRefused, GivenFile
from bot.usecases.ports import PackSource
from bot.usecases.read_pack import PackFiles, PackRecords, read_pack
from bot.usecases.read_pack_upload import read_pack_upload
from tests.contracts.zipped import zipped
from tests.domain.small_learned import learned_of, learned_rule
from tests.domain.small_packs import a_topic
from tests.policy_files import firm_text, rule_text

MEANING = "tiny-2"
TODAY = date(2026, 11, 16)
LEARNED = learned_of(guaranteed_return=learned_rule())
RAISED = SeverityChange(rule="guaranteed-return", severity="block")


def _in_force(*names: str, **more: Any) -> PackContent:
    rules = {f"rules/{name}.yml": rule_text(name) for name in names or ("guaranteed-return", "no-risk")}
    records = read_pack(PackFiles(PackSource(rules, {}, firm_text()), yaml_records))
    return PackContent(
        rules=records.rules,
        **{"topics": (a_topic("fees"),), "firm": records.firm, "learned": LEARNED, **more},
    )


def _upload(
    text: str | bytes, name: str = "rules.yml", in_force: PackContent | None = None, **more: Any
) -> PackRecords:
    content = text if isinstance(text, bytes) else text.encode()
    there = in_force or _in_force(**more)
    return read_pack_upload(GivenFile(name, content), there, yaml_records, MEANING, TODAY)


def _refused(*given: Any, **more: Any) -> str:
    with pytest.raises(FileRefused) as refused:
        _upload(*given, **more)
    assert "\n" not in refused.value.detail
    return f"{refused.value.code} {refused.value.detail}".strip()


def _ids(records: PackRecords) -> list[str]:
    return [rule.id for rule in records.rules]


def test_one_rule_takes_the_place_of_the_one_with_its_id() -> None:
    records = _upload(rule_text("no-risk", "sans risque", "without risk"))

    assert _ids(records) == ["guaranteed-return", "no-risk"]
    assert records.rules[1].detect[0].fr == ("sans risque",)  # type: ignore[union-attr]
    assert records.rules[0] == _in_force().rules[0]
    assert (records.topics, records.firm, records.learned) == ((a_topic("fees"),), _in_force().firm, LEARNED)


def test_a_new_rule_is_put_where_a_folder_would_have_it() -> None:
    assert _ids(_upload(rule_text("hype"))) == ["guaranteed-return", "hype", "no-risk"]


def test_several_records_of_all_kinds_stand_in_one_file() -> None:
    topic = yaml.safe_dump(a_topic("rates").model_dump(mode="json", exclude_defaults=True))
    changes = "severities:\n- {rule: hype, severity: block}\n"
    text = "\n---\n".join([rule_text("hype"), topic, firm_text(products=["Fonds A"]), changes, "# rien\n"])

    records = _upload(f"# Des règles.\n---\n{text}...\n")

    assert _ids(records) == ["guaranteed-return", "hype", "no-risk"]
    assert [each.id for each in records.topics] == ["fees", "rates"]
    assert records.firm.products == ("Fonds A",)
    assert [(each.rule, each.severity) for each in records.severities] == [("hype", "block")]


def test_a_change_of_severity_takes_the_place_of_the_one_of_its_rule() -> None:
    there = SeverityChange(rule="no-risk", severity="block")
    lowered = "rule: guaranteed-return, severity: suggestion, reason: r, owner: o, until: 2026-12-31"

    records = _upload(f"severities: [{{{lowered}}}]", severities=(RAISED, there))

    assert {each.rule: each.severity for each in records.severities} == {
        "no-risk": "block",
        "guaranteed-return": "suggestion",
    }


def test_a_change_to_the_rules_own_severity_ends_the_one_in_force() -> None:
    own = "severities: [{rule: guaranteed-return, severity: revise}]"

    assert _upload(own, severities=(RAISED,)).severities == ()
    assert _refused(own) == (
        "pack rules.yml:1: guaranteed-return: this changes nothing: it is the rule's own severity"
    )


def test_what_is_wrong_is_told_with_the_line_of_the_file() -> None:
    first = rule_text("hype")
    second = rule_text("haste", colour="bleu")
    line = first.count("\n") + 1 + second[: second.index("colour")].count("\n") + 1

    assert _refused(f"{first}---\n{second}") == f"pack rules.yml:{line}: colour: unknown key"


def test_a_failing_example_is_told_with_its_line() -> None:
    record = yaml.safe_load(rule_text("haste"))
    record["examples"]["good"]["fr"].append("Le rendement garanti du CPG.")
    second = yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=1_000)
    text = f"{rule_text('hype')}---\n{second}"
    line = text[: text.index("Le rendement garanti du CPG.")].count("\n") + 1

    assert _refused(text).startswith(f"pack rules.yml:{line}: haste: the rule finds “rendement garanti”")


def test_words_that_do_not_compile_are_told_with_their_line() -> None:
    text = f"{rule_text('hype')}---\n{rule_text('haste', unless=[{'fr': ['(la lune']}])}"
    line = text[: text.index("(la lune")].count("\n") + 1

    assert _refused(text).startswith(f"pack rules.yml:{line}: “(la lune”: ")


def test_a_severity_that_cannot_be_is_told_with_its_line() -> None:
    text = f"{rule_text('hype')}---\nseverities:\n- rule: hype\n  severity: suggestion\n"
    line = text[: text.index("- rule: hype")].count("\n") + 1

    assert _refused(text, severities=(RAISED,)).startswith(
        f"pack rules.yml:{line}: hype: a severity is lowered"
    )


def test_a_rule_in_force_that_no_longer_works_is_told_by_its_id() -> None:
    lowered = SeverityChange(rule="no-risk", severity="approval")
    mild = rule_text("no-risk", severity="suggestion")

    assert _upload(mild, severities=(lowered,)).severities == (lowered,)
    assert _refused(rule_text("no-risk", severity="approval"), severities=(lowered,)) == (
        "pack no-risk: this changes nothing: it is the rule's own severity"
    )


def test_an_example_that_another_rule_makes_fail_is_told_by_the_id_of_its_rule() -> None:
    severe = [{"severity": "block", "core": True}]
    judged = copy.deepcopy(yaml.safe_load(rule_text("no-risk", "sans risque", "no risk")))
    judged["cases"] = severe
    judged["examples"]["bad"]["fr"] = [
        {"text": f"C'est [[sans risque]]. {end}", "severity": "revise"}
        for end in ("Comparez les frais de 2 %.", "Notez 3 dates.", "Lisez les 4 pages du relevé.")
    ]
    there = _in_force()
    rules = (there.rules[0], type(there.rules[0]).model_validate(judged))
    hides = rule_text("hype", "(comparez les frais|notez 3|lisez les 4)", "jot it down")

    said = _refused(hides, in_force=there.model_copy(update={"rules": rules}))

    assert said.startswith("pack no-risk: the French example “C'est [[sans risque]].")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{rule_text('hype')}---\n{rule_text('hype')}", "the id hype is there twice"),
        (f"{firm_text()}---\n{firm_text()}", "the firm profile is there twice"),
        ("colour: bleu\n", "this is neither a rule, a resource topic, the firm profile nor severities"),
        ("- un\n- deux\n", "the file: "),
        ("just words\n", "the file: "),
        ("# rien\n---\n", "this file holds no record"),
        ("id: [\n", "this is not valid YAML"),
        ("id: hype\n" * 2, "the key id is there twice"),
        ("a: 1\n---\n" * 1_001, "more than 1000 records in one file"),
        (rule_text("hype", fix={"topic": "moon"}), "there is no resource topic moon"),
        (b"\xff\xfe", "this is not UTF-8 text"),
        (b"id: a\x00b", "this is not text"),
    ],
)
def test_what_cannot_be_read_as_records_is_refused(text: str | bytes, said: str) -> None:
    assert _refused(text).startswith("pack rules.yml:")
    assert said in _refused(text)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("../rules.yml", b"id: x", "file-name"),
        ("a\nb.yml", b"id: x", "file-name"),
        ("..\\rules.yml", b"id: x", "file-name"),
        ("rules.txt", b"id: x", "type"),
        ("rules.yml", b" \n ", "empty"),
        ("rules.zip", b"", "empty"),
        ("rules.yml", b"# \n" * 2_000_000, "too-large 4"),
        ("rules.zip", b"names: []", "broken"),
        ("rules.zip", b"PK\x03\x04" + b"\0" * 99, "broken"),
        ("rules.yml", zipped({"firm.yml": "x"}), "broken"),
    ],
)
def test_what_is_no_pack_is_refused_before_it_is_read(name: str, content: bytes, said: str) -> None:
    assert _refused(content, name) == said


def test_meaning_that_nothing_was_learned_for_is_refused() -> None:
    meant = [
        {"kind": "phrase", "fr": ["rendement garanti"], "en": ["guaranteed return"]},
        {"kind": "examples"},
    ]

    assert _upload(rule_text("guaranteed-return", detect=meant)).pack.by_meaning
    said = _refused(rule_text("hype", detect=meant))
    assert said.startswith("pack rules.yml:")
    assert said.endswith("hype judges by meaning: run `vigie rules learn` first")
    elsewhere = _given(rule_text("guaranteed-return", detect=meant))
    with pytest.raises(FileRefused) as refused:
        read_pack_upload(elsewhere, _in_force(), yaml_records, "another", TODAY)
    assert refused.value.detail.startswith("learned.json:1: this was learned for another embedder")


def _given(text: str) -> GivenFile:
    return GivenFile("rules.yml", text.encode())


def test_with_nothing_in_force_records_are_added_to_nothing() -> None:
    with pytest.raises(FileRefused) as refused:
        read_pack_upload(_given(rule_text()), None, yaml_records, MEANING, TODAY)
    assert refused.value.detail == "rules.yml:1: no rules are in force that this could be added to"


def test_the_text_of_a_file_is_in_no_error_but_the_words_that_are_wrong() -> None:
    with pytest.raises(FileRefused) as refused:
        _upload("names: [Secret Dossier]\naffiliation: Dossier\n")

    assert "Dossier" not in str(refused.value) + repr(refused.value) + refused.value.detail


@pytest.mark.parametrize("words", [r"(a+)+$", r"(?:\w+\s?)*garanti"])
def test_an_expression_that_a_post_could_keep_busy_for_ever_is_refused_with_its_line(words: str) -> None:
    detect = [{"kind": "pattern", "fr": ["rendement garanti", words], "en": ["guaranteed return"]}]
    text = f"{rule_text('hype')}---\n{rule_text('haste', detect=detect)}"
    line = text[: text.index(words)].count("\n") + 1

    assert _refused(text).startswith(f"pack rules.yml:{line}: “{words}”: some posts would keep")


def test_an_expression_of_a_condition_is_looked_at_too() -> None:
    assert "some posts would keep" in _refused(rule_text("hype", unless=[{"fr": ["/(?:a|a)*b/"]}]))
    assert "some posts would keep" in _refused(rule_text("hype", french="garanti****"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("severity: block, until: 2026-11-15", "this ended before today"),
        ("severity: approval, reason: r, owner: o, until: 2026-11-15", "this ended before today"),
        ("severity: approval, reason: r, owner: o, until: 2027-11-18", "a severity is lowered for 366 days"),
    ],
)
def test_a_change_of_severity_ends_on_a_day_to_come_and_not_too_far(change: str, said: str) -> None:
    text = f"severities:\n- {{rule: guaranteed-return, {change}}}\n"

    assert _refused(text).startswith(f"pack rules.yml:2: guaranteed-return: {said}")


@pytest.mark.parametrize(
    "change",
    [
        "severity: block, until: 2026-11-16",
        "severity: block, until: 2099-12-31",
        "severity: approval, reason: r, owner: o, until: 2027-11-17",
    ],
)
def test_a_change_may_end_today_and_who_raises_may_do_so_for_long(change: str) -> None:
    assert _upload(f"severities: [{{rule: guaranteed-return, {change}}}]").severities


def test_a_change_in_force_that_has_ended_hinders_nobody() -> None:
    ended = RAISED.model_copy(update={"until": date(2020, 1, 1)})

    assert _upload(rule_text("hype"), severities=(ended,)).severities == (ended,)
