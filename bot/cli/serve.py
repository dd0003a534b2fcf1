"""`vigie serve`, `vigie chat`, `vigie manifest`: the bot in Slack, and in the local workspace."""

import json
import threading
import webbrowser
from contextlib import suppress

import click

from bot.cli.policies import publish_if_nothing_is
from bot.cli.wiring import Wiring
from bot.texts import say

CHAT_PORT = 8484


@click.command()
@click.pass_obj
def serve(wiring: Wiring) -> None:
    """Answer people in Slack, with the tokens of the settings, until Ctrl-C."""
    publish_if_nothing_is(wiring)
    click.echo(say("serve.starting", wiring.language))
    wiring.serve(lambda: click.echo(say("serve.connected", wiring.language)))
    click.echo(say("serve.stopped", wiring.language))


@click.command()
@click.option(
    "--port", type=click.IntRange(0, 65535), default=CHAT_PORT, show_default=True, help="0: a free one."
)
@click.option("--no-browser", is_flag=True, help="Print the address, open nothing.")
@click.pass_obj
def chat(wiring: Wiring, port: int, no_browser: bool) -> None:
    """Meet the bot in a workspace on this machine: no account, no network. Ctrl-C ends it."""
    publish_if_nothing_is(wiring)

    def opened(address: str) -> None:
        click.echo(say("chat.ready", wiring.language, address=address))
        if not no_browser:
            # A browser may take its time to start; the conversation is already going on.
            threading.Thread(target=_open_browser, args=(address,), daemon=True).start()

    wiring.chat(port, opened)
    click.echo(say("chat.stopped", wiring.language))


def _open_browser(address: str) -> None:
    """Open the page in a window; a browser that would take over this terminal is left alone."""
    with suppress(webbrowser.Error):
        browser = webbrowser.get()
        if type(browser) is not webbrowser.GenericBrowser:
            browser.open(address)


@click.command()
@click.pass_obj
def manifest(wiring: Wiring) -> None:
    """Print the app manifest to create the app in Slack from."""
    click.echo(json.dumps(wiring.manifest(), ensure_ascii=False, indent=2))
