"""Messages, forms and notices as the page knows them."""

from bot.workspace.json_types import Json


def no_ack_notice(thread_ts: str | None) -> Json:
    """What a page is told when the bot did not acknowledge something."""
    notice = {"type": "notice", "text_key": "page.notice.no-ack"}
    return notice | {"thread_ts": thread_ts} if thread_ts else notice


def page_message(message: Json) -> Json:
    """A message as the page knows it."""
    kept = (
        "ts",
        "user",
        "text",
        "blocks",
        "thread_ts",
        "edited",
        "reactions",
        "deleted",
        "files",
        "metadata",
        "is_ephemeral",
        "subtype",
    )
    return {"text": "", "blocks": []} | {key: message[key] for key in kept if key in message}


def page_view(view: Json | None) -> Json | None:
    """A form, or what the app shows at home."""
    kept = ("id", "hash", "type", "title", "submit", "close", "blocks", "depth")
    return None if view is None else {name: view[name] for name in kept if name in view}
