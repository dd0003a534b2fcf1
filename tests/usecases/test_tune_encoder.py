"""What the encoder is tuned on: what the rules learn from, and nothing that thresholds are chosen by."""

from collections.abc import Sequence

from bot.domain.held_out import is_kept_back
from bot.usecases.learn_meaning import OWN_COUNT, WRONG, Told, read_labelled
from bot.usecases.tune_encoder import TaughtText, taught_texts, tune_encoder
from tests.domain.small_packs import a_rule, a_topic, pack_of
from tests.labelled_posts import as_lines, everything

SURE = a_rule("sure-thing", {"kind": "examples"})
POSTS = read_labelled({"examples/a.jsonl": as_lines(everything())}, [SURE])


def test_posts_that_are_kept_back_are_not_read() -> None:
    back = [each for each in POSTS if is_kept_back(each.text)]
    read = {text for each in taught_texts(pack_of(SURE), POSTS) for text in each.texts}

    assert 0 < len(back) < len(POSTS) / 4
    assert not read & {each.text.lower() for each in back}


def test_each_text_comes_with_what_its_units_teach_in_their_order() -> None:
    for each in taught_texts(pack_of(SURE), POSTS):
        assert len(each.texts) == len(each.lessons) > 0
        parts = [lesson.unit.is_part for lesson in each.lessons]
        assert parts == sorted(parts, reverse=True)


def test_what_the_pack_says_itself_counts_several_times() -> None:
    own = a_rule("sure-thing", {"kind": "examples"}, examples={"bad": {"fr": ["Gain sûr."]}, "good": {}})
    pack = pack_of(own, topics=[a_topic()])

    (example, *texts) = taught_texts(pack, [])

    assert (example.texts, example.loudness) == (["gain sûr."], OWN_COUNT)
    assert [lesson.broken for lesson in example.lessons] == [frozenset({"sure-thing", WRONG})]
    assert texts
    assert not any(lesson.broken for each in texts for lesson in each.lessons)


def test_the_rules_and_whether_anything_is_wrong_are_what_it_is_tuned_for() -> None:
    asked: list[Sequence[str]] = []

    def tune(taught: Sequence[TaughtText], rules: Sequence[str], told: Told) -> bytes:
        asked.append(rules)
        return b"weights"

    assert tune_encoder(pack_of(SURE), POSTS, tune, lambda *_: None) == b"weights"
    assert asked == [["sure-thing", WRONG]]
