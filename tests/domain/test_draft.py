"""A draft is accepted unless there is nothing a reviewer could read; a refusal never carries the text."""

import pytest

from bot.domain.draft import MAX_CHARACTERS, PLATFORMS, Author, Draft, DraftRefused, accept_draft


@pytest.mark.parametrize(
    "text", ["", "   \n\t ", "\u200b\u200d\ufeff", "\u00ad", "\u202e\u2066", "\u2028\u2029", "\u00a0\u3000"]
)
def test_a_text_in_which_nothing_can_be_seen_is_refused_as_empty(text: str) -> None:
    with pytest.raises(DraftRefused) as refused:
        accept_draft(text)

    assert refused.value.code == "empty"


def test_a_text_longer_than_a_message_may_be_is_refused_and_its_length_said() -> None:
    assert accept_draft("a" * MAX_CHARACTERS)
    with pytest.raises(DraftRefused) as refused:
        accept_draft("a" * (MAX_CHARACTERS + 1))

    assert (refused.value.code, refused.value.detail) == ("too-long", "40001/40000")


@pytest.mark.parametrize("text", ["PK\x03\x04\x14\x00\x06", "a\x00b", "\x01\x02\x03abc", "\x1b[31m"])
def test_what_is_not_text_is_refused(text: str) -> None:
    with pytest.raises(DraftRefused) as refused:
        accept_draft(text)

    assert refused.value.code == "not-text"


@pytest.mark.parametrize("platform", ["tiktok", "LinkedIn", "", "linkedin "])
def test_an_unknown_platform_is_refused_and_the_known_ones_are_listed(platform: str) -> None:
    with pytest.raises(DraftRefused) as refused:
        accept_draft("Bonjour", platform)

    assert (refused.value.code, refused.value.detail) == ("unknown-platform", ", ".join(PLATFORMS))


@pytest.mark.parametrize("text", ["secret-tiktok", "se\x00cret", "secret" * 10_000])
def test_a_refusal_never_carries_the_text(text: str) -> None:
    with pytest.raises(DraftRefused) as refused:
        accept_draft(text, "tiktok" if text == "secret-tiktok" else "linkedin")

    assert "secret" not in f"{refused.value} {refused.value.detail} {refused.value.args}"


@pytest.mark.parametrize(
    "text",
    [
        "  Bonjour \n",
        "🚀",
        "\ud83d",
        "\u202eabc",
        "Un\x0b long texte d'une seule ligne.",
        "a\tb",
        "\ufeffBonjour",
    ],
)
def test_an_accepted_text_is_kept_to_the_letter(text: str) -> None:
    assert accept_draft(text).text == text


def test_by_default_the_author_is_an_employee_whose_profile_shows_nothing() -> None:
    assert accept_draft("Bonjour") == Draft("Bonjour", "linkedin", Author(None, "employee", False), None)
    assert accept_draft("Hi", "x", Author("Ana", "executive", True), "en") == Draft(
        "Hi", "x", Author("Ana", "executive", True), "en"
    )
