"""What DBOS logs, kept from every handler: it may quote an exception, and an exception may quote a text."""

import logging
from contextlib import suppress

from bot.usecases.chat_ports import Note


class JobsLog(logging.Filter):
    """Notes only where something was said, and the kind of the exception."""

    def __init__(self, note: Note) -> None:
        super().__init__()
        self._tell = note

    def filter(self, record: logging.LogRecord) -> bool:
        """Always False; a note that fails stops no job."""
        if record.levelno >= logging.WARNING:
            kind = record.exc_info[0] if record.exc_info else None
            with suppress(Exception):
                self._tell(
                    "jobs.trouble",
                    place=f"{record.module}:{record.lineno}",
                    kind=kind.__name__ if kind else record.levelname.lower(),
                )
        return False
