"""A document's life: a draft, compared, published, rolled back; only a switch changes what is in force."""

from dataclasses import replace

import pytest

from bot.domain.versions import VersionRef, WantedVersion
from bot.usecases.add_version import WantedDocument, add_file
from bot.usecases.compare_versions import compare_with_force, resolve
from bot.usecases.compose_library import LifePorts
from bot.usecases.library_life import candidate_with, find_clause, history, original_file, withdraw
from bot.usecases.library_ports import FileRefused, NoSuchVersion, PublishedMeanwhile
from bot.usecases.ports import NothingPublished, StorageError
from bot.usecases.publish_policy import PublishPorts, keep_changed_files, publish_policies
from bot.usecases.publish_version import publish_version, retire_document, roll_back
from tests.policy_files import policy_files, rule_text, source
from tests.usecases.libraries import FRENCH, life_ports, markdown_file, with_a_library

EDITED = FRENCH.replace("jamais promis", "jamais promis ni suggéré")
RENUMBERED = "## PMS-1 Portée\n\nLa politique vise tout le personnel de la firme.\n\n" + FRENCH.replace(
    "PMS-2", "PMS-3"
).replace("PMS-1", "PMS-2")
FIRST, SECOND = VersionRef("PMS", "fr", 1), VersionRef("PMS", "fr", 2)


def _added(text: str, ports: LifePorts) -> VersionRef:
    return add_file(markdown_file(text), WantedDocument(), "claire", ports).version


def _published(text: str, ports: LifePorts) -> VersionRef:
    version = _added(text, ports)
    publish_version(version, compare_with_force(version, ports).in_force, "claire", ports)
    return version


def test_a_file_is_kept_as_a_draft_and_nothing_in_force_changes() -> None:
    ports = with_a_library()
    before = ports.library.policies.published()

    added = add_file(markdown_file(EDITED), WantedDocument(), "claire", ports)

    assert added.version == SECOND
    assert ports.versions.document(SECOND).version.state == "draft"
    assert ports.library.policies.published() == before
    assert [(each.kind, each.now and each.now.key) for each in added.compared.clauses] == [
        ("changed", "PMS-1")
    ]


def test_publishing_a_draft_puts_it_in_force_and_retires_the_one_before() -> None:
    ports = with_a_library()
    _published(EDITED, ports)

    states = {each.number: each.state for each in ports.library.policies.documents()}
    clauses = ports.library.policies.clauses_in_force()
    assert states == {1: "retired", 2: "published"}
    assert clauses[0].text == "Aucun rendement n'est jamais promis ni suggéré."
    assert [
        each.citation.version for each in ports.library.policies.published().links["guaranteed-return"]
    ] == [2]


def test_a_renumbered_clause_keeps_its_id_and_is_quoted_under_its_new_number() -> None:
    ports = with_a_library(policy_files(source(), a=rule_text(clauses=["PMS-1"])))
    _published(RENUMBERED, ports)

    [linked] = ports.library.policies.published().links["guaranteed-return"]
    assert (linked.pinned, linked.citation.clause) == (True, "PMS-2")
    assert linked.citation.text == "Aucun rendement n'est jamais promis."
    assert [each.key for each in find_clause("PMS-2", "fr", ports) if "rendement" in each.text] == ["PMS-1"]


def test_an_edit_of_one_clause_embeds_one_clause() -> None:
    ports = with_a_library()
    embedder = ports.library.embedder
    embedder.embedded.clear()  # type: ignore[attr-defined]

    _published(EDITED, ports)

    assert all("suggéré" in each for each in embedder.embedded)  # type: ignore[attr-defined]
    assert embedder.embedded  # type: ignore[attr-defined]


def test_the_same_bytes_again_are_refused_and_a_draft_is_found_again() -> None:
    ports = with_a_library()
    published = _published(EDITED, ports)
    with pytest.raises(FileRefused) as refused:
        add_file(markdown_file(EDITED), WantedDocument(), "denis", ports)
    assert (refused.value.code, refused.value.detail) == ("same", str(published))

    first = add_file(markdown_file(RENUMBERED), WantedDocument(), "claire", ports)
    again = add_file(markdown_file(RENUMBERED), WantedDocument(), "denis", ports)
    assert (first.known, again.known, again.version) == (False, True, first.version)


