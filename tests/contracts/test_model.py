"""What every language model promises: one answer of the shape asked for, or one word on why there is none."""

import gc
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bot.adapters.langchain_model import LangChainModel
from bot.domain.model_answers import Judgement, ModelAnswer, PolicyAnswer, Rewriting, ThreadReply
from bot.domain.prompts import Rendered
from bot.usecases.model_port import Model, NoAnswer, WhyNot
from tests.fakes_model import ScriptedModel
from tests.model_server import (
    SECRET,
    ModelServer,
    Reply,
    error_body,
    event,
    model_server,
    refused_stream,
    slowly,
    streamed,
)

DRAFT = "The draft of Zoé, who is nobody's client."
PROMPT = Rendered("judge", "1", "You judge drafts.", DRAFT)
TEXT = Rewriting(text="A text that could be posted, and is long enough to come in pieces.")
WRITTEN = TEXT.model_dump_json()
PLENTY = 30.0
FINDING = {"rule": "r", "severity": "revise", "quote": "q", "clause": "c", "why": "w"}
STATEMENT = {"text": "t", "clause": "c"}
ANSWERS: list[ModelAnswer] = [
    TEXT,
    Judgement.model_validate_json('{"findings": []}'),
    Judgement.model_validate({"findings": (FINDING, FINDING)}),
    PolicyAnswer.model_validate({"covered": True, "statements": (STATEMENT,)}),
    ThreadReply(kind="not-covered", text="", statements=()),
]
FAILURES: dict[str, tuple[WhyNot, Reply]] = {
    "too many calls": ("busy", Reply(error_body(), 429, {"Retry-After": "7"})),
    "an error of the server": ("unavailable", Reply(error_body(), 500)),
    "an error of a gateway": ("unavailable", Reply([b"<html>"], 502)),
    "overloaded": ("unavailable", Reply(error_body(), 529)),
    "a reset before the answer": ("unavailable", Reply((), end="reset")),
    "a reset in the middle": ("unavailable", Reply(streamed(WRITTEN)[:4], end="reset")),
    "an error in the middle": (
        "unavailable",
        Reply([*streamed(WRITTEN)[:4], event(error={"message": SECRET})]),
    ),
    "events that are no JSON": ("malformed", Reply([b"data: {no\n\n"])),
    "an answer that is no JSON": ("malformed", Reply(streamed(SECRET))),
    "an answer cut short": ("malformed", Reply(streamed(WRITTEN[:-3]))),
    "another shape": ("malformed", Reply(streamed('{"txt": "a"}'))),
    "one key too many": ("malformed", Reply(streamed('{"text": "a", "verdict": "ok"}'))),
    "too long a text": ("malformed", Reply(streamed('{"text": "' + "a" * 5_001 + '"}', size=500))),
    "a stream that only ends": ("truncated", Reply(streamed(WRITTEN)[:4])),
    "no reason to have finished": ("truncated", Reply(streamed(WRITTEN, finish=None))),
    "no room for more": ("truncated", Reply(streamed(WRITTEN[:20], finish="length"))),
    "an answer without end": ("truncated", Reply(streamed("a" * 90_000, size=9_000))),
    "a refusal": ("refused", Reply(refused_stream())),
    "a filter": ("refused", Reply(streamed(WRITTEN[:20], finish="content_filter"))),
    "too long a prompt": ("context-too-long", Reply(error_body(code="context_length_exceeded"), 400)),
    "too long a prompt for llama.cpp": (
        "context-too-long",
        Reply(error_body("the request exceeds the available context size. " + SECRET), 400),
    ),
    "a wrong key": ("wrong-key", Reply(error_body(), 401)),
    "a key that may not": ("wrong-key", Reply(error_body(), 403)),
    "no such model": ("unknown-model", Reply(error_body(), 404)),
    "a request not understood": ("unknown-model", Reply(error_body(), 400)),
    "a server that sends elsewhere": ("unknown-model", Reply((), 307, {"Location": "/v1/elsewhere"})),
    "nothing at all": ("timeout", Reply((), end="stall")),
    "nothing more": ("timeout", Reply(streamed(WRITTEN)[:4], end="stall")),
    "a byte at a time": ("timeout", Reply(slowly(WRITTEN), pause=0.02)),
}

