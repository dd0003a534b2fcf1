"""Which of the shipped rules alert compliance: those about clients and about the inside of the firm."""

from bot.domain.incidents import incident_kind
from tests.shipped_pack import shipped_pack


def test_the_rules_that_block_what_is_nobody_s_to_tell_are_incidents_and_no_others() -> None:
    rules = shipped_pack().rules

    assert {each.id: incident_kind(each) for each in rules if incident_kind(each)} == {
        "client-identifiable": "client",
        "internal-confidential": "inside",
        "material-nonpublic": "inside",
    }
