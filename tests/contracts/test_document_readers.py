"""The committed files, read as an owner's upload is: in the process that can be killed."""

from collections.abc import Sequence
from functools import cache

import pytest

from bot.adapters.document_readers import IsolatedReader
from bot.domain.clauses import PolicyDocument, split_clauses
from bot.domain.outline import Block, ReadFile
from bot.usecases.library_ports import GivenFile
from tests.documents import FOLDER, sample
from tests.documents.pdf_files import ARTICLES
from tests.documents.policy_text import CODE, CONTENTS, LONG, POINTS, POLICY, STEPS, TABLE, sections

WORD = {"fr": "politique-medias-sociaux", "en": "social-media-policy"}
POLICIES = FOLDER.parents[1] / "policies" / "documents"


@cache
def read(name: str) -> ReadFile:
    return IsolatedReader()(sample(name))


def written(blocks: Sequence[Block]) -> list[str]:
    return [f"{block.label} {block.text}".strip() for block in blocks]


def headings(blocks: Sequence[Block]) -> list[str]:
    return written([block for block in blocks if block.level])


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_word_file_and_the_pdf_made_of_it_give_the_same_blocks(language: str) -> None:
    word, pdf = read(f"{WORD[language]}.docx"), read(f"{WORD[language]}.pdf")

    assert written(word.blocks) == written(pdf.blocks)
    assert len(word.blocks) > 100
    assert pdf.pages > 5


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_numbers_that_word_shows_are_labels(language: str) -> None:
    blocks = read(f"{WORD[language]}.docx").blocks
    expected = []
    chapter = clause = 0
    for part in sections(POLICY[language])[1:]:
        chapter, clause = (chapter + 1, 0) if part.level == 2 else (chapter, clause + 1)
        label = f"PMS-{chapter}" + (f".{clause}" if clause else "")
        expected.append(Block(part.title, part.level, label))

    assert [block for block in blocks if block.level][1:-1] == expected


@pytest.mark.parametrize("ending", ["docx", "pdf"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_items_paragraphs_and_rows_are_blocks_of_their_own(language: str, ending: str) -> None:
    lines = written(read(f"{WORD[language]}.{ending}").blocks)
    items = [f"{letter}) {text}" for letter, text in zip("abc", STEPS[language], strict=True)]
    bullets = [f"• {text}" for text in POINTS[language]]
    first = lines.index(items[0])

    assert lines[first : first + 5] == items + bullets
    assert lines[-4:] == [" | ".join(row) for row in TABLE[language]]
    assert lines.count(LONG[language]) == 4


@pytest.mark.parametrize("ending", ["docx", "pdf"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_contents_headers_and_footers_are_left_out(language: str, ending: str) -> None:
    lines = written(read(f"{WORD[language]}.{ending}").blocks)

    assert not [line for line in lines if CONTENTS[language] in line or "..." in line]
    assert not [line for line in lines if line.startswith("Page ") or "–" in line]
    assert len([line for line in lines if line.startswith("PMS-3.1 ")]) == 1


def test_the_title_of_the_file_is_told() -> None:
    assert read("social-media-policy.docx").said.title == "Social media policy"
    assert read("social-media-policy.pdf").said.title == "Social media policy"


def test_two_columns_are_read_one_after_the_other() -> None:
    lines = written(read("code-of-ethics-two-columns.pdf").blocks)
    expected = [part.text for part in sections(CODE["en"]) if part.text]

    assert [line for line in lines if line in expected] == expected
    assert len([line for line in lines if line == LONG["en"]]) == 11
    assert not [line for line in lines if line.startswith("Page") or "Rivière-Nord – " in line]


def test_a_code_written_in_articles_keeps_the_numbers_that_were_typed() -> None:
    blocks = read("code-deontologie-articles.pdf").blocks
    expected = [f"{number} {title}" for number, title, _ in ARTICLES]

    assert headings(blocks)[1:] == expected
    assert [line for *_, texts in ARTICLES for line in texts] == written(
        [block for block in blocks if not block.level]
    )


def test_lines_exported_as_paragraphs_become_paragraphs_again() -> None:
    lines = written(read("broken-lines.pdf").blocks)

    assert lines == [line for part in sections(POLICY["fr"])[2:9] for line in (part.title, part.text) if line]


def test_only_copying_being_forbidden_does_not_hinder_reading() -> None:
    assert written(read("may-not-be-copied.pdf").blocks) == [LONG["en"]]


def test_of_a_page_saved_from_a_wiki_the_text_is_left() -> None:
    page = read("guide-wiki.html")
    lines = written(page.blocks)

    assert lines[:3] == [sections(CODE["en"])[0].title, sections(CODE["en"])[0].text, "Principles"]
    assert lines[-9:-4] == [f"{a}. {text}" for a, text in zip("bcd", STEPS["en"], strict=True)] + [
        f"• {text}" for text in POINTS["en"]
    ]
    assert lines[-4:] == [" | ".join(row) for row in TABLE["en"]]
    assert page.said.language == "en"


def test_a_text_file_of_an_old_editor_is_read_with_its_accents() -> None:
    lines = written(read("politique-windows.txt").blocks)

    assert headings(read("politique-windows.txt").blocks)[:2] == ["Code d'éthique", "PRINCIPES"]
    assert "Nous respectons la règle et sa raison d’être; une formulation habile n’excuse rien." in lines


@pytest.mark.parametrize("name", sorted(each.name for each in POLICIES.glob("*/*.md")))
def test_a_document_of_the_policy_folder_keeps_every_letter_of_its_clauses(name: str) -> None:
    file = next(POLICIES.glob(f"*/{name}"))
    read_file = IsolatedReader()(GivenFile(name, file.read_bytes()))
    said = read_file.said
    assert said.effective
    assert said.language
    body = file.read_text(encoding="utf-8").split("---\n", 2)[2]
    document = PolicyDocument(
        said.document, said.title, said.version or 0, said.owner, said.effective, said.language, body
    )
    texts = [block.text for block in read_file.blocks]

    assert all(clause.text in texts for clause in split_clauses(document))
    assert said.document in ("PMS", "CE", "GR")
