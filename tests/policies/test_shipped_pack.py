"""What ships in policies/ keeps its own rules: what a rewrite may put in is what may be posted."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.adapters import yaml_records
from bot.adapters.policy_folder import PolicyFolder
from bot.domain.checking import apply_rules
from bot.domain.composing import Voice, compose_resource
from bot.domain.draft import Draft, Language
from bot.domain.findings import Severity, severity_named, verdict_of
from bot.domain.library import PackContent
from bot.domain.pack import RulePack
from bot.domain.platforms import measure
from bot.domain.verifying import is_well_formed
from bot.texts import LANGUAGES
from bot.usecases.read_pack import PackFiles, PackRecords, parse_pack, read_records
from bot.usecases.read_pack_archive import archived_source
from bot.usecases.write_pack import pack_files

ROOT = Path(__file__).parents[2]
VOICES: tuple[tuple[Language, bool], ...] = (("fr", False), ("fr", True), ("en", False))
VARIANTS = 3
A_LONG_DRAFT = "mot " * 70


@pytest.fixture(scope="module", name="shipped")
def _shipped() -> PackRecords:
    source = PolicyFolder(ROOT / "policies").pack()
    return read_records(PackFiles(source, yaml_records))


@pytest.mark.slow
def test_the_shipped_pack_is_the_same_once_it_is_exported_and_read_again(shipped: PackRecords) -> None:
    content = PackContent(
        rules=shipped.rules,
        topics=shipped.topics,
        firm=shipped.firm,
        learned=shipped.learned,
        severities=shipped.severities,
    )
    files = pack_files(content, yaml_records)
    source = archived_source({name: text.encode() for name, text in files.items()})
    again = parse_pack(PackFiles(source, yaml_records))

    assert again == replace(shipped, files=again.files)
    assert set(again.files.values()) == {f"rules/{rule.id}.yml" for rule in shipped.rules}


def _problems(text: str, pack: RulePack, language: Language) -> list[str]:
    """What any rule finds: even a suggestion would be new to a draft, and its rewrite not shown."""
    return [f"{each.rule}: {each.quote}" for each in apply_rules(Draft(text), pack, language)]


def test_every_resource_post_passes_every_rule(shipped: PackRecords) -> None:
    found = {
        (topic.id, language, familiar, turn, draft, brief): problems
        for topic in shipped.topics
        for language, familiar in VOICES
        for turn in range(VARIANTS)
        for draft, brief in (("", False), (A_LONG_DRAFT, False), ("", True))
        if (
            problems := _problems(
                compose_resource(topic, Voice(language, familiar, turn), draft, brief), shipped.pack, language
            )
        )
    }

    assert found == {}


def test_every_short_resource_fits_the_shortest_platform(shipped: PackRecords) -> None:
    texts = [topic.short.in_voice(*voice) for topic in shipped.topics for voice in VOICES]

    assert [text for text in texts if not measure(text, "x").fits or not is_well_formed(text)] == []


def test_every_topic_has_a_poll_that_passes_every_rule(shipped: PackRecords) -> None:
    polls = [
        (topic.id, each, topic.poll.in_language(each))
        for topic in shipped.topics
        if topic.poll
        for each in LANGUAGES
    ]

    assert len(polls) == 2 * len(shipped.topics)
    assert {
        (topic, language): problems
        for topic, language, poll in polls
        if (problems := _problems(poll.text, shipped.pack, language))
    } == {}


def test_every_sentence_a_rule_puts_in_passes_every_rule(shipped: PackRecords) -> None:
    put_in = [
        (rule.id, language, text)
        for rule in shipped.rules
        for sentences in (rule.fix.instead, *(each.say for each in rule.fix.add))
        if sentences
        for language, familiar in VOICES
        for text in sentences.in_voice(language, familiar)
    ]

    assert len(put_in) > 100
    assert {
        each: problems for each in put_in if (problems := _problems(each[2], shipped.pack, each[1]))
    } == {}


def test_no_rule_and_no_resource_names_the_firm_outside_its_examples(shipped: PackRecords) -> None:
    said = [rule.model_dump_json(exclude={"examples"}) for rule in shipped.rules]
    said += [topic.model_dump_json() for topic in shipped.topics]

    assert [text[:60] for text in said for name in shipped.firm.names if name in text] == []


def _labelled() -> Iterator[dict[str, object]]:
    for file in ("tune", "test"):
        for line in (ROOT / f"tests/evals/{file}.jsonl").read_text("utf-8").splitlines():
            yield json.loads(line)


def test_every_labelled_post_is_labelled_by_the_table(shipped: PackRecords) -> None:
    rules = {rule.id for rule in shipped.rules}

    wrong = []
    for post in _labelled():
        text, findings = str(post["text"]), list(post["findings"])  # type: ignore[call-overload]
        sound = all(each["rule"] in rules and each["quote"] in text for each in findings)
        worst = max((severity_named(each["severity"]) for each in findings), default=Severity.SUGGESTION)
        verdicts = {1: "ok", 2: "approval", 3: "revise", 4: "block"}
        if not sound or post["verdict"] != verdicts[worst]:
            wrong.append(post["id"])
    assert wrong == []
    assert verdict_of([]) == "ok"
