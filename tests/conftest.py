"""What every test starts from.

No network but this machine, none of the developer's settings, a data folder of its own.
"""

import ipaddress
import os
import socket
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

TESTS = Path(__file__).parent
GOLDEN = TESTS / "golden"
_LONG_FIRST = ("walk/test_command_line.py", "workspace", "walk")
"""The first publishes for all the walks while the pages of the workspace keep the others busy."""
SETTINGS_FROM_OUTSIDE = ("VIGIE_", "OPENAI_", "SLACK_", "LANGSMITH_", "LANGCHAIN_", "DATABASE_URL", "CHROMA_")
INTERNET = (socket.AF_INET, socket.AF_INET6)

# The same examples on every run, however slow the machine: a red test is red for everybody.
settings.register_profile("quick", deadline=None, derandomize=True, max_examples=25)
settings.register_profile("thorough", settings.get_profile("quick"), max_examples=100)
settings.load_profile("quick")


class OutsideConnectionRefused(RuntimeError):
    """A test tried to reach another machine."""


def _stays_on_this_machine(host: str | bytes | None) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if not name or name == "localhost":
        return True
    try:
        address = ipaddress.ip_address(name.split("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


@pytest.fixture(scope="session", autouse=True)
def outside_attempts() -> Iterator[list[str]]:
    """Every attempt to reach another machine, each refused."""
    attempts: list[str] = []

    def refuse_unless_local(host: str | bytes | None) -> None:
        if not _stays_on_this_machine(host):
            attempts.append(str(host))
            raise OutsideConnectionRefused(f"Tests reach no other machine; this one tried {host!r}.")

    def guarded(method: Callable[..., Any]) -> Callable[..., Any]:
        def call(self: socket.socket, address: Any) -> Any:
            if self.family in INTERNET:
                refuse_unless_local(address[0])
            return method(self, address)

        return call

    look_up = socket.getaddrinfo

    def guarded_look_up(host: str | bytes | None, *args: Any, **kwargs: Any) -> Any:
        refuse_unless_local(host)
        return look_up(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
        patch.setattr(socket, "getaddrinfo", guarded_look_up)
        yield attempts


@pytest.fixture(autouse=True)
def nothing_left_this_machine(outside_attempts: list[str]) -> Iterator[None]:
    """Fails the test that tried to reach another machine, even when the code under test hid the refusal."""
    outside_attempts.clear()
    yield
    assert not outside_attempts, f"This test tried to reach {', '.join(outside_attempts)}."


@pytest.fixture(scope="session", autouse=True)
def no_settings_from_outside() -> Iterator[None]:
    """Keys, addresses and settings of the developer's shell are not seen by any test."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(SETTINGS_FROM_OUTSIDE):
                patch.delenv(name)
        yield


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for each test in turn: to make one, pytest looks at all that it made, in the end thousands."""
    base = tmp_path_factory.mktemp("homes")
    return (base / str(number) for number in count())


@pytest.fixture(autouse=True)
def data_folder(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Vigie keeps its data in this test; it does not exist yet, as on a first start."""
    home = next(homes)
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("VIGIE_DATA", str(home / "data"))
    return home / "data"


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`golden(name, text)`: the text is what `tests/golden/<name>` holds; `make golden` rewrites the file."""

    def compare(name: str, text: str) -> None:
        file = Path(os.path.normpath(GOLDEN / name))
        if request.config.getoption("--rewrite-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert file.exists(), f"tests/golden/{name} is missing: run `make golden` and read what it wrote."
        assert text == file.read_text(encoding="utf-8")

    return compare


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the option behind `make golden`."""
    parser.addoption(
        "--rewrite-golden",
        action="store_true",
        help="run only the tests that compare with a golden file, and rewrite those files",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keeps only the tests with golden files when those are being rewritten; what takes long goes first.

    Several processes share the files: a long one that begins last would keep all others waiting.
    """
    items.sort(key=_place)
    if config.getoption("--rewrite-golden"):
        kept = [item for item in items if "golden" in getattr(item, "fixturenames", ())]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept


def _place(item: pytest.Item) -> int:
    path = item.path.relative_to(TESTS)
    named = (path.as_posix(), path.parts[0])
    return next((place for place, name in enumerate(_LONG_FIRST) if name in named), len(_LONG_FIRST))
