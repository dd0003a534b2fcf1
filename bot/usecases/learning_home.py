"""What a person has learned, on their own page; and for officers how many are certified, without names."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from bot.domain.figures import FEWEST
from bot.usecases.chat_ports import Person
from bot.usecases.learning_ports import Attempt
from bot.usecases.policy_roles import surely_has
from bot.usecases.quiz_views import LearningHome, RoleFigure
from bot.usecases.take_quiz import ENDS_SOON, attempts_at, not_now, role_of
from bot.usecases.talk import TalkPorts


def learning_for(person: Person, team: str, ports: TalkPorts) -> LearningHome:
    """As it stands now. Raises `StorageError`."""
    role, now = role_of(team, person.id, ports), ports.clock.now()
    before = attempts_at("certification", role, team, person.id, ports)
    titles = {rule.id: rule.title.in_language(person.language) for rule in ports.desk().policies.rules}
    mine = ports.learning.of_person(team, person.id)
    exercises = {each.subject: each.at for each in reversed(mine) if each.kind == "exercise" and each.passed}
    officer = surely_has(person, "compliance-officer", ports)
    return LearningHome(
        role,
        before[0] if before else None,
        not_now("certification", before, now),
        tuple((titles.get(rule, rule), at) for rule, at in exercises.items()),
        certified_by_role(ports.learning.certificates(team), now) if officer else None,
    )


def certified_by_role(certificates: Sequence[Attempt], now: datetime) -> tuple[RoleFigure, ...]:
    """Of each role that somebody is certified in; of how many run out soon only where those and the others
    are five each, so that neither can be told from the other."""
    counting = [each for each in certificates if each.until and now < each.until]
    certified = Counter(each.subject for each in counting)
    ending = Counter(each.subject for each in counting if each.until and each.until - ENDS_SOON <= now)
    return tuple(_figure(role, number, ending[role]) for role, number in sorted(certified.items()))


def _figure(role: str, certified: int, ending: int) -> RoleFigure:
    if certified < FEWEST:
        return RoleFigure(role, None)
    tells = ending == 0 or (ending >= FEWEST and (certified == ending or certified - ending >= FEWEST))
    return RoleFigure(role, certified, ending if tells else None)
