"""`vigie chat`: the bot in the local workspace, a line for each step."""

import threading
import webbrowser
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from bot.cli.wiring import ChatAsked, ChatSteps, Wiring
from bot.texts import say

if TYPE_CHECKING:
    from bot.usecases.ports import Progress
    from bot.usecases.publish_policy import PublishPorts

PORT = 8484


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0: a free one.")
@click.option("--no-browser", is_flag=True, help="Print the address, open nothing.")
@click.option("--http", is_flag=True, help="Reach the bot by signed HTTP requests, not over a socket.")
@click.pass_obj
def chat(wiring: Wiring, port: int, no_browser: bool, http: bool) -> None:
    """Meet the bot in a workspace on this machine: no account, no network. Ctrl-C ends it."""

    def opened(address: str) -> None:
        click.echo(say("chat.page", wiring.language, address=address))
        if not no_browser:
            # A browser may take its time to start; the bot is already on its way.
            threading.Thread(target=_open_browser, args=(address,), daemon=True).start()

    def publish(ports: "PublishPorts", tell: "Progress") -> None:
        from bot.cli.policies import publish_folder  # the page is there before this is loaded

        click.echo(say("chat.policies", wiring.language))
        publish_folder(ports, wiring.language, tell)

    ready = say("chat.ready", wiring.language)
    wiring.chat(ChatAsked(port, http), ChatSteps(opened, publish, lambda: click.echo(ready)))
    click.echo(say("chat.stopped", wiring.language))


def _open_browser(address: str) -> None:
    """Open the page in a window; a browser that would take over this terminal is left alone."""
    with suppress(webbrowser.Error):
        browser = webbrowser.get()
        if type(browser) is not webbrowser.GenericBrowser:
            browser.open(address)
