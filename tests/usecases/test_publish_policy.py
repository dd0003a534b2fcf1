"""Publishing is all or nothing, embeds nothing twice, and does nothing when nothing changed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.chroma_index import ChromaIndex
from bot.adapters.database import open_database, upgrade
from bot.adapters.sqlalchemy_policies import SqlAlchemyPolicyStore
from bot.domain.clauses import clauses_fingerprint
from bot.domain.learned import Learned
from bot.usecases.link_clauses import LibraryPorts
from bot.usecases.ports import LearnedElsewhere, NothingPublished, PolicyFileError, PolicyFiles, StorageError
from bot.usecases.publish_policy import PublishPorts, publish_policies
from bot.usecases.review import Desk, ReviewPorts, open_desk
from tests.domain.small_learned import learned_of, learned_rule
from tests.fakes import InMemoryArchive, InMemoryPolicyStore
from tests.fakes_index import (
    BagOfWords,
    InMemoryClauseIndex,
    PolicyFilesInMemory,
    StoppedClock,
    shared_words,
)
from tests.policy_files import CRYPTO_TOPIC, policy_files, rule_text, source
from tests.usecases.libraries import life_of


def _library(**changes: Any) -> LibraryPorts:
    library = LibraryPorts(
        InMemoryPolicyStore(), InMemoryClauseIndex(), BagOfWords(), shared_words, StoppedClock()
    )
    return replace(library, **changes)


def _ports(files: PolicyFiles | None = None, library: LibraryPorts | None = None) -> PublishPorts:
    library = library or _library()
    return PublishPorts(files or policy_files(), life_of(library))


def test_what_is_written_is_in_force_linked_and_indexed() -> None:
    ports = _ports()

    outcome = publish_policies("claire", ports)

    library = ports.life.library
    policies, clauses = library.policies.published(), library.policies.clauses_in_force()
    assert (outcome.library, outcome.changed, outcome.gaps) == (policies.library, True, ())
    assert (outcome.documents, outcome.clauses, outcome.rules) == (1, 2, 1)
    assert policies.embedder == "bag-1-64d"
    assert [each.citation.clause for each in policies.links["guaranteed-return"]] == ["PMS-1"]
    assert library.index.is_complete(clauses_fingerprint(clauses), "bag-1-64d", 2)
    assert {each.created_by for each in library.policies.documents()} == {"claire"}


def test_a_rule_the_documents_say_nothing_about_is_a_gap() -> None:
    silent = rule_text("crypto-promotion", "achetez du bitcoin", "buy bitcoin", topic=CRYPTO_TOPIC)

    outcome = publish_policies("claire", _ports(policy_files(crypto_promotion=silent, a=rule_text())))

    assert outcome.gaps == ("crypto-promotion",)


def test_publishing_the_same_again_embeds_and_builds_nothing() -> None:
    index, embedder = InMemoryClauseIndex(), BagOfWords()
    library = _library(index=index, embedder=embedder)
    first = publish_policies("claire", _ports(library=library))
    embedder.embedded.clear()
    told: list[str] = []

    again = publish_policies("denis", _ports(library=library), lambda step, *_: told.append(step))

    assert again == replace(first, changed=False, before=first.library)
    assert (embedder.embedded, index.builds, told) == ([], 1, ["reading"])


@pytest.mark.parametrize(
    "files",
    [
        policy_files(source(says="Aucun gain n'est jamais promis.")),
        policy_files(source(), source("CE", "Nous disons vrai.")),
        policy_files(source("CE")),
        policy_files(guaranteed_return=rule_text(severity="block")),
        policy_files(guaranteed_return=rule_text(), b=rule_text("no-risk-claim", "sans risque", "riskless")),
    ],
    ids=["a clause", "one more document", "another document", "a rule", "one more rule"],
)
def test_any_change_is_a_new_library(files: PolicyFiles) -> None:
    library = _library()
    first = publish_policies("claire", _ports(library=library))

    second = publish_policies("claire", _ports(files, library))

    assert second.changed
    assert second.library == library.policies.published().library != first.library
    assert library.policies.published_version(first.library).library == first.library


def test_only_what_is_new_is_embedded() -> None:
    embedder = BagOfWords()
    library = _library(embedder=embedder)
    publish_policies("claire", _ports(library=library))
    embedder.embedded.clear()

    publish_policies("claire", _ports(policy_files(source(), source("CE", "Nous disons vrai.")), library))

    assert sorted(embedder.embedded) == [
        "Nous disons vrai.",
        "Promesses. Nous disons vrai.",
    ]


def test_another_embedder_is_a_new_library_with_vectors_of_its_own() -> None:
    library = _library()
    first = publish_policies("claire", _ports(library=library))
    other = replace(library, embedder=BagOfWords("bag-2-64d"))

    second = publish_policies("claire", _ports(library=other))

    assert second.changed
    assert second.library != first.library
    assert library.policies.published().embedder == "bag-2-64d"
    assert len(other.embedder.embedded) > 0


def test_it_can_be_done_again_on_purpose() -> None:
    index = InMemoryClauseIndex()
    library = _library(index=index)
    first = publish_policies("claire", _ports(library=library))

    assert publish_policies("claire", _ports(library=library), again=True).library == first.library
    assert index.builds == 2


def test_each_step_is_told() -> None:
    told: list[str] = []
    publish_policies("claire", _ports(), lambda step, *_: told.append(step))

    assert list(dict.fromkeys(told)) == [
        "reading",
        "checking",
        "embedding",
        "linking",
        "indexing",
        "publishing",
    ]


STEPS = [
    ("files", "documents"),
    ("files", "pack"),
    ("embedder", "embed"),
    ("policies", "keep_vectors"),
    ("words", "__call__"),
    ("index", "build"),
    ("policies", "publish"),
]


class _Failing:
    """A port of which one method fails."""

    def __init__(self, port: Any, method: str, error: BaseException) -> None:
        self._port, self._method, self._error = port, method, error

    def __getattr__(self, name: str) -> Any:
        if name == self._method:
            return self._fail
        return getattr(self._port, name)

    def __call__(self, *given: object) -> object:
        return self._fail()

    def _fail(self, *given: object, **named: object) -> object:
        raise self._error


@pytest.mark.parametrize("error", [StorageError("The disk is full."), KeyboardInterrupt()])
@pytest.mark.parametrize(("port", "method"), STEPS)
def test_whatever_fails_the_old_version_stays_in_force(port: str, method: str, error: BaseException) -> None:
    library = _library()
    publish_policies("claire", _ports(library=library))
    before = library.policies.published(), library.policies.documents(), library.policies.clauses_in_force()
    changed: Any = policy_files(source(says="Jamais de promesse de gain."), a=rule_text(severity="block"))
    broken = _ports(changed, library)
    if port == "files":
        broken = replace(broken, files=_Failing(changed, method, error))
    else:
        failing = _Failing(getattr(library, port), method, error)
        broken = _ports(changed, replace(library, **{port: failing}))

    with pytest.raises(type(error)):
        publish_policies("claire", broken)

    after = library.policies.published(), library.policies.documents(), library.policies.clauses_in_force()
    assert after == before
    assert library.index.is_complete(clauses_fingerprint(after[2]), "bag-1-64d", len(after[2]))
    assert publish_policies("claire", _ports(changed, library)).changed


def test_what_was_embedded_before_a_failure_is_not_embedded_again() -> None:
    embedder = BagOfWords()
    library = _library(embedder=embedder)
    failing: Any = _Failing(library.index, "build", StorageError("The disk is full."))
    with pytest.raises(StorageError):
        publish_policies("claire", _ports(library=replace(library, index=failing)))
    embedder.embedded.clear()

    publish_policies("claire", _ports(library=library))

    assert embedder.embedded == []


def test_a_first_publication_that_fails_leaves_nothing() -> None:
    library = _library()
    failing: Any = _Failing(library.policies, "publish", StorageError("The disk is full."))
    with pytest.raises(StorageError):
        publish_policies("claire", _ports(library=replace(library, policies=failing)))

    with pytest.raises(NothingPublished):
        library.policies.published()


def test_clearing_up_may_fail_once_the_switch_is_made() -> None:
    library = _library()
    failing: Any = _Failing(library.index, "keep_last", StorageError("The disk is full."))

    outcome = publish_policies("claire", _ports(library=replace(library, index=failing)))

    assert library.policies.published().library == outcome.library


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (rule_text(clauses=["PMS-1", "PMS-9"]), "no document has the clause PMS-9"),
        (
            rule_text().replace("[[guaranteed return]] here", "[[nothing]] here"),
            "guaranteed-return: the rule",
        ),
    ],
)
def test_a_broken_pack_is_refused_before_anything_is_embedded(rule: str, said: str) -> None:
    embedder = BagOfWords()

    with pytest.raises(PolicyFileError) as refused:
        publish_policies("claire", _ports(policy_files(a=rule), _library(embedder=embedder)))

    assert refused.value.file == "rules/a.yml"
    assert refused.value.line > 1
    assert refused.value.reason.startswith(said)
    assert embedder.embedded == []


def test_pinned_clauses_are_linked() -> None:
    library = _library()
    publish_policies("claire", _ports(policy_files(a=rule_text(clauses=["PMS-2"])), library))

    [linked] = library.policies.published().links["guaranteed-return"]
    assert (linked.citation.clause, linked.pinned) == ("PMS-2", True)


# what the rules of meaning learned


def _by_meaning(learned: Learned | None) -> PolicyFilesInMemory:
    """A rule of words and meaning, and what it learned."""
    detect = [
        {"kind": "phrase", "fr": ["rendement garanti"], "en": ["guaranteed return"]},
        {"kind": "examples"},
    ]
    files = policy_files(guaranteed_return=rule_text(detect=detect))
    return replace(files, learned=learned.model_dump_json() if learned else "")


def _learned(embedder: str = "bag-1-64d", **words: float) -> Learned:
    return learned_of(embedder, guaranteed_return=learned_rule(words=words, sentence=(0.25,) * 128))


def test_a_library_that_learned_with_another_encoder_judges_nothing() -> None:
    library = _library()
    publish_policies("claire", _ports(_by_meaning(_learned(promis=2.5)), library))

    def desk(fingerprint: str) -> Desk:
        return open_desk(
            ReviewPorts(
                library.policies,
                InMemoryArchive(),
                library.clock,
                lambda _: "fr",
                lambda: BagOfWords(fingerprint),
                "0",
            )
        )

    assert desk("bag-1-64d").pack.learned
    with pytest.raises(LearnedElsewhere, match="vigie policies publish"):
        desk("bag-2-64d")


def test_what_was_learned_is_published_with_the_rules() -> None:
    library = _library()

    publish_policies("claire", _ports(_by_meaning(_learned(promis=2.5)), library))

    published = library.policies.published()
    assert published.learned == _learned(promis=2.5)
    assert not publish_policies("claire", _ports(_by_meaning(_learned(promis=2.5)), library)).changed
    assert publish_policies("claire", _ports(_by_meaning(_learned(promis=2.0)), library)).changed
    assert library.policies.published_version(published.library).learned == _learned(promis=2.5)


@pytest.mark.parametrize(
    ("learned", "file", "said"),
    [
        (
            None,
            "rules/guaranteed-return.yml",
            "guaranteed-return judges by meaning: run `vigie rules learn` first",
        ),
        (
            learned_of("bag-1-64d", another=learned_rule()),
            "rules/guaranteed-return.yml",
            "guaranteed-return judges by meaning: run `vigie rules learn` first",
        ),
        (
            _learned("bag-2-64d"),
            "learned.json",
            "this was learned for another embedder: run `vigie rules learn`",
        ),
    ],
    ids=["nothing", "not that rule", "another embedder"],
)
def test_a_pack_whose_rules_learned_nothing_that_serves_is_refused(
    learned: Learned | None, file: str, said: str
) -> None:
    library = _library()
    publish_policies("claire", _ports(library=library))
    before = library.policies.published()

    with pytest.raises(PolicyFileError) as refused:
        publish_policies("claire", _ports(_by_meaning(learned), library))

    assert (refused.value.file, refused.value.reason) == (file, said)
    assert library.policies.published() == before


@pytest.fixture
def real_library(tmp_path: Path) -> Any:
    """SQLite and Chroma, in a folder."""
    engine = open_database(f"sqlite:///{tmp_path / 'vigie.sqlite3'}")
    upgrade(engine)
    index = ChromaIndex(tmp_path / "index")
    yield _library(policies=SqlAlchemyPolicyStore(engine), index=index)
    index.close()
    engine.dispose()


def test_the_same_on_a_database_and_a_vector_store(real_library: LibraryPorts) -> None:
    first = publish_policies("claire", _ports(library=real_library))
    again = publish_policies("claire", _ports(library=real_library))
    names = []
    for number in range(4):
        files = policy_files(source(says=f"Aucun rendement n'est jamais promis, version {number}."))
        publish_policies("claire", _ports(files, real_library))
        names.append(clauses_fingerprint(real_library.policies.clauses_in_force()))

    assert (first.changed, again.changed) == (True, False)
    assert [real_library.index.is_complete(name, "bag-1-64d", 2) for name in names] == [
        False,
        True,
        True,
        True,
    ]


def test_words_that_the_program_reads_otherwise_now_are_published_again(
    real_library: LibraryPorts, monkeypatch: pytest.MonkeyPatch
) -> None:
    import bot.domain.matching

    publish_policies("claire", _ports(library=real_library))
    compiled: Callable[..., str] = bot.domain.matching.phrase_regex
    monkeypatch.setattr(bot.domain.matching, "phrase_regex", lambda *a, **k: compiled(*a, **k) + "(?:)")

    assert publish_policies("claire", _ports(library=real_library)).changed
    assert not publish_policies("claire", _ports(library=real_library)).changed


def test_what_was_learned_comes_back_from_a_database_as_it_was(real_library: LibraryPorts) -> None:
    ports = _ports(_by_meaning(_learned(promis=2.5)), real_library)

    publish_policies("claire", ports)

    assert real_library.policies.published().learned == _learned(promis=2.5)
    assert not publish_policies("claire", ports).changed
