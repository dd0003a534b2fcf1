"""What leaves for a language model: what was asked, to the one place configured, and nothing else."""

import json
import logging
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.langchain_model import LangChainModel
from bot.adapters.model_schema import answer_schema
from bot.domain.model_answers import Judgement, ModelAnswer, PolicyAnswer, Rewriting, ThreadReply
from bot.domain.prompts import Rendered
from bot.usecases.model_port import NoAnswer
from tests.model_server import Reply, error_body, model_server, streamed

DRAFT = "The draft of Zoé, who is nobody's client."
PROMPT = Rendered("judge", "1", "You judge drafts.", DRAFT)
WRITTEN = Rewriting(text="A text that could be posted.").model_dump_json()
KINDS: list[type[ModelAnswer]] = [Judgement, Rewriting, PolicyAnswer, ThreadReply]


def _ask(model: LangChainModel) -> Any:
    return model.ask(PROMPT, Rewriting, 30.0, lambda _: None)


def _why(model: LangChainModel) -> str:
    with pytest.raises(NoAnswer) as failed:
        _ask(model)
    return failed.value.why


def test_the_prompt_the_schema_and_the_key_are_sent_and_no_tools() -> None:
    with model_server(Reply(streamed(WRITTEN))) as server:
        _ask(LangChainModel("openai:tiny", "key-of-the-test", server.base_url))
    [asked] = server.requests

    assert asked["path"] == "/v1/chat/completions"
    assert [each["content"] for each in asked["messages"]] == [PROMPT.system, PROMPT.user]
    assert asked["response_format"]["json_schema"] == {
        "name": "Rewriting",
        "strict": True,
        "schema": answer_schema(Rewriting, with_lengths=True),
    }
    assert (asked["model"], asked["temperature"], "tools" in asked) == ("tiny", 0, False)
    assert server.keys == ["Bearer key-of-the-test"]


def test_a_model_that_refuses_a_temperature_is_given_none() -> None:
    with model_server(Reply(streamed(WRITTEN))) as server:
        _ask(LangChainModel("openai:gpt-5-mini", "k", server.base_url))

    assert "temperature" not in server.requests[0]


@pytest.mark.parametrize("kind", KINDS)
def test_every_object_of_a_schema_requires_every_key_and_allows_no_other(kind: type[ModelAnswer]) -> None:
    schema = answer_schema(kind, with_lengths=False)
    objects = [each for each in [schema, *schema.get("$defs", {}).values()] if each.get("type") == "object"]

    assert objects
    for each in objects:
        assert each["required"] == list(each["properties"])
        assert each["additionalProperties"] is False


@pytest.mark.parametrize("kind", KINDS)
def test_lengths_are_rules_for_a_server_of_ones_own_and_words_for_openai(kind: type[ModelAnswer]) -> None:
    ruled = json.dumps(answer_schema(kind, with_lengths=True))
    worded = json.dumps(answer_schema(kind, with_lengths=False))

    assert "maxLength" in ruled
    assert "maxLength" not in worded
    assert "maxItems" not in worded
    assert "At most " in worded


def test_without_a_key_nothing_goes_to_openai(outside_attempts: list[str]) -> None:
    assert _why(LangChainModel("openai:gpt-5-mini")) == "wrong-key"
    assert outside_attempts == []


