"""`vigie replay`: make an archived review again and compare."""

import click

from bot.cli.wiring import Wiring
from bot.texts import say
from bot.usecases.replay import replay_review


@click.command()
@click.argument("review_id")
@click.pass_obj
def replay(wiring: Wiring, review_id: str) -> int:
    """Make the review REVIEW_ID again under the versions it was made with."""
    again = replay_review(review_id, wiring.review(), wiring.prompts())
    parts = ", ".join(again.differences)
    click.echo(
        say("replay.different" if parts else "replay.same", wiring.language, at=again.made_at, parts=parts)
    )
    return 1 if again.differences else 0
