"""The page for those who write rules: everything a rule may say is there, and its examples work."""

import re
from typing import Any, get_args

import pytest
import yaml
from pydantic import BaseModel, TypeAdapter

from bot.adapters import yaml_records
from bot.adapters.policy_folder import PolicyFolder
from bot.domain import fixes, rules
from bot.domain.firm import FirmProfile
from bot.domain.folding import fold_words
from bot.domain.pack import compile_pack
from bot.domain.pack_check import check_pack
from bot.domain.phrases import phrase_regex
from bot.domain.severity_changes import SeverityChange, SeverityChanges
from tests.docs.pages import ROOT

PAGE = (ROOT / "docs/writing-rules.md").read_text(encoding="utf-8")
SPANS = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", PAGE, flags=re.DOTALL | re.MULTILINE))
EXPLAINED = {word for span in SPANS for word in re.findall(r"[\w-]+", span)}
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
PHRASES = re.findall(
    r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$",
    PAGE.partition("## The phrase language")[2].partition("## The kinds")[0],
    re.MULTILINE,
)
SEVERITIES = re.findall(
    r"^\| `([a-z-]+)` \| `([a-z]+)` \|",
    PAGE.partition("## Severities")[2].partition("## Fixes")[0],
    re.MULTILINE,
)
FIRM = yaml_records.read_record(FirmProfile, (ROOT / "policies/firm.yml").read_text("utf-8"), "firm.yml")

KINDS: dict[str, type[BaseModel]] = {
    get_args(kind.model_fields["kind"].annotation)[0]: kind
    for kind in get_args(get_args(rules.AnyDetector)[0])
}


@pytest.mark.parametrize(
    "words", [rules.Guard, rules.Where, rules.SeverityWord, rules.Identifier, rules.Measure, fixes.Move]
)
def test_every_word_that_a_rule_may_use_is_explained(words: Any) -> None:
    assert not set(get_args(words)) - EXPLAINED


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_heading_and_an_example(kind: str) -> None:
    assert re.search(rf"^### `{kind}`", PAGE, re.MULTILINE)
    assert any(f"kind: {kind}" in block for block in BLOCKS)


@pytest.mark.parametrize(
    "record",
    [
        *KINDS.values(),
        rules.Rule,
        rules.Condition,
        rules.SeverityCase,
        rules.FramingElement,
        fixes.Fix,
        SeverityChange,
    ],
    ids=lambda record: record.__name__,
)
def test_every_key_is_explained(record: type[BaseModel]) -> None:
    assert not set(record.model_fields) - EXPLAINED


def test_the_rule_of_the_page_passes_its_own_examples() -> None:
    rule = yaml_records.read_record(rules.Rule, BLOCKS[0], "the page")

    assert check_pack(compile_pack([rule], [], FIRM)) == []


@pytest.mark.parametrize("block", BLOCKS[1:])
def test_every_piece_of_a_rule_on_the_page_can_be_read(block: str) -> None:
    whole: dict[str, Any] = yaml_records.read_record(rules.Rule, BLOCKS[0], "the page").model_dump()
    piece = yaml.safe_load(block)
    if "severities" in piece:
        SeverityChanges.model_validate(piece)
    elif isinstance(piece, list):
        TypeAdapter(tuple[rules.AnyDetector, ...]).validate_python(piece)
    else:
        rules.Rule.model_validate(whole | piece)


@pytest.mark.parametrize(("phrase", "finds", "passes"), PHRASES)
def test_every_phrase_of_the_table_finds_what_it_says(phrase: str, finds: str, passes: str) -> None:
    expression = re.compile(phrase_regex(phrase.replace("¦", "|"), FIRM.names_for_rules))
    found = [bool(expression.search(fold_words(each.strip()))) for each in finds.split(" · ")]
    passed = [bool(expression.search(fold_words(each.strip()))) for each in passes.split(" · ")]

    assert all(found)
    assert not any(passed)


def test_the_table_of_phrases_is_there() -> None:
    assert len(PHRASES) > 8


def test_the_table_of_severities_is_that_of_the_rules() -> None:
    read = PolicyFolder(ROOT / "policies").pack().rules
    pack = [yaml_records.read_record(rules.Rule, text, file) for file, text in read.items()]

    assert dict(SEVERITIES) == {rule.id: rule.severity for rule in pack}
