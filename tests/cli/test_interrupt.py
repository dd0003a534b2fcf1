"""Ctrl-C ends a command quietly, also while it still loads."""

import subprocess
import sys

import pytest

PROCESS = """
import sys
class Interrupted:
    def find_spec(self, name, path, target=None):
        if name == {module!r}:
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupted())
from bot.__main__ import main
main()
"""


@pytest.mark.parametrize("module", ["bot.bootstrap", "bot.config", "click"])
def test_an_interrupt_while_loading_leaves_without_a_word(module: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", PROCESS.format(module=module)], capture_output=True, text=True, check=False
    )

    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "")
