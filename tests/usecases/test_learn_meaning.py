"""Learning from labelled posts, end to end: a rule finds what it never saw, and says how sure it is."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest

from bot.adapters.logistic_learner import learn
from bot.domain.checking import apply_rules
from bot.domain.draft import Draft, Language
from bot.domain.findings import Finding
from bot.domain.held_out import is_kept_back
from bot.domain.labelled import LabelledPost, taught_by
from bot.domain.learned import Learned
from bot.domain.meaning import units_of
from bot.domain.rules import Rule
from bot.usecases.learn_meaning import (
    WRONG,
    Fitted,
    LearnPorts,
    Lesson,
    fingerprint_of,
    learn_meaning,
    read_labelled,
)
from bot.usecases.ports import PolicyFileError
from bot.usecases.sense import sense_by
from tests.domain.small_packs import a_rule, a_topic, pack_of, sentences
from tests.embedders import local_embedder
from tests.fakes import InMemoryPolicyStore
from tests.fakes_index import BagOfWords
from tests.labelled_posts import as_lines, everything, harmless, promises

SURE = a_rule("sure-thing", {"kind": "examples"})
COIN = a_rule("coin-toss", {"kind": "examples"})


def silently(step: str, done: int, of: int) -> None:
    """Told of nothing."""


def read(posts: list[dict[str, Any]], *rules: Rule) -> list[LabelledPost]:
    """Labelled posts as their file has them."""
    return read_labelled({"examples/a.jsonl": as_lines(posts)}, rules or (SURE, COIN))


@dataclass
class SensePorts:
    """What sensing needs."""

    policies: InMemoryPolicyStore = field(default_factory=InMemoryPolicyStore)
    embedder: Any = local_embedder


@pytest.fixture(scope="module")
def learned() -> Learned:
    """What two rules learned: one from promises, one from posts that are wrong and harmless at once."""
    posts = everything() + [
        {**post, "findings": [{"rule": "coin-toss", "quote": post["text"]}]}
        for language in ("fr", "en")
        for post in harmless(language)
    ]
    return learn_meaning(pack_of(SURE, COIN), read(posts), LearnPorts(local_embedder(), learn), silently)


def found(text: str, learned: Learned, language: Language = "fr") -> list[Finding]:
    """What the rules find by what they learned."""
    pack = pack_of(SURE, COIN, learned=learned)
    return apply_rules(Draft(text), pack, language, sense_by(pack, SensePorts()))


@pytest.mark.parametrize(
    ("text", "quote", "language"),
    [
        (
            "Bonne semaine à tous. Avec nous, votre épargne ne perdra jamais rien, quoi qu'il arrive.",
            "Avec nous, votre épargne ne perdra jamais rien, quoi qu'il arrive.",
            "fr",
        ),
        (
            "Have a good week. Your savings will never lose anything with us, whatever happens.",
            "Your savings will never lose anything with us, whatever happens.",
            "en",
        ),
    ],
)
def test_a_rule_finds_a_sentence_it_never_saw_and_names_one_it_was_taught(
    learned: Learned, text: str, quote: str, language: Language
) -> None:
    (finding,) = found(text, learned, language)

    assert (finding.rule, finding.quote, finding.source) == ("sure-thing", quote, "example")
    assert finding.detail in {post["text"] for post in everything()} | {
        post["text"].partition(before)[2]
        for post in everything()
        for before in ("! ", ". ")
        if before in post["text"]
    }


@pytest.mark.parametrize(
    "text",
    [
        "Notre succursale publie les photos de la fête de quartier.",
        "Un guide de quatre pages explique comment lire votre relevé.",
        "The office changes its hours in the summer.",
    ],
)
def test_what_is_harmless_is_left_alone(learned: Learned, text: str) -> None:
    assert found(text, learned) == []


def test_it_says_how_good_it_was_on_posts_held_out(learned: Learned) -> None:
    rule = learned.rules["sure-thing"]

    assert rule.precision > 0.9
    assert rule.recall > 0.9
    assert learned.embedder == local_embedder().fingerprint


def test_a_rule_that_cannot_be_told_from_harmless_posts_finds_next_to_nothing(learned: Learned) -> None:
    assert learned.rules["coin-toss"].recall < 0.2


def test_the_examples_that_may_be_named_are_labelled_sentences_in_both_languages(learned: Learned) -> None:
    near = learned.rules["sure-thing"].near

    assert {"Ce fonds montera toujours, vous verrez.", "This fund always goes up, you will see."} <= set(near)
    assert not [each for each in near if each.startswith(("Bonjour", "Hello"))]
    assert len(near) <= 48


def test_the_same_posts_teach_the_same(learned: Learned) -> None:
    pack, ports = pack_of(SURE), LearnPorts(BagOfWords(), learn)

    once, again = (learn_meaning(pack, read(everything()), ports, silently) for _ in range(2))

    assert once.model_dump_json() == again.model_dump_json()


def test_a_fingerprint_tells_when_something_else_was_taught() -> None:
    posts = read(everything())
    other = a_rule("sure-thing", {"kind": "examples"}, examples={"bad": {"fr": ["Sûr."]}, "good": {}})

    assert fingerprint_of([SURE], posts) == fingerprint_of([SURE], posts[::-1])
    assert fingerprint_of([SURE], posts) != fingerprint_of([SURE], posts[1:])
    assert fingerprint_of([SURE], posts) != fingerprint_of([other], posts)


# what is refused


@pytest.mark.parametrize(
    ("posts", "said"),
    [
        (
            [*promises("fr")[:19], *harmless("fr"), *promises("en"), *harmless("en")],
            "sure-thing: 19 bad posts in French to learn from, at least 20 are needed",
        ),
        (
            [*promises("fr"), *harmless("fr"), *promises("en"), *harmless("en")[:3]],
            "sure-thing: 3 good posts in English to learn from, at least 20 are needed",
        ),
    ],
)
def test_a_rule_with_too_little_to_learn_from_is_named_with_what_is_missing(
    posts: list[dict[str, Any]], said: str
) -> None:
    embedder = BagOfWords()
    with pytest.raises(PolicyFileError) as refused:
        learn_meaning(pack_of(SURE), read(posts), LearnPorts(embedder, learn), silently)

    assert (refused.value.file, refused.value.reason) == ("examples", said)
    assert embedder.embedded == []


def test_the_rule_s_own_examples_count_and_so_do_its_languages_alone() -> None:
    own = {"bad": {"fr": ["Un gain [[sûr]]."]}, "good": {"fr": ["Un café."] * 20}}
    french = a_rule("sure-thing", {"kind": "examples"}, examples=own, languages=["fr"])
    ports = LearnPorts(BagOfWords(), learn)

    assert learn_meaning(pack_of(french), read(promises("fr")[:19]), ports, silently).rules


def test_a_line_that_is_no_labelled_post_is_named_with_its_file() -> None:
    files = {"examples/a.jsonl": as_lines(everything()), "examples/b.jsonl": '\n{"lang": "fr"}\n'}

    with pytest.raises(PolicyFileError) as refused:
        read_labelled(files, [SURE])
    assert str(refused.value) == "examples/b.jsonl:2: text: Field required"


def test_a_post_may_hold_what_some_take_for_the_end_of_a_line() -> None:
    text = "Un mot\u2028puis un autre\u0085et un troisième."

    (post,) = read([{"lang": "fr", "text": text, "findings": []}])
    assert post.text == text


# what is taught


class Watched:
    """A learner that keeps what it is given, and learns nothing."""

    def __init__(self) -> None:
        self.lessons: list[Lesson] = []

    def __call__(self, lessons: Sequence[Lesson], rules: Sequence[str]) -> Fitted:
        self.lessons = list(lessons)
        wide, count = len(lessons[0].sense), len(rules)
        return Fitted(np.zeros((wide, count)), np.zeros((0, count)), (), np.zeros(count))

    def of(self, term: str) -> list[Lesson]:
        """The lessons with that term."""
        return [each for each in self.lessons if term in each.terms]


def taught(*rules: Rule, **more: Any) -> Watched:
    """What these rules are taught beside the corpus."""
    watched = Watched()
    posts = read(everything(), *rules)
    learn_meaning(pack_of(*rules, **more), posts, LearnPorts(BagOfWords(), watched), silently)
    return watched


def test_what_a_rewrite_may_put_in_is_taught_as_harmless() -> None:
    put = sentences("Un marronnier fleurit.", "A chestnut tree blooms.")
    rule = a_rule("sure-thing", {"kind": "examples"}, fix={"instead": put})
    resource = a_topic(question=sentences("Que dit le pamplemousse?", "What does the grapefruit say?"))

    watched = taught(rule, topics=(resource,))

    for term in ("marronnier", "chestnut", "pamplemousse"):
        assert watched.of(term)
        assert not any(each.broken or each.unsure for each in watched.of(term))


def test_the_examples_of_a_rule_teach_that_rule_alone() -> None:
    bad = {"bad": {"fr": ["Un [[pamplemousse]] certain."]}, "good": {"fr": ["Un marronnier fleurit."]}}
    rule = a_rule("sure-thing", {"kind": "examples"}, examples=bad)

    watched = taught(rule, with_examples_enough("another"))

    wrongs, rights = watched.of("pamplemousse"), watched.of("marronnier")
    assert len(wrongs) == len(rights) > 1  # each counts several times
    wrong, right = wrongs[0], rights[0]
    assert (wrong.broken, wrong.unsure) == ({"sure-thing", WRONG}, {"another"})
    assert (right.broken, right.unsure) == (frozenset(), {"another"})


def with_examples_enough(name: str) -> Rule:
    """A rule that needs no labelled post."""
    texts = {"fr": ["Texte."] * 20, "en": ["Text."] * 20}
    return a_rule(name, {"kind": "examples"}, examples={"bad": texts, "good": {}})


def test_what_is_missing_from_a_post_is_taught_by_none_of_its_sentences() -> None:
    omission = {
        "lang": "fr",
        "text": "Un marronnier fleurit. Merci à tous.",
        "findings": [{"rule": "sure-thing"}],
    }
    watched = Watched()
    posts = read([*everything(), omission])

    learn_meaning(pack_of(SURE), posts, LearnPorts(BagOfWords(), watched), silently)

    assert [(each.broken, each.unsure) for each in watched.of("marronnier")] == [
        (frozenset(), {"sure-thing", WRONG})
    ] * 2


def test_no_post_is_judged_by_what_it_taught() -> None:
    judged: list[int] = []

    class Honest:
        """Classifiers that refuse to judge what they were fitted on."""

        def __init__(self, lessons: Sequence[Lesson], rules: Sequence[str]) -> None:
            self._seen, self._rules = {id(each) for each in lessons}, rules
            self.sense = np.zeros((len(lessons[0].sense), len(rules)))
            self.words, self.terms = np.zeros((0, len(rules))), ()
            self.biases = np.zeros(len(rules))

        def scores(self, lessons: Sequence[Lesson]) -> Any:
            assert not self._seen & {id(each) for each in lessons}
            judged.append(len(lessons))
            return np.zeros((len(lessons), len(self._rules)))

    learner: Any = Honest
    posts = read(everything())
    back = [each for each in posts if is_kept_back(each.text)]
    lessons = sum(len(units_of(taught_by(each).post)) for each in back)
    learn_meaning(pack_of(SURE), posts, LearnPorts(BagOfWords(), learner), silently)

    assert sum(judged) == lessons > 0


def test_each_step_is_told() -> None:
    told: list[str] = []
    learn_meaning(
        pack_of(SURE),
        read(everything()),
        LearnPorts(BagOfWords(), Watched()),
        lambda step, *_: told.append(step),
    )

    assert list(dict.fromkeys(told)) == ["embedding", "fitting"]
