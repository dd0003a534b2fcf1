"""The shipped rule pack, compiled once: what small packs cannot tell is asked of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot.domain.firm import FirmProfile
from bot.domain.pack import RulePack, compile_pack
from bot.domain.rules import Rule, Topic

POLICIES = Path(__file__).parents[2] / "policies"


@pytest.fixture(scope="session")
def shipped() -> RulePack:
    """The pack in `policies/`, as far as its files can be read."""

    def records(folder: str) -> Iterator[object]:
        for file in sorted((POLICIES / folder).glob("*.yml")):
            yield yaml.load(file.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506

    firm = FirmProfile.model_validate(yaml.safe_load((POLICIES / "firm.yml").read_text(encoding="utf-8")))
    rules = [Rule.model_validate(record) for record in records("rules")]
    return compile_pack(rules, [Topic.model_validate(record) for record in records("resources")], firm)
