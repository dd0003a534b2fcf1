"""`vigie prompts`: what the language model is asked, and whether the files can be read."""

import click

from bot.cli.wiring import Wiring
from bot.domain.budgets import estimate_tokens
from bot.domain.prompts import version_of
from bot.domain.showing import one_line
from bot.texts import say


@click.command()
@click.pass_obj
def prompts(wiring: Wiring) -> int:
    """Check what the language model is asked: each prompt with its version, its tokens and its purpose."""
    language, read = wiring.language, wiring.prompts()
    for each in read.values():
        tokens = say("prompts.tokens", language, tokens=estimate_tokens(each.system + each.user))
        click.echo(f"{each.name:<15} v{each.version:<4} {tokens:<15} {one_line(each.purpose)}")
    click.echo(say("doctor.prompts", language, count=len(read), version=version_of(read)))
    return 0
