"""The folder of prompts is read whole, or refused with its file, its line and one sentence."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.adapters.prompt_folder import NAMES, read_prompts
from bot.domain.prompts import version_of
from bot.usecases.ports import PolicyFileError

SHIPPED = Path(__file__).resolve().parents[2] / "prompts"
FRONT = "---\npurpose: Ask once more.\nvariables: [why]\nanswer: any\nversion: 1\n---\n"
BODY = "## User\n\nAgain: {{why}}.\n"

Write = Callable[[str | bytes], Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the prompts of the repository."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "prompts"))


@pytest.fixture
def write(folder: Path) -> Write:
    """`write(text)`: another text for `repair.md`."""

    def write(text: str | bytes) -> Path:
        (folder / "repair.md").write_bytes(text if isinstance(text, bytes) else text.encode())
        return folder

    return write


def _refusal(folder: Path) -> str:
    with pytest.raises(PolicyFileError) as refused:
        read_prompts(folder)
    return str(refused.value)


def test_the_prompts_of_the_repository_are_those_that_are_asked_for() -> None:
    prompts = read_prompts(SHIPPED)

    assert sorted(prompts) == sorted(NAMES)
    assert all(name == prompt.name for name, prompt in prompts.items())
    assert all("{{fence}}" in each.user for each in prompts.values() if each.name != "repair")


def test_what_a_file_says_is_what_the_prompt_has(write: Write) -> None:
    repair = read_prompts(write(FRONT + BODY))["repair"]

    assert (repair.purpose, repair.variables, repair.answer) == ("Ask once more.", ("why",), "any")
    assert (repair.version, repair.system, repair.user) == (1, "", "Again: {{why}}.")


def test_a_byte_order_mark_and_the_line_ends_of_windows_change_nothing(write: Write) -> None:
    plain = read_prompts(write(FRONT + BODY))
    windows = read_prompts(write(b"\xef\xbb\xbf" + (FRONT + BODY).replace("\n", "\r\n").encode()))

    assert version_of(plain) == version_of(windows)


def test_a_prompt_that_is_missing_is_named(folder: Path) -> None:
    (folder / "judge.md").unlink()

    assert _refusal(folder) == "prompts/judge.md:1: this prompt is missing"


def test_a_prompt_that_nothing_asks_for_is_named(folder: Path) -> None:
    shutil.copy(folder / "judge.md", folder / "judgement.md")

    assert _refusal(folder) == "prompts/judgement.md:1: nothing asks for a prompt of this name"


def test_other_files_of_the_folder_are_left_alone(folder: Path) -> None:
    (folder / "notes.txt").write_text("Not a prompt.", encoding="utf-8")

    assert read_prompts(folder)


def test_a_folder_that_is_not_there_is_said_to_be_so(tmp_path: Path) -> None:
    said = "prompts/:1: this folder of prompts is not there or cannot be read"

    assert _refusal(tmp_path / "prompts") == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("## User\n\nAgain: {{why}}.\n", "1: front matter between two lines of three hyphens comes first"),
        ("---\npurpose: Ask.\n", "1: front matter between two lines of three hyphens comes first"),
        ("", "1: front matter between two lines of three hyphens comes first"),
        (FRONT.replace("answer: any", "answer: poem") + BODY, "4: answer: "),
        (FRONT.replace("version: 1", "version: 0") + BODY, "5: version: "),
        (FRONT.replace("version: 1", "version: 1\nmodel: gpt") + BODY, "6: model: "),
        (FRONT.replace("purpose: Ask once more.", "purpose: ''") + BODY, "2: purpose: "),
        (FRONT.replace("version: 1", "version: 1\nversion: 2") + BODY, "6: the key version is there twice"),
        (FRONT.replace("[why]", "[why") + BODY, "4: this is not valid YAML"),
        (FRONT.replace("[why]", "[]") + BODY, "9: repair: why is used and not among the variables"),
        (
            FRONT.replace("[why]", "[why, draft]") + BODY,
            "3: repair: draft is among the variables and not used",
        ),
        (FRONT.replace("[why]", "[why, why]") + BODY, "3: repair: a variable is there twice"),
        (FRONT + BODY + "\nAnd {{ why }}.", "11: repair: a variable is written {{like_this}}"),
        (
            FRONT + "Again: {{why}}.\n",
            "1: repair: the text is a part headed ## System and one headed ## User",
        ),
        (FRONT + BODY + "x" * 100_000, "1: this file is too long for a prompt"),
        (b"---\npurpose: \xe9\n---\n", "1: this file cannot be read: it must be UTF-8 text"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_line(
    text: str | bytes, said: str, write: Write
) -> None:
    assert _refusal(write(text)).startswith(f"prompts/repair.md:{said}")


@pytest.mark.parametrize(
    ("name", "before", "after", "said"),
    [
        (
            "rewrite", "affiliation", "limit",
            "prompts/rewrite.md:3: rewrite: affiliation must be among the variables",
        ),
        ("judge", "context", "person", "prompts/judge.md:3: judge: context must be among the variables"),
        (
            "answer", "question", "question}} {{draft",
            "prompts/answer.md:3: answer: draft cannot be among the variables",
        ),
    ],
)  # fmt: skip
def test_a_prompt_that_takes_other_variables_than_it_is_given_is_refused_with_its_line(
    name: str, before: str, after: str, said: str, folder: Path
) -> None:
    _, head, body = (folder / f"{name}.md").read_text(encoding="utf-8").split("---\n", 2)
    listed = after.replace("}} {{", ", ") if after != "limit" else ""
    head = head.replace(f" {before},", f" {listed}," if listed else "").replace(f" {before}]", f" {listed}]")
    body = body.replace(f"{{{{{before}}}}}", f"{{{{{after}}}}}")
    (folder / f"{name}.md").write_text(f"---\n{head}---\n{body}", encoding="utf-8")

    assert _refusal(folder) == said


def test_a_prompt_whose_answer_is_read_in_another_shape_is_refused_with_its_line(folder: Path) -> None:
    text = (folder / "judge.md").read_text(encoding="utf-8")
    (folder / "judge.md").write_text(text.replace("answer: judgement", "answer: rewriting"), encoding="utf-8")

    assert _refusal(folder) == "prompts/judge.md:4: judge: its answer is read as judgement, not rewriting"


def test_a_folder_in_the_place_of_a_prompt_cannot_be_read(folder: Path) -> None:
    (folder / "judge.md").unlink()
    (folder / "judge.md").mkdir()

    assert _refusal(folder) == "prompts/judge.md:1: this file cannot be read: it must be UTF-8 text"
