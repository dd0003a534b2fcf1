"""`conversations.*` and `reactions.*`: where people and the bot speak, and what was said."""

from bot.workspace import limits, people_acts
from bot.workspace.calls import Call, Method, SlackError
from bot.workspace.conversations import Conversation
from bot.workspace.json_types import Json


def open_conversation(call: Call) -> Json:
    """The conversation with a person; each has one."""
    users = [user for user in call.text("users").split(",") if user]
    if call.text("channel"):
        channel = call.conversation().id
    elif len(users) != 1 or users[0] not in call.state.people:
        raise SlackError("user_not_found" if len(users) == 1 else "users_list_not_supplied")
    elif users[0] in call.state.membership.left:
        raise SlackError("user_disabled")
    else:
        channel = call.state.people[users[0]].channel
    return {"no_op": True, "already_open": True, "channel": {"id": channel}}


def info(call: Call) -> Json:
    """Whose conversation it is, or what the channel is called."""
    conversation = call.readable("read")
    channel = {
        "id": conversation.id,
        "created": 0,
        "is_im": conversation.person is not None,
        "is_org_shared": False,
        "is_archived": False,
        "context_team_id": call.state.identity.team,
    }
    if conversation.person is None:
        shown = _described(conversation, call.has_bot(conversation))
        if call.flag("include_num_members"):
            shown["num_members"] = len(_members(call, conversation))
        return {"channel": channel | shown}
    channel["user"] = conversation.person.id
    if call.flag("include_locale"):
        channel["locale"] = conversation.person.locale
    return {"channel": channel}


def _described(channel: Conversation, is_member: bool) -> Json:
    return {
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.is_private,
        "is_group": channel.is_private,
        "is_mpim": False,
        "is_private": channel.is_private,
        "is_general": False,
        "is_member": is_member,
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": channel.purpose, "creator": "", "last_set": 0},
    }


def members(call: Call) -> Json:
    """The ids of whoever is in a conversation, the bot too."""
    ids = _members(call, call.readable("read"))
    return {"members": ids, "response_metadata": {"next_cursor": ""}}


def _members(call: Call, conversation: Conversation) -> list[str]:
    bot = [call.state.identity.bot_user] if call.has_bot(conversation) else []
    return call.state.membership.members(conversation) + bot


def join(call: Call) -> Json:
    """The bot comes into a public channel by itself."""
    conversation = call.conversation()
    if conversation.person or conversation.is_private:
        raise SlackError("method_not_supported_for_channel_type")
    people_acts.let_bot_in(call.state, conversation.id)
    return {"channel": {"id": conversation.id} | _described(conversation, True)}


def replies(call: Call) -> Json:
    """The thread of a message, its root first."""
    channel = _heard(call)
    root = call.state.root(channel, call.text("ts"))
    if root is None:
        raise SlackError("thread_not_found")
    return _page(call, channel, [root, *call.state.store.replies(channel, root["ts"])])


def history(call: Call) -> Json:
    """What was said outside threads, newest first."""
    channel = _heard(call)
    messages = call.state.store.messages(channel)
    return _page(call, channel, [message for message in reversed(messages) if "thread_ts" not in message])


def _heard(call: Call) -> str:
    """A conversation in which the bot is, so that it reads what was said."""
    conversation = call.readable("history")
    if not call.has_bot(conversation):
        raise SlackError("not_in_channel")
    return conversation.id


def _page(call: Call, channel: str, messages: list[Json]) -> Json:
    oldest, latest = call.text("oldest"), call.text("latest")
    inclusive = call.flag("inclusive")
    kept = [message for message in messages if _between(message["ts"], oldest, latest, inclusive)]
    start = 0
    if cursor := call.text("cursor"):
        start = next((at for at, message in enumerate(kept) if message["ts"] == cursor), -1)
        if start < 0:
            raise SlackError("invalid_cursor")
    end = start + call.number("limit", otherwise=limits.PAGE, most=limits.PAGE)
    shown = [call.state.shown(channel, message) for message in kept[start:end]]
    if not call.flag("include_all_metadata"):
        for message in shown:
            message.pop("metadata", None)
    answer: Json = {"messages": shown, "has_more": end < len(kept)}
    if end < len(kept):
        answer["response_metadata"] = {"next_cursor": kept[end]["ts"]}
    return answer


def _between(ts: str, oldest: str, latest: str, inclusive: bool) -> bool:
    if inclusive and ts in (oldest, latest):
        return True
    return (not oldest or ts > oldest) and (not latest or ts < latest)


def add_reaction(call: Call) -> Json:
    """The bot puts an emoji under a message."""
    channel, message, reactions = _reactions(call)
    name = call.required("name")
    if name in reactions:
        raise SlackError("already_reacted")
    return _keep_reactions(call, channel, message, [*reactions, name])


def remove_reaction(call: Call) -> Json:
    """The bot takes its emoji back."""
    channel, message, reactions = _reactions(call)
    name = call.required("name")
    if name not in reactions:
        raise SlackError("no_reaction")
    return _keep_reactions(call, channel, message, [other for other in reactions if other != name])


def _reactions(call: Call) -> tuple[str, Json, list[str]]:
    channel = call.conversation().id
    message = call.state.store.message(channel, call.text("timestamp"))
    if message is None or message.get("deleted"):
        raise SlackError("message_not_found")
    return channel, message, [reaction["name"] for reaction in message.get("reactions", [])]


def _keep_reactions(call: Call, channel: str, message: Json, names: list[str]) -> Json:
    bot_user = call.state.identity.bot_user
    reactions = [{"name": name, "users": [bot_user], "count": 1} for name in names]
    call.state.store.keep_message(channel, message | {"reactions": reactions})
    return {}


_READ = ("im:read", "channels:read", "groups:read")
_HISTORY = ("im:history", "channels:history", "groups:history")
METHODS = {
    "conversations.open": Method(open_conversation, ("im:write",)),
    "conversations.info": Method(info, _READ),
    "conversations.members": Method(members, _READ),
    "conversations.join": Method(join, ("channels:join",)),
    "conversations.replies": Method(replies, _HISTORY),
    "conversations.history": Method(history, _HISTORY),
    "reactions.add": Method(add_reaction, ("reactions:write",)),
    "reactions.remove": Method(remove_reaction, ("reactions:write",)),
}
