"""Where the firm stands (`domain/maturity`), by what Vigie knows: counts and moments, no text and no name."""

from datetime import datetime, timedelta

from bot.domain.balance import Balance
from bot.domain.figures import OTHERS
from bot.domain.matters import WAITING, Matter, MatterKind, MatterState
from bot.domain.maturity import A_TEAM, DAYS, Facts, Standing, standing_by
from bot.usecases.matter_ports import Wanted
from bot.usecases.talk import TalkPorts
from bot.usecases.tell_figures import WEEKS, figures_of

_LOOKED_AT = 200
"""Decisions that say how long one takes: the newest."""
_DECIDED: tuple[MatterState, ...] = ("approved", "changed", "rejected")
_LOOKED_INTO: tuple[MatterState, ...] = ("fine", "missed", "unclear")


def firm_standing(team: str, ports: TalkPorts) -> Standing:
    """The signs as they are now. Raises `TryLater` where nobody can say who has a role."""
    now = ports.clock.now()
    since = now - timedelta(days=DAYS)
    policies = ports.desk().policies
    authors, reviews = ports.reviews.how_many(team, since)
    return standing_by(
        Facts(
            owners=len(ports.roles.members("policy-owner")),
            officers=len(ports.roles.members("compliance-officer")),
            compliance=ports.compliance is not None,
            authors=authors,
            reviews=reviews,
            posted=len(_closed(team, "posting", (), since, ports)),
            gaps=sum(not policies.links.get(rule.id) for rule in policies.rules),
            decided_after=tuple(
                each.closed_at - each.opened_at
                for each in _closed(team, "request", _DECIDED, since, ports)
                if each.closed_at
            ),
            waiting_for=_oldest(team, "request", now, ports),
            sampled=len(_closed(team, "sample", _LOOKED_INTO, since, ports)),
            contested_for=_oldest(team, "disagreement", now, ports),
            units=_units(team, now, ports),
            balanced=_is_balanced(team, now, ports),
            certified=_certified(team, now, ports),
            examples=ports.matters.count(Wanted(team, ("good-post",), ("accepted",))),
        )
    )


def _units(team: str, now: datetime, ports: TalkPorts) -> int:
    """Teams of which figures may be shown: five people or more asked."""
    return sum(each.name != OTHERS for each in figures_of(team, now, WEEKS, ports).units)


def _is_balanced(team: str, now: datetime, ports: TalkPorts) -> bool:
    """Whether what a team or more posted keeps the firm's aim, all together."""
    target = ports.firm.balance
    if target is None:
        return False
    authors, natures = ports.posted.counts(team, now.date() - timedelta(days=target.days))
    balance = Balance(natures.get("resource", 0), natures.get("promotion", 0), target)
    return authors >= A_TEAM and balance.posts > 0 and balance.is_kept


def _certified(team: str, now: datetime, ports: TalkPorts) -> int:
    certificates = ports.learning.certificates(team)
    return len({each.person for each in certificates if each.until and each.until > now})


def _closed(
    team: str, kind: MatterKind, states: tuple[MatterState, ...], since: datetime, ports: TalkPorts
) -> list[Matter]:
    """The newest of that kind that were settled since."""
    newest = ports.matters.page(Wanted(team, (kind,), states), _LOOKED_AT)
    return [each for each in newest if each.closed_at and each.closed_at >= since]


def _oldest(team: str, kind: MatterKind, now: datetime, ports: TalkPorts) -> timedelta:
    """How long the oldest of that kind has waited."""
    waiting = ports.matters.page(Wanted(team, (kind,), WAITING), _LOOKED_AT)
    return now - min((each.opened_at for each in waiting), default=now)
