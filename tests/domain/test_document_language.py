"""The language of a whole document."""

import pytest

from bot.domain.document_language import document_language
from bot.domain.draft import Language

FRENCH, ENGLISH, OTHER = (letter * 80 for letter in "fex")


def _detect(text: str) -> Language | None:
    return {"f": "fr", "e": "en"}.get(text[0])  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([FRENCH] * 9 + [ENGLISH] * 2, "fr"),
        ([ENGLISH] * 9 + [OTHER], "en"),
        ([FRENCH, ENGLISH] * 4, "both"),
        ([f"{FRENCH} | {ENGLISH}"] * 4, "both"),
        ([FRENCH, OTHER] * 4, "neither"),
        ([OTHER], "neither"),
        (["f", "e"], None),
        ([], None),
    ],
)
def test_what_most_of_a_document_is_written_in_is_its_language(
    texts: list[str], expected: str | None
) -> None:
    assert document_language(texts, _detect) == expected


def test_a_long_document_is_asked_about_all_over_and_not_everywhere() -> None:
    asked: list[str] = []

    def detect(text: str) -> Language | None:
        asked.append(text)
        return _detect(text)

    assert document_language([*[FRENCH] * 1_000, *[ENGLISH] * 1_000], detect) == "both"
    assert len(asked) <= 200
