"""Figures as a page and as a message: numbers, and bars that a screen reader passes over for the numbers."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from bot.domain.draft import Language
from bot.domain.figures import FEWEST, OTHERS, Cell
from bot.domain.showing import one_line
from bot.slack.ids import SEND_FIGURES
from bot.slack.render.fitting import Room, fit
from bot.slack.render.rich_text import (
    Block,
    Element,
    Message,
    actions,
    bullets,
    button,
    data,
    header,
    paragraph,
    rich_text,
    said,
    section,
    small,
)
from bot.texts import say
from bot.usecases.coaching_views import FiguresShown, WeeklyFigures

_MOST_RULES, _WIDE = 8, 10


def draw_weekly_figures(view: WeeklyFigures, language: Language) -> Message:
    """Last week, for the compliance channel."""
    text = say("figures.week", language)
    return Message(text, fit(lambda room: [header(f"📈 {text}"), *draw_figures(view.shown, language, room)]))


def draw_figures_page(shown: FiguresShown, language: Language) -> Iterator[Block]:
    """On the page of an officer or an owner, who may have them as files."""
    yield from draw_figures(shown, language, Room())
    if not shown.figures.is_nothing:
        yield actions(button(SEND_FIGURES, say("figures.send", language), "figures"))


def draw_figures(shown: FiguresShown, language: Language, room: Room) -> Iterator[Block]:
    """Every figure that may be shown; where none may, why."""
    figures = shown.figures
    last = figures.end - timedelta(days=1)
    days = say("figures.days", language, first=f"{figures.start:%Y-%m-%d}", last=f"{last:%Y-%m-%d}")
    yield small(f"{days} {say('figures.fewest', language, fewest=FEWEST)}")
    if figures.drafts is None or figures.authors is None:
        yield paragraph(say("figures.nothing", language, fewest=FEWEST), "italic")
        return
    authors = say("figures.authors", language, count=figures.authors)
    yield paragraph(say("figures.drafts", language, count=figures.drafts, authors=authors), "bold")
    yield rich_text(bullets(_told(shown, language)))
    yield from _listed(say("figures.verdicts", language), _verdicts(figures.verdicts, language))
    rules = [(shown.titles.get(each.name, each.name), each) for each in figures.rules[:_MOST_RULES]]
    yield from _listed(say("figures.rules", language), [(name, each, "") for name, each in rules])
    yield from _listed(say("figures.units", language), _units(shown, language))
    yield from _listed(say("figures.contested", language), _contested(shown, language))


def _told(shown: FiguresShown, language: Language) -> Iterator[Element]:
    """What was repaired before it was posted, and how long a decision takes."""
    figures = shown.figures
    few = say("figures.too-few", language, fewest=FEWEST)
    repaired = figures.repaired
    text = (
        few
        if repaired is None
        else say("figures.repaired.of", language, of=repaired.count, passed=repaired.part)
    )
    yield section(said(f"{say('figures.repaired', language)} "), said(text, "bold"))
    waited = figures.waited
    text = few
    if waited:
        half, ninth = (_time(each, language) for each in (waited.median, waited.ninth))
        text = say("figures.waited.times", language, half=half, ninth=ninth, count=waited.decisions)
    yield section(said(f"{say('figures.waited', language)} "), said(text, "bold"))


def _time(took: timedelta, language: Language) -> str:
    minutes = int(took.total_seconds() // 60)
    if minutes < 120:
        return say("figures.minutes", language, count=minutes)
    return say("figures.hours", language, count=round(minutes / 60))


def _verdicts(cells: Sequence[Cell], language: Language) -> list[tuple[str, Cell, str]]:
    others = say("figures.others", language)
    return [
        (others if each.name == OTHERS else say(f"verdict.{each.name}", language), each, "") for each in cells
    ]


def _units(shown: FiguresShown, language: Language) -> list[tuple[str, Cell, str]]:
    others = say("figures.others", language)
    return [
        (
            others if each.name == OTHERS else shown.units.get(each.name, each.name),
            each,
            "" if each.part is None else say("figures.clean", language, count=each.part),
        )
        for each in shown.figures.units
    ]


def _contested(shown: FiguresShown, language: Language) -> list[tuple[str, Cell, str]]:
    return [
        (shown.titles.get(each.name, each.name), each, say("figures.agreed", language, count=each.part))
        for each in shown.figures.contested
    ]


def _listed(title: str, rows: Sequence[tuple[str, Cell, str]]) -> Iterator[Block]:
    """A line each: a bar, the number, the name."""
    if not rows:
        return
    most = max(cell.count for _, cell, _ in rows)
    lines = [
        section(
            said(f"{_bar(cell.count, most)} {cell.count} · "),
            data(one_line(name), 100),
            said(f" ({more})" if more else ""),
        )
        for name, cell, more in rows
    ]
    yield rich_text(section(said(title, "bold")), bullets(lines))


def _bar(count: int, most: int) -> str:
    full = max(1, round(_WIDE * count / most)) if count else 0
    return "▰" * full + "▱" * (_WIDE - full)
