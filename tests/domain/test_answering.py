"""Whether a question is answered, and what of a model's answer is believed."""

import pytest

from bot.domain.answering import QuestionRefused, accept_question, cited, language_asked, verify_answer
from bot.domain.findings import Citation
from bot.domain.model_answers import PolicyAnswer, Statement
from bot.domain.question_sense import Place

SECRECY = Citation(
    "Policy", "P-1", "Client secrecy", "We never reveal the identity of a client without approval.", 1, "en"
)
SECRET = Citation("Politique", "P-1", "Secret", "Nous ne révélons jamais l'identité d'un client.", 1, "fr")
QUESTION = "Can I name a client?"


def _kept(*texts: str, clause: str = "c1", covered: bool = True) -> list[str]:
    answer = PolicyAnswer(
        covered=covered, statements=tuple(Statement(text=each, clause=clause) for each in texts)
    )
    believed = verify_answer(answer, {"c1": SECRECY}, QUESTION, "en")
    return [statement.text for statement, clause in believed.statements if clause == SECRECY]


def test_a_statement_that_says_what_its_clause_says_is_kept() -> None:
    said = "You may not reveal the identity of a client."
    assert _kept(said) == [said]


@pytest.mark.parametrize(
    "invented",
    [
        "You may reveal the identity of a client after 30 days.",
        "The identity of a client may be revealed, says Marie Tremblay.",
        "See https://example.com on the identity of a client.",
        "<!channel> never reveal the identity of a client.",
        "Do *not* reveal the identity of a client.",
        "Vous ne pouvez pas révéler l'identité d'un client sans leur accord.",
        "Go ahead, it is perfectly fine and everybody does it.",
        "You may reveal the identity of a client.",
        "  ",
    ],
)
def test_what_the_clause_does_not_say_is_dropped(invented: str) -> None:
    assert _kept(invented) == []


def test_a_statement_on_a_clause_that_was_not_given_is_dropped_and_counted() -> None:
    answer = PolicyAnswer(covered=True, statements=(Statement(text="Never reveal a client.", clause="c9"),))
    believed = verify_answer(answer, {"c1": SECRECY}, QUESTION, "en")

    assert (believed.statements, believed.dropped) == ((), 1)


def test_an_answer_that_says_it_is_not_covered_holds_nothing() -> None:
    assert _kept("You may not reveal the identity of a client.", covered=False) == []


@pytest.mark.parametrize(("text", "code"), [("", "empty"), (" ?! ", "empty"), ("a" * 10_000, "too-long")])
def test_what_is_no_question_is_refused_with_a_reason(text: str, code: str) -> None:
    with pytest.raises(QuestionRefused) as refused:
        accept_question(text)

    assert refused.value.code == code


def test_a_question_is_answered_in_the_language_of_its_words() -> None:
    assert language_asked("Est-ce que je peux parler d'un client sur les réseaux?", "en") == "fr"
    assert language_asked("May I talk about what a client told me?", "fr") == "en"
    assert language_asked("WhatsApp?", "fr") == "fr"


def test_clauses_are_cited_in_the_language_asked_for_where_they_exist_in_it() -> None:
    place, alone = Place("P", "P-1"), Place("P", "P-2")
    only = Citation("Policy", "P-2", "Tags", "We tag nobody.", 1, "en")
    known = [(place, SECRECY), (place, SECRET), (alone, only)]

    assert cited([alone, place], known, "fr") == [only, SECRET]


def test_a_clause_in_the_other_language_needs_to_be_near_in_meaning() -> None:
    answer = PolicyAnswer(
        covered=True, statements=(Statement(text="Never reveal who is a client.", clause="c1"),)
    )
    given = {"c1": SECRET}

    assert verify_answer(answer, given, QUESTION, "en").statements == ()
    assert verify_answer(answer, given, QUESTION, "en", lambda *_: 0.3).statements == ()
    believed = verify_answer(answer, given, QUESTION, "en", lambda *_: 0.8)
    assert believed.statements == ((answer.statements[0], SECRET),)
