"""`assistant.threads.*`: what the bot says it is doing, and what it suggests to write."""

from bot.workspace import limits
from bot.workspace.calls import Call, Method, SlackError
from bot.workspace.json_types import Json


def set_status(call: Call) -> Json:
    """Say what the bot is doing in a thread; an empty status ends it."""
    channel = call.conversation("channel_id").id
    root = call.state.root(channel, call.text("thread_ts"))
    if root is None:
        raise SlackError("invalid_thread_ts")
    loading = call.parsed("loading_messages", "invalid_arguments") or []
    if not isinstance(loading, list) or len(loading) > limits.LOADING_MESSAGES:
        raise SlackError("invalid_arguments")
    call.state.set_status(channel, root["ts"], call.text("status"))
    return {}


def set_prompts(call: Call) -> Json:
    """Suggest what to write. With a `thread_ts` an app of the agent view is told yes and nothing happens."""
    channel = call.conversation("channel_id").id
    prompts = call.parsed("prompts", "invalid_arguments")
    if not isinstance(prompts, list) or not 1 <= len(prompts) <= limits.PROMPTS:
        raise SlackError("invalid_arguments")
    if not all(
        isinstance(prompt, dict) and prompt.get("title") and prompt.get("message") for prompt in prompts
    ):
        raise SlackError("invalid_arguments")
    if not call.text("thread_ts"):
        kept = [{"title": str(prompt["title"]), "message": str(prompt["message"])} for prompt in prompts]
        call.state.set_prompts(channel, {"title": call.text("title"), "prompts": kept})
    return {}


METHODS = {
    "assistant.threads.setStatus": Method(set_status, ("assistant:write", "chat:write")),
    "assistant.threads.setSuggestedPrompts": Method(set_prompts, ("assistant:write",)),
}
