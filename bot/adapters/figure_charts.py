"""Figures as charts: what a picture of them shows, in a language, before it is drawn."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.draft import Language
from bot.domain.figures import FEWEST, OTHERS, Cell
from bot.domain.showing import one_line
from bot.texts import say
from bot.usecases.coaching_views import FiguresShown

_COLOURS = {"ok": "#868e96", "approval": "#1864ab", "revise": "#e67700", "block": "#c92a2a"}
_OTHER_COLOUR = "#495057"
_MOST, _NAME = 12, 46


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure with its name."""

    name: str
    count: int
    colour: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars under a heading, the longest names cut."""

    heading: str
    bars: tuple[Bar, ...]


def days_of(shown: FiguresShown) -> tuple[datetime, datetime]:
    """The first and the last of them."""
    return shown.figures.start, shown.figures.end - timedelta(days=1)


def title_of(shown: FiguresShown, language: Language) -> str:
    """The days that the figures are of, the last one included."""
    first, last = days_of(shown)
    return say("figures.days", language, first=f"{first:%Y-%m-%d}", last=f"{last:%Y-%m-%d}")


def charts_of(shown: FiguresShown, language: Language) -> tuple[Chart, ...]:
    """Those in which there is something; none where nothing may be shown."""
    return tuple(each for each in _charts(shown, language) if each.bars)


def summary_of(shown: FiguresShown, language: Language) -> str:
    """How many drafts of how many people, and what is withheld; or that nothing may be shown."""
    figures = shown.figures
    if figures.drafts is None or figures.authors is None:
        return say("figures.nothing", language, fewest=FEWEST)
    authors = say("figures.authors", language, count=figures.authors)
    drafts = say("figures.drafts", language, count=figures.drafts, authors=authors)
    return f"{drafts}\n{say('figures.fewest', language, fewest=FEWEST)}"


def in_words(shown: FiguresShown, language: Language) -> str:
    """What the charts show, a line each; where nothing may be shown, that."""
    lines = [title_of(shown, language), summary_of(shown, language)]
    for chart in charts_of(shown, language):
        told = ", ".join(f"{each.name} {each.count}" for each in chart.bars)
        lines.append(say("figures.chart", language, heading=chart.heading, told=told))
    return "\n".join(lines)


def _charts(shown: FiguresShown, language: Language) -> Iterator[Chart]:
    figures, others = shown.figures, say("figures.others", language)
    verdicts = [
        _bar(others if each.name == OTHERS else say(f"verdict.{each.name}", language), each)
        for each in figures.verdicts
    ]
    yield Chart(say("figures.verdicts", language), tuple(verdicts))
    yield Chart(say("figures.rules", language), _bars(figures.rules, shown.titles, others))
    yield Chart(say("figures.units", language), _bars(figures.units, shown.units, others))


def _bars(cells: Sequence[Cell], names: Mapping[str, str], others: str) -> tuple[Bar, ...]:
    return tuple(
        _bar(others if each.name == OTHERS else names.get(each.name, each.name), each)
        for each in cells[:_MOST]
    )


def _bar(name: str, cell: Cell) -> Bar:
    shown = one_line(name)
    cut = shown if len(shown) <= _NAME else f"{shown[: _NAME - 1].rstrip()}…"
    return Bar(cut, cell.count, _COLOURS.get(cell.name, _OTHER_COLOUR))