Answering = Callable[[ModelAnswer], Model]
Failing = Callable[[str], Model]


@pytest.fixture
def served() -> Iterator[Callable[[Reply], tuple[LangChainModel, ModelServer]]]:
    """`served(reply)`: the real adapter, and the server it asks."""
    opened = []

    def serve(reply: Reply) -> tuple[LangChainModel, ModelServer]:
        opened.append(model_server(reply))
        server = opened[-1].__enter__()
        return LangChainModel("openai:tiny", "key-of-the-test", server.base_url), server

    yield serve
    for each in opened:
        each.__exit__(None, None, None)


@pytest.fixture(params=["scripted", "real"])
def answering(request: pytest.FixtureRequest, served: Any) -> Answering:
    """`answering(answer)`: a model that gives it."""
    if request.param == "scripted":
        return lambda answer: ScriptedModel([answer])
    return lambda answer: served(Reply(streamed(answer.model_dump_json())))[0]


@pytest.fixture(params=["scripted", "real"])
def failing(request: pytest.FixtureRequest, served: Any) -> Failing:
    """`failing(how)`: a model that fails so."""
    if request.param == "scripted":
        return lambda how: ScriptedModel([_scripted(how)])
    return lambda how: served(FAILURES[how][1])[0]


def _scripted(how: str) -> NoAnswer:
    why, reply = FAILURES[how]
    return NoAnswer(why, 7.0 if reply.headers.get("Retry-After") else None)


def _ask(model: Model, kind: type[Any] = Rewriting, seconds: float = PLENTY) -> Any:
    return model.ask(PROMPT, kind, seconds, lambda _: None)


def _why(model: Model, seconds: float = PLENTY) -> NoAnswer:
    with pytest.raises(NoAnswer) as failed:
        _ask(model, seconds=seconds)
    return failed.value


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: type(answer).__name__)
def test_an_answer_comes_in_the_shape_asked_for_with_the_tokens_it_took(
    answering: Answering, answer: ModelAnswer
) -> None:
    answered = _ask(answering(answer), type(answer))

    assert answered.answer == answer
    assert answered.tokens_in > 0
    assert answered.tokens_out > 0


def test_an_answer_of_another_type_is_malformed(answering: Answering) -> None:
    assert _why(answering(Judgement(findings=()))).why == "malformed"


def test_progress_is_told_in_the_thread_that_asks_and_only_grows(answering: Answering) -> None:
    told: list[tuple[int, int]] = []
    answering(TEXT).ask(
        PROMPT, Rewriting, PLENTY, lambda characters: told.append((characters, threading.get_ident()))
    )
    characters = [each for each, _ in told]

    assert characters == sorted(set(characters))
    assert characters[-1] == len(WRITTEN)
    assert {thread for _, thread in told} == {threading.get_ident()}


def test_what_goes_wrong_while_progress_is_told_reaches_the_caller(answering: Answering) -> None:
    def stop(_: int) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        answering(TEXT).ask(PROMPT, Rewriting, PLENTY, stop)


@pytest.mark.parametrize("how", FAILURES)
def test_every_failure_is_one_word_and_carries_no_text(failing: Failing, how: str) -> None:
    expected = FAILURES[how][0]
    failed = _why(failing(how), seconds=0.6 if expected == "timeout" else PLENTY)

    assert failed.why == expected
    assert failed.after == (7.0 if expected == "busy" else None)
    assert (failed.args, failed.__cause__) == ((expected,), None)
    assert SECRET not in f"{failed!r} {failed.__context__!r}"


def test_with_no_time_left_nothing_is_sent(served: Any) -> None:
    model, server = served(Reply(streamed(WRITTEN)))

    assert (_why(model, seconds=0.0).why, server.requests) == ("timeout", [])
    assert _why(ScriptedModel([TEXT]), seconds=0.0).why == "timeout"


