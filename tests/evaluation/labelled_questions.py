"""The labelled questions of this repository."""

from pathlib import Path

from bot.evaluation.questions import LabelledQuestion, parse_questions

_FOLDER = Path(__file__).parents[1] / "evals"
TUNE, TEST = "questions-tune.jsonl", "questions-test.jsonl"


def labelled(file: str) -> list[LabelledQuestion]:
    """The questions of one file."""
    return parse_questions((_FOLDER / file).read_bytes().splitlines())
