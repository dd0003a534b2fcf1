"""Whatever owners do, in any order: what is in force is whole, and the acts explain it."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from bot.domain.library import PublishedPolicies
from bot.domain.versions import RULES, VersionRef
from bot.usecases.add_version import WantedDocument, add_file
from bot.usecases.compare_versions import compare_with_force
from bot.usecases.library_life import withdraw
from bot.usecases.library_ports import FileRefused, GivenFile
from bot.usecases.ports import PolicyFileError, PolicySource, StorageError
from bot.usecases.publish_policy import PublishPorts, keep_changed_files, publish_policies
from bot.usecases.publish_version import publish_version, retire_document, roll_back
from tests.fakes_index import PolicyFilesInMemory
from tests.policy_files import policy_files, rule_text, source
from tests.usecases.libraries import with_a_library

SUBJECTS = {
    "Promesses": "Aucun rendement n'est jamais promis",
    "Horaires": "Bureau ouvert chaque matin au public",
    "Clients": "Nul ne nomme un client dans ses messages",
}
PLACES = st.permutations(tuple(SUBJECTS)).flatmap(
    lambda order: st.integers(1, len(order)).map(lambda many: tuple(order[:many]))
)
DOCUMENTS = st.sampled_from(("PMS", "CE"))
SEVERITIES = st.sampled_from(("suggestion", "approval", "revise", "block"))
ENDS = st.sampled_from((".", " et signé.", " selon la loi."))


def body_of(document: str, order: tuple[str, ...], end: str) -> str:
    """A document with these clauses, numbered in that order."""
    return "\n\n".join(
        f"## {document}-{number} {title}\n\n{SUBJECTS[title]}{end}" for number, title in enumerate(order, 1)
    )


class AnyOrder(RuleBasedStateMachine):
    """Owners at work; what they are refused changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.bodies = {key: body_of(key, tuple(SUBJECTS), ".") for key in ("PMS", "CE")}
        self.severity = "revise"
        self.ports = with_a_library(self.files())
        self.is_folder_as_published = True
        self.known: dict[str, PublishedPolicies] = {}

    def files(self) -> PolicyFilesInMemory:
        """The policy folder as it is now."""
        sources = (
            PolicySource(replace(source(key).document, body=body), body.encode(), f"documents/fr/{key}.md")
            for key, body in self.bodies.items()
        )
        return policy_files(*sources, a=rule_text(clauses=["PMS-1"], severity=self.severity))

    @property
    def folder(self) -> PublishPorts:
        return PublishPorts(self.files(), self.ports)

    @property
    def in_force(self) -> str:
        return self.ports.library.policies.library_in_force()

    def tried(self, act: Callable[[], object]) -> bool:
        """Whether it was done; what was refused left everything in force as it was."""
        before = self.ports.library.policies.published()
        try:
            act()
        except (StorageError, FileRefused):
            assert self.ports.library.policies.published() == before
            return False
        return True

    @rule(document=DOCUMENTS, order=PLACES, end=ENDS)
    def somebody_edits_a_file(self, document: str, order: tuple[str, ...], end: str) -> None:
        self.bodies[document] = body_of(document, order, end)
        self.is_folder_as_published = False

    @rule(document=DOCUMENTS)
    def somebody_deletes_a_file(self, document: str) -> None:
        if len(self.bodies) > 1:
            self.bodies.pop(document, None)
            self.is_folder_as_published = False

    @rule(severity=SEVERITIES)
    def somebody_edits_a_rule(self, severity: str) -> None:
        self.severity = severity
        self.is_folder_as_published = False

    @rule()
    def the_folder_is_published(self) -> None:
        before = self.in_force
        try:
            outcome = publish_policies("claire", self.folder)
        except PolicyFileError:
            self.is_refused_for_its_pin(before)
            return
        assert not self.is_folder_as_published or (outcome.library, outcome.changed) == (before, False)
        self.is_folder_as_published = True

    @rule()
    def the_folder_s_changes_are_kept(self) -> None:
        before = self.in_force
        try:
            kept = keep_changed_files("vigie", self.folder)
        except PolicyFileError:
            self.is_refused_for_its_pin(before)
            return
        assert self.in_force == before
        assert not (kept and self.is_folder_as_published)

    def is_refused_for_its_pin(self, before: str) -> None:
        """Rules that somebody changed may not name a clause that would be in no document."""
        assert self.in_force == before
        assert not self.is_folder_as_published

    @rule(document=DOCUMENTS, order=PLACES, end=ENDS)
    def a_file_is_uploaded(self, document: str, order: tuple[str, ...], end: str) -> None:
        given = GivenFile("texte.md", body_of(document, order, end).encode())
        wish, before = WantedDocument(document, "fr"), self.in_force
        self.tried(lambda: add_file(given, wish, "denis", self.ports))
        assert self.in_force == before

    @rule(severity=SEVERITIES)
    def rules_are_uploaded(self, severity: str) -> None:
        given = GivenFile("rules.yml", rule_text(clauses=["PMS-1"], severity=severity).encode())
        self.tried(lambda: add_file(given, WantedDocument(), "denis", self.ports))

    @rule(number=st.integers(0, 50))
    def a_version_is_published(self, number: int) -> None:
        version = self.some_version(number)
        there = compare_with_force(version, self.ports).in_force
        if self.tried(lambda: publish_version(version, there, "claire", self.ports)):
            contents = self.ports.versions.contents()
            assert version in (*contents.documents, VersionRef(RULES, None, contents.pack))

    @rule(number=st.integers(0, 50))
    def a_version_is_withdrawn(self, number: int) -> None:
        before = self.in_force
        withdraw(self.some_version(number), "claire", self.ports)
        assert self.in_force == before

    @rule(document=DOCUMENTS)
    def a_document_is_retired(self, document: str) -> None:
        if self.tried(lambda: retire_document(document, "fr", "claire", self.ports)):
            assert document not in {each.document for each in self.ports.versions.contents().documents}

    @rule(named=st.none() | st.integers(0, 50))
    def somebody_goes_back(self, named: int | None) -> None:
        library = None if named is None else list(self.known)[named % len(self.known)]
        before = self.in_force
        if self.tried(lambda: roll_back("claire", self.ports, library)):
            assert self.in_force == library or (library is None and self.in_force != before)

    def some_version(self, number: int) -> VersionRef:
        """One of those that there are."""
        there = [
            VersionRef(each.document, each.language, each.number)
            for each in self.ports.library.policies.documents()
        ] + [VersionRef(RULES, None, each.number) for each in self.ports.versions.packs()]
        return sorted(there, key=str)[number % len(there)]

    @invariant()
    def one_whole_library_is_in_force(self) -> None:
        store, versions = self.ports.library.policies, self.ports.versions
        contents, policies = versions.contents(), store.published()
        published = {
            VersionRef(each.document, each.language, each.number)
            for each in store.documents()
            if each.state == "published"
        }
        assert contents.name == policies.library == self.in_force
        assert published == set(contents.documents)
        assert [each.number for each in versions.packs() if each.state == "published"] == [contents.pack]
        assert policies.rules == versions.pack(contents.pack).rules
        clauses = store.clauses_in_force()
        assert len({each.reference for each in clauses}) == len(clauses)
        assert clauses == [each for ref in contents.documents for each in versions.document(ref).clauses]

    @invariant()
    def a_library_is_for_ever_what_it_was(self) -> None:
        policies = self.ports.library.policies.published()
        assert self.known.setdefault(policies.library, policies) == policies

    @invariant()
    def the_acts_tell_what_is_in_force(self) -> None:
        acts = self.ports.versions.acts()
        assert acts[-1].library == self.in_force
        assert all(later.before == earlier.library for earlier, later in pairwise(acts))

    @invariant()
    def what_is_quoted_is_in_force_and_what_a_rule_names_is_what_it_named(self) -> None:
        clauses = self.ports.library.policies.clauses_in_force()
        for linked in self.ports.library.policies.published().links["guaranteed-return"]:
            assert linked.citation.text in {each.text for each in clauses}
            if linked.pinned and any(each.title == "Promesses" for each in clauses if each.document == "PMS"):
                assert linked.citation.title == "Promesses"


def live(examples: int, steps: int) -> None:
    """As many lives of a library, of as many steps."""
    run_state_machine_as_test(
        AnyOrder,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_whatever_owners_do_in_any_order_a_whole_library_is_in_force() -> None:
    live(12, 12)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_whatever_owners_do_for_long_a_whole_library_is_in_force() -> None:
    live(60, 30)
