"""Every text a person reads, in French and in English: gettext catalogues, one a door and a language.

`fr/*.po` and `en/*.po` have the same keys with the same placeholders (`tests/texts` holds them together); a
text that counts has one form for each plural of its language. The catalogues are read as they are written:
nothing is compiled.
"""

import gettext
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")
_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Catalogue:
    """The texts of one language: one form, or one for each plural."""

    texts: Mapping[str, str | tuple[str, ...]]
    plural: Callable[[int], int]


@cache
def catalogue(language: Language) -> Catalogue:
    """All catalogues of a language as one. Raises ValueError for a key that two of them have."""
    from babel.messages.pofile import read_po  # takes time to load

    texts: dict[str, str | tuple[str, ...]] = {}
    expression = "n != 1"
    for file in sorted((_FOLDER / language).glob("*.po")):
        with file.open("rb") as written:
            read = read_po(written, locale=language, abort_invalid=True)
        expression = read.plural_expr
        for message in read:
            if not message.id:
                continue
            key = message.id if isinstance(message.id, str) else message.id[0]
            if key in texts:
                raise ValueError(f"two catalogues have {key}")
            texts[key] = message.string if isinstance(message.string, str) else tuple(message.string or ())
    return Catalogue(texts, gettext.c2py(expression))


def say(key: str, language: Language, **values: object) -> str:
    """One text with its values filled in; `count` chooses between plurals.

    Raises KeyError for an unknown key.
    """
    catalog = catalogue(language)
    text = catalog.texts[key]
    if not isinstance(text, str):
        count = values["count"]
        text = text[catalog.plural(count if isinstance(count, int) else int(str(count)))]
    return text.format(**values)