@pytest.mark.parametrize(
    ("text", "code"),
    [("Bonjour.", "no-clause"), ("## Recettes\n\nUne tarte aux pommes du Vermont.\n", "no-document")],
)
def test_a_file_that_is_no_version_of_anything_is_refused(text: str, code: str) -> None:
    ports = with_a_library()
    with pytest.raises(FileRefused) as refused:
        add_file(markdown_file(text), WantedDocument(), "claire", ports)
    assert refused.value.code == code
    assert [each.number for each in ports.library.policies.documents()] == [1]


def test_a_text_in_a_third_language_is_refused() -> None:
    ports = replace(with_a_library(), detect_language=lambda _: None)
    with pytest.raises(FileRefused, match="language"):
        add_file(markdown_file("## 1. Versprechen\n\nKein Ertrag.\n"), WantedDocument(), "claire", ports)


def test_a_new_document_is_named_by_whoever_gives_it() -> None:
    ports = with_a_library()
    wish = WantedDocument("CE", "fr", "Code d'éthique", "Conformité")

    added = add_file(markdown_file("## CE-1 Vérité\n\nNous disons vrai.\n"), wish, "claire", ports)
    outcome = publish_version(added.version, None, "claire", ports)

    assert outcome.documents == 2
    assert {each.document for each in ports.library.policies.clauses_in_force()} == {"PMS", "CE"}
    assert compare_with_force(added.version, ports).title == "Code d'éthique"


def test_who_looked_at_another_version_than_the_one_in_force_looks_again() -> None:
    ports = with_a_library()
    late = _added(EDITED, ports)
    _published(FRENCH.replace("matin", "jour"), ports)

    with pytest.raises(PublishedMeanwhile):
        publish_version(late, FIRST, "denis", ports)
    assert ports.library.policies.clauses_in_force()[1].text == "Bureau ouvert chaque jour."


def test_going_back_is_one_action_and_twice_is_two_steps() -> None:
    ports = with_a_library()
    libraries = [ports.library.policies.library_in_force()]
    for text in (EDITED, RENUMBERED):
        _published(text, ports)
        libraries.append(ports.library.policies.library_in_force())

    assert roll_back("claire", ports).library == libraries[1]
    assert ports.library.policies.library_in_force() == libraries[1]
    back = roll_back("claire", ports)
    assert (back.library, back.versions) == (libraries[0], ((SECOND, FIRST),))
    with pytest.raises(NothingPublished):
        roll_back("claire", ports)
    assert roll_back("claire", ports, libraries[2]).library == libraries[2]


def test_after_going_back_a_publication_goes_on_from_there() -> None:
    ports = with_a_library()
    first = ports.library.policies.library_in_force()
    _published(EDITED, ports)
    roll_back("claire", ports)
    _published(RENUMBERED, ports)

    assert roll_back("claire", ports).library == first


def test_what_was_gone_back_from_is_not_published_again_by_an_unchanged_folder() -> None:
    ports = with_a_library()
    edited = PublishPorts(policy_files(source(says="Jamais de promesse.")), ports)
    publish_policies("claire", edited)
    back = roll_back("claire", ports)

    outcome = publish_policies("claire", edited)

    assert (outcome.library, outcome.changed) == (back.library, False)


def test_a_document_that_was_uploaded_stays_when_the_folder_is_published() -> None:
    ports = with_a_library()
    wish = WantedDocument("CE", "fr", "Code d'éthique")
    added = add_file(markdown_file("## CE-1 Vérité\n\nNous disons vrai.\n"), wish, "claire", ports)
    publish_version(added.version, None, "claire", ports)

    publish_policies("claire", PublishPorts(policy_files(source(says="Jamais de promesse.")), ports))

    assert {each.document for each in ports.library.policies.clauses_in_force()} == {"PMS", "CE"}


def test_a_changed_file_of_the_folder_is_kept_as_a_draft() -> None:
    ports = with_a_library()
    files = policy_files(source(says="Jamais de promesse."), a=rule_text(severity="block"))

    kept = keep_changed_files("vigie", PublishPorts(files, ports))

    assert kept == [SECOND, VersionRef("rules", None, 2)]
    assert ports.versions.document(SECOND).version.state == "draft"
    assert keep_changed_files("vigie", PublishPorts(policy_files(), ports)) == []


def test_a_document_taken_out_is_quoted_no_more_and_the_last_one_stays() -> None:
    ports = with_a_library(policy_files(source(), source("CE", "Nous disons vrai.")))

    retire_document("CE", "fr", "claire", ports)

    assert {each.document for each in ports.library.policies.clauses_in_force()} == {"PMS"}
    with pytest.raises(StorageError, match="last document"):
        retire_document("PMS", "fr", "claire", ports)
    with pytest.raises(NoSuchVersion):
        retire_document("CE", "fr", "claire", ports)


