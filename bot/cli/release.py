"""`vigie release`: what is done once, before new processes start."""

import click

from bot.cli.policies import publish_if_nothing_is
from bot.cli.wiring import Wiring
from bot.domain.showing import one_line
from bot.texts import say


@click.command()
@click.pass_obj
def release(wiring: Wiring) -> None:
    """Bring the database up to date, and publish the policies where none are in force.

    For platforms that run a release step before new processes start; safe beside processes at work, and from
    several machines at once. What changed in the policy folder since it was published becomes drafts. Under
    honcho, which ends with the first of its processes, it stays until it is stopped.
    """
    language = wiring.language
    done = wiring.release()
    became = "same" if done.before == done.after else "upgraded" if done.before else "made"
    click.echo(say(f"release.{became}", language, kind=done.kind, before=done.before, after=done.after))
    if not publish_if_nothing_is(wiring):
        library = wiring.review().policies.library_in_force()
        click.echo(say("release.in-force", language, library=one_line(library)))
        for version in wiring.keep_changed():
            click.echo(say("release.draft-kept", language, version=one_line(version)))
    click.echo(say("release.done", language))
    wiring.stay()
