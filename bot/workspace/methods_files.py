"""`files.*`: what people attached."""

from bot.workspace.calls import Call, Method, SlackError
from bot.workspace.json_types import Json


def info(call: Call) -> Json:
    """One file, and where its content is found."""
    file = call.state.store.file(call.required("file"))
    if file is None:
        raise SlackError("file_not_found")
    return {"file": call.state.found(file), "comments": [], "response_metadata": {"next_cursor": ""}}


METHODS = {"files.info": Method(info, ("files:read",))}
