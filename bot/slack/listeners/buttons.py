"""What people press."""

from collections.abc import Callable

from slack_bolt.async_app import AsyncApp

from bot.slack.ids import MORE
from bot.slack.listeners.forms import FormOpener
from bot.slack.listeners.keeping import open_or_keep
from bot.slack.parse import parse_press
from bot.slack.parse.buttons import BUTTONS
from bot.usecases.chat_ports import Received


def listen_to_buttons(app: AsyncApp, submit: Callable[[Received], bool], forms: FormOpener) -> None:
    """Keep every press; when it cannot be kept it is not acknowledged, and Slack tells the person so.

    One that asks for a form or a page is answered by it, where it opens.
    """

    listen = open_or_keep(parse_press, submit, forms)
    for action in (*BUTTONS, MORE):
        app.action(action)(listen)
