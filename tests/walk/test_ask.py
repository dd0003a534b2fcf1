"""Questions from the command line, over the shipped policies."""

import json
from pathlib import Path

import pytest

from tests.walk.conftest import Vigie

QUESTIONS = Path(__file__).parents[1] / "evals" / "questions-test.jsonl"


@pytest.mark.slow
def test_a_question_is_answered_with_the_clause_to_the_letter(vigie: Vigie) -> None:
    told = json.loads(vigie("ask", "--json", "Puis-je dire que quelqu'un est notre client?").out)

    assert told["answered"]
    assert "PMS-7.1" in [each["clause"] for each in told["citations"]]


@pytest.mark.slow
def test_questions_nobody_learned_from_are_rightly_answered_or_refused(vigie: Vigie, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    said = vigie("eval", "--questions", str(QUESTIONS), "--json", str(report))
    rates = json.loads(report.read_text(encoding="utf-8"))["all"]

    assert said.code == 0
    assert rates["answered-wrongly"]["hits"] <= 1
    assert rates["right"]["value"] >= 0.85


@pytest.mark.parametrize("question", ["", "?!", "a" * 10_000])
def test_what_is_no_question_is_one_clear_sentence(question: str, vigie: Vigie) -> None:
    said = vigie("ask", question)

    assert (said.code, said.out) == (1, "")
    assert said.err.count("\n") == 1


def test_a_question_and_a_file_of_questions_exclude_each_other(vigie: Vigie) -> None:
    assert vigie("ask", "--jsonl", "-", "WhatsApp?").code == 2


@pytest.mark.parametrize("arguments", [(), ("--learn", "x.json"), ("posts.jsonl", "--questions", "q.jsonl")])
def test_an_evaluation_is_of_posts_or_of_questions(arguments: tuple[str, ...], vigie: Vigie) -> None:
    assert vigie("eval", *arguments).code == 2
