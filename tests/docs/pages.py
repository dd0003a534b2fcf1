"""The parts of the documentation that are made from what it describes: commands, settings, prompts."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click

from bot.adapters.prompt_folder import read_prompts
from bot.cli.app import vigie
from bot.domain.budgets import estimate_tokens

ROOT = Path(__file__).resolve().parents[2]
_MADE = "<!-- Made from {source} by `make golden`; edit what is above this line only. -->"
_WIDTH = 98


def made_page(name: str, source: str, made: str) -> str:
    """A page of docs/: what was written by hand, the line that ends it, and what is made from the code."""
    line = _MADE.format(source=source)
    by_hand, found, _ = (ROOT / "docs" / name).read_text("utf-8").partition(line)
    assert found, f"docs/{name} has lost the line {line}"
    return f"{by_hand}{line}\n\n{made.strip()}\n"


def commands() -> dict[str, click.Command]:
    """Every command by what is typed for it, in the order of the help."""
    return dict(_under("vigie", vigie))


def _under(typed: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield typed, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in sorted(command.list_commands(context)):
            each = command.get_command(context, name)
            assert each, name
            yield from _under(f"{typed} {name}", each)


def commands_page() -> str:
    """The help of every command."""
    return "\n\n".join(f"## {typed}\n\n```\n{_help(typed, each)}\n```" for typed, each in commands().items())


def _help(typed: str, command: click.Command) -> str:
    parent = None
    for name in typed.split()[:-1]:
        parent = click.Context(vigie, info_name=name, parent=parent, terminal_width=_WIDTH)
    context = click.Context(command, info_name=typed.split()[-1], parent=parent, terminal_width=_WIDTH)
    context.help_option_names = ["-h", "--help"]
    return command.get_help(context).strip()


def settings() -> dict[str, str]:
    """Every variable of bot/config/settings.py and what its field says of it, in the order of the file."""
    [declared] = [
        node
        for node in ast.parse((ROOT / "bot/config/settings.py").read_text("utf-8")).body
        if isinstance(node, ast.ClassDef) and node.name == "Settings"
    ]
    said: dict[str, str] = {}
    for field, text in zip(declared.body, declared.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr):
            assert isinstance(text.value, ast.Constant)
            assert isinstance(text.value.value, str)
            variable, _, meaning = " ".join(text.value.value.split()).partition(": ")
            said[variable] = meaning
    return said


def settings_page() -> str:
    """A heading a variable."""
    return "\n\n".join(f"## {name}\n\n{_sentence(meaning)}" for name, meaning in settings().items())


def prompts_page() -> str:
    """A row a prompt, in the order in which they are asked."""
    rows = []
    for each in read_prompts(ROOT / "prompts").values():
        variables = ", ".join(f"`{name}`" for name in each.variables)
        tokens = estimate_tokens(each.system + each.user)
        rows.append(
            f"| `{each.name}` | {each.purpose} | `{each.answer}` | {variables} | {each.version} | {tokens} |"
        )
    return "\n".join(
        ["| Prompt | Purpose | Answer | Variables | Version | Tokens |", "|---|---|---|---|---:|---:|", *rows]
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "."


def quoted_commands(markdown: str) -> Iterator[str]:
    """`vigie …` and `make …` as a page tells its reader to type them, in code spans and code blocks."""
    blocks = re.findall(r"^ *```[a-z]*\n(.*?)^ *```", markdown, re.DOTALL | re.MULTILINE)
    lines = [line for block in blocks for line in block.splitlines()]
    spans = re.findall(
        r"`([^`\n]+)`", re.sub(r"^ *```.*?^ *```", "", markdown, flags=re.DOTALL | re.MULTILINE)
    )
    for code in (*lines, *spans):
        for part in re.split(r"\||&&|;", code.partition(" #")[0]):
            typed = re.sub(r"^(?:\s|\$ |[A-Z_]+=\S+ |\.venv/bin/)+", "", part).strip()
            if re.match(r"(?:vigie|make)(?:\s|$)", typed):
                yield typed
