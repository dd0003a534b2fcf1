"""What a version store promises of versions of documents and packs, and of what libraries are made of."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.clauses import text_fingerprint
from bot.domain.versions import RULES, VersionRef
from bot.usecases.library_ports import NoSuchVersion, VersionStore
from bot.usecases.ports import NewDocument, NothingPublished, PolicyStore, StorageError
from tests.publications import MONDAY, document, link, pack, publication, rule

SECRET = "Le client Tremblay a doublé sa mise"
TUESDAY = MONDAY + timedelta(days=1)
FIRST = VersionRef("PMS", "fr", 1)
SECOND = VersionRef("PMS", "fr", 2)


def added(versions: VersionStore, new: NewDocument) -> VersionRef:
    """Its name, once it is kept."""
    return versions.add_document(new, "upload", "claire", TUESDAY).ref


def add_pack(versions: VersionStore, content: str) -> int:
    """Its number, once it is kept."""
    return versions.add_pack(content, text_fingerprint(content), "upload", "claire", TUESDAY).number


def test_a_version_that_is_added_is_a_draft_and_changes_nothing_in_force(
    store: PolicyStore, versions: VersionStore
) -> None:
    store.publish(publication())
    before = store.published()

    stored = versions.add_document(document(says="Nouveau."), "upload", "marc", TUESDAY)

    assert (stored.ref, stored.version.state, stored.version.origin) == (SECOND, "draft", "upload")
    assert (stored.version.created_by, stored.version.created_at) == ("marc", TUESDAY)
    assert stored == versions.document(SECOND)
    assert stored.version in store.documents()
    assert store.published() == before
    assert store.clauses_in_force() == list(document().clauses)


def test_a_version_out_of_the_folder_says_so(store: PolicyStore, versions: VersionStore) -> None:
    store.publish(publication())

    assert versions.document(FIRST).version.origin == "folder"
    assert [each.origin for each in versions.packs()] == ["folder"]


def test_the_same_bytes_and_clauses_are_the_version_there_is_whatever_its_state(
    store: PolicyStore, versions: VersionStore
) -> None:
    store.publish(publication())
    draft, retired = document(says="Brouillon."), document(says="Retiré.")
    added(versions, draft)
    added(versions, retired)
    versions.withdraw(VersionRef("PMS", "fr", 3), "claire", TUESDAY)
    before, acts = store.documents(), versions.acts()

    again = [versions.add_document(each, "folder", "marc", MONDAY) for each in (document(), draft, retired)]

    assert [each.version.state for each in again] == ["published", "draft", "retired"]
    assert (store.documents(), versions.acts()) == (before, acts)


def test_the_same_bytes_read_as_other_clauses_or_under_other_numbers_are_another_version(
    versions: VersionStore,
) -> None:
    given = document()
    fewer = replace(given, clauses=given.clauses[:1])
    renumbered = replace(given, clauses=[replace(each, number="9.9") for each in given.clauses])

    assert [added(versions, each).number for each in (given, fewer, renumbered, given)] == [1, 2, 3, 1]


def test_a_draft_takes_the_number_its_file_says_when_that_is_higher(versions: VersionStore) -> None:
    numbers = [
        added(versions, each).number
        for each in (document(version=4), document(says="Deux.", version=4), document(says="Trois."))
    ]

    assert numbers == [4, 5, 6]


def test_the_bytes_of_a_version_come_back_as_they_were_given(versions: VersionStore) -> None:
    given = document()
    binary = replace(
        given, source=replace(given.source, content=b"PK\x03\x04\x00\xff", file="../é/PMS v2.DOCX")
    )
    ref = added(versions, binary)

    original = versions.original(ref)

    assert (original.name, original.content) == ("PMS v2.DOCX", b"PK\x03\x04\x00\xff")
    assert original.media_type.endswith("wordprocessingml.document")
    assert "PK" not in repr(original)


def test_the_number_that_a_version_prints_is_kept_beside_the_id_and_cited(
    store: PolicyStore, versions: VersionStore
) -> None:
    given = document()
    renumbered = replace(given, clauses=[replace(given.clauses[0], number="3.2"), *given.clauses[1:]])
    ref = added(versions, renumbered)
    links = {"guaranteed-return": [link("PMS-1"), link("PMS-2", rank=2)]}
    library = store.publish(publication([], kept=[ref], links=links))

    assert versions.document(ref).clauses == tuple(renumbered.clauses)
    assert store.clauses_in_force() == versions.clauses_of(library) == list(renumbered.clauses)
    cited = [each.citation.clause for each in store.published().links["guaranteed-return"]]
    assert cited == ["3.2", "PMS-2"]


@pytest.mark.parametrize(
    "ref",
    [
        VersionRef("PMS", "fr", 2),
        VersionRef("PMS", "en", 1),
        VersionRef("CE", "fr", 1),
        VersionRef(RULES, None, 1),
    ],
    ids=str,
)
def test_a_version_that_is_not_there_is_said_so(ref: VersionRef, versions: VersionStore) -> None:
    added(versions, document())

    with pytest.raises(NoSuchVersion, match=str(ref)):
        versions.document(ref)
    with pytest.raises(NoSuchVersion, match=str(ref)):
        versions.original(ref)


def test_a_clause_twice_is_refused_and_nothing_is_kept(store: PolicyStore, versions: VersionStore) -> None:
    given = document(says=SECRET)

    with pytest.raises(StorageError) as refused:
        added(versions, replace(given, clauses=[*given.clauses, *given.clauses]))

    assert SECRET not in str(refused.value)
    assert store.documents() == versions.acts() == []


def test_packs_are_listed_newest_first_and_read_back(store: PolicyStore, versions: VersionStore) -> None:
    store.publish(publication())
    content = pack(rule(), rule("no-risk-claim"), firm="Autre")

    draft = versions.add_pack(content, text_fingerprint(content), "upload", "marc", TUESDAY)

    assert (draft.number, draft.state, draft.rules, draft.origin) == (2, "draft", 2, "upload")
    assert (draft.created_by, draft.created_at) == ("marc", TUESDAY)
    assert draft.sha256 == text_fingerprint(content)
    listed = versions.packs()
    assert listed[0] == draft
    assert [(each.number, each.state, each.rules) for each in listed] == [
        (2, "draft", 2),
        (1, "published", 1),
    ]
    assert versions.pack(2).firm.names == ("Autre",)
    assert [each.id for each in versions.pack(2).rules] == ["guaranteed-return", "no-risk-claim"]


def test_a_pack_with_the_same_content_is_given_back_as_it_is(
    store: PolicyStore, versions: VersionStore
) -> None:
    store.publish(publication())
    acts = versions.acts()

    again = versions.add_pack(pack(), text_fingerprint(pack()), "upload", "marc", TUESDAY)

    assert [again] == versions.packs()
    assert (again.state, again.origin, again.created_by) == ("published", "folder", "claire")
    assert versions.acts() == acts


@pytest.mark.parametrize(
    "content", ["{" + SECRET, '{"rules": [], "topics": [], "firm": {"x": "' + SECRET + '"}}']
)
def test_a_pack_that_cannot_be_read_is_refused_without_showing_it(
    content: str, versions: VersionStore
) -> None:
    with pytest.raises(StorageError) as refused:
        add_pack(versions, content)

    assert SECRET not in str(refused.value)
    assert versions.packs() == versions.acts() == []


def test_a_pack_that_is_not_there_is_said_so(versions: VersionStore) -> None:
    with pytest.raises(NoSuchVersion, match="number 3"):
        versions.pack(3)


def test_a_library_says_what_it_is_made_of(store: PolicyStore, versions: VersionStore) -> None:
    first = store.publish(publication([document(), document("CE")]))
    second = store.publish(
        publication(
            [document(says="Deux."), document("CE")], content=pack(firm="Autre"), at=TUESDAY, by="marc"
        )
    )

    made = versions.contents(first)
    assert (made.name, made.number, made.pack) == (first, 1, 1)
    assert made.documents == (VersionRef("CE", "fr", 1), FIRST)
    assert (made.embedder, made.created_at, made.created_by) == ("use-m/1/512", MONDAY, "claire")
    now = versions.contents()
    assert now == versions.contents(second)
    assert (now.documents, now.pack, now.created_by) == ((VersionRef("CE", "fr", 1), SECOND), 2, "marc")


def test_the_clauses_of_a_past_library_are_what_they_were(store: PolicyStore, versions: VersionStore) -> None:
    french, english, code = document(), document(language="en", says="No return."), document("CE")
    first = store.publish(publication([french, code, english]))
    before = store.clauses_in_force()
    store.publish(publication([document(says="Deux.")]))

    assert versions.clauses_of(first) == before == [*code.clauses, *english.clauses, *french.clauses]


def test_a_library_that_is_not_there_is_said_so(store: PolicyStore, versions: VersionStore) -> None:
    with pytest.raises(NothingPublished, match="No policies are in force yet"):
        versions.contents()
    store.publish(publication())
    with pytest.raises(NothingPublished, match="No library version"):
        versions.contents("2-00000000")
    with pytest.raises(NothingPublished, match="No library version"):
        versions.clauses_of("2-00000000")
    with pytest.raises(NothingPublished, match="No library version"):
        versions.restore("2-00000000", store.library_in_force(), "claire", TUESDAY)


def test_a_draft_that_is_withdrawn_is_retired(store: PolicyStore, versions: VersionStore) -> None:
    store.publish(publication())
    versions.withdraw(added(versions, document(says="Deux.")), "marc", TUESDAY)
    number = add_pack(versions, pack(firm="Autre"))
    versions.withdraw(VersionRef(RULES, None, number), "marc", TUESDAY)

    assert versions.document(SECOND).version.state == versions.packs()[0].state == "retired"


def test_withdrawing_anything_but_a_draft_changes_nothing(store: PolicyStore, versions: VersionStore) -> None:
    store.publish(publication())
    store.publish(publication([document(says="Deux.")]))
    before, packs, acts = store.documents(), versions.packs(), versions.acts()

    for ref in (
        FIRST,
        SECOND,
        VersionRef("CE", "fr", 1),
        VersionRef(RULES, None, 1),
        VersionRef(RULES, None, 9),
    ):
        versions.withdraw(ref, "marc", TUESDAY)

    assert (store.documents(), versions.packs(), versions.acts()) == (before, packs, acts)


def test_what_the_folder_held_is_noted_at_each_publication_of_it(
    store: PolicyStore, versions: VersionStore
) -> None:
    assert versions.seen_files() == {}
    store.publish(publication(seen={"PMS/fr": "a" * 64, "rules": "b" * 64}))
    assert versions.seen_files() == {"PMS/fr": "a" * 64, "rules": "b" * 64}

    store.publish(publication([document(says="Deux.")]))
    assert versions.seen_files() == {"PMS/fr": "a" * 64, "rules": "b" * 64}, "the folder was not read"
    same = store.publish(publication([document(says="Deux.")], seen={"CE/fr": "c" * 64}))

    assert versions.seen_files() == {"CE/fr": "c" * 64}
    assert store.library_in_force() == same
    assert same.startswith("2-"), "nothing else changed"
