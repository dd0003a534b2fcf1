"""Blocks of any format become numbered clauses."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.clauses import Clause
from bot.domain.outline import Block
from bot.domain.outlining import markdown_blocks, outline_clauses, title_of

SENTENCE = "Le représentant agit avec soin, avec honnêteté et dans l'intérêt de la personne qu'il sert. "


def _clauses(*blocks: Block | str, document: str = "CE") -> list[Clause]:
    return outline_clauses(
        [Block(each) if isinstance(each, str) else each for each in blocks], document, "fr"
    )


def _known(*blocks: Block | str) -> list[tuple[str, str, str]]:
    return [(each.key, each.title, each.text) for each in _clauses(*blocks)]


def _keys(*blocks: Block | str) -> list[str]:
    return [each.key for each in _clauses(*blocks)]


def _h(text: str, level: int = 2, label: str = "") -> Block:
    return Block(text, level, label)


def _statute(number: int, label: bool = False) -> Block:
    return Block(SENTENCE.strip(), label=f"{number}.") if label else Block(f"{number}. {SENTENCE}".strip())


def test_a_numbered_heading_is_a_clause_with_what_follows_it() -> None:
    assert _known(
        _h("3.2.1 Ne pas presser"), "Laisser du temps.", "Toujours.", _h("4. Honnêteté"), "Dire."
    ) == [
        ("3.2.1", "Ne pas presser", "Laisser du temps.\n\nToujours."),
        ("4", "Honnêteté", "Dire."),
    ]


def test_a_number_that_the_format_shows_is_as_good_as_one_in_the_text() -> None:
    shown = _known(
        _h("Objet", 1, "1"), "A.", _h("Portée", 2, "1.1."), "B.", _h("Devoirs", 1, "Article 2 –"), "C."
    )

    assert shown == [("1", "Objet", "A."), ("1.1", "Portée", "B."), ("Article 2", "Devoirs", "C.")]


@pytest.mark.parametrize("label", [False, True])
def test_a_statute_counts_its_paragraphs_through_its_headings(label: bool) -> None:
    clauses = _clauses(
        _h("Code de déontologie", 1),
        _h("Section I – Devoirs envers le public"),
        _statute(1, label),
        _statute(2, label),
        "Il en garde la preuve.",
        _h("Section II – Devoirs envers le client"),
        _statute(3, label),
    )

    assert [(each.key, each.title) for each in clauses] == [
        ("1", "Devoirs envers le public"),
        ("2", "Devoirs envers le public"),
        ("3", "Devoirs envers le client"),
    ]
    assert clauses[1].text == f"{SENTENCE.strip()}\n\nIl en garde la preuve."


def test_articles_may_be_lines_that_the_file_does_not_call_headings() -> None:
    assert _known("CHAPITRE 2", "ARTICLE 26", "Le membre dit vrai.", "Article 27. Le membre se tait.") == [
        ("Article 26", "Article 26", "Le membre dit vrai."),
        ("Article 27", "Article 27", "Le membre se tait."),
    ]


def test_a_sentence_that_begins_like_a_number_begins_no_clause() -> None:
    [clause] = _clauses(
        _h("Article 5 – Frais"),
        "Article 26 s'applique aux frais.",
        "Section 4 of the Act applies.",
        "2.5 millions de dollars au plus.",
    )

    assert clause.key == "Article 5"


def test_paragraphs_numbered_with_points_are_clauses_and_take_the_title_above() -> None:
    assert _known(
        _h("Frais", 1, "4"), Block("Un taux est daté.", label="4.1"), "4.2 Un frais est nommé."
    ) == [("4.1", "Frais", "Un taux est daté."), ("4.2", "Frais", "Un frais est nommé.")]  # fmt: skip


def test_a_short_line_after_a_number_is_a_title() -> None:
    assert _known("1. Objet", "Être utile.", "2. Portée", "Tous.") == [
        ("1", "Objet", "Être utile."),
        ("2", "Portée", "Tous."),
    ]


def test_numbers_that_begin_again_are_qualified_by_what_they_stand_in() -> None:
    keys = _keys(
        _h("Politique", 1),
        _h("1. Objet"), "A.",
        _h("2. Portée"), "B.",
        _h("Annexe A – Formulaires", 2),
        _h("1. Demande", 3), "C.",
        _h("Annexe B"),
        _h("1. Plainte", 3), "D.",
    )  # fmt: skip

    assert keys == ["1", "2", "Annexe A 1", "Annexe B 1"]


def test_each_section_may_count_its_paragraphs_from_one() -> None:
    keys = _keys(_h("Section I"), _statute(1), _statute(2), _h("Section II"), _statute(1), _statute(2))

    assert keys == ["Section I 1", "Section I 2", "Section II 1", "Section II 2"]


def test_a_number_that_repeats_in_one_place_still_gives_unlike_keys() -> None:
    clauses = _clauses(_h("5.2 Un"), "A.", _h("5.2 Deux"), "B.", _h("5.2 Trois"), "C.")

    assert [(each.key, each.shown) for each in clauses] == [
        ("5.2", "5.2"),
        ("5.2~2", "5.2"),
        ("5.2~3", "5.2"),
    ]


def test_headings_without_numbers_are_known_by_their_place() -> None:
    assert _known(_h("Politique", 1), _h("Objet"), "Être utile.", _h("Vide"), _h("Portée"), "Tous.") == [
        ("CE-s1", "Objet", "Être utile."),
        ("CE-s3", "Portée", "Tous."),
    ]


def test_an_article_without_a_title_takes_the_nearest_above_it() -> None:
    assert _known(_h("Devoirs", 1), _h("Loyauté"), _h("Article 3", 3), "Dire vrai.") == [
        ("Article 3", "Loyauté", "Dire vrai.")
    ]


def test_a_paragraph_of_an_article_is_known_with_its_article() -> None:
    keys = _keys(
        _h("Article 26"), "Le membre dit vrai.", "§ 2 Il en garde la preuve.", _h("§ 4 Frais"), "Datés."
    )

    assert keys == ["Article 26", "Article 26 § 2", "Article 26 § 4"]


def test_a_title_beside_numbered_headings_is_no_clause() -> None:
    assert _keys(_h("Politique", 1), "Approuvée.", _h("1. Objet", 1), "A.", _h("2. Portée", 1), "B.") == [
        "1",
        "2",
    ]
    assert _keys("Page", _h("Objet", 1), "A.", _h("1. Portée", 1), "B.") == ["CE-s1", "1"]


def test_short_lines_before_sentences_are_titles_where_a_document_has_no_others() -> None:
    lines = (
        "Principes",
        "Intégrité",
        "Nous disons vrai.",
        "Mesure",
        "Nous restons dignes.",
        "Soin",
        "Nous vérifions.",
    )

    assert _known(*lines) == [
        ("CE-s2", "Intégrité", "Nous disons vrai."),
        ("CE-s3", "Mesure", "Nous restons dignes."),
        ("CE-s4", "Soin", "Nous vérifions."),
    ]
    [clause] = _clauses(_h("1. Objet"), "La direction", *[f"{SENTENCE.strip()} {n}." for n in range(9)])
    assert clause.text.startswith("La direction\n\n")


def test_a_bare_number_counts_where_headings_are_counted_so() -> None:
    assert _keys(_h("1 Objet"), "A.", _h("2 Portée"), "B.") == ["1", "2"]
    assert _keys(_h("I. Objet"), "A.", _h("II. Portée"), "B.") == ["I", "II"]
    assert _keys(_h("A. Objet"), "A.", _h("B. Portée"), "B.", _h("C. Frais"), "C.") == ["A", "B", "C"]
    assert _keys(_h("3 questions à se poser"), "A.", _h("M. Roy répond"), "B.") == ["CE-s1", "CE-s2"]


def test_a_table_of_contents_is_no_clause() -> None:
    assert _known(
        _h("Politique", 1), "Table des matières", "1. Objet .......... 3", "2. Portée\t4", "2. Portée 4",
        _h("1. Objet"), "Être utile.", _h("2. Portée"), "Tous.",
    ) == [("1", "Objet", "Être utile."), ("2", "Portée", "Tous.")]  # fmt: skip


def test_an_introduction_is_a_clause_only_when_it_says_much() -> None:
    short = _keys(_h("Politique", 1), "Approuvée en 2026.", _h("1. Objet"), "A.")
    rows = _keys(
        _h("Politique", 1),
        *["2026-01-15 | Première version, revue par la conformité"] * 20,
        _h("1. Objet"),
        "A.",
    )
    clauses = _clauses(_h("Politique", 1), SENTENCE * 5, _h("1. Objet"), "A.")

    assert short == rows == ["1"]
    assert [(each.key, each.title) for each in clauses] == [("CE-s0", "Préambule"), ("1", "Objet")]


def test_a_text_without_headings_or_numbers_is_still_quoted() -> None:
    assert [(each.key, each.title) for each in _clauses(SENTENCE * 5)] == [("CE-s0", "Texte")]


def test_nothing_that_could_be_quoted_gives_no_clause() -> None:
    assert _clauses() == _clauses(_h("Politique", 1)) == _clauses("Trop court.") == []


def test_positions_follow_the_order() -> None:
    clauses = _clauses(_h("1. A"), *[SENTENCE * 6] * 8, _h("2. B"), "B.", _h("3. C"), _h("4. D"), "D.")

    assert [each.position for each in clauses] == sorted({each.position for each in clauses})


def test_markdown_between_two_headings_is_one_block_to_the_letter() -> None:
    assert markdown_blocks("# T\n\nIntro.\n\n## A\n\n- b\n- **c**\n\n##### d\n\n# e\n### F\n") == [
        Block("T", 1),
        Block("Intro."),
        Block("A", 2),
        Block("- b\n- **c**\n\n##### d\n\n# e"),
        Block("F", 3),
    ]


def test_markdown_without_headings_is_read_as_text() -> None:
    assert _keys(
        *markdown_blocks("# Code\n\n1. Le membre dit vrai.\n2. Le membre se tait.\n\nToujours.")
    ) == ["1", "2"]


PARAGRAPHS = (
    "Nous disons vrai.", "26. Le membre agit.", "3.2 Un taux est daté.", "Article 9. Rien.", "a) un gain;",
    "(i) un risque;", "• un point", "Compte | 10 $", "Sans fin", "PMS-4 Frais", SENTENCE * 5,
)  # fmt: skip
HEADINGS = ("Objet", "2. Portée", "Section IV", "Annexe A", "§ 3", "IV. Frais", "Article 9")
BLOCKS = st.one_of(
    st.builds(Block, st.sampled_from(PARAGRAPHS), label=st.sampled_from(["", "", "a)", "7.", "1.2", "•"])),
    st.builds(Block, st.sampled_from(HEADINGS), level=st.integers(1, 4)),
)


@given(st.lists(BLOCKS, max_size=14))
def test_whatever_a_document_holds_keys_are_unlike_and_no_text_is_lost(blocks: list[Block]) -> None:
    clauses = _clauses(_h("1. Début"), *blocks)
    said = " ".join(f"{each.key} {each.title} {each.text}" for each in clauses).split()

    assert len({each.key for each in clauses}) == len(clauses)
    assert [each.position for each in clauses] == sorted({each.position for each in clauses})
    assert all(each.text.strip() for each in clauses)
    # A title without any text under it is all that may be left out.
    for block in blocks:
        if not block.level and re.search(r"[.;$]$", block.text):
            assert re.findall(r"\w+", block.text)[-1] in re.findall(r"\w+", " ".join(said))


def test_a_document_is_called_by_its_first_and_highest_heading() -> None:
    assert (
        title_of([Block("page 1"), _h("Objet", 2), _h("Code\nd'éthique", 1), _h("Autre", 1)])
        == "Code d'éthique"
    )
    assert title_of([Block("Du texte.")]) == ""
