"""`vigie archive verify|heads|search|export`."""

import click

from bot.cli.archive_export import export
from bot.cli.archive_search import search
from bot.cli.archive_verify import show_heads, verify

COMMANDS: tuple[click.Command, ...] = (verify, show_heads, search, export)
