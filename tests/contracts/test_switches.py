"""What a version store promises of what is in force: published, taken out, put back, and by whom."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest

from bot.domain.clauses import text_fingerprint
from bot.domain.versions import RULES, VersionRef
from bot.usecases.library_ports import NoSuchVersion, PolicyAct, PublishedMeanwhile, VersionStore
from bot.usecases.ports import NothingPublished, PolicyStore, StorageError
from tests.publications import MONDAY, document, link, pack, publication

TUESDAY = MONDAY + timedelta(days=1)
FIRST = VersionRef("PMS", "fr", 1)
SECOND = VersionRef("PMS", "fr", 2)
CODE = VersionRef("CE", "fr", 1)


def add(versions: VersionStore, key: str = "PMS", says: str = "Deux.") -> VersionRef:
    """A draft version of that document."""
    return versions.add_document(document(key, says=says), "upload", "claire", MONDAY).ref


def states(store: PolicyStore, versions: VersionStore) -> dict[str, str]:
    """The state of every version, by its name."""
    of_documents = {
        f"{VersionRef(each.document, each.language, each.number)}": each.state for each in store.documents()
    }
    return of_documents | {f"rules@{each.number}": each.state for each in versions.packs()}


def said(acts: list[PolicyAct]) -> list[tuple[str, str, str]]:
    """What was done, with the libraries before and after by their numbers."""
    return [(each.kind, each.before.split("-")[0], each.library.split("-")[0]) for each in acts]


def test_a_draft_is_published_beside_what_stays(store: PolicyStore, versions: VersionStore) -> None:
    store.publish(publication([document(), document("CE")]))
    draft = add(versions)

    library = store.publish(publication([], kept=[draft, CODE], pack=1, content="not looked at"))

    assert versions.contents().documents == (CODE, SECOND)
    assert store.library_in_force() == library
    assert states(store, versions) == {
        "CE/fr@1": "published",
        "PMS/fr@1": "retired",
        "PMS/fr@2": "published",
        "rules@1": "published",
    }
    [linked] = store.published().links["guaranteed-return"]
    assert (linked.citation.text, linked.citation.version) == ("Deux.", 2)


def test_a_draft_pack_is_published_with_what_stays(store: PolicyStore, versions: VersionStore) -> None:
    store.publish(publication())
    content = pack(firm="Autre")
    versions.add_pack(content, text_fingerprint(content), "upload", "claire", MONDAY)

    store.publish(publication([], kept=[FIRST], pack=2))

    policies = store.published()
    assert policies.firm.names == ("Autre",)
    assert policies.rules_version == f"2-{text_fingerprint(content)[:8]}"
    assert states(store, versions) == {
        "PMS/fr@1": "published",
        "rules@1": "retired",
        "rules@2": "published",
    }


@pytest.mark.parametrize(
    "wrong",
    [{"kept": [VersionRef("PMS", "fr", 9)]}, {"kept": [CODE]}, {"kept": [FIRST], "pack": 9}],
    ids=["no such number", "no such document", "no such pack"],
)
def test_a_publication_of_what_is_not_there_is_refused(
    wrong: dict[str, Any], store: PolicyStore, versions: VersionStore
) -> None:
    first = store.publish(publication())
    acts = versions.acts()

    with pytest.raises(NoSuchVersion) as refused:
        store.publish(publication([], seen={"PMS/fr": "a" * 64}, **wrong))

    assert "\n" not in str(refused.value)
    assert store.library_in_force() == first
    assert (versions.acts(), versions.seen_files()) == (acts, {})


@pytest.mark.parametrize("kept", [[FIRST, SECOND], [SECOND]], ids=["twice kept", "kept and given"])
def test_two_versions_of_one_document_are_refused(
    kept: list[VersionRef], store: PolicyStore, versions: VersionStore
) -> None:
    first = store.publish(publication())
    add(versions)
    given = [] if len(kept) == 2 else [document()]

    with pytest.raises(StorageError, match="given twice"):
        store.publish(publication(given, kept=kept))
    assert store.library_in_force() == first


def test_nothing_is_published_on_another_base_than_it_was_prepared_on(
    store: PolicyStore, versions: VersionStore
) -> None:
    with pytest.raises(PublishedMeanwhile):
        store.publish(publication(expected="1-00000000"))
    first = store.publish(publication(expected=""))
    second = store.publish(publication([document(says="Deux.")], expected=first))
    acts = versions.acts()

    for stale in ("", first):
        with pytest.raises(PublishedMeanwhile) as refused:
            store.publish(publication([document(says="Trois.")], expected=stale, seen={"rules": "a" * 64}))
        assert str(refused.value) == "Other policies were published meanwhile: nothing was published."

    assert store.library_in_force() == second
    assert (versions.acts(), versions.seen_files(), len(store.documents())) == (acts, {}, 2)


def test_of_two_owners_who_publish_at_once_on_the_same_base_one_is_told(
    store: PolicyStore, other_store: PolicyStore, versions: VersionStore
) -> None:
    base = store.publish(publication())
    drafts = [add(versions, says=says) for says in ("Deux.", "Trois.")]
    together = Barrier(2)

    def publish(number: int) -> str:
        mine = (store, other_store)[number]
        together.wait()
        try:
            return mine.publish(publication([], kept=[drafts[number]], expected=base, by=f"owner {number}"))
        except PublishedMeanwhile:
            return ""

    with ThreadPoolExecutor(2) as threads:
        names = list(threads.map(publish, range(2)))

    winner = names.index(max(names))
    assert names[1 - winner] == ""
    assert store.library_in_force() == names[winner]
    assert versions.contents().documents == (drafts[winner],)
    assert versions.document(drafts[1 - winner]).version.state == "draft"
    assert [each.by for each in versions.acts() if each.kind == "published"] == ["claire", f"owner {winner}"]


def test_an_earlier_library_is_put_back_whole(store: PolicyStore, versions: VersionStore) -> None:
    first = store.publish(publication([document(), document("CE")]))
    before, described = store.published(), states(store, versions)
    second = store.publish(publication([document(says="Deux.")], content=pack(firm="Autre"), at=TUESDAY))

    versions.restore(first, second, "marc", TUESDAY)

    assert store.published() == before
    assert versions.contents().name == store.library_in_force() == first
    assert states(store, versions) == described | {"PMS/fr@2": "retired", "rules@2": "retired"}
    assert {clause.document for clause in store.clauses_in_force()} == {"PMS", "CE"}
    versions.restore(second, first, "marc", TUESDAY)
    assert store.library_in_force() == second


def test_nothing_is_put_back_where_another_library_is_in_force_than_expected(
    store: PolicyStore, versions: VersionStore
) -> None:
    first = store.publish(publication())
    second = store.publish(publication([document(says="Deux.")]))
    third = store.publish(publication([document(says="Trois.")]))
    acts = versions.acts()

    for stale in (second, first, ""):
        with pytest.raises(PublishedMeanwhile):
            versions.restore(first, stale, "marc", TUESDAY)

    assert (store.library_in_force(), versions.acts()) == (third, acts)


def test_putting_back_what_is_in_force_changes_nothing(store: PolicyStore, versions: VersionStore) -> None:
    first = store.publish(publication())
    acts = versions.acts()

    versions.restore(first, first, "marc", TUESDAY)

    assert (store.library_in_force(), versions.acts()) == (first, acts)


def test_what_was_rolled_back_can_be_published_again_under_a_new_name(
    store: PolicyStore, versions: VersionStore
) -> None:
    first = store.publish(publication())
    second = store.publish(publication([document(says="Deux.")]))
    versions.restore(first, second, "marc", TUESDAY)

    third = store.publish(publication([], kept=[SECOND], expected=first))

    assert (first[0], second[0], third[0]) == ("1", "2", "3")
    assert versions.contents(third).documents == versions.contents(second).documents


def test_everything_that_is_done_is_noted_in_order(store: PolicyStore, versions: VersionStore) -> None:
    first = store.publish(publication([document(), document("CE")]))
    draft = add(versions)
    second = store.publish(publication([], kept=[draft, CODE], by="marc", at=TUESDAY))
    store.publish(publication([], kept=[draft], retires=CODE, expected=second))
    store.relink("another", {"guaranteed-return": [link("PMS-2")]}, "vigie", TUESDAY)
    versions.restore(first, store.library_in_force(), "marc", TUESDAY)
    versions.withdraw(add(versions, says="Trois."), "marc", TUESDAY)
    versions.refused("U9", TUESDAY, "publish", SECOND)
    versions.refused("U9", TUESDAY, "rollback")

    acts = versions.acts()
    assert said(acts) == [
        ("published", "", "1"),
        ("added", "1", "1"),
        ("published", "1", "2"),
        ("retired", "2", "3"),
        ("linked", "3", "4"),
        ("rolled-back", "4", "1"),
        ("added", "1", "1"),
        ("withdrawn", "1", "1"),
        ("refused", "1", "1"),
        ("refused", "1", "1"),
    ]
    third = VersionRef("PMS", "fr", 3)
    assert [each.version for each in acts] == [
        None, draft, None, CODE, None, None, third, third, SECOND, None
    ]  # fmt: skip
    assert [each.detail for each in acts[-3:]] == ["", "publish", "rollback"]
    assert [(each.by, each.at) for each in acts[:3]] == [
        ("claire", MONDAY), ("claire", MONDAY), ("marc", TUESDAY)
    ]  # fmt: skip
    assert acts[5].library == first


def test_an_added_pack_is_noted_under_the_name_of_the_rules(versions: VersionStore) -> None:
    versions.add_pack(pack(), text_fingerprint(pack()), "upload", "claire", MONDAY)

    [act] = versions.acts()
    assert (act.kind, act.version) == ("added", VersionRef(RULES, None, 1))
    assert (act.before, act.library) == ("", "")


def test_what_changes_nothing_is_not_noted(store: PolicyStore, versions: VersionStore) -> None:
    store.publish(publication())
    before = versions.acts()

    store.publish(publication(at=TUESDAY, seen={"PMS/fr": "a" * 64}))
    store.relink("use-m/1/512", {"guaranteed-return": [link(score=0.1)]}, "vigie", TUESDAY)

    assert versions.acts() == before


def test_acts_are_read_on_from_any_of_them(versions: VersionStore) -> None:
    for number in range(5):
        versions.refused("U9", later(number), f"act {number}")
    everything = versions.acts()

    assert [each.detail for each in everything] == [f"act {number}" for number in range(5)]
    assert versions.acts(most=2) == everything[:2]
    assert versions.acts(after=everything[1].id) == everything[2:]
    assert versions.acts(after=everything[1].id, most=1) == everything[2:3]
    assert versions.acts(after=everything[-1].id) == []


def test_a_refusal_is_noted_before_anything_is_published(store: PolicyStore, versions: VersionStore) -> None:
    versions.refused("U9", MONDAY, "publish", FIRST)

    [act] = versions.acts()
    assert (act.kind, act.by, act.version, act.library, act.before) == ("refused", "U9", FIRST, "", "")
    with pytest.raises(NothingPublished):
        store.library_in_force()


def test_a_version_that_was_withdrawn_can_still_be_published(
    store: PolicyStore, versions: VersionStore
) -> None:
    draft = add(versions)
    versions.withdraw(draft, "marc", TUESDAY)

    store.publish(replace(publication([], kept=[draft]), at=TUESDAY))

    assert versions.document(draft).version.state == "published"


def later(hours: int) -> datetime:
    """So many hours after everything began."""
    return MONDAY + timedelta(hours=hours)
