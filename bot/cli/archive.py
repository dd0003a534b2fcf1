"""`vigie archive`: what is in the archive, whether it is whole, and what is kept of it for how long."""

import click

from bot.cli.archive_erasing import COMMANDS as ERASING
from bot.cli.archive_reading import COMMANDS as READING


@click.group()
def archive() -> None:
    """Verify, search, export and erase what was reviewed and decided."""


for command in (*READING, *ERASING):
    archive.add_command(command)
