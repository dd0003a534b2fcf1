"""A folder in which nobody changed anything since undoes nothing, whatever owners did beside it."""

from bot.domain.versions import VersionRef
from bot.usecases.add_version import WantedDocument, add_file
from bot.usecases.compare_versions import compare_with_force
from bot.usecases.compose_library import LifePorts
from bot.usecases.publish_policy import PublishPorts, keep_changed_files, publish_policies
from bot.usecases.publish_version import publish_version, roll_back
from tests.policy_files import policy_files, rule_text, source
from tests.usecases.libraries import FRENCH, markdown_file, with_a_library

EDITED = FRENCH.replace("jamais promis", "jamais promis ni suggéré")


def _uploaded(text: str, ports: LifePorts) -> VersionRef:
    version = add_file(markdown_file(text), WantedDocument(), "claire", ports).version
    publish_version(version, compare_with_force(version, ports).in_force, "claire", ports)
    return version


def test_what_was_gone_back_to_stays_though_its_file_left_the_folder_before() -> None:
    files = policy_files(source(), source("CE", "Nous disons vrai."))
    ports = with_a_library(files)
    alone = PublishPorts(policy_files(), ports)
    publish_policies("claire", alone)
    back = roll_back("claire", ports)

    outcome = publish_policies("claire", alone)

    assert (outcome.library, outcome.changed) == (back.library, False)
    assert {each.document for each in ports.library.policies.clauses_in_force()} == {"PMS", "CE"}


def test_a_draft_of_the_folder_that_was_published_and_replaced_does_not_come_back_with_the_folder() -> None:
    ports = with_a_library()
    edited = PublishPorts(
        policy_files(source(says="Jamais de promesse."), a=rule_text(severity="block")), ports
    )
    for version in keep_changed_files("vigie", edited):
        publish_version(version, compare_with_force(version, ports).in_force, "claire", ports)
    upload = _uploaded(EDITED, ports)
    there = VersionRef("rules", None, 1)
    publish_version(there, VersionRef("rules", None, 2), "claire", ports)

    assert not publish_policies("claire", edited).changed
    assert ports.versions.contents().documents == (upload,)
    assert ports.versions.contents().pack == 1
