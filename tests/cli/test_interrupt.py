"""Ctrl-C ends a command quietly, also while it still loads; asked to end, it leaves no half of a file."""

import signal
import subprocess
import sys
from pathlib import Path

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


ASKED_TO_END = """
import os, signal, sys
from bot.adapters.new_file import new_file
from bot.bootstrap import command_line
def run(arguments, wiring):
    with new_file(arguments[0]) as opened:
        opened.write(b"Un brouillon")
        opened.flush()
        os.kill(os.getpid(), signal.SIGTERM)
        signal.pause()
command_line.run = run
sys.exit(command_line.run_command_line(sys.argv[1:]))
"""


@pytest.mark.skipif(not hasattr(signal, "pause"), reason="this system has no signals to wait for")
def test_a_command_that_is_asked_to_end_leaves_nothing_of_what_it_wrote(tmp_path: Path) -> None:
    file = tmp_path / "night.tar.gz"
    ended = subprocess.run(
        [sys.executable, "-c", ASKED_TO_END, str(file)], capture_output=True, text=True, check=False
    )

    assert (ended.returncode, ended.stdout, ended.stderr) == (143, "", "")
    assert list(tmp_path.iterdir()) == []
