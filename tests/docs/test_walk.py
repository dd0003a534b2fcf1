"""The walk in the documentation leads somewhere: every file and every function it names exists."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
STEP = re.compile(r"^\s+(bot/\S+\.py)\s+([A-Za-z_][\w.]*)", re.MULTILINE)


def _defined(file: Path) -> set[str]:
    names = set()
    for node in ast.parse(file.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        if isinstance(node, ast.ClassDef):
            names |= {f"{node.name}.{each.name}" for each in node.body if isinstance(each, ast.FunctionDef)}
    return names


def test_every_step_of_the_walk_exists():
    steps = STEP.findall((ROOT / "docs/walk.md").read_text("utf-8"))

    missing = [
        step for step in steps if not (ROOT / step[0]).is_file() or step[1] not in _defined(ROOT / step[0])
    ]

    assert len(steps) > 45
    assert missing == []
