"""The folder in which the owners write: documents with front matter, rules, resource topics, the firm.

    documents/<fr|en>/*.md    rules/*.yml    resources/*.yml    firm.yml    severities.yml
    cases/*.jsonl    examples/*.jsonl    learned.json

Whatever cannot be used is refused with its place and one sentence; nothing is skipped in silence, and nothing
outside the folder is read, wherever a link in it leads.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from bot.adapters.golden_cases import read_golden_cases
from bot.adapters.yaml_records import read_record
from bot.domain.clauses import Clause, PolicyDocument, split_clauses
from bot.domain.draft import Language
from bot.domain.firm import Strict
from bot.usecases.library_ports import GoldenCase
from bot.usecases.policy_text import MOST_BYTES, text_of
from bot.usecases.ports import PackSource, PolicyFileError, PolicySource
from bot.usecases.read_pack import LEARNED, SEVERITIES

_FENCE = re.compile(r"---[ \t]*\n")
_LANGUAGES: tuple[Language, ...] = ("fr", "en")


def _a_date(value: Any) -> Any:
    if type(value) is date:
        return value
    raise ValueError("this is not a date; write it like 2026-01-31")


def _an_id(value: str) -> str:
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9-]{0,31}", value):
        return value
    raise ValueError("an id begins with a letter and has letters, digits and hyphens, 32 at most")


def _a_number(value: Any) -> Any:
    if type(value) is int and value > 0:
        return value
    raise ValueError("this is not a version number: 1, 2, 3…")


class FrontMatter(Strict):
    """What a document says of itself, between two lines of three hyphens."""

    id: Annotated[str, AfterValidator(_an_id)]
    title: Annotated[str, Field(min_length=1, max_length=200)]
    version: Annotated[int, BeforeValidator(_a_number)]
    owner: Annotated[str, Field(min_length=1, max_length=200)]
    effective: Annotated[date, BeforeValidator(_a_date)]
    language: Language


class PolicyFolder:
    """The port `PolicyFiles` on a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def documents(self) -> list[PolicySource]:
        """Every document, by file name. Raises `PolicyFileError`."""
        sources: list[PolicySource] = []
        places: dict[tuple[str, Language], str] = {}
        for file, language in self._document_files():
            source = self._read_document(file, language)
            place = source.document.id, language
            if place in places:
                raise PolicyFileError(source.file, 1, f"{places[place]} has the same id and language")
            places[place] = source.file
            sources.append(source)
        if not sources:
            raise PolicyFileError(
                "documents", 1, "there is no document: write one in documents/fr or documents/en"
            )
        return sources

    def pack(self) -> PackSource:
        """The rules, the resource topics and the firm profile. Raises `PolicyFileError`."""
        rules = self._records("rules")
        if not rules:
            raise PolicyFileError(
                "rules", 1, "there is no rule: write one in a file of its own, ending in .yml"
            )
        return PackSource(
            rules,
            self._records("resources"),
            self._text(self._folder / "firm.yml"),
            severities=self._text_if_any(SEVERITIES),
            learned=self._text_if_any(LEARNED),
        )

    def labelled(self) -> dict[str, str]:
        """The files of labelled posts that the rules of meaning learn from. Raises `PolicyFileError`."""
        return self._lines_of_json("examples")

    def cases(self) -> list[GoldenCase]:
        """The golden cases, in order: the port `GoldenCases`. Raises `PolicyFileError`."""
        return read_golden_cases(self._lines_of_json("cases"))

    def keep_learned(self, text: str) -> None:
        """Write what was learned beside what it was learned from. Raises `PolicyFileError`."""
        target = self._folder / LEARNED
        self._refuse_outside(target)
        try:
            with NamedTemporaryFile("w", encoding="utf-8", dir=self._folder, delete=False) as fresh:
                fresh.write(text)
            Path(fresh.name).replace(target)
        except OSError:
            raise PolicyFileError(LEARNED, 1, "this file cannot be written") from None

    def _document_files(self) -> Iterator[tuple[Path, Language]]:
        for entry in self._entries(self._folder / "documents"):
            language: Language | None = next((each for each in _LANGUAGES if each == entry.name), None)
            if language is None:
                raise PolicyFileError(
                    self._shown(entry), 1, "documents belong in documents/fr or documents/en"
                )
            for file in self._entries(entry):
                if file.suffix != ".md":
                    raise PolicyFileError(self._shown(file), 1, "only Markdown files (.md) can be read here")
                yield file, language

    def _records(self, name: str) -> dict[str, str]:
        texts = {}
        for file in self._entries(self._folder / name):
            if file.suffix not in (".yml", ".yaml"):
                raise PolicyFileError(self._shown(file), 1, "only YAML files (.yml) can be read here")
            texts[self._shown(file)] = self._text(file)
        return texts

    def _lines_of_json(self, name: str) -> dict[str, str]:
        texts = {}
        for file in self._entries(self._folder / name):
            if file.suffix != ".jsonl":
                raise PolicyFileError(
                    self._shown(file), 1, "only files of one JSON object a line (.jsonl) can be read here"
                )
            texts[self._shown(file)] = self._text(file)
        return texts

    def _entries(self, folder: Path) -> list[Path]:
        """What is in a folder, by name, but hidden files; nothing when it does not exist."""
        try:
            if not folder.exists():
                return []
            self._refuse_outside(folder)
            return sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
        except OSError:
            raise PolicyFileError(self._shown(folder), 1, "this folder cannot be read") from None

    def _read_document(self, file: Path, language: Language) -> PolicySource:
        content, shown = self._bytes(file), self._shown(file)
        text = text_of(content, shown)
        head, body = _parted(text, shown)
        front = read_record(FrontMatter, head, shown)
        if front.language != language:
            line = 1 + next(at for at, each in enumerate(head.split("\n")) if each.startswith("language"))
            raise PolicyFileError(shown, line, f"the language is {front.language}, the folder is {language}")
        document = PolicyDocument(body=body, **dict(front))
        _refuse_unusable(split_clauses(document), text, shown)
        return PolicySource(document, content, shown)

    def _text_if_any(self, name: str) -> str:
        file = self._folder / name
        return self._text(file) if file.exists() else ""

    def _text(self, file: Path) -> str:
        return text_of(self._bytes(file), self._shown(file))

    def _bytes(self, file: Path) -> bytes:
        self._refuse_outside(file)
        shown = self._shown(file)
        try:
            if not file.exists():
                raise PolicyFileError(shown, 1, "this file is missing")
            if not file.is_file():
                raise PolicyFileError(shown, 1, "this is not a file")
            with file.open("rb") as opened:
                content = opened.read(MOST_BYTES + 1)
        except OSError:
            raise PolicyFileError(shown, 1, "this file cannot be read") from None
        return content

    def _refuse_outside(self, path: Path) -> None:
        try:
            inside = path.resolve().is_relative_to(self._folder.resolve())
        except (OSError, RuntimeError):
            raise PolicyFileError(self._shown(path), 1, "this link leads nowhere") from None
        if not inside:
            raise PolicyFileError(self._shown(path), 1, "this link leads out of the policy folder")

    def _shown(self, path: Path) -> str:
        """The path in the folder, with whatever does not print written as an escape."""
        return "".join(
            character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
            for character in path.relative_to(self._folder).as_posix()
        )


