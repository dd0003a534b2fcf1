"""The bodies that the archive digests: salted, so that nobody who guesses one sees that they are right."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.chain import SALT_BYTES, body_digest, body_text, salted, text_bytes

SALT = bytes(range(SALT_BYTES))


@given(st.text(), st.binary(min_size=SALT_BYTES, max_size=SALT_BYTES))
def test_a_salted_body_gives_its_text_back(body: str, salt: bytes) -> None:
    assert body_text(salted(body, salt)) == body


@given(st.text(st.characters()))
def test_a_body_kept_before_there_were_salts_is_read_as_it_is(body: str) -> None:
    assert body_text(text_bytes(body)) == body


def test_whoever_has_salt_and_body_can_check_the_digest() -> None:
    assert body_digest(salted("é", SALT)) == hashlib.sha256(b"\xfe" + SALT + b"\xc3\xa9").hexdigest()


def test_another_salt_is_another_digest() -> None:
    other = bytes(reversed(SALT))

    assert body_digest(salted("{}", SALT)) != body_digest(salted("{}", other))
    assert body_digest(salted("{}", SALT)) != hashlib.sha256(b"{}").hexdigest()


@pytest.mark.parametrize("salt", [b"", SALT[1:], SALT * 2])
def test_a_salt_of_another_length_is_refused(salt: bytes) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        salted("{}", salt)
