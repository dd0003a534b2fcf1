"""`vigie rules`: check a rule pack on its own examples, list the rules in force, show one."""

import click

from bot.cli.rules_made import diff, learn, tune
from bot.cli.wiring import Wiring
from bot.domain.draft import Language
from bot.domain.library import PublishedPolicies
from bot.domain.rules import Judge, Rule, SeverityCase
from bot.domain.showing import one_line, showable
from bot.texts import say
from bot.usecases.learn_meaning import fingerprint_of, read_labelled
from bot.usecases.read_pack import PackRecords, check_examples, read_records


@click.group()
def rules() -> None:
    """The rules in force, and the check that a pack must pass."""


rules.add_command(learn)
rules.add_command(tune)
rules.add_command(diff)


@rules.command()
@click.argument("folder", required=False)
@click.pass_obj
def check(wiring: Wiring, folder: str | None) -> int:
    """Run every rule on its own examples, in FOLDER or in the configured policies."""
    files = wiring.read_pack_files(folder)
    records = read_records(files)
    problems = list(check_examples(records, files))
    for problem in problems:
        click.echo(one_line(str(problem)), err=True)
    if problems:
        click.echo(say("rules.failed", wiring.language, count=len(problems)), err=True)
        return 1
    if records.learned and records.learned.learned_from != _labelled(wiring, folder, records):
        click.echo(say("rules.stale", wiring.language), err=True)
    examples = sum(len(rule.examples.bad.texts) + len(rule.examples.good.texts) for rule in records.rules)
    click.echo(
        say(
            "rules.sound",
            wiring.language,
            rules=len(records.rules),
            topics=len(records.topics),
            examples=examples,
        )
    )
    return 0


def _labelled(wiring: Wiring, folder: str | None, records: PackRecords) -> str:
    posts = read_labelled(wiring.policy_folder(folder).labelled(), records.rules)
    return fingerprint_of(records.rules, posts)


@rules.command("list")
@click.pass_obj
def list_rules(wiring: Wiring) -> None:
    """List the rules in force, their severity and the clause behind each."""
    policies = wiring.review().policies.published()
    for rule in policies.rules:
        click.echo(
            f"{rule.id:<28} {rule.severity:<11} {_clauses(rule, policies, wiring.language):<22} "
            f"{one_line(rule.title.in_language(wiring.language))}"
        )


@rules.command()
@click.argument("rule_id")
@click.pass_obj
def show(wiring: Wiring, rule_id: str) -> None:
    """Show the rule RULE_ID: what it says, when, and the clauses behind it."""
    language = wiring.language
    policies = wiring.review().policies.published()
    rule = next((each for each in policies.rules if each.id == rule_id), None)
    if rule is None:
        raise click.ClickException(say("rules.unknown", language, rule=rule_id))
    click.echo(f"{rule.id}: {one_line(rule.title.in_language(language))} ({rule.severity})")
    for case in rule.cases:
        click.echo(f"  {case.severity}: {one_line(', '.join(_conditions(rule, case, language)))}")
    for text in (rule.message, rule.lesson):
        click.echo(f"\n{showable(text.in_language(language))}")
    for question in _questions(rule, language):
        click.echo(f"\n{say('rules.question', language, question=question)}")
    for citation in policies.citations(rule.id, language):
        title = one_line(f"{citation.clause} {citation.title}")
        click.echo(f"\n{title} (v{citation.version})\n  {showable(citation.text)}")
    for sort in ("bad", "good"):
        click.echo(f"\n{say(f'rules.{sort}', language)}")
        examples = getattr(rule.examples, sort)
        for example in (examples.fr if language == "fr" else examples.en)[:5]:
            click.echo(f"  {one_line(example.plain)}")


def _clauses(rule: Rule, policies: PublishedPolicies, language: Language) -> str:
    clauses = [citation.clause for citation in policies.citations(rule.id, language)]
    return one_line(", ".join(clauses)) or say("rules.silent", language)


def _questions(rule: Rule, language: Language) -> list[str]:
    asked = [each.question for each in rule.detect if isinstance(each, Judge)]
    return [one_line(question.in_language(language)) for question in asked]


def _conditions(rule: Rule, case: SeverityCase, language: Language) -> list[str]:
    said = []
    for name in ("core", "framed"):
        if getattr(case, name) is not None:
            elements = ", ".join(each.element for each in rule.framing)
            said.append(say(f"rules.{name}", language, elements=elements))
    for name in ("present", "absent"):
        words = [word for condition in getattr(case, name) for word in condition.everything]
        if words:
            said.append(say(f"rules.{name}", language, words=" · ".join(words[:6])))
    return said
