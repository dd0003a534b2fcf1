"""What a policy store promises, wherever it keeps what it is given.

What goes wrong with the database underneath is in `test_failed_publications.py`.
"""

import re
from datetime import timedelta

import pytest

from bot.domain.clauses import split_clauses
from bot.domain.library import LinkedClause
from bot.usecases.ports import NothingPublished, PolicyStore, StorageError
from tests.publications import MONDAY, document, link, pack, publication, rule

SECRET = "Le client Tremblay a doublé sa mise"


def test_nothing_is_in_force_before_the_first_publication(store: PolicyStore) -> None:
    with pytest.raises(NothingPublished, match="No policies are in force yet"):
        store.published()
    with pytest.raises(NothingPublished, match="No policies are in force yet"):
        store.clauses_in_force()
    with pytest.raises(NothingPublished, match="No policies are in force yet"):
        store.library_in_force()
    with pytest.raises(NothingPublished, match="No library version"):
        store.published_version("1-00000000")
    assert store.documents() == []


def test_what_was_published_is_in_force(store: PolicyStore) -> None:
    name = store.publish(publication(content=pack(rule(), rule("no-risk-claim"))))

    policies = store.published()
    assert re.fullmatch(r"1-[0-9a-f]{8}", name)
    assert policies.library == store.library_in_force() == name
    assert re.fullmatch(r"1-[0-9a-f]{8}", policies.rules_version)
    assert policies.embedder == "use-m/1/512"
    assert [each.id for each in policies.rules] == ["guaranteed-return", "no-risk-claim"]
    assert policies.firm.names == ("Rivière-Nord",)
    assert store.published_version(name) == policies


def test_a_citation_is_the_clause_to_the_letter(store: PolicyStore) -> None:
    says = "Aucun  rendement\tn’est « garanti » : ni 5 %, ni ½ point.\n\n- É, œ, 漢字, 🙂, e\u0301"
    given = document(says=says, version=3)
    store.publish(publication([given]))

    [linked] = store.published().links["guaranteed-return"]
    clause = given.clauses[0]
    assert linked.citation.text == clause.text == says
    assert (linked.citation.title, linked.citation.clause) == (clause.title, clause.key)
    said = linked.citation.document, linked.citation.version, linked.citation.language
    assert said == (given.source.document.title, 3, "fr")


def test_links_come_best_first_with_their_rank_score_and_pin(store: PolicyStore) -> None:
    links = [link("PMS-2", rank=2, score=0.41), link("PMS-1", rank=1, score=0.875)]
    store.publish(publication(links={"guaranteed-return": links}))

    found = store.published().links["guaranteed-return"]
    assert [(each.citation.clause, each.rank, each.score, each.pinned) for each in found] == [
        ("PMS-1", 1, 0.875, False),
        ("PMS-2", 2, 0.41, False),
    ]
    assert all(isinstance(each, LinkedClause) for each in found)


def test_the_clauses_in_force_come_in_the_order_of_their_documents(store: PolicyStore) -> None:
    french, english = document(), document(language="en", says="No return is guaranteed.")
    code = document("CE", says="Nous disons vrai.")
    store.publish(publication([french, code, english]))

    assert store.clauses_in_force() == [*code.clauses, *english.clauses, *french.clauses]


def test_publishing_the_same_again_changes_nothing(store: PolicyStore) -> None:
    first = store.publish(publication())
    before = store.documents()

    assert store.publish(publication(at=MONDAY + timedelta(days=1), by="another")) == first
    assert store.documents() == before


@pytest.mark.parametrize(
    "changed",
    [
        publication([document(says="Rien n'est garanti.")]),
        publication([document(), document("CE")]),
        publication(content=pack(firm="Autre firme")),
        publication(embedder="another"),
        publication(links={"guaranteed-return": [link("PMS-2")]}),
    ],
    ids=["document", "one more document", "rules", "embedder", "links"],
)
def test_any_change_makes_a_new_library_version(changed: object, store: PolicyStore) -> None:
    first = store.publish(publication())
    before = store.published()

    second = store.publish(changed)  # type: ignore[arg-type]

    assert second.startswith("2-")
    assert store.published().library == second
    assert store.published_version(first) == before


