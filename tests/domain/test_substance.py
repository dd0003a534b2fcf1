"""What is worth keeping in a post: facts, steps and real questions, not promotion."""

import pytest

from bot.domain.folding import fold_words
from bot.domain.substance import has_substance, is_fact, is_real_question, is_step


@pytest.mark.parametrize(
    "sentence",
    [
        "Quelle ligne de votre relevé lisez-vous en premier?",
        "Comment savoir si un taux est fixe ou variable?",
        "Which footnote under a performance chart do you read first?",
        "How long does a pre-approval hold? 👇",
    ],
)
def test_a_question_a_reader_can_answer_or_learn_from_is_real(sentence: str) -> None:
    assert is_real_question(fold_words(sentence))
    assert has_substance(fold_words(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Qui dit mieux?",
        "Alors, qu'est-ce que vous attendez pour nous écrire?",
        "Et vous, êtes-vous prêts à passer à l'action?",
        "Pourquoi payer plus cher ailleurs?",
        "So what are you waiting for this spring?",
        "Are you ready to make the most of it?",
        "Need we say more about our team?",
        "Intéressé?",
        "Le taux est fixe.",
    ],
)
def test_a_flourish_is_no_question(sentence: str) -> None:
    assert not is_real_question(fold_words(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Vérifiez les frais avant de signer.",
        "1. Demandez la date de fin du taux.",
        "• Comparez deux relevés de la même année.",
        "✅ Note la date de renouvellement.",
        "Check the fees before you sign.",
        "2) Ask for the total cost in writing.",
        "Write down what the adviser tells you.",
    ],
)
def test_what_the_reader_can_do_alone_is_a_step(sentence: str) -> None:
    assert is_step(fold_words(sentence))
    assert has_substance(fold_words(sentence))


@pytest.mark.parametrize(
    "sentence", ["Écrivez-moi dès maintenant pour en parler.", "Call us today to get started.", "Vérifiez."]
)
def test_a_call_to_the_author_is_no_step(sentence: str) -> None:
    assert not is_step(fold_words(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Le taux d'un CPG est fixé à l'achat pour toute la durée.",
        "L'inflation a atteint 2,4 % en octobre, selon Statistique Canada.",
        "Votre cotisation dépend de vos gains de l'année d'avant.",
        "The term of a mortgage is not its amortization period.",
        "A fund's fees are already out of the return you see.",
        "Nous avons accueilli 312 personnes à la clinique d'impôt.",
    ],
)
def test_a_statement_about_the_world_is_a_fact(sentence: str) -> None:
    assert is_fact(fold_words(sentence))
    assert has_substance(fold_words(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Notre équipe est la meilleure de toute la région.",
        "Je suis fière de mes clients et de leur parcours.",
        "Our advisers are the best in the whole city.",
        "We are so proud of what our team does.",
        "Nous avons gagné 3 prix cette année!",
        "C'est super.",
        "#épargne #retraite https://exemple.example/2026",
        "Le taux de ce dépôt est-il fixe pour cinq ans?",
    ],
)
def test_praise_tags_and_too_little_are_no_fact(sentence: str) -> None:
    assert not is_fact(fold_words(sentence))
