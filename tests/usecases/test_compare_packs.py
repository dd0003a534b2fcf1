"""Two packs on the same posts: what one finds and the other does not, and what is worth more or less."""

from typing import Any

from bot.domain.draft import Draft
from bot.domain.findings import Severity
from bot.domain.pack import RulePack
from bot.usecases.compare_packs import PackChange, compare_packs
from tests.domain.small_learned import learned_of, learned_rule
from tests.domain.small_packs import a_rule, pack_of, phrase
from tests.fakes import InMemoryPolicyStore
from tests.fakes_index import DIMENSION, BagOfWords

CALL = a_rule("call", phrase("écrivez-moi"))
PROMISE = a_rule("promise", phrase("rendement garanti"))
BOTH = "Rendement garanti, écrivez-moi!"


class Ports:
    """What sensing needs."""

    policies = InMemoryPolicyStore()
    embedder = BagOfWords


def changes(old: RulePack, new: RulePack, *texts: str) -> list[PackChange]:
    """What changes of these texts, each under its place."""
    ports: Any = Ports()
    return list(
        compare_packs(old, new, [(str(place), Draft(text)) for place, text in enumerate(texts)], ports)
    )


def test_a_pack_and_itself_say_the_same() -> None:
    pack = pack_of(CALL, PROMISE)

    assert changes(pack, pack, BOTH, "Bonjour.") == []


def test_a_finding_that_is_gained_and_one_that_is_lost_are_told_with_their_words() -> None:
    gained = changes(pack_of(CALL), pack_of(CALL, PROMISE), "Bonjour.", BOTH)
    lost = changes(pack_of(CALL, PROMISE), pack_of(PROMISE), "Écrivez-moi!")

    assert gained == [
        PackChange("1", "revise", "revise", (("promise", None, Severity.REVISE),), ("Rendement garanti",))
    ]
    assert lost == [PackChange("0", "revise", "ok", (("call", Severity.REVISE, None),), ("Écrivez-moi",))]


def test_another_severity_is_a_change() -> None:
    graver = a_rule("call", phrase("écrivez-moi"), severity="block")

    (change,) = changes(pack_of(CALL), pack_of(graver), "Écrivez-moi!")
    assert (change.was, change.now) == ("revise", "block")
    assert change.rules == (("call", Severity.REVISE, Severity.BLOCK),)


def test_other_words_of_the_same_rule_are_none() -> None:
    longer = a_rule("call", phrase("écrivez-moi vite"))

    assert changes(pack_of(CALL), pack_of(longer), "Écrivez-moi vite!") == []


def test_the_worst_finding_of_a_rule_is_the_one_that_is_compared() -> None:
    old = a_rule("call", phrase("écrivez-moi"), phrase("vite", severity="block"))
    new = a_rule("call", phrase("vite", severity="block"))

    assert changes(pack_of(old), pack_of(new), "Écrivez-moi. Vite!") == []


def test_what_was_learned_is_compared_too() -> None:
    meant = a_rule("meant", {"kind": "examples"})
    wide = (0.0,) * 2 * DIMENSION
    before = learned_of(meant=learned_rule(sentence=wide))
    after = learned_of(meant=learned_rule(sentence=wide, words={"tranquille": 9.0}))

    (change,) = changes(
        pack_of(meant, learned=before), pack_of(meant, learned=after), "Dormez tranquille.", "Bonjour."
    )
    assert (change.post, change.rules) == ("0", (("meant", None, Severity.REVISE),))
