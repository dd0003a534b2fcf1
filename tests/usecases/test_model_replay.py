"""Every review with a model can be made again, to the letter, and the model is not asked."""

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.draft import Author, Draft, Language
from bot.domain.model_answers import Judgement
from bot.domain.prompts import Prompt, Rendered
from bot.usecases.ask_model import AskingModel, ModelPorts, mask_for
from bot.usecases.metrics import NoMetrics
from bot.usecases.model_port import NoAnswer
from bot.usecases.model_review import review_with_model
from bot.usecases.replay import made_again, replay_review
from bot.usecases.review import ReviewPorts, archived_body, keep_review, open_desk
from tests.fakes import InMemoryArchive, InMemoryPolicyStore
from tests.fakes_index import StoppedClock
from tests.fakes_model import ScriptedModel
from tests.fakes_spending import InMemorySpending
from tests.prompt_parts import labels_in
from tests.publications import publication
from tests.shipped_desk import PLENTY, ModelAtDesk, Moments, prompts
from tests.usecases.model_drafts import (
    HARMLESS,
    NOTHING_MORE,
    PASSING,
    PROMISES,
    judged,
    of_model,
    rewriting,
    with_client,
)

BOTH: tuple[Language, ...] = ("fr", "en")
FAILING = rewriting("A guaranteed return, in 14 days.")


def _seen(prompt: Rendered, _: type) -> Judgement:
    return judged("ten minutes", labels_in(prompt)[0])


SCRIPTS: dict[str, tuple[str, list[Any]]] = {
    "a rewrite that passed": (PROMISES["en"], [NOTHING_MORE, rewriting(PASSING["en"])]),
    "a rewrite mended": (PROMISES["en"], [NOTHING_MORE, FAILING, rewriting(PASSING["en"])]),
    "a rewrite given up": (PROMISES["en"], [NOTHING_MORE, FAILING]),
    "a finding of the model": (HARMLESS["en"], [_seen, rewriting("Where is the page of fees?")]),
    "nothing at all": (HARMLESS["en"], [NOTHING_MORE]),
    "lies": (PROMISES["en"], [judged("nowhere in it", "PMS-99.1"), rewriting(PASSING["en"])]),
    "no judgement": (PROMISES["en"], [NoAnswer("refused")]),
    "no rewrite": (PROMISES["en"], [NOTHING_MORE, NoAnswer("timeout")]),
    "a rewrite not mended": (PROMISES["en"], [NOTHING_MORE, FAILING, NoAnswer("timeout")]),
    "an answer repaired": (PROMISES["en"], [NoAnswer("malformed"), NOTHING_MORE, rewriting(PASSING["en"])]),
    "a call repeated": (PROMISES["en"], [NoAnswer("busy", 1.0), NOTHING_MORE, rewriting(PASSING["en"])]),
}


def _stored(draft: Draft, script: list[Any], turn: int = 0) -> tuple[Any, dict[str, Any], ScriptedModel]:
    model = ScriptedModel(script)
    review = ModelAtDesk(model).review(draft, turn=turn)
    return review, json.loads(archived_body(review, "r", turn)), model


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_replay_gives_the_same_review_without_asking(script: str) -> None:
    text, answers = SCRIPTS[script]
    review, body, model = _stored(Draft(text), answers)
    calls = len(model.asked)
    again = made_again(body, ModelAtDesk(model).shipped.desk, prompts())

    assert again == review
    assert archived_body(again, "r") == archived_body(review, "r")
    assert len(model.asked) == calls


@pytest.mark.parametrize("language", BOTH)
def test_also_with_what_was_masked_another_turn_and_all_that_was_said_beside(language: Language) -> None:
    draft = replace(
        with_client(language),
        author=Author("Philippe Vaillancourt", "expert", True),
        platform="x",
        audience="retired teachers",
        purpose="to explain",
    )
    answers = [judged("[PERSON_1]", "PMS-5.2"), rewriting(f"{PASSING[language]} [PERSON_1]")]
    review, body, model = _stored(draft, answers, turn=1)

    assert made_again(body, ModelAtDesk(model).shipped.desk, prompts()) == review


def _edited(change: dict[str, Any]) -> dict[str, Prompt]:
    return {name: replace(each, **change) for name, each in prompts().items()}


@pytest.mark.parametrize(
    "change",
    [
        {"version": 9},
        {"system": "Say something else."},
        {"variables": ("new",), "system": "{{new}}", "user": "{{new}}"},
    ],
)
def test_also_once_the_prompts_are_others(change: dict[str, Any]) -> None:
    review, body, model = _stored(Draft(PROMISES["en"]), [NOTHING_MORE, FAILING, rewriting(PASSING["en"])])

    assert made_again(body, ModelAtDesk(model).shipped.desk, _edited(change)) == review


def test_also_once_there_are_no_prompts() -> None:
    review, body, model = _stored(Draft(PROMISES["en"]), [NOTHING_MORE, rewriting(PASSING["en"])])

    assert made_again(body, ModelAtDesk(model).shipped.desk, {}) == review


def test_a_record_of_another_shape_gives_no_answer_rather_than_an_error() -> None:
    _, body, model = _stored(Draft(PROMISES["en"]), [NOTHING_MORE, rewriting(PASSING["en"])])
    body["model"]["record"] = [["judge", {"findings": [{"rule": 1}]}, None]]
    again = made_again(body, ModelAtDesk(model).shipped.desk, prompts())

    assert again.model
    assert (again.model.left_out, again.model.why) == ("judgement", "malformed")


def test_a_finding_of_the_model_is_still_there_when_it_is_replayed() -> None:
    _, body, model = _stored(Draft(HARMLESS["en"]), [_seen])
    again = made_again(body, ModelAtDesk(model).shipped.desk, prompts())

    assert [each.quote for each in of_model(again)] == ["ten minutes"]


def test_what_is_stored_says_what_was_dropped_and_what_was_left_out() -> None:
    _, body, _ = _stored(Draft(PROMISES["en"]), SCRIPTS["a rewrite not mended"][1])

    assert body["review"]["model"]["dropped"] == {"rewrite": 1}
    assert body["review"]["model"]["left_out"] == {"what": "rewriting", "why": "timeout"}
    assert [each[2] for each in body["model"]["record"]] == [None, None, "timeout"]


def test_the_command_finds_no_difference() -> None:
    store, archive, clock = InMemoryPolicyStore(), InMemoryArchive(), StoppedClock()
    store.publish(publication())
    ports = ReviewPorts(store, archive, clock, lambda _: "fr", _no_embedder, "test")
    desk, draft = open_desk(ports), Draft("Un rendement garanti, chaque année.")
    model, moments = ScriptedModel([NOTHING_MORE, rewriting(PASSING["fr"])]), Moments()
    asking = ModelPorts(
        model, prompts(), lambda *_: (), InMemorySpending(), NoMetrics(), PLENTY, clock,
        moments.elapsed, moments.wait,
    )  # fmt: skip
    review = review_with_model(draft, desk, AskingModel(asking, mask_for(draft, desk)))
    keep_review(review, "r1", "T1:U1", ports)
    replayed = replay_review("r1", ports, prompts())

    assert replayed.differences == ()
    assert replayed.then["engine"] == "rules+model"
    assert replayed.then["model"]["calls"] == 2 == len(model.asked)


def _no_embedder() -> Any:
    raise AssertionError("no rule of these tests judges by meaning")
