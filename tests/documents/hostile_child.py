"""Stands in for the process that reads a file, after the file has taken it over: does what stdin says."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path


def main() -> None:
    """One of the things that a program which is not trusted may do."""
    wish = sys.stdin.read()
    block = {"text": "A clause.", "level": 0, "label": ""}
    answers = {
        "garbage": "not json",
        "unknown level": json.dumps({"read": {"blocks": [block | {"level": 99}]}}),
        "empty block": json.dumps({"read": {"blocks": [block | {"text": " "}]}}),
        "own code": json.dumps({"refused": "because", "detail": ""}),
        "a path as detail": json.dumps({"refused": "broken", "detail": "/etc/passwd: \x1b[2J"}),
        "too much text": json.dumps({"read": {"blocks": [block | {"text": "a" * 40_000}]}}),
        "environment": json.dumps({"read": {"blocks": [block | {"text": " ".join(sorted(_environment()))}]}}),
    }
    if wish in answers:
        sys.stdout.write(answers[wish])
    elif wish == "endless":
        while True:
            sys.stdout.write("a" * 100_000)
    elif wish == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif wish == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    elif wish == "children":
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        time.sleep(60)
    else:
        time.sleep(60)


def _environment() -> list[str]:
    """The names of what was handed on, as the system knows it."""
    return [each.partition("=")[0] for each in Path("/proc/self/environ").read_text().split("\0") if each]


if __name__ == "__main__":
    main()
