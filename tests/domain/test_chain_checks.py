"""A broken chain is named: which record, and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.domain.chain import ChainedRecord, body_digest, next_record, salted
from bot.domain.chain_checks import BrokenLink, Closed, Link, broken_links, text_state

STREAM, AT = "T1:U1", "2026-11-16T09:30:00.000000+00:00"


def chain(count: int, stream: str = STREAM) -> list[Link]:
    """A sound chain of that many records, r1, r2, …"""
    links: list[Link] = []
    head: ChainedRecord | None = None
    for number in range(1, count + 1):
        body = salted(f"body {number}", bytes(16))
        head = next_record(head, stream, f"r{number}", "review", AT, body_digest(body))
        links.append(Link(head, body))
    return links


def faults(links: Sequence[Link], noted_end: int = 0) -> list[tuple[int, str, str]]:
    return [(each.number, each.fault, each.record_id) for each in broken_links(STREAM, links, noted_end)]


def changed(link: Link, **fields: object) -> Link:
    return replace(link, record=replace(link.record, **fields))  # type: ignore[arg-type]


def test_a_sound_chain_and_an_empty_one_have_nothing_wrong() -> None:
    assert faults(chain(5), noted_end=5) == []
    assert faults([]) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "note"),
        ("at", "yesterday"),
        ("record_id", "r9"),
        ("digest", "x"),
        ("hash", "x"),
        ("kind", None),
    ],
)
def test_a_record_that_was_changed_is_named_and_ends_the_chain(field: str, value: object) -> None:
    first, second, third = chain(3)
    second = changed(second, **{field: value})

    assert faults([first, second, third]) == [(2, "changed", str(second.record.record_id))]


def test_a_record_that_is_missing_is_named_by_its_number() -> None:
    first, _, third = chain(3)

    assert faults([first, third]) == [(2, "missing", "")]
    assert faults([third]) == [(1, "missing", "")]


@pytest.mark.parametrize("number", ["2", None, -1, 1])
def test_a_number_that_became_something_else_is_a_change(number: object) -> None:
    first, second, third = chain(3)

    assert faults([first, changed(second, sequence=number), third])[0][:2] == (2, "changed")


def test_a_record_written_anew_does_not_lead_to_the_next() -> None:
    first, second, third = chain(3)
    anew = next_record(first.record, STREAM, "forged", "review", AT, second.record.digest)

    assert faults([first, replace(second, record=anew), third]) == [(3, "not-linked", "r3")]


def test_a_chain_written_anew_is_not_the_one_that_was_noted() -> None:
    first, second, _ = chain(3)
    anew = replace(second, record=next_record(first.record, STREAM, "forged", "review", AT, "d"), body=None)
    noted = replace(anew, noted=second.record.hash)

    assert faults([first, noted]) == [(2, "rewritten", "forged")]


def test_an_end_that_was_cut_off_is_where_the_records_stop() -> None:
    assert faults(chain(3), noted_end=5) == [(4, "cut-off", "")]
    assert faults(chain(3), noted_end=3) == []


def test_every_text_that_is_another_is_named_and_what_was_erased_is_none_of_them() -> None:
    links = chain(6)
    links[1] = replace(links[1], body=b"another")
    links[2] = replace(links[2], body=None)
    links[3] = replace(links[3], body="not even bytes")
    links[4] = replace(links[4], body=Closed.NO_KEY)
    links[5] = replace(links[5], body=Closed.CHANGED)

    assert faults(links) == [
        (2, "body-changed", "r2"),
        (4, "body-changed", "r4"),
        (5, "body-closed", "r5"),
        (6, "body-changed", "r6"),
    ]
    assert [text_state(each) for each in links] == [
        "kept", "changed", "erased", "changed", "closed", "changed",
    ]  # fmt: skip


def test_a_broken_link_says_the_moment_of_its_record() -> None:
    first, second = chain(2)

    assert list(broken_links(STREAM, [first, changed(second, kind="x")])) == [
        BrokenLink(STREAM, 2, "changed", "r2", AT)
    ]
