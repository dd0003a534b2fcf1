"""The page on which owners and officers read where the firm stands, and what comes next."""

from collections.abc import Iterator

from bot.domain.draft import Language
from bot.domain.maturity import LEVELS, Level, Standing
from bot.slack.render.rich_text import Block, bullets, divider, header, paragraph, rich_text, said, section
from bot.texts import say


def draw_maturity(standing: Standing, language: Language) -> Iterator[Block]:
    """What comes next first, then every level with its signs: a symbol and a word say which are there."""
    level = standing.level or "none"
    yield paragraph(say(f"maturity.at.{level}", language), "bold")
    if standing.next:
        yield paragraph(say("maturity.next", language))
        items = [section(said(say(f"maturity.next.{each.name}", language))) for each in standing.next]
        yield rich_text(bullets(items))
    else:
        yield paragraph(say("maturity.all", language))
    for each in LEVELS:
        yield divider()
        yield from _level(each, standing, language)


def _level(level: Level, standing: Standing, language: Language) -> Iterator[Block]:
    yield header(say(f"maturity.level.{level}", language))
    signs = [each for each in standing.signs if each.level == level]
    lines = []
    for each in signs:
        what = say(f"maturity.sign.{each.name}", language)
        mark = say("maturity.there" if each.is_there else "maturity.missing", language)
        lines.append(section(said(f"{'✅' if each.is_there else '⚪'} {what} "), said(mark, "italic")))
    yield rich_text(bullets(lines))
