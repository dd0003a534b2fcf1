"""How well questions are answered: labelled ones, what was shown, and the rates with their intervals."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.domain.draft import Language
from bot.evaluation.intervals import Rate, rate
from bot.evaluation.table import percent, shown
from bot.texts import say


class LabelledQuestion(BaseModel):
    """A question, and the clauses any of which answers it: none where the documents do not."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    id: str
    lang: Language
    question: str
    clauses: tuple[str, ...]


class NotAQuestion(Exception):
    """A line that is no labelled question: which one, and why."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Outcome:
    """A labelled question and the numbers of the clauses it was answered with."""

    case: LabelledQuestion
    shown: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """Answered with a labelled clause among those shown, or refused where there is none."""
        return bool(set(self.shown) & set(self.case.clauses)) if self.case.clauses else not self.shown


RATES = ("right", "answered", "wrong-clause", "refused", "refused-rightly", "answered-wrongly")


def parse_questions(lines: Iterable[bytes]) -> list[LabelledQuestion]:
    """One labelled question a line. Raises `NotAQuestion`."""
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                found.append(LabelledQuestion.model_validate(json.loads(line)))
            except ValidationError as wrong:
                first = wrong.errors(include_input=False, include_url=False)[0]
                raise NotAQuestion(number, f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None
            except ValueError:
                raise NotAQuestion(number, "this is not a JSON object") from None
    return found


def score_questions(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """{"all" | "fr" | "en": {rate: {hits, of, value, low, high}}}."""
    parts = {"all": outcomes} | {
        language: [each for each in outcomes if each.case.lang == language] for language in ("fr", "en")
    }
    return {
        name: {each: _shown(rate(_counted(each, those))) for each in RATES} for name, those in parts.items()
    }


def _counted(name: str, outcomes: Sequence[Outcome]) -> list[tuple[int, int]]:
    """(hits, of) a question."""
    counted = []
    for each in outcomes:
        covered, answered = bool(each.case.clauses), bool(each.shown)
        hit, counts = {
            "right": (each.is_right, True),
            "answered": (each.is_right, covered),
            "wrong-clause": (answered and not each.is_right, covered),
            "refused": (not answered, covered),
            "refused-rightly": (not answered, not covered),
            "answered-wrongly": (answered, not covered),
        }[name]
        counted.append((int(hit and counts), int(counts)))
    return counted


def _shown(each: Rate) -> dict[str, Any]:
    return {"hits": each.hits, "of": each.of, "value": each.value, "low": each.low, "high": each.high}


def questions_table(report: dict[str, Any], language: Language) -> str:
    """A Markdown table, one rate a line."""
    heads = [say("eval.questions-head", language)] + [
        say(f"eval.head-{each}", language) for each in ("all", "fr", "en")
    ]
    lines = ["| " + " | ".join(heads) + " |", "|---|---:|---:|---:|"]
    for name in RATES:
        cells = [say(f"eval.q-{name}", language), shown(report["all"][name])]
        cells += [percent(report[spoken][name]["value"]) for spoken in ("fr", "en")]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)
