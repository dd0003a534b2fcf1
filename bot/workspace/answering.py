"""What the app answers at a `response_url`: https://docs.slack.dev/interactivity/handling-user-interaction."""

from bot.workspace.answers import Asked
from bot.workspace.calls import Call, SlackError
from bot.workspace.json_types import Json
from bot.workspace.methods_chat import new_message


def answer(call: Call, asked: Asked) -> None:
    """Answer one person where they typed or pressed: beside what is there, or in its place.

    A command and a shortcut have nothing in their place: `replace_original` stands beside it, as in Slack
    (bolt-js issue 2287). Raises SlackError; answers that everybody sees are not known here.
    """
    if call.text("response_type") not in ("", "ephemeral"):
        raise SlackError("invalid_arguments")
    if asked.ts and call.flag("delete_original"):
        _remove(call, asked)
    elif asked.ts and call.flag("replace_original"):
        _replace(call, asked)
    else:
        message = new_message(call) | {"is_ephemeral": True} | _thread(call, asked)
        call.state.whisper(asked.person_id, asked.channel, message)


def _thread(call: Call, asked: Asked) -> Json:
    """An answer stands where the button stood, unless the app names a thread."""
    thread_ts = call.text("thread_ts") or asked.thread_ts
    root = call.state.root(asked.channel, thread_ts) if thread_ts else None
    return {"thread_ts": root["ts"], "parent_user_id": root["user"]} if root else {}


def _replace(call: Call, asked: Asked) -> None:
    state = call.state
    content = new_message(call)
    if not asked.is_ephemeral:
        posted = state.store.message(asked.channel, asked.ts)
        if posted is None or posted.get("deleted"):
            raise SlackError("message_not_found")
        given = {name: content[name] for name in ("text", "blocks", "metadata") if name in content}
        kept = {name: value for name, value in posted.items() if name not in ("text", "blocks")}
        return state.change(asked.channel, kept | given)
    whispered = state.whispers.find(asked.person_id, asked.channel, asked.ts)
    if whispered is None:
        raise SlackError("message_not_found")
    place = {name: whispered[name] for name in ("ts", "thread_ts", "parent_user_id") if name in whispered}
    return state.whisper(asked.person_id, asked.channel, content | {"is_ephemeral": True} | place)


def _remove(call: Call, asked: Asked) -> None:
    if asked.is_ephemeral:
        return call.state.unwhisper(asked.person_id, asked.channel, asked.ts)
    posted = call.state.store.message(asked.channel, asked.ts)
    if posted is None or posted.get("deleted"):
        raise SlackError("message_not_found")
    return call.state.remove(asked.channel, posted)
