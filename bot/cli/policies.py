"""`vigie policies`: publish the policy folder, list what is in force, search it."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from bot.cli.wiring import Wiring
from bot.domain.draft import Language
from bot.domain.showing import one_line, showable
from bot.texts import say
from bot.usecases.ports import NothingPublished, Step
from bot.usecases.ports import Progress as Told
from bot.usecases.publish_policy import publish_policies
from bot.usecases.search_clauses import search_clauses


@click.group()
def policies() -> None:
    """The firm's documents: publish, list, search."""


@policies.command()
@click.option("--again", is_flag=True, help="Publish even when nothing changed: link and index anew.")
@click.pass_obj
def publish(wiring: Wiring, again: bool) -> None:
    """Publish the policy folder: documents, rules, resources and firm profile, in one switch."""
    _publish(wiring, again=again)


def publish_if_nothing_is(wiring: Wiring) -> None:
    """A first start needs no command of its own: the policy folder is published when nothing is in force."""
    try:
        wiring.review().policies.library_in_force()
    except NothingPublished:
        _publish(wiring)


def _publish(wiring: Wiring, *, again: bool = False) -> None:
    language = wiring.language
    with _told(language) as progress:
        outcome = publish_policies(_user(), wiring.publish(), progress, again=again)
    click.echo(
        say(
            "policies.published" if outcome.changed else "policies.unchanged",
            language,
            library=outcome.library,
            documents=outcome.documents,
            clauses=outcome.clauses,
            rules=outcome.rules,
        )
    )
    for rule in outcome.gaps:
        click.echo(say("policies.gap", language, rule=one_line(rule)))


@policies.command("list")
@click.option("--all", "everything", is_flag=True, help="Retired versions too.")
@click.pass_obj
def list_documents(wiring: Wiring, everything: bool) -> None:
    """List the documents in force."""
    store = wiring.review().policies
    for each in store.documents():
        if everything or each.state == "published":
            click.echo(
                f"{each.document:<6} {each.language}  v{each.number:<3} {each.state:<10} "
                f"{each.clauses:>4}  {each.effective}  {one_line(each.owner):<16} {one_line(each.title)}"
            )


@policies.command()
@click.argument("question", nargs=-1, required=True)
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Language to prefer; yours by default.")
@click.option("--most", type=click.IntRange(1, 50), default=5, show_default=True)
@click.pass_obj
def search(wiring: Wiring, question: tuple[str, ...], lang: Language | None, most: int) -> None:
    """Search the clauses in force for QUESTION, by meaning and by words."""
    language = lang or wiring.language
    with _told(language) as progress:
        found = search_clauses(" ".join(question), language, wiring.search(), most, progress)
    for each in found:
        title = one_line(f"{each.clause.key} {each.clause.title}")
        click.echo(f"{title} ({each.clause.language}, {each.score:.2f})")
        click.echo(f"  {showable(each.clause.text)}")


@contextmanager
def _told(language: Language) -> Iterator[Told]:
    """A progress line on the terminal that shows what is being done; nothing where there is no terminal."""
    columns = SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as shown:
        task = shown.add_task("", total=None)

        def tell(step: Step, done: int = 0, of: int = 0) -> None:
            shown.update(task, description=say(f"step.{step}", language), completed=done, total=of or None)

        yield tell


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "cli"
