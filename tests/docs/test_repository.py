"""What the repository promises about its own files."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 300
LONGEST_FUNCTION = 40

LOCK_FILE = re.compile(
    r"(requirements[^/]*\.(txt|in)|\.lock|pylock[^/]*\.toml|package-lock\.json|\.npmrc|pip\.conf)$"
)
ADDRESS = re.compile(r"https?:|file:|index-url|find-links|trusted-host|--registry")
MACHINE_PATH = re.compile(r"""(?:^|["'`\s(=:\[])/(?:root|home|Users|work|mnt)/[A-Za-z.]""")
MAKE_TARGET = re.compile(r"^(?P<name>[a-z][a-z-]*):(?!=)(?P<rest>.*)$", re.MULTILINE)

Function = ast.FunctionDef | ast.AsyncFunctionDef


def _repository_files() -> list[str]:
    """Paths of everything git keeps or would keep, so a new file is checked before it is committed."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = {name for name in listing.stdout.decode().split("\0") if name}
    return sorted(name for name in names if (ROOT / name).is_file())


def _lines(name: str) -> list[str]:
    """The lines of a text file; none for one that is not text."""
    content = (ROOT / name).read_bytes()
    return [] if b"\0" in content else content.decode("utf-8", errors="replace").splitlines()


def _code_files() -> list[str]:
    return [name for name in _repository_files() if name.startswith("bot/") and name.endswith(".py")]


def _functions(name: str) -> Iterator[Function]:
    tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def _length(function: Function) -> int:
    """Lines from `def` to the end, the docstring not counted: explaining must not cost anything."""
    whole = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function, clean=False) is None:
        return whole
    return whole - ((first.end_lineno or first.lineno) - first.lineno + 1)


def _pins(name: str) -> dict[str, list[Requirement]]:
    """The pinned versions of a compiled requirements file, by normal package name."""
    pins: dict[str, list[Requirement]] = {}
    for line in _lines(name):
        if re.match(r"[A-Za-z]", line):
            requirement = Requirement(line.removesuffix("\\").strip())
            pins.setdefault(_normal_name(requirement), []).append(requirement)
    return pins


def _normal_name(requirement: Requirement) -> str:
    return re.sub(r"[-_.]+", "-", requirement.name).lower()


def _version(pin: Requirement) -> str:
    return next(iter(pin.specifier)).version


def test_no_file_of_the_bot_is_too_long() -> None:
    long = {name: len(_lines(name)) for name in _code_files() if len(_lines(name)) > LONGEST_FILE}

    assert not long, f"Over {LONGEST_FILE} lines; does it do more than one thing? {long}"


def test_no_function_of_the_bot_is_too_long() -> None:
    long = {
        f"{name}:{function.lineno} {function.name}": _length(function)
        for name in _code_files()
        for function in _functions(name)
        if _length(function) > LONGEST_FUNCTION
    }

    assert not long, f"Over {LONGEST_FUNCTION} lines; does it do more than one thing? {long}"


def test_no_requirements_file_names_an_address() -> None:
    named = [
        f"{name}:{number}"
        for name in _repository_files()
        if LOCK_FILE.search(name)
        for number, line in enumerate(_lines(name), 1)
        if ADDRESS.search(line)
    ]

    assert not named, f"Compile without an index address (`make lock` does): {named}"


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    named = [
        f"{name}:{number}"
        for name in _repository_files()
        for number, line in enumerate(_lines(name), 1)
        if MACHINE_PATH.search(line)
    ]

    assert not named, f"A path that exists on one machine only: {named}"


def test_every_make_target_says_what_it_does() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    silent = [target["name"] for target in MAKE_TARGET.finditer(makefile) if " ## " not in target["rest"]]

    assert not silent, f"`make help` would not show: {silent}"


def test_every_make_target_runs_whatever_files_there_are() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY:(.*)$", makefile, re.MULTILINE)
    targets = {target["name"] for target in MAKE_TARGET.finditer(makefile)}

    assert phony is not None
    assert targets == set(phony[1].split())


@pytest.mark.parametrize(
    ("file", "section"),
    [
        ("requirements.txt", "dependencies"),
        ("requirements.txt", "build"),
        ("requirements-dev.txt", "dev"),
    ],
)
def test_the_pinned_versions_are_those_pyproject_allows(file: str, section: str) -> None:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = {**pyproject["dependency-groups"], "dependencies": pyproject["project"]["dependencies"]}
    pins = _pins(file)
    wrong = [
        wanted
        for wanted in groups[section]
        if not (found := pins.get(_normal_name(Requirement(wanted))))
        or not all(Requirement(wanted).specifier.contains(_version(pin)) for pin in found)
    ]

    assert not wrong, f"{file} is out of date, run `make lock`: {wrong}"


def test_both_requirements_files_pin_the_same_versions() -> None:
    run, dev = _pins("requirements.txt"), _pins("requirements-dev.txt")
    differing = [
        name
        for name in run.keys() & dev.keys()
        if {_version(pin) for pin in run[name]} != {_version(pin) for pin in dev[name]}
    ]

    assert not differing, f"Run `make lock`: {differing}"
