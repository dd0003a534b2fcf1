"""A file that was read, as numbered clauses, whatever its format."""

from collections.abc import Sequence

from bot.domain.clause_outline import each_once, outlined
from bot.domain.clauses import Clause
from bot.domain.draft import Language
from bot.domain.markdown_blocks import markdown_blocks
from bot.domain.outline import Block

__all__ = ["markdown_blocks", "outline_clauses", "title_of"]

_LONGEST_TITLE = 200


def outline_clauses(blocks: Sequence[Block], document: str, language: Language) -> list[Clause]:
    """The clauses of a document, in order, no two with the same key; [] where nothing can be quoted.

    A heading, or a numbered paragraph where the document counts its paragraphs, is a clause with what follows
    it; its lettered paragraphs are clauses of their own where they are too long to be quoted together. A
    clause without a title has that of the nearest heading above it.
    """
    return [
        Clause(document, language, each.key, each.title, each.text, each.position, each.number)
        for each in each_once(outlined(blocks, document, language))
    ]


def title_of(blocks: Sequence[Block]) -> str:
    """The document's title: its first heading of the highest level there is, "" where there is no heading."""
    headings = [block for block in blocks if block.level and len(block.text) <= _LONGEST_TITLE]
    highest = min((block.level for block in headings), default=0)
    first = next((block.text for block in headings if block.level == highest), "")
    return " ".join(first.split())
