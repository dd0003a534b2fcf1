"""A clause of a new version keeps the id of the clause that it continues."""

import random
import time
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.clause_identity import keep_keys, same_document
from bot.domain.clauses import Clause
from tests.evaluation.sample_library import clauses_of_the_sample

RETURN = "Nous ne promettons ni rendement, ni résultat, ni absence de perte à la personne qui nous lit."
CRYPTO = "Nous expliquons les cryptoactifs ou mettons en garde; nous n'en faisons jamais la promotion."
SECRET = "Nous ne révélons ni l'identité d'un client, ni un détail qui permettrait de le reconnaître."
CONTEST = "Un concours a un règlement écrit, une date de fin et des chances de gagner que l'on peut lire."
SUBJECTS = (RETURN, CRYPTO, SECRET, CONTEST)


def _clause(number: str, text: str, title: str = "Titre", position: int = 0) -> Clause:
    return Clause("PMS", "fr", number, title, text, position)


def _version(*clauses: Clause) -> list[Clause]:
    return [replace(each, position=place) for place, each in enumerate(clauses)]


def _ids(clauses: Sequence[Clause]) -> list[tuple[str, str]]:
    return [(each.key, each.shown) for each in clauses]


WAS = _version(*(_clause(f"5.{place}", text) for place, text in enumerate(SUBJECTS, 1)))


def test_a_version_that_changes_nothing_keeps_everything() -> None:
    assert keep_keys(WAS, WAS) == WAS


def test_the_first_version_has_the_numbers_it_prints() -> None:
    assert keep_keys(WAS, ()) == WAS


def test_clauses_that_are_numbered_anew_keep_their_ids() -> None:
    now = _version(_clause("5.1", "Cette partie parle de ce que l'on dit du passé."), *(
        _clause(f"5.{place}", text) for place, text in enumerate(SUBJECTS, 2)
    ))  # fmt: skip

    assert _ids(keep_keys(now, WAS)) == [
        ("5.1~2", "5.1"), ("5.1", "5.2"), ("5.2", "5.3"), ("5.3", "5.4"), ("5.4", "5.5"),
    ]  # fmt: skip


def test_another_number_shows_and_the_old_one_comes_back() -> None:
    renumbered = keep_keys(_version(*(replace(each, key=f"Article {each.key}") for each in WAS)), WAS)

    assert _ids(renumbered)[0] == ("5.1", "Article 5.1")
    assert keep_keys(WAS, renumbered) == WAS


def test_a_clause_of_which_a_third_is_written_anew_keeps_its_id() -> None:
    edited = "Nous ne promettons ni rendement, ni résultat, ni gain certain à quiconque consulte une page."

    assert _ids(keep_keys([_clause("5.1", edited)], WAS)) == [("5.1", "5.1")]


def test_even_when_it_is_numbered_anew_as_well() -> None:
    edited = SECRET.replace("un détail", "un indice").replace("permettrait", "aiderait")

    assert _ids(keep_keys([_clause("9.9", edited)], WAS)) == [("5.3", "9.9")]


def test_a_clause_to_which_much_was_added_keeps_its_id() -> None:
    was = [_clause("5.1", RETURN, "Rendement")]
    now = [_clause("5.1", " ".join([RETURN, *SUBJECTS[1:] * 3]), "Promesses")]

    assert _ids(keep_keys(now, was)) == _ids(keep_keys(was, now)) == [("5.1", "5.1")]


def test_a_clause_that_lost_its_number_keeps_its_id_and_is_shown_under_it() -> None:
    assert _ids(keep_keys([_clause("PMS-s1", RETURN)], WAS)) == [("5.1", "5.1")]


@pytest.mark.parametrize("title", ["Titre", "Rendement"])
def test_another_subject_under_the_same_number_is_another_clause(title: str) -> None:
    was = [_clause("5.2", RETURN, title)]

    assert _ids(keep_keys([_clause("5.2", CONTEST, title)], was)) == [("5.2~2", "5.2")]


def test_two_clauses_that_change_places_keep_their_ids() -> None:
    now = [_clause("5.1", CRYPTO), _clause("5.2", RETURN), *WAS[2:]]

    assert _ids(keep_keys(now, WAS))[:2] == [("5.2", "5.1"), ("5.1", "5.2")]


def test_a_clause_that_is_split_keeps_its_id_on_the_greater_part() -> None:
    was = [_clause("5.1", f"{RETURN} {CRYPTO} Un taux est daté.")]
    now = [_clause("5.1", f"{RETURN} {CRYPTO}"), _clause("5.2", "Un taux est daté.")]

    assert _ids(keep_keys(now, was)) == [("5.1", "5.1"), ("5.2", "5.2")]
    assert _ids(keep_keys(now[::-1], was)) == [("5.2", "5.2"), ("5.1", "5.1")]


def test_two_clauses_made_one_keep_the_id_of_the_greater() -> None:
    merged = [_clause("5.1", f"Un taux est daté. {SECRET}")]
    was = [_clause("5.1", "Un taux est daté."), _clause("5.2", SECRET)]

    assert _ids(keep_keys(merged, was)) == [("5.2", "5.1")]