def test_a_document_that_was_retired_does_not_come_back_with_the_folder() -> None:
    files = policy_files(source(), source("CE", "Nous disons vrai."))
    ports = with_a_library(files)
    retire_document("CE", "fr", "claire", ports)

    assert not publish_policies("claire", PublishPorts(files, ports)).changed


def test_a_rule_that_names_a_clause_which_leaves_is_told_and_finds_another_by_meaning() -> None:
    ports = with_a_library(policy_files(source(), a=rule_text(clauses=["PMS-2"])))
    version = _added("## PMS-1 Promesses\n\nAucun rendement n'est jamais promis.\n", ports)
    compared = compare_with_force(version, ports)

    outcome = publish_version(version, compared.in_force, "claire", ports)

    assert compared.lost_pins == outcome.lost_pins == (("guaranteed-return", "PMS-2"),)
    [linked] = ports.library.policies.published().links["guaranteed-return"]
    assert (linked.pinned, linked.citation.clause) == (False, "PMS-1")


def test_a_candidate_cites_what_would_be_in_force_and_stores_nothing() -> None:
    ports = with_a_library()
    version = _added(EDITED, ports)

    policies = candidate_with(version, ports)

    [linked] = policies.links["guaranteed-return"]
    assert (linked.citation.version, "suggéré" in linked.citation.text) == (2, True)
    assert ports.library.policies.clauses_in_force()[0].text == "Aucun rendement n'est jamais promis."


def test_everything_that_was_done_is_told_newest_first() -> None:
    ports = with_a_library()
    draft = _added(EDITED, ports)
    withdraw(draft, "denis", ports)
    ports.versions.refused("paul", ports.library.clock.now(), "publish", draft)

    assert [(each.act.kind, each.act.by) for each in history(ports)] == [
        ("refused", "paul"),
        ("withdrawn", "denis"),
        ("added", "claire"),
        ("published", "claire"),
    ]
    assert history(ports)[3].changes == ((None, FIRST), (None, VersionRef("rules", None, 1)))


def test_the_very_bytes_come_back() -> None:
    ports = with_a_library()
    version = _added(EDITED, ports)
    assert original_file(version, ports).content == EDITED.encode()


def test_a_version_is_named_with_or_without_its_number() -> None:
    ports = with_a_library(policy_files(source(), source(language="en")))
    draft = _added(EDITED, ports)

    assert resolve(WantedVersion("pms", "fr"), ports) == draft
    assert resolve(WantedVersion("PMS", "fr", 1), ports) == FIRST
    assert resolve(WantedVersion("PMS", "en"), ports) == VersionRef("PMS", "en", 1)
    assert resolve(WantedVersion("rules"), ports) == VersionRef("rules", None, 1)
    withdraw(draft, "claire", ports)
    for unclear in (WantedVersion("PMS"), WantedVersion("PMS", "fr", 9), WantedVersion("XX")):
        with pytest.raises(NoSuchVersion):
            resolve(unclear, ports)


def test_nothing_can_be_done_to_a_library_that_is_not_there() -> None:
    with pytest.raises(NothingPublished):
        roll_back("claire", life_ports())


@pytest.mark.parametrize("name", ["rules", "PMS/fr", "PMS@4", "../x", "9", "é" * 3, "A" * 40])
def test_a_name_that_cannot_be_a_document_s_is_refused(name: str) -> None:
    with pytest.raises(FileRefused, match="document-id"):
        add_file(markdown_file(EDITED), WantedDocument(name), "claire", with_a_library())


def test_a_document_that_comes_back_does_not_give_a_rule_s_clause_to_another_subject() -> None:
    files = policy_files(source(), source("CE", "Nous disons vrai."), a=rule_text(clauses=["PMS-1"]))
    ports = with_a_library(files)
    retire_document("PMS", "fr", "claire", ports)

    opening, promises = "Bureau ouvert chaque matin.", "Aucun rendement n'est jamais promis."
    swapped = f"## PMS-1 Horaires\n\n{opening}\n\n## PMS-2 Promesses\n\n{promises}\n"
    wish = WantedDocument("PMS", "fr")
    publish_version(add_file(markdown_file(swapped), wish, "claire", ports).version, None, "claire", ports)

    [linked] = ports.library.policies.published().links["guaranteed-return"]
    assert (linked.citation.title, linked.citation.clause) == ("Promesses", "PMS-2")
