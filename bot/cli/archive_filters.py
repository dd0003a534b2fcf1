"""Which records of the archive are meant: the options that search and export share."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar, get_args

import click

from bot.cli.telling import by_whom
from bot.domain.archived_lines import WantedLines
from bot.domain.findings import Verdict
from bot.texts import Language, say
from bot.usecases.archive_ports import Reader, WantedRecords
from bot.usecases.ports import RecordKind

_Command = TypeVar("_Command", bound=Callable[..., Any])


class _Words(click.ParamType[tuple[str, ...]]):
    """Some of a closed set of words, with commas between them."""

    name = "word,…"

    def __init__(self, known: tuple[str, ...]) -> None:
        self._known = known

    def convert(
        self, value: Any, parameter: click.Parameter | None, context: click.Context | None
    ) -> tuple[str, ...]:
        """The words. Fails, as usage, for one that is not in the set."""
        words = tuple(each.strip() for each in str(value).split(",") if each.strip())
        for word in words:
            if word not in self._known:
                self.fail(f"{word!r} is not one of {', '.join(self._known)}.", parameter, context)
        return words


_KINDS = ", ".join(get_args(RecordKind))
_DAY = click.DateTime(["%Y-%m-%d"])
_FILTERS = (
    click.option("--person", default="", metavar="ID", help="Of that person, by their id in Slack."),
    click.option("--kind", "kinds", type=_Words(get_args(RecordKind)), help=f"Of these kinds: {_KINDS}."),
    click.option(
        "--verdict", "verdicts", type=_Words(get_args(Verdict)), help="Reviews with these verdicts."
    ),
    click.option(
        "--rule", "rules", multiple=True, metavar="RULE", help="In which that rule found something."
    ),
    click.option("--from", "first", type=_DAY, metavar="DAY", help="From that day on (of UTC)."),
    click.option("--to", "last", type=_DAY, metavar="DAY", help="Until that day, which is included."),
    click.option("--reason", default="", help="Why texts of others are read: it is recorded."),
)


def filters(command: _Command) -> _Command:
    """The options, of a command that takes them as keywords."""
    for option in reversed(_FILTERS):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options say."""

    person: str = ""
    kinds: tuple[RecordKind, ...] | None = None
    verdicts: tuple[str, ...] | None = None
    rules: tuple[str, ...] = ()
    first: datetime | None = None
    last: datetime | None = None

    def records(self, *, newest_first: bool) -> WantedRecords:
        """As the database is asked."""
        start = self.first.replace(tzinfo=UTC) if self.first else None
        end = self.last.replace(tzinfo=UTC) + timedelta(days=1) if self.last else None
        return WantedRecords(self.kinds or (), self.person, start, end, newest_first=newest_first)

    def lines(self, words: tuple[str, ...] = ()) -> WantedLines:
        """As what is in the records is held against."""
        return WantedLines(self.verdicts or (), self.rules, words)

    def on_record(self, **more: Any) -> dict[str, Any]:
        """As it is archived who asked for what: what was not said is left out."""
        said = {
            "person": self.person,
            "kinds": list(self.kinds or ()),
            "verdicts": list(self.verdicts or ()),
            "rules": list(self.rules),
            "from": f"{self.first:%Y-%m-%d}" if self.first else "",
            "to": f"{self.last:%Y-%m-%d}" if self.last else "",
            **more,
        }
        return {key: value for key, value in said.items() if value}


def new_reading_id() -> str:
    """The id of the record that somebody reads."""
    return f"reading.{uuid.uuid4().hex[:16]}"


def reader_for(reason: str, language: Language) -> Reader:
    """Who reads and why. Raises `UsageError` where nobody says why."""
    if not reason.strip():
        raise click.UsageError(say("archive.no-reason", language))
    return Reader(by_whom(), reason.strip())
