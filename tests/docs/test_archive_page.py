"""The page of the archive: what it tells an examiner to run finds what it says it finds."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli.archive_rows import json_line
from bot.domain.archived_lines import line_of
from bot.domain.chain import body_digest, next_record, salted
from bot.domain.chain_checks import Link
from bot.usecases.search_archive import FoundRecord
from tests.docs.pages import ROOT

AT = "2026-11-16T09:30:00.000000+00:00"
Lines = list[dict[str, object]]


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """The lines of the page, as somebody without Vigie would copy them."""
    page = (ROOT / "docs" / "archive.md").read_text(encoding="utf-8")
    [code] = re.findall(r"^```python\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    (tmp_path / "verify.py").write_text(code, encoding="utf-8")
    return tmp_path / "verify.py"


def exported() -> Lines:
    """Two chains as they are exported: with an old text without salt, and one that was erased."""
    lines = []
    for stream in ("T1:U1", "T1:Ü2"):
        head = None
        for number, kept in enumerate(
            (b"{}", salted('"é\ud800🙂"', bytes(range(16))), None, salted("", bytes(16)))
        ):
            digest = body_digest(kept if kept is not None else b"erased")
            head = next_record(head, stream, f"{stream}.{number}", "review", AT, digest)
            lines.append(json.loads(json_line(FoundRecord(Link(head, kept), line_of(stream, None)))))
    return lines


def run(script: Path, lines: Lines) -> tuple[int, str]:
    """Its exit code and what it says, in an interpreter that knows nothing of Vigie."""
    file = script.with_name("records.jsonl")
    file.write_text("".join(json.dumps(each) + "\n" for each in lines), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", str(script), str(file)],
        cwd=script.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_an_export_is_verified_with_nothing_but_the_standard_library(script: Path) -> None:
    lines = exported()

    code, said = run(script, lines)

    assert code == 0, said
    assert str(lines[3]["hash"]) in said
    assert len(script.read_text().splitlines()) < 20


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: lines[1].update(body="x"),
        lambda lines: lines[1].update(salt="00" * 16),
        lambda lines: lines[1].update(kind="note"),
        lambda lines: lines[2].update(at="yesterday"),
        lambda lines: lines.pop(1),
        lambda lines: lines.insert(0, lines.pop(1)),
    ],
)
def test_and_what_was_changed_in_it_is_found(change: Callable[[Lines], object], script: Path) -> None:
    lines = exported()
    change(lines)

    code, said = run(script, lines)

    assert code == 1
    assert "AssertionError" in said
