"""What a command is told in words: some at least. An empty word is a variable of a script that nobody set."""

import click

from bot.cli.wiring import Wiring
from bot.domain.draft import Language
from bot.texts import say


class Said(click.ParamType[str]):
    """A text that says something."""

    name = "text"

    def __init__(self, what: str, *, as_given: bool = False) -> None:
        """`what` it is (`said.*` in the catalogues); `as_given`: with its outer spaces."""
        self._what = what
        self._as_given = as_given

    def convert(self, value: str, param: click.Parameter | None, context: click.Context | None) -> str:
        """The text. Fails, as usage, where it says nothing."""
        if not value.strip():
            wiring = context.obj if context else None
            language: Language = wiring.language if isinstance(wiring, Wiring) else "en"
            self.fail(say(f"said.{self._what}", language), param, context)
        return value if self._as_given else value.strip()


file_name = Said("file", as_given=True)
