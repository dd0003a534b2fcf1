"""A marked text is the text, to the letter; a long one is cut to the sentences that hold the marks."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.marked_text import Extract, Mark, Piece, extracts

DRAFT = "Un rendement garanti, sans risque! Écrivez-moi."
LONG = "Une phrase tout à fait ordinaire. " * 100 + DRAFT + " Une autre phrase ordinaire." * 100


def _marks(text: str, *words: str) -> list[Mark]:
    return [
        Mark(text.index(each), text.index(each) + len(each), number + 1) for number, each in enumerate(words)
    ]


def _read(part: Extract) -> str:
    return "".join(
        f"{'*' if each.marked else ''}{each.text}{'*' if each.marked else ''}"
        + "".join(f"[{number}]" for number in each.numbers)
        for each in part.pieces
    )


def test_marked_words_stand_where_they_stood_with_the_number_behind_them() -> None:
    [whole] = extracts(DRAFT, _marks(DRAFT, "rendement garanti", "sans risque"), 1_000)

    assert _read(whole) == "Un *rendement garanti*[1], *sans risque*[2]! Écrivez-moi."
    assert (whole.cut_before, whole.cut_after) == (False, False)


def test_marks_that_overlap_each_end_with_their_own_number() -> None:
    [whole] = extracts("abcdef", [Mark(0, 4, 1), Mark(2, 6, 2), Mark(2, 4, 3)], 100)

    assert _read(whole) == "*ab**cd*[1][3]*ef*[2]"


def test_words_that_one_rule_found_twice_have_its_number_once() -> None:
    [whole] = extracts("abc", [Mark(0, 3, 1), Mark(1, 3, 1)], 100)

    assert _read(whole) == "*a**bc*[1]"


def test_no_emoji_is_cut_in_two() -> None:
    text = "a 👩🏽‍🚀 b"
    [whole] = extracts(text, [Mark(3, 4, 1)], 100)

    assert [each.text for each in whole.pieces if each.marked] == ["👩🏽‍🚀"]


def test_of_a_long_draft_the_sentences_with_marks_are_shown_and_what_is_cut_is_said() -> None:
    [part] = extracts(LONG, _marks(LONG, "rendement garanti", "Écrivez-moi"), 400)

    assert _read(part).strip() == "Un *rendement garanti*[1], sans risque! *Écrivez-moi*[2]."
    assert (part.cut_before, part.cut_after) == (True, True)


def test_sentences_far_apart_are_shown_apart() -> None:
    text = f"{DRAFT} {'Rien ici. ' * 200}{DRAFT}"
    last = text.rindex("sans risque")

    parts = extracts(text, [*_marks(text, "rendement garanti"), Mark(last, last + 11, 2)], 400)

    assert [_read(each).strip() for each in parts] == [
        "Un *rendement garanti*[1], sans risque!",
        "Un rendement garanti, *sans risque*[2]!",
    ]


def test_of_an_endless_sentence_the_words_around_the_mark_are_shown_whole() -> None:
    text = "mot " * 500 + "garanti " + "mot " * 500
    [part] = extracts(text, _marks(text, "garanti"), 400)

    shown = "".join(each.text for each in part.pieces)
    assert "garanti" in shown
    assert set(shown.split()) == {"mot", "garanti"}


def test_a_long_draft_without_a_mark_is_shown_from_its_beginning() -> None:
    [part] = extracts("Un mot. " * 500, [], 30)

    assert "".join(each.text for each in part.pieces) == "Un mot. Un mot. Un mot. Un "
    assert (part.cut_before, part.cut_after) == (False, True)


def test_no_word_of_a_text_is_in_a_repr() -> None:
    assert "garanti" not in repr(extracts(DRAFT, _marks(DRAFT, "garanti"), 400))


TEXTS = st.lists(
    st.sampled_from(["mot ", "Une phrase. ", "é", "👩🏽‍🚀", "\r\n", "\u200b", "x" * 50]), max_size=80
).map("".join)


@given(
    TEXTS,
    st.lists(st.tuples(st.integers(-2, 400), st.integers(-2, 400), st.integers(1, 5))),
    st.integers(1, 500),
)
def test_whatever_is_marked_every_extract_is_a_part_of_the_text(
    text: str, spans: list[tuple[int, int, int]], most: int
) -> None:
    parts = extracts(text, [Mark(*each) for each in spans], most)
    shown = ["".join(each.text for each in part.pieces) for part in parts]

    assert all(each in text for each in shown)
    assert sum(map(len, shown)) <= most
    if len(text) <= most:
        assert shown == [text]


def test_an_empty_text_has_no_pieces() -> None:
    assert extracts("", [], 10) == [Extract(())]
    assert extracts("a", [], 10) == [Extract((Piece("a"),))]
