"""The documentation and the code say the same: pages made from the code, links, commands, sentences."""

import ast
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from bot.config import VARIABLES
from bot.slack.ids import APP_SCOPE, EVENTS, SCOPES
from bot.texts import catalogue
from tests.docs.pages import (
    ROOT,
    commands,
    commands_page,
    made_page,
    quoted_commands,
    settings,
    settings_page,
)

Golden = Callable[[str, str], None]

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("**/*.md")])
LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(([^)\s]+)\)")
CODE = re.compile(r"^```.*?^```|`[^`\n]+`", re.DOTALL | re.MULTILINE)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
TARGET = re.compile(r"^([a-z][a-z-]*):(?!=)", re.MULTILINE)


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _anchors(page: Path) -> set[str]:
    """The anchors that the usual Markdown viewers give the headings of a page."""
    headings = HEADING.findall(page.read_text("utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def _sentences_of(file: str) -> set[str]:
    """The sentences a module says to a person: whole strings, up to the first value filled in."""
    found = set()
    for node in ast.walk(ast.parse(_text(file))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            said = node.value.partition("{")[0].strip()
            if (
                re.match(r"(?:[A-Z][a-z]+|[A-Z]+_[A-Z]+) .+", said)
                and re.search(r"[.:(]$|[a-z]$", said)
                and "\n" not in said
            ):
                found.add(said)
    return found


def test_the_page_of_commands_is_what_help_prints(golden: Golden) -> None:
    golden("../../docs/cli.md", made_page("cli.md", "`--help`", commands_page()))


def test_the_page_of_settings_is_what_the_settings_say(golden: Golden) -> None:
    golden("../../docs/settings.md", made_page("settings.md", "`bot/config/settings.py`", settings_page()))


def test_every_setting_says_what_it_is() -> None:
    assert list(settings()) == list(VARIABLES.values())
    assert all(settings().values())


def test_the_example_settings_file_has_every_variable_and_no_other() -> None:
    named = re.findall(r"^#?([A-Z][A-Z_]+)=", _text(".env.example"), re.MULTILINE)

    assert sorted(named) == sorted(VARIABLES.values())


def test_every_link_between_pages_leads_somewhere() -> None:
    broken = []
    for page in PAGES:
        for link in LINK.findall(CODE.sub("", page.read_text("utf-8"))):
            if re.match(r"[a-z]+:", link):
                continue
            name, _, anchor = link.partition("#")
            target = page.parent / name if name else page
            if not target.exists() or (anchor and anchor not in _anchors(target)):
                broken.append(f"{page.name}: {link}")

    assert not broken


def test_every_page_of_docs_is_reached_from_the_readme() -> None:
    linked = {link.partition("#")[0] for link in LINK.findall(_text("README.md"))}
    forgotten = {f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md")} - linked

    assert not forgotten


def test_every_command_that_is_quoted_exists() -> None:
    targets = set(TARGET.findall(_text("Makefile")))
    wrong = [
        f"{page.name}: {typed}"
        for page in PAGES
        for typed in quoted_commands(page.read_text("utf-8"))
        if not (_is_target(typed, targets) if typed.startswith("make") else _is_command(typed))
    ]

    assert not wrong


def _is_target(typed: str, targets: set[str]) -> bool:
    words = [word for word in typed.split()[1:] if "=" not in word]
    return all(word in targets or word == "…" for word in words)


def _is_command(typed: str) -> bool:
    """Whether the command is one, and has the options given; what stands for a value is not looked at."""
    command, words = commands()["vigie"], shlex.split(typed.replace("…", ""))[1:]
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(click.Context(command), words.pop(0))
        if found is None:
            return False
        command = found
    known = {name for parameter in command.params for name in parameter.opts} | {"-h", "--help"}
    return all(word.partition("=")[0] in known for word in words if re.match(r"-\w|--\w", word))


def test_every_kind_of_quoted_command_is_looked_at() -> None:
    block = ".venv/bin/vigie doctor  # all\ncat a | vigie review -\nVIGIE_LANG=fr make chat\n"
    page = f"Type `vigie rules check FOLDER`, or:\n```\n{block}```\n"

    assert sorted(quoted_commands(page)) == [
        "make chat",
        "vigie doctor",
        "vigie review -",
        "vigie rules check FOLDER",
    ]
    assert not _is_command("vigie revue")
    assert not _is_command("vigie review --jsno FILE")


def test_every_key_of_the_json_contract_is_explained() -> None:
    keys = {
        key.value
        for node in ast.walk(ast.parse(_text("bot/domain/contract.py")))
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant)
    }
    explained = set(re.findall(r"`(\w+)`", _text("docs/cli.md")))

    assert len(keys) > 20
    assert not keys - explained


@pytest.mark.parametrize(
    "file",
    [
        "bot/adapters/database.py",
        "bot/adapters/database_errors.py",
        "bot/adapters/chroma_errors.py",
        "bot/adapters/chroma_index.py",
        "bot/adapters/sqlalchemy_archive.py",
        "bot/adapters/sqlalchemy_policies.py",
        "bot/adapters/sqlalchemy_publication.py",
        "bot/config/environment.py",
        "bot/config/reading.py",
        "bot/config/values.py",
    ],
)
def test_every_error_sentence_is_explained(file: str) -> None:
    explained = " ".join(_text("docs/running.md").split())
    sentences = {said for said in _sentences_of(file) if said not in _docstrings(file)}
    silent = {said for said in sentences if said.rstrip(".:( ") not in explained}

    assert not silent, f"docs/running.md does not say what to do: {silent}"


def _docstrings(file: str) -> str:
    """Every string that stands by itself: those explain code, they are said to nobody."""
    return "\n".join(
        node.value.value
        for node in ast.walk(ast.parse(_text(file)))
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def test_every_sentence_about_the_tokens_is_explained() -> None:
    explained = " ".join(_text("docs/slack-setup.md").split())
    sentences = [str(said) for key, said in catalogue("en").texts.items() if key.startswith("slack.token.")]
    silent = [said for said in sentences if re.split(r"[:({]", said)[0].strip() not in explained]

    assert len(sentences) > 10
    assert not silent, f"docs/slack-setup.md does not say what to do: {silent}"


def test_every_permission_is_explained() -> None:
    explained = _text("docs/slack-setup.md")

    assert not [name for name in (*SCOPES, APP_SCOPE, *EVENTS) if f"`{name}`" not in explained]


def test_every_line_of_the_journal_is_explained() -> None:
    explained = _text("docs/running.md")
    noted = {
        node.args[0].value
        for file in (ROOT / "bot").glob("**/*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and re.fullmatch(r"(.*[._])?(note|tell)", ast.unparse(node.func))
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }

    assert len(noted) > 10
    assert not {what for what in noted if f"| `{what}` |" not in explained}


def test_every_page_says_whom_it_is_for() -> None:
    """The first paragraph of each page: "For …: …"."""
    silent = [
        page.name
        for page in (ROOT / "docs").glob("*.md")
        if not re.match(r"# .+\n\nFor ", page.read_text(encoding="utf-8"))
    ]

    assert not silent


def test_every_folder_of_the_bot_is_on_the_page_of_the_layout() -> None:
    described = _text("docs/layout.md")
    folders = {
        f"bot/{path.name}/"
        for path in (ROOT / "bot").iterdir()
        if path.is_dir() and path.name != "__pycache__"
    }

    assert not {folder for folder in folders if folder not in described}


def test_the_changelog_has_its_headings() -> None:
    changelog = _text("CHANGELOG.md")
    allowed = {"Security", "Removed", "Deprecated", "Added", "Changed", "Fixed", "Policies", "Prompts"}

    assert re.search(r"^## \[?Unreleased", changelog, re.MULTILINE)
    assert set(re.findall(r"^### (\w+)", changelog, re.MULTILINE)) <= allowed
