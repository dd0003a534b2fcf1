"""A vector as the database keeps it: little-endian float32, whatever the machine."""

import sys
from array import array

from bot.usecases.ports import Vector


def packed(vector: Vector) -> bytes:
    """Four bytes a number."""
    numbers = array("f", vector)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def unpacked(kept: bytes) -> Vector:
    """The numbers again."""
    numbers = array("f", kept)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
