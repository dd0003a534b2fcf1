"""Tests reach no other machine and read none of the developer's settings."""

import os
import socket
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import SETTINGS_FROM_OUTSIDE, OutsideConnectionRefused

ELSEWHERE = "192.0.2.1"
"""An address kept for documentation (RFC 5737): no machine has it."""


@pytest.fixture
def expected_attempts(outside_attempts: list[str]) -> Iterator[list[str]]:
    """Attempts made on purpose, forgotten at the end so that they do not fail their own test."""
    yield outside_attempts
    outside_attempts.clear()


@pytest.mark.parametrize("method", ["connect", "connect_ex"])
def test_a_connection_to_another_machine_is_refused(method: str, expected_attempts: list[str]) -> None:
    with (
        socket.socket(socket.AF_INET, socket.SOCK_STREAM) as door,
        pytest.raises(OutsideConnectionRefused, match=ELSEWHERE),
    ):
        getattr(door, method)((ELSEWHERE, 443))

    assert expected_attempts == [ELSEWHERE]


def test_a_connection_over_ipv6_is_refused(expected_attempts: list[str]) -> None:
    with (
        socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as door,
        pytest.raises(OutsideConnectionRefused),
    ):
        door.connect(("2001:db8::1", 443))

    assert expected_attempts == ["2001:db8::1"]


@pytest.mark.parametrize("name", ["vigie.example", b"bytes.vigie.example", ELSEWHERE])
def test_looking_up_another_machine_is_refused(name: str | bytes, expected_attempts: list[str]) -> None:
    with pytest.raises(OutsideConnectionRefused):
        socket.getaddrinfo(name, 443)

    assert len(expected_attempts) == 1


def test_a_page_cannot_be_fetched(expected_attempts: list[str]) -> None:
    with pytest.raises(OutsideConnectionRefused):
        urllib.request.urlopen("https://vigie.example/", timeout=1)

    assert expected_attempts == ["vigie.example"]


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("localhost", port), timeout=5) as door:
            assert door.getpeername()[1] == port


def test_a_local_socket_file_can_be_reached(tmp_path: Path) -> None:
    address = str(tmp_path / "door")
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as door:
        server.bind(address)
        server.listen()
        door.connect(address)


def test_no_setting_of_the_developer_is_seen(data_folder: Path) -> None:
    seen = {name for name in os.environ if name.startswith(SETTINGS_FROM_OUTSIDE)}

    assert seen == {"VIGIE_DATA"}
    assert Path(os.environ["VIGIE_DATA"]) == data_folder


def test_each_test_starts_without_data(data_folder: Path) -> None:
    assert not data_folder.exists()
    assert data_folder.is_relative_to(Path.home())
