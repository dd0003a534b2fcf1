"""`vigie replay`: make an archived review again and compare."""

import click

from bot.cli.archive_filters import new_reading_id, reader_for
from bot.cli.wiring import Wiring
from bot.texts import say
from bot.usecases.archive_ports import COMMAND_LINE
from bot.usecases.replay import replay_review, review_now
from bot.usecases.search_archive import keep_archive_reading


@click.command()
@click.argument("review_id")
@click.option("--now", is_flag=True, help="Under the policies in force now: what the review would be today.")
@click.option("--reason", default="", help="With --now: why the text of another is read; it is recorded.")
@click.pass_obj
def replay(wiring: Wiring, review_id: str, now: bool, reason: str) -> int:
    """Make the review REVIEW_ID again under the versions it was made with.

    With --now the review is shown, with what it quotes of the draft: of another's, that needs --reason.
    """
    if now:
        _record_reading(wiring, review_id, reason)
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


def _record_reading(wiring: Wiring, review_id: str, reason: str) -> None:
    """As for everything that shows what others wrote: before it is shown."""
    if wiring.review().archive.record(review_id).stream != COMMAND_LINE:
        reader = reader_for(reason, wiring.language)
        asked = {"command": "replay", "dossier": [review_id]}
        keep_archive_reading(new_reading_id(), reader, asked, wiring.archive())


def _print_as_of_now(wiring: Wiring, review_id: str) -> None:
    from rich.console import Console  # takes time to load

    from bot.cli.card import print_card

    review, desk = review_now(review_id, wiring.review())
    print_card(Console(), review, desk.policies, review.spoken)
