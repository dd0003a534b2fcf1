"""A model's part in a review, and the wish it was made for, as archived: enough to make it again."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bot.domain.findings import Citation
from bot.domain.model_part import ModelPart, Recorded
from bot.domain.wishes import Wish

_CITATION = ("document", "clause", "title", "text", "version", "language")


def part_json(part: ModelPart) -> dict[str, Any]:
    """The part as it is archived, with every answer and clause."""
    return {
        "name": part.name,
        "prompts": part.prompts,
        "calls": part.calls,
        "tokens": [part.tokens_in, part.tokens_out],
        "clauses": [[getattr(each, key) for key in _CITATION] for each in part.clauses],
        "record": [[each.prompt, each.answer, each.why_not] for each in part.record],
    }


def archived_part(given: Mapping[str, Any] | None) -> ModelPart | None:
    """The part of an archived review, None where no model was asked."""
    if not given:
        return None
    return ModelPart(
        given["name"],
        given["prompts"],
        given["calls"],
        given["tokens"][0],
        given["tokens"][1],
        clauses=tuple(Citation(*each) for each in given["clauses"]),
        record=tuple(Recorded(*each) for each in given["record"]),
    )


def wish_json(wish: Wish) -> dict[str, Any]:
    """What the author said in the thread and the text it was said of, as archived with what came of it."""
    return asdict(wish) | {"parts": list(wish.parts)}


def archived_wish(given: Mapping[str, Any] | None) -> Wish | None:
    """The wish of an archived review, None where it was made for none."""
    return Wish(**{**given, "parts": tuple(given["parts"])}) if given else None
