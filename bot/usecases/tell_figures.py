"""Figures of a workspace, for officers and owners: counted, named, and as rows."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from bot.domain.draft import Language
from bot.domain.figures import OTHERS, Cell, Facts, Figures, Made, Settled, count_figures, weeks_until
from bot.domain.firm import FirmProfile
from bot.domain.library import PublishedPolicies
from bot.domain.matters import Matter, MatterKind
from bot.usecases.coaching_views import FiguresShown
from bot.usecases.matter_ports import Matters, Reviews
from bot.usecases.people_ports import People

WEEKS = 4
"""Whole weeks that are shown unless another number is asked for."""
WITHHELD = "withheld"
"""The id of what is withheld of a whole, all together."""
FigureRow = tuple[str, str, str, int, int | str]
"""Figure, id, name, count, part ("" where it has none)."""


class FiguresPorts(Protocol):
    """Where the figures come from."""

    @property
    def reviews(self) -> Reviews:
        """The list of reviews."""

    @property
    def matters(self) -> Matters:
        """Requests, postings and disagreements."""

    @property
    def people(self) -> People:
        """Which team within the firm each person chose."""


def figures_of(team: str, now: datetime, weeks: int, ports: FiguresPorts) -> Figures:
    """Of the last so many whole weeks of a workspace. Raises `StorageError`."""
    start, end = weeks_until(now, weeks)
    made = [
        Made(each.card, each.author, each.at, each.verdict, each.rules)
        for each in ports.reviews.made(team, start, end)
    ]
    units = {each.person: each.unit for each in ports.people.of_team(team) if each.unit}

    def opened(kind: MatterKind) -> list[Settled]:
        return [_settled(each) for each in ports.matters.opened(team, kind, start, end)]

    facts = Facts(made, opened("request"), opened("posting"), opened("disagreement"), units)
    return count_figures(facts, start, end)


def _settled(matter: Matter) -> Settled:
    return Settled(matter.card, matter.author, matter.state, matter.opened_at, matter.closed_at, matter.rules)


def named(figures: Figures, policies: PublishedPolicies, language: Language) -> FiguresShown:
    """The figures with the titles of rules and the names of teams, in that language."""
    titles = {rule.id: rule.title.in_language(language) for rule in policies.rules}
    return FiguresShown(figures, titles, unit_names(policies.firm, language))


def unit_names(firm: FirmProfile, language: Language) -> dict[str, str]:
    """The firm's teams by id."""
    return {unit: name.in_language(language) for unit, name in firm.units.items()}


def rows_of(shown: FiguresShown) -> Iterable[FigureRow]:
    """Every figure as a row; none where nothing may be shown."""
    figures = shown.figures
    if figures.is_nothing:
        return
    yield "authors", "", "", figures.authors or 0, ""
    yield "drafts", "", "", figures.drafts or 0, ""
    for cell in figures.verdicts:
        yield "verdict", cell.name or WITHHELD, "", cell.count, ""
    for cell in figures.rules:
        yield "rule", cell.name, shown.titles.get(cell.name, cell.name), cell.count, ""
    if figures.repaired:
        yield "repaired", "", "", figures.repaired.count, _part(figures.repaired)
    if figures.waited:
        waited = figures.waited
        yield "decisions", "", "", waited.decisions, ""
        yield "decision-median-minutes", "", "", int(waited.median.total_seconds() // 60), ""
        yield "decision-p90-minutes", "", "", int(waited.ninth.total_seconds() // 60), ""
    for cell in figures.contested:
        yield "contested", cell.name, shown.titles.get(cell.name, cell.name), cell.count, _part(cell)
    for cell in figures.units:
        name = WITHHELD if cell.name == OTHERS else cell.name
        yield "team", name, shown.units.get(cell.name, ""), cell.count, _part(cell)


def _part(cell: Cell) -> int | str:
    return "" if cell.part is None else cell.part
