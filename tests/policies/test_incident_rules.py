"""Which of the shipped rules alert compliance: those about clients and about the inside of the firm."""

from pathlib import Path

from bot.adapters import yaml_records
from bot.adapters.policy_folder import PolicyFolder
from bot.domain.incidents import incident_kind
from bot.usecases.read_pack import PackFiles, read_records

ROOT = Path(__file__).parents[2]


def test_the_rules_that_block_what_is_nobody_s_to_tell_are_incidents_and_no_others() -> None:
    rules = read_records(PackFiles(PolicyFolder(ROOT / "policies").pack(), yaml_records)).rules

    assert {each.id: incident_kind(each) for each in rules if incident_kind(each)} == {
        "client-identifiable": "client",
        "internal-confidential": "inside",
        "material-nonpublic": "inside",
    }
