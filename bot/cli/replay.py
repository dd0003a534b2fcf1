"""`vigie replay`: make an archived review again and compare."""

import click

from bot.cli.wiring import Wiring
from bot.usecases.replay import replay_review

_SAME = {"fr": "Même résultat que le {at}.", "en": "Same result as on {at}."}
_OTHER = {"fr": "Différent du {at}: {parts}.", "en": "Different from {at}: {parts}."}


@click.command()
@click.argument("review_id")
@click.pass_obj
def replay(wiring: Wiring, review_id: str) -> int:
    """Make the review REVIEW_ID again under the versions it was made with."""
    again = replay_review(review_id, wiring.review())
    template = _OTHER if again.differences else _SAME
    click.echo(template[wiring.language].format(at=again.made_at, parts=", ".join(again.differences)))
    return 1 if again.differences else 0
