"""Sensing what a post means: embedded once, the nearest example named, nothing asked for in vain."""

from dataclasses import dataclass, field
from typing import Any

import pytest

import bot.usecases.sense
from bot.domain.checking import apply_rules
from bot.domain.draft import Draft
from bot.domain.learned import Learned
from bot.domain.pack import RulePack
from bot.usecases.sense import embed_cached, sense_by
from tests.domain.small_learned import learned_of, learned_rule
from tests.domain.small_packs import a_rule, laid_out, pack_of, phrase
from tests.fakes import InMemoryPolicyStore
from tests.fakes_index import DIMENSION, BagOfWords

MEANT = a_rule("meant", {"kind": "examples"})
NEAR = ("Un revenu qui ne baisse pas", "Les oiseaux reviennent au printemps")
LEARNED = learned_of(
    meant=learned_rule(sentence=(0.0,) * 2 * DIMENSION, words={"printemps": 9.0, "revenu": 9.0}, near=NEAR)
)


@dataclass
class Ports:
    """Counts how often the embedder is asked for."""

    policies: InMemoryPolicyStore = field(default_factory=InMemoryPolicyStore)
    bag: BagOfWords = field(default_factory=BagOfWords)
    asked: int = 0

    def embedder(self) -> BagOfWords:
        self.asked += 1
        return self.bag


def pack(learned: Learned | None = LEARNED) -> RulePack:
    """A rule of meaning, and what it learned."""
    return pack_of(MEANT, learned=learned)


def test_a_finding_names_the_labelled_sentence_it_is_nearest_to() -> None:
    sense = sense_by(pack(), Ports())

    for text, nearest in (("Un revenu sûr.", NEAR[0]), ("Au printemps, les oiseaux!", NEAR[1])):
        (finding,) = apply_rules(Draft(text), pack(), "fr", sense)
        assert (finding.source, finding.detail) == ("example", nearest)


def test_the_sentence_named_is_in_the_language_of_the_draft() -> None:
    near = ("The birds are back in the spring", "Les oiseaux sont de retour au printemps")
    learned = learned_of(
        meant=learned_rule(sentence=(0.0,) * 2 * DIMENSION, words={"birds": 9.0, "oiseaux": 9.0}, near=near)
    )
    sense = sense_by(pack(learned), Ports())

    for text, nearest in (
        ("Les oiseaux sont dans nos spring!", near[1]),
        ("The birds of our printemps!", near[0]),
    ):
        (finding,) = apply_rules(Draft(text), pack(learned), "fr", sense)
        assert finding.detail == nearest


def test_nothing_is_embedded_for_a_pack_of_words_or_one_that_learned_nothing() -> None:
    ports: Any = Ports()

    assert sense_by(pack_of(a_rule("words", phrase("revenu")), learned=LEARNED), ports) is None
    assert sense_by(pack(None), ports) is None
    assert ports.asked == 0


def test_a_rule_that_learned_but_does_not_judge_by_meaning_any_more_is_not_sensed() -> None:
    other = learned_of(meant=LEARNED.rules["meant"], gone=LEARNED.rules["meant"])
    sense = sense_by(pack(other), Ports())

    assert sense is not None
    assert set(sense(laid_out("Un revenu.")).suspicions) == {"meant"}


def test_a_sentence_is_embedded_once_however_often_it_is_read() -> None:
    ports = Ports()
    sense = sense_by(pack(), ports)
    assert sense is not None

    sense(laid_out("Le bureau ouvre. Merci."))
    sense(laid_out("Le bureau ouvre. Le bureau ouvre. Encore."))

    sentences = [each for each in ports.bag.embedded if each.count(".") == 1]
    assert sorted(sentences) == ["encore.", "le bureau ouvre.", "merci."]


def test_examples_are_embedded_for_the_first_finding_and_not_again_by_whoever_comes_later() -> None:
    ports = Ports()
    first, later = sense_by(pack(), ports), sense_by(pack(), ports)
    assert first is not None
    assert later is not None

    first(laid_out("Le bureau ouvre."))
    assert not set(NEAR) & set(ports.bag.embedded)

    for sense in (first, first, later):
        sense(laid_out("Un revenu."))
    assert [ports.bag.embedded.count(each) for each in NEAR] == [1, 1]


def test_what_is_remembered_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.usecases.sense, "_KEPT", 2)
    ports = Ports()
    sense = sense_by(pack(), ports)
    assert sense is not None

    for text in ("Un.", "Deux.", "Trois.", "Un."):
        sense(laid_out(text))

    assert ports.bag.embedded == ["un.", "deux.", "trois.", "un."]


def test_caution_silences() -> None:
    sense = sense_by(pack(), Ports(), caution=99.0)

    assert sense is not None
    assert sense(laid_out("Un revenu.")).suspicions == {}


def test_vectors_that_the_database_has_are_not_made_again() -> None:
    store, bag = InMemoryPolicyStore(), BagOfWords()

    first = embed_cached(["un mot", "deux mots"], store, bag)
    again = embed_cached(["deux mots", "trois mots", "trois mots"], store, bag)

    assert bag.embedded == ["un mot", "deux mots", "trois mots"]
    assert list(again["deux mots"]) == pytest.approx(list(first["deux mots"]), abs=1e-6)


def test_vectors_of_another_embedder_are_none() -> None:
    store, other = InMemoryPolicyStore(), BagOfWords("bag-2-64d")
    embed_cached(["un mot"], store, BagOfWords())

    embed_cached(["un mot"], store, other)
    assert other.embedded == ["un mot"]