def _parted(text: str, shown: str) -> tuple[str, str]:
    """The front matter (after an empty line, so that its line numbers are the file's) and the body."""
    opening = _FENCE.match(text)
    closing = _FENCE.search(f"{text}\n", opening.end()) if opening else None
    while opening and closing and text[closing.start() - 1] != "\n":
        closing = _FENCE.search(f"{text}\n", closing.end())
    if not opening or not closing:
        raise PolicyFileError(
            shown, 1, "the front matter is missing: begin with its keys between two lines of ---"
        )
    return "\n" + text[opening.end() : closing.start()], text[closing.end() :]


def _refuse_unusable(clauses: list[Clause], text: str, shown: str) -> None:
    if not clauses:
        raise PolicyFileError(shown, 1, "there is no clause: a clause is a heading (## …) with text under it")
    seen: set[str] = set()
    for clause in clauses:
        if clause.key in seen:
            raise PolicyFileError(
                shown, _second_line(text, clause.key), f"the clause {clause.key} is there twice"
            )
        seen.add(clause.key)


def _second_line(text: str, key: str) -> int:
    headings = [
        number
        for number, line in enumerate(text.split("\n"), 1)
        if re.match(rf"#{{2,4}}\s+{re.escape(key)}(?![\w.]*\w)", line)
    ]
    return headings[1] if len(headings) > 1 else 1
