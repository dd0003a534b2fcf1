"""The bench's result: a table for people, the same as JSON for programs."""

import json
import os
import platform
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tests.bench.figures import Figure, Part

_MET = {True: "met", False: "MISSED", None: ""}


def table(figures: Sequence[Figure]) -> str:
    """One line a figure: what, how much, the target, whether it is met, how it was measured."""
    rows = [("", "measured", "target", "", "how")]
    rows += [(each.name, _amount(each), _target(each), _MET[each.met], each.how) for each in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = []
    for row in rows:
        first, second, third, fourth = (
            cell.ljust(width) for cell, width in zip(row[:4], widths, strict=True)
        )
        lines.append(f"{first}  {second}  {third}  {fourth}  {row[4]}".rstrip())
    return "\n".join(lines)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.2f}"


def _amount(figure: Figure) -> str:
    return f"{_number(figure.value)} {figure.unit}".strip()


def _target(figure: Figure) -> str:
    return "" if figure.target is None else f"{'≥' if figure.at_least else '≤'} {_number(figure.target)}"


def machine() -> dict[str, Any]:
    """What the figures were measured on; the load says how busy it was."""
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "load": [round(each, 2) for each in os.getloadavg()],
    }


def write_json(path: Path, parts: Iterable[Part], posts: dict[str, float], where: dict[str, Any]) -> None:
    """Everything that was printed. Raises `OSError`."""
    result = {
        "machine": where,
        "posts": posts,
        "parts": [
            {
                "part": part.name,
                "measured": not part.failed,
                "figures": [_record(each) for each in part.figures],
                "remarks": [remark.strip() for remark in part.remarks],
            }
            for part in parts
        ],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _record(figure: Figure) -> dict[str, Any]:
    return {
        "name": figure.name,
        "value": round(figure.value, 4),
        "unit": figure.unit,
        "how": figure.how,
        "target": figure.target,
        "better": "more" if figure.at_least else "less",
        "met": figure.met,
    }
