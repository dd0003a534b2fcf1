"""`vigie rules learn`, `tune` and `diff`: what owners run when they changed examples or rules."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import IO

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from bot.cli.jsonl import BadLine, draft_of_line, to_json
from bot.cli.reading import read_lines
from bot.cli.wiring import Wiring
from bot.domain.draft import Draft, DraftRefused, Language
from bot.domain.labelled import LabelledPost
from bot.domain.pack import RulePack
from bot.domain.showing import one_line
from bot.texts import say
from bot.usecases.compare_packs import PackChange, compare_packs
from bot.usecases.learn_meaning import Told, learn_meaning, read_labelled
from bot.usecases.read_pack import read_records
from bot.usecases.tune_encoder import tune_encoder


@click.command()
@click.argument("folder", required=False)
@click.pass_obj
def learn(wiring: Wiring, folder: str | None) -> None:
    """Learn what the rules of meaning judge by, from the labelled posts of FOLDER. Takes minutes."""
    language = wiring.language
    where = wiring.policy_folder(folder)
    pack, posts = _to_learn_from(wiring, folder)
    with _told(language) as told:
        learned = learn_meaning(pack, posts, wiring.learning(), told)
    where.keep_learned(learned.model_dump_json(indent=0) + "\n")
    for name, rule in sorted(learned.rules.items()):
        click.echo(
            say(
                "learn.rule",
                language,
                rule=name,
                precision=f"{rule.precision:.2f}",
                recall=f"{rule.recall:.2f}",
            )
        )
    click.echo(say("learn.done", language, rules=len(learned.rules), posts=len(posts)))


@click.command()
@click.argument("folder", required=False)
@click.option("--to", "file", required=True, type=click.File("wb", lazy=True), help="The weights (.npz).")
@click.pass_obj
def tune(wiring: Wiring, folder: str | None, file: IO[bytes]) -> None:
    """Tune the sentence encoder on the labelled posts of FOLDER. Takes half an hour, and needs torch."""
    language = wiring.language
    pack, posts = _to_learn_from(wiring, folder)
    try:
        with _told(language) as told:
            weights = tune_encoder(pack, posts, wiring.tuning(), told)
    except ImportError:
        raise click.ClickException(say("learn.no-torch", language)) from None
    file.write(weights)
    click.echo(say("learn.tuned", language, file=file.name))


def _to_learn_from(wiring: Wiring, folder: str | None) -> tuple[RulePack, list[LabelledPost]]:
    files = wiring.read_pack_files(folder)
    # Without what was learned before: it may be what must be made again.
    records = read_records(replace(files, source=replace(files.source, learned="")))
    posts = read_labelled(wiring.policy_folder(folder).labelled(), records.rules)
    if not posts:
        raise click.ClickException(say("learn.no-posts", wiring.language))
    return records.pack, posts


@contextmanager
def _told(language: Language) -> Iterator[Told]:
    """Shows what is being done on standard error, where a program that reads the output is not disturbed."""
    columns = SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True)) as progress:
        shown = progress.add_task("")

        def told(step: str, done: int, of: int) -> None:
            progress.update(shown, description=say(f"learn.{step}", language), completed=done, total=of)

        yield told


@click.command()
@click.argument("old")
@click.argument("new")
@click.option(
    "--corpus", required=True, metavar="FILE", help="Posts, one JSON object a line (- for standard input)."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each post that changes.")
@click.pass_obj
def diff(wiring: Wiring, old: str, new: str, corpus: str, as_json: bool) -> None:
    """Compare the rule packs in the folders OLD and NEW on the posts of a corpus."""
    language = wiring.language
    before, after = _pack(wiring, old), _pack(wiring, new)
    count = changes = 0

    def posts() -> Iterator[tuple[str, Draft]]:
        nonlocal count
        for each in _drafts(wiring, corpus):
            count += 1
            yield each

    for change in compare_packs(before, after, posts(), wiring.review()):
        changes += 1
        click.echo(to_json(_json(change)) if as_json else "\n".join(_lines(change)))
    if not as_json:
        click.echo(say("diff.total", language, changes=changes, posts=count))


def _pack(wiring: Wiring, folder: str) -> RulePack:
    return read_records(wiring.read_pack_files(folder)).pack


def _drafts(wiring: Wiring, corpus: str) -> Iterator[tuple[str, Draft]]:
    """The drafts of a corpus, each under its id or the number of its line. A bad line ends the comparison."""
    for number, line in enumerate(read_lines(corpus, wiring.language), 1):
        if not line.strip():
            continue
        try:
            name, draft = draft_of_line(line)
        except BadLine as bad:
            raise click.ClickException(say(f"line.{bad.code}", wiring.language, line=number)) from None
        except DraftRefused as refused:
            why = say(f"refused.{refused.code}", wiring.language, detail=refused.detail)
            raise click.ClickException(f"{number}: {why}") from None
        yield str(number) if name is None else str(name), draft


def _json(change: PackChange) -> dict[str, object]:
    return {
        "id": change.post,
        "was": change.was,
        "now": change.now,
        "rules": [
            {"rule": rule, "was": was.word if was else None, "now": now.word if now else None}
            for rule, was, now in change.rules
        ],
        "quotes": list(change.quotes),
    }


def _lines(change: PackChange) -> Iterator[str]:
    yield f"{one_line(change.post)}: {change.was} → {change.now}"
    for rule, was, now in change.rules:
        sign = "+" if was is None else "−" if now is None else "~"
        yield f"  {sign} {rule} ({was.word if was else '–'} → {now.word if now else '–'})"
    for quote in change.quotes:
        yield f"      « {one_line(quote)} »"
