"""`vigie doctor`: what is set and in force, what is missing and how to mend it; never a secret's value."""

import click

from bot.cli.wiring import Wiring
from bot.domain.showing import one_line
from bot.texts import say


@click.command()
@click.pass_obj
def doctor(wiring: Wiring) -> int:
    """Check the settings, Slack, the database, the archive, the model, the policies and the index.

    What is not as it should be is told with what to do about it; it exits with 1 where anything is a problem.
    """
    checks = wiring.doctor()
    for check in checks:
        state = say(f"doctor.{check.state}", wiring.language)
        click.echo(f"{state:<10} {check.name:<12} {one_line(check.says)}")
        if check.mend:
            click.echo(f"{'':<23} → {one_line(check.mend)}")
    return 1 if any(check.state == "problem" for check in checks) else 0
