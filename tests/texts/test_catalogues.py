"""Every text exists in both languages, with the same values to fill in, and is used."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from bot import texts
from bot.texts import LANGUAGES, Language, catalogue, say

BOT = Path(texts.__file__).parents[1]
FOLDER = Path(texts.__file__).parent


def test_both_languages_have_the_same_keys() -> None:
    """A text written in one language alone would be an error for half of the people."""
    french, english = (set(catalogue(language).texts) for language in LANGUAGES)
    assert french - english == set()
    assert english - french == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_or_marked_as_doubtful(language: Language) -> None:
    """An empty or fuzzy entry is a text that nobody has written yet."""
    for file in sorted((FOLDER / language).glob("*.po")):
        for message in _read(file):
            forms = [message.string] if isinstance(message.string, str) else list(message.string)
            if message.id:
                assert all(form.strip() for form in forms), f"{file.name}: {message.id}"
                assert not message.fuzzy, f"{file.name}: {message.id}"


def test_both_languages_fill_in_the_same_values() -> None:
    """A value that one language leaves out would be lost there."""
    for key in catalogue("fr").texts:
        assert _values(key, "fr") == _values(key, "en"), key


def test_every_text_that_the_code_names_exists_and_every_text_is_named() -> None:
    """What the code says is in the catalogues; what no code says any more is not."""
    known = set(catalogue("fr").texts)
    patterns = sorted(set(_keys_in_code()))
    for pattern in patterns:
        assert any(_matches(pattern, key) for key in known), f"no text for {pattern}"
    unused = [key for key in known if not any(_matches(pattern, key) for pattern in patterns)]
    assert sorted(unused) == []


def test_a_text_that_counts_has_a_form_for_one_and_for_many() -> None:
    """French counts zero with one, English with many; both come from the catalogue."""
    counted = [key for key, text in catalogue("fr").texts.items() if isinstance(text, tuple)]
    for key in counted:
        for language in LANGUAGES:
            forms = catalogue(language).texts[key]
            assert isinstance(forms, tuple)
            assert len(forms) == 2
    assert catalogue("fr").plural(0) == 0
    assert catalogue("en").plural(0) == 1


def test_an_unknown_key_is_an_error() -> None:
    """Never an empty or made-up text."""
    with pytest.raises(KeyError):
        say("no.such.text", "fr")


def _read(file: Path) -> Catalog:
    with file.open("rb") as written:
        return read_po(written)


def _values(key: str, language: Language) -> set[str]:
    text = catalogue(language).texts[key]
    forms = (text,) if isinstance(text, str) else text
    return {name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name} - {"count"}


def _keys_in_code() -> Iterator[str]:
    """The first argument of every `say(…)`, `*` where it is filled in; and of the page's `say('…')`."""
    for file in BOT.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say" and node.args:
                yield from _patterns(node.args[0])
    for file in BOT.rglob("*.js"):
        yield from re.findall(r"\bsay\(\s*[\"'`]([a-z][\w.-]+)[\"'`]", file.read_text(encoding="utf-8"))


def _patterns(argument: ast.expr) -> Iterator[str]:
    if isinstance(argument, ast.Constant):
        yield str(argument.value)
    elif isinstance(argument, ast.JoinedStr):
        yield "".join(str(p.value) if isinstance(p, ast.Constant) else "*" for p in argument.values)
    elif isinstance(argument, ast.IfExp):
        yield from _patterns(argument.body)
        yield from _patterns(argument.orelse)


def _matches(pattern: str, key: str) -> bool:
    if "*" not in pattern:
        return pattern == key
    return re.fullmatch("[^.]+".join(map(re.escape, pattern.split("*"))), key) is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_button_that_a_text_names_is_called_so(language: Language) -> None:
    """Somebody told to press a button that has another name does not find it."""
    elsewhere = {"questions.po", "health.po", "archive.po"}  # they quote people, and titles of documents
    said = {file.name: _forms(file) for file in sorted((FOLDER / language).glob("*.po"))}
    labels = [form for forms in said.values() for form in forms]
    for name in said.keys() - elsewhere:
        for form in said[name]:
            for quoted in re.findall(r"[«“] ?([A-ZÀ-Þ][^»”{]*?)…? ?[»”]", form):
                assert any(each.startswith(quoted) for each in labels), f"{name}: {quoted}"


def _forms(file: Path) -> list[str]:
    messages = [message.string for message in _read(file) if message.id]
    return [form for each in messages for form in ([each] if isinstance(each, str) else each)]
