"""What the tour of the local workspace has the owner of the sample policies give: the next version of one."""

import re
from collections.abc import Mapping
from pathlib import Path

from bot.texts import LANGUAGES, Language, say
from bot.workspace.files import GivenFile

_VERSION = re.compile(r"^version: (\d+)$", re.MULTILINE)


def tour_files(policies: Path) -> Mapping[str, GivenFile]:
    """By language, a document of that folder in which one clause says more than it did; none for a language
    where no document has that clause, as in the policies of a real firm."""
    changed = {language: _changed(policies / "documents" / language, language) for language in LANGUAGES}
    return {language: file for language, file in changed.items() if file}


def _changed(folder: Path, language: Language) -> GivenFile | None:
    was, now = say("tour.clause.was", language), say("tour.clause.now", language)
    for path in sorted(folder.glob("*.md")):
        text = _text(path)
        if text.count(was) == 1:
            return GivenFile(path.name, "text/markdown", _next_version(text.replace(was, now)).encode())
    return None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _next_version(text: str) -> str:
    return _VERSION.sub(lambda found: f"version: {int(found[1]) + 1}", text, count=1)
