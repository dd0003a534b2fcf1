"""Who is at the terminal is the account of the process, whatever the shell says."""

import os
import pwd

import pytest

from bot.cli.telling import by_whom


def test_nobody_signs_with_the_name_of_another(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "the-cfo")

    assert by_whom() == pwd.getpwuid(os.getuid()).pw_name


def test_an_account_without_a_name_signs_with_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a container's may be."""
    monkeypatch.setattr(os, "getuid", lambda: 987_654_321)

    assert by_whom() == "uid 987654321"
