"""What a new version changes, clause by clause and word by word."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.clause_changes import ClauseChange, Counts, compare_clauses, summarize
from bot.domain.clauses import Clause
from bot.domain.word_marks import mark_words


def _clause(key: str, text: str = "Nous disons vrai.", title: str = "Titre", number: str = "") -> Clause:
    return Clause("PMS", "fr", key, title, text, 0, number)


def _kinds(changes: Sequence[ClauseChange]) -> list[tuple[str, str]]:
    return [(change.kind, change.clause.key) for change in changes]


def _marked(was: str, now: str) -> str:
    signs = {"same": "{}", "added": "[+{}+]", "removed": "[-{}-]"}
    return "".join(signs[each.kind].format(each.text) for each in mark_words(was, now))


ONE, TWO, THREE, FOUR = (_clause(str(number), f"Texte {number}.") for number in range(1, 5))


def test_a_version_that_changes_nothing_has_no_changes() -> None:
    assert compare_clauses([ONE, TWO], [ONE, replace(TWO, position=9)]) == ()


def test_a_removed_clause_is_shown_as_removed_where_it_stood() -> None:
    changes = compare_clauses([ONE, TWO, THREE], [_clause("0"), ONE, THREE, FOUR])

    assert _kinds(changes) == [("added", "0"), ("removed", "2"), ("added", "4")]
    assert (changes[0].was, changes[1].now) == (None, None)


def test_a_first_clause_that_is_gone_comes_first() -> None:
    assert _kinds(compare_clauses([ONE, TWO], [TWO, THREE])) == [("removed", "1"), ("added", "3")]
    assert _kinds(compare_clauses([], [ONE])) == [("added", "1")]
    assert _kinds(compare_clauses([ONE], [])) == [("removed", "1")]


def test_a_changed_clause_has_the_words_that_came_and_went() -> None:
    [change] = compare_clauses([ONE], [replace(ONE, text="Texte 1, dit-on.")])

    assert change.kind == "changed"
    assert [(each.kind, each.text) for each in change.marks] == [
        ("same", "Texte 1"), ("added", ", dit-on"), ("same", "."),
    ]  # fmt: skip
    assert change.title_marks == ()


def test_a_new_title_is_a_change() -> None:
    [change] = compare_clauses([ONE], [replace(ONE, title="Titre nouveau")])

    assert change.kind == "changed"
    assert [(each.kind, each.text) for each in change.title_marks] == [
        ("same", "Titre"),
        ("added", " nouveau"),
    ]
    assert {each.kind for each in change.marks} == {"same"}


def test_spaces_and_line_ends_are_no_change() -> None:
    assert compare_clauses([_clause("1", "a b\n\nc")], [_clause("1", "a  b\nc")]) == ()


def test_a_clause_that_stands_elsewhere_moved_and_the_others_did_not() -> None:
    changes = compare_clauses([ONE, TWO, THREE, FOUR], [TWO, THREE, FOUR, ONE])

    assert _kinds(changes) == [("moved", "1")]


def test_a_clause_that_only_has_another_number_is_renumbered() -> None:
    [change] = compare_clauses([ONE, TWO], [ONE, replace(TWO, number="3")])

    assert (change.kind, change.new_number) == ("renumbered", True)


def test_a_clause_that_changed_and_moved_is_a_changed_one_with_a_new_number() -> None:
    changed = replace(ONE, text="Autre texte.", number="2")
    [change] = compare_clauses([ONE, TWO], [replace(TWO, number=""), changed])

    assert (change.kind, change.new_number) == ("changed", True)


def test_changes_are_counted_by_kind() -> None:
    changes = compare_clauses([ONE, TWO, THREE], [replace(TWO, text="Autre."), _clause("0"), FOUR])

    assert summarize(changes) == Counts(added=2, changed=1, removed=2)
    assert summarize(()) == Counts()


def test_words_are_marked_as_a_person_would() -> None:
    assert _marked("Nous attendons une heure.", "Nous attendons deux heures.") == (
        "Nous attendons [-une heure-][+deux heures+]."
    )
    assert _marked("Un gain est promis par écrit.", "Un gain n'est jamais promis par écrit.") == (
        "Un gain [-est-][+n'est jamais+] promis par écrit."
    )


def test_a_text_written_anew_is_marked_whole() -> None:
    assert _marked("Le café est gratuit, le thé aussi.", "Nous ne promettons rien, jamais.") == (
        "[-Le café est gratuit, le thé aussi.-][+Nous ne promettons rien, jamais.+]"
    )


def test_an_empty_text_has_nothing_to_mark() -> None:
    assert mark_words("", "") == ()
    assert _marked("", "Un mot.") == "[+Un mot.+]"
    assert _marked("Un mot.", "") == "[-Un mot.-]"


WORDS = st.lists(
    st.sampled_from(["le", "gain", "n'est", "pas", ",", " ", "\n\n", "promis.", "🙂", "É\u0301"]), max_size=30
)


@given(WORDS, WORDS)
def test_marks_give_both_texts_back_to_the_letter(was: list[str], now: list[str]) -> None:
    before, after = "".join(was), "".join(now)
    marks = mark_words(before, after)

    assert "".join(each.text for each in marks if each.kind != "removed") == after
    assert "".join(each.text for each in marks if each.kind != "added") == before
    assert all(each.text for each in marks)
    assert all(one.kind != two.kind for one, two in pairwise(marks))


@given(st.permutations("abcdefg"))
def test_taking_out_what_moved_leaves_the_old_order(order: list[str]) -> None:
    was = [_clause(key, f"Texte {key}.") for key in "abcdefg"]
    changes = compare_clauses(was, [_clause(key, f"Texte {key}.") for key in order])
    moved = {change.clause.key for change in changes}

    assert [key for key in order if key not in moved] == [key for key in "abcdefg" if key not in moved]
    assert {change.kind for change in changes} <= {"moved"}
