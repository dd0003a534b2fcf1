"""Rule packs as stored versions, inside the caller's transaction."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy.engine import Connection

from bot.adapters.sqlalchemy_tables import rule_packs
from bot.domain.library import PackContent
from bot.usecases.library_ports import NoSuchVersion, Origin, PackVersion
from bot.usecases.ports import StorageError

_COLUMNS = [
    rule_packs.c[name]
    for name in ("number", "state", "sha256", "rules", "created_at", "created_by", "origin")
]


@dataclass(frozen=True, slots=True)
class StoredPack:
    """A stored version of the rule pack; `is_new`: it was not there before."""

    number: int
    sha256: str
    is_new: bool = False


def read_pack(content: str) -> PackContent:
    """The records of a pack. Raises `StorageError` where this version of the program cannot read them."""
    try:
        return PackContent.model_validate_json(content)
    except ValidationError:
        raise StorageError("The rule pack cannot be read by this version of Vigie.") from None


def store_pack(
    connection: Connection, rules_json: str, sha256: str, by: str, at: datetime, origin: Origin = "folder"
) -> StoredPack:
    """The stored pack with the same content, or a new one in state draft. Raises `StorageError`."""
    rules = len(read_pack(rules_json).rules)
    column = rule_packs.c
    found = connection.execute(
        sa.select(column.number)
        .where(column.sha256 == sha256, column.content == rules_json)
        .order_by((column.state == "published").desc(), column.number.desc())
    ).scalar()
    if found is not None:
        return StoredPack(int(found), sha256)
    number = int(connection.execute(sa.select(sa.func.max(column.number))).scalar() or 0) + 1
    connection.execute(
        sa.insert(rule_packs).values(
            number=number,
            state="draft",
            sha256=sha256,
            content=rules_json,
            created_at=at,
            created_by=by,
            origin=origin,
            rules=rules,
        )
    )
    return StoredPack(number, sha256, is_new=True)


def stored_pack(connection: Connection, number: int) -> StoredPack:
    """The pack with that number, which this version of the program can read. Raises `NoSuchVersion`,
    `StorageError`."""
    row = _sum_and_content(connection, number)
    read_pack(row.content)
    return StoredPack(number, row.sha256)


def pack_content(connection: Connection, number: int) -> PackContent:
    """The records of the pack with that number. Raises `NoSuchVersion`, `StorageError`."""
    return read_pack(_sum_and_content(connection, number).content)


def described_packs(connection: Connection) -> list[PackVersion]:
    """Every version of the rule pack, newest first."""
    query = sa.select(*_COLUMNS).order_by(rule_packs.c.number.desc())
    return [PackVersion(**row) for row in connection.execute(query).mappings()]


def described_pack(connection: Connection, number: int) -> PackVersion:
    """The pack with that number, which is there."""
    query = sa.select(*_COLUMNS).where(rule_packs.c.number == number)
    return PackVersion(**connection.execute(query).mappings().one())


def _sum_and_content(connection: Connection, number: int) -> Any:
    query = sa.select(rule_packs.c.sha256, rule_packs.c.content).where(rule_packs.c.number == number)
    row = connection.execute(query).first()
    if row is None:
        raise NoSuchVersion(f"No rule pack has the number {number}.")
    return row
