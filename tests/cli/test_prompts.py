"""`vigie prompts`: each prompt in a line; one that cannot be used is one sentence."""

import shutil
from pathlib import Path

import pytest

from bot.adapters.prompt_folder import NAMES
from bot.bootstrap.command_line import run_command_line

SHIPPED = Path(__file__).resolve().parents[2] / "prompts"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the prompts, which are those in force."""
    monkeypatch.setenv("VIGIE_PROMPTS", str(tmp_path / "prompts"))
    monkeypatch.setenv("VIGIE_LANG", "en")
    return Path(shutil.copytree(SHIPPED, tmp_path / "prompts"))


@pytest.mark.usefixtures("folder")
def test_each_prompt_is_listed_and_their_version_comes_last(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["prompts"]) == 0

    *listed, last = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in listed] == list(NAMES)
    assert all("tokens" in line for line in listed)
    assert last.startswith("6 prompts, version ")


def test_a_prompt_that_cannot_be_used_is_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "judge.md").write_text("Judge {{draft}}.", encoding="utf-8")

    assert run_command_line(["prompts"]) == 1
    assert capsys.readouterr().err == (
        "prompts/judge.md:1: front matter between two lines of three hyphens comes first\n"
    )
