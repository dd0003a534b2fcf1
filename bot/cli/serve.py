"""The bot in Slack (`vigie serve`, or `listen`, `web` and `work`), and in the local workspace."""

import json
import re
import threading
import webbrowser
from contextlib import suppress

import click

from bot.cli.policies import publish_if_nothing_is
from bot.cli.wiring import ProcessKind, Wiring
from bot.texts import say

CHAT_PORT = 8484


@click.command()
@click.pass_obj
def serve(wiring: Wiring) -> None:
    """Answer people in Slack, with the tokens of the settings, until Ctrl-C: all in one process."""
    publish_if_nothing_is(wiring)
    _run(wiring, "serve", say("serve.connected", wiring.language))


@click.command()
@click.pass_obj
def listen(wiring: Wiring) -> None:
    """Only listen, over Socket Mode; `vigie work` answers. Several at once are right."""
    _run(wiring, "listen", say("listen.connected", wiring.language))


@click.command()
@click.pass_obj
def web(wiring: Wiring) -> None:
    """Only listen, over HTTP, to what Slack sends; `vigie work` answers. Several at once are right."""
    _run(wiring, "web", say("web.ready", wiring.language))


@click.command()
@click.pass_obj
def work(wiring: Wiring) -> None:
    """Answer what `vigie listen` or `vigie web` receives, until Ctrl-C. One in a data folder."""
    publish_if_nothing_is(wiring)
    _run(wiring, "work", say("work.ready", wiring.language))


def _run(wiring: Wiring, kind: ProcessKind, ready: str) -> None:
    """`ready`: what is said when it is, once: what comes later is in the journal."""
    told = iter([True])
    click.echo(say("serve.starting", wiring.language))
    wiring.serve(kind, lambda: click.echo(ready) if next(told, False) else None)
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
@click.option("--url", metavar="ADDRESS", help="Where `vigie web` is reached: https://…; no socket then.")
@click.pass_obj
def manifest(wiring: Wiring, url: str | None) -> None:
    """Print the app manifest to create the app in Slack from."""
    if url is not None and not re.fullmatch(r"https://[^\s/?#@]+/?", url):
        raise click.BadParameter(say("web.address", wiring.language), param_hint="--url")
    click.echo(json.dumps(wiring.manifest(url or ""), ensure_ascii=False, indent=2))
