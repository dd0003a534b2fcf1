"""What the tour says of its drafts is what the rules say, and what it names is there to be pressed."""

import json
import re
from pathlib import Path

import pytest

from bot import workspace
from bot.bootstrap.tour import tour_files
from bot.slack import ids
from bot.texts import LANGUAGES, Language, say
from bot.workspace.people import CHANNELS, PEOPLE
from tests.walk.conftest import POLICIES, Vigie

pytestmark = pytest.mark.slow

VERDICTS = {
    "ok": "ok",
    "revise": "revise",
    "block": "block",
    "ask": "approval",
    "elsewhere": "revise",
    "cool-off": "revise",
    "reply": "revise",
}
"""Which verdict the draft of a step is there to show."""
REWRITTEN = {"revise", "block", "elsewhere", "cool-off", "reply"}
STEPS = (Path(workspace.__file__).parent / "page" / "tour" / "steps.js").read_text(encoding="utf-8")


def drafts(language: Language) -> dict[str, str]:
    """The drafts of the tour by step, and the one that is edited as it is afterwards."""
    told = {step: say(f"page.tour.{step}.draft", language, age=55) for step in VERDICTS}
    return told | {"ask, edited": say("page.tour.ask.draft", language, age=60)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_draft_shows_the_verdict_that_its_step_is_there_for(vigie: Vigie, language: Language) -> None:
    texts = drafts(language)
    lines = [json.dumps({"id": step, "text": text}) for step, text in texts.items()]
    said = vigie("review", "--jsonl", "--no-model", "-", said="\n".join(lines))
    reviews = {each["id"]: each for each in map(json.loads, said.out.splitlines())}

    assert {step: each["verdict"] for step, each in reviews.items()} == VERDICTS | {"ask, edited": "approval"}
    found = {step: each["findings"] for step, each in reviews.items() if each["findings"]}
    assert found.keys() == reviews.keys() - {"ok"}
    assert all(each["citations"] for findings in found.values() for each in findings)
    assert {step for step, each in reviews.items() if each["rewrite"]} == REWRITTEN

    promise, leak = found["revise"], found["block"]
    assert [each["citations"][0]["text"] for each in promise] == [say("tour.clause.was", language)]
    assert "client-identifiable" in [each["rule"] for each in leak]  # a rule that alerts compliance
    kept = texts["revise"].split("\n\n")[:2]
    assert all(each in reviews["revise"]["rewrite"]["text"] for each in kept)


def test_the_question_is_answered_with_the_clause_about_photos(vigie: Vigie) -> None:
    questions = [{"id": each, "question": say("page.tour.question.draft", each)[2:]} for each in LANGUAGES]
    said = vigie("ask", "--jsonl", "-", "--no-model", said="\n".join(map(json.dumps, questions)))

    for answer in map(json.loads, said.out.splitlines()):
        assert answer["answered"]
        assert "PMS-7.2" in [each["clause"] for each in answer["citations"]]


def test_the_owner_gives_the_sample_policy_with_one_clause_changed() -> None:
    files = tour_files(POLICIES)

    assert set(files) == set(LANGUAGES)
    for language, file in files.items():
        [source] = (POLICIES / "documents" / language).glob(file.name)
        before, after = source.read_text(encoding="utf-8").splitlines(), file.content.decode().splitlines()
        changed = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
        clause = say("tour.clause.was", language), say("tour.clause.now", language)  # type: ignore[arg-type]
        assert changed == [("version: 1", "version: 2"), clause]


@pytest.mark.parametrize("policies", ["tests/policies/harbour-vale", "nowhere"])
def test_another_firms_policies_have_nothing_for_the_tour(policies: str) -> None:
    assert tour_files(POLICIES.parent / policies) == {}


def test_what_the_tour_points_at_and_whom_it_names_is_there() -> None:
    actions = {each for each in vars(ids).values() if isinstance(each, str)}
    people = {person.id for person in PEOPLE} | {channel.id for channel in CHANNELS}

    assert set(re.findall(r'"((?:card|request|policy)_\w+)"', STEPS)) - actions == set()
    assert set(re.findall(r'"([UC]0\w+)"', STEPS)) - people == set()
