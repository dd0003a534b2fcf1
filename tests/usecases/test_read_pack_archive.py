"""A zip archive of a policy folder is the whole pack."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from bot.adapters import yaml_records
from bot.domain.library import PackContent
from bot.usecases.library_ports import FileRefused, GivenFile
from bot.usecases.read_pack import PackRecords
from bot.usecases.read_pack_upload import read_pack_upload
from bot.usecases.write_pack import pack_files
from tests.contracts.zipped import zipped
from tests.domain.small_learned import learned_of, learned_rule, learned_text
from tests.domain.small_packs import FIRM, a_rule, a_topic, phrase
from tests.policy_files import firm_text, rule_text

FILES = {
    "rules/guaranteed-return.yml": rule_text(),
    "rules/hype.yaml": rule_text("hype"),
    "firm.yml": firm_text(),
    "severities.yml": "severities:\n- {rule: hype, severity: block}\n",
}
LEARNED = learned_of(guaranteed_return=learned_rule())
THERE = PackContent(
    rules=(a_rule("gone", phrase("parti")),), topics=(a_topic("fees"),), firm=FIRM, learned=LEARNED
)


def _upload(files: Mapping[str, str], there: PackContent | None = THERE) -> PackRecords:
    return read_pack_upload(
        GivenFile("pack.zip", zipped(files)), there, yaml_records, "tiny-2", date(2026, 11, 16)
    )


def _refused(files: Mapping[str, str]) -> str:
    with pytest.raises(FileRefused) as refused:
        _upload(files)
    return f"{refused.value.code} {refused.value.detail}".strip()


@pytest.mark.parametrize("root", ["", "policies/", "Mes documents/policies/"])
def test_the_archive_is_the_whole_pack_wherever_the_folder_stands_in_it(root: str) -> None:
    records = _upload({f"{root}{name}": text for name, text in FILES.items()})

    assert [rule.id for rule in records.rules] == ["guaranteed-return", "hype"]
    assert records.topics == ()
    assert records.firm.names == ("Rivière-Nord",)
    assert [each.rule for each in records.severities] == ["hype"]


def test_what_was_learned_is_kept_where_the_archive_has_none() -> None:
    assert _upload(FILES).learned == LEARNED
    assert _upload(FILES, None).learned is None
    other = learned_text(hype=learned_rule())
    assert list(_upload(FILES | {"learned.json": other}).learned.rules) == ["hype"]  # type: ignore[union-attr]


def test_the_rest_of_a_policy_folder_is_left_aside() -> None:
    beside = {"documents/fr/pms.md": "# PMS", "examples/fr-1.jsonl": "{}", "cases/golden.jsonl": "{}"}

    assert len(_upload(FILES | beside).rules) == 2


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"rules/hype.yml": rule_text("hype")}, "pack firm.yml:1: this file is missing"),
        ({"firm.yml": firm_text()}, "pack rules: there is no rule"),
        (FILES | {"rules/notes.txt": "x"}, "pack rules/notes.txt:1: this does not belong in a rule pack"),
        (FILES | {"rules/deep/x.yml": "x"}, "pack rules/deep/x.yml:1: this does not belong in a rule pack"),
        (FILES | {"run.sh": "x"}, "pack run.sh:1: this does not belong in a rule pack"),
        (
            FILES | {"rules/x.yml": rule_text("hype")},
            "pack rules/x.yml:1: rules/hype.yaml has the same id, hype",
        ),
        (FILES | {"rules/x.yml": "id: ["}, "pack rules/x.yml:2: this is not valid YAML"),
        (FILES | {"learned.json": "{}"}, "pack learned.json:1: this cannot be read"),
        (FILES | {"rules/empty.yml": " "}, "pack rules/empty.yml:1: this file is empty"),
        (FILES | {"../firm.yml": "x"}, "file-name"),
    ],
)
def test_what_is_wrong_is_told_with_its_file(files: dict[str, str], said: str) -> None:
    assert _refused(files).startswith(said)


def test_what_is_exported_is_the_same_pack_when_it_is_uploaded() -> None:
    records = _upload(FILES | {"resources/fees.yml": _topic()})
    content = _content(records)

    again = _upload(pack_files(content, yaml_records), None)

    assert _content(again) == content


def _topic() -> str:
    return yaml_records.write_record(a_topic("fees").model_dump(mode="json", exclude_defaults=True))


def _content(records: PackRecords) -> PackContent:
    parts: dict[str, Any] = {
        name: getattr(records, name) for name in ("rules", "topics", "firm", "learned", "severities")
    }
    return PackContent(**parts)
