"""A poll fits every platform that has polls; what stands for an image says what its author said, whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.domain.alt_texts import IMAGE_KINDS, MOST_READ, MOST_SHOWN, alt_text
from bot.domain.polls import OPTION, QUESTION, TAKES_POLLS, Poll, as_question

OPTIONS = ("Une date", "Un taux", "Un délai", "Un logo")


def poll(**changes: object) -> Poll:
    return Poll.model_validate(
        {"question": "Que lire en premier?", "options": OPTIONS, "answer": "La date.", **changes}
    )


class TestAPoll:
    """Is refused when it would not fit, rather than cut."""

    def test_has_the_limits_of_the_tightest_platform(self) -> None:
        assert min(TAKES_POLLS.values())[0] == QUESTION
        assert min(option for _, option in TAKES_POLLS.values()) == OPTION

    @pytest.mark.parametrize(
        "changes",
        [
            {"question": "q" * (QUESTION + 1)},
            {"question": ""},
            {"options": (*OPTIONS[:3], "x" * (OPTION + 1))},
            {"options": OPTIONS[:3]},
            {"options": (*OPTIONS, "Une de plus")},
            {"options": (*OPTIONS[:3], "une date")},
            {"answer": ""},
            {"unknown": "key"},
        ],
    )
    def test_that_does_not_fit_is_refused_without_a_word_of_it(self, changes: dict[str, object]) -> None:
        with pytest.raises(ValidationError) as refused:
            poll(**changes)
        assert "une date" not in str(refused.value)

    def test_is_a_question_with_letters_where_there_are_no_polls(self) -> None:
        assert as_question("Que lire?", OPTIONS) == (
            "Que lire?\n\nA. Une date\nB. Un taux\nC. Un délai\nD. Un logo"
        )

    def test_is_read_by_the_rules_with_its_options_and_its_answer(self) -> None:
        assert all(each in poll().text for each in (*OPTIONS, "Que lire en premier?", "La date."))


class TestWhatStandsForAnImage:
    """Sentences, in the language of the post."""

    def test_names_the_kind_where_it_helps_and_quotes_what_is_read(self) -> None:
        assert alt_text("chart", "deux courbes", "2024: 4 %", "fr") == (
            "Graphique: deux courbes. Texte de l'image: « 2024: 4 % »."
        )
        assert alt_text("photo", "A desk.", "", "en") == "A desk."

    @given(st.sampled_from(IMAGE_KINDS), st.text(max_size=MOST_SHOWN), st.text(max_size=MOST_READ))
    def test_keeps_every_word_and_fits_every_platform(self, kind, shows, reads) -> None:  # type: ignore[no-untyped-def]
        for language in ("fr", "en"):
            text = alt_text(kind, shows, reads, language)
            assert len(text) <= 1_000
            assert all(word in text for word in (*shows.split(), *reads.split()))
