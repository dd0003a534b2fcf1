"""What a record says as one line, and the words that are looked for in it."""

import pytest

from bot.domain.archived_lines import WantedLines, excerpt_of, is_wanted, line_of, written_in

REVIEW = {
    "draft": {"text": "Rendement garanti de 8 %.", "author": {"name": "Amélie Tremblay"}},
    "review": {
        "platform": "linkedin", "language": "fr", "verdict": "block",
        "findings": [{"rule": "guaranteed-return"}, {"rule": "urgency-fomo"}, {"rule": "guaranteed-return"}],
        "rewrite": {"text": "Comparez les frais."},
    },
}  # fmt: skip
REQUEST = {
    "matter": {"author": "U1", "state": "changed", "rules": ["guaranteed-return"]},
    "by": "Nadia Benali (U2)",
    "words": {"why": "Une promesse.", "text": "Le texte de l'officier."},
}


def test_a_review_is_its_draft_its_verdict_and_its_rules_once_each() -> None:
    line = line_of("T1:U1", REVIEW)

    assert (line.author, line.name, line.verdict, line.text) == (
        "U1", "Amélie Tremblay", "block", "Rendement garanti de 8 %.",
    )  # fmt: skip
    assert line.rules == ("guaranteed-return", "urgency-fomo")
    assert line.rewrite == "Comparez les frais."


def test_a_decision_is_its_state_who_decided_why_and_the_text() -> None:
    line = line_of("T1:U1", REQUEST)

    assert (line.decision, line.by, line.reason) == ("changed", "Nadia Benali (U2)", "Une promesse.")
    assert line.text == "Le texte de l'officier."


def test_what_was_erased_says_whose_it_was_and_nothing_else() -> None:
    line = line_of("T1:U1", None)

    assert (line.author, line.text, line.verdict, line.rules) == ("U1", "", "", ())
    assert list(written_in(None)) == []


def test_lines_are_wanted_by_verdict_and_by_rule() -> None:
    line = line_of("T1:U1", REVIEW)

    assert is_wanted(line, WantedLines())
    assert is_wanted(line, WantedLines(("block", "revise"), ("urgency-fomo", "other")))
    assert not is_wanted(line, WantedLines(("ok",)))
    assert not is_wanted(line, WantedLines(rules=("other",)))


@pytest.mark.parametrize(
    "words", [("RENDEMENT",), ("garanti", "frais"), ("nadia",), ("d’officier",), ("tremblay",)]
)
def test_words_are_found_whatever_their_accents_case_and_apostrophes(words: tuple[str, ...]) -> None:
    texts = ("Rendement gàranti", "Comparez les FRAIS", "Nadia", "le mot d'officier", "Amélie Tremblay")

    assert excerpt_of(texts, words) is not None


def test_all_words_must_be_there() -> None:
    assert excerpt_of(("Rendement garanti",), ("rendement", "penalite")) is None
    assert excerpt_of((), ("rendement",)) is None
    assert excerpt_of(("Rendement",), (" ",)) is None


def test_an_excerpt_is_the_words_as_they_were_written_and_what_is_around_them() -> None:
    text = "avant " * 40 + "la Pénalité\nde remboursement " + "après " * 40

    excerpt = excerpt_of((text,), ("penalite",))

    assert excerpt is not None
    assert "la Pénalité de remboursement" in excerpt
    assert excerpt.startswith("…")
    assert excerpt.endswith("…")
    assert len(excerpt) < 160


def test_without_words_an_excerpt_is_how_the_first_text_begins() -> None:
    assert excerpt_of(("Bonjour", "encore"), ()) == "Bonjour"
    assert excerpt_of((), ()) == ""
