"""What holds for the rewrite of any draft: it passes its own review, and says what it changed."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.checking import find_problems
from bot.domain.draft import Draft, Platform
from bot.domain.folding import fold
from bot.domain.platforms import measure
from bot.domain.posts import lay_out
from bot.domain.rewriting import rewrite_draft
from tests.domain.small_packs import a_rule, pack_of, phrase
from tests.domain.test_rewriting import ABSENCE, CALL, FACT, HYPE, PRODUCT, SECRET, STEP, VARIED

EVERYTHING = pack_of(
    CALL,
    SECRET,
    PRODUCT,
    HYPE,
    a_rule("undisclosed", ABSENCE, fix={"move": "disclose"}),
    a_rule(
        "promise",
        phrase("garanti*"),
        fix={"move": "soften", "soften": {"fr": [{"find": "garanti", "put": "variable"}]}},
    ),
    topics=(VARIED,),
)
SENTENCES = [
    "Écrivez-moi!",
    FACT,
    STEP,
    "Le Fonds Revenu Plus existe.",
    "Incroyable!",
    "Vive Rivière-Nord!",
    "Un taux garanti est écrit au contrat.",
    "#épargne #cpg",
    "Elle a « tout », dit-on.",
    "(Un",
    "\n\n",
    "1. Notez le taux.",
    "https://exemple.ca/a",
    "\u200bÉ\ud83d.",
    "Un gain de 3 % en 2025.",
]


@given(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=7),
    st.integers(0, 3),
    st.sampled_from(["linkedin", "x", "bluesky"]),
)
def test_whatever_is_shown_passes_the_review_it_is_shown_with(
    parts: list[str], turn: int, platform: Platform
) -> None:
    draft = Draft(" ".join(parts), platform)
    post = lay_out(draft)
    findings = find_problems(post, EVERYTHING, "fr")
    rewrite = rewrite_draft(post, findings, EVERYTHING, "fr", turn)
    if rewrite is None:
        return
    again = find_problems(lay_out(Draft(rewrite.text, platform)), EVERYTHING, "fr")

    assert all(each.severity.word in ("suggestion", "approval") for each in again)
    assert {each.rule for each in again} <= {each.rule for each in findings}
    assert measure(rewrite.text, platform).fits
    assert rewrite.text == rewrite.text.strip() != draft.text.strip()


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=7), st.integers(0, 3))
def test_every_sentence_of_a_rewrite_is_the_draft_s_own_or_a_change(parts: list[str], turn: int) -> None:
    post = lay_out(Draft(" ".join(parts)))
    rewrite = rewrite_draft(post, find_problems(post, EVERYTHING, "fr"), EVERYTHING, "fr", turn)
    if rewrite is None:
        return
    left = fold(rewrite.text).plain
    known = [post.folded.plain[slice(*span)] for span in post.sentences]
    known += [fold(change.now).plain for change in rewrite.changes]
    for each in sorted(known, key=len, reverse=True):
        left = left.replace(each, "")

    assert not left.strip()
