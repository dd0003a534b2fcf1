"""Libraries whose every part carries a number, so that a mixture of two shows."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.adapters.sqlalchemy_all_tables import metadata
from bot.domain.clauses import Clause
from bot.domain.library import PublishedPolicies
from bot.usecases.ports import NewDocument, Publication
from tests.publications import document, link, pack, publication

KEYS = ("PMS", "CE")


def numbered_documents(number: int) -> list[NewDocument]:
    """Two documents."""
    return [document(key, says=f"Texte {number}.") for key in KEYS]


def numbered_pack(number: int) -> str:
    """A rule pack as it is stored."""
    return pack(firm=f"Firme {number}")


def numbered(number: int, **more: Any) -> Publication:
    """A publication of them, with its links and its embedder; what is given stands in their place."""
    whole = {
        "documents": numbered_documents(number),
        "links": {"guaranteed-return": [link("PMS-1"), link("CE-1", rank=2)]},
        "content": numbered_pack(number),
        "embedder": f"embedder {number}",
    }
    return publication(**(whole | more))


def number_of(policies: PublishedPolicies) -> int:
    """The number that every part of a snapshot carries; a mixture fails."""
    parts = {policies.embedder, policies.firm.names[0]}
    parts |= {each.citation.text.rstrip(".") for each in policies.links["guaranteed-return"]}
    numbers = {part.split()[-1] for part in parts}
    assert len(policies.links["guaranteed-return"]) == len(KEYS)
    assert len(numbers) == 1, f"A mixture: {parts}"
    return int(numbers.pop())


def number_in(clauses: Iterable[Clause]) -> int:
    """The number that the clauses of both documents carry; a mixture fails."""
    said = [(each.document, each.text) for each in clauses if each.key.endswith("-1")]
    numbers = {text.rstrip(".").split()[-1] for _, text in said}
    assert sorted(document for document, _ in said) == sorted(KEYS)
    assert len(numbers) == 1, f"A mixture: {said}"
    return int(numbers.pop())


def everything(engine: Engine) -> dict[str, list[Any]]:
    """Every row of every table."""
    with engine.connect() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(sa.select(table))))
            for table in metadata.sorted_tables
        }
