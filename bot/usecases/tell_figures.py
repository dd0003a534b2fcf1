"""Figures of a workspace: for officers and owners, and every week for the compliance channel."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.draft import Language
from bot.domain.figures import OTHERS, Facts, Figures, Made, Settled, count_figures, weeks_until
from bot.domain.firm import FirmProfile
from bot.domain.library import PublishedPolicies
from bot.domain.matters import Matter, MatterKind
from bot.usecases.chat_ports import CannotShow, TryLater
from bot.usecases.coaching_views import FiguresShown, WeeklyFigures
from bot.usecases.matter_ports import Matters, Reviews
from bot.usecases.people_ports import People
from bot.usecases.post_in_channel import is_posted, post_in_channel
from bot.usecases.talk import TalkPorts

WEEKS = 4
"""Whole weeks that are shown unless another number is asked for."""
_NOT_BEFORE = 12
"""The hour (UTC) of Monday from which last week is told: morning in Québec, early afternoon in France."""


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


@dataclass
class WeeklyDigest:
    """Call it now and then: it tells the compliance channel once a week, from Monday noon (UTC) on."""

    ports: TalkPorts

    def __call__(self) -> None:
        """Tell last week's figures unless they were, or there is nothing that may be shown."""
        ports, compliance, now = self.ports, self.ports.compliance, self.ports.clock.now()
        if compliance is None or (now.weekday() == 0 and now.hour < _NOT_BEFORE):
            return
        year, week, _ = weeks_until(now, 1)[0].isocalendar()
        key = f"figures:{year}-{week:02}"
        if is_posted(key, ports):
            return
        figures = figures_of(compliance.channel.team, now, 1, ports)
        if figures.is_nothing:
            return
        view = WeeklyFigures(named(figures, ports.desk().policies, compliance.language))
        try:
            post_in_channel(key, compliance.channel, view, compliance.language, ports)
        except (TryLater, CannotShow) as trouble:
            ports.note("figures.not-told", why=trouble.why)


def rows_of(shown: FiguresShown) -> Iterable[tuple[str, str, str, int, int | str]]:
    """Every figure as a row: figure, id, name, count, part ("" where it has none)."""
    figures = shown.figures
    if figures.is_nothing:
        return
    yield "authors", "", "", figures.authors or 0, ""
    yield "drafts", "", "", figures.drafts or 0, ""
    for cell in figures.verdicts:
        yield "verdict", cell.name or "withheld", "", cell.count, ""
    for cell in figures.rules:
        yield "rule", cell.name, shown.titles.get(cell.name, cell.name), cell.count, ""
    if figures.repaired:
        yield "repaired", "", "", figures.repaired.count, figures.repaired.part
    if figures.waited:
        waited = figures.waited
        yield "decisions", "", "", waited.decisions, ""
        yield "decision-median-minutes", "", "", int(waited.median.total_seconds() // 60), ""
        yield "decision-p90-minutes", "", "", int(waited.ninth.total_seconds() // 60), ""
    for cell in figures.contested:
        yield "contested", cell.name, shown.titles.get(cell.name, cell.name), cell.count, cell.part
    for cell in figures.units:
        name = "withheld" if cell.name == OTHERS else cell.name
        yield "team", name, shown.units.get(cell.name, ""), cell.count, cell.part
