"""The shipped rule pack, compiled once: what small packs cannot tell is asked of it."""

from dataclasses import replace

import pytest

from bot.domain.pack import RulePack
from tests.shipped_pack import shipped_pack


@pytest.fixture(scope="session")
def shipped() -> RulePack:
    """The pack in `policies/`, without what was learned: words alone."""
    return replace(shipped_pack().pack, learned=None)
