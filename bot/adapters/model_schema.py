"""The JSON schema that a server is asked to hold an answer to."""

from typing import Any

from bot.domain.model_answers import ModelAnswer

_LENGTHS = {"maxLength": "At most {} characters.", "maxItems": "At most {}."}


def answer_schema(kind: type[ModelAnswer], *, with_lengths: bool) -> dict[str, Any]:
    """The schema of that answer: every key required, no other allowed, as strict mode wants it.

    `with_lengths`: as `maxLength` and `maxItems`, which servers that build a grammar enforce; else in words,
    for OpenAI's strict mode knows no `maxLength`
    (https://platform.openai.com/docs/guides/structured-outputs#supported-schemas).
    """
    whole = kind.model_json_schema()
    schema: dict[str, Any] = _tidied(whole, with_lengths)
    return {**schema, "title": kind.__name__}


def _tidied(part: Any, with_lengths: bool) -> Any:
    """Without pydantic's titles, which say nothing that the keys do not."""
    if isinstance(part, list):
        return [_tidied(each, with_lengths) for each in part]
    if not isinstance(part, dict):
        return part
    tidied = {
        # Under `properties` and `$defs` keys are names, not words of the schema.
        key: {name: _tidied(each, with_lengths) for name, each in value.items()}
        if key in ("properties", "$defs")
        else _tidied(value, with_lengths)
        for key, value in part.items()
        if key != "title" and (with_lengths or key not in _LENGTHS)
    }
    if not with_lengths:
        limits = [said.format(part[key]) for key, said in _LENGTHS.items() if key in part]
        if limits:
            tidied["description"] = " ".join([*filter(None, [tidied.get("description")]), *limits])
    return tidied
