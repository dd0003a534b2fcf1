"""`vigie ask --jsonl`: a line in, a line out, and a bad line stops nothing."""

import json
from typing import Any

import pytest

from bot.cli.ask import answer_lines
from bot.cli.jsonl import to_json
from bot.usecases.ask import AskPorts
from tests.embedders import local_embedder
from tests.fakes import InMemoryPolicyStore
from tests.publications import publication
from tests.usecases.test_ask import few


@pytest.fixture(scope="module")
def ports() -> AskPorts:
    store = InMemoryPolicyStore()
    store.publish(publication())
    return AskPorts(store, local_embedder, few)


def _asked(ports: AskPorts, *lines: bytes) -> list[dict[str, Any]]:
    return [json.loads(to_json(each)) for each in answer_lines(lines, ports, "en")]


def test_a_line_is_answered_as_the_contract_has_it(ports: AskPorts) -> None:
    line = json.dumps({"id": 7, "question": "Puis-je promettre un rendement garanti à un client?"}).encode()

    [answer] = _asked(ports, line)

    assert set(answer) == {"id", "answered", "answer", "citations"}
    assert (answer["id"], answer["answered"]) == (7, True)
    assert set(answer["citations"][0]) == {"document", "clause", "title", "text", "version"}
    assert "répond" in answer["answer"]


def test_what_is_not_covered_says_whom_to_ask_and_cites_nothing(ports: AskPorts) -> None:
    [answer] = _asked(ports, b'{"id": "a", "question": "How many weeks of vacation do I get?"}')

    assert (answer["answered"], answer["citations"]) == (False, [])
    assert "Ask " in answer["answer"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"not json", "bad-json"),
        (b'{"question": "WhatsApp?"}', "bad-id"),
        (b'{"id": 1}', "bad-question"),
        (b'{"id": 1, "question": ""}', "empty"),
        (b'{"id": 1, "question": "\\ud800?"}', "not-text"),
        (b"\xff\xfe", "not-utf-8"),
        (json.dumps({"id": 1, "question": "a" * 10_000}).encode(), "too-long"),
    ],
)
def test_a_bad_line_says_why_and_the_rest_go_on(line: bytes, code: str, ports: AskPorts) -> None:
    bad, good = _asked(ports, line, b"\n", b'{"id": 2, "question": "What is the dress code?"}')

    assert bad["error"]["code"] == code
    assert bad["error"]["message"]
    assert good["id"] == 2
