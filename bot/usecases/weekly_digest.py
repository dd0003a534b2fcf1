"""Every week the compliance channel is told last week's figures, with a picture and a table in the thread."""

from dataclasses import dataclass

from bot.domain.figures import weeks_until
from bot.usecases.chat_ports import CannotShow, Place, TryLater
from bot.usecases.coaching_views import WeeklyFigures
from bot.usecases.matter_ports import Compliance
from bot.usecases.post_in_channel import is_posted, post_in_channel
from bot.usecases.share_figures import share_figures
from bot.usecases.talk import TalkPorts
from bot.usecases.tell_figures import figures_of, named

_NOT_BEFORE = 12
"""The hour (UTC) of Monday from which last week is told: morning in Québec, early afternoon in France."""


@dataclass
class WeeklyDigest:
    """Call it now and then: it tells the compliance channel once a week, from Monday noon (UTC) on."""

    ports: TalkPorts

    def __call__(self) -> None:
        """Tell last week's figures unless they were, or there is nothing that may be shown."""
        compliance, now = self.ports.compliance, self.ports.clock.now()
        if compliance is None or (now.weekday() == 0 and now.hour < _NOT_BEFORE):
            return
        year, week, _ = weeks_until(now, 1)[0].isocalendar()
        key = f"figures:{year}-{week:02}"
        if is_posted(_of_files(key), self.ports):
            return
        try:
            self._tell(key, compliance)
        except (TryLater, CannotShow) as trouble:
            self.ports.note("figures.not-told", why=trouble.why)

    def _tell(self, key: str, compliance: Compliance) -> None:
        ports, channel, language = self.ports, compliance.channel, compliance.language
        figures = figures_of(channel.team, ports.clock.now(), 1, ports)
        if figures.is_nothing:
            return
        shown = named(figures, ports.desk().policies, language)
        ts = post_in_channel(key, channel, WeeklyFigures(shown), language, ports)
        share_figures(_of_files(key), Place(channel.team, channel.channel, ts), shown, language, ports)


def _of_files(key: str) -> str:
    return f"{key}:files"
