"""The bot in Slack: `vigie serve`, or `listen`, `web` and `work`; and its manifest."""

import json
import re

import click

from bot.cli.policies import publish_if_nothing_is
from bot.cli.wiring import ProcessKind, Wiring
from bot.texts import say


@click.command()
@click.option("--http", is_flag=True, help="Listen to what Slack sends, as `vigie web`, instead of a socket.")
@click.pass_obj
def serve(wiring: Wiring, *, http: bool) -> None:
    """Answer people in Slack, with the tokens of the settings, until Ctrl-C: all in one process."""
    publish_if_nothing_is(wiring)
    if http:
        _run(wiring, "serve-http", say("web.ready.alone", wiring.language, place=wiring.web_place))
    else:
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
    _run(wiring, "web", say("web.ready", wiring.language, place=wiring.web_place))


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
@click.option("--url", metavar="ADDRESS", help="Where `vigie web` is reached: https://…; no socket then.")
@click.pass_obj
def manifest(wiring: Wiring, url: str | None) -> None:
    """Print the app manifest to create the app in Slack from."""
    if url is not None and not re.fullmatch(r"https://[^\s/?#@]+/?", url):
        raise click.BadParameter(say("web.address", wiring.language), param_hint="--url")
    click.echo(json.dumps(wiring.manifest(url or ""), ensure_ascii=False, indent=2))
