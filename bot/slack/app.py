"""Bolt, set up so that it acknowledges only what is kept, asks Slack nothing before, and logs nothing."""

from collections.abc import Awaitable, Callable

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.calls import silent_logger
from bot.slack.listeners.buttons import listen_to_buttons
from bot.slack.listeners.commands import listen_to_commands
from bot.slack.listeners.errors import listen_to_the_rest
from bot.slack.listeners.forms import FormOpener, listen_to_forms
from bot.slack.listeners.home import HomePages, listen_to_homes
from bot.slack.listeners.messages import listen_to_messages
from bot.slack.listeners.openings import listen_to_openings
from bot.slack.listeners.shortcuts import listen_to_shortcuts
from bot.usecases.chat_ports import Received
from bot.usecases.talk import TalkPorts


def build_app(
    client: AsyncWebClient,
    submit: Callable[[Received], bool],
    ports: TalkPorts,
    signing_secret: str = "",
) -> AsyncApp:
    """The app. `submit` keeps what was received (False: known already) or raises, then Slack delivers again.

    `ports` are for what cannot wait for a job: forms, pages, a person's own page. `signing_secret`: with
    which Slack signs what comes over HTTP.

    `client` as `calls.open_async_client` makes it. All that Bolt would look for in the environment is given;
    where the variables of an OAuth app are set it prepares installation pages too, which nobody can reach.
    """
    app = AsyncApp(
        name="slack_bolt.app",
        logger=silent_logger(),
        client=client,
        signing_secret=signing_secret,  # over a socket nothing is signed; with none, no request is taken
        authorize=_known_without_asking(client.token or ""),
        process_before_response=True,
        raise_error_for_unhandled_request=True,
        ignoring_self_events_enabled=False,  # would need to know the bot's ids; `parse` drops what bots write
        ssl_check_enabled=False,
        url_verification_enabled=bool(signing_secret),  # over a socket there is no address to verify
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    forms = FormOpener(client, ports)
    listen_to_messages(app, submit)
    listen_to_buttons(app, submit, forms)
    listen_to_commands(app, submit, forms)
    listen_to_shortcuts(app, submit, forms)
    listen_to_forms(app, submit, ports.clock.now)
    homes = HomePages(client, ports)
    listen_to_homes(app, homes)
    listen_to_openings(app, client, ports, homes)
    listen_to_the_rest(app, ports.note)
    return app


def _known_without_asking(token: str) -> Callable[..., Awaitable[AuthorizeResult]]:
    """Bolt's own way asks `auth.test` first, and *acknowledges* the event when that fails."""

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=token)

    return authorize
