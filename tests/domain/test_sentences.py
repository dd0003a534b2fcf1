"""Where sentences begin and end: full stops, line breaks and bullets, not abbreviations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.folding import fold_words
from bot.domain.sentences import neighbourhood, sentence_index, sentence_spans


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, folded."""
    plain = fold_words(text)
    return [plain[start:end] for start, end in sentence_spans(plain)]


@pytest.mark.parametrize(
    "one",
    [
        "M. Roy et Mme. Dion ont écrit au Dr. Tran.",
        "Un CELI, p. ex. celui-ci, suffit.",
        "Some accounts, e.g. a TFSA, i.e. a registered one, differ.",
        "Le taux passe de 3.5 % à 3,9 %.",
        "Je suis Pl. Fin. et je réponds aux questions.",
        "Voir art. 5, no. 12 et fig. 3 du guide.",
        "Il faut env. 5 ans, max. 7 ans.",
        "Inscrite à l'A.M.F. depuis dix ans.",
        "Lisez riviere-nord.example/frais pour la suite.",
        "Ms. Lee and Mr. Roy vs. Mrs. Kay.",
        "1. Vérifiez le taux.",
        "12. Comparez les frais.",
    ],
)
def test_an_abbreviation_or_a_figure_does_not_end_a_sentence(one: str) -> None:
    assert sentences_of(one) == [fold_words(one)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Un. Deux! Trois? Quatre… Cinq", 5),
        ("Vraiment?! Oui!!! Bon...", 3),
        ("C'est la fin. Merci.", 2),
        ("Write to me. I will answer.", 2),
        ("Is it safe? No. We checked.", 3),
        ("Il a dit « C'est sûr. » Puis il est parti.", 2),
        ("She said “It is safe.” Then she left.", 2),
        ("(Un exemple.) Un autre.", 2),
        ("Fini.🚀 La suite.", 2),
        ("Super! 🚀 Achetez.", 2),
        ("Bravo 🚀\nMerci 🙏", 2),
        ("Une ligne\nune autre\n\nune troisième", 3),
        ("• un taux\n• une durée\n- des frais", 3),
        ("1. Vérifiez le taux\n2. Comparez les frais", 2),
        ("", 0),
        (" \n\n ", 0),
        ("\u200b", 0),
    ],
)
def test_sentences_end_where_a_reader_stops(text: str, count: int) -> None:
    assert len(sentences_of(text)) == count


def test_closing_marks_stay_with_their_sentence() -> None:
    assert sentences_of("Il a dit « Oui. » Puis non.") == ["il a dit « oui. »", "puis non."]
    assert sentences_of("“Yes!” Then no.") == ["“yes!”", "then no."]


def test_an_emoji_after_the_end_opens_the_next_sentence() -> None:
    assert sentences_of("C'est fait!🚀 Suivez le lien") == ["c'est fait!", "🚀 suivez le lien"]


@given(st.text('aé. !?…\n»"1🚀\u2028-', max_size=60))
def test_sentences_are_in_order_apart_and_leave_out_only_white_space(text: str) -> None:
    reached = 0
    for start, end in sentence_spans(text):
        assert start < end
        assert not text[reached:start].strip()
        assert text[start:end] == text[start:end].strip()
        reached = end
    assert not text[reached:].strip()


def test_the_sentence_of_a_position_is_the_one_that_holds_it_else_the_one_before() -> None:
    spans = sentence_spans("un. deux. trois.")

    assert [sentence_index(spans, position) for position in (0, 2, 3, 4, 10, 99)] == [0, 0, 0, 1, 2, 2]


def test_the_neighbourhood_is_a_sentence_on_each_side_where_there_is_one() -> None:
    text = "un. deux. trois. quatre."
    spans = sentence_spans(text)

    assert text[slice(*neighbourhood(spans, 1, 1))] == "un. deux. trois."
    assert text[slice(*neighbourhood(spans, 0, 0))] == "un. deux."
    assert text[slice(*neighbourhood(spans, 2, 3))] == "deux. trois. quatre."
