"""`vigie doctor`: what is set, what is in force, what is missing; never a secret's value."""

import click

from bot.cli.wiring import Wiring
from bot.domain.showing import one_line
from bot.texts import say


@click.command()
@click.pass_obj
def doctor(wiring: Wiring) -> int:
    """Check the settings, the database, the policies in force and the index."""
    checks = wiring.doctor()
    for check in checks:
        state = say(f"doctor.{check.state}", wiring.language)
        click.echo(f"{state:<10} {check.name:<12} {one_line(check.says)}")
    return 1 if any(check.state == "problem" for check in checks) else 0
