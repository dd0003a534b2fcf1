"""What is quoted of a section: all of it, its lettered paragraphs, or pieces of it."""

import pytest

from bot.domain.clauses import Clause
from bot.domain.outline import Block
from bot.domain.outlining import outline_clauses

SENTENCE = "Le représentant agit avec soin, avec honnêteté et dans l'intérêt de la personne qu'il sert. "


def _clauses(*blocks: Block | str) -> list[Clause]:
    return outline_clauses([Block(each) if isinstance(each, str) else each for each in blocks], "CE", "fr")


def _h(text: str) -> Block:
    return Block(text, 2)


def test_a_short_list_stays_in_its_article() -> None:
    [clause] = _clauses(
        _h("Article 26"),
        "Le membre ne peut:",
        Block("promettre un rendement;", label="a)"),
        Block("nier un risque;", label="b)"),
        Block("en public;", label="•"),
    )

    assert clause.text == "Le membre ne peut:\na) promettre un rendement;\nb) nier un risque;\n- en public;"


@pytest.mark.parametrize("markers", [("a)", "b)"), ("(a)", "(b)"), ("i.", "ii."), ("1°", "2°"), ("1.", "2.")])
@pytest.mark.parametrize("typed", [False, True])
def test_long_items_are_clauses_of_their_own_with_the_words_that_lead_to_them(
    markers: tuple[str, str], typed: bool
) -> None:
    first, second = markers
    long = SENTENCE.strip() * 8
    items = [Block(f"{each} {long}") if typed else Block(long, label=each) for each in markers]

    clauses = _clauses(_h("Article 26 – Annonces"), "Le membre:", *items, "Il en garde la preuve.")

    assert [(each.key, each.text) for each in clauses] == [
        ("Article 26", "Il en garde la preuve."),
        (f"Article 26 {first}", f"Le membre:\n{first} {long}"),
        (f"Article 26 {second}", f"Le membre:\n{second} {long}"),
    ]
    assert {each.title for each in clauses} == {"Annonces"}


def test_a_list_inside_an_item_stays_with_it() -> None:
    long = SENTENCE * 7
    clauses = _clauses(
        _h("26. Annonces"), "Nul ne peut", Block(long, label="a)"), Block("ni ceci;", label="(i)"),
        Block("ni cela;", label="(ii)"), Block(long, label="b)"), Block("ni rien.", label="(i)"),
    )  # fmt: skip

    assert [each.key for each in clauses] == ["26 a)", "26 b)"]
    assert clauses[0].text.endswith("\n(i) ni ceci;\n(ii) ni cela;")


def test_a_long_text_without_a_list_is_quoted_in_pieces_that_show_one_number() -> None:
    clauses = _clauses(_h("7. Frais"), *[SENTENCE.strip() * 6] * 8)

    assert [(each.key, each.shown) for each in clauses][:2] == [("7", "7"), ("7~2", "7")]
    assert all(len(each.text) <= 1_700 for each in clauses)
    assert "\n\n".join(each.text for each in clauses) == "\n\n".join([SENTENCE.strip() * 6] * 8)


def test_rows_of_a_table_stay_close_together() -> None:
    [clause] = _clauses(
        _h("2. Frais"), "Les frais sont:", "Compte | 10 $", "Virement | 2 $", "Ils sont datés."
    )

    assert clause.text == "Les frais sont:\nCompte | 10 $\nVirement | 2 $\n\nIls sont datés."


def test_a_paragraph_without_end_is_quoted_in_pieces_that_end_with_a_sentence() -> None:
    texts = [each.text for each in _clauses(_h("1. A"), SENTENCE * 200)]

    assert all(len(text) <= 3_000 and text.endswith(".") for text in texts)
    assert " ".join(texts) == (SENTENCE * 200).strip()


def test_letters_without_a_space_are_cut_all_the_same() -> None:
    texts = [each.text for each in _clauses(_h("1. A"), "a" * 10_000)]

    assert max(map(len, texts)) <= 3_000
    assert "".join(texts) == "a" * 10_000