def test_an_unchanged_document_keeps_its_version_and_a_changed_one_gets_the_next(store: PolicyStore) -> None:
    store.publish(publication([document("PMS"), document("CE")], links={}))
    later = MONDAY + timedelta(days=1)
    store.publish(publication([document("PMS"), document("CE", says="Nouveau.")], links={}, at=later))

    listed = [(each.document, each.number, each.state) for each in store.documents()]
    assert listed == [("CE", 2, "published"), ("CE", 1, "retired"), ("PMS", 1, "published")]


def test_a_changed_document_takes_the_number_of_its_front_matter_when_that_is_higher(
    store: PolicyStore,
) -> None:
    store.publish(publication([document(version=2)]))
    store.publish(publication([document(says="Autre.", version=7)]))
    store.publish(publication([document(says="Encore.", version=7)]))

    assert sorted(each.number for each in store.documents()) == [2, 7, 8]


def test_a_document_that_is_left_out_is_retired(store: PolicyStore) -> None:
    store.publish(publication([document(), document("CE")]))
    store.publish(publication([document()]))

    assert {each.document: each.state for each in store.documents()} == {"PMS": "published", "CE": "retired"}
    assert {clause.document for clause in store.clauses_in_force()} == {"PMS"}


def test_a_text_that_comes_back_gets_its_own_version_back(store: PolicyStore) -> None:
    store.publish(publication([document()]))
    store.publish(publication([document(says="Autre.")]))
    third = store.publish(publication([document()]))

    assert third.startswith("3-")
    assert {each.number: each.state for each in store.documents()} == {1: "published", 2: "retired"}
    assert store.published().links["guaranteed-return"][0].citation.version == 1


def test_the_same_bytes_read_as_other_clauses_are_a_new_version(store: PolicyStore) -> None:
    first = document()
    store.publish(publication([first]))
    read_better = type(first)(first.source, first.clauses[:1])
    store.publish(publication([read_better]))

    assert sorted(each.number for each in store.documents()) == [1, 2]
    assert store.clauses_in_force() == list(first.clauses[:1])


def test_a_document_is_described_as_its_owner_wrote_it(store: PolicyStore) -> None:
    given = document(version=2)
    store.publish(publication([given]))

    [listed] = store.documents()
    assert (listed.title, listed.owner, listed.effective) == ("Politique PMS", "Conformité", "2026-01-15")
    assert (listed.language, listed.number, listed.clauses) == ("fr", 2, 2)
    assert (listed.created_at, listed.created_by) == (MONDAY, "claire")
    assert len(listed.sha256) == 64


@pytest.mark.parametrize(
    "contradictory",
    [
        publication([document(), document(says=SECRET)]),
        publication(
            [
                type(twice := document())(
                    twice.source, [*twice.clauses, *split_clauses(document(says=SECRET).source.document)]
                )
            ]
        ),
        publication(links={"guaranteed-return": [link("PMS-9")]}),
        publication(content='{"rules": [], "topics": [], "firm": {"secret": "' + SECRET + '"}}'),
        publication(content="{" + SECRET),
    ],
    ids=["a document twice", "a clause twice", "a link to nothing", "a firm without a name", "not JSON"],
)
def test_a_publication_that_contradicts_itself_is_refused_in_one_sentence(
    contradictory: object, store: PolicyStore
) -> None:
    first = store.publish(publication())
    before = store.documents()

    with pytest.raises(StorageError) as refused:
        store.publish(contradictory)  # type: ignore[arg-type]

    assert SECRET not in str(refused.value)
    assert "\n" not in str(refused.value)
    assert store.published().library == first
    assert store.documents() == before


