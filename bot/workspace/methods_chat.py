"""`chat.*`: what the bot posts, changes and removes."""

import json
from typing import Any

from bot.workspace import limits
from bot.workspace.block_rules import filled_in, problems
from bot.workspace.calls import Call, Method, SlackError
from bot.workspace.json_types import Json


def post_message(call: Call) -> Json:
    """Post in a conversation, in a thread when `thread_ts` is given.

    A thread whose root is gone is no thread: Slack posts the message at the top level and says so only by
    leaving `thread_ts` out of the answer (slack-go issue 1571).
    """
    channel = call.joined(user_id_too=True).id
    state = call.state
    message = new_message(call) | thread_of(call, channel)
    message |= {name: call.flag(name) for name in ("unfurl_links", "unfurl_media") if name in call.arguments}
    if "thread_ts" in message:
        state.set_status(channel, message["thread_ts"], "")
    state.add(channel, message)
    return {"channel": channel, "ts": message["ts"], "message": state.shown(channel, message)}


def post_ephemeral(call: Call) -> Json:
    """Tell one person something in a conversation in which both are; it is kept nowhere."""
    conversation = call.joined()
    message = new_message(call) | {"is_ephemeral": True} | thread_of(call, conversation.id)
    person = call.required("user")
    if not call.state.membership.may_read(person, conversation.id):
        raise SlackError("user_not_in_channel")
    call.state.whisper(person, conversation.id, message)
    return {"message_ts": message["ts"]}


def update(call: Call) -> Json:
    """Change one of the bot's own messages; what is not given stays."""
    channel = call.conversation().id
    message = _own(call, channel, "cant_update_message")
    content = _content(call, limits.UPDATED_TEXT)
    changed = message | content
    if not content.keys() & {"text", "blocks"} or not (changed.get("text") or changed.get("blocks")):
        raise SlackError("no_text")
    if changed.get("metadata") == {}:
        del changed["metadata"]
    call.state.change(channel, changed)
    shown = call.state.shown(channel, changed)
    return {"channel": channel, "ts": changed["ts"], "text": changed.get("text", ""), "message": shown}


def delete(call: Call) -> Json:
    """Remove one of the bot's own messages."""
    channel = call.conversation().id
    message = _own(call, channel, "cant_delete_message")
    call.state.remove(channel, message)
    return {"channel": channel, "ts": message["ts"]}


def permalink(call: Call) -> Json:
    """An address of a message; the page shows it."""
    channel = call.conversation().id
    ts = call.required("message_ts")
    if call.state.store.message(channel, ts) is None:
        raise SlackError("message_not_found")
    address = f"http://{call.address}/#{channel}/p{ts.replace('.', '')}"
    return {"channel": channel, "permalink": address}


def thread_of(call: Call, channel: str) -> Json:
    """Where in its channel a message hangs, nothing at the top level."""
    thread_ts = call.text("thread_ts")
    root = call.state.root(channel, thread_ts) if thread_ts else None
    return {"thread_ts": root["ts"], "parent_user_id": root["user"]} if root else {}


def new_message(call: Call) -> Json:
    """A message of the bot's with what the call gives it, not yet anywhere."""
    content = _content(call, limits.MESSAGE_TEXT)
    if not content.get("text") and not content.get("blocks"):
        raise SlackError("no_text")
    return bots_message(call, content)


def bots_message(call: Call, content: Json) -> Json:
    """A message of the bot's with that content, not yet anywhere."""
    identity = call.state.identity
    return {
        "type": "message",
        "user": identity.bot_user,
        "bot_id": identity.bot,
        "app_id": identity.app,
        "bot_profile": identity.bot_profile,
        "team": identity.team,
        "ts": call.state.next_ts(),
    } | content


def _own(call: Call, channel: str, refusal: str) -> Json:
    message = call.state.store.message(channel, call.text("ts"))
    if message is None or message.get("deleted"):
        raise SlackError("message_not_found")
    if message["user"] != call.state.identity.bot_user:
        raise SlackError(refusal)
    return message


def _content(call: Call, most: int) -> Json:
    content: Json = {}
    if call.arguments.get("text") is not None:
        content["text"] = call.text("text")
        if len(content["text"]) > most:
            raise SlackError("msg_too_long")
    blocks = call.parsed("blocks", "invalid_blocks_format")
    if blocks is not None:
        content["blocks"] = _checked_blocks(blocks)
    metadata = call.parsed("metadata", "invalid_metadata_format")
    if metadata is not None:
        content["metadata"] = _checked_metadata(metadata)
    return content


def _checked_blocks(blocks: Any) -> list[Json]:
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        raise SlackError("invalid_blocks_format")
    if found := problems(blocks):
        messages = [f"[ERROR] {problem}" for problem in found]
        raise SlackError("invalid_blocks", errors=found, response_metadata={"messages": messages})
    if len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":"))) > limits.BLOCKS_JSON:
        raise SlackError("msg_blocks_too_long")
    return filled_in(blocks)


def _checked_metadata(metadata: Any) -> Json:
    if not isinstance(metadata, dict):
        raise SlackError("invalid_metadata_format")
    if not metadata:
        return {}
    payload = metadata.get("event_payload")
    if metadata.keys() != {"event_type", "event_payload"} or not isinstance(payload, dict):
        raise SlackError("invalid_metadata_schema")
    if not isinstance(metadata["event_type"], str) or not metadata["event_type"]:
        raise SlackError("invalid_metadata_schema")
    if len(json.dumps(metadata, ensure_ascii=False)) > limits.METADATA_JSON:
        raise SlackError("metadata_too_large")
    return metadata


METHODS = {
    "chat.postMessage": Method(post_message, ("chat:write",)),
    "chat.postEphemeral": Method(post_ephemeral, ("chat:write",)),
    "chat.update": Method(update, ("chat:write",)),
    "chat.delete": Method(delete, ("chat:write",)),
    "chat.getPermalink": Method(permalink),
}
