"""What the bot tells its operator: one line an event, with ids and never a text."""

import logging
import sys
from contextlib import suppress
from typing import TextIO

import structlog

from bot.usecases.chat_ports import Note


def open_journal(stream: TextIO | None = None) -> Note:
    """Notes as JSON lines, on standard error by default; a line that cannot be written is lost, no more."""
    logger = structlog.wrap_logger(
        structlog.PrintLogger(stream or sys.stderr),
        processors=[
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            structlog.processors.EventRenamer("what"),
            structlog.processors.JSONRenderer(ensure_ascii=True),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )

    def note(what: str, /, **ids: str | int | float) -> None:
        with suppress(OSError, ValueError):  # a full disk, a reader that went away: work goes on
            logger.info(what, **ids)

    return note