def test_other_links_make_a_new_library_version_of_the_same_documents_and_rules(store: PolicyStore) -> None:
    first = store.publish(publication([document(), document("CE")]))
    before, documents = store.published(), store.documents()

    second = store.relink("another", {"guaranteed-return": [link("CE-2")]}, "vigie", MONDAY)

    after = store.published()
    assert second.startswith("2-")
    assert (after.library, after.embedder, after.rules_version) == (second, "another", before.rules_version)
    assert [each.citation.clause for each in after.links["guaranteed-return"]] == ["CE-2"]
    assert (after.rules, after.firm) == (before.rules, before.firm)
    assert store.documents() == documents
    assert store.published_version(first) == before


def test_linking_again_as_before_changes_nothing(store: PolicyStore) -> None:
    first = store.publish(publication())

    assert store.relink("use-m/1/512", {"guaranteed-return": [link(score=0.1)]}, "vigie", MONDAY) == first
    assert store.published().links["guaranteed-return"][0].score == 0.75


def test_linking_to_nothing_or_without_policies_is_refused(store: PolicyStore) -> None:
    with pytest.raises(NothingPublished):
        store.relink("one", {}, "vigie", MONDAY)
    first = store.publish(publication())
    with pytest.raises(StorageError, match="PMS-9"):
        store.relink("one", {"guaranteed-return": [link("PMS-9")]}, "vigie", MONDAY)
    assert store.published().library == first


def test_an_empty_library_can_be_published(store: PolicyStore) -> None:
    store.publish(publication([], links={}))

    assert store.clauses_in_force() == []
    assert store.published().links == {}


@pytest.mark.parametrize("name", ["", "1", "2-", "99999999999999999999-00000000", "' OR 1=1 --", "é\u0000"])
def test_an_unknown_library_version_is_said_to_be_unknown(name: str, store: PolicyStore) -> None:
    store.publish(publication())

    with pytest.raises(StorageError) as refused:
        store.published_version(name)
    assert "\n" not in str(refused.value)


def test_vectors_are_kept_by_embedder_and_text(store: PolicyStore) -> None:
    store.keep_vectors("one", {"a": [0.5, -0.25], "b": [1.0, 0.0]})
    store.keep_vectors("two", {"a": [0.125, 0.0]})

    assert _plain(store.vectors("one", ["a", "b", "c", "a"])) == {"a": [0.5, -0.25], "b": [1.0, 0.0]}
    assert _plain(store.vectors("two", ["a"])) == {"a": [0.125, 0.0]}
    assert store.vectors("three", ["a"]) == {}
    assert store.vectors("one", []) == {}


def test_keeping_the_same_vectors_again_changes_nothing(store: PolicyStore) -> None:
    store.keep_vectors("one", {"a": [0.5, -0.25]})
    store.keep_vectors("one", {"a": [0.5, -0.25], "b": [0.0, 1.0]})
    store.keep_vectors("one", {})

    assert _plain(store.vectors("one", ["a", "b"])) == {"a": [0.5, -0.25], "b": [0.0, 1.0]}


def test_any_number_of_vectors_can_be_asked_for(store: PolicyStore) -> None:
    kept = {f"{number:064x}": [float(number), 1.0] for number in range(12_000)}
    store.keep_vectors("one", kept)

    assert _plain(store.vectors("one", [*kept, "absent"])) == kept


def test_a_vector_is_kept_as_float32(store: PolicyStore) -> None:
    store.keep_vectors("one", {"a": [1 / 3]})

    assert store.vectors("one", ["a"])["a"][0] == pytest.approx(1 / 3, abs=1e-7)
    assert store.vectors("one", ["a"])["a"][0] != 1 / 3


def _plain(vectors: object) -> dict[str, list[float]]:
    return {key: list(vector) for key, vector in vectors.items()}  # type: ignore[attr-defined]
