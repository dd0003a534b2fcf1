"""`files.*`: what people attached, and what the app brings."""

from bot.workspace import limits
from bot.workspace.calls import Call, Method, SlackError
from bot.workspace.conversations import Conversation
from bot.workspace.json_types import Json
from bot.workspace.methods_chat import bots_message, thread_of
from bot.workspace.uploads import UploadRefused


def info(call: Call) -> Json:
    """One file, and where its content is found."""
    file = call.state.store.file(call.required("file"))
    if file is None:
        raise SlackError("file_not_found")
    return {"file": call.state.found(file), "comments": [], "response_metadata": {"next_cursor": ""}}


def upload_address(call: Call) -> Json:
    """Where the bytes of a file are taken: the first of three steps."""
    name, length, alt = call.required("filename"), call.required("length"), call.text("alt_txt")
    if not length.isdecimal() or int(length) == 0:
        raise SlackError("invalid_arguments")
    if int(length) > limits.FILE_BYTES:
        raise SlackError("file_upload_size_restricted")
    if len(alt) > limits.ALT_TEXT:
        raise SlackError("alt_txt_too_large")
    path, file_id = call.state.uploads.announce(name, int(length), alt)
    return {"upload_url": call.state.address + path, "file_id": file_id}


def complete_upload(call: Call) -> Json:
    """The last step: the files stand in a conversation, in one message; without a channel, nowhere."""
    given = call.parsed("files", "invalid_arguments")
    if not isinstance(given, list) or not given or not all(isinstance(each, dict) for each in given):
        raise SlackError("invalid_arguments")
    conversation = _conversation(call)
    files = [_brought(call, each) for each in given]
    if conversation is not None:
        said = {"text": call.text("initial_comment"), "subtype": "file_share", "upload": True, "files": files}
        message = bots_message(call, said) | thread_of(call, conversation.id)
        call.state.add(conversation.id, message)
    return {"files": [call.state.found(each) for each in files]}


def _conversation(call: Call) -> Conversation | None:
    if not call.text("channel_id"):
        return None
    conversation = call.conversation("channel_id")
    if not call.has_bot(conversation):
        raise SlackError("not_in_channel")
    return conversation


def _brought(call: Call, given: Json) -> Json:
    try:
        file, alt_text = call.state.uploads.complete(str(given.get("id")))
    except UploadRefused:
        raise SlackError("file_not_found") from None
    described: Json = {"id": given["id"], "title": str(given.get("title") or file.name)}
    described |= {"alt_txt": alt_text} if alt_text else {}
    return call.state.keep_file(call.state.identity.bot_user, file, described)


METHODS = {
    "files.info": Method(info, ("files:read",)),
    "files.getUploadURLExternal": Method(upload_address, ("files:write",)),
    "files.completeUploadExternal": Method(complete_upload, ("files:write",)),
}
