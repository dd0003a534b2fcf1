"""What is long enough to teach, what a search is and what answers it, and what is close enough to show."""

import pytest

from bot.domain.good_posts import answer, can_teach, is_close, read_search, share_found


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("exemples", ""),
        ("Exemples retraite", "retraite"),
        ("bons exemples d'épargne-études", "d'épargne-études"),
        ("example first home", "first home"),
        ("Good examples   fees", "fees"),
    ],
)
def test_a_search_is_the_word_and_a_few_more(typed: str, words: str) -> None:
    assert read_search(typed) == words


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "Un exemple de frais",
        "Exemples: trois frais à connaître",
        "Exemples de frais cachés. Lisez votre relevé.",
        "Examples of fees that nobody reads about in their yearly statement at home",
        "exemplaire gratuit",
        "exemples #épargne",
    ],
)
def test_what_begins_with_the_word_and_goes_on_is_a_draft(typed: str) -> None:
    assert read_search(typed) is None


def test_words_are_found_in_any_form_and_small_ones_do_not_count() -> None:
    assert share_found("les retraités", "La retraite se prépare.") == 1.0
    assert share_found("fees of a fund", "A fund has a fee.") == 1.0
    assert share_found("frais cachés", "Des frais.") == 0.5
    assert share_found("de la", "de la crème") == 0.0


@pytest.mark.parametrize(("cosine", "answered"), [(0.3, True), (0.2, False)])
def test_what_shares_no_word_answers_by_what_it_means(cosine: float, answered: bool) -> None:
    assert (answer("bitcoin", "Une monnaie numérique.", cosine) is not None) == answered


@pytest.mark.parametrize(
    ("cosine", "subject", "other", "close"),
    [
        (0.4, "fees", "fees", True),
        (0.3, "fees", "fees", False),
        (0.6, "fees", "taxes", False),
        (0.6, None, None, False),
        (0.8, None, "taxes", True),
    ],
)
def test_close_is_a_subject_in_common_or_nearly_the_same(
    cosine: float, subject: str | None, other: str | None, close: bool
) -> None:
    assert is_close(cosine, subject, other) == close


def test_a_wish_teaches_nothing() -> None:
    assert not can_teach("Bonne fête à toute l'équipe, et merci pour tout!")
    assert can_teach("Demandez combien le fonds coûte par an, qui touche les frais, et notez la réponse.")
