"""`vigie policies`: publish the policy folder or one version, list what is in force, search it."""

import click

from bot.cli import library
from bot.cli.telling import by_whom, told
from bot.cli.wiring import Wiring
from bot.domain.draft import Language
from bot.domain.showing import one_line, showable
from bot.domain.versions import RULES, VersionRef
from bot.texts import say
from bot.usecases.compare_versions import compare_with_force
from bot.usecases.library_ports import PackVersion
from bot.usecases.link_clauses import silently
from bot.usecases.ports import DocumentVersion, NothingPublished, Progress
from bot.usecases.publish_policy import PublishPorts, publish_policies
from bot.usecases.publish_version import publish_version
from bot.usecases.put_in_force import PublishOutcome
from bot.usecases.search_clauses import search_clauses


@click.group()
def policies() -> None:
    """The firm's documents and rules: add, compare, preview, publish, go back, search."""


for command in (
    library.add,
    library.diff,
    library.preview_effect,
    library.show,
    library.retire,
    library.put_away,
    library.rollback,
    library.show_history,
    library.show_coverage,
    library.export,
):
    policies.add_command(command)


@policies.command()
@click.argument("version", required=False)
@click.option("--again", is_flag=True, help="Publish even when nothing changed: link and index anew.")
@click.pass_obj
def publish(wiring: Wiring, version: str | None, again: bool) -> None:
    """Publish VERSION (PMS/fr, PMS/fr@4, rules@7), or what changed in the policy folder, in one switch."""
    if version is None:
        publish_folder(wiring.publish(), wiring.language, again=again)
        return
    if again:
        raise click.UsageError(say("policies.again-alone", wiring.language))
    _publish_version(library.named(version, wiring), wiring)


def publish_if_nothing_is(wiring: Wiring) -> bool:
    """A first start needs no command of its own: the policy folder is published when nothing is in force.

    Of several processes that start together one does it. Whether this one did.
    """
    if not _nothing_is(wiring):
        return False
    with wiring.turn():
        if not _nothing_is(wiring):
            return False
        publish_folder(wiring.publish(), wiring.language)
        return True


def _nothing_is(wiring: Wiring) -> bool:
    try:
        wiring.review().policies.library_in_force()
    except NothingPublished:
        return True
    return False


def publish_folder(
    ports: PublishPorts, language: Language, tell: Progress = silently, *, again: bool = False
) -> None:
    """Publish what changed in the policy folder; `tell` is told how far it is, as the terminal is."""
    with told(language, tell) as progress:
        outcome = publish_policies(by_whom(), ports, progress, again=again)
    _print_outcome(outcome, language)


def _publish_version(version: VersionRef, wiring: Wiring) -> None:
    ports = wiring.life()
    in_force = compare_with_force(version, ports).in_force
    with told(wiring.language) as progress:
        outcome = publish_version(version, in_force, by_whom(), ports, progress)
    _print_outcome(outcome, wiring.language)


def _print_outcome(outcome: PublishOutcome, language: Language) -> None:
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
    for rule, clause in outcome.lost_pins:
        click.echo(say("policies.lost-pin", language, rule=one_line(rule), clause=one_line(clause)))


@policies.command("list")
@click.option("--all", "everything", is_flag=True, help="Retired versions too.")
@click.pass_obj
def list_documents(wiring: Wiring, everything: bool) -> None:
    """List documents and rules in force, and the drafts: version, state, size, who, when, SHA-256, title."""
    ports = wiring.life()
    for each in ports.library.policies.documents():
        if everything or each.state != "retired":
            version = VersionRef(each.document, each.language, each.number)
            title = f"{one_line(each.title)} ({one_line(each.owner)}, {each.effective})"
            click.echo(_listed(version, each, each.clauses, title))
    for pack in ports.versions.packs():
        if everything or pack.state != "retired":
            click.echo(_listed(VersionRef(RULES, None, pack.number), pack, pack.rules, ""))


def _listed(version: VersionRef, kept: DocumentVersion | PackVersion, size: int, title: str) -> str:
    who = one_line(kept.created_by)
    when = f"{kept.created_at:%Y-%m-%d}"
    return (
        f"{version!s:<14} {kept.state:<10} {size:>4}  {when}  {who:<16} {kept.sha256[:12]}  {title}".rstrip()
    )


@policies.command()
@click.argument("question", nargs=-1, required=True)
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Language to prefer; yours by default.")
@click.option("--most", type=click.IntRange(1, 50), default=5, show_default=True)
@click.pass_obj
def search(wiring: Wiring, question: tuple[str, ...], lang: Language | None, most: int) -> None:
    """Search the clauses in force for QUESTION, by meaning and by words."""
    language = lang or wiring.language
    with told(language) as progress:
        found = search_clauses(" ".join(question), language, wiring.search(), most, progress)
    for each in found:
        title = one_line(f"{each.clause.shown} {each.clause.title}")
        click.echo(f"{title} ({each.clause.language}, {each.score:.2f})")
        click.echo(f"  {showable(each.clause.text)}")
