"""Numbers are read however a firm prints them, and what only looks like one is not."""

import pytest

from bot.domain.clause_numbers import heading_number, list_marker, paragraph_number, same_in_any_language


@pytest.mark.parametrize(
    ("text", "key", "rest"),
    [
        ("ARTICLE 26. Devoirs", "Article 26", "Devoirs"),
        ("Art. 26.1 — Frais", "Art. 26.1", "Frais"),
        ("Article 12 bis Frais", "Article 12 bis", "Frais"),
        ("Article premier", "Article premier", ""),
        ("Section IV – Devoirs", "Section IV", "Devoirs"),
        ("CHAPITRE\u00a02 : Frais", "Chapitre 2", "Frais"),
        ("Partie B", "Partie B", ""),
        ("§4 Frais", "§ 4", "Frais"),
        ("3.2.1 Frais", "3.2.1", "Frais"),
        ("PMS-5.2 Rendement", "PMS-5.2", "Rendement"),
        ("R3 Rates: what we say", "R3", "Rates: what we say"),
        ("4) Honesty", "4", "Honesty"),
        ("Annexe A", "Annexe A", ""),
        ("Schedule 2 (Forms)", "Schedule 2", "(Forms)"),
    ],
)
def test_a_heading_begins_with_its_number(text: str, key: str, rest: str) -> None:
    number = heading_number(text)

    assert number is not None
    assert (number.key, number.rest, number.weak) == (key, rest, False)


@pytest.mark.parametrize("text", ["4 questions", "IV. Devoirs", "A. Objet", "M. Roy répond"])
def test_a_number_that_may_be_a_word_of_the_title_is_a_weak_one(text: str) -> None:
    number = heading_number(text)

    assert number is not None
    assert number.weak


@pytest.mark.parametrize(
    "text", ["Objet", "PRINCIPES", "PARTIES", "2026 en revue", "Part of it", "Titre", "À propos"]
)
def test_a_title_is_no_number(text: str) -> None:
    assert heading_number(text) is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("26. The member shall act.", "26"),
        ("3.2 Le membre agit.", "3.2"),
        ("Article 26. Le membre agit.", "Article 26"),
    ],
)
def test_a_paragraph_begins_with_its_number(text: str, key: str) -> None:
    number = paragraph_number(text)

    assert number is not None
    assert number.key == key


@pytest.mark.parametrize(
    "text",
    [
        "Article 26 s'applique.",
        "Section 4 of the Act",
        "2.5 millions",
        "26 membres agissent.",
        "Part I play",
        "2) Dire",
    ],
)
def test_a_sentence_that_begins_with_a_number_is_a_sentence(text: str) -> None:
    assert paragraph_number(text) is None


@pytest.mark.parametrize(
    ("label", "key"),
    [("3.2.", "3.2"), ("4", "4"), ("Article 7 –", "Article 7"), ("IV.", "IV"), ("Annexe A", "Annexe A")],
)
def test_a_label_is_a_number_whatever_follows(label: str, key: str) -> None:
    number = heading_number("12 questions", label)

    assert number is not None
    assert (number.key, number.rest, number.weak) == (key, "12 questions", False)


@pytest.mark.parametrize(
    "marks", [("a)", "b)"), ("(i)", "(ii)"), ("h.", "i."), ("9°", "10°"), ("iii)", "iv)"), ("(A)", "(B)")]
)
def test_items_follow_each_other(marks: tuple[str, str]) -> None:
    one, two = (list_marker(f"{mark} un gain") for mark in marks)

    assert one is not None
    assert two is not None
    assert two[0].follows(one[0])
    assert not one[0].follows(two[0])
    assert two[1] == "un gain"


def test_items_of_two_lists_do_not_follow_each_other() -> None:
    letter, roman = list_marker("a) x"), list_marker("(ii) x")

    assert letter is not None
    assert roman is not None
    assert not roman[0].follows(letter[0])
    assert letter[0].follows(None)


def test_a_bullet_is_printed_as_a_hyphen_and_an_unknown_label_as_it_is() -> None:
    assert [list_marker("x", label)[0].printed for label in ("•", "\uf0b7", "–", "Note")] == [
        "-",
        "-",
        "-",
        "Note",
    ]  # type: ignore[index]
    assert list_marker("x") is None


def test_numbers_with_words_are_the_same_in_both_languages() -> None:
    assert same_in_any_language("Annexe A 1") == same_in_any_language("Schedule A 1")
    assert same_in_any_language("Chapitre 2") == same_in_any_language("Chapter 2")
    assert same_in_any_language("PMS-5.2") == "PMS-5.2"
