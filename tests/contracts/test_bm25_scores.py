"""Words match within a language, by their stems; the stand-in of the tests keeps the first promise too."""

import pytest

from bot.adapters.bm25_scores import word_scores
from bot.domain.draft import Language
from bot.usecases.ports import WordScores
from tests.fakes_index import shared_words


@pytest.mark.parametrize("scores", [word_scores, shared_words])
def test_a_row_for_each_query_and_nothing_across_languages(scores: WordScores) -> None:
    texts = [("Aucun rendement promis.", "fr"), ("No promised return.", "en"), ("Le bureau ouvre tôt.", "fr")]

    table = scores(texts)([("un rendement", "fr"), ("a return", "en"), ("return rendement", "fr")])

    assert [[score > 0 for score in row] for row in table] == [
        [True, False, False],
        [False, True, False],
        [True, False, False],
    ]


def test_other_forms_of_a_word_match() -> None:
    [row] = word_scores([("Les placements garantis.", "fr"), ("Un café.", "fr")])(
        [("placement garanti", "fr")]
    )

    assert row[0] > 0 == row[1]


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    texts = [("Un fonds et un jeton.", "fr"), ("Un fonds et un taux.", "fr"), ("Un fonds seul.", "fr")]

    [rare, common] = word_scores(texts)([("jeton", "fr"), ("fonds", "fr")])

    assert rare[0] > common[0]


@pytest.mark.parametrize("text", ["", "de la le", "🚀", "\ud800"])
def test_texts_without_words_score_nothing(text: str) -> None:
    asked: list[tuple[str, Language]] = [("rendement", "fr"), (text, "fr")]

    assert list(map(list, word_scores([(text, "fr"), (text, "fr")])(asked))) == [[0.0] * 2] * 2
    assert list(map(list, word_scores([])(asked))) == [[], []]
    assert list(map(list, word_scores([("Un taux.", "fr")])(asked))) == [[0.0]] * 2
