"""What people ask for from the menu of a message, or from anywhere."""

from collections.abc import Callable

from slack_bolt.async_app import AsyncApp

from bot.slack.ids import NEW_REVIEW, REVIEW_MESSAGE
from bot.slack.listeners.forms import FormOpener
from bot.slack.listeners.keeping import open_or_keep
from bot.slack.parse import parse_shortcut
from bot.usecases.chat_ports import Received


def listen_to_shortcuts(app: AsyncApp, submit: Callable[[Received], bool], forms: FormOpener) -> None:
    """Keep every shortcut; when it cannot be kept it is not acknowledged, and Slack tells the person so.

    The one that asks for the form is answered by it, where it opens.
    """

    listen = open_or_keep(parse_shortcut, submit, forms)
    for shortcut in (REVIEW_MESSAGE, NEW_REVIEW):
        app.shortcut(shortcut)(listen)
