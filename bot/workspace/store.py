"""The conversations, kept in one SQLite file that its owner alone can read.

A message is kept as Slack would write it, without its channel. Events that the bot has not acknowledged
are kept too, so that a bot that was away, or a restarted workspace, still gets them.
"""

import json
import os
import secrets
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from bot.workspace.json_types import Json

_VERSION = 2
_SCHEMA = """
CREATE TABLE tokens (kind TEXT PRIMARY KEY, token TEXT NOT NULL);
CREATE TABLE messages (
    channel TEXT NOT NULL, ts TEXT NOT NULL, thread_ts TEXT NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (channel, ts)
);
CREATE INDEX messages_by_thread ON messages (channel, thread_ts, ts);
CREATE TABLE deliveries (
    number INTEGER PRIMARY KEY AUTOINCREMENT, payload TEXT NOT NULL,
    attempt INTEGER NOT NULL, reason TEXT NOT NULL
);
"""
_FILES = "CREATE TABLE files (id TEXT PRIMARY KEY, body TEXT NOT NULL, content BLOB NOT NULL)"
"""Since version 2; before, the content of a file was not kept."""


class WorkspaceFileError(Exception):
    """The file cannot be used: `reason` is busy (another workspace has it), damaged, newer or unwritable."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Delivery:
    """An event on its way to the bot; `attempt` counts from 0, `reason` says why the last one failed."""

    number: int
    payload: Json
    attempt: int = 0
    reason: str = ""


class Store:
    """Reads and writes the file; to be used from the thread that opened it. A write is kept at once."""

    def __init__(self, file: Path) -> None:
        """Open the file, made when it is missing. Raises WorkspaceFileError."""
        try:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
            file.chmod(0o600)
        except OSError:
            raise WorkspaceFileError("unwritable") from None
        self._database = sqlite3.connect(file, isolation_level=None, timeout=0.3)
        try:
            self._prepare()
        except sqlite3.OperationalError as failed:
            self._database.close()
            busy = failed.sqlite_errorname.startswith("SQLITE_BUSY")
            raise WorkspaceFileError("busy" if busy else "unwritable") from None
        except sqlite3.DatabaseError:
            self._database.close()
            raise WorkspaceFileError("damaged") from None

    def _prepare(self) -> None:
        # One process at a time: the lock of SQLite itself is held until the file is closed.
        self._database.execute("PRAGMA locking_mode = EXCLUSIVE")
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = NORMAL")
        self._database.execute("BEGIN IMMEDIATE")
        (version,) = self._database.execute("PRAGMA user_version").fetchone()
        if version > _VERSION:
            self._database.close()
            raise WorkspaceFileError("newer")
        if version == 0:
            for statement in filter(str.strip, _SCHEMA.split(";")):
                self._database.execute(statement)
            for kind, prefix in (("bot", "xoxb-local"), ("app", "xapp-local")):
                token = f"{prefix}-{secrets.token_hex(16)}"
                self._database.execute("INSERT INTO tokens VALUES (?, ?)", (kind, token))
        if version < 2:
            self._database.execute(_FILES)
            self._database.execute(f"PRAGMA user_version = {_VERSION}")
        self._database.execute("COMMIT")

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def tokens(self) -> dict[str, str]:
        """The tokens that this workspace gave to the app: `bot` and `app`."""
        return dict(self._database.execute("SELECT kind, token FROM tokens").fetchall())

    def keep_message(self, channel: str, message: Json) -> None:
        """Keep it as it is now."""
        self._database.execute(
            "INSERT OR REPLACE INTO messages VALUES (?, ?, ?, ?)",
            (channel, message["ts"], message.get("thread_ts", ""), json.dumps(message)),
        )

    def remove_message(self, channel: str, ts: str) -> None:
        """Forget it."""
        self._database.execute("DELETE FROM messages WHERE channel = ? AND ts = ?", (channel, ts))

    def message(self, channel: str, ts: str) -> Json | None:
        """That message."""
        found = self._messages("channel = ? AND ts = ?", channel, ts)
        return found[0] if found else None

    def messages(self, channel: str) -> list[Json]:
        """Every message of a channel, replies included, oldest first."""
        return self._messages("channel = ?", channel)

    def replies(self, channel: str, root: str) -> list[Json]:
        """The replies in a thread, oldest first."""
        return self._messages("channel = ? AND thread_ts = ?", channel, root)

    def _messages(self, where: str, *values: str) -> list[Json]:
        rows = self._database.execute(
            f"SELECT body FROM messages WHERE {where} ORDER BY ts",  # noqa: S608 - constants of this file
            values,
        )
        return [json.loads(body) for (body,) in rows]

    def comings_of(self, user_id: str) -> list[tuple[str, bool]]:
        """The channels in which that user came or went, and whether it is inside since the last time."""
        rows = self._database.execute(
            "SELECT channel, json_extract(body, '$.subtype') FROM messages"
            " WHERE json_extract(body, '$.user') = ?"
            " AND json_extract(body, '$.subtype') IN ('channel_join', 'channel_leave') ORDER BY ts",
            (user_id,),
        )
        return [(channel, subtype == "channel_join") for channel, subtype in rows]

    def keep_file(self, file: Json, content: bytes) -> None:
        """Keep a file that somebody attached."""
        self._database.execute("INSERT INTO files VALUES (?, ?, ?)", (file["id"], json.dumps(file), content))

    def file(self, file_id: str) -> Json | None:
        """That file, without its content."""
        row = self._database.execute("SELECT body FROM files WHERE id = ?", (file_id,)).fetchone()
        return json.loads(row[0]) if row else None

    def content(self, file_id: str) -> bytes:
        """The bytes of a file. Raises LookupError."""
        row = self._database.execute("SELECT content FROM files WHERE id = ?", (file_id,)).fetchone()
        if row is None:
            raise LookupError(file_id)
        return bytes(row[0])

    def newest_ts(self) -> str:
        """The `ts` of the message that came last, "" when there is none."""
        (newest,) = self._database.execute("SELECT max(ts) FROM messages").fetchone()
        return str(newest or "")

    def keep_delivery(self, payload: Json) -> Delivery:
        """Note an event that the bot is to get."""
        cursor = self._database.execute(
            "INSERT INTO deliveries (payload, attempt, reason) VALUES (?, 0, '')", (json.dumps(payload),)
        )
        return Delivery(cursor.lastrowid or 0, payload)

    def note_attempt(self, delivery: Delivery) -> None:
        """Note how many times it was tried."""
        self._database.execute(
            "UPDATE deliveries SET attempt = ?, reason = ? WHERE number = ?",
            (delivery.attempt, delivery.reason, delivery.number),
        )

    def end_delivery(self, number: int) -> None:
        """The bot has it, or it was given up."""
        self._database.execute("DELETE FROM deliveries WHERE number = ?", (number,))

    def deliveries(self) -> list[Delivery]:
        """What the bot has not acknowledged, oldest first."""
        rows = self._database.execute(
            "SELECT number, payload, attempt, reason FROM deliveries ORDER BY number"
        )
        return [
            Delivery(number, json.loads(payload), attempt, reason)
            for number, payload, attempt, reason in rows
        ]
