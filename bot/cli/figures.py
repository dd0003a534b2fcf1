"""`vigie figures`: what people had reviewed, in numbers of five people or more: read, as CSV, a picture."""

from collections.abc import Sequence

import click

from bot.cli.said import file_name
from bot.cli.wiring import FiguresWiring, Wiring
from bot.cli.writing import write_bytes, write_text
from bot.domain.draft import Language
from bot.domain.figures import FEWEST
from bot.domain.showing import one_line
from bot.texts import say
from bot.usecases.coaching_views import FiguresShown
from bot.usecases.figures_ports import PictureKind
from bot.usecases.tell_figures import WEEKS, figures_of, named, rows_of


@click.command()
@click.option(
    "--weeks", type=click.Choice(["1", "4", "13", "52"]), default=str(WEEKS), show_default=True,
    help="Whole weeks, Monday to Monday (UTC), up to last Sunday.",
)  # fmt: skip
@click.option("--workspace", default="", help="Its id; needed where there are several.")
@click.option("--csv", "table", type=file_name, metavar="FILE", help="Write every figure as a row.")
@click.option("--plot", type=file_name, metavar="FILE", help="Write the figures as a picture: .png or .svg.")
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Language of names; yours by default.")
@click.pass_obj
def figures(
    wiring: Wiring, *, weeks: str, workspace: str, table: str | None, plot: str | None, lang: Language | None
) -> None:
    """Show figures of whole weeks: reviews, verdicts, rules, repairs, decisions, disagreements, teams.

    None is of fewer than five people, nor can be worked out for fewer from the others.
    """
    given, language = wiring.figures(), lang or wiring.language
    team = _workspace(workspace, given.reviews.teams(), wiring.language)
    counted = figures_of(team, given.clock.now(), int(weeks), given)
    shown = named(counted, given.policies.published(), language)
    if table:
        write_text(table, given.drawings.table(shown, language), wiring.language)
    if plot:
        write_bytes(plot, _drawn(shown, given, plot, language), wiring.language)
    if not (table or plot):
        _tell(shown, given, language)


def _workspace(asked: str, known: Sequence[str], language: Language) -> str:
    if asked:
        return asked
    if len(known) > 1:
        names = ", ".join(map(one_line, known))
        raise click.UsageError(say("figures.cli.which", language, names=names))
    return known[0] if known else ""


def _drawn(shown: FiguresShown, given: FiguresWiring, file: str, language: Language) -> bytes:
    kind: PictureKind = "svg" if file.lower().endswith(".svg") else "png"
    return given.drawings.picture(shown, language, kind)


def _tell(shown: FiguresShown, given: FiguresWiring, language: Language) -> None:
    counted = shown.figures
    click.echo(
        say("figures.days", language, first=f"{counted.start:%Y-%m-%d}", last=f"{counted.end:%Y-%m-%d}")
    )
    if counted.is_nothing:
        click.echo(say("figures.nothing", language, fewest=FEWEST))
        return
    for figure, ident, name, count, part in rows_of(shown):
        label = one_line(f"{figure} {ident}".strip())
        click.echo(f"{label:<40} {count:>7} {part:>7}  {one_line(name)}".rstrip())