def test_a_model_has_a_provider_and_a_name(answering: Answering) -> None:
    assert answering(TEXT).name.partition(":")[2]


# What follows is promised by the real one alone.


@pytest.mark.parametrize("how", [how for how, (why, _) in FAILURES.items() if why == "timeout"])
def test_a_call_ends_with_its_seconds_and_is_hung_up(served: Any, how: str) -> None:
    model, server = served(FAILURES[how][1])
    _ask_once(model)
    begun = time.monotonic()
    failed = _why(model, seconds=0.6)

    assert 0.5 < time.monotonic() - begun < 1.5
    assert failed.tokens[0] > 0
    assert server.hung_up.wait(5)


def _ask_once(model: LangChainModel) -> None:
    """What is loaded at the first call is loaded."""
    with pytest.raises(NoAnswer):
        _ask(model, seconds=0.1)


@pytest.mark.parametrize("how", [how for how, (why, _) in FAILURES.items() if why != "timeout"])
def test_a_call_is_never_repeated(served: Any, how: str) -> None:
    model, server = served(FAILURES[how][1])
    _why(model)

    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("headers", "after"),
    [
        ({"Retry-After": "0.5"}, 0.5),
        ({"Retry-After": "Sun, 22 Nov 2026 09:01:30 GMT", "Date": "Sun, 22 Nov 2026 09:01:00 GMT"}, 30.0),
        ({"Retry-After": "Sun, 22 Nov 1996 09:01:30 GMT"}, 0.0),
        ({"Retry-After": "soon"}, None),
        ({}, None),
    ],
)
def test_a_server_says_when_it_wants_to_be_asked_again(
    served: Any, headers: dict[str, str], after: float | None
) -> None:
    failed = _why(served(Reply(error_body(), 429, {"Date": "x"} | headers))[0])

    assert (failed.why, failed.after) == ("busy", after)


def test_nobody_listening_is_unavailable() -> None:
    with model_server() as gone:
        pass

    assert _why(LangChainModel("openai:tiny", "", gone.base_url)).why == "unavailable"


def test_tokens_are_those_the_server_counts_else_a_quarter_of_the_characters(served: Any) -> None:
    counted = _ask(served(Reply(streamed(WRITTEN, tokens=(123, 45))))[0])
    estimated = _ask(served(Reply(streamed(WRITTEN, tokens=None)))[0])

    assert (counted.tokens_in, counted.tokens_out) == (123, 45)
    assert estimated.tokens_in == -(-len(PROMPT.system + PROMPT.user) // 4)
    assert estimated.tokens_out == -(-len(WRITTEN) // 4)


def test_an_answer_that_cannot_be_used_has_cost_its_tokens_too(served: Any) -> None:
    assert _why(served(FAILURES["another shape"][1])[0]).tokens == (7, 5)
    assert _why(served(FAILURES["a reset in the middle"][1])[0]).tokens[1] > 0
    assert _why(served(FAILURES["a wrong key"][1])[0]).tokens == (0, 0)


def test_half_a_pair_of_surrogates_goes_out_as_something_a_request_can_carry(served: Any) -> None:
    model, server = served(Reply(streamed(WRITTEN)))
    model.ask(Rendered("p", "1", "s", "a\ud83db"), Rewriting, PLENTY, lambda _: None)

    assert server.requests[0]["messages"][1]["content"] == "a?b"


def test_calls_at_the_same_time_do_not_wait_for_each_other(served: Any) -> None:
    model, _ = served(Reply(streamed(WRITTEN), pause=0.05))
    _ask(model)
    begun = time.monotonic()
    threads = [threading.Thread(target=_ask, args=(model,)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert time.monotonic() - begun < 3 * 0.05 * len(streamed(WRITTEN))


def test_what_is_left_open_is_nothing(served: Any) -> None:
    model, _ = served(FAILURES["nothing more"][1])
    _why(model, seconds=0.6)
    del model

    gc.collect()  # a socket left open is a warning, and warnings are errors
