"""`real_model`: a real language model of 135 million parameters, served on this machine.

It copies the draft back, invents quotes and loops: assert shapes and promises, never what it says.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.adapters.langchain_model import LangChainModel
from tests.model.brief_model import BriefModel
from tests.model.serve import KEY

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ROOT / ".model"
NAME = "openai:smollm2-135m"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what is here: each call takes seconds of both cores."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.model)
            item.add_marker(pytest.mark.timeout(3_000))


@pytest.fixture(scope="session")
def real_address() -> Iterator[str]:
    """The base URL of a server with the real model, ready; one for all tests."""
    if not PACKAGES.is_dir():
        pytest.skip("The packages of the small model are not there: run make test-model.")
    server = subprocess.Popen(
        [sys.executable, Path(__file__).with_name("serve.py"), PACKAGES],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"OMP_WAIT_POLICY": "passive"},
        text=True,
    )
    assert server.stdin
    assert server.stdout
    with server:
        address = server.stdout.readline().strip()
        assert address, "The server of the small model did not start."
        yield f"{address}/v1"
        server.stdin.close()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()


@pytest.fixture
def real_model(real_address: str) -> BriefModel:
    """The port `Model` with the real model behind it, held to brief answers; two calls at once."""
    return BriefModel(LangChainModel(NAME, KEY, real_address))