def test_clauses_without_numbers_keep_the_ids_of_their_places() -> None:
    was = _version(*(_clause(f"PMS-s{place}", text) for place, text in enumerate(SUBJECTS, 1)))
    first = _clause("PMS-s1", "Cette partie parle de ce que l'on dit du passé.")
    now = _version(first, *(_clause(f"PMS-s{place}", text) for place, text in enumerate(SUBJECTS, 2)))

    assert _ids(keep_keys(now, was)) == [
        ("PMS-s5", "PMS-s5"), ("PMS-s1", "PMS-s1"), ("PMS-s2", "PMS-s2"), ("PMS-s3", "PMS-s3"),
        ("PMS-s4", "PMS-s4"),
    ]  # fmt: skip


def test_a_repealed_clause_is_not_taken_for_another_one() -> None:
    was = [_clause("1", "Abrogé."), _clause("2", RETURN), _clause("3", "Abrogé.")]
    now = [_clause("1", "Abrogé."), _clause("2", "Abrogé.", "Autre"), _clause("3", "Abrogé.")]

    assert _ids(keep_keys(now, was)) == [("1", "1"), ("2~2", "2"), ("3", "3")]


def test_a_new_title_or_another_format_changes_no_id() -> None:
    now = [_clause("5.1", f"**{RETURN}**", "Rien n'est garanti"), *WAS[1:]]

    assert _ids(keep_keys(now, WAS)) == _ids(WAS)


TEXTS = st.lists(st.sampled_from([*SUBJECTS, "Abrogé.", "", f"{RETURN} {SECRET}", CRYPTO[:50]]), max_size=9)


def _numbered(texts: Sequence[str], step: int = 1) -> list[Clause]:
    return _version(
        *(_clause(str(1 + step * place), text, f"T{place % 3}") for place, text in enumerate(texts))
    )


@given(TEXTS, TEXTS, st.integers(1, 3))
def test_ids_are_unlike_and_printed_numbers_stay(was: list[str], now: list[str], step: int) -> None:
    fresh = _numbered(now, step)
    kept = keep_keys(fresh, _numbered(was))

    assert len({each.key for each in kept}) == len(kept)
    assert [(each.shown, each.title, each.text, each.position) for each in kept] == [
        (each.shown, each.title, each.text, each.position) for each in fresh
    ]


@given(TEXTS, TEXTS, st.integers(1, 3))
def test_what_is_printed_alone_decides(was: list[str], now: list[str], step: int) -> None:
    earlier = _numbered(was)
    kept = keep_keys(_numbered(now, step), earlier)

    assert keep_keys([replace(each, key=each.shown, number="") for each in kept], earlier) == kept
    assert keep_keys(kept, kept) == kept


@given(st.permutations(SUBJECTS))
def test_in_any_order_and_under_any_number_a_clause_is_the_same(order: list[str]) -> None:
    kept = keep_keys(_version(*(_clause(f"{place}.", text) for place, text in enumerate(order))), WAS)

    assert {each.key: each.text for each in kept} == {each.key: each.text for each in WAS}


def _sample(document: str, language: str) -> list[Clause]:
    return [
        each for each in clauses_of_the_sample() if (each.document, each.language) == (document, language)
    ]


def test_no_two_clauses_of_one_policy_are_taken_for_each_other() -> None:
    for document in ("PMS", "CE", "GR"):
        clauses = _sample(document, "fr")
        half = len(clauses) // 2
        renumbered = [replace(each, key=was.key) for each, was in zip(clauses[half:], clauses, strict=False)]

        assert not {each.key for each in keep_keys(renumbered, clauses[:half])} & {
            each.key for each in clauses[:half]
        }


def test_a_file_is_known_as_a_version_of_the_document_it_continues() -> None:
    known = {name: _sample(name, "fr") for name in ("PMS", "CE", "GR")}
    edited = [
        replace(each, key=f"A{place}", document="new") for place, each in enumerate(known["CE"]) if place % 4
    ]

    assert same_document(edited, known) == "CE"
    assert same_document(_sample("PMS", "en"), known) is None
    assert same_document([], known) is None
    assert same_document(edited, {}) is None
    assert same_document(edited, {**known, "copy": known["CE"]}) is None


@pytest.mark.slow
def test_five_thousand_edited_clauses_against_five_thousand_take_seconds() -> None:
    words = [f"{number:04d}mot" for number in range(3_000)]
    choose = random.Random(1)  # noqa: S311  # the same clauses in every run
    texts = [choose.choices(words[:300], k=20) + choose.choices(words, k=20) for _ in range(5_000)]
    was = _version(*(_clause(f"{place}", " ".join(text)) for place, text in enumerate(texts)))
    now = _version(*(_clause(f"{place + 7}", " ".join(text[5:])) for place, text in enumerate(texts)))

    start = time.perf_counter()
    kept = keep_keys(now, was)

    assert time.perf_counter() - start < 15
    assert [each.key for each in kept] == [each.key for each in was]
