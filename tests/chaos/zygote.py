"""A process that has loaded the bot, and splits off a real one whenever it is told to: two hundred starts
from nothing would take most of an hour.

It reads a line of JSON for each, `{"command", "environment", "log", "plan"}`, and answers its process id.
What it splits off is `vigie COMMAND` and nothing else; it has opened nothing before.
"""

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from bot.bootstrap import command_line, processes
from bot.bootstrap.application import Application
from tests.chaos.points import install
from tests.embedders import local_embedder, tuned_embedder

assert processes, "loaded once for all"


def main() -> None:
    """Answer every line of the standard input."""
    tuned_embedder().embed(["Les poids se chargent une fois."])
    Application.embedder = local_embedder()  # type: ignore[assignment]
    Application.meaning = tuned_embedder()  # type: ignore[assignment]
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # who is killed leaves nothing behind
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            _be(asked)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


def _be(asked: dict[str, Any]) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.clear()  # noqa: TID251 - a process of its own, with its own environment
    os.environ.update(asked["environment"])  # noqa: TID251
    Path(asked["environment"]["VIGIE_DATA"]).mkdir(parents=True, exist_ok=True)
    log = os.open(asked["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for descriptor, number in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(descriptor, number)
    code = 70
    try:
        install(asked["plan"])
        code = command_line.run_command_line([asked["command"]])
    finally:
        sys.stdout.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