def test_with_a_key_and_no_address_it_is_openai_that_is_asked(
    outside_attempts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with model_server(Reply(streamed(WRITTEN))) as server:
        for name in ("OPENAI_API_BASE", "OPENAI_BASE_URL", "OPENAI_PROXY", "LANGSMITH_GATEWAY"):
            monkeypatch.setenv(name, server.base_url)
        assert _why(LangChainModel("openai:gpt-5-mini", "key-of-the-test")) == "unavailable"

    assert (set(outside_attempts), server.requests) == ({"b'api.openai.com'"}, [])
    outside_attempts.clear()


@pytest.mark.parametrize("name", ["anthropic:claude", "nosuch:model", "model", "openai:", ""])
def test_a_provider_that_is_not_installed_is_an_unknown_model(name: str) -> None:
    assert _why(LangChainModel(name, "k", "http://127.0.0.1:9/v1" if name == "openai:" else "")) in (
        "unknown-model",
        "unavailable",
    )


def test_another_provider_is_asked_by_its_own_package_with_its_own_variables(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[int] = []
    with model_server(Reply(streamed(WRITTEN))) as server:
        monkeypatch.setenv("AZURE_OPENAI_ENDPOINT", server.base_url)
        monkeypatch.setenv("AZURE_OPENAI_API_KEY", "another-key")
        monkeypatch.setenv("OPENAI_API_VERSION", "2026-01-01")
        model = LangChainModel("azure_openai:ours", "key-of-openai")
        answered = model.ask(PROMPT, Rewriting, 30.0, told.append)

    assert answered.answer.model_dump_json() == WRITTEN
    assert told[-1] == len(WRITTEN)
    assert "/deployments/ours/" in server.requests[0]["path"]
    assert server.requests[0]["response_format"]["json_schema"]["strict"] is True
    assert "key-of-openai" not in server.keys[0]


def test_a_redirect_is_not_followed() -> None:
    with model_server(Reply(streamed(WRITTEN))) as elsewhere, model_server() as server:
        server.replies.append(Reply((), 308, {"Location": f"{elsewhere.base_url}/chat/completions"}))
        assert _why(LangChainModel("openai:tiny", "k", server.base_url)) == "unknown-model"

    assert (len(server.requests), elsewhere.requests) == (1, [])


def test_what_stays_on_this_machine_goes_through_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with model_server(Reply(error_body(), 500)) as proxy, model_server(Reply(streamed(WRITTEN))) as server:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.base_url.removesuffix("/v1"))
        _ask(LangChainModel("openai:tiny", "k", server.base_url))

    assert (len(server.requests), proxy.requests) == (1, [])


@pytest.mark.parametrize("maker", ["LANGSMITH", "LANGCHAIN"])
def test_no_variable_switches_tracing_on(maker: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with model_server(Reply(error_body(), 500)) as tracer, model_server(Reply(streamed(WRITTEN))) as server:
        for what in ("TRACING", "TRACING_V2", "HANDLER"):
            monkeypatch.setenv(f"{maker}_{what}", "true")
        monkeypatch.setenv("LANGSMITH_GATEWAY", tracer.base_url)
        monkeypatch.setenv(f"{maker}_API_KEY", "key-of-the-tracer")
        monkeypatch.setenv(f"{maker}_ENDPOINT", tracer.base_url.removesuffix("/v1"))
        _ask(LangChainModel("openai:tiny", "k", server.base_url))
        _flush_traces()

    assert (len(server.requests), tracer.requests, tracer.gets) == (1, [], 0)


def test_a_variable_set_later_does_not_switch_it_on_either(monkeypatch: pytest.MonkeyPatch) -> None:
    with model_server(Reply(error_body(), 500)) as tracer, model_server(Reply(streamed(WRITTEN))) as server:
        model = LangChainModel("openai:tiny", "k", server.base_url)
        _ask(model)
        monkeypatch.setenv("LANGSMITH_TRACING", "true")
        monkeypatch.setenv("LANGSMITH_API_KEY", "key-of-the-tracer")
        monkeypatch.setenv("LANGSMITH_ENDPOINT", tracer.base_url.removesuffix("/v1"))
        _forget_what_was_read()
        _ask(model)
        _flush_traces()

    assert (len(server.requests), tracer.requests, tracer.gets) == (2, [], 0)


def _forget_what_was_read() -> None:
    """The library remembers its variables."""
    from langsmith import utils

    utils.get_env_var.cache_clear()


def _flush_traces() -> None:
    """Traces are sent from a thread of their own: wait until none is left to send."""
    from langchain_core.tracers.langchain import wait_for_all_tracers

    wait_for_all_tracers()


def test_nothing_of_a_call_is_logged(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    with model_server(Reply(streamed(WRITTEN)), Reply(error_body(), 400)) as server:
        model = LangChainModel("openai:tiny", "key-of-the-test", server.base_url)
        _ask(model)
        _why(model)
    printed = capfd.readouterr()
    said = caplog.text + printed.out + printed.err

    assert not [word for word in ("Zoé", "could be posted", "key-of-the-test") if word in said]
    assert "key-of-the-test" not in repr(model)
