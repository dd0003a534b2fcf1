"""The index of literals leaves nothing out, and words prepared beforehand are the same words."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.checking import apply_rules
from bot.domain.draft import Draft
from bot.domain.folding import FoldedText, fold
from bot.domain.matching import Expression, LiteralIndex, Vocabulary, expressions_of, text_of
from bot.domain.pack import RulePack, compile_pack, prepare
from bot.domain.pages import Page
from bot.domain.rules import Pattern, Phrase, Rule, Words
from tests.domain.small_packs import FIRM, a_rule, a_topic, findings_in, pack_of, pattern, phrase, quotes


@dataclass
class Everything(LiteralIndex):
    """The naive loop: every expression is run on every text, as a whole."""

    def candidates(self, folded: FoldedText) -> dict[int, list[Page]]:
        sizes = [len(text_of(folded, each.view)) for each in self.expressions]
        return {number: [Page(0, size + 1, size)] for number, size in enumerate(sizes)}


def naive(pack: RulePack) -> RulePack:
    """The same pack without its index."""
    return replace(pack, index=Everything(pack.index.expressions))


RULES = (
    a_rule("promise", phrase("rendement(s)? <2> garanti*", "no risk", "sans risque"), guards=["negation"]),
    a_rule("market", phrase("marché", "prêt", accents="exact")),
    a_rule("names", phrase("chez <firm>", "<product>", "vs <competitor>")),
    a_rule("figure", pattern(r"\b\d+ ?%", r"(?:gagnez|earn)\b", "€", "(?i)VITE", r"#\w+")),
    a_rule("shout", pattern(r"\bBORL\b|\bURGENT\b", case="exact")),
    a_rule("short", phrase("or", "top 1", "a")),
)
OTHERS = [f"zz{number}zz" for number in range(30)]
CROWD = a_rule(
    "crowd",
    phrase(*OTHERS),
    phrase(*OTHERS, accents="exact"),
    pattern(*OTHERS),
    pattern(*OTHERS, case="exact"),
)
SMALL = pack_of(*RULES, CROWD)
"""With enough other words in every view for the index to look words up at all."""
RULE_WORDS = (
    "rendement rendements garanti garantie no risk sans risque marché marche prêt pret chez Rivière-Nord "
    "Fonds Revenu Plus vs AssurLac 5% 12 % gagnez earn € vite VITE BORL URGENT or top 1 a #SansRisque "
    "g@ranti s\u200bans 𝐫𝐢𝐬𝐪𝐮𝐞 g.a.r.a.n.t.i ﬁn"
)
NOISE = [
    "le",
    "n'est",
    "pas",
    "et",
    ".",
    "…",
    "!",
    "?",
    "\n",
    " ",
    "\u202f",
    "\u200b",
    "-",
    "é",
    "E\u0301",
    "\ud83d",
    "🚀",
    "\u202e",
    ",",
]
mixed_texts = st.lists(
    st.one_of(st.sampled_from(RULE_WORDS.split()), st.sampled_from(NOISE), st.text(max_size=3)), max_size=25
).flatmap(lambda words: st.sampled_from([" ".join(words), "".join(words), "\n".join(words)]))


@given(mixed_texts)
def test_the_prefilter_finds_what_the_naive_loop_finds(text: str) -> None:
    assert apply_rules(Draft(text), SMALL, "fr") == apply_rules(Draft(text), naive(SMALL), "fr")


@pytest.mark.slow
@given(st.lists(st.tuples(st.integers(0, 9_000), st.sampled_from(RULE_WORDS.split())), max_size=12))
def test_a_long_text_is_read_page_by_page_as_it_is_read_whole(inserted: list[tuple[int, str]]) -> None:
    text = "x, " * 3_000
    for place, word in inserted:
        text = f"{text[:place]} {word} {text[place:]}"

    assert apply_rules(Draft(text), SMALL, "fr") == apply_rules(Draft(text), naive(SMALL), "fr")


def test_the_index_spares_most_expressions_a_text_that_has_none_of_their_words() -> None:
    assert len(SMALL.index.candidates(fold("Bonjour."))) < 10 < len(SMALL.index.expressions)


def test_every_rule_here_is_found_somewhere_so_that_the_comparison_means_something() -> None:
    found = {finding.rule for finding in apply_rules(Draft(RULE_WORDS), SMALL, "fr")}
    assert found == {rule.id for rule in RULES}


def example_texts(rule: Rule) -> list[FoldedText]:
    """Every example of a rule, folded."""
    return [fold(text) for sort in (rule.examples.bad, rule.examples.good) for text in sort.texts]


def assert_nothing_is_left_out(
    index: LiteralIndex, numbers: Iterable[int], texts: Iterable[FoldedText]
) -> None:
    """Every one of these expressions that matches one of these texts is a candidate for it."""
    numbers = list(numbers)
    for text in texts:
        candidates = index.candidates(text)
        for number in numbers:
            expression = index.expressions[number]
            if number not in candidates:
                assert not expression.compiled.search(text_of(text, expression.view)), expression.words


def test_a_shipped_rule_s_expressions_that_match_its_examples_are_candidates(shipped: RulePack) -> None:
    for rule in shipped.rules:
        for detector in rule.detectors:
            own = range(detector.first, detector.first + len(detector.expressions))
            assert_nothing_is_left_out(shipped.index, own, example_texts(rule.rule)[::3])


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_any_shipped_expression_that_matches_any_example_is_a_candidate(shipped: RulePack) -> None:
    texts = [text for rule in shipped.rules for text in example_texts(rule.rule)]
    for index in (shipped.index, shipped.topic_index):
        assert_nothing_is_left_out(index, range(len(index.expressions)), texts)


def same(left: Expression, right: Expression) -> bool:
    """Whether two expressions match the same things, the same way."""
    return (left.source, left.view, left.literals) == (right.source, right.view, right.literals)


def test_a_prepared_pack_is_the_pack_compiled_alone() -> None:
    rules = (
        *RULES,
        a_rule("as-phrase", phrase("a.b", "prêt* (sûr)?")),
        a_rule("as-pattern", pattern("a.b", "pret", "prêt* (sûr)?", r"\bBORL\b")),
        a_rule("as-exact", phrase("a.b", "/a.b/", "prêt* (sûr)?", accents="exact")),
        a_rule("as-written", pattern("a.b", "pret", case="exact")),
        a_rule("with-a-mark", phrase("=a.b", "/a.b/", " a.b")),
    )
    topic = a_topic("fees", "frais", "/frais|a.b/", "a.b")
    alone = compile_pack(rules, (topic,), FIRM)
    stored = json.loads(json.dumps(prepare(alone)))
    prepared = compile_pack(rules, (topic,), FIRM, stored)

    for name in ("index", "topic_index"):
        pairs = zip(getattr(alone, name).expressions, getattr(prepared, name).expressions, strict=True)
        assert all(same(*pair) for pair in pairs)


def test_the_shipped_pack_is_the_same_when_prepared(shipped: RulePack) -> None:
    prepared = compile_pack(
        [each.rule for each in shipped.rules], shipped.topics, shipped.firm, prepare(shipped)
    )

    pairs = zip(shipped.index.expressions, prepared.index.expressions, strict=True)
    assert all(same(*pair) for pair in pairs)


def test_what_was_prepared_is_not_worked_out_again() -> None:
    """A phrase that could not be compiled passes: its prepared form is taken as it is."""
    vocabulary = Vocabulary({}, {" (broken": ("garanti", ["garanti"])})

    assert expressions_of(Words(any=("(broken",)), vocabulary)[0].source == "garanti"


def test_words_between_slashes_are_a_regular_expression() -> None:
    assert quotes("un gain de 12 % par an", a_rule("rate", phrase(r"/\d+ ?%/"))) == ["12 %"]


@pytest.mark.parametrize(("words", "text"), [("à <number>", "a 5"), ("é", "É seul")])
def test_the_shortest_words_are_looked_for_too(words: str, text: str) -> None:
    assert findings_in(text, a_rule("short", phrase(words)))


def test_a_view_is_chosen_by_the_detector() -> None:
    vocabulary = Vocabulary({})
    words = {"any": ("Prêt",)}

    def view(detector: Phrase | Pattern) -> str:
        return expressions_of(detector, vocabulary, detector)[0].view

    assert view(Phrase(kind="phrase", **words)) == "plain"
    assert view(Phrase(kind="phrase", accents="exact", **words)) == "accented"
    assert view(Pattern(kind="pattern", **words)) == "plain"
    assert view(Pattern(kind="pattern", accents="exact", **words)) == "accented"
    assert view(Pattern(kind="pattern", case="exact", **words)) == "original"
