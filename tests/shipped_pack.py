"""The rule pack of the repository, read once by each process of the tests: it takes seconds to compile."""

from functools import cache
from pathlib import Path

from bot.adapters import yaml_records
from bot.adapters.policy_folder import PolicyFolder
from bot.usecases.read_pack import PackFiles, PackRecords, parse_pack

POLICIES = Path(__file__).resolve().parents[1] / "policies"


@cache
def shipped_pack() -> PackRecords:
    """As it is written; that all in it can be used is tried in `tests/policies`."""
    return parse_pack(PackFiles(PolicyFolder(POLICIES).pack(), yaml_records))
