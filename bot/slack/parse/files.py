"""The files that came with a message, or with a form."""

from bot.slack.parse.payload import identifier, number, tables, text
from bot.usecases.chat_ports import FileRef

_MOST = 10
"""What Slack lets a message or a form have."""


def files_in(holder: object) -> tuple[FileRef, ...]:
    """Those that are still there, in order."""
    there = [each for each in tables(holder, "files") if each.get("mode") != "tombstone"]
    read = [
        FileRef(identifier(each, "id"), text(each, "name"), number(each, "size"), text(each, "mimetype"))
        for each in there[:_MOST]
    ]
    return tuple(each for each in read if each.id and each.name)
