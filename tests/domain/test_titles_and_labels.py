"""Which headings are titles of sections: numbers alone, labels that repeat, marks of Markdown."""

import pytest

from bot.domain.outline import Block
from bot.domain.outlining import markdown_blocks, outline_clauses

TEXT = "Le représentant agit avec soin."


def _known(*blocks: Block | str) -> list[tuple[str, str, str]]:
    read = [Block(each) if isinstance(each, str) else each for each in blocks]
    return [(each.shown, each.title, each.text) for each in outline_clauses(read, "CE", "fr")]


def test_a_heading_below_a_bare_number_of_its_level_is_its_title() -> None:
    assert _known(Block("CHAPITRE 2", 1), Block("Clients", 1), TEXT) == [("Chapitre 2", "Clients", TEXT)]
    assert _known(Block("Chapitre 2", 1), Block("1. Clients", 1), TEXT) == [("1", "Clients", TEXT)]
    assert [shown for shown, *_ in _known(Block("Chapitre 2", 1), Block("Clients", 2), TEXT)] == ["CE-s2"]


def test_a_heading_that_comes_again_and_again_is_a_part_of_what_it_stands_in() -> None:
    part = [(Block(f"{number}. Titre", 2), TEXT, Block("Exemple", 3), TEXT) for number in (1, 2, 3)]

    assert _known(*(block for blocks in part for block in blocks)) == [
        (str(number), "Titre", f"{TEXT}\n\nExemple\n\n{TEXT}") for number in (1, 2, 3)
    ]


def test_a_number_that_comes_again_is_a_title_each_time() -> None:
    part = [(Block(f"Annexe {name}", 1), Block("1. Objet", 2), TEXT) for name in "ABC"]

    assert len(_known(*(block for blocks in part for block in blocks))) == 3


def test_one_point_zero_holds_one_point_one() -> None:
    assert _known(Block("1.0 Objet", 1), f"1.1 {TEXT}", f"1.2 {TEXT}") == [
        ("1.1", "Objet", TEXT),
        ("1.2", "Objet", TEXT),
    ]


def test_article_premier_is_written_small_whatever_the_title_is() -> None:
    assert _known(Block("ARTICLE PREMIER – OBJET", 1), TEXT) == [("Article premier", "OBJET", TEXT)]


def test_a_number_before_its_first_subsection_begins_a_section() -> None:
    parts = [
        (Block(title, 2), f"{number} (1) {TEXT}", f"(2) {TEXT}") for number, title in ((1, "A"), (2, "B"))
    ]

    assert [known[:2] for known in _known(*(block for each in parts for block in each))] == [
        ("1", "A"),
        ("2", "B"),
    ]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("**1\\. Objet** {#1.-objet}", "1. Objet"),
        ("*Objet* ##", "Objet"),
        ("__Objet__ et **suite**", "Objet et suite"),
        ("mot_clé et 2*3*4", "mot_clé et 2*3*4"),
    ],
)
def test_marks_of_a_markdown_heading_are_no_part_of_the_title(written: str, title: str) -> None:
    assert markdown_blocks(f"## {written}\n\nTexte.") == [Block(title, 2), Block("Texte.")]


def test_bold_lines_are_titles_where_markdown_has_no_other() -> None:
    assert markdown_blocks("**1. Objet**\n\nTexte **gras**.\n\n**Jamais.**") == [
        Block("1. Objet", 2),
        Block("Texte **gras**."),
        Block("**Jamais.**"),
    ]


def test_chapters_of_the_first_level_are_headings_too() -> None:
    chapter = "# {0}. Titre\n\n## {0}.1 Article\n\nTexte.\n\n"

    assert [block.level for block in markdown_blocks(chapter.format(1) + chapter.format(2))] == [1, 2, 0] * 2
