"""Names that look like settings and are none: what is misspelt would be off without a word."""

import re
from collections.abc import Iterable, Iterator, Mapping

from bot.config.settings import VARIABLES

_OURS = "VIGIE_"
_ALL = " (docs/settings.md has them all)."
_OF_A_CLUSTER = re.compile(r"VIGIE_(?:.*_)?(?:SERVICE_(?:HOST|PORT.*)|PORT_[0-9]+_(?:TCP|UDP).*)")
_A_CLUSTERS_ADDRESS = re.compile(r"(?:tcp|udp)://")
"""Kubernetes tells every container where the services are, under their names: `VIGIE_WEB_SERVICE_HOST`."""


def name_problems(given: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each variable that begins as ours do and that nothing reads."""
    known = frozenset(VARIABLES.values())
    for name in sorted(name for name in given if name.startswith(_OURS) and name not in known):
        if not _OF_A_CLUSTER.fullmatch(name) and not _A_CLUSTERS_ADDRESS.match(given[name]):
            meant = _nearest(name, known)
            yield f"{name} is no setting{f': is {meant} meant?' if meant else _ALL}"


def _nearest(name: str, known: Iterable[str]) -> str:
    """The setting probably meant; "" where none is near."""
    from difflib import get_close_matches  # only where something is wrong

    bare = {each.removeprefix(_OURS): each for each in known}
    return next((bare[each] for each in get_close_matches(name.removeprefix(_OURS), bare, 1)), "")
