"""What people wrote, encrypted before it is kept, under a key of the operator's.

Fernet: AES-128-CBC and HMAC-SHA-256 (https://github.com/fernet/spec).

What is sealed begins with a mark that nothing else has: what was kept before there was a key is read as it
is. After the mark comes the name of the key, so that a key that is missing is told from a text that was
changed. Several keys: the first seals, each opens, so that a key can be changed without touching what is
kept.
"""

import hashlib
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken

from bot.usecases.failures import Unreadable

SEALED = b"\xff"
"""UTF-8 has no such byte, nor has the salt's mark (`domain/chain`)."""
_SEALED_TEXT = "~"
"""Neither JSON nor an address begins with it."""
_NAME = 8
"""How many letters the name of a key has: they say nothing of the key."""
NAMED_BY = len(SEALED) + _NAME
"""How many bytes of what is sealed say with which key."""
_CLOSED = "A text in the database is encrypted with a key that VIGIE_ENCRYPTION_KEY does not name."
_CHANGED = "A text in the database was changed after it was encrypted."


class KeyMissing(Unreadable):
    """What was sealed needs a key that is not here."""

    def __init__(self) -> None:
        super().__init__(_CLOSED)


class SealBroken(Unreadable):
    """What was sealed is not what was kept: somebody changed it."""

    def __init__(self) -> None:
        super().__init__(_CHANGED)


class Sealing:
    """Seals with the first of some keys, and opens with any; with none, keeps things as they are."""

    def __init__(self, keys: Sequence[str] = ()) -> None:
        """`keys`: 32 bytes each, in base64 (`new_key`). Raises ValueError for anything else."""
        self._keys = {_name_of(key): Fernet(key) for key in keys}

    def seal(self, opened: bytes) -> bytes:
        """As it is kept in a column of bytes."""
        return SEALED + self._token(opened) if self._keys else opened

    def open(self, kept: bytes) -> bytes:
        """As it was given. Raises `KeyMissing`, or `SealBroken` where it changed."""
        return self._opened(kept[1:]) if kept.startswith(SEALED) else kept

    def is_closed(self, beginning: bytes) -> bool:
        """Whether what begins like that (`NAMED_BY`) is sealed with a key that is not here."""
        return beginning.startswith(SEALED) and beginning[len(SEALED) : NAMED_BY] not in self._keys

    def seal_text(self, opened: str) -> str:
        """As it is kept in a column of text: JSON, or an address."""
        if not self._keys:
            return opened
        return _SEALED_TEXT + self._token(opened.encode("utf-8")).decode("ascii")

    def open_text(self, kept: str) -> str:
        """As it was given. Raises as `open` does."""
        if not kept.startswith(_SEALED_TEXT):
            return kept
        return self._opened(kept[1:].encode("utf-8", "replace")).decode("utf-8")

    def _token(self, opened: bytes) -> bytes:
        name, key = next(iter(self._keys.items()))
        return name + key.encrypt(opened)

    def _opened(self, token: bytes) -> bytes:
        key = self._keys.get(token[:_NAME])
        if key is None:
            raise KeyMissing
        try:
            return key.decrypt(token[_NAME:])
        except InvalidToken:
            raise SealBroken from None


def new_key() -> str:
    """A key that nobody has yet."""
    return Fernet.generate_key().decode("ascii")


def _name_of(key: str) -> bytes:
    return hashlib.sha256(key.encode("utf-8")).hexdigest()[:_NAME].encode("ascii")
