"""What the matters promise: kept as given, found by what they are about, moved by one person at a time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest

from bot.domain.matters import MATTER_STATES, Matter, MatterKind, MatterState, TextOf
from bot.usecases.matter_ports import Matters, Wanted
from bot.usecases.ports import StorageError
from tests.fakes_matters import KEPT

MONDAY = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
REQUESTS = Wanted("T1", ("request",))


def matter(matter_id: str, kind: MatterKind = "request", state: MatterState = "open") -> Matter:
    """One that was just opened."""
    return Matter(
        matter_id, kind, "T1", "UAMELIE", "C1", "C1.0.0", state, MONDAY, "UAMELIE", "fr", event="E0"
    )


def at(hours: float) -> datetime:
    """So many hours after Monday morning."""
    return MONDAY + timedelta(hours=hours)


def ids(found: list[Matter]) -> list[str]:
    """Their ids, in order."""
    return [each.id for each in found]


def open_all(matters: Matters, *opened: Matter) -> None:
    """Open them, one after the other."""
    for each in opened:
        matters.open(each, KEPT)


def test_a_matter_is_kept_as_it_was_given(matters: Matters) -> None:
    whole = replace(
        matter("M1", "request", "changed"),
        language="en",
        rules=("guaranteed-return", "no-risk-claim"),
        text_of="rewrite",
        fingerprint="f" * 64,
        due=at(1.5),
        taken_by="UNADIA",
        revision=4,
        event="E9",
        closed_by="UTHOMAS",
        closed_at=at(2).replace(microsecond=7),
        good_until=at(720),
    )

    assert matters.open(whole, KEPT) == whole
    assert matters.matter("M1") == whole


def test_every_word_of_the_domain_can_be_kept(matters: Matters) -> None:
    words = [
        *(replace(matter(f"K{kind}"), kind=kind) for kind in get_args(MatterKind)),
        *(matter(f"S{state}", state=state) for state in MATTER_STATES),
        *(replace(matter(f"T{text}"), text_of=text) for text in get_args(TextOf)),
    ]
    open_all(matters, *words)

    assert [matters.matter(each.id) for each in words] == words


def test_one_that_is_there_stays_as_it_is(matters: Matters) -> None:
    matters.open(matter("M1"), KEPT)
    taken = matters.move(replace(matter("M1"), taken_by="UNADIA"), "E1", KEPT)

    assert matters.open(matter("M1"), KEPT) == taken == matters.matter("M1")
    assert matters.count(REQUESTS) == 1


def test_what_is_not_there_is_none_and_cannot_be_moved(matters: Matters) -> None:
    matters.open(matter("M1"), KEPT)

    assert matters.matter("M2") is None
    assert matters.move(matter("M2"), "E1", KEPT) is None
    assert matters.matter("M2") is None
    assert matters.of_card("C2") == matters.of_review("C1.0.1") == []


def test_those_of_a_card_and_of_a_review_come_newest_first(matters: Matters) -> None:
    elsewhere = replace(matter("M2", "incident"), card="C2", review="C2.0.0")
    edited = replace(matter("M3", "posting"), review="C1.1.0")
    open_all(matters, matter("M1"), elsewhere, edited, matter("M0", "disagreement"))

    assert ids(matters.of_card("C1")) == ["M0", "M3", "M1"]
    assert ids(matters.of_review("C1.0.0")) == ["M0", "M1"]


class TestAMove:
    def test_takes_the_place_of_what_stands_as_the_next_revision(self, matters: Matters) -> None:
        stands = matters.open(matter("M1"), KEPT)
        decided = replace(
            stands,
            state="changed",
            closed_by="UNADIA",
            closed_at=at(1),
            fingerprint="a" * 64,
            good_until=at(720),
        )

        moved = matters.move(decided, "E1", KEPT)

        assert moved == replace(decided, revision=1, event="E1") == matters.matter("M1")

    def test_under_the_same_event_again_gives_what_it_made_and_changes_nothing(
        self, matters: Matters
    ) -> None:
        stands = matters.open(matter("M1"), KEPT)
        moved = matters.move(replace(stands, state="approved"), "E1", KEPT)
        assert moved is not None

        assert matters.move(replace(stands, state="approved"), "E1", KEPT) == moved
        assert matters.move(replace(moved, state="rejected"), "E1", KEPT) == moved
        assert matters.matter("M1") == moved

    def test_by_whoever_read_it_before_somebody_else_moved_it_is_none(self, matters: Matters) -> None:
        stands = matters.open(matter("M1"), KEPT)
        first = matters.move(replace(stands, state="approved", closed_by="UNADIA"), "E1", KEPT)

        assert matters.move(replace(stands, state="rejected", closed_by="UTHOMAS"), "E2", KEPT) is None
        assert matters.matter("M1") == first

    def test_under_an_event_that_another_has_followed_is_none(self, matters: Matters) -> None:
        stands = matters.open(matter("M1"), KEPT)
        first = matters.move(replace(stands, state="approved"), "E1", KEPT)
        assert first is not None
        second = matters.move(replace(first, state="void"), "E2", KEPT)

        assert matters.move(replace(stands, state="approved"), "E1", KEPT) is None
        assert matters.matter("M1") == second

    def test_from_a_revision_that_is_not_there_yet_is_none(self, matters: Matters) -> None:
        stands = matters.open(matter("M1"), KEPT)

        assert matters.move(replace(stands, state="void", revision=1), "E1", KEPT) is None
        assert matters.matter("M1") == stands

    def test_leaves_every_other_matter_alone(self, matters: Matters) -> None:
        open_all(matters, matter("M1"), matter("M2"))

        matters.move(replace(matter("M1"), state="void"), "E1", KEPT)

        assert matters.matter("M2") == matter("M2")

    def test_does_not_change_its_place_among_the_others(self, matters: Matters) -> None:
        open_all(matters, matter("M1"), matter("M2"))

        matters.move(replace(matter("M1"), taken_by="UNADIA"), "E1", KEPT)

        assert ids(matters.page(REQUESTS, 9)) == ids(matters.of_card("C1")) == ["M2", "M1"]

    def test_is_seen_by_every_other_process(self, matters: Matters, other_matters: Matters) -> None:
        stands = matters.open(matter("M1"), KEPT)
        moved = matters.move(replace(stands, state="approved"), "E1", KEPT)

        assert other_matters.matter("M1") == moved
        assert other_matters.move(replace(stands, state="rejected"), "E2", KEPT) is None
        assert other_matters.move(replace(stands, state="approved"), "E1", KEPT) == moved


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted("T1", ("request",)), "M6 M4 M2 M1"),
        (Wanted("T1", ("request", "incident")), "M6 M4 M3 M2 M1"),
        (Wanted("T2", ("request",)), "M5"),
        (Wanted("T3", ("request",)), ""),
        (Wanted("T1", ()), ""),
        (Wanted("T1", ("request",), states=("open", "asked")), "M6 M2 M1"),
        (Wanted("T1", ("request",), states=("approved",)), "M4"),
        (Wanted("T1", ("request",), author="UJAMES"), "M2"),
        (Wanted("T1", ("request",), taken_by="UNADIA"), "M4 M2"),
        (Wanted("T1", ("request",), taken_by=""), "M6 M1"),
        (Wanted("T1", ("request",), due_before=at(3)), "M4"),
        (Wanted("T1", ("request",), due_before=at(3.001)), "M6 M4"),
        (Wanted("T1", ("request", "incident"), ("open", "asked"), by_due=True), "M6 M1 M2 M3"),
        (Wanted("T1", ("request",), ("open", "asked"), "UJAMES", "UNADIA"), "M2"),
    ],
)
def test_those_wanted_are_found_in_order_and_counted(wanted: Wanted, found: str, matters: Matters) -> None:
    open_all(
        matters,
        replace(matter("M1"), due=at(5)),
        replace(matter("M2", state="asked"), author="UJAMES", taken_by="UNADIA", opened_at=at(-2)),
        replace(matter("M3", "incident"), opened_at=at(-1)),
        replace(matter("M4", state="approved"), due=at(1), taken_by="UNADIA"),
        replace(matter("M5"), team="T2"),
        replace(matter("M6"), due=at(3)),
    )

    assert ids(matters.page(wanted, 9)) == found.split()
    assert matters.count(wanted) == len(found.split())


@pytest.mark.parametrize("by_due", [True, False])
def test_pages_follow_each_other_without_a_gap_or_a_repeat(by_due: bool, matters: Matters) -> None:
    open_all(matters, *(replace(matter(f"M{number}"), due=at(number % 3)) for number in range(11)))
    wanted = replace(REQUESTS, by_due=by_due)

    pages = [matters.page(wanted, 4, skip) for skip in (0, 4, 8, 12)]

    assert [len(page) for page in pages] == [4, 4, 3, 0]
    listed = [each for page in pages for each in page]
    assert listed == matters.page(wanted, 99)
    assert len(set(ids(listed))) == 11
    assert matters.count(wanted) == 11


@pytest.mark.parametrize("backend", ["sqlite", "postgresql"], indirect=True)
def test_a_word_that_is_not_of_the_domain_is_refused(matters: Matters) -> None:
    for word in ({"kind": "remark"}, {"state": "forgotten"}, {"text_of": "all"}, {"language": "de"}):
        with pytest.raises(StorageError):
            matters.open(replace(matter("M1"), **word), KEPT)  # type: ignore[arg-type]
    assert matters.matter("M1") is None


def test_all_of_a_kind_that_were_opened_in_a_period_are_there_in_order(matters: Matters) -> None:
    open_all(
        matters,
        replace(matter("M1"), opened_at=at(1)),
        replace(matter("M2"), opened_at=at(2)),
        replace(matter("M3"), opened_at=at(3)),
        replace(matter("M4", "posting", "differs"), opened_at=at(2)),
        replace(matter("M5"), opened_at=at(2), team="T2"),
    )

    assert ids(matters.opened("T1", "request", at(1), at(3))) == ["M1", "M2"]
