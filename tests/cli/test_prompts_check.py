"""`vigie doctor` says whether what the language model is asked can be read."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.bootstrap.application import Application
from bot.bootstrap.checks import checks
from bot.bootstrap.model_checks import prompts_check
from bot.config import read_settings
from bot.domain.prompts import version_of

SHIPPED = Path(__file__).resolve().parents[2] / "prompts"

Opened = Callable[..., Application]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """`opened(folder, VIGIE_LANG="fr")`: the program with these prompts and settings."""
    applications: list[Application] = []

    def open_with(folder: Path = SHIPPED, **given: str) -> Application:
        ours = {"VIGIE_DATA": str(tmp_path / "data"), "VIGIE_PROMPTS": str(folder), "VIGIE_LANG": "en"}
        applications.append(Application(read_settings(ours | given)))
        return applications[-1]

    yield open_with
    for each in applications:
        each.close()


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """The prompts of the repository, but for one that uses a variable nobody gives."""
    folder = Path(shutil.copytree(SHIPPED, tmp_path / "prompts"))
    (folder / "repair.md").write_text(
        (SHIPPED / "repair.md").read_text(encoding="utf-8").replace("{{why}}", "{{reason}}"), encoding="utf-8"
    )
    return folder


def test_prompts_that_can_be_read_are_counted_with_their_version(opened: Opened) -> None:
    version = version_of(opened().prompts)

    assert prompts_check(opened()).says == f"6 prompts, version {version}"
    assert prompts_check(opened(VIGIE_LANG="fr")).says == f"6 consignes, version {version}"


def test_prompts_that_cannot_be_read_are_a_problem_where_there_is_a_model(
    opened: Opened, broken: Path
) -> None:
    check = prompts_check(opened(broken, OPENAI_API_KEY="sk-test"))

    assert check.state == "problem"
    assert check.says == "prompts/repair.md:9: repair: reason is used and not among the variables"


def test_without_a_model_they_are_only_told(opened: Opened, broken: Path, tmp_path: Path) -> None:
    assert prompts_check(opened(broken)).state == "warning"
    assert prompts_check(opened(tmp_path / "nowhere")).state == "warning"


def test_the_doctor_looks_at_them_even_before_anything_is_published(opened: Opened, broken: Path) -> None:
    assert "prompts" in [each.name for each in checks(opened(broken))]
