"""The real adapter, and a server that fails in every way: the review arrives in time, and says so."""

import json
import time
from dataclasses import replace

import pytest

from bot.adapters.langchain_model import LangChainModel
from bot.domain.contract import review_json
from bot.domain.draft import Draft
from bot.domain.model_answers import Judgement
from bot.domain.model_part import WhyNot
from bot.domain.prompts import Rendered
from bot.domain.review import Review
from bot.usecases.review import archived_body
from tests.model_server import (
    SECRET,
    ModelServer,
    Reply,
    error_body,
    model_server,
    refused_stream,
    slowly,
    streamed,
)
from tests.shipped_desk import PLENTY, ModelAtDesk, shipped
from tests.usecases.model_drafts import NOTHING_MORE, PASSING, PROMISES, rewriting

DRAFT = PROMISES["en"]
JUDGED = Reply(streamed(NOTHING_MORE.model_dump_json()))
WRITTEN = Reply(streamed(rewriting(PASSING["en"]).model_dump_json()))
SECONDS, MOST = 20.0, 2.4
"""The deadline of a review, and of one whose server says nothing."""
FAILURES: dict[str, tuple[WhyNot, Reply, int]] = {
    # What is told, what the server does, and how often it is asked.
    "too many calls": ("busy", Reply(error_body(), 429, {"Retry-After": "0.1"}), 2),
    "too many calls, for long": ("busy", Reply(error_body(), 429, {"Retry-After": "3600"}), 1),
    "an error": ("unavailable", Reply(error_body(), 500, {"Retry-After": "0"}), 2),
    "a reset": ("unavailable", Reply((), end="reset"), 2),
    "a reset in the middle": ("unavailable", Reply(JUDGED.pieces[:2], end="reset"), 2),
    "no JSON": ("malformed", Reply(streamed(SECRET)), 2),
    "another shape": ("malformed", Reply(streamed('{"verdict": "ok"}')), 2),
    "a cut stream": ("truncated", Reply(JUDGED.pieces[:2]), 2),
    "no finish reason": ("truncated", Reply(streamed(NOTHING_MORE.model_dump_json(), finish=None)), 2),
    "no room": ("truncated", Reply(streamed('{"find', finish="length")), 2),
    "a refusal": ("refused", Reply(refused_stream()), 1),
    "a filter": ("refused", Reply(streamed('{"find', finish="content_filter")), 1),
    "too long a prompt": ("context-too-long", Reply(error_body(code="context_length_exceeded"), 400), 1),
    "a wrong key": ("wrong-key", Reply(error_body(), 401), 1),
    "no such model": ("unknown-model", Reply(error_body(), 404), 1),
    "silence": ("timeout", Reply((), end="stall"), 1),
    "silence in the middle": ("timeout", Reply(JUDGED.pieces[:2], end="stall"), 1),
    "a byte at a time": ("timeout", Reply(slowly(NOTHING_MORE.model_dump_json()), pause=0.05), 1),
}
EVERY = pytest.mark.parametrize("how", FAILURES)


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """What is loaded at a first review and a first call is loaded."""
    shipped().desk.review(Draft(DRAFT))
    with model_server(JUDGED) as server:
        _model_at(server.base_url).ask(Rendered("judge", "1", "", ""), Judgement, 30.0, lambda _: None)


def _model_at(address: str) -> LangChainModel:
    return LangChainModel("openai:tiny", "key-of-the-test", address)


def _reviewed(server: ModelServer, seconds: float) -> tuple[Review, float]:
    desk = ModelAtDesk(_model_at(server.base_url), replace(PLENTY, review_seconds=seconds), real_time=True)
    begun = time.monotonic()
    review = desk.review(DRAFT)
    return review, time.monotonic() - begun


def _told(review: Review) -> tuple[str, str]:
    left = review_json(review, "r")["model"]["left_out"]
    return left["what"], left["why"]


@EVERY
def test_without_a_judgement_the_review_is_that_of_the_rules_in_time(how: str) -> None:
    why, reply, calls = FAILURES[how]
    seconds = MOST if why == "timeout" else SECONDS
    with model_server(reply) as server:
        review, took = _reviewed(server, seconds)

    floor = shipped().desk.review(review.draft)
    assert replace(review, model=None) == floor
    assert _told(review) == ("judgement", why)
    assert len(server.requests) == calls
    assert took < seconds + 2.0
    assert SECRET not in json.dumps(review_json(review, "r")) + archived_body(review, "r")


@pytest.mark.parametrize("how", [how for how, (why, _, _) in FAILURES.items() if why != "timeout"])
def test_without_a_rewrite_the_one_made_by_edits_is_shown(how: str) -> None:
    why, reply, calls = FAILURES[how]
    with model_server(JUDGED, reply) as server:
        review, _ = _reviewed(server, SECONDS)

    assert review.rewrite == shipped().desk.review(review.draft).rewrite
    assert review.engine == "rules+model"
    assert _told(review) == ("rewriting", why)
    assert len(server.requests) == 1 + calls


def test_a_server_that_is_well_again_is_heard() -> None:
    busy = Reply(error_body(), 429, {"Retry-After": "0.1"})
    with model_server(busy, JUDGED, Reply(streamed("{")), WRITTEN) as server:
        review, _ = _reviewed(server, SECONDS)

    assert review.rewrite
    assert (review.rewrite.text, review.rewrite.source) == (PASSING["en"], "model")
    assert review_json(review, "r")["model"]["left_out"] is None
    assert [each["messages"][-1]["role"] for each in server.requests] == ["user"] * 4


def test_nobody_listening_is_a_review_of_the_rules() -> None:
    with model_server() as gone:
        pass
    review, took = _reviewed(gone, SECONDS)

    assert _told(review) == ("judgement", "unavailable")
    assert took < SECONDS
