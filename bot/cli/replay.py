"""`vigie replay`: make an archived review again and compare."""

import click

from bot.cli.wiring import Wiring
from bot.texts import say
from bot.usecases.replay import replay_review, review_now


@click.command()
@click.argument("review_id")
@click.option("--now", is_flag=True, help="Under the policies in force now: what the review would be today.")
@click.pass_obj
def replay(wiring: Wiring, review_id: str, now: bool) -> int:
    """Make the review REVIEW_ID again under the versions it was made with."""
    if now:
        _print_as_of_now(wiring, review_id)
        return 0
    again = replay_review(review_id, wiring.review(), wiring.prompts())
    parts = ", ".join(again.differences)
    click.echo(
        say("replay.different" if parts else "replay.same", wiring.language, at=again.made_at, parts=parts)
    )
    if again.is_under_earlier:
        library = again.then["versions"]["library"]
        click.echo(
            say("replay.earlier", wiring.language, library=library, now=again.in_force, review=review_id)
        )
    return 1 if again.differences else 0


def _print_as_of_now(wiring: Wiring, review_id: str) -> None:
    from rich.console import Console  # takes time to load

    from bot.cli.card import print_card

    review, desk = review_now(review_id, wiring.review())
    print_card(Console(), review, desk.policies, review.spoken)
