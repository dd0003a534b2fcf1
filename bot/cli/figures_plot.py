"""Figures as one picture (SVG): a bar a line, its number beside it; black on white, for a report."""

from collections.abc import Iterator, Sequence
from html import escape

from bot.domain.draft import Language
from bot.domain.figures import FEWEST, OTHERS, Cell
from bot.domain.showing import one_line
from bot.texts import say
from bot.usecases.coaching_views import FiguresShown

_WIDTH, _LINE, _NAMES, _BAR = 760, 24, 300, 360
_COLOURS = {"ok": "#868e96", "approval": "#1864ab", "revise": "#e67700", "block": "#c92a2a"}
_OTHER_COLOUR = "#495057"
_MOST = 12
Row = tuple[str, Cell, str]
"""A name, its figure, the colour of its bar."""


def figures_svg(shown: FiguresShown, language: Language) -> str:
    """The picture; where nothing may be shown it says so."""
    figures = shown.figures
    title = say("figures.days", language, first=f"{figures.start:%Y-%m-%d}", last=f"{figures.end:%Y-%m-%d}")
    lines = [_text(16, 26, title, size=15)]
    top = 44
    if figures.is_nothing:
        lines.append(_text(16, top + 16, say("figures.nothing", language, fewest=FEWEST)))
        top += 40
    for heading, rows in _charts(shown, language):
        if rows:
            lines += _chart(heading, rows, top)
            top += _LINE * (len(rows) + 1) + 18
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{top}" viewBox="0 0 {_WIDTH} '
        f'{top}" font-family="sans-serif" font-size="13" role="img"><title>{escape(title)}</title>'
        f'<rect width="100%" height="100%" fill="#fff"/>\n' + "\n".join(lines) + "\n</svg>\n"
    )


def _charts(shown: FiguresShown, language: Language) -> Iterator[tuple[str, list[Row]]]:
    figures, others = shown.figures, say("figures.others", language)
    yield (
        say("figures.verdicts", language),
        [
            (
                others if each.name == OTHERS else say(f"verdict.{each.name}", language),
                each,
                _COLOURS.get(each.name, _OTHER_COLOUR),
            )
            for each in figures.verdicts
        ],
    )
    yield (
        say("figures.rules", language),
        [(shown.titles.get(each.name, each.name), each, _OTHER_COLOUR) for each in figures.rules[:_MOST]],
    )
    yield (
        say("figures.units", language),
        [
            (others if each.name == OTHERS else shown.units.get(each.name, each.name), each, _OTHER_COLOUR)
            for each in figures.units[:_MOST]
        ],
    )


def _chart(heading: str, rows: Sequence[Row], top: int) -> Iterator[str]:
    yield _text(16, top + 16, heading, size=14)
    most = max(cell.count for _, cell, _ in rows)
    for number, (name, cell, colour) in enumerate(rows, 1):
        y = top + _LINE * number
        width = max(1, round(_BAR * cell.count / most)) if cell.count else 0
        yield _text(_NAMES, y + 16, one_line(name)[:46], anchor="end")
        yield f'<rect x="{_NAMES + 12}" y="{y + 4}" width="{width}" height="{_LINE - 8}" fill="{colour}"/>'
        yield _text(_NAMES + 18 + width, y + 16, str(cell.count))


def _text(x: int, y: int, text: str, *, size: int = 13, anchor: str = "start") -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}">{escape(text)}</text>'
