"""The page for those who change a prompt: prompts, variables and answers are as the files say."""

import re
from collections.abc import Callable
from typing import get_args

from bot.adapters.prompt_folder import NAMES, read_prompts
from bot.domain.prompts import AnswerKind
from tests.docs.pages import ROOT, made_page, prompts_page

PAGE = (ROOT / "docs/prompts.md").read_text(encoding="utf-8")


def _first_cells(heading: str) -> set[str]:
    section = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return set(re.findall(r"^\| `([\w-]+)` \|", section, re.MULTILINE))


def test_the_table_of_prompts_is_what_their_files_say(golden: Callable[[str, str], None]) -> None:
    golden("../../docs/prompts.md", made_page("prompts.md", "`prompts/`", prompts_page()))


def test_every_variable_of_a_prompt_is_explained_and_no_other() -> None:
    used = {name for each in read_prompts(ROOT / "prompts").values() for name in each.variables}

    assert _first_cells("The variables") == used


def test_every_answer_is_said_to_be_checked_and_no_other() -> None:
    assert _first_cells("What is never left to a prompt") == set(get_args(AnswerKind))


def test_every_prompt_has_its_golden_files() -> None:
    files = {file.stem for file in (ROOT / "tests/golden/prompts").iterdir()}

    assert files == {f"{name}-{language}" for name in NAMES for language in ("fr", "en")}
