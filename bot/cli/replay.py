"""`vigie replay`: make an archived review again and compare."""

import click

from bot.cli.texts import say
from bot.cli.wiring import Wiring
from bot.usecases.replay import replay_review


@click.command()
@click.argument("review_id")
@click.pass_obj
def replay(wiring: Wiring, review_id: str) -> int:
    """Make the review REVIEW_ID again under the versions it was made with."""
    again = replay_review(review_id, wiring.review())
    said = "replay.different" if again.differences else "replay.same"
    click.echo(say(said, wiring.language, at=again.made_at, parts=", ".join(again.differences)))
    return 1 if again.differences else 0
